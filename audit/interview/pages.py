"""What each page of the interview says, on a terminal, in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from audit.errors import AuditError, BadFiles, Translate
from audit.interview.asker import Entry, Header, Move, Page, Reply, SectionPage
from audit.interview.evidence import EvidencePages
from audit.interview.flow import Item, meaning
from audit.interview.prompts import LATER, UNKNOWN, Draft, Prompts, Turn
from audit.interview.spoken import spoken, spoken_evidence
from audit.interview.terminal import Option, Terminal
from audit.interview.typed import TypedValues
from audit.interview.wrapping import cells, pad
from audit.language import preferred_language
from audit.model.answers import Answer
from audit.model.base import Text
from audit.model.pack import LEVELS, Input, Question

_NOT_APPLICABLE = "not applicable"


class TerminalAsker:
    """Asks a person at a terminal; the `Asker` of the command line.

    Args:
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
        terminal: The screen and the keyboard.
        clock: Tells the time that is shown beside "saved".
    """

    def __init__(
        self,
        translate: Translate,
        language: str,
        terminal: Terminal | None = None,
        clock: Callable[[], datetime.datetime] = datetime.datetime.now,
    ) -> None:
        self._ = translate
        self.language = language
        self.terminal = terminal or Terminal()
        self.prompts = Prompts(self.terminal, translate)
        self.values = TypedValues(self.prompts, translate, language)
        self.evidence = EvidencePages(self.prompts, translate, language)
        self.clock = clock
        self.saved_at: datetime.datetime | None = None
        self.notices: list[str] = []

    def session(self) -> AbstractContextManager[None]:
        """Hold the keyboard."""
        return self.terminal.held()

    def saved(self) -> None:
        """Remember when an answer reached the disk."""
        self.saved_at = self.clock()

    def problem(self, error: AuditError) -> None:
        """Keep what went wrong for the top of the next page."""
        self.notices = [self.prompts.said(message) for message in (error.what, error.remedy) if message is not None]
        if isinstance(error, BadFiles):
            self.notices += [
                f"{problem.path.name}:{problem.line}  {problem.where}  {self.prompts.said(problem.what)}"
                for problem in error.problems[:3]
            ]

    def first(self) -> None:
        """Say that nothing is before this question."""
        self.notices = [self._("This is the first question.")]

    def goodbye(self, resume: str | None) -> None:
        """Say that everything is saved, and how to go on."""
        self._new_page()
        self.terminal.write(self._("All answers are saved."))
        if resume is not None:
            self.terminal.write(self._("Go on any time with:"))
            # In one piece, because it is there to be copied.
            language = "" if self.language == preferred_language() else f" --lang {self.language}"
            self.terminal.lines([f"    {resume}{language}"])

    def begin(self, page: SectionPage) -> Move:
        """Show why a section is asked."""
        self._new_page()
        self.terminal.write(self._title(page.title), bold=True)
        self.terminal.rule()
        if page.why is not None:
            self.terminal.write(page.why[self.language])
        else:
            self.terminal.write(
                self._(
                    "A few facts about your agency come first. They decide which questions are asked, and in which words."
                )
            )
            self.terminal.write()
            self.terminal.write(
                self._(
                    "“I don't know” is an answer too. Every answer is saved at once; stop whenever you like and go on later."
                )
            )
        self.terminal.write()
        state = page.state
        count = len(state.answered) + len(state.unknown) + len(state.not_applicable) + len(state.open)
        self.terminal.write(
            self._("Questions here: {count}. Still open: {open}.").format(count=count, open=len(state.open))
        )
        return self._go_on()

    def end(self, page: SectionPage) -> Move:
        """Show how a section stands: four lines, what is unknown or open, and what the answers mean so far."""
        self._new_page()
        state = page.state
        self.terminal.write(self._("{section}: where you stand").format(section=self._title(page.title)), bold=True)
        self.terminal.rule()
        counted = (
            (self._("answered"), state.answered),
            (self._("don't know"), state.unknown),
            (self._("not applicable"), state.not_applicable),
            (self._("open"), state.open),
        )
        widest = max(cells(word) for word, _ in counted)
        self.terminal.lines([f"   {pad(word, widest)}  {len(items):>3}" for word, items in counted])
        for heading, items in ((self._("Still unknown:"), state.unknown), (self._("Still open:"), state.open)):
            if items:
                self.terminal.write()
                self.terminal.write(heading)
                for item in items:
                    self.terminal.write(item.title[self.language], f"   {item.id}  ", " " * 8)
        self.terminal.write()
        self.terminal.write(self.prompts.said(meaning(state, self.language)))
        return self._go_on()

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:
        """Show every answer in one list."""
        self._new_page()
        open_count = sum(1 for entry in entries if entry.state == "open")
        said = self._("Still open: {open}.").format(open=open_count) if open_count else self._("Nothing is open.")
        heading = self._("Your answers") + "\n" + self._("Choose one to change it.") + " " + said
        options = [Option("1", self._("Finish"), Move.FINISH)]
        ways = [self._("1 finish")]
        if open_count:
            options.append(Option("2", self._("Go on with the open questions"), Move.OPEN))
            ways.append(self._("2 open questions"))
        section: object = self
        for entry in entries:
            if entry.section is not section:
                section = entry.section
                options += [Option("", "", heading=True), Option("", self._title(entry.section), heading=True)]
            words = self._("open") if entry.state == "open" else spoken(entry.item, entry.answer, self._, self.language)
            options.append(Option(entry.item.id, f"{entry.item.title[self.language]}: {words}", entry.item))
        try:
            picked = self.prompts.choose(
                options,
                at or (Move.OPEN if open_count else Move.FINISH),
                back=False,
                again=heading,
                scrolls=True,
                ways=ways,
            )
        except Turn as turn:
            return turn.move
        assert isinstance(picked, Question | Input | Move)
        return picked

    def ask(self, page: Page) -> Reply:
        """Put one question."""
        answer = page.answer
        while True:
            draft = Draft(answer)
            self._head(page, answer)
            try:
                notice = (
                    self._question(page, page.item, draft)
                    if isinstance(page.item, Question)
                    else self._input(page, page.item, draft)
                )
            except Turn as turn:
                if turn.move is Move.STAY:
                    return self._note(draft.answer)
                # Whoever leaves keeps what was confirmed; whoever turns back keeps only what was written.
                answer = (
                    draft.answer
                    if turn.move is Move.LEAVE
                    else page.answer.model_copy(update={"text": draft.answer.text})
                )
                if turn.move is Move.BACK and draft.begun:
                    continue
                return Reply(turn.move, answer if answer != page.answer else None)
            if notice:
                self.notices = [notice]
            return Reply(Move.NEXT, draft.answer)

    def _question(self, page: Page, question: Question, draft: Draft) -> str:
        """Ask for a level, and for what goes with it. Returns what to say on the next page."""
        if question.opening is not None and not self._opening(page, question, draft):
            return ""
        _, levels, _ = question.words(page.mode)
        from_level = LEVELS.start if question.opening is None else 1
        options = [Option(str(level), levels[level][self.language], level) for level in LEVELS if level >= from_level]
        options += [Option("", "", heading=True), Option("?", self._("I don't know"), UNKNOWN)]
        if question.not_applicable is not None:
            options.append(Option("-", self._("Not applicable"), _NOT_APPLICABLE))
        options.append(Option("s", self._("Leave it open for now"), Move.LATER, LATER))
        before = page.answer
        at = UNKNOWN if before.unknown else _NOT_APPLICABLE if before.not_applicable is not None else before.level
        picked = self.prompts.choose(options, at, note=page.may_note, again=self._asked(page))
        if picked is UNKNOWN:
            draft.decide(unknown=True)
            return ""
        if picked == _NOT_APPLICABLE:
            return self._not_applicable(question, draft)
        assert isinstance(picked, int)
        draft.decide(level=picked, choice=draft.answer.choice if question.opening is not None else None)
        if picked < page.evidence_from:
            return ""
        self.terminal.write()
        self.terminal.write(levels[picked][self.language], f" > {picked}  ", " " * 6)
        return self.evidence.ask(page, question, draft)

    def _opening(self, page: Page, question: Question, draft: Draft) -> bool:
        """Ask for one's own words and for the one choice; return whether a level is asked after it."""
        opening = question.opening
        assert opening is not None
        self.terminal.write()
        self.terminal.write(opening.text[self.language])
        self.prompts.line_keys(letters=False, unknown=False, empty=self._("the line may stay empty"))
        words = self.prompts.words(draft.answer.text)
        draft.put(text=words)
        self._head(page, draft.answer, why=False)
        self.terminal.write()
        self.terminal.write(opening.ask[self.language])
        options = [
            Option(str(number), choice.title[self.language], choice.id)
            for number, choice in enumerate(opening.choices, 1)
        ]
        options += [
            Option("", "", heading=True),
            Option("?", self._("I don't know"), UNKNOWN),
            Option("s", self._("Leave it open for now"), Move.LATER, LATER),
        ]
        picked = self.prompts.choose(
            options, UNKNOWN if page.answer.unknown else page.answer.choice, note=page.may_note
        )
        if picked is UNKNOWN:
            draft.decide(unknown=True)
            return False
        same = picked == draft.answer.choice
        draft.decide(choice=picked, level=draft.answer.level if same else None)
        if picked != opening.level_for:
            return False
        self._head(page, draft.answer, why=False)
        return True

    def _not_applicable(self, question: Question, draft: Draft) -> str:
        assert question.not_applicable is not None
        draft.begun = True
        self.terminal.write()
        self.terminal.write(question.not_applicable[self.language])
        self.prompts.line_keys(letters=False, unknown=False)
        self.terminal.write(self._("Why does it not apply to you? One sentence."))
        while True:
            reason = self.prompts.words(draft.answer.not_applicable or "")
            if reason:
                draft.decide(not_applicable=reason)
                return ""
            self.terminal.write(
                self._("without a reason it cannot be left out; Shift+Tab leads back to the levels"), "! ", "  "
            )

    def _input(self, page: Page, item: Input, draft: Draft) -> str:
        value = self.values.read(item, draft.answer.value, page.may_note, self._asked(page))
        if value is None:
            # The profile has no way to take an answer back, and a line that was empty before says nothing new.
            if not page.may_note or (page.answer.value is None and not page.answer.unknown):
                raise Turn(Move.LATER)
            draft.decide()
        elif value is UNKNOWN:
            draft.decide(unknown=True)
        else:
            draft.decide(value=value)
        return ""

    def _note(self, answer: Answer) -> Reply:
        """Ask for a note; it is saved at once, with the question still as open as it was."""
        self.terminal.write()
        self.prompts.line_keys(letters=False, unknown=False)
        self.terminal.write(self._("Your note. An empty line takes it away."))
        try:
            note = self.prompts.words(answer.note)
        except Turn as turn:
            return Reply(Move.STAY if turn.move is Move.BACK else turn.move)
        return Reply(Move.STAY, answer.model_copy(update={"note": note}))

    def _new_page(self) -> None:
        self.terminal.clear()
        self._notices()

    def _notices(self) -> None:
        for notice in self.notices:
            self.terminal.write(notice, "! ", "  ")
        if self.notices:
            self.terminal.write()
        self.notices = []

    def _go_on(self) -> Move:
        try:
            self.prompts.choose([Option("", self._("Go on"), Move.NEXT)])
        except Turn as turn:
            return turn.move
        return Move.NEXT

    def _asked(self, page: Page) -> str:
        item = page.item
        ask = item.words(page.mode)[0] if isinstance(item, Question) else item.ask
        return f"{item.id}  {ask[self.language]}"

    def _title(self, title: Text | None) -> str:
        return title[self.language] if title is not None else self._("About the agency")

    def _head(self, page: Page, answer: Answer, why: bool = True) -> None:
        """Write everything of a question that stands above its answers."""
        self.terminal.clear()
        self._header(page.header)
        self._notices()
        item = page.item
        self.terminal.write(self._asked(page), rest=" " * (len(item.id) + 2), bold=True)
        if why:
            self.terminal.write()
            self.terminal.write(self._("Why we ask: {why}").format(why=item.why[self.language]))
            if isinstance(item, Input):
                self.terminal.write(self._("Where to look: {find}").format(find=item.find[self.language]))
                self.terminal.write(self._("How to write it: {example}").format(example=item.example[self.language]))
                for word, text in item.words.items():
                    self.terminal.write(text[self.language], f"   {word}  ", "      ")
        self._so_far(item, answer)

    def _so_far(self, item: Item, answer: Answer) -> None:
        """Write what an answer that is changed holds already."""
        said = spoken(item, answer, self._, self.language)
        lines = []
        if answer.confirm:
            lines.append(self._("Carried over from the audit before; Enter confirms it: {answer}").format(answer=said))
        elif said:
            lines.append(self._("Your answer so far: {answer}").format(answer=said))
        if answer.text:
            lines.append(self._("In your own words: {text}").format(text=answer.text))
        lines += [self._("Evidence: {evidence}").format(evidence=spoken_evidence(piece)) for piece in answer.evidence]
        if answer.note:
            lines.append(self._("Note: {note}").format(note=answer.note))
        if lines:
            self.terminal.write()
        for line in lines:
            self.terminal.write(line, rest="   ")

    def _header(self, header: Header) -> None:
        place = self._("{section} | {number} of {count} | {percent}% in all").format(
            section=self._title(header.section), number=header.number, count=header.count, percent=header.percent
        )
        saved = self._("saved {time}").format(time=self.saved_at.strftime("%H:%M")) if self.saved_at else ""
        gap = self.terminal.width - cells(place) - cells(saved)
        if saved and gap > 1:
            self.terminal.lines([place + " " * gap + saved])
        else:
            self.terminal.write(f"{place}\n{saved}" if saved else place)
        self.terminal.rule()
