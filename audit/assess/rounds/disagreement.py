"""Where respondents differ, what that does to the verdict, and which of it has a name (RULES 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.context import Context, with_computed
from audit.assess.rounds.voices import Voice, distinct, in_order, is_voice, role_of, voices_on
from audit.assess.verdict.evidence import is_fresh
from audit.assess.verdict.levels import Levels, levels_of
from audit.assess.what_if.ranks import Ranks
from audit.model.answers import Answer, Answers, standing
from audit.model.known import HEADS, IT, LEAD, NIGHT_VOICE, PR, PREPARED_LINES
from audit.model.pack import TOP_LEVEL, Input, Pack, Question
from audit.model.result.result import PillarResult
from audit.model.result.voices import (
    AgreementResult,
    AsideResult,
    ConflictResult,
    GroupResult,
    PatternResult,
    RespondentResult,
    SpreadResult,
    VoiceEvidence,
    VoiceResult,
    VoicesResult,
)
from audit.model.values import write_value

APART = 2
"""From this many levels between two sides on, a disagreement has a name."""
FEWEST_SHOWN_APART = 3
"""A role with fewer respondents is never shown apart to the public (RULES 7)."""


@dataclass(frozen=True)
class Audit:
    """What the disagreement is measured against.

    Attributes:
        context: The audit as it stands.
        voices: What each respondent answered.
        pillars: The pillars as they stand.
        ranks: Finds the rank of changed levels; None without a mode.
    """

    context: Context
    voices: Mapping[str, Answers]
    pillars: Mapping[str, PillarResult]
    ranks: Ranks | None

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.context.pack


def disagreement(audit: Audit) -> VoicesResult | None:
    """Return every voice and where they differ; None with fewer than two respondents who wrote anything."""
    people = _respondents(audit)
    if len(people) < 2:
        return None
    order = [person.id for person in people]
    roles = {person.id: person.role for person in people}
    spreads = [
        _spread(audit, question, spoken, roles)
        for question in audit.pack.questions
        if not question.computed
        and question.id in audit.context.shown
        and len(spoken := voices_on(question, audit.voices, order)) > 1
    ]
    conflicts = tuple(_conflicts(audit, order, roles))
    told = {(spread.question, voice.respondent) for spread in spreads for voice in spread.voices}
    told |= {(conflict.id, voice.respondent) for conflict in conflicts for voice in conflict.voices}
    places = {question.id: place for place, question in enumerate(audit.pack.questions)}
    return VoicesResult(
        respondents=people,
        groups=_groups(people),
        agreement=_agreement(audit.pack, spreads),
        spreads=tuple(
            sorted(
                spreads,
                key=lambda spread: (
                    (spread.rank_low or 0) - (spread.rank_high or 0),
                    -spread.gain,
                    spread.low - spread.high,
                    places[spread.question],
                ),
            )
        ),
        patterns=tuple(
            pattern
            for spread in sorted(spreads, key=lambda s: places[s.question])
            for pattern in _patterns(audit, spread)
        ),
        conflicts=conflicts,
        asides=tuple(_asides(audit, order, roles, told)),
    )


def _respondents(audit: Audit) -> tuple[RespondentResult, ...]:
    found = []
    for who in in_order(audit.voices):
        answers = audit.voices[who]
        count = sum(1 for identity, answer in answers.answers.items() if is_voice(audit.pack.by_id[identity], answer))
        if count or any(map(_is_written, answers.answers.values())):
            role = role_of(who, answers, audit.pack)
            found.append(RespondentResult(id=who, role=role, name=answers.respondent.name, answered=count))
    return tuple(found)


def _groups(people: Sequence[RespondentResult]) -> tuple[GroupResult, ...]:
    counts = Counter(person.role for person in people if person.answered)
    apart = {role: count for role, count in counts.items() if count >= FEWEST_SHOWN_APART}
    rest = sum(counts.values()) - sum(apart.values())
    groups = [GroupResult(role=role, count=count) for role, count in sorted(apart.items())]
    return (*groups, GroupResult(role="", count=rest)) if rest else tuple(groups)


def _voice(audit: Audit, item: Question | Input, levels: Levels | None, voice: Voice, role: str) -> VoiceResult:
    who, answer = voice
    lives = item.life_at(levels.shown or 0) if isinstance(item, Question) and levels else ()
    return VoiceResult(
        respondent=who,
        role=role,
        state=standing(item, answer),
        shown=levels.shown if levels else None,
        claimed=levels.claimed if levels else None,
        choice=answer.choice,
        purposes=answer.purposes,
        without_voice=answer.without_voice,
        text=answer.text,
        value=None if answer.value is None else write_value(answer.value),
        note=answer.note,
        reason=answer.not_applicable or "",
        evidence=tuple(
            VoiceEvidence(
                what=piece.what,
                where=piece.where,
                date=piece.date,
                fresh=bool(lives) and is_fresh(piece, lives, audit.context.date),
            )
            for piece in answer.evidence
        ),
        answered=answer.answered,
        because=answer.decided.because if answer.decided else "",
        counts=answer is audit.context.answers.get(item.id),
    )


def _spread(audit: Audit, question: Question, spoken: Sequence[Voice], roles: Mapping[str, str]) -> SpreadResult:
    counted = audit.context.answers.get(question.id)
    levels = [levels_of(question, answer, True, audit.context.date) for _, answer in spoken]
    voices = tuple(
        _voice(audit, question, level, voice, roles[voice[0]]) for level, voice in zip(levels, spoken, strict=True)
    )
    claimed = [level.claimed for level in levels if level.claimed is not None]
    assessed = sorted((level for level in levels if level.shown is not None), key=lambda level: level.shown or 0)
    low, high = (assessed[0], assessed[-1]) if assessed else (None, None)
    maximum = audit.pillars[question.pillar].maximum
    counting = sum(1 for pillar in audit.pillars.values() if pillar.maximum)
    gain = Fraction(0)
    if low and high and maximum:
        gain = Fraction(question.weight * ((high.shown or 0) - (low.shown or 0)), maximum * counting)
    return SpreadResult(
        question=question.id,
        low=min(claimed, default=0),
        high=max(claimed, default=0),
        voices=voices,
        decided=counted is not None and counted.decided is not None,
        rank_low=_rank(audit, question, low),
        rank_high=_rank(audit, question, high),
        gain=gain,
    )


def _rank(audit: Audit, question: Question, level: Levels | None) -> int | None:
    """Return the rank of the verdict if one voice counted, everything else as it is."""
    if audit.ranks is None or level is None:
        return None
    changed = {**audit.context.levels, question.id: level}
    figures = None
    if question.id in (NIGHT_VOICE, PREPARED_LINES) and audit.ranks.figures:
        changed, figures = with_computed(audit.context, changed)
    return audit.ranks.rank(changed, figures=figures)


def _agreement(pack: Pack, spreads: Sequence[SpreadResult]) -> dict[str, AgreementResult]:
    pillar_of = {question.id: question.pillar for question in pack.questions}
    found = {}
    for pillar in pack.head.pillars:
        inside = [spread.high - spread.low for spread in spreads if pillar_of[spread.question] == pillar.id]
        if inside:
            share = 1 - Fraction(sum(inside), TOP_LEVEL * len(inside))
            found[pillar.id] = AgreementResult(share=share, questions=len(inside), spread=sum(inside))
    return found


def _side(spread: SpreadResult, roles: frozenset[str] | None, without: frozenset[str] = frozenset()) -> list[int]:
    """Return the levels that one side answered, the lowest first; who does not know takes no side."""
    return sorted(
        voice.claimed
        for voice in spread.voices
        if voice.state == "answered"
        and voice.claimed is not None
        and (roles is None or voice.role in roles)
        and voice.role not in without
    )


def _middle(levels: Sequence[int]) -> int:
    """Return the level in the middle, the lower of two; never an average."""
    return levels[(len(levels) - 1) // 2]


def _patterns(audit: Audit, spread: SpreadResult) -> Iterator[PatternResult]:
    question = next(question for question in audit.pack.questions if question.id == spread.question)
    sequence = {link.id for lens in audit.pack.lenses if lens.kind == "sequence" for link in lens.links}
    links = tuple(guard for guard in question.guards if guard in sequence)
    heads, hands = _side(spread, HEADS), _side(spread, None, HEADS)
    if heads and hands and heads[-1] - _middle(hands) >= APART:
        yield PatternResult(
            kind="head-against-hands",
            question=question.id,
            higher="head",
            above=heads[-1],
            below=_middle(hands),
            links=links,
        )
    it, pr = _side(spread, IT), _side(spread, PR)
    if it and pr and abs(_middle(it) - _middle(pr)) >= APART:
        yield PatternResult(
            kind="it-against-pr",
            question=question.id,
            higher="it" if _middle(it) > _middle(pr) else "pr",
            above=max(_middle(it), _middle(pr)),
            below=min(_middle(it), _middle(pr)),
            links=links,
        )


def _conflicts(audit: Audit, order: Sequence[str], roles: Mapping[str, str]) -> Iterator[ConflictResult]:
    for item in audit.pack.numbers:
        if item.id not in audit.context.shown:
            continue
        spoken = voices_on(item, audit.voices, order)
        if len(distinct(answer for _, answer in spoken)) > 1:
            yield ConflictResult(
                id=item.id,
                voices=tuple(_voice(audit, item, None, voice, roles[voice[0]]) for voice in spoken),
                by="lead" if spoken[0][0] == LEAD else "worst",
            )


def _asides(
    audit: Audit, order: Sequence[str], roles: Mapping[str, str], told: Set[tuple[str, str]]
) -> Iterator[AsideResult]:
    """Give what is written and neither told, as question and respondent, nor standing with its question because it counts."""
    for identity, item in audit.pack.by_id.items():
        if identity not in audit.context.shown:
            continue
        voices = tuple(
            _voice(audit, item, None, (who, answer), roles[who])
            for who in order
            if (identity, who) not in told
            and _is_written(answer := audit.voices[who].of(identity))
            and (answer.decided is not None or answer is not audit.context.answers.get(identity))
        )
        if voices:
            yield AsideResult(id=identity, voices=voices)


def _is_written(answer: Answer) -> bool:
    """Whether somebody put something into words: a note, his own words, a reason, evidence."""
    return bool(
        answer.note.strip()
        or answer.text.strip()
        or answer.not_applicable
        or answer.evidence
        or answer.decided is not None
    )
