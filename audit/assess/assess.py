"""A pack and answers in, a result out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast, get_args

from audit.assess.about import about_result
from audit.assess.calendar import later
from audit.assess.clock.computed import is_computable, levels_read
from audit.assess.clock.figures import clock_result, load_result, with_clock
from audit.assess.clock.numbers import SPEAKS_ALONE
from audit.assess.context import Context
from audit.assess.describe import (
    cases_result,
    input_result,
    method_result,
    pack_result,
    question_result,
    seeds_result,
    sources_result,
)
from audit.assess.papers import paper_results
from audit.assess.rounds.disagreement import Audit, disagreement
from audit.assess.rounds.voices import heard_voices
from audit.assess.standing import standing_on
from audit.assess.verdict.contradictions import Finding
from audit.assess.verdict.due import WORKING_DAYS, with_due_dates
from audit.assess.verdict.gates import all_caps, lowest, on_word
from audit.assess.verdict.lenses import lens_result
from audit.assess.verdict.levels import Levels
from audit.assess.verdict.plan import NEXT_RUNG, RUNG_AFTER, Needs, Planner, Serves, Ways, first_of, needs
from audit.assess.verdict.scores import mean, points
from audit.assess.what_if.gaps import best_rank, gaps
from audit.assess.what_if.ladder import Ladder
from audit.assess.what_if.lapse import Fall, fall_of
from audit.assess.what_if.outlook import firmness_result, rung_words, way_up_result
from audit.assess.what_if.ranks import Ranks, ranks_of
from audit.model.answers import OPEN, Agency, Answers, Settings, own_words_in
from audit.model.asked import is_small, progress, still_open
from audit.model.base import EVERY_LANGUAGE, Text
from audit.model.known import (
    ACCOUNTS,
    HOURS_PUBLISHED,
    MODE,
    MONITORING_GATE,
    NIGHT_VOICE,
    PEOPLE,
    PREPARED_LINES,
    PURPOSE,
)
from audit.model.pack import Mode, Pack, Pillar, Question
from audit.model.result.numbers import ClockResult, ContradictionResult, LoadResult, WayResult, WeeklyResult
from audit.model.result.result import (
    ActionResult,
    AlternativeResult,
    Cap,
    FallResult,
    Figures,
    LensResult,
    LetterResult,
    PillarResult,
    Result,
    RungRange,
    Standing,
    Verdict,
    WeekStepResult,
)

Reason = Literal["intent", "monitoring"]
"""What holds a verdict at the lowest rung."""


def _speaks(levels: Mapping[str, Levels]) -> tuple[bool, bool]:
    night, lines = (
        (levels[name].shown or 0) >= SPEAKS_ALONE if name in levels else False for name in (NIGHT_VOICE, PREPARED_LINES)
    )
    return night, lines


@dataclass(frozen=True)
class Core:
    """What a verdict is made of: levels, score, gates, lenses and plan.

    Attributes:
        context: How everything stands.
        voices: What each respondent answered, without the checks of evidence that nobody else made.
        mode: Without or with accounts; None where nobody said.
        pillars: The score of each pillar.
        total: The score of all.
        lenses: The chain and the threats.
        words: Gate questions that pass on the word alone.
        rank: The rank of the verdict; None without a mode.
        holding: The caps that hold it there.
        others: The other caps.
        wanted: What the verdict and the chain wait for.
        ranks: Finds the rank of changed levels; None without a mode.
        ladder: Finds the ways up; None without a mode.
        actions: The plan.
    """

    context: Context
    voices: Mapping[str, Answers]
    mode: Mode | None
    pillars: Mapping[str, PillarResult]
    total: Figures
    lenses: tuple[LensResult, ...]
    words: tuple[str, ...]
    rank: int | None
    holding: tuple[Cap, ...]
    others: tuple[Cap, ...]
    wanted: Needs
    ranks: Ranks | None
    ladder: Ladder | None
    actions: tuple[ActionResult, ...]


def core_of(pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date) -> Core:
    """Decide the verdict and the plan, without what only the longer pages need: levers, higher rungs, how firm it is.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, by respondent.
        date: The day of the audit.
    """
    voices = heard_voices(pack, voices, settings.people)
    context = standing_on(pack, settings, voices, date)
    levels, facts = context.levels, context.facts
    mode = mode_of(settings)
    pillars = {pillar.id: _pillar(pillar, pack, levels) for pillar in pack.head.pillars}
    total = mean(pillars.values(), pack.verdict.bands)
    lenses = tuple(lens_result(lens, pack, levels) for lens in pack.lenses)
    words = on_word(pack, facts)
    rank, holding, others = lowest(all_caps(pack, facts, mode, pillars, total), mode) if mode else (None, (), ())
    wanted = needs(holding, lenses, words, context.found)
    ranks = ranks_of(context, mode) if mode else None
    ladder = Ladder(context, ranks, wanted, rank) if ranks is not None and rank is not None else None
    planner = Planner(context, wanted, lenses, {identity: pillar.maximum for identity, pillar in pillars.items()})
    actions = planner.plan(ladder.ways() if ladder is not None else Ways())
    return Core(
        context, voices, mode, pillars, total, lenses, words, rank, holding, others, wanted, ranks, ladder, actions
    )


def assess(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    date: datetime.date,
    *,
    product: str,
    answers_digest: str,
    round_name: str | None = None,
    advice: bool = True,
    brief: bool = False,
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
        advice: Whether the way up and the firmness are wanted; not of a round that another is compared with.
        brief: Whether only the verdict is wanted, with what to do first and until when it stands: without clock and load, the
            way up and how firm it is.
    """
    small = is_small(settings.profile)
    pack = pack.for_body(small=small)
    core = core_of(pack, settings, voices, date)
    context, mode, rank, actions = core.context, core.mode, core.rank, core.actions
    answers, levels = context.answers, context.levels
    if context.reading and not brief:
        actions = with_clock(actions, context.reading, _speaks(levels), date)
    actions = with_due_dates(actions, date, settings.holidays, settings.people)
    questions = tuple(
        question_result(
            question,
            pack,
            answers.get(question.id, OPEN),
            levels[question.id],
            mode,
            date,
            actions,
            _rests_on(question, context),
            small=small,
        )
        for question in pack.questions
    )
    inputs = tuple(
        input_result(item, settings, answers.get(item.id, OPEN), item.id in context.shown)
        for item in (*pack.profile, *pack.numbers)
    )
    way_up: tuple[WayResult, ...] = ()
    firmness, verdict_range, fall = None, None, None
    if core.ranks is not None and core.ladder is not None and mode is not None and rank is not None:
        best = best_rank(context, settings, mode, rank)
        only = any(cap.warnings_only for cap in core.holding)
        verdict_range = _range(pack, mode, rank, best, len(gaps(pack, settings, answers)), warnings_only=only)
        if advice and not brief:
            way_up = way_up_result(core.ladder, pack, mode)
            firmness = firmness_result(context, core.ranks, rank, best)
        if advice:
            fall = _fall(pack, mode, fall_of(pack, settings, core.voices, date, mode, rank))
    opened = still_open(pack, settings.profile, answers)
    far = progress(pack, settings.profile, answers)
    clock, load = (None, None) if brief else _clock_and_load(pack, settings, context)
    alternatives = _alternatives(settings)
    alternative = alternatives[settings.languages[0]]
    result = Result(
        product=product,
        pack=pack_result(pack),
        answers_digest=answers_digest,
        audit_id=settings.id,
        agency=own_words_in(settings.agency.names, settings.languages[0]),
        agency_names=_names(settings.agency),
        kind=pack.body.kind,
        audience=pack.body.audience,
        anybody=pack.anybody,
        languages=settings.languages,
        date=date,
        round=round_name,
        mode=mode,
        verdict=_verdict(core, opened).model_copy(update={"range": verdict_range, "falls_on": fall}),
        pillars=core.pillars,
        total=core.total,
        questions=questions,
        inputs=inputs,
        papers=()
        if brief
        else tuple(
            paper_results(
                pack,
                {question.id: question for question in questions},
                {item.id: item for item in inputs},
                mode,
                rank,
            )
        ),
        actions=actions,
        first=first_of(actions, rank),
        first_days=sum(action.days for action in actions if action.serves == NEXT_RUNG),
        weekly=_weekly(actions, context),
        lenses=core.lenses,
        cases=cases_result(pack, core.lenses, questions),
        sources=sources_result(pack, questions, core.lenses),
        seeds=seeds_result(pack),
        roles={role.id: role.title for role in pack.head.roles},
        alternative=alternative,
        alternatives={} if all(words == alternative for words in alternatives.values()) else alternatives,
        method=method_result(pack, mode, context.facts),
        without=() if context.reading else ("clock", "load"),
        progress=(far.answered, far.applicable),
        clock=clock,
        load=load,
        way_up=way_up,
        firmness=firmness,
        contradictions=tuple(_contradiction(finding) for finding in context.found),
        about=about_result(settings, voices, pack),
    )
    if len(voices) < 2 or not advice or brief:
        return result
    heard = disagreement(Audit(context, core.voices, core.pillars, core.ranks))
    return result.model_copy(update={"voices": heard})


