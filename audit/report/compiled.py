"""Compiled templates are kept from one run to the next, as Python keeps its compiled modules, and beside them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pickle
import sys
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from audit import __version__


class Compiled(BytecodeCache):
    """Compiled templates of one kind of environment.

    They lie in the folder of this package's own compiled modules: whoever can write there can change the program anyway.
    Where it cannot be written, or Python is told to write none, every run compiles again. A template that has changed is
    compiled again too: its text is compared.
    """

    def __init__(self, kind: str) -> None:
        """Make the cache.

        Args:
            kind: The kind of environment: the same text compiles to something else in another one.
        """
        self._kind = kind
        self._folder = Path(importlib.util.cache_from_source(__file__)).parent

    def get_cache_key(self, name: str, filename: str | os.PathLike[str] | None = None) -> str:
        """Return a key that does not depend on where a template lies: every project has a folder of its own."""
        del filename
        known = (self._kind, name, __version__, jinja2.__version__, str(sys.implementation.cache_tag))
        return hashlib.sha256("\0".join(known).encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, if it is there."""
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        if sys.dont_write_bytecode:
            return
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".template-")
            try:
                with os.fdopen(handle, "wb") as file:
                    bucket.write_bytecode(file)
                Path(name).replace(self._path(bucket))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{bucket.key}.jinja"
