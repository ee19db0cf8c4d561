"""Compiled templates are kept from one run to the next."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from audit import __version__
from audit.files import cache

_SPOILT = (EOFError, ValueError, IndexError, pickle.UnpicklingError)
"""What reading a file can end in that was cut short."""


class TemplateCache(BytecodeCache):
    """Compiled templates of one kind of environment.

    A template that has changed is compiled again: its text is compared.
    """

    def __init__(self, kind: str) -> None:
        """Make the cache.

        Args:
            kind: The kind of environment: the same text compiles to something else in another one.
        """
        self._kind = kind

    def get_cache_key(self, name: str, filename: str | os.PathLike[str] | None = None) -> str:
        """Return a key that does not depend on where a template lies: every project has a folder of its own."""
        del filename
        known = (self._kind, name, __version__, jinja2.__version__, str(sys.implementation.cache_tag))
        return hashlib.sha256("\0".join(known).encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if it is there."""
        content = cache.load(_name(bucket))
        if content is not None:
            with contextlib.suppress(*_SPOILT):
                bucket.load_bytecode(io.BytesIO(content))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        file = io.BytesIO()
        bucket.write_bytecode(file)
        cache.store(_name(bucket), file.getvalue())


def _name(bucket: Bucket) -> str:
    return f"template-{bucket.key}.jinja"
