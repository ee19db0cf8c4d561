"""The register of drills, typed row by row: the day, whether it was announced, what was exercised."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from audit.errors import Message, Translate
from audit.interview.asker import Move
from audit.interview.prompts import LATER, UNKNOWN, Prompts, Turn, Unknown
from audit.interview.widgets import Option
from audit.model.pack import Input
from audit.model.reading.drills import Drill
from audit.model.reading.words import is_none
from audit.model.values import WrongValue, read_date
from audit.wording.values import spoken_date, spoken_drill

_DONE, _ADD = "done", "add"


@dataclass(frozen=True)
class DrillRows:
    """Asks for the rows of a register of drills.

    Attributes:
        prompts: The prompts.
        _: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    prompts: Prompts
    _: Translate
    language: str

    def read(
        self, item: Input, before: tuple[Drill, ...], note: bool, today: datetime.date
    ) -> tuple[Drill, ...] | Unknown | None:
        """Read the register.

        Args:
            item: The input.
            before: What it holds so far.
            note: Whether a note can be written from here.
            today: The day on which it is typed; no drill is younger.

        Returns:
            The rows, the newest first; `UNKNOWN`; None where nothing was typed.

        Raises:
            Turn: Back, leave, later, or stay for a note; with the rows that were there already.
        """
        rows = list(before)
        mark = self.prompts.terminal.mark()
        while True:
            self.prompts.terminal.back_to(mark)
            try:
                if not rows:
                    first = self._row(item, today, note, first=True)
                    if not isinstance(first, Drill):
                        return first
                    rows.append(first)
                    continue
                picked = self._list(item, rows, note)
                if picked is UNKNOWN:
                    return UNKNOWN
                if picked == _DONE:
                    return tuple(sorted(rows, key=lambda row: row.date, reverse=True))
                if isinstance(picked, Drill):
                    rows.remove(picked)
                    continue
            except Turn as turn:
                turn.kept = tuple(rows) if rows else None
                raise
            self.prompts.terminal.back_to(mark)
            try:
                added = self._row(item, today, note, first=False)
            except Turn as turn:
                if turn.move is not Move.BACK:
                    turn.kept = tuple(rows)
                    raise
                continue
            if isinstance(added, Drill):
                rows.append(added)

    def _list(self, item: Input, rows: list[Drill], note: bool) -> object:
        lines: list[tuple[str, object]] = [(self._("That is all"), _DONE), (self._("Add another drill"), _ADD)]
        lines += [
            (self._("Remove: {evidence}").format(evidence=spoken_drill(item, row, self._, self.language)), row)
            for row in rows
        ]
        options = [
            Option(str(number) if number < 10 else "", text, value) for number, (text, value) in enumerate(lines, 1)
        ]
        options += [
            Option("", "", heading=True),
            Option("?", self._("I don't know"), UNKNOWN),
            Option("s", self._("Leave it open for now"), Move.LATER, LATER),
        ]
        self.prompts.terminal.write()
        self.prompts.terminal.write(self._("Drills so far: {count}").format(count=len(rows)))
        return self.prompts.choose(options, _DONE, note=note)

    def _row(
        self, item: Input, today: datetime.date, note: bool, *, first: bool
    ) -> Drill | tuple[Drill, ...] | Unknown | None:
        """Read one row, going back within it; no row where the first line is left empty or says none."""
        mark = self.prompts.terminal.mark()
        date: datetime.date | None = None
        announced = False
        step = 0
        while True:
            self.prompts.terminal.back_to(mark)
            if date is not None and step:
                self.prompts.terminal.write()
                self.prompts.terminal.write(spoken_date(date, self._), "   ")
            try:
                if step == 0:
                    found = self._date(date, today, note, first=first)
                    if not isinstance(found, datetime.date):
                        return found
                    date = found
                elif step == 1:
                    self.prompts.terminal.write(self._("Did the people who took part know of it before?"))
                    options = [Option("1", self._("Yes, it was announced"), True), Option("2", self._("No"), False)]
                    announced = self.prompts.choose(options, announced or None) is True
                else:
                    self.prompts.terminal.write(self._("What was exercised? Choose all."))
                    choices = [
                        Option(str(number), choice.title[self.language], choice.id, ticked=False)
                        for number, choice in enumerate(item.choices, 1)
                    ]
                    picked = self.prompts.choose_several(choices, [])
                    assert isinstance(picked, tuple)
                    assert date is not None
                    return Drill(date, announced, picked)
            except Turn as turn:
                if turn.move is not Move.BACK or step == 0:
                    raise
                step -= 1
                continue
            step += 1

    def _date(
        self, before: datetime.date | None, today: datetime.date, note: bool, *, first: bool
    ) -> datetime.date | tuple[Drill, ...] | Unknown | None:
        self.prompts.terminal.write()
        self.prompts.terminal.write(
            self._("Of which day was the last drill? The others come after it. None so far: none")
            if first
            else self._("Of which day was the other drill?")
        )

        def echo(text: str) -> str:
            return self._("none") if is_none(text) else spoken_date(read_date(text, today), self._)

        line = before.isoformat() if before else ""
        while True:
            text = self.prompts.line(
                line, name="drill" if first else "other drill", note=note and first, unknown=first, echo=echo
            )
            if isinstance(text, Unknown) or not text:
                return text or None
            if first and is_none(text):
                return ()
            line = text
            try:
                date = read_date(text, today)
            except WrongValue as wrong:
                self.prompts.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))
                continue
            if date <= today:
                return date
            self.prompts.terminal.complain(
                self._("{date} is in the future; the register holds drills that were held").format(
                    date=date.isoformat()
                )
            )
