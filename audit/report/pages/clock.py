"""The response clock: the week, where the time goes, what a change buys, real cases, holidays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.model.known import ALL_CLOCK_INPUTS
from audit.model.result.numbers import ClockResult, IncidentResult, ReplayResult
from audit.report.charts.dumbbells import DumbbellChart, cases_chart, levers_chart
from audit.report.charts.wait import WaitChart, named_parts, wait_chart
from audit.report.charts.week import WeekChart, week_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.answers import input_links
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.levers import LeverRow, as_it_is, lever_row
from audit.report.parts.published import hours_verdict, published_hours
from audit.report.parts.week import WeekView, clock_average, clock_finding, week_view
from audit.wording.locale import band_of_minutes

NEARLY_ALL = Fraction(999_999, 1_000_000)
"""What a half-life leaves out never comes to nothing, though a result has no room for so many digits."""
FAR_QUICKER = 4
"""How many times quicker than the clock a real case was to need a word on why."""


@dataclass(frozen=True)
class TimesRow:
    """How long it takes, by one measure."""

    title: str
    seen: str
    """Until somebody sees it."""
    said: str
    """Until the first own words."""


@dataclass(frozen=True)
class PartOfTime:
    """One part of the time to first own words."""

    title: str
    average: str
    worst: str


@dataclass(frozen=True)
class ReplayRow:
    """A real case on the agency's week."""

    title: str
    href: str
    when: str
    seen: str
    said: str
    real: str
    """What really happened."""


@dataclass(frozen=True)
class ClockView:
    """The page of the response clock."""

    finding: str
    average: str
    hours: str
    """What the hours promised in public are worth; empty where none are."""
    remarks: tuple[str, ...]
    week_sentence: str
    week_late: str
    chart: WeekChart | None
    week: WeekView | None
    times: tuple[TimesRow, ...]
    parts: tuple[PartOfTime, ...]
    wait: WaitChart | None
    levers_chart: DumbbellChart | None
    levers: tuple[LeverRow, ...]
    """All of them, in figures."""
    holiday: str
    cases_chart: DumbbellChart | None
    replay: tuple[ReplayRow, ...]
    """All cases, in figures and words."""
    replay_sentence: str
    inputs: tuple[Link, ...]


def _lever_rows(context: ReportContext, clock: ClockResult) -> Iterator[LeverRow]:
    """Give the clock as it is, then what changes would buy; nothing where none would buy anything."""
    if clock.levers:
        yield as_it_is(context, clock)
    yield from (lever_row(context, lever) for lever in clock.levers)


def clock_view(context: ReportContext) -> ClockView:
    """Make the page of the response clock.

    Raises:
        ValueError: The result has none.
    """
    clock = context.result.clock
    if clock is None:
        raise ValueError("this result has no clock")
    return ClockView(
        finding=clock_finding(context),
        average=clock_average(context),
        hours=" ".join(filter(None, (published_hours(context), hours_verdict(context)))),
        remarks=tuple(_remarks(context, clock)),
        week_sentence=week_sentence(context, clock),
        week_late=week_late(context, clock),
        chart=week_chart(context),
        week=week_view(context),
        times=tuple(_times(context, clock)),
        parts=_parts(context, clock),
        wait=wait_chart(context),
        levers_chart=levers_chart(context),
        levers=tuple(_lever_rows(context, clock)),
        holiday=_holiday(context, clock),
        cases_chart=cases_chart(context),
        replay=tuple(_replay(context, replay) for replay in clock.replay),
        replay_sentence=_replay_sentence(context, clock),
        inputs=input_links(context, ALL_CLOCK_INPUTS),
    )


def _remarks(context: ReportContext, clock: ClockResult) -> Iterator[str]:
    """Say what must be said beside the clock: defaults, being told by others, the real case, the half-life model."""
    locale, say = context.locale, context.say
    if clock.assumed:
        yield say(
            "Assumed: {ids} were not answered, so our defaults stand in. A default earns no level and passes no gate.",
            ids=", ".join(clock.assumed),
        )
    if clock.told_by_others:
        yield say(
            "A phone that others may ring is not finding out: you will be told, by somebody who saw it before you. The clock does not count it."
        )
    if clock.incident is not None:
        yield _incident(context, clock.incident)
    if clock.reach_at_mean is not None and clock.reach_at_worst is not None:
        mean, worst = (locale.percent(min(share, NEARLY_ALL)) for share in (clock.reach_at_mean, clock.reach_at_worst))
        yield (
            say(
                "A model, not a measurement: if half of a post's readers see it within {minutes} minutes (B13), {mean} of them have seen it before your first statement, on average as at worst.",
                minutes=clock.half_life,
                mean=mean,
            )
            if mean == worst
            else say(
                "A model, not a measurement: if half of a post's readers see it within {minutes} minutes (B13), {mean} of them have seen it before your first statement on average, and {worst} at worst.",
                minutes=clock.half_life,
                mean=mean,
                worst=worst,
            )
        )


