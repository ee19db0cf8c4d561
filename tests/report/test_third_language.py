"""A third language is a catalogue, the pack's texts and one entry: with them alone a report, a form and an interview speak it."""

from __future__ import annotations

import filecmp
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import read_mo, write_mo

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TAG = "en-XA"
Command = Callable[..., Any]

ACCENTED = "éñ"
DAY = ("--date", "2026-11-23")
HEARD = ("title", "alt", "aria-label", "placeholder")
"""Attributes that are read aloud or shown."""
ENGLISH = re.compile(r"(?<![\w.-])[A-Za-z]{2,}(?!\w|[.-]\w)")
SHORT = re.compile(r"PRE|G[A-J]|[A-Z]{2}")
"""Ids of gates and links: the same in every language."""
COUNTRY = "South Korea"
"""The agency's, as CLDR calls it in the language whose dates and numbers the invented one borrows."""
DAYS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
"""What CLDR calls days and months there."""
DATE = re.compile(rf"^\W*(?:{MONTHS}|{DAYS})\W*$|\b(?:{MONTHS}) \d{{4}}\b")
"""A mark of a picture that is one of these and no more, or a month with its year: in a sentence "May" and "March" are words."""


class Shown(HTMLParser):
    """Collects what a page shows or says."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style", "code")
        self.texts += [value for name, value in attrs if name in HEARD and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def english_in(path: Path) -> Iterator[tuple[str, str]]:
    """Give every word without an accent that a page shows, with the text that it stands in."""
    page = Shown()
    page.feed(path.read_text(encoding="utf-8"))
    for text in page.texts:
        for word in ENGLISH.findall(DATE.sub("", text)):
            if not SHORT.fullmatch(word):
                yield word, " ".join(text.split())[:80]


@pytest.mark.parametrize(
    ("text", "let_through"),
    [("May", True), (" Sun ", True), ("June 2026", True), ("You May ask", False), ("Sun and rain", False)],
)
def test_only_dates_may_be_in_english(text: str, let_through: bool, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p>{text}</p>", encoding="utf-8")
    assert (set(english_in(page)) == set()) is let_through


@pytest.fixture(scope="module")
def listenfirst(third: Path, command_in: Command) -> Command:
    """A command of the installation with the third language."""
    return partial(command_in, third)


@pytest.fixture(scope="module")
def built(listenfirst: Command, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A Korean example's report in the third language, as a site and in every edition; its own words are Korean."""
    out = {edition: tmp_path_factory.mktemp("site") / edition for edition in ("internal", "client", "public")}
    for edition, folder in out.items():
        done = listenfirst(
            "build", "examples/narae-city", "--lang", TAG, "--edition", edition, "--out", str(folder), *DAY
        )
        assert done.returncode == 0, done.stderr
    return out


def test_it_takes_no_line_of_the_program(third: Path) -> None:
    files = [path.relative_to(ROOT) for folder in ("audit", "site_template") for path in (ROOT / folder).rglob("*")]
    code = [path for path in files if path.suffix in (".py", ".j2", ".js", ".css") and "__pycache__" not in path.parts]
    assert len(code) > 200
    assert [str(path) for path in code if not filecmp.cmp(ROOT / path, third / path, shallow=False)] == []
    added = {path.relative_to(third / "site_template") for path in (third / "site_template").rglob("*.*")}
    ours = {path.relative_to(ROOT / "site_template") for path in (ROOT / "site_template").rglob("*.*")}
    assert {path.parts[:2] for path in added - ours} == {("locale", TAG)}


def test_every_fixed_text_of_a_report_comes_from_the_catalogue_or_the_pack(built: dict[str, Path]) -> None:
    # What sources and cases are called, and where they were printed, is a name in every language.
    named = re.compile(r"[A-Za-z]{2,}").findall(
        "".join(
            (ROOT / "questions/listen-first" / name).read_text(encoding="utf-8")
            for name in ("cases.yml", "sources.yml")
        )
    )
    found = {
        (edition, path.name, word, text)
        for edition, folder in built.items()
        for path in folder.rglob("*.html")
        for word, text in english_in(path)
        if not (path.name == "sources.html" and word in named) and not (path.name == "answers.html" and text == COUNTRY)
    }
    assert found == set()


