"""Answers that were sent back: compared first, taken in without losing anything, taken back by one command."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.errors import AuditError, BadFiles, Refused
from audit.files.answers_file import open_answers, read_answers
from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.files.imports.differences import Kind, compared
from audit.files.imports.merge import Import, importing
from audit.files.imports.undo import UNDO, undo_import
from audit.files.yaml.reader import parse_yaml
from audit.files.yaml.writer import written
from audit.model.answers import Answer, Decision, Evidence, Respondent, standing
from audit.model.pack import Pack

DAY = datetime.date(2026, 11, 23)
PLAIN_HEAD = 'format: 1\npack: listen-first\nversion: "2.0.0"\n'
FIRST_HEAD = f"# listenfirst form 1; round 2026-11\n{PLAIN_HEAD}".replace("2.0.0", "1.0.1")
"""A form of the first release."""
HEAD = f"# listenfirst form 1; round 2026-11\n{PLAIN_HEAD}"
Send = Callable[..., Path]


def on(day: int, **given: object) -> Answer:
    """Make an answer of a day of November."""
    return Answer.model_validate({"level": 2, **given, "answered": datetime.date(2026, 11, day)})


@pytest.fixture
def folder(tmp_path: Path) -> AuditFolder:
    """An audit folder in which IT answered M01 on the tenth, with a comment of a person beside it."""
    path = tmp_path / "agency"
    create_folder(path, "Haneul", ("en",), "listen-first", None)
    place = path / "answers" / "2026-11" / "it.yml"
    place.parent.mkdir(parents=True)
    place.write_text(
        'format: 1\npack: listen-first\nversion: "2.0.0"\nrespondent: {role: it}\nanswers:\n'
        '  M01: {level: 1, note: "mine", answered: "2026-11-10"} # asked twice\n',
        encoding="utf-8",
    )
    return open_folder(path)


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Write a file as the form does."""

    def make(answers: str, role: str = "it", name: str = "", file: str = "sent.yml", head: str = HEAD) -> Path:
        path = tmp_path / file
        path.write_text(f'{head}respondent: {{role: {role}, name: "{name}"}}\n{answers}# end 1\n', encoding="utf-8")
        return path

    return make


def take(folder: AuditFolder, *paths: Path, **options: Any) -> Import:
    """Import files."""
    with importing(folder, paths, DAY, **options) as found:
        found.apply()
    return found


@pytest.mark.parametrize(
    ("here", "sent", "kind"),
    [
        (Answer(), on(20), Kind.NEW),
        (Answer(note="x"), on(20), Kind.NEW),
        (Answer(), Answer(note="x"), Kind.NEW),
        (on(10), on(20, level=3), Kind.CHANGED),
        (on(10), on(20, level=None, unknown=True), Kind.CHANGED),
        (on(10, confirm=True), on(20), Kind.NEW),
        (Answer(), on(20, confirm=True), Kind.AGAIN),
        (on(20), on(10, level=3), Kind.KEPT_NEWER),
        (on(20), Answer(), Kind.KEPT_EMPTY),
        (on(20), Answer(note="only a note"), Kind.KEPT_EMPTY),
        (on(20), on(21, confirm=True), Kind.KEPT_EMPTY),
        (on(20), on(20, level=3), Kind.CONFLICT),
        (Answer(level=2), on(20, level=3), Kind.CONFLICT),
        (on(20), Answer(level=3), Kind.CONFLICT),
        (on(10, decided=Decision(because="the log")), on(20, level=3), Kind.CONFLICT),
        (on(10), on(20), None),
        (on(20, decided=Decision(because="the log")), on(20), None),
        (on(20, decided=Decision(because="the log"), note="mine"), on(20), None),
        (on(20, note="mine", evidence=(Evidence(what="the log"),)), on(20), None),
        (Answer(), Answer(), None),
    ],
)
def test_an_answer_gives_way_only_to_a_newer_one(pack: Pack, here: Answer, sent: Answer, kind: Kind | None) -> None:
    change = compared(pack.by_id["M01"], here, sent)
    assert (change.kind if change else None) == kind
    if change is not None and change.kind in (Kind.KEPT_NEWER, Kind.KEPT_EMPTY, Kind.CONFLICT):
        assert change.result == here


