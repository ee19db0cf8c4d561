"""The sources: guidance and research, cases, and the essays behind the questions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.model.pack import Tag
from audit.model.result.result import CaseResult, SourceResult
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.context import Link, ReportContext, once

FOR_POINTS = 5
"""What actions serve that are in the plan only for points."""


@dataclass(frozen=True)
class UseView:
    """Where something is used; without an address where it has no place of its own."""

    title: str
    href: str | None


@dataclass(frozen=True)
class SourceView:
    """One source."""

    id: str
    title: str
    url: str
    by: str
    year: str
    number: str
    says: str
    used_by: tuple[UseView, ...]
    tag: str
    """How well it was read."""


@dataclass(frozen=True)
class CaseMoment:
    """What happened when."""

    time: str
    text: str


@dataclass(frozen=True)
class CaseStory:
    """One case, told whole."""

    id: str
    title: str
    day: str
    """The day on which it began; may be empty."""
    place: str
    tag: str
    what: str
    lesson: str
    moments: tuple[CaseMoment, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SeedView:
    """A sentence of the essays, and where it went."""

    id: str
    text: str
    used_by: tuple[UseView, ...]


@dataclass(frozen=True)
class SourcesView:
    """The page of the sources."""

    finding: str
    used: tuple[SourceView, ...]
    """What stands behind something that this report asks for."""
    others: tuple[SourceView, ...]
    cases: tuple[CaseStory, ...]
    """Those that are run on this agency's week."""
    other_cases: tuple[CaseStory, ...]
    seeds: tuple[SeedView, ...]


def sources_view(context: ReportContext) -> SourcesView:
    """Make the page of the sources."""
    result = context.result
    used, replayed = used_here(context), {case.case for case in (result.clock.replay if result.clock else ())}
    return SourcesView(
        finding=sources_finding(context),
        used=tuple(_source(context, source) for source in result.sources if source.id in used),
        others=tuple(_source(context, source) for source in result.sources if source.id not in used),
        cases=tuple(_case(context, case) for case in result.cases if case.id in replayed),
        other_cases=tuple(_case(context, case) for case in result.cases if case.id not in replayed),
        seeds=tuple(
            SeedView(seed.id, context.text(seed.text), _used_by(context, seed.used_by)) for seed in result.seeds
        ),
    )


def used_here(context: ReportContext) -> frozenset[str]:
    """Return the sources behind what this report asks for first: what leads up or is hardly there, and gates that hold the verdict."""
    result = context.result
    asked = {action.question for action in result.actions if action.serves != FOR_POINTS}
    asked |= {cap.name for cap in (*result.verdict.caps, *result.verdict.other_caps)}
    return frozenset(source.id for source in result.sources if asked.intersection(source.used_by))


def sources_finding(context: ReportContext) -> str:
    """Say how many sources stand behind what this report asks for, and how well they were read."""
    say, every, used = context.say, context.result.sources, used_here(context)
    if not every:
        return say("The questions of this audit name no sources")
    behind = [source for source in every if source.id in used] or list(every)
    values = {"used": len(used), "count": len(every), "whole": sum(source.tag == "FULL" for source in behind)}
    if not used:
        return say("{count} sources stand behind the questions; {whole} of them were read whole", **values)
    if not values["whole"]:
        return say(
            "{used} of {count} sources stand behind what this report asks of you first; none was read whole", **values
        )
    return say(
        "{used} of {count} sources stand behind what this report asks of you first; {whole} were read whole", **values
    )


def _source(context: ReportContext, source: SourceResult) -> SourceView:
    text = context.text
    return SourceView(
        id=source.id,
        title=text(source.title),
        url=source.url,
        by=text(source.by),
        year=source.year,
        number=text(source.number),
        says=text(source.says),
        used_by=_used_by(context, source.used_by),
        tag=_how_read(context, source.tag),
    )


def _case(context: ReportContext, case: CaseResult) -> CaseStory:
    text = context.text
    return CaseStory(
        id=case.id,
        title=text(case.title),
        day=context.locale.date(datetime.date.fromisoformat(case.date)) if case.date else "",
        place=text(case.place),
        tag=_how_read(context, case.tag),
        what=text(case.what),
        lesson=text(case.lesson),
        moments=tuple(CaseMoment(moment.time, text(moment.text)) for moment in case.clock),
        sources=case.sources,
    )


def _how_read(context: ReportContext, tag: Tag) -> str:
    """Say how well a source was verified."""
    return {
        "FULL": context.say("read whole"),
        "EXC": context.say("read in excerpt"),
        "SEC": context.say("second-hand"),
        "CALC": context.say("our arithmetic"),
    }[tag]


def _used_by(context: ReportContext, ids: Iterable[str]) -> tuple[UseView, ...]:
    """Find where ids stand; a whole lens goes by its name."""
    places = _places(context)
    return tuple(places.get(identity) or UseView(identity, context.link_href(identity)) for identity in ids)


@once
def _places(context: ReportContext) -> Mapping[str, UseView]:
    """Everything but the links of lenses, with its name and its address. A question comes before all of the same id."""
    result = context.result
    inputs = (item for item in result.inputs if item.state != "hidden")
    found = [
        *((gate.id, Link(f"method.html#{gate.id}", gate.id)) for gate in result.method.gates),
        *((lens.id, Link(f"{lens.id}.html", context.text(lens.title))) for lens in result.lenses),
        *((item.id, Link(context.input_href(item), item.id)) for item in inputs),
        *((identity, Link(context.question_href(identity), identity)) for identity in context.questions),
    ]
    return {identity: UseView(link.title, link.href) for identity, link in found}


PAGE = Page(
    path="sources",
    on_paper="annex",
    title=lambda context: context.say("Sources"),
    group=Group.GROUNDS,
    template="pages/sources.md.j2",
    when=always,
    view=sources_view,
    onward=lambda context: (
        Link("index.html", context.say("Summary")),
        Link("plan.html", context.say("The plan")),
    ),
)
