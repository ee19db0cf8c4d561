"""What all tests share: the shipped pack, audits made of it, and copies of it that a test may spoil."""

from __future__ import annotations

import datetime
import functools
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import BytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket

from audit.assess.assess import assess
from audit.assess.clock.better import better, found_out
from audit.errors import Problem
from audit.files.answers_file import answers_in
from audit.files.packs.reader import load_pack, read_pack
from audit.files.shipped import pack_folder, shipped
from audit.files.yaml.reader import Document, parse_yaml
from audit.language import translator
from audit.model.answers import OUTSIDE, Agency, Answer, Answers, Checked, Evidence, Settings
from audit.model.pack import DAYS, YES, Day, Input, Pack, Question
from audit.model.reading.drills import Drill
from audit.model.result.result import Result
from audit.model.values import Value, Window, dated, read_value
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.site.render import render
from audit.wording.locale import Locale

# As the command does: cycles are sought seldom. Tests make thousands of results, and looking for cycles took a fifth of their time.
gc.set_threshold(100_000, 20, 100)

DAY = datetime.date(2026, 11, 23)

TYPED_VALUES = Path(__file__).parent / "examples" / "typed_values.yml"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Of every test that is marked `sampled`, count all cases but the first among what is thorough."""
    met = set()
    for item in items:
        name, _, case = item.nodeid.partition("[")
        if case and item.get_closest_marker("sampled") and not item.get_closest_marker("thorough"):
            if name in met:
                item.add_marker(pytest.mark.thorough)
            met.add(name)


@dataclass(frozen=True)
class Typed:
    """One line of the table of what people type.

    Attributes:
        item: The input, or `evidence`.
        field: The line of several; empty where there is one.
        text: What is typed.
        value: What is saved; None where it is refused.
        refused: The key of the message that refuses it; empty where it is taken.
        asked_back: What was probably meant instead of hours that close before they open; None where nothing is asked.
    """

    item: str
    field: str
    text: str
    value: Any
    refused: str
    asked_back: str | None


@pytest.fixture(scope="session")
def locale() -> Callable[[str], Locale]:
    """Make the locale of a language."""
    return lambda language: Locale(language, translator(language))


class _Compiled(BytecodeCache):
    """Keeps compiled templates as long as the tests run: compiling them takes longer than filling them in."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.checksum, bucket.code


@pytest.fixture(scope="session")
def rendered(locale: Callable[[str], Locale]) -> Callable[..., dict[str, str]]:
    """Render a report: Markdown by path."""
    loader, compiled = FileSystemLoader(shipped("site_template")), _Compiled()

    def make(result: Result, language: str = "en", presentation: Presentation = PLAIN) -> dict[str, str]:
        return render(result, locale(language), loader, presentation, compiled)

    return make


