"""Lenses: the same answers read as links and properties (RULES 6)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from audit.files.packs.reader import load_pack
from audit.language import translator
from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import LinkResult, Result
from audit.report.site.render import nav
from audit.wording.locale import Locale

Make = Callable[..., Answers]
Assess = Callable[..., Result]

CHAIN = ["PRE", *(f"F{number}" for number in range(10))]


def link(result: Result, name: str) -> LinkResult:
    return next(link for lens in result.lenses for link in lens.links if link.id == name)


def guards(plain: Pack, name: str) -> list[str]:
    return [question.id for question in plain.questions if name in question.guards and not question.computed]


def test_the_chain_has_the_wrong_reason_apart_and_ten_links_in_order(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    chain, threats = judged(answers_at(plain, 2)).lenses
    assert (chain.kind, [link.id for link in chain.links]) == ("sequence", CHAIN)
    assert [link.id for link in chain.links if link.apart] == ["PRE"]
    assert (threats.kind, [link.id for link in threats.links]) == ("set", [f"P{number}" for number in range(1, 8)])


@pytest.mark.parametrize("name", [*CHAIN, *(f"P{number}" for number in range(1, 8))])
def test_a_link_is_as_strong_as_the_plain_mean_of_its_guards(
    plain: Pack, answers_at: Make, judged: Assess, name: str
) -> None:
    given = {identity: place % 5 for place, identity in enumerate(guards(plain, name))}
    found = link(judged(answers_at(plain, 4, **given)), name)
    expected = Fraction(sum(given.values()), 4 * len(given))
    assert (found.shown, found.claimed, found.possible) == (expected, expected, expected)
    assert found.weak is (expected < Fraction(1, 2))


def test_gate_questions_weigh_no_more_than_others_in_a_link(plain: Pack, answers_at: Make, judged: Assess) -> None:
    assert set(guards(plain, "F0")) == {"L03", "M01", "M12", "T02", "T17"}
    assert link(judged(answers_at(plain, 4, M01=0)), "F0").shown == Fraction(4, 5)


def test_a_link_carries_shown_claimed_and_possible(plain: Pack, answers_at: Make, judged: Assess) -> None:
    found = link(judged(answers_at(plain, 4, L03="on word 4", M12="unknown")), "F0")
    assert (found.shown, found.claimed, found.possible) == (Fraction(14, 20), Fraction(16, 20), Fraction(1))


def test_a_link_at_one_half_holds_and_below_it_breaks(plain: Pack, answers_at: Make, judged: Assess) -> None:
    at_half = judged(answers_at(plain, 2))
    assert not any(link.weak for lens in at_half.lenses for link in lens.links)
    assert at_half.lenses[0].first_weak is None
    below = judged(answers_at(plain, 2, E11=1))
    assert [link.id for link in below.lenses[0].links if link.weak] == ["F7", "F8", "F9"]
    assert below.lenses[0].first_weak == "F7"


def test_it_breaks_at_the_first_weak_link_in_the_order_of_the_chain(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    chain = judged(answers_at(plain, 4, **dict.fromkeys([*guards(plain, "F2"), *guards(plain, "F8")], 0))).lenses[0]
    weak = [link.id for link in chain.links if link.weak]
    assert {"F2", "F8"} <= set(weak)
    assert chain.first_weak == weak[0]


def test_the_wrong_reason_stands_apart_and_is_never_where_it_breaks(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    chain = judged(answers_at(plain, 4, L01=0, L02=0, L06=0, L07=0, L08=0, L09=0, L10=0)).lenses[0]
    assert chain.links[0].id == "PRE"
    assert chain.links[0].weak
    assert chain.first_weak is None


def test_a_set_breaks_nowhere_first(plain: Pack, answers_at: Make, judged: Assess) -> None:
    threats = judged(answers_at(plain, 0)).lenses[1]
    assert all(link.weak for link in threats.links)
    assert threats.first_weak is None


def test_what_does_not_apply_leaves_a_link_and_a_link_without_guards_is_not_weak(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    result = judged(answers_at(plain, 1, **dict.fromkeys(guards(plain, "F2"), "not applicable"), L03=4))
    f2 = link(result, "F2")
    assert (f2.shown, f2.band, f2.weak) == (None, None, False)
    assert link(result, "F0").shown == Fraction(4 + 4, 5 * 4)


GUIDELINE = """\
- id: guideline
  kind: set
  title: {en: "A national guideline", ko: "국가 지침"}
  intro: {en: "Our ministry's guideline, read from the same answers.", ko: "같은 답을 부처 지침에 비추어 읽습니다."}
  sources: []
  links:
    - id: G1
      title: {en: "Somebody answers", ko: "누군가 답한다"}
      means: {en: "Every message finds a person.", ko: "모든 글에 담당자가 있습니다."}
      holds: {en: "Somebody answers.", ko: "답하는 사람이 있습니다."}
      breaks: {en: "Nobody answers.", ko: "답하는 사람이 없습니다."}
      cases: []
    - id: G2
      title: {en: "It is kept", ko: "기록이 남는다"}
      means: {en: "What was said is kept.", ko: "한 말이 남습니다."}
      holds: {en: "It is kept.", ko: "남습니다."}
      breaks: {en: "It is lost.", ko: "사라집니다."}
      cases: [C01]
"""


def test_a_pack_author_adds_a_lens_without_code_and_it_gets_its_page(
    pack_copy: Path, answers_at: Make, judged: Assess, rendered: Callable[..., dict[str, str]]
) -> None:
    lenses = pack_copy / "lenses.yml"
    lenses.write_text(lenses.read_text(encoding="utf-8") + GUIDELINE, encoding="utf-8")
    staffing = pack_copy / "staffing.yml"
    text = staffing.read_text(encoding="utf-8")
    place = text.index("- id: T01")
    guarded = text.index("guards: [", place)
    before = text[:guarded] + "guards: [G1, G2, "
    staffing.write_text(before + text[guarded + len("guards: [") :], encoding="utf-8")
    other = load_pack(pack_copy)
    result = judged(answers_at(other, 4, T01=1), pack=other)
    found = result.lenses[-1]
    assert (found.id, found.kind, found.first_weak) == ("guideline", "set", None)
    assert [(link.id, link.guards, link.shown, link.weak) for link in found.links] == [
        ("G1", ("T01",), Fraction(1, 4), True),
        ("G2", ("T01",), Fraction(1, 4), True),
    ]
    for language, title, broken in (
        ("en", "A national guideline", "Nobody answers."),
        ("ko", "국가 지침", "답하는 사람이 없습니다."),
    ):
        pages = rendered(result, language)
        page = pages["guideline.md"]
        assert f'<p class="lf-eye">{title}</p>' in page
        assert broken in page
        assert "staffing.html#T01" in page
        assert nav(result, Locale(language, translator(language)))["guideline.md"] == title
