"""A first verdict in ten minutes: what is asked, how much there is to read, and how the whole audit goes on from there."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from audit.assess.verdict.evidence import other_roles
from audit.assess.what_if.first_verdict import range_unproved
from audit.interview.asker import Header, Move, Page, Reply, SectionPage
from audit.interview.first_run import AfterFirst, Guide
from audit.interview.flow import FirstStand, Stand, section_state
from audit.interview.run import Outcome, interview
from audit.model.answers import Agency, Answer, Answers, Evidence, Settings
from audit.model.asked import Item
from audit.model.known import LEAD
from audit.model.pack import Pack, Question
from audit.model.result.result import RungRange
from audit.model.values import read_value

pytestmark = pytest.mark.sampled

TODAY = datetime.date(2026, 11, 23)
ENTER, BACK, LEAVE = "\r", "\x1b[Z", "\x03"
MOST_PROMPTS = 24
WORDS_A_MINUTE, MINUTES = 200, 10
OTHER_STEPS = 3
"""L01 takes four pages: own words, purposes, the seed's question, the level."""
TYPED: dict[str, object] = {
    "N01": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "9-18"),
    "N02": {"sat": "none", "sun": "none", "holiday": "none"},
    "N09": [{"minutes": "60", "out_of_hours": "no"}],
    "N11": {"people": "2", "hours": "3"},
    "N13": {"share": "50", "minutes": "5"},
    "X1": "citizen-service",
    "X4": "plan",
}


def given(page: Page) -> Answer:
    """A plausible answer to anything that a first verdict asks."""
    item = page.item
    if isinstance(item, Question):
        return Answer(purposes=("hear",), without_voice="yes", level=3) if item.opening else Answer(level=3)
    first = item.choices[0].id if item.choices else "20"
    return Answer(value=read_value(item, TYPED.get(item.id, first)))


def answering(**others: str) -> Callable[[Page], Reply]:
    """Answer plausibly, some inputs otherwise."""

    def reply(page: Page) -> Reply:
        if page.item.id in others:
            return Reply(Move.NEXT, Answer(value=others[page.item.id]))
        return Reply(Move.NEXT, given(page))

    return reply


def first_asked(files: Any, asker: Any) -> list[str]:
    assert interview(files.folder, files.answers, files.settings, asker, lead=True, first=True, today=TODAY) is (
        Outcome.FINISHED
    )
    return [page.item.id for page in asker.pages]


def test_a_few_facts_the_gates_and_the_numbers_of_the_clock_are_asked_and_nothing_between(
    files: Any, fake_asker: Any
) -> None:
    asker = fake_asker(answering(N04="alerts"))
    asked = first_asked(files, asker)
    gates = files.folder.pack.gate_questions
    assert {"X1", "X2", "X4", "N01", "N02", "N03", "N04", "N05", "N09", "N11", "N12", "N13", *gates} == set(asked)
    assert asker.shown == asked, "no page before or after a part, and no list at the end"
    assert [page.header.number for page in asker.pages] == list(range(1, len(asked) + 1))
    assert len(asked) + OTHER_STEPS + 1 <= MOST_PROMPTS, "with the language, which is asked before"


def test_how_soon_an_alert_is_taken_up_is_asked_only_where_a_phone_rings(files: Any, fake_asker: Any) -> None:
    assert "N05" not in first_asked(files, fake_asker(answering(N04="nobody")))


