"""What the plan says."""

from __future__ import annotations

from fractions import Fraction

from audit.model.result.result import ActionResult
from audit.report.base_pages import BasePages
from audit.report.number_pages import NumberPages
from audit.report.reader import half_away
from audit.report.views import Effort, Group, Row

EFFORTS_SHOWN = 12
"""So many actions are drawn with what they cost and bring; the plan has all of them."""


class PlanPages(BasePages):
    """The plan: rows, the first six, the rest by pillar."""

    def row(self, action: ActionResult) -> Row:
        """Set out one action."""
        text = self.reader.text
        question = self._questions[action.question]
        leads = (
            "" if action.kind != "level" else self._say("from level {start} to {to}", start=action.start, to=action.to)
        )
        reason = {
            0: self._say("The verdict waits for this."),
            1: self._say("The verdict waits for this pillar."),
            2: self._say("The first weak link of the chain waits for this."),
        }.get(action.tier, "")
        return Row(
            id=action.id,
            href=f"plan.html#{action.id}",
            title=text(action.title),
            question=text(question.title),
            days=self.reader.days(action.days),
            owner=self.owner(action.owner),
            effort=action.effort,
            due=self.reader.date(action.due) if action.due else "",
            why=text(action.why),
            how=tuple(text(step) for step in action.how),
            done_when=text(action.done_when),
            leads=leads,
            reason=reason,
            buys=self._buys(action),
        )

    def _buys(self, action: ActionResult) -> str:
        if action.buys is None:
            return ""
        numbers = NumberPages(self.result, self.reader)
        return self._say(
            "After this: seen {seen}, first statement {said} on average, {worst} at worst.",
            seen=numbers.length(action.buys.seen),
            said=numbers.length(action.buys.said),
            worst=numbers.length(action.buys.worst),
        )

    @property
    def first(self) -> tuple[Row, ...]:
        """The first six actions."""
        return tuple(self.row(self._actions[identity]) for identity in self.result.first)

    @property
    def first_step(self) -> Row | None:
        """What to do before all else; None where nothing is left, or where the one question comes before any work."""
        verdict = self.result.verdict
        if verdict.rank == 0:
            return next(iter(self.this_week), None) if verdict.reason != "intent" else None
        return next(iter(self.first), None)

    @property
    def this_week(self) -> tuple[Row, ...]:
        """Three short actions for this week."""
        return tuple(self.row(self._actions[identity]) for identity in self.result.verdict.this_week)

    @property
    def rest(self) -> tuple[Group, ...]:
        """The other actions by pillar, each in the order to do them."""
        later = [action for action in self.result.actions if action.id not in self.result.first]
        return tuple(
            Group(
                self.reader.text(pillar.title), tuple(self.row(action) for action in later if action.pillar == identity)
            )
            for identity, pillar in self.result.pillars.items()
            if any(action.pillar == identity for action in later)
        )

    @property
    def plan_finding(self) -> str:
        """Say in one sentence how much there is to do."""
        if not self.result.actions:
            return self._say("Nothing is left to do: every level is the highest and can be shown.")
        days = sum(action.days for action in self.result.actions if action.id in self.result.first)
        if len(self.result.first) == 1:
            return self._say("First this: {days} of work", days=self.reader.days(days))
        return self._say(
            "First these {count}: together {days} of work", count=len(self.result.first), days=self.reader.days(days)
        )

    @property
    def effort(self) -> tuple[Effort, ...]:
        """The actions that bring most for a day of work, with what each costs and brings."""
        worth = [action for action in self.result.actions if action.gain > 0 and action.days > 0]
        best = sorted(worth, key=lambda action: -action.gain / action.days)[:EFFORTS_SHOWN]
        longest = max((action.days for action in best), default=1)
        most = max((action.gain for action in best), default=Fraction(1))
        return tuple(
            Effort(
                title=self.reader.text(action.title),
                href=f"plan.html#{action.id}",
                days=self.reader.days(action.days),
                points=self._tenths(action.gain),
                days_width=half_away(Fraction(action.days, longest)),
                points_width=half_away(Fraction(action.gain) / most),
            )
            for action in best
        )

    @property
    def effort_finding(self) -> str:
        """Say what the first actions bring for their work, of all that the plan can bring."""
        first = [self._actions[identity] for identity in self.result.first]
        return self._say(
            "The first {count} bring {points} of {all_points} points in the total, for {days} of {all_days} of work",
            count=len(first),
            points=self._tenths(sum((action.gain for action in first), Fraction(0))),
            all_points=self._tenths(sum((action.gain for action in self.result.actions), Fraction(0))),
            days=self.reader.days(sum(action.days for action in first)),
            all_days=self.reader.days(sum(action.days for action in self.result.actions)),
        )

    @staticmethod
    def _tenths(share: Fraction) -> str:
        tenths = half_away(share, 1000)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def holding_days(self) -> str:
        """Say how much work stands between the agency and what holds it, where actions can tell."""
        waiting = [action for action in self.result.actions if action.tier == 0]
        if not waiting:
            return ""
        return self._say(
            "What stands in the way takes about {days} of work (our estimate).",
            days=self.reader.days(sum(action.days for action in waiting)),
        )

    @property
    def owners(self) -> tuple[tuple[str, int, str], ...]:
        """Who has how many actions and days in the whole plan."""
        roles = dict.fromkeys(action.owner for action in self.result.actions)
        return tuple(
            (
                self.owner(role),
                sum(1 for a in self.result.actions if a.owner == role),
                self.reader.days(sum(a.days for a in self.result.actions if a.owner == role)),
            )
            for role in roles
        )
