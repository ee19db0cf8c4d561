"""What the public edition says beyond the verdict: the pillars in words, the clock in a sentence, promises, themes of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from audit.model.result.result import PillarResult
from audit.report.editions import PROMISED_HOURS
from audit.report.reader import RANK_BANDS, half_away
from audit.report.time_pages import WEEKDAYS, TimePages
from audit.report.views import Bar

AGENCY = "{agency}"
"""Where the pack's words for the public have the agency's name."""
NO_HOURS = "none"
"""What stands for a day, or a week, without promised hours."""


@dataclass(frozen=True)
class PublicPillar:
    """A pillar in words and a bar."""

    title: str
    state: str
    """How it stands, in a sentence."""
    bar: Bar


class PublicPages(TimePages):
    """Sentences and rows of the first page of the public edition. The result is cut down already."""

    @property
    def pillars(self) -> tuple[PublicPillar, ...]:
        """Every pillar."""
        rows = []
        for pillar in self.result.pillars.values():
            title, word = self.reader.text(pillar.title), self.reader.band(pillar.band)
            width = None if pillar.shown is None else half_away(pillar.shown)
            label = self._say("{title}: {word}", title=title, word=word)
            shape = self.reader.shape(pillar.band)
            bar = Bar(width, width, width, pillar.band, shape, word, (25, 50, 75), label)
            rows.append(PublicPillar(title, self._state(pillar), bar))
        return tuple(rows)

    def _state(self, pillar: PillarResult) -> str:
        """Say how a pillar stands; a pack without words of its own for the public gets general ones."""
        if pillar.public_state is not None:
            return self.reader.text(pillar.public_state)
        return {
            "stop": self._say("Hardly anything is in place yet."),
            "weak": self._say("Less than half is in place."),
            "fair": self._say("More than half is in place."),
            "good": self._say("Most is in place."),
        }.get(pillar.band or "", self._say("This was not assessed."))

    @property
    def clock(self) -> str:
        """The clock as one sentence; empty where there is none."""
        clock = self.result.clock
        if clock is None:
            return ""
        if clock.said is None or clock.worst is None:
            sentence = self._say(
                "There are hours of the week in which a problem could come up and no first statement would follow."
            )
        else:
            sentence = self._say(
                "If a problem came up now, the first statement would take {mean} on average, and {worst} at worst.",
                mean=self.length(clock.said.mean),
                worst=self.length(clock.worst),
            )
        if clock.assumed:
            sentence += " " + self._say("Some of the numbers behind this are assumed.")
        return sentence

    @property
    def promises(self) -> tuple[str, ...]:
        """What was promised in public: the hours."""
        given = {item.id: item.value for item in self.result.inputs if item.state == "answered"}
        week = given.get(PROMISED_HOURS)
        hours = "; ".join(self._days(week)) if isinstance(week, Mapping) else ""
        return (self._say("Somebody reads and answers: {hours}", hours=hours),) if hours else ()

    @property
    def ladder(self) -> tuple[tuple[str, str, str, str, bool], ...]:
        """The rungs of this mode: band, shape, title, meaning, and whether this audit stands on it."""
        anybody = self._say("An agency")
        return tuple(
            (
                RANK_BANDS[rung.rank],
                self.reader.shape(RANK_BANDS[rung.rank]),
                self.reader.text(rung.title),
                self.reader.text(rung.public).replace(AGENCY, anybody),
                rung.rank == self.result.verdict.rank,
            )
            for rung in self.result.method.rungs
        )

    def _days(self, week: Mapping[str, object]) -> Iterator[str]:
        for hours, days in groupby(WEEKDAYS, lambda day: str(week.get(day, NO_HOURS))):
            named = [self.reader.day_of_week(day) for day in days]
            if hours == NO_HOURS:
                continue
            if len(named) == 1:
                yield self._say("{day} {time}", day=named[0], time=hours)
            else:
                yield self._say("{first} to {last} {time}", first=named[0], last=named[-1], time=hours)

    @property
    def themes(self) -> tuple[str, ...]:
        """What the plan works on, pillar by pillar: the first that it turns to first, never an action of it."""
        touched = dict.fromkeys(action.pillar for action in self.result.actions)
        return tuple(self._work(self.result.pillars[identity]) for identity in touched)

    def _work(self, pillar: PillarResult) -> str:
        title = self.reader.text(pillar.title)
        if pillar.public_work is None:
            return title
        return self._say("{title}: {work}", title=title, work=self.reader.text(pillar.public_work))
