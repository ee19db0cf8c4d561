"""The interview itself: the flow, somebody who asks, and files that hold every answer at once."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.assess.accounts.suggestions import SUGGESTED, suggestions_of
from audit.assess.assess import range_of
from audit.assess.verdict.evidence import other_roles
from audit.command_line import command_line
from audit.errors import AuditError, NotATerminal, say
from audit.files.accounts.register import register_if_whole
from audit.files.answers_file import AnswersFile
from audit.files.folder import AuditFolder, SettingsFile
from audit.interview.asker import Asker, Entry, Header, Move, Page, Reply, SectionPage
from audit.interview.flow import (
    PROFILE,
    FirstStand,
    Stand,
    chosen,
    evidence_from,
    is_section,
    item_before,
    next_item,
    next_open,
    position,
    progress,
    section_of,
    section_state,
    section_title,
)
from audit.interview.saving import save_answer
from audit.model.answers import Answer, Answers, Respondent
from audit.model.asked import Item
from audit.model.base import FORMAT
from audit.model.known import ALTERNATIVE, LEAD, PURPOSE, SAFETY_CRITICAL
from audit.model.pack import NEEDS_EVIDENCE, Question
from audit.model.result.accounts import AccountSuggestion
from audit.model.result.result import RungRange


class Outcome(enum.Enum):
    """How an interview ended."""

    FINISHED = "finished"
    LEFT = "left"


def interview(
    folder: AuditFolder,
    answers: AnswersFile,
    settings: SettingsFile,
    asker: Asker,
    *,
    only: str | None = None,
    role: str | None = None,
    lead: bool = False,
    resume: Sequence[str] = (),
    first: bool = False,
    prove: bool = False,
    today: datetime.date,
) -> Outcome:
    """Ask what is open, and save every answer at once.

    Args:
        folder: The audit folder.
        answers: The answers file, held open by this interview alone.
        settings: The file with the profile.
        asker: Who puts the questions.
        only: A question, a pillar or `profile`; None for everything.
        role: Ask only what the pack puts to this role; None for everything.
        lead: Whether the lead answers, whose words on another use of the money stand in `audit.yml`.
        resume: The options that the command which goes on needs, besides `--only`.
        first: Ask only what a first verdict needs, without pages between.
        prove: Ask first for the evidence that a first verdict has left for later.
        today: The day of the interview.

    Returns:
        Whether it was finished or left; either way everything answered is on the disk.

    Raises:
        Refused: `only` names nothing that is asked.
    """
    run = _Run(folder, answers, settings, asker, only, role, lead, today, first=first)
    with asker.session():
        outcome = run.first_questions() if first else run.to_the_end(prove=prove)
        if outcome is Outcome.LEFT:
            # One voice of several is no verdict.
            verdict = command_line(["listenfirst", "score", str(folder.path)]) if role is None else None
            asker.goodbye(resume_command(folder.path, only, resume), verdict)
        elif not first:
            asker.goodbye(None)
    return outcome


def resume_command(path: Path, only: str | None = None, options: Sequence[str] = ()) -> str:
    """Return the command that goes on with an interview."""
    return command_line(["listenfirst", "ask", str(path), *options, *(["--only", only] if only else [])])


def require_terminal(environment: Mapping[str, str] = os.environ) -> None:
    """Refuse to ask where nobody sits at a keyboard.

    Raises:
        NotATerminal: Input or output is no terminal, or this runs in CI.
    """
    remedy = say(
        "write the answers file by hand, as in the folders under examples/, then run: listenfirst check FOLDER"
    )
    if environment.get("CI", "").lower() not in ("", "0", "false", "no"):
        raise NotATerminal(say("the interview needs a person at a keyboard; this runs in CI"), remedy)
    for stream in (sys.stdin, sys.stdout):
        try:
            terminal = stream is not None and stream.isatty()
        except ValueError:  # a closed stream
            terminal = False
        if not terminal:
            raise NotATerminal(say("the interview needs a terminal: input or output goes to a file or a pipe"), remedy)


class _Run:
    """One interview. Every method that shows a page returns where to go from it."""

    def __init__(
        self,
        folder: AuditFolder,
        answers: AnswersFile,
        settings: SettingsFile,
        asker: Asker,
        only: str | None,
        role: str | None,
        lead: bool,
        today: datetime.date,
        *,
        first: bool,
    ) -> None:
        self.folder = folder
        self.first = first
        self.pack = folder.pack
        self.answers = answers
        self.settings = settings
        self.asker = asker
        self.today = today
        self.only = only
        self.role = role
        self.lead = lead
        self.among = chosen(self.stand, only) if only else None
        # One question, or the numbers of a computed one: asked even if answered, and nothing around them.
        self.single = only is not None and not is_section(self.pack, only)
        self.checkers = other_roles(folder.pack, answers.role, folder.settings.people)
        self.register = register_if_whole(folder)
        self.not_saved: dict[str, Answer] = {}
        self.began: str | None = None
        self.proving: str | None = None
        """The question of which only the evidence is asked now."""
        self.range_before: RungRange | None = None

    @property
    def stand(self) -> Stand:
        """Where the interview stands now; made anew, because a file can change under it."""
        kind = FirstStand if self.first else Stand
        stand = kind(self.pack, self.settings.profile, self.answers.answers)
        return stand if self.role is None else stand.only_for(self.role)

    def first_questions(self) -> Outcome:
        """Ask what a first verdict needs; nothing between the questions, and no list at the end."""
        item = next_open(self.stand)
        while item is not None:
            move = self._ask(item)
            if move is Move.LEAVE:
                return Outcome.LEFT
            item = self._before(item) if move is Move.BACK else next_open(self.stand, item)
        return Outcome.FINISHED

    def _prove(self) -> Outcome:
        """Ask for the evidence of what a first verdict took on one's word."""
        stand = FirstStand(self.pack, self.settings.profile, self.answers.answers)
        items = [item for item in stand.items if item.id in stand.unproved()]
        at = 0
        while at < len(items):
            self.proving = items[at].id
            move = self._ask(items[at])
            if move is Move.LEAVE:
                return Outcome.LEFT
            if move is Move.BACK and at == 0:
                self.asker.on_start_reached()
            at = max(0, at - 1) if move is Move.BACK else at + 1
        self.proving = None
        return Outcome.FINISHED

    def to_the_end(self, *, prove: bool = False) -> Outcome:
        """Go from page to page."""
        if prove and self._prove() is Outcome.LEFT:
            return Outcome.LEFT
        self.range_before = self._range()
        item = next_item(self.stand, None, self.among) if self.single else next_open(self.stand, None, self.among)
        while True:
            at: Item | None = None
            while item is not None:
                move, following = self._page(item)
                if move is Move.LEAVE:
                    return Outcome.LEFT
                item, at = following, item
            if self.single:
                return Outcome.FINISHED
            # In the list until something else than one more change is wanted.
            picked = self._review(at)
            if isinstance(picked, Move):
                if picked is not Move.OPEN:
                    return Outcome.FINISHED if picked is Move.FINISH else Outcome.LEFT
                item = next_open(self.stand, None, self.among)

    def _review(self, at: Item | None) -> Move:
        self.began = None
        while True:
            stand = self.stand
            entries = [
                Entry(item, stand.answer(item), stand.state(item), section_title(self.pack, section_of(item)))
                for item in stand.items
                if self.among is None or item.id in self.among
            ]
            picked = self.asker.review(entries, at)
            if isinstance(picked, Move):
                return picked
            at = picked
            if self._ask(picked) is Move.LEAVE:
                return Move.LEAVE

    def _page(self, item: Item) -> tuple[Move, Item | None]:
        """Put one question, with the pages before and after its section; return the move and what comes next."""
        section = section_of(item)
        if not self.single and self.began != section:
            self.began = section
            move = self.asker.begin(self._section(section))
            if move is not Move.NEXT:
                return move, self._before(item) if move is Move.BACK else item
        move = self._ask(item)
        if move is Move.BACK:
            return move, self._before(item)
        if move is Move.LEAVE:
            return move, item
        if self.single:
            return move, next_item(self.stand, item, self.among)
        following = next_open(self.stand, item, self.among)
        if section != PROFILE and (following is None or section_of(following) != section):
            now = self._range()
            page = dataclasses.replace(self._section(section), before=self.range_before, now=now)
            move = self.asker.end(page)
            if move is Move.BACK:
                return move, item
            self.range_before = now
        return move, following

    def _range(self) -> RungRange | None:
        """Return what the verdict is by now and at best; None where one voice does not decide it."""
        if self.role is not None or not self.lead:
            return None
        try:
            others = self.folder.voices(self.folder.latest_round())
        except AuditError:
            # Somebody else's file is wrong; whoever reads the report is told.
            return None
        head = {"format": FORMAT, "pack": self.pack.head.id, "version": self.pack.head.version}
        mine = Answers.model_validate({**head, "respondent": Respondent()}).model_copy(
            update={"answers": self.answers.answers}
        )
        settings = self.folder.settings.model_copy(update={"profile": self.settings.profile})
        return range_of(self.pack, settings, {**others, LEAD: mine}, self.today)

    def _before(self, item: Item) -> Item:
        before = item_before(self.stand, item, self.among)
        if before is None:
            self.asker.on_start_reached()
            return item
        # Going back leads to the question itself, not to the page before its section.
        self.began = section_of(before)
        return before

    def _ask(self, item: Item) -> Move:
        """Put one question until it is answered and saved, or left."""
        while True:
            reply = self.asker.ask(self._question(item))
            if not self._save(item, reply):
                continue
            if reply.move is not Move.STAY:
                self.not_saved.pop(item.id, None)
                return reply.move

    def _save(self, item: Item, reply: Reply) -> bool:
        answer = reply.answer
        if answer is None and reply.alternative is None:
            return True
        try:
            if reply.alternative is not None:
                self.settings.put_alternative(reply.alternative.parts, reply.alternative.language)
            if answer is not None:
                save_answer(item, answer, self.answers, self.settings, self.today)
        except AuditError as error:
            if answer is not None:
                self.not_saved[item.id] = answer
            self.asker.problem(error)
            return False
        self.not_saved.pop(item.id, None)
        self.asker.on_saved()
        return True

    def _question(self, item: Item) -> Page:
        stand = self.stand
        number, count = position(stand, item)
        section = section_of(item)
        return Page(
            item=item,
            answer=self.not_saved.get(item.id, stand.answer(item)),
            header=Header(section_title(self.pack, section), number, count, progress(stand).percent),
            mode=stand.mode,
            evidence_from=evidence_from(self.pack, item) if isinstance(item, Question) else NEEDS_EVIDENCE,
            today=self.today,
            may_note=section != PROFILE,
            alternative=self.settings.alternative if self.lead and item.id == ALTERNATIVE else None,
            small=stand.small,
            brief=self.first,
            evidence_only=item.id == self.proving,
            gate=item.id in self.pack.gate_questions,
            safety_critical=stand.profile.get(PURPOSE) == SAFETY_CRITICAL,
            drills=stand.drills_for(item),
            register=stand.register,
            checkers=self.checkers,
            suggestion=self._suggested(item, stand),
        )

    def _suggested(self, item: Item, stand: Stand) -> AccountSuggestion | None:
        """Return what the register of accounts speaks for at a question; None where it says nothing."""
        if self.register is None or item.id not in SUGGESTED:
            return None
        found = suggestions_of(self.register, stand.mode)
        return next((suggestion for suggestion in found if suggestion.question == item.id), None)

    def _section(self, section: str) -> SectionPage:
        pillar = next((pillar for pillar in self.pack.head.pillars if pillar.id == section), None)
        return SectionPage(
            pillar.title if pillar else None, pillar.why if pillar else None, section_state(self.stand, section)
        )
