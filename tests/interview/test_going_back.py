"""Going back and forward again loses nothing: neither the level that was chosen nor a text that was typed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.interview.asker import Header, Move, Page, Reply
from audit.model.answers import OPEN, Answer, Evidence, standing
from audit.model.pack import Pack
from audit.model.values import Layer, Window

pytestmark = pytest.mark.sampled

ENTER, BACK, LEAVE = "\r", "\x1b[Z", "\x03"
TODAY = datetime.date(2026, 11, 23)
LOG = Evidence(what="duty log", where="shelf", date=datetime.date(2026, 10, 2))


@pytest.fixture
def ask(pack: Pack, at_keyboard: Any) -> Callable[..., list[Reply]]:
    """Put a question again and again to one asker, each time with other keys, and return the replies."""

    def put(identity: str, *visits: str, answer: Answer = OPEN) -> list[Reply]:
        item = pack.by_id[identity]
        replies: list[Reply] = []
        with at_keyboard(80, 40) as keyboard:
            keyboard.type("".join(visits))
            asker = keyboard.asker("en")
            for _ in visits:
                page = Page(item, answer, Header(None, 1, 1, 0), "run", 3, TODAY, may_note=item.pillar is not None)
                replies.append(asker.ask(page))
                if replies[-1].answer is not None:
                    # Saving puts the day to an answer.
                    day = TODAY if standing(item, replies[-1].answer) != "open" else None
                    answer = replies[-1].answer.model_copy(update={"answered": day})
            return replies

    return put


def test_back_from_evidence_the_cursor_stands_on_the_level_that_was_chosen(ask: Any) -> None:
    assert ask("M02", "4" + ENTER + BACK + ENTER + ENTER)[0] == Reply(Move.NEXT, Answer(level=4))


@pytest.mark.parametrize(
    "keys",
    [
        "duty log" + BACK + ENTER + ENTER + "shelf" + ENTER + "2026-10-02" + ENTER,
        "duty log" + ENTER + "shelf" + BACK + ENTER + ENTER + "2026-10-02" + ENTER,
        "duty log" + ENTER + "shelf" + BACK + BACK + ENTER + ENTER + ENTER + "2026-10-02" + ENTER,
        "duty log" + ENTER + "shelf" + ENTER + "2026-10-02" + BACK + BACK + BACK + ENTER + ENTER + ENTER + ENTER,
    ],
    ids=["from what", "from where", "from where to the levels", "from the date to the levels"],
)
def test_back_from_a_line_of_evidence_and_forward_again_what_was_typed_stands_there(ask: Any, keys: str) -> None:
    assert ask("M02", "3" + ENTER + keys + ENTER)[0] == Reply(Move.NEXT, Answer(level=3, evidence=(LOG,)))


def test_what_was_changed_after_going_back_is_what_counts(ask: Any) -> None:
    keys = "duty" + ENTER + "shelf" + ENTER + BACK + " 2" + BACK + " log" + ENTER + ENTER + "2026-10-02" + ENTER
    reply = ask("M02", "3" + ENTER + keys + ENTER)[0]
    assert reply.answer.evidence == (LOG.model_copy(update={"where": "shelf 2"}),)


def test_back_to_another_question_and_forward_again_level_and_evidence_are_there(ask: Any) -> None:
    left, done = ask(
        "M02", "4" + ENTER + "duty log" + ENTER + "shelf" + BACK + BACK + BACK, ENTER * 3 + "2026-10-02" + ENTER * 2
    )
    assert left == Reply(Move.BACK), "nothing is saved that was not confirmed"
    assert done == Reply(Move.NEXT, Answer(level=4, evidence=(LOG,)))


def test_an_answer_that_became_another_one_elsewhere_is_what_stands_there(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard(80, 40) as keyboard:
        keyboard.type("4" + ENTER + BACK + BACK + ENTER)
        asker = keyboard.asker("en")
        header = Header(None, 1, 1, 0)
        asker.ask(Page(pack.by_id["M02"], OPEN, header, "run", 3, TODAY, may_note=True))
        page = Page(pack.by_id["M02"], Answer(level=1), header, "run", 3, TODAY, may_note=True)
        assert asker.ask(page).answer == Answer(level=1)


def test_a_second_piece_that_was_begun_is_gone_on_with(ask: Any) -> None:
    other = Evidence(what="minutes", where="", date=datetime.date(2026, 11, 1))
    keys = ENTER + "2" + ENTER + "minutes" + BACK + ENTER + ENTER + ENTER + "2026-11-01" + ENTER
    assert ask("M02", keys, answer=Answer(level=3, evidence=(LOG,)))[0].answer.evidence == (LOG, other)


def test_a_note_that_was_begun_is_gone_on_with(ask: Any) -> None:
    first, second = ask("M02", "n" + "ask the" + BACK, "n" + " desk" + ENTER)
    assert first == Reply(Move.STAY)
    assert second == Reply(Move.STAY, Answer(note="ask the desk"))


def test_a_note_taken_on_the_way_changes_neither_the_level_that_was_chosen_nor_saves_it(ask: Any) -> None:
    noted, done = ask("M02", "4" + ENTER + "duty log" + BACK + "n" + "ask Kim" + ENTER, ENTER + ENTER + ENTER + ENTER)
    assert noted == Reply(Move.STAY, Answer(note="ask Kim"))
    assert (done.answer.level, done.answer.note) == (4, "ask Kim")
    assert done.answer.evidence == (Evidence(what="duty log"),)


def test_a_reason_that_was_begun_is_gone_on_with_and_the_cursor_stands_on_not_applicable(ask: Any) -> None:
    assert ask("M07", "-" + ENTER + "nothing grew" + BACK + ENTER + " this year" + ENTER)[0].answer == Answer(
        not_applicable="nothing grew this year"
    )


def test_back_through_the_first_question_leads_to_the_step_before_and_keeps_all_of_it(ask: Any) -> None:
    keys = "to hear" + ENTER + "14" + ENTER + "1" + ENTER + "3" + ENTER
    # From the evidence to the level, the seed's question, the purposes, one's own words, and forward again.
    given = Answer(text="to hear", purposes=("hear", "inform"), without_voice="yes", level=3)
    assert ask("L01", keys + ENTER)[0].answer == given
    left, done = ask("L01", keys + BACK * 5, ENTER * 5)
    assert left == Reply(Move.BACK, Answer(text="to hear"))
    assert done == Reply(Move.NEXT, given)


@pytest.mark.parametrize(
    ("identity", "typed", "again", "value"),
    [
        ("N12", "5", "0" + ENTER, Fraction(50)),
        ("X2", "14", "0" + ENTER, Fraction(140)),
        ("N11", "2" + ENTER + "1" + BACK, ENTER + ".5" + ENTER, {"people": Fraction(2), "hours": Fraction(3, 2)}),
        ("N09", "1" + ENTER + "12" + BACK, ENTER + "0" + ENTER + "2" + ENTER, (Layer(120, False),)),
        ("N01", "9-1", "8" + ENTER, dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (Window(540, 1080),))),
        ("X5", "K", "R" + ENTER, "KR"),
    ],
)
def test_a_value_that_was_begun_is_gone_on_with(ask: Any, identity: str, typed: str, again: str, value: object) -> None:
    left, done = ask(identity, typed + BACK, again)
    assert left == Reply(Move.BACK)
    assert done == Reply(Move.NEXT, Answer(value=value))


# A question mark


@pytest.mark.parametrize(
    ("identity", "keys", "kept"),
    [
        ("M02", "n?" + ENTER, Answer(note="?")),
        ("M07", "-" + ENTER + "?" + ENTER, Answer(not_applicable="?")),
        ("L01", "?" + ENTER + "6" + ENTER + "2" + ENTER, Answer(text="?", purposes=("told-to",), without_voice="no")),
        (
            "M02",
            "3" + ENTER + "?" + ENTER + "？" + ENTER + ENTER,
            Answer(level=3, evidence=(Evidence(what="?", where="？"),)),
        ),
    ],
)
def test_a_question_mark_in_a_line_of_text_is_text(ask: Any, identity: str, keys: str, kept: Answer) -> None:
    assert ask(identity, keys)[0].answer == kept


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("identity", "keys", "offered"),
    [
        ("M02", "n", False),
        ("M07", "-" + ENTER, False),
        ("L01", "", False),
        ("M02", "3" + ENTER, False),
        ("M02", "3" + ENTER + "log" + ENTER + ENTER, False),
        ("N12", "", True),
        ("N01", "", True),
        ("X5", "", True),
    ],
)
def test_a_question_mark_is_offered_only_where_it_says_that_one_does_not_know(
    pack: Pack, at_keyboard: Any, identity: str, keys: str, offered: bool, language: str
) -> None:
    item = pack.by_id[identity]
    with at_keyboard(80, 40) as keyboard:
        keyboard.type(keys + LEAVE)
        page = Page(item, OPEN, Header(None, 1, 1, 0), "run", 3, TODAY, may_note=item.pillar is not None)
        keyboard.asker(language).ask(page)
        foot = keyboard.screens.last.rpartition("---")[2]
    assert ("? I don't know" in foot or "? 모르겠습니다" in foot) is offered
    assert "Ctrl+C" in foot or offered


# One's own words


def test_a_lone_number_is_asked_back_before_it_becomes_ones_own_words(ask: Any) -> None:
    assert ask("L01", "1" + ENTER + "\x15" + "to hear" + ENTER + "6" + ENTER + "2" + ENTER)[0].answer == Answer(
        text="to hear", purposes=("told-to",), without_voice="no"
    )
    assert ask("L01", "1" + ENTER + ENTER + "6" + ENTER + "2" + ENTER)[0].answer == Answer(
        text="1", purposes=("told-to",), without_voice="no"
    )


def test_the_page_of_ones_own_words_says_that_the_list_comes_next(pack: Pack, at_keyboard: Any) -> None:
    for language, words in (
        ("en", "reasons to choose from come on the next page"),
        ("ko", "목록은 다음 화면에"),
    ):
        with at_keyboard() as keyboard:
            keyboard.type(LEAVE)
            page = Page(pack.by_id["L01"], OPEN, Header(None, 1, 1, 0), "plan", 2, TODAY, may_note=True)
            keyboard.asker(language).ask(page)
            assert words in " ".join(keyboard.screens.last.split())


# Mistakes


def test_a_mistake_takes_the_place_of_the_one_before(pack: Pack, at_keyboard: Any) -> None:
    keys = "3" + ENTER + "log" + ENTER + ENTER + "2026-02-30" + ENTER + "2027-01-01" + ENTER + "yester" + LEAVE
    with at_keyboard(80, 24) as keyboard:
        keyboard.type(keys)
        page = Page(pack.by_id["M02"], OPEN, Header(None, 1, 1, 0), "run", 3, TODAY, may_note=True)
        keyboard.asker("en").ask(page)
        first = next(screen for screen in keyboard.screens.shown if "2026-02-30 is not a date" in screen)
        last = keyboard.screens.last
    assert "2027-01-01 is in the future" in last
    assert "2026-02-30" not in last
    assert len(last.rstrip().splitlines()) - len(first.rstrip().splitlines()) <= 1, "the page does not grow"
