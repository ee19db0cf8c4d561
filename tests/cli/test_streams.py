"""Every command in every terminal: a code page that lacks what we say, output that is closed or full, the last of days."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit.cli import cli, run
from audit.cli.common import choose_language
from audit.cli.streams import PLAIN, open_streams, plain_sign

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LAST_DAY = "9999-12-31"
FULL = Path("/dev/full")
PAGES = ("cp949", "cp1252", "cp437", "latin-1", "euc_kr", "johab", "ascii")

COMMANDS: dict[str, tuple[str, ...]] = {
    "help": ("--help",),
    "version": ("--version",),
    "nothing": (),
    "new": ("new", "{out}/n", "--name", "Café 구청 🙂"),
    "ask": ("ask", "{maple}"),
    "form": ("form", "{maple}", "--as", "it", "--out", "{out}/f.html"),
    "import": ("import", "{maple}", "{maple}/answers/2026-11/lead.yml", "--yes"),
    "questions": ("questions", "{maple}", "--to", "md", "--out", "{out}/q.md"),
    "status": ("status", "{maple}"),
    "status-json": ("status", "{maple}", "--json"),
    "round": ("round", "{maple}", "2027-05"),
    "finish": ("finish", "{maple}"),
    "compare": ("compare", "{narae}"),
    "compare-json": ("compare", "{narae}", "--json"),
    "holidays": ("holidays", "{maple}", "--country", "KR", "--date", "2026-11-23"),
    "score": ("score", "{maple}"),
    "score-json": ("score", "{maple}", "--json"),
    "build": ("build", "{maple}", "--edition", "public", "--lang", "en"),
    "single": ("build", "{maple}", "--single", "--edition", "client"),
    "export-csv": ("export", "{maple}", "--to", "csv"),
    "export-ics": ("export", "{maple}", "--to", "ics"),
    "export-json": ("export", "{maple}", "--to", "json"),
    "export-docx": ("export", "{maple}", "--to", "docx"),
    "export-xlsx": ("export", "{maple}", "--to", "xlsx"),
    "serve": ("serve", "{out}"),
    "check": ("check", "{maple}"),
    "pack": ("pack", "{maple}", "--out", "{out}/m.zip"),
    "unpack": ("unpack", "{out}/no.zip"),
    "accounts": ("accounts", "{maple}", "list"),
    "app": ("app", "{out}/nothing"),
    "documents": ("documents", "{maple}", "--to", "md", "--only", "rota", "--out", "{out}/p"),
    "erase": ("erase", "{maple}", "--all", "--yes", "--receipt", "{out}/r.txt"),
    "pack-new": ("pack-new", "{out}/own", "--extends", "listen-first"),
    "respond": ("respond", "{narae}"),
    "send": ("send", "{maple}", "--by", "2099-01-01", "--as", "it", "--out", "{out}/s"),
    "watch": ("watch", "{maple}", "{narae}"),
    "demo": ("demo", "{out}/d"),
}
"""Every command, once for each kind of what it prints."""
ENDS = {"app": 1, "ask": 1, "serve": 1, "unpack": 1}
"""Those that end in a problem here: nobody sits at a keyboard, no such folder, no such zip."""
WITH_A_DATE = (
    "status",
    "round",
    "finish",
    "compare",
    "score",
    "score-json",
    "single",
    "export-csv",
    "export-ics",
    "export-docx",
)
SILENT = ("app", "ask", "serve", "unpack")
"""Those that say nothing on standard output here."""
OF_ITS_OWN = {"demo": "as build", "build": "its own process, once"}


@dataclass
class Place:
    """Two audits and a folder for what is made."""

    maple: Path
    narae: Path
    out: Path

    def words(self, name: str) -> list[str]:
        """Return the words of a command."""
        return [word.format(maple=self.maple, narae=self.narae, out=self.out) for word in COMMANDS[name]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "out").mkdir()
    return Place(
        Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple")),
        Path(shutil.copytree(EXAMPLES / "narae-city", tmp_path / "narae")),
        tmp_path / "out",
    )


Here = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    """Run a command in this process, with standard streams of a code page; return its code, its output and its complaints."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LISTENFIRST_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")

    def make(words: list[str], page: str) -> tuple[int, bytes, bytes]:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding=page))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=page))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=page))
            open_streams()
            choose_language(words)
            code = run(words)
            sys.stdout.flush()
            sys.stderr.flush()
            return code, out.getvalue(), err.getvalue()

    return make


