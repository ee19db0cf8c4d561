"""What lies in an audit folder and does not count is named, and changes nothing."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from audit.errors import Problem
from audit.files.folder import open_folder
from audit.files.rounds.notices import notices
from audit.files.shipped import shipped

pytestmark = pytest.mark.sampled

ROUND = "2026-11"
HEAD = 'format: 1\npack: listen-first\nversion: "1.0.0"\n'


@pytest.fixture
def maple(tmp_path: Path) -> Path:
    """A copy of an example whose lead is the head of the agency."""
    return Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path / "maple"))


def put(audit: Path, name: str, respondent: str = "", answers: str = "{M01: {level: 0}}") -> Path:
    path = audit / "answers" / ROUND / name
    who = f"respondent: {respondent}\n" if respondent else ""
    path.write_text(f"{HEAD}{who}answers: {answers}\n", encoding="utf-8")
    return path


def said(audit: Path, round_name: str | None = None) -> list[str]:
    return [
        f"{_name(problem)}: {problem.what}, {problem.remedy}" for problem in notices(open_folder(audit), round_name)
    ]


def _name(problem: Problem) -> str:
    assert problem.line == 0
    return problem.path.name


COPIES = [
    "lead (Kim's conflicted copy 2026-11-20).yml",
    "lead (김하늘의 충돌된 복사본 2026-11-20).yml",
    "lead (conflicted copy 2026-11-20 101010).yml",
    "lead_conflict-20261120-101010.yml",
    "lead-DESKTOP-AB12CD.yml",
    "lead-desktop-ab12cd.yml",
    "lead (1).yml",
    "lead(1).yml",
    "lead 2.yml",
    "lead.sync-conflict-20261120-101010-ABCDEFG.yml",
    "lead - 복사본.yml",
    "lead - 복사본 (2).yml",
    "lead 복사본.yml",
    "lead의 사본.yml",
    "lead.yml의 사본",
    "사본 - lead.yml",
    "Copy of lead.yml",
    "lead - Copy.yml",
    "lead copy.yml",
    "lead (copy 1).yml",
    "lead.yml~",
    "lead~",
    "lead.yml.bak",
    "lead.yml.orig",
    "lead.yml.swp",
    "lead.yml.txt",
    "lead.yml (1)",
    "lead.yaml",
    "Lead.yml",
    "LEAD.YML",
    "#lead.yml#",
    ".lead.yml",
    "backup.yml",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_never_counts_and_is_named_with_the_file_that_it_looks_like(maple: Path, name: str) -> None:
    before = open_folder(maple).digest(ROUND)
    text = (maple / "answers" / ROUND / "lead.yml").read_text(encoding="utf-8")
    (maple / "answers" / ROUND / name).write_text(text.replace("level: 3", "level: 0"), encoding="utf-8")
    assert list(open_folder(maple).voices(ROUND)) == ["lead"]
    assert open_folder(maple).digest(ROUND) == before
    assert said(maple) == [
        f"{name}: it does not count: it looks like a copy of lead.yml, keep one of the two, under the name lead.yml"
    ]


def test_a_copy_of_another_respondent_is_told_from_one_of_the_lead(maple: Path) -> None:
    put(maple, "it-kim.yml", '{role: it, name: "Kim"}')
    put(maple, "it-kim (1).yml", '{role: it, name: "Kim"}')
    put(maple, "old.yml", '{role: it, name: "Kim"}')
    assert [line.split(", keep")[0] for line in said(maple)] == [
        "it-kim (1).yml: it does not count: it looks like a copy of it-kim.yml",
        "old.yml: it does not count: it looks like a copy of it-kim.yml",
    ]


@pytest.mark.parametrize(
    ("name", "respondent", "right"),
    [
        ("it-kim.yml", '{role: it, name: "Lee"}', "it-lee.yml"),
        ("it-▒Φ╟╧┤├.yml", '{role: it, name: "김하늘"}', "it-김하늘.yml"),
        ("IT.yml", "{role: it}", "it.yml"),
        ("it.yaml", "{role: it}", "it.yml"),
        ("it.yml.txt", "{role: it}", "it.yml"),
        ("it_kim.yml", '{role: it, name: "Kim"}', "it-kim.yml"),
        ("duty-officer.yaml", "", "duty-officer.yml"),
    ],
)
def test_a_file_that_is_not_called_after_its_respondent_is_told_its_right_name(
    maple: Path, name: str, respondent: str, right: str
) -> None:
    put(maple, name, respondent)
    assert list(open_folder(maple).voices(ROUND)) == ["lead"]
    (line,) = said(maple)
    assert line.startswith(f"{name}: it does not count")
    assert line.endswith(f"rename it to {right}")


@pytest.mark.parametrize(
    ("name", "respondent"),
    [
        ("it.yml", "{role: it, name: ''}"),
        ("it.yml", ""),
        ("it.yml", '{role: it, name: "Kim"}'),
        ("it-kim.yml", '{role: it, name: "Kim"}'),
        ("it-김하늘.yml", '{role: it, name: "김하늘"}'),
        ("duty-officer.yml", "{role: duty-officer}"),
        ("duty-officer-o-neill.yml", '{role: duty-officer, name: "O\'Neill"}'),
    ],
)
def test_a_file_that_is_called_after_its_respondent_counts(maple: Path, name: str, respondent: str) -> None:
    put(maple, name, respondent)
    assert set(open_folder(maple).voices(ROUND)) == {"lead", name.removesuffix(".yml")}
    assert said(maple) == []


def test_one_person_is_one_voice_under_her_role_or_her_name(maple: Path) -> None:
    short = put(maple, "it.yml", '{role: it, name: "Kim"}', "{M01: {level: 1}}")
    assert open_folder(maple).answers_path(ROUND, "it-kim") == short, "her answers go on there"
    put(maple, "it-kim.yml", '{role: it, name: "Kim"}', "{M01: {level: 2}}")
    assert set(open_folder(maple).voices(ROUND)) == {"lead", "it-kim"}
    assert said(maple) == [
        "it.yml: it does not count: it looks like a copy of it-kim.yml, keep one of the two, under the name it-kim.yml"
    ]


def test_two_files_of_one_name_in_two_spellings_are_one_voice(maple: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "it-김하늘.yml")
    put(maple, decomposed, '{role: it, name: "김하늘"}', "{M01: {level: 1}}")
    assert open_folder(maple).voices(ROUND)["it-김하늘"].answers["M01"].level == 1
    assert said(maple) == []
    put(maple, "it-김하늘.yml", '{role: it, name: "김하늘"}', "{M01: {level: 2}}")
    voices = open_folder(maple).voices(ROUND)
    assert set(voices) == {"lead", "it-김하늘"}
    assert voices["it-김하늘"].answers["M01"].level == 2, "the spelling in which we write counts"
    (line,) = said(maple)
    assert line.startswith(f"{decomposed}: it does not count: beside it lies a file whose name looks the same")


def test_answers_go_into_the_file_that_is_there_however_its_name_is_spelled(maple: Path) -> None:
    path = put(maple, unicodedata.normalize("NFD", "it-김하늘.yml"), '{role: it, name: "김하늘"}')
    assert open_folder(maple).answers_path(ROUND, "it-김하늘") == path


@pytest.mark.parametrize("name", ["archive", "old", "2026-11-copy", "2026-11.bak", "2026-9", "2026-13", "2027-11-31"])
@pytest.mark.parametrize("full", [False, True])
def test_a_folder_that_is_no_round_never_counts_and_is_named(maple: Path, name: str, full: bool) -> None:
    answers = maple / "answers"
    if full:
        shutil.copytree(answers / ROUND, answers / name)
    else:
        (answers / name).mkdir()
    assert open_folder(maple).rounds() == [ROUND]
    (line,) = said(maple)
    assert line.startswith(f"{name}: it is not read")


def test_what_to_do_with_a_folder_depends_on_what_it_looks_like(maple: Path) -> None:
    for name in ("2026-11.bak", "2026-9", "2026-13", "autumn"):
        (maple / "answers" / name).mkdir()
    assert [line.partition(", ")[2] for line in said(maple)] == [
        "move it out of the folder answers, or remove it",
        "rename it to the month or the day of the round, such as 2026-11",
        "rename it to 2026-09",
        "if it is a round, rename it to its month, such as 2026-11; else move it out of the folder answers",
    ]


def test_a_round_in_which_nobody_has_a_file_does_not_become_the_newest(maple: Path) -> None:
    (maple / "answers" / "2026-12").mkdir()
    assert open_folder(maple).latest_round() == ROUND
    assert said(maple)[0].startswith("2026-12: nobody has an answers file in it, so it does not count as a round")
    put(maple, "x.yml").rename(maple / "answers" / "2026-12" / "lead (1).yml")
    assert open_folder(maple).latest_round() == ROUND
    assert said(maple)[1].endswith("rename it to lead.yml")


def test_an_interview_that_was_left_at_once_leaves_nothing_to_wonder_about(maple: Path) -> None:
    (maple / "answers" / "2026-12").mkdir()
    (maple / "answers" / "2026-12" / ".lead.yml.lock").touch()
    assert (open_folder(maple).latest_round(), said(maple)) == (ROUND, [])


def test_files_outside_of_any_round_and_folders_inside_of_one_are_named(maple: Path) -> None:
    shutil.copy(maple / "answers" / ROUND / "lead.yml", maple / "answers" / "lead.yml")
    shutil.copytree(maple / "answers" / ROUND, maple / "answers" / ROUND / "old")
    assert list(open_folder(maple).voices(ROUND)) == ["lead"]
    assert said(maple) == [
        (
            "lead.yml: it is not read: answers lie in the folder of their round, "
            "move it into the folder of its round, such as answers/2026-11"
        ),
        (
            "old: it is not read: answers lie in the folder of their round and in no folder inside it, "
            "move its files into the round, or move it out of the round"
        ),
    ]


@pytest.mark.parametrize("name", ["audit (1).yml", "audit.yml.bak", "audit - 복사본.yml", "audit.yaml"])
def test_a_copy_of_the_settings_is_named(maple: Path, name: str) -> None:
    shutil.copy(maple / "audit.yml", maple / name)
    assert said(maple)[0].startswith(f"{name}: it does not count: it looks like a copy of audit.yml")


def test_a_copy_of_the_plan_is_named(maple: Path) -> None:
    (maple / "answers" / ROUND / "plan (1).yml").write_text("M02-0: done\n", encoding="utf-8")
    assert said(maple)[0].startswith("plan (1).yml: it does not count: it looks like a copy of plan.yml")


def test_a_file_that_icloud_took_off_the_machine_is_named(maple: Path) -> None:
    (maple / "answers" / ROUND / ".it.yml.icloud").write_bytes(b"bplist00")
    assert said(maple) == [
        ".it.yml.icloud: it.yml is not on this machine: iCloud keeps it elsewhere, open its folder and download it"
    ]


def test_what_systems_and_editors_leave_behind_is_not_worth_a_word_and_changes_nothing(maple: Path) -> None:
    before = open_folder(maple).digest(ROUND)
    for folder in (maple, maple / "answers", maple / "answers" / ROUND):
        for name in (".DS_Store", "._lead.yml", "Thumbs.db", "desktop.ini", ".lead.yml.lock", ".lead.yml.x1.tmp"):
            (folder / name).write_bytes(b"\x00\x05\x16\x07")
        for name in (".lead.yml.swp", ".~lock.lead.yml#", ".syncthing.lead.yml.tmp", ".nfs0001"):
            (folder / name).write_bytes(b"\x00")
        (folder / ".#lead.yml").symlink_to("kim@desk.4711:1795000000")
    (maple / "answers" / ROUND / "lead.yml.format-0").touch()
    assert said(maple) == []
    assert open_folder(maple).digest(ROUND) == before


def test_only_the_round_that_is_asked_for_is_looked_into(maple: Path) -> None:
    shutil.copytree(maple / "answers" / ROUND, maple / "answers" / "2026-05")
    put(maple, "lead (1).yml").rename(maple / "answers" / "2026-05" / "lead (1).yml")
    assert said(maple, ROUND) == []
    assert len(said(maple, "2026-05")) == len(said(maple)) == 1


def test_the_digest_is_over_the_answers_and_not_over_how_they_are_written(maple: Path) -> None:
    before = open_folder(maple).digest(ROUND)
    settings, lead = maple / "audit.yml", maple / "answers" / ROUND / "lead.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'brand: {primary: "#123456"}\n', encoding="utf-8")
    lead.write_text("# a remark\n" + lead.read_text(encoding="utf-8"), encoding="utf-8")
    (maple / "answers" / ROUND / "plan.yml").write_text("M02-0: done\n", encoding="utf-8")
    (maple / "answers" / ROUND / "round.yml").write_text('date: "2026-11-20"\n', encoding="utf-8")
    assert open_folder(maple).digest(ROUND) == before
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("X2: 2\n", "X2: 3\n"), encoding="utf-8")
    with_profile = open_folder(maple).digest(ROUND)
    lead.write_text(lead.read_text(encoding="utf-8").replace("level: 3", "level: 2", 1), encoding="utf-8")
    assert len({before, with_profile, open_folder(maple).digest(ROUND)}) == 3
