"""The failure chain and the other lenses: each link with its strength, its guards and its case."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.result import CaseResult, LensResult, LinkResult
from audit.report.parts.answers import AnswerView, answer_of
from audit.report.parts.bars import Bar, bar
from audit.report.parts.context import ReportContext, once


@dataclass(frozen=True)
class CaseView:
    """A case where a link broke."""

    id: str
    title: str
    what: str
    """What happened; where the page told it already, where that stands."""
    lesson: str


@dataclass(frozen=True)
class LinkView:
    """One link of a lens."""

    id: str
    title: str
    band: str
    shape: str
    word: str
    points: str
    bar: Bar
    apart: bool
    first: bool
    """Whether it is where it breaks."""
    means: str
    sentence: str
    guards: tuple[AnswerView, ...]
    guarded: str
    """How many answers guard it."""
    cases: tuple[CaseView, ...]
    no_case: str


@dataclass(frozen=True)
class LensView:
    """One lens."""

    id: str
    title: str
    finding: str
    intro: str
    links: tuple[LinkView, ...]
    """In the order of a chain; else the weakest first."""
    href: str
    is_chain: bool


@once
def lens_views(context: ReportContext) -> tuple[LensView, ...]:
    """Every lens."""
    return tuple(_lens(context, lens) for lens in context.result.lenses)


def chain(context: ReportContext) -> LensView | None:
    """The first lens that is read in order."""
    both = zip(lens_views(context), context.result.lenses, strict=True)
    return next((view for view, lens in both if lens.kind == "sequence"), None)


def _lens(context: ReportContext, lens: LensResult) -> LensView:
    return LensView(
        id=lens.id,
        title=context.text(lens.title),
        finding=breaks_at(context, lens) if lens.kind == "sequence" else weak_against(context, lens),
        intro=context.text(lens.intro),
        links=tuple(_link(context, lens, link) for link in _in_order(lens)),
        href=f"{lens.id}.html",
        is_chain=lens.kind == "sequence",
    )


def _in_order(lens: LensResult) -> list[LinkResult]:
    """Return the links in the order of a chain; what is no chain begins with the weakest, and ends with what is not assessed."""
    if lens.kind == "sequence":
        return list(lens.links)
    return sorted(lens.links, key=lambda link: (link.shown is None, link.shown or Fraction(0)))


def breaks_at(context: ReportContext, lens: LensResult) -> str:
    """Say in one sentence where a chain breaks, or which of its links is the thinnest."""
    chained = [link for link in lens.links if not link.apart]
    broken = next((link for link in lens.links if link.id == lens.first_weak), None)
    if broken is not None:
        sentence = context.text(broken.breaks)
        if chained and broken is chained[0]:
            return context.say("It would break at the first link: {sentence}", sentence=sentence)
        title = context.text(broken.title)
        return context.say("It would break here, “{title}”: {sentence}", title=title, sentence=sentence)
    strengths = {link.id: link.shown for link in chained if link.shown is not None}
    if not strengths:
        return context.say("No link was assessed")
    if len(set(strengths.values())) == 1:
        return context.say("No link is weak, and all are equally strong")
    thinnest = min(chained, key=lambda link: strengths.get(link.id, Fraction(2)))
    return context.say("No link is weak; the thinnest is “{title}”", title=context.text(thinnest.title))


def weak_against(context: ReportContext, lens: LensResult) -> str:
    """Say in one sentence against how many properties there is no answer yet, and against which least of all."""
    assessed = [link for link in lens.links if link.shown is not None]
    weak = [link for link in assessed if link.weak]
    if not assessed:
        return context.say("Nothing here was assessed")
    if not weak:
        return context.say("You can show an answer to every one of these {count}", count=len(lens.links))
    weakest = min(weak, key=lambda link: link.shown if link.shown is not None else Fraction(1))
    title = context.text(weakest.title)
    if len(weak) == len(lens.links) > 1:
        return context.say("You are weak against all {count}, most of all: {title}", count=len(weak), title=title)
    return context.say(
        "You are weak against {weak} of {count}, most of all: {title}",
        weak=len(weak),
        count=len(lens.links),
        title=title,
    )


def _link(context: ReportContext, lens: LensResult, link: LinkResult) -> LinkView:
    text = context.text
    cases = {case.id: case for case in context.result.cases}
    order = _in_order(lens)
    above = order[: order.index(link)]
    told = {identity: earlier.id for earlier in reversed(above) for identity in earlier.cases}
    if link.weak:
        sentence = text(link.breaks)
    elif link.shown is not None:
        sentence = text(link.holds)
    else:
        sentence = context.say("None of the questions that guard it was assessed.")
    return LinkView(
        id=link.id,
        title=text(link.title),
        band=link.band or "none",
        shape=context.locale.shape(link.band),
        word=context.locale.band(link.band),
        points=context.locale.points(link.shown),
        bar=bar(context, text(link.title), link),
        apart=link.apart,
        first=link.id == lens.first_weak,
        means=text(link.means),
        sentence=sentence,
        guards=tuple(answer_of(context, guard) for guard in link.guards),
        guarded=context.say("1 answer guards it")
        if len(link.guards) == 1
        else context.say("{count} answers guard it", count=len(link.guards)),
        cases=tuple(
            _case(context, case, told.get(case.id)) for identity in link.cases if (case := cases.get(identity))
        ),
        no_case="" if link.cases else context.say("No documented case for this one."),
    )


def _case(context: ReportContext, case: CaseResult, told: str | None) -> CaseView:
    """Tell what happened once on a page; after that, say where it stands."""
    what = context.say("Told above, under {link}.", link=told) if told else context.text(case.what)
    return CaseView(case.id, context.text(case.title), what, context.text(case.lesson))
