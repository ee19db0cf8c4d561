"""The licences of everything that lies in the app: of Pyodide and what it is made of, and of each package."""

from __future__ import annotations

import email.parser
import json
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "pyodide" / "licences"
_SAID_ELSEWHERE = {
    "filelock": "MIT",
    "jinja2": "BSD-3-Clause",
    "markdown": "BSD-3-Clause",
    "babel": "BSD-3-Clause",
    "openpyxl": "MIT",
}
"""Where a package's description has no expression."""
_TEXTS = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


def licences(pyodide: Path, wheels: list[Path]) -> list[dict[str, str]]:
    """Return each part with its `name`, `version`, `licence` and the licence's `text`.

    Args:
        pyodide: The folder of the npm package.
        wheels: The packages.
    """
    about = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))
    python = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]["python"]
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return [
        {"name": "Listen First", "version": "", "licence": "Apache-2.0", "text": ours},
        _own("Pyodide", about["version"], about["license"]),
        _own("Python", python, "PSF-2.0"),
        _own("Emscripten", "", "MIT"),
        *sorted((_of_wheel(wheel) for wheel in wheels), key=lambda part: part["name"].lower()),
    ]


def _own(name: str, version: str, licence: str) -> dict[str, str]:
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    return {"name": name, "version": version, "licence": licence, "text": text}


def _of_wheel(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        inside = archive.namelist()
        described = email.parser.BytesParser().parsebytes(
            archive.read(next(name for name in inside if name.endswith(".dist-info/METADATA")))
        )
        texts = [archive.read(name).decode() for name in inside if _is_licence(name)]
        texts += [_crates(json.loads(archive.read(name))) for name in inside if name.endswith(".cyclonedx.json")]
    name = described["Name"]
    licence = described["License-Expression"] or _SAID_ELSEWHERE.get(name.lower()) or described["License"] or ""
    return {"name": name, "version": described["Version"], "licence": licence, "text": "\n\n".join(texts)}


def _is_licence(name: str) -> bool:
    return ".dist-info/" in name and Path(name).name.upper().startswith(_TEXTS) and not name.endswith("/")


def _crates(parts: dict[str, list[dict[str, object]]]) -> str:
    """Return what a compiled package is made of, by its own list of parts: one line for each."""
    lines = []
    for part in parts.get("components", []):
        said = [str(choice.get("expression") or choice.get("license")) for choice in part.get("licenses", [])]  # type: ignore[attr-defined]
        lines.append(f"{part['name']} {part.get('version', '')}: {', '.join(said)}")
    return "It is made of these parts:\n\n" + "\n".join(sorted(lines)) if lines else ""
