"""The pages of disagreement and of progress."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.rounds.compare import compare
from audit.language import translator
from audit.model.answers import Answer, Answers, Respondent
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.model.result.voices import PatternResult, RespondentResult, SpreadResult, VoiceResult
from audit.report.charts.matrix import Matrix, matrix
from audit.report.editions import cut_down, free_texts
from audit.report.pages.voices import voices_finding
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

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
    assert "lf-column-before" in made["progress.md"]
    assert "lf-column-before" in made["index.md"]


def test_the_page_says_what_the_verdict_hangs_on_and_which_link_breaks(result: Result, rendered: Rendered) -> None:
    page = rendered(result)["voices.md"]
    assert "Where those who lead and those who do the work differ" in page
    assert "Head level 4; Communications level 3; IT level 1." in page
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
    assert "lf-column-before" not in made["index.md"]
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


def respondent(identity: str, role: str, *, answered: int = 5) -> RespondentResult:
    return RespondentResult(id=identity, role=role, answered=answered)


def spread(question: str, *levels: int, ranks: tuple[int, int] = (1, 1), roles: Sequence[str] = ()) -> SpreadResult:
    """A question with a voice at each of these levels, the lowest of which counts."""
    voices = tuple(
        VoiceResult(
            respondent=str(place),
            role=roles[place] if roles else "it",
            state="answered",
            claimed=level,
            counts=level == min(levels),
        )
        for place, level in enumerate(levels)
    )
    return SpreadResult(
        question=question,
        low=min(levels),
        high=max(levels),
        voices=voices,
        decided=False,
        rank_low=ranks[0],
        rank_high=ranks[1],
        gain=Fraction(0),
    )


def heads(*questions: str) -> tuple[PatternResult, ...]:
    return tuple(
        PatternResult(kind="head-against-hands", question=each, above=3, below=1, higher="head", links=())
        for each in questions
    )


TWO = (respondent("head", "head"), respondent("it", "it"))


@pytest.mark.parametrize(
    ("fields", "english", "korean"),
    [
        (
            {"respondents": (TWO[0], respondent("it", "it", answered=0))},
            "Only one person has answered; the others left notes",
            "답한 사람은 한 명뿐이고 나머지는 메모만 남겼습니다",
        ),
        (
            {"patterns": heads("M01"), "spreads": (spread("M01", 3, 1, 2, roles=("head", "it", "lead")),)},
            "Head: on 1 question at least two levels higher than those who do the work",
            "문항 1개에서 기관장(대표)의 답이 실무자의 답보다 두 수준 이상 높습니다",
        ),
        (
            {
                "patterns": heads("M01", "M02"),
                "spreads": tuple(spread(each, 3, 1, roles=("head", "it")) for each in ("M01", "M02")),
            },
            "Head: on 2 questions at least two levels higher than those who do the work",
            "문항 2개에서 기관장(대표)의 답이 실무자의 답보다 두 수준 이상 높습니다",
        ),
        (
            {"spreads": (spread("L01", 0, 1, ranks=(0, 1)), spread("M01", 1, 4))},
            "Whose answer counts decides the verdict on one question: L01 The wish to hear",
            "한 문항은 누구의 답으로 보느냐에 따라 판정이 달라집니다: L01 듣고자 하는 의지",
        ),
        (
            {"spreads": (spread("L01", 0, 1, ranks=(0, 1)), spread("M01", 1, 4, ranks=(1, 2)))},
            "On 2 questions it decides the verdict whose answer counts",
            "2개 문항은 누구의 답으로 보느냐에 따라 판정이 달라집니다",
        ),
        (
            {"spreads": (spread("L01", 2, 3), spread("M01", 1, 3))},
            "On 1 of 2 questions the answers differ by two levels or more",
            "여러 사람이 답한 문항 2개 가운데 1개에서 답이 두 수준 이상 차이 납니다",
        ),
        (
            {"spreads": (spread("L01", 2, 3),)},
            "Your people see the same: on no question do the answers differ by two levels or more",
            "사람에 따라 답이 두 수준 이상 차이 나는 문항은 없습니다",
        ),
    ],
)
def test_the_finding_says_how_far_voices_are_apart_and_what_hangs_on_it(
    fields: dict[str, Any],
    english: str,
    korean: str,
    result: Result,
    context: Callable[..., ReportContext],
) -> None:
    assert result.voices is not None
    plain: dict[str, Any] = {"respondents": TWO, "patterns": (), "spreads": ()}
    voices = result.voices.model_copy(update={**plain, **fields})
    assert [voices_finding(context(result, language), voices) for language in ("en", "ko")] == [english, korean]


def drawn(result: Result, context: Callable[..., ReportContext], *spreads: SpreadResult) -> Matrix | None:
    assert result.voices is not None
    return matrix(context(result.model_copy(update={"voices": result.voices.model_copy(update={"spreads": spreads})})))


def test_forty_voices_are_one_row_a_question_with_their_number_in_the_dots(
    result: Result, context: Callable[..., ReportContext]
) -> None:
    chart = drawn(result, context, spread("M01", *[0] * 10, *[2] * 29, 4), spread("M02", 2, 2))
    assert chart is not None
    (row,) = chart.rows
    assert [(dot.count, dot.counts) for dot in row.dots] == [("10", True), ("29", False), ("", False)]
    low, middle, high = row.dots
    assert low.at < middle.at < high.at
    assert high.radius < low.radius < middle.radius
    assert row.levels == "0 to 4"


def test_a_row_names_who_stands_at_its_ends(result: Result, context: Callable[..., ReportContext]) -> None:
    roles = ("communications", "legal", "it", "duty-officer", "head")
    chart = drawn(result, context, spread("M01", 1, 1, 1, 1, 4, roles=roles))
    assert chart is not None
    assert chart.rows[0].ends == "1: Communications, Legal and 2 more; 4: Head"


def test_a_long_matrix_is_folded_and_one_without_differences_is_not_drawn(
    result: Result, context: Callable[..., ReportContext]
) -> None:
    questions = [question.id for question in result.questions][:20]
    chart = drawn(result, context, *(spread(each, 1, 2) for each in questions))
    assert chart is not None
    assert (len(chart.rows), len(chart.later)) == (15, 5)
    assert chart.more == "5 more questions on which the answers differ"
    assert drawn(result, context, spread("M01", 2, 2)) is None
