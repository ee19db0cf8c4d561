"""`result.json`: all of a result, in the languages of the audit."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.result_json import progress_json, result_json


def test_a_result_speaks_the_languages_of_the_audit_only(
    plain: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    answers = answers_at(plain, 1, M05="unknown")
    both = json.loads(result_json(assessed(answers)))
    text = result_json(assessed(answers, languages=("ko",)))
    korean = json.loads(text)
    assert '"en":' not in text
    assert korean["questions"][0]["title"] == {"ko": both["questions"][0]["title"]["ko"]}
    assert Result.model_validate_json(text).total == Result.model_validate(both).total
    assert korean["verdict"]["rank"] == both["verdict"]["rank"]


def test_korean_stands_in_it_as_korean_a_key_a_line(example: Callable[[str], Result]) -> None:
    result = example("haneul-district")
    text = result_json(result)
    assert text == json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def test_what_changed_is_written_only_where_there_is_a_round_before(example: Callable[[str], Result]) -> None:
    assert json.loads(progress_json(example("narae-city")))["round"] == "2026-06"
    with pytest.raises(ValueError, match="no round before"):
        progress_json(example("maple-library"))
