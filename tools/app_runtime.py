"""Build what the app runs on: Python for browsers, the packages that it needs and the project itself: `make app-runtime`.

Python is Pyodide, by npm, and pydantic's compiled part comes as a wheel for it; both are pinned, and compared with the hashes
in `tools/pyodide/package-lock.json` and `constraints.hashes.txt`. Everything else is pure Python. All modules are compiled
by that very Python, a whole use of the app is played through in node, and what it never touched is left out.

What is made lies in `audit/_runtime`. It is in no commit and goes into the wheel.

Usage: python tools/app_runtime.py
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit import __version__  # noqa: E402
from tools.app_keep import Used, kept_library, kept_packages, kept_project, read_used  # noqa: E402
from tools.app_licences import licences  # noqa: E402
from tools.app_parts import as_script, packed, together  # noqa: E402

HOME = ROOT / "tools" / "pyodide"
WORK = ROOT / "build" / "app-runtime"
TARGET = ROOT / "audit" / "_runtime"
HASHES = ROOT / "constraints.hashes.txt"

PYTHON = "3.14"
PLATFORM = "pyemscripten_2026_0_wasm32"
"""The platform of this Pyodide, as wheels name it."""
COMPILED = ("pydantic-core",)
PURE = (
    "annotated-types",
    "babel",
    "et-xmlfile",
    "filelock",
    "jinja2",
    "markdown",
    "markupsafe",
    "openpyxl",
    "pydantic",
    "pyyaml",
    "typing-extensions",
    "typing-inspection",
)
"""What the engine imports. Two of them are faster with a compiled part, and do without."""
LOCALES = ("root", "en", "en_001", "en_GB", "ko", "ko_KR")

_PLAIN = re.compile(r"[-_.]+")
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==.*(?:\n    --hash.*)*", re.MULTILINE)


def main() -> None:
    """Build the runtime, and print what it weighs."""
    for name, size in build(WORK, TARGET).items():
        print(f"{name:10} {size:>10,}")


def build(work: Path, target: Path) -> Mapping[str, int]:
    """Build the runtime.

    Args:
        work: Where to; what was downloaded or compiled there and is still the same is used again.
        target: The folder that the parts are written into.

    Returns:
        The letters of each part.
    """
    pyodide = npm_package(work / "npm")
    wheels = download(work / "wheels")
    compile_packages(pyodide, wheels, work)
    gather_project(fresh(work / "source"))
    shutil.rmtree(work / "compiled" / "app" / "audit", ignore_errors=True)
    compile_modules(pyodide, work)
    shutil.copytree(ROOT / "examples", work / "examples", dirs_exist_ok=True)
    run(pyodide, pyodide / "python_stdlib.zip", work, HOME / "warm_up.py")
    parts = trimmed(pyodide, work, read_used(work / "used.json"))
    return write(parts, work, target, pyodide, wheels)


def compile_packages(pyodide: Path, wheels: list[Path], work: Path) -> None:
    """Compile the standard library and the packages, unless the very same lie there already."""
    stamp = work / "compiled" / "packages.txt"
    scripts = [
        (HOME / name).read_text(encoding="utf-8") for name in ("package-lock.json", "compile_modules.py", "run.mjs")
    ]
    same = "\n".join([*(wheel.name for wheel in wheels), *scripts])
    if stamp.exists() and stamp.read_text(encoding="utf-8") == same:
        return
    gather_packages(pyodide, wheels, fresh(work / "source"))
    fresh(work / "compiled")
    compile_modules(pyodide, work)
    stamp.write_text(same, encoding="utf-8")


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
    command = ["npm", "ci", "--no-progress", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules" / "pyodide"


def download(folder: Path) -> list[Path]:
    """Download the wheels as they are pinned, each compared with its hash, unless they lie there already."""
    folder.mkdir(parents=True, exist_ok=True)
    pins = {match["name"]: match[0] for match in _PIN.finditer(HASHES.read_text(encoding="utf-8"))}
    for names, platforms in ((COMPILED, (PLATFORM,)), (PURE, ("any", "manylinux2014_x86_64"))):
        wanted = folder / f"{platforms[0]}.txt"
        text = "".join(f"{pins[name]}\n" for name in names)
        if wanted.exists() and wanted.read_text(encoding="utf-8") == text:
            continue
        new = folder / "wanted.txt"
        new.write_text(text, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download", "--no-deps"),
            *("--require-hashes", "--only-binary", ":all:", "--implementation", "cp", "--python-version", PYTHON),
            *(f"--platform={platform}" for platform in platforms),
            *("--dest", str(folder), "--requirement", str(new)),
        ]
        subprocess.run(command, check=True)
        new.replace(wanted)
    named = {_PLAIN.sub("-", name).lower() for name in (*COMPILED, *PURE)}
    return sorted(wheel for wheel in folder.glob("*.whl") if _PLAIN.sub("-", wheel.name.split("-")[0]).lower() in named)


def gather_packages(pyodide: Path, wheels: list[Path], source: Path) -> None:
    """Put the standard library into `lib` and the packages into `app`."""
    with zipfile.ZipFile(pyodide / "python_stdlib.zip") as library:
        library.extractall(source / "lib")
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(source / "app", [name for name in archive.namelist() if is_wanted(Path(name))])


def is_wanted(name: Path) -> bool:
    """Say whether a file of a package can be of any use in a browser; of what can, only what is used stays."""
    if name.parts[0].endswith(".dist-info"):
        # Markdown finds its extensions there.
        return name.name in ("entry_points.txt", "METADATA")
    if "locale-data" in name.parts:
        return name.stem in LOCALES
    return name.suffix != ".so" or "emscripten" in name.name


def gather_project(source: Path) -> None:
    """Put the project where a wheel has it."""
    ours = source / "app" / "audit"
    shutil.copytree(ROOT / "audit", ours, ignore=shutil.ignore_patterns("__pycache__", "_runtime", "_data"))
    for name in ("questions", "site_template"):
        shutil.copytree(ROOT / name, ours / "_data" / name, ignore=shutil.ignore_patterns("*.po", "*.pot"))


def compile_modules(pyodide: Path, work: Path) -> None:
    """Compile the modules of `source` into `compiled`, and copy what is no module."""
    run(pyodide, pyodide / "python_stdlib.zip", work, HOME / "compile_modules.py")
    source, compiled = work / "source", work / "compiled"
    for path in source.rglob("*"):
        if path.is_file() and path.suffix not in (".py", ".pyi"):
            target = compiled / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def trimmed(pyodide: Path, work: Path, used: Used) -> dict[str, bytes]:
    """Return the parts of the runtime, without what the app has no use for."""
    compiled = work / "compiled"
    project, named = kept_project(compiled / "app", work / "source" / "app", used)
    packages = kept_packages(compiled / "app", used)
    return {
        "python": (pyodide / "pyodide.asm.wasm").read_bytes(),
        "packages": together(
            {
                "loader": as_script((pyodide / "pyodide.mjs").read_bytes(), "loadPyodide"),
                "module": as_script((pyodide / "pyodide.asm.mjs").read_bytes(), "createPyodideModule"),
                "library": stored_zip(kept_library(compiled / "lib", used, named)),
                **{f"/app/{name}": content for name, content in packages.items()},
            }
        ),
        "project": together({f"/app/{name}": content for name, content in project.items()}),
    }


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip without compression; all of it is packed as a whole."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def write(parts: Mapping[str, bytes], work: Path, target: Path, pyodide: Path, wheels: list[Path]) -> Mapping[str, int]:
    """Write the parts as the page takes them, and what they are; return the letters of each."""
    letters = {name: packed(content, work / "packed") for name, content in parts.items()}
    fresh(target)
    for name, text in letters.items():
        (target / f"{name}.txt").write_bytes(text)
    platform = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    about = {
        "version": __version__,
        "parts": {name: f"{name}.txt" for name in letters},
        "platform": platform,
        "licences": licences(pyodide, wheels),
    }
    (target / "runtime.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {name: len(text) for name, text in letters.items()}


def run(pyodide: Path, library: Path, folder: Path, script: Path) -> None:
    """Run a script in Pyodide; it sees a folder as `/host`."""
    subprocess.run(["node", HOME / "run.mjs", pyodide, library, folder, script], check=True)


if __name__ == "__main__":
    main()
