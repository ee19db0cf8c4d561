"""What only a real terminal shows: pastes without brackets, windows of another size, what is seen at the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from audit.errors import Translate
from audit.files.answers_file import read_answers
from audit.files.folder import create_folder
from audit.language import translator
from audit.model.answers import Answer
from audit.model.pack import Pack, Question
from audit.wording.terminal_text import ascii_marks

pytestmark = pytest.mark.slow

ENTER, LEAVE, MOMENT = "\r", "\x03", "\x1d"
PASTE = "Agreed in the meeting:\r4\r\r"
EXAMPLES = Path(__file__).parents[2] / "examples"
SLOWLY = 0.03
"""Seconds between two pieces of a paste over a slow network."""


def squeezed(text: str) -> str:
    return "".join(ascii_marks(text).split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new audit of an agency whose accounts are live."""
    path = tmp_path / "haneul"
    create_folder(path, "하늘구청", ("ko", "en"), "listen-first", {"X4": "run"})
    return path


def saved(folder: Path, pack: Pack) -> dict[str, Answer]:
    return {
        identity: answer.model_copy(update={"answered": None})
        for place in folder.glob("answers/*/lead.yml")
        for identity, answer in read_answers(place, pack).answers.items()
    }


# Pastes


@pytest.mark.parametrize(
    ("pieces", "pause"),
    [([PASTE], 0), ([PASTE[:23], PASTE[23:25], PASTE[25:]], SLOWLY), (list(PASTE), 0.002)],
    ids=["at once", "line by line", "letter by letter"],
)
def test_pasted_lines_become_the_note_and_answer_nothing(
    folder: Path, pack: Pack, person_at: Callable[..., Any], pieces: list[str], pause: float
) -> None:
    person = person_at("ask", str(folder), "--only", "M01")
    person.reads("n note")
    person.types("n" + MOMENT)
    person.reads("Your note.")
    person.pastes(*pieces, pause=pause)
    person.reads("Note: Agreed in the meeting: 4")
    person.reads("q save and leave")
    assert saved(folder, pack) == {"M01": Answer(note="Agreed in the meeting:\n4")}
    person.types("q")
    assert person.is_done() == 0
    assert saved(folder, pack) == {"M01": Answer(note="Agreed in the meeting:\n4")}


def test_lines_pasted_into_a_number_leave_the_first_to_be_confirmed(
    folder: Path, pack: Pack, person_at: Callable[..., Any]
) -> None:
    person = person_at("ask", str(folder), "--only", "N12")
    person.reads("empty line: leave it open")
    person.pastes("50\r4\rq\r")
    person.reads("here one is wanted: the first")
    person.reads(" > 50")
    assert saved(folder, pack) == {}
    person.types(ENTER)
    assert person.is_done() == 0
    assert saved(folder, pack)["N12"] == Answer(value=Fraction(50))


def test_a_text_pasted_into_a_list_is_refused_on_the_same_page(
    folder: Path, pack: Pack, person_at: Callable[..., Any]
) -> None:
    person = person_at("ask", str(folder), "--only", "M01")
    person.reads("n note")
    person.pastes("quite nothing\rq\r")
    person.reads("That looks like a pasted text.")
    person.types("1" + ENTER)
    assert person.is_done() == 0
    assert saved(folder, pack) == {"M01": Answer(level=1)}


# Windows of another size


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_window_of_another_size_shows_the_whole_question_again_and_the_list_still_works(
    folder: Path, pack: Pack, language: str, person_at: Callable[..., Any]
) -> None:
    question = pack.by_id["L08"]
    assert isinstance(question, Question)
    ask = question.ask[language]
    person = person_at("ask", str(folder), "--lang", language, "--only", "L08", columns=100)
    person.reads(f"L08  {ask}")
    for columns in (40, 20, 120, 80):
        person.resizes(columns, 24)
        person.waits_for(partial(_shows_whole, ask, columns))
        for word in ascii_marks(ask).split():
            assert any(word in line for line in person.sees.splitlines()), "no word is broken in the middle"
    for level, text in enumerate(question.words("run").levels):
        person.reads(f"{level}  {text[language]}")
    person.types("2" + ENTER)
    assert person.is_done() == 0
    assert saved(folder, pack) == {"L08": Answer(level=2)}


def test_a_window_of_another_size_shows_a_line_with_what_was_typed_and_its_question(
    folder: Path, pack: Pack, person_at: Callable[..., Any]
) -> None:
    ask = pack.by_id["N12"].ask["en"]
    person = person_at("ask", str(folder), "--lang", "en", "--only", "N12", columns=100)
    person.reads(f"N12  {ask}")
    person.types("12")
    person.reads(" > 12")
    for columns in (40, 120, 60):
        person.resizes(columns, 24)
        person.waits_for(partial(_shows_whole, ask, columns))
        person.reads(" > 12")
    person.types(ENTER)
    assert person.is_done() == 0
    assert saved(folder, pack)["N12"] == Answer(value=Fraction(12))


def _shows_whole(ask: str, columns: int, screen: str) -> bool:
    rule = "-" * min(columns - 1, 100)
    return squeezed(ask) in squeezed(screen) and rule in screen.splitlines() and "%" in screen.split("---")[0]


# From nothing to the end


@pytest.mark.parametrize("language", ["en", "ko"])
def test_from_an_empty_folder_the_language_comes_first_and_where_the_answers_are_is_said(
    tmp_path: Path, language: str, person_at: Callable[..., Any]
) -> None:
    say: Translate = translator(language)
    other = "ko_KR.UTF-8" if language == "en" else "en_US.UTF-8"
    person = person_at(cwd=tmp_path, language=other)
    person.reads("In which language shall we go on?")
    person.reads("q leave / q 나가기")
    person.types(("1" if language == "en" else "2") + ENTER)
    person.reads(say("What is the name of the agency?"))
    person.types("Maple" + ENTER)
    person.reads(say("What kind of body is it?"))
    person.types(ENTER)
    person.reads(say("In which language shall the report be?"))
    person.types(ENTER)
    person.reads(say("Basic facts"))
    screen = person.reads(say("Your answers are kept in the folder {path}.").format(path=tmp_path / "maple"))
    assert "X4  " in screen, "a first verdict begins with whether accounts are live"
    person.types("q")
    person.reads(say("All answers are saved."))
    screen = person.reads("listenfirst score maple")
    assert "listenfirst ask maple" in screen, "the folder knows its language, so the commands need not name it"
    assert "--lang" not in screen
    assert person.is_done() == 0


@pytest.mark.parametrize("language", ["en", "ko"])
def test_at_the_end_verdict_and_question_are_on_one_screen_of_any_width(
    tmp_path: Path, language: str, person_at: Callable[..., Any]
) -> None:
    say: Translate = translator(language)
    shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple")
    person = person_at("ask", "maple", "--lang", language, cwd=tmp_path)
    person.reads(say("Nothing is open."))
    person.types("1" + ENTER)
    for columns in (80, 40, 100):
        person.resizes(columns, 24)
        person.reads(say("Build the report now and open it?"))
        person.reads("listenfirst build maple")
        screen = person.reads("listenfirst score maple --all")
        assert screen.count("listenfirst build maple") == 1
        assert "◆" in screen, "the verdict has not scrolled away"
        assert "E04-0" in screen, "the first step is there"
    person.types("n" + ENTER)
    person.reads("listenfirst build maple")
    assert person.is_done() == 0
    assert not (tmp_path / "maple" / "site").exists()
