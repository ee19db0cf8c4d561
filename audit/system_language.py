"""Asks Windows and macOS which language their windows are in: there the environment seldom says it."""

from __future__ import annotations

import functools
import re
import sys

PATIENCE = 2
"""How many seconds macOS has to answer."""
_SETTINGS = ("AppleLanguages", "AppleLocale")
"""Where macOS keeps the languages, the best first, and the region."""
_NAME = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,3}(?![A-Za-z])(?:[-_][A-Za-z0-9]+)*")


@functools.cache
def system_languages() -> tuple[str, ...]:
    """Return the languages of the user interface, the best first, such as `ko-KR`; empty where it cannot be known."""
    if sys.platform == "win32":
        return _of_windows()
    return _of_macos() if sys.platform == "darwin" else ()


def _of_windows() -> tuple[str, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes
    import locale

    try:
        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    except (AttributeError, OSError):
        return ()
    name = locale.windows_locale.get(number)
    return (name,) if name else ()


def _of_macos() -> tuple[str, ...]:
    import subprocess

    found: list[str] = []
    for setting in _SETTINGS:
        try:
            said = subprocess.run(
                ["/usr/bin/defaults", "read", "-g", setting],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if said.returncode == 0:
            found += named_by_macos(said.stdout.decode("utf-8", "replace"))
    return tuple(found)


def named_by_macos(text: str) -> list[str]:
    """Return the languages in what `defaults` prints: a list in round brackets, or one name."""
    return _NAME.findall(text)
