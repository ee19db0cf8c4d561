"""What the progress page says: the round before beside this one, and why things changed."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.progress import ProgressResult
from audit.model.result.result import Result
from audit.report.base_pages import Speaking
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.reader import Reader, half_away
from audit.report.rounds_words import cause_words, distinct, level, numbers_wait, plan_words, signed
from audit.report.views import PillarView


@dataclass(frozen=True)
class PillarStep:
    """One pillar then and now, with the causes of the difference."""

    title: str
    then: str
    now: str
    parts: tuple[tuple[str, str], ...]
    """Points and cause."""


class ProgressPages(Speaking):
    """The round before and this one.

    Args:
        result: The assessed audit.
        reader: The reader's language.
        page: What other pages say; made anew where there is none.
    """

    def __init__(self, result: Result, reader: Reader, page: Pages | None = None) -> None:
        super().__init__(result, reader)
        self.page = page or Pages(result, reader)
        self.numbers = NumberPages(result, reader)

    @property
    def before(self) -> ProgressResult:
        """The round before; only for pages that have one."""
        assert self.result.before is not None
        return self.result.before

    @property
    def finding(self) -> str:
        """Say in one sentence what became of the verdict and of the total."""
        none = self._say("No verdict yet")
        then, now = self.reader.text(self.before.title) or none, self.reader.text(self.result.verdict.title) or none
        if self.before.to_confirm == 1:
            return self._say("1 answer of last time still waits to be confirmed; it counts as open")
        if self.before.to_confirm:
            return self._say(
                "{count} answers of last time still wait to be confirmed; they count as open",
                count=self.before.to_confirm,
            )
        if self.before.rank == self.result.verdict.rank:
            return self._say("The verdict is as it was: {now}", now=now)
        # A verdict in quotes stays on one line.
        return self._say("From “{then}” to “{now}”", then=then.replace(" ", "\u00a0"), now=now.replace(" ", "\u00a0"))

    @property
    def dated(self) -> str:
        """Which rounds are compared."""
        return self._say(
            "Round {then} ({then_date}) beside round {now} ({now_date}).",
            then=self.before.round,
            then_date=self.reader.date(self.before.date),
            now=self.result.round or "",
            now_date=self.reader.date(self.result.date),
        )

    @property
    def pillar_views(self) -> tuple[PillarView, ...]:
        """The pillars with their bars; the earlier round is the outline."""
        return self.page.pillars

    @property
    def pillars(self) -> tuple[PillarStep, ...]:
        """Every pillar then and now, and why."""
        causes = cause_words(self.reader)
        return tuple(
            PillarStep(
                title=self.reader.text(self.result.pillars[pillar].title),
                then=self.reader.points(change.then),
                now=self.reader.points(change.now),
                parts=tuple((signed(delta), causes[cause]) for cause, delta in change.parts.items()),
            )
            for pillar, change in self.before.pillars.items()
            if pillar in self.result.pillars
        )

    @property
    def is_timed(self) -> bool:
        """Whether clock and load can be compared: their numbers do not wait to be confirmed."""
        return not numbers_wait(self.result)

    @property
    def times(self) -> tuple[tuple[str, str, str], ...]:
        """Rows: what, then, now."""
        rows: list[tuple[str, str, str]] = []
        then, now = self.before.clock, self.result.clock
        length = self.numbers.length
        if then is not None and now is not None:
            rows += [
                (
                    self._say("Somebody sees it, on average"),
                    length(then.seen),
                    length(now.seen.mean if now.seen else None),
                ),
                (
                    self._say("First statement, on average"),
                    length(then.said),
                    length(now.said.mean if now.said else None),
                ),
                (self._say("First statement, at worst"), length(then.worst), length(now.worst)),
                (
                    self._say("Share of the week within the hour"),
                    self.numbers.per_cent(then.within_hour),
                    self.numbers.per_cent(now.said.within["60"]) if now.said else self.reader.percent(None),
                ),
            ]
        if self.before.load is not None or (self.result.load is not None and self.result.load.ratio is not None):
            rows.append(
                (
                    self._say("Load of a normal day (1 is full)"),
                    self.numbers.amount(self.before.load),
                    self.numbers.amount(self.result.load.ratio if self.result.load else None),
                )
            )
        if numbers_wait(self.result):
            return tuple((what, before, self._say("not confirmed yet")) for what, before, _ in rows)
        return tuple(rows)

    @property
    def changes(self) -> tuple[tuple[str, str, str | None, str, str, str], ...]:
        """Rows: id, title, address, level then, level now, why. What only waits to be confirmed has not changed."""
        return self._rows(unconfirmed=False)

    @property
    def unconfirmed(self) -> tuple[tuple[str, str, str | None, str], ...]:
        """Rows of what only waits to be confirmed: id, title, address, level then. Its level now says nothing."""
        return tuple(
            (identity, title, href, then) for identity, title, href, then, _, _ in self._rows(unconfirmed=True)
        )

    def _rows(self, *, unconfirmed: bool) -> tuple[tuple[str, str, str | None, str, str, str], ...]:
        causes = cause_words(self.reader)
        known = {question.id for question in self.result.questions}
        rows = []
        for change in self.before.changes:
            if (change.question in self.before.unconfirmed) is not unconfirmed:
                continue
            why = ", ".join(causes[cause] for cause in distinct(step.cause for step in change.steps))
            href = self.page.question_href(change.question) if change.question in known else None
            rows.append(
                (change.question, self.reader.text(change.title), href, level(change.then), level(change.now), why)
            )
        return tuple(rows)

    @property
    def plan(self) -> tuple[tuple[str, str, str, str], ...]:
        """Rows: action, title, owner, what became of it."""
        words = plan_words(self.reader)
        rows = []
        for action in self.before.plan:
            became = words[action.status]
            if action.due is not None:
                due = self.reader.date(action.due)
                became += "; " + (
                    self._say("was due on {date}", date=due)
                    if action.overdue
                    else self._say("planned for {date}", date=due)
                )
            rows.append((action.action, self.reader.text(action.title), self.page.owner(action.owner), became))
        return tuple(rows)

    @property
    def plan_finding(self) -> str:
        """Say how much of the plan was done."""
        done = sum(1 for action in self.before.plan if action.status == "done")
        return self._say("{done} of {count} actions of last time are done", done=done, count=len(self.before.plan))

    @property
    def slipped(self) -> tuple[tuple[str, str], ...]:
        """Questions that can show less than before: name and address."""
        titles = {question.id: self.reader.text(question.title) for question in self.result.questions}
        return tuple((f"{i} {titles[i]}", self.page.question_href(i)) for i in self.before.slipped if i in titles)

    @property
    def not_compared(self) -> str:
        """What only one of the two rounds was asked, or empty."""
        if not self.before.not_compared:
            return ""
        return self._say(
            "Only one of the two rounds was asked this, so it could not be compared: {ids}.",
            ids=", ".join(self.before.not_compared),
        )

    @property
    def total(self) -> str:
        """The total then and now."""
        now = self.result.total.shown
        then = self.before.total
        if then is None or now is None or self.before.to_confirm:
            return ""
        return self._say("The total went from {then} to {now} of 100.", then=half_away(then), now=half_away(now))
