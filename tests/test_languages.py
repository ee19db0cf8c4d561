"""A language is data: the program names none."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.installation import installed_languages

AUDIT = Path(__file__).resolve().parents[1] / "audit"
PAPER = "report/document/typst.py"
"""It keeps Korean words whole at the ends of lines, as Typst does not, and tells Korean letters that no typeface has."""
LETTERS = ("LATIN", "FULLWIDTH LATIN", "MODIFIER LETTER")


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Give the texts of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


def is_of_a_language(text: str) -> bool:
    """Whether a text is the tag of a language, or holds a letter that only some languages write."""
    return text in installed_languages() or any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith(LETTERS) for letter in text
    )


MODULES = sorted(path.relative_to(AUDIT).as_posix() for path in AUDIT.rglob("*.py"))


@pytest.mark.parametrize("module", [module for module in MODULES if module not in (PAPER, "installation.py")])
def test_no_module_names_a_language(module: str) -> None:
    found = [f"{module}:{line}: {text[:40]!r}" for line, text in texts_of(AUDIT / module) if is_of_a_language(text)]
    assert found == []


def test_the_source_language_is_named_once() -> None:
    assert [text for _, text in texts_of(AUDIT / "installation.py") if is_of_a_language(text)] == ["en"]
