"""The first verdict on a terminal: the week, the range and why, and the first step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.terminal.summary import Commands, Reader, first_lines
from audit.wording.locale import Locale
from audit.wording.terminal_text import cells


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_first_verdict_says_its_range_the_gates_that_hold_it_and_the_first_step_and_no_share(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    locale: Callable[[str], Locale],
    language: str,
) -> None:
    wish = Answer(purposes=("hear",), without_voice="yes", level=2)
    result = assessed(answers_at(pack, "open", M01=Answer(level=0), L01=wish), pack=pack)
    reader = Reader(locale(language), 80, color=False, commands=Commands("all", "build"))
    lines = list(first_lines(result, reader))
    said = " ".join(lines)
    assert all(cells(line) <= 80 for line in lines)
    assert result.verdict.title is not None
    assert result.verdict.title[language] in said
    assert "GC " in said, "a gate holds it"
    assert "/100" not in said
    assert "of 100" not in said