def process(words: list[str], redirected: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the real command with streams as a shell redirects them."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG", "CI")}
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-W", "error", "-m", "audit", *words],
        env={**kept, "LC_ALL": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )


def assert_told(err: bytes) -> None:
    assert b"Traceback" not in err
    assert b"omething went wrong" not in err, err.decode(errors="replace")
    assert b"Exception ignored" not in err


def test_every_command_is_tried_here() -> None:
    assert set(cli.commands) <= {words[0] for words in COMMANDS.values() if words}


# -- code pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "page", "language"),
    [
        *(("score", page, language) for page in PAGES for language in ("en", "ko")),
        *((name, "cp1252", "ko") for name in ("help", "new", "ask", "status", "check", "unpack")),
        *((name, "cp949", "ko") for name in ("help", "new", "compare", "single")),
    ],
)
def test_no_code_page_ends_a_command(here: Here, place: Place, name: str, page: str, language: str) -> None:
    words = place.words(name)
    code, out, err = here([*words, "--lang", language], page)
    assert_told(err)
    assert code == ENDS.get(name, 0), err
    # Whatever is in it is of the page.
    out.decode(page)
    err.decode(page)
    assert b"\xef\xbb\xbf" not in out


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in OF_ITS_OWN])
def test_every_command_works_where_only_ascii_can_be_written(here: Here, place: Place, name: str) -> None:
    code, out, err = here(place.words(name), "ascii")
    assert_told(err)
    assert code == ENDS.get(name, 0), err
    if not name.endswith("-json"):
        assert out.isascii()
    assert err.isascii()


@pytest.mark.parametrize(
    ("name", "page"),
    [*(("score-json", page) for page in PAGES), ("status-json", "cp949"), ("compare-json", "cp1252")],
)
def test_json_is_utf_8_in_every_code_page(here: Here, place: Place, name: str, page: str) -> None:
    settings = place.maple / "audit.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Maple Library", "Café 구청 🙂"), encoding="utf-8")
    code, out, err = here(place.words(name), page)
    assert code == 0, err
    assert json.loads(out.decode("utf-8"))
    assert out.endswith(b"}\n")
    assert b"\r" not in out
    if name == "score-json":
        assert "Café 구청 🙂" in out.decode("utf-8")


def test_what_a_page_lacks_is_readable(here: Here, place: Place) -> None:
    settings = place.maple / "audit.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Maple Library", "Café · 구청"), encoding="utf-8")
    _, out, _ = here(place.words("score"), "ascii")
    assert b"Cafe - ??" in out
    assert b"<>  Pilot" in out
    _, out, _ = here(place.words("score"), "cp1252")
    assert "Café · ??" in out.decode("cp1252")
    _, out, _ = here(place.words("score"), "cp949")
    assert "Cafe · 구청" in out.decode("cp949")
    assert "◆" in out.decode("cp949")


def test_every_plain_sign_can_be_written_anywhere() -> None:
    assert all(sign.isascii() for sign in PLAIN.values())
    assert [plain_sign(letter) for letter in "é½가🙂\u200b①ﬁ"] == ["e", "1/2", "?", "?", "", "1", "fi"]


def test_who_brings_an_error_handler_writes_readably_too(here: Here, place: Place) -> None:
    # As the library that draws the interview does.
    here(place.words("version"), "cp1252")
    assert "◆ “가” é".encode("listen_first_cp1252", "replace") == "<> “?” é".encode("cp1252")
    assert "◆ “가” é".encode("listen_first_ascii", "replace") == b'<> "?" e'


