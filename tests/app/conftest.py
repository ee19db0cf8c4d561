"""A page without a browser: calls in JSON to an engine whose audits lie in a folder of the test."""

from __future__ import annotations

import base64
import datetime
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.app.engine import Engine
from audit.files.archive import pack_up
from audit.files.folder import open_folder
from audit.files.shipped import shipped

TODAY = datetime.date(2026, 11, 27)


class Page:
    """Makes calls as a page does.

    Args:
        root: Where the audits lie.
        language: The language of every call that names no other.
    """

    def __init__(self, root: Path, language: str = "en") -> None:
        self.root = root
        self.engine = Engine(root, lambda: TODAY)
        self.language = language
        self.kept: dict[str, dict[str, bytes]] = {}
        """What the page keeps of each audit: its files, by id."""

    def ask(self, call: str, **arguments: Any) -> dict[str, Any]:
        """Make a call; return what crossed the bridge."""
        text = json.dumps({"number": 1, "call": call, "arguments": {"language": self.language, **arguments}})
        answered = json.loads(self.engine.answer(text))
        assert answered["number"] == 1
        return dict(answered)

    def get(self, call: str, **arguments: Any) -> Any:
        """Make a call that goes well, keep what it changed as a page does, and return its value."""
        answered = self.ask(call, **arguments)
        assert answered["ok"], answered["problem"]
        value = answered["value"]
        changed = value.get("changed", value.get("files")) if isinstance(value, dict) else None
        if isinstance(changed, dict):
            self._keep(str(arguments.get("id") or value["id"]), changed)
        return value

    def _keep(self, identity: str, changed: dict[str, str | None]) -> None:
        files = self.kept.setdefault(identity, {})
        for path, content in changed.items():
            if content is None:
                files.pop(path)
            else:
                files[path] = base64.b64decode(content)

    def refused(self, call: str, **arguments: Any) -> dict[str, Any]:
        """Make a call that goes wrong, and return the problem."""
        answered = self.ask(call, **arguments)
        assert not answered["ok"], answered["value"]
        problem = dict(answered["problem"])
        assert problem["message"]
        assert str(self.root) not in json.dumps(problem), "nobody is told where files lie in memory"
        return problem

    def new(self, agency: str = "Haneul", **arguments: Any) -> str:
        """Begin an audit; return its id."""
        return str(self.get("create", agency=agency, **arguments)["id"])

    def open_example(self, example: str) -> str:
        """Open the zip of an example; return its id."""
        return str(self.get("take", name=f"{example}.zip", bytes=zipped(example))["id"])

    def answer(self, identity: str, item: str, raw: dict[str, Any], **arguments: Any) -> Any:
        """Answer one item."""
        return self.get("answer", id=identity, item=item, raw=raw, **arguments)


def zipped(example: str) -> str:
    """Return the zip of an example, as it travels."""
    return base64.b64encode(pack_up(open_folder(shipped("examples") / example)).content).decode()


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A page in English."""
    return Page(tmp_path / "audits")


@pytest.fixture
def new_page(tmp_path: Path) -> Callable[[], Page]:
    """Open one page after the other, each with a memory of its own."""
    count = itertools.count()
    return lambda: Page(tmp_path / f"memory {next(count)}")


@pytest.fixture
def korean(tmp_path: Path) -> Page:
    """A page in Korean."""
    return Page(tmp_path / "audits", "ko")


@pytest.fixture
def sent() -> Callable[[str], str]:
    """Write the answers of a form, as they travel: for the audit of an id, by whoever holds the role of IT."""

    def make(identity: str) -> str:
        text = f"""# listenfirst form 2; round 2026-11
format: 1
pack: "listen-first"
version: "2.0.0"
audit:
  id: "{identity}"
  agency: "Maple Library"
respondent:
  role: "it"
  name: ""
answers:
  T01:
    level: 3
    answered: "2026-11-23"
# end 1
"""
        return base64.b64encode(text.encode()).decode()

    return make
