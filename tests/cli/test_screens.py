"""What the commands print about the three examples, and their help, word for word in both languages."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"


Screens = Callable[[list[str]], Iterator[tuple[str, str]]]


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    """The part of the tool that prints what the golden files hold; the environment is put back afterwards."""
    for name in ("LANGUAGE", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "")
    spec = importlib.util.spec_from_file_location("golden", ROOT / "tools" / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Screens = module.screens
    return made


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["maple-library", "haneul-district", "narae-city", "help"])
def test_the_commands_print_what_the_golden_files_hold(name: str, screens: Screens) -> None:
    now = dict(screens([name]))
    files = (GOLDEN / name).rglob("*.txt")
    then = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in files}
    assert sorted(now) == sorted(then)
    assert [name for name, text in now.items() if text != then[name]] == [], "look at what changed, then: make golden"


def test_every_example_and_the_help_have_golden_files() -> None:
    examples = {path.parent.name for path in (ROOT / "examples").glob("*/audit.yml")}
    assert {path.name for path in GOLDEN.iterdir()} == {*examples, "help"}
