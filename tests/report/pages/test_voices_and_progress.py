"""The pages of disagreement and of progress."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest
from jinja2 import FileSystemLoader

from audit.assess.rounds.compare import compare
from audit.files.shipped import shipped
from audit.language import translator
from audit.model.answers import Answer, Answers, Respondent
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.editions import cut_down, free_texts
from audit.report.parts.context import Context
from audit.report.parts.voices import voice_rows
from audit.report.site.render import render
from audit.report.terminal.rounds import Lines, progress_lines
from audit.wording.locale import Locale

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} | *x* \u202e"


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


def pages(result: Result, language: str) -> dict[str, str]:
    locale = Locale(language, translator(language))
    return render(result, locale, FileSystemLoader(shipped("site_template")))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_both_pages_are_there_and_every_name_and_note_is_text(result: Result, language: str) -> None:
    made = pages(result, language)
    for path in ("voices.md", "progress.md"):
        assert "<script>alert" not in made[path]
        assert "{{ 7*7 }}" not in made[path]
    assert "&#60;script&#62;alert" in made["voices.md"]
    assert 'class="lf-dots"' in made["voices.md"]
    assert "lf-bar-before" in made["progress.md"]
    assert "lf-bar-before" in made["index.md"]


def test_the_page_says_what_the_verdict_hangs_on_and_which_link_breaks(result: Result) -> None:
    page = pages(result, "en")["voices.md"]
    assert "Where the head or the audit lead and the staff differ" in page
    assert "Where IT and communications or marketing differ" in page
    assert "It breaks this link of the chain:" in page
    assert "1 − sum of" in page
    assert "the number that gives the worse level counts" in page
    assert "1 does not know" in page
    assert "1 says that it does not apply" in page


def test_one_respondent_and_one_round_have_neither_page(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    made = pages(assessed(answers_at(pack, 2), pack=pack), "en")
    assert not {"voices.md", "progress.md"} & made.keys()
    assert "lf-bar-before" not in made["index.md"]
    assert "round before" not in made["index.md"]


def test_a_client_reads_the_page_without_names(result: Result) -> None:
    made = pages(cut_down(result, "client"), "en")
    assert HOSTILE[:8] not in made["voices.md"]
    assert made["voices.md"].count("script") == pages(result, "en")["voices.md"].count("script") - 3 * 2


def test_notes_of_voices_that_do_not_count_are_listed_for_a_human_look(result: Result) -> None:
    given = result.model_copy(update={"questions": (), "inputs": ()})
    places = [found.place for found in free_texts(cut_down(given, "client"), Locale("en", translator("en")))]
    assert any(place.startswith("M01, head") for place in places)


def test_a_result_with_voices_and_progress_reads_back_from_json(result: Result) -> None:
    again = Result.model_validate_json(result.model_dump_json())
    assert again.voices == result.voices
    assert again.model_dump_json() == result.model_dump_json()


def test_every_voice_is_told_in_words_and_no_code(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    choices = (2, "unknown", Answer(not_applicable="we have none"), Answer(note="ask IT"), 3)
    people = ("lead", "it", "head", "marketing", "communications")
    voices = {
        who: answers_at(pack, 3, M02=given).model_copy(update={"respondent": Respondent(role=who)})
        for who, given in zip(people, choices, strict=True)
    }
    told = {**voices["lead"].answers, "L01": Answer(choice="told-to", text="the minister wants one")}
    voices["lead"] = voices["lead"].model_copy(update={"answers": told})
    locale = Locale("en", translator("en"))
    result = assessed(voices, pack=pack)
    assert result.voices is not None
    rows = {(row.id, row.respondent): row.answer for row in voice_rows(Context(result, locale), result.voices)}
    assert [rows["M02", who] for who in people] == [
        "Level 2 of 4",
        "not known",
        "Does not apply",
        "open",
        "Level 3 of 4",
    ]
    assert rows["L01", "lead"] == locale.text(
        next(choice.title for choice in pack.by_id["L01"].opening.choices if choice.id == "told-to")  # type: ignore[union-attr] # L01 opens with a choice
    )


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
