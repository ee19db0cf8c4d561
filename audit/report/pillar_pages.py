"""What the pillar pages say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from audit.model.result.result import PillarResult, QuestionResult
from audit.report.answer_pages import AnswerPages
from audit.report.reader import free_text
from audit.report.views import Answered, Bar, Given, PillarView


class PillarPages(AnswerPages):
    """The pillars, the numbers asked in them, and both sides of a contradiction."""

    @cached_property
    def pillars(self) -> tuple[PillarView, ...]:
        """The four pillars."""
        return tuple(self._pillar(identity, pillar) for identity, pillar in self.result.pillars.items())

    def _pillar(self, identity: str, pillar: PillarResult) -> PillarView:
        text = self.reader.text
        title = text(pillar.title)
        questions = tuple(
            self.answered(q) for q in self.result.questions if q.pillar == identity and q.state != "hidden"
        )
        earlier = self.result.before.pillars.get(identity) if self.result.before else None
        bar = self.bar(title, pillar, before=earlier.then if earlier else None)
        strong = tuple(view for view in questions if view.shown is not None and view.shown >= 3)
        left_out = tuple(
            self._say(
                "{ids}: does not apply, {share} of the pillar",
                ids=", ".join(pillar.not_applicable),
                share=self.reader.percent(pillar.not_applicable_share),
            )
            for _ in (1,)
            if pillar.not_applicable
        ) + tuple(
            self._say(
                "{ids}: not assessed in this version, {share} of the pillar",
                ids=", ".join(pillar.not_assessed),
                share=self.reader.percent(pillar.not_assessed_share),
            )
            for _ in (1,)
            if pillar.not_assessed
        )
        return PillarView(
            id=identity,
            title=title,
            href=f"{identity}.html",
            why=text(pillar.why),
            finding=self._pillar_finding(title, pillar, questions),
            bar=bar,
            sentence=self._pillar_sentence(pillar),
            strengths=strong,
            questions=questions,
            inputs=tuple(self.given(item) for item in self.result.inputs if item.pillar == identity),
            left_out=left_out,
            sum=self._say(
                "{points} of {maximum} points can be shown", points=pillar.points_shown, maximum=pillar.maximum
            )
            if pillar.maximum
            else self._say("not assessed"),
        )

    def _pillar_finding(self, title: str, pillar: PillarResult, questions: Sequence[Answered]) -> str:
        """Say in one sentence how the pillar stands and where it is weakest."""
        if pillar.shown is None:
            return self._say("{pillar}: nothing was assessed", pillar=title)
        assessed = [view for view in questions if view.shown is not None]
        weakest = min(assessed, key=lambda view: (view.shown or 0, -view.weight))
        if (weakest.shown or 0) >= 3:
            return self._say("{pillar}: everything asked is practised and can be shown", pillar=title)
        return {
            "stop": self._say("{pillar} is missing; begin with: {question}", pillar=title, question=weakest.title),
            "weak": self._say("{pillar} is weak; most of all: {question}", pillar=title, question=weakest.title),
            "fair": self._say(
                "{pillar} is fair; what is missing most: {question}", pillar=title, question=weakest.title
            ),
            "good": self._say("{pillar} is good; what is left: {question}", pillar=title, question=weakest.title),
        }[pillar.band or "stop"]

    def _pillar_sentence(self, pillar: PillarResult) -> str:
        """Say against which line the pillar stands."""
        floors = sorted(below for kind, below, _ in self.result.method.floors if kind == "pillar")
        if pillar.shown is None:
            return self._say("Nothing here was assessed.")
        missed = next((below for below in floors if pillar.shown * 100 < below), None)
        if missed is None:
            return self._say("Above the line for a launch ({below}).", below=floors[-1]) if floors else ""
        if missed == floors[-1]:
            return self._say("Below the line for a launch ({below}).", below=missed)
        return self._say("Below the line for a pilot ({below}).", below=missed)

    @property
    def inputs_of_profile(self) -> tuple[Given, ...]:
        """What the agency is."""
        return tuple(self.given(item) for item in self.result.inputs if item.pillar is None and item.state != "hidden")

    @property
    def total(self) -> Bar:
        """The total as a bar."""
        lines = tuple(below for kind, below, _ in self.result.method.floors if kind == "total")
        return self.bar(self._say("Total"), self.result.total, lines)

    @property
    def without(self) -> str:
        """What this version could not assess, or empty."""
        return (
            self._say(
                "Without clock and load: how fast you answer and whether your people suffice is not assessed here."
            )
            if self.result.without
            else ""
        )

    @property
    def inputs_of_clock(self) -> tuple[tuple[str, str], ...]:
        """The numbers that the clock comes from, with their addresses."""
        return self._inputs({"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N09", "N10", "N15", "N16", "N17"})

    @property
    def inputs_of_load(self) -> tuple[tuple[str, str], ...]:
        """The numbers that the load comes from, with their addresses."""
        return self._inputs({"N11", "N12", "N13", "N14", "N18", "N21"})

    def _inputs(self, wanted: set[str]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (item.id, f"{item.pillar}.html#{item.id}")
            for item in self.result.inputs
            if item.id in wanted and item.state != "hidden"
        )

    def both_sides(self, claim: Sequence[str], against: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
        """The answers on both sides of a contradiction: name, address, answer."""
        inputs = {item.id: item for item in self.result.inputs}
        rows = []
        for identity in (*claim, *against):
            if identity in self._questions:
                view = self.answered(self._questions[identity])
                rows.append((f"{view.id} {view.title}", view.href, f"{self.claimed_line(self._questions[identity])}"))
            elif identity in inputs:
                item = inputs[identity]
                answer = free_text(self.value(item)) if item.state == "answered" else self._say("not known")
                rows.append((f"{item.id} {self.reader.text(item.title)}", f"{item.pillar}.html#{item.id}", answer))
        return tuple(rows)

    def claimed_line(self, question: QuestionResult) -> str:
        """Say what was claimed, whatever of it can be shown."""
        if question.claimed is None or question.state in ("unknown", "open"):
            return self.answer_line(question)
        return self._say(
            "Level {level} of 4: {words}",
            level=question.claimed,
            words=self.reader.text(question.levels[question.claimed]),
        )
