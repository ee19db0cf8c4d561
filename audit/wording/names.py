"""Names of days, months and units, as English message ids."""

from __future__ import annotations

from collections.abc import Mapping

from audit.model.pack import Day
from audit.model.values import N_

WEEKDAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORK_DAYS: tuple[Day, ...] = WEEKDAYS[:5]
WEEKDAY_NAMES: Mapping[Day, str] = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
DAY_NAMES: Mapping[Day, str] = {**WEEKDAY_NAMES, "holiday": N_("holidays")}
"""As a question asks for them, and an answer in a few words names them."""
DAY_TITLES: Mapping[str, str] = {str(day): name for day, name in WEEKDAY_NAMES.items()} | {
    "holiday": N_("Public holiday")
}
"""As they stand at the head of a line of a report."""
MONTH_NAMES = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
UNIT_NAMES: Mapping[str, str] = {
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "people": N_("people"),
    "accounts": N_("accounts"),
    "messages": N_("messages"),
    "percent": N_("per cent"),
    "times": N_("times"),
    "days": N_("days"),
    "layers": N_("layers"),
    "platforms": N_("platforms"),
}
ONE_UNIT: Mapping[str, str] = {
    "minutes": N_("minute"),
    "hours": N_("hour"),
    "people": N_("person"),
    "accounts": N_("account"),
    "messages": N_("message"),
    "times": N_("time"),
    "days": N_("day"),
    "layers": N_("layer"),
    "platforms": N_("platform"),
}
"""Behind the number 1."""
PER_CENT = "%"
"""A sign, not a word: it follows its number without a space in every language."""
TYPED_WORDS: Mapping[str, str] = {"none": N_("none"), "alerts": N_("alerts")}
"""The words of the pack that are typed, as a reader of another language types them."""
