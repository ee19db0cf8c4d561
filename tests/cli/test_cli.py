"""The command line: exit codes, what bad input gets, languages, and how it behaves without a terminal."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.cli import run
from audit.cli.common import choose_language
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DATE = ("--date", "2026-11-23")
HANGUL = re.compile(r"[가-힣]")
ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}")
MEGABYTE = 2**20


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Return everything that it said."""
        return self.out + self.err


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command as `main` does, here."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LISTENFIRST_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def make(*arguments: str | Path) -> Said:
        words = [str(argument) for argument in arguments]
        capsys.readouterr()
        choose_language(words)
        code = run(words)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "Something went wrong" not in said.err, said.err
        return Said(code, said.out, said.err)

    return make


def process(*arguments: str | Path, **environment: str) -> Said:
    """Run the real command in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG", "CI")}
    done = subprocess.run(
        [sys.executable, "-m", "audit", *(str(argument) for argument in arguments)],
        env={**kept, "LC_ALL": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def maple(tmp_path: Path) -> Path:
    """A copy of an example that a test may spoil."""
    return Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple"))


def answers_of(folder: Path) -> Path:
    return folder / "answers" / "2026-11" / "lead.yml"


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- exit codes -----------------------------------------------------------------------------------------------------


def test_done_is_0(command: Command, maple: Path) -> None:
    for arguments in (("--help",), ("--version",), ("score", maple, *DATE), ("check", maple)):
        assert command(*arguments).code == 0


def test_a_problem_that_the_message_explains_is_1(command: Command, tmp_path: Path) -> None:
    said = command("score", tmp_path / "nothing")
    assert said.code == 1
    assert said.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("score",),
        ("score", "x", "--date", "2026-02-30"),
        ("score", "x", "--date", "tomorrow"),
        ("score", "x", "--require", "perfect"),
        ("build", "x", "--lang", "fr"),
        ("build", "x", "--edition", "secret"),
        ("build", "x", "--single", "--source", "y"),
        ("build", "x", "--password"),
        ("export", "x"),
        ("export", "x", "--to", "csv", "--template", "y"),
        ("new", "x", "--name", "Haneul", "--languages", "fr"),
        ("new", "x", "--name", "Haneul", "--mode", "perhaps"),
        ("demo", "x", "--example", "atlantis"),
        ("score", "x", "--nonsense"),
        ("score", "x", "y", "z"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(arguments: tuple[str, ...], command: Command) -> None:
    said = command(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err.strip()


@pytest.mark.parametrize(
    ("rung", "code"),
    [("do-not-launch", 0), ("listen-only", 0), ("pilot", 0), ("launch", 3), ("sustain", 3), ("hold", 0)],
)
def test_below_what_was_required_is_3_and_the_verdict_is_still_shown(
    rung: str, code: int, command: Command, maple: Path
) -> None:
    said = command("score", maple, "--require", rung, *DATE)
    assert said.code == code
    assert "Pilot" in said.out


def test_no_verdict_reaches_nothing(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert command("new", folder, "--name", "Haneul").code == 0
    assert command("score", folder, "--require", "do-not-launch", *DATE).code == 3


def test_the_result_as_json_is_a_result_and_nothing_else_is_printed(command: Command, maple: Path) -> None:
    said = command("score", maple, "--json", "--require", "sustain", *DATE)
    assert said.code == 3
    result = Result.model_validate(json.loads(said.out))
    assert result.verdict.rung == "pilot"
    assert said.err == ""


def test_a_fault_of_ours_is_a_sentence_and_debugging_shows_where(maple: Path, command: Command) -> None:
    said = process("score", maple, "--json", *DATE, PYTHONIOENCODING="ascii:strict")
    assert "Traceback" not in said.all
    assert said.code in (0, 1)


def test_a_reader_who_leaves_early_gets_no_traceback(maple: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m audit score "{maple}" --json --date 2026-11-23 | head -c 20',
        shell=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


# -- what bad input gets --------------------------------------------------------------------------------------------

READERS: list[tuple[str, ...]] = [("score",), ("build",), ("check",), ("export", "--to", "json"), ("serve",)]


@pytest.mark.parametrize("arguments", READERS, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_what_is_no_audit_folder_gets_one_line_that_says_what_where_and_what_to_do(
    kind: str, arguments: tuple[str, ...], command: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "audit"
    if kind == "file":
        folder.write_text("x", encoding="utf-8")
    elif kind == "empty":
        folder.mkdir()
    said = command(arguments[0], folder, *arguments[1:])
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1
    assert str(folder) in said.err
    assert said.err.strip().count(". ") == 1, "what happened, then what to do"


@pytest.mark.parametrize("kind", ["folder", "not text", "locked"])
def test_a_file_that_cannot_be_read_is_named(kind: str, command: Command, maple: Path) -> None:
    path = answers_of(maple)
    if kind == "folder":
        path.unlink()
        path.mkdir()
    elif kind == "not text":
        path.write_bytes(b"format: 1\nnote: \xff\xfe\n")
    else:
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("whoever runs this may read everything")
    said = command("score", maple, *DATE)
    assert said.code == 1
    assert "lead.yml" in said.err
    assert len(said.err.strip().splitlines()) == 1


SPOILT = """\
format: 1
pack: listen-first
version: "1.0.0"
answers:
  M01: {level: 7}
  M02: {level: high}
  Q99: {level: 1}
  M05: {level: 2, evidence: [{what: "paper", date: "2026-02-30"}]}
  N01: {value: {mon: "25:00-26:00"}}
  L02: [1, 2]
  M03: {level: 3}
