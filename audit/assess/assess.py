"""A pack and answers in, a result out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from audit.assess.calendar import later
from audit.assess.gates import Facts, all_caps, lowest, on_word, open_questions
from audit.assess.lenses import lens_result
from audit.assess.levels import Levels, all_levels, expires, is_fresh
from audit.assess.plan import FIRST, needs, plan, this_week
from audit.assess.scores import mean, points
from audit.assess.voices import settled
from audit.model.answers import OPEN, Answer, Answers, Settings
from audit.model.condition import Value
from audit.model.pack import Input, Mode, Moment, Pack, Part, Pillar, Question
from audit.model.result import (
    ActionResult,
    AlternativeResult,
    Cap,
    CaseResult,
    EvidenceResult,
    GateText,
    InputResult,
    LensResult,
    LetterResult,
    Method,
    PackResult,
    PillarResult,
    QuestionResult,
    Result,
    RungText,
    SeedResult,
    SourceResult,
    Standing,
    Verdict,
    Words,
)
from audit.model.values import write_value
from audit.model.visibility import visible

MODE = "X4"
"""The input that says whether accounts are live; without it there is no verdict (RULES 1.5)."""

MONITORING_GATE = "GC"
"""The gate that alone needs no sermon: start listening today (RULES 4)."""


def assess(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    date: datetime.date,
    *,
    product: str,
    answers_digest: str,
    round_name: str | None = None,
) -> Result:
    """Assess an audit.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, by respondent.
        date: The day of the audit: evidence ages to it.
        product: The version of Listen First, for the record.
        answers_digest: A digest of the settings and answers, for the record.
        round_name: The name of the round.
    """
    answers = settled(pack, voices, date)
    shown = visible(pack, settings.profile, answers)
    levels = all_levels(pack, answers, shown, date)
    mode = _mode(settings)
    pillars = {pillar.id: _pillar(pillar, pack, levels) for pillar in pack.head.pillars}
    total = mean(pillars.values(), pack.verdict.bands)
    lenses = tuple(lens_result(lens, pack, levels) for lens in pack.lenses)
    facts = Facts(levels, strict_profile(pack, settings), {})
    words = on_word(pack, facts)
    rank, holding, others = lowest(all_caps(pack, facts, mode, pillars, total), mode) if mode else (None, (), ())
    wanted = needs(holding, lenses, words)
    actions = plan(pack, levels, wanted, {identity: pillar.maximum for identity, pillar in pillars.items()})
    verdict = _verdict(pack, mode, rank, holding, others, levels, words, actions, date)
    questions = tuple(
        _question(question, pack, answers.get(question.id, OPEN), levels[question.id], mode, date, actions)
        for question in pack.questions
    )
    inputs = tuple(
        _input(item, settings, answers.get(item.id, OPEN), item.id in shown) for item in (*pack.profile, *pack.numbers)
    )
    result = Result(
        product=product,
        pack=_pack(pack),
        answers_digest=answers_digest,
        agency=settings.agency.name,
        languages=settings.languages,
        date=date,
        round=round_name,
        mode=mode,
        verdict=verdict,
        pillars=pillars,
        total=total,
        questions=questions,
        inputs=inputs,
        actions=actions,
        first=tuple(action.id for action in actions[:FIRST]),
        lenses=lenses,
        cases=_cases(pack, lenses, questions),
        sources=_sources(pack, questions, lenses),
        seeds=_seeds(pack),
        roles={role.id: role.title for role in pack.head.roles},
        alternative=AlternativeResult(**settings.alternative.model_dump()),
        method=_method(pack, mode, facts),
        without=("clock", "load"),
        progress=_progress(questions, inputs),
    )
    known = frozenset(pack.head.languages)
    if known == set(settings.languages):
        return result
    return Result.model_validate(_only(settings.languages, result.model_dump(), known))


def _mode(settings: Settings) -> Mode | None:
    value = settings.profile.get(MODE)
    if value == "plan":
        return "plan"
    return "run" if value == "run" else None


def strict_profile(pack: Pack, settings: Settings) -> dict[str, Value]:
    """Read the profile: what is unknown counts as the worst case that the pack names (RULES 1.5)."""
    profile: dict[str, Value] = {}
    for item in pack.profile:
        value = settings.profile.get(item.id)
        if isinstance(value, str | Fraction):
            profile[item.id] = value
        elif item.strict is not None:
            profile[item.id] = item.strict
    return profile


def _pillar(pillar: Pillar, pack: Pack, levels: Mapping[str, Levels]) -> PillarResult:
    questions = list(pack.in_pillar(pillar.id))
    sums = points(questions, levels)
    seen = [question for question in questions if levels[question.id].state != "hidden"]
    weight = sum(question.weight for question in seen)

    def left_out(state: Standing) -> tuple[tuple[str, ...], Fraction]:
        out = [question for question in seen if levels[question.id].state == state]
        return tuple(question.id for question in out), Fraction(
            sum(question.weight for question in out), weight
        ) if weight else Fraction(0)

    not_applicable, not_applicable_share = left_out("not applicable")
    not_assessed, not_assessed_share = left_out("not assessed")
    return PillarResult(
        title=pillar.title,
        why=pillar.why,
        **sums.figures(pack.verdict.bands).model_dump(),
        points_shown=sums.shown,
        points_claimed=sums.claimed,
        points_possible=sums.possible,
        maximum=sums.maximum,
        assessed=tuple(question.id for question in seen if levels[question.id].assessed),
        not_applicable=not_applicable,
        not_assessed=not_assessed,
        not_applicable_share=not_applicable_share,
        not_assessed_share=not_assessed_share,
    )


def _verdict(
    pack: Pack,
    mode: Mode | None,
    rank: int | None,
    holding: tuple[Cap, ...],
    others: tuple[Cap, ...],
    levels: Mapping[str, Levels],
    words: tuple[str, ...],
    actions: Sequence[ActionResult],
    date: datetime.date,
) -> Verdict:
    opened = open_questions(levels)
    if mode is None or rank is None:
        return Verdict(rung=None, rank=None, open=opened)
    rung = next(rung.of(mode) for rung in pack.verdict.rungs if rung.rank == rank and rung.of(mode) is not None)
    assert rung is not None
    names = [cap.name for cap in holding]
    only_monitoring = names == [MONITORING_GATE]
    held = {held.question for cap in holding for held in cap.answers}
    ask_again = _ask_again(pack, rank, rung.id, only_monitoring, date)
    return Verdict(
        rung=rung.id,
        rank=rank,
        title=rung.title,
        headline=rung.headline,
        means=rung.means,
        next=rung.next,
        caps=holding,
        other_caps=others,
        open=opened,
        open_holding=tuple(question for question in opened if question in held),
        on_word=words,
        reason=("monitoring" if only_monitoring else "intent") if rank == 0 else None,
        this_week=this_week(actions),
        ask_again=ask_again,
        letters=tuple(
            LetterResult(id=letter.id, to=letter.to, subject=letter.subject, body=letter.body)
            for letter in pack.verdict.letters
            if rank == 0 and set(letter.when) & set(names)
        ),
    )


def _ask_again(pack: Pack, rank: int, rung: str, only_monitoring: bool, date: datetime.date) -> datetime.date | None:
    """Return the day to ask again: of the rung, else of the rank; whoever only has to start looking asks as at rank 1."""
    spans = pack.verdict.ask_again
    span = spans.get("1") if rank == 0 and only_monitoring else spans.get(rung, spans.get(str(rank)))
    if span is None:
        return None
    return later(date, span)


def _question(
    question: Question,
    pack: Pack,
    answer: Answer,
    levels: Levels,
    mode: Mode | None,
    date: datetime.date,
    actions: Sequence[ActionResult],
) -> QuestionResult:
    ask, texts, show = question.words(mode)
    opening = question.opening
    chosen = next((choice for choice in opening.choices if choice.id == answer.choice), None) if opening else None
    return QuestionResult(
        id=question.id,
        pillar=question.pillar,
        title=question.title,
        ask=ask,
        why=question.why,
        levels=texts,
        show=show,
        state=levels.state,
        shown=levels.shown,
        claimed=levels.claimed,
        possible=levels.possible,
        lowered=levels.lowered,
        computed=question.computed,
        choice=chosen.title if chosen else None,
        choice_id=answer.choice,
        text=answer.text,
        note=answer.note,
        reason=answer.not_applicable or "",
        evidence=tuple(
            EvidenceResult(
                what=piece.what,
                where=piece.where,
                date=piece.date,
                fresh=is_fresh(piece, question.shelf_life, date),
                expires=expires(piece, question.shelf_life),
            )
            for piece in answer.evidence
        ),
        evidence_fresh=levels.fresh,
        answered=answer.answered,
        weight=question.weight,
        gate=question.id in pack.gate_questions,
        security=question.security,
        shelf_life=question.shelf_life,
        roles=question.roles,
        guards=question.guards,
        sources=question.sources,
        actions=tuple(action.id for action in actions if action.question == question.id),
    )


def _part_titles(item: Input) -> dict[str, Words]:
    parts: list[Part | Moment] = [*item.parts, *item.moments]
    return {part.id: part.title for part in parts}


def _input(item: Input, settings: Settings, answer: Answer, shown: bool) -> InputResult:
    if item.pillar is None:
        value = settings.profile.get(item.id)
        state: Standing = (
            "open" if item.id not in settings.profile else ("answered" if value is not None else "unknown")
        )
    else:
        value, state = answer.value, answer.state
    if not shown:
        value, state = None, "hidden"
    chosen = next((choice.title for choice in item.choices if choice.id == value), None)
    return InputResult(
        id=item.id,
        pillar=item.pillar,
        kind=item.kind,
        title=item.title,
        ask=item.ask,
        why=item.why,
        state=state,
        value=None if value is None else write_value(value),
        label=chosen if chosen is not None else (item.words.get(value) if isinstance(value, str) else None),
        parts=_part_titles(item),
        unit=item.unit,
        units={part.id: part.unit for part in item.parts},
        note=answer.note,
        security=item.security,
    )


def _progress(questions: Sequence[QuestionResult], inputs: Sequence[InputResult]) -> tuple[int, int]:
    """Count answered and applicable items; unknown is an answer, computed and hidden ones are never asked."""
    states = [question.state for question in questions] + [item.state for item in inputs]
    asked = [state for state in states if state not in ("hidden", "not assessed", "not applicable")]
    return sum(1 for state in asked if state != "open"), len(asked)


def _pack(pack: Pack) -> PackResult:
    head = pack.head
    return PackResult(
        id=head.id,
        version=head.version,
        digest=pack.digest,
        title=head.title,
        rule=head.rule,
        assumptions=tuple(assumption.text for assumption in head.assumptions),
    )


def _cases(pack: Pack, lenses: Sequence[LensResult], questions: Sequence[QuestionResult]) -> tuple[CaseResult, ...]:
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
        )
        for case in pack.cases
        if case.id in named
    )


def _sources(pack: Pack, questions: Sequence[QuestionResult], lenses: Sequence[LensResult]) -> tuple[SourceResult, ...]:
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


def _seeds(pack: Pack) -> tuple[SeedResult, ...]:
    used: dict[str, list[str]] = {}
    for item in pack.by_id.values():
        for seed in item.seeds:
            used.setdefault(seed, []).append(item.id)
    for lens in pack.lenses:
        for link in lens.links:
            for seed in link.seeds:
                used.setdefault(seed, []).append(link.id)
    return tuple(SeedResult(**seed.model_dump(), used_by=tuple(used.get(seed.id, ()))) for seed in pack.seeds.seeds)


def _method(pack: Pack, mode: Mode | None, facts: Facts) -> Method:
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
            RungText(rank=rank, id=rung.id, title=rung.title, means=rung.means)
            for rank, rung in words
            if rung is not None
        ),
        effort_small=rules.effort.small,
        effort_medium=rules.effort.medium,
    )


def _only(languages: tuple[str, ...], value: object, known: frozenset[str]) -> object:
    """Leave out the texts of languages that this audit does not use."""
    if isinstance(value, dict):
        if value.keys() == known:
            return {language: value[language] for language in languages}
        return {key: _only(languages, inner, known) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_only(languages, inner, known) for inner in value]
    return value
