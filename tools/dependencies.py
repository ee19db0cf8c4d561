"""Pin everything that is installed, with the hash of every file it may come from, and list the licences.

`constraints.txt` holds the versions, for every installation here; `constraints.hashes.txt` the same versions with the
SHA-256 of each file that was published for them, for `make audit`. pip takes no hashes where a checkout is installed for
editing, so there are two files, written in one go.

Usage: python tools/dependencies.py --lock   write both files and the table of licences, after a change in pyproject.toml
       python tools/dependencies.py          write the table of licences in docs/licences.md
       python tools/dependencies.py --check  fail where an installed package is not pinned, or a file is out of date
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
PINS = ROOT / "constraints.txt"
HASHES = ROOT / "constraints.hashes.txt"
PAGE = ROOT / "docs" / "licences.md"
OLDEST_PYTHON = "3.11"
PROJECT = "listen-first"
OURS = frozenset({PROJECT, "pip", "setuptools"})
"""Comes with every environment, or is what we install."""

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_BLOCK = re.compile(r"(<!-- licences: (?P<group>[\w ]+) -->\n).*?(<!-- /licences -->)", re.DOTALL)
_SAID_ELSEWHERE = {"axe-playwright-python": "MIT"}
"""Licences that stand in a package's LICENSE file, but not in its description."""


def pinned(text: str) -> dict[str, str]:
    """Return the versions that a file of pins names, by the normalised name of the package."""
    return {canonicalize_name(match["name"]): match["version"] for match in _PIN.finditer(text)}


def without_hash(text: str) -> list[str]:
    """Return the packages of a file of hashes that have none."""
    entries = re.split(r"\n(?=\S)", text)
    return [match["name"] for entry in entries if (match := _PIN.match(entry)) and "--hash=sha256:" not in entry]


def installed() -> dict[str, Distribution]:
    """Return what is installed in this environment, by normalised name."""
    return {canonicalize_name(found.metadata["Name"]): found for found in distributions()}


def problems() -> list[str]:
    """Find what is installed and not pinned, pinned twice with a difference, or pinned without a hash."""
    pins, text = pinned(PINS.read_text(encoding="utf-8")), HASHES.read_text(encoding="utf-8")
    found = [
        f"{name} {package.version} is installed; constraints.txt says {pins.get(name, 'nothing')}; make clean begins anew"
        for name, package in sorted(installed().items())
        if name not in OURS and pins.get(name) != package.version
    ]
    if pins != pinned(text):
        found.append("constraints.txt and constraints.hashes.txt name different versions: run make lock")
    found += [f"{name} has no hash: run make lock" for name in without_hash(text)]
    named = {canonicalize_name(Requirement(line).name) for line in _all_requirements()}
    found += [f"{name} of pyproject.toml is not pinned: run make lock" for name in sorted(named - pins.keys())]
    return found


def _all_requirements() -> Iterator[str]:
    data = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    yield from data["project"]["dependencies"]
    for extra in data["project"]["optional-dependencies"].values():
        yield from extra
    yield from data["dependency-groups"]["dev"]


def lock() -> None:
    """Resolve pyproject.toml with the versions that are pinned already, and write both files."""
    command = [sys.executable, "-m", "uv", "pip", "compile", PYPROJECT.name, "--all-extras", "--group", "dev"]
    command += ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--constraint", PINS.name]
    command += ["--no-header", "--no-annotate", "--quiet", "--output-file", HASHES.name]
    subprocess.run(command, cwd=ROOT, check=True)
    pins = pinned(HASHES.read_text(encoding="utf-8"))
    PINS.write_text("".join(f"{name}=={version}\n" for name, version in sorted(pins.items())), encoding="utf-8")


def licence(package: Distribution) -> str:
    """Return the licence that a package gives for itself, in one line."""
    about = package.metadata
    for line in (*about.get_all("License-Expression", []), *about.get_all("License", [])):
        if line.strip() and "\n" not in line.strip() and line.strip() != "UNKNOWN":
            return str(line.strip())
    classified = [line.split("::")[-1].strip() for line in about.get_all("Classifier", []) if "License ::" in line]
    return ", ".join(classified) or _SAID_ELSEWHERE[canonicalize_name(about["Name"])]


def needed_by(requirements: Iterable[str]) -> set[str]:
    """Return the packages that some requirements bring along on this machine, by normalised name, themselves included."""
    here = installed()
    found: set[str] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if name in found or name not in here or not applies:
            continue
        found.add(name)
        waiting += [Requirement(line) for line in here[name].requires or ()]
    return found


def groups() -> dict[str, set[str]]:
    """Return the packages that the program needs, that each extra adds, and that only our tests and checks use."""
    data = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    found = {"program": needed_by(data["project"]["dependencies"])}
    for extra, requirements in data["project"]["optional-dependencies"].items():
        found[extra] = needed_by(requirements) - found["program"]
    told = set[str]().union(*found.values())
    found["development"] = installed().keys() - told - OURS
    return found


def table(names: Iterable[str], packages: Mapping[str, Distribution]) -> str:
    """Return the rows of Markdown for some packages: name, version, licence."""
    rows = [
        f"| {packages[name].metadata['Name']} | {packages[name].version} | {licence(packages[name])} |\n"
        for name in sorted(names)
    ]
    return "".join(["| Package | Version | Licence |\n|---|---|---|\n", *rows])


def filled(page: str) -> str:
    """Return the page with its tables of licences as the packages say them now."""
    found, packages = groups(), installed()
    return _BLOCK.sub(lambda block: f"{block[1]}{table(found[block['group']], packages)}{block[3]}", page)


def main(arguments: list[str]) -> int:
    """Lock, write or check; return the exit code."""
    if "--lock" in arguments:
        lock()
    old = PAGE.read_text(encoding="utf-8")
    new = filled(old)
    found = problems()
    if "--check" in arguments:
        found += ["docs/licences.md is out of date: run make licences"] if new != old else []
    else:
        PAGE.write_text(new, encoding="utf-8")
    print("\n".join(found) or "every package is pinned, with its hashes and its licence")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
