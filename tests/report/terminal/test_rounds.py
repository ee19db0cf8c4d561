"""What `status` and `compare` print."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from audit.model.result.result import Result
from audit.report.terminal.rounds import Lines, progress_lines
from audit.wording.locale import Locale


def test_compare_prints_the_time_to_the_first_words_and_not_the_time_until_somebody_sees(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    whole = example("narae-city")
    assert whole.before is not None
    assert whole.before.clock is not None
    assert whole.clock is not None
    assert whole.clock.said is not None
    then = whole.before.clock.model_copy(update={"seen": Fraction(11), "said": Fraction(22), "worst": 33})
    said = whole.clock.said.model_copy(update={"mean": Fraction(44)})
    clock = whole.clock.model_copy(update={"said": said, "worst": 55})
    before = whole.before.model_copy(update={"clock": then})
    lines = list(progress_lines(whole.model_copy(update={"clock": clock}), before, Lines(locale("en"), 100)))
    assert "First statement on average: 22 min → 44 min; at worst: 33 min → 55 min" in lines