def test_a_code_page_asked_for_in_the_environment_is_kept(place: Place) -> None:
    for encoding in ("ascii", "cp1252:strict"):
        done = subprocess.run(
            [sys.executable, "-m", "audit", "score", str(place.maple)],
            env={**os.environ, "PYTHONIOENCODING": encoding, "LANGUAGE": "en"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0
        assert "Pilot" in done.stdout.decode(encoding.partition(":")[0])


# -- output that is closed or full ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_closed_output_is_nothing_to_say(place: Place, name: str) -> None:
    done = process(place.words(name), ">&-")
    assert_told(done.stderr)
    assert done.returncode == ENDS.get(name, 0), done.stderr
    assert done.stdout == b""


def test_no_file_is_taken_for_a_closed_stream(place: Place) -> None:
    before = (place.maple / "audit.yml").read_bytes()
    done = process(place.words("export-csv"), "<&- >&- 2>&-")
    assert done.returncode == 0
    assert (place.maple / "export" / "maple-library.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (place.maple / "audit.yml").read_bytes() == before
    assert process(["score", str(place.out)], "2>&-").returncode == 1


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in OF_ITS_OWN])
def test_output_that_is_full_is_a_sentence(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    with FULL.open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        code = run(place.words(name))
        err = sys.stderr
        err.flush()
        assert isinstance(err, io.TextIOWrapper)
        said = err.buffer.getvalue()
    assert code == 1
    assert_told(said)
    if name not in SILENT:
        assert b"could not be written: No space left on device" in said
    monkeypatch.undo()
    assert "Exception ignored" not in capfd.readouterr().err


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_a_full_disk_for_output_and_complaints_ends_a_real_process_quietly(place: Place) -> None:
    for words, redirected, code in (
        (["score", str(place.maple)], ">/dev/full", 1),
        (["score", str(place.maple)], ">/dev/full 2>/dev/full", 1),
        (["score", str(place.out)], "2>/dev/full", 1),
        (["nothing-such"], "2>/dev/full", 2),
        (["check", str(place.out)], "2>/dev/full", 1),
    ):
        done = process(words, redirected)
        assert done.returncode == code
        assert_told(done.stderr)


def test_a_pipe_that_breaks_ends_quietly(place: Place) -> None:
    done = process(["score", str(place.narae), "--json"], "2>&1 | head -c 10")
    assert done.stdout == b'{\n  "form'[:10] or len(done.stdout) == 10
    assert done.stderr == b""


def test_a_file_named_after_an_agency_that_the_code_page_lacks_is_called_report(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / "haneul-district", tmp_path / "haneul")
    done = process(
        ["export", str(folder), "--to", "csv"], "", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", LANGUAGE="en"
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "export" / "report.csv").exists()


def test_a_name_that_the_code_page_lacks_is_a_sentence(tmp_path: Path) -> None:
    folder = shutil.copytree(EXAMPLES / "haneul-district", tmp_path / "haneul")
    (folder / "audit.yml").write_text(
        (folder / "audit.yml").read_text(encoding="utf-8") + '\nbrand: {logo: "로고.svg"}\n', encoding="utf-8"
    )
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANGUAGE": "en"}
    done = process(["check", str(folder)], "", **plain)
    assert_told(done.stderr)
    assert done.returncode == 1


# -- the first and the last of days ---------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [LAST_DAY, "9998-01-01", "0001-01-01"])
@pytest.mark.parametrize("name", WITH_A_DATE)
def test_every_command_that_takes_a_date_takes_the_first_and_the_last(
    here: Here, place: Place, name: str, day: str
) -> None:
    code, out, err = here([*place.words(name), "--date", day], "utf-8")
    assert_told(err)
    # No round ends before its answers were given.
    assert code == (1 if name == "finish" and day == "0001-01-01" else 0), err
    assert out or err


@pytest.mark.parametrize("day", [LAST_DAY, "0001-01-01"])
def test_a_site_of_the_first_and_the_last_of_days_is_built(place: Place, day: str) -> None:
    done = process([*place.words("build"), "--date", day], "")
    assert_told(done.stderr)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("day", [LAST_DAY, "9999-01-01", "0001-01-01"])
def test_holidays_that_nobody_knows_take_none_away(here: Here, place: Place, day: str) -> None:
    before = (place.maple / "audit.yml").read_bytes()
    code, out, err = here(["holidays", str(place.maple), "--country", "KR", "--date", day], "utf-8")
    assert code == 1
    assert b"no holidays of KR are known" in err
    assert out == b""
    assert (place.maple / "audit.yml").read_bytes() == before


def test_a_calendar_writes_years_of_four_digits(here: Here, place: Place) -> None:
    here([*place.words("export-ics"), "--date", "0007-03-01"], "utf-8")
    written = (place.maple / "export" / "maple-library.ics").read_text(encoding="utf-8")
    assert "DTSTAMP:00070301T000000Z" in written
    days = re.findall(r"VALUE=DATE:(.*)", written)
    assert days
    assert all(re.fullmatch(r"000[78]\d{4}", day) for day in days)
