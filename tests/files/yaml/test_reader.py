"""YAML in: strings, lists and tables, with the line of everything; nothing guessed, nothing endless."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import BadFiles
from audit.files.yaml.reader import MOST_BYTES, Document, parse_yaml, read_bytes, read_yaml, written_place

PATH = Path("file.yml")


def read(text: str | bytes) -> Document:
    return parse_yaml(PATH, text if isinstance(text, bytes) else text.encode())


def refused(text: str | bytes) -> list[tuple[int, str]]:
    """Return the lines and the words of what is wrong."""
    with pytest.raises(BadFiles) as caught:
        read(text)
    return [(problem.line, str(problem.what)) for problem in caught.value.problems]


def test_every_scalar_is_the_string_that_was_written() -> None:
    text = "a: No\nb: 1.10\nc: 2026-02-30\nd: 12:30\ne: ~\nf: 0777\ng: 'x'\nh:\n"
    assert read(text).data == {
        "a": "No", "b": "1.10", "c": "2026-02-30", "d": "12:30", "e": "~", "f": "0777", "g": "x", "h": ""
    }  # fmt: skip


def test_tags_make_nothing_but_strings() -> None:
    assert read("a: !!int 3\nb: !!python/object/apply:os.system ['true']\n").data == {"a": "3", "b": ["true"]}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_an_empty_table_or_an_empty_string(text: str) -> None:
    assert read(text).data in ({}, "")


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read(b"\xef\xbb\xbfa: 1\n").data == {"a": "1"}


def test_korean_is_read_as_it_was_written() -> None:
    assert read("이름: 하늘구청\n").data == {"이름": "하늘구청"}


def test_every_place_has_the_line_where_it_stands() -> None:
    document = read(
        "# a comment\na: 1\n\nb:\n  - x\n  - c: >\n      folded\n      text\n    d: {e: 1,\n        f: 2}\n"
    )
    assert document.line(("a",)) == 2
    assert document.line(("b",)) == 4
    assert document.line(("b", 0)) == 5
    assert document.line(("b", 1, "c")) == 6
    assert document.line(("b", 1, "d")) == 9
    assert document.line(("b", 1, "d", "f")) == 10


def test_a_place_that_is_not_in_the_file_has_the_line_of_what_is_around_it() -> None:
    document = read("a: 1\nb:\n  c: 2\n")
    assert document.line(("b", "missing", "deeper")) == 2
    assert document.line(("nowhere",)) == 1


def test_places_are_written_as_people_name_them_and_entries_go_by_their_id() -> None:
    data = [{"id": "M01", "levels": [{"ko": "x"}]}, {"title": "no id"}]
    assert written_place(data, (0, "levels", 0, "ko")) == "M01.levels[0].ko"
    assert written_place(data, (1, "title")) == "[1].title"
    assert written_place({"gates": [{"id": "GA", "steps": [{"when": "x"}]}]}, ("gates", 0, "steps", 0, "when")) == (
        "gates.GA.steps[0].when"
    )


def test_all_duplicate_keys_are_found_with_their_lines() -> None:
    assert refused("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n") == [
        (4, "this key stands here twice"),
        (5, "this key stands here twice"),
    ]


@pytest.mark.parametrize("text", ["a: &x 1\n", "a: &x [1]\nb: *x\n", "b:\n  <<: &y {a: 1}\n"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    ((_, what),) = refused(text)
    assert "anchors and aliases" in what


@pytest.mark.timeout(10)
def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [" + ",".join(["lol"] * 10) + "]"]
    lines += [f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 30)]
    assert refused("\n".join(lines))[0][0] == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a: [" + "[" * 39,
        "\n".join(" " * n + f"k{n}:" for n in range(60)),
    ],
    ids=["lists", "tables", "dashes", "41 deep", "indented"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    ((_, what),) = refused(text)
    assert what == "lists and tables are nested too deeply"


def test_nesting_as_deep_as_anybody_needs_is_read() -> None:
    assert read("[" * 40 + "]" * 40).data


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"a: 1\nb: \xff\n", 2), ("a: 1\n\nb: 한글\n".encode("cp949"), 3), ("a: 1\n".encode("utf-16"), 1)],
)
def test_what_is_not_utf_8_is_refused_with_the_line(content: bytes, line: int) -> None:
    assert refused(content) == [(line, "the file is not UTF-8 text")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: \x07\n", 2), ("a: \x00\n", 1), ("이름: 하늘구청 하늘구청\n메모: 메모\nb: 1\nc: \x1b[31m\nd: 1\n", 4)],
)
def test_control_characters_are_refused_with_the_line(text: str, line: int) -> None:
    ((found, what),) = refused(text)
    assert what == "the file holds a character that YAML does not allow"
    assert found == line


def test_a_second_document_is_refused_with_its_line() -> None:
    assert refused("a: 1\n---\nb: 2\n") == [(2, "the file holds a second document (---)")]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [1, 2\nc: 3\n", 3), ("a: 'x\n", 2), ("a: b: c\n", 1), ("a: 1\n\tb: 2\n", 2), ("@a\n", 1)],
)
def test_what_is_no_yaml_is_refused_near_its_line(text: str, line: int) -> None:
    ((found, what),) = refused(text)
    assert what.startswith("this is not YAML")
    assert abs(found - line) <= 1


def test_a_list_as_a_key_is_refused() -> None:
    assert refused("a: 1\n? [b, c]\n: 2\n") == [(2, "a list or a table cannot be a key")]


@pytest.mark.parametrize("word", ["No", "yes", "1.10", "2026-11-02", "~", "null", "0777", "12:30"])
def test_a_bare_word_that_others_read_differently_is_remembered(word: str) -> None:
    assert read(f"a: {word}\n").guessed == {("a",): word}
    assert read(f'a: "{word}"\nb: plain words\n').guessed == {}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFiles) as caught:
        read_yaml(tmp_path / "none.yml")
    assert caught.value.problems[0].path == tmp_path / "none.yml"
    assert str(caught.value.problems[0].what) == "this file does not exist"


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_folder, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "a.yml")
    with pytest.raises(BadFiles) as caught:
        read_yaml(tmp_path / "a.yml")
    assert str(caught.value.problems[0].what) == "this is not an ordinary file"


@pytest.mark.timeout(10)
def test_a_file_of_21_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    with pytest.raises(BadFiles) as caught:
        read_yaml(path)
    assert str(caught.value.problems[0].what) == "the file is larger than 20 MB"


def test_a_file_of_20_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES)
    assert len(read_bytes(path)) == MOST_BYTES
