"""The words for what changed between two rounds, of the progress page and of the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

from audit.model.result.progress import Cause, PlanChange, PlanStatus, ProgressResult
from audit.model.result.result import Result
from audit.report.parts.responses import state_words, tracks_in_words
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


def became(locale: Locale, action: PlanChange) -> str:
    """Say what became of an action: what the answers show, what the agency says, and its days."""
    said = [plan_words(locale)[action.status]]
    if action.response in ("agreed", "partly", "refused", "accepted") and action.status != "done":
        said.append(state_words(locale)[action.response])
    if action.response == "accepted" and action.until is not None:
        until = locale.date(action.until)
        said.append(
            locale.say("its day, {date}, has passed", date=until)
            if action.track == "lapsed"
            else locale.say("until {date}", date=until)
        )
    if action.due is not None:
        due = locale.date(action.due)
        said.append(
            locale.say("was due on {date}", date=due) if action.overdue else locale.say("planned for {date}", date=due)
        )
    return "; ".join(said)


def plan_tracks(locale: Locale, before: ProgressResult) -> str:
    """Say how many actions of the plan of last time stand how; empty where nobody has said anything to it."""
    if all(action.response is None for action in before.plan):
        return ""
    counts = Counter(action.track or "proposed" for action in before.plan)
    return locale.say("Of these {count}: {tracks}.", count=len(before.plan), tracks=tracks_in_words(locale, counts))


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
