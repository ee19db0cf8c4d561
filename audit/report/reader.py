"""How numbers, dates, bands and texts are put for one reader: in his language, safe in Markdown and HTML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from fractions import Fraction

from babel.dates import format_date
from markupsafe import Markup

from audit.errors import Translate
from audit.model.result.result import BandName

SHAPES: Mapping[str, str] = {"stop": "■", "weak": "▲", "fair": "◆", "good": "●", "none": "○"}
"""Bands differ by shape, word and colour, always together."""

RANK_BANDS: Mapping[int, BandName] = {0: "stop", 1: "weak", 2: "fair", 3: "good", 4: "good"}
"""Which band a rung of the ladder looks like."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[&<>\"'\\`*_{}\[\]|~^$]")
_LINE_START = re.compile(r"^(\s*)([-+#=:!]|\d+[.)])", re.MULTILINE)
_PLAIN = re.compile(r"[^\s\d\x00-\x1f\x7f&<>\"'\\`*_{}\[\]|~^$+#=:!-][^\x00-\x1f\x7f&<>\"'\\`*_{}\[\]|~^$]*")
"""A text that stays as it is: nine of ten."""


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def escaped(value: object) -> Markup:
    """Make any text show as itself in Markdown, in HTML and in an attribute: the one filter for all output.

    Every character that means something to either is written as its number. Line ends become spaces.
    """
    if isinstance(value, Markup):
        return value
    if _PLAIN.fullmatch(text := str(value)):
        # `Markup(text)` would look for an HTML form of its own first, thirty thousand times a report.
        return str.__new__(Markup, text)
    text = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\n", " ")
    text = _SPECIAL.sub(_entity, text)
    return Markup(
        _LINE_START.sub(
            lambda m: m.group(1) + "".join(f"&#{ord(c)};" if not c.isdigit() else c for c in m.group(2)), text
        )
    )  # this is the escape itself


def free_text(value: str) -> Markup:
    """Show what a person wrote: as that text, in its own direction, with its lines."""
    lines = str(value).replace("\r\n", "\n").strip("\n").split("\n")
    return Markup("<bdi>") + Markup("<br>").join(escaped(line) for line in lines) + Markup("</bdi>")


def half_away(share: Fraction, scale: int = 100) -> int:
    """Round a share times `scale` to a whole number, halves away from zero."""
    scaled = share * scale
    return int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))


class Reader:
    """Puts things for the reader of one language.

    Attributes:
        language: The code of the language.
        translate: Turns English message ids into it.
    """

    def __init__(self, language: str, translate: Translate) -> None:
        self.language = language
        self.translate = translate

    def say(self, text: str, **values: object) -> str:
        """Return a fixed text with its placeholders filled."""
        translated = self.translate(text)
        return translated.format_map(values) if values else translated

    def text(self, words: Mapping[str, str] | None) -> str:
        """Return a pack's text in this language."""
        return words[self.language] if words else ""

    def date(self, day: datetime.date | None) -> str:
        """Write a date in full: 23 November 2026, 2026년 11월 23일."""
        if day is None:
            return self.say("no date")
        return (
            f"{day.year}년 {day.month}월 {day.day}일"
            if self.language == "ko"
            else format_date(day, "d MMMM y", locale="en")
        )

    def points(self, share: Fraction | None) -> str:
        """Write a share as points of 100."""
        return self.say("not assessed") if share is None else str(half_away(share))

    def percent(self, share: Fraction | None) -> str:
        """Write a share in per cent."""
        return self.say("not assessed") if share is None else f"{half_away(share)}%"

    def band(self, name: str | None) -> str:
        """Name a band."""
        return {
            "stop": self.say("missing"),
            "weak": self.say("weak"),
            "fair": self.say("fair"),
            "good": self.say("good"),
        }.get(name or "", self.say("not assessed"))

    def shape(self, name: str | None) -> str:
        """Return the shape of a band."""
        return SHAPES[name or "none"]

    def days(self, count: int) -> str:
        """Write a number of working days."""
        return self.say("1 day") if count == 1 else self.say("{count} days", count=count)

    def unit(self, name: str | None, number: object = None) -> str:
        """Name a unit, as it stands behind a number."""
        one = {
            "minutes": self.say("minute"),
            "hours": self.say("hour"),
            "people": self.say("person"),
            "accounts": self.say("account"),
            "messages": self.say("message"),
            "times": self.say("time"),
            "days": self.say("day"),
            "layers": self.say("layer"),
            "platforms": self.say("platform"),
        }
        if str(number) == "1" and name in one:
            return one[name]
        return {
            "minutes": self.say("minutes"),
            "hours": self.say("hours"),
            "people": self.say("people"),
            "accounts": self.say("accounts"),
            "messages": self.say("messages"),
            "percent": "%",
            "times": self.say("times"),
            "days": self.say("days"),
            "layers": self.say("layers"),
            "platforms": self.say("platforms"),
        }.get(name or "", "")

    def day_of_week(self, name: str) -> str:
        """Name a day of a weekly schedule."""
        return {
            "mon": self.say("Monday"),
            "tue": self.say("Tuesday"),
            "wed": self.say("Wednesday"),
            "thu": self.say("Thursday"),
            "fri": self.say("Friday"),
            "sat": self.say("Saturday"),
            "sun": self.say("Sunday"),
            "holiday": self.say("Public holiday"),
        }.get(name, name)
