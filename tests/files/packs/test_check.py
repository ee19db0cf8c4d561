"""A pack is checked as a whole: every problem of every file at once, as `path:line place what is wrong`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import BadFiles, Refused
from audit.files.packs.reader import load_pack, read_pack
from audit.files.shipped import pack_folder

pytestmark = pytest.mark.sampled

Spoil = Callable[..., int]
Check = Callable[[Path], list[str]]

NOBODY = '{en: "Nobody checks.", ko: "아무도 살펴보지 않습니다."}'
M01_ACTION_0 = '    - from: 0\n      to: 2\n      title: {en: "Name one person'

FAULTS = [
    # what is wrong, file, the text that is replaced, by what, how far below it the problem is, place and words
    ("an unknown key", "monitoring.yml", "  shelf_life: 3 months", "  shelf_live: 3 months", 0, "M01.shelf_live this key is not known here"),
    ("a label that is no string", "monitoring.yml", 'ko: "아무도 살펴보지 않습니다."}', "ko: No}", 0, "M01.levels[0].ko No without quotes is not a text for every reader of YAML"),
    ("a label that is a number", "monitoring.yml", 'ko: "아무도 살펴보지 않습니다."}', "ko: 1.10}", 0, "M01.levels[0].ko 1.10 without quotes is not a text for every reader of YAML"),
    ("a label that is a comment", "monitoring.yml", 'ko: "아무도 살펴보지 않습니다."}', "ko: #\n      }", 0, "M01.levels[0].ko the text is empty in this language"),
    ("a label that is a list", "monitoring.yml", 'ko: "아무도 살펴보지 않습니다."}', "ko: [a]}", 0, "M01.levels[0].ko [...] is not a text"),
    ("a missing language", "monitoring.yml", NOBODY, '{en: "Nobody checks."}', 0, "M01.levels[0].ko the text is missing in this language"),
    ("an empty translation", "monitoring.yml", NOBODY, '{en: "Nobody checks.", ko: " "}', 0, "M01.levels[0].ko the text is empty in this language"),
    ("a language too many", "monitoring.yml", NOBODY, '{en: "a", ko: "b", fr: "c"}', 0, "M01.levels[0].fr fr is not a language of this pack"),
    ("a word that nobody fills in", "monitoring.yml", NOBODY, '{en: "Nobody in the {office} checks.", ko: "{office}에서 아무도 살펴보지 않습니다."}', 0, "M01.levels[0].en nothing fills {office}"),
    ("a level too few", "monitoring.yml", f"    - {NOBODY}\n", "", -1, "M01.levels there are 4 entries here; 5 are expected"),
    ("a duplicate id", "monitoring.yml", "- id: M02", "- id: M01", 0, "M01.id the id M01 is used twice; first in monitoring.yml"),
    ("an id of another file", "monitoring.yml", "- id: M02", "- id: L02", 0, "L02.id the id L02 is used twice; first in listening.yml"),
    ("an id that is none", "monitoring.yml", "- id: M02", "- id: 2M", 0, "2M.id 2M is not written in the expected form"),
    ("an unknown role", "monitoring.yml", "  roles: [communications, it]", "  roles: [communications, press]", 0, "M01.roles[1] no role is called press"),
    ("an unknown owner", "monitoring.yml", "      owner: communications", "      owner: press", 0, "M01.actions[0].owner no role is called press"),
    ("an unknown source", "monitoring.yml", "  sources: [K02, G20, C01]", "  sources: [K02, G999, C01]", 0, "M01.sources[1] no source or case is called G999"),
    ("an unknown seed", "monitoring.yml", "  seeds: [S53, S55]", "  seeds: [S53, S55, S999]", 0, "M01.seeds[2] no seed is called S999"),
    ("an unknown link", "monitoring.yml", "  guards: [F0, F1, P1, P4]", "  guards: [F0, F99, P1, P4]", 0, "M01.guards[1] no link of a lens is called F99"),
    ("an unknown input", "escalation.yml", "  computed: [N09]", "  computed: [N99]", 0, "E03.computed[0] no input is called N99"),
    ("a question whose levels lack an action", "monitoring.yml", M01_ACTION_0, M01_ACTION_0.replace("from: 0", "from: 1"), -1, "M01.actions no action leads up from level 0"),
    ("an action that no level reaches", "monitoring.yml", M01_ACTION_0, M01_ACTION_0.replace("from: 0", "from: 4"), 0, "M01.actions[0].from nobody at the top level needs an action"),
    ("an action that leads nowhere", "monitoring.yml", M01_ACTION_0, M01_ACTION_0.replace("to: 2", "to: 0"), 1, "M01.actions[0].to the action leads from 0 to 0, which is no higher"),
    ("an action beyond the top", "monitoring.yml", M01_ACTION_0, M01_ACTION_0.replace("to: 2", "to: 5"), 1, "M01.actions[0].to 5 is not a level (0 to 4)"),
    ("an action without days", "monitoring.yml", "      days: 1\n", "", -9, "M01.actions[0].days this is missing"),
    ("an action that sets what decides nothing", "monitoring.yml", "      sets: {N04: others-ring}", "      sets: {N12: 50}", 0, "M11.actions[0].sets.N12 N12 does not decide the level of M11"),
    ("an action that sets what is no value", "monitoring.yml", "      sets: {N04: others-ring}", "      sets: {N04: nurse}", 0, "M11.actions[0].sets.N04 nurse is not one of nobody, others-ring, alerts"),
    ("a weight of nothing", "monitoring.yml", "  weight: 2", "  weight: 0", 0, "M01.weight 0 is out of range; the limit is 1"),
    ("a shelf life without a unit", "monitoring.yml", "  shelf_life: 3 months", "  shelf_life: 3", 0, "M01.shelf_life this is wrong: a length of time is written as: 30 days, or 12 months"),
    ("a gate on a missing question", "verdict.yml", "when: {M01: {below: 1}}", "when: {M77: {below: 1}}", 0, "gates.GC.steps[0].when no question, input or figure is called M77"),
    ("a gate that can never hold", "verdict.yml", "when: {M01: {below: 1}}", "when: {M01: {below: 0}}", 0, "gates.GC.steps[0].when this condition can never hold"),
    ("a gate on a choice nobody can make", "verdict.yml", "{X1: {is: safety-critical}}", "{X1: {is: safety}}", 0, "gates.GF.steps[0].when this condition can never hold"),
    ("a gate that is no condition", "verdict.yml", "when: {M01: {below: 1}}", "when: {M01: {under: 1}}", 0, "gates.GC.steps[0].when this is wrong: under is not a comparison: write is, at_least, below or above"),
    ("a gate on an endless number", "verdict.yml", "when: {M01: {below: 1}}", "when: {M01: {below: 1e999999999}}", 0, "gates.GC.steps[0].when this is wrong: below takes a number"),
    ("an unknown source of a gate", "verdict.yml", "sources: [K02, C01]", "sources: [K02, C99]", 0, "gates.GC.sources[1] no source or case is called C99"),
    ("a second gate of one id", "verdict.yml", "  - id: GB", "  - id: GA", 0, "gates.GA.id the id GA is used twice; first in verdict.yml"),
    ("a rank beyond the ladder", "verdict.yml", "cap: {plan: 0, run: 1}", "cap: {plan: 0, run: 5}", 0, "gates.GC.steps[0].cap.run 5 is out of range; the limit is 4"),
    ("a letter for no gate", "verdict.yml", "    when: [GA]", "    when: [GZ]", 0, "letters.intent.when[0] no gate is called GZ"),
    ("a letter to nobody", "verdict.yml", "    to: head", "    to: minister", 0, "letters.intent.to no role is called minister"),
    ("a missing rung", "verdict.yml", "  - rank: 4\n", "  - rank: 3\n", None, "rungs mode run needs every rung once"),
    ("a term of sustain that is no question", "verdict.yml", "questions: {E08: 3, E11: 3}", "questions: {E08: 3, E77: 3}", 0, "floors.sustain.questions[1] no question is called E77"),
    ("an unreadable date to ask again", "verdict.yml", "hold: 14 days", "hold: 2 weeks", 0, "ask_again.hold this is wrong: a length of time is written as: 30 days, or 12 months"),
    ("a condition on what does not exist", "profile.yml", "  when: {X4: {is: run}}", "  when: {X44: {is: run}}", 0, "X3.when no question, input or figure is called X44"),
    ("a condition that can never hold", "profile.yml", "  when: {X4: {is: run}}", "  when: {X4: {is: walk}}", 0, "X3.when this condition can never hold"),
    ("a worst case that is no choice", "profile.yml", '  strict: "safety-critical"', '  strict: "safety"', 0, "X1.strict safety is not one of safety-critical, citizen-service, information"),
    ("a default that is no value", "numbers.yml", "  default: nobody", "  default: nurse", 0, "N04.default nurse is not one of nobody, others-ring, alerts"),
    ("an unknown pillar", "numbers.yml", "  pillar: monitoring", "  pillar: watching", 0, "N01.pillar no pillar is called watching"),
    ("an unknown kind", "numbers.yml", "  kind: week", "  kind: year", 0, "N01.kind year is not one of"),
    ("an endless range", "numbers.yml", "  range: [1, 1440]", "  range: [1, 1e999999999]", 0, "N03.range[1] this is wrong: this is not a number"),
    ("an unknown case of a link", "lenses.yml", "      cases: [C15]", "      cases: [C99]", 0, "chain.links.PRE.cases[0] no case is called C99"),
    ("a link that nothing guards", "lenses.yml", "    - id: F2\n", "    - id: F22\n", 0, "chain.links.F22 no question guards the link F22"),
    ("a contradiction that lowers nothing known", "contradictions.yml", "  lowers: T02", "  lowers: T77", 0, "7a.lowers no question is called T77"),
    ("a contradiction that can never hold", "contradictions.yml", "  claim: {M01: {at_least: 3}}", "  claim: {M01: {at_least: 5}}", 0, "1.claim this condition can never hold"),
    ("an unknown tag", "sources.yml", "  tag: FULL", "  tag: HALF", 0, "G01.tag HALF is not one of"),
    ("a seed of one id twice", "seeds.yml", "  - {id: S02,", "  - {id: S01,", 0, "seeds.S01.id the id S01 is used twice; first in seeds.yml"),
    ("a context without a seed", "seeds.yml", "context: [S02,", "context: [S02, S999,", 0, "context no seed is called S999"),
    ("a version without a change", "pack.yml", 'version: "2.0.0"\nlanguages', 'version: "2.0.1"\nlanguages', 0, "version version 2.0.1 is not in the change list"),
    ("a newer format", "pack.yml", "format: 1\n", "format: 2\n", 0, "format the pack has format 2; this version reads formats up to 1"),
    ("a role twice", "pack.yml", "  - {id: communications,", "  - {id: head,", 0, "roles.head.id the id head is used twice; first in pack.yml"),
]  # fmt: skip


def test_the_shipped_pack_has_no_problem(problems_of: Check) -> None:
    assert problems_of(pack_folder("listen-first")) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "below", "problem"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_each_kind_of_fault_is_named_with_its_file_line_and_place(
    pack_copy: Path, spoil: Spoil, problems_of: Check, name: str, old: str, new: str, below: int | None, problem: str
) -> None:
    line = spoil(name, old, new)
    if below is None:
        assert any(found.startswith(f"{name}:") and problem in found for found in problems_of(pack_copy))
        return
    found = problems_of(pack_copy)
    assert [entry for entry in found if entry.startswith(f"{name}:{line + below} {problem}")], found


SEVERAL = [
    ("listening.yml", "  weight: 2", "  weight: none", "listening.yml", "L01.weight none is not a whole number"),
    ("monitoring.yml", NOBODY, '{en: "Nobody checks."}', "monitoring.yml", "M01.levels[0].ko the text is missing"),
    ("staffing.yml", "- id: T02", "- id: T02\n  colour: red", "staffing.yml", "T02.colour this key is not known"),
    ("verdict.yml", "{L04: {below: 1}}", "{L77: {below: 1}}", "verdict.yml", "gates.GB.steps[0].when no question"),
    ("profile.yml", "{X4: {is: run}}", "{X4: {is: walk}}", "profile.yml", "X3.when this condition can never hold"),
    ("numbers.yml", "  default: nobody", "  default: nurse", "numbers.yml", "N04.default nurse is not one of"),
    ("lenses.yml", "cases: [C15]", "cases: [C99]", "lenses.yml", "chain.links.PRE.cases[0] no case is called C99"),
    ("sources.yml", "  tag: FULL", "  tag: HALF", "sources.yml", "G01.tag HALF is not one of"),
    ("contradictions.yml", "lowers: T02", "lowers: T77", "contradictions.yml", "7a.lowers no question is called T77"),
    (
        "escalation.yml",
        "  guards: [",
        "  guards: [F99, ",
        "escalation.yml",
        "E01.guards[0] no link of a lens is called",
    ),
    ("seeds.yml", "  - {id: S02,", "  - {id: S01,", "seeds.yml", "seeds.S01.id the id S01 is used twice"),
]


def test_all_problems_of_all_files_are_named_in_one_run_and_nothing_else(
    pack_copy: Path, spoil: Spoil, problems_of: Check
) -> None:
    expected = [
        f"{name}:{spoil(file, old, new) + (1 if 'colour' in new else 0)} {place}"
        for file, old, new, name, place in SEVERAL
    ]
    found = problems_of(pack_copy)
    for begin in expected:
        assert [entry for entry in found if entry.startswith(begin)], f"{begin} is missing in {found}"
    # S02 is gone, so what names it dangles as well; a question that is wrong by itself is still known to all others.
    assert [entry for entry in found if not entry.startswith(tuple(expected)) and "S02" not in entry] == []


def test_one_bad_entry_moves_no_line_of_the_others(pack_copy: Path, spoil: Spoil, problems_of: Check) -> None:
    spoil("monitoring.yml", NOBODY, '{en: "Nobody checks."}')
    line = spoil("monitoring.yml", "seeds: [", "seeds: [S999, ")
    other = spoil("monitoring.yml", "- id: M12", "- id: M12")
    spoil("monitoring.yml", "  computed: [N01, N02", "  computed: [N99, N02")
    found = problems_of(pack_copy)
    assert f"monitoring.yml:{line} M01.seeds[0] no seed is called S999" not in found  # M01 itself could not be read
    (computed,) = [entry for entry in found if "N99" in entry and "computed" in entry]
    assert computed.split()[1] == "M03.computed[0]"
    assert 1 < int(computed.split()[0].split(":")[1]) < other


def test_a_broken_head_hides_no_problem_of_the_pillars(pack_copy: Path, spoil: Spoil, problems_of: Check) -> None:
    head = spoil("pack.yml", 'title: {en: "Listen First", ko: "먼저 듣기"}', 'title: {en: "Listen First"}')
    line = spoil("monitoring.yml", "  weight: 2", "  weight: two")
    assert problems_of(pack_copy) == [
        f"monitoring.yml:{line} M01.weight two is not a whole number",
        f"pack.yml:{head} title.ko the text is missing in this language",
    ]


def test_a_missing_file_is_named_once_and_nothing_is_said_to_dangle(pack_copy: Path, problems_of: Check) -> None:
    for name in ("sources.yml", "monitoring.yml", "lenses.yml", "verdict.yml"):
        (pack_copy / name).unlink()
    assert problems_of(pack_copy) == [
        f"{name}:0  this file does not exist" for name in ("lenses.yml", "monitoring.yml", "sources.yml", "verdict.yml")
    ]


def test_a_file_that_is_no_yaml_is_named_with_its_line(pack_copy: Path, problems_of: Check) -> None:
    (pack_copy / "cases.yml").write_text("- id: C01\n  title: {en: [\n", encoding="utf-8")
    (found,) = problems_of(pack_copy)
    assert found.startswith("cases.yml:")
    assert "this is not YAML" in found


@pytest.mark.parametrize("name", ["extra.yml", "monitoring.yaml", "Monitoring.yml"])
def test_a_file_that_is_no_part_of_the_pack_is_named(pack_copy: Path, problems_of: Check, name: str) -> None:
    (pack_copy / name).write_text("[]", encoding="utf-8")
    assert problems_of(pack_copy) == [f"{name}:0  no part of the pack is called this"]


def test_a_table_where_a_list_belongs_is_named(pack_copy: Path, problems_of: Check) -> None:
    (pack_copy / "cases.yml").write_text("C01: x\n", encoding="utf-8")
    assert "cases.yml:1  a list is expected here" in problems_of(pack_copy)


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path, problems_of: Check) -> None:
    assert problems_of(tmp_path) == ["pack.yml:0  this file does not exist"]


def test_loading_a_pack_with_problems_gives_them_all(pack_copy: Path, spoil: Spoil) -> None:
    spoil("monitoring.yml", "sources: [K02, G20, C01]", "sources: [K88, G88, C88]")
    with pytest.raises(BadFiles) as caught:
        load_pack(pack_copy)
    assert len(caught.value.problems) == 3
    assert all(problem.remedy for problem in caught.value.problems)


def test_the_digest_names_the_content_of_a_pack_and_nothing_else(pack_copy: Path, spoil: Spoil, tmp_path: Path) -> None:
    shipped = load_pack(pack_folder("listen-first"))
    assert load_pack(pack_copy).digest == shipped.digest
    moved = Path(shutil.move(pack_copy, tmp_path / "elsewhere"))
    assert load_pack(moved).digest == shipped.digest
    with (moved / "cases.yml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    changed, problems = read_pack(moved)
    assert problems == []
    assert changed is not None
    assert changed.digest != shipped.digest


def test_a_pack_that_is_not_shipped_is_refused_with_those_that_are() -> None:
    with pytest.raises(Refused, match=r"there is no pack called \.\./x") as caught:
        pack_folder("../x")
    assert "listen-first" in str(caught.value.remedy)
