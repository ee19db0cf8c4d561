"""Asking for evidence: what, where, of which day. It may be left out, and then it is said what follows."""

from __future__ import annotations

import datetime

from audit.errors import Message, Translate
from audit.interview.asker import Page
from audit.interview.prompts import Draft, Prompts
from audit.interview.spoken import spoken_evidence
from audit.interview.terminal import Option
from audit.model.answers import Evidence
from audit.model.pack import NEEDS_EVIDENCE, WITHOUT_EVIDENCE, Question
from audit.model.values import WrongValue, read_date

_KEEP, _ADD = "keep", "add"


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
            Turn: Back or leave.
        """
        while draft.answer.evidence:
            picked = self._keep_add_remove(draft.answer.evidence)
            if picked == _KEEP:
                return self._outcome(question, draft)
            if picked == _ADD:
                break
            draft.put(evidence=tuple(piece for piece in draft.answer.evidence if piece is not picked))
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
        _, _, show = question.words(page.mode)
        self.terminal.write()
        self.terminal.write(self._("What can be shown: {show}").format(show=show[self.language]))
        self.terminal.write(self._("It counts for {months} months from its date.").format(months=question.shelf_life))
        self.prompts.line_keys(letters=False, unknown=False)
        if (draft.answer.level or 0) >= NEEDS_EVIDENCE:
            without = self._(
                "What have you got? Leave the line empty if there is nothing: the answer then counts as {level}."
            ).format(level=WITHOUT_EVIDENCE)
        else:
            without = self._(
                "What have you got? Leave the line empty if there is nothing: the answer then stands on your word only."
            )
        self.terminal.write(without)
        what = self.prompts.words()
        if not what:
            return None
        self.terminal.write(what, "   ")
        self.terminal.write(self._("Where is it? A folder, a file, a cupboard. The line may stay empty."))
        where = self.prompts.words()
        if where:
            self.terminal.write(where, "   ")
        self.terminal.write(self._("Of which day is it? For example 2026-10-02. Without a date it does not count."))
        return Evidence(what=what, where=where, date=self._date(page.today))

    def _date(self, today: datetime.date) -> datetime.date | None:
        while True:
            text = self.prompts.words()
            if not text:
                return None
            try:
                date = read_date(text)
            except WrongValue as wrong:
                self.terminal.write(self.prompts.said(Message(wrong.text, wrong.values)), "! ", "  ")
                continue
            if date <= today:
                return date
            self.terminal.write(
                self._("{date} is in the future; evidence is something that exists today").format(
                    date=date.isoformat()
                ),
                "! ",
                "  ",
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