def _incident(context: ReportContext, incident: IncidentResult) -> str:
    """Hold the last real case against the clock, also where it does not count (RULES 3.6)."""
    locale, say = context.locale, context.say
    values = {
        "date": locale.date(incident.posted.date()),
        "real": locale.length(incident.real),
        "computed": locale.length(incident.computed),
    }
    parts = [
        say("The last real case or drill, of {date}, took {real}; the clock says {computed} for that moment.", **values)
    ]
    if not incident.counts:
        parts.append(say("It is too old to count: levels and gates read the clock alone."))
    else:
        parts.append(say("Levels and gates read the longer of this and the clock's own worst."))
    if incident.computed is not None and incident.real * FAR_QUICKER < incident.computed:
        parts.append(
            say(
                "That is far quicker than these numbers allow: somebody may have seen it by chance, or an approval was left out. Nobody can count on that."
            )
        )
    if incident.beats:
        parts.append(
            say(
                "That is more than twice as long. It may be that somebody was away, that an approval took longer than was entered, or that nobody looked where it broke."
            )
        )
    return " ".join(parts)


def week_sentence(context: ReportContext, clock: ClockResult) -> str:
    """Say in one sentence what the week looks like."""
    bands = [band_of_minutes(minutes) for day in clock.week for minutes in day]
    good = bands.count("good")
    if good == len(bands):
        return context.say("Whatever the hour, your first statement is out within an hour")
    if bands.count("stop") == len(bands):
        return context.say("Whatever the hour, some posts wait longer than a day, or for ever")
    if good:
        return context.say("In {good} of 168 hours every post gets a first statement within an hour", good=good)
    return context.say("In no hour of the week is every post answered within an hour")


def week_late(context: ReportContext, clock: ClockResult) -> str:
    """Say in how many hours somebody may wait longer than a day; empty where in none, and where in all: then the sentence above says it."""
    bands = [band_of_minutes(minutes) for day in clock.week for minutes in day]
    late = bands.count("stop")
    if late in (0, len(bands)):
        return ""
    if late == 1:
        return context.say("In 1 hour of the week some posts wait longer than a day.")
    return context.say("In {late} hours of the week some posts wait longer than a day.", late=late)


def _times(context: ReportContext, clock: ClockResult) -> Iterator[TimesRow]:
    locale, seen, said = context.locale, clock.seen, clock.said
    for title, name in (
        (locale.say("on average"), "mean"),
        (locale.say("half of all moments within"), "median"),
        (locale.say("nine tenths within"), "p90"),
        (locale.say("at worst"), "worst"),
    ):
        yield TimesRow(
            title,
            locale.length(getattr(seen, name) if seen else None),
            locale.length(getattr(said, name) if said else None),
        )
    for title, minutes in (
        (locale.say("share within 15 minutes"), "15"),
        (locale.say("share within 1 hour"), "60"),
        (locale.say("share within 4 hours"), "240"),
        (locale.say("share within 24 hours"), "1440"),
    ):
        yield TimesRow(
            title,
            locale.percent(seen.within[minutes] if seen else Fraction(0)),
            locale.percent(said.within[minutes] if said else Fraction(0)),
        )


def _parts(context: ReportContext, clock: ClockResult) -> tuple[PartOfTime, ...]:
    """Say where the time goes, on average and at the worst moment."""
    if clock.on_average is None or clock.at_worst is None:
        return ()
    length = context.locale.length
    return tuple(
        PartOfTime(part.title, length(part.minutes), length(at_worst.minutes))
        for part, at_worst in zip(
            named_parts(context, clock.on_average), named_parts(context, clock.at_worst), strict=True
        )
    )


def _replay(context: ReportContext, replay: ReplayResult) -> ReplayRow:
    locale = context.locale
    hour, minute = replay.time.split(":")
    when = locale.day_and_time(locale.day_of_week(replay.day), locale.time_of_day(int(hour) * 60 + int(minute)))
    if not replay.documented:
        when = locale.say("{when} (our stand-in: the hour is not documented)", when=when)
    real = [locale.text(words) for words in (replay.real_seen_text, replay.real_said_text) if words]
    return ReplayRow(
        title=locale.text(replay.title),
        href=f"sources.html#{replay.case}",
        when=when,
        seen=locale.length(replay.seen),
        said=locale.length(replay.said),
        real=" ".join(real) or locale.say("no time documented"),
    )


def _replay_sentence(context: ReportContext, clock: ClockResult) -> str:
    """Say how many of the documented cases begin outside office hours, and whose selection it is."""
    outside, documented = clock.replay_outside
    return context.say(
        "{outside} of {documented} cases with a documented hour begin outside Monday to Friday, 09:00–18:00. This is our own selection, not a statistic.",
        outside=outside,
        documented=documented,
    )


def _holiday(context: ReportContext, clock: ClockResult) -> str:
    """Say how long it takes in the longest stretch of days off, or empty."""
    locale, holiday = context.locale, clock.holiday
    if holiday is None:
        return ""
    text = locale.say(
        "The longest stretch of days off in the coming year: {first} to {last}, {days}. A post in it waits {worst} at worst.",
        first=locale.date(holiday.first),
        last=locale.date(holiday.last),
        days=locale.days(holiday.days),
        worst=locale.length(holiday.worst),
    )
    if holiday.worst_moment is not None:
        text += " " + locale.say(
            "That would be a post of {date}, {time}.",
            date=locale.date(holiday.worst_moment.date()),
            time=locale.time_of_day(holiday.worst_moment.hour * 60 + holiday.worst_moment.minute),
        )
    if holiday.as_sunday:
        text += " " + locale.say("No hours are given for public holidays, so those of Sunday stand in.")
    return text


PAGE = Page(
    path="clock",
    title=lambda context: context.say("Response clock"),
    group=Group.TESTS,
    template="pages/clock.md.j2",
    when=lambda result: result.clock is not None,
    view=clock_view,
)
