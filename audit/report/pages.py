"""What every page says: the result turned into sentences, rows and figures. Templates only set them out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property

from audit.model.result.result import CaseResult
from audit.report.reader import RANK_BANDS
from audit.report.verdict_pages import VerdictPages

AGEING_DAYS = 90
"""So many days ahead a report looks for evidence that stops counting."""


class Pages(VerdictPages):
    """Everything the templates print, for one result and one reader."""

    @property
    def answers_finding(self) -> str:
        """Say in one sentence how complete the answers are."""
        done, all_of_them = self.result.progress
        if done == all_of_them:
            return self._say("All {count} questions and numbers are answered", count=all_of_them)
        return self._say("{done} of {count} questions and numbers are answered", done=done, count=all_of_them)

    @property
    def ageing(self) -> tuple[tuple[str, str, str, bool], ...]:
        """Answers whose evidence no longer counts, or stops counting within 90 days: name, address, last day, whether stale."""
        until = self.result.date.toordinal() + AGEING_DAYS
        rows = []
        for question in self.result.questions:
            lasts = [
                piece.expires
                for piece in question.evidence
                if piece.expires is not None and piece.date is not None and piece.date <= self.result.date
            ]
            if question.state == "answered" and lasts and max(lasts).toordinal() < until:
                rows.append((max(lasts), question))
        return tuple(
            (
                f"{question.id} {self.reader.text(question.title)}",
                self.question_href(question.id),
                self.reader.date(last),
                last < self.result.date,
            )
            for last, question in sorted(rows, key=lambda row: (row[0], row[1].id))
        )

    def worked_example(self) -> tuple[str, ...]:
        """Work out one pillar of this very audit step by step."""
        pillars = [(identity, pillar) for identity, pillar in self.result.pillars.items() if pillar.maximum]
        if not pillars:
            return (self._say("No pillar was assessed, so there is nothing to work out."),)
        pillar = pillars[0][1]
        title = self.reader.text(pillar.title)
        parts = [self._questions[question] for question in pillar.assessed]
        products = " + ".join(f"{q.weight}×{q.shown}" for q in parts)
        weights = " + ".join(str(q.weight) for q in parts)
        lines = [
            self._say(
                "{pillar}: weight × level of every assessed question, {ids}:",
                pillar=title,
                ids=", ".join(q.id for q in parts),
            ),
            f"{products} = {pillar.points_shown}",
            self._say("The most there could be:"),
            f"4 × ({weights}) = {pillar.maximum}",
            self._say("Share:"),
            f"{pillar.points_shown} ÷ {pillar.maximum} = {self.reader.points(pillar.shown)} / 100",
            self._say("Total, the plain mean of the assessed pillars:"),
            f"({' + '.join(self.reader.points(p.shown) for _, p in pillars)}) ÷ {len(pillars)} ≈ {self.reader.points(self.result.total.shown)} / 100",
        ]
        return tuple(lines)

    @property
    def gates(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Every gate: id, title, the questions it reads, how it stands, why it exists."""
        held = {cap.name for cap in (*self.result.verdict.caps, *self.result.verdict.other_caps)}
        rows = []
        for gate in self.result.method.gates:
            if not gate.assessed:
                state = self._say("not assessed in this version")
            elif self.result.mode is None:
                state = self._say("no verdict yet")
            else:
                state = self._say("holds the verdict back") if gate.id in held else self._say("lets pass")
            rows.append(
                (gate.id, self.reader.text(gate.title), ", ".join(gate.questions), state, self.reader.text(gate.why))
            )
        return tuple(rows)

    @property
    def floors(self) -> tuple[str, ...]:
        """What each floor allows, in a sentence each."""
        rungs = self.rungs_by_rank
        return tuple(
            self._say("A pillar below {below} of 100 allows at most: {rung}", below=below, rung=rungs[rank])
            if kind == "pillar"
            else self._say("A total below {below} of 100 allows at most: {rung}", below=below, rung=rungs[rank])
            for kind, below, rank in self.result.method.floors
        )

    @property
    def ladder(self) -> tuple[tuple[str, str, str, str, bool], ...]:
        """The rungs of this mode: band, shape, title, meaning, and whether this audit stands on it."""
        return tuple(
            (
                RANK_BANDS[rung.rank],
                self.reader.shape(RANK_BANDS[rung.rank]),
                self.reader.text(rung.title),
                self.reader.text(rung.means),
                rung.rank == self.result.verdict.rank,
            )
            for rung in self.result.method.rungs
        )

    @property
    def rungs_by_rank(self) -> Mapping[int, str]:
        """Rank -> name of the rung."""
        return {rung.rank: self.reader.text(rung.title) for rung in self.result.method.rungs}

    def tag(self, tag: str) -> str:
        """Say how well a source was verified."""
        return {
            "FULL": self._say("read whole"),
            "EXC": self._say("read in excerpt"),
            "SEC": self._say("second-hand"),
            "CALC": self._say("our arithmetic"),
        }[tag]

    def used_by(self, ids: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
        """Turn ids into ids with addresses; a whole lens goes by its name."""
        return tuple(
            (identity, self.question_href(identity))
            if identity in self._questions
            else self._elsewhere.get(identity, (identity, self.link_href(identity)))
            for identity in ids
        )

    @cached_property
    def _elsewhere(self) -> Mapping[str, tuple[str, str]]:
        """What is neither a question nor a link of a lens, with its name and its address."""
        return {
            **{gate.id: (gate.id, f"method.html#{gate.id}") for gate in self.result.method.gates},
            **{lens.id: (self.reader.text(lens.title), f"{lens.id}.html") for lens in self.result.lenses},
            **{
                item.id: (item.id, f"{item.pillar or 'answers'}.html#{item.id}")
                for item in self.result.inputs
                if item.state != "hidden"
            },
        }

    def day_of_case(self, case: CaseResult) -> str:
        """Write the day on which a case began; empty where it has none."""
        return self.reader.date(datetime.date.fromisoformat(case.date)) if case.date else ""
