"""The parts of a result that describe rather than decide: questions, inputs, sources, the method."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from audit.assess.verdict.evidence import expires, is_checked, is_complete, is_fresh
from audit.assess.verdict.gates import Facts
from audit.assess.verdict.levels import Levels
from audit.model.answers import Answer, Evidence, Sample, Settings, standing
from audit.model.pack import Input, Mode, Moment, Pack, Part, Question, Span
from audit.model.result.result import (
    ActionResult,
    AgreementResult,
    CaseResult,
    CaseTimeResult,
    EvidenceResult,
    GateText,
    InputResult,
    LensResult,
    Method,
    PackResult,
    QuestionResult,
    RungText,
    SampleResult,
    SeedResult,
    SourceResult,
    Standing,
    Words,
)
from audit.model.values import write_value


def question_result(
    question: Question,
    pack: Pack,
    answer: Answer,
    levels: Levels,
    mode: Mode | None,
    date: datetime.date,
    actions: Sequence[ActionResult],
    rests_on: Mapping[str, int],
    *,
    small: bool,
) -> QuestionResult:
    """Set out one question with its answer, in the words of the mode and of the body's size."""
    words = question.words(mode, small=small)
    opening = question.opening
    options: dict[str, Words] = {}
    first_version: dict[str, Words] = {}
    if opening is not None:
        asked = (*opening.first_version.choices, *opening.without_voice.choices, *opening.purposes)
        options = {choice.id: choice.title for choice in asked}
        first_version = {choice.id: choice.title for choice in opening.first_version.choices}
    return QuestionResult(
        id=question.id,
        pillar=question.pillar,
        title=question.title,
        ask=words.ask,
        why=question.why,
        levels=words.levels,
        show=words.show,
        state=levels.state,
        shown=levels.shown,
        claimed=levels.claimed,
        possible=levels.possible,
        lowered=levels.lowered,
        computed=question.computed,
        rests_on=rests_on,
        choice=first_version.get(answer.choice or ""),
        choice_id=answer.choice,
        options=options,
        purposes=answer.purposes,
        hearing=opening.hearing if opening is not None else (),
        without_voice_ask=opening.without_voice.ask if opening is not None else None,
        without_voice=answer.without_voice,
        text=answer.text,
        note=answer.note,
        reason=answer.not_applicable or "",
        evidence=tuple(evidence_result(piece, question.life_at(levels.shown or 0), date) for piece in answer.evidence),
        evidence_fresh=levels.fresh,
        evidence_checked=levels.checked,
        answered=answer.answered,
        confirm=answer.confirm,
        weight=question.weight,
        gate=question.id in pack.gate_questions,
        security=question.security,
        shelf_life=question.shelf_life.months,
        shelf_days=question.shelf_life.days,
        roles=question.roles,
        guards=question.guards,
        sources=question.sources,
        actions=tuple(action.id for action in actions if action.question == question.id),
    )


def evidence_result(piece: Evidence, lives: Sequence[Span], date: datetime.date) -> EvidenceResult:
    """Set out a piece of evidence, and whether it counts on a day.

    Args:
        piece: The piece, without a check that nobody else made.
        lives: What `Question.life_at` gives for the level that is shown.
        date: The day of the audit.
    """
    checked = piece.checked
    return EvidenceResult(
        what=piece.what,
        where=piece.where,
        date=piece.date,
        fresh=is_fresh(piece, lives, date),
        expires=expires(piece, lives),
        complete=is_complete(piece),
        how=checked.how if checked and is_checked(piece, date) else "told",
        checked_by=checked.by if checked else "",
        checked_on=checked.date if checked else None,
        sample=sample_result(checked.sample) if checked and is_checked(piece, date) else None,
        law=piece.law,
    )


def sample_result(sample: Sample | None) -> SampleResult | None:
    """Set out how much of a piece was looked at; None where it was all of it."""
    return SampleResult(looked=sample.looked, of=sample.of) if sample is not None else None


def _part_titles(item: Input) -> dict[str, Words]:
    parts: list[Part | Moment] = [*item.parts, *item.moments]
    return {part.id: part.title for part in parts}


