"""Build what the app runs on: Python for browsers with the packages of the project and the project itself: `make app-runtime`.

Python is Pyodide, by npm, and pydantic's compiled part comes as a wheel for it; both are pinned, and checked against the
hashes of `tools/app_runtime/package-lock.json` and `constraints.hashes.txt`. Everything else is pure Python. All modules are
compiled beforehand by that very Python, and what the app never touches is left out.

What is made lies in `audit/_runtime`, is in no commit, and goes into the wheel.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOME = ROOT / "tools" / "app_runtime"
WORK = ROOT / "build" / "app-runtime"
TARGET = ROOT / "audit" / "_runtime"
HASHES = ROOT / "constraints.hashes.txt"

PLATFORM = "pyemscripten_2026_0_wasm32"
"""The platform of this Pyodide, as wheels name it; `pyodide.json` of its `pyodide-lock.json` says which."""
PYTHON = "3.14"
COMPILED = ("pydantic-core",)
PURE = (
    "annotated-types",
    "babel",
    "filelock",
    "jinja2",
    "markdown",
    "markupsafe",
    "pydantic",
    "pyyaml",
    "typing-extensions",
    "typing-inspection",
    "wcwidth",
)
"""What the engine imports. Two of them are faster with a compiled part, and do without."""

_ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==.*(?:\n    --hash.*)*", re.MULTILINE)


def main() -> None:
    """Build the runtime; with `--project` only the project's own part of it."""
    build(WORK, TARGET, everything="--project" not in sys.argv)


def build(work: Path, target: Path, *, everything: bool = True) -> None:
    """Build the runtime.

    Args:
        work: Where to; what was downloaded and compiled there is used again.
        target: Where the parts are written.
        everything: Whether the packages are made too, not only the project.
    """
    pyodide = npm_package(work / "npm")
    if everything:
        gather_packages(pyodide, download(work / "wheels"), fresh(work / "source"))
        fresh(work / "compiled")
        compile_modules(pyodide, work)
    gather_project(fresh(work / "source"))
    shutil.rmtree(work / "compiled" / "app" / "audit", ignore_errors=True)
    compile_modules(pyodide, work)
    shutil.copytree(ROOT / "examples", work / "examples", dirs_exist_ok=True)
    run(pyodide, pyodide / "python_stdlib.zip", work, HOME / "warm_up.py")
    write(pyodide, work / "compiled", target)


def compile_modules(pyodide: Path, work: Path) -> None:
    """Compile the modules of `source` into `compiled`, and copy what is no module."""
    run(pyodide, pyodide / "python_stdlib.zip", work, HOME / "compile_modules.py")
    copy_data(work / "source", work / "compiled")


def fresh(folder: Path) -> Path:
    """Return an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def npm_package(folder: Path) -> Path:
    """Install Pyodide as it is locked, and return its folder; npm compares it with its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HOME / name, folder / name)
    if not (folder / "node_modules" / ".package-lock.json").exists():
        subprocess.run(["npm", "ci", "--no-progress", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder / "node_modules" / "pyodide"


def download(folder: Path) -> list[Path]:
    """Download the wheels as they are pinned, each compared with its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    for names, platforms in ((COMPILED, (PLATFORM,)), (PURE, ("any", "manylinux2014_x86_64"))):
        pins = folder / f"{platforms[0]}.txt"
        wanted = "\n".join(match[0] for match in _ENTRY.finditer(HASHES.read_text()) if match["name"] in names) + "\n"
        if pins.exists() and pins.read_text() == wanted:
            continue
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps"),
                *("--require-hashes", "--only-binary", ":all:", "--implementation", "cp", "--python-version", PYTHON),
                *(f"--platform={platform}" for platform in platforms),
                *("--dest", str(folder), "--requirement", "/dev/stdin"),
            ],
            input=wanted.encode(),
            check=True,
        )
        pins.write_text(wanted)
    return sorted(folder.glob("*.whl"))


def gather_packages(pyodide: Path, wheels: list[Path], source: Path) -> None:
    """Put the standard library into `lib` and the packages into `app`."""
    zipfile.ZipFile(pyodide / "python_stdlib.zip").extractall(source / "lib")
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(source / "app", [name for name in packed.namelist() if is_needed(Path(name))])


def gather_project(source: Path) -> None:
    """Put the project where a wheel has it."""
    ours = source / "app" / "audit"
    shutil.copytree(ROOT / "audit", ours, ignore=shutil.ignore_patterns("__pycache__", "_runtime", "_data"))
    for name in ("questions", "site_template"):
        shutil.copytree(ROOT / name, ours / "_data" / name, ignore=shutil.ignore_patterns("*.po", "*.pot"))


def copy_data(source: Path, compiled: Path) -> None:
    """Copy what is no module."""
    for path in source.rglob("*"):
        name = path.relative_to(source)
        if path.is_file() and path.suffix not in (".py", ".pyi"):
            (compiled / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, compiled / name)


def write(pyodide: Path, compiled: Path, target: Path) -> None:
    """Write the parts as the page takes them, and what they are."""
    fresh(target)
    app = {path: path.relative_to(compiled) for path in sorted((compiled / "app").rglob("*")) if path.is_file()}
    parts = {
        "loader": (pyodide / "pyodide.mjs").read_bytes(),
        "module": (pyodide / "pyodide.asm.mjs").read_bytes(),
        "wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
        "library": stored_zip(compiled / "lib"),
        "packages": together({path: name for path, name in app.items() if name.parts[1] != "audit"}),
        "project": together({path: name for path, name in app.items() if name.parts[1] == "audit"}),
    }
    for name, content in parts.items():
        packed = base64.b64encode(gzip.compress(content, 9, mtime=0))
        (target / f"{name}.txt").write_bytes(packed)
        print(f"{name:10} {len(content):>10} {len(packed):>10}")
    about = {"parts": {name: f"{name}.txt" for name in parts}}
    (target / "runtime.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


LOCALES = ("root", "en", "en_001", "en_GB", "ko", "ko_KR")


def is_needed(name: Path) -> bool:
    """Say whether a file of a package is needed."""
    if name.parts[0].endswith(".dist-info"):
        return name.name == "entry_points.txt"
    if "locale-data" in name.parts:
        return name.stem in LOCALES
    return name.suffix != ".so" or "emscripten" in name.name


def stored_zip(folder: Path) -> bytes:
    """Return a zip without compression: all parts are compressed as a whole."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.writestr(zipfile.ZipInfo(str(path.relative_to(folder))), path.read_bytes())
    return target.getvalue()


def together(files: dict[Path, Path]) -> bytes:
    """Return files one after another, behind a list of their names and sizes."""
    head = json.dumps([[f"/{name}", path.stat().st_size] for path, name in files.items()], separators=(",", ":")).encode()
    return b"".join([len(head).to_bytes(4, "little"), head, *(path.read_bytes() for path in files)])


def run(pyodide: Path, library: Path, folder: Path, script: Path) -> None:
    """Run a script in Pyodide; it sees a folder as `/host`."""
    subprocess.run(["node", HOME / "run.mjs", pyodide, library, folder, script], check=True)


if __name__ == "__main__":
    main()
