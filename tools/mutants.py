"""Plant faults in the code, one at a time, and see whether a test notices: `make mutants`.

Every place where one of the changes below is possible is a mutant. A sample of them, the same for the same seed, is planted
one by one in a copy of the project; the quick tests that reach the line, and no others, are run against it, and where none of
them fails the thorough and slow ones of its package. A mutant is killed when one fails. Browser tests take no part. What
survives is printed with its place and its change: it is killed by a new test, or named in `tools/equivalent_mutants.toml` with
the reason why nobody could see it.

What the tests reach and what became of each fault is kept under `build/mutants`. Whoever is stopped goes on with `--resume`:
a fault is planted again only where its module has changed since or, if it survived, the tests.

Usage: python tools/mutants.py [--resume] [--count 100] [--seed 1] [--only audit/assess [--tests tests/assess]] [--workers 2]
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.mutant_tests import MEASURED, reached

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("audit/assess", "audit/report", "audit/interview", "audit/files")
EQUIVALENT = ROOT / "tools" / "equivalent_mutants.toml"
KNOWN = ROOT / "tools" / "known_mutants.toml"
PROMISED = 90
"""Of a hundred."""
LONGEST = 300
"""Seconds; a mutant that makes the tests run for ever is noticed too."""

_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "+",
    ast.FloorDiv: "*",
    ast.Mod: "*",
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


@dataclass(frozen=True)
class Mutant:
    """One fault that could be planted.

    Attributes:
        path: The module, from the top of the project.
        line: Where it begins, from 1.
        statement: The line of the statement that it is part of.
        start: The first byte of the span that is replaced.
        end: The byte after its last.
        before: What stands there.
        after: What would stand there.
        function: The function around it, such as `gates.lowest`.
    """

    path: str
    line: int
    statement: int
    start: int
    end: int
    before: str
    after: str
    function: str

    @property
    def name(self) -> str:
        """How it is named where it is equivalent: it stays the same when lines move."""
        return f"{self.path} {self.function}: {self.before} -> {self.after}"


class Module:
    """The text of a module by the positions that its syntax tree gives."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.tree = ast.parse(source)
        self._data = source.encode()
        self._starts = [0]
        for line in self._data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return the first byte of an expression, and the one after its last."""
        ends = (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)
        start, end = (self._starts[line - 1] + column for line, column in ends)
        return start, end

    def text(self, node: ast.expr) -> str:
        """Return an expression as it is written."""
        start, end = self.span(node)
        return self._data[start:end].decode()


def mutants_of(path: str, source: str) -> Iterator[Mutant]:
    """Give every fault that can be planted inside the functions of a module."""
    module = Module(path, source)
    for function, statement, node in _inside_functions(module.tree):
        for place, after in (*_in_conditions(node, module.text), *_in_values(node, module.text)):
            start, end = module.span(place)
            yield Mutant(path, place.lineno, statement, start, end, module.text(place), after, function)


Changes = Iterator[tuple[ast.expr, str]]
"""An expression, and what is put in its place."""


def _in_conditions(node: ast.AST, text: Callable[[ast.expr], str]) -> Changes:
    """Turn round what is asked."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            yield node, f"{text(left)} {_COMPARE[type(operator)]} {text(right)}"
        case ast.BoolOp(op=operator, values=values):
            word = " or " if isinstance(operator, ast.And) else " and "
            yield node, f"({word.join(f'({text(value)})' for value in values)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"({text(operand)})"
        case ast.IfExp(test=test, body=body, orelse=other):
            yield node, f"({text(other)} if {text(test)} else {text(body)})"
        case ast.comprehension(ifs=[condition, *_]):
            yield condition, f"not ({text(condition)})"
        case ast.If(test=test) if not isinstance(test, ast.Compare | ast.UnaryOp | ast.BoolOp):
            yield test, f"not ({text(test)})"


