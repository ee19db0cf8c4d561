"""The terminal: draws lines, lets choose, reads a line. Knows nothing of audits; the only importer of questionary."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import clear
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from audit.interview.wrapping import ascii_marks, cells, fill, harmless, shorten, wrap

WIDEST = 100
"""Longer lines are hard to read."""
POINTER = ">"
_STYLE = Style(
    [
        ("title", "bold"),
        # No colour of our own: a terminal's colours are its owner's, and one of them is always unreadable.
        ("pointer", "fg:ansidefault bold"),
        ("highlighted", "fg:ansidefault bold"),
        ("separator", "fg:ansidefault"),
        ("answer", "fg:ansidefault nobold"),
        ("question", "fg:ansidefault bold"),
    ]
)

Keys = Mapping[str, object]
"""What comes back when a key is pressed, by the key's name."""


@dataclasses.dataclass(frozen=True)
class Option:
    """One line to choose.

    Attributes:
        key: The character that points to it, shown before it; empty for a heading, which cannot be chosen.
        text: What it says.
        value: What comes back.
        pointed_by: Other keys that point to it.
    """

    key: str
    text: str
    value: object = None
    pointed_by: tuple[str, ...] = ()
    heading: bool = False


class Terminal:
    """A screen and a keyboard, those of the current prompt_toolkit session."""

    def __init__(self) -> None:
        self.written = 0
        """The lines of this page so far."""

    @property
    def width(self) -> int:
        """The cells of a line; the last column stays free, where some terminals break the line on their own."""
        return min(get_app_session().output.get_size().columns - 1, WIDEST)

    @property
    def rows(self) -> int:
        """The lines of the screen."""
        return get_app_session().output.get_size().rows

    def held(self) -> AbstractContextManager[None]:
        """Keep the keyboard for the length of an interview: what is typed between two prompts is neither shown nor lost."""
        session = get_app_session()
        if isinstance(session.output, Vt100_Output):
            # Every page is begun anew, so nobody needs to ask the terminal where its cursor is; its answer to one
            # prompt can reach the next one and push the page up.
            session.output.enable_cpr = False
        return session.input.raw_mode()

    def clear(self) -> None:
        """Begin a new page."""
        clear()
        self.written = 0

    def write(self, text: str = "", first: str = "", rest: str | None = None, style: str = "") -> None:
        """Write a text, wrapped; it is never drawn again."""
        self.lines(wrap(text, self.width, first, first if rest is None else rest), style)

    def lines(self, lines: Sequence[str], style: str = "") -> None:
        """Write lines that are short enough already."""
        self.written += len(lines)
        print_formatted_text(FormattedText([(f"class:{style}" if style else "", "\n".join(lines))]), style=_STYLE)

    def rule(self) -> None:
        """Write a line across the page."""
        self.lines(["-" * self.width])

    def keys(self, pieces: Sequence[str]) -> None:
        """Write which keys do what."""
        self.rule()
        self.lines(fill(pieces, self.width))

    def again(self, text: str, coming: int) -> None:
        """Write a text once more if the top of the page is gone when `coming` more lines are there."""
        if text and self.written + coming > self.rows:
            self.write(text, style="question")

    def choose(
        self,
        options: Sequence[Option],
        at: object,
        keys: Keys,
        help_pieces: Sequence[str],
        *,
        again: str = "",
        scrolls: bool = False,
    ) -> object:
        """Let one option be chosen by arrows or its key, and Enter.

        Every option is shown in full. Where they do not fit on the screen at once they are written out above, and the
        list holds one line of each; but a list that `scrolls` stays as it is.

        Args:
            options: The lines.
            at: The value of the option that is pointed at first.
            keys: What comes back by other keys.
            help_pieces: Which keys do what.
            again: What is asked, to be written once more where the top of the page has scrolled away.
            scrolls: Whether this is a long list to move through.

        Returns:
            The value of the option, or what `keys` holds.
        """
        height = self._height(options, help_pieces)
        short = not scrolls and height > self.rows
        if not scrolls:
            self.again(again, height)
        if short:
            for option in options:
                self.lines(_titled(option, self.width, False))
        if short or scrolls:
            self.keys(help_pieces)
        choices = [
            questionary.Separator("") if option.heading else questionary.Choice(option.text, value=str(index))
            for index, option in enumerate(options)
        ]
        below = [] if short or scrolls else [questionary.Separator(""), questionary.Separator("")]
        prompt = questionary.select(
            "",
            choices=[*choices, *below],
            qmark="",
            pointer=POINTER,
            instruction=" ",
            style=_STYLE,
            use_jk_keys=False,
            show_description=False,
            erase_when_done=True,
        )
        control = _control(prompt)
        values = [option.value for option in options]
        control.pointed_at = (
            values.index(at)
            if at is not None and at in values
            else next(index for index, option in enumerate(options) if not option.heading)
        )

        def draw(_: object = None) -> None:
            # Again before every drawing, so that a window made narrower cuts nothing.
            width = self.width
            for option, choice in zip(options, control.choices, strict=False):
                choice.title = "\n".join(_titled(option, width, short))
            if below:
                control.choices[-2].title = "-" * (width - 3)
                control.choices[-1].title = "\n   ".join(fill([ascii_marks(piece) for piece in help_pieces], width - 3))

        draw()
        prompt.application.before_render += draw
        pointing = {
            key: index for index, option in enumerate(options) for key in (option.key, *option.pointed_by) if key
        }
        answer = self._run(prompt, keys, lambda key: _point(control, pointing[key]), tuple(pointing))
        return options[int(answer)].value if isinstance(answer, str) else answer

    def read(self, keys: Keys, before: str = "") -> object:
        """Read one line of text.

        Args:
            keys: What comes back by other keys.
            before: What stands in the line at first.

        Returns:
            The text, without what would steer a screen; or what `keys` holds.
        """
        prompt = questionary.text(POINTER, default=before, qmark="", style=_STYLE, erase_when_done=True)
        answer = self._run(prompt, keys)
        return harmless(answer).strip() if isinstance(answer, str) else answer

    def _height(self, options: Sequence[Option], help_pieces: Sequence[str]) -> int:
        """Return the lines of a list, with the empty line above it, the rule and the keys below."""
        return (
            sum(len(_titled(option, self.width, False)) for option in options)
            + len(fill(help_pieces, self.width - 3))
            + 2
        )

    def _run(
        self,
        prompt: questionary.Question,
        keys: Keys,
        point: Callable[[str], None] | None = None,
        pointing: tuple[str, ...] = (),
    ) -> object:
        bindings = KeyBindings()
        for key, value in keys.items():
            bindings.add(key, eager=True)(_leaving(value))
        for key in pointing:
            bindings.add(key, eager=True)(_pointing(point, key))
        own = prompt.application.key_bindings
        prompt.application.key_bindings = merge_key_bindings([own, bindings]) if own else bindings
        return prompt.unsafe_ask()


def _titled(option: Option, width: int, short: bool) -> list[str]:
    """Return an option as it stands in a list, without the three cells of the pointer."""
    text = ascii_marks(option.text)
    if option.heading:
        return [shorten(text, width - 3)]
    before = f"{option.key}  " if option.key else ""
    if short:
        return [before + shorten(harmless(text), width - 3 - cells(before))]
    return [
        line if not index else f"   {line}"
        for index, line in enumerate(wrap(text, width - 3, before, " " * cells(before)))
    ]


def _control(prompt: questionary.Question) -> InquirerControl:
    return next(
        window.content
        for window in prompt.application.layout.find_all_windows()
        if isinstance(window.content, InquirerControl)
    )


def _point(control: InquirerControl, index: int) -> None:
    control.pointed_at = index


def _leaving(value: object) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=value)

    return leave


def _pointing(point: Callable[[str], None] | None, key: str) -> Callable[[KeyPressEvent], None]:
    def move(_: KeyPressEvent) -> None:
        if point:
            point(key)

    return move