@pytest.fixture(scope="session")
def typed_values() -> list[Typed]:
    """The table of what people type: the readers of the terminal, of the form and of files all run it."""
    table = []
    for place, text, value, *more in yaml.safe_load(TYPED_VALUES.read_text(encoding="utf-8")):
        item, _, field = place.partition(".")
        refused = value.get("refused", "") if isinstance(value, dict) else ""
        asked_back = more[0]["asked back"] if more else None
        table.append(Typed(item, field, text, None if refused else value, refused, asked_back))
    return table


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that ships."""
    return load_pack(pack_folder("listen-first"))


@pytest.fixture(scope="session")
def plain(changed: Callable[..., Pack]) -> Pack:
    """The pack that ships, without the questions that numbers decide and without checks for contradictions."""
    return changed()


@pytest.fixture(scope="session")
def day() -> datetime.date:
    """The day of every audit that names no other."""
    return DAY


@pytest.fixture(scope="session")
def proof(day: datetime.date) -> Evidence:
    """Evidence that is fresh for every question, and that somebody else has seen."""
    checked = Checked(how="seen", by=OUTSIDE, date=day - datetime.timedelta(days=3))
    return Evidence(what="the paper", where="shelf 2", date=day - datetime.timedelta(days=7), checked=checked)


@pytest.fixture(scope="session")
def answer(proof: Evidence) -> Callable[..., Answer]:
    """Make an answer to a question: a level with evidence, or `unknown`, `open`, `not applicable`, `on word <level>`."""

    def make(question: Question, given: int | str | Answer) -> Answer:
        match given:
            case Answer():
                return given
            case "open":
                return Answer()
            case "unknown":
                return Answer(unknown=True)
            case "not applicable":
                return Answer(not_applicable="it does not arise here")
        evidence = (proof,) if isinstance(given, int) else ()
        level = given if isinstance(given, int) else int(given.removeprefix("on word "))
        if question.opening is None:
            return Answer(level=level, evidence=evidence)
        if level == 0:
            return Answer(purposes=("inform",), text="to tell people", evidence=evidence)
        return Answer(
            purposes=(question.opening.hearing[0],),
            without_voice=YES,
            level=level,
            text="to hear people",
            evidence=evidence,
        )

    return make


@pytest.fixture(scope="session")
def numbers() -> Mapping[str, Answer]:
    """Every number of an agency whose clock and load hold nothing back: alerts ring at all hours, nobody approves."""
    all_day, lately = (Window(0, 24 * 60),), DAY - datetime.timedelta(days=7)
    week: dict[Day, tuple[Window, ...]] = {name: all_day for name in DAYS if name != "holiday"}
    values: dict[str, Value] = {
        "N01": dict.fromkeys(DAYS[:5], all_day),
        "N02": dict.fromkeys(DAYS[5:], all_day),
        "N03": Fraction(1440),
        "N04": "alerts",
        "N05": Fraction(10),
        "N06": Fraction(0),
        "N07": {"plain": Fraction(5), "prepared": Fraction(5)},
        "N09": (),
        "N10": Fraction(5),
        "N11": {"people": Fraction(10), "hours": Fraction(8)},
        "N12": Fraction(10),
        "N13": {"share": Fraction(10), "minutes": Fraction(5)},
        "N14": Fraction(10),
        "N15": {
            "posted": datetime.datetime(2026, 11, 2, 21, 0),
            "seen": datetime.datetime(2026, 11, 2, 21, 5),
            "decided": datetime.datetime(2026, 11, 2, 21, 10),
            "said": datetime.datetime(2026, 11, 2, 21, 15),
        },
        "N16": week,
        "N17": Fraction(60),
        "N18": "none",
        "N19": Fraction(3),
        "N20": lately,
        "N21": lately,
        "N22": (Drill(lately, False, ("stop-all",)),),
    }
    return {identity: Answer(value=value) for identity, value in values.items()}


@pytest.fixture(scope="session")
def answers_at(answer: Callable[..., Answer], numbers: Mapping[str, Answer]) -> Callable[..., Answers]:
    """Answer every question that is asked at one level, with evidence; `M01=0` or `T11="unknown"` differ from it.

    All numbers are given, and good; at level `open` nothing is answered at all.
    """

    def make(pack: Pack, level: int | str, **others: int | str | Answer) -> Answers:
        given = {} if level == "open" else dict(numbers)
        for question in pack.questions:
            if not question.computed:
                given[question.id] = answer(question, others.get(question.id, level))
        given |= {identity: other for identity, other in others.items() if isinstance(other, Answer)}
        return Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=given)

    return make


@pytest.fixture(scope="session")
def assessed(plain: Pack) -> Callable[..., Result]:
    """Assess answers in a mode, with the plain pack if no other is named.

    The agency gives information only and a law on accessibility binds it, unless said.
    """

    def make(
        answers: Answers | Mapping[str, Answers],
        mode: str | None = "plan",
        *,
        pack: Pack = plain,
        date: datetime.date = DAY,
        languages: tuple[str, ...] = ("en", "ko"),
        advice: bool = True,
        **profile: Value | None,
    ) -> Result:
        given: dict[str, Value | None] = {"X1": "information", "X6": "yes", **profile}
        if mode is not None:
            given["X4"] = mode
        settings = Settings(
            format=1, agency=Agency(name="Haneul"), languages=languages, pack=pack.head.id, profile=given
        )
        voices = {"lead": answers} if isinstance(answers, Answers) else answers
        return assess(
            pack,
            settings,
            voices,
            date,
            product="0",
            answers_digest="0",
            round_name="2026-11",
            advice=advice,
        )

    return make


@pytest.fixture(scope="session")
def judged(assessed: Callable[..., Result]) -> Callable[..., Result]:
    """Assess as `assessed` does, without the way up and how firm the verdict is: half of the time goes there."""
    return functools.partial(assessed, advice=False)


@pytest.fixture(scope="session")
def changed(pack: Pack) -> Callable[..., Pack]:
    """Make a plain pack that differs in some parts, such as `changed(questions=...)`."""
    asked = tuple(question for question in pack.questions if not question.computed)

    def make(**parts: object) -> Pack:
        shipped = {name: getattr(pack, name) for name in Pack.model_fields}
        return Pack.model_validate({**shipped, "questions": asked, "contradictions": (), **parts})

    return make


@dataclass(frozen=True)
class Stands:
    """A row of `standing.yml`: what somebody answered, how it stands, and the level that it claims."""

    item: Question | Input
    answer: Answer
    state: str
    level: int | None


@pytest.fixture(scope="session")
def standing_table(pack: Pack) -> Sequence[Stands]:
    """The examples that whoever decides how an answer stands is held to."""
    table = Path(__file__).with_name("standing.yml")
    rows = parse_yaml(table, table.read_bytes()).data
    assert isinstance(rows, list)

    def read(identity: str, written: object) -> Answer:
        # Files of the first version let pass, as open, what later ones refuse; only they take a choice.
        data = {"format": "1", "pack": pack.head.id, "version": "1.0.0", "answers": {identity: written}}
        return answers_in(Document(table, data, {}), pack, doubts=[]).of(identity)

    return [
        Stands(pack.by_id[identity], read(identity, written), state, None if level == "none" else int(level))
        for identity, written, state, level in rows
    ]


@pytest.fixture
def pack_copy(tmp_path: Path) -> Path:
    """A copy of the shipped pack that a test may spoil."""
    return Path(shutil.copytree(pack_folder("listen-first"), tmp_path / "questions"))


@pytest.fixture
def spoil(pack_copy: Path) -> Callable[..., int]:
    """Replace the first `old` in a file of the copied pack by `new`; return the line where it stands."""

    def make(name: str, old: str, new: str) -> int:
        path = pack_copy / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return make


@pytest.fixture
def problems_of() -> Callable[[Path], list[str]]:
    """Check a pack; name every problem as `monitoring.yml:7 M01.levels[2].ko what is wrong`."""

    def make(folder: Path) -> list[str]:
        return [written(problem) for problem in read_pack(folder)[1]]

    def written(problem: Problem) -> str:
        return f"{problem.path.name}:{problem.line} {problem.where} {problem.what}"

    return make


# A language that nobody speaks


THIRD = "en-XA"
"""The tag of the language that tools/pseudo.py makes."""


@pytest.fixture(scope="session")
def make_third() -> Callable[[Path], Path]:
    """Make an installation with a third language in a folder that is not there yet."""

    def make(folder: Path) -> Path:
        root = Path(__file__).parents[1]
        command = [sys.executable, str(root / "tools" / "pseudo.py"), str(folder)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=root)
        assert done.returncode == 0, done.stderr
        return folder

    return make


@pytest.fixture(scope="session")
def third(make_third: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a third language; no test changes it."""
    return make_third(tmp_path_factory.mktemp("third") / "installation")


