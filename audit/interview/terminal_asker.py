"""What each page of the interview says, on a terminal, in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from audit.errors import AuditError, BadFiles, Translate
from audit.interview.asker import Entry, Header, Move, Page, Reply, SectionPage
from audit.interview.choosing import HOW_TO_CHOOSE
from audit.interview.fitting import Part
from audit.interview.flow import ALTERNATIVE_NOTE, meaning
from audit.interview.prompts import UNKNOWN, Draft, Prompts, Turn
from audit.interview.steps import QuestionSteps
from audit.interview.terminal import Terminal
from audit.interview.value_prompts import TypedValues
from audit.interview.widgets import Option
from audit.language import preferred_language
from audit.model.answers import Answer
from audit.model.asked import Item
from audit.model.base import Text
from audit.model.known import ALTERNATIVE
from audit.model.pack import Input, Question, Role
from audit.model.result.result import RungRange
from audit.wording.accounts import suggestion_sentence
from audit.wording.locale import Locale
from audit.wording.names import TYPED_WORDS
from audit.wording.terminal_text import cells, pad
from audit.wording.values import checker_titles, spoken, spoken_piece


class TerminalAsker:
    """Asks a person at a terminal; the `Asker` of the command line.

    Args:
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
        terminal: The screen and the keyboard.
        clock: Tells the time that is shown beside "saved".
        usual: The language of a command about this folder where nobody asks for another; None for the machine's.
    """

    def __init__(
        self,
        translate: Translate,
        language: str,
        terminal: Terminal | None = None,
        clock: Callable[[], datetime.datetime] = datetime.datetime.now,
        usual: str | None = None,
    ) -> None:
        self._ = translate
        self.language = language
        self.usual = usual or preferred_language()
        self.terminal = terminal or Terminal()
        self.prompts = Prompts(self.terminal, translate)
        self.values = TypedValues(self.prompts, translate, language)
        self.steps = QuestionSteps(self.prompts, translate, language, self._head)
        self.clock = clock
        self.saved_at: datetime.datetime | None = None
        self.notices: list[str] = []
        self._begun: dict[str, tuple[Answer, Draft]] = {}
        """What was begun at a question when it was left by going back, with the answer that was saved then."""

    def session(self) -> AbstractContextManager[None]:
        """Hold the keyboard."""
        return self.terminal.held()

    def on_saved(self) -> None:
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

    def on_start_reached(self) -> None:
        """Say that nothing is before this question."""
        self.notices = [self._("This is the first question.")]

    def goodbye(self, resume: str | None, verdict: str | None = None) -> None:
        """Say that everything is saved, how to go on, and that the verdict so far can be looked at any time."""
        self._new_page()
        self.terminal.write(self._("All answers are saved."))
        if resume is not None:
            # In one piece, because they are there to be copied.
            language = "" if self.language == self.usual else f" --lang {self.language}"
            self.terminal.write(self._("Go on any time with:"))
            self.terminal.lines([f"    {resume}{language}"])
            if verdict is not None:
                self.terminal.write(self._("The verdict so far, at any time:"))
                self.terminal.lines([f"    {verdict}{language}"])
        self.terminal.show()

    def begin(self, page: SectionPage) -> Move:
        """Show why a section is asked."""
        self._new_page()
        self.terminal.title(self._title(page.title))
        if page.why is not None:
            self.terminal.write(page.why[self.language])
            self.terminal.write()
            self.terminal.write(self._(HOW_TO_CHOOSE))
            self.steps.told_how_to_choose = True
        else:
            self.terminal.write(
                self._("A few facts about you come first. They decide which questions are asked, and in which words.")
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
        """Show how a section stands: four lines, what the answers mean so far, and what is unknown or open."""
        self._new_page()
        state = page.state
        self.terminal.title(self._("{section}: where you stand").format(section=self._title(page.title)))
        counted = (
            (self._("answered"), state.answered),
            (self._("don't know"), state.unknown),
            (self._("not applicable"), state.not_applicable),
            (self._("open"), state.open),
        )
        widest = max(cells(word) for word, _ in counted)
        for word, items in counted:
            self.terminal.lines([f"   {pad(word, widest)}  {len(items):>3}"])
        self.terminal.write()
        self.terminal.write(self.prompts.said(meaning(state, self.language)))
        if page.now is not None:
            self.terminal.write(self._range(page.before, page.now))
        for heading, items in ((self._("Still unknown:"), state.unknown), (self._("Still open:"), state.open)):
            if items:
                self.terminal.write()
                self.terminal.write(heading)
                for item in items:
                    self.terminal.write(item.title[self.language], f"   {item.id}  ", " " * 8)
        return self._go_on()

    def _range(self, before: RungRange | None, now: RungRange) -> str:
        """Say what a section has changed in the verdict, in words."""
        then = "" if before is None else self._stands(before)
        stands = self._stands(now)
        if then in ("", stands):
            return self._("The verdict: {stands}").format(stands=stands)
        return self._("The verdict before this part: {before} Now: {stands}").format(before=then, stands=stands)

    def _stands(self, found: RungRange) -> str:
        title, best = found.title[self.language], found.best_title[self.language]
        if found.rank == found.best_rank:
            return self._("{rung}, also at best.").format(rung=title)
        return self._("{rung} as things stand, at best {best}.").format(rung=title, best=best)

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:
        """Show every answer in one list."""
        self._new_page()
        open_count = sum(1 for entry in entries if entry.state == "open")
        said = self._("Still open: {open}.").format(open=open_count) if open_count else self._("Nothing is open.")
        self.terminal.write(self._("Your answers"), bold=True, part=Part.HEAD)
        self.terminal.write(self._("Choose one to change it.") + " " + said, part=Part.HEAD)
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
                options, at or (Move.OPEN if open_count else Move.FINISH), back=False, ways=ways
            )
        except Turn as turn:
            return turn.move
        assert isinstance(picked, Question | Input | Move)
        return picked

    def ask(self, page: Page) -> Reply:
        """Put one question."""
        draft = self._draft(page)
        self.prompts.half = draft.half
        try:
            notice = (
                self.steps.ask(page, page.item, draft)
                if isinstance(page.item, Question)
                else self._input(page, page.item, draft)
            )
        except Turn as turn:
            if turn.move is Move.STAY:
                return self._note(page, draft)
            # Whoever leaves keeps what was confirmed; whoever turns back keeps what was written, and finds the rest again.
            left = (
                page.answer.model_copy(update={"text": draft.answer.text}) if turn.move is Move.BACK else draft.answer
            )
            if turn.move is Move.BACK:
                self._keep(page, draft, left)
            told = self.steps.alternative.told(draft.told) if turn.move is Move.LEAVE else None
            return Reply(turn.move, left if left != page.answer else None, told)
        if notice:
            self.notices = [notice]
        return Reply(Move.NEXT, draft.answer, self.steps.alternative.told(draft.told))

    def _draft(self, page: Page) -> Draft:
        """Return what was begun when this question was left last, unless its answer became another since; else anew."""
        came_from, draft = self._begun.pop(page.item.id, (None, None))
        if draft is None or came_from is None:
            return Draft(page.answer)
        # The day is put to an answer when it is saved.
        same = came_from.model_copy(update={"answered": page.answer.answered}) == page.answer
        return draft if same else Draft(page.answer)

    def _keep(self, page: Page, draft: Draft, saved: Answer) -> None:
        if draft.half or draft.answer != saved:
            self._begun[page.item.id] = (saved, draft)

    def _input(self, page: Page, item: Input, draft: Draft) -> str:
        self._head(page, draft.answer)
        try:
            value = self.values.read(item, draft.answer.value, page.may_note, page.today)
        except Turn as turn:
            if turn.kept is not None and turn.move in (Move.LEAVE, Move.LATER):
                draft.decide(value=turn.kept)
            if turn.kept is not None and turn.move is Move.LATER:
                return ""
            raise
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

    def _note(self, page: Page, draft: Draft) -> Reply:
        """Ask for a note; it is saved at once, with the question still as open as it was."""
        self._head(page, page.answer, why=False)
        self.terminal.write()
        self.prompts.line_keys(letters=False, unknown=False)
        self.terminal.write(self._("Your note. An empty line takes it away."))
        saved = page.answer.model_copy(update={"text": draft.answer.text})
        try:
            note = self.prompts.words(page.answer.note, "note")
        except Turn as turn:
            if turn.move is Move.LEAVE:
                return Reply(Move.LEAVE, draft.answer if draft.answer != page.answer else None)
            self._keep(page, draft, page.answer)
            return Reply(Move.STAY)
        saved = saved.model_copy(update={"note": note})
        draft.put(note=note)
        self._keep(page, draft, saved)
        return Reply(Move.STAY, saved)

    def _new_page(self) -> None:
        self.terminal.clear()
        self._notices()

    def _notices(self) -> None:
        for notice in self.notices:
            self.terminal.write(notice, "! ", "  ", part=Part.HEAD)
        if self.notices:
            self.terminal.write(part=Part.HEAD)
        self.notices = []

    def _go_on(self) -> Move:
        try:
            self.prompts.choose([Option("", self._("Go on"), Move.NEXT)])
        except Turn as turn:
            return turn.move
        return Move.NEXT

    def _title(self, title: Text | None) -> str:
        return title[self.language] if title is not None else self._("Basic facts")

    def _head(self, page: Page, answer: Answer, *, why: bool = True, so_far: bool = True) -> None:
        """Begin the page of a question with everything that stands above its answers."""
        self.terminal.clear(brief=page.brief)
        self._header(page.header)
        self._notices()
        item = page.item
        ask = item.words(page.mode, small=page.small).ask if isinstance(item, Question) else item.ask
        self.terminal.write(ask[self.language], f"{item.id}  ", " " * (len(item.id) + 2), bold=True, part=Part.HEAD)
        if why:
            self._help(item)
            if item.id == ALTERNATIVE and page.alternative is None:
                self.terminal.write(self._(ALTERNATIVE_NOTE), part=Part.EXAMPLE)
        if page.suggestion is not None and so_far:
            said = suggestion_sentence(page.suggestion, Locale(self.language, self._))
            self.terminal.write(part=Part.WHY)
            self.terminal.write(said, "* ", "  ")
        if so_far:
            self._so_far(item, answer, page.checkers)

    def _help(self, item: Item) -> None:
        """Write why it is asked, where to look and how to write it; what has no room is shown behind a key."""
        self.terminal.write(part=Part.EXAMPLE if isinstance(item, Input) else Part.WHY)
        self.terminal.write(self._("Why we ask: {why}").format(why=item.why[self.language]), part=Part.WHY)
        if isinstance(item, Input):
            find = self._("Where to look: {find}").format(find=item.find[self.language])
            example = self._("How to write it: {example}").format(example=item.example[self.language])
            self.terminal.write(find, part=Part.FIND)
            self.terminal.write(example, part=Part.EXAMPLE)
            for word, text in item.words.items():
                said = self._(TYPED_WORDS.get(word, word))
                self.terminal.write(text[self.language], f"   {said}  ", "      ", part=Part.WORDS)

    def _so_far(self, item: Item, answer: Answer, checkers: Sequence[Role]) -> None:
        """Write what an answer that is changed holds already."""
        said = spoken(item, answer, self._, self.language)
        lines = []
        if answer.confirm:
            lines.append(self._("Carried over from the audit before; Enter confirms it: {answer}").format(answer=said))
        elif said:
            lines.append(self._("Your answer so far: {answer}").format(answer=said))
        if answer.text:
            lines.append(self._("In your own words: {text}").format(text=answer.text))
        titles = checker_titles(checkers, self._, self.language)
        lines += [
            self._("Evidence: {evidence}").format(evidence=spoken_piece(piece, titles, self._))
            for piece in answer.evidence
        ]
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
        self.terminal.title(place, saved)
