"""The wheel holds what the program needs and nothing else, and works far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNTIME = "audit/_runtime/runtime.json"
CATALOGUE_SOURCES = (".po", ".pot")

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command and return what it printed; what it complained of is in the failure."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def tracked() -> frozenset[str]:
    """The files that belong to the project: known to git, or about to be; what is ignored is not among them."""
    if not (ROOT / ".git").exists():
        pytest.skip("without a checkout nobody knows what belongs to the project")
    listing = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = run("git", "-c", "safe.directory=*", *listing, cwd=ROOT, GIT_OPTIONAL_LOCKS="0")
    # A file that was just taken out of the working tree is still listed.
    return frozenset(name for name in listed.split("\0") if name and (ROOT / name).is_file())


@pytest.fixture(scope="module")
def wheel(tracked: frozenset[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that was built from a copy of the project's files."""
    source = tmp_path_factory.mktemp("source")
    for name in tracked:
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    # What a checkout that has been worked in also holds: ignored, so it must stay out.
    for ignored in ("audit/__pycache__/old.cpython-311.pyc", "demo-report/index.html", ".venv/pyvenv.cfg"):
        (source / ignored).parent.mkdir(parents=True, exist_ok=True)
        (source / ignored).write_bytes(b"left behind")
    # Made beforehand and in no commit, but a part of what is installed.
    (source / RUNTIME).parent.mkdir(parents=True)
    (source / RUNTIME).write_bytes(b"{}")
    built = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, source, cwd=source)
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def inside(wheel: Path) -> frozenset[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(name for name in archive.namelist() if not name.endswith("/"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment far from the checkout, with the wheel in it.

    Its dependencies are those of this environment, found through a .pth file: a .pth file adds folders without reading the
    .pth files inside them, so the project that is installed here for editing is not among them.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--no-cache-dir")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_top_level_is_the_package_and_its_description_and_nothing_else(inside: frozenset[str], wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    assert {name.split("/")[0] for name in inside} == {"audit", f"listen_first-{version}.dist-info"}


@pytest.mark.parametrize("folder", ["questions", "site_template", "examples"])
def test_every_file_of_a_data_folder_is_inside(folder: str, inside: frozenset[str], tracked: frozenset[str]) -> None:
    expected = {
        f"audit/_data/{name}"
        for name in tracked
        if name.startswith(f"{folder}/") and not name.endswith(CATALOGUE_SOURCES)
    }
    assert expected, f"{folder} has no files"
    assert {name for name in inside if name.startswith(f"audit/_data/{folder}/")} == expected


def test_every_module_is_inside_and_nothing_that_the_project_does_not_know(
    inside: frozenset[str], tracked: frozenset[str]
) -> None:
    modules = {name for name in tracked if name.startswith("audit/")}
    beside = ("audit/_data/", "audit/_runtime/")
    assert {name for name in inside if name.startswith("audit/") and not name.startswith(beside)} == modules


def test_what_runs_in_the_app_is_inside_although_no_commit_has_it(inside: frozenset[str]) -> None:
    assert RUNTIME in inside


def test_the_licence_and_the_command_are_described(inside: frozenset[str], wheel: Path) -> None:
    described = {name.partition(".dist-info/")[2] for name in inside if ".dist-info/" in name}
    assert {"METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE"} <= described


def test_the_demo_runs_from_an_empty_environment_in_a_folder_of_its_own(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import audit; print(audit.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parents[1]), "the wheel is what runs, not the checkout"
    command = installed.with_name("listenfirst.exe" if os.name == "nt" else "listenfirst")
    said = run(command, "demo", "--lang", "en", cwd=tmp_path, CI="1")
    assert "listen-first-demo" in said
    page = (tmp_path / "listen-first-demo" / "index.html").read_text(encoding="utf-8")
    assert "Maple Library" in page


def test_the_pack_of_the_wheel_has_no_problem(installed: Path, tmp_path: Path) -> None:
    where = run(
        installed, "-c", "from audit.files.shipped import pack_folder; print(pack_folder('listen-first'))", cwd=tmp_path
    ).strip()
    said = run(installed.with_name("listenfirst"), "check", where, "--lang", "en", cwd=tmp_path, CI="1")
    assert "no problem" in said
