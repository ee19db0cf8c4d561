"""The result of an audit: everything a page or an export says. Written as `result.json`.

It holds the texts it needs in its languages, so that it renders without its pack (RULES 9). Shares are exact inside and
numbers from 0 to 1 in JSON. Optional parts are added by later versions; what is here never changes its meaning.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from pydantic import Field

from audit.model.base import Frozen
from audit.model.pack import Mode, Tag
from audit.model.result.about import AboutResult
from audit.model.result.accounts import AccountsResult
from audit.model.result.numbers import (
    ClockResult,
    ContradictionResult,
    FirmnessResult,
    LeverResult,
    LoadResult,
    WayResult,
    WeeklyResult,
)
from audit.model.result.progress import ProgressResult
from audit.model.result.responses import ResponseResult
from audit.model.result.voices import VoicesResult
from audit.model.shares import Amount, Share

RESULT_FORMAT = 1


Words = Mapping[str, str]
"""A text in the result's languages."""

Standing = Literal["answered", "unknown", "not applicable", "open", "hidden", "not assessed"]
Lowered = Literal["evidence", "contradiction"]
BandName = Literal["stop", "weak", "fair", "good"]
Edition = Literal["internal", "client", "public"]
"""How much a report shows."""


class Figures(Frozen):
    """Three shares: what can be proved, what was answered, what it would be if every unknown turned out best."""

    shown: Share | None
    claimed: Share | None
    possible: Share | None
    band: BandName | None
    """The band of `shown`."""


class PillarResult(Figures):
    """One pillar, with the points that its figures come from."""

    title: Words
    why: Words
    public_state: Words | None = None
    """How it stands, in a sentence for the public; None where nothing was assessed."""
    public_work: Words | None = None
    """What work on it is about, in words for the public."""
    points_shown: int
    points_claimed: int
    points_possible: int
    maximum: int
    """Four times the weights of the questions that apply and are assessed."""
    assessed: tuple[str, ...]
    not_applicable: tuple[str, ...]
    not_assessed: tuple[str, ...]
    not_applicable_share: Share
    """Share of the weight of all shown questions that is left out as not applicable."""
    not_assessed_share: Share


class SampleResult(Frozen):
    """How many of how many were looked at."""

    looked: int
    of: int


class EvidenceResult(Frozen):
    """One piece of evidence, and whether it counts on the day of the audit."""

    what: str
    where: str = ""
    date: datetime.date | None = None
    fresh: bool
    expires: datetime.date | None = None
    """The last day on which it counts; None where it counts never."""
    complete: bool = True
    """It says what it is, where it lies and of which day it is."""
    how: Literal["told", "seen", "tested"] = "told"
    """Whether somebody else has looked."""
    checked_by: str = ""
    """A role of the pack, or `outside`."""
    checked_on: datetime.date | None = None
    sample: SampleResult | None = None
    """Where only a part was looked at: how many of how many."""
    law: bool = False
    """It is the law that obliges the body to warn people."""


class QuestionResult(Frozen):
    """One question with its answer."""

    id: str
    pillar: str
    title: Words
    ask: Words
    why: Words
    levels: tuple[Words, ...]
    show: Words
    state: Standing
    shown: int | None
    claimed: int | None
    possible: int | None
    lowered: Lowered | None = None
    """Why `shown` is below `claimed`."""
    computed: tuple[str, ...] = ()
    rests_on: Mapping[str, int] = {}
    """Of a computed question: the questions whose shown level it hangs on, and from which level on each changes it."""
    choice: Words | None = None
    choice_id: str | None = None
    options: Mapping[str, Words] = {}
    """The words of each choice there was, by its id: voices name the id only."""
    purposes: tuple[str, ...] = ()
    """Why an account is wanted: ids of `options`."""
    hearing: tuple[str, ...] = ()
    """The purposes that need somebody who hears; without one of them the level is 0."""
    without_voice_ask: Words | None = None
    """The one question behind the purposes: would you still want it without a voice of your own?"""
    without_voice: str | None = None
    """Its answer: an id of `options`."""
    text: str = ""
    note: str = ""
    reason: str = ""
    """Why it does not apply."""
    evidence: tuple[EvidenceResult, ...] = ()
    evidence_fresh: bool = False
    evidence_checked: bool = False
    """Somebody else has seen or tested a piece that counts."""
    answered: datetime.date | None = None
    confirm: bool = False
    """Carried over from an earlier round and not confirmed yet."""
    weight: int
    gate: bool = False
    security: bool = False
    shelf_life: int
    """Months; 0 where it is counted in days."""
    shelf_days: int = 0
    roles: tuple[str, ...]
    guards: tuple[str, ...]
    sources: tuple[str, ...]
    actions: tuple[str, ...]


