"""How the value of an answer is said: in a few words while it is asked for, and as a report shows it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.result.result import InputResult
from audit.wording.locale import Locale
from audit.wording.values import understood, written_value


def given(kind: str, value: object, **others: Any) -> InputResult:
    """An answered input of a report."""
    words = {"en": "", "ko": ""}
    return InputResult(
        id="N99", pillar=None, kind=kind, title=words, ask=words, why=words, state="answered", value=value, **others
    )


DRILL = {"date": "2026-10-17", "announced": False, "exercised": ["surge"]}
LAYERS = [{"minutes": 30, "out_of_hours": False}, {"minutes": None, "out_of_hours": True}]


@pytest.mark.parametrize(
    ("item", "english", "korean"),
    [
        (given("number", 1450, unit="people"), "1,450 people", "1,450명"),
        (given("number", 1, unit="people"), "1 person", "1명"),
        (given("number", 40, unit="percent"), "40%", "40%"),
        (given("number", 7), "7", "7"),
        (given("date", "2026-11-09"), "9 November 2026", "2026년 11월 9일"),
        (given("week", {"fri": "09:00-18:00", "holiday": "none"}), "Friday: 09:00–18:00\nPublic holiday: none", None),
        (given("layers", []), "no approval needed", None),
        (
            given("layers", LAYERS),
            "Layer 1: 30 minutes, not reachable out of hours\nLayer 2: time not known, reachable out of hours",
            None,
        ),
        (
            given("moments", {"said": "2026-10-17 21:24"}, parts={"said": {"en": "It was said", "ko": "말한 때"}}),
            "It was said: 17 October 2026 21:24",
            "말한 때: 2026년 10월 17일 21:24",
        ),
        (given("drills", []), "no drill", "모의훈련 없음"),
        (
            given("drills", [DRILL], options={"surge": {"en": "a surge", "ko": "문의 폭주 대응"}}),
            "17 October 2026, not announced: a surge",
            "2026년 10월 17일, 알리지 않음: 문의 폭주 대응",
        ),
        (given("choice", "x", label={"en": "In words", "ko": "말로"}), "In words", "말로"),
    ],
)
def test_a_report_writes_a_value_as_people_write_it_a_line_for_each_part(
    item: InputResult, english: str, korean: str | None, locale: Callable[[str], Locale]
) -> None:
    assert written_value(item, locale("en")) == english
    assert korean is None or written_value(item, locale("ko")) == korean


def test_whoever_has_just_typed_a_value_sees_it_in_the_words_of_the_question(locale: Callable[[str], Locale]) -> None:
    translate = locale("en").translate
    assert understood(Fraction(40), "percent", translate) == "40 per cent"
    assert understood(datetime.datetime(2026, 3, 7, 21, 5), None, translate) == "7 March 2026 21:05"
    assert understood((), None, translate) == "nobody"
