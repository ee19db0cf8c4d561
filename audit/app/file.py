"""The app as one HTML file: the runtime, the page, what the page knows at once, and a policy that lets nothing out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit import __version__
from audit.app.texts import SCRIPTS, STYLES
from audit.errors import Refused, say
from audit.files.shipped import shipped
from audit.interview.form import in_script
from audit.locale_data import for_languages
from audit.model.values import N_

RUNTIME = Path(__file__).resolve().parent.parent / "_runtime"
ABOUT = "runtime.json"
REMEDY = N_("install the wheel of a release, or run make app-runtime in a checkout")
_SCRIPTS = re.compile(r"script-src ('sha256-[^']+')")
"""In the policy of a small form."""


@dataclass(frozen=True)
class Page:
    """What an app is made for.

    Attributes:
        language: The language in which it opens.
        title: What a browser calls it.
        no_script: What it says where scripts do not run.
        data: What the page knows before the engine is there.
        plain_forms: The small form for browsers that cannot run the engine, by language.
    """

    language: str
    title: str
    no_script: str
    data: Mapping[str, Any]
    plain_forms: Mapping[str, str]


def app_page(page: Page, runtime: Path | None = None) -> bytes:
    """Write the app as one HTML document that fetches nothing.

    Args:
        page: What it is made for.
        runtime: The folder that `make app-runtime` wrote; None for that of this installation.

    Raises:
        Refused: This installation has no runtime, or that of another version.
    """
    template = shipped("site_template")
    script = "\n".join((template / "app" / name).read_text(encoding="utf-8") for name in ("engine.js", *SCRIPTS))
    style = for_languages("\n".join((template / name).read_text(encoding="utf-8") for name in STYLES))
    filled = {
        "LANGUAGE": page.language,
        "TITLE": html.escape(page.title),
        "NO_SCRIPT": html.escape(page.no_script),
        "POLICY": _policy(script, page.plain_forms),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": in_script(page.data),
        "PLAIN_FORM": "\n".join(
            f'<script type="text/plain" id="plain-form-{language}">{in_script(form)}</script>'
            for language, form in page.plain_forms.items()
        ),
        "RUNTIME": "\n".join(_inert(name, text) for name, text in _runtime(runtime, template).items()),
    }
    # Every second piece is a name; what is put in is not looked at again.
    pieces = (template / "app" / "app.html").read_text(encoding="utf-8").split("%%")
    return "".join(piece if number % 2 == 0 else filled[piece] for number, piece in enumerate(pieces)).encode()


def _runtime(runtime: Path | None, template: Path) -> dict[str, str]:
    """Return what the worker is handed, by name."""
    about = read_about(runtime)
    parts = {name: ((runtime or RUNTIME) / file).read_text(encoding="ascii") for name, file in about["parts"].items()}
    worker = (template / "app" / "worker.js").read_text(encoding="utf-8")
    return {**parts, "platform": json.dumps(about["platform"]), "worker": worker}


def _inert(name: str, text: str) -> str:
    return f'<script type="text/plain" data-runtime="{name}">{text}</script>'


def read_about(runtime: Path | None = None) -> dict[str, Any]:
    """Return what the runtime says of itself: its parts, versions, sizes and licences.

    Raises:
        Refused: This installation has no runtime, or that of another version.
    """
    try:
        about: dict[str, Any] = json.loads(((runtime or RUNTIME) / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(say("this installation has no runtime for the app"), say(REMEDY)) from None
    if (version := about.get("version")) != __version__:
        raise Refused(
            say("the runtime for the app is of another version, {version}", version=str(version)), say(REMEDY)
        )
    return about


def licences(runtime: Path | None = None) -> list[dict[str, str]]:
    """Return the licences of all parts: `name`, `version`, `licence` and its `text`.

    Raises:
        Refused: This installation has no runtime, or that of another version.
    """
    return list(read_about(runtime).get("licences", ()))


def _policy(script: str, forms: Mapping[str, str]) -> str:
    # The small form is shown in a frame, which is under this policy too.
    scripts = {
        f"'sha256-{_digest(script)}'",
        *(found for form in forms.values() for found in _SCRIPTS.findall(form)[:1]),
    }
    rules = {
        "default-src": "'none'",
        "script-src": " ".join([*sorted(scripts), "'wasm-unsafe-eval'", "blob:"]),
        "worker-src": "blob:",
        # A frame with the report is under this policy too, and the report has styles of its own.
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "font-src": "data:",
        "frame-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
