"""What the program says to type can be typed: in a shell of Linux and macOS, and in one of Windows."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from audit.cli import run
from audit.command_line import command_line

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WORDS = ["listenfirst", "ask", "my audit/구청", "--only", "M02", "it's"]


def test_a_shell_takes_a_command_as_it_is_written() -> None:
    said = subprocess.run(
        ["/bin/sh", "-c", f"printf '%s\\n' {command_line(WORDS, windows=False)}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert said.stdout.splitlines() == WORDS


def test_a_path_of_windows_has_no_single_quotes_around_it() -> None:
    path = r"C:\Users\kim\audit"
    assert command_line(["listenfirst", "build", path], windows=True) == rf"listenfirst build {path}"
    assert command_line(["listenfirst", "build", r"C:\My Audit"], windows=True) == r'listenfirst build "C:\My Audit"'
    assert command_line(["pip", "install", "openpyxl>=3.1"], windows=True) == 'pip install "openpyxl>=3.1"'
    assert command_line(["a", ""], windows=True) == 'a ""'


def test_a_korean_name_needs_no_quotes_and_a_space_does() -> None:
    assert command_line(["ask", "하늘구청/2026", "나래 시"], windows=False) == "ask 하늘구청/2026 '나래 시'"


def test_every_command_that_is_told_can_be_copied_whatever_the_folder_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my audit; 구청's"
    shutil.copytree(EXAMPLES / "maple-library", folder)
    empty = tmp_path / "new & empty"
    told = ""
    for command in (
        ["new", str(empty), "--name", "Elm"],
        ["finish", str(empty)],
        ["compare", str(empty)],
        ["score", str(tmp_path / "not there")],
        ["form", str(folder), "--as", "it", "--out", str(tmp_path / "form.html")],
        ["round", str(folder), "--date", "2027-03-01"],
        ["round", str(folder), "--date", "2027-06-01"],
        ["finish", str(folder), "--round", "2026-11", "--date", "2026-11-23"],
    ):
        run(command)
        told += "".join(capsys.readouterr())
    assert "Traceback" not in told
    commands = re.findall(r"listenfirst (?:ask|new|import|status|finish|round|build|score) .*", told)
    paths = {str(path) for path in (folder, empty, tmp_path / "not there")}
    assert len(commands) >= 6
    for line in commands:
        assert any(command_line([path]) in line for path in paths), line
