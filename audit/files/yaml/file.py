"""A YAML file that is changed while its comments, its order and everything we do not touch stay as they are."""

from __future__ import annotations

import codecs
import copy
import dataclasses
import hashlib
from pathlib import Path
from typing import Any

from audit.errors import BadFiles, Message, NotSaved, say
from audit.files.atomic import write_durably
from audit.files.yaml.editor import changed
from audit.files.yaml.reader import Document, parse_yaml


class YamlFile:
    """A table in a YAML file, kept in memory with the text around it, and written back after every change.

    Attributes:
        path: The file.
        data: What it shall say: strings, numbers, truth values, lists and tables. Whoever changes it calls `save`.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.data: dict[str, Any] = {}
        self._load(content)

    def _load(self, content: bytes) -> None:
        try:
            document = parse_yaml(self.path, content, spans=True)
        except BadFiles as bad:
            raise self._broken(bad.problems[0].what) from None
        if document.data not in ({}, "") and not isinstance(document.data, dict):
            raise self._broken(say("a table of keys and values is expected here"))
        self._document = document
        self.data = copy.deepcopy(document.data) if document.data else {}
        self._mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        self._seen = hashlib.sha256(content).digest()

    def _broken(self, why: Message) -> NotSaved:
        return NotSaved(
            say("{file} was changed meanwhile and cannot be read any more: {reason}", file=self.path.name, reason=why),
            say("mend it, then answer again; run listenfirst check to see its problems"),
        )

    @property
    def document(self) -> Document:
        """What the file holds now, as it would be read; whoever changes it changes a copy."""
        return dataclasses.replace(self._document, data=copy.deepcopy(self._document.data))

    def table(self, key: str) -> dict[str, Any]:
        """Return a table in the file to put something into; an empty one where none is.

        Raises:
            NotSaved: Something else stands there.
        """
        found = self.data.get(key) or {}
        if not isinstance(found, dict):
            raise self._broken(say("a table of keys and values is expected here"))
        return dict(found)

    def refresh(self) -> bool:
        """Read the file again if somebody else changed it; tell whether that was so."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(content).digest() == self._seen:
            return False
        self._load(content)
        return True

    def content(self) -> bytes:
        """Return what the file would hold.

        Raises:
            NotSaved: It cannot be written so that it would be read back the same.
        """
        return self._written()[1]

    def _written(self) -> tuple[Document, bytes]:
        after = changed(self._document, self.data)
        if after is None:
            raise NotSaved(
                say("{file} is written in a way that cannot be changed here", file=str(self.path)),
                say("write its answers below each other, one key a line, then answer again; nothing was changed"),
            )
        return after, self._mark + after.text.encode()

    def save(self) -> None:
        """Write the file.

        Raises:
            NotSaved: It could not be written; the old file is as it was.
        """
        document, content = self._written()
        try:
            write_durably(self.path, content)
        except OSError as error:
            raise NotSaved(
                say(
                    "this answer was not saved in {file}: {reason}",
                    file=str(self.path),
                    reason=error.strerror or str(error),
                ),
                say("all earlier answers are safe; make room or mend the access, then answer again"),
            ) from None
        self._document = document
        self._seen = hashlib.sha256(content).digest()
