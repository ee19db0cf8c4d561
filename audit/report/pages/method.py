"""How this was decided: from levels to points, gates, floors, the ladder, and what the report was made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.agreement import AgreementView, agreement_view
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.evidence import evidence_finding
from audit.report.parts.ladder import RungView, ladder
from audit.report.parts.pillars import not_assessed_here


@dataclass(frozen=True)
class GateView:
    """One gate."""

    id: str
    title: str
    reads: str
    """The questions that it reads."""
    state: str
    """How it stands in this audit."""
    why: str


@dataclass(frozen=True)
class HungGate:
    """A gate where it holds."""

    id: str
    title: str
    href: str
    holds: bool
    """It holds this audit there."""


@dataclass(frozen=True)
class RungWithGates:
    """A rung with the gates that can hold an audit on it: those that hold this one first."""

    rung: RungView
    gates: tuple[HungGate, ...]
    floors: tuple[str, ...]
    """What else allows no more than this rung, in a sentence each."""


@dataclass(frozen=True)
class OriginView:
    """What the report was made from."""

    product: str
    pack: str
    pack_version: str
    pack_digest: str
    answers_digest: str
    date: str
    round: str


@dataclass(frozen=True)
class MethodView:
    """The page of the method."""

    finding: str
    not_assessed: str
    evidence: str
    """How many pieces of evidence were told, seen and tested."""
    worked_example: tuple[str, ...]
    gates: tuple[GateView, ...]
    ladder: tuple[RungWithGates, ...]
    """The highest rung first."""
    agreement: AgreementView | None
    assumptions: tuple[str, ...]
    origin: OriginView


def method_view(context: ReportContext) -> MethodView:
    """Make the page of the method."""
    result = context.result
    return MethodView(
        finding=method_finding(context),
        not_assessed=not_assessed_here(context),
        evidence=evidence_finding(context),
        worked_example=tuple(_worked_example(context)),
        gates=_gates(context),
        ladder=_ladder(context),
        agreement=agreement_view(context),
        assumptions=tuple(context.text(assumption) for assumption in result.pack.assumptions),
        origin=OriginView(
            product=result.product,
            pack=result.pack.id,
            pack_version=result.pack.version,
            pack_digest=result.pack.digest,
            answers_digest=result.answers_digest,
            date=context.locale.date(result.date),
            round=result.round or "",
        ),
    )


def _worked_example(context: ReportContext) -> Iterator[str]:
    """Work out one pillar of this very audit step by step."""
    points = context.locale.points
    pillars = [pillar for pillar in context.result.pillars.values() if pillar.maximum]
    if not pillars:
        yield context.say("No pillar was assessed, so there is nothing to work out.")
        return
    pillar = pillars[0]
    parts = [context.questions[question] for question in pillar.assessed]
    products = " + ".join(f"{part.weight}×{part.shown}" for part in parts)
    weights = " + ".join(str(part.weight) for part in parts)
    yield context.say(
        "{pillar}: weight × level of every assessed question, {ids}:",
        pillar=context.text(pillar.title),
        ids=", ".join(part.id for part in parts),
    )
    yield f"{products} = {pillar.points_shown}"
    yield context.say("The most there could be:")
    yield f"4 × ({weights}) = {pillar.maximum}"
    yield context.say("Share:")
    yield f"{pillar.points_shown} ÷ {pillar.maximum} = {points(pillar.shown)} / 100"
    yield context.say("Total, the plain mean of the assessed pillars:")
    terms = " + ".join(points(one.shown) for one in pillars)
    yield f"({terms}) ÷ {len(pillars)} ≈ {points(context.result.total.shown)} / 100"


def _gates(context: ReportContext) -> tuple[GateView, ...]:
    verdict = context.result.verdict
    held = {cap.name for cap in (*verdict.caps, *verdict.other_caps)}

    def state(identity: str, assessed: bool) -> str:
        if not assessed:
            return context.say("not assessed in this version")
        if context.result.mode is None:
            return context.say("no verdict yet")
        return context.say("holds the verdict back") if identity in held else context.say("lets pass")

    return tuple(
        GateView(
            gate.id,
            context.text(gate.title),
            ", ".join(gate.questions),
            state(gate.id, gate.assessed),
            context.text(gate.why),
        )
        for gate in context.result.method.gates
    )


def method_finding(context: ReportContext) -> str:
    """Say in one sentence what decided: a gate, several, a floor, what the top rung asks for, or nothing that holds back."""
    say, result = context.say, context.result
    if result.verdict.rank is None:
        return say("There is no verdict yet: one answer is missing before there can be one")
    gates = {gate.id: context.text(gate.title) for gate in result.method.gates}
    held = [cap.name for cap in result.verdict.caps if cap.name in gates]
    if len(held) == 1:
        return say(
            "One gate decided, {title}; no good score elsewhere buys it back", title=f"{held[0]} {gates[held[0]]}"
        )
    if held:
        return say("{count} gates decided; no good score elsewhere buys them back", count=len(held))
    kinds = {cap.name.partition(":")[0] for cap in result.verdict.caps}
    if "floor" in kinds:
        return say("Not a gate but too low a score decided")
    if "sustain" in kinds:
        return say("Every gate lets pass; for the top rung it must also have been kept up")
    if kinds:
        return say("What holds the verdict is a part that was not assessed")
    return say("Every gate lets pass, and no score is too low")


def _ladder(context: ReportContext) -> tuple[RungWithGates, ...]:
    """Hang the gates on the rungs on which they hold; a floor hangs there too."""
    method, verdict = context.result.method, context.result.verdict
    holding = {(cap.name, cap.rank) for cap in (*verdict.caps, *verdict.other_caps)}
    ranks = {rung.rank: view for rung, view in zip(method.rungs, _rungs(context), strict=True)}

    def hung(rank: int) -> tuple[HungGate, ...]:
        found = (
            HungGate(gate.id, context.text(gate.title), f"method.html#{gate.id}", (gate.id, rank) in holding)
            for gate in method.gates
            if rank in gate.caps or (gate.id, rank) in holding
        )
        return tuple(sorted(found, key=lambda gate: not gate.holds))

    return tuple(
        RungWithGates(view, hung(rank), tuple(_floors(context, rank)))
        for rank, view in sorted(ranks.items(), reverse=True)
    )


def _rungs(context: ReportContext) -> tuple[RungView, ...]:
    return ladder(context, lambda rung: context.text(rung.means))


def _floors(context: ReportContext, rank: int) -> Iterator[str]:
    """Say which scores allow no more than a rung."""
    for kind, below, allowed in context.result.method.floors:
        if allowed == rank and kind == "pillar":
            yield context.say("a pillar below {below} of 100", below=below)
        elif allowed == rank:
            yield context.say("a total below {below} of 100", below=below)


PAGE = Page(
    path="method",
    on_paper="annex",
    title=lambda context: context.say("How this was decided"),
    group=Group.GROUNDS,
    template="pages/method.md.j2",
    when=always,
    view=method_view,
    onward=lambda context: (
        Link("sources.html", context.say("Sources")),
        Link("answers.html", context.say("All answers")),
    ),
)