def verdict_of(
    pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date, *, falls: bool = True
) -> Verdict:
    """Return the verdict alone, as it stands in a result, but for its range.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, by respondent.
        date: The day of the audit.
        falls: Whether it is wanted until when it stands.
    """
    pack = pack.for_body(small=is_small(settings.profile))
    core = core_of(pack, settings, voices, date)
    verdict = _verdict(core, still_open(pack, settings.profile, core.context.answers))
    if not falls or core.mode is None or core.rank is None:
        return verdict
    fall = _fall(pack, core.mode, fall_of(pack, settings, core.voices, date, core.mode, core.rank))
    return verdict.model_copy(update={"falls_on": fall})


def range_of(pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date) -> RungRange | None:
    """Return what the verdict is as things stand and at best, without all the rest; None without a mode.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, by respondent.
        date: The day of the audit.
    """
    core = core_of(pack, settings, voices, date)
    if core.mode is None or core.rank is None:
        return None
    best = best_rank(core.context, settings, core.mode, core.rank)
    only = any(cap.warnings_only for cap in core.holding)
    count = len(gaps(pack, settings, core.context.answers))
    return _range(pack, core.mode, core.rank, best, count, warnings_only=only)


def _rests_on(question: Question, context: Context) -> Mapping[str, int]:
    if context.reading is None or not is_computable(question) or context.levels[question.id].state == "hidden":
        return {}
    return levels_read(question, context.source, context.levels, context.date)