@pytest.fixture(scope="session")
def command_in() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command of an installation, in a process of its own and from its folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "PYTHONPATH", "COLUMNS")}

    def run(installation: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "audit", *arguments],
            capture_output=True,
            encoding="utf-8",
            cwd=installation,
            env={**kept, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", **more},
        )

    return run


# Doing what a report says


@pytest.fixture(scope="session")
def carry_out(proof: Evidence) -> Callable[..., Answers]:
    """Do one step of a plan or of a way up in answers, as an agency would, and return the answers after it.

    A level that is found out turns out to be 0 and a number the worst that it could be, unless `luck` says the best.
    Whoever climbs has no evidence of the new level before it is shown.
    """

    def make(
        pack: Pack, answers: Answers, action: str, start: int, to: int, *, date: datetime.date = DAY, luck: bool = False
    ) -> Answers:
        identity, _, kind = action.partition("-")
        item = pack.by_id[identity]
        before = answers.of(identity)
        new: dict[str, Answer] = {}
        if isinstance(item, Input):
            found = found_out(item, before.value, date, luck=luck)
            assert found is not None
            new[identity] = Answer(value=found)
        elif kind.startswith("find-out"):
            new[identity] = Answer(purposes=("inform",)) if item.opening is not None else Answer(level=0)
        elif kind.startswith("show"):
            told = proof.model_copy(update={"date": date, "checked": None})
            new[identity] = before.model_copy(update={"evidence": (*before.evidence, told)})
        elif kind.startswith("checked"):
            check = Checked(how="tested", by=OUTSIDE, date=date)
            seen = tuple(piece.model_copy(update={"checked": check}) for piece in before.evidence)
            new[identity] = before.model_copy(update={"evidence": seen})
        elif item.computed:
            own = item.action_from(start)
            assert own is not None
            for name, raw in own.sets.items():
                number = pack.by_id[name]
                assert isinstance(number, Input)
                known = answers.of(name).value
                new[name] = Answer(value=better(number, known, read_value(number, dated(raw, date)), date))
        else:
            wish = {} if item.opening is None else {"purposes": item.opening.hearing[:1], "without_voice": YES}
            new[identity] = Answer(level=to, **wish)
        return answers.model_copy(update={"answers": {**answers.answers, **new}})

    return make
