"""What the program in Typst is given: the tree as data, with Korean words kept whole where a line could end."""

from __future__ import annotations

from typing import Any

from audit.report.document.reading import read_page
from audit.report.document.typst import as_data

WORD = "듣기만합니다"


def data(body: str, language: str = "ko") -> list[Any]:
    """Return the blocks of a page with some words in it, after its heading."""
    page = (
        f'<!doctype html><html lang="{language}"><head><title>t</title><style>:root {{ --lf-ink: #101010 }}</style>'
        f"</head><body><main><h1>제목</h1>{body}</main></body></html>"
    )
    blocks: list[Any] = as_data(read_page(page))["runs"][0]["c"]
    return blocks[1:]


def kept(pieces: list[Any]) -> int:
    """Count the words that no end of a line may tear."""
    return sum(isinstance(piece, list) for piece in pieces)


def test_words_that_surely_stand_on_the_first_line_need_no_care() -> None:
    assert data(f"<p>{WORD} {WORD}</p>")[0] == [f"{WORD} {WORD}"]


def test_korean_words_after_the_first_line_are_kept_whole() -> None:
    pieces = data(f"<p>{' '.join([WORD] * 40)}</p>")[0]
    assert 0 < kept(pieces) < 40
    assert isinstance(pieces[0], str), "the first line comes first, as it is"
    assert pieces[-1] == [WORD]


def test_what_is_not_korean_is_left_to_wrap_by_its_own_rules() -> None:
    assert data(f"<p>{'listening ' * 60}</p>", "en")[0] == [("listening " * 60).strip()]


def test_less_fits_on_a_line_of_what_is_set_in() -> None:
    text = f"<p>{' '.join(['듣기'] * 99)}</p>"
    note = data(f"<blockquote>{text}</blockquote>")[0]
    assert kept(note["c"][0]) > kept(data(text)[0])


def test_a_new_line_has_all_the_room_again() -> None:
    many = " ".join([WORD] * 40)
    pieces = data(f"<p>{many}<br>{WORD}</p>")[0]
    assert pieces[-2:] == [{"k": "break"}, WORD]
