"""The verdict: what it is, what holds it, what is open."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import Cap
from audit.report.parts.answers import answer_line
from audit.report.parts.context import ReportContext, once
from audit.report.parts.draft import dated
from audit.wording.free_text import FreeText, filled, free_text
from audit.wording.locale import RANK_BANDS

UNANSWERED = ("open", "unknown")


@dataclass(frozen=True)
class HeldView:
    """An answer that holds the verdict."""

    id: str
    title: str
    answer: str
    href: str


@dataclass(frozen=True)
class QuestionLink:
    """A question, with its address."""

    id: str
    title: str
    href: str


@dataclass(frozen=True)
class CapView:
    """What holds the verdict."""

    title: str
    """Empty where the text begins with it."""
    text: str
    answers: tuple[HeldView, ...]
    code: str
    """The id of a gate, which the page of the method explains; empty for floors and the top rung."""


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
    """Say until when the verdict stands, and what it is after that and why; empty where it stands for two years."""
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


def cap_name(context: ReportContext, cap: Cap) -> str:
    """Name what holds a rung in a few words: the title of a gate, a pillar, the total or the top rung."""
    kind, _, pillar = cap.name.partition(":")
    if cap.title is not None:
        return context.text(cap.title)
    if pillar in context.result.pillars:
        return context.text(context.result.pillars[pillar].title)
    return context.say("The top rung") if kind == "sustain" else context.say("The total")


def agency_name(context: ReportContext) -> FreeText:
    """Return the agency's name, as it was written for the readers of this language."""
    return free_text(context.result.agency_in(context.locale.language))


def _headline(context: ReportContext) -> str:
    verdict = context.result.verdict
    if context.result.edition == "public":
        return filled(context.text(verdict.public), [("{agency}", agency_name(context))])
    if verdict.rung is None:
        return context.say("One answer is missing before there can be a verdict: whether accounts are live (X4).")
    return context.text(verdict.headline)


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
    return count + " " + context.say("Open answers that hold the verdict here: {ids}.", ids=", ".join(holding))


@once
def caps(context: ReportContext) -> tuple[CapView, ...]:
    """What holds the verdict where it is."""
    return tuple(cap_view(context, cap) for cap in context.result.verdict.caps)


def cap_view(context: ReportContext, cap: Cap) -> CapView:
    """Set out what holds a verdict, or would hold it next."""
    title, words = _cap_words(context, cap)
    # A floor rests on a whole pillar; its page lists the answers, a summary does not.
    held = () if ":" in cap.name else cap.answers
    return CapView(
        title=title,
        text=words,
        answers=tuple(_held(context, answer.question) for answer in held),
        code=cap.name if any(gate.id == cap.name for gate in context.result.method.gates) else "",
    )


def _held(context: ReportContext, identity: str) -> HeldView:
    question = context.questions[identity]
    return HeldView(
        identity, context.text(question.title), answer_line(context, question), context.question_href(identity)
    )


def _cap_words(context: ReportContext, cap: Cap) -> tuple[str, str]:
    """Return title and text of a cap. A floor's sentence names its pillar; a title above it would only say it again."""
    result, locale = context.result, context.locale
    kind, _, pillar = cap.name.partition(":")
    match kind:
        case "floor" if pillar == "total":
            return "", locale.say(
                "The total is {points} of 100; the next rung asks for {below}.",
                points=locale.points(result.total.shown),
                below=cap.below,
            )
        case "floor":
            return "", locale.say(
                "{pillar}: {points} of 100; the next rung asks for {below}.",
                pillar=locale.text(result.pillars[pillar].title),
                points=locale.points(result.pillars[pillar].shown),
                below=cap.below,
            )
        case "not-assessed":
            return "", locale.say(
                "{pillar}: nothing here was assessed.", pillar=locale.text(result.pillars[pillar].title)
            )
        case "sustain":
            return locale.say("The top rung"), _sustain_text(context, cap)
    return locale.text(cap.title), _unanswered(context, cap) or locale.text(cap.text)


def _unanswered(context: ReportContext, cap: Cap) -> str:
    """Say that nobody answered what a gate asks, instead of what was found; empty where somebody did."""
    states = {held.state for held in cap.answers}
    if not states or not states <= set(UNANSWERED):
        return ""
    if "open" in states:
        return context.say("This has not been answered yet. Until it is, it counts as missing.")
    return context.say("This has not been answered yet: nobody could say. Until somebody can, it counts as missing.")


def _sustain_text(context: ReportContext, cap: Cap) -> str:
    parts = []
    if cap.below is not None:
        parts.append(context.say("Every pillar must reach {below} of 100.", below=cap.below))
    if cap.answers:
        parts.append(
            context.say(
                "Practised drills and written reviews must be shown: {ids}.",
                ids=", ".join(held.question for held in cap.answers),
            )
        )
    return " ".join(parts)


def on_word(context: ReportContext) -> tuple[QuestionLink, ...]:
    """Gate questions that pass on the word alone."""
    return tuple(
        QuestionLink(identity, context.text(context.questions[identity].title), context.question_href(identity))
        for identity in context.result.verdict.on_word
    )
