"""The blank questionnaire says what the second pack asks for: purposes, small wording, evidence with what, where and date."""

from __future__ import annotations

from audit.interview.printable import Blank, as_markdown
from audit.language import translator
from audit.model.pack import LevelWords, Pack, Question


def written(pack: Pack, *, small: bool = False) -> str:
    return as_markdown(list(Blank(pack, None, "run", "en", translator("en"), small).blocks()))


def section(text: str, identity: str) -> str:
    """Return what stands below the heading of one question."""
    return text.split(f"### {identity}  ")[1].split("\n### ")[0]


def test_l01_lists_all_purposes_the_seeds_question_and_then_the_levels_from_one(pack: Pack) -> None:
    question = pack.by_id["L01"]
    assert isinstance(question, Question)
    assert question.opening is not None
    said = " ".join(section(written(pack), "L01").replace("\\", "").split())
    places = [
        said.index(text["en"])
        for text in (
            question.opening.text,
            question.opening.ask,
            *(purpose.title for purpose in question.opening.purposes),
            question.opening.without_voice.ask,
        )
    ]
    assert places == sorted(places)
    assert "Only if you chose “To hear what people say” or" in said
    assert "0 " + question.levels[0].text["en"] not in said


def test_how_a_level_is_chosen_stands_before_the_first_question(pack: Pack) -> None:
    text = " ".join(written(pack).replace("\\", "").split())
    assert text.index("choose the first of which every part is true today") < text.index("### ")


def test_evidence_is_asked_for_with_what_where_and_date_and_for_how_long_each_level_counts(pack: Pack) -> None:
    short = LevelWords.model_validate({"en": "Within a month.", "ko": "한 달 안에", "within": "30 days"})
    changed = tuple(
        question.model_copy(update={"levels": (*question.levels[:4], short), "plan": None})
        if question.id == "M01"
        else question
        for question in pack.questions
    )
    said = " ".join(section(written(pack.model_copy(update={"questions": changed})), "M01").split())
    assert "what it is, where it lies and of which day it is" in said
    assert "From level 4 on: 30 days." in said
    assert "The verdict passes a trial only if somebody else has seen or tested it." in said


def test_small_bodies_read_words_of_their_own(pack: Pack) -> None:
    words = {"en": "Nobody.", "ko": "없음", "small": {"en": "Not even a neighbour.", "ko": "이웃도 없음"}}
    first = LevelWords.model_validate(words)
    changed = tuple(
        question.model_copy(update={"levels": (first, *question.levels[1:]), "plan": None})
        if question.id == "M02"
        else question
        for question in pack.questions
    )
    made = pack.model_copy(update={"questions": changed})
    assert "Not even a neighbour." in written(made, small=True)
    assert "Not even a neighbour." not in written(made)
