"""The first page of the public edition: the pillars in words, the clock in a sentence, promises, themes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from audit.model.known import PROMISED
from audit.model.result.result import PillarResult
from audit.report.charts.week import WeekChart, week_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.bars import QUARTERS, Bar
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.ladder import RungView, ladder
from audit.report.parts.verdict import VerdictView, agency_name, verdict_view
from audit.wording.free_text import filled
from audit.wording.locale import half_away
from audit.wording.names import WEEKDAYS

AGENCY = "{agency}"
"""Where the pack's words for the public have the agency's name."""
NO_HOURS = "none"
"""What stands for a day, or a week, without promised hours."""


@dataclass(frozen=True)
class PublicPillar:
    """A pillar in words and a bar."""

    title: str
    state: str
    """How it stands, in a sentence."""
    bar: Bar


@dataclass(frozen=True)
class PublicView:
    """The first page of the public edition. The result is cut down already."""

    verdict: VerdictView
    finding: str
    """What the verdict means for whoever lives there, in one sentence."""
    more: str
    """The rest of it; may be empty."""
    clock_finding: str
    """The first sentence of the clock."""
    clock_more: str
    week: WeekChart | None
    """It speaks of the agency, not to it."""
    pillars: tuple[PublicPillar, ...]
    clock: str
    """The clock as one sentence; empty where there is none."""
    promises: tuple[str, ...]
    """What was promised in public: the hours."""
    themes: tuple[str, ...]
    """What the plan works on, pillar by pillar: the first that it turns to first, never an action of it."""
    ladder: tuple[RungView, ...]


def public_view(context: ReportContext) -> PublicView:
    """Make the first page of the public edition."""
    result = context.result
    anybody = context.locale.text(result.anybody) or context.say("An agency")
    return PublicView(
        verdict=verdict_view(context),
        finding=public_finding(context),
        more=_after_first_sentence(context),
        clock_finding=_sentences(_clock(context))[0],
        clock_more=_sentences(_clock(context))[1],
        week=_week(context),
        pillars=tuple(_pillar(context, pillar) for pillar in result.pillars.values()),
        clock=_clock(context),
        promises=tuple(_promises(context)),
        themes=tuple(
            _theme(context, result.pillars[identity])
            for identity in dict.fromkeys(action.pillar for action in result.actions)
        ),
        ladder=ladder(context, lambda rung: context.text(rung.public).replace(AGENCY, anybody)),
    )


def public_finding(context: ReportContext) -> str:
    """Say in a citizen's words what the verdict means: its first sentence for the public, never an order to the agency."""
    words = context.text(context.result.verdict.public)
    if not words:
        return filled(context.say("There is no verdict on {agency} yet"), [(AGENCY, agency_name(context))])
    return filled(_sentences(words)[0], [(AGENCY, agency_name(context))])


def _after_first_sentence(context: ReportContext) -> str:
    return filled(_sentences(context.text(context.result.verdict.public))[1], [(AGENCY, agency_name(context))])


def _sentences(words: str) -> tuple[str, str]:
    """Return the first sentence without its full stop, and what follows."""
    first, _, rest = words.partition(". ")
    return first.removesuffix("."), rest


def _week(context: ReportContext) -> WeekChart | None:
    chart = week_chart(context, "summary")
    if chart is None:
        return None
    reading = context.say("Height: how long a post of that moment waits for the first statement.")
    return replace(chart, label=_clock(context), reading=reading)


def _pillar(context: ReportContext, pillar: PillarResult) -> PublicPillar:
    locale = context.locale
    title, word = locale.text(pillar.title), locale.band(pillar.band)
    width = None if pillar.shown is None else half_away(pillar.shown)
    label = locale.say("{title}: {word}", title=title, word=word)
    bar = Bar(width, width, width, pillar.band, locale.shape(pillar.band), word, QUARTERS, label)
    return PublicPillar(title, _state(context, pillar), bar)


def _state(context: ReportContext, pillar: PillarResult) -> str:
    """Say how a pillar stands; a pack without words of its own for the public gets general ones."""
    if pillar.public_state is not None:
        return context.text(pillar.public_state)
    return {
        "stop": context.say("Hardly anything is in place yet."),
        "weak": context.say("Less than half is in place."),
        "fair": context.say("More than half is in place."),
        "good": context.say("Most is in place."),
    }.get(pillar.band or "", context.say("This was not assessed."))


def _clock(context: ReportContext) -> str:
    clock, locale = context.result.clock, context.locale
    if clock is None:
        return ""
    if clock.said is None or clock.worst is None:
        sentence = locale.say(
            "There are hours of the week in which a problem could come up and no first statement would follow."
        )
    elif clock.published and clock.promised_worst is not None and clock.promised_worst < clock.worst:
        sentence = locale.say(
            "If a problem came up in the published hours, the first statement would take {promised} at most; at other times it can take up to {worst}.",
            promised=locale.exact_length(clock.promised_worst),
            worst=locale.length(clock.worst),
        )
    else:
        sentence = locale.say(
            "If a problem came up now, the first statement would take {mean} on average, and {worst} at worst.",
            mean=locale.length(clock.said.mean),
            worst=locale.length(clock.worst),
        )
    if clock.assumed:
        sentence += " " + locale.say("Some of the numbers behind this are assumed.")
    return sentence


def _promises(context: ReportContext) -> Iterator[str]:
    given = {item.id: item.value for item in context.result.inputs if item.state == "answered"}
    week = given.get(PROMISED)
    if isinstance(week, Mapping) and (hours := "; ".join(_hours(context, week))):
        yield context.say("Somebody reads and answers: {hours}", hours=hours)


def _hours(context: ReportContext, week: Mapping[str, object]) -> Iterator[str]:
    """Name the hours, days with the same ones together."""
    for hours, days in groupby(WEEKDAYS, lambda day: str(week.get(day, NO_HOURS))):
        named = [context.locale.day_of_week(day) for day in days]
        if hours == NO_HOURS:
            continue
        if len(named) == 1:
            yield context.locale.day_and_time(named[0], hours)
        else:
            yield context.say("{first} to {last} {time}", first=named[0], last=named[-1], time=hours)


def _theme(context: ReportContext, pillar: PillarResult) -> str:
    title = context.text(pillar.title)
    if pillar.public_work is None:
        return title
    return context.say("{title}: {work}", title=title, work=context.text(pillar.public_work))


PAGE = Page(
    path="index",
    title=lambda context: context.say("Summary"),
    group=Group.VERDICT,
    template="pages/public.md.j2",
    when=always,
    view=public_view,
    editions=frozenset(("public",)),
    onward=lambda context: (Link("accessibility.html", context.say("Accessibility")),),
)
