"""Lenses: the same answers read as links and properties (RULES 6)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result import LinkResult, Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]

CHAIN = ["PRE", *(f"F{number}" for number in range(10))]


def link(result: Result, name: str) -> LinkResult:
    return next(link for lens in result.lenses for link in lens.links if link.id == name)


def guards(plain: Pack, name: str) -> list[str]:
    return [question.id for question in plain.questions if name in question.guards and not question.computed]


def test_the_chain_has_the_wrong_reason_apart_and_ten_links_in_order(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    chain, threats = assessed(answers_at(plain, 2)).lenses
    assert (chain.kind, [link.id for link in chain.links]) == ("sequence", CHAIN)
    assert [link.id for link in chain.links if link.apart] == ["PRE"]
    assert (threats.kind, [link.id for link in threats.links]) == ("set", [f"P{number}" for number in range(1, 8)])


@pytest.mark.parametrize("name", [*CHAIN, *(f"P{number}" for number in range(1, 8))])
def test_a_link_is_as_strong_as_the_plain_mean_of_its_guards(
    plain: Pack, answers_at: Make, assessed: Assess, name: str
) -> None:
    given = {identity: place % 5 for place, identity in enumerate(guards(plain, name))}
    found = link(assessed(answers_at(plain, 4, **given)), name)
    expected = Fraction(sum(given.values()), 4 * len(given))
    assert (found.shown, found.claimed, found.possible) == (expected, expected, expected)
    assert found.weak is (expected < Fraction(1, 2))


def test_gate_questions_weigh_no_more_than_others_in_a_link(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    assert set(guards(plain, "F0")) == {"L03", "M01", "M12", "T02", "T06", "T13"}
    assert link(assessed(answers_at(plain, 4, M01=0)), "F0").shown == Fraction(5, 6)


def test_a_link_carries_shown_claimed_and_possible(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    found = link(assessed(answers_at(plain, 4, L03="on word 4", M12="unknown")), "F0")
    assert (found.shown, found.claimed, found.possible) == (Fraction(18, 24), Fraction(20, 24), Fraction(1))


def test_a_link_at_one_half_holds_and_below_it_breaks(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    at_half = assessed(answers_at(plain, 2))
    assert not any(link.weak for lens in at_half.lenses for link in lens.links)
    assert at_half.lenses[0].first_weak is None
    below = assessed(answers_at(plain, 2, E14=1))
    assert [link.id for link in below.lenses[0].links if link.weak] == ["F8", "F9"]
    assert below.lenses[0].first_weak == "F8"


def test_it_breaks_at_the_first_weak_link_in_the_order_of_the_chain(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    chain = assessed(answers_at(plain, 4, **dict.fromkeys([*guards(plain, "F2"), *guards(plain, "F8")], 0))).lenses[0]
    weak = [link.id for link in chain.links if link.weak]
    assert {"F2", "F8"} <= set(weak)
    assert chain.first_weak == weak[0]


def test_the_wrong_reason_stands_apart_and_is_never_where_it_breaks(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    chain = assessed(answers_at(plain, 4, L01=0, L02=0, L06=0, L07=0, L08=0, L09=0, L10=0)).lenses[0]
    assert chain.links[0].id == "PRE"
    assert chain.links[0].weak
    assert chain.first_weak is None


def test_a_set_breaks_nowhere_first(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    threats = assessed(answers_at(plain, 0)).lenses[1]
    assert all(link.weak for link in threats.links)
    assert threats.first_weak is None


def test_what_does_not_apply_leaves_a_link_and_a_link_without_guards_is_not_weak(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(plain, 1, **dict.fromkeys(guards(plain, "F2"), "not applicable"), L03=4))
    f2 = link(result, "F2")
    assert (f2.shown, f2.band, f2.weak) == (None, None, False)
    assert link(result, "F0").shown == Fraction(4 + 5, 6 * 4)
