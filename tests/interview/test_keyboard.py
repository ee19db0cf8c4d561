"""What is typed and what is pasted: no line of a paste answers the next question."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from audit.interview.asker import Header, Move, Page, Reply
from audit.interview.keyboard import as_meant
from audit.model.answers import OPEN, Answer, Evidence
from audit.model.pack import Pack
from audit.model.values import Layer

ENTER = KeyPress(Keys.ControlM, "\r")
TODAY = datetime.date(2026, 11, 23)


def pressed(text: str) -> list[KeyPress]:
    return [ENTER if letter == "\r" else KeyPress(letter, letter) for letter in text]


def pasted(text: str) -> KeyPress:
    return KeyPress(Keys.BracketedPaste, text)


# Keys of one moment


@pytest.mark.parametrize("text", ["a", "\r", "4\r", "note\r"])
def test_a_line_with_its_end_is_as_it_was_typed(text: str) -> None:
    assert as_meant(pressed(text), takes_text=True) == pressed(text)


def test_several_lines_are_one_paste_and_a_line_end_behind_them_confirms_it() -> None:
    assert as_meant(pressed("one\r4\r\r"), takes_text=True) == [pasted("one\n4\n\n"), ENTER]
    assert as_meant(pressed("one\r4"), takes_text=True) == [pasted("one\n4")]


def test_what_stands_behind_a_line_end_belongs_to_no_other_prompt() -> None:
    down = KeyPress(Keys.Down, "")
    assert as_meant([*pressed("one\r"), down, ENTER], takes_text=True) == pressed("one\r")
    assert as_meant([*pressed("\r\r\r")], takes_text=False) == pressed("\r")


def test_leaving_is_heard_behind_a_line_end_too() -> None:
    leave = KeyPress(Keys.ControlC, "\x03")
    assert as_meant([*pressed("one\r"), leave], takes_text=True) == [*pressed("one\r"), leave]


def test_in_a_list_a_text_is_a_paste_and_confirms_nothing() -> None:
    assert as_meant(pressed("4\r"), takes_text=False) == pressed("4\r")
    assert as_meant(pressed("Agreed\r"), takes_text=False) == [pasted("Agreed\n")]
    assert as_meant(pressed("\r4\r"), takes_text=False) == [pasted("\n4\n")]


def test_arrows_and_enter_may_come_together() -> None:
    keys = [KeyPress(Keys.Down, ""), KeyPress(Keys.Down, ""), ENTER]
    assert as_meant(keys, takes_text=False) == keys


@given(st.text(alphabet="ab4?q \r", max_size=12), st.booleans())
def test_at_most_one_line_end_of_a_moment_confirms_and_nothing_stands_behind_it(text: str, takes_text: bool) -> None:
    meant = as_meant(pressed(text), takes_text=takes_text)
    ends = [index for index, key in enumerate(meant) if key == ENTER]
    assert len(ends) <= 1
    assert not ends or ends[0] == len(meant) - 1
    if takes_text:
        said = "".join(key.data for key in meant if key != ENTER)
        assert [line for line in said.split("\n") if line.strip()] == [
            line for line in text.split("\r") if line.strip()
        ], "nothing that was written is lost"


# At a question


@pytest.fixture
def ask(pack: Pack, at_keyboard: Any, at_the_same_moment: Callable[..., str]) -> Callable[..., tuple[Reply, str]]:
    """Put a question, press keys moment by moment, and return the reply and all that was on the screen."""

    def put(identity: str, *moments: str | list[str], answer: Answer = OPEN) -> tuple[Reply, str]:
        item = pack.by_id[identity]
        page = Page(item, answer, Header(None, 1, 1, 0), "run", 2, TODAY, may_note=item.pillar is not None)
        with at_keyboard(80, 40, moments=True) as keyboard:
            keyboard.type(at_the_same_moment(*moments))
            reply = keyboard.asker("en").ask(page)
            return reply, " ".join(keyboard.seen.split())

    return put


Asking = Callable[..., tuple[Reply, str]]
LINES = "Agreed in the meeting:\r4\r\r"
KEPT = "Agreed in the meeting:\n4"


@pytest.mark.parametrize(
    "paste",
    [
        LINES,
        ["Agreed in the meeting:", "\r4\r\r"],
        ["Agreed in the meeting:\r", "4\r\r"],
        ["Agreed in the meeting:\r", "4", "\r", "\r"],
        list(LINES),
    ],
    ids=["at once", "before the line end", "behind the line end", "in pieces", "letter by letter"],
)
def test_the_lines_of_a_paste_are_the_lines_of_a_note(ask: Asking, paste: str | list[str]) -> None:
    assert ask("M01", "n", paste)[0] == Reply(Move.STAY, Answer(note=KEPT))
    assert ask("N12", "n\r", paste)[0] == Reply(Move.STAY, Answer(note=KEPT))


def test_the_lines_of_a_paste_are_the_lines_of_ones_own_words_and_choose_no_reason(ask: Asking) -> None:
    assert ask("L01", LINES, "\x03")[0] == Reply(Move.LEAVE, Answer(text=KEPT))


def test_the_lines_of_a_paste_are_the_lines_of_a_reason(ask: Asking) -> None:
    assert ask("M07", "-\r", LINES)[0].answer == Answer(not_applicable=KEPT)


def test_the_lines_of_a_paste_are_what_the_evidence_is_and_fill_no_other_line(ask: Asking) -> None:
    reply, _ = ask("M01", "3\r", "the log\rof the desk\r", "on the shelf\r", "2026-10-02\r")
    assert reply.answer == Answer(
        level=3,
        evidence=(Evidence(what="the log\nof the desk", where="on the shelf", date=datetime.date(2026, 10, 2)),),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("identity", "before", "paste", "behind"),
    [
        ("N12", [], "50\r4\rq\r", ["\r"]),
        ("N01", [], "9-18\rnone\r", ["\r"]),
        ("N11", [], "2\r4\r", ["\r", "4\r"]),
        ("N09", [], "1\r120\r2\r", ["\r", "120\r", "2\r"]),
        ("N15", [], "2026-03-07 21:00\r2026-03-07 22:00\r", ["\r", "\r", "\r", "\r"]),
        ("N20", [], "2026-11-02\rq\r", ["\r"]),
        ("X5", [], "KR\r1\r", ["\r"]),
        ("M01", ["3\r", "log\r", "shelf\r"], "2026-10-02\r1\r", ["\r"]),
    ],
)
def test_where_one_line_is_wanted_the_first_stays_to_be_confirmed_and_it_is_said(
    ask: Asking, identity: str, before: list[str], paste: str, behind: list[str]
) -> None:
    reply, seen = ask(identity, *before, paste, *behind)
    # The same, typed line by line.
    typed, _ = ask(identity, *before, paste.partition("\r")[0] + "\r", *behind[1:])
    assert reply == typed
    assert reply.answer is not None
    assert "here one is wanted: the first" in seen


def test_a_text_pasted_into_a_list_chooses_nothing(ask: Asking) -> None:
    for paste in (LINES, "quite a list\r", list("no, 4\r")):
        assert ask("M02", paste, "1\r")[0] == Reply(Move.NEXT, Answer(level=1))


def test_a_bracketed_paste_does_the_same(ask: Asking) -> None:
    assert ask("M01", "n", "\x1b[200~one\n4\n\x1b[201~", "\r")[0].answer == Answer(note="one\n4")
    assert ask("M02", "\x1b[200~one\n4\n\x1b[201~", "1\r")[0].answer == Answer(level=1)


def test_whoever_types_line_by_line_is_asked_line_by_line(ask: Asking) -> None:
    assert ask("N11", "2\r", "4\r")[0].answer == Answer(value={"people": Fraction(2), "hours": Fraction(4)})
    assert ask("N09", "1\r", "120\r", "2\r")[0].answer == Answer(value=(Layer(120, False),))
