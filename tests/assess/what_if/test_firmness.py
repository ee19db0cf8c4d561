"""How firm the verdict is: single answers, weights, and what is unknown, against assessing again."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from audit.assess.context import context_of
from audit.assess.verdict.levels import Levels
from audit.assess.what_if.firmness import weight_range
from audit.assess.what_if.ranks import ranks_of
from audit.model.answers import Agency, Answer, Answers, Settings
from audit.model.pack import Mode, Pack, Question
from audit.model.result.numbers import FirmnessResult
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]
Rank = Callable[..., int]

KINDS: list[int | str] = [0, 1, 2, 3, 4, "on word 2", "on word 3", "on word 4", "unknown", "open"]


@pytest.fixture(scope="session")
def rank_of(day: datetime.date) -> Rank:
    """Assess answers only as far as the rank."""

    def make(pack: Pack, answers: Mapping[str, Answer], mode: Mode) -> int:
        settings = Settings(
            format=1,
            agency=Agency(name="Haneul"),
            languages=("en", "ko"),
            pack=pack.head.id,
            profile={"X1": "information", "X4": mode, "X6": "yes"},
        )
        context = context_of(pack, settings, answers, day)
        return ranks_of(context, mode).rank(context.levels)

    return make


def rung(pack: Pack, mode: Mode, rank: int) -> str:
    return next(words.id for found in pack.verdict.rungs if found.rank == rank and (words := found.of(mode)))


def firm(result: Result) -> FirmnessResult:
    assert result.firmness is not None
    return result.firmness


AUDITS: list[tuple[Mode, list[int | str], dict[str, Any]]] = [
    ("plan", [3], {}),
    ("run", [3], {"N15": Answer(unknown=True)}),
    ("plan", [2], {}),
    ("run", ["on word 2", "on word 3"], {}),
    ("plan", [2, 3, 4], {"M01": 3, "M07": 1, "E04": 3, "E06": 2}),
    ("run", [3, 4], {"E04": "unknown", "E06": 4, "N19": Answer(unknown=True)}),
    ("plan", KINDS, {}),
    ("run", [2, 3], {"L01": 3, "L05": 1, "E08": 2, "E11": 2}),
    ("run", [4], {"E08": 3, "N15": Answer(unknown=True)}),
]


@pytest.fixture(scope="session")
def audit(pack: Pack, answers_at: Make, written: Written, office: Mapping[str, object]) -> Callable[[int], Answers]:
    """Make the answers of one of the audits; every other one sleeps at night."""

    def make(place: int) -> Answers:
        _, kinds, others = AUDITS[place]
        choose = random.Random(place)
        levels: dict[str, Any] = {q.id: choose.choice(kinds) for q in pack.questions if not q.computed}
        numbers = written(**office) if place % 2 else {}
        return answers_at(pack, 2, **{**levels, **numbers, **others})

    return make


@pytest.mark.parametrize("place", range(len(AUDITS)))
def test_the_swings_are_what_assessing_again_finds(
    pack: Pack, audit: Callable[[int], Answers], assessed: Assess, rank_of: Rank, place: int
) -> None:
    mode, answers = AUDITS[place][0], audit(place)
    result = assessed(answers, mode, pack=pack)
    expected = []
    for question in result.questions:
        if question.computed or question.claimed is None:
            continue
        before = answers.of(question.id)
        opening: dict[str, Any] = {"choice": "hear", "text": "to hear"} if question.id == "L01" else {}
        for to in (question.claimed - 1, question.claimed + 1):
            if 0 <= to <= 4:
                other = Answer(level=to, evidence=before.evidence, **opening)
                rank = rank_of(pack, {**answers.answers, question.id: other}, mode)
                if rank != result.verdict.rank:
                    expected.append((question.id, question.claimed, to, rung(pack, mode, rank)))
    assert [(s.question, s.level, s.to, s.rung) for s in firm(result).swings] == expected


@pytest.mark.parametrize("place", range(len(AUDITS)))
def test_no_weights_between_half_and_double_lead_outside_the_ranges(
    pack: Pack, audit: Callable[[int], Answers], assessed: Assess, rank_of: Rank, place: int
) -> None:
    mode, answers = AUDITS[place][0], audit(place)
    result = assessed(answers, mode, pack=pack)
    found, choose = firm(result), random.Random(place)
    shown = {question.id: question.shown for question in result.questions}
    for example in range(12):
        # Weights are whole numbers: four times as fine, half is 2 and double is 8.
        factor = {q.id: choose.choice([2, 8]) if example % 2 else choose.randint(2, 8) for q in pack.questions}
        for name, both in found.weights.items():
            counted = [
                (q.weight * factor[q.id], shown[q.id] or 0) for q in pack.in_pillar(name) if shown[q.id] is not None
            ]
            share = Fraction(sum(w * level for w, level in counted), 4 * sum(w for w, _ in counted))
            assert both.lowest <= share <= both.highest
        weighed = tuple(q.model_copy(update={"weight": q.weight * factor[q.id]}) for q in pack.questions)
        other = Pack.model_validate({**{name: getattr(pack, name) for name in Pack.model_fields}, "questions": weighed})
        assert rung(pack, mode, rank_of(other, answers.answers, mode)) in found.weights_rungs
    assert result.verdict.rung in found.weights_rungs
    for name, both in found.weights.items():
        shares = result.pillars[name]
        assert shares.shown is not None
        assert both.lowest <= shares.shown <= both.highest


@pytest.mark.parametrize("seed", range(20))
def test_the_range_of_weights_is_reached_at_its_corners(plain: Pack, seed: int) -> None:
    choose = random.Random(seed)
    questions: list[Question] = [
        q.model_copy(update={"weight": choose.choice([1, 1, 2])}) for q in choose.sample(plain.questions, 6)
    ]
    levels = {q.id: Levels("answered", level, level, level) for q in questions for level in [choose.randrange(5)]}
    shares = []
    for factors in product((Fraction(1, 2), Fraction(2)), repeat=6):
        weights = [q.weight * factor for q, factor in zip(questions, factors, strict=True)]
        points = sum(w * (levels[q.id].shown or 0) for w, q in zip(weights, questions, strict=True))
        shares.append(Fraction(points) / (4 * sum(weights)))
    assert weight_range(questions, levels) == (min(shares), max(shares))


def test_where_nothing_is_assessed_there_is_no_range(plain: Pack) -> None:
    assert (
        weight_range(list(plain.questions), {q.id: Levels("open", None, None, None) for q in plain.questions}) is None
    )
    assert weight_range([], {}) is None


# -- what is unknown ------------------------------------------------------------------------------------------------


def test_where_nothing_is_unknown_nothing_is_said_of_it(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    found = firm(assessed(answers_at(pack, 3), pack=pack))
    assert (found.unknown_best, found.unknown_worst) == (None, None)


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize(
    "others",
    [
        {"M01": "unknown"},
        {"M01": "open", "T09": 0},
        {"E04": "unknown"},
        {"E06": "unknown", "E04": 4},
        {"M07": "unknown", "M01": 4},
        {"T01": "unknown", "T09": "unknown", "L04": "unknown"},
        dict.fromkeys(("E02", "E07", "E08", "E09", "E10", "E11", "E12", "E15"), "unknown"),
    ],
)
def test_unknown_answers_at_their_best_and_at_their_worst(
    pack: Pack,
    answers_at: Make,
    written: Written,
    office: Mapping[str, object],
    assessed: Assess,
    others: dict[str, Any],
    mode: str,
) -> None:
    numbers = written(**office)
    result = assessed(answers_at(pack, 3, **others, **numbers), mode, pack=pack)
    known = {name: 4 if kind in ("unknown", "open") else kind for name, kind in others.items()}
    worst = {name: 0 if kind in ("unknown", "open") else kind for name, kind in others.items()}
    found = firm(result)
    assert found.unknown_best == assessed(answers_at(pack, 3, **known, **numbers), mode, pack=pack).verdict.rung
    assert found.unknown_worst == result.verdict.rung
    assert found.unknown_worst == assessed(answers_at(pack, 3, **worst, **numbers), mode, pack=pack).verdict.rung


@pytest.mark.parametrize(
    ("number", "others", "present", "best"),
    [
        ("N12", {}, "pilot", "launch"),
        ("N06", {}, "pilot", "launch"),
        ("N12", {"T09": 1}, "listen-only", "listen-only"),
        ("N19", {}, "launch", "launch"),
        ("N20", {}, "launch", None),
    ],
)
def test_unknown_numbers_at_their_best_pass_the_gates_of_clock_and_load(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    number: str,
    others: dict[str, int],
    present: str,
    best: str | None,
) -> None:
    result = assessed(answers_at(pack, 3, **others, **{number: Answer(unknown=True)}), pack=pack)
    found = firm(result)
    assert (result.verdict.rung, found.unknown_best) == (present, best)
    assert found.unknown_worst == (present if best else None)


def test_what_only_could_not_be_confirmed_is_confirmed_at_best(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    answers = answers_at(pack, 4, E01=0, N15=Answer(unknown=True))
    result = assessed(answers, "run", pack=pack)
    assert [(found.lowers, found.unsure) for found in result.contradictions] == [("E08", True)]
    assert result.verdict.rung == "launch"
    assert (firm(result).unknown_best, firm(result).unknown_worst) == ("sustain", "launch")


def test_a_doubted_claim_does_not_swing_by_being_claimed_higher(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(pack, 4, E08=3, N15=Answer(unknown=True)), "run", pack=pack)
    assert result.verdict.rung == "launch"
    assert "E08" not in {swing.question for swing in firm(result).swings if swing.to == 4}


def test_without_a_verdict_there_is_nothing_to_be_firm(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    assert assessed(answers_at(pack, 3), None, pack=pack).firmness is None
