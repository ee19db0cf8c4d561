"""The two prompts of the interview, a list and a line, each with the page above it and the keys below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import questionary
from prompt_toolkit.application import get_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.filters import has_selection
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import DynamicKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    AnyContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollOffsets,
    Window,
)
from prompt_toolkit.layout.processors import AfterInput
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from audit.interview.fitting import Line
from audit.interview.keyboard import Keyboard
from audit.wording.terminal_text import ascii_marks, cells, harmless, wrap

POINTER = ">"
BEFORE = 3
"""The cells before a line of a list, where the pointer stands."""
_MORE_ABOVE, _MORE_BELOW = "^", "v"
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

LeavingKeys = Mapping[str, object]
"""What comes back when a key is pressed, by the key's name."""


@dataclass(frozen=True)
class Option:
    """One line to choose.

    Attributes:
        key: What is shown before it; where it is a single character, that key points to it.
        text: What it says.
        value: What comes back.
        pointed_by: Other keys that point to it.
        heading: Whether it only stands between the others and cannot be chosen.
        ticked: Whether it is ticked, of several that can all be; its key and the space bar turn that over.
    """

    key: str
    text: str
    value: object = None
    pointed_by: tuple[str, ...] = ()
    heading: bool = False
    ticked: bool | None = None


@dataclass(frozen=True)
class Frame:
    """What stands around a prompt.

    Attributes:
        page: The lines above it.
        foot: The lines below it.
        height: The lines of the prompt itself.
        width: The cells of a line.
    """

    page: tuple[Line, ...] = ()
    foot: tuple[str, ...] = ()
    height: int = 1
    width: int = 79


class _Prompt:
    """A prompt that can be put again and again, each time with its own keys and its own page."""

    def __init__(self, prompt: questionary.Question, keyboard: Keyboard, *, takes_text: bool) -> None:
        self.prompt = prompt
        self.keyboard = keyboard
        self.takes_text = takes_text
        self.frame = Frame()
        self._frame_for: Callable[[Callable[[int], int]], Frame] = lambda _: Frame()
        self._size: Size | None = None
        self._whole_screen = True
        self._above: Callable[[int], Sequence[str]] | None = None
        self._keys = KeyBindings()
        own = prompt.application.key_bindings or KeyBindings()
        prompt.application.key_bindings = merge_key_bindings([own, DynamicKeyBindings(lambda: self._keys)])
        # Before every drawing, so that a window of another size shows the whole page again, wrapped anew.
        prompt.application.before_render += lambda _: self._fit()

    def run(
        self,
        leaving: LeavingKeys,
        acting: Mapping[str, Callable[[], None]],
        frame_for: Callable[[Callable[[int], int]], Frame],
        *,
        whole_screen: bool,
        above: Callable[[int], Sequence[str]] | None = None,
    ) -> object:
        """Put the prompt.

        Args:
            leaving: What comes back by keys that leave it.
            acting: What other keys do.
            frame_for: Fits the page around a prompt; gets what tells how many lines the prompt takes at a width.
            whole_screen: Whether the screen is ours; else the prompt is put below what stands there.
            above: Gives what stands there for a width in cells, to be written anew in a window of another size.
        """
        self._above = above
        self._keys = KeyBindings()
        for key, value in leaving.items():
            self._keys.add(key, eager=True)(_leave(value))
        for key, action in acting.items():
            self._keys.add(key, eager=True)(_act(action))
        self._frame_for, self._whole_screen, self._size = frame_for, whole_screen, None
        self.keyboard.begin(takes_text=self.takes_text)
        return self.prompt.unsafe_ask()

    def lines_at(self, width: int) -> int:
        """Return how many lines the prompt takes on a screen that is so many cells wide."""
        raise NotImplementedError

    def around(self, prompt: AnyContainer) -> HSplit:
        """Put the page above a prompt and the keys below it."""
        page = Window(
            FormattedTextControl(self._page_text), height=lambda: len(self.frame.page), always_hide_cursor=True
        )
        foot = Window(FormattedTextControl(self.foot_text), height=lambda: len(self.frame.foot))
        return HSplit([page, prompt, foot])

    def _page_text(self) -> StyleAndTextTuples:
        return [("bold" if line.bold else "", line.text + "\n") for line in self.frame.page]

    def foot_text(self) -> str:
        """Return the lines below the prompt."""
        return "\n".join(self.frame.foot)

    def _fit(self) -> None:
        application = self.prompt.application
        size = application.output.get_size()
        if self._size not in (None, size) and (self._whole_screen or self._above):
            application.renderer.clear()
            if self._above and not self._whole_screen:
                application.output.write_raw("".join(f"{line}\r\n" for line in self._above(size.columns)))
        self._size = size
        self.frame = self._frame_for(self.lines_at)