class InputResult(Frozen):
    """One number, schedule, choice or text with its answer."""

    id: str
    pillar: str | None
    kind: str
    title: Words
    ask: Words
    why: Words
    state: Standing
    value: object | None = None
    """As an answers file writes it."""
    label: Words | None = None
    """The words of a choice."""
    options: Mapping[str, Words] = {}
    """The words of each choice there was, by its id: voices name the id only."""
    parts: Mapping[str, Words] = {}
    unit: str | None = None
    units: Mapping[str, str] = {}
    note: str = ""
    confirm: bool = False
    """Carried over from an earlier round and not confirmed yet."""
    security: bool = False


class Held(Frozen):
    """An answer that holds a cap."""

    question: str
    shown: int | None
    state: Standing


class Cap(Frozen):
    """What holds the verdict at a rank: a gate, a floor, a pillar without assessment, or the terms of the top rung."""

    name: str
    """A gate's id, `floor:<pillar>`, `floor:total`, `not-assessed:<pillar>` or `sustain`."""
    rank: int
    title: Words | None = None
    text: Words | None = None
    why: Words | None = None
    below: int | None = None
    """For a floor: the per cent that was not reached."""
    answers: tuple[Held, ...] = ()
    warnings_only: bool = False
    """Held where people may be warned of danger, and nothing else."""


class LetterResult(Frozen):
    """A letter to whoever asked for an account. There is one only where the answer that decides was given."""

    id: str
    to: str
    question: str = ""
    """The question whose answer decides; `{answer}` in the body stands for that answer."""
    subject: Words
    body: tuple[Words, ...]


class WeekStepResult(Frozen):
    """One thing to do this week, where the report advises against."""

    title: Words
    how: Words


class RungRange(Frozen):
    """From the rung as it stands to the rung that it could be once the gaps are filled (RULES 1.6)."""

    rung: str
    rank: int
    title: Words
    best_rung: str
    best_rank: int
    best_title: Words
    gaps: int = 0
    """How many answers and numbers are open, unknown or blank in part."""


class FallResult(Frozen):
    """The first day on which the same answers put the rung below today's (RULES 4)."""

    date: datetime.date
    through: datetime.date
    """The last day before it: the verdict stands through this day."""
    rung: str
    rank: int
    title: Words
    caps: tuple[Cap, ...]
    """Everything that holds it there on that day."""


class EarlierVerdict(Frozen):
    """What the same answers gave on an earlier day."""

    date: datetime.date
    rung: str
    rank: int
    title: Words


class Verdict(Frozen):
    """The verdict. Without mode (X4) there is none: every field is empty."""

    rung: str | None
    rank: int | None
    title: Words | None = None
    headline: Words | None = None
    public: Words | None = None
    """The headline for the public, in the third person; `{agency}` stands for the agency's name."""
    means: Words | None = None
    next: Words | None = None
    caps: tuple[Cap, ...] = ()
    """Those of the lowest rank."""
    other_caps: tuple[Cap, ...] = ()
    """Those that would hold it next, in order of rank."""
    open: tuple[str, ...] = ()
    """Questions and numbers that are open: the verdict is so far only."""
    open_holding: tuple[str, ...] = ()
    """Those of them that hold the verdict where it is."""
    on_word: tuple[str, ...] = ()
    """Gate questions that pass without fresh evidence that somebody else has seen."""
    warnings_only: bool = False
    """A duty to warn people is proved, and nothing more: the words of the rung are those of "warnings only"."""
    reason: Literal["intent", "monitoring"] | None = None
    """For the lowest rung: what its page is about."""
    this_week: tuple[str, ...] = ()
    """Action ids, in a result of the first release."""
    week_steps: tuple[WeekStepResult, ...] = ()
    """What to do this week, at the lowest rung."""
    range: RungRange | None = None
    """The rung as it stands, and with all gaps filled at their best; None in a result of the first release."""
    falls_on: FallResult | None = None
    """When ageing evidence puts the rung below this one; None where that is not within two years."""
    as_finished: EarlierVerdict | None = None
    """The verdict of the day on which the round was finished, where evidence that grew old has put it lower since."""
    ask_again: datetime.date | None = None
    letters: tuple[LetterResult, ...] = ()


