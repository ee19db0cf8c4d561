"""The week of the response clock, hour by hour, and what it says of first statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.report.parts.context import ReportContext, once
from audit.report.parts.published import is_the_same_always, published_hours
from audit.wording.locale import band_of_minutes
from audit.wording.names import WEEKDAYS


@dataclass(frozen=True)
class HourCell:
    """One hour of the week: the longest wait of a post in it."""

    band: str
    shape: str
    words: str
    was: str = ""
    """The band of the round before where it was another; drawn in outline."""


@dataclass(frozen=True)
class WeekDay:
    """One day of the week."""

    title: str
    hours: tuple[HourCell, ...]
    """24 of them."""


@dataclass(frozen=True)
class WeekKey:
    """What a shape of the week means."""

    band: str
    shape: str
    words: str


@dataclass(frozen=True)
class WeekView:
    """The week as a picture."""

    days: tuple[WeekDay, ...]
    key: tuple[WeekKey, ...]
    outlined: bool
    """Whether hours can be outlined because there is a round before."""


@once
def week_view(context: ReportContext) -> WeekView | None:
    """The week, a row a day, a cell an hour; None where there is no clock."""
    clock = context.result.clock
    if clock is None:
        return None
    locale = context.locale
    before = context.result.before.clock if context.result.before else None
    earlier = before.week if before else clock.week
    words: Mapping[str, str] = {
        "good": locale.say("within 1 hour"),
        "fair": locale.say("within 2 hours"),
        "weak": locale.say("within 24 hours"),
        "stop": locale.say("later, or never"),
    }
    return WeekView(
        days=tuple(
            WeekDay(
                locale.day_of_week(name),
                tuple(_cell(context, minutes, was) for minutes, was in zip(hours, hours_before, strict=True)),
            )
            for name, hours, hours_before in zip(WEEKDAYS, clock.week, earlier, strict=True)
        ),
        key=tuple(WeekKey(band, locale.shape(band), text) for band, text in words.items()),
        outlined=before is not None,
    )


def _cell(context: ReportContext, minutes: int | None, was: int | None) -> HourCell:
    locale = context.locale
    band, earlier = band_of_minutes(minutes), band_of_minutes(was)
    if band == earlier:
        return HourCell(band, locale.shape(band), locale.length(minutes))
    words = locale.say("{now}, in the round before {then}", now=locale.length(minutes), then=locale.length(was))
    return HourCell(band, locale.shape(band), words, earlier)


def clock_finding(context: ReportContext) -> str:
    """Say in one sentence how long it takes at worst, and within published hours where there are any; empty without a clock."""
    clock, locale = context.result.clock, context.locale
    if clock is None:
        return ""
    if clock.seen is None:
        return locale.say("Nobody would ever see it: no look and no alert is known")
    if clock.said is None:
        return locale.say("There would never be a statement of your own: an approval waits for hours that do not exist")
    if both := published_hours(context):
        return both
    said = clock.said
    if is_the_same_always(said):
        return locale.say(
            "A post at any hour gets your first statement {length} later", length=locale.length(said.worst)
        )
    values = {
        "moment": locale.moment(said.worst_moment),
        "answer": locale.moment(said.worst_moment + said.worst),
        "length": locale.length(said.worst),
    }
    if said.just_after:
        return locale.say("A post just after {moment} gets your first statement on {answer}, {length} later", **values)
    return locale.say("A post on {moment} gets your first statement on {answer}, {length} later", **values)


def clock_average(context: ReportContext) -> str:
    """Say how long it takes on average, and how much of the week is answered within the hour; empty where never."""
    clock, locale = context.result.clock, context.locale
    if clock is None or clock.said is None or clock.seen is None:
        return ""
    return locale.say(
        "On average somebody sees a post after {seen}, and your first statement is out after {said}. For {share} of the week it is out within an hour.",
        seen=locale.length(clock.seen.mean),
        said=locale.length(clock.said.mean),
        share=locale.percent(clock.said.within["60"]),
    )
