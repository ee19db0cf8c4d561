"""What holds for any answers: better never hurts, unknown never helps, nothing is lost on the way to JSON.

With checks for contradictions off (RULES 5) and all numbers given; each example is a whole audit.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.answers import Answer, Answers, Evidence, claimed_level, standing
from audit.model.pack import Pack, Question
from audit.model.result.result import Result

Make = Callable[..., Answers]
MakeOne = Callable[..., Answer]
Assess = Callable[..., Result]
Ask = Callable[[int], Question]

KINDS: list[int | str] = [
    0,
    1,
    2,
    3,
    4,
    *(f"on word {level}" for level in range(5)),
    "unknown",
    "open",
    "not applicable",
]
"""All the ways to answer a question."""

ASKED = 45
kinds = st.lists(st.sampled_from(KINDS), min_size=ASKED, max_size=ASKED)
places = st.integers(0, ASKED - 1)
modes = st.sampled_from(["plan", "run"])
duties = st.sampled_from(["safety-critical", "citizen-service", "information", None])
laws = st.sampled_from(["yes", "no", None])

few = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="session")
def audit(plain: Pack, answers_at: Make) -> Callable[[list[int | str]], Answers]:
    """Make the answers of a whole audit, one kind for each question; not applicable only where that is allowed."""

    def make(kinds: list[int | str]) -> Answers:
        given: dict[str, int | str] = {}
        for question, kind in zip(plain.questions, kinds, strict=True):
            given[question.id] = 0 if kind == "not applicable" and question.not_applicable is None else kind
        return answers_at(plain, 0, **given)

    return make


@pytest.fixture(scope="session")
def asked(plain: Pack) -> Callable[[int], Question]:
    """Return a question by its place. Examples are printed with all they are given, so a whole pack hides in here."""
    return lambda place: plain.questions[place]


def swapped(answers: Answers, question: Question, answer: Answer) -> Answers:
    return answers.model_copy(update={"answers": {**answers.answers, question.id: answer}})


def figures(result: Result) -> list[Fraction]:
    """Return the shown shares of the total and of every pillar; 0 where nothing is assessed."""
    return [share.shown or Fraction(0) for share in (result.total, *result.pillars.values())]


def rank(result: Result) -> int:
    assert result.verdict.rank is not None
    return result.verdict.rank


@pytest.mark.thorough
@few
@given(kinds=kinds, place=places, better=st.integers(1, 4), mode=modes, duty=duties, law=laws)
def test_a_better_answer_never_lowers_a_pillar_the_total_or_the_verdict(
    asked: Ask,
    answer: MakeOne,
    audit: Callable[..., Answers],
    judged: Assess,
    kinds: list[int | str],
    place: int,
    better: int,
    mode: str,
    duty: str | None,
    law: str | None,
) -> None:
    question = asked(place)
    worse = audit(kinds)
    before = worse.of(question.id)
    if standing(question, before) == "not applicable":
        return  # what applies is neither better nor worse than what does not
    level = claimed_level(question, before) or 0
    raised = answer(question, f"on word {max(level, better)}").model_copy(update={"evidence": before.evidence})
    first = judged(worse, mode, X1=duty, X6=law)
    second = judged(swapped(worse, question, raised), mode, X1=duty, X6=law)
    assert all(after >= was for was, after in zip(figures(first), figures(second), strict=True))
    assert rank(second) >= rank(first)


@pytest.mark.thorough
@few
@given(kinds=kinds, place=places, mode=modes, duty=duties, law=laws, state=st.sampled_from(["unknown", "open"]))
def test_unknown_never_beats_the_worst_answer(
    asked: Ask,
    answer: MakeOne,
    audit: Callable[..., Answers],
    judged: Assess,
    kinds: list[int | str],
    place: int,
    mode: str,
    duty: str | None,
    law: str | None,
    state: str,
) -> None:
    question = asked(place)
    answers = audit(kinds)
    worst = judged(swapped(answers, question, answer(question, 0)), mode, X1=duty, X6=law)
    unknown = judged(swapped(answers, question, answer(question, state)), mode, X1=duty, X6=law)
    assert figures(unknown) == figures(worst)
    assert rank(unknown) == rank(worst)
    levels = {found.id: found.shown for found in worst.questions}
    assert {found.id: found.shown for found in unknown.questions} == levels
    needed = {action.id for action in worst.actions if action.question == question.id}
    assert {action.id for action in unknown.actions if action.question == question.id} > needed


@pytest.mark.thorough
@few
@given(kinds=kinds, place=places, mode=modes, duty=duties, law=laws, age=st.integers(-3, 40))
def test_evidence_never_lowers_anything(
    asked: Ask,
    audit: Callable[..., Answers],
    judged: Assess,
    day: datetime.date,
    kinds: list[int | str],
    place: int,
    mode: str,
    duty: str | None,
    law: str | None,
    age: int,
) -> None:
    question = asked(place)
    answers = audit(kinds)
    before = answers.of(question.id)
    more = Evidence(what="one paper more", date=day - datetime.timedelta(days=30 * age))
    with_more = before.model_copy(update={"evidence": (*before.evidence, more)})
    first = judged(answers, mode, X1=duty, X6=law)
    second = judged(swapped(answers, question, with_more), mode, X1=duty, X6=law)
    assert all(after >= was for was, after in zip(figures(first), figures(second), strict=True))
    assert rank(second) >= rank(first)
    assert set(second.verdict.on_word) <= set(first.verdict.on_word)


@pytest.mark.thorough
@few
@given(kinds=kinds, mode=modes, duty=duties, law=laws)
def test_possible_is_at_least_claimed_and_claimed_at_least_shown(
    audit: Callable[..., Answers],
    judged: Assess,
    kinds: list[int | str],
    mode: str,
    duty: str | None,
    law: str | None,
) -> None:
    result = judged(audit(kinds), mode, X1=duty, X6=law)
    links = [link for lens in result.lenses for link in lens.links]
    shares = [(f.shown, f.claimed, f.possible) for f in (result.total, *result.pillars.values(), *links)]
    for shown, claimed, possible in (*shares, *((q.shown, q.claimed, q.possible) for q in result.questions)):
        if shown is None or claimed is None or possible is None:
            assert (shown, claimed, possible) == (None, None, None)
        else:
            assert 0 <= shown <= claimed <= possible


@pytest.mark.thorough
@few
@given(kinds=kinds, mode=modes)
def test_what_does_not_apply_leaves_numerator_and_denominator(
    asked: Ask, audit: Callable[..., Answers], judged: Assess, kinds: list[int | str], mode: str
) -> None:
    answers = audit(kinds)
    result = judged(answers, mode)
    for name, pillar in result.pillars.items():
        questions = [question for question in map(asked, range(ASKED)) if question.pillar == name]
        counted = [q for q in questions if standing(q, answers.of(q.id)) != "not applicable"]
        assert pillar.maximum == 4 * sum(question.weight for question in counted)
        assert pillar.assessed == tuple(question.id for question in counted)
        shown = {found.id: found.shown or 0 for found in result.questions}
        assert pillar.points_shown == sum(question.weight * shown[question.id] for question in counted)


@few
@given(kinds=kinds, mode=modes, duty=duties, law=laws)
def test_the_verdict_is_the_lowest_cap_and_names_all_of_that_rank(
    audit: Callable[..., Answers],
    judged: Assess,
    kinds: list[int | str],
    mode: str,
    duty: str | None,
    law: str | None,
) -> None:
    verdict = judged(audit(kinds), mode, X1=duty, X6=law).verdict
    top = 3 if mode == "plan" else 4
    assert verdict.rank == min([top, *(cap.rank for cap in (*verdict.caps, *verdict.other_caps))])
    assert {cap.rank for cap in verdict.caps} <= {verdict.rank}
    assert all(cap.rank > (verdict.rank or 0) for cap in verdict.other_caps)
    names = [cap.name for cap in (*verdict.caps, *verdict.other_caps)]
    assert len(names) == len(set(names))


@pytest.mark.thorough
@few
@given(
    kinds=kinds,
    mode=st.sampled_from(["plan", "run", None]),
    note=st.text(),
    languages=st.sampled_from([("en", "ko"), ("ko",), ("en",)]),
)
def test_a_result_survives_json(
    asked: Ask,
    audit: Callable[..., Answers],
    assessed: Assess,
    kinds: list[int | str],
    mode: str | None,
    note: str,
    languages: tuple[str, ...],
) -> None:
    answers = audit(kinds)
    first = asked(1)
    noted = swapped(answers, first, answers.of(first.id).model_copy(update={"note": note}))
    result = assessed(noted, mode, languages=languages)
    assert Result.model_validate_json(result.model_dump_json()) == result


def test_every_question_that_is_asked_takes_part_in_the_examples(plain: Pack) -> None:
    assert len(plain.questions) == ASKED


@pytest.mark.thorough
@few
@given(kinds=kinds, mode=modes)
def test_no_answer_of_the_profile_that_is_worse_lifts_the_rung(
    audit: Callable[..., Answers], judged: Assess, kinds: list[int | str], mode: str
) -> None:
    """Without a proven duty to warn; what is unknown is never better than the worst."""
    answers = audit(kinds)
    duty = {given: rank(judged(answers, mode, X1=given)) for given in ("citizen-service", "safety-critical", None)}
    law = {given: rank(judged(answers, mode, X1="information", X6=given)) for given in ("no", "yes", None)}
    assert duty[None] <= duty["safety-critical"] <= min(duty["citizen-service"], law["yes"])
    assert law[None] <= law["yes"] <= law["no"]