"""


@pytest.mark.parametrize("name", ["check", "score", "build"])
def test_every_problem_is_told_at_once_with_its_file_and_line_and_nothing_is_rewritten(
    name: str, command: Command, maple: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(maple.parent)
    answers_of(maple).write_text(SPOILT, encoding="utf-8")
    before = digests(maple)
    said = command(name, "maple", *(() if name == "check" else DATE))
    assert said.code == 1
    told = said.out if name == "check" else said.err
    for line, place in enumerate(("M01.level", "M02.level", "Q99", "M05.evidence", "N01.value", "L02", "M03.level"), 5):
        assert re.search(rf"^maple/answers/2026-11/lead\.yml:{line}  {re.escape(place)}", told, re.MULTILINE), place
    assert digests(maple) == before


def test_check_tells_the_problems_of_every_round_and_counts_them(command: Command, maple: Path) -> None:
    earlier = maple / "answers" / "2026-05" / "lead.yml"
    earlier.parent.mkdir()
    earlier.write_text(SPOILT, encoding="utf-8")
    answers_of(maple).write_text(SPOILT.replace("M02", "M99"), encoding="utf-8")
    said = command("check", maple)
    assert said.code == 1
    lines = said.out.strip().splitlines()
    assert lines[-1] == f"{len(lines) - 1} problems."
    assert any("2026-05" in line for line in lines)
    assert any("2026-11" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format: 1\nagency: {name: [\n", 3),
        ("format: 1\n\tagency: x\n", 2),
        ("format: 1\nagency: {name: a}\n  b: c\n", 3),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(text: str, line: int, command: Command, maple: Path) -> None:
    (maple / "audit.yml").write_text(text, encoding="utf-8")
    said = command("check", maple)
    assert said.code == 1
    assert re.search(rf"audit\.yml:{line}  ", said.out)
    assert (maple / "audit.yml").read_text(encoding="utf-8") == text


def test_check_names_every_problem_of_the_settings(command: Command, maple: Path) -> None:
    (maple / "audit.yml").write_text(
        'format: 1\nagency: {name: ""}\nlanguages: [en, fr]\npack: listen-first\nprofile: {X4: maybe, X9: 1}\n'
        'holidays: ["2026-13-01"]\nextra: 1\n',
        encoding="utf-8",
    )
    said = command("check", maple)
    assert said.code == 1
    for place in ("agency.name", "languages", "profile.X4", "profile.X9", "holidays", "extra"):
        assert re.search(rf"audit\.yml:\d+  {re.escape(place)}", said.out), place


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("format: 1", "format: 2", "format 2"),
        ('pack: "listen-first"', 'pack: "other-pack"', "other-pack"),
        ('version: "2.0.0"', 'version: "9.0.0"', "9.0.0"),
    ],
)
def test_an_answers_file_of_another_pack_or_a_newer_format_is_refused_named_and_untouched(
    old: str, new: str, named: str, command: Command, maple: Path
) -> None:
    path = answers_of(maple)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = digests(maple)
    said = command("score", maple, *DATE)
    assert said.code == 1
    assert named in said.err
    assert "lead.yml" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert digests(maple) == before


def test_a_site_folder_with_somebody_elses_files_is_refused(command: Command, maple: Path) -> None:
    (maple / "site").mkdir()
    (maple / "site" / "thesis.txt").write_text("years of work", encoding="utf-8")
    before = digests(maple)
    said = command("build", maple, *DATE)
    assert said.code == 1
    assert str(maple / "site") in said.err
    assert "nothing was deleted" in said.err
    assert digests(maple) == before


BOMB = "\n".join(
    [
        "a: &a [x, x, x, x, x, x, x, x, x]",
        *(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
)
MEASURE = (
    "import resource, sys; from audit.cli import run; code = run(sys.argv[1:]); "
    "print('memory', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
)


def measured(*arguments: str | Path) -> tuple[Said, int]:
    """Run a command in a process of its own; return what it said, and the most memory it took in kilobytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *(str(argument) for argument in arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Said(done.returncode, done.stdout, done.stderr), int(done.stdout.rsplit("memory ", 1)[1])


@pytest.mark.slow
def test_a_yaml_bomb_and_a_huge_file_are_refused_and_memory_stays_flat(maple: Path) -> None:
    healthy, usual = measured("check", maple)
    assert healthy.code == 0
    path = answers_of(maple)
    text = path.read_bytes()
    path.write_text(BOMB, encoding="utf-8")
    bomb, memory = measured("check", maple)
    assert bomb.code == 1
    assert "lead.yml:1" in bomb.out
    assert memory < usual + 20_000
    with path.open("wb") as file:
        file.write(text)
        file.truncate(50 * MEGABYTE)
    huge, memory = measured("check", maple)
    assert huge.code == 1
    assert "lead.yml" in huge.out
    assert memory < usual + 20_000


def test_a_link_out_of_the_folder_is_refused(command: Command, maple: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yml"
    shutil.move(answers_of(maple), elsewhere)
    answers_of(maple).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    for arguments in (("score", maple, *DATE), ("check", maple), ("build", maple, *DATE)):
        said = command(*arguments)
        assert said.code == 1
        assert "lead.yml" in said.all
    assert elsewhere.read_bytes() == before


def test_a_site_that_is_a_link_out_of_the_folder_is_refused(command: Command, maple: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (maple / "site").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert command("build", maple, *DATE).code == 1
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="limits of a process are told otherwise there")
def test_without_room_a_build_says_so_and_the_earlier_site_is_as_it_was(command: Command, maple: Path) -> None:
    (maple / "site").mkdir()
    (maple / "site" / "index.html").write_text("the earlier site", encoding="utf-8")
    (maple / "site" / ".listen-first.json").write_text('{"format": 1, "files": ["index.html"]}', encoding="utf-8")
    before = digests(maple)
    full = (
        "import resource, signal, sys; from audit.cli import run; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", full, "build", str(maple), *DATE],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert digests(maple) == before


def test_a_new_folder_where_nothing_can_be_made_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    said = command("new", tmp_path / "file" / "audit", "--name", "Haneul")
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1


def test_a_new_folder_never_takes_the_place_of_another(command: Command, maple: Path) -> None:
    before = digests(maple)
    assert command("new", maple, "--name", "Haneul").code == 1
    assert digests(maple) == before


def test_what_a_file_says_cannot_command_the_terminal(command: Command, maple: Path) -> None:
    path = answers_of(maple)
    path.write_text(
        path.read_text(encoding="utf-8").replace("answers:", 'answers:\n  "Q\\e[2J\\a9": {level: "\\e]0;x"}', 1),
        encoding="utf-8",
    )
    said = command("check", maple)
    assert said.code == 1
    assert "\x1b" not in said.all
    assert "\x07" not in said.all


# -- without a terminal ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("ask", "maple"), ("new", "fresh")])
def test_without_a_terminal_nothing_waits_and_the_way_round_is_named(
    arguments: tuple[str, ...], maple: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(maple.parent)
    said = process(*arguments)
    assert said.code in (1, 2)
    assert ("listenfirst check" if arguments[0] == "ask" else "--name") in said.err
    assert said.out == ""
    assert not (maple.parent / "fresh").exists()


def test_the_guide_without_a_terminal_is_the_help(maple: Path) -> None:
    said = process()
    assert said.code == 0
    assert "Usage:" in said.out
    assert "build" in said.out


@pytest.mark.slow
def test_colour_is_only_for_a_terminal_that_wants_it(maple: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    shown: dict[str, str] = {}
    for name, environment in (("wanted", {}), ("unwanted", {"NO_COLOR": "1"})):
        kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "LANGUAGE", "CI")}
        shown[name] = pexpect.run(
            f'"{sys.executable}" -m audit score "{maple}" --date 2026-11-23 --lang en',
            env={**kept, **environment, "LC_ALL": "C.UTF-8", "TERM": "xterm"},
            encoding="utf-8",
            timeout=60,
        )
    assert "\x1b[1m" in shown["wanted"]
    assert "\x1b" not in shown["unwanted"]
    assert "\x1b" not in process("score", maple, *DATE).out


# -- languages ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_errors_are_korean_on_request_and_by_the_locale(maple: Path) -> None:
    for said in (
        process("score", maple / "nothing", LC_ALL="ko_KR.UTF-8"),
        process("score", maple / "nothing", "--lang", "ko"),
        process("score", maple, "--date", "tomorrow", "--lang=ko"),
        process("nonsense", LC_ALL="ko_KR.UTF-8"),
        process("build", LC_ALL="ko_KR.UTF-8"),
    ):
        assert said.code in (1, 2)
        assert HANGUL.search(said.err)
        assert not ENGLISH.search(said.err.replace(str(maple), ""))
    assert not HANGUL.search(process("score", maple, "--lang", "en", *DATE, LC_ALL="ko_KR.UTF-8").out)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "new", "ask", "score", "build", "export", "serve", "check", "demo"])
