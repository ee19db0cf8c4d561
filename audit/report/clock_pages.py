"""What the clock page says: the week, where the time goes, what a change buys, real cases, holidays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from audit.model.result.numbers import ClockResult, LeverResult, PartsResult, ReplayResult
from audit.report.reader import half_away
from audit.report.time_pages import WEEKDAYS, TimePages, band_of_minutes

LEVERS_SHOWN = 10


@dataclass(frozen=True)
class Cell:
    """One hour of the week."""

    band: str
    shape: str
    words: str
    was: str = ""
    """The band of the round before where it was another; drawn in outline."""


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


class ClockPages(TimePages):
    """The response clock."""

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
            return self._say("Nobody would ever see it: no look and no alert is known")
        if clock.said is None:
            return self._say(
                "There would never be a statement of your own: an approval waits for hours that do not exist"
            )
        said = clock.said
        values = {
            "moment": self.moment(said.worst_moment),
            "answer": self.moment(said.worst_moment + said.worst),
            "length": self.length(said.worst),
        }
        if said.just_after:
            return self._say(
                "A post just after {moment} gets your first statement on {answer}, {length} later", **values
            )
        return self._say("A post on {moment} gets your first statement on {answer}, {length} later", **values)

    @property
    def clock_average(self) -> str:
        """Say how long it takes on average, and how much of the week is answered within the hour."""
        clock = self.result.clock
        if clock is None or clock.said is None or clock.seen is None:
            return ""
        return self._say(
            "On average somebody sees a post after {seen}, and your first statement is out after {said}. For {share} of the week it is out within an hour.",
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
            mean, worst = self.per_cent(clock.reach_at_mean), self.per_cent(clock.reach_at_worst)
            remarks.append(
                self._say(
                    "A model, not a measurement: if half of a post's readers see it within {minutes} minutes (B13), {mean} of them have seen it before your first statement, on average as at worst.",
                    minutes=clock.half_life,
                    mean=mean,
                )
                if mean == worst
                else self._say(
                    "A model, not a measurement: if half of a post's readers see it within {minutes} minutes (B13), {mean} of them have seen it before your first statement on average, and {worst} at worst.",
                    minutes=clock.half_life,
                    mean=mean,
                    worst=worst,
                )
            )
        return tuple(remarks)

    @cached_property
    def week(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The week, a row a day, a cell an hour: the longest wait of a post in that hour."""
        clock = self.result.clock
        if clock is None:
            return ()
        before = self.result.before.clock if self.result.before else None
        earlier = before.week if before else clock.week
        return tuple(
            (
                self.reader.day_of_week(name),
                tuple(self._cell(minutes, was) for minutes, was in zip(hours, hours_before, strict=True)),
            )
            for name, hours, hours_before in zip(WEEKDAYS, clock.week, earlier, strict=True)
        )

    def _cell(self, minutes: int | None, was: int | None) -> Cell:
        band, earlier = band_of_minutes(minutes), band_of_minutes(was)
        if band == earlier:
            return Cell(band, self.reader.shape(band), self.length(minutes))
        words = self._say("{now}, in the round before {then}", now=self.length(minutes), then=self.length(was))
        return Cell(band, self.reader.shape(band), words, earlier)

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
            return self._say("Whatever the hour, your first statement is out within an hour")
        if bad == len(hours):
            return self._say("Whatever the hour, some posts wait longer than a day, or for ever")
        if good:
            return self._say("In {good} of 168 hours every post gets a first statement within an hour", good=good)
        return self._say("In no hour of the week is every post answered within an hour")

    @property
    def week_late(self) -> str:
        """Say in how many hours somebody may wait longer than a day; empty where in none, and where in all: then the sentence above says it."""
        clock = self.result.clock
        hours = [band_of_minutes(minutes) for day in clock.week for minutes in day] if clock else []
        late = hours.count("stop")
        if late in (0, len(hours)):
            return ""
        if late == 1:
            return self._say("In 1 hour of the week some posts wait longer than a day.")
        return self._say("In {late} hours of the week some posts wait longer than a day.", late=late)

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

    def lever(self, name: str) -> str:
        """Name a change."""
        return {
            "weekend-look": self._say("ten-minute looks on Saturday and Sunday"),
            "saturday-look": self._say("a ten-minute look on Saturday"),
            "sunday-look": self._say("a ten-minute look on Sunday"),
            "alert-phone": self._say("an alert phone (answered in 15 minutes at any hour)"),
            "prepared-line": self._say("a holding statement prepared in advance"),
            "one-approval-fewer": self._say("one approval fewer"),
            "night-authority": self._say("authority at night (prepared statements need no approval)"),
            "reachable-approver": self._say("approvers who can be reached at any hour"),
            "look-twice": self._say("looking twice as often"),
            "login-tried": self._say("a login that was tried (5 minutes to publish)"),
        }.get(name, name)

    @property
    def levers(self) -> tuple[tuple[str, str, str, str, str, str], ...]:
        """Rows: the change, until seen, until first words, at worst, share within the hour, more on seeing; the best first."""
        clock = self.result.clock
        if clock is None:
            return ()
        return tuple(self._lever(lever) for lever in clock.levers[:LEVERS_SHOWN])

    def _lever(self, lever: LeverResult) -> tuple[str, str, str, str, str, str]:
        share = lever.seen_within_hour
        return (
            " + ".join(self.lever(name) for name in lever.levers),
            self.length(lever.seen),
            self.length(lever.said),
            self.length(lever.worst),
            self.per_cent(lever.within_hour),
            ""
            if share is None or lever.seen is None
            # In a narrow column it may break at its comma only.
            else self._say(
                "at worst {longest}, {share} within the hour",
                longest=self.length(lever.seen_worst),
                share=self.per_cent(share),
            )
            .replace(" ", "\u00a0")
            .replace(",\u00a0", ", "),
        )

    @property
    def levers_finding(self) -> str:
        """Say in one short sentence what the best change buys, or what a change does not buy."""
        return self._levers_said[0]

    @property
    def levers_detail(self) -> str:
        """Say which change that is, with its numbers; empty where none helps."""
        return self._levers_said[1]

    @property
    def _levers_said(self) -> tuple[str, str]:
        clock = self.result.clock
        if clock is None or not clock.levers:
            return "", ""
        best = clock.levers[0]
        if best.said is None:
            return self._say("No change alone, and no two, bring a first statement"), ""
        change, said = " + ".join(self.lever(name) for name in best.levers), self.length(best.said)
        if clock.said is None:
            return (
                self._say("With the best change, your first statement is out after {said}", said=said),
                self._say(
                    "What helps most: {change}. Your first statement is then out after {said} on average.",
                    change=change,
                    said=said,
                ),
            )
        now = self.length(clock.said.mean)
        if (waits := self._phone_and_pair) is not None:
            phone, pair = map(self.length, waits)
            return (
                self._say("Seeing it sooner is not speaking sooner"),
                self._say(
                    "An alert phone alone brings the first statement from {now} to {phone}, together with authority at night to {pair}.",
                    now=now,
                    phone=phone,
                    pair=pair,
                ),
            )
        return (
            self._say("The best change: {said} instead of {now}", said=said, now=now),
            self._say(
                "What helps most: {change}. Your first statement is then out after {said} on average, instead of {now}.",
                change=change,
                said=said,
                now=now,
            ),
        )

    @property
    def _phone_and_pair(self) -> tuple[Fraction, Fraction] | None:
        """The mean time to first words with an alert phone, and with authority at night too, where the phone alone buys little of it."""
        clock = self.result.clock
        if clock is None or clock.said is None:
            return None
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
            return phone.said, pair.said
        return None

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
            " ".join(real) or self._say("no time documented"),
        )

    @property
    def replay_sentence(self) -> str:
        """Say how many of the documented cases begin outside office hours, and whose selection it is."""
        clock = self.result.clock
        if clock is None:
            return ""
        outside, documented = clock.replay_outside
        return self._say(
            "{outside} of {documented} cases with a documented hour begin outside Monday to Friday, 09:00–18:00. This is our own selection, not a statistic.",
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
            "The longest stretch of days off in the coming year: {first} to {last}, {days}. A post in it waits {worst} at worst.",
            first=self.reader.date(holiday.first),
            last=self.reader.date(holiday.last),
            days=self.reader.days(holiday.days),
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
