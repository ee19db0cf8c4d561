"""How every prompt of the interview behaves: the keys that lead away from it, and the words that mean a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.errors import Message, Translate
from audit.interview.asker import Move
from audit.interview.terminal import Option, Terminal
from audit.model.answers import Answer

# A Korean keyboard that is not switched to Latin sends the syllable that lies on the same key.
_QUIT = ("q", "Q", "ㅂ", "ㅃ")
_NOTE = ("n", "N", "ㅜ")
LATER = ("s", "S", "ㄴ")
_ANY_LEAVE = ("c-c", "c-d", "c-q")
QUESTION_MARKS = ("?", "？")
LINES = 3
"""About what a line to type takes: a label, the line, a word about a mistake."""
_TURNS = (Move.BACK, Move.LEAVE, Move.LATER, Move.STAY)


class Turn(Exception):  # noqa: N818 # a way out, not an error
    """A prompt was left by a key instead of an answer."""

    def __init__(self, move: Move) -> None:
        super().__init__(move)
        self.move = move


class Unknown:
    """The answer "I don't know"."""


UNKNOWN = Unknown()


@dataclass
class Draft:
    """An answer while it is given.

    Attributes:
        answer: What stands so far.
        begun: Whether something was answered already, so that going back means to begin again.
    """

    answer: Answer
    begun: bool = False

    def put(self, **changes: object) -> None:
        """Change the answer."""
        self.answer = self.answer.model_copy(update=changes)
        self.begun = True

    def decide(self, **kind: object) -> None:
        """Give another answer; own words, note and evidence stay."""
        nothing = {
            "level": None,
            "choice": None,
            "value": None,
            "unknown": False,
            "not_applicable": None,
            "confirm": False,
        }
        self.put(**{**nothing, **kind})


class Prompts:
    """Prompts that raise `Turn` when they are left by a key.

    Args:
        terminal: The screen and the keyboard.
        translate: Turns English message ids into the reader's language.
    """

    def __init__(self, terminal: Terminal, translate: Translate) -> None:
        self.terminal = terminal
        self._ = translate

    def said(self, message: Message) -> str:
        """Return a message in the reader's language."""
        return message.translated(self._)

    def choose(
        self,
        options: Sequence[Option],
        at: object = None,
        *,
        back: bool = True,
        note: bool = False,
        again: str = "",
        scrolls: bool = False,
        ways: Sequence[str] = (),
    ) -> object:
        """Let one option be chosen; see `Terminal.choose`, and `ways` for what other keys point to.

        Raises:
            Turn: Back, leave, later, or stay for a note.
        """
        keys: dict[str, object] = dict.fromkeys((*_ANY_LEAVE, *_QUIT), Move.LEAVE)
        help_pieces = [self._("Up/Down choose"), self._("Enter confirm"), *ways]
        if back:
            keys["s-tab"] = Move.BACK
            help_pieces.append(self._("Shift+Tab back"))
        if note:
            keys |= dict.fromkeys(_NOTE, Move.STAY)
            help_pieces.append(self._("n note"))
        help_pieces.append(self._("q save and leave"))
        try:
            answer = self.terminal.choose(options, at, keys, help_pieces, again=again, scrolls=scrolls)
        except (KeyboardInterrupt, EOFError):
            raise Turn(Move.LEAVE) from None
        if isinstance(answer, Move) and answer in _TURNS:
            raise Turn(answer)
        return answer

    def line_keys(
        self, *, letters: bool = True, unknown: bool = True, note: bool = False, empty: str = "", again: str = ""
    ) -> None:
        """Write what can be pressed or typed at the lines that follow.

        Args:
            letters: Whether a lone letter means its key.
            unknown: Whether `?` says that it is not known.
            note: Whether `n` leads to a note.
            empty: What an empty line means, in the reader's language.
            again: What is asked, to be written once more where the top of the page has scrolled away.
        """
        pieces = [self._("Enter confirm")]
        if empty:
            pieces.append(empty)
        if unknown:
            pieces.append(self._("? I don't know"))
        pieces.append(self._("Shift+Tab back"))
        if note and letters:
            pieces.append(self._("n note"))
        pieces.append(self._("q save and leave") if letters else self._("Ctrl+C save and leave"))
        self.terminal.keys(pieces)
        self.terminal.again(again, LINES)

    def line(
        self, before: str = "", *, letters: bool = True, unknown: bool = True, note: bool = False
    ) -> str | Unknown:
        """Read one line.

        Args:
            before: What stands in the line at first.
            letters: Whether a lone q, n or s means the key; not where words are written.
            unknown: Whether `?` means that it is not known.
            note: Whether a note can be written from here.

        Returns:
            The text, or `UNKNOWN`.

        Raises:
            Turn: Back, leave, later, or stay for a note.
        """
        keys = {**dict.fromkeys(_ANY_LEAVE, Move.LEAVE), "s-tab": Move.BACK}
        try:
            text = self.terminal.read(keys, before)
        except (KeyboardInterrupt, EOFError):
            raise Turn(Move.LEAVE) from None
        if isinstance(text, Move):
            raise Turn(text)
        if letters and text in _QUIT:
            raise Turn(Move.LEAVE)
        if letters and text in LATER:
            raise Turn(Move.LATER)
        if letters and note and text in _NOTE:
            raise Turn(Move.STAY)
        if unknown and text in QUESTION_MARKS:
            return UNKNOWN
        return str(text)

    def words(self, before: str = "") -> str:
        """Read a line of free text; every letter is only a letter."""
        text = self.line(before, letters=False, unknown=False)
        assert isinstance(text, str)
        return text
