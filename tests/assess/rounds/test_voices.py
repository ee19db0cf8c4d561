"""Several people answered: which answer counts (RULES 7)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.assess.rounds.voices import Settling, settled
from audit.model.answers import Answer, Answers, Decision, Evidence
from audit.model.pack import Pack


@pytest.fixture
def counts(plain: Pack, day: datetime.date) -> Callable[..., Answer]:
    """Return the answer to a question that counts among those of several respondents."""

    def make(question: str, **given: Answer) -> Answer:
        voices = {
            who: Answers(format=1, pack=plain.head.id, version=plain.head.version, answers={question: answer})
            for who, answer in given.items()
        }
        return settled(plain, voices, day).get(question, Answer())

    return make


def test_one_voice_counts_as_it_is(counts: Callable[..., Answer]) -> None:
    assert counts("M02", it=Answer(level=3)) == Answer(level=3)


def test_without_voices_nothing_is_answered(plain: Pack, day: datetime.date) -> None:
    assert settled(plain, {}, day) == {}


def test_the_lowest_level_counts(counts: Callable[..., Answer]) -> None:
    assert counts("M02", it=Answer(level=1), lead=Answer(level=2), legal=Answer(level=0)).level == 0


def test_the_lowest_level_that_can_be_shown_counts(counts: Callable[..., Answer], proof: Evidence) -> None:
    on_word, proved = Answer(level=4), Answer(level=3, evidence=(proof,))
    assert counts("M02", lead=proved, it=on_word) == on_word


def test_what_the_lead_decided_counts_whatever_others_say(counts: Callable[..., Answer]) -> None:
    decided = Answer(level=2, decided=Decision(because="the log was on the table"))
    assert counts("M02", lead=decided, it=Answer(level=0), legal=Answer(unknown=True)) == decided


def test_only_the_lead_decides(counts: Callable[..., Answer]) -> None:
    decided = Answer(level=2, decided=Decision(because="so"))
    assert counts("M02", lead=Answer(level=1), it=decided) == Answer(level=1)


@pytest.mark.parametrize("other", [Answer(unknown=True), Answer(level=0)])
def test_what_does_not_apply_never_wins_over_what_is_in_the_score(counts: Callable[..., Answer], other: Answer) -> None:
    assert counts("M07", lead=Answer(not_applicable="nothing happened"), it=other) == other


def test_an_open_answer_is_no_voice(counts: Callable[..., Answer]) -> None:
    assert counts("M02", lead=Answer(), it=Answer(level=3)) == Answer(level=3)
    assert counts("M02", lead=Answer(level=0, confirm=True), it=Answer(level=3)) == Answer(level=3)


def test_a_number_is_the_leads(counts: Callable[..., Answer]) -> None:
    lead, other = Answer(value=Fraction(60)), Answer(value=Fraction(120))
    assert counts("N03", it=other, lead=lead) == lead


def test_the_order_of_the_files_changes_nothing(plain: Pack, day: datetime.date, proof: Evidence) -> None:
    given = {
        "it": Answer(level=1, note="it"),
        "lead": Answer(level=1, note="lead"),
        "legal": Answer(level=1, evidence=(proof,)),
    }
    voices = {
        who: Answers(format=1, pack=plain.head.id, version=plain.head.version, answers={"M02": answer, "N03": answer})
        for who, answer in given.items()
    }
    backwards = dict(reversed(voices.items()))
    assert settled(plain, voices, day) == settled(plain, backwards, day)
    assert settled(plain, voices, day)["M02"].note == "lead"


def _number(**given: Fraction | None) -> dict[str, Answer]:
    return {who: Answer(unknown=True) if value is None else Answer(value=value) for who, value in given.items()}


def test_without_a_lead_the_number_that_gives_the_worse_computed_level_counts(
    pack: Pack, numbers: dict[str, Answer], day: datetime.date
) -> None:
    def voice(volume: Fraction | None, role: str) -> Answers:
        given = {**numbers, "N12": Answer(unknown=True) if volume is None else Answer(value=volume)}
        return Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=given)

    busy, calm, middle = Fraction(90_000), Fraction(10), Fraction(500)
    three = {"it": voice(calm, "it"), "legal": voice(busy, "legal"), "marketing": voice(middle, "marketing")}
    assert settled(pack, three, day)["N12"].value == busy
    assert settled(pack, {**three, "head": voice(None, "head")}, day)["N12"].unknown, "unknown is never better"
    assert settled(pack, {**three, "lead": voice(calm, "lead")}, day)["N12"].value == calm, "the lead's counts"


def test_one_number_alone_is_no_conflict(counts: Callable[..., Answer]) -> None:
    same = _number(it=Fraction(60), legal=Fraction(60))
    assert counts("N03", **same).value == Fraction(60)


def test_the_opening_question_is_no_voice_until_its_level_is_given(counts: Callable[..., Answer]) -> None:
    half, whole = Answer(choice="hear"), Answer(choice="hear", level=3)
    assert counts("L01", it=half, legal=whole) == whole
    assert counts("L01", it=Answer(choice="promote"), legal=whole).choice == "promote"


def test_day_after_day_the_same_answers_count_as_on_each_day_alone(
    plain: Pack, day: datetime.date, proof: Evidence
) -> None:
    def said(months: int, level: int) -> Answers:
        told = proof.model_copy(update={"date": day - datetime.timedelta(days=30 * months)})
        given = {
            question.id: Answer(level=level, evidence=(told,)) for question in plain.questions if not question.computed
        }
        return Answers(format=1, pack=plain.head.id, version=plain.head.version, answers=given)

    voices = {"a": said(9, 4), "b": said(2, 3), "c": said(-2, 4), "d": said(5, 3)}
    settling = Settling(plain, voices)
    days = [day + datetime.timedelta(days=number) for number in (0, 40, 100, 101, 30, 400, 0, 800)]
    alone = [settled(plain, voices, date) for date in days]
    assert [settling.on(date) for date in days] == alone
    changing = [name for name in alone[0] if len({id(answers[name]) for answers in alone}) > 1]
    assert changing, "which answer counts changes as evidence grows old"
