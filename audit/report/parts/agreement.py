"""How alike two simulated readers answered the questions: what the pack knows of its own words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class AgreementRow:
    """Questions on which the readers were equally alike."""

    words: str
    """In how many of the dossiers both chose the same level."""
    questions: str


@dataclass(frozen=True)
class AgreementView:
    """How alike the readers answered."""

    finding: str
    remark: str
    """What the figure is, and what it isn't."""
    rows: tuple[AgreementRow, ...]
    """The most alike first."""


def agreement_view(context: ReportContext) -> AgreementView | None:
    """Say how alike two simulated readers answered; None where the pack says nothing of it."""
    known = context.result.pack.agreement
    if known is None or not known.agreed:
        return None
    same, asked = sum(known.agreed.values()), known.dossiers * len(known.agreed)
    rows = tuple(
        AgreementRow(
            context.say("in {count} of {all}", count=count, all=known.dossiers),
            ", ".join(question for question, alike in known.agreed.items() if alike == count),
        )
        for count in range(known.dossiers, -1, -1)
        if count in known.agreed.values()
    )
    return AgreementView(
        context.say(
            "Two readers chose the same level in {same} of {asked} answers, {share}",
            same=same,
            asked=asked,
            share=context.locale.percent(Fraction(same, asked)),
        ),
        context.say(
            "Both were simulated, one strict and one lenient, and read {dossiers} invented organisations; what the questions and levels mean was not changed after that. So few and simulated, they show where the words of a question are weak, not how people would answer.",
            dossiers=known.dossiers,
        ),
        rows,
    )
