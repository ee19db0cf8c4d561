"""Through all evidence that nobody else has looked at yet, piece by piece: who has seen or tested it, and when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from audit.assess.verdict.evidence import is_complete, other_roles
from audit.errors import AuditError, Translate
from audit.files.answers_file import AnswersFile
from audit.files.folder import AuditFolder
from audit.interview.asker import Move
from audit.interview.check_prompts import CheckPages
from audit.interview.fitting import Part
from audit.interview.prompts import Prompts, Turn
from audit.interview.terminal import Terminal
from audit.model.answers import Evidence
from audit.model.pack import Question, Role


@dataclass(frozen=True)
class Walked:
    """How far somebody went through the evidence.

    Attributes:
        asked: How many pieces there were that nobody else had looked at.
        left: Whether they left before the last.
    """

    asked: int
    left: bool


class EvidenceWalk:
    """Asks of one piece of evidence after the other whether somebody else has looked.

    Args:
        folder: The audit folder.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
        today: The day; nobody has looked later.
        terminal: The screen and the keyboard.
    """

    def __init__(
        self,
        folder: AuditFolder,
        translate: Translate,
        language: str,
        today: datetime.date,
        terminal: Terminal | None = None,
    ) -> None:
        self.folder = folder
        self._ = translate
        self.language = language
        self.today = today
        self.terminal = terminal or Terminal()
        self.prompts = Prompts(self.terminal, translate)
        self.checks = CheckPages(self.prompts, translate, language)
        self.notice = ""

    def through(self, answers: AnswersFile, respondent: str, role: str, only: str | None = None) -> Walked:
        """Go through the evidence of one respondent; every check is saved at once.

        Args:
            answers: The answers file, held open.
            respondent: Its name, to be shown.
            role: The role of whoever answered there: they themselves cannot have checked it.
            only: One question, of which what was looked at already is asked again; None for all that is unseen.
        """
        checkers = other_roles(self.folder.pack, role, self.folder.settings.people)
        places = list(self._places(answers, only))
        at = 0
        with self.terminal.held():
            while at < len(places):
                question, number = places[at]
                try:
                    self._one(answers, question, number, checkers, f"{respondent} | {at + 1}/{len(places)}")
                except Turn as turn:
                    if turn.move is Move.LEAVE:
                        return Walked(len(places), left=True)
                    at = max(0, at - 1) if turn.move is Move.BACK else at + 1
                    continue
                at += 1
        return Walked(len(places), left=False)

    def _places(self, answers: AnswersFile, only: str | None) -> Sequence[tuple[Question, int]]:
        return [
            (question, number)
            for question in self.folder.pack.questions
            if only in (None, question.id)
            for number, piece in enumerate(
                answers.answers[question.id].evidence if question.id in answers.answers else ()
            )
            if is_complete(piece) and (piece.checked is None or only is not None)
        ]

    def _one(self, answers: AnswersFile, question: Question, number: int, checkers: Sequence[Role], place: str) -> None:
        """Ask of one piece, and save what was answered.

        Raises:
            Turn: Back, later, or leave.
        """
        answer = answers.answers[question.id]

        def begin() -> None:
            self.terminal.clear()
            self.terminal.title(f"{self._('Evidence')} | {place}")
            if self.notice:
                self.terminal.write(self.notice, "! ", "  ", part=Part.HEAD)
                self.notice = ""
            self.terminal.write(question.title[self.language], f"{question.id}  ", " " * 5, bold=True, part=Part.HEAD)
            if question.id in self.folder.pack.gate_questions:
                self.terminal.write(
                    self._("At this question the verdict stays at a trial until somebody else has seen it.")
                )

        while True:
            piece = self.checks.ask(begin, answer.evidence[number], checkers, self.today, skip=True)
            if piece == answer.evidence[number]:
                return
            pieces: list[Evidence] = [*answer.evidence]
            pieces[number] = piece
            try:
                answers.put(question.id, answer.model_copy(update={"evidence": tuple(pieces)}))
            except AuditError as error:
                self.notice = error.what.translated(self._)
                continue
            return
