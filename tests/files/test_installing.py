"""Remedies name a command that exists where the program runs, and packages that can be had."""

from __future__ import annotations

import dataclasses
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from audit.files import installing
from audit.files.installing import Environment, command_for, install_command, requirements, this_environment

ROOT = Path(__file__).resolve().parents[2]


def environment(prefix: Path, *, has_pip: bool) -> Environment:
    return Environment(prefix, str(prefix / "bin" / "python"), has_pip)


def test_an_environment_with_pip_is_told_pip(tmp_path: Path) -> None:
    assert (
        command_for(["openpyxl>=3.1"], environment(tmp_path, has_pip=True))
        == f"{tmp_path}/bin/python -m pip install 'openpyxl>=3.1'"
    )


def test_an_environment_of_pipx_is_told_pipx_by_its_own_name(tmp_path: Path) -> None:
    prefix = tmp_path / "venvs" / "listen-first_2"
    prefix.mkdir(parents=True)
    (prefix / "pipx_metadata.json").write_text("{}")
    # pipx shares its own pip with its environments.
    for has_pip in (True, False):
        assert command_for(["docxtpl"], environment(prefix, has_pip=has_pip)) == "pipx inject listen-first_2 docxtpl"


@pytest.mark.parametrize(
    ("file", "content"), [("uv-receipt.toml", "[tool]\n"), ("pyvenv.cfg", "home = /x\nuv = 0.9\n")]
)
def test_an_environment_of_uv_without_pip_is_told_uv(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / file).write_text(content)
    assert (
        command_for(["docxtpl"], environment(tmp_path, has_pip=False))
        == f"uv pip install --python {tmp_path}/bin/python docxtpl"
    )
    assert "-m pip install" in command_for(["docxtpl"], environment(tmp_path, has_pip=True))


def test_an_environment_without_pip_gets_pip_first(tmp_path: Path) -> None:
    (tmp_path / "pyvenv.cfg").write_text("home = /x\n")
    python = tmp_path / "bin" / "python"
    assert (
        command_for(["docxtpl"], environment(tmp_path, has_pip=False))
        == f"{python} -m ensurepip && {python} -m pip install docxtpl"
    )


def test_the_systems_own_python_is_told_what_lets_it_install(tmp_path: Path) -> None:
    own = dataclasses.replace(environment(tmp_path, has_pip=True), managed=True)
    assert "pip install --break-system-packages docxtpl" in command_for(["docxtpl"], own)


def test_a_path_with_a_space_and_a_sign_of_the_shell_are_quoted(tmp_path: Path) -> None:
    here = environment(tmp_path / "My Programs", has_pip=True)
    assert f"'{tmp_path}/My Programs/bin/python' -m pip" in command_for(["a>=1"], here)
    there = dataclasses.replace(here, python=r"C:\My Programs\python.exe", windows=True)
    assert command_for(["a>=1"], there) == r'"C:\My Programs\python.exe" -m pip install "a>=1"'


def test_what_an_extra_needs_is_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, packages in project["optional-dependencies"].items():
        # Metadata has the bounds of a version in another order.
        assert set(map(Requirement, requirements(extra))) == set(map(Requirement, packages))
        assert all(re.split("[<>]", package)[0] in install_command(extra) for package in packages)


def test_a_checkout_that_is_not_installed_knows_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "DISTRIBUTION", "no-such-distribution-here")
    assert requirements("excel") == ("openpyxl>=3.1.5",)


def test_the_command_for_this_environment_begins_with_a_program_that_is_here() -> None:
    program = install_command("word").split()[0].strip("'")
    assert shutil.which(program) or Path(program).exists()
    assert this_environment().prefix.is_dir()
