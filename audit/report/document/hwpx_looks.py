"""What letters, paragraphs and lines of a Hangul document look like: each look is made once and then named by its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hwpx import HwpxDocument

UNITS_OF_A_PIXEL = 75
"""Hangul counts in hundredths of a point; a CSS pixel is three quarters of a point."""
UNITS_OF_A_MILLIMETRE = 7200 / 25.4
HAIRLINE, BAR = "0.12 mm", "1.0 mm"
OUTLINE_LEVELS = 7
"""How deep an outline goes that Hangul numbers by itself; here it numbers none."""


@dataclass(frozen=True)
class Letters:
    """How letters look.

    Attributes:
        size: Points.
        color: As `#rrggbb`.
        strong: Whether they are bold.
        emphasis: Whether they lean.
        underline: Whether a line is under them, as under a link.
    """

    size: float
    color: str
    strong: bool = False
    emphasis: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Lines:
    """How a paragraph looks.

    Attributes:
        align: `LEFT`, `CENTER` or `RIGHT`.
        left: Hundredths of a point by which it goes in, as are those below.
        hanging: By how much its first line stands out again.
        before: The room above it.
        after: The room below it.
        spacing: The height of a line in percent of the letters'.
        outline: Its level in the outline, from 1; 0 for none.
        marker: The number of the paragraph look that a list gave; empty where it is no entry of one.
        bar: The colour of a bar on its left; empty for none.
        keeps_with_next: Whether it stays on the page of what follows.
        begins_page: Whether it begins a page.
    """

    align: str = "LEFT"
    left: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 0
    spacing: int = 150
    outline: int = 0
    marker: str = ""
    bar: str = ""
    keeps_with_next: bool = False
    begins_page: bool = False


class Looks:
    """Gives the looks of a document their numbers."""

    def __init__(self, target: HwpxDocument) -> None:
        """Prepare a document.

        Args:
            target: What the looks are added to.
        """
        self._target = target
        self._header = target.oxml.headers[0]
        self._letters: dict[Letters, str] = {}
        self._lines: dict[Lines, str] = {}
        self._bullets = target.styles.ensure_numbering(kind="bullet", levels=[{"char": "•"}, {"char": "-"}])
        self._styles = {outline: self._style(outline) for outline in range(OUTLINE_LEVELS + 1)}
        self._without_outline_numbers()
        self._in_the_order_of_the_format()

    def letters(self, look: Letters) -> str:
        """Return the number of a look of letters."""
        if look not in self._letters:
            self._letters[look] = self._target.styles.ensure_run(
                bold=look.strong,
                italic=look.emphasis,
                underline=look.underline,
                color=look.color,
                size=look.size,
                base_char_pr_id="0",
            )
        return self._letters[look]

    def lines(self, look: Lines) -> str:
        """Return the number of a look of paragraphs."""
        if look not in self._lines:
            self._lines[look] = self._header.ensure_paragraph_format(
                base_para_pr_id=look.marker or "0",
                alignment=look.align,
                line_spacing_percent=look.spacing,
                margins={
                    "left": look.left,
                    "intent": -look.hanging,
                    "prev": look.before,
                    "next": look.after,
                },
                heading={"type": "OUTLINE", "idRef": "0", "level": look.outline - 1} if look.outline else None,
                border={"borderFillIDRef": self.border(look.bar, ("left",), BAR), "offsetLeft": 500}
                if look.bar
                else None,
                break_setting={
                    "keep_with_next": look.keeps_with_next,
                    "page_break_before": look.begins_page,
                    "widow_orphan": True,
                },
            )
        return self._lines[look]

    def border(self, color: str, sides: tuple[str, ...], width: str = HAIRLINE, fill: str | None = None) -> str:
        """Return the number of lines around a cell or a paragraph.

        Args:
            color: Of the lines.
            sides: Where there are lines.
            width: How wide they are.
            fill: The colour behind; None for none.
        """
        return self._target.styles.ensure_border_fill(
            border_color=color, border_width=width, fill_color=fill, active_borders=sides
        )

    def bullet(self, depth: int) -> str:
        """Return the marker of an entry of a list without numbers, by how deep it stands, from 0."""
        return self._bullets[min(depth, len(self._bullets) - 1)]

    def numbered(self, start: int) -> str:
        """Return the marker of the entries of one list with numbers of its own.

        Args:
            start: Its first number.
        """
        (marker,) = self._target.styles.ensure_numbering(kind="number", levels=[{"start": str(start)}])
        return marker

    def style(self, outline: int) -> str:
        """Return the number of the named style of a paragraph: one of the outline, or the plain one.

        Args:
            outline: Its level in the outline, from 1; 0 for none.
        """
        return self._styles[min(outline, OUTLINE_LEVELS)]

    def _style(self, outline: int) -> str:
        return str(self._target.styles.resolve(f"Outline {outline}" if outline else "Normal").id)

    def _without_outline_numbers(self) -> None:
        """Take out the numbers that Hangul puts before headings: a report's headings are sentences."""
        for numbering in self._header.element.iter("{*}numbering"):
            if numbering.get("id") == "1":
                for head in numbering.iter("{*}paraHead"):
                    head.text = ""
        self._header.mark_dirty()

    def _in_the_order_of_the_format(self) -> None:
        """Move the markers of lists to where the format has them: after the numbers."""
        for bullets in list(self._header.element.iter("{*}bullets")):
            numbers = next(self._header.element.iter("{*}numberings"))
            numbers.addnext(bullets)