def input_result(item: Input, settings: Settings, answer: Answer, shown: bool) -> InputResult:
    """Set out one input with its value."""
    if item.pillar is None:
        value = settings.profile.get(item.id)
        state: Standing = (
            "open" if item.id not in settings.profile else ("answered" if value is not None else "unknown")
        )
    else:
        value, state = answer.value, standing(item, answer)
    if not shown:
        value, state = None, "hidden"
    options = {**item.words, **{choice.id: choice.title for choice in item.choices}}
    return InputResult(
        id=item.id,
        pillar=item.pillar,
        kind=item.kind,
        title=item.title,
        ask=item.ask,
        why=item.why,
        state=state,
        value=None if value is None else write_value(value),
        label=options.get(value) if isinstance(value, str) else None,
        options=options,
        parts=_part_titles(item),
        unit=item.unit,
        units={part.id: part.unit for part in item.parts},
        note=answer.note,
        confirm=answer.confirm,
        security=item.security,
    )


def pack_result(pack: Pack) -> PackResult:
    """Say which pack was used."""
    head = pack.head
    return PackResult(
        id=head.id,
        version=head.version,
        digest=pack.digest,
        title=head.title,
        rule=head.rule,
        assumptions=tuple(assumption.text for assumption in head.assumptions),
        agreement=(
            AgreementResult(dossiers=head.agreement.dossiers, agreed=head.agreement.agreed) if head.agreement else None
        ),
    )


def cases_result(
    pack: Pack, lenses: Sequence[LensResult], questions: Sequence[QuestionResult]
) -> tuple[CaseResult, ...]:
    """Collect the cases that a question or a lens names."""
    named = {case for lens in lenses for link in lens.links for case in link.cases}
    named |= {source for question in questions for source in question.sources}
    return tuple(
        CaseResult(
            id=case.id,
            title=case.title,
            date=case.date,
            place=case.place,
            what=case.what,
            lesson=case.lesson,
            tag=case.tag,
            sources=case.sources,
            clock=tuple(CaseTimeResult(time=moment.time, text=moment.text) for moment in case.clock),
        )
        for case in pack.cases
        if case.id in named
    )


def sources_result(
    pack: Pack, questions: Sequence[QuestionResult], lenses: Sequence[LensResult]
) -> tuple[SourceResult, ...]:
    """Collect all sources, and what rests on each."""
    used: dict[str, list[str]] = {}
    for question in questions:
        for source in question.sources:
            used.setdefault(source, []).append(question.id)
    for gate in pack.verdict.gates:
        for source in gate.sources:
            used.setdefault(source, []).append(gate.id)
    for item in (*pack.profile, *pack.numbers):
        for source in item.sources:
            used.setdefault(source, []).append(item.id)
    for lens in lenses:
        for source in lens.sources:
            used.setdefault(source, []).append(lens.id)
    return tuple(SourceResult(**source.model_dump(), used_by=tuple(used.get(source.id, ()))) for source in pack.sources)


def seeds_result(pack: Pack) -> tuple[SeedResult, ...]:
    """Collect the essays' sentences, and where each went."""
    used: dict[str, list[str]] = {}
    for item in pack.by_id.values():
        for seed in item.seeds:
            used.setdefault(seed, []).append(item.id)
    for lens in pack.lenses:
        for link in lens.links:
            for seed in link.seeds:
                used.setdefault(seed, []).append(link.id)
    return tuple(SeedResult(**seed.model_dump(), used_by=tuple(used.get(seed.id, ()))) for seed in pack.seeds.seeds)


def method_result(pack: Pack, mode: Mode | None, facts: Facts) -> Method:
    """Set out the rules that were used."""
    rules = pack.verdict
    gates = []
    for gate in rules.gates:
        subjects = list(dict.fromkeys(test.subject for step in gate.steps for test in step.when.tests()))
        figures = [subject for subject in subjects if subject not in pack.by_id and subject != "on_word"]
        gates.append(
            GateText(
                id=gate.id,
                title=gate.title,
                why=gate.why,
                questions=tuple(subject for subject in subjects if subject in pack.by_id),
                assessed=all(figure in facts.figures for figure in figures),
                caps=tuple(sorted({step.cap.of(mode or "plan") for step in gate.steps})),
            )
        )
    words = [(rung.rank, rung.of(mode or "plan")) for rung in rules.rungs]
    return Method(
        bands=rules.bands.model_dump(),
        floors=(
            *(("pillar", floor.below, floor.cap) for floor in rules.floors.pillar),
            *(("total", floor.below, floor.cap) for floor in rules.floors.total),
        ),
        sustain_pillar=rules.floors.sustain.pillar,
        sustain_questions=rules.floors.sustain.questions,
        gates=tuple(gates),
        rungs=tuple(
            RungText(rank=rank, id=rung.id, title=rung.title, means=rung.means, public=rung.public)
            for rank, rung in words
            if rung is not None
        ),
        effort_small=rules.effort.small,
        effort_medium=rules.effort.medium,
    )