def _range(pack: Pack, mode: Mode, rank: int, best: int, count: int, *, warnings_only: bool) -> RungRange:
    now, then = rung_words(pack, mode, rank), rung_words(pack, mode, best)
    # Warnings only is a rung of its own in words, not in rank.
    warning = pack.verdict.warnings_only.of(mode) if warnings_only else None
    title = warning.title if warning is not None else now.title
    return RungRange(
        rung=now.id,
        rank=rank,
        title=title,
        best_rung=then.id,
        best_rank=best,
        best_title=title if best == rank else then.title,
        gaps=count,
    )


def _fall(pack: Pack, mode: Mode, fall: Fall | None) -> FallResult | None:
    if fall is None:
        return None
    words = rung_words(pack, mode, fall.rank)
    return FallResult(
        date=fall.date,
        through=fall.date - datetime.timedelta(days=1),
        rung=words.id,
        rank=fall.rank,
        title=words.title,
        caps=fall.caps,
    )


def _weekly(actions: Sequence[ActionResult], context: Context) -> WeeklyResult:
    """Add up the hours a week that a plan costs from then on."""
    serves = (NEXT_RUNG, RUNG_AFTER)
    hours = [
        sum((a.weekly for a in actions if a.serves in some), Fraction(0))
        for some in (serves[:1], serves, get_args(Serves))
    ]
    known = context.reading is not None and context.source.known(PEOPLE)
    there = context.reading.load.available * WORKING_DAYS if known and context.reading else None
    return WeeklyResult(first=hours[0], second=hours[1], whole=hours[2], there=there)


def _names(agency: Agency) -> dict[str, str]:
    return {} if EVERY_LANGUAGE in agency.names else dict(agency.names)


def _alternatives(settings: Settings) -> dict[str, AlternativeResult]:
    given = settings.alternative
    return {
        language: AlternativeResult(
            service=own_words_in(given.service, language),
            amount=own_words_in(given.amount, language),
            complaints=own_words_in(given.complaints, language),
            of=own_words_in(given.of, language),
        )
        for language in settings.languages
    }


