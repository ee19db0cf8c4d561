"""What is said where something cannot be read."""

from __future__ import annotations

from collections.abc import Mapping


class WrongValue(ValueError):  # noqa: N818 # named for what it is, like all errors here
    """A value that is not what its input takes.

    Attributes:
        where: The place inside the value, such as `mon` or `[1].minutes`; empty for the whole.
        text: What is wrong, as a message id with placeholders.
        values: What fills the placeholders.
    """

    def __init__(self, text: str, where: str = "", /, **values: object) -> None:
        super().__init__(text.format_map(values))
        self.text = text
        self.where = where
        self.values = values


def N_(text: str) -> str:  # noqa: N802 # the usual gettext name for "translate this later"
    """Mark a message for translation where it will be shown."""
    return text


MESSAGES: Mapping[str, str] = {
    "not_window": N_("{text} is not a window of time; write 09:00-18:00, or 22:00-06:00 across midnight, or none"),
    "not_time": N_("{text} is not a time of day; hours go from 00:00 to 24:00"),
    "no_length": N_("{text} opens and closes at the same time; for the whole day write 00:00-24:00"),
    "not_number": N_("{text} is not a number"),
    "not_whole": N_("{text} is not a whole number"),
    "out_of_range": N_("{text} is out of range; it goes from {lowest} to {highest}"),
    "several_numbers": N_("{text} is more than one number; write the one that is closest"),
    "not_minutes": N_("{text} has another unit; minutes are asked for here"),
    "not_hours": N_("{text} has another unit; hours are asked for here"),
    "not_people": N_("{text} has another unit; a number of people is asked for here"),
    "not_accounts": N_("{text} has another unit; a number of accounts is asked for here"),
    "not_messages": N_("{text} has another unit; a number of messages is asked for here"),
    "not_percent": N_("{text} has another unit; a share in per cent is asked for here"),
    "not_times": N_("{text} has another unit; how many times as many is asked for here"),
    "not_days": N_("{text} has another unit; days are asked for here"),
    "not_layers": N_("{text} has another unit; a number of approvals is asked for here"),
    "not_platforms": N_("{text} has another unit; a number of platforms is asked for here"),
    "not_date": N_("{text} is not a date; write it as 2026-11-02"),
    "two_days": N_(
        "{text} can mean two days, because day and month could change places; write the year first, as in 2026-03-12, or the month as a word"
    ),
    "short_year": N_("{text} can mean several days; write the year with four digits, as in 2026-03-12"),
    "no_day": N_("{text} names no day; write the day too, as in 2026-03-12"),
    "year_out_of_range": N_("{text}: the year is out of range; it goes from {lowest} to {highest}"),
    "needs_today": N_("{text} means another day each time it is read; write the day itself, as in 2026-03-12"),
    "not_moment": N_("{text} is not a date with a time; write it as 2026-03-07 21:00"),
    "not_choice": N_("{text} is not one of {choices}"),
    "not_in_order": N_("{text} is before the time above it; the times come in order"),
    "not_approval": N_("{text} is not an approval; write its minutes, then yes or no: 120 no, 30 yes"),
    "too_many_approvals": N_("{count} layers are too many; {most} at most"),
    "next_day": N_("From {open} to {close} of the next day, {hours} hours?"),
    "not_country": N_(
        "{text} is not a country known here; write its name or its two letters: Ireland or IE, South Korea or KR"
    ),
}
"""What is wrong or odd about a value as somebody typed it; the form in the browser says the same."""


def wrong(key: str, text: str, /, **values: object) -> WrongValue:
    """Return what is wrong with a text, in the words of a key of `MESSAGES`."""
    return WrongValue(MESSAGES[key], text=shown(text), **values)


def shown(text: str) -> str:
    """Return what somebody wrote as a sentence can show it."""
    return text.strip()[:40] or "''"
