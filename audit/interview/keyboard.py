"""Tells what is typed from what is pasted, also in a terminal that puts no brackets around a paste.

A paste reaches a program as keys that nobody could press so fast, line ends among them. Taken one by one, its first line
would answer the question that is on the screen, and the lines behind it would answer the next ones. So a line end counts
only if nothing comes with it or right behind it; what comes together is one text.
"""

from __future__ import annotations

import select
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

BETWEEN_KEYS = 0.01
"""Seconds. Nobody presses two keys within a hundredth of one; a paste over a serial line brings ten."""
AFTER_A_LINE = 0.06
"""Seconds of silence behind a line end that somebody typed; a fast typist needs about twice that for the next key."""
AFTER_A_BURST = 0.2
"""Seconds of silence behind a line end that came in a burst of keys: the next piece of a paste over a slow network."""
BURST = 3
"""So many letters at once are more than a person types."""

_LINE_ENDS = (Keys.ControlM, Keys.ControlJ)
_LEAVING = (Keys.ControlC, Keys.ControlD, Keys.ControlQ)


def keys_come(source: Input, seconds: float) -> bool:
    """Wait at most some seconds for more keys; return whether they are there."""
    if sys.platform == "win32":
        # There the console hands over a paste in one piece, and prompt_toolkit finds it.
        return False
    return bool(select.select([source.fileno()], [], [], seconds)[0])


class Keyboard(Input):
    """A keyboard whose keys arrive as they were meant: typed, or pasted in one piece.

    Args:
        source: Where the keys come from.
        more: Waits some seconds for more keys and says whether they came.
    """

    def __init__(self, source: Input, more: Callable[[Input, float], bool] = keys_come) -> None:
        self._source = source
        self._more = more
        self._takes_text = False
        self._burst = False

    def begin(self, *, takes_text: bool) -> None:
        """Begin a new prompt: a line of text, or a list in which keys only point."""
        self._takes_text, self._burst = takes_text, False

    def read_keys(self) -> list[KeyPress]:
        """Read what was typed or pasted."""
        keys = self._source.read_keys()
        while any(map(_is_written, keys)) and self._more(self._source, self._patience(keys)):
            following = self._source.read_keys()
            if not following and self._source.closed:
                break
            keys += following
        self._burst = self._burst or _letters(keys) >= BURST
        return as_meant(keys, takes_text=self._takes_text)

    def _patience(self, keys: Sequence[KeyPress]) -> float:
        if not self._takes_text or keys[-1].key not in _LINE_ENDS:
            return BETWEEN_KEYS
        return AFTER_A_BURST if self._burst or _letters(keys) >= BURST else AFTER_A_LINE

    # The rest is as it was.

    def fileno(self) -> int:
        """Return the file that is waited for."""
        return self._source.fileno()

    def typeahead_hash(self) -> str:
        """Return the name under which keys are kept for the next prompt."""
        return self._source.typeahead_hash()

    def flush_keys(self) -> list[KeyPress]:
        """Return the keys that may have been the beginning of others."""
        return self._source.flush_keys()

    def flush(self) -> None:
        """Read on."""
        self._source.flush()

    @property
    def closed(self) -> bool:
        """Whether nobody is there any more."""
        return self._source.closed

    def raw_mode(self) -> AbstractContextManager[None]:
        """Get every key at once, and show none."""
        return self._source.raw_mode()

    def cooked_mode(self) -> AbstractContextManager[None]:
        """Get whole lines."""
        return self._source.cooked_mode()

    def attach(self, input_ready_callback: Callable[[], None]) -> AbstractContextManager[None]:
        """Call back when there are keys."""
        return self._source.attach(input_ready_callback)

    def detach(self) -> AbstractContextManager[None]:
        """Stop calling back."""
        return self._source.detach()

    def close(self) -> None:
        """Close it."""
        self._source.close()


def as_meant(keys: Sequence[KeyPress], *, takes_text: bool) -> list[KeyPress]:
    """Return keys that came at the same moment as a person meant them.

    Args:
        keys: The keys, in order.
        takes_text: Whether a text is typed in; else keys only point, and more than one letter at once is a paste.

    Returns:
        The keys up to the first line end, where nothing is written behind it; what stands behind it belongs to no
        other prompt. Else the whole as one paste, and behind it a last line end, if a text is typed in.
    """
    ends = [index for index, key in enumerate(keys) if key.key in _LINE_ENDS]
    letters = [index for index, key in enumerate(keys) if _is_letter(key)]
    several_lines = bool(ends and letters and letters[-1] > ends[0])
    if several_lines or (not takes_text and len(letters) > 1):
        text = "".join("\n" if index in ends else key.data for index, key in enumerate(keys) if _is_written(key))
        pasted = KeyPress(Keys.BracketedPaste, text.replace("\n\n", "\n") if "\r\n" in _data(keys) else text)
        closing = [keys[ends[-1]]] if takes_text and ends and ends[-1] > letters[-1] else []
        return [pasted, *closing, *(key for key in keys if key.key in _LEAVING)]
    if not ends:
        return list(keys)
    return [*keys[: ends[0] + 1], *(key for key in keys[ends[0] + 1 :] if key.key in _LEAVING)]


def _data(keys: Sequence[KeyPress]) -> str:
    return "".join(key.data for key in keys)


def _is_letter(key: KeyPress) -> bool:
    return not isinstance(key.key, Keys) or key.key == Keys.ControlI


def _is_written(key: KeyPress) -> bool:
    return _is_letter(key) or key.key in _LINE_ENDS


def _letters(keys: Sequence[KeyPress]) -> int:
    return sum(map(_is_letter, keys))