def _in_values(node: ast.AST, text: Callable[[ast.expr], str]) -> Changes:
    """Make another number, sum or result."""
    match node:
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
            yield node, f"{text(left)} {_ARITHMETIC[type(operator)]} {text(right)}"
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(number)):
            yield node, str(number + 1)
        case ast.Call(func=ast.Name(id=called) as name) if called in _CALLS:
            yield name, _CALLS[called]
        case ast.Return(value=ast.expr() as returned) if not isinstance(returned, ast.Constant | ast.Name):
            yield returned, "None"


def _inside_functions(tree: ast.Module) -> Iterator[tuple[str, int, ast.AST]]:
    """Give every node inside a function: the function's name, the line of its statement, the node. Types are left out."""

    def walk(node: ast.AST, names: tuple[str, ...], statement: int) -> Iterator[tuple[str, int, ast.AST]]:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.ClassDef):
                    yield from walk(child, (*names, child.name), 0)
                elif isinstance(child, ast.FunctionDef):
                    yield from walk(child, (*names, child.name), child.lineno)
                elif isinstance(child, ast.AST):
                    line = child.lineno if statement and isinstance(child, ast.stmt) else statement
                    if line:
                        yield ".".join(names), line, child
                    yield from walk(child, names, line)

    yield from walk(tree, (), 0)