def _leave(value: object) -> Callable[[KeyPressEvent], None]:
    return lambda event: event.app.exit(result=value)


def _act(action: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
    return lambda _: action()


class ListPrompt(_Prompt):
    """A list to choose from. Where it is higher than the screen it scrolls, and marks say where more is."""

    def __init__(self, keyboard: Keyboard) -> None:
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
                input=keyboard,
            ),
            keyboard,
            takes_text=False,
        )
        self._options: list[Option] = []
        self._pasted: Callable[[], None] = lambda: None
        windows = self.prompt.application.layout.find_all_windows()
        self._window = next(window for window in windows if isinstance(window.content, InquirerControl))
        assert isinstance(self._window.content, InquirerControl)
        self._control = self._window.content
        self._window.height = lambda: Dimension.exact(self.frame.height)
        # What is pointed at shows its other lines too, and a heading above it.
        self._window.scroll_offsets = ScrollOffsets(top=1, bottom=lambda: len(self._titles()[self.pointed_at]) - 1)
        self.prompt.application.layout = Layout(self.around(self._window))

    @property
    def pointed_at(self) -> int:
        """The number of the option that is pointed at."""
        return int(self._control.pointed_at)

    @property
    def ticked(self) -> tuple[object, ...]:
        """The values of all options that are ticked."""
        return tuple(option.value for option in self._options if option.ticked)

    def choose(
        self,
        options: Sequence[Option],
        at: object,
        keys: LeavingKeys,
        frame_for: Callable[[Callable[[int], int]], Frame],
        *,
        whole_screen: bool,
        pasted: Callable[[], None],
        above: Callable[[int], Sequence[str]] | None = None,
    ) -> object:
        """Let one option be chosen.

        Args:
            options: The lines.
            at: The value of the option that is pointed at first.
            keys: What comes back by other keys.
            frame_for: Fits the page around it.
            whole_screen: Whether the screen is ours.
            pasted: Hears that a text was pasted, for which a list has no use.
            above: Gives what stands above, where the screen is not ours.
        """
        self._options = list(options)
        self._control.choices = [
            questionary.Separator(" ") if option.heading else questionary.Choice(" ", value=index)
            for index, option in enumerate(options)
        ]
        self._control.is_answered = False
        self._window.vertical_scroll = 0
        values = [option.value for option in options]
        first = next(index for index, option in enumerate(options) if not option.heading)
        self._control.pointed_at = values.index(at) if at is not None and at in values else first
        pointing = {
            key: self._pointing(index)
            for index, option in enumerate(options)
            for key in (option.key, *option.pointed_by)
            if len(key) == 1
        }
        acting = {**pointing, Keys.BracketedPaste.value: pasted}
        if self._options[first].ticked is not None:
            acting[" "] = lambda: self._turn_over(self.pointed_at)
        answer = self.run(keys, acting, frame_for, whole_screen=whole_screen, above=above)
        return options[answer].value if isinstance(answer, int) and not isinstance(answer, bool) else answer

    def lines_at(self, width: int) -> int:
        """Return how many lines the list takes."""
        return sum(len(titled(option, width - BEFORE)) for option in self._options)

    def foot_text(self) -> str:
        """Return the lines below, with marks in the rule where more of the list is above or below."""
        foot = list(self.frame.foot)
        more = self._more()
        if foot and more:
            foot[0] = foot[0][: -len(more) - 3] + f" {more} -"
        return "\n".join(foot)

    def _more(self) -> str:
        above = self._window.vertical_scroll
        below = self.lines_at(self.frame.width) - above - self.frame.height
        return " ".join(mark for mark, lines in ((_MORE_ABOVE, above), (_MORE_BELOW, below)) if lines > 0)

    def _pointing(self, index: int) -> Callable[[], None]:
        def point() -> None:
            self._control.pointed_at = index
            self._turn_over(index)

        return point

    def _turn_over(self, index: int) -> None:
        """Tick an option, or take its tick away, where it can have one."""
        option = self._options[index]
        if option.ticked is not None:
            self._options[index] = replace(option, ticked=not option.ticked)

    def _titles(self) -> list[list[str]]:
        return [titled(option, self.frame.width - BEFORE) for option in self._options]

    def _fit(self) -> None:
        super()._fit()
        for choice, title in zip(self._control.choices, self._titles(), strict=True):
            choice.title = f"\n{' ' * BEFORE}".join(title)


