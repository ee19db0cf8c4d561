"""A pack laid over another one is read as one, and every problem names the file and line where it stands."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.assess.rounds.versions import asked_anew, changes_since, pack_at
from audit.errors import BadFiles, Refused
from audit.files.answers_file import answers_in, changed_content
from audit.files.packs.new import create_overlay
from audit.files.packs.places import pack_place
from audit.files.packs.reader import load_pack
from audit.files.packs.shipped import kept_pack
from audit.files.shipped import pack_folder
from audit.files.yaml.reader import parse_yaml
from audit.model.answers import Answer
from audit.model.body import Body
from audit.model.pack import Pack, Question

DAY = datetime.date(2026, 11, 28)
Check = Callable[[Path], list[str]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A new pack of one's own."""
    create_overlay(tmp_path / "house", "listen-first", DAY)
    return tmp_path / "house"


def put(folder: Path, **keys: str) -> None:
    """Set keys of `pack.yml`, each with its line."""
    path = folder / "pack.yml"
    text = path.read_text(encoding="utf-8")
    for key, value in keys.items():
        text, count = re.subn(rf"(?m)^{key}:.*$", f"{key}: {value}", text)
        text = text if count else f"{text}{key}: {value}\n"
    path.write_text(text, encoding="utf-8")


def entry(name: str, identity: str) -> str:
    """One entry of a file of the pack that ships, as it is written."""
    text = (pack_folder("listen-first") / f"{name}.yml").read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^- id: {identity}\n.*?(?=^- id: |\Z)", text)
    assert found
    return found[0]


def line_of(path: Path, words: str) -> int:
    text = path.read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def question(pack: Pack, identity: str) -> Question:
    found = pack.by_id[identity]
    assert isinstance(found, Question)
    return found


def test_a_new_overlay_is_the_pack_below_with_one_question_more(house: Path, pack: Pack) -> None:
    own = load_pack(house)
    assert {item.id for item in own.questions} == {item.id for item in pack.questions} | {"L51"}
    assert [item.id for item in own.in_pillar("listening")][-1] == "L51"
    assert (own.head.id, own.head.version) == ("house", "1.0.0+2.0.0")
    assert own.verdict == pack.verdict
    assert own.head.roles == pack.head.roles


def test_an_overlay_adds_replaces_drops_and_weighs(house: Path, pack: Pack) -> None:
    put(house, replace="[M05]", drop="[M06]", weights="{M02: 3}")
    anew = entry("monitoring", "M05").replace('ask: {en: "', 'ask: {en: "Truly? ')
    (house / "monitoring.yml").write_text(anew, encoding="utf-8")
    (house / "sources.yml").write_text(entry("sources", "G12").replace("G12", "X51"), encoding="utf-8")
    own = load_pack(house)
    assert question(own, "M05").ask["en"] == f"Truly? {question(pack, 'M05').ask['en']}"
    assert "M06" not in own.by_id
    assert all("M06" not in paper.starts for paper in own.papers)
    assert question(own, "M02").weight == 3
    assert [item.id for item in own.in_pillar("monitoring")] == [
        item.id for item in pack.in_pillar("monitoring") if item.id != "M06"
    ]
    assert own.sources[-1].id == "X51"


def test_an_overlay_adds_a_lens_a_gate_a_paper_and_says_other_words(house: Path, pack: Pack) -> None:
    lens = """- id: ours
  kind: set
  title: {en: "Ours", ko: "우리 것"}
  intro: {en: "Read otherwise.", ko: "다르게 읽습니다."}
  links:
    - {id: O51, title: {en: "a", ko: "가"}, means: {en: "b", ko: "나"}, holds: {en: "c", ko: "다"}, breaks: {en: "d", ko: "라"}}
"""
    (house / "lenses.yml").write_text(lens, encoding="utf-8")
    path = house / "listening.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("  actions:", "  guards: [O51]\n  actions:"), encoding="utf-8"
    )
    gate = """gates:
  - id: GX
    title: {en: "Ours", ko: "우리 것"}
    why: {en: "Because.", ko: "그렇기 때문입니다."}
    steps: [{when: {L51: {below: 1}}, cap: {plan: 1, run: 1}, text: {plan: {en: "a", ko: "가"}, run: {en: "b", ko: "나"}}}]
floors: {total: [{below: 70, cap: 2}]}
"""
    (house / "verdict.yml").write_text(gate, encoding="utf-8")
    paper = '- {id: our-paper, title: {en: "a", ko: "가"}, purpose: {en: "b", ko: "나"}, starts: [L51], blocks: [{lines: 2}]}\n'
    (house / "papers.yml").write_text(paper, encoding="utf-8")
    put(house, words='{kinds: {public: {body: {en: "bureau", ko: "우리청"}}}}', rule='{en: "Hear.", ko: "들으십시오."}')
    own = load_pack(house)
    assert [lens.id for lens in own.lenses] == [*(lens.id for lens in pack.lenses), "ours"]
    assert [gate.id for gate in own.verdict.gates] == [*(gate.id for gate in pack.verdict.gates), "GX"]
    assert own.papers[-1].id == "our-paper"
    assert [floor.below for floor in own.verdict.floors.total] == [70]
    assert own.verdict.floors.pillar == pack.verdict.floors.pillar
    assert own.head.rule == {"en": "Hear.", "ko": "들으십시오."}
    ours, theirs = ({gate.id: gate.why["ko"] for gate in one.verdict.gates} for one in (own, pack))
    assert [identity for identity in theirs if "우리청 이름으로" in ours[identity]]
    assert not [identity for identity in theirs if "우리청" in theirs[identity]]
    assert own.head.words is not None
    assert pack.head.words is not None
    assert own.head.words.kinds["company"] == pack.head.words.kinds["company"]