def every_mutant(only: str | None) -> list[Mutant]:
    """Return every fault that can be planted below the places of the project."""
    found: list[Mutant] = []
    for place in (only,) if only else PLACES:
        for file in [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py")):
            source = file.read_text(encoding="utf-8")
            found += [m for m in mutants_of(file.relative_to(ROOT).as_posix(), source) if _is_python(m, source)]
    return found


def _is_python(mutant: Mutant, source: str) -> bool:
    try:
        compile(planted(mutant, source), mutant.path, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def planted(mutant: Mutant, source: str) -> str:
    """Return a module with the fault in it."""
    data = source.encode()
    return (data[: mutant.start] + mutant.after.encode() + data[mutant.end :]).decode()


def known_mutants() -> list[Mutant]:
    """Return the faults that once no test noticed; each is planted every time."""
    found = []
    for entry in tomllib.loads(KNOWN.read_text(encoding="utf-8"))["fault"]:
        source = (ROOT / entry["path"]).read_text(encoding="utf-8")
        if source.count(entry["before"]) != 1:
            raise SystemExit(f"{KNOWN.name}: {entry['before']!r} does not stand once in {entry['path']}")
        start = len(source[: source.index(entry["before"])].encode())
        line = source[: source.index(entry["before"])].count("\n") + 1
        end = start + len(entry["before"].encode())
        found.append(Mutant(entry["path"], line, line, start, end, entry["before"], entry["after"], "known"))
    return found


def copy_of_the_project(target: Path) -> Path:
    """Copy what belongs to the project, so that faults are planted elsewhere."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def is_killed(mutant: Mutant, tests: list[str], copy: Path) -> bool:
    """Plant a fault in a copy and say whether a test fails: one that reaches it, else a long one of its package."""
    module = copy / mutant.path
    source = module.read_text(encoding="utf-8")
    module.write_text(planted(mutant, source), encoding="utf-8")
    try:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as names:
            names.write("\n".join(tests))
            names.flush()
            if tests and fails([f"@{names.name}"], copy):
                return True
        files = files_of(mutant.path)
        return bool(files) and fails(["-m", "(thorough or slow) and not browser", *files], copy)
    finally:
        module.write_text(source, encoding="utf-8")


def fails(arguments: list[str], copy: Path) -> bool:
    """Run tests in a copy; say whether one of them fails, cannot even be loaded, or never ends."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    if done.returncode == pytest.ExitCode.USAGE_ERROR:
        # No test has run then, and nothing would be said of the fault.
        raise SystemExit(f"the tests cannot be run: {done.stderr.decode(errors='replace').strip()}")
    return done.returncode in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


def files_of(path: str) -> list[str]:
    """Return the test files that lie where the package of a module is mirrored, or in the folder around it."""
    folder = Path("tests", *Path(path).parent.parts[1:])
    places = [place for place in (folder, folder.parent) if place != Path("tests")]
    return [file.relative_to(ROOT).as_posix() for place in places for file in sorted((ROOT / place).glob("test_*.py"))]


def sampled(everything: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Choose some faults by lot; a change elsewhere in the project leaves the choice as it was."""

    def lot(mutant: Mutant) -> bytes:
        return hashlib.sha256(f"{seed} {mutant.name}".encode()).digest()

    return sorted(everything, key=lot)[:count]


def told(mutant: Mutant, *, dead: bool) -> str:
    """Say what became of a fault: one line, and its change below where no test noticed."""
    place = f"{mutant.path}:{mutant.line}  {mutant.function}"
    return f"killed    {place}" if dead else f"survived  {place}\n    {mutant.before}\n    {mutant.after}"


class Outcomes:
    """What became of the faults that were planted, kept in a file."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self._path = path
        self._known: dict[str, bool] = {}
        self._tests = _digest_of(sorted((ROOT / "tests").rglob("*.py")))
        self._lock = Lock()
        if not resume:
            path.unlink(missing_ok=True)
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            self._known |= json.loads(line)

    def of(self, mutant: Mutant) -> bool | None:
        """Return whether a fault was killed; None where it has to be planted."""
        return True if self._known.get(self._killed(mutant)) else self._known.get(self._survived(mutant))

    def put(self, mutant: Mutant, *, dead: bool) -> None:
        """Keep what became of a fault."""
        key = self._killed(mutant) if dead else self._survived(mutant)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({key: dead}) + "\n")

    def _killed(self, mutant: Mutant) -> str:
        return f"{mutant.name} at {mutant.start} in {_digest_of([ROOT / mutant.path])}"

    def _survived(self, mutant: Mutant) -> str:
        return f"{self._killed(mutant)} with the tests {self._tests}"


def _digest_of(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def main(arguments: list[str]) -> int:
    """Sample, plant, test, tell; return 1 where too many survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on where the last run was stopped")
    parser.add_argument("--anew", action="store_true", help="see again what every test reaches")
    parser.add_argument("--only", help="a folder or module, such as audit/assess")
    parser.add_argument("--tests", default="tests", help="the folder of the tests that take part, such as tests/assess")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args(arguments)
    equivalent = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    everything = [mutant for mutant in every_mutant(chosen.only) if mutant.name not in equivalent]
    known = [] if chosen.only else known_mutants()
    sample = sampled(everything, chosen.count, chosen.seed)
    tests = reached(workers=chosen.workers, anew=chosen.anew, below=chosen.tests)
    outcomes = Outcomes(MEASURED / "outcomes.jsonl", resume=chosen.resume)
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(chosen.workers):
            copies.put(copy_of_the_project(Path(temporary) / str(number)))

        def killed(mutant: Mutant) -> bool:
            before = outcomes.of(mutant)
            if before is not None:
                return before
            copy = copies.get()
            try:
                dead = is_killed(mutant, tests.tests_of(mutant.path, (mutant.line, mutant.statement)), copy)
            finally:
                copies.put(copy)
            outcomes.put(mutant, dead=dead)
            return dead

        outcome = {}
        with ThreadPoolExecutor(chosen.workers) as pool:
            planned = [*known, *sample]
            for number, (mutant, dead) in enumerate(zip(planned, pool.map(killed, planned), strict=True), start=1):
                outcome[mutant] = dead
                print(f"{number:>3} of {len(planned)}  {told(mutant, dead=dead)}", flush=True)
    count = sum(outcome[mutant] for mutant in sample)
    print(f"{count} of {len(sample)} killed (of {len(everything)} that are possible); known ones: ", end="")
    print(f"{sum(outcome[mutant] for mutant in known)} of {len(known)}")
    return 0 if count * 100 >= PROMISED * len(sample) and all(outcome[mutant] for mutant in known) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
