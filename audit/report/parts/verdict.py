"""The verdict: what it is, and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.report.parts.caps import cap_name
from audit.report.parts.context import Link, ReportContext, once
from audit.report.parts.draft import dated
from audit.wording.free_text import FreeText, filled, free_text
from audit.wording.locale import RANK_BANDS

NAMED = 3
"""So many questions are named in a sentence; more of them are counted."""


@dataclass(frozen=True)
class VerdictView:
    """The verdict, whose it is and of which day."""

    agency: FreeText
    """The agency's name, as it was written for the readers of this language."""
    dated: str
    """What this is and of which day."""
    pack: str
    """The title of the questions."""
    pack_version: str
    band: str
    """The band that the rung looks like; "none" without a verdict."""
    shape: str
    title: str
    """The verdict in two or three words."""
    so_far: str
    """For an incomplete audit: how much is open, what of it holds the verdict, what only waits. Else empty."""
    headline: str
    """The verdict in a sentence; without one, why. The public reads it in the third person."""
    is_refusal: bool
    """Whether the report advises against: then it shows no large number."""
    ask_again: str
    """The day to ask again, or empty."""
    range: str = ""
    """Of an incomplete audit: what it is as things stand, and at best. Else empty."""
    stands_through: str = ""
    """Until when the verdict stands, what it is then and why; empty where that is not within two years."""


@once
def verdict_view(context: ReportContext) -> VerdictView:
    """Set the verdict out."""
    result, locale = context.result, context.locale
    rank = result.verdict.rank
    band = "none" if rank is None else RANK_BANDS[rank]
    day = result.verdict.ask_again
    return VerdictView(
        agency=agency_name(context),
        dated=dated(result, locale),
        pack=locale.text(result.pack.title),
        pack_version=result.pack.version,
        band=band,
        shape=locale.shape(band),
        title=locale.text(result.verdict.title) or locale.say("No verdict yet"),
        so_far=" ".join(part for part in (_open(context), _unconfirmed(context)) if part),
        headline=_headline(context),
        is_refusal=rank == 0,
        ask_again=locale.date(day) if day else "",
        range=range_sentence(context),
        stands_through=stands_through(context),
    )


def range_sentence(context: ReportContext) -> str:
    """Say what the verdict is as things stand and what it could be at best; empty where nothing is open or unknown."""
    found = context.result.verdict.range
    if found is None or not found.gaps:
        return ""
    now, best = context.text(found.title), context.text(found.best_title)
    if found.best_rank == found.rank:
        return context.say("What is open or unknown cannot change it: even at best it stays {now}.", now=now)
    return context.say("As things stand: {now}. At best, once everything is answered: {best}.", now=now, best=best)


def stands_through(context: ReportContext) -> str:
    """Say what the verdict was where it has fallen since, and until when this one stands; empty where for two years."""
    was = context.result.verdict.as_finished
    before = ""
    if was is not None:
        before = context.say(
            "On {date}, when the round was finished, it was: {rung}. Evidence has grown old since.",
            date=context.locale.date(was.date),
            rung=context.text(was.title),
        )
    return " ".join(part for part in (before, _stands_from_now(context)) if part)


def _stands_from_now(context: ReportContext) -> str:
    fall = context.result.verdict.falls_on
    if fall is None:
        return ""
    date, rung = context.locale.date(fall.through), context.text(fall.title)
    if not fall.caps:
        return context.say("It stands through {date}, then: {rung}.", date=date, rung=rung)
    why = ", ".join(cap_name(context, cap) for cap in fall.caps if cap.rank == fall.rank)
    return context.say(
        "It stands through {date}, then: {rung}, because evidence grows old ({why}).", date=date, rung=rung, why=why
    )


