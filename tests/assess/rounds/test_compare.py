"""Two rounds side by side: every change has its cause, and the causes add up."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.assess.rounds.compare import compare
from audit.assess.rounds.versions import asked_anew, pack_at
from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import Change, Pack
from audit.model.result.progress import Cause, ProgressResult
from audit.model.result.result import Result
from audit.model.values import Layer

pytestmark = pytest.mark.sampled

LATER = datetime.date(2027, 2, 1)


@pytest.fixture
def before(
    plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> Callable[..., ProgressResult]:
    """Compare two rounds of the same day that answer 2 but for what is named for then and now."""

    def make(then: dict[str, object], now: dict[str, object], **more: object) -> ProgressResult:
        first = assessed(answers_at(plain, 2, **then))
        date = more.pop("date", datetime.date(2026, 11, 23))
        second = assessed(answers_at(plain, 2, **now), date=date)
        return compare(first, second, more.get("marks", {}))  # type: ignore[arg-type] # what a test names

    return make


def causes(found: ProgressResult, question: str) -> list[Cause]:
    return [step.cause for change in found.changes if change.question == question for step in change.steps]


def test_where_nothing_changed_there_is_no_change(before: Callable[..., ProgressResult]) -> None:
    found = before({}, {})
    assert not found.changes
    assert all(change.then == change.now and not change.parts for change in found.pillars.values())


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (1, 3, ["answered"]),
        ("on word 4", 4, ["evidence-added"]),
        (4, "on word 4", ["evidence-removed"]),
        ("on word 1", 4, ["answered", "evidence-added"]),
        ("unknown", 1, ["answered"]),
        (2, Answer(level=2, confirm=True), ["confirm"]),
    ],
)
def test_every_change_is_split_by_its_cause(
    before: Callable[..., ProgressResult], then: object, now: object, expected: list[str]
) -> None:
    assert causes(before({"M02": then}, {"M02": now}), "M02") == expected


def test_evidence_that_grew_old_is_named_so(before: Callable[..., ProgressResult]) -> None:
    proof = Evidence(what="the log", where="shelf 2", date=datetime.date(2026, 11, 1))
    same = {"M02": Answer(level=4, evidence=(proof,))}
    found = before(same, same, date=datetime.date(2029, 1, 1))
    assert "evidence-expired" in causes(found, "M02")
    assert "M02" in found.slipped


def test_what_does_not_apply_any_more_is_a_cause_of_its_own(before: Callable[..., ProgressResult]) -> None:
    assert causes(before({"M07": 2}, {"M07": "not applicable"}), "M07") == ["applies"]


def test_the_causes_add_up_to_the_difference_of_every_pillar(before: Callable[..., ProgressResult]) -> None:
    then = {"M02": "on word 4", "M05": 4, "M06": 1, "M07": 2, "M08": "unknown"}
    now = {"M02": 4, "M05": "on word 3", "M06": 3, "M07": "not applicable", "M08": Answer(level=1, confirm=True)}
    change = before(then, now).pillars["monitoring"]
    assert len(change.parts) > 2
    assert change.then is not None
    assert change.now is not None
    assert sum(change.parts.values(), Fraction(0)) == change.now - change.then


def test_a_computed_level_changes_with_its_number(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    slow = Answer(value=Fraction(90_000))
    then, now = (assessed(answers_at(pack, 3, **more), pack=pack) for more in ({}, {"N12": slow}))
    found = compare(then, now, {})
    assert causes(found, "T03") == ["number"]
    assert [change.id for change in found.numbers] == ["N12"]


DRILL = Answer(
    value={
        "posted": datetime.datetime(2026, 11, 2, 21, 0),
        "seen": datetime.datetime(2026, 11, 2, 21, 5),
        "decided": datetime.datetime(2026, 11, 2, 21, 10),
        "said": datetime.datetime(2026, 11, 2, 21, 15),
    }
)


def rounds_of(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    then: Answers,
    now: Answers,
    **on: object,
) -> ProgressResult:
    return compare(assessed(then, pack=pack), assessed(now, pack=pack, **on), {})


def test_a_drill_that_aged_is_expired_evidence_whatever_else_changed(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    then, now = (answers_at(pack, 4, N15=DRILL, M02=level) for level in (4, 1))
    found = rounds_of(pack, answers_at, assessed, then, now, date=datetime.date(2029, 1, 1))
    assert next((change.then, change.now) for change in found.changes if change.question == "E01") == (4, 3)
    assert causes(found, "E01") == ["evidence-expired"]
    assert "answered" in causes(found, "M02"), "one answer differs, but the clock does not read it"


@pytest.mark.parametrize(
    ("night", "expected"),
    [(1, ["answered"]), ("on word 4", ["evidence-removed"]), (Answer(level=4, confirm=True), ["confirm"])],
)
def test_a_computed_level_changes_for_the_reason_of_the_level_that_it_was_worked_out_with(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], night: object, expected: list[str]
) -> None:
    layers = Answer(value=(Layer(60, out_of_hours=True),) * 2)
    then, now = (answers_at(pack, 4, N09=layers, E04=level) for level in (4, night))
    found = rounds_of(pack, answers_at, assessed, then, now)
    assert causes(found, "E03") == expected
    assert causes(found, "E04")[0] == expected[0]


def test_a_level_that_the_clock_did_not_use_is_no_cause(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    # Without prepared lines nobody speaks alone, whoever may.
    then, now = (answers_at(pack, 4, N15=DRILL, E06=0, E04=level) for level in (4, 1))
    found = rounds_of(pack, answers_at, assessed, then, now, date=datetime.date(2029, 1, 1))
    assert causes(found, "E01") == ["evidence-expired"]


def test_a_level_that_changed_without_crossing_what_the_clock_asks_for_is_no_cause(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    layers = Answer(value=(Layer(60, out_of_hours=True),))
    proof = (Evidence(what="the record", where="shelf 2", date=datetime.date(2028, 12, 1)),)
    fresh = {name: Answer(level=4, evidence=proof) for name in ("E04", "E06")}
    then = answers_at(pack, 4, N15=DRILL, N09=layers)
    now = answers_at(pack, 4, N15=DRILL, N09=layers, **{**fresh, "E04": Answer(level=3, evidence=proof)})
    found = rounds_of(pack, answers_at, assessed, then, now, date=datetime.date(2029, 1, 1))
    assert causes(found, "E04") == ["answered"]
    assert causes(found, "E01") == ["evidence-expired"]


def test_what_is_not_confirmed_yet_is_neither_worse_nor_better(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    then = answers_at(pack, 3, M05=3)
    carried = {identity: answer.model_copy(update={"confirm": True}) for identity, answer in then.answers.items()}
    now = then.model_copy(update={"answers": {**carried, "M05": Answer(level=1)}})
    found = rounds_of(pack, answers_at, assessed, then, now)
    assert found.slipped == ("M05",), "only what somebody answered can have become worse"
    assert {"M02", "T03", "E01"} <= set(found.unconfirmed), "numbers that wait hold computed levels too"
    assert "M05" not in found.unconfirmed
    slipped = {action.question for action in found.plan if action.status == "slipped"}
    assert slipped <= {"M05"}


def test_what_a_condition_hides_is_not_waited_for(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    then = answers_at(pack, 3)
    waiting = Answer(value=Fraction(15), confirm=True)
    now = answers_at(pack, 3, N05=waiting, N04=Answer(value="nobody"), N03=Answer(value=Fraction(60)))
    found = rounds_of(pack, answers_at, assessed, then, now)

    assert found.to_confirm == 0


def test_what_became_of_the_plan(before: Callable[..., ProgressResult]) -> None:
    due = datetime.date(2026, 12, 31)
    marks = {"M06-2": "dropped", "M08-2": "done", "M10-2": due}
    found = before({}, {"M02": 4, "M05": 0}, marks=marks, date=LATER)
    status = {action.action: action.status for action in found.plan}
    assert status["M02-2"] == "done", "the answers show it"
    assert status["M05-2"] == "slipped"
    assert status["M06-2"] == "dropped"
    assert status["M08-2"] == "not-shown", "called done, but no answer shows it"
    late = next(action for action in found.plan if action.action == "M10-2")
    assert (late.status, late.due, late.overdue) == ("open", due, True)


def changed_pack(pack: Pack, **parts: object) -> Pack:
    newer = Change.model_validate({"version": "2.1.0", "date": "2027-01-01", "text": {"en": "a", "ko": "가"}, **parts})
    head = pack.head.model_copy(update={"version": "2.1.0", "changes": (*pack.head.changes, newer)})
    return pack.model_copy(update={"head": head})


def test_rounds_of_an_older_version_compare_through_the_shared_questions(
    plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    weight = next(question for question in plain.questions if question.id == "M06").weight
    newer = changed_pack(plain, added=["M02"], changed=["M05"], removed=["M99"], weights={"M06": weight + 2})
    assert asked_anew(newer, "2.0.0") == {"M02", "M05"}
    older = pack_at(newer, "2.0.0")
    then = assessed(answers_at(older, 2, M06=1), pack=older)
    now = assessed(answers_at(newer, 2, M06=1), pack=newer)
    found = compare(then, now, {}, ["M99"])
    assert causes(found, "M02") == ["new"]
    assert causes(found, "M06") == ["weight"]
    assert found.not_compared == ("M02", "M99")
    change = found.pillars["monitoring"]
    assert set(change.parts) <= {"new", "weight"}
    assert change.then is not None
    assert change.now is not None
    assert sum(change.parts.values(), Fraction(0)) == change.now - change.then


def test_a_pack_without_later_changes_is_itself(plain: Pack) -> None:
    assert pack_at(plain, plain.head.version) is plain
