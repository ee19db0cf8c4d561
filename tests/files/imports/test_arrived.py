"""A file that was sent is read whatever editors and mail programs did around it, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import BadFiles
from audit.files.imports.arrived import Arrived, arrived, check_whole

BODY = 'format: 1\npack: "listen-first"\nrespondent:\n  role: "it"\nanswers:\n  M02:\n    level: 2\n'
FORM = f"# listenfirst form 2; round 2026-11\n{BODY}# end 1\n"
SENT = Path("sent.yml")


def read(content: bytes | str) -> Arrived:
    return arrived(SENT, content.encode() if isinstance(content, str) else content)


def refused(content: bytes | str) -> str:
    with pytest.raises(BadFiles) as caught:
        read(content)
    (problem,) = caught.value.problems
    return f"{problem.line} {problem.what}"


@pytest.mark.parametrize(
    "content",
    [
        FORM.encode(),
        b"\xef\xbb\xbf" + FORM.encode(),
        b"\xef\xbb\xbf\r\n" + FORM.replace("\n", "\r\n").encode(),
        b"\n\n  \n" + FORM.encode(),
        b"# a remark of the sender\n" + FORM.encode(),
        FORM.replace("\n", "\r").encode(),
        FORM.encode("utf-16"),
        FORM.encode("utf-16-le"),
        FORM.encode("utf-16-be"),
        ("Dear Kim,\nhere are our answers:\n\n" + FORM + "\nBest regards\n-- \nIT\n").encode(),
        "".join(f"> {line}\n" for line in FORM.splitlines()).encode(),
        FORM.replace("  role", "\u00a0 role").replace("    level", " \u00a0 \u00a0level").encode(),
        FORM.replace("; round 2026", ";\nround 2026").encode(),
        FORM.rstrip("\n").encode(),
    ],
)
def test_what_stands_around_a_form_changes_nothing(content: bytes) -> None:
    found = read(content)
    assert (found.round_name, found.count) == ("2026-11", 1)
    assert found.text.strip("\n") == BODY.strip("\n")


def test_every_line_keeps_its_number() -> None:
    found = read("Dear Kim,\n\n" + FORM)
    assert found.line == 3
    assert found.text.split("\n")[3] == "format: 1"


@given(st.integers(1, len(FORM) - len("# end 1\n")))
def test_a_form_that_is_cut_anywhere_is_refused_or_no_form_any_more(length: int) -> None:
    for mark in ("", "\ufeff", "\n", "Dear Kim,\n"):
        try:
            found = read(mark + FORM[:length])
        except BadFiles:
            continue
        assert found.round_name is None
        assert "answers" not in found.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (FORM.removesuffix("# end 1\n"), "9 the end of sent.yml is missing"),
        (FORM.split("\n", 1)[1], "1 the beginning of sent.yml is missing"),
        (FORM.replace("; round 2026-11", ""), "1 the beginning of sent.yml is missing"),
        (FORM + FORM, "10 sent.yml holds two answers files in one"),
        (FORM.replace("form 2", "form 3"), "1 sent.yml was made by a newer form than this version knows"),
        ("<!doctype html>\n<html>" + FORM, "1 sent.yml is the form itself, or another page, and not the answers"),
        (FORM.replace('"it"', '"전산"').encode("cp949"), "5 the file is not UTF-8 text"),
    ],
)
def test_what_did_not_arrive_whole_is_refused_with_its_line(content: bytes | str, said: str) -> None:
    assert refused(content) == said


def test_a_file_that_no_form_made_is_taken_as_it_is() -> None:
    assert read(BODY) == Arrived(BODY)


def test_a_form_of_the_first_release_counts_otherwise_and_is_not_held_to_it() -> None:
    assert read(FORM.replace("form 2", "form 1")).count is None


def test_answers_that_are_missing_in_the_middle_are_noticed() -> None:
    check_whole(SENT, read(FORM), 1)
    with pytest.raises(BadFiles) as caught:
        check_whole(SENT, read(FORM), 0)
    assert "holds 0 answers and says that there are 1" in str(caught.value.problems[0].what)
