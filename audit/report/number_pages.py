"""What the pages say that come from numbers: clock, load, contradictions, the way up, how firm the verdict is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.model.numbers_result import (
    ClockResult,
    ContradictionResult,
    LeverResult,
    LoadResult,
    PartsResult,
    ReplayResult,
    WayResult,
)
from audit.model.result import Result
from audit.report.reader import Reader, half_away

HOUR, TWO_HOURS, DAY = 60, 120, 1440
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEVERS_SHOWN = 10


def band_of_minutes(minutes: int | Fraction | None) -> str:
    """Name the band of a time to first own words (RULES 3.9): within one hour, two hours, a day, above or never."""
    if minutes is None or minutes > DAY:
        return "stop"
    return "good" if minutes <= HOUR else "fair" if minutes <= TWO_HOURS else "weak"


@dataclass(frozen=True)
class Cell:
    """One hour of the week."""

    band: str
    shape: str
    words: str


@dataclass(frozen=True)
class PartOfTime:
    """One part of the time to first own words."""

    title: str
    average: str
    worst: str
    share: int
    """Per cent of the average."""
    start: int
    """Per cent where it begins in the bar."""
    kind: str


class NumberPages:
    """Sentences, rows and cells of the pages that come from numbers.

    Args:
        result: The assessed audit.
        reader: The reader's language.
    """

    def __init__(self, result: Result, reader: Reader) -> None:
        self.result = result
        self.reader = reader

    def _say(self, text: str, **values: object) -> str:
        return self.reader.say(text, **values)

    # -- time ---------------------------------------------------------------------------------------------------

    def length(self, minutes: int | Fraction | None) -> str:
        """Write a length of time: 35 min, 7.4 h, never."""
        if minutes is None:
            return self._say("never")
        if minutes < TWO_HOURS:
            return self._say("{minutes} min", minutes=half_away(Fraction(minutes), 1))
        tenths = half_away(Fraction(minutes) / HOUR, 10)
        return self._say("{hours} h", hours=f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10))

    def moment(self, minute: int) -> str:
        """Write a moment of the week: Friday 18:00."""
        day, rest = divmod(minute % (7 * DAY), DAY)
        return self._say(
            "{day} {time}", day=self.reader.day_of_week(WEEKDAYS[day]), time=f"{rest // 60:02d}:{rest % 60:02d}"
        )

    def per_cent(self, share: Fraction) -> str:
        """Write a share in per cent."""
        return self.reader.percent(share)

    # -- clock --------------------------------------------------------------------------------------------------

    @property
    def clock(self) -> ClockResult | None:
        """The clock, where the pack asks for its numbers."""
        return self.result.clock

    @property
    def clock_finding(self) -> str:
        """Say in one sentence how long it takes at worst."""
        clock = self.result.clock
        if clock is None:
            return ""
        if clock.seen is None:
            return self._say("Nobody would ever see it: no look and no alert is planned.")
        if clock.said is None:
            return self._say("There would never be words of your own: an approval waits for hours that do not exist.")
        said = clock.said
        values = {
            "moment": self.moment(said.worst_moment),
            "answer": self.moment(said.worst_moment + said.worst),
            "length": self.length(said.worst),
        }
        if said.just_after:
            return self._say("A post just after {moment} gets your first words on {answer}, {length} later", **values)
        return self._say("A post on {moment} gets your first words on {answer}, {length} later", **values)

    @property
    def clock_average(self) -> str:
        """Say how long it takes on average, and how much of the week is answered within the hour."""
        clock = self.result.clock
        if clock is None or clock.said is None or clock.seen is None:
            return ""
        return self._say(
            "On average somebody sees a post after {seen}, and first words come after {said}. {share} of the week is answered within an hour.",
            seen=self.length(clock.seen.mean),
            said=self.length(clock.said.mean),
            share=self.per_cent(clock.said.within["60"]),
        )

    @property
    def clock_remarks(self) -> tuple[str, ...]:
        """What must be said beside the clock: defaults, being told by others, the real case, the half-life model."""
        clock = self.result.clock
        if clock is None:
            return ()
        remarks = []
        if clock.assumed:
            remarks.append(
                self._say(
                    "Assumed: {ids} were not answered, so our defaults stand in. A default earns no level and passes no gate.",
                    ids=", ".join(clock.assumed),
                )
            )
        if clock.told_by_others:
            remarks.append(
                self._say(
                    "A phone that others may ring is not finding out: you will be told, by somebody who saw it before you. The clock does not count it."
                )
            )
        if clock.incident is not None:
            incident = clock.incident
            text = self._say(
                "The last real case or drill took {real}; the clock says {computed} for that moment.",
                real=self.length(incident.real),
                computed=self.length(incident.computed),
            )
            if incident.beats:
                text += " " + self._say(
                    "The real time is more than twice as long, so levels and gates read the real one."
                )
            remarks.append(text)
        if clock.reach_at_mean is not None and clock.reach_at_worst is not None:
            remarks.append(
                self._say(
                    "A model, not a measurement: with a half-life of {minutes} minutes (B13), {mean} of a post's reach is spent when your first words come on average, and {worst} at worst.",
                    minutes=clock.half_life,
                    mean=self.per_cent(clock.reach_at_mean),
                    worst=self.per_cent(clock.reach_at_worst),
                )
            )
        return tuple(remarks)

    @property
    def week(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The week, a row a day, a cell an hour: the longest wait of a post in that hour."""
        clock = self.result.clock
        if clock is None:
            return ()
        return tuple(
            (self.reader.day_of_week(name), tuple(self._cell(minutes) for minutes in hours))
            for name, hours in zip(WEEKDAYS, clock.week, strict=True)
        )

    def _cell(self, minutes: int | None) -> Cell:
        band = band_of_minutes(minutes)
        return Cell(band, self.reader.shape(band), self.length(minutes))

    @property
    def week_sentence(self) -> str:
        """Say in one sentence what the week looks like."""
        clock = self.result.clock
        if clock is None:
            return ""
        hours = [minutes for day in clock.week for minutes in day]
        good = sum(1 for minutes in hours if band_of_minutes(minutes) == "good")
        bad = sum(1 for minutes in hours if band_of_minutes(minutes) == "stop")
        if good == len(hours):
            return self._say("Whatever the hour, first words come within an hour.")
        late = self._say("in {bad} hours of the week some posts wait longer than a day", bad=bad)
        if good:
            text = self._say("In {good} of 168 hours every post gets first words within an hour", good=good)
        else:
            text = self._say("In no hour of the week is every post answered within an hour")
        return f"{text}; {late}" if bad else text

    @property
    def week_key(self) -> tuple[tuple[str, str, str], ...]:
        """The bands of the week: band, shape, words."""
        words = {
            "good": self._say("within 1 hour"),
            "fair": self._say("within 2 hours"),
            "weak": self._say("within 24 hours"),
            "stop": self._say("later, or never"),
        }
        return tuple((band, self.reader.shape(band), text) for band, text in words.items())

    @property
    def times(self) -> tuple[tuple[str, str, str], ...]:
        """Rows: what, until somebody sees it, until first own words."""
        clock = self.result.clock
        if clock is None:
            return ()
        seen, said = clock.seen, clock.said

        def both(title: str, name: str) -> tuple[str, str, str]:
            return (
                title,
                self.length(getattr(seen, name) if seen else None),
                self.length(getattr(said, name) if said else None),
            )

        rows = [
            both(self._say("on average"), "mean"),
            both(self._say("half of all moments within"), "median"),
            both(self._say("nine tenths within"), "p90"),
            both(self._say("at worst"), "worst"),
        ]
        for minutes, title in (
            ("15", self._say("share within 15 minutes")),
            ("60", self._say("share within 1 hour")),
            ("240", self._say("share within 4 hours")),
            ("1440", self._say("share within 24 hours")),
        ):
            rows.append(
                (
                    title,
                    self.per_cent(seen.within[minutes] if seen else Fraction(0)),
                    self.per_cent(said.within[minutes] if said else Fraction(0)),
                )
            )
        return tuple(rows)

    @property
    def parts(self) -> tuple[PartOfTime, ...]:
        """Where the time goes, on average and at the worst moment."""
        clock = self.result.clock
        if clock is None or clock.on_average is None or clock.at_worst is None:
            return ()
        average, worst = self._parts(clock.on_average), self._parts(clock.at_worst)
        total = sum(minutes for _, minutes, _ in average) or Fraction(1)
        found, reached = [], Fraction(0)
        for (title, minutes, kind), (_, at_worst, _) in zip(average, worst, strict=True):
            start, reached = reached, reached + minutes
            begin, end = half_away(start / total), half_away(reached / total)
            found.append(PartOfTime(title, self.length(minutes), self.length(at_worst), end - begin, begin, kind))
        return tuple(found)

    def _parts(self, parts: PartsResult) -> list[tuple[str, Fraction, str]]:
        approvals = [
            (self._say("approval {number}", number=number), minutes, "approval")
            for number, minutes in enumerate(parts.approvals, 1)
        ]
        return [
            (self._say("waiting for a look"), parts.look, "look"),
            (self._say("checking"), parts.check, "check"),
            (self._say("drafting"), parts.draft, "draft"),
            *approvals,
            (self._say("waiting for office hours"), parts.office, "office"),
            (self._say("publishing"), parts.publish, "publish"),
        ]

    @property
    def parts_finding(self) -> str:
        """Say which part takes the most time."""
        clock = self.result.clock
        if clock is None or clock.on_average is None:
            return ""
        title, minutes, _ = max(self._parts(clock.on_average), key=lambda part: part[1])
        return self._say(
            "Most of the time goes into: {part} ({length} on average)", part=title, length=self.length(minutes)
        )

    # -- levers -------------------------------------------------------------------------------------------------

    def lever(self, name: str) -> str:
        """Name a change."""
        return {
            "weekend-look": self._say("ten-minute looks on Saturday and Sunday"),
            "alert-phone": self._say("an alert phone, answered in 15 minutes at any hour"),
            "prepared-line": self._say("a first line prepared in advance"),
            "one-approval-fewer": self._say("one approval fewer"),
            "night-authority": self._say("authority at night: prepared lines need no approval"),
            "reachable-approver": self._say("approvers who can be reached at any hour"),
            "look-twice": self._say("looking twice as often"),
            "login-tried": self._say("a login that was tried: 5 minutes to publish"),
        }.get(name, name)

    @property
    def levers(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Rows: the change, until seen, until first words, at worst, share within the hour; the best first."""
        clock = self.result.clock
        if clock is None:
            return ()
        return tuple(self._lever(lever) for lever in clock.levers[:LEVERS_SHOWN])

    def _lever(self, lever: LeverResult) -> tuple[str, str, str, str, str]:
        return (
            " + ".join(self.lever(name) for name in lever.levers),
            self.length(lever.seen),
            self.length(lever.said),
            self.length(lever.worst),
            self.per_cent(lever.within_hour),
        )

    @property
    def levers_finding(self) -> str:
        """Say what the best single change and the best pair buy."""
        clock = self.result.clock
        if clock is None or clock.said is None or not clock.levers:
            return ""
        by_name = {lever.levers: lever for lever in clock.levers}
        phone = by_name.get(("alert-phone",))
        pair = next((lever for lever in clock.levers if set(lever.levers) == {"alert-phone", "night-authority"}), None)
        if (
            phone
            and pair
            and phone.said is not None
            and pair.said is not None
            and clock.said.mean - phone.said < (clock.said.mean - pair.said) / 2
        ):
            return self._say(
                "Seeing it sooner is not speaking sooner: an alert phone alone brings first words from {now} to {phone}, together with authority at night to {pair}",
                now=self.length(clock.said.mean),
                phone=self.length(phone.said),
                pair=self.length(pair.said),
            )
        best = clock.levers[0]
        return self._say(
            "What helps most: {change}; first words after {said} instead of {now} on average",
            change=" + ".join(self.lever(name) for name in best.levers),
            said=self.length(best.said),
            now=self.length(clock.said.mean),
        )

    # -- replay and holidays ------------------------------------------------------------------------------------

    @property
    def replay(self) -> tuple[tuple[str, str, str, str, str, str], ...]:
        """Rows: case, address, when, yours seen, yours said, what really happened."""
        clock = self.result.clock
        if clock is None:
            return ()
        return tuple(self._replay(replay) for replay in clock.replay)

    def _replay(self, replay: ReplayResult) -> tuple[str, str, str, str, str, str]:
        when = self._say("{day} {time}", day=self.reader.day_of_week(replay.day), time=replay.time)
        if not replay.documented:
            when = self._say("{when} (our stand-in: the hour is not documented)", when=when)
        real = [self.reader.text(words) for words in (replay.real_seen_text, replay.real_said_text) if words]
        return (
            self.reader.text(replay.title),
            f"sources.html#{replay.case}",
            when,
            self.length(replay.seen),
            self.length(replay.said),
            "; ".join(real),
        )

    @property
    def replay_sentence(self) -> str:
        """Say how many of the documented cases begin outside office hours, and whose selection it is."""
        clock = self.result.clock
        if clock is None:
            return ""
        outside, documented = clock.replay_outside
        return self._say(
            "{outside} of {documented} cases with a documented hour begin outside Monday to Friday 09-18. This is our own selection, not a statistic.",
            outside=outside,
            documented=documented,
        )

    @property
    def holiday(self) -> str:
        """Say how long it takes in the longest stretch of days off, or empty."""
        clock = self.result.clock
        if clock is None or clock.holiday is None:
            return ""
        holiday = clock.holiday
        text = self._say(
            "The longest stretch of days off in the coming year: {first} to {last}, {days} days. A post in it waits {worst} at worst.",
            first=self.reader.date(holiday.first),
            last=self.reader.date(holiday.last),
            days=holiday.days,
            worst=self.length(holiday.worst),
        )
        if holiday.worst_moment is not None:
            text += " " + self._say(
                "That would be a post of {date}, {time}.",
                date=self.reader.date(holiday.worst_moment.date()),
                time=holiday.worst_moment.strftime("%H:%M"),
            )
        if holiday.as_sunday:
            text += " " + self._say("No hours are given for public holidays, so those of Sunday stand in.")
        return text

    # -- load ---------------------------------------------------------------------------------------------------

    @property
    def load(self) -> LoadResult | None:
        """The load, where the pack asks for its numbers."""
        return self.result.load

    def amount(self, number: Fraction | None, unit: str = "") -> str:
        """Write an amount with at most two digits after the point."""
        if number is None:
            return self._say("not known")
        hundredths = half_away(number)
        whole, rest = divmod(hundredths, 100)
        digits = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
        return (
            f"{digits} {self.reader.unit(unit)}".strip()
            if self.reader.language != "ko"
            else f"{digits}{self.reader.unit(unit)}"
        )

    @property
    def load_finding(self) -> str:
        """Say in one sentence whether the people suffice."""
        load = self.result.load
        if load is None:
            return ""
        if load.needed is None:
            return self._say(
                "Nobody knows yet how many messages come on a normal day, so nobody knows whether the people suffice"
            )
        if load.nobody:
            return self._say("Nobody has time for this work")
        if load.ratio is not None and load.ratio > 1:
            return self._say("Every normal day leaves {hours} of work undone", hours=self.amount(load.backlog, "hours"))
        return self._say(
            "On a normal day the work takes {needed} of {available}",
            needed=self.amount(load.needed, "hours"),
            available=self.amount(load.available, "hours"),
        )

    @property
    def load_rows(self) -> tuple[tuple[str, str, str], ...]:
        """Rows: what, on a normal day, on a surge day."""
        load = self.result.load
        if load is None:
            return ()
        return (
            (self._say("hours of work"), self.amount(load.needed, "hours"), self.amount(load.surge_needed, "hours")),
            (self._say("hours of people"), self.amount(load.available, "hours"), self.amount(load.available, "hours")),
            (self._say("load (work over people)"), self.amount(load.ratio), self.amount(load.surge_ratio)),
            (
                self._say("backlog that grows in a day"),
                self.amount(load.backlog, "hours"),
                self.amount(load.surge_backlog, "hours"),
            ),
        )

    @property
    def load_sentences(self) -> tuple[str, ...]:
        """What else follows: what would fit, promised hours, one person away, a seat."""
        load = self.result.load
        if load is None:
            return ()
        said = []
        if load.assumed:
            said.append(
                self._say(
                    "Assumed: {ids} were not answered in full, so our defaults stand in. A default earns no level and passes no gate.",
                    ids=", ".join(load.assumed),
                )
            )
        said.append(
            self._say("A surge day is counted as {times} times a normal day.", times=self.amount(load.surge))
            + (" " + self._say("(our default)") if load.surge_assumed else "")
        )
        if load.fits is not None and load.fits < 1:
            said.append(
                self._say("At a load of 0.85, {share} of these messages would fit.", share=self.per_cent(load.fits))
            )
            if load.accounts is not None and load.accounts_fit is not None:
                said.append(
                    self._say(
                        "Of your {accounts} accounts that is about {fit}, if all take the same work.",
                        accounts=load.accounts,
                        fit=load.accounts_fit,
                    )
                )
        if load.one_away_nobody:
            said.append(self._say("When one person is away, nobody is left."))
        elif load.one_away_ratio is not None:
            said.append(
                self._say("When one person is away, the load is {load}.", load=self.amount(load.one_away_ratio))
            )
        if load.promised_hours is not None and load.outside_hours is not None:
            said.append(
                self._say(
                    "You promise {promised} a week in public and watch {watched}; {outside} of the promise are not watched.",
                    promised=self.amount(load.promised_hours, "hours"),
                    watched=self.amount(load.watched_hours, "hours"),
                    outside=self.amount(load.outside_hours, "hours"),
                )
            )
        if load.seat_people is not None:
            said.append(
                self._say(
                    "One seat for the promised hours takes {people}, leave included (B24).",
                    people=self.amount(load.seat_people, "people"),
                )
            )
        return tuple(said)

    @property
    def load_band(self) -> str:
        """The band of the load: up to 0.85, up to 1, up to 1.5, above."""
        load = self.result.load
        if load is None or load.ratio is None:
            return "stop"
        return (
            "good"
            if load.ratio < Fraction(85, 100)
            else "fair"
            if load.ratio <= 1
            else "weak"
            if load.ratio <= Fraction(3, 2)
            else "stop"
        )

    # -- contradictions -----------------------------------------------------------------------------------------

    @property
    def contradictions(self) -> tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...], str], ...]:
        """Rows: id, title, text, one side, the other side, what follows."""
        return tuple(self._contradiction(found) for found in self.result.contradictions)

    def _contradiction(self, found: ContradictionResult) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...], str]:
        follows = (
            self._say("Until that is known, {id} counts as 2 at most.", id=found.lowers)
            if found.lowers
            else self._say("This lowers no level.")
        )
        return (
            found.id,
            self.reader.text(found.title),
            self.reader.text(found.text),
            found.claim,
            found.against,
            follows,
        )

    @property
    def contradictions_finding(self) -> str:
        """Say how many there are."""
        count = len(self.result.contradictions)
        return (
            self._say("Two of your answers cannot both be true")
            if count == 1
            else self._say("{count} pairs of your answers cannot both be true", count=count)
        )

    # -- the way up ---------------------------------------------------------------------------------------------

    @property
    def ways(self) -> tuple[WayResult, ...]:
        """The least work for every rung above."""
        return self.result.way_up

    def way_title(self, way: WayResult) -> str:
        """Say how much work a rung takes."""
        title = self.reader.text(way.title)
        if not way.reachable:
            return self._say("{rung}: out of reach of these actions alone", rung=title)
        return self._say(
            "{rung}: {days} of work in {count} steps", rung=title, days=self.reader.days(way.days), count=len(way.steps)
        )

    def way_missing(self, way: WayResult) -> str:
        """Say what stays in the way."""
        return (
            self._say(
                "What stays in the way when all that actions can change is done: {caps}.", caps=", ".join(way.missing)
            )
            if way.missing
            else ""
        )

    def way_weeks(self, way: WayResult) -> tuple[tuple[str, str], ...]:
        """Rows: who, working weeks."""
        return tuple(
            (self.reader.text(self.result.roles.get(role)) or role, self.amount(weeks))
            for role, weeks in way.weeks.items()
        )

    def way_steps(self, way: WayResult) -> tuple[tuple[str, str, str, str, str], ...]:
        """Rows: address, title, from and to, days, who; the address leads to the plan where the action stands there."""
        known = {action.id for action in self.result.actions}
        pillars = {question.id: question.pillar for question in self.result.questions}
        rows = []
        for step in way.steps:
            href = (
                f"plan.html#{step.action}" if step.action in known else f"{pillars[step.question]}.html#{step.question}"
            )
            leads = (
                self._say("from level {start} to {to}", start=step.start, to=step.to) if step.to > step.start else ""
            )
            owner = self.reader.text(self.result.roles.get(step.owner)) or step.owner
            rows.append(
                (
                    href,
                    self.reader.text(step.title),
                    " · ".join(part for part in (step.question, leads) if part),
                    self.reader.days(step.days),
                    owner,
                )
            )
        return tuple(rows)

    @property
    def ways_finding(self) -> str:
        """Say how far the next rung is."""
        if self.result.verdict.rank is None:
            return self._say("Without a verdict there is no way up yet")
        if not self.result.way_up:
            return self._say("You stand on the highest rung")
        following = self.result.way_up[0]
        if not following.reachable:
            return self._say("The next rung cannot be reached by these actions alone")
        return self._say(
            "The next rung, {rung}, is {days} of work away",
            rung=self.reader.text(following.title),
            days=self.reader.days(following.days),
        )

    # -- how firm -----------------------------------------------------------------------------------------------

    def rung(self, identity: str) -> str:
        """Name a rung by its id."""
        return next(
            (self.reader.text(rung.title) for rung in self.result.method.rungs if rung.id == identity), identity
        )

    @property
    def firm_sentences(self) -> tuple[str, ...]:
        """Say in words how firm the verdict is."""
        firm, verdict = self.result.firmness, self.result.verdict
        if firm is None or verdict.rung is None:
            return ()
        said = []
        if firm.swings:
            said.append(
                self._say(
                    "{count} single answers, changed by one level, would change the verdict; they stand below.",
                    count=len(firm.swings),
                )
            )
        else:
            said.append(self._say("No single answer, changed by one level, would change the verdict."))
        if len(firm.weights_rungs) == 1:
            said.append(self._say("No weights between half and double of ours would change it either."))
        else:
            said.append(
                self._say(
                    "With other weights between half and double of ours it could be: {rungs}.",
                    rungs=", ".join(self.rung(name) for name in firm.weights_rungs),
                )
            )
        if firm.unknown_best is not None and firm.unknown_worst is not None:
            if firm.unknown_best == firm.unknown_worst:
                said.append(self._say("What is still unknown cannot change it: best or worst, the verdict stays."))
            else:
                said.append(
                    self._say(
                        "If everything unknown turned out best, it would be: {best}. At worst it stays: {worst}.",
                        best=self.rung(firm.unknown_best),
                        worst=self.rung(firm.unknown_worst),
                    )
                )
        return tuple(said)

    @property
    def swings(self) -> tuple[tuple[str, str, str, str], ...]:
        """Rows: question, address, which change, which rung."""
        firm = self.result.firmness
        if firm is None:
            return ()
        pillars = {question.id: question.pillar for question in self.result.questions}
        return tuple(
            (
                f"{swing.question} {self.reader.text(swing.title)}",
                f"{pillars[swing.question]}.html#{swing.question}",
                self._say("from level {start} to {to}", start=swing.level, to=swing.to),
                self.reader.text(swing.rung_title),
            )
            for swing in firm.swings
        )

    @property
    def weight_ranges(self) -> tuple[tuple[str, str, str, str], ...]:
        """Rows: pillar, shown, lowest, highest."""
        firm = self.result.firmness
        if firm is None:
            return ()
        return tuple(
            (
                self.reader.text(self.result.pillars[pillar].title),
                self.reader.points(self.result.pillars[pillar].shown),
                self.reader.points(both.lowest),
                self.reader.points(both.highest),
            )
            for pillar, both in firm.weights.items()
        )
