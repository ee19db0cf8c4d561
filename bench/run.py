"""Measure what the project promises, as ratios and times of one run: `make bench`.

Compared is processor time, of the process and all it starts, because other work on the machine does not change it; the
clock on the wall is printed beside it. Every figure is the median of several runs, or the least where it is a few milliseconds, and what is compared runs in turn.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.assess.assess import assess, core_of
from audit.cli import relax_garbage_collection
from audit.files.answers_file import open_answers
from audit.files.folder import SettingsFile, create_folder, open_folder
from audit.interview.asker import Entry, Move, Page, Reply, SectionPage
from audit.interview.run import interview
from audit.model.answers import Answer, Evidence, Respondent
from audit.model.asked import Item
from audit.model.pack import Question
from audit.model.values import read_value

ROOT = Path(__file__).resolve().parents[1]
LISTENFIRST, MKDOCS = (str(Path(sys.executable).with_name(name)) for name in ("listenfirst", "mkdocs"))
DAY = datetime.date(2026, 11, 23)
RUNS = 5
LAST_DAY = datetime.date(2026, 12, 31)
ROUNDS = 12
NEWEST, BOTH = ("2026-12",), ("2026-11", "2026-12")
ANSWERS = 70
BUILD, HELP, CROWD = 1.3, 2.5, 2.0
"""At most so many times what it is compared with."""
ASSESSING, CORE, KEY_PRESS = 150.0, 20.0, 100.0
"""Milliseconds."""
SENT, IMPORTING = 200, 3.0
"""So many files that were sent back, and the seconds in which they are taken in."""


@dataclass(frozen=True)
class Time:
    """How long something took, in seconds: of the processor, and on the wall."""

    processor: float
    wall: float


@dataclass(frozen=True)
class Line:
    """One promise and what was measured."""

    what: str
    unit: str
    promised: float
    processor: float
    wall: float


def process(*command: str) -> Time:
    """Run a command in a process of its own, quietly.

    Raises:
        CalledProcessError: It failed; its words are on the screen.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Time(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def in_process(work: Callable[[], object]) -> Time:
    """Run a function here."""
    cpu, began = time.process_time(), time.perf_counter()
    work()
    return Time(time.process_time() - cpu, time.perf_counter() - began)


def middle(times: Sequence[Time]) -> Time:
    """Return the medians."""
    return Time(statistics.median(t.processor for t in times), statistics.median(t.wall for t in times))


def least(times: Sequence[Time]) -> Time:
    """Return the shortest time of each kind."""
    return Time(min(t.processor for t in times), min(t.wall for t in times))


def ratio(what: str, promised: float, ours: Sequence[Time], theirs: Sequence[Time]) -> Line:
    """Compare runs that were made in turn: the median of the ratios."""
    return Line(
        what,
        "x",
        promised,
        statistics.median(a.processor / b.processor for a, b in zip(ours, theirs, strict=True)),
        statistics.median(a.wall / b.wall for a, b in zip(ours, theirs, strict=True)),
    )


def building(language: str, work: Path) -> Line:
    """`listenfirst build` against `mkdocs build` of the very folder that it generated."""
    ours, theirs = [], []
    arguments = ("build", "examples/narae-city", "--lang", language, "--date", DAY.isoformat())
    kept = work / f"kept-{language}"
    process(LISTENFIRST, *arguments, "--out", str(work / f"first-{language}"), "--source", str(kept))
    projects = [kept / code for code in ("en", "ko")] if language == "all" else [kept]
    for number in range(RUNS):
        out = work / f"{language}-{number}"
        ours.append(process(LISTENFIRST, *arguments, "--out", str(out)))
        parts = [
            process(MKDOCS, "build", "-q", "-f", str(project / "mkdocs.yml"), "-d", str(work / "mkdocs"))
            for project in projects
        ]
        theirs.append(Time(sum(part.processor for part in parts), sum(part.wall for part in parts)))
    of = "two languages" if language == "all" else "one language"
    return ratio(f"listenfirst build, {of} / mkdocs build of the same folder", BUILD, ours, theirs)


def helping() -> Line:
    """`listenfirst --help` against importing click."""
    ours, theirs = [], []
    for _ in range(4 * RUNS):
        ours.append(process(LISTENFIRST, "--help"))
        theirs.append(process(sys.executable, "-c", "import click"))
    return ratio('listenfirst --help / python -c "import click"', HELP, ours, theirs)


def assessing(example: Path) -> Iterator[Line]:
    """Assessing a complete audit that is in memory: its verdict and plan alone, then everything.

    Python looks for cycles of objects as seldom as in a command. Taken is the least of the runs: other work on the machine
    makes a run of a few milliseconds up to twice as long, also by its own processor time, and never shorter.
    """
    relax_garbage_collection()
    folder = open_folder(example)
    voices = folder.voices(folder.latest_round())

    def core() -> None:
        core_of(folder.pack, folder.settings, voices, DAY)

    def whole() -> None:
        assess(folder.pack, folder.settings, voices, DAY, product="0", answers_digest="0")

    for what, promised, work in (("verdict and plan of", CORE, core), ("assessing", ASSESSING, whole)):
        found = least([in_process(work) for _ in range(4 * RUNS)])
        yield Line(f"{what} {example.name}", "ms", promised, found.processor * 1000, found.wall * 1000)


class Hurried:
    """Somebody who answers everything at once, and measures how long the next question takes to come."""

    def __init__(self) -> None:
        self.waits: list[Time] = []
        self._pressed: tuple[float, float] | None = None

    def session(self) -> contextlib.AbstractContextManager[None]:
        """Nothing to prepare."""
        return contextlib.nullcontext()

    def begin(self, page: SectionPage) -> Move:
        """Read on."""
        del page
        return Move.NEXT

    end = begin

    def ask(self, page: Page) -> Reply:
        """Answer like somebody who has evidence for everything."""
        if self._pressed is not None:
            cpu, wall = self._pressed
            self.waits.append(Time(time.process_time() - cpu, time.perf_counter() - wall))
        if len(self.waits) == ANSWERS:
            return Reply(Move.LEAVE)
        answer = given(page.item)
        self._pressed = (time.process_time(), time.perf_counter())
        return Reply(Move.NEXT, answer)

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:
        """Be content."""
        del entries, at
        return Move.FINISH

    def on_saved(self) -> None:
        """Nothing to say."""

    def problem(self, error: Exception) -> None:
        """Nothing may go wrong here."""
        raise error

    def on_start_reached(self) -> None:
        """Nothing to say."""

    def goodbye(self, resume: str | None, verdict: str | None = None) -> None:
        """Nothing to say."""


def given(item: Item) -> Answer:
    """Make a full answer to anything."""
    if isinstance(item, Question):
        evidence = (Evidence(what="Minutes of the meeting of 2 November", where="Intranet, folder 3", date=DAY),)
        note = "We looked this up together; the head of the office knows."
        if item.opening is not None:
            hears = {"purposes": item.opening.hearing, "without_voice": "yes"}
            return Answer(level=3, text=note, evidence=evidence, **hears)
        return Answer(level=3, note=note, evidence=evidence)
    raw: dict[str, object] = {
        "number": "5",
        "choice": "run" if item.id == "X4" else item.choices[0].id if item.choices else "",
        "date": "2026-11-02",
        "text": "What we have",
        "country": "KR",
        "week": dict.fromkeys(item.days, "9-12, 13-18"),
        "layers": [{"minutes": "60", "out_of_hours": "true"}, {"minutes": "120", "out_of_hours": "false"}],
        "parts": {part.id: "5" for part in item.parts},
        "moments": {moment.id: "2026-03-07 21:00" for moment in item.moments},
        "drills": [{"date": "2026-10-17", "announced": "no", "exercised": [choice.id]} for choice in item.choices[:1]],
    }
    return Answer(value=read_value(item, raw[item.kind]))


def answering(work: Path) -> Iterator[Line]:
    """From key press to the next question, saving included: a run of seventy answers."""
    path = work / "interview"
    create_folder(path, "Narae City", ("ko", "en"), "listen-first")
    folder, asker = open_folder(path), Hurried()
    with open_answers(folder.answers_path("2026-11"), folder.pack, Respondent()) as answers:
        interview(folder, answers, SettingsFile(folder), asker, today=DAY)
    found = middle(asker.waits)
    worst = Time(max(wait.processor for wait in asker.waits), max(wait.wall for wait in asker.waits))
    count = len(asker.waits)
    for name, taken in (("median", found), ("worst", worst)):
        yield Line(
            f"key press to next question, saved: {name} of {count}",
            "ms",
            KEY_PRESS,
            taken.processor * 1000,
            taken.wall * 1000,
        )


def importing(work: Path) -> Line:
    """`listenfirst import` of 200 whole answers files, each of another respondent, into an empty audit."""
    text = (work / "interview" / "answers" / "2026-11" / "lead.yml").read_text(encoding="utf-8")
    files = [work / f"sent-{number}.yml" for number in range(SENT)]
    for number, file in enumerate(files):
        file.write_text(text.replace('name: ""', f'name: "respondent {number}"', 1), encoding="utf-8")
    times = []
    for number in range(RUNS):
        path = work / f"import-{number}"
        create_folder(path, "Narae City", ("en",), "listen-first")
        times.append(process(LISTENFIRST, "import", str(path), *map(str, files), "--yes"))
    found = middle(times)
    return Line(f"listenfirst import of {SENT} files", "s", IMPORTING, found.processor, found.wall)


def crowd(work: Path) -> Iterator[Line]:
    """An audit of 200 respondents and 12 rounds against one of one and one; reading the answers files is taken off.

    A report compares two rounds, so it reads twice as many files as the status or the verdict of one.
    """
    text = (ROOT / "examples" / "maple-library" / "answers" / "2026-11" / "lead.yml").read_text(encoding="utf-8")
    paths = {name: work / name for name in ("one", "many")}
    for path in paths.values():
        shutil.copytree(ROOT / "examples" / "maple-library", path)
    for month in range(1, ROUNDS + 1):
        folder = paths["many"] / "answers" / f"2026-{month:02}"
        folder.mkdir(exist_ok=True)
        (folder / "lead.yml").write_text(text, encoding="utf-8")
        for number in range(SENT - 1):
            named = re.sub(r"(?m)^respondent:\n(  .*\n)+", f'respondent: {{role: it, name: "{number}"}}\n', text)
            (folder / f"it-{number}.yml").write_text(named, encoding="utf-8")
    rounds = open_folder(paths["many"])

    def read(names: Sequence[str]) -> Time:
        return in_process(lambda: [rounds.voices(name) for name in names])

    for command, names in (("status", NEWEST), ("score", NEWEST), ("build", BOTH)):
        times: dict[str, list[Time]] = {"one": [], "many": []}
        readings = []
        # Reading is measured in turn with what it is taken off, as a machine is now faster and now slower.
        for number in range(RUNS):
            for name, path in paths.items():
                out = ("--out", str(work / f"crowd-{name}-{number}")) if command == "build" else ()
                times[name].append(process(LISTENFIRST, command, str(path), "--date", LAST_DAY.isoformat(), *out))
            readings.append(read(names))
        many = [
            Time(taken.processor - reading.processor, taken.wall - reading.wall)
            for taken, reading in zip(times["many"], readings, strict=True)
        ]
        yield ratio(f"{command}, {SENT} respondents and {ROUNDS} rounds / one and one", CROWD, many, times["one"])


def lines() -> Iterator[Line]:
    """Measure every promise."""
    with tempfile.TemporaryDirectory(prefix="listen-first-bench-") as name:
        work = Path(name)
        yield building("en", work)
        yield building("all", work)
        yield helping()
        for example in sorted(path.parent for path in (ROOT / "examples").glob("*/audit.yml")):
            yield from assessing(example)
        yield from answering(work)
        yield importing(work)
        yield from crowd(work)


def main() -> None:
    """Print the table; what is not met is for people to judge, not a failure."""
    print(f"{'':<64}{'processor':>12}{'wall':>12}{'promised':>12}")
    for line in lines():
        figures = "".join(f"{value:>9.2f} {line.unit:<2}" for value in (line.processor, line.wall, line.promised))
        print(f"{line.what:<64}{figures}  {'met' if line.processor <= line.promised else 'not met'}", flush=True)


if __name__ == "__main__":
    main()
