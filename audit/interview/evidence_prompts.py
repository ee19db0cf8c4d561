"""Asking for evidence: what, where, of which day. It may be left out, and then it is said what follows."""

from __future__ import annotations

import datetime

from audit.assess.verdict.evidence import shortest
from audit.errors import Message, Translate
from audit.interview.asker import Move, Page
from audit.interview.prompts import Draft, Prompts, Turn, Unknown
from audit.interview.widgets import Option
from audit.model.answers import Evidence
from audit.model.pack import NEEDS_EVIDENCE, WITHOUT_EVIDENCE, Question
from audit.model.values import WrongValue, read_date
from audit.wording.values import spoken_date, spoken_evidence, spoken_span

_KEEP, _ADD = "keep", "add"
_FIELDS = (_WHAT, _WHERE, _DATE) = "what", "where", "date"


class EvidencePages:
    """Asks for the evidence of one answer.

    Args:
        prompts: The prompts.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    def __init__(self, prompts: Prompts, translate: Translate, language: str) -> None:
        self.prompts = prompts
        self.terminal = prompts.terminal
        self._ = translate
        self.language = language

    def ask(self, page: Page, question: Question, draft: Draft) -> str:
        """Ask what proves the level of the draft, and put it there.

        Returns:
            What to say about it on the next page; empty where there is nothing to say.

        Raises:
            Turn: Back or leave. What was typed stays in the draft.
        """
        adding = not draft.answer.evidence or any(name in draft.half for name in _FIELDS)
        while not adding:
            picked = self._keep_add_remove(draft.answer.evidence)
            if picked == _KEEP:
                return self._outcome(question, draft)
            if picked != _ADD:
                draft.put(evidence=tuple(piece for piece in draft.answer.evidence if piece is not picked))
            adding = picked == _ADD or not draft.answer.evidence
        piece = self._piece(page, question, draft)
        if piece is not None:
            draft.put(evidence=(*draft.answer.evidence, piece))
        return self._outcome(question, draft)

    def _keep_add_remove(self, evidence: tuple[Evidence, ...]) -> object:
        self.terminal.write()
        self.terminal.write(self._("Evidence so far:"))
        for piece in evidence:
            self.terminal.write(spoken_evidence(piece), "   ")
        options = [Option("1", self._("Keep it as it is"), _KEEP), Option("2", self._("Add another piece"), _ADD)]
        options += [
            Option(str(number), self._("Remove: {evidence}").format(evidence=spoken_evidence(piece)), piece)
            for number, piece in enumerate(evidence[:7], 3)
        ]
        return self.prompts.choose(options, _KEEP)

    def _piece(self, page: Page, question: Question, draft: Draft) -> Evidence | None:
        """Ask what, where and when, one line after the other; going back leads to the line before."""
        show = question.words(page.mode, small=page.small).show
        life = shortest(question.life_at(draft.answer.level or 0), page.today)
        self.terminal.write()
        self.terminal.write(self._("What can be shown: {show}").format(show=show[self.language]))
        self.terminal.write(self._("It counts for {span} from its date.").format(span=spoken_span(life, self._)))
        self.prompts.line_keys(letters=False, unknown=False)
        without = (
            self._("What have you got? Leave the line empty if there is nothing: the answer then counts as {level}.")
            if (draft.answer.level or 0) >= NEEDS_EVIDENCE
            else self._(
                "What have you got? Leave the line empty if there is nothing: the answer then stands on your word only."
            )
        ).format(level=WITHOUT_EVIDENCE)
        labels = {
            _WHAT: without,
            _WHERE: self._("Where is it? A folder, a file, a cupboard. The line may stay empty."),
            _DATE: self._("Of which day is it? For example 2026-10-02. Without a date it does not count."),
        }
        typed: dict[str, str] = {}
        marks: list[int] = []
        date: datetime.date | None = None
        index = 0
        while index < len(_FIELDS):
            name = _FIELDS[index]
            marks[index:] = [self.terminal.mark()]
            self.terminal.write(labels[name])
            try:
                if name == _DATE:
                    date = self._date(page.today)
                else:
                    typed[name] = self.prompts.words(name=name)
            except Turn as turn:
                # What was typed in the lines before stands there again when one comes back.
                draft.half |= {before: typed[before] for before in _FIELDS[:index]}
                if turn.move is not Move.BACK or index == 0:
                    raise
                index -= 1
                self.terminal.back_to(marks[index])
                continue
            if name == _WHAT and not typed[name]:
                return None
            if name != _DATE and typed[name]:
                self.terminal.write(typed[name], "   ")
            index += 1
        for name in _FIELDS:
            draft.half.pop(name, None)
        return Evidence(what=typed[_WHAT], where=typed[_WHERE], date=date)

    def _date(self, today: datetime.date) -> datetime.date | None:
        def echo(text: str) -> str:
            return spoken_date(read_date(text, today), self._)

        line = ""
        while True:
            text = self.prompts.line(line, name=_DATE, letters=False, unknown=False, echo=echo)
            if isinstance(text, Unknown) or not text:
                return None
            line = text
            try:
                date = read_date(text, today)
            except WrongValue as wrong:
                self.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))
                continue
            if date <= today:
                return date
            self.terminal.complain(
                self._("{date} is in the future; evidence is something that exists today").format(date=date.isoformat())
            )

    def _outcome(self, question: Question, draft: Draft) -> str:
        """Say plainly what an answer without dated evidence counts as."""
        if any(piece.date for piece in draft.answer.evidence):
            return ""
        level = draft.answer.level or 0
        if level >= NEEDS_EVIDENCE:
            if draft.answer.evidence:
                return self._(
                    "{id}: saved as level {level}. Its evidence has no date, so it counts as {counts}."
                ).format(id=question.id, level=level, counts=WITHOUT_EVIDENCE)
            return self._("{id}: saved as level {level}. Without evidence it counts as {counts}.").format(
                id=question.id, level=level, counts=WITHOUT_EVIDENCE
            )
        return self._("{id}: saved as level {level}, on your word only until there is dated evidence.").format(
            id=question.id, level=level
        )
