"""Amounts as people write them: `1,200`, `about 12`, `2 hours`, `an hour and a half`, `40%`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from audit.model.pack import UNITS, Unit
from audit.model.reading.languages import NEVER, TYPED, any_of, listed, longest_of
from audit.model.reading.letters import plain
from audit.model.reading.wrong import wrong

LONGEST = 20
"""The longest number, in letters."""
LONGEST_TEXT = 60
_MOST_PLACES = 40

_SIGNS: Mapping[Unit, tuple[str, ...]] = {"percent": ("%",)}
"""Signs that every language writes."""
UNIT_WORDS: Mapping[Unit, tuple[str, ...]] = {
    unit: listed(*(typed.units.get(unit, ()) for typed in TYPED), _SIGNS.get(unit, ())) for unit in UNITS
}
"""What may stand behind a number, and in which unit it is then; a word may belong to several."""
MINUTES_IN: Mapping[Unit, int] = {"minutes": 1, "hours": 60, "days": 1440}
"""Units of time; an amount in one is turned into another."""
NUMBER_WORDS: Mapping[str, str] = {word: number for typed in TYPED for word, number in typed.numbers.items()}
"""Small numbers in words, where a unit follows them."""


_UNITS = longest_of(word for words in UNIT_WORDS.values() for word in words)
_HALF = "|".join(listed(*(typed.half for typed in reversed(TYPED)))) or NEVER
_AND = any_of(listed(*(typed.and_between for typed in TYPED)))
_OR = "|".join(listed(*(typed.or_between for typed in TYPED))) or NEVER
# The browser uses the same patterns, so they hold only what Python and JavaScript read the same.
ABOUT = rf"^(?:{any_of(listed(*(typed.about for typed in TYPED)))} ?|~ ?)"
OR_SO = rf" ?{any_of(listed(*(typed.or_so for typed in TYPED)))}$"
IN_WORDS = rf"^({longest_of(NUMBER_WORDS)})(?= ?(?:{_UNITS})(?![a-z]))"
PIECE = rf"([0-9]{{1,3}}(?:,[0-9]{{3}})+(?:[.][0-9]+)?|[0-9]+(?:[.][0-9]+)?) ?(?:({_UNITS})(?![a-z])[.]?)? ?({_HALF})?(?:$|,? {_AND} |, | |(?=[0-9]))"
SEVERAL = rf"^[0-9][0-9.,]* ?(?:{_UNITS})? ?(?:-|~|{_OR}|/) ?[0-9][0-9.,]* ?(?:{_UNITS})?$"
_PATTERNS = {name: re.compile(pattern) for name, pattern in (("about", ABOUT), ("or so", OR_SO), ("words", IN_WORDS))}
_PIECE, _SEVERAL = re.compile(PIECE), re.compile(SEVERAL)


def read_number(text: str, lowest: Fraction, highest: Fraction, whole: bool, unit: Unit | None = None) -> Fraction:
    """Read a number within its range.

    Args:
        text: What somebody wrote: a number, maybe with `about` before it and a unit behind it.
        lowest: The smallest number that is taken, in `unit`.
        highest: The largest.
        whole: Whether it has to be whole.
        unit: The unit that is asked for; an amount of time in another one is turned into it.

    Raises:
        WrongValue: Not a number, not whole where it must be, out of range, or in a unit that does not belong here.
    """
    number = _amount(text, unit)
    if whole and number.denominator != 1:
        raise wrong("not_whole", text)
    if not lowest <= number <= highest:
        raise wrong("out_of_range", text, lowest=written_number(lowest), highest=written_number(highest))
    return number


def _amount(text: str, unit: Unit | None) -> Fraction:
    said = plain(text)
    if len(said) > LONGEST_TEXT:
        raise wrong("not_number", text)
    said = _PATTERNS["or so"].sub("", _PATTERNS["about"].sub("", said))
    said = _PATTERNS["words"].sub(lambda match: NUMBER_WORDS[match[1]], said)
    sign = -1 if said.startswith("-") else 1
    rest = said[1:] if said[:1] in ("-", "+") else said
    pieces: list[tuple[Fraction, str]] = []
    at = 0
    while at < len(rest):
        match = _PIECE.match(rest, at)
        if match is None or len(match[1]) > LONGEST:
            raise wrong("several_numbers" if _SEVERAL.match(rest) else "not_number", text)
        number = Fraction(Decimal(match[1].replace(",", ""))) + (Fraction(1, 2) if match[3] else 0)
        pieces.append((number, match[2] or ""))
        at = match.end()
    if not pieces:
        raise wrong("not_number", text)
    return sign * _in_unit(pieces, unit, text)


def _in_unit(pieces: list[tuple[Fraction, str]], unit: Unit | None, text: str) -> Fraction:
    """Add up the pieces of an amount in the unit that is asked for."""
    if len(pieces) == 1 and (not pieces[0][1] or (unit is not None and pieces[0][1] in UNIT_WORDS[unit])):
        return pieces[0][0]
    spans = [_minutes_of(word) for _, word in pieces]
    if unit is None or (len(pieces) > 1 and (None in spans or spans != sorted(set(spans), key=int, reverse=True))):  # type: ignore[arg-type] # None is looked for first
        raise wrong("not_number", text)
    if unit not in MINUTES_IN or None in spans:
        raise wrong(f"not_{unit}", text)
    minutes = sum((number * span for (number, _), span in zip(pieces, spans, strict=True) if span), Fraction(0))
    return rounded(minutes / MINUTES_IN[unit])


def _minutes_of(word: str) -> int | None:
    return next((span for unit, span in MINUTES_IN.items() if word in UNIT_WORDS[unit]), None)


def rounded(number: Fraction) -> Fraction:
    """Round to hundredths, halves up: 100 minutes are 1.67 hours, and both are shown."""
    return Fraction((number * 200 + 1) // 2, 100) if (number * 100).denominator != 1 else number


def written_number(number: Fraction) -> str:
    """Write a number that has an end, exactly and without needless digits: `60`, `0.5`, `0.00001`.

    Raises:
        ValueError: It has no end, like a third; whoever reads numbers never gets one.
    """
    for places in range(_MOST_PLACES + 1):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            point = len(digits) - places
            return ("-" if number < 0 else "") + digits[:point] + ("." if places else "") + digits[point:]
    raise ValueError(number)
