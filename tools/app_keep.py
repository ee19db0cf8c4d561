"""What of Python, of the packages and of the project goes into the app: what it was seen to use, and what that could still ask for."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ENTRY = "audit.app.engine"
PROJECT = "audit"
BESIDES = frozenset(
    {
        # For the names in a zip from an old system, and for files that are no UTF-8.
        *(f"encodings.{name}" for name in ("cp437", "cp949", "euc_kr", "cp1252", "utf_16", "utf_16_le", "utf_16_be")),
        # What is only imported when something went wrong.
        *("linecache", "tokenize", "traceback", "textwrap", "_colorize", "_ast_unparse", "_strptime", "difflib"),
    }
)
"""Modules of the standard library that a use without a fault never asks for."""
UNUSED_DATA = ("app", "theme", "form", "export/memo.docx", "export/report.docx", "export/report.typ", "assets/*.js")
"""What in `site_template` no engine reads."""


@dataclass(frozen=True)
class Used:
    """What a whole use of the app took.

    Attributes:
        modules: The names of the modules.
        files: The paths of all files that were opened, below the folder of all.
    """

    modules: frozenset[str]
    files: frozenset[str]


def read_used(path: Path) -> Used:
    """Read what `warm_up.py` noted."""
    noted = json.loads(path.read_text(encoding="utf-8"))
    return Used(frozenset(noted["modules"]), frozenset(noted["files"]))


def kept_library(folder: Path, used: Used, named: Iterable[str]) -> dict[str, bytes]:
    """Return the files of the standard library that stay, by their name in its zip.

    Args:
        folder: The compiled library.
        used: What was used.
        named: Modules that the project names anywhere.
    """
    wanted = used.modules | BESIDES | set(named)
    return {name: path.read_bytes() for name, path in _modules(folder) if _called(name) in wanted}


def kept_packages(folder: Path, used: Used) -> dict[str, bytes]:
    """Return the files of the packages that stay, by their path below `folder`: modules that were used, data that was read."""
    kept = {name: path.read_bytes() for name, path in _modules(folder) if _called(name) in used.modules}
    opened = {Path(name).as_posix().partition("/compiled/app/")[2] for name in used.files}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix not in (".pyc", ".py") and (name in opened or path.suffix == ".so"):
            kept[name] = path.read_bytes()
    return {name: content for name, content in kept.items() if not name.startswith(f"{PROJECT}/")}


def kept_project(folder: Path, source: Path, used: Used) -> tuple[dict[str, bytes], frozenset[str]]:
    """Return the files of the project that stay, and the modules of others that they name.

    Args:
        folder: Where the compiled project lies.
        source: The same as source.
        used: What was used.
    """
    modules = Imports(source)
    wanted = modules.reached(ENTRY) | {name for name in used.modules if name.split(".")[0] == PROJECT}
    kept = {
        name: path.read_bytes()
        for name, path in _modules(folder)
        if name.startswith(f"{PROJECT}/") and _called(name) in wanted
    }
    for path in sorted((folder / PROJECT).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix != ".pyc" and not _is_unused(path, folder):
            kept[name] = path.read_bytes()
    return kept, frozenset(other for name in wanted for other in modules.named(name))


def _is_unused(path: Path, folder: Path) -> bool:
    template = folder / PROJECT / "_data" / "site_template"
    return any(path.is_relative_to(place) for pattern in UNUSED_DATA for place in template.glob(pattern))


def _modules(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.pyc")):
        yield path.relative_to(folder).as_posix(), path


def _called(name: str) -> str:
    return name.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")


class Imports:
    """What the modules of the project import, at their top and inside of functions."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._trees: Mapping[str, ast.Module] = {
            _called(path.relative_to(source).with_suffix(".pyc").as_posix()): ast.parse(path.read_bytes())
            for path in sorted((source / PROJECT).rglob("*.py"))
        }

    def named(self, module: str) -> frozenset[str]:
        """Return all modules that a module names, wherever it does."""
        return frozenset(_imported(ast.walk(self._trees[module])))

    def reached(self, start: str) -> frozenset[str]:
        """Return the project's modules that can be reached from one of them."""
        found: set[str] = set()
        waiting = [start]
        while waiting:
            module = waiting.pop()
            if module in found or module not in self._trees:
                continue
            found.add(module)
            waiting.extend(self.named(module))
            waiting.append(module.rpartition(".")[0])
        return frozenset(found)


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