def test_a_newer_answer_without_a_note_keeps_the_note_and_evidence_of_the_same_level(pack: Pack) -> None:
    proof = (Evidence(what="the log"),)
    change = compared(pack.by_id["M01"], on(10, note="mine", evidence=proof, confirm=True), on(20))
    assert change is not None
    assert (change.result.note, change.result.evidence, change.result.confirm) == ("mine", proof, False)
    change = compared(pack.by_id["M01"], on(10, evidence=proof), on(20, level=3))
    assert change is not None
    assert change.result.evidence == ()


def test_taking_answers_in_changes_no_byte_but_theirs_and_keeps_modes_and_links(
    folder: AuditFolder, send: Send
) -> None:
    settings, place = folder.path / "audit.yml", folder.path / "answers" / "2026-11" / "it.yml"
    text = settings.read_text(encoding="utf-8").replace("\n", "\r\n") + "# ours, 'kept'\r\n"
    settings.write_bytes(text.encode())
    answers = (
        place.read_text(encoding="utf-8")
        + '  # M02 is contested\n  M02: { level: !!int 1 , answered: "2026-11-11", }\n\n  # the end\n'
    )
    (folder.path / "it.yml").write_text(answers, encoding="utf-8")
    (folder.path / "it.yml").chmod(0o664)
    place.unlink()
    place.symlink_to("../../it.yml")
    lead = send("profile: {X4: run}\nanswers: {}\n", "lead", file="lead.yml")
    take(folder, send('answers:\n  M02: {level: 3, answered: "2026-11-20"}\n'), lead)
    assert settings.read_bytes().decode() == text.replace("profile: {}\r\n", 'profile:\r\n  X4: "run"\r\n')
    changed = answers.replace("!!int 1", "3").replace("2026-11-11", "2026-11-20")
    assert place.read_text(encoding="utf-8") == changed
    assert place.is_symlink()
    assert (folder.path / "it.yml").stat().st_mode & 0o777 == 0o664
    undo_import(folder.path)
    assert place.read_text(encoding="utf-8") == answers
    assert place.is_symlink()
    assert (folder.path / "it.yml").stat().st_mode & 0o777 == 0o664
    assert settings.read_bytes().decode() == text


def test_what_is_taken_in_keeps_comments_and_is_taken_back_by_one_command(folder: AuditFolder, send: Send) -> None:
    before = {path: path.read_bytes() for path in folder.path.rglob("*.yml")}
    it = send('answers:\n  M01: {level: 2, answered: "2026-11-20"}\n  M02: {unknown: true}\n')
    legal = send('answers:\n  L09: {level: 0, answered: "2026-11-20"}\n', "legal", "Kim ../ 한글", "legal.yml")
    lead = send("profile: {X4: plan}\nanswers: {}\n", "lead", file="lead.yml")
    take(folder, it, legal, lead)

    now = open_folder(folder.path)
    voices = now.voices("2026-11")
    assert set(voices) == {"it", "legal-kim-한글"}
    assert voices["it"].answers["M01"] == on(20, level=2, note="mine")
    assert now.settings.profile["X4"] == "plan"
    assert "# asked twice" in (folder.path / "answers/2026-11/it.yml").read_text(encoding="utf-8")

    assert len(undo_import(folder.path)) == 3
    assert {path: path.read_bytes() for path in folder.path.rglob("*.yml")} == before
    with pytest.raises(Refused, match="no import"):
        undo_import(folder.path)


