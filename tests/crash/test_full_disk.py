"""A disk that is full, or a folder that may only be read: a sentence, and nothing half-written under a final name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MAPLE = ROOT / "examples" / "maple-library"

FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
from audit.cli import main
sys.argv[1:] = {words}
main()
"""
"""No file may grow larger, as if the disk were full then."""

COMMANDS = {
    "build": ("build", "{maple}", "--lang", "en"),
    "build elsewhere": ("build", "{maple}", "--lang", "en", "--out", "{out}/site", "--source", "{out}/source"),
    "single": ("build", "{maple}", "--single"),
    "docx": ("export", "{maple}", "--to", "docx"),
    "xlsx": ("export", "{maple}", "--to", "xlsx"),
    "csv": ("export", "{maple}", "--to", "csv"),
    "form": ("form", "{maple}"),
    "questions": ("questions", "--to", "md", "--out", "{out}/q.md"),
    "round": ("round", "{maple}", "2027-05"),
    "holidays": ("holidays", "{maple}", "--country", "KR", "--date", "2026-11-23"),
    "pack": ("pack", "{maple}", "--out", "{out}/m.zip"),
    "demo": ("demo", "{out}/demo", "--example", "maple-library"),
    "serve": ("serve", "{maple}", "--port", "0"),
    "import": ("import", "{maple}", "{sent}", "--yes"),
}


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but locks, which are empty."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith(".lock")
    }


@pytest.mark.parametrize("size", [0, 300, 20_000])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(tmp_path: Path, name: str, size: int) -> None:
    maple = Path(shutil.copytree(MAPLE, tmp_path / "maple"))
    out, temporary = tmp_path / "out", tmp_path / "tmp"
    out.mkdir()
    temporary.mkdir()
    sent = tmp_path / "sent.yml"
    answers = (maple / "answers" / "2026-11" / "lead.yml").read_text(encoding="utf-8")
    sent.write_text(answers.replace("level: 2", "level: 3"), encoding="utf-8")
    before = files(tmp_path)
    words = [word.format(maple=maple, out=out, sent=sent) for word in COMMANDS[name]]
    # What it says goes into a pipe, which has no size.
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(size=size, words=words)],
        cwd=ROOT,
        env={**os.environ, "LANGUAGE": "en", "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "Traceback" not in done.stderr
    assert "went wrong" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr
    if done.returncode == 0:
        assert size, "with no room at all nothing can be done"
        assert files(tmp_path) != before
        return
    assert done.returncode == 1
    assert done.stderr.strip()
    assert files(tmp_path) == before | {
        # A folder for what would have been made may be there, and empty.
        name: content
        for name, content in files(tmp_path).items()
        if name == "maple/export"
    }


def test_a_new_folder_that_could_not_be_filled_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(size=10, words=["new", str(tmp_path / "new"), "--name", "x"])],
        cwd=ROOT,
        env={**os.environ, "LANGUAGE": "en", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


ODD = {
    "nothing set": {"clear": "1"},
    "no home": {"HOME": "", "TMPDIR": "/nowhere"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "words", [("score", "{maple}"), ("build", "{maple}", "--lang", "en"), ("export", "{maple}", "--to", "docx")]
)
def test_odd_environments_change_nothing(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    maple = Path(shutil.copytree(MAPLE, tmp_path / "maple"))
    odd = dict(ODD[name])
    environment = {} if odd.pop("clear", "") else {**os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "audit", *(word.format(maple=maple) for word in words)],
        cwd=ROOT,
        env={**environment, **odd},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
