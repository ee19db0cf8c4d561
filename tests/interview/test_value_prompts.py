"""What is typed at the terminal is echoed as it was understood, asked back where it is odd, and kept as far as it is good."""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pyte
import pytest

from audit.interview.asker import Header, Move, Page, Reply
from audit.interview.flow import section_of
from audit.model.answers import OPEN, Alternative, Answer, Evidence
from audit.model.pack import Input, Pack
from audit.model.values import Drill, Layer, Window

pytestmark = pytest.mark.sampled

TODAY = datetime.date(2026, 11, 23)
ENTER, UP, DOWN, BACK, LEAVE = "\r", "\x1b[A", "\x1b[B", "\x1b[Z", "\x03"
DELETE_LINE = "\x15"
FIVE = ("mon", "tue", "wed", "thu", "fri")
Put = Callable[..., tuple[Reply, str]]


def page(pack: Pack, identity: str, answer: Answer, alternative: Alternative | None = None) -> Page:
    item = pack.by_id[identity]
    noted = section_of(item) != "profile"
    return Page(item, answer, Header(None, 1, 1, 0), "run", 3, TODAY, noted, alternative)


@pytest.fixture(params=[(80, 24), (40, 24)], ids=["80 columns", "40 columns"])
def put(pack: Pack, at_keyboard: Any, request: pytest.FixtureRequest) -> Put:
    """Put one question, type keys, and return the reply and everything that was on the screen, on one line."""

    def ask(
        identity: str,
        keys: str,
        answer: Answer = OPEN,
        language: str = "en",
        alternative: Alternative | None = None,
    ) -> tuple[Reply, str]:
        with at_keyboard(*request.param) as keyboard:
            asker = keyboard.asker(language)
            keyboard.type(keys)
            reply = asker.ask(page(pack, identity, answer, alternative))
            return reply, " ".join(keyboard.seen.split())

    return ask


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=[(80, 24), (40, 24)], ids=["80 columns", "40 columns"])
def look(pack: Pack, at_keyboard: Any, request: pytest.FixtureRequest) -> Callable[..., bool]:
    """Type a line, and tell whether something is on the screen before the line is confirmed."""

    def type_only(identity: str, typed: str, expected: str, language: str = "en") -> bool:
        with at_keyboard(*request.param) as keyboard:

            def leave_when_drawn() -> None:
                # Looked at while it is written, so the bytes so far are drawn on a screen of our own.
                for _ in range(100):
                    screen = pyte.Screen(*request.param)
                    pyte.Stream(screen).feed("".join(list(keyboard.screens.waiting)))
                    if squeezed(expected) in squeezed("".join(screen.display)) or done.wait(0.1):
                        break
                keyboard.type(LEAVE)

            done = threading.Event()
            watching = threading.Thread(target=leave_when_drawn)
            watching.start()
            keyboard.press(typed)
            try:
                keyboard.asker(language).ask(page(pack, identity, OPEN))
            finally:
                done.set()
                watching.join()
            return squeezed(expected) in squeezed(keyboard.seen)

    return type_only


@pytest.mark.slow
@pytest.mark.parametrize(
    ("identity", "typed", "echoed"),
    [
        ("N03", "2 hours", "= 120 minutes"),
        ("N12", "about 1,200", "= 1200 messages"),
        ("N20", "2026. 3. 12.", "= 12 March 2026"),
        ("N20", "11월 2일", "= 2 November 2026"),
        ("N21", "today", "= 23 November 2026"),
        ("N01", "9am-5pm", "= 09:00-17:00"),
        ("N01", "없음", "= nobody"),
        ("N03", "알림", "= An alert rings a person"),
        ("N11", "두 명", "= 2 people"),
        ("N15", "7 March 2026 at 9pm", "= 7 March 2026 21:00"),
        ("N09", "120 no, 30 yes", "= 120 minutes, office"),
        ("X5", "아일랜드", "= Ireland (IE)"),
        ("N03", "모름", "= I don't know"),
    ],
)
def test_what_is_typed_is_echoed_as_understood_before_it_is_confirmed(
    look: Callable[..., bool], identity: str, typed: str, echoed: str
) -> None:
    assert look(identity, typed, echoed)


def test_the_echo_is_in_the_readers_language(look: Callable[..., bool]) -> None:
    assert look("N20", "12 March 2026", "= 2026년 3월 12일", "ko")
    assert look("N03", "2시간", "= 120분", "ko")


def test_hours_that_close_before_they_open_are_asked_back_and_no_brings_what_was_meant(put: Put) -> None:
    reply, seen = put("N01", "9-5" + ENTER + ENTER + ENTER)
    assert "From 09:00 to 05:00 of the next day, 20 hours?" in seen
    assert reply.answer == Answer(value=dict.fromkeys(FIVE, (Window(540, 1020),)))


def test_a_night_shift_is_asked_back_too_and_yes_keeps_it(put: Put) -> None:
    reply, seen = put("N02", "22-06" + ENTER + ENTER + ENTER + ENTER)
    assert "From 22:00 to 06:00 of the next day, 8 hours?" in seen
    assert reply.answer == Answer(value={"sat": (Window(1320, 1800),)})


