"""Which command installs what is missing: for the very Python that runs, however it came there.

What is named are the packages themselves, not our own with an extra: they can be had wherever our own came from.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import sys
import sysconfig
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.command_line import command_line

DISTRIBUTION = "listen-first"
_OF_EXTRA = re.compile(r"(?P<requirement>[^;]+?)\s*;\s*extra\s*==\s*['\"](?P<extra>[\w-]+)['\"]\s*")
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@dataclass(frozen=True)
class Environment:
    """Where the program runs.

    Attributes:
        prefix: The folder of the environment.
        python: Its Python.
        has_pip: Whether that Python has pip.
        managed: Whether it is the system's own Python, whose packages the system looks after.
        windows: Whether commands are written for Windows.
    """

    prefix: Path
    python: str
    has_pip: bool
    managed: bool = False
    windows: bool = False


def this_environment() -> Environment:
    """Look at the environment that runs."""
    mark = Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED"
    return Environment(
        Path(sys.prefix),
        sys.executable,
        importlib.util.find_spec("pip") is not None,
        managed=sys.prefix == sys.base_prefix and mark.exists(),
        windows=sys.platform == "win32",
    )


def install_command(extra: str, environment: Environment | None = None) -> str:
    """Return the command that installs what an extra of our package needs.

    Args:
        extra: The extra, as `pyproject.toml` calls it.
        environment: Where the program runs; None for here.
    """
    return command_for(requirements(extra), environment or this_environment())


def command_for(packages: Sequence[str], environment: Environment) -> str:
    """Return the command that installs packages into an environment.

    pipx and uv keep environments without pip and know them by a file of their own.

    Args:
        packages: What to install, such as `openpyxl>=3.1.5`.
        environment: Where to.
    """
    if (environment.prefix / "pipx_metadata.json").exists():
        return _written(["pipx", "inject", environment.prefix.name, *packages], environment)
    if environment.has_pip:
        managed = ["--break-system-packages"] if environment.managed else []
        return _written([environment.python, "-m", "pip", "install", *managed, *packages], environment)
    if (environment.prefix / "uv-receipt.toml").exists() or _made_by_uv(environment.prefix):
        return _written(["uv", "pip", "install", "--python", environment.python, *packages], environment)
    install = [environment.python, "-m", "pip", "install", *packages]
    return " && ".join(_written(words, environment) for words in ([environment.python, "-m", "ensurepip"], install))


def _made_by_uv(prefix: Path) -> bool:
    try:
        lines = (prefix / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return any(line.partition("=")[0].strip() == "uv" for line in lines)


def _written(words: Sequence[str], environment: Environment) -> str:
    return command_line(words, windows=environment.windows)


def requirements(extra: str) -> tuple[str, ...]:
    """Return what an extra of our package needs, as its metadata says, or in a checkout that is not installed its project.

    Args:
        extra: The extra.
    """
    try:
        listed = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
        return tuple(project["optional-dependencies"][extra])
    matches = [_OF_EXTRA.fullmatch(line) for line in listed]
    return tuple(match["requirement"] for match in matches if match and match["extra"] == extra)