class ActionResult(Frozen):
    """One action of this audit."""

    id: str
    question: str
    pillar: str
    kind: Literal["level", "find-out", "show", "checked", "which-is-true"]
    start: int
    to: int | None
    title: Words
    why: Words
    how: tuple[Words, ...]
    done_when: Words
    days: int
    effort: Literal["S", "M", "L"]
    waits: int = 0
    """Calendar days from its first day of work before `done_when` can be true; ours."""
    weekly: Amount = Fraction(0)
    """Hours a week that it costs from then on; ours."""
    owner: str
    """The role that does the work."""
    decides: str | None = None
    """The role that signs; None where that is the owner."""
    due: datetime.date | None = None
    """When it is done if whoever holds its role does one action after the other; our arithmetic."""
    tier: int
    """0 the verdict waits for it at a gate, 1 at a floor, 2 the first broken link waits for it, 3 the rest."""
    serves: Literal[1, 2, 3, 4, 5] | None = None
    """What it is in the plan for: 1 the next rung, 2 the rung after that, 3 an answer shown at 0, 4 one at 1, 5 points.
    None in a result of the first release."""
    gain: Share
    """What it adds to the total."""
    sets: Mapping[str, object] = {}
    buys: LeverResult | None = None
    """What the clock says after it, where it sets numbers of the clock."""


class LinkResult(Figures):
    """One link of a lens."""

    id: str
    apart: bool
    title: Words
    means: Words
    holds: Words
    breaks: Words
    guards: tuple[str, ...]
    cases: tuple[str, ...]
    weak: bool
    """Shown below one half."""


class LensResult(Frozen):
    """One lens: links or properties with their strength."""

    id: str
    kind: Literal["sequence", "set"]
    title: Words
    intro: Words
    sources: tuple[str, ...]
    links: tuple[LinkResult, ...]
    first_weak: str | None
    """In a sequence: where it breaks."""


class CaseTimeResult(Frozen):
    """One moment of a case."""

    time: str
    text: Words


class CaseResult(Frozen):
    """A case that a page of the report tells."""

    id: str
    title: Words
    date: str
    place: Words
    what: Words
    lesson: Words
    tag: Tag
    sources: tuple[str, ...]
    clock: tuple[CaseTimeResult, ...] = ()
    """What happened when, in order."""


class SourceResult(Frozen):
    """A source that the report rests on."""

    id: str
    title: Words
    by: Words
    year: str
    url: str
    tag: Tag
    says: Words
    number: Words | None = None
    used_by: tuple[str, ...]


class SeedResult(Frozen):
    """A sentence of the founding essays and where it went."""

    id: str
    doc: str
    text: Words
    used_by: tuple[str, ...]


class AgreementResult(Frozen):
    """How alike two simulated readers answered the pack's questions about a few invented bodies."""

    dossiers: int
    agreed: Mapping[str, int]
    """Question -> the dossiers of which both chose the same level."""


class PackResult(Frozen):
    """Which pack was used."""

    id: str
    version: str
    digest: str
    title: Words
    rule: Words
    assumptions: tuple[Words, ...]
    agreement: AgreementResult | None = None
    """None where the pack says nothing of it."""


class GateText(Frozen):
    """A gate as the method page explains it."""

    id: str
    title: Words
    why: Words
    questions: tuple[str, ...]
    assessed: bool
    caps: tuple[int, ...]


class RungText(Frozen):
    """A rung as the method page explains it."""

    rank: int
    id: str
    title: Words
    means: Words
    public: Words | None = None
    """The same for the public, in the third person; `{agency}` stands for the agency's name."""


class AlternativeResult(Frozen):
    """What the same money could do elsewhere; free text of the agency."""

    service: str = ""
    amount: str = ""
    complaints: str = ""
    of: str = ""
    """Of how many complaints in all."""


class Method(Frozen):
    """The rules this result was computed by."""

    bands: Mapping[str, int]
    floors: tuple[tuple[str, int, int], ...]
    """`pillar` or `total`, below how many per cent, which rank at most."""
    sustain_pillar: int
    sustain_questions: Mapping[str, int]
    gates: tuple[GateText, ...]
    rungs: tuple[RungText, ...]
    effort_small: int
    effort_medium: int