def test_hours_that_were_believed_are_not_asked_again(put: Put) -> None:
    night = Answer(value={"sat": (Window(1320, 1800),)})
    reply, seen = put("N02", ENTER * 3, night)
    assert reply.answer == night
    assert "of the next day" not in seen


def test_no_without_a_guess_brings_the_text_back(put: Put) -> None:
    reply, _ = put("N02", "22-06" + ENTER + "2" + ENTER + "20-22" + ENTER + ENTER + ENTER)
    assert reply.answer == Answer(value={"sat": (Window(1200, 1320),)})


def test_a_wrong_day_stays_to_be_corrected_and_the_good_ones_are_kept(put: Put) -> None:
    reply, seen = put("N02", "10-11" + ENTER + "morning" + ENTER + LEAVE)
    assert "morning is not a window of time" in seen
    assert reply == Reply(Move.LEAVE, Answer(value={"sat": (Window(600, 660),)}))
    reply, _ = put("N02", "10-11" + ENTER + "morning" + ENTER + "s" + ENTER)
    assert reply == Reply(Move.NEXT, Answer(value={"sat": (Window(600, 660),)}))


def test_parts_moments_and_approvals_that_are_good_are_kept(put: Put) -> None:
    assert put("N11", "2" + ENTER + "many" + ENTER + LEAVE)[0].answer == Answer(value={"people": Fraction(2)})
    moment = datetime.datetime(2026, 3, 7, 21)
    keys = "2026-03-07 21:00" + ENTER + "soon" + ENTER + LEAVE
    assert put("N15", keys)[0].answer == Answer(value={"posted": moment})
    keys = "2" + ENTER + "60" + ENTER + "1" + ENTER + "soon" + ENTER + LEAVE
    assert put("N09", keys)[0].answer == Answer(value=(Layer(60, True), Layer(None, False))), "there are still two"


def test_days_are_corrected_one_by_one_without_erasing(put: Put) -> None:
    same = Answer(value=dict.fromkeys(FIVE, (Window(540, 1080),)))
    reply, _ = put("N01", "d" + ENTER + "8-17" + ENTER + ENTER * 3 + "none" + ENTER, same)
    expected = dict.fromkeys(FIVE, (Window(540, 1080),)) | {"mon": (Window(480, 1020),), "fri": ()}
    assert reply.answer == Answer(value=expected)


def test_approvals_are_taken_in_one_line_as_the_help_writes_them(put: Put) -> None:
    both = Answer(value=(Layer(120, False), Layer(30, True)))
    assert put("N09", "120 no, 30 yes" + ENTER)[0].answer == both
    assert put("N09", "120 아니요, 30 예" + ENTER, language="ko")[0].answer == both


def test_a_date_before_any_audit_that_stands_there_is_kept(put: Put) -> None:
    old = Answer(value=datetime.date(1998, 5, 1))
    assert put("N20", ENTER, old)[0].answer == old
    assert "the year is out of range" in put("N20", "1998-05-02" + ENTER + LEAVE)[1]


# The register of drills

OCTOBER = Drill(datetime.date(2026, 10, 17), False, ("stop-all", "night-authority"))
MARCH = Drill(datetime.date(2026, 3, 7), True, ("surge",))


def test_drills_are_typed_row_by_row_and_kept_with_the_newest_first(put: Put) -> None:
    first = "2026-03-07" + ENTER + "1" + ENTER + "6" + ENTER
    second = "2" + ENTER + "2026-10-17" + ENTER + "2" + ENTER + "13" + ENTER
    assert put("N22", first + second + "1" + ENTER)[0] == Reply(Move.NEXT, Answer(value=(OCTOBER, MARCH)))


def test_that_there_was_no_drill_is_an_answer_and_an_empty_line_is_none(put: Put) -> None:
    assert put("N22", "none" + ENTER)[0].answer == Answer(value=())
    assert put("N22", "?" + ENTER)[0].answer == Answer(unknown=True)
    assert put("N22", ENTER)[0] == Reply(Move.LATER)


def test_a_drill_in_the_future_is_refused_and_a_row_can_be_taken_away(put: Put) -> None:
    reply, seen = put("N22", "2027-01-01" + ENTER + "2026-03-07" + ENTER + "1" + ENTER + "6" + ENTER + ENTER)
    assert reply.answer == Answer(value=(MARCH,))
    assert "2027-01-01 is in the future; the register holds drills that were held" in " ".join(str(seen).split())
    assert put("N22", "4" + ENTER + ENTER, Answer(value=(OCTOBER, MARCH)))[0].answer == Answer(value=(OCTOBER,))


def test_back_within_a_drill_leads_to_the_line_before(put: Put) -> None:
    keys = "2026-10-17" + ENTER + "1" + ENTER + BACK + "2" + ENTER + "13" + ENTER + ENTER
    assert put("N22", keys)[0].answer == Answer(value=(OCTOBER,))


# No prompt refuses its own example

