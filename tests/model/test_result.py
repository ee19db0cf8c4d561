"""`result.json` holds everything: written and read again it is the same."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.model.values import Layer, Window

pytestmark = pytest.mark.sampled

VALUES = {
    "N01": {"mon": (Window(540, 1080),), "tue": ()},
    "N03": Fraction(60),
    "N04": "alerts",
    "N09": (Layer(120, False), Layer(None, True)),
    "N11": {"people": Fraction(2), "hours": Fraction(1, 2)},
    "N15": {"posted": datetime.datetime(2026, 3, 7, 21, 0), "said": datetime.datetime(2026, 3, 7, 22, 10)},
    "N17": "none",
    "N20": datetime.date(2026, 11, 2),
}


@pytest.mark.parametrize(
    ("level", "mode", "languages"),
    [
        (0, "plan", ("en", "ko")),
        (3, "run", ("ko",)),
        (3, None, ("ko", "en")),
        ("open", "run", ("en", "ko")),
        ("unknown", "plan", ("ko",)),
        ("not applicable", "run", ("ko", "en")),
        ("on word 4", "plan", ("ko",)),
    ],
)
def test_a_result_survives_being_written_and_read(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    level: int | str,
    mode: str | None,
    languages: tuple[str, ...],
) -> None:
    numbers = {identity: Answer(value=value) for identity, value in VALUES.items()}
    result = assessed(answers_at(pack, level, M02=1, E02=2, **numbers), mode, pack=pack, languages=languages)
    again = Result.model_validate_json(result.model_dump_json())
    assert again == result
    assert again.model_dump_json() == result.model_dump_json()


def test_shares_are_numbers_from_0_to_1_in_json_and_exact_inside(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    result = assessed(answers_at(pack, 3, M02=1, E02=0, L02=2))
    shares = [figures["shown"] for figures in json.loads(result.model_dump_json())["pillars"].values()]
    assert all(isinstance(share, float) and 0 <= share <= 1 for share in shares)
    for share, pillar in zip(shares, result.pillars.values(), strict=True):
        assert isinstance(pillar.shown, Fraction)
        assert share == pillar.shown.numerator / pillar.shown.denominator


def test_values_stand_in_the_result_as_an_answers_file_writes_them(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    numbers = {identity: Answer(value=value) for identity, value in VALUES.items()}
    found = {item.id: item.value for item in assessed(answers_at(pack, 3, **numbers)).inputs}
    assert found["N01"] == {"mon": "09:00-18:00", "tue": "none"}
    assert found["N09"] == [{"minutes": 120, "out_of_hours": False}, {"out_of_hours": True}]
    assert found["N11"] == {"people": 2, "hours": 0.5}
    assert found["N15"] == {"posted": "2026-03-07 21:00", "said": "2026-03-07 22:10"}
    assert (found["N03"], found["N04"], found["N17"], found["N20"]) == (60, "alerts", "none", "2026-11-02")
