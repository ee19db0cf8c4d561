"""Changing one thing in a YAML file: its words, and no other byte."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from audit.errors import BadFiles, NotSaved
from audit.files.answers_file import open_answers, read_answers
from audit.files.folder import SettingsFile, create_folder, open_folder
from audit.files.yaml.editor import changed
from audit.files.yaml.reader import parse_yaml
from audit.model.answers import Answer, Respondent
from audit.model.pack import Pack

HEAD = 'format: 1\npack: listen-first\nversion: "1.0.0"\n'


def after(text: str, wanted: Mapping[str, Any]) -> str:
    """Return a text that says something else."""
    document = parse_yaml(Path("a.yml"), text.encode(), spans=True)
    result = changed(document, wanted)
    assert result is not None
    return result.text


def put(path: Path, pack: Pack, question: str, answer: Answer) -> str:
    with open_answers(path, pack, Respondent()) as file:
        file.put(question, answer)
    return path.read_bytes().decode()


CONTESTED = (
    HEAD
    + """\
answers:
  M01:
    level: 3
  # M02 is contested, ask Lee before the report goes out
  M02:
    level: 2
"""
)


def test_a_comment_above_the_next_question_stays_when_the_answer_before_it_changes_its_kind(
    tmp_path: Path, pack: Pack
) -> None:
    path = tmp_path / "lead.yml"
    path.write_text(CONTESTED, encoding="utf-8")
    assert put(path, pack, "M01", Answer(unknown=True)) == CONTESTED.replace("level: 3", "unknown: true")


SETTINGS = """\
holidays:
  - "2026-12-25"   # closed by our own rule
