"""Finishing a round: the day and the digest are kept, and a later answer makes it a draft again."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from audit.errors import BadFiles, Refused
from audit.files.folder import AuditFolder, SettingsFile, open_folder
from audit.files.rounds.finishing import Finish, finish_of, finish_round, reopen_round
from audit.files.rounds.rounds import day_of, read_round, start_round
from audit.files.shipped import shipped

ROUND = "2026-11"
DAY = datetime.date(2026, 11, 23)


@pytest.fixture
def maple(tmp_path: Path) -> AuditFolder:
    """A copy of an example whose round was never finished."""
    path = Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path / "maple"))
    (path / "answers" / ROUND / "round.yml").write_text('# ours\ndate: "2026-11-09"\n', encoding="utf-8")
    return open_folder(path)


def stands(folder: AuditFolder) -> Finish:
    again = open_folder(folder.path)
    return finish_of(again, ROUND)


def edit(folder: AuditFolder, old: str, new: str, name: str = f"answers/{ROUND}/lead.yml") -> None:
    path = folder.path / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["haneul-district", "maple-library", "narae-city"])
def test_the_rounds_of_the_examples_are_finished(name: str) -> None:
    folder = open_folder(Path(shipped("examples")) / name)
    for round_name in folder.rounds():
        assert not finish_of(folder, round_name).draft, (
            f"after a change of its answers: listenfirst finish examples/{name} --round {round_name} --date ..."
        )


def test_a_round_is_a_draft_until_it_is_finished_and_the_rest_of_its_file_stays(maple: AuditFolder) -> None:
    assert stands(maple) == Finish(draft=True, finished=None)
    finish_round(maple, ROUND, DAY)
    assert stands(maple) == Finish(draft=False, finished=DAY)
    text = (maple.path / "answers" / ROUND / "round.yml").read_text(encoding="utf-8")
    assert text.startswith('# ours\ndate: "2026-11-09"\nfinished: "2026-11-23"\ndigest: "')


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("purposes: ", "# a comment\n    purposes: ", f"answers/{ROUND}/lead.yml"),
        ('languages: ["en"]', 'languages: ["en", "ko"]', "audit.yml"),
        ('en: "Maple Library"', 'en: "The Maple Library"', "audit.yml"),
        ("holidays:", 'brand: {consultant: "Kim"}\nholidays:', "audit.yml"),
    ],
)
def test_what_is_no_answer_leaves_a_round_finished(maple: AuditFolder, old: str, new: str, name: str) -> None:
    finish_round(maple, ROUND, DAY)
    edit(maple, old, new, name)
    assert not stands(maple).draft


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("level: 2", "level: 3", f"answers/{ROUND}/lead.yml"),
        ('note: "', 'note: "changed ', f"answers/{ROUND}/lead.yml"),
        ('X1: "information"', 'X1: "citizen-service"', "audit.yml"),
        ('en: "$4,800 a year"', 'en: "$5,000 a year"', "audit.yml"),
        ('"2027-01-01"', '"2027-01-02"', "audit.yml"),
    ],
)
def test_a_later_change_of_an_answer_makes_it_a_draft_again(maple: AuditFolder, old: str, new: str, name: str) -> None:
    finish_round(maple, ROUND, DAY)
    before = (maple.path / name).read_bytes()
    edit(maple, old, new, name)
    assert stands(maple) == Finish(draft=True, finished=DAY), "it is still known when it was finished"
    (maple.path / name).write_bytes(before)
    assert not stands(maple).draft, "what was changed back is as it was"


def test_finishing_again_takes_the_new_day_and_reopening_takes_it_back(maple: AuditFolder) -> None:
    finish_round(maple, ROUND, DAY)
    finish_round(maple, ROUND, datetime.date(2026, 12, 1))
    assert stands(maple).finished == datetime.date(2026, 12, 1)
    reopen_round(maple, ROUND)
    assert stands(maple) == Finish(draft=True, finished=None)
    assert (maple.path / "answers" / ROUND / "round.yml").read_text(encoding="utf-8") == '# ours\ndate: "2026-11-09"\n'
    with pytest.raises(Refused, match="is not finished"):
        reopen_round(maple, ROUND)


def test_a_round_without_a_verdict_or_with_later_answers_cannot_be_finished(maple: AuditFolder) -> None:
    with pytest.raises(Refused, match="answers were given until 2026-11-20"):
        finish_round(maple, ROUND, datetime.date(2026, 11, 19))
    SettingsFile(maple).put("X4", None)
    with pytest.raises(Refused, match=r"has no verdict: .* \(X4\)"):
        finish_round(open_folder(maple.path), ROUND, DAY)
    assert stands(maple).finished is None


def test_a_finished_round_is_assessed_to_its_day_or_to_a_later_answer(maple: AuditFolder) -> None:
    finish_round(maple, ROUND, DAY)
    head = read_round(maple, ROUND)
    assert day_of(ROUND, head, maple.voices(ROUND)) == DAY
    edit(maple, 'answered: "2026-11-20"', 'answered: "2026-12-02"')
    assert day_of(ROUND, head, open_folder(maple.path).voices(ROUND)) == datetime.date(2026, 12, 2)


def test_a_new_round_says_whether_the_one_before_it_was_finished(maple: AuditFolder) -> None:
    assert start_round(maple, "2027-05", datetime.date(2027, 5, 20)).unfinished
    shutil.rmtree(maple.path / "answers" / "2027-05")
    finish_round(maple, ROUND, DAY)
    assert not start_round(maple, "2027-05", datetime.date(2027, 5, 20)).unfinished


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('finished: "2026-02-30"', "1 finished '2026-02-30' is not a date"),
        ('finished: "2026-11-23"\ndigest: [a]', "2 digest a digest is a line of digits and letters"),
        ("done: yes", "1 done this key is not known here"),
    ],
)
def test_a_wrong_round_file_is_named_with_its_line(maple: AuditFolder, text: str, said: str) -> None:
    (maple.path / "answers" / ROUND / "round.yml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(BadFiles) as bad:
        stands(maple)
    (problem,) = bad.value.problems
    assert f"{problem.line} {problem.where} {problem.what}".startswith(said.replace("'2026-02-30'", "2026-02-30"))
