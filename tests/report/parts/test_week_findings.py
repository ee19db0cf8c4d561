"""What the clock has to say first: cases of figures, and the sentence that a person would say of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.report.parts.week_findings import ClockFigures, Earlier, finding_sentence
from audit.wording.locale import Locale
from audit.wording.names import WEEKDAYS

CASES = yaml.safe_load(Path(__file__).with_name("week_findings.yml").read_text(encoding="utf-8"))


def minutes(written: str | None) -> int | None:
    """Read "79:20"; None: never."""
    if written in (None, "never"):
        return None
    hours, rest = str(written).split(":")
    return int(hours) * 60 + int(rest)


def moment(written: str) -> int:
    """Read "fri 9:00" as minutes from Monday 00:00."""
    day, time = written.split()
    return [str(name) for name in WEEKDAYS].index(day) * 1440 + (minutes(time) or 0)


def figures(case: Mapping[str, Any], locale: Locale) -> ClockFigures:
    """Make the figures of a case."""
    before = case.get("before")
    return ClockFigures(
        is_seen=case.get("seen", True),
        longest=minutes(case["longest"]),
        mean=minutes(case.get("mean")),
        peaks=tuple(moment(written) for written in case.get("peaks", ())),
        just_after=case.get("just_after", True),
        promised=minutes(case.get("promised")),
        before=Earlier(minutes(before[0]), locale.month(_day(before[1]))) if before else None,
    )


def _day(written: object) -> datetime.date:
    assert isinstance(written, datetime.date)
    return written


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_the_clock_says_what_a_person_would_say(
    case: Mapping[str, Any], language: str, locale: Callable[[str], Locale]
) -> None:
    words = locale(language)
    assert finding_sentence(figures(case, words), words) == case[language]


def test_there_are_at_least_forty_cases_and_no_two_are_one() -> None:
    assert len({case["case"] for case in CASES}) == len(CASES) >= 40
