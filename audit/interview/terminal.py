"""The terminal: draws lines, lets choose, reads a line. Knows nothing of audits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property

import questionary
from prompt_toolkit.application import get_app_session
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import DynamicKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, ScrollOffsets, Window
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import clear
from prompt_toolkit.styles import DEFAULT_ATTRS, Style
from questionary.prompts.common import InquirerControl

from audit.interview.wrapping import ascii_marks, cells, fill, harmless, shorten, wrap

WIDEST = 100
"""Longer lines are hard to read."""
POINTER = ">"
BEFORE = 3
"""The cells before a line of a list, where the pointer stands."""
# No colour of our own: a terminal's colours are its owner's, and one of them is always unreadable.
_STYLE = Style(
    [
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
        key: What is shown before it; where it is a single character, that key points to it.
        text: What it says.
        value: What comes back.
        pointed_by: Other keys that point to it.
        heading: Whether it only stands between the others and cannot be chosen.
    """

    key: str
    text: str
    value: object = None
    pointed_by: tuple[str, ...] = ()
    heading: bool = False


class Terminal:
    """A screen and a keyboard, those of the prompt_toolkit session in which it is first used."""

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

    def write(self, text: str = "", first: str = "", rest: str | None = None, *, bold: bool = False) -> None:
        """Write a text, wrapped; it is never drawn again."""
        self.lines(wrap(text, self.width, first, first if rest is None else rest), bold=bold)

    def lines(self, lines: Sequence[str], *, bold: bool = False) -> None:
        """Write lines that are short enough already."""
        self.written += len(lines)
        output = get_app_session().output
        if bold:
            output.set_attributes(DEFAULT_ATTRS._replace(bold=True), output.get_default_color_depth())
        # The keyboard is held, so a new line has to be told to begin on the left.
        output.write("\r\n".join(lines))
        if bold:
            output.reset_attributes()
        output.write("\r\n")
        output.flush()

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
            self.write(text, bold=True)

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

        Every option is shown in full. Where they do not fit on the screen together with the keys, the keys go above; where
        they do not fit at all they are written out above, and the list holds one line of each. A list that `scrolls`
        stays as it is; what is asked stays above it and the keys below.

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
        room = self.width - BEFORE
        # With the empty line above.
        height = sum(len(titled(option, room)) for option in options) + 1
        keys_height = len(fill(help_pieces, room)) + 1
        short = not scrolls and height > self.rows
        keys_below = not scrolls and height + keys_height <= self.rows
        if not scrolls:
            self.again(again, height + keys_height)
        if short:
            for option in options:
                self.lines(titled(option, room))
        if not keys_below and not scrolls:
            self.keys(help_pieces)

        def help_lines(room: int) -> list[str]:
            return ["-" * room, *fill([ascii_marks(piece) for piece in help_pieces], room)]

        def kept() -> tuple[list[str], list[str]]:
            head = [line for part in again.split("\n") for line in wrap(part, self.width)]
            return (head, help_lines(self.width)) if scrolls else ([], [])

        def titles() -> list[str]:
            room = self.width - BEFORE
            lines = [titled(option, room, short=short) for option in options]
            if keys_below:
                lines.append(help_lines(room))
            return [f"\n{' ' * BEFORE}".join(title) for title in lines]

        return self._list.choose(options, at, keys, titles, kept)

    def read(self, keys: Keys, before: str = "") -> object:
        """Read one line of text.

        Args:
            keys: What comes back by other keys.
            before: What stands in the line at first.

        Returns:
            The text, without what would steer a screen; or what `keys` holds.
        """
        answer = self._line.read(keys, before)
        return harmless(answer).strip() if isinstance(answer, str) else answer

    # Making a prompt takes longer than showing a page may, so there is one of each kind for the whole interview.

    @cached_property
    def _list(self) -> _List:
        return _List()

    @cached_property
    def _line(self) -> _Line:
        return _Line()


def titled(option: Option, room: int, *, short: bool = False) -> list[str]:
    """Return the lines of an option, each at most `room` cells; or its first line only."""
    text = ascii_marks(option.text)
    before = f"{option.key}  " if option.key else ""
    if short:
        return [before + shorten(harmless(text), room - cells(before))]
    return wrap(text, room, before, " " * cells(before))


