"""What a person wrote is plain text; what a page keeps apart in it are its pieces."""

from __future__ import annotations

import pytest

from audit.wording.free_text import filled, free_text, optional_text


def test_what_a_person_wrote_is_the_plain_text_with_one_kind_of_line_ends() -> None:
    text = free_text("\n<b>one</b>\r\ntwo & three\r\n")
    assert text == "<b>one</b>\ntwo & three"
    assert text.pieces == (text,)


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_nothing_but_space_is_no_text(blank: str) -> None:
    assert optional_text(blank) is None


def test_a_text_is_filled_once_and_what_fills_it_is_a_piece_of_its_own() -> None:
    text = filled("To {agency}, on {date}.", [("{agency}", "{date} Office"), ("{date}", "1 May")])
    assert text == "To {date} Office, on 1 May."
    assert text.pieces == ("To ", "{date} Office", ", on ", "1 May", ".")


def test_what_is_filled_with_nothing_keeps_its_place() -> None:
    assert filled("{agency}!", [("{agency}", "")]).pieces == ("", "!")
