"""The order of the questions, what is hidden, how far one is, where one goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import pytest

from audit.errors import Refused
from audit.interview.flow import (
    PROFILE,
    Stand,
    chosen,
    evidence_from,
    item_before,
    meaning,
    next_item,
    next_open,
    position,
    progress,
    section_of,
    section_state,
    section_title,
)
from audit.model.answers import Answer, Evidence
from audit.model.asked import Item, order
from audit.model.pack import Pack, Question
from audit.model.values import Value

UNKNOWN = Answer(unknown=True)
NOT_APPLICABLE = Answer(not_applicable="we have none")


def stand(pack: Pack, profile: Mapping[str, Value | None] | None = None, **answers: Answer) -> Stand:
    return Stand(pack, profile or {}, answers)


def every_answer(pack: Pack) -> dict[str, Answer]:
    return {item.id: UNKNOWN for item in order(pack)}


def ids(items: Iterable[Item]) -> list[str]:
    return [item.id for item in items]


def test_the_profile_comes_first_then_each_pillar_with_its_questions_before_its_numbers(pack: Pack) -> None:
    """The register of drills comes before the questions that its rows prove."""
    sections = [section_of(item) for item in order(pack)]
    assert list(dict.fromkeys(sections)) == [PROFILE, "listening", "monitoring", "staffing", "escalation"]
    for section in dict.fromkeys(sections):
        here = [item for item in order(pack) if section_of(item) == section]
        kinds = [isinstance(item, Question) for item in here if item.id != "N22"]
        assert kinds == sorted(kinds, reverse=True)
        assert "N22" not in {item.id for item in here[1:]}


def test_a_computed_question_is_never_asked(pack: Pack) -> None:
    computed = {"M03", "M04", "M11", "T03", "E01", "E03"}
    assert {item.id for item in order(pack)} == set(pack.by_id) - computed


def test_what_a_condition_hides_is_not_asked_and_what_is_unknown_shows_it(pack: Pack, conditional: Pack) -> None:
    assert "N05" in ids(stand(conditional).items), "nothing is known yet about alerts"
    assert "N05" in ids(stand(conditional, N04=Answer(value="alerts")).items)
    assert "N05" not in ids(stand(conditional, N04=Answer(value="nobody")).items)
    assert "N05" in ids(stand(conditional, N04=UNKNOWN).items)
    assert "X3" in ids(stand(pack, {"X4": None}).items), "the agency does not know whether it runs accounts"
    assert "X3" not in ids(stand(pack, {"X4": "plan"}).items)


def test_progress_is_answered_of_applicable(pack: Pack) -> None:
    count = len(stand(pack).items)
    assert progress(stand(pack)).percent == 0
    one = progress(stand(pack, M01=Answer(level=2)))
    assert (one.answered, one.applicable) == (1, count)


def test_unknown_counts_as_answered(pack: Pack) -> None:
    assert progress(stand(pack, M01=UNKNOWN)).answered == 1
    assert progress(stand(pack, {"X2": None})).answered == 1


def test_not_applicable_leaves_both_sides_of_the_progress(pack: Pack) -> None:
    before = progress(stand(pack, L08=Answer(level=1)))
    after = progress(stand(pack, L08=NOT_APPLICABLE))
    assert (after.answered, after.applicable) == (before.answered - 1, before.applicable - 1)


def test_a_carried_over_answer_counts_as_open_until_it_is_confirmed(pack: Pack) -> None:
    assert progress(stand(pack, M01=Answer(level=3, confirm=True))).answered == 0
    assert next_open(stand(pack, M01=Answer(level=3, confirm=True)), among=frozenset({"M01"})) is not None


def test_an_answer_that_is_hidden_counts_as_never_given_for_the_conditions_of_others(conditional: Pack) -> None:
    assert "N20" not in ids(stand(conditional, N04=Answer(value="alerts"), N05=Answer(value=Fraction(90))).items)
    assert "N20" in ids(stand(conditional, N04=Answer(value="nobody"), N05=Answer(value=Fraction(90))).items)


def test_what_is_hidden_counts_on_neither_side_even_if_it_was_answered(conditional: Pack) -> None:
    shown = progress(stand(conditional, N04=Answer(value="alerts"), N05=Answer(value=Fraction(15))))
    hidden = progress(stand(conditional, N04=Answer(value="nobody"), N05=Answer(value=Fraction(15))))
    assert (hidden.answered, hidden.applicable) == (shown.answered - 1, shown.applicable - 1)


def test_one_hundred_per_cent_means_that_nothing_is_open(pack: Pack) -> None:
    profile: dict[str, Value | None] = {item.id: None for item in pack.profile}
    answers = every_answer(pack)
    assert progress(Stand(pack, profile, answers)).percent == 100
    del answers["E17"]
    assert progress(Stand(pack, profile, answers)).percent < 100


def test_to_hear_without_a_level_is_open_and_any_other_reason_is_an_answer(pack: Pack) -> None:
    assert stand(pack, L01=Answer(choice="hear")).state(pack.by_id["L01"]) == "open"
    assert stand(pack, L01=Answer(choice="hear", level=2)).state(pack.by_id["L01"]) == "answered"
    assert stand(pack, L01=Answer(choice="told-to")).state(pack.by_id["L01"]) == "answered"
    assert stand(pack, L01=Answer(level=2)).state(pack.by_id["L01"]) == "open", "a level alone hangs on nothing"


def test_the_interview_goes_on_at_the_first_open_question(pack: Pack) -> None:
    assert next_open(stand(pack)) is pack.profile[0]
    profile: dict[str, Value | None] = {item.id: None for item in pack.profile}
    resumed = next_open(Stand(pack, profile, {"L01": UNKNOWN, "L02": Answer(level=0)}))
    assert resumed is not None
    assert resumed.id == "L03"


def test_after_a_question_comes_the_next_open_one_and_never_an_earlier_one(pack: Pack) -> None:
    place = stand(pack, M06=Answer(level=1))
    following = next_open(place, pack.by_id["M05"])
    assert following is not None
    assert following.id == "M07"
    assert next_open(place, order(pack)[-1]) is None


def test_the_question_before_is_the_one_asked_before_whether_it_is_answered_or_not(pack: Pack) -> None:
    before = item_before(stand(pack, M02=Answer(level=1)), pack.by_id["M05"])
    assert before is not None
    assert before.id == "M02", "M03 and M04 are computed"
    assert item_before(stand(pack), pack.profile[0]) is None


def test_going_on_works_from_a_question_that_has_just_become_hidden(conditional: Pack) -> None:
    place = stand(conditional, N04=Answer(value="nobody"))
    following = next_item(place, conditional.by_id["N05"])
    before = item_before(place, conditional.by_id["N05"])
    assert following is not None
    assert before is not None
    assert (before.id, following.id) == ("N04", "N20")


def test_the_position_counts_what_is_asked_in_the_section(conditional: Pack) -> None:
    m02 = conditional.by_id["M02"]
    number, count = position(stand(conditional), m02)
    assert number == 2
    assert count == len(stand(conditional).in_section("monitoring"))
    shorter = position(stand(conditional, N04=Answer(value="nobody")), m02)
    assert shorter == (2, count - 1)


def test_evidence_is_asked_for_from_level_three_and_for_a_gate_question_from_level_two(pack: Pack) -> None:
    m01, m02 = pack.by_id["M01"], pack.by_id["M02"]
    assert isinstance(m01, Question)
    assert isinstance(m02, Question)
    assert evidence_from(pack, m01) == 2
    assert evidence_from(pack, m02) == 3


def test_the_state_of_a_pillar_names_what_is_unknown_open_and_on_ones_word(pack: Pack) -> None:
    proof = (Evidence(what="log"),)
    state = section_state(
        stand(
            pack, M01=Answer(level=3), M02=UNKNOWN, M07=NOT_APPLICABLE, M05=Answer(level=3, evidence=proof), N10=UNKNOWN
        ),
        "monitoring",
    )
    assert ids(state.answered) == ["M01", "M05"]
    assert ids(state.unknown) == ["M02"]
    assert ids(state.not_applicable) == ["M07"]
    assert "M06" in ids(state.open)
    assert ids(state.on_word) == ["M01"]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Nothing is known here yet."),
        ({"M02": Answer(level=0), "M01": Answer(level=1)}, "What needs attention first, by your answers: {title}"),
        ({"M02": Answer(level=2)}, "More is unknown here than known; finding out comes first."),
    ],
)
def test_one_sentence_says_what_the_answers_mean(pack: Pack, answers: dict[str, Answer], sentence: str) -> None:
    message = meaning(section_state(Stand(pack, {}, answers), "monitoring"), "en")
    assert message.text == sentence
    assert not any(character.isdigit() for character in str(message)), "no score"


def test_a_weak_gate_question_needs_attention_before_a_weaker_other_one(pack: Pack) -> None:
    state = section_state(stand(pack, M02=Answer(level=0), M01=Answer(level=1)), "monitoring")
    assert state.first is pack.by_id["M01"]


def test_good_answers_are_said_to_be_good_but_on_ones_word_only(pack: Pack) -> None:
    asked = {
        item.id: Answer(level=3) if isinstance(item, Question) else Answer(value="alerts")
        for item in stand(pack).in_section("monitoring")
    }
    assert meaning(section_state(Stand(pack, {}, asked), "monitoring"), "en").text.startswith("This looks sound, but")
    proof = (Evidence(what="log"),)
    proved = {key: answer.model_copy(update={"evidence": proof}) for key, answer in asked.items()}
    assert (
        meaning(section_state(Stand(pack, {}, proved), "monitoring"), "en").text
        == "By these answers nothing here stands in the way."
    )


def test_only_takes_a_question_a_number_a_pillar_or_the_profile(pack: Pack) -> None:
    assert chosen(stand(pack), "M02") == {"M02"}
    assert chosen(stand(pack), "N12") == {"N12"}
    assert chosen(stand(pack), PROFILE) == {item.id for item in pack.profile}
    assert "T01" in chosen(stand(pack), "staffing")
    assert "M01" not in chosen(stand(pack), "staffing")


def test_only_with_a_computed_question_asks_the_numbers_that_decide_it(pack: Pack) -> None:
    assert chosen(stand(pack), "E03") == {"N09"}


def test_only_refuses_what_is_not_there_and_what_is_hidden_and_says_what_to_write(
    pack: Pack, conditional: Pack
) -> None:
    with pytest.raises(Refused) as nothing:
        chosen(stand(pack), "M99")
    assert "M99" in str(nothing.value.what)
    assert "monitoring" in str(nothing.value.remedy)
    with pytest.raises(Refused) as hidden:
        chosen(stand(conditional, N04=Answer(value="nobody")), "N05")
    assert "hides" in str(hidden.value.what)


def test_every_pillar_has_a_title_and_the_profile_has_none(pack: Pack) -> None:
    assert section_title(pack, "monitoring") == pack.head.pillars[1].title
    assert section_title(pack, PROFILE) is None
