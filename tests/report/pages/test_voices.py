"""The pages of disagreement and of progress."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.assess.rounds.compare import compare
from audit.language import translator
from audit.model.answers import Answer, Answers, Respondent
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.editions import cut_down, free_texts
from audit.wording.locale import Locale

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} | *x* \u202e"


Rendered = Callable[..., dict[str, str]]


@pytest.fixture
def result(pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]) -> Result:
    """A second round with three respondents, one of them hostile."""

    def voice(role: str, **others: object) -> Answers:
        return answers_at(pack, 3, **others).model_copy(update={"respondent": Respondent(role=role, name=HOSTILE)})

    voices = {
        "head": voice("head", M01=4, M07=1, N12=Answer(value=Fraction(10))),
        "it": voice("it", M01=Answer(level=1, note=HOSTILE), N12=Answer(value=Fraction(900))),
        "communications": voice("communications", M01=3, M02="unknown", M07="not applicable"),
    }
    then = assessed(answers_at(pack, 2), pack=pack, date=datetime.date(2026, 11, 20))
    now = assessed(voices, pack=pack)
    return now.model_copy(update={"before": compare(then, now, {"M01-2": "dropped"})})


@pytest.mark.parametrize("language", ["en", "ko"])
def test_both_pages_are_there_and_every_name_and_note_is_text(
    result: Result, language: str, rendered: Rendered
) -> None:
    made = rendered(result, language)
    for path in ("voices.md", "progress.md"):
        assert "<script>alert" not in made[path]
        assert "{{ 7*7 }}" not in made[path]
    assert "&#60;script&#62;alert" in made["voices.md"]
    assert 'class="lf-dots"' in made["voices.md"]
    assert "lf-bar-before" in made["progress.md"]
    assert "lf-bar-before" in made["index.md"]


def test_the_page_says_what_the_verdict_hangs_on_and_which_link_breaks(result: Result, rendered: Rendered) -> None:
    page = rendered(result)["voices.md"]
    assert "Where the head or the audit lead and the staff differ" in page
    assert "Where IT and communications or marketing differ" in page
    assert "It breaks this link of the chain:" in page
    assert "1 − sum of" in page
    assert "the number that gives the worse level counts" in page
    assert "1 does not know" in page
    assert "1 says that it does not apply" in page


def test_one_respondent_and_one_round_have_neither_page(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], rendered: Rendered
) -> None:
    made = rendered(assessed(answers_at(pack, 2), pack=pack))
    assert not {"voices.md", "progress.md"} & made.keys()
    assert "lf-bar-before" not in made["index.md"]
    assert "round before" not in made["index.md"]


def test_a_client_reads_the_page_without_names(result: Result, rendered: Rendered) -> None:
    made = rendered(cut_down(result, "client"))
    assert HOSTILE[:8] not in made["voices.md"]
    assert made["voices.md"].count("script") == rendered(result)["voices.md"].count("script") - 3 * 2


def test_notes_of_voices_that_do_not_count_are_listed_for_a_human_look(result: Result) -> None:
    given = result.model_copy(update={"questions": (), "inputs": ()})
    places = [found.place for found in free_texts(cut_down(given, "client"), Locale("en", translator("en")))]
    assert any(place.startswith("M01, head") for place in places)


def test_a_result_with_voices_and_progress_reads_back_from_json(result: Result) -> None:
    again = Result.model_validate_json(result.model_dump_json())
    assert again.voices == result.voices
    assert again.model_dump_json() == result.model_dump_json()
