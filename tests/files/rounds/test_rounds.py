"""Rounds: begun from the last, with everything to be confirmed."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from audit.errors import BadFiles, Refused
from audit.files.folder import AuditFolder, open_folder
from audit.files.rounds.rounds import RoundHead, day_of, read_plan, read_round, start_round
from audit.files.shipped import shipped
from audit.model.answers import standing
from audit.model.pack import Change
from audit.model.responses import Response, response_of

TODAY = datetime.date(2027, 5, 20)
ONE_ROUND = shutil.ignore_patterns("2026-06", "round.yml")
"""The example without its earlier round."""


@pytest.fixture
def narae(tmp_path: Path) -> AuditFolder:
    """A copy of an example audit."""
    return open_folder(Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae", ignore=ONE_ROUND)))


def write(folder: AuditFolder, name: str, text: str) -> None:
    (folder.path / "answers" / "2026-11" / name).write_text(text, encoding="utf-8")


def test_every_answer_is_carried_over_to_be_confirmed_and_the_old_round_stays(narae: AuditFolder) -> None:
    old = (narae.path / "answers" / "2026-11" / "lead.yml").read_bytes()
    begun = start_round(narae, "2027-05", TODAY)
    before, after = narae.voices("2026-11")["lead"], narae.voices("2027-05")["lead"]
    assert narae.rounds() == ["2026-11", "2027-05"]
    assert set(after.answers) == set(before.answers)
    assert {standing(narae.pack.by_id[i], a) for i, a in after.answers.items()} == {"open"}
    assert all(
        answer.model_copy(update={"confirm": False}) == before.answers[identity]
        for identity, answer in after.answers.items()
        if answer.confirm
    )
    assert begun.carried == sum(1 for answer in after.answers.values() if answer.confirm)
    assert (narae.path / "answers" / "2026-11" / "lead.yml").read_bytes() == old
    assert read_round(narae, "2027-05") == RoundHead(TODAY, "2026-11")


def test_hostile_notes_come_over_as_they_are(narae: AuditFolder) -> None:
    note = "“: # - {x}\\u0000 no: 'yes'\n\t&a *b 😀 \u202e <script>\u2028 x" + "가" * 3000
    path = narae.path / "answers" / "2026-11" / "legal-no.yml"
    from audit.files.answers_file import open_answers
    from audit.model.answers import Answer, Respondent

    with open_answers(path, narae.pack, Respondent(role="legal", name="no")) as answers:
        answers.put("M02", Answer(level=1, note=note))
    start_round(narae, "2027-05", TODAY)
    carried = narae.voices("2027-05")["legal-no"]
    assert carried.answers["M02"].note == note
    assert carried.respondent.name == "no"


def test_numbers_come_over_to_the_last_digit(narae: AuditFolder) -> None:
    write(
        narae,
        "legal.yml",
        'format: 1\npack: listen-first\nversion: "1.0.0"\nrespondent: {role: legal}\nanswers:\n'
        "  N11: {value: {people: 2, hours: 0.000000000000012345}}\n",
    )
    start_round(narae, "2027-05", TODAY)
    assert narae.voices("2027-05")["legal"].of("N11").value == narae.voices("2026-11")["legal"].of("N11").value
    assert "0.000000000000012345" in (narae.path / "answers" / "2027-05" / "legal.yml").read_text(encoding="utf-8")


def test_a_decision_is_not_carried_over(narae: AuditFolder) -> None:
    write(
        narae,
        "lead.yml",
        'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n  M02: {level: 1, decided: {because: "so"}}\n',
    )
    start_round(narae, "2027-05", TODAY)
    assert narae.voices("2027-05")["lead"].answers["M02"].decided is None


def test_what_a_newer_version_changed_is_left_open_and_what_it_removed_is_dropped(narae: AuditFolder) -> None:
    newer = Change.model_validate(
        {
            "version": "2.1.0",
            "date": "2027-01-01",
            "text": {"en": "a", "ko": "가"},
            "changed": ["M02"],
            "removed": ["M99"],
        }
    )
    head = narae.pack.head.model_copy(update={"version": "2.1.0", "changes": (*narae.pack.head.changes, newer)})
    folder = AuditFolder(narae.path, narae.settings, narae.pack.model_copy(update={"head": head}))
    text = (narae.path / "answers" / "2026-11" / "lead.yml").read_text(encoding="utf-8")
    write(narae, "lead.yml", text + "  M99: {level: 3}\n")
    begun = start_round(folder, "2027-05", TODAY)
    carried = folder.voices("2027-05")["lead"]
    assert begun.anew == ("M02",)
    assert "M02" not in carried.answers
    assert "M01" in carried.answers
    assert carried.version == "2.1.0"


@pytest.mark.parametrize("name", ["../evil", ".hidden", "a/b", "", "x" * 50, "2027-05\n", "2026-11", "2026-01"])
def test_a_name_that_cannot_be_the_next_round_is_refused(narae: AuditFolder, name: str) -> None:
    with pytest.raises(Refused):
        start_round(narae, name, TODAY)
    assert narae.rounds() == ["2026-11"]
    assert sorted(path.name for path in (narae.path / "answers").iterdir()) == ["2026-11"]


def test_what_lies_where_the_round_would_be_is_never_written_over(narae: AuditFolder) -> None:
    place = narae.path / "answers" / "2027-05"
    place.write_text("a file", encoding="utf-8")
    with pytest.raises(Refused, match="there already"):
        start_round(narae, "2027-05", TODAY)
    assert place.read_text(encoding="utf-8") == "a file"
    place.unlink()
    place.mkdir()
    (place / "lead.docx").write_bytes(b"x")
    with pytest.raises(Refused, match="there already"):
        start_round(narae, "2027-05", TODAY)
    (place / "lead.docx").unlink()
    assert start_round(narae, "2027-05", TODAY).began_from == "2026-11", "an empty folder is in nobody's way"


def test_a_round_without_answers_begins_no_other(narae: AuditFolder) -> None:
    write(narae, "lead.yml", 'format: 1\npack: listen-first\nversion: "1.0.0"\n')
    with pytest.raises(Refused, match="no answered round"):
        start_round(narae, "2027-05", TODAY)


def test_a_wrong_answers_file_begins_no_round(narae: AuditFolder) -> None:
    write(narae, "it.yml", 'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n  M02: {level: 7}\n')
    with pytest.raises(BadFiles):
        start_round(narae, "2027-05", TODAY)
    assert narae.rounds() == ["2026-11"]


def test_plan_marks_are_read(narae: AuditFolder) -> None:
    write(narae, "plan.yml", 'M02-2: done\nE06-3: dropped\nT09-show: "2027-01-31"\nL01-0: ""\n')
    marks = read_plan(narae, "2026-11")
    assert marks == {"M02-2": "done", "E06-3": "dropped", "T09-show": datetime.date(2027, 1, 31)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.yml", "M99-1: done\n"),
        ("plan.yml", "M02-4: done\n"),
        ("plan.yml", "M02-2: maybe\n"),
        ("plan.yml", "M02-2: 2027-02-30\n"),
        ("plan.yml", "- done\n"),
        ("round.yml", "date: 2027-13-01\n"),
        ("round.yml", "wann: 2027-01-01\n"),
        ("round.yml", "from: [a]\n"),
    ],
)
def test_what_is_wrong_in_plan_and_round_is_named_with_its_line(narae: AuditFolder, name: str, text: str) -> None:
    write(narae, name, text)
    read: Any = read_plan if name == "plan.yml" else read_round
    with pytest.raises(BadFiles) as caught:
        read(narae, "2026-11")
    assert [(problem.path.name, problem.line) for problem in caught.value.problems] == [(name, 1)]


def test_an_earlier_round_is_assessed_on_the_day_of_its_last_answer(narae: AuditFolder) -> None:
    voices = narae.voices("2026-11")
    assert day_of("2026-11", RoundHead(), voices) == datetime.date(2026, 11, 20)
    assert day_of("2026-11", RoundHead(), {}) == datetime.date(2026, 11, 1)
    assert day_of("first", RoundHead(), {}) is None
    assert day_of("first", RoundHead(TODAY), voices) == TODAY


def test_what_the_agency_says_to_a_finding_is_read_at_its_action(narae: AuditFolder) -> None:
    write(
        narae,
        "plan.yml",
        'M02-2: {state: done, done: "2026-12-14"}\n'
        'E06-3: {state: refused, by: head, because: "the county does it"}\n'
        'T09-checked-3: {state: agreed, due: "2027-01-31"}\n'
        'N02-find-out: {state: accepted, until: "2027-06-30"}\n'
        'L02-1: {state: "", due: "2027-03-01"}\n',
    )
    marks = {name: response_of(mark) for name, mark in read_plan(narae, "2026-11").items()}
    assert marks["M02-2"] == Response(state="done", done=datetime.date(2026, 12, 14))
    assert marks["E06-3"] == Response(state="refused", by="head", because="the county does it")
    assert marks["T09-checked-3"] == Response(state="agreed", due=datetime.date(2027, 1, 31))
    assert marks["N02-find-out"] == Response(state="accepted", until=datetime.date(2027, 6, 30))
    assert marks["L02-1"] == Response(due=datetime.date(2027, 3, 1))
    until = datetime.date(2027, 6, 30)
    assert [name for name, said in marks.items() if said.is_given_up(until)] == ["E06-3", "N02-find-out"]
    after = until + datetime.timedelta(days=1)
    assert [name for name, said in marks.items() if said.is_given_up(after)] == ["E06-3"], "a risk comes back"


@pytest.mark.parametrize(
    "text", ["M02-2: {state: perhaps}\n", "M02-2: {due: soon}\n", "M02-2: {who: head}\n", "M02-2: [done]\n"]
)
def test_what_is_wrong_in_a_response_is_named_with_its_line(narae: AuditFolder, text: str) -> None:
    write(narae, "plan.yml", f"M05-1: done\n{text}")
    with pytest.raises(BadFiles) as caught:
        read_plan(narae, "2026-11")
    assert [problem.line for problem in caught.value.problems] == [2]
