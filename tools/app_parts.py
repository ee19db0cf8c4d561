"""How the app's runtime is written: files one after another, packed by LZMA, as letters that every mail and editor leaves alone.

Two letters of 91 hold thirteen bits: less than Base64 needs, and nothing that could end the element that they stand in.
`site_template/app/worker.js` reads what is written here.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"&<')
LINE = 4000
"""Letters of a line: some programs cut what is longer than they expect."""
_BITS = 13
_BYTES = 13
"""So many bytes are eight pairs."""
_PAIRS = [(first + second).encode() for first in LETTERS for second in LETTERS][: 2**_BITS]
_FILTER = {
    "id": lzma.FILTER_LZMA1,
    "preset": 9 | lzma.PRESET_EXTREME,
    "dict_size": 2**24,
    "lc": 3,
    "lp": 0,
    "pb": 0,
    "nice_len": 273,
    "depth": 1000,
}
FORM = 2
"""Of what is written here; another number where it changes."""
_SIZE = slice(5, 13)
"""Where an LZMA file says how much was packed."""


def packed(content: bytes, kept: Path) -> bytes:
    """Return a part as letters.

    Args:
        content: What it holds.
        kept: A folder for what was packed before.
    """
    kept.mkdir(parents=True, exist_ok=True)
    place = kept / f"{hashlib.sha256(content).hexdigest()}-{FORM}.txt"
    if not place.exists():
        whole = bytearray(lzma.compress(content, format=lzma.FORMAT_ALONE, filters=[_FILTER]))
        whole[_SIZE] = len(content).to_bytes(8, "little")
        place.write_bytes(as_letters(sealed(bytes(whole))))
    return place.read_bytes()


def sealed(content: bytes) -> bytes:
    """Put before bytes how many they are and their Adler-32, so that what was damaged on its way is noticed."""
    return len(content).to_bytes(4, "little") + zlib.adler32(content).to_bytes(4, "little") + content


def as_letters(content: bytes) -> bytes:
    """Write bytes as letters; zeros fill up the last pairs."""
    letters = b"".join(_letters(content))
    return b"\n".join(letters[at : at + LINE] for at in range(0, len(letters), LINE))


def _letters(content: bytes) -> Iterator[bytes]:
    for at in range(0, len(content), _BYTES):
        number = int.from_bytes(content[at : at + _BYTES].ljust(_BYTES, b"\0"), "big")
        for shift in range(_BITS * 7, -1, -_BITS):
            yield _PAIRS[number >> shift & 2**_BITS - 1]


_EXPORT = re.compile(r"export\s*(?:default (?P<default>\w+)|\{(?P<named>[^}]*)\});?")


def as_script(module: bytes, name: str) -> bytes:
    """Write a module of JavaScript as a script that leaves what it exports in a global: no worker of a file may import in WebKit.

    Args:
        module: The module; it imports nothing at its top.
        name: What it exports, and how the global is called; where it exports one thing, that.

    Raises:
        ValueError: It does not export that.
    """
    text = module.decode().replace("import.meta.url", "self.location.href")
    found = [match for match in _EXPORT.finditer(text) if match["default"] or f" as {name}" in match["named"]]
    if len(found) != 1:
        raise ValueError(f"{name} is exported {len(found)} times")
    named = (found[0]["named"] or "").split(",")
    own = found[0]["default"] or next(part.split()[0] for part in named if part.split()[-1] == name)
    body = f"{text[: found[0].start()]}self.{name} = {own};{text[found[0].end() :]}"
    return f'(() => {{"use strict";{body}\n}})();'.encode()


def together(files: Mapping[str, bytes]) -> bytes:
    """Return files one after another, behind the length of a list and the list of their names and sizes."""
    head = json.dumps([[name, len(content)] for name, content in files.items()], separators=(",", ":")).encode()
    return b"".join([len(head).to_bytes(4, "little"), head, *files.values()])
