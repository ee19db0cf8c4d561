"""The personas of facts 5.8 whose verdict hangs on numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]

NINE_TO_SIX = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")
PROVED: dict[str, object] = {
    "N11": {"people": "2", "hours": "4"},
    "N12": "50",
    "N13": {"share": "40", "minutes": "8.4"},
    "N14": "10",
    "N15": {
        "posted": "2026-10-03 21:00",
        "seen": "2026-10-03 21:14",
        "decided": "2026-10-03 21:30",
        "said": "2026-10-03 21:38",
    },
    "N17": "60",
    "N18": NINE_TO_SIX,
    "N19": "3",
    "N20": "2026-11-02",
    "N21": "2026-09-30",
}
"""N11 to N21 of an agency that is ready."""


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("duty", ["safety-critical", "citizen-service", "information"])
def test_asleep_at_the_weekend_is_held_at_a_pilot_by_its_clock_alone(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    written: Written,
    office: Mapping[str, object],
    mode: str,
    duty: str,
) -> None:
    answers = answers_at(
        pack,
        3,
        E16=2,
        L08=2,
        T12=2,
        **written(
            **office,
            **{**PROVED, "N15": None},
        ),
        E08=2,
    )
    result = assessed(answers, mode, pack=pack, X1=duty)
    assert result.clock is not None
    assert result.clock.worst is not None
    assert result.clock.worst > 63 * 60
    assert (result.verdict.rung, [cap.name for cap in result.verdict.caps]) == ("pilot", ["GH"])
    assert result.clock.seen is not None
    assert (result.clock.seen.worst, result.clock.seen.worst_moment) == (63 * 60, 4 * 1440 + 1080)
    launch = next(way for way in result.way_up if way.rung == "launch")
    assert launch.reachable
    assert {step.question for step in launch.steps} & {"M03", "M04", "M11", "E01", "E03"}


@pytest.mark.parametrize(("mode", "rung"), [("plan", "launch"), ("run", "sustain")])
@pytest.mark.parametrize("duty", ["safety-critical", "citizen-service", "information"])
def test_ready_launches_and_sustains(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    written: Written,
    ready: Mapping[str, object],
    mode: str,
    rung: str,
    duty: str,
) -> None:
    mixed = {question.id: 3 + place % 2 for place, question in enumerate(pack.questions) if not question.computed}
    answers = answers_at(pack, 4, **mixed, **written(**ready, **PROVED))
    result = assessed(answers, mode, pack=pack, X1=duty)
    assert (result.verdict.rung, result.verdict.caps, result.contradictions) == (rung, (), ())
    assert {q.id: q.shown for q in result.questions if q.computed} == {
        "M03": 4,
        "M04": 4,
        "M11": 4,
        "T03": 4,
        "E01": 4,
        "E03": 4,  # E04 and E06 at 3 or more: no approval (RULES 3.4)
    }
    assert result.clock is not None
    # The clock itself says 25; the last incident took longer, and that counts (RULES 3.6).
    assert (result.clock.said.worst if result.clock.said else None) == 25
    assert (result.clock.worst, result.clock.assumed) == (38, ())
    assert result.way_up == ()


def test_ready_a_year_later_is_not_ready_any_more(
    pack: Pack, answers_at: Make, assessed: Assess, written: Written, ready: Mapping[str, object]
) -> None:
    answers = answers_at(pack, 4, **written(**ready, **PROVED))
    result = assessed(answers, "run", pack=pack, date=datetime.date(2027, 11, 23))
    assert result.verdict.rung == "pilot"
    levels = {question.id: question.shown for question in result.questions}
    assert (levels["E01"], levels["M04"], levels["M11"], levels["T03"]) == (1, 3, 3, 3)
