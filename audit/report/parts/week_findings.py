"""Which of its findings the clock takes, and the sentence for it: one rule, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audit.wording.locale import DAY, TWO_HOURS, Locale

WEEK = 7 * DAY
ALIKE_SHARE = 0.9
"""All moments are alike where the mean wait is at least so much of the longest."""
CHANGED_SHARE, CHANGED_MINUTES = 0.2, 30
"""The change since the round before is the finding where the longest wait differs by so much, of the longer and in minutes."""
AMBIGUOUS = WEEK - DAY
"""Minutes from which the name of a day does not tell which week it is in."""

Finding = Literal["unseen", "never", "began", "quicker", "slower", "published", "alike", "recurs", "moment"]


@dataclass(frozen=True)
class Earlier:
    """The round before: its longest wait in minutes (None: never), and its month in words."""

    longest: int | None
    month: str


@dataclass(frozen=True)
class ClockFigures:
    """What the finding of a clock rests on. Minutes.

    Attributes:
        is_seen: Somebody sees a post at all.
        longest: The longest wait for the first own words; None: there never are any.
        mean: The mean wait; None: never.
        peaks: The moments of the week whose posts wait longest.
        just_after: They wait so long just after that moment, not at it.
        promised: The longest wait within the hours promised in public; None where none are promised.
        before: The round before; None where there is none, or where it says nothing of a change.
    """

    is_seen: bool
    longest: int | None
    mean: float | None = None
    peaks: tuple[int, ...] = ()
    just_after: bool = True
    promised: int | None = None
    before: Earlier | None = None


def is_alike(longest: int | None, mean: float | None) -> bool:
    """Return whether all moments of a week are alike, so that none is worth its name: all quick, or all nearly as slow."""
    return longest is None or mean is None or longest <= TWO_HOURS or mean >= ALIKE_SHARE * longest


def which_finding(figures: ClockFigures) -> Finding:
    """Decide what the clock has to say first.

    What never happens comes first; then the change since the round before; then the hours promised in public, unless every
    hour is quick anyway; then that all hours are alike; a moment only where it is the worst one, and one of its kind.
    """
    longest = figures.longest
    if not figures.is_seen:
        return "unseen"
    if longest is None:
        return "never"
    if figures.before is not None and (change := _change(figures.before.longest, longest)) is not None:
        return change
    if figures.promised is not None and longest > TWO_HOURS:
        return "published"
    if is_alike(longest, figures.mean):
        return "alike"
    return "recurs" if len(figures.peaks) > 1 else "moment"


def _change(then: int | None, now: int) -> Finding | None:
    if then is None:
        return "began"
    if abs(then - now) < max(CHANGED_MINUTES, CHANGED_SHARE * max(then, now)):
        return None
    return "quicker" if now < then else "slower"


def finding_sentence(figures: ClockFigures, locale: Locale) -> str:
    """Say what the clock has to say first, without a full stop.

    Args:
        figures: What it rests on.
        locale: The reader's language.
    """
    say, finding = locale.say, which_finding(figures)
    if finding == "unseen":
        return say("Nobody would ever see it: no look and no alert is known")
    if finding == "never" or figures.longest is None:
        return say("There would never be a statement of your own: an approval waits for hours that do not exist")
    if finding in ("began", "quicker", "slower"):
        return _changed(figures, locale)
    if finding == "published":
        return published_sentence(figures, locale)
    if finding == "alike":
        return _alike(figures, locale)
    return _recurs(figures, locale) if finding == "recurs" else _moment(figures, locale)


def _changed(figures: ClockFigures, locale: Locale) -> str:
    say, before = locale.say, figures.before
    assert before is not None
    assert figures.longest is not None
    now = locale.spoken_length(figures.longest)
    quick = figures.longest <= TWO_HOURS
    if before.longest is None:
        if quick:
            return say(
                "In {month} no first statement would ever have come; now it is out within {now}, whatever the hour",
                month=before.month,
                now=now,
            )
        return say(
            "In {month} no first statement would ever have come; now it takes {now} at most",
            month=before.month,
            now=now,
        )
    values = {"month": before.month, "then": locale.spoken_length(before.longest), "now": now}
    if figures.longest > before.longest:
        return say("In {month} a post waited {then} at most; now it can wait {now}", **values)
    if quick:
        return say("In {month} a post waited up to {then}; now you speak within {now}, whatever the hour", **values)
    return say("In {month} a post waited up to {then}; now it is {now} at most", **values)


def published_sentence(figures: ClockFigures, locale: Locale) -> str:
    """Say both yardsticks in one sentence (RULES 3.10)."""
    assert figures.promised is not None
    assert figures.longest is not None
    promised, longest = locale.exact_length(figures.promised), locale.exact_length(figures.longest)
    if figures.promised == figures.longest:
        return locale.say(
            "Your first statement is out within {promised}, in your published hours as at any other", promised=promised
        )
    if is_alike(figures.longest, figures.mean) or len(figures.peaks) != 1 or figures.longest >= AMBIGUOUS:
        return locale.say(
            "Within your published hours at most {promised}; outside them a post waits up to {worst}",
            promised=promised,
            worst=longest,
        )
    minute = figures.peaks[0]
    values = {
        "promised": promised,
        "moment": locale.moment(minute),
        "answer": locale.moment(minute + figures.longest),
    }
    if figures.just_after:
        return locale.say(
            "Within your published hours at most {promised}; a post just after {moment} waits until {answer}", **values
        )
    return locale.say(
        "Within your published hours at most {promised}; a post of {moment} waits until {answer}", **values
    )


def _alike(figures: ClockFigures, locale: Locale) -> str:
    assert figures.longest is not None
    say, length = locale.say, locale.spoken_length(figures.longest)
    if not figures.longest:
        return say("At any hour of the week your first statement is out at once")
    if figures.longest <= TWO_HOURS:
        return say("At any hour of the week your first statement is out within {length}", length=length)
    if figures.mean == figures.longest:
        return say("Whatever the hour, a post waits {length} for your first statement", length=length)
    return say("Whatever the hour, a post waits up to {length} for your first statement", length=length)


def _recurs(figures: ClockFigures, locale: Locale) -> str:
    """Say how often the longest wait comes round; its time of day where that is always the same."""
    assert figures.longest is not None
    say, length = locale.say, locale.spoken_length(figures.longest)
    times = {minute % DAY for minute in figures.peaks}
    days = {minute // DAY for minute in figures.peaks}
    if len(times) > 1:
        return say("More than once a week a post waits {length} for your first statement", length=length)
    time = locale.time_of_day(times.pop())
    when = say("just after {moment}", moment=time) if figures.just_after else say("of {time}", time=time)
    values = {"when": when, "length": length}
    if len(days) == WEEK // DAY:
        return say("Every day a post {when} waits {length} for your first statement", **values)
    if days == set(range(5)):
        return say("From Monday to Friday a post {when} waits {length} for your first statement", **values)
    counted = locale.counted_days(len(days))
    return say("On {days} of the week a post {when} waits {length} for your first statement", days=counted, **values)


def _moment(figures: ClockFigures, locale: Locale) -> str:
    """Say when the post that waits longest is answered; by the length where a day's name would not tell the week."""
    assert figures.longest is not None
    say, minute = locale.say, figures.peaks[0]
    answer = minute + figures.longest
    values = {"moment": locale.moment(minute), "length": locale.spoken_length(figures.longest)}
    after = figures.just_after
    if figures.longest >= AMBIGUOUS:
        if after:
            return say("A post just after {moment} waits {length} for your first statement", **values)
        return say("A post of {moment} waits {length} for your first statement", **values)
    if answer // DAY == minute // DAY:
        values["time"] = locale.time_of_day(answer)
        if after:
            return say("A post just after {moment} is answered at {time} of the same day, {length} later", **values)
        return say("A post of {moment} is answered at {time} of the same day, {length} later", **values)
    values["answer"] = locale.moment(answer)
    if after:
        return say("A post just after {moment} waits until {answer} for your first statement", **values)
    return say("A post of {moment} waits until {answer} for your first statement", **values)