def test_a_page_says_its_language_and_marks_korean_words(built: dict[str, Path]) -> None:
    page = (built["internal"] / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{TAG}"' in page
    assert re.search('<span lang="ko">나래시[^<]*</span>', page)
    assert re.search(r"(?:\[|&#91;)(?:<[^>]+>)*2026-11-23(?:<[^>]+>)*(?:\]|&#93;)", page)


def test_the_whole_report_as_one_file_speaks_it_too(listenfirst: Command, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    done = listenfirst(
        "build", "examples/narae-city", "--single", "--lang", TAG, "--edition", "public", "--out", str(out), *DAY
    )
    assert done.returncode == 0, done.stderr
    assert set(english_in(out)) == set()


def test_a_form_asks_in_it(listenfirst: Command, tmp_path: Path) -> None:
    out = tmp_path / "form.html"
    done = listenfirst("form", "examples/narae-city", "--lang", TAG, "--out", str(out))
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index] # every form has it
    texts = [*data["texts"].values(), *data["days"].values(), data["title"]]
    texts += [item["ask"] for item in data["items"]] + [
        level for item in data["items"] for level in item.get("levels", [])
    ]
    assert len(texts) > 300
    assert [text for text in texts if ENGLISH.search(re.sub(r"\{\w+\}", "", text))] == []


def test_the_terminal_and_its_help_speak_it(listenfirst: Command) -> None:
    said = listenfirst("score", "examples/narae-city", "--lang", TAG, *DAY).stdout
    assert ACCENTED[0] in said
    words = {word for word in ENGLISH.findall(said) if word not in ("listenfirst", "score", "build", "examples", "all")}
    assert {word for word in words if not SHORT.fullmatch(word)} == set()
    assert "Šĥöŵ ţĥé ṽéŕðîçţ" in listenfirst("--lang", TAG, "--help").stdout
    # As the machine says it, too.
    assert "Šĥöŵ ţĥé ṽéŕðîçţ" in listenfirst("--help", LC_ALL="", LANG="en_XA.UTF-8").stdout


def test_an_example_in_another_language_is_shown_where_none_is_in_it(listenfirst: Command, tmp_path: Path) -> None:
    done = listenfirst("demo", str(tmp_path / "demo"), "--lang", TAG)
    assert done.returncode == 0, done.stderr
    assert '<html lang="en"' in (tmp_path / "demo" / "index.html").read_text(encoding="utf-8")


# A language that is not complete


@pytest.fixture
def other(make_third: Callable[[Path], Path], tmp_path: Path) -> Path:
    """An installation with the third language that a test may spoil."""
    return make_third(tmp_path / "other")


def test_a_report_is_not_built_where_the_pack_lacks_a_text_and_it_is_said_which(
    other: Path, tmp_path: Path, command_in: Command
) -> None:
    path = other / "questions" / "listen-first" / "listening.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if f"{TAG}: " in line)
    path.write_text("\n".join([*lines[:at], *lines[at + 1 :]]) + "\n", encoding="utf-8")
    run = partial(command_in, other)
    refused = run("build", "examples/narae-city", "--lang", TAG, "--out", str(tmp_path / "site"), *DAY)
    assert refused.returncode == 1
    # In the language that was asked for.
    assert re.search(r": 1 öƒ .*listening\.yml:[0-9]+  L01\.", refused.stderr)
    assert not (tmp_path / "site").exists()
    # A folder that wants the language says the same, with its line.
    settings = other / "examples" / "maple-library" / "audit.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('languages: ["en"', f'languages: ["{TAG}", "en"'), encoding="utf-8"
    )
    wanting = run("score", "examples/maple-library", "--lang", "en")
    assert wanting.returncode == 1
    assert re.search(r"audit\.yml:\d+  languages  the pack .* 1 of its texts are missing", wanting.stderr)
    # The others are as complete as they were, and the check names the text.
    assert run("build", "examples/narae-city", "--lang", "ko", "--out", str(tmp_path / "ko"), *DAY).returncode == 0
    checked = run("check", "questions/listen-first")
    assert checked.returncode == 1
    assert "the text is missing in this language" in checked.stdout
    assert TAG not in run("new", str(tmp_path / "a"), "--name", "A", "--languages", TAG).stdout


def test_a_report_is_not_built_where_a_fixed_text_is_not_translated(
    other: Path, tmp_path: Path, command_in: Command
) -> None:
    path = other / "site_template" / "locale" / TAG / "LC_MESSAGES" / "listen-first.mo"
    with path.open("rb") as file:
        catalogue = read_mo(file)
    catalogue.delete("Summary")
    with path.open("wb") as file:
        write_mo(file, catalogue)
    run = partial(command_in, other)
    refused = run("build", "examples/narae-city", "--lang", TAG, "--out", str(tmp_path / "site"), *DAY)
    assert refused.returncode == 1
    assert re.match(r"\[1 öƒ .*en-XA.*“Summary”", refused.stderr)
    assert run("new", str(tmp_path / "a"), "--name", "A", "--languages", TAG).returncode == 2
    assert run("new", str(tmp_path / "a"), "--name", "A", "--lang", TAG).returncode == 0
