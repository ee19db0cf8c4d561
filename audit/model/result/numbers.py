"""The parts of a result that come from numbers: clock, load, contradictions, the way up, how firm the verdict is."""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from audit.model.base import Frozen
from audit.model.shares import Amount, Share

Words = Mapping[str, str]


class Breakpoint(NamedTuple):
    """Where the line of the week bends or jumps; written as a pair. Two that share their minute are a jump."""

    minute: int
    """The moment of the post, in minutes from Monday 00:00: 0 to 10080."""
    wait: int | None
    """Minutes until the first own words; None: never."""


class Interval(NamedTuple):
    """A stretch of the week, in minutes from Monday 00:00, written as a pair; without length it is a moment."""

    begin: int
    end: int
    """At most 10080, the end of Sunday."""


class TimesResult(Frozen):
    """How long arrivals of a week wait, in minutes."""

    mean: Amount
    median: Amount
    p90: Amount
    worst: int
    worst_moment: int
    """Minutes from Monday 00:00."""
    just_after: bool
    """The worst is approached just after that moment, not reached at it."""
    within: Mapping[str, Share]
    """Share of the week by minutes: 15, 60, 240, 1440."""


class PartsResult(Frozen):
    """Where the time to first own words goes, in minutes."""

    look: Amount
    check: Amount
    draft: Amount
    approvals: tuple[Amount, ...]
    office: Amount
    """Waiting for office hours of approvers."""
    publish: Amount

    @property
    def total(self) -> Fraction:
        """The whole, which the parts add up to."""
        return self.look + self.check + self.draft + sum(self.approvals, Fraction(0)) + self.office + self.publish


class ReplayResult(Frozen):
    """A real case that falls on the agency's own week. Minutes; None: never."""

    case: str
    title: Words
    day: str
    time: str
    documented: bool
    seen: int | None
    said: int | None
    real_seen: Amount | None
    real_seen_text: Words | None
    real_said: Amount | None
    real_said_text: Words | None


class LeverResult(Frozen):
    """What a change, or a pair of changes, would lead to. Minutes; None: never."""

    levers: tuple[str, ...]
    seen: Amount | None
    said: Amount | None
    worst: int | None
    within_hour: Share
    seen_worst: int | None = None
    """Until somebody sees it, at worst; null too where an older version made the result."""
    seen_within_hour: Share | None = None


class HolidayResult(Frozen):
    """The longest stretch of days off of the coming year. Minutes; None: never."""

    first: datetime.date
    last: datetime.date
    days: int
    worst: int | None
    worst_moment: datetime.datetime | None
    as_sunday: bool
    """No watch was given for holidays, so Sunday's was taken."""


class IncidentResult(Frozen):
    """The last real case or drill beside the clock. Minutes."""

    real: int
    computed: int | None
    beats: bool
    """It took more than twice as long as the clock says for its own moment."""
    posted: datetime.datetime
    counts: bool = True
    """It is recent enough to stand beside the clock."""


class ClockResult(Frozen):
    """The response clock of this agency."""

    seen: TimesResult | None
    """None: never."""
    said: TimesResult | None
    worst: int | None
    """Minutes to first own words that gates read: the computed worst, or the real one where that beats it; None: never."""
    on_average: PartsResult | None
    at_worst: PartsResult | None
    week: tuple[tuple[int | None, ...], ...]
    """Seven days of 24 hours: the longest time to first own words of a post in that hour, in minutes; None: never."""
    watched_minutes: int
    """Of the 10080 minutes of a week."""
    assumed: tuple[str, ...]
    told_by_others: bool
    """Out of hours others may ring a phone: that is being told, not finding out."""
    half_life: int
    """Minutes in which half of a post's reach is spent; the model behind `reach`."""
    reach_at_mean: Share | None
    reach_at_worst: Share | None
    replay: tuple[ReplayResult, ...]
    replay_outside: tuple[int, int]
    """How many of the documented cases begin outside Monday to Friday 09-18, of how many."""
    levers: tuple[LeverResult, ...]
    incident: IncidentResult | None
    holiday: HolidayResult | None
    promised_worst: int | None = None
    """The most minutes of a wait that fall into the hours promised in public; None where none are, or where nothing is ever said."""
    promised_moment: int | None = None
    """When that wait begins, in minutes from Monday 00:00."""
    published: bool = False
    """Hours are published: enough of them, watched, and with a way to reach somebody when it cannot wait (RULES 4)."""
    stand: bool = False
    """Published hours are kept, so that gates hold no silence beyond them against the body."""
    curve: tuple[Breakpoint, ...] = ()
    """The wait of a post of any moment until the first own words, from minute 0 to 10080: exact at each breakpoint, straight
    between two of them. Empty where an older version made the result."""
    curve_after: tuple[Breakpoint, ...] = ()
    """The same after the first of `levers`; empty where there is none."""
    looked: tuple[Interval, ...] = ()
    """When somebody looks at least once an hour, or alerts come; a single look has no length."""
    speaking: tuple[Interval, ...] = ()
    """When words can go out: in the hours of approvers, or at any hour where nothing waits for them."""


