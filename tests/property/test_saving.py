"""Saving one answer changes no other byte, however a person wrote the file; what was saved is read back."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.files.answers_file import open_answers, read_answers
from audit.model.answers import Answer, Decision, Evidence, Respondent
from audit.model.pack import Pack

many = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

QUESTIONS = ("M01", "M02", "M05", "L02", "T05")
COMMENTS = ("# ask Lee: {before} it goes, out", "# '\"", "#", "# - a: 1", "# 이 부서에 확인")
NOTES = ('"plain: # not a comment"', "'it''s'", "0x10", "yes", "1_000", "~", "12:30", "No", '"a\\tb\\u00e9"', "두 낱말")


@dataclass(frozen=True)
class Written:
    """A file in three parts: what stands before an answer, the answer itself, what stands behind it."""

    before: str
    answer: str
    behind: str

    @property
    def whole(self) -> str:
        return self.before + self.answer + self.behind


@st.composite
def block_answers(draw: st.DrawFn, indent: str) -> str:
    """Write an answer below its key; it ends with its last word."""
    note = draw(st.sampled_from(NOTES))
    inside = indent + draw(st.sampled_from((" ", "  ", "    ")))
    lines = [
        draw(
            st.sampled_from(
                ("level: 3", 'level: "3"', "level:  3", "level: !!int 3", "? level\n{i}: 3", "unknown: yes")
            )
        ),
        draw(
            st.sampled_from(
                (
                    f"note: {note}",
                    f"'note': {note}",
                    "note: |\n{i}  a text\n{i}\n{i}    with: lines # kept",
                    "note: >-\n{i}  folded\n{i}  words",
                    "note: |+\n{i}  kept\n\n",
                    "note: two words\n{i}  and two more",
                    'note: "two words\n{i}  and\n\n{i}  more"',
                    "note: # below\n{i}  words",
                )
            )
        ),
        draw(
            st.sampled_from(
                (
                    "evidence: [{what: a, where: b}]",
                    'evidence:\n{i}- what: "a log"\n{i}  date: "2026-10-02"\n{i}# old\n{i}- {{what: b}}',
                    "evidence:\n{i}  - what: a  # seen",
                    "evidence: [\n{i}  {{what: a}}, # seen\n{i}  {{what: b}},\n{i} ]",
                    "confirm: true",
                )
            )
        ),
    ]
    chosen = [
        line.replace("{i}", inside).replace("{{", "{").replace("}}", "}") for line in draw(st.permutations(lines))
    ]
    chosen = chosen[: draw(st.integers(1, 3))]
    text = draw(st.sampled_from(("", "  # of spring", " !!map")))
    for line in chosen:
        text += "\n"
        if draw(st.booleans()):
            text += f"{inside}{draw(st.sampled_from(COMMENTS))}\n"
        text += inside + line
    return text


FLOW = (
    " {level: 1}",
    " {unknown: yes, note: ~}",
    " {note: 0x10, level: 1}",
    "\t{level: 2, }",
    ' {"level":1,"note":"{}"}',
    ' { level: 1, # so\n{i}  note: "x"\n{i} }',
    " {}",
    "",
    "  ",
    ' ""',
    "\n{i}  {level: 1}",
    " !!map {level: 1}",
)


@st.composite
def hand_written(draw: st.DrawFn) -> tuple[Written, str]:
    """Write an answers file as people do; return it and the question whose answer stands between."""
    if draw(st.integers(0, 4)) == 0:
        return draw(in_line_files())
    indent = draw(st.sampled_from(("  ", " ", "    ")))
    order = draw(st.permutations(QUESTIONS))[: draw(st.integers(1, 4))]
    asked = draw(st.sampled_from(order))
    head = draw(
        st.permutations(["format: 1", "pack: listen-first", 'version: "1.0.0"', "respondent: {role: it}  # Kim"])
    )
    cut = draw(st.integers(0, 4))
    noise = st.lists(
        st.sampled_from(["\n", *(f"{space}{comment}\n" for space in ("", indent) for comment in COMMENTS)]), max_size=2
    ).map("".join)
    text = draw(st.sampled_from(("", "%YAML 1.1\n---\n", "---\n", "--- # ours\n", "# ours\n\n")))
    text += "".join(f"{draw(noise)}{line}\n" for line in head[:cut])
    text += draw(st.sampled_from(("answers:\n", '"answers" :\n', "? answers\n:\n")))
    parts = ["", "", ""]
    place = 0
    for identity in order:
        key = draw(st.sampled_from((f"{indent}{identity}:", f'{indent}"{identity}":', f"{indent}{identity} :")))
        in_block = draw(st.booleans())
        value = draw(block_answers(indent) if in_block else st.sampled_from(FLOW))
        value = value.replace("{i}", indent)
        comment = draw(st.sampled_from(("", "  # seen by Lee")))
        if value.endswith("\n") or "note: |" in value.rsplit("\n  ", 1)[-1]:
            comment = ""
        if "|" in value or ">" in value:
            comment = ""
        text += draw(noise) + key
        if identity == asked:
            parts[0], text = text, ""
            # What stands in the last line of an answer in block style is about that answer.
            bare = value.strip() in ("", '""', "{}")
            inside, outside = (comment, "") if in_block or bare else ("", comment)
            parts[1], text = value + inside, outside + "\n"
            place = 2
        else:
            text += f"{value}{comment}\n"
    text += draw(noise) + "".join(f"{draw(noise)}{line}\n" for line in head[cut:])
    text += draw(st.sampled_from(("", "", "# the end\n", "...\n", "...\n# the end\n")))
    parts[place] = text
    if parts[2].endswith("\n") and draw(st.booleans()):
        parts[2] = parts[2].removesuffix("\n")
    ends = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    mark = draw(st.sampled_from(("", "", "\ufeff")))
    return Written(
        mark + parts[0].replace("\n", ends), parts[1].replace("\n", ends), parts[2].replace("\n", ends)
    ), asked


@st.composite
def in_line_files(draw: st.DrawFn) -> tuple[Written, str]:
    """Write a file in braces, as other programs do."""
    between = st.sampled_from((" ", "", "\n ", " # so\n  ", "\n"))
    order = draw(st.permutations(QUESTIONS))[: draw(st.integers(1, 4))]
    asked = draw(st.sampled_from(order))
    parts = ['{"format": 1,' + draw(between) + '"pack": "listen-first", "version": "1.0.0", "answers": {', "", ""]
    place = 0
    for number, identity in enumerate(order):
        parts[place] += f'{"," if number else ""}{draw(between)}"{identity}":'
        value = draw(st.sampled_from((' {"level": 1}', '{"level":1,"note":"{}"}', ' {"unknown": true}', " ")))
        if identity == asked:
            parts[1] = value
            place = 2
        else:
            parts[place] += value
    parts[2] += draw(between) + draw(st.sampled_from((",", ""))) + draw(between) + "}" + draw(between) + "}"
    return Written(*parts), asked


ANSWERS = st.sampled_from(
    (
        Answer(level=0),
        Answer(unknown=True),
        Answer(
            level=4, note="two\nlines: # {a}", evidence=(Evidence(what="the log", date=datetime.date(2026, 10, 2)),)
        ),
        Answer(level=3, note="x" * 3000, answered=datetime.date(2026, 11, 2)),
        Answer(note="only this", confirm=True),
        Answer(level=2, decided=Decision(because="~")),
        Answer(level=3, evidence=(Evidence(what="a log", date=datetime.date(2026, 10, 2)), Evidence(what="c"))),
        Answer(),
    )
)


@pytest.fixture
def saved(pack: Pack, tmp_path: Path) -> Callable[[bytes, str, Answer], bytes]:
    """Save an answer into a file that holds this; every other answer must be read as before. Return what it holds."""

    def make(content: bytes, question: str, answer: Answer) -> bytes:
        path = tmp_path / "lead.yml"
        path.write_bytes(content)
        before = dict(read_answers(path, pack).answers)
        with open_answers(path, pack, Respondent()) as file:
            file.put(question, answer)
        assert read_answers(path, pack).answers == {**before, question: answer}
        return path.read_bytes()

    return make


@pytest.mark.thorough
@many
@given(written=hand_written(), answer=ANSWERS)
def test_saving_an_answer_again_changes_nothing_but_that_answer(
    saved: Callable[[bytes, str, Answer], bytes], written: tuple[Written, str], answer: Answer
) -> None:
    file, question = written
    after = saved(file.whole.encode(), question, answer).decode()
    assert after.startswith(file.before)
    # Below a text that keeps its blank lines these are a part of it.
    assert after.endswith(file.behind.lstrip("\r\n") if "|+" in file.answer else file.behind)
    if "\n" not in file.answer and "\r" not in file.answer and file.answer.strip().startswith("#"):
        assert file.answer.strip() in after.removeprefix(file.before)


@many
@given(written=hand_written(), answer=ANSWERS)
def test_saving_a_new_answer_only_adds_to_the_file(
    saved: Callable[[bytes, str, Answer], bytes], written: tuple[Written, str], answer: Answer
) -> None:
    before = written[0].whole
    after = saved(before.encode(), "E04", answer).decode()
    same = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    assert after.endswith(before[same:]) or any(
        after.startswith(before[:i]) and after.endswith(before[i:]) for i in range(same)
    )