_ERASING = ("c-u", "c-w", "c-k", "delete")
"""Keys that take away what is selected; left alone they would do nothing then."""


def _cut(event: KeyPressEvent) -> None:
    event.current_buffer.cut_selection()


def _paste_over(event: KeyPressEvent) -> None:
    event.current_buffer.cut_selection()
    event.current_buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))


class LinePrompt(_Prompt):
    """A line to type in; a pasted text may have several."""

    def __init__(self, keyboard: Keyboard) -> None:
        # Without a history: the arrow up would bring answers to other questions.
        super().__init__(
            questionary.text(
                POINTER,
                qmark="",
                style=_STYLE,
                erase_when_done=True,
                history=DummyHistory(),
                input=keyboard,
                input_processors=[AfterInput(self._beside)],
            ),
            keyboard,
            takes_text=True,
        )
        layout = self.prompt.application.layout
        self.prompt.application.layout = Layout(self.around(layout.container), layout.current_window)
        self._echo: Callable[[str], str] | None = None
        keys = KeyBindings()
        for key in _ERASING:
            keys.add(key, filter=has_selection, eager=True)(_cut)
        keys.add(Keys.BracketedPaste, filter=has_selection, eager=True)(_paste_over)
        bindings = self.prompt.application.key_bindings
        assert bindings is not None
        self.prompt.application.key_bindings = merge_key_bindings([bindings, keys])

    def _beside(self) -> str:
        """Return what is understood of the line, as it is shown behind it."""
        said = self._echo(self.text) if self._echo is not None else ""
        return f"   {ascii_marks(harmless(said))}" if said else ""

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.prompt.application.current_buffer.text

    def read(
        self,
        keys: LeavingKeys,
        before: str,
        frame_for: Callable[[Callable[[int], int]], Frame],
        echo: Callable[[str], str] | None,
        *,
        replaced: bool,
        whole_screen: bool,
    ) -> object:
        """Read one line that begins with `before`; where it is `replaced`, it is selected."""
        self._echo = echo
        buffer = self.prompt.application.current_buffer
        buffer.reset(Document(before))
        if replaced and before:
            buffer.start_selection()
            assert buffer.selection_state is not None
            buffer.selection_state.original_cursor_position = 0
            buffer.selection_state.enter_shift_mode()
        return self.run(keys, {}, frame_for, whole_screen=whole_screen)

    def lines_at(self, width: int) -> int:
        """Return how many lines the text takes that is typed in."""
        columns = get_app_session().output.get_size().columns
        lines = (f" {POINTER} {line}" for line in (self.text + self._beside()).split("\n"))
        # The cursor behind a full line stands in the next one.
        return sum(cells(line) // max(columns, 1) + 1 for line in lines) if width else 1


def titled(option: Option, room: int) -> list[str]:
    """Return the lines of an option, each at most `room` cells."""
    before = f"{option.key}  " if option.key else ""
    if option.ticked is not None:
        before += "[x] " if option.ticked else "[ ] "
    return wrap(ascii_marks(harmless(option.text)), room, before, " " * cells(before))