class LoadResult(Frozen):
    """Hours of work against hours of people."""

    needed: Amount | None
    """Hours a day; None where the number of messages is not known."""
    available: Amount
    ratio: Amount | None
    nobody: bool
    assumed: tuple[str, ...]
    surge: Amount
    surge_assumed: bool
    surge_needed: Amount | None
    surge_ratio: Amount | None
    backlog: Amount | None
    """Hours by which the backlog grows on a normal day."""
    surge_backlog: Amount | None
    fits: Share | None
    """Share of the messages that the people can handle at a load of 0.85; 1 where all."""
    accounts: int | None
    accounts_fit: int | None
    one_away_ratio: Amount | None
    """The load when one person is away; None where nobody is left or the load is not known."""
    one_away_nobody: bool
    promised_hours: Amount | None
    """Hours a week promised in public; None where nothing was said."""
    watched_hours: Amount
    outside_hours: Amount | None
    """Promised hours a week that nobody watches."""
    seat_people: Amount | None
    """People for one seat during the promised hours, leave included."""
    people: Amount | None = None
    """How many people do this work; None where nobody said."""
    people_fit: int | None = None
    """People who would do a normal day at a load of 0.85, each with the hours of those who are there; None where that is not known."""
    surge_people_fit: int | None = None
    """The same for a day of surge."""


class ContradictionResult(Frozen):
    """Two answers that cannot both be true, or cannot be confirmed."""

    id: str
    title: Words
    text: Words
    unsure: bool
    lowers: str | None
    claim: tuple[str, ...]
    against: tuple[str, ...]


class StepResult(Frozen):
    """One step of the way up: a question raised, or shown, or numbers changed."""

    action: str
    """An action's id."""
    question: str
    title: Words
    start: int
    to: int
    days: int
    owner: str
    waits: int = 0
    """Calendar days from its first day of work before it is done; ours."""
    weekly: Amount = Fraction(0)
    """Hours a week that it costs from then on; ours."""
    decides: str | None = None
    """The role that signs; None where that is the owner."""


class OtherWayResult(Frozen):
    """Another way to the same rung that takes about as long."""

    days: int
    steps: tuple[StepResult, ...]


class WayResult(Frozen):
    """The least work that reaches a rung."""

    rank: int
    rung: str
    title: Words
    reachable: bool
    days: int
    steps: tuple[StepResult, ...]
    weeks: Mapping[str, Amount]
    """Working weeks by owner role."""
    missing: tuple[str, ...]
    """Where it cannot be reached: the caps that actions cannot lift."""
    if_you_want: bool = False
    """It is worked out as if L01 were at 1: wanting to hear is not an action (RULES 6)."""
    ends_open: bool = False
    """It counts on the best that finding out numbers can bring: what comes after that depends on what is found."""
    by_hours: OtherWayResult | None = None
    """Where this way gives somebody authority at night: the one by published hours, if it takes about as long; of the next rung only."""


class WeeklyResult(Frozen):
    """Hours a week that the plan costs from then on; ours."""

    first: Amount
    """Of what leads to the next rung."""
    second: Amount
    """Of that and of what leads to the rung after it."""
    whole: Amount
    """Of the whole plan."""
    there: Amount | None
    """The hours of a working week that people have for it (N11); None where that is not known."""


class SwingResult(Frozen):
    """One answer that, changed by one level, changes the verdict."""

    question: str
    title: Words
    level: int
    to: int
    rung: str
    rung_title: Words


class RangeResult(Frozen):
    """The range of a pillar's shown share under every weight between half and double."""

    lowest: Share
    highest: Share


class FirmnessResult(Frozen):
    """How firm the verdict is."""

    swings: tuple[SwingResult, ...]
    weights: Mapping[str, RangeResult]
    weights_rungs: tuple[str, ...]
    """The rungs that some weights between half and double would give, the lowest first."""
    unknown_best: str | None
    unknown_worst: str | None
    """The rung if everything unknown turned out best, or worst; None where nothing is unknown."""
