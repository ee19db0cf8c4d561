"""The app's file: one HTML document whose policy lets nothing out, and that says what it is made of."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit import __version__
from audit.app.file import app_page
from audit.app.prepared import app_of
from audit.cli import cli
from audit.errors import Refused
from audit.files.folder import identified, open_folder

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "haneul-district"
LICENCE = {"name": "Part", "version": "1", "licence": "MIT", "text": "As it is."}


class Elements(HTMLParser):
    """Reads a document: its policy, and its scripts by what they are called."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policy: dict[str, str] = {}
        self.scripts: dict[str, str] = {}
        self._called: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            rules = (given["content"] or "").split("; ")
            self.policy = {name: allowed for name, _, allowed in (rule.partition(" ") for rule in rules)}
        self._called = (given.get("data-runtime") or given.get("id") or "page") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self._called is not None:
            self.scripts[self._called] = self.scripts.get(self._called, "") + data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 # the parser calls it so
        self._called = None


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runtime of which only the form is right."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in ("python", "packages", "project"):
        (folder / f"{name}.txt").write_text(f"letters of {name}", encoding="ascii")
    about = {
        "version": __version__,
        "parts": {name: f"{name}.txt" for name in ("python", "packages", "project")},
        "platform": {"python": "3.14.2"},
        "licences": [LICENCE],
    }
    (folder / "runtime.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def prepared(runtime: Path) -> Elements:
    """The app of an example."""
    return Elements(app_page(app_of(identified(open_folder(EXAMPLE)), "ko", runtime), runtime).decode())


@pytest.fixture(scope="module")
def neutral(runtime: Path) -> Elements:
    """The app of nobody in particular."""
    return Elements(app_page(app_of(None, "en", runtime), runtime).decode())


def data_of(app: Elements) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(app.scripts["data"])
    return found


def test_only_the_scripts_of_the_file_itself_run_and_nothing_is_fetched(prepared: Elements) -> None:
    assert prepared.policy["default-src"] == "'none'"
    assert "connect-src" not in prepared.policy
    digest = base64.b64encode(hashlib.sha256(prepared.scripts["page"].encode()).digest()).decode()
    allowed = prepared.policy["script-src"].split()
    assert f"'sha256-{digest}'" in allowed
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "'self'"} & set(allowed)
    assert not [rule for rule in prepared.policy.values() if re.search(r"https?:|\*|'self'", rule)]


def test_the_small_form_in_it_may_run_its_own_script(neutral: Elements) -> None:
    for language in ("en", "ko"):
        form = json.loads(neutral.scripts[f"plain-form-{language}"])
        script = form.rpartition("<script>")[2].partition("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in neutral.policy["script-src"]


def test_the_runtime_stands_behind_the_page(prepared: Elements) -> None:
    order = list(prepared.scripts)
    assert order.index("page") < min(order.index(name) for name in ("python", "packages", "project", "worker"))
    assert prepared.scripts["packages"] == "letters of packages"


def test_a_prepared_app_has_what_the_consultant_set_up_and_no_answers(prepared: Elements) -> None:
    carried = data_of(prepared)["carried"]
    settings = open_folder(EXAMPLE).settings
    assert carried["id"] == settings.id
    assert base64.b64decode(carried["files"]["audit.yml"]) == (EXAMPLE / "audit.yml").read_bytes()
    assert "answers/2026-11/round.yml" in carried["files"]
    assert not [name for name in carried["files"] if name.endswith("/lead.yml")]


def test_the_answers_go_in_where_that_is_asked_for(runtime: Path) -> None:
    page = app_of(identified(open_folder(EXAMPLE)), "ko", runtime, with_answers=True)
    given = base64.b64decode(page.data["carried"]["files"]["answers/2026-11/lead.yml"])
    assert given == (EXAMPLE / "answers" / "2026-11" / "lead.yml").read_bytes()


def test_a_neutral_app_is_about_nobody(neutral: Elements) -> None:
    assert data_of(neutral)["carried"] is None


def test_the_licences_of_all_parts_are_in_the_file(neutral: Elements) -> None:
    assert data_of(neutral)["licences"] == [LICENCE]


def test_without_a_runtime_it_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        app_page(app_of(None, "en", tmp_path), tmp_path)
    assert "make app-runtime" in str(refused.value.remedy)


def test_a_runtime_of_another_version_is_refused(runtime: Path, tmp_path: Path) -> None:
    about = json.loads((runtime / "runtime.json").read_text(encoding="utf-8")) | {"version": "0.0.1"}
    (tmp_path / "runtime.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(Refused):
        app_of(None, "en", tmp_path)


def test_the_command_writes_over_nothing_unless_it_is_forced(tmp_path: Path) -> None:
    place = tmp_path / "mine.html"
    place.write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["app", "--out", str(place), "--lang", "en"])
    assert isinstance(refused.exception, Refused)
    assert str(place) in str(refused.exception.what.values)
    assert place.read_text(encoding="utf-8") == "mine"
