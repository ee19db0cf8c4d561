"""Compiled templates are kept, and never in the way: what changed, what is spoilt and what cannot be kept is compiled again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from audit.report.site.template_cache import TemplateCache


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is compiled here."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def page(text: str, kind: str = "report", begin: str = "{{", end: str = "}}") -> str:
    env = Environment(
        loader=DictLoader({"page": text}),
        bytecode_cache=TemplateCache(kind),
        autoescape=True,
        variable_start_string=begin,
        variable_end_string=end,
    )
    return env.get_template("page").render(name="<b>")


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def test_a_template_is_kept_once_and_says_the_same_from_then_on(elsewhere: Path) -> None:
    assert page("Hello {{ name }}") == page("Hello {{ name }}") == "Hello &lt;b&gt;"
    assert len(kept(elsewhere)) == 1


def test_a_template_that_changed_is_compiled_again(elsewhere: Path) -> None:
    assert page("one {{ name }}") != page("two {{ name }}")
    assert page("one {{ name }}") == "one &lt;b&gt;"
    assert len(kept(elsewhere)) == 1, "the old one is replaced"


def test_the_same_text_in_another_kind_of_environment_is_another_template() -> None:
    assert page("[[ name ]] {{ name }}") == "[[ name ]] &lt;b&gt;"
    other = page("[[ name ]] {{ name }}", "site", "[[", "]]")
    assert other == "&lt;b&gt; {{ name }}"


@pytest.mark.parametrize("keep", [0, 1, 10, 30, -1])
def test_what_was_cut_short_is_compiled_again(keep: int, elsewhere: Path) -> None:
    page("Hello {{ name }}")
    path = kept(elsewhere)[0]
    path.write_bytes(path.read_bytes()[:keep])
    assert page("Hello {{ name }}") == "Hello &lt;b&gt;"


def test_where_nothing_can_be_kept_everything_still_works(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "file").write_text("x", encoding="utf-8")
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere / "file"))
    assert page("Hello {{ name }}") == "Hello &lt;b&gt;"
    monkeypatch.setattr(sys, "pycache_prefix", str(elsewhere / "new"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert page("Hello {{ name }}") == "Hello &lt;b&gt;"
    assert [path.name for path in kept(elsewhere)] == ["file"]


def test_what_a_killed_run_left_is_cleared(elsewhere: Path) -> None:
    page("Hello {{ name }}")
    folder = kept(elsewhere)[0].parent
    left = folder / ".kept-0123456789abcdef"
    left.mkdir()
    (left / "half").write_text("half")
    left.with_name(left.name + ".lock").touch()
    page("Bye {{ name }}")
    assert not left.exists()
    assert len(kept(elsewhere)) == 1
