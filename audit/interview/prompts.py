"""How every prompt of the interview behaves: the keys that lead away from it, and the words that mean a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from audit.errors import Message, Translate, say
from audit.interview.asker import Move
from audit.interview.terminal import Terminal
from audit.interview.widgets import Option
from audit.locale_data import all_locale_data
from audit.model.answers import Answer
from audit.model.reading.words import QUESTION_MARKS, is_unknown
from audit.model.values import Value, WrongValue


def keys_of(letter: str) -> tuple[str, ...]:
    """Return what a key may send: its Latin letter, small or large, or what lies on it in another language's layout."""
    return (letter, letter.upper(), *(other for data in all_locale_data() for other in data.keys.get(letter, "")))


QUIT = keys_of("q")
_NOTE = keys_of("n")
LATER = keys_of("s")
_ANY_LEAVE = ("c-c", "c-d", "c-q")
_HELP = keys_of("h")
PASTED_INTO_A_LIST = say("That looks like a pasted text. Here one line is chosen, so nothing of it was taken.")
SEVERAL_LINES = say("Several lines came at once, and here one is wanted: the first. The others were left out.")
_TURNS = (Move.BACK, Move.LEAVE, Move.LATER, Move.STAY)


class Turn(Exception):  # noqa: N818 # a way out, not an error
    """A prompt was left by a key instead of an answer.

    Attributes:
        move: Where to go.
        kept: What was read of a value before that; None for nothing.
    """

    def __init__(self, move: Move) -> None:
        super().__init__(move)
        self.move = move
        self.kept: Value | None = None


class _Help:
    """The wish to see help that has no room on the page."""


class Unknown:
    """The answer "I don't know"."""


UNKNOWN = Unknown()