def test_the_help_of_every_command_is_there_in_both_languages(name: str) -> None:
    words = [name] if name else []
    english = process(*words, "--help")
    korean = process(*words, "--help", LC_ALL="ko_KR.UTF-8")
    assert english.code == korean.code == 0
    assert not HANGUL.search(english.out)
    assert HANGUL.search(korean.out)
    assert not ENGLISH.search(korean.out)


def test_the_problems_of_a_file_are_told_in_korean_too(command: Command, maple: Path) -> None:
    answers_of(maple).write_text(SPOILT, encoding="utf-8")
    said = command("check", maple, "--lang", "ko")
    assert said.code == 1
    lines = said.out.replace(str(maple), "").strip().splitlines()
    assert [line for line in lines if not HANGUL.search(line)] == []


@pytest.mark.parametrize(
    ("environment", "korean"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "ko_KR", "LANG": "en_US"}, True),
        ({"LANG": "ko_KR.UTF-8"}, True),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_decides_unless_somebody_says_otherwise(environment: Mapping[str, str], korean: bool) -> None:
    given = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment, "PYTHONUTF8": "1"}
    assert bool(HANGUL.search(process("--help", **given).out)) is korean


def test_the_report_has_the_language_that_was_asked_for(command: Command, maple: Path, tmp_path: Path) -> None:
    said = command("score", maple, "--lang", "ko", *DATE)
    assert said.code == 0
    assert HANGUL.search(said.out)


def test_a_new_folder_can_be_checked_and_scored_at_once(command: Command, tmp_path: Path) -> None:
    folder = tmp_path / "my audit"
    made = command("new", folder, "--name", "Haneul: {x} # No", "--languages", "ko,en", "--mode", "plan")
    assert made.code == 0
    assert f"listenfirst ask {folder}" in made.out.replace("'", "")
    assert command("check", folder).code == 0
    scored = command("score", folder, "--json", *DATE)
    result = Result.model_validate(json.loads(scored.out))
    assert result.agency == "Haneul: {x} # No"
    assert result.languages == ("ko", "en")
    assert result.mode == "plan"
