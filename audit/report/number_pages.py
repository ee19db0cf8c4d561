"""What the pages say that come from numbers: clock, load, contradictions, the way up, how firm the verdict is."""

from __future__ import annotations

from audit.model.result.numbers import ContradictionResult, WayResult
from audit.report.load_pages import LoadPages


class NumberPages(LoadPages):
    """Sentences, rows and cells of all pages that come from numbers."""

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
            self._say("Two of your answers do not fit together")
            if count == 1
            else self._say("{count} pairs of your answers do not fit together", count=count)
        )

    @property
    def ways(self) -> tuple[WayResult, ...]:
        """The least work for every rung above."""
        return self.result.way_up

    def way_title(self, way: WayResult) -> str:
        """Say how much work a rung takes."""
        title = self.reader.text(way.title)
        if not way.reachable:
            return self._say("{rung}: out of reach of these actions alone", rung=title)
        if len(way.steps) == 1:
            return self._say("{rung}: {days} of work in 1 step", rung=title, days=self.reader.days(way.days))
        return self._say(
            "{rung}: {days} of work in {count} steps", rung=title, days=self.reader.days(way.days), count=len(way.steps)
        )

    def way_missing(self, way: WayResult) -> str:
        """Say what stays in the way."""
        return (
            self._say(
                "What stays in the way when all that actions can change is done: {caps}.",
                caps=", ".join(self._cap_title(name) for name in way.missing),
            )
            if way.missing
            else ""
        )

    def _cap_title(self, name: str) -> str:
        """Name what holds a rung: a gate with its id, a pillar, the total or the top rung."""
        kind, _, pillar = name.partition(":")
        gate = next((gate for gate in self.result.method.gates if gate.id == name), None)
        if gate is not None:
            return f"{name} {self.reader.text(gate.title)}"
        if pillar in self.result.pillars:
            return self.reader.text(self.result.pillars[pillar].title)
        return self._say("The top rung") if kind == "sustain" else self._say("The total")

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
                self._say("1 answer, changed by one level, would change the verdict; it stands below.")
                if len(firm.swings) == 1
                else self._say(
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