def _clock_and_load(pack: Pack, settings: Settings, context: Context) -> tuple[ClockResult | None, LoadResult | None]:
    reading = context.reading
    if reading is None:
        return None, None
    published = context.levels.get(HOURS_PUBLISHED)
    hours = 0 if published is None else published.shown or 0
    accounts = settings.profile.get(ACCOUNTS)
    count = cast("Mapping[str, object]", accounts).get("accounts") if isinstance(accounts, Mapping) else None
    return (
        clock_result(pack, reading, settings.holidays, context.date, hours, settings.profile.get(PURPOSE)),
        load_result(
            reading.source,
            reading.load,
            reading.numbers.watch,
            int(count) if isinstance(count, Fraction) else None,
        ),
    )


def _contradiction(finding: Finding) -> ContradictionResult:
    check = finding.check
    return ContradictionResult(
        id=check.id,
        title=check.title,
        text=check.unsure if finding.unsure else check.text,
        unsure=finding.unsure,
        lowers=check.lowers,
        claim=finding.claim,
        against=finding.against,
    )


def mode_of(settings: Settings) -> Mode | None:
    """Return whether accounts are live; None where nobody said."""
    value = settings.profile.get(MODE)
    if value == "plan":
        return "plan"
    return "run" if value == "run" else None


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
    figures = sums.figures(pack.verdict.bands)
    return PillarResult(
        title=pillar.title,
        why=pillar.why,
        public_state=_public_state(pillar, figures),
        public_work=pillar.public.work if pillar.public else None,
        **figures.model_dump(),
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


def _public_state(pillar: Pillar, figures: Figures) -> Text | None:
    """Return the sentence for the band of a pillar."""
    if pillar.public is None or figures.band is None:
        return None
    words = pillar.public
    return {"stop": words.missing, "weak": words.weak, "fair": words.fair, "good": words.good}[figures.band]


def _verdict(core: Core, opened: tuple[str, ...]) -> Verdict:
    pack, mode, rank, holding = core.context.pack, core.mode, core.rank, core.holding
    if mode is None or rank is None:
        return Verdict(rung=None, rank=None, open=opened)
    warnings_only = any(cap.warnings_only for cap in holding)
    rungs = (pack.verdict.warnings_only,) if warnings_only else pack.verdict.rungs
    rung = next(rung.of(mode) for rung in rungs if rung.rank == rank and rung.of(mode) is not None)
    assert rung is not None
    names = [cap.name for cap in holding]
    only_monitoring = names == [MONITORING_GATE]
    held = {held.question for cap in holding for held in cap.answers}
    ask_again = _ask_again(pack, rank, rung.id, only_monitoring, core.context.date)
    reason: Reason | None = ("monitoring" if only_monitoring else "intent") if rank == 0 else None
    return Verdict(
        rung=rung.id,
        rank=rank,
        title=rung.title,
        headline=rung.headline,
        public=rung.public,
        means=rung.means,
        next=rung.next,
        caps=holding,
        other_caps=core.others,
        open=opened,
        open_holding=tuple(question for question in opened if question in held),
        on_word=core.words,
        warnings_only=warnings_only,
        reason=reason,
        week_steps=tuple(_week_steps(pack, reason)),
        ask_again=ask_again,
        letters=tuple(_letters(pack, mode, holding)) if rank == 0 else (),
    )


def _letters(pack: Pack, mode: Mode, holding: Sequence[Cap]) -> Iterator[LetterResult]:
    """Give the letters whose gate holds because of an answer that was given; one for what nobody answered states what is not so."""
    for letter in pack.verdict.letters:
        answers = [held for cap in holding if cap.name in letter.when for held in cap.answers]
        if answers and all(held.state == "answered" for held in answers):
            words = letter.of(mode)
            yield LetterResult(
                id=letter.id, to=letter.to, question=answers[0].question, subject=words.subject, body=words.body
            )


def _week_steps(pack: Pack, reason: Reason | None) -> Iterator[WeekStepResult]:
    """Give what to do this week for what holds the verdict at the lowest rung."""
    for step in getattr(pack.verdict.this_week, reason) if reason is not None else ():
        yield WeekStepResult(title=step.title, how=step.how)


def _ask_again(pack: Pack, rank: int, rung: str, only_monitoring: bool, date: datetime.date) -> datetime.date | None:
    """Return the day to ask again: of the rung, else of the rank; whoever only has to start looking asks as at rank 1."""
    spans = pack.verdict.ask_again
    span = spans.get("1") if rank == 0 and only_monitoring else spans.get(rung, spans.get(str(rank)))
    if span is None:
        return None
    return later(date, span)
