"""Which tests reach which line: run once a test file, kept, and run again only where that file has changed.

A line is remembered by its function and its place in it, so that what is written above moves nothing. Where a function has
been changed since, every test that reached it counts.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "build" / "mutants"
QUICK = "not browser and not slow and not thorough"
LONGEST_TEST = 5.0
"""Seconds; a longer test is not run where shorter ones reach the line."""
MOST_TESTS = 60.0
"""Seconds of tests for one fault, the cheapest first, though not fewer than a few."""
FEWEST = 5
AT_ONCE = 40
"""So many test files are run together; whoever is stopped goes on behind them."""


@dataclass(frozen=True)
class Place:
    """A line of the code, as it stays the same when lines above it come and go.

    Attributes:
        path: The module, from the top of the project.
        function: The name of the function around it; empty where there is none.
        digest: The digest of that function's text.
        offset: Its place in the function, from 0.
    """

    path: str
    function: str
    digest: str
    offset: int


@dataclass
class Reached:
    """What running the tests has shown.

    Attributes:
        seconds: How long each test takes, by its name.
        tests: The tests that reach a place.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[Place, set[str]] = field(default_factory=dict)

    def tests_of(self, path: str, lines: Iterable[int]) -> list[str]:
        """Return the tests to run against a fault: those of its module first, then the cheap ones; not the long ones.

        Args:
            path: The module, from the top of the project.
            lines: The lines of the fault and of the statement that it is part of.
        """
        wanted = {place for line in lines if (place := place_of(path, line)) is not None}
        found = {test for place in wanted for test in self.tests.get(place, ())}
        if not found:
            # It was changed since, or is worked out when the module is loaded, such as the default of an argument.
            inside = {place.function for place in wanted}
            of_module = [(place, tests) for place, tests in self.tests.items() if place.path == path]
            found = {test for place, tests in of_module if place.function in inside for test in tests}
            found = found or {test for _, tests in of_module for test in tests}

        def cost(test: str) -> tuple[bool, float, str]:
            return not _mirrors(test, path), self.seconds.get(test, 0.0), test

        return list(self._affordable(sorted(found, key=cost)))

    def _affordable(self, tests: list[str]) -> Iterator[str]:
        shorter = any(self.seconds.get(test, 0.0) <= LONGEST_TEST for test in tests)
        spent = 0.0
        for number, test in enumerate(tests):
            seconds = self.seconds.get(test, 0.0)
            if (shorter and seconds > LONGEST_TEST) or (number >= FEWEST and spent + seconds > MOST_TESTS):
                continue
            spent += seconds
            yield test


def _mirrors(test: str, path: str) -> bool:
    return Path(test.partition("::")[0]).stem == f"test_{Path(path).stem}"


@cache
def _functions(path: str) -> list[tuple[int, int, str, str]]:
    """Return the first and last line of every function of a module, its name and the digest of its text."""
    source = (ROOT / path).read_text(encoding="utf-8")
    lines = source.splitlines()
    found: list[tuple[int, int, str, str]] = []

    def walk(node: ast.AST, names: tuple[str, ...]) -> None:
        for child in ast.iter_child_nodes(node):
            inner = (*names, child.name) if isinstance(child, ast.ClassDef | ast.FunctionDef) else names
            if isinstance(child, ast.FunctionDef):
                first, last = child.lineno, child.end_lineno or child.lineno
                text = "\n".join(lines[first - 1 : last])
                found.append((first, last, ".".join(inner), hashlib.sha256(text.encode()).hexdigest()[:16]))
            walk(child, inner)

    walk(ast.parse(source), ())
    return found


@cache
def place_of(path: str, line: int) -> Place | None:
    """Return where a line stands: in the innermost function around it; None where there is none."""
    around = [entry for entry in _functions(path) if entry[0] <= line <= entry[1]]
    if not around:
        return None
    first, _, name, digest = max(around)
    return Place(path, name, digest, line - first)