def test_taking_back_never_takes_away_what_came_after(folder: AuditFolder, send: Send, pack: Pack) -> None:
    take(folder, send("answers:\n  M02: {level: 2}\n"))
    place = folder.answers_path("2026-11", "it")
    with open_answers(place, pack, Respondent(role="it")) as answers:
        answers.put("M05", on(23))
    with pytest.raises(Refused, match=r"it\.yml changed since"):
        undo_import(folder.path)
    assert open_folder(folder.path).voices("2026-11")["it"].answers["M05"] == on(23)
    (folder.path / UNDO).write_text('{"files": [{"path": "../x.yml", "before": null, "after": ""}]}', encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        undo_import(folder.path)


def test_an_interview_and_an_import_at_the_same_time_lose_nothing(folder: AuditFolder, send: Send, pack: Pack) -> None:
    place = folder.answers_path("2026-11", "it")
    with open_answers(place, pack, Respondent(role="it")), pytest.raises(Refused, match="in another window"):
        take(folder, send("answers:\n  M02: {level: 2}\n"))
    with importing(folder, [send("answers:\n  M02: {level: 2}\n")], DAY) as found:
        with pytest.raises(Refused, match="in another window"), open_answers(place, pack, Respondent(role="it")):
            pass
        found.apply()
    assert open_folder(folder.path).voices("2026-11")["it"].answers["M02"] == Answer(level=2)


def test_a_profile_that_differs_is_a_conflict_and_stays(folder: AuditFolder, send: Send) -> None:
    take(folder, send("profile: {X4: plan, X1: unknown}\nanswers: {}\n", "lead"))
    again = open_folder(folder.path)
    found = take(again, send("profile: {X4: run, X1: information}\nanswers: {}\n", "lead"))
    assert [(change.question, change.kind) for change in found.files[0].changes] == [
        ("X4", Kind.CONFLICT),
        ("X1", Kind.CHANGED),
    ]
    assert open_folder(folder.path).settings.profile == {"X4": "plan", "X1": "information"}


def test_a_profile_changed_in_the_form_gives_way_where_nobody_changed_it_here_since(
    folder: AuditFolder, send: Send
) -> None:
    take(folder, send("profile: {X4: plan, X1: information, X2: 20}\nanswers: {}\n", "lead"))
    sent = send(
        "profile: {X4: run, X1: safety-critical, X2: unknown}\n"
        "profile_before: {X4: plan, X1: citizen-service, X2: 20}\nanswers: {}\n",
        "lead",
    )
    found = take(open_folder(folder.path), sent)
    assert [(change.question, change.kind) for change in found.files[0].changes] == [
        ("X4", Kind.CHANGED),
        ("X1", Kind.CONFLICT),
        ("X2", Kind.KEPT_EMPTY),
    ]
    assert open_folder(folder.path).settings.profile == {"X4": "run", "X1": "information", "X2": 20}


def test_a_file_without_an_answer_changes_nothing_and_says_so(folder: AuditFolder, send: Send) -> None:
    found = take(folder, send("answers: {}\n", "legal"))
    assert (found.files[0].empty, found.changes_anything) == (True, False)
    assert set(open_folder(folder.path).voices("2026-11")) == {"it"}


@pytest.mark.slow
def test_notes_never_make_a_file_larger_than_can_be_read_again(folder: AuditFolder, send: Send) -> None:
    place = folder.answers_path("2026-11", "legal")
    answers = f'answers:\n  L09: {{level: 1, note: "{"x" * 13 * 2**20}"}}\n'
    place.write_text(f"{PLAIN_HEAD}respondent: {{role: legal}}\n{answers}", encoding="utf-8")
    before = place.read_bytes()
    with pytest.raises(BadFiles) as caught:
        take(folder, send(f'answers:\n  L11: {{level: 1, note: "{"x" * 7 * 2**20}"}}\n', "legal"))
    assert "legal.yml would be larger than 20 MB" in str(caught.value.problems[0].what)
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("- a\n", "an answers file is a table"),
        (HEAD.replace("listen-first", "other") + "answers: {}\n# end 0\n", "belongs to the pack other"),
        (HEAD.replace("format: 1", "format: 2") + "answers: {}\n# end 0\n", "has format 2"),
        (HEAD.replace("form 1", "form 3") + "answers: {}\n# end 0\n", "newer form"),
        (HEAD.replace("2.0.0", "9.0.0") + "answers: {}\n# end 0\n", "version 9.0.0"),
        (HEAD.replace("2.0.0", "1.x") + "answers: {}\n# end 0\n", "1.x is not a version"),
        (HEAD + "answers:\n  M01: {level: 3}\n", "the end of sent.yml is missing"),
        (HEAD + 'answers:\n  M01: {note: "cut o', "the end of sent.yml is missing"),
        (HEAD + "answers:\n  M01: {level: 9}\n# end 1\n", "from 0 to 4|less than or equal|4"),
        (HEAD + "answers:\n  M99: {level: 1}\n# end 1\n", "no question of this pack is called M99"),
        (HEAD + "profile: {X4: maybe}\nanswers: {}\n# end 1\n", "maybe is not one of"),
        (HEAD + "respondent: {role: king}\nanswers: {}\n# end 0\n", "no role is called king"),
        (HEAD + 'answers:\n  M01: {level: 1, answered: "2026-11-25"}\n# end 1\n', "2026-11-25 is in the future"),
        (HEAD + "answers:\n  M01: {level: 3, evidence: [{what: x, date: 2027-01-01}]}\n# end 1\n", "in the future"),
        (HEAD.replace("2026-11", "2026-10") + "answers: {}\n# end 0\n", "answers the round 2026-10"),
        (HEAD + f'answers:\n  M01: {{note: "{"x" * 10_000_000}"}}\n# end 1\n', "larger than 8 MB"),
        ("\x00", "character that YAML does not allow"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_changed(
    folder: AuditFolder, send: Send, content: str, message: str
) -> None:
    before = {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    bad, good = send(""), send("answers:\n  L09: {level: 1}\n", "legal", file="good.yml")
    bad.write_text(content, encoding="utf-8")
    with pytest.raises(AuditError) as caught:
        take(folder, good, bad)
    assert isinstance(caught.value, BadFiles)
    said = "\n".join(f"{problem.path.name} {problem.what}" for problem in caught.value.problems)
    assert re.search(message, said), said
    assert {path: path.read_bytes() for path in folder.path.rglob("*") if path.is_file()} == before


def test_what_an_older_form_asked_otherwise_is_taken_in_to_be_confirmed(
    folder: AuditFolder, send: Send, pack: Pack
) -> None:
    change = folder.pack.head.changes[0].model_copy(
        update={"version": "2.1.0", "changed": ("M02",), "removed": ("M98",)}
    )
    head = folder.pack.head.model_copy(update={"version": "2.1.0", "changes": (*folder.pack.head.changes, change)})
    newer = dataclasses.replace(folder, pack=folder.pack.model_copy(update={"head": head}))
    take(newer, send('answers:\n  M02: {level: 2, answered: "2026-11-20"}\n  M05: {level: 2}\n  M98: {level: 1}\n'))
    answers = newer.voices("2026-11")["it"].answers
    assert (
        standing(pack.by_id["M02"], answers["M02"]),
        answers["M02"].level,
        standing(pack.by_id["M05"], answers["M05"]),
    ) == ("open", 2, "answered")


def test_an_import_that_is_called_off_leaves_no_round_behind(tmp_path: Path, send: Send) -> None:
    create_folder(tmp_path / "new", "Haneul", ("en",), "listen-first", None)
    folder = open_folder(tmp_path / "new")
    with importing(folder, [send("answers:\n  M02: {level: 2}\n")], DAY) as found:
        assert found.changes_anything
    assert folder.rounds() == []


def test_two_files_of_one_respondent_are_refused_and_a_name_tells_them_apart(folder: AuditFolder, send: Send) -> None:
    one, other = send("answers:\n  M02: {level: 1}\n"), send("answers:\n  M02: {level: 2}\n", file="other.yml")
    with pytest.raises(BadFiles) as caught:
        take(folder, one, other)
    assert "sent.yml holds answers of the same respondent (it)" in str(caught.value.problems[0].what)
    take(folder, other, name="Lee")
    assert set(open_folder(folder.path).voices("2026-11")) == {"it", "it-lee"}
    with pytest.raises(Refused, match="there is no round 2031"):
        take(folder, one, round_name="2031")


def test_the_writer_writes_what_the_reader_reads_back_the_same() -> None:
    texts = ["", "no", "ㄱ\u2028\x85\ufeff\t\n", '"\\', "- a: b # c", "\U0001f600"]
    data = {"a": {"no": texts, "b c": {}, "d": []}, "e": [{"f": "1", "g": [["x"], {"h": "y"}]}, []], "i": "z"}
    assert parse_yaml(Path("x.yml"), written(data)).data == {**data, "a": {"no": texts, "b c": {}, "d": []}}
    assert parse_yaml(Path("x.yml"), written({"a": True, "b": 1.5})).data == {"a": "true", "b": "1.5"}


@pytest.mark.parametrize("content", ["[" * 200_000, '{"files": ' * 100_000, "[]", "{}", '{"files": [1]}', "\udcff", ""])
def test_a_damaged_undo_file_is_a_sentence(folder: AuditFolder, content: str) -> None:
    (folder.path / UNDO).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(Refused, match="cannot be read, so the import cannot be taken back"):
        undo_import(folder.path)


def test_every_problem_has_its_line(folder: AuditFolder, send: Send) -> None:
    late = send('answers:\n  M01: {level: 1}\n  M02:\n    level: 1\n    answered: "2026-12-24"\n')
    old = send("answers: {}\n", "legal", file="old.yml", head=HEAD.replace("2026-11", "2026-10"))
    twice = [send("answers: {}\n", "head", file=name) for name in ("a.yml", "b.yml")]
    for files, lines in (([late, old], [10, 1]), (twice, [5])):
        with pytest.raises(BadFiles) as caught:
            take(folder, *files)
        assert [problem.line for problem in caught.value.problems] == lines


def test_a_level_that_hangs_on_nothing_is_taken_in_as_open_and_named(folder: AuditFolder, send: Send) -> None:
    path = send("answers:\n  L01: {level: 3, note: looked}\n", head=FIRST_HEAD)
    found = take(folder, path)
    line = path.read_text(encoding="utf-8")[: path.read_text(encoding="utf-8").index("L01")].count("\n") + 1
    assert (line, "L01.level") in [(notice.line, notice.where) for notice in found.notices]
    answer = read_answers(found.files[0].target, folder.pack).of("L01")
    assert (standing(folder.pack.by_id["L01"], answer), answer.note) == ("open", "looked")


@pytest.mark.parametrize(
    ("sent", "purposes", "stands"),
    [
        ("{choice: hear, level: 3, text: to hear}", ("hear",), "open"),
        ("{choice: promote, text: to shine}", ("promote",), "open"),
        ("{choice: it-depends, text: who knows}", (), "open"),
    ],
)
def test_a_form_of_the_first_release_is_taken_in_and_its_one_reason_is_asked_anew(
    folder: AuditFolder, send: Send, sent: str, purposes: tuple[str, ...], stands: str
) -> None:
    found = take(folder, send(f"answers:\n  L01: {sent}\n", head=FIRST_HEAD))
    answer = read_answers(found.files[0].target, folder.pack, doubts=[]).of("L01")
    assert (answer.choice, answer.level, answer.purposes) == (None, None, purposes)
    assert answer.text, "one's own words stay"
    assert standing(folder.pack.by_id["L01"], answer) == stands
    head = send("answers:\n  L01: {purposes: [hear], without_voice: 'yes', level: 2}\n", "head", file="head.yml")
    take(folder, head)
    late = send(f"answers:\n  L01: {sent}\n", "head", file="late.yml", head=FIRST_HEAD)
    take(folder, late)
    kept = read_answers(folder.answers_path("2026-11", "head"), folder.pack).of("L01")
    assert (kept.purposes, kept.level) == (("hear",), 2), "what was answered anew is not taken back"
