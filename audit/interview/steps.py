"""The steps in which a question is answered: own words, purposes and the seed's question, the level, the evidence, why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from audit.errors import Translate
from audit.interview.alternative import AlternativePages
from audit.interview.asker import Move, Page
from audit.interview.check_prompts import CheckPages
from audit.interview.choosing import HOW_TO_CHOOSE
from audit.interview.evidence_prompts import EvidencePages
from audit.interview.fitting import Part
from audit.interview.prompts import LATER, UNKNOWN, Draft, Prompts, Turn
from audit.interview.proving import Asked, asks_for_law, outcome
from audit.interview.widgets import Option
from audit.model.answers import Answer, Evidence, standing, takes_level
from audit.model.pack import LEVELS, Question

_NOT_APPLICABLE = "not applicable"

_Step = Callable[[Page, Question, Draft], "_Step | str"]
"""Asks one thing of a question; returns the step that follows, or at the end what to say on the next page."""


class Head(Protocol):
    """Begins a page with everything of a question that stands above its answers."""

    def __call__(self, page: Page, answer: Answer, *, why: bool = True, so_far: bool = True) -> None:
        """Write it: with why it is asked, and with what was answered so far."""


class QuestionSteps:
    """Asks for the answer to a question that has levels.

    Args:
        prompts: The prompts.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
        head: Begins the page of each step.
    """

    def __init__(self, prompts: Prompts, translate: Translate, language: str, head: Head) -> None:
        self.prompts = prompts
        self.terminal = prompts.terminal
        self._ = translate
        self.language = language
        self.head = head
        self.told_how_to_choose = False
        """Whether the rule for choosing a level was on a page already."""
        self.evidence = EvidencePages(prompts, translate, language)
        self.checks = CheckPages(prompts, translate, language)
        self.alternative = AlternativePages(prompts, translate, language)

    def ask(self, page: Page, question: Question, draft: Draft) -> str:
        """Ask one step after the other; going back leads to the step before.

        Returns:
            What to say on the next page; empty where there is nothing to say.

        Raises:
            Turn: Back from the first step, leave, later, or stay for a note.
        """
        notice = ""
        first = self._own_words if question.opening is not None else self._level
        steps: list[_Step] = [self._evidence if page.evidence_only else first]
        while True:
            try:
                following = steps[-1](page, question, draft)
            except Turn as turn:
                if turn.move is not Move.BACK or len(steps) == 1:
                    raise
                steps.pop()
                continue
            if isinstance(following, str):
                notice = notice or following
                told = standing(question, draft.answer) in ("answered", "unknown")
                if page.alternative is None or not told or steps[-1] == self._other_use:
                    return notice
                following = self._other_use
            steps.append(following)

    def _other_use(self, page: Page, question: Question, draft: Draft) -> _Step | str:  # noqa: ARG002 # a step like the others
        """Ask the lead for another use of the same money."""
        assert page.alternative is not None
        self.head(page, draft.answer, why=False)
        self.alternative.ask(page.alternative, draft.told)
        return ""

    def _level(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask for the level."""
        self.head(page, draft.answer, why=question.opening is None)
        self._how_to_choose(page)
        levels = question.words(page.mode, small=page.small).levels
        from_level = LEVELS.start if question.opening is None else 1
        options = [Option(str(level), levels[level][self.language], level) for level in LEVELS if level >= from_level]
        options += [Option("", "", heading=True), Option("?", self._("I don't know"), UNKNOWN)]
        if question.not_applicable is not None:
            options.append(Option("-", self._("Not applicable"), _NOT_APPLICABLE))
        options.append(Option("s", self._("Leave it open for now"), Move.LATER, LATER))
        before = draft.answer
        at = UNKNOWN if before.unknown else _NOT_APPLICABLE if before.not_applicable is not None else before.level
        if "reason" in draft.half:
            at = _NOT_APPLICABLE
        if question.opening is not None and at is None and draft.level_before is not None:
            at = draft.level_before
        picked = self.prompts.choose(options, at, note=page.may_note)
        if picked is UNKNOWN:
            draft.decide(unknown=True)
            return ""
        if picked == _NOT_APPLICABLE:
            return self._not_applicable
        assert isinstance(picked, int)
        draft.decide(level=picked, purposes=before.purposes, without_voice=before.without_voice)
        wanted = picked >= page.evidence_from or self._warns(page, draft)
        return self._evidence if wanted and not page.brief else ""

    def _how_to_choose(self, page: Page) -> None:
        """Write the rule for choosing a level: at the first level of a first verdict, else behind the key of help."""
        part = Part.FIND if page.brief and not self.told_how_to_choose else Part.CHOOSING
        self.terminal.write(part=part)
        self.terminal.write(self._(HOW_TO_CHOOSE), part=part)
        self.told_how_to_choose = True

    def _evidence(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask what proves the level."""
        level = draft.answer.level or 0
        self.head(page, draft.answer, why=False, so_far=False)
        self.terminal.write()
        self.terminal.write(
            question.words(page.mode, small=page.small).levels[level][self.language], f" > {level}  ", " " * 6
        )
        asked = self._asked(page, question, draft)
        piece = self.evidence.ask(page, asked, draft)
        if piece is None:
            return self._outcome(asked, draft)
        at = next(index for index, other in enumerate(draft.answer.evidence) if other is piece)
        return partial(self._law if asked.law and level > 0 else self._checked, at)

    def _outcome(self, asked: Asked, draft: Draft) -> str:
        said = outcome(asked, draft.answer)
        return "" if said is None else said.translated(self._)

    def _asked(self, page: Page, question: Question, draft: Draft) -> Asked:
        return Asked(question, draft.answer.level or 0, gate=page.gate, law=self._warns(page, draft))

    def _law(self, at: int, page: Page, question: Question, draft: Draft) -> _Step | str:  # noqa: ARG002 # a step like the others
        """Ask whether a piece is the law that obliges the agency to warn people."""
        self.head(page, draft.answer, why=False, so_far=False)
        piece = draft.answer.evidence[at]
        self._put_piece(draft, at, piece.model_copy(update={"law": self.evidence.is_the_law(piece)}))
        return partial(self._checked, at)

    def _checked(self, at: int, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask whether somebody else has looked at a piece."""

        def begin() -> None:
            self.head(page, draft.answer, why=False, so_far=False)

        piece = self.checks.ask(begin, draft.answer.evidence[at], page.checkers, page.today)
        self._put_piece(draft, at, piece)
        return self._outcome(self._asked(page, question, draft), draft)

    def _put_piece(self, draft: Draft, at: int, piece: Evidence) -> None:
        pieces = draft.answer.evidence
        draft.put(evidence=(*pieces[:at], piece, *pieces[at + 1 :]))

    def _own_words(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask for one's own words, before any purpose is shown."""
        assert question.opening is not None
        self.head(page, draft.answer)
        self.terminal.write()
        self.terminal.write(question.opening.text[self.language])
        self.terminal.write(self._("Here you write; reasons to choose from come on the next page."))
        self.prompts.line_keys(letters=False, unknown=False, empty=self._("the line may stay empty"))
        words = self.prompts.words(draft.answer.text, "text")
        if len(words) == 1 and words.isdigit() and words != draft.answer.text:
            # Meant for the list that comes next; whoever means it as a text confirms it once more.
            self.terminal.complain(
                self._("“{text}” would be your own words. Write a sentence, or press Enter again to keep it.").format(
                    text=words
                )
            )
            words = self.prompts.words(words, "text")
        draft.put(text=words)
        return self._purposes

    def _purposes(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask for all purposes that are true."""
        opening = question.opening
        assert opening is not None
        self.head(page, draft.answer, why=False)
        self.terminal.write()
        self.terminal.write(opening.ask[self.language], part=Part.HEAD)
        before = draft.answer
        options = [
            Option(str(number), choice.title[self.language], choice.id, ticked=choice.id in before.purposes)
            for number, choice in enumerate(opening.purposes, 1)
        ]
        others = [
            Option("", "", heading=True),
            Option("?", self._("I don't know"), UNKNOWN),
            Option("s", self._("Leave it open for now"), Move.LATER, LATER),
        ]
        try:
            picked = self.prompts.choose_several(options, others, note=page.may_note)
        except Turn as turn:
            # Whoever turns back finds the ticks again; whoever leaves the page otherwise has confirmed nothing.
            if turn.move is Move.BACK:
                self._keep_purposes(question, draft, self.terminal.ticked)
            raise
        if picked is UNKNOWN:
            draft.decide(unknown=True)
            return ""
        assert isinstance(picked, tuple)
        self._keep_purposes(question, draft, picked)
        return self._without_voice

    def _keep_purposes(self, question: Question, draft: Draft, picked: tuple[object, ...]) -> None:
        if picked != draft.answer.purposes:
            self._put_opening(question, draft, purposes=picked)

    def _without_voice(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask the seed's question, whatever the purposes are: it is the point of the audit (RULES 2)."""
        assert question.opening is not None
        asked = question.opening.without_voice
        self.head(page, draft.answer, why=False)
        self.terminal.write()
        self.terminal.write(asked.ask[self.language], part=Part.HEAD)
        options = [
            Option(str(number), choice.title[self.language], choice.id)
            for number, choice in enumerate(asked.choices, 1)
        ]
        options += [Option("", "", heading=True), Option("s", self._("Leave it open for now"), Move.LATER, LATER)]
        picked = self.prompts.choose(options, draft.answer.without_voice, note=page.may_note)
        self._put_opening(question, draft, without_voice=picked)
        if takes_level(question, draft.answer):
            return self._level
        return self._evidence if self._warns(page, draft) and not page.brief else ""

    def _warns(self, page: Page, draft: Draft) -> bool:
        """Return whether the law that obliges the agency to warn people is asked for, at every level (RULES 4)."""
        return asks_for_law(draft.answer, safety_critical=page.safety_critical)

    def _put_opening(self, question: Question, draft: Draft, **change: object) -> None:
        """Change what a level hangs on; a level that no longer hangs on it is kept aside, should one change it back."""
        before = draft.answer
        draft.level_before = before.level if before.level is not None and before.choice is None else draft.level_before
        draft.decide(**{"purposes": before.purposes, "without_voice": before.without_voice, **change})
        if takes_level(question, draft.answer):
            draft.put(level=draft.level_before)

    def _not_applicable(self, page: Page, question: Question, draft: Draft) -> _Step | str:
        """Ask why a question does not apply."""
        assert question.not_applicable is not None
        self.head(page, draft.answer, why=False)
        self.terminal.write()
        self.terminal.write(question.not_applicable[self.language])
        self.prompts.line_keys(letters=False, unknown=False)
        self.terminal.write(self._("Why does it not apply to you? One sentence."))
        while True:
            reason = self.prompts.words(draft.answer.not_applicable or "", "reason")
            if reason:
                draft.decide(not_applicable=reason)
                return ""
            self.terminal.complain(self._("without a reason it cannot be left out; Shift+Tab leads back to the levels"))
