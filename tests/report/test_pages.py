"""What the pages say: findings first, numbers that can be followed down, and every state in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Figures, Result
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.reader import Reader, half_away

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


@pytest.fixture
def pages(reader: Callable[[str], Reader]) -> Callable[..., Pages]:
    return lambda result, language="en": Pages(result, reader(language))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_a_pillar_can_be_followed_down_to_its_answers(
    name: str, language: str, example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    result = example(name)
    for view, (identity, pillar) in zip(pages(result, language).pillars, result.pillars.items(), strict=True):
        assessed = [
            question for question in result.questions if question.pillar == identity and question.shown is not None
        ]
        assert pillar.points_shown == sum(question.weight * (question.shown or 0) for question in assessed)
        assert pillar.maximum == sum(4 * question.weight for question in assessed)
        assert pillar.shown is not None
        assert view.bar.shown == half_away(pillar.shown)
        assert str(view.bar.shown) in view.bar.label
        assert str(pillar.points_shown) in view.sum
        assert str(pillar.maximum) in view.sum


def test_the_worked_example_is_of_this_very_audit_and_adds_up(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    lines = pages(example("narae-city")).worked_example()
    product, total = next(line for line in lines if "×" in line and "=" in line).split(" = ")
    assert sum(int(a) * int(b) for a, b in (term.split("×") for term in product.split(" + "))) == int(total)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_answer_in_any_state_is_said_in_words(
    language: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    pages: Callable[..., Pages],
) -> None:
    leaves_out = next(q.id for q in pack.questions if q.not_applicable is not None and not q.computed and not q.opening)
    result = assessed(
        answers_at(pack, 2, M02="unknown", M05="open", **{leaves_out: Answer(not_applicable="no newsletter")}),
        pack=pack,
    )
    view = pages(result, language)
    said = {question.id: view.answer_line(question) for question in result.questions}
    assert len({said["M02"], said["M05"], said[leaves_out], said["M06"]}) == 4
    answered = {question.id: view.answered(question) for question in result.questions}
    assert answered[leaves_out].reason == "<bdi>no newsletter</bdi>"
    assert answered[leaves_out].points == ""
    assert answered["M02"].statement == ""
    assert (
        answered["M06"].statement == result.questions[[q.id for q in result.questions].index("M06")].levels[2][language]
    )


def test_evidence_says_whether_it_counts_and_why_not(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], pages: Callable[..., Pages]
) -> None:
    pieces = {
        "counts": datetime.date(2026, 11, 2),
        "does not count: too old": datetime.date(2019, 11, 2),
        "does not count: dated in the future": datetime.date(2027, 1, 1),
        "does not count: no date": None,
    }
    answer = Answer(level=3, evidence=tuple(Evidence(what=what, date=date) for what, date in pieces.items()))
    result = assessed(answers_at(pack, 3, M02=answer), pack=pack)
    view = pages(result).answered(next(question for question in result.questions if question.id == "M02"))
    assert {piece.state for piece in view.evidence} == set(pieces)
    assert all(piece.what == f"<bdi>{piece.state}</bdi>" for piece in view.evidence)
    assert [piece.fresh for piece in view.evidence] == [piece.state == "counts" for piece in view.evidence]


def test_a_claim_without_dated_evidence_says_that_it_counts_as_2(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], pages: Callable[..., Pages]
) -> None:
    result = assessed(answers_at(pack, 3, M02="on word 4"), pack=pack)
    view = pages(result).answered(next(question for question in result.questions if question.id == "M02"))
    assert (view.shown, view.claimed) == (2, 4)
    assert "counts as 2" in view.remark
    assert view.no_evidence


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_cap_of_every_rung_is_named_with_its_reason(
    language: str, rungs: Mapping[tuple[str, str], Result], pages: Callable[..., Pages]
) -> None:
    for result in rungs.values():
        view = pages(result, language)
        for cap in (*view.caps, *view.other_caps):
            # The sentence of a floor names its pillar itself.
            assert bool(cap.title) != (":" in cap.name)
            assert cap.text
            assert not re.search(r"\{\w+\}", cap.text)
        assert view.headline


def test_the_verdict_names_what_to_do_first_unless_the_one_question_comes_before_any_work(
    rungs: Mapping[tuple[str, str], Result], pages: Callable[..., Pages]
) -> None:
    for result in rungs.values():
        view, verdict = pages(result), result.verdict
        firsts = verdict.this_week if verdict.rank == 0 else result.first
        expected = None if verdict.reason == "intent" or not firsts else firsts[0]
        assert (view.first_step.id if view.first_step else None) == expected


def test_the_first_six_actions_stand_apart_and_none_is_lost_or_told_twice(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    for name in EXAMPLES:
        result = example(name)
        view = pages(result)
        told = [row.id for row in view.first] + [row.id for group in view.rest for row in group.rows]
        assert len(view.first) <= 6
        assert sorted(told) == sorted(action.id for action in result.actions)


def test_who_has_how_much_work_adds_up_to_the_plan(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    result = example("maple-library")
    assert sum(count for _, count, _ in pages(result).owners) == len(result.actions)


def test_the_chain_names_the_first_link_that_breaks_and_only_that(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    for name in EXAMPLES:
        result = example(name)
        chain = pages(result).chain
        lens = next(lens for lens in result.lenses if lens.kind == "sequence")
        assert chain is not None
        assert [link.id for link in chain.links if link.first] == ([lens.first_weak] if lens.first_weak else [])
        assert lens.first_weak is None or lens.first_weak in chain.finding


def test_a_bar_without_figures_is_grey_and_says_so(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    view = pages(example("maple-library"))
    bar = view.bar("Listening", Figures(shown=None, claimed=None, possible=None, band=None))
    assert (bar.shown, bar.claimed, bar.possible) == (None, None, None)
    assert bar.label == "Listening: not assessed"


def test_shown_is_never_drawn_longer_than_claimed_nor_claimed_than_possible(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    third = Figures(shown=Fraction(1, 3), claimed=Fraction(1, 3), possible=Fraction(2, 3), band="weak")
    bar = pages(example("maple-library")).bar("x", third)
    assert (bar.shown, bar.claimed, bar.possible) == (33, 33, 67)
    for name in EXAMPLES:
        for pillar in pages(example(name)).pillars:
            assert pillar.bar.shown is not None
            assert pillar.bar.claimed is not None
            assert pillar.bar.possible is not None
            assert pillar.bar.shown <= pillar.bar.claimed <= pillar.bar.possible


def test_a_letter_is_filled_once_and_never_again(example: Callable[[str], Result], pages: Callable[..., Pages]) -> None:
    tricky = example("haneul-district").model_copy(update={"agency": "{date} Office {alternative}"})
    for letter in pages(tricky).letters:
        body = letter["body"]
        assert isinstance(body, tuple)
        whole = str(letter["subject"]) + "".join(str(paragraph) for paragraph in body)
        assert "{" not in whole
        assert "&#123;date&#125; Office &#123;alternative&#125;" in whole


def test_sources_say_how_well_they_were_read(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    result = example("maple-library")
    words = {"FULL": "read whole", "EXC": "read in excerpt", "SEC": "second-hand", "CALC": "our arithmetic"}
    rows = rendered(result)["sources.md"].split("<tr")
    for source in result.sources:
        row = next(row for row in rows if f'id="{source.id}"' in row)
        assert f"<td>{words[source.tag]}</td>" in row, source.id


@pytest.mark.parametrize(
    ("late", "prompt", "heading", "below"),
    [
        (0, 168, "Whatever the hour, your first statement is out within an hour", ""),
        (0, 40, "In 40 of 168 hours every post gets a first statement within an hour", ""),
        (
            1,
            0,
            "In no hour of the week is every post answered",
            "In 1 hour of the week some posts wait longer than a day.",
        ),
        (88, 5, "In 5 of 168 hours", "In 88 hours of the week some posts wait longer than a day."),
        (168, 0, "Whatever the hour, some posts wait longer than a day, or for ever", ""),
    ],
)
def test_the_week_is_said_in_a_short_heading_and_the_late_hours_below_it(
    late: int, prompt: int, heading: str, below: str, example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    hours = [*[Fraction(30)] * prompt, *[Fraction(3000)] * late, *[Fraction(300)] * (168 - prompt - late)]
    week = tuple(tuple(hours[day * 24 : day * 24 + 24]) for day in range(7))
    clock = result.clock.model_copy(update={"week": week})
    numbers = NumberPages(result.model_copy(update={"clock": clock}), reader("en"))
    assert numbers.week_sentence.startswith(heading)
    assert numbers.week_late == below


def test_what_happened_is_told_once_on_a_page(example: Callable[[str], Result], pages: Callable[..., Pages]) -> None:
    for lens in pages(example("narae-city")).lenses:
        told = [what for link in lens.links for _, _, what, _ in link.cases if not what.startswith("Told above")]
        assert len(told) == len(set(told)) == len({case for link in lens.links for case, *_ in link.cases})
        again = [(link.id, what) for link in lens.links for _, _, what, _ in link.cases if what not in told]
        order = [link.id for link in lens.links]
        assert again
        assert all(order.index(what[len("Told above, under ") : -1]) < order.index(here) for here, what in again)


def test_an_input_is_read_as_the_rest_of_the_page_is(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    result = example("narae-city")
    page = pages(result)
    values = {item.id: page.value(item) for item in result.inputs}
    assert values["X2"] == "1,450 people"
    assert values["N20"] == "9 November 2026"
    assert "Your own first statement was public: 17 October 2026 21:24" in values["N15"]
    assert "Friday: 09:00–18:00\nSaturday: none" in values["N16"]


def test_weak_against_every_property_is_said_in_one_word_not_as_7_of_7(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    threats = pages(example("haneul-district"), "en").lenses[1]
    assert threats.finding.startswith("You are weak against all 7, ")


def test_the_answer_to_the_one_question_is_not_said_a_second_time_as_its_reason(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    asked = pages(example("haneul-district"), "ko").pillars[0].questions[0]
    assert asked.head == "답은 ‘하라는 지시가 있어서’"
    assert asked.choice == ""
    assert pages(example("maple-library"), "en").pillars[0].questions[0].choice == "To hear what people say"


def test_numbers_times_and_dates_are_written_as_people_write_them(
    example: Callable[[str], Result], pages: Callable[..., Pages]
) -> None:
    of = pages(example("haneul-district"), "en")
    values = {item.id: of.value(item) for item in example("haneul-district").inputs}
    assert values["X2"] == "1,180 people"
    assert values["N19"] == "1 person"
    assert "13 June 2026 21:40" in values["N15"]
    assert "Layer 1: 30 minutes, not reachable out of hours" in values["N09"]
