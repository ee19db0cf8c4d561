"""Being ended from outside (a closed window, `kill`, a shutdown) as by Ctrl-C: what was begun is cleared away."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

_NAMES = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""SIGHUP is a closed window; where Windows has no such signal, SIGBREAK is."""
TOGETHER = 2.0
"""Seconds in which further signals belong to the first: a window that closes sends two."""

AT_THE_LATEST = 5.0
"""Seconds after which the process ends although something that was open has not closed itself."""


class Ending:
    """What the signals do, and what they asked for.

    Attributes:
        code: The exit code of a process that was asked to end; None as long as it was not.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self._since = 0.0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Leave; what is open closes itself on the way out."""
        del frame
        now = time.monotonic()
        if self.code is None or now - self._since > TOGETHER:
            self._since, self.code = now, 128 + number
            latest = threading.Timer(AT_THE_LATEST, os._exit, [self.code])
            latest.daemon = True
            latest.start()
            prompt = _prompt_on_screen()
            if prompt is None or prompt.loop is None:
                raise SystemExit(self.code)
            # What is raised in the middle of a loop of events can get lost there, and the prompt would stay.
            prompt.loop.call_soon_threadsafe(partial(_leave, prompt, self.code))


def _prompt_on_screen() -> Application[object] | None:
    """Return the prompt that waits for keys, if one does; where none ever stood there, its library is not loaded."""
    library = sys.modules.get("prompt_toolkit.application.current")
    prompt: Application[object] | None = library.get_app_or_none() if library else None
    return prompt if prompt is not None and prompt.is_running else None


def _leave(prompt: Application[object], code: int) -> None:
    if prompt.future is None or prompt.future.done():
        raise SystemExit(code)
    prompt.exit(exception=SystemExit(code))


ENDING = Ending()
"""Of this process."""


def end_on_signals() -> None:
    """Leave in order when the system asks for it. What is ignored, as after `nohup`, stays ignored."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, ENDING)