# colours agreed with the client on 3 November
brand: {consultant: "K and Partners"}
"""


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """An audit folder with settings that a person went on writing."""
    create_folder(tmp_path / "acme", "Acme", ("en",), "listen-first")
    with (tmp_path / "acme" / "audit.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    return tmp_path / "acme"


def test_new_holidays_change_nothing_but_the_days(audit: Path) -> None:
    before = (audit / "audit.yml").read_text(encoding="utf-8")
    days = [datetime.date(2026, 12, 24), datetime.date(2026, 12, 25), datetime.date(2027, 1, 1)]
    SettingsFile(open_folder(audit)).put_holidays(days)
    kept = '  - "2026-12-25"   # closed by our own rule\n'
    assert (audit / "audit.yml").read_text(encoding="utf-8") == before.replace(
        kept, f'  - "2026-12-24"\n{kept}  - "2027-01-01"\n'
    )


def test_an_answer_of_the_profile_changes_nothing_else_in_the_settings(audit: Path) -> None:
    before = (audit / "audit.yml").read_text(encoding="utf-8")
    SettingsFile(open_folder(audit)).put("X4", "run")
    added = before.replace("profile: {}\n", 'profile:\n  X4: "run"\n')
    assert (audit / "audit.yml").read_text(encoding="utf-8") == added
    SettingsFile(open_folder(audit)).put("X4", None)
    assert (audit / "audit.yml").read_text(encoding="utf-8") == added.replace('"run"', '"unknown"')


WRITTEN = [
    # A file, what it shall say, and how it says it.
    ("a: 1\nb: 2\n", {"a": "1", "b": 3}, "a: 1\nb: 3\n"),
    ("a: 0x10\nb: yes\nc: 1_000\n", {"a": "0x10", "b": "no", "c": "1_000"}, 'a: 0x10\nb: "no"\nc: 1_000\n'),
    ("t:\n  a: 1  # x\n  # y\n  b: 2\n# z\n", {"t": {"b": "2"}}, "t:\n  # y\n  b: 2\n# z\n"),
    ("t:\n    a: 1\n# z\n", {"t": {"a": "1", "b": {"c": 2}}}, "t:\n    a: 1\n    b:\n        c: 2\n# z\n"),
    ("t: {} # none\nb: 1\n", {"t": {"a": 1}, "b": "1"}, "t: # none\n  a: 1\nb: 1\n"),
    ("t:\nb: 1\n", {"t": [1, 2], "b": "1"}, "t:\n- 1\n- 2\nb: 1\n"),
    ("t: {a: 1, # x\n  b: 2,\n}\n", {"t": {"a": "1", "b": "2", "c": 3}}, "t: {a: 1, # x\n  b: 2, c: 3\n}\n"),
    ("{a: {} , b: 1}", {"a": {"c": "x"}, "b": "1"}, '{a: {c: "x"} , b: 1}'),
    ("t: { # none yet\n}\n", {"t": {"a": 1}}, "t: {a: 1 # none yet\n}\n"),
    ("t: |\n  x\n\n\n# c\n", {"t": "y"}, 't: "y"\n\n\n# c\n'),
    ("t:\n  a: |+\n    x\n\n", {"t": {"a": "x\n\n", "b": 1}}, "t:\n  a: |+\n    x\n\n  b: 1\n"),
    ("t:\n  a: |\n    x", {"t": {"a": "x", "b": 1}}, "t:\n  b: 1\n  a: |\n    x"),
    ("? t\nb: 1\n", {"t": 2, "b": "1"}, "? t\n: 2\nb: 1\n"),
    ("a: 1\r\nt:\r\n  x: 1\r\n", {"a": "1", "t": {"x": "1", "z": 2}}, "a: 1\r\nt:\r\n  x: 1\r\n  z: 2\r\n"),
    ("%YAML 1.1\n---\na: yes\n...\n# c\n", {"a": "yes", "b": 1}, "%YAML 1.1\n---\na: yes\nb: 1\n...\n# c\n"),
    ("a:\t1\n", {"a": 2}, "a:\t2\n"),
    ("a: 1", {"a": "1", "b": 2}, "a: 1\nb: 2"),
    ("# only this", {"a": 1}, "# only this\na: 1\n"),
    ("old: {a: 1}  # x\n", {"new": {"a": "1"}}, "new: {a: 1}  # x\n"),
]


@pytest.mark.parametrize(("text", "wanted", "written"), WRITTEN, ids=[repr(text) for text, _, _ in WRITTEN])
def test_a_change_is_written_where_it_belongs(text: str, wanted: dict[str, Any], written: str) -> None:
    assert after(text, wanted) == written
    assert after(written, wanted) == written


@pytest.mark.parametrize("text", ["- a list\n", "a text\n", "format: [\n", "format: 1\nprofile: [X4]\n"])
def test_settings_that_somebody_broke_meanwhile_are_not_written(audit: Path, text: str) -> None:
    file = SettingsFile(open_folder(audit))
    (audit / "audit.yml").write_text(text, encoding="utf-8")
    with pytest.raises(NotSaved, match=r"audit\.yml was changed meanwhile"):
        file.put("X4", "run")
    assert (audit / "audit.yml").read_text(encoding="utf-8") == text


def test_what_is_said_already_is_not_written_again() -> None:
    text = "a: 'x'\nt: {b: 1 ,}\n"
    assert after(text, {"a": "x", "t": {"b": 1}}) == text


@pytest.mark.parametrize(
    "text", ["a: 1\n---\nb: 2\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: [\n", "\ta: 1\n", "%YAML 3.0\n---\na: 1\n"]
)
def test_what_the_reader_refuses_cannot_be_saved_to_either(tmp_path: Path, pack: Pack, text: str) -> None:
    path = tmp_path / "lead.yml"
    path.write_text(HEAD + text if not text.startswith("%") else text, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(BadFiles) as caught:
        read_answers(path, pack)
    assert caught.value.problems[0].line > 0
    with pytest.raises(BadFiles):
        put(path, pack, "M01", Answer(level=1))
    assert path.read_bytes() == before


def test_a_byte_order_mark_stays(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "lead.yml"
    path.write_bytes(b"\xef\xbb\xbf" + CONTESTED.encode())
    put(path, pack, "M02", Answer(level=4))
    assert path.read_bytes() == b"\xef\xbb\xbf" + CONTESTED.replace("level: 2", "level: 4").encode()


def test_saving_into_a_file_of_twenty_thousand_lines_keeps_them(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "lead.yml"
    text = CONTESTED + "  # a line\n" * 20_000
    path.write_text(text, encoding="utf-8")
    assert put(path, pack, "M01", Answer(level=0)) == text.replace("level: 3", "level: 0")


def test_a_table_in_one_line_may_lose_a_key_and_keeps_what_stands_behind_it() -> None:
    text = 'M01-2: {state: "agreed", due: "2027-01-29"} # asked twice\nM02-0: {state: "done"}\n'
    wanted = {"M01-2": {"state": "refused", "because": "no"}, "M02-0": {"state": "done"}}
    assert after(text, wanted) == text.replace('"agreed", due: "2027-01-29"', '"refused", because: "no"')
