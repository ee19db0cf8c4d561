"""What the program says to type can be typed: in a shell of Linux and macOS, and in one of Windows."""

from __future__ import annotations

import subprocess

from audit.command_line import command_line

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
    assert command_line(["pip", "install", "weasyprint>=70"], windows=True) == 'pip install "weasyprint>=70"'
    assert command_line(["a", ""], windows=True) == 'a ""'
