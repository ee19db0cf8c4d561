"""Killed while it writes, nothing half-written lies under a final name, and the next run clears what is left of the dead."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.files.atomic import write_durably
from audit.files.file_names import BUILT
from audit.files.workspace import clear_abandoned, without_leftovers, workspace
from audit.report.site.build import build_site, refuse_foreign

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MAPLE = ROOT / "examples" / "maple-library"
KILLS = 4

HOLDING = """
import sys, time
from pathlib import Path
from audit.files.workspace import workspace
with workspace(Path(sys.argv[1]), sys.argv[2]) as work:
    (work / "part").write_text("half")
    print(work.name, flush=True)
    sys.stdin.read()
"""


def command(*words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "audit", *map(str, words)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "CI"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def holding(parent: Path, name: str) -> tuple[subprocess.Popen[str], str]:
    """A process that works in a folder until it is ended; the name of that folder."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(parent), name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    return child, child.stdout.readline().strip()


def killed(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*") if path.name != BUILT)


@pytest.fixture
def maple(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MAPLE, tmp_path / "maple"))


Words = Callable[[Path], tuple[str | Path, ...]]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (lambda maple: ("build", maple, "--lang", "en", "--edition", "public"), "maple/site-public/index.html"),
        (
            lambda maple: (
                *("build", maple, "--lang", "en", "--edition", "public"),
                *("--out", maple.parent / "o", "--source", maple.parent / "source"),
            ),
            "source/mkdocs.yml",
        ),
        (lambda maple: ("build", maple, "--single", "--force"), "maple/export/maple-library.html"),
        (lambda maple: ("export", maple, "--to", "docx", "--force"), "maple/export/maple-library.docx"),
        (lambda maple: ("form", maple, "--force"), "maple/export"),
        (lambda maple: ("pack", maple, "--out", maple.parent / "m.zip", "--force"), "m.zip"),
    ],
    ids=["build", "source", "single", "export", "form", "pack"],
)
def test_a_command_killed_at_random_moments_leaves_nothing_that_the_next_one_does_not_clear(
    maple: Path, words: Words, made: str
) -> None:
    chance = random.Random(made)
    began = time.monotonic()
    first = command(*words(maple))
    first.communicate()
    assert first.returncode == 0
    takes = time.monotonic() - began
    shutil.rmtree(maple.parent / "source", ignore_errors=True)
    for _ in range(KILLS):
        child = command(*words(maple))
        # From before anything is made until just before the end.
        time.sleep(chance.uniform(0.3, 1.0) * takes)
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        shutil.rmtree(maple.parent / "source", ignore_errors=True)
    child = command(*words(maple))
    _, err = child.communicate()
    assert child.returncode == 0, err
    assert (maple.parent / made).exists()
    assert hidden(maple.parent) == []


def test_what_a_dead_process_left_is_cleared_and_what_a_living_one_works_in_is_not(tmp_path: Path) -> None:
    dead, left = holding(tmp_path, "site")
    living, used = holding(tmp_path, "site")
    other, another = holding(tmp_path, "site-public")
    killed(dead)
    (tmp_path / ".site-mine").mkdir()
    (tmp_path / ".site-0123456789abcdef").mkdir()
    assert not clear_abandoned(tmp_path, "site"), "somebody works there"
    assert not (tmp_path / left).exists()
    assert (tmp_path / used / "part").exists()
    assert (tmp_path / another / "part").exists()
    killed(living)
    killed(other)
    assert clear_abandoned(tmp_path, "site")
    assert not (tmp_path / used).exists()
    assert (tmp_path / another).exists(), "what has another name is another's"
    assert (tmp_path / ".site-mine").exists()
    assert (tmp_path / ".site-0123456789abcdef").exists(), "what has no lock is not ours to judge"


def test_a_workspace_is_gone_however_it_is_left(tmp_path: Path) -> None:
    with workspace(tmp_path, "site") as work:
        assert list(work.iterdir()) == []
        assert len(hidden(tmp_path)) == 2
    assert hidden(tmp_path) == []
    with pytest.raises(KeyboardInterrupt), workspace(tmp_path, "구" * 90):
        raise KeyboardInterrupt
    assert hidden(tmp_path) == []


def test_the_lock_of_another_user_or_a_link_is_left_alone(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    lock = tmp_path / ".site-0123456789abcdef.lock"
    lock.symlink_to(victim)
    clear_abandoned(tmp_path, "site")
    assert lock.is_symlink()
    assert victim.read_text() == "mine"


def test_a_file_half_written_by_a_dead_process_is_cleared_and_by_a_living_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    half = tmp_path / ".report.csv.abc.tmp"
    half.write_text("half")
    living, _ = holding(tmp_path, path.name)
    with without_leftovers(path):
        write_durably(path, b"new")
    assert half.exists(), "it may be the living one's"
    killed(living)
    with without_leftovers(path):
        write_durably(path, b"newer")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["report.csv"]


def test_the_old_site_comes_back_if_a_build_was_killed_with_it_in_its_hands(tmp_path: Path) -> None:
    out = tmp_path / "site"
    dead, left = holding(tmp_path, "site")
    old = tmp_path / left / "old0"
    old.mkdir()
    (old / BUILT).write_text('{"format": 1, "files": ["index.html"]}')
    (old / "index.html").write_text("old")
    killed(dead)
    # A build that fails still brings it back.
    with pytest.raises(Exception):  # noqa: B017, PT011 # no result: any failure after the folder was looked at
        build_site(None, out, ("en",))  # type: ignore[arg-type]
    assert (out / "index.html").read_text() == "old"
    refuse_foreign(out)
    assert hidden(tmp_path) == []


def test_two_builds_of_one_folder_at_once_both_end_well(maple: Path) -> None:
    children = [command("build", maple, "--lang", "en", "--edition", "public") for _ in range(2)]
    for child in children:
        _, err = child.communicate()
        assert child.returncode == 0, err
    assert (maple / "site-public" / "index.html").exists()
    refuse_foreign(maple / "site-public")
    assert hidden(maple) == []