_EXAMPLES = {
    "number": r"[0-9][0-9,.]*|‘없음’|‘알림’|\bnone\b|\balerts\b",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}|‘오늘’|\btoday\b(?=[.])",
    "week": r"[0-9:]+-[0-9:]+(?:, [0-9:]+-[0-9:]+)*|‘없음’|\bnone\b",
    "moments": r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]+",
    "layers": r"[0-9]+ (?:no|아니요), [0-9]+ (?:yes|예)|‘없음’|\bnone\b",
    "country": r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)? or [A-Z]{2}\b|[가-힣]+ 또는 [A-Z]{2}",
    "parts": r"[0-9][0-9.]*",
    "drills": r"[0-9]{4}-[0-9]{2}-[0-9]{2}|‘없음’|\bnone\b",
}
_OUR_OWN = r"(?:the clock takes|we take|대응 시계는|모르면|counts as|of 120 minutes|짜리|기본값).*$|means ten.*$|이면 평소의.*$"


def examples(item: Input, language: str) -> Iterator[str]:
    """Give what the help text of an input says can be typed."""
    said = re.sub(r"[.:](?= [A-Z가-힣])", lambda match: match[0] + "\n", item.example[language])
    lines = [re.sub(_OUR_OWN, "", line) for line in said.split("\n")]
    for found in re.findall(_EXAMPLES.get(item.kind, "^$"), "\n".join(lines)):
        yield from re.split(r" or | 또는 ", found.strip("‘’").rstrip(".,"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_prompt_refuses_an_example_of_its_own(pack: Pack, at_keyboard: Any, language: str) -> None:
    typed = 0
    for item in (*pack.profile, *pack.numbers):
        if item.kind == "choice":
            continue
        found = list(examples(item, language))
        assert found, (item.id, "its help has an example")
        if item.kind == "parts":
            assert len(found) == len(item.parts), item.id
            keys = [ENTER.join(found) + ENTER]
        else:
            keys = [text + ENTER * 8 for text in found]
        for line in keys:
            with at_keyboard(80, 60) as keyboard:
                keyboard.type(line)
                reply = keyboard.asker(language).ask(page(pack, item.id, OPEN))
                assert reply.move is Move.NEXT, (item.id, line)
                assert reply.answer is not None
                assert reply.answer.value is not None, (item.id, line)
            typed += 1
    assert typed > 30


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_word_that_stands_beside_its_meaning_can_be_typed(pack: Pack, at_keyboard: Any, language: str) -> None:
    said = {"none": {"en": "none", "ko": "없음"}, "alerts": {"en": "alerts", "ko": "알림"}}
    for item in pack.numbers:
        for word in item.words:
            with at_keyboard(80, 60) as keyboard:
                keyboard.type(said[word][language] + ENTER)
                reply = keyboard.asker(language).ask(page(pack, item.id, OPEN))
                assert reply.answer == Answer(value=word), item.id
                assert f"{said[word][language]}  {item.words[word][language][:6]}" in keyboard.seen


# The other use of the same money

KNOWN = Alternative(service="Bus shelters", amount="", complaints="40")


def test_the_lead_is_asked_for_the_other_use_of_the_money_part_by_part(put: Put) -> None:
    keys = "1" + ENTER + ENTER + "12 million" + ENTER + DELETE_LINE + "about 1,200" + ENTER + "9000건" + ENTER
    reply, seen = put("L10", keys, alternative=KNOWN)
    assert reply.answer == Answer(level=1)
    assert reply.alternative is not None
    assert reply.alternative.parts == {"amount": "12 million", "complaints": "1200", "of": "9000"}
    assert "Which other service could use the same money?" in seen
    assert "Bus shelters" in seen, "what is known stands there"


def test_every_part_of_it_may_stay_empty_and_leaving_keeps_what_was_told(put: Put) -> None:
    assert put("L10", "1" + ENTER * 5, alternative=Alternative())[0] == Reply(Move.NEXT, Answer(level=1))
    reply, _ = put("L10", "1" + ENTER + "Street lamps" + ENTER + LEAVE, alternative=Alternative())
    assert reply.move is Move.LEAVE
    assert reply.answer == Answer(level=1)
    assert reply.alternative is not None
    assert reply.alternative.parts == {"service": "Street lamps"}


def test_nobody_but_the_lead_is_asked_for_it_and_is_told_to_put_it_into_a_note(pack: Pack, at_keyboard: Any) -> None:
    with at_keyboard(80, 24) as keyboard:
        keyboard.type("1" + ENTER)
        assert keyboard.asker("en").ask(page(pack, "L10", OPEN)) == Reply(Move.NEXT, Answer(level=1))
        assert "Put into a note which other service" in keyboard.seen


def test_evidence_dates_are_read_as_people_write_them(put: Put) -> None:
    reply, seen = put("M02", "3" + ENTER + "log" + ENTER + ENTER + "12/03/2026" + ENTER + "12 March" + ENTER)
    assert reply.answer is not None
    assert reply.answer.evidence == (Evidence(what="log", date=datetime.date(2026, 3, 12)),)
    assert "can mean two days" in seen
