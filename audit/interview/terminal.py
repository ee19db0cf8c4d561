"""The terminal: keeps a page, lets choose, reads a line, and draws all of it anew for a window of any size.

Knows nothing of audits.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial

from prompt_toolkit.application import get_app_session
from prompt_toolkit.input import Input
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.shortcuts import clear
from prompt_toolkit.styles import DEFAULT_ATTRS

from audit.interview.fitting import Block, Line, Part, fit
from audit.interview.keyboard import Keyboard, keys_come
from audit.interview.widgets import Frame, LeavingKeys, LinePrompt, ListPrompt, Option
from audit.wording.terminal_text import ascii_marks, cells, fill, harmless, wrap

WIDEST = 100
"""Longer lines are hard to read."""
LIST_ROWS, LINE_ROWS = 5, 3
"""The lines that a list or a text keeps, however much stands above it."""
FEWEST_ROWS = 10
"""On a screen of fewer lines the keys below give way to what is asked."""


class Terminal:
    """A screen and a keyboard, those of the prompt_toolkit session in which it is first used.

    Args:
        more: Waits some seconds for more keys and says whether they came; tells what is pasted from what is typed.
    """

    def __init__(self, more: Callable[[Input, float], bool] = keys_come) -> None:
        self._keys_come = more
        self._blocks: list[Block] = []
        self._foot: Sequence[str] = ()
        self._more_help = ""
        self._complaint = ""
        self._brief = False
        self._whole_screen = False
        self._above: Callable[[int], Sequence[str]] | None = None
        self.hidden = False
        """Whether the page has help that is not on the screen."""

    def held(self) -> AbstractContextManager[None]:
        """Keep the keyboard for the length of an interview: what is typed between two prompts is neither shown nor lost."""
        session = get_app_session()
        if isinstance(session.output, Vt100_Output):
            # Every page is begun anew, so nobody needs to ask the terminal where its cursor is; its answer to one
            # prompt can reach the next one and push the page up.
            session.output.enable_cpr = False
        return session.input.raw_mode()

    # The page

    def clear(self, *, brief: bool = False) -> None:
        """Begin a new page on a screen of its own; before that, prompts are put below what stands there.

        Args:
            brief: Whether why something is asked stays behind its key, however much room there is.
        """
        self._blocks, self._brief = [], brief
        self._foot, self._more_help, self._complaint = (), "", ""
        self._whole_screen = True

    def below(self, above: Callable[[int], Sequence[str]]) -> None:
        """Put prompts below what others wrote.

        Args:
            above: Gives its lines for a screen that is so many cells wide; they are written anew if that changes.
        """
        self._above = above

    def write(
        self, text: str = "", first: str = "", rest: str | None = None, *, bold: bool = False, part: Part = Part.BODY
    ) -> None:
        """Put a text on the page.

        Args:
            text: The text.
            first: What stands before its first line.
            rest: What stands before the others; None for the same.
            bold: Whether it is in bold type.
            part: What it is for.
        """
        before = first if rest is None else rest
        self._blocks.append(Block(lambda width: wrap(text, width, first, before), part, bold))

    def lines(self, lines: Sequence[str]) -> None:
        """Put lines on the page that must not be wrapped."""
        self._blocks.append(Block(lambda _: lines))

    def title(self, left: str, right: str = "") -> None:
        """Put the line at the top on the page, with a rule below it; `right` stands at its right end."""
        self._blocks.append(Block(partial(_title_lines, left, right), Part.HEAD))

    def mark(self) -> int:
        """Return where the page ends now, for `back_to`."""
        return len(self._blocks)

    def back_to(self, mark: int) -> None:
        """Take away what was put on the page since a mark."""
        del self._blocks[mark:]

    def keys(self, pieces: Sequence[str], more_help: str = "") -> None:
        """Say which keys do what at the lines that follow; `more_help` is said only where help is hidden."""
        self._foot, self._more_help = pieces, more_help

    def complain(self, text: str) -> None:
        """Say above the next prompt what was wrong; it takes the place of what was said there before."""
        self._complaint = text

    def show(self) -> None:
        """Draw a page that ends without a prompt, and leave it on the screen."""
        output = get_app_session().output
        if self._whole_screen:
            clear()
        width = min(output.get_size().columns - 1, WIDEST)
        for block in self._blocks:
            if block.bold:
                output.set_attributes(DEFAULT_ATTRS._replace(bold=True), output.get_default_color_depth())
            # The keyboard is held, so a new line has to be told to begin on the left.
            output.write("\r\n".join(block.draw(width)))
            if block.bold:
                output.reset_attributes()
            output.write("\r\n")
        output.flush()

    # Prompts

    def choose(
        self,
        options: Sequence[Option],
        at: object,
        keys: LeavingKeys,
        help_pieces: Sequence[str],
        *,
        more_help: str = "",
        no_text: str = "",
    ) -> object:
        """Let one option be chosen by arrows or its key, and Enter.

        Args:
            options: The lines.
            at: The value of the option that is pointed at first.
            keys: What comes back by other keys.
            help_pieces: Which keys do what.
            more_help: The key that shows help which is not on the screen.
            no_text: What is said where a text is pasted, for which a list has no use.

        Returns:
            The value of the option, or what `keys` holds.
        """
        pieces = [ascii_marks(piece) for piece in help_pieces]

        def frame(lines_at: Callable[[int], int]) -> Frame:
            return self._framed(lines_at, LIST_ROWS, pieces, more_help, labelled=False)

        def pasted() -> None:
            self.complain(no_text)

        self._begin()
        answer = self._list.choose(
            options, at, keys, frame, whole_screen=self._whole_screen, pasted=pasted, above=self._above
        )
        self._complaint = ""
        return answer

    def show_help(self, go_on: Option, keys: LeavingKeys, help_pieces: Sequence[str]) -> object:
        """Show the help of the page and what was answered so far, on as many screens as they need.

        Args:
            go_on: The line that leads on.
            keys: What comes back by other keys.
            help_pieces: Which keys do what.

        Returns:
            The value of `go_on`, or what `keys` holds.
        """
        page = self._blocks
        head = [block for block in page if block.part is Part.HEAD]
        others = sorted(
            (block for block in page if block.part is not Part.HEAD), key=lambda block: not block.part.helps
        )
        waiting = [dataclasses.replace(block, part=Part.BODY) for block in others]
        answer = go_on.value
        while waiting and answer is go_on.value:
            count = self._how_many_fit(head, waiting, help_pieces)
            self._blocks, waiting = [*head, *waiting[:count]], waiting[count:]
            answer = self.choose([go_on], None, keys, help_pieces)
        self._blocks = page
        return answer

    def _how_many_fit(self, head: Sequence[Block], waiting: Sequence[Block], pieces: Sequence[str]) -> int:
        size = get_app_session().output.get_size()
        width = min(size.columns - 1, WIDEST)
        # With the line that leads on and the empty one above it.
        room = size.rows - len(self._foot_lines(pieces, width, size.rows)) - 2
        for count in range(len(waiting), 1, -1):
            if sum(len(block.draw(width)) for block in (*head, *waiting[:count])) <= room:
                return count
        return 1

    @property
    def pointed_at(self) -> int:
        """The number of the option that was pointed at last."""
        return self._list.pointed_at

    @property
    def ticked(self) -> tuple[object, ...]:
        """The values of the options that were ticked when the last list was left."""
        return self._list.ticked

    def read(
        self,
        keys: LeavingKeys,
        before: str = "",
        echo: Callable[[str], str] | None = None,
        *,
        replaced: bool = False,
    ) -> object:
        """Read one line of text.

        Args:
            keys: What comes back by other keys.
            before: What stands in the line at first.
            echo: Says beside the line what is understood of it.
            replaced: Whether typing replaces what stands in the line at first.

        Returns:
            The text, without what would steer a screen; or what `keys` holds.
        """

        def frame(lines_at: Callable[[int], int]) -> Frame:
            return self._framed(lines_at, LINE_ROWS, self._foot, self._more_help, labelled=True)

        self._begin()
        answer = self._line.read(keys, before, frame, echo, replaced=replaced, whole_screen=self._whole_screen)
        self._complaint = ""
        return harmless(answer).strip() if isinstance(answer, str) else answer

    @property
    def typed(self) -> str:
        """What stood in the line when it was left."""
        return harmless(self._line.text).strip()

    def _begin(self) -> None:
        if self._whole_screen:
            clear()

    def _framed(
        self,
        lines_at: Callable[[int], int],
        fewest: int,
        pieces: Sequence[str],
        more_help: str,
        *,
        labelled: bool,
    ) -> Frame:
        """Fit the page, the prompt and the keys into the screen as it is now."""
        size = get_app_session().output.get_size()
        width = max(min(size.columns - 1, WIDEST), 1)
        needed = lines_at(width)
        said = [Line(line) for line in wrap(self._complaint, width, "! ", "  ")] if self._complaint else []
        # Below what others wrote, every line counts.
        gap = 0 if labelled or not self._whole_screen else 1
        foot = self._foot_lines(pieces, width, size.rows)
        fitted = fit(
            self._blocks, width, size.rows - len(foot) - len(said) - gap - needed, labelled=labelled, brief=self._brief
        )
        if fitted.hidden and more_help:
            foot = self._foot_lines([*pieces, more_help], width, size.rows)
            fitted = fit(
                self._blocks,
                width,
                size.rows - len(foot) - len(said) - gap - needed,
                labelled=labelled,
                brief=self._brief,
            )
        self.hidden = fitted.hidden
        most = max(size.rows - len(foot) - len(said) - min(fewest, needed), 0)
        # Where not even the head has room, what is typed below is worth more with its label than with the title.
        page = [*(fitted.lines[-most:] if labelled and most else fitted.lines[:most]), *said]
        height = min(needed, max(size.rows - len(foot) - len(page), 1))
        if gap and page and len(page) + height + len(foot) < size.rows:
            page.append(Line(""))
        return Frame(tuple(page), foot, height, width)

    def _foot_lines(self, pieces: Sequence[str], width: int, rows: int) -> tuple[str, ...]:
        if not pieces or rows < FEWEST_ROWS:
            return ()
        return (*(["-" * width] if self._whole_screen else []), *fill(pieces, width))

    # Making a prompt takes longer than showing a page may, so there is one of each kind for the whole interview.

    @cached_property
    def _keyboard(self) -> Keyboard:
        return Keyboard(get_app_session().input, self._keys_come)

    @cached_property
    def _list(self) -> ListPrompt:
        return ListPrompt(self._keyboard)

    @cached_property
    def _line(self) -> LinePrompt:
        return LinePrompt(self._keyboard)


def _title_lines(left: str, right: str, width: int) -> list[str]:
    gap = width - cells(left) - cells(right)
    beside = right and gap > 1
    lines = [left + " " * gap + right] if beside else wrap(f"{left}\n{right}".strip(), width)
    return [*lines, "-" * width]
