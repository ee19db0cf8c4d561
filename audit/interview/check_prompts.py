"""Asking whether somebody else has seen or tested a piece of evidence: how, who, on which day. Enter says: not yet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.errors import Message, Translate
from audit.interview.asker import Move
from audit.interview.fitting import Part
from audit.interview.prompts import Prompts, Turn, Unknown
from audit.interview.proving import sample_of
from audit.interview.widgets import Option
from audit.model.answers import OUTSIDE, Checked, Evidence, Sample
from audit.model.pack import Role
from audit.model.values import WrongValue, read_date
from audit.wording.values import checker_titles, spoken_date, spoken_evidence, spoken_sample

_NOT_YET = "not yet"
_HOW, _BY, _DATE, _SAMPLE = range(4)


@dataclass(frozen=True)
class CheckPages:
    """Asks who else has looked at a piece of evidence.

    Attributes:
        prompts: The prompts.
        _: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    prompts: Prompts
    _: Translate
    language: str

    def ask(
        self,
        begin: Callable[[], None],
        piece: Evidence,
        checkers: Sequence[Role],
        today: datetime.date,
        *,
        skip: bool = False,
    ) -> Evidence:
        """Ask how, by whom, when and how much of it; going back leads to the prompt before.

        Args:
            begin: Begins each page, with what stands above the piece.
            piece: The piece, with what, where and date.
            checkers: The roles that are held by somebody else than whoever answers.
            today: The day of the interview; nobody has looked later.
            skip: Whether the piece can be passed over for now.

        Returns:
            The piece with its check, or without one.

        Raises:
            Turn: Back from the first prompt, later, or leave.
        """
        how: object = None
        by: object = None
        date = today
        step = _HOW
        while True:
            self._begin(begin, piece)
            try:
                if step == _HOW:
                    how = self._how(piece, skip=skip)
                    if how == _NOT_YET:
                        return piece.model_copy(update={"checked": None})
                elif step == _BY:
                    by = self._by(piece, checkers)
                elif step == _DATE:
                    date = self._date(piece, today)
                else:
                    check = Checked.model_validate({"how": how, "by": by, "date": date, "sample": self._sample(piece)})
                    return piece.model_copy(update={"checked": check})
            except Turn as turn:
                if turn.move is not Move.BACK or step == _HOW:
                    raise
                step -= 1
                continue
            step += 1

    def _begin(self, begin: Callable[[], None], piece: Evidence) -> None:
        begin()
        self.prompts.terminal.write()
        self.prompts.terminal.write(self._("Evidence: {evidence}").format(evidence=spoken_evidence(piece)), rest="   ")
        self.prompts.terminal.write()

    def _how(self, piece: Evidence, *, skip: bool) -> object:
        self.prompts.terminal.write(self._("Has somebody else seen it, or tested what it says?"), part=Part.HEAD)
        options = [
            Option("1", self._("Not yet"), _NOT_YET),
            Option("2", self._("Seen: somebody else has looked at it"), "seen"),
            Option("3", self._("Tested: somebody else has tried out what it says"), "tested"),
        ]
        if skip:
            options += [Option("", "", heading=True), Option("s", self._("Leave it open for now"), Move.LATER)]
        return self.prompts.choose(options, piece.checked.how if piece.checked else _NOT_YET)

    def _by(self, piece: Evidence, checkers: Sequence[Role]) -> object:
        self.prompts.terminal.write(self._("Who has? Not the one who answers here."), part=Part.HEAD)
        titles = checker_titles(checkers, self._, self.language)
        options = [
            Option("0" if who == OUTSIDE else str(number), title, who)
            for number, (who, title) in enumerate(titles.items(), 1)
        ]
        return self.prompts.choose(options, piece.checked.by if piece.checked else None)

    def _date(self, piece: Evidence, today: datetime.date) -> datetime.date:
        """Ask for the day; it stands there as today, or as what it was."""

        def echo(text: str) -> str:
            return spoken_date(read_date(text, today), self._)

        self.prompts.line_keys(letters=False, unknown=False)
        self.prompts.terminal.write(self._("On which day was that? Enter takes the day that stands there."))
        line = (piece.checked.date if piece.checked else today).isoformat()
        while True:
            text = self.prompts.line(line, letters=False, unknown=False, echo=echo)
            if isinstance(text, Unknown) or not text:
                text = line
            line = text
            try:
                date = read_date(text, today)
            except WrongValue as wrong:
                self.prompts.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))
                continue
            refused = self._refused(date, piece, today)
            if not refused:
                return date
            self.prompts.terminal.complain(refused)

    def _sample(self, piece: Evidence) -> Sample | None:
        """Ask how many of how many were looked at; an empty line is all of it."""

        def echo(text: str) -> str:
            sample = sample_of(text)
            return spoken_sample(sample, self._) if sample else ""

        self.prompts.line_keys(letters=False, unknown=False, empty=self._("Enter: all of it"))
        self.prompts.terminal.write(self._("Was only a part of it looked at? How many of how many, such as 12 of 40."))
        before = piece.checked.sample if piece.checked else None
        line = f"{before.looked}/{before.of}" if before else ""
        while True:
            text = self.prompts.line(line, letters=False, unknown=False, echo=echo)
            line = "" if isinstance(text, Unknown) else text
            try:
                return sample_of(line)
            except WrongValue as wrong:
                self.prompts.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))

    def _refused(self, date: datetime.date, piece: Evidence, today: datetime.date) -> str:
        if date > today:
            return self._("{date} is in the future; say when somebody has looked already").format(date=date.isoformat())
        if piece.date is not None and date < piece.date:
            return self._("{date} is before the day of the evidence itself, {day}").format(
                date=date.isoformat(), day=piece.date.isoformat()
            )
        return ""