@dataclass
class Draft:
    """An answer while it is given.

    Attributes:
        answer: What stands so far.
        half: Lines that were left before they were confirmed, by name; they stand there again when one comes back.
        told: What was told of another use of the same money, by its part.
        level_before: The level that was chosen before what it hangs on was changed.
    """

    answer: Answer
    half: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    level_before: int | None = None

    def put(self, **changes: object) -> None:
        """Change the answer."""
        self.answer = self.answer.model_copy(update=changes)

    def decide(self, **kind: object) -> None:
        """Give another answer; own words, note and evidence stay."""
        nothing = {
            "level": None,
            "choice": None,
            "purposes": (),
            "without_voice": None,
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
        self.half: dict[str, str] = {}
        """Lines of the question that is asked now which were left before they were confirmed, by name."""

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
        ways: Sequence[str] = (),
    ) -> object:
        """Let one option be chosen; see `Terminal.choose`, and `ways` for what other keys point to.

        Raises:
            Turn: Back, leave, later, or stay for a note.
        """
        keys: dict[str, object] = dict.fromkeys((*_ANY_LEAVE, *QUIT), Move.LEAVE) | dict.fromkeys(_HELP, _Help)
        help_pieces = [self._("Up/Down choose"), self._("Enter confirm"), *ways]
        if back:
            keys["s-tab"] = Move.BACK
            help_pieces.append(self._("Shift+Tab back"))
        if note:
            keys |= dict.fromkeys(_NOTE, Move.STAY)
            help_pieces.append(self._("n note"))
        help_pieces.append(self._("q save and leave"))
        while True:
            try:
                answer = self.terminal.choose(
                    options,
                    at,
                    keys,
                    help_pieces,
                    more_help=self._("h why we ask"),
                    no_text=self.said(PASTED_INTO_A_LIST),
                )
            except (KeyboardInterrupt, EOFError):
                raise Turn(Move.LEAVE) from None
            if answer is _Help:
                at = options[self.terminal.pointed_at].value
                ticked = self.terminal.ticked
                options = [replace(o, ticked=o.value in ticked) if o.ticked is not None else o for o in options]
                self._help()
                continue
            if isinstance(answer, Move) and answer in _TURNS:
                raise Turn(answer)
            return answer

    def choose_several(
        self, options: Sequence[Option], others: Sequence[Option], *, note: bool = False
    ) -> tuple[object, ...] | object:
        """Let any number of options be ticked, each by its key; Enter goes on with them.

        Args:
            options: What can be ticked.
            others: What can be chosen instead of all of them.
            note: Whether a note can be written from here.

        Returns:
            The values that are ticked, at least one; or the value of one of the others.

        Raises:
            Turn: Back, leave, later, or stay for a note. What was ticked is in `terminal.ticked`.
        """
        ways = [self._("1-{last} tick").format(last=len(options))]
        at: object = None
        while True:
            answer = self.choose([*options, *others], at, note=note, ways=ways)
            if any(answer is other.value for other in others):
                return answer
            if self.terminal.ticked:
                return self.terminal.ticked
            # Whoever points at a line and presses Enter means that line.
            options = [replace(option, ticked=option.value == answer) for option in options]
            at = answer
            self.terminal.complain(
                self._("Ticked. Tick whatever else is true by its number, then press Enter to go on.")
            )

    def _help(self) -> None:
        """Show why something is asked, where the page had no room for it."""
        keys = {**dict.fromkeys((*_ANY_LEAVE, *QUIT), Move.LEAVE), **dict.fromkeys((*_HELP, "s-tab"), Move.BACK)}
        pieces = [self._("Enter confirm"), self._("Shift+Tab back"), self._("q save and leave")]
        try:
            answer = self.terminal.show_help(Option("", self._("Go on"), Move.NEXT), keys, pieces)
        except (KeyboardInterrupt, EOFError):
            raise Turn(Move.LEAVE) from None
        if answer is Move.LEAVE:
            raise Turn(Move.LEAVE)

    def line_keys(self, *, letters: bool = True, unknown: bool = True, note: bool = False, empty: str = "") -> None:
        """Say what can be pressed or typed at the lines that follow.

        Args:
            letters: Whether a lone letter means its key.
            unknown: Whether `?` says that it is not known.
            note: Whether `n` leads to a note.
            empty: What an empty line means, in the reader's language.
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
        self.terminal.keys(pieces, self._("h why we ask") if letters else "")

    def line(
        self,
        before: str = "",
        *,
        name: str = "",
        letters: bool = True,
        unknown: bool = True,
        note: bool = False,
        several: bool = False,
        echo: Callable[[str], str] | None = None,
    ) -> str | Unknown:
        """Read one line.

        Args:
            before: What stands in the line at first.
            name: What the line is called; what was typed there before it was left by a key stands in it again.
            letters: Whether a lone q, n or s means the key; not where words are written.
            unknown: Whether `?` means that it is not known.
            note: Whether a note can be written from here.
            several: Whether a pasted text may have several lines.
            echo: Says what is understood of a value, or raises `WrongValue`; it is shown beside the line, and a value that
                stands in the line is replaced by what is typed.

        Returns:
            The text, or `UNKNOWN`.

        Raises:
            Turn: Back, leave, later, or stay for a note.
        """
        # Whoever comes back to a line that was begun goes on with it; a value that stands there is replaced.
        replaced = echo is not None and name not in self.half
        before = self.half.pop(name, before) if name else before
        while True:
            text = self._typed(before, name, self._beside(echo) if echo else None, replaced)
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if len(lines) > 1 and not several:
                before = lines[0]
                self.terminal.complain(self.said(SEVERAL_LINES))
                continue
            if letters and text in _HELP:
                before = ""
                self._help()
                continue
            if letters and text in QUIT:
                raise Turn(Move.LEAVE)
            if letters and text in LATER:
                raise Turn(Move.LATER)
            if letters and note and text in _NOTE:
                raise Turn(Move.STAY)
            says_so = is_unknown(text) if echo else text in QUESTION_MARKS
            return UNKNOWN if unknown and says_so else text

    def _beside(self, echo: Callable[[str], str]) -> Callable[[str], str]:
        """Return what is shown beside a line while it is typed."""

        def say(text: str) -> str:
            try:
                meant = self._("I don't know") if is_unknown(text) else echo(text) if text.strip() else ""
            except WrongValue:
                return ""
            return self._("= {meant}").format(meant=meant) if meant else ""

        return say

    def _typed(self, before: str, name: str, echo: Callable[[str], str] | None, replaced: bool) -> str:
        keys = {**dict.fromkeys(_ANY_LEAVE, Move.LEAVE), "s-tab": Move.BACK}
        try:
            text = self.terminal.read(keys, before, echo, replaced=replaced)
        except (KeyboardInterrupt, EOFError):
            raise Turn(Move.LEAVE) from None
        if isinstance(text, Move):
            if name:
                self.half[name] = self.terminal.typed
            raise Turn(text)
        return str(text)

    def words(self, before: str = "", name: str = "", *, several: bool = True) -> str:
        """Read free text; every letter is only a letter, and a question mark is one too."""
        text = self.line(before, name=name, letters=False, unknown=False, several=several)
        assert isinstance(text, str)
        return text
