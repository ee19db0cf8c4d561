"""Each engine builds the same report: what is promised beyond the words is done by us, and what is missing is said."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from html5lib import parse

from audit.cli.reporting import ENGINE_NAMES
from audit.report.site.engines import ENGINES, MKDOCS

ROOT = Path(__file__).resolve().parents[3]
OTHERS = [name for name in ENGINES if name != MKDOCS.name]
BUILD = ("build", "examples/maple-library", "--date", "2026-11-23")


def words_of(page: Path) -> list[str]:
    """Return the words of the article of a page."""
    article = parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False).find(".//article")
    assert article is not None
    for contents in article.iter("details"):
        if contents.get("class") == "lf-contents":
            # How an engine heads the contents of a page is its own.
            contents.clear()
    return " ".join("".join(article.itertext()).split()).split()


@pytest.fixture(scope="module")
def built(command_in: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report of an example by each engine."""
    sites = {}
    for name in ENGINES:
        sites[name] = tmp_path_factory.mktemp(name) / "site"
        done = command_in(ROOT, *BUILD, "--engine", name, "--out", str(sites[name]))
        assert done.returncode == 0, done.stderr
    return sites


def test_the_command_offers_the_engines_of_the_registry_the_one_that_ships_first() -> None:
    assert list(ENGINES) == list(ENGINE_NAMES)
    assert [engine.name for engine in ENGINES.values() if engine.extra is None] == [ENGINE_NAMES[0]]


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_every_page_says_the_same_words(built: dict[str, Path], name: str) -> None:
    pages = sorted(path.name for path in built["mkdocs"].glob("*.html"))
    assert sorted(path.name for path in built[name].rglob("*.html")) == pages
    assert [page for page in pages if words_of(built[name] / page) != words_of(built["mkdocs"] / page)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_every_page_has_its_policy_and_nothing_is_there_that_no_report_needs(built: dict[str, Path], name: str) -> None:
    for page in built[name].glob("*.html"):
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text(encoding="utf-8"))
        assert policy is not None
        assert "unsafe" not in policy[1]
    names = {path.name for path in built[name].rglob("*")}
    assert names & {"sitemap.xml", "404.html"} == set()
    assert [path for path in names if path.endswith(".map")] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_the_same_report_gives_the_same_bytes(
    built: dict[str, Path], command_in: Any, name: str, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    assert command_in(ROOT, *BUILD, "--engine", name, "--out", str(again)).returncode == 0
    files = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(built[name]) for path in built[name].rglob("*") if path.is_file())
    assert [path for path in files if (again / path).read_bytes() != (built[name] / path).read_bytes()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_several_languages_and_the_project_are_built_as_by_the_first(
    command_in: Any, name: str, tmp_path: Path
) -> None:
    out, source = tmp_path / "site", tmp_path / "source"
    done = command_in(
        ROOT,
        *BUILD,
        "--engine",
        name,
        "--lang",
        "all",
        "--out",
        str(out),
        "--source",
        str(source),
        "--edition",
        "public",
    )
    assert done.returncode == 0, done.stderr
    assert {path.relative_to(out).as_posix() for path in out.rglob("index.html")} == {
        "index.html",
        "en/index.html",
        "ko/index.html",
    }
    assert sorted(path.name for path in (source / "ko").iterdir()) == ["docs", "mkdocs.yml", "theme"]


@pytest.mark.slow
def test_an_engine_that_is_not_installed_is_named_with_the_command_that_installs_it(
    command_in: Any, tmp_path: Path
) -> None:
    # A folder without its package, which Python finds first, is an installation without it.
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name == 'zensical' else find(name, package)\n",
        encoding="utf-8",
    )
    done = command_in(ROOT, *BUILD, "--engine", "zensical", "--out", str(tmp_path / "site"), PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "Zensical is not installed." in done.stderr
    assert re.search("install .*zensical", done.stderr)
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_one_file_needs_no_engine(command_in: Any, tmp_path: Path) -> None:
    done = command_in(ROOT, *BUILD, "--single", "--engine", "zensical", "--out", str(tmp_path / "report.html"))
    assert done.returncode == 2
    assert "--engine does not go with --single." in done.stderr