def test_evidence_and_why_it_is_asked_wait_until_later(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(answering())
    first_asked(files, asker)
    assert all(page.brief for page in asker.pages)


def spoken(item: Item, language: str) -> int:
    """Count the words that somebody reads of a question; what waits behind a key is not among them."""
    if isinstance(item, Question):
        words = item.words("plan")
        texts = [words.ask, *words.levels]
        if item.opening is not None:
            choices = (*item.opening.purposes, *item.opening.without_voice.choices)
            texts += [item.opening.text, item.opening.ask, item.opening.without_voice.ask]
            texts += [choice.title for choice in choices]
    else:
        texts = [item.ask, item.find, item.example, *item.words.values(), *(choice.title for choice in item.choices)]
        texts += [part.title for part in item.parts]
    return sum(len(text[language].split()) for text in texts)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_stranger_reads_it_in_ten_minutes(pack: Pack, language: str) -> None:
    everything = FirstStand(pack, {"X4": "plan"}, {"N04": Answer(value="alerts")})
    words = sum(spoken(item, language) for item in everything.items)
    assert words <= MINUTES * WORDS_A_MINUTE


def test_going_on_asks_first_for_the_evidence_that_was_left_and_then_only_for_what_is_open(
    files: Any, fake_asker: Any
) -> None:
    asked = first_asked(files, fake_asker(answering()))
    proof = (Evidence(what="the paper", where="shelf", date=TODAY),)

    def reply(page: Page) -> Reply:
        if page.evidence_only:
            return Reply(Move.NEXT, page.answer.model_copy(update={"evidence": proof}))
        return Reply(Move.LATER)

    asker = fake_asker(reply)
    interview(files.folder, files.answers, files.settings, asker, lead=True, prove=True, today=TODAY)
    proving = [page.item.id for page in asker.pages if page.evidence_only]
    rest = [page.item.id for page in asker.pages if not page.evidence_only]
    assert set(proving) == {identity for identity in asked if identity in files.folder.pack.gate_questions}
    assert asker.shown[: len(proving)] == proving, "first of all"
    assert not set(rest) & set(asked), "nothing is asked twice"
    assert files.answers.answers["M01"].level == 3


def test_at_the_keyboard_only_the_evidence_is_asked_for_and_the_level_stands(pack: Pack, at_keyboard: Any) -> None:
    header = Header(None, 1, 1, 0)
    checkers = other_roles(pack, LEAD, {})
    page = Page(
        pack.by_id["M01"], Answer(level=3), header, "run", 2, TODAY, True, evidence_only=True, checkers=checkers
    )
    with at_keyboard(80, 24) as keyboard:
        keyboard.type("duty log" + ENTER + "shelf" + ENTER + "2026-11-02" + ENTER + "2" + ENTER + "1" + ENTER * 3)
        asker = keyboard.asker("en")
        reply = asker.ask(page)
    assert reply.answer.level == 3
    assert [(piece.what, piece.checked.by) for piece in reply.answer.evidence] == [("duty log", "head")]


def test_after_each_part_it_is_said_what_changed_in_the_verdict_and_never_a_score(files: Any, fake_asker: Any) -> None:
    first_asked(files, fake_asker(answering()))
    ends: list[Any] = []

    class Ending(fake_asker):  # type: ignore[misc] # the class comes as a fixture
        def end(self, page: Any) -> Move:
            ends.append(page)
            return Move.NEXT

    interview(files.folder, files.answers, files.settings, Ending(lambda _: Reply(Move.LATER)), lead=True, today=TODAY)
    assert [page.title["en"] for page in ends] == ["Listening", "Monitoring", "Staffing", "Escalation"]
    assert all(page.before is not None and page.now is not None for page in ends)


def test_the_range_is_said_in_words(pack: Pack, at_keyboard: Any) -> None:
    def found(rank: int, best: int) -> RungRange:
        names = ["Stop", "Listen only", "Pilot", "Launch"]
        titles = [{"en": name, "ko": name} for name in names]
        return RungRange(
            rung=names[rank],
            rank=rank,
            title=titles[rank],
            best_rung=names[best],
            best_rank=best,
            best_title=titles[best],
        )

    state = section_state(Stand(pack, {}, {}), "listening")
    for before, now, said in (
        (None, found(1, 3), "The verdict: Listen only as things stand, at best Launch."),
        (found(1, 3), found(1, 3), "The verdict: Listen only as things stand, at best Launch."),
        (
            found(1, 3),
            found(1, 1),
            "The verdict before this part: Listen only as things stand, at best Launch. Now: Listen only, also at best.",
        ),
    ):
        with at_keyboard(80, 40) as keyboard:
            keyboard.type(ENTER)
            keyboard.asker("en").end(SectionPage({"en": "Listening"}, None, state, before, now))
            assert said in " ".join(keyboard.seen.split())


def test_what_is_not_proved_yet_counts_as_proved_at_best_only(pack: Pack) -> None:
    answers = {question.id: Answer(level=4) for question in pack.questions if not question.computed}
    answers["L01"] = Answer(purposes=("hear",), without_voice="yes", level=4)
    profile = {"X1": "information", "X4": "plan", "X6": "no"}
    settings = Settings(format=1, agency=Agency(name="A"), languages=("en",), pack=pack.head.id, profile=profile)
    voices = {LEAD: Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=answers)}
    unproved = FirstStand(pack, profile, answers).unproved()
    assert unproved == pack.gate_questions
    before, after = (range_unproved(pack, settings, voices, TODAY, ids) for ids in ((), answers))
    assert before is not None
    assert after is not None
    assert before.rank == after.rank <= 2, "as things stand nobody else has seen anything"
    assert (before.best_rank, after.best_rank) == (2, 3)


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        (ENTER, AfterFirst.FIRM),
        ("1" + ENTER, AfterFirst.FIRM),
        ("2" + ENTER, AfterFirst.SHORT),
        ("3" + ENTER, AfterFirst.STOP),
        ("q", AfterFirst.STOP),
        (LEAVE, AfterFirst.STOP),
    ],
)
def test_behind_the_first_verdict_one_goes_on_takes_a_short_report_or_stops(
    at_keyboard: Any, keys: str, how: AfterFirst
) -> None:
    with at_keyboard() as keyboard:
        keyboard.type(keys)
        assert Guide("en", keyboard.terminal()).after_first_verdict(lambda _: ["the verdict"]) is how
