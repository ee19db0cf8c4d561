"""Whole screens of the questions that have most to show, word for word in both languages, wide and narrow."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def pages() -> Callable[[], Iterator[tuple[str, str]]]:
    """The part of the tool that draws what the golden files hold."""
    spec = importlib.util.spec_from_file_location("golden", ROOT / "tools" / "golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[[], Iterator[tuple[str, str]]] = module.pages
    return made


def test_the_interview_draws_what_the_golden_files_hold(pages: Callable[[], Iterator[tuple[str, str]]]) -> None:
    now = dict(pages())
    then = {path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8") for path in GOLDEN.rglob("*.txt")}
    assert sorted(now) == sorted(then)
    assert [name for name, text in now.items() if text != then[name]] == [], "look at what changed, then: make golden"


def test_no_golden_page_is_higher_than_a_screen_and_each_begins_with_its_place() -> None:
    for path in GOLDEN.rglob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 24, path
        assert "%" in "".join(lines[:2]), path
