"""The words for what changed between two rounds, of the progress page and of the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from audit.model.result.progress import Cause, PlanStatus
from audit.model.result.result import Result
from audit.wording.locale import Locale, half_away


def cause_words(locale: Locale) -> Mapping[Cause, str]:
    """Name the causes of a change."""
    return {
        "removed": locale.say("no longer asked in this version of the questions"),
        "new": locale.say("new in this version of the questions"),
        "weight": locale.say("weighs more or less in this version"),
        "applies": locale.say("applies now and did not, or the other way round"),
        "confirm": locale.say("carried over and not confirmed yet"),
        "answered": locale.say("answered differently"),
        "evidence-added": locale.say("evidence added"),
        "evidence-expired": locale.say("evidence expired"),
        "evidence-removed": locale.say("evidence taken away"),
        "contradiction": locale.say("answers stopped or started fitting together"),
        "number": locale.say("a number changed"),
    }


def plan_words(locale: Locale) -> Mapping[PlanStatus, str]:
    """Name what became of an action."""
    return {
        "done": locale.say("done"),
        "not-shown": locale.say("called done, but the answers do not show it"),
        "open": locale.say("not done"),
        "dropped": locale.say("dropped"),
        "slipped": locale.say("slipped back: less than before"),
    }


def numbers_wait(result: Result) -> bool:
    """Return whether a number was carried over and is not confirmed yet: clock and load say nothing of a change then."""
    return any(item.confirm and item.state == "open" for item in result.inputs)


def signed(delta: Fraction) -> str:
    """Write a change of a share in points: +6, −4, 0; small ones with a digit after the point."""
    tenths = half_away(delta, 1000)
    whole, rest = divmod(abs(tenths), 10)
    sign = "+" if tenths > 0 else "−" if tenths < 0 else "±"
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def distinct(causes: Iterable[Cause]) -> list[Cause]:
    """Return causes once each, in their order."""
    return list(dict.fromkeys(causes))


def level(shown: int | None) -> str:
    """Write a level; a dash where there is none."""
    return "–" if shown is None else str(shown)
