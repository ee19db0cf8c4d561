"""About this audit: who audited for whom, who was heard, what was read and verified, and how far it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.model.result.about import AboutResult
from audit.model.result.result import Result
from audit.report.pages.group import Group
from audit.report.pages.page import EVERY_EDITION, Page
from audit.report.parts.assurance import (
    Assurance,
    GateAssurance,
    SampleView,
    assurance_of_all,
    assurance_of_gates,
    assurance_sentence,
    samples,
)
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.draft import dated, stage
from audit.report.parts.responses import responses_finding
from audit.wording.free_text import FreeText, optional_text


@dataclass(frozen=True)
class AboutRow:
    """One thing that an audit says about itself."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class AboutView:
    """What the audit says about itself. The result is cut down already."""

    finding: str
    rows: tuple[AboutRow, ...]
    heard: tuple[str, ...]
    """The roles in which somebody answered."""
    read: tuple[FreeText, ...]
    """The papers that were read, beside the evidence of the answers."""
    has_evidence: bool
    """Whether this edition shows answers, and so what was verified."""
    assurance: str
    counts: Assurance
    gates: tuple[GateAssurance, ...]
    samples: tuple[SampleView, ...]
    responses: str
    """What the agency says to the plan, in one sentence."""
    missing: str
    """What nobody has written down; only for those who can."""


def about_view(context: ReportContext) -> AboutView:
    """Make the page.

    Raises:
        ValueError: The result is of a version that said nothing about itself.
    """
    result = context.result
    if result.about is None:
        raise ValueError("the audit says nothing about itself")
    shows_answers = result.edition != "public"
    return AboutView(
        finding=about_finding(context, result.about),
        rows=tuple(_rows(context, result.about)),
        heard=tuple(context.owner(role) for role in result.about.heard),
        read=tuple(text for paper in result.about.read if (text := optional_text(context.text(paper))) is not None),
        has_evidence=shows_answers,
        assurance=assurance_sentence(context).removesuffix(".") if shows_answers else "",
        counts=assurance_of_all(context),
        gates=assurance_of_gates(context) if shows_answers else (),
        samples=samples(context),
        responses=responses_finding(context),
        missing=_missing(context, result.about) if result.edition == "internal" else "",
    )


def about_finding(context: ReportContext, about: AboutResult) -> str:
    """Say in one sentence on what the audit rests."""
    say, found = context.say, assurance_of_all(context)
    if context.result.edition == "public":
        return say("Who audited, on which day, and how far it goes")
    heard = len(about.heard)
    if not found.count:
        return say("{heard} roles were heard, and nothing that counts was shown", heard=heard)
    values = {"heard": heard, "looked": found.looked_at, "count": found.count}
    if heard == 1:
        return say("One role was heard; somebody else has looked at {looked} of {count} pieces of evidence", **values)
    return say("{heard} roles were heard; somebody else has looked at {looked} of {count} pieces of evidence", **values)


def _rows(context: ReportContext, about: AboutResult) -> Iterator[AboutRow]:
    say = context.say
    for identity, title in _titles(context).items():
        if identity == "period":
            text: str | None = _period(context, about)
        else:
            text = optional_text(context.text(getattr(about, identity)))
        if text:
            yield AboutRow(identity, title, text)
        if identity == "independent":
            yield AboutRow("day", say("Day and state"), f"{dated(context.result, context.locale)}. {stage(context)}")


def _titles(context: ReportContext) -> Mapping[str, str]:
    say = context.say
    return {
        "commissioned_by": say("Commissioned by"),
        "auditor": say("Audited by"),
        "independent": say("Independence"),
        "period": say("Time looked at"),
        "scope": say("What was looked at"),
        "limits": say("Limits"),
        "kept": say("How long what is kept"),
    }


def _period(context: ReportContext, about: AboutResult) -> str:
    if about.begin is None or about.until is None:
        return ""
    date = context.locale.date
    return context.say("{first} to {last}", first=date(about.begin), last=date(about.until))


def _missing(context: ReportContext, about: AboutResult) -> str:
    """Name what nobody has written down, for those who can."""
    lacking = [
        title
        for identity, title in _titles(context).items()
        if identity != "kept" and not (about.begin if identity == "period" else getattr(about, identity))
    ]
    if not lacking:
        return ""
    return context.say(
        "Nobody has written this down yet: {list}. It belongs under about: in audit.yml.", list=", ".join(lacking)
    )


def has_about(result: Result) -> bool:
    """Return whether a report has something to say: for the public only where the auditor or the limits are named."""
    if result.about is None:
        return False
    return result.edition != "public" or bool(result.about.auditor or result.about.limits)


PAGE = Page(
    path="about",
    title=lambda context: context.say("About this audit"),
    group=Group.GROUNDS,
    template="pages/about.md.j2",
    when=has_about,
    view=about_view,
    editions=EVERY_EDITION,
    onward=lambda context: (
        Link("index.html", context.say("Summary")),
        *(() if context.result.edition == "public" else (Link("method.html", context.say("How this was decided")),)),
    ),
)
