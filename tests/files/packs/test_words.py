"""The texts of a pack speak of the body that is audited, in its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.errors import BadFiles
from audit.files.folder import open_folder
from audit.files.packs.reader import load_pack
from audit.files.packs.words import filled_in
from audit.files.shipped import pack_folder
from audit.model.body import KINDS, Body
from audit.model.pack import Pack

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def company() -> Pack:
    return load_pack(pack_folder("listen-first"), Body("company", "customers"))


def test_a_company_has_a_head_of_its_own_and_no_agency(company: Pack, pack: Pack) -> None:
    assert company.by_id["T16"].title["ko"] == "대표와 직원의 개인 계정"
    assert pack.by_id["T16"].title["ko"] == "기관장과 직원의 개인 계정"
    assert (company.anybody["en"], pack.anybody["en"]) == ("A company", "An agency")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_braces_is_left_but_what_a_report_fills_in(kind: str) -> None:
    told = load_pack(pack_folder("listen-first"), Body(kind, "members"))  # type: ignore[arg-type] # one of the kinds
    texts = [text for item in told.by_id.values() for text in (*item.title.values(), *item.ask.values())]
    assert not [text for text in texts if "{" in text]
    assert [text for text in _texts(told) if "{head" in text or "{body" in text or "{audience" in text] == []


def _texts(pack: Pack) -> Iterator[str]:
    for rung in pack.verdict.rungs:
        for words in (rung.plan, rung.run):
            if words is not None:
                yield from (*words.headline.values(), *(words.public or {}).values(), *words.means.values())
    for question in pack.questions:
        for action in question.actions:
            yield from (*action.title.values(), *action.why.values(), *action.done_when.values())


@pytest.mark.parametrize(("key", "value"), [("kind", "firm"), ("audience", "voters")])
def test_what_is_no_kind_and_no_audience_is_refused_with_its_line(key: str, value: str, tmp_path: Path) -> None:
    written = (ROOT / "tests/fixtures/bodies/larch-bakeries/audit.yml").read_text(encoding="utf-8")
    lines = [f'{key}: "{value}"' if line.startswith(f"{key}:") else line for line in written.splitlines()]
    (tmp_path / "audit.yml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(BadFiles) as bad:
        open_folder(tmp_path)
    assert [(problem.where, problem.line) for problem in bad.value.problems] == [
        (key, lines.index(f'{key}: "{value}"') + 1)
    ]


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("{head:이} 결재했습니다", "기관장", "기관장이 결재했습니다"),
        ("{head:이} 결재했습니다", "대표", "대표가 결재했습니다"),
        ("{head:은} {head:과}", "회장", "회장은 회장과"),
        ("{head:은} {head:과}", "대표", "대표는 대표와"),
        ("{head:으로} {head:을}", "대표", "대표로 대표를"),
        ("{head:으로}", "기관장", "기관장으로"),
        ("{head:으로}", "교육실", "교육실로"),
        ("{head}에게", "대표", "대표에게"),
    ],
)
def test_a_korean_particle_follows_the_word(text: str, word: str, said: str) -> None:
    assert filled_in(text, {"head": word}, "ko") == said


def test_a_capital_in_braces_is_a_capital_in_the_text_and_what_is_filled_later_stays() -> None:
    assert filled_in("{Body}: {agency}, {date}", {"body": "company"}, "en") == "Company: {agency}, {date}"