class _Prompt:
    """A prompt that can be put again and again, each time with its own keys."""

    def __init__(self, prompt: questionary.Question) -> None:
        self.prompt = prompt
        self._keys = KeyBindings()
        own = prompt.application.key_bindings or KeyBindings()
        prompt.application.key_bindings = merge_key_bindings([own, DynamicKeyBindings(lambda: self._keys)])

    def run(self, leaving: Keys, acting: Mapping[str, Callable[[], None]]) -> object:
        """Put the prompt.

        Args:
            leaving: What comes back by keys that leave it.
            acting: What other keys do.
        """
        self._keys = KeyBindings()
        for key, value in leaving.items():
            self._keys.add(key, eager=True)(_leave(value))
        for key, action in acting.items():
            self._keys.add(key, eager=True)(_act(action))
        return self.prompt.unsafe_ask()


def _leave(value: object) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=value)


def _act(action: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
    return lambda _: action()


class _List(_Prompt):
    """A list to choose from."""

    def __init__(self) -> None:
        # Not empty: questionary writes instructions of its own, in English, where these are.
        super().__init__(
            questionary.select(
                "",
                choices=[" "],
                qmark="",
                pointer=POINTER,
                instruction=" ",
                style=_STYLE,
                use_jk_keys=False,
                show_description=False,
                erase_when_done=True,
            )
        )
        self._titles: Callable[[], list[str]] = list
        self._kept: Callable[[], tuple[list[str], list[str]]] = lambda: ([], [])
        windows = self.prompt.application.layout.find_all_windows()
        window = next(window for window in windows if isinstance(window.content, InquirerControl))
        assert isinstance(window.content, InquirerControl)
        self._control = window.content
        # What is pointed at shows its other lines too, and a heading above it.
        window.scroll_offsets = ScrollOffsets(top=2, bottom=4)
        head, foot = (self._keeping(place) for place in (0, 1))
        self.prompt.application.layout = Layout(HSplit([head, self.prompt.application.layout.container, foot]))
        # Before every drawing, so that a window made narrower cuts nothing.
        self.prompt.application.before_render += lambda _: self._draw()

    def choose(
        self,
        options: Sequence[Option],
        at: object,
        keys: Keys,
        titles: Callable[[], list[str]],
        kept: Callable[[], tuple[list[str], list[str]]],
    ) -> object:
        """Let one option be chosen.

        Args:
            options: The lines.
            at: The value of the option that is pointed at first.
            keys: What comes back by other keys.
            titles: Gives the lines of the options as wide as the screen is now, and maybe lines below.
            kept: Gives lines that stay above and below the list however far it scrolls.
        """
        self._titles, self._kept = titles, kept
        choices = [
            questionary.Separator(" ") if option.heading else questionary.Choice(" ", value=index)
            for index, option in enumerate(options)
        ]
        below = [questionary.Separator(" ") for _ in titles()[len(options) :]]
        self._control.choices = [*choices, *below]
        self._control.is_answered = False
        values = [option.value for option in options]
        first = next(index for index, option in enumerate(options) if not option.heading)
        self._control.pointed_at = values.index(at) if at is not None and at in values else first
        pointing = {
            key: self._pointing(index)
            for index, option in enumerate(options)
            for key in (option.key, *option.pointed_by)
            if len(key) == 1
        }
        answer = self.run(keys, pointing)
        return options[answer].value if isinstance(answer, int) else answer

    def _keeping(self, place: int) -> ConditionalContainer:
        def lines() -> list[str]:
            return self._kept()[place]

        window = Window(FormattedTextControl(lambda: "\n".join(lines())), height=lambda: len(lines()))
        return ConditionalContainer(window, Condition(lambda: bool(lines())))

    def _pointing(self, index: int) -> Callable[[], None]:
        def point() -> None:
            self._control.pointed_at = index

        return point

    def _draw(self) -> None:
        for choice, title in zip(self._control.choices, self._titles(), strict=False):
            choice.title = title


class _Line(_Prompt):
    """A line to type in."""

    def __init__(self) -> None:
        # Without a history: the arrow up would bring answers to other questions.
        super().__init__(
            questionary.text(POINTER, qmark="", style=_STYLE, erase_when_done=True, history=DummyHistory())
        )

    def read(self, keys: Keys, before: str) -> object:
        """Read one line that begins with `before`."""
        self.prompt.application.current_buffer.reset(Document(before))
        return self.run(keys, {})