class PaperResult(Frozen):
    """A paper that starts the work, and what is missing to fill it."""

    id: str
    title: Words
    purpose: Words
    starts: tuple[str, ...] = ()
    """The questions whose next step it helps with."""
    missing: tuple[str, ...] = ()
    """Questions and inputs without an answer that would fill it."""
    fits: bool = True
    """Whether the verdict leads to it; a charter of a pilot comes later where there is none yet."""


class Result(Frozen):
    """A whole audit, assessed."""

    format: int = RESULT_FORMAT
    edition: Edition = "internal"
    """What was cut out of it: nothing, or what the client or the public does not see."""
    short: bool = False
    """Whether its report has only the pages of a first verdict."""
    product: str
    """Version of Listen First that wrote it."""
    pack: PackResult
    answers_digest: str
    """Over what was answered, whatever else lies in the folder; see `answers_digest` in `audit/files/digest.py`."""
    audit_id: str = ""
    """Which audit it is: results of one body, at any time and in any folder, have the same. Empty in old folders."""
    agency: str
    """Its name in the first language of the result."""
    agency_names: Mapping[str, str] = {}
    """Its name by language, where it was given by language."""
    kind: str = "public"
    """What kind of body it is, and so what the texts call it."""
    audience: str = "people"
    """Whom it serves, by the name of `audit.yml`; `people` where nothing is known."""
    anybody: Mapping[str, str] = {}
    """One of its kind, as a sentence about any of them begins; empty in a result of the first release."""
    languages: tuple[str, ...]
    date: datetime.date
    """The day of the audit: evidence ages to it."""
    round: str | None
    draft: bool = False
    """Whether the round is not finished, or was answered otherwise since; a result of the first release never says so."""
    finished: datetime.date | None = None
    """The day on which the round was finished, also where it is a draft again; None where it never was."""
    mode: Mode | None
    verdict: Verdict
    pillars: Mapping[str, PillarResult]
    total: Figures
    questions: tuple[QuestionResult, ...]
    inputs: tuple[InputResult, ...]
    actions: tuple[ActionResult, ...]
    """In the order to do them."""
    first: tuple[str, ...]
    """The ids of the first six of what leads to the next rung; empty at the lowest rung and at the top."""
    first_days: int | None = None
    """Person-days of everything that leads to the next rung, shown or not; None in a result of the first release."""
    weekly: WeeklyResult | None = None
    """The hours a week that the plan costs from then on, beside those that there are."""
    lenses: tuple[LensResult, ...]
    cases: tuple[CaseResult, ...]
    sources: tuple[SourceResult, ...]
    seeds: tuple[SeedResult, ...]
    roles: Mapping[str, Words]
    alternative: AlternativeResult
    """In the first language of the result."""
    alternatives: Mapping[str, AlternativeResult] = {}
    """The same in every language of the result, where it was written by language."""
    method: Method
    without: tuple[Literal["clock", "load"], ...] = ()
    """What could not be assessed because the pack does not ask for the numbers."""
    clock: ClockResult | None = None
    load: LoadResult | None = None
    contradictions: tuple[ContradictionResult, ...] = ()
    way_up: tuple[WayResult, ...] = ()
    firmness: FirmnessResult | None = None
    voices: VoicesResult | None = None
    """Every voice of a round with two or more respondents."""
    papers: tuple[PaperResult, ...] = ()
    """Papers that start the work; none in a result of an earlier version."""
    before: ProgressResult | None = None
    """What changed since the round before; None in the first."""
    accounts: AccountsResult | None = None
    """The register of accounts as it stands now; None where there is none, of an earlier round, and in older results."""
    about: AboutResult | None = None
    """What the audit says about itself; None in a result of an earlier version."""
    responses: Mapping[str, ResponseResult] = {}
    """What the agency says to the plan, by action."""
    response_sent: datetime.date | None = None
    """The day on which the agency sent its answer to the draft; None where it has not."""
    progress: tuple[int, int] = Field(description="Answered and applicable questions and inputs.")

    def agency_in(self, language: str) -> str:
        """Return the agency's name for the reader of a language."""
        return self.agency_names.get(language, self.agency)

    def alternative_in(self, language: str) -> AlternativeResult:
        """Return what the same money could do, for the reader of a language."""
        return self.alternatives.get(language, self.alternative)
