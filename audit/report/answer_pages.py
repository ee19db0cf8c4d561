"""What is said of each answer."""

from __future__ import annotations

from collections.abc import Mapping

from audit.model.pack import TOP_LEVEL
from audit.model.result.result import InputResult, QuestionResult, Result
from audit.model.values import read_date, read_moment
from audit.report.plan_pages import PlanPages
from audit.report.reader import Reader, free_text
from audit.report.views import Answered, Evidence, Given

ADDITIONS = {"en": ("All of this", "In addition"), "ko": ("여기에 더해", "이에 더해")}
"""How the words of a level begin that only add to the level below."""


class AnswerPages(PlanPages):
    """Questions and inputs with their answers; each question is set out once, however many pages show it."""

    def __init__(self, result: Result, reader: Reader) -> None:
        super().__init__(result, reader)
        self._answered: dict[str, Answered] = {}

    def answer_line(self, question: QuestionResult) -> str:
        """Say in one line what was answered."""
        match question.state:
            case "answered" if self._is_choice(question):
                return self._say("Answer: {choice}", choice=self.reader.text(question.choice))
            case "answered":
                return self._say("Level {level} of 4", level=question.shown)
            case "unknown":
                return self._say("Not known; counts as 0")
            case "open":
                return self._say("Open; counts as 0")
            case "not applicable":
                return self._say("Does not apply")
            case "hidden":
                return self._say("Not asked")
        return self._say("Not assessed in this version")

    @staticmethod
    def _is_choice(question: QuestionResult) -> bool:
        """Whether the choice itself is the answer in one line, and need not be said once more below it."""
        return question.state == "answered" and question.choice is not None and question.claimed == 0

    def statement(self, question: QuestionResult, level: int) -> str:
        """Say what a level means. Words that only add to the level below are said after that level's own."""
        words = self.reader.text(question.levels[level])
        if level and words.startswith(ADDITIONS.get(self.reader.language, ())):
            return f"{self.statement(question, level - 1)} {words}"
        return words

    def _remark(self, question: QuestionResult) -> str:
        if question.lowered == "evidence":
            if question.evidence:
                return self._say(
                    "Level {level} was claimed; its evidence is undated, dated ahead or too old, so it counts as 2.",
                    level=question.claimed,
                )
            return self._say(
                "Level {level} was claimed; without dated evidence it counts as 2.", level=question.claimed
            )
        if question.lowered == "contradiction":
            return self._say(
                "Level {level} was claimed; it does not fit together with another answer, so it counts as 2 until that is cleared up.",
                level=question.claimed,
            )
        if question.id in self.result.verdict.on_word:
            return self._say("This passes its gate on your word only: add dated evidence.")
        if question.computed and question.state != "not assessed":
            return self._say("Computed from {inputs}, not self-assessed.", inputs=", ".join(question.computed))
        if question.state == "not assessed":
            return self._say(
                "This level is computed from numbers ({inputs}); this report is without clock and load.",
                inputs=", ".join(question.computed),
            )
        return ""

    def answered(self, question: QuestionResult) -> Answered:
        """Set out one question with its answer."""
        if question.id not in self._answered:
            self._answered[question.id] = self._set_out(question)
        return self._answered[question.id]

    def _set_out(self, question: QuestionResult) -> Answered:
        text = self.reader.text
        level = question.shown
        band = self._level_band(level)
        maximum = question.weight * TOP_LEVEL
        needs_proof = (
            question.claimed is not None
            and question.state == "answered"
            and not question.evidence
            and not question.computed
        )
        return Answered(
            id=question.id,
            title=text(question.title),
            ask=text(question.ask),
            why=text(question.why),
            band=band or "none",
            shape=self.reader.shape(band),
            head=self.answer_line(question),
            statement=self.statement(question, level)
            if level is not None and question.state == "answered" and not (question.choice and level == 0)
            else "",
            remark=self._remark(question),
            own_words=free_text(question.text) if question.text.strip() else None,
            choice="" if self._is_choice(question) else text(question.choice),
            note=free_text(question.note) if question.note.strip() else None,
            reason=free_text(question.reason) if question.reason.strip() else None,
            evidence=tuple(
                Evidence(
                    what=free_text(piece.what),
                    where=free_text(piece.where) if piece.where.strip() else None,
                    date=self.reader.date(piece.date),
                    state=self._evidence_state(
                        piece.fresh, piece.date is not None, piece.date is not None and piece.date > self.result.date
                    ),
                    fresh=piece.fresh,
                )
                for piece in question.evidence
            ),
            no_evidence=self._say("No evidence was given.") if needs_proof and (question.claimed or 0) >= 2 else "",
            levels=tuple(
                (index, text(words), index == level and question.state == "answered")
                for index, words in enumerate(question.levels)
            ),
            show=text(question.show),
            weight=question.weight,
            gate=question.gate,
            points=""
            if level is None
            else self._say("{points} of {maximum} points", points=question.weight * level, maximum=maximum),
            guards=tuple((guard, href) for guard in question.guards if (href := self.link_href(guard))),
            sources=question.sources,
            actions=tuple(self.row(self._actions[action]) for action in question.actions),
            href=self.question_href(question.id),
            roles=", ".join(self.owner(role) for role in question.roles),
            shown=question.shown,
            claimed=question.claimed,
            possible=question.possible,
            state=question.state,
        )

    def _level_band(self, level: int | None) -> str | None:
        return None if level is None else ("stop", "weak", "fair", "good", "good")[level]

    def _evidence_state(self, fresh: bool, dated: bool, ahead: bool) -> str:
        if fresh:
            return self._say("counts")
        if ahead:
            return self._say("does not count: dated in the future")
        return self._say("does not count: too old") if dated else self._say("does not count: no date")

    def given(self, item: InputResult) -> Given:
        """Set out one input with its value."""
        state = {"open": self._say("open"), "unknown": self._say("not known"), "hidden": self._say("not asked")}.get(
            item.state, ""
        )
        return Given(
            id=item.id,
            title=self.reader.text(item.title),
            ask=self.reader.text(item.ask),
            value=free_text(self.value(item)) if item.state == "answered" else free_text(state),
            note=free_text(item.note) if item.note.strip() else None,
            state=item.state,
        )

    def value(self, item: InputResult) -> str:
        """Write the value of an input in words."""
        if item.label is not None:
            return self.reader.text(item.label)
        value = item.value
        if isinstance(value, Mapping):
            return "\n".join(
                f"{self._part(item, str(key))}: {self._counted(self._legible(item.kind, inner), item.units.get(str(key)))}"
                for key, inner in value.items()
            )
        if isinstance(value, list | tuple):
            if not value:
                return self._say("no approval needed")
            return "\n".join(self._layer(index + 1, layer) for index, layer in enumerate(value))
        return self._counted(self._legible(item.kind, value), item.unit)

    def _counted(self, number: object, unit: str | None) -> str:
        name = self.reader.unit(unit, number)
        digits = f"{number:,}" if isinstance(number, int | float) else str(number)
        if name == "%":
            # A sign, not a word: no space in either language.
            return f"{digits}%"
        return self._say("{number} {unit}", number=digits, unit=name) if name else digits

    def _part(self, item: InputResult, key: str) -> str:
        return self.reader.text(item.parts[key]) if key in item.parts else self.reader.day_of_week(key)

    def _legible(self, kind: str, value: object) -> object:
        """Write what an answers file notes the way the rest of the page writes it: days in words, hours with a dash."""
        if not isinstance(value, str):
            return value
        if value == "none":
            return self._say("none")
        if kind == "week":
            return value.replace("-", "–")
        if kind == "date":
            return self.reader.date(read_date(value))
        if kind == "moments":
            moment = read_moment(value)
            return self._say("{day} {time}", day=self.reader.date(moment.date()), time=f"{moment:%H:%M}")
        return value

    def _layer(self, number: int, layer: object) -> str:
        assert isinstance(layer, Mapping)
        reachable = (
            self._say("reachable out of hours")
            if layer.get("out_of_hours")
            else self._say("not reachable out of hours")
        )
        if layer.get("minutes") is None:
            return self._say("Layer {number}: time not known, {reachable}", number=number, reachable=reachable)
        return self._say(
            "Layer {number}: {time}, {reachable}",
            number=number,
            time=self._counted(layer["minutes"], "minutes"),
            reachable=reachable,
        )