def test_every_problem_names_the_file_and_line_where_it_stands(house: Path, problems_of: Check) -> None:
    path = house / "listening.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("shelf_life", "shelf_lif"), encoding="utf-8")
    put(house, drop="[M01, Q9]", replace="[M02, Z3]", weights="{Q7: 2}")
    verdict = pack_folder("listen-first") / "verdict.yml"
    head = house / "pack.yml"
    found = problems_of(house)
    wanted = [
        f"listening.yml:{line_of(path, 'shelf_lif')} L51.shelf_lif this key is not known here",
        f"verdict.yml:{line_of(verdict, 'M01: {below')} gates.GC.steps[0].when no question, input or figure is called M01",
        f"pack.yml:{line_of(head, 'drop:')} drop[1] nothing in the pack below is called Q9",
        f"pack.yml:{line_of(head, 'replace:')} replace[1] nothing in the pack below is called Z3",
        f"pack.yml:{line_of(head, 'weights:')} weights.Q7 no question is called Q7",
    ]
    assert [text for text in wanted if text not in found] == []
    assert any(text.startswith("pack.yml") and "M02 is to be written anew, and no file" in text for text in found)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"extends": '"../house"'}, "extends the pack extends itself"),
        ({"extends": '"../nowhere"'}, "extends there is no pack in ../nowhere"),
        ({"extends": '"nothing"'}, "extends there is no pack called nothing"),
        ({"extends": '"/etc"'}, "extends /etc is no path as seen from this folder"),
        ({"extends": '"../../house"'}, "leads further out"),
        ({"id": '"listen-first"'}, "id this pack and the one that it extends are both called listen-first"),
        ({"base_version": '"2.1.0"'}, "base_version it was written for version 2.1.0 of listen-first; this is 2.0.0"),
        (
            {"base_version": '"1.0.1"'},
            "base_version it was written for version 1.0.1 of listen-first, and 2.0.0 changed",
        ),
        ({"languages": "[en, ko, ja]"}, "languages[2] the pack that it extends has no ja"),
        ({"weigths": "{M02: 1}"}, "weigths this key is not known here"),
    ],
)
def test_what_does_not_fit_is_one_sentence(house: Path, problems_of: Check, keys: dict[str, str], said: str) -> None:
    put(house, **keys)
    found = problems_of(house)
    assert len(found) == 1
    assert said in found[0]
    assert found[0].startswith("pack.yml:")


def test_packs_that_extend_each_other_in_a_circle_are_told(house: Path, problems_of: Check) -> None:
    other = house.parent / "other"
    create_overlay(other, "../house", DAY)
    assert problems_of(other) == []
    assert load_pack(other).head.version == "1.0.0+1.0.0+2.0.0"
    put(house, extends='"../other"')
    assert ["in a circle: other, house" in text for text in problems_of(other)] == [True]


def test_an_entry_that_is_there_below_must_be_named_as_replaced(house: Path, problems_of: Check) -> None:
    (house / "monitoring.yml").write_text(entry("monitoring", "M05"), encoding="utf-8")
    assert problems_of(house) == ["monitoring.yml:1 M05 M05 is in the pack below already"]


def test_a_newer_minor_version_below_keeps_working(tmp_path: Path, pack_copy: Path, problems_of: Check) -> None:
    below = pack_copy / "pack.yml"
    create_overlay(tmp_path / "ours", f"../{pack_copy.name}", DAY)
    text = below.read_text(encoding="utf-8").replace('version: "2.0.0"', 'version: "2.1.0"')
    below.write_text(text, encoding="utf-8")
    assert problems_of(tmp_path / "ours") == []
    assert load_pack(tmp_path / "ours").head.version == "1.0.0+2.1.0"
    below.write_text(text.replace('version: "2.1.0"', 'version: "3.0.0"'), encoding="utf-8")
    assert ["3.0.0 changed what is asked" in said for said in problems_of(tmp_path / "ours")] == [True]


