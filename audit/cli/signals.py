"""Being ended from outside (a closed window, `kill`, a shutdown) as by Ctrl-C: what was begun is cleared away."""

from __future__ import annotations

import signal
import time
from types import FrameType

_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""SIGHUP is a closed window; where Windows has no such signal, SIGBREAK is."""
TOGETHER = 2.0
"""Seconds in which further signals belong to the first: a window that closes sends two."""


class _Ending:
    def __init__(self) -> None:
        self._since: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del frame
        now = time.monotonic()
        if self._since is None or now - self._since > TOGETHER:
            self._since = now
            # What is open closes itself on the way out.
            raise SystemExit(128 + number)


def end_on_signals() -> None:
    """Leave in order when the system asks for it. What is ignored, as after `nohup`, stays ignored."""
    ending = _Ending()
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, ending)
