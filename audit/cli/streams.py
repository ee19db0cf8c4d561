"""Standard input and output: they may be closed, full, or of a code page that lacks what we say. None of it is a crash.

A code page gets what it has; for the rest it gets a plain sign that reads the same (`PLAIN`), the letter without its
accent, or `?`. Figures for other programs are UTF-8 whatever the code page (`print_data`).
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import unicodedata

import click

READABLE = "listen-first-readable"
"""The error handler of our streams."""
_PAGE = "listen_first_"
"""Begins the names of our code pages, which have a stand-in for every character.

Who writes to a stream may bring an error handler of its own, as prompt_toolkit does; and Click takes a stream that calls
itself ASCII for a mistake, and writes UTF-8 to it.
"""

PLAIN = {
    "\u00a0": " ",
    "·": "-",
    "•": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "…": "...",
    "→": "->",
    "×": "x",
    "÷": "/",
    "±": "+-",
    "≈": "~",
    "≤": "<=",
    "≥": ">=",
    "●": "(o)",
    "○": "( )",
    "◆": "<>",
    "▲": "/!\\",
    "■": "[x]",
    "？": "?",
    "⁄": "/",
}
"""What is written in place of signs of ours that a code page may lack."""


def open_streams() -> None:
    """Make the standard streams such that writing and reading never fails for what they are.

    A closed one leads nowhere; an encoding that lacks a character gets something readable instead.
    """
    codecs.register_error(READABLE, _readable)
    codecs.register(_page)
    _fill_closed()
    sys.stdin = sys.stdin or _nowhere(0, "r")
    sys.stdout = sys.stdout or _nowhere(1, "w")
    sys.stderr = sys.stderr or _nowhere(2, "w")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Only yes and no are read from it.
        sys.stdin.reconfigure(errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = codecs.lookup(stream.encoding).name
            own = encoding if encoding == "utf-8" or encoding.startswith(_PAGE) else _PAGE + encoding
            stream.reconfigure(encoding=own, errors=READABLE)


def _fill_closed() -> None:
    """Let the numbers of closed streams lead nowhere, so that no file that is opened later is taken for one of them."""
    number = 0
    with contextlib.suppress(OSError):
        while number <= 2:
            number = os.open(os.devnull, os.O_RDWR)
        os.close(number)


def _nowhere(number: int, mode: str) -> io.TextIOWrapper:
    stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 # lives as long as the program
    assert isinstance(stream, io.TextIOWrapper)
    return stream


def _page(name: str) -> codecs.CodecInfo | None:
    """Return a code page of ours: one of the system's that has a stand-in for everything; see `_PAGE`."""
    if not name.startswith(_PAGE):
        return None
    page = codecs.lookup(name.removeprefix(_PAGE))

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        del errors
        return page.encode(text, READABLE)

    return codecs.CodecInfo(
        encode,
        page.decode,
        page.streamreader,
        page.streamwriter,
        lambda errors="strict": page.incrementalencoder(READABLE),  # noqa: ARG005 # as every encoder is called
        page.incrementaldecoder,
        name=name,
    )


def _readable(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what an encoding lacks; the error handler of our streams."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(plain_sign, error.object[error.start : error.end])), error.end


def plain_sign(character: str) -> str:
    """Return ASCII that reads as a character does: a sign of our own, a letter without its accent, nothing, or `?`."""
    if character in PLAIN:
        return PLAIN[character]
    if not _is_drawn(character):
        return ""
    parts = [PLAIN.get(part, part) for part in unicodedata.normalize("NFKD", character) if _is_drawn(part)]
    return "".join(parts) if all(part.isascii() for part in parts) else "?"


def _is_drawn(character: str) -> bool:
    """Say whether a character fills a place of its own; joiners, directions and accents do not."""
    return unicodedata.category(character) not in ("Cf", "Mn")


def print_data(text: str) -> None:
    """Print what other programs read: UTF-8 in every code page, without a mark before it."""
    click.echo(text.encode("utf-8", "replace"), nl=False)


def tell(text: str) -> None:
    """Say something on standard error, if there is still anybody to hear it."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(text, err=True)


def drop_output() -> None:
    """Let what could not be written be forgotten: the streams lead nowhere from here on."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