def test_the_digest_covers_both_packs_and_what_is_kept_is_read_anew_when_either_changes(
    tmp_path: Path, pack_copy: Path
) -> None:
    create_overlay(tmp_path / "ours", f"../{pack_copy.name}", DAY)
    digests = [kept_pack(tmp_path / "ours").digest]
    for path in (pack_copy / "seeds.yml", tmp_path / "ours" / "pack.yml"):
        path.write_text(path.read_text(encoding="utf-8") + "\n# looked at\n", encoding="utf-8")
        digests.append(kept_pack(tmp_path / "ours").digest)
    assert len(set(digests)) == 3
    assert kept_pack(tmp_path / "ours") == load_pack(tmp_path / "ours")


def test_the_overlay_for_companies_that_ships_asks_three_questions_more(pack: Pack) -> None:
    company = load_pack(pack_folder("company"), Body("company", "customers"))
    assert {item.id for item in company.questions} - {item.id for item in pack.questions} == {"L51", "M51", "E51"}
    # What rests on no source is said to be ours.
    unsourced = [item.id for item in company.questions if item.id.endswith("51") and not item.sources]
    assert unsourced == ["E51"]
    assert "(E51)" in company.head.assumptions[-1].text["en"]


def test_the_pack_that_ships_is_what_it_was(pack: Pack) -> None:
    assert (pack.head.version, pack.bases, pack.differs) == ("2.0.0", (), ())


@pytest.mark.parametrize(
    "named", ["..", "../..", "packs/../..", "~/x", "C:\\x", "../a\\b", "a/.", "/", "x/" + 300 * "y"]
)
def test_a_pack_is_looked_for_inside_or_beside_and_nowhere_else(tmp_path: Path, named: str) -> None:
    with pytest.raises(Refused):
        pack_place(named, tmp_path)


def test_a_link_that_leads_out_is_refused(house: Path, problems_of: Check, tmp_path: Path) -> None:
    audit = tmp_path / "inner" / "audit"
    audit.mkdir(parents=True)
    (audit / "mine").symlink_to(house)
    with pytest.raises(Refused, match="link that leads elsewhere"):
        pack_place("mine", audit)
    secret = tmp_path / "secret.yml"
    secret.write_text("- secret", encoding="utf-8")
    (house / "cases.yml").symlink_to(secret)
    assert problems_of(house) == ["cases.yml:0  this is a link that leads out of the pack"]
    with pytest.raises(BadFiles):
        kept_pack(house)


GIVEN = """format: 1
pack: "listen-first"
version: "2.0.0"
respondent: {role: "it", name: ""}
answers:
  M02: {level: 3}
  M05: {level: 2}
  M06: {level: 1}
"""


def test_answers_given_under_the_pack_below_are_taken_over(house: Path) -> None:
    put(house, replace="[M05]", drop="[M06]", weights="{M02: 3}")
    anew = entry("monitoring", "M05").replace('ask: {en: "', 'ask: {en: "Truly? ')
    (house / "monitoring.yml").write_text(anew, encoding="utf-8")
    own = load_pack(house)
    path = house.parent / "it.yml"
    answers = answers_in(parse_yaml(path, GIVEN.encode()), own)
    assert (answers.pack, answers.version) == ("house", "0.0.0+2.0.0")
    assert {identity: (a.level, a.confirm) for identity, a in answers.answers.items()} == {
        "M02": (3, False),
        "M05": (2, True),  # it is asked otherwise here
    }
    assert asked_anew(own, answers.version) == {"L51", "M05"}
    # An earlier round is assessed without what was not asked then, and with the weights of its time.
    then = pack_at(own, answers.version)
    assert {"L51", "M05", "M06"}.isdisjoint(then.by_id)
    assert question(then, "M02").weight == 1
    assert list(changes_since(own, own.head.version)) == []
    # The next answer makes the file one of this pack; what is to be confirmed stays so.
    after = changed_content(path, GIVEN.encode(), own, {"M02": Answer(level=1)})
    again = answers_in(parse_yaml(path, after), own)
    assert b'pack: "house"' in after
    assert again.answers["M05"].confirm
    assert again.answers["M02"].level == 1


def test_words_around_a_question_may_change_and_its_answers_count(house: Path) -> None:
    put(house, replace="[M05]")
    anew = entry("monitoring", "M05").replace('title: {en: "', 'title: {en: "Ours: ')
    (house / "monitoring.yml").write_text(anew, encoding="utf-8")
    answers = answers_in(parse_yaml(house.parent / "it.yml", GIVEN.encode()), load_pack(house))
    assert not answers.answers["M05"].confirm


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"listen-first"', '"another"', "belongs to the pack another"),
        ('"2.0.0"', '"2.1.0"', "was written for version 2.1.0"),
        (
            '"listen-first"\nversion: "2.0.0"',
            '"house"\nversion: "1.0.0+2.1.0"',
            "was written for version 1.0.0[+]2.1.0",
        ),
        (
            '"listen-first"\nversion: "2.0.0"',
            '"house"\nversion: "1.1.0+2.0.0"',
            "was written for version 1.1.0[+]2.0.0",
        ),
    ],
)
def test_answers_to_another_pack_or_a_newer_one_are_not(house: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        answers_in(parse_yaml(house.parent / "it.yml", GIVEN.replace(old, new).encode()), load_pack(house))