def reached(*, workers: int, anew: bool = False, below: str = "tests") -> Reached:
    """Return which tests reach which line; test files that are new or changed are run first, some at a time.

    Args:
        workers: How many processes run them.
        anew: Whether all of them are run.
        below: The folder of the tests that take part.
    """
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / below).rglob("test_*.py"))]
    new = [file for file in files if anew or _kept(file) is None]
    for start in range(0, len(new), AT_ONCE):
        some = new[start : start + AT_ONCE]
        print(f"seeing what the tests reach: {start} of {len(new)} files", flush=True)
        seen = _seen(some, workers)
        for file in some:
            _keep(file, seen.get(file, {"tests": [], "seconds": [], "places": []}))
    found = Reached()
    for file in files:
        kept = _kept(file) or {}
        found.seconds |= dict(zip(kept["tests"], kept["seconds"], strict=True))
        for path, function, digest, offset, tests in kept["places"]:
            place = Place(path, function, digest, offset)
            found.tests.setdefault(place, set()).update(kept["tests"][number] for number in tests)
    return found


Seen = dict[str, Any]
"""What is kept of a test file: its tests, how long each takes, and for each place the numbers of those that reach it."""


def _where(file: str) -> Path:
    return MEASURED / "reached" / f"{file.removesuffix('.py').replace('/', '.')}.json"


def _digest(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()[:16]


def _kept(file: str) -> Seen | None:
    where = _where(file)
    kept: Seen = json.loads(where.read_text(encoding="utf-8")) if where.is_file() else {}
    return kept if kept.get("digest") == _digest(file) else None


def _keep(file: str, seen: Seen) -> None:
    where = _where(file)
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(json.dumps({"digest": _digest(file), **seen}), encoding="utf-8")


def _seen(files: Sequence[str], workers: int) -> dict[str, Seen]:
    """Run some test files, and see which of their tests reach which line."""
    MEASURED.mkdir(parents=True, exist_ok=True)
    data, times = MEASURED / "coverage", MEASURED / "times.xml"
    data.unlink(missing_ok=True)
    options = f"-q -n {workers} --dist loadfile --cov=audit --cov-context=test --cov-report= --junitxml={times}"
    subprocess.run(
        [sys.executable, "-m", "pytest", *options.split(), "-p", "no:cacheprovider", "-m", QUICK, *files],
        cwd=ROOT,
        env={**os.environ, "COVERAGE_FILE": str(data)},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    by_module: dict[tuple[str, str], float] = {}
    for case in ElementTree.parse(times).iter("testcase"):
        by_module[case.get("classname", ""), case.get("name", "")] = float(case.get("time", "0"))
    found: dict[str, Seen] = {}
    for place, tests in _places(data).items():
        by_file: dict[str, list[int]] = {}
        for test in sorted(tests):
            file = test.partition("::")[0]
            seen = found.setdefault(file, {"tests": [], "seconds": [], "places": [], "numbers": {}})
            if test not in seen["numbers"]:
                seen["numbers"][test] = len(seen["tests"])
                seen["tests"].append(test)
                name = (file.removesuffix(".py").replace("/", "."), test.partition("::")[2])
                seen["seconds"].append(by_module.get(name, 0.0))
            by_file.setdefault(file, []).append(seen["numbers"][test])
        for file, numbers in by_file.items():
            found[file]["places"].append([place.path, place.function, place.digest, place.offset, numbers])
    for seen in found.values():
        del seen["numbers"]
    return found


def _places(data: Path) -> dict[Place, set[str]]:
    """Read what coverage has written: the tests by the place that they reach."""
    found: dict[Place, set[str]] = {}
    with sqlite3.connect(data) as database:
        arcs = database.execute("select count(*) from arc").fetchone()[0]
        rows = database.execute(
            "select distinct file.path, context.context, abs(arc.tono) from arc"
            " join file on file.id = arc.file_id join context on context.id = arc.context_id where context.context != ''"
            if arcs
            else "select file.path, context.context, line_bits.numbits from line_bits"
            " join file on file.id = line_bits.file_id join context on context.id = line_bits.context_id"
            " where context.context != ''"
        )
        for path, context, lines in rows:
            module = Path(path).relative_to(ROOT).as_posix()
            for line in numbits_to_nums(lines) if isinstance(lines, bytes) else (lines,):
                place = place_of(module, line)
                if place is not None:
                    # What stands behind the last bar is the phase; the name of a test may hold bars of its own.
                    found.setdefault(place, set()).add(context.rpartition("|")[0])
    return found
