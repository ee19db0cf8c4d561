"""Asking the lead for another use of the same money: which service, how much, how many complaints of how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.errors import Translate
from audit.interview.alternative_words import COUNTS, PARTS, counted, in_language
from audit.interview.asker import Move, Told
from audit.interview.prompts import Prompts, Turn
from audit.model.answers import Alternative


@dataclass(frozen=True)
class AlternativePages:
    """Asks for another use of the same money.

    Attributes:
        prompts: The prompts.
        _: Turns English message ids into the reader's language.
        language: The language of the reader.
    """

    prompts: Prompts
    _: Translate
    language: str

    def ask(self, known: Alternative, told: dict[str, str]) -> None:
        """Ask part by part, each may stay empty, and put what changed into `told`.

        Args:
            known: What stands in `audit.yml`.
            told: What was told so far; what is typed before somebody leaves stays in it.

        Raises:
            Turn: Back from the first part, or leave.
        """
        self.prompts.terminal.write()
        self.prompts.terminal.write(
            self._("What else the same money could do stands in the report. Every line may stay empty.")
        )
        self.prompts.line_keys(letters=False, unknown=False)
        parts = list(PARTS)
        marks: list[int] = []
        index = 0
        while index < len(parts):
            part = parts[index]
            before = told.get(part, in_language(getattr(known, part), self.language))
            marks[index:] = [self.prompts.terminal.mark()]
            self.prompts.terminal.write(self._(PARTS[part]))
            try:
                text = self.prompts.words(before, part, several=False)
            except Turn as turn:
                if turn.move is not Move.BACK or index == 0:
                    raise
                index -= 1
                self.prompts.terminal.back_to(marks[index])
                continue
            text = counted(text) if part in COUNTS else text
            self.prompts.terminal.write(text or "-", "   ")
            if text != before:
                told[part] = text
            index += 1

    def told(self, parts: Mapping[str, str]) -> Told | None:
        """Return what there is to save."""
        return Told(dict(parts), self.language) if parts else None
