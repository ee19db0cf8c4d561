"""What of a page is on the screen: the head always, help and older answers where there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audit.interview.fitting import Block, Fitted, Part, fit


def block(text: str, part: Part, lines: int = 1) -> Block:
    return Block(lambda _: [f"{text} {number}" for number in range(lines)], part)


PAGE = [
    block("place", Part.HEAD),
    block("question", Part.HEAD, 2),
    block("why", Part.WHY, 3),
    block("find", Part.FIND, 2),
    block("example", Part.EXAMPLE, 2),
    block("note", Part.BODY, 4),
    block("label", Part.BODY),
]


def shown(fitted: Fitted) -> list[str]:
    return list(dict.fromkeys(line.text.split()[0] for line in fitted.lines))


def test_where_there_is_room_everything_is_shown() -> None:
    fitted = fit(PAGE, 80, 15, labelled=True)
    assert (len(fitted.lines), fitted.hidden) == (15, False)


def test_help_gives_way_first_the_reason_before_where_to_look_before_the_example() -> None:
    for room, expected in [(12, ["find", "example"]), (10, ["example"]), (8, [])]:
        fitted = fit(PAGE, 80, room, labelled=True)
        assert [text for text in shown(fitted) if text in ("why", "find", "example")] == expected
        assert fitted.hidden


def test_then_a_long_answer_is_shortened_and_then_left_out() -> None:
    assert [line.text for line in fit(PAGE, 80, 6, labelled=True).lines if "note" in line.text] == [
        "note 0",
        "note 1..",
    ]
    assert shown(fit(PAGE, 80, 4, labelled=True)) == ["place", "question", "label"]


def test_what_stands_last_gives_way_too_where_nothing_is_typed_below_it() -> None:
    assert shown(fit(PAGE, 80, 3, labelled=False)) == ["place", "question"]


def test_no_page_begins_or_ends_with_an_empty_line_or_has_two_of_them() -> None:
    empty = Block(lambda _: [""])
    fitted = fit([empty, PAGE[0], empty, empty, PAGE[1], empty], 80, 20, labelled=False)
    assert [line.text for line in fitted.lines] == ["place 0", "", "question 0", "question 1"]


PARTS = st.sampled_from(list(Part))


@given(st.lists(st.tuples(PARTS, st.integers(1, 6)), max_size=8), st.integers(0, 40), st.booleans())
def test_the_head_is_always_whole_and_nothing_is_higher_than_there_is_room_for(
    pieces: list[tuple[Part, int]], room: int, labelled: bool
) -> None:
    page = [block(f"p{number}", part, lines) for number, (part, lines) in enumerate(pieces)]
    fitted = fit(page, 80, room, labelled=labelled)
    head = [line for piece in page if piece.part is Part.HEAD for line in piece.draw(80)]
    assert [line.text for line in fitted.lines if line.text in head] == head
    label = list(page[-1].draw(80)) if labelled and page and page[-1].part is Part.BODY else []
    assert len(fitted.lines) <= max(room, len(head) + len(label))
