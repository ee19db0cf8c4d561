"""Asking for evidence: what, where, of which day. It may be left out, and then it is said what follows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from audit.assess.verdict.evidence import is_complete, shortest
from audit.errors import Message, Translate
from audit.interview.asker import Move, Page
from audit.interview.fitting import Part
from audit.interview.prompts import Draft, Prompts, Turn, Unknown
from audit.interview.proving import Asked, drills_offered
from audit.interview.widgets import Option
from audit.model.answers import Evidence
from audit.model.pack import NEEDS_EVIDENCE, WITHOUT_EVIDENCE
from audit.model.values import WrongValue, read_date
from audit.wording.values import spoken_date, spoken_evidence, spoken_span

_KEEP, _ADD = "keep", "add"
_FIELDS = (_WHAT, _WHERE, _DATE) = "what", "where", "date"


@dataclass(frozen=True)
class EvidencePages:
    """Asks for the evidence of one answer.

    Attributes:
        prompts: The prompts.
        _: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    prompts: Prompts
    _: Translate
    language: str

    def ask(self, page: Page, asked: Asked, draft: Draft) -> Evidence | None:
        """Ask what proves the level of the draft, and put it there.

        Returns:
            The piece of which it is asked next whether somebody else has looked: a new one, or one that was chosen; None
            where nothing more is asked.

        Raises:
            Turn: Back or leave. What was typed stays in the draft.
        """
        adding = not draft.answer.evidence or any(name in draft.half for name in _FIELDS)
        while not adding:
            picked = self._keep_add_remove(draft.answer.evidence)
            if picked == _KEEP:
                return None
            if isinstance(picked, _Looked):
                return picked.piece
            if picked != _ADD:
                draft.put(evidence=tuple(piece for piece in draft.answer.evidence if piece is not picked))
            adding = picked == _ADD or not draft.answer.evidence
        fields = any(name in draft.half for name in _FIELDS)
        piece = None if fields else self._drill(page, asked, draft)
        piece = piece or self._piece(page, asked, draft)
        if piece is None:
            return None
        draft.put(evidence=(*draft.answer.evidence, piece))
        return piece if is_complete(piece) else None

    def _drill(self, page: Page, asked: Asked, draft: Draft) -> Evidence | None:
        """Offer the drills of the register that are not given here yet; None where something else is wanted."""
        register = page.register
        if register is None:
            return None
        offered = drills_offered(register, page.drills, draft.answer, self._, self.language)
        if not offered:
            return None
        mark = self.prompts.terminal.mark()
        self._introduce(page, asked)
        self.prompts.terminal.write(self._("From the register of drills:"))
        options = [Option(str(number), piece.what, piece) for number, piece in enumerate(offered, 1)]
        options += [Option("", "", heading=True), Option("0", self._("Something else"), None)]
        picked = self.prompts.choose(options)
        self.prompts.terminal.back_to(mark)
        return picked if isinstance(picked, Evidence) else None

    def _keep_add_remove(self, evidence: tuple[Evidence, ...]) -> object:
        self.prompts.terminal.write()
        self.prompts.terminal.write(self._("Evidence so far:"))
        for piece in evidence:
            self.prompts.terminal.write(spoken_evidence(piece), "   ")
        lines: list[tuple[str, object]] = [(self._("Keep it as it is"), _KEEP), (self._("Add another piece"), _ADD)]
        lines += [
            (self._("Somebody else has seen or tested: {evidence}").format(evidence=piece.what), _Looked(piece))
            for piece in evidence
            if is_complete(piece)
        ]
        lines += [(self._("Remove: {evidence}").format(evidence=spoken_evidence(piece)), piece) for piece in evidence]
        options = [
            Option(str(number) if number < 10 else "", text, value) for number, (text, value) in enumerate(lines, 1)
        ]
        return self.prompts.choose(options, _KEEP)

    def _introduce(self, page: Page, asked: Asked) -> None:
        """Say what can be shown, for how long it counts, and what hangs on it."""
        show = asked.question.words(page.mode, small=page.small).show
        life = spoken_span(shortest(asked.question.life_at(asked.level), page.today), self._)
        self.prompts.terminal.write()
        if not (asked.law and asked.level == 0):
            self.prompts.terminal.write(self._("What can be shown: {show}").format(show=show[self.language]))
        self.prompts.terminal.write(
            self._("It counts with what, where and date, for {span} from its date.").format(span=life)
            + (
                " " + self._("At this question the verdict stays at a trial until somebody else has seen it.")
                if asked.gate
                else ""
            )
        )

    def _without(self, asked: Asked) -> str:
        """Say what follows where the first line is left empty."""
        if asked.law and asked.level == 0:
            return self._(
                "Which law or order obliges you to warn people? Its name and number. Leave the line empty if there is none."
            )
        if asked.level >= NEEDS_EVIDENCE:
            return self._(
                "What have you got? Leave the line empty if there is nothing: the answer then counts as {level}."
            ).format(level=WITHOUT_EVIDENCE)
        return self._(
            "What have you got? Leave the line empty if there is nothing: the answer then stands on your word only."
        )

    def _piece(self, page: Page, asked: Asked, draft: Draft) -> Evidence | None:
        """Ask what, where and when, one line after the other; going back leads to the line before."""
        self._introduce(page, asked)
        self.prompts.line_keys(letters=False, unknown=False)
        labels = {
            _WHAT: self._without(asked),
            _WHERE: self._("Where is it? A folder, a file, a cupboard. Without it, it does not count."),
            _DATE: self._("Of which day is it? For example 2026-10-02. Without a date it does not count."),
        }
        typed: dict[str, str] = {}
        marks: list[int] = []
        date: datetime.date | None = None
        index = 0
        while index < len(_FIELDS):
            name = _FIELDS[index]
            marks[index:] = [self.prompts.terminal.mark()]
            self.prompts.terminal.write(labels[name])
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
                self.prompts.terminal.back_to(marks[index])
                continue
            if name == _WHAT and not typed[name]:
                return None
            if name != _DATE and typed[name]:
                self.prompts.terminal.write(typed[name], "   ")
            index += 1
        for name in _FIELDS:
            draft.half.pop(name, None)
        return Evidence(what=typed[_WHAT], where=typed[_WHERE], date=date, law=asked.law and asked.level == 0)

    def is_the_law(self, piece: Evidence) -> bool:
        """Ask whether a piece is the law that obliges the agency to warn people.

        Raises:
            Turn: Back or leave.
        """
        self.prompts.terminal.write()
        self.prompts.terminal.write(self._("Evidence: {evidence}").format(evidence=spoken_evidence(piece)), rest="   ")
        self.prompts.terminal.write()
        self.prompts.terminal.write(
            self._("Is it the law, or the order, that obliges you to warn people?"), part=Part.HEAD
        )
        options = [Option("1", self._("No"), False), Option("2", self._("Yes"), True)]
        return self.prompts.choose(options, piece.law) is True

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
                self.prompts.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))
                continue
            if date <= today:
                return date
            self.prompts.terminal.complain(
                self._("{date} is in the future; evidence is something that exists today").format(date=date.isoformat())
            )


@dataclass(frozen=True)
class _Looked:
    """The wish to say that somebody else has looked at a piece."""

    piece: Evidence