def keeping(context: ReportContext) -> Link | None:
    """Say what to renew, and by when, so that the verdict does not fall, where nothing else comes first; else None."""
    fall = context.result.verdict.falls_on
    if fall is None or context.result.first or context.result.verdict.rank == 0:
        return None
    held = list(dict.fromkeys(each.question for cap in fall.caps if cap.rank == fall.rank for each in cap.answers))
    if not held:
        return None
    first = next(
        (context.question_href(identity) for identity in held if identity in context.questions), "answers.html"
    )
    words = context.say(
        "Renew what grows old by {date}: {titles}",
        date=context.locale.date(fall.through),
        titles=_named(context, held),
    )
    return Link(first, words)


def about(context: ReportContext) -> str:
    """Say what was audited, and by which questions."""
    pack = context.result.pack
    return context.say("Social-media readiness, {pack} {version}", pack=context.text(pack.title), version=pack.version)


def agency_name(context: ReportContext) -> FreeText:
    """Return the agency's name, as it was written for the readers of this language."""
    return free_text(context.result.agency_in(context.locale.language))


def _headline(context: ReportContext) -> str:
    verdict = context.result.verdict
    if context.result.edition == "public":
        return filled(context.text(verdict.public), [("{agency}", agency_name(context))])
    if verdict.rung is None:
        return context.say("One answer is missing before there can be a verdict: whether accounts are live (X4).")
    answered = any(held.state == "answered" for cap in verdict.caps for held in cap.answers)
    if verdict.reason == "monitoring":
        return _start_looking(context, answered)
    if verdict.reason == "intent" and not answered:
        return _not_asked_yet(context)
    return context.text(verdict.headline)


def _not_asked_yet(context: ReportContext) -> str:
    """Say what follows while the question that decides is open: nothing is closed for an answer that nobody gave."""
    if context.result.mode == "plan":
        return context.say(
            "No account yet. The question that decides has not been answered: whether you want to hear people."
        )
    return context.say(
        "Nothing new until the question that decides is answered: whether you want to hear people. Warnings of danger go on, and nothing is closed or deleted for an answer that is missing."
    )


def _start_looking(context: ReportContext, answered: bool) -> str:
    """Say what is asked of whoever only has to start looking: no sermon (RULES 4)."""
    if answered:
        return context.say("No account yet. Start looking today, and ask again in 30 days.")
    return context.say(
        "No account yet. Nobody has said whether someone looks; if nobody does, start today, and ask again in 30 days."
    )


def _unconfirmed(context: ReportContext) -> str:
    """Say how many answers of the round before still count as open, and whether that is most of this round."""
    found = [question.confirm and question.state == "open" for question in context.result.questions]
    found += [item.confirm and item.state == "open" for item in context.result.inputs]
    waiting, (_, asked) = sum(found), context.result.progress
    if not waiting:
        return ""
    if 2 * waiting > asked:
        return context.say(
            "Most of this round is not confirmed yet: {count} of {asked} answers were carried over, and until they are confirmed they count as open. That is no verdict on what changed.",
            count=waiting,
            asked=asked,
        )
    if waiting == 1:
        return context.say("1 answer was carried over and is not confirmed yet; it counts as open.")
    return context.say(
        "{count} answers were carried over and are not confirmed yet; they count as open.", count=waiting
    )


def _open(context: ReportContext) -> str:
    opened, holding = context.result.verdict.open, context.result.verdict.open_holding
    if not opened:
        return ""
    count = (
        context.say("So far: 1 question open.")
        if len(opened) == 1
        else context.say("So far: {count} questions open.", count=len(opened))
    )
    if not holding:
        return count
    return (
        count + " " + context.say("Open answers that hold the verdict here: {titles}.", titles=_named(context, holding))
    )


def _named(context: ReportContext, ids: Sequence[str]) -> str:
    """Name questions and numbers by their titles, the first few of many."""
    asked = {identity: context.text(question.title) for identity, question in context.questions.items()}
    asked |= {identity: context.text(item.title) for identity, item in context.inputs.items()}
    titles = [asked.get(identity, identity) for identity in ids]
    if len(titles) <= NAMED + 1:
        return ", ".join(titles)
    return ", ".join((*titles[:NAMED], context.say("{count} more", count=len(titles) - NAMED)))
