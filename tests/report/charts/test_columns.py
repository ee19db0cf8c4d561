"""The answers as columns: heights, names, and what they show together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.progress import QuestionChange
from audit.model.result.result import Result
from audit.report.charts.columns import columns_chart, columns_finding
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import pillar_views

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_answer_is_one_column_and_leads_to_its_page(
    name: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example(name)
    drawn = [column for row in columns_chart(context(result)).rows for column in row.columns]
    asked = [question for question in result.questions if question.state != "hidden"]
    assert sorted(column.id for column in drawn) == sorted(question.id for question in asked)
    assert {column.id: column.href for column in drawn} == {
        question.id: f"{question.pillar}.html#{question.id}" for question in asked
    }


def test_the_height_is_the_level_and_level_0_is_still_seen(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("haneul-district")
    levels = {question.id: question for question in result.questions}
    for row in columns_chart(context(result)).rows:
        for column in row.columns:
            question = levels[column.id]
            assert column.shown == max(3, 12 * (question.shown or 0))
            assert column.claimed == max(3, 12 * (question.claimed or 0))
            assert column.possible == max(3, 12 * (question.possible or 0))


def test_gates_are_told_from_other_questions(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    rows = columns_chart(context(example("maple-library"))).rows
    gates = [column for row in rows for column in row.columns if column.is_gate]
    assert {"L01", "L04", "M01", "T01", "T08", "T09", "T11", "E04"} >= {column.id for column in gates}
    assert all(column.name.endswith("; gate") for column in gates)


@pytest.mark.parametrize(
    ("identity", "language", "name"),
    [
        ("L02", "en", "L02 What the answers are for: Level 0 of 4"),
        ("L02", "ko", "L02 의견 활용 계획: 수준 0/4"),
        ("L05", "ko", "모름"),
        ("L01", "ko", "관문"),
    ],
)
def test_a_column_has_a_name_for_those_who_do_not_see_it(
    identity: str, language: str, name: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    rows = columns_chart(context(example("haneul-district"), language)).rows
    (column,) = [column for row in rows for column in row.columns if column.id == identity]
    assert column.name.startswith(f"{identity} ")
    assert name.split(": ")[-1] in column.name


def test_where_a_round_came_before_each_column_has_a_second_height(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("narae-city")
    assert result.before is not None
    changes = {change.question: change.then for change in result.before.changes}
    chart = columns_chart(context(result))
    assert chart.has_before
    for row in chart.rows:
        for column in row.columns:
            if column.id in changes and changes[column.id] is not None:
                assert column.before == max(3, 12 * (changes[column.id] or 0))
                assert f"level {changes[column.id]} in the round before" in column.name


def test_a_report_that_shows_no_scores_keeps_its_columns(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    made = context(example("haneul-district"))
    assert [row.points for row in columns_chart(made).rows] == [str(view.bar.shown) for view in pillar_views(made)]
    bare = columns_chart(made, scored=False)
    assert [row.points for row in bare.rows] == [""] * 4
    assert [row.range for row in bare.rows] == [""] * 4
    assert [row.columns for row in bare.rows] == [row.columns for row in columns_chart(made).rows]


def at_levels(result: Result, levels: Sequence[int | None], then: Sequence[int | None] | None = None) -> Result:
    """Return a result in which the first questions stand at these levels and no other is assessed."""
    questions = tuple(
        question.model_copy(
            update={"shown": level, "claimed": level, "possible": level, "state": "answered" if level is not None else "not assessed"}
        )
        for question, level in zip(result.questions, [*levels, *([None] * len(result.questions))], strict=False)
    )  # fmt: skip
    if then is None:
        return result.model_copy(update={"questions": questions, "before": None})
    assert result.before is not None
    changes = tuple(
        QuestionChange(question=question.id, pillar=question.pillar, title=question.title, then=old, now=question.shown, steps=())
        for question, old in zip(questions, then, strict=False)
        if old != question.shown
    )  # fmt: skip
    before = result.before.model_copy(update={"changes": changes, "not_compared": (), "to_confirm": 0})
    return result.model_copy(update={"questions": questions, "before": before})


FINDINGS: Sequence[tuple[list[int | None], list[int | None] | None, str, str]] = [
    ([], None, "Nothing was assessed", "평가한 것이 없습니다"),
    ([4, 4, 4], None, "All 3 answers stand at the highest level", "답 3개가 모두 가장 높은 수준입니다"),
    ([4, 3, 4], None, "2 of 3 answers stand at the highest level, and none below 3", "답 3개 가운데 2개가 가장 높은 수준이고, 3보다 낮은 답은 없습니다"),
    ([3, 3, 3], None, "All 3 answers stand at level 3 of 4", "답 3개가 모두 수준 3/4입니다"),
    ([0, 0], None, "None of 2 answers can be shown above 0", "답 2개 가운데 수준 0을 넘는 것으로 입증된 답이 없습니다"),
    ([1, 4, 2], None, "1 of 3 answers can be shown at 3 or more, and none stands at 0", "수준으로 답하는 문항 3개 가운데 수준 3 이상으로 입증된 것은 1개이고, 수준 0인 답은 없습니다"),
    ([2, 2], None, "None of 2 answers can be shown at 3 or more, and none stands at 0", "수준으로 답하는 문항 2개 가운데 수준 3 이상으로 입증된 것도, 수준 0인 답도 없습니다"),
    ([0, 1, 2], None, "None of 3 answers can be shown at 3 or more, 1 only at 0", "수준으로 답하는 문항 3개 가운데 수준 3 이상으로 입증된 것은 없고, 수준 0인 답은 1개입니다"),
    ([0, 4, 3, 0], None, "2 of 4 answers can be shown at 3 or more, 2 only at 0", "수준으로 답하는 문항 4개 가운데 수준 3 이상으로 입증된 것은 2개, 수준 0인 답은 2개입니다"),
    ([2, 3], [2, 3], "Every answer stands where it stood in the round before", "모든 답이 지난 회차와 같은 수준입니다"),
    ([2, 3], [1, 1], "2 of 2 answers can be shown at a higher level than before, none at a lower", "답 2개 가운데 2개의 입증 수준이 지난 회차보다 높아졌고, 낮아진 것은 없습니다"),
    ([2, 3], [4, 3], "1 of 2 answers can be shown only at a lower level than before, none at a higher", "답 2개 가운데 1개의 입증 수준이 지난 회차보다 낮아졌고, 높아진 것은 없습니다"),
    ([2, 3, 4], [4, 2, 4], "1 of 3 answers can be shown at a higher level than before, 1 only at a lower", "답 3개 가운데 입증 수준이 지난 회차보다 높아진 것은 1개, 낮아진 것은 1개입니다"),
]  # fmt: skip


@pytest.mark.parametrize(("levels", "then", "english", "korean"), FINDINGS)
def test_the_finding_of_the_answers(
    levels: list[int | None],
    then: list[int | None] | None,
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = at_levels(example("narae-city"), levels, then)
    assert columns_finding(context(result, "en")) == english
    assert columns_finding(context(result, "ko")) == korean


def test_what_is_not_confirmed_yet_is_no_change(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = at_levels(example("narae-city"), [0, 4], [4, 4])
    assert result.before is not None
    waiting = result.before.model_copy(update={"to_confirm": 1})
    assert columns_finding(context(result.model_copy(update={"before": waiting}))) == (
        "1 of 2 answers can be shown at 3 or more, 1 only at 0"
    )


@pytest.mark.parametrize("state", ["open", "unknown"])
def test_where_nobody_answered_nothing_is_said_to_stand_low(
    state: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, state), pack=pack)
    # What is computed from numbers is answered by its own questions.
    questions = tuple(question.model_copy(update={"state": state}) for question in result.questions)
    blank = context(result.model_copy(update={"questions": questions}))
    assert columns_finding(blank).startswith("None of ")
    assert columns_finding(blank).endswith(" questions has an answer yet")
    assert all(view.finding.endswith(" questions here has an answer yet") for view in pillar_views(blank))


def test_what_was_left_out_is_grey_and_has_no_height(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 4), pack=pack)
    blank = [column for row in columns_chart(context(result)).rows for column in row.columns if column.shown is None]
    chart: Any = columns_chart(context(result))
    assert chart.has_blank is bool(blank)
    assert {column.band for column in blank} <= {"none"}
