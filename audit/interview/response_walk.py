"""Through the plan with the agency, action by action: agreed, in part, refused, the risk accepted, done; who, why, until when."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.errors import AuditError, Message, Translate
from audit.interview.asker import Move
from audit.interview.fitting import Part
from audit.interview.prompts import Prompts, Turn, Unknown
from audit.interview.proposals import REASONED, STATES, Proposal
from audit.interview.terminal import Terminal
from audit.interview.widgets import Option
from audit.model.responses import Response, ResponseState
from audit.model.values import WrongValue, read_date
from audit.wording.values import spoken_date


@dataclass(frozen=True)
class Walked:
    """How far somebody went through the plan.

    Attributes:
        answered: How many actions were answered on the way.
        left: Whether they left before the last.
    """

    answered: int
    left: bool


class ResponseWalk:
    """Asks of one action after the other what the agency says.

    Args:
        translate: Turns English message ids into the reader's language.
        today: The day: nobody accepts a risk until a day that has passed.
        save: Saves one response; it is on the disk when this returns.
        terminal: The screen and the keyboard.
    """

    def __init__(
        self,
        translate: Translate,
        today: datetime.date,
        save: Callable[[str, Response], None],
        terminal: Terminal | None = None,
    ) -> None:
        self._ = translate
        self.today = today
        self.save = save
        self.terminal = terminal or Terminal()
        self.prompts = Prompts(self.terminal, translate)
        self.notice = ""
        self.by = ""
        """Who answered the action before: it stands in the line of the next."""

    def through(self, asked: Sequence[Proposal]) -> Walked:
        """Go through actions; every response is saved at once."""
        at = answered = 0
        with self.terminal.held():
            while at < len(asked):
                try:
                    self._one(asked[at], f"{at + 1}/{len(asked)}")
                except Turn as turn:
                    if turn.move is Move.LEAVE:
                        return Walked(answered, left=True)
                    at = max(0, at - 1) if turn.move is Move.BACK else at + 1
                    continue
                answered += 1
                at += 1
        return Walked(answered, left=False)

    def _one(self, proposal: Proposal, place: str) -> None:
        """Ask of one action, and save what was answered.

        Raises:
            Turn: Back, later, or leave.
        """
        while True:
            response = self._ask(proposal, place)
            try:
                self.save(proposal.id, response)
            except AuditError as error:
                self.notice = error.what.translated(self._)
                continue
            self.by = response.by
            return

    def _ask(self, proposal: Proposal, place: str) -> Response:
        state: ResponseState = "open"
        lines: dict[str, object] = {}
        step = 0
        while True:
            self._begin(proposal, place)
            parts = ("state", *self._parts(state)) if step else ("state",)
            try:
                if step == 0:
                    chosen = self._state(proposal)
                    if chosen != state:
                        lines = {}
                    state = chosen
                elif step < len(parts):
                    lines[parts[step]] = self._part(parts[step], state, proposal.said, lines)
                if step and step >= len(parts) - 1:
                    return Response.model_validate({"state": state, **lines})
            except Turn as turn:
                if turn.move is not Move.BACK or step == 0:
                    raise
                step -= 1
                continue
            step += 1

    def _parts(self, state: ResponseState) -> tuple[str, ...]:
        day = {"agreed": "due", "partly": "due", "accepted": "until", "done": "done"}.get(state)
        return ("because", "by", *((day,) if day else ()))

    def _begin(self, proposal: Proposal, place: str) -> None:
        write = self.terminal.write
        self.terminal.clear()
        self.terminal.title(f"{self._('Plan')} | {place}")
        if self.notice:
            write(self.notice, "! ", "  ", part=Part.HEAD)
            self.notice = ""
        write(proposal.title, f"{proposal.id}  ", " " * 8, bold=True, part=Part.HEAD)
        write(f"{proposal.finding}; {proposal.owner}, {proposal.facts}", "   ")
        write(proposal.why, "   ")
        write(f"{self._('Done when:')} {proposal.done_when}", "   ")
        write()

    def _state(self, proposal: Proposal) -> ResponseState:
        self.terminal.write(self._("What do you say to it?"), part=Part.HEAD)
        options = [Option(str(number), self._(text), state) for number, (state, text) in enumerate(STATES.items(), 1)]
        options += [Option("", "", heading=True), Option("s", self._("Leave it open for now"), Move.LATER)]
        at = proposal.said.state if proposal.said.state in STATES else Move.LATER
        chosen = self.prompts.choose(options, at)
        return next(state for state in STATES if state == chosen)

    def _part(self, part: str, state: ResponseState, said: Response, lines: dict[str, object]) -> object:
        if part == "because":
            return self._reason(state, str(lines.get(part, said.because)))
        if part == "by":
            self.prompts.line_keys(letters=False, unknown=False)
            self.terminal.write(self._("Who says so? An office or a role; it may stay empty."))
            return self.prompts.words(str(lines.get(part, said.by or self.by)), part, several=False)
        return self._day(part, getattr(said, part))

    def _reason(self, state: ResponseState, before: str) -> str:
        self.prompts.line_keys(letters=False, unknown=False)
        asked = (
            self._("Why? One or two sentences.") if state in REASONED else self._("Anything to add? It may stay empty.")
        )
        self.terminal.write(asked)
        while True:
            text = self.prompts.words(before, "because", several=False)
            if text.strip() or state not in REASONED:
                return text
            self.terminal.complain(self._("Without a reason nobody can understand it later. Write one sentence."))

    def _day(self, part: str, before: datetime.date | None) -> datetime.date | None:
        """Ask for a day; it may stay empty, but not where a risk is accepted: that comes back."""
        texts = {
            "due": self._("By which day? It may stay empty."),
            "until": self._("Until which day do you accept the risk? After it the action is open again."),
            "done": self._("On which day was it done? Enter takes the day that stands there."),
        }

        def echo(text: str) -> str:
            return spoken_date(read_date(text, self.today), self._)

        self.prompts.line_keys(letters=False, unknown=False)
        self.terminal.write(texts[part])
        line = before.isoformat() if before else self.today.isoformat() if part == "done" else ""
        while True:
            text = self.prompts.line(line, letters=False, unknown=False, echo=echo)
            text = "" if isinstance(text, Unknown) else text.strip() or (line if part == "done" else "")
            line = text
            if not text and part != "until":
                return None
            try:
                day = read_date(text, self.today)
            except WrongValue as wrong:
                self.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))
                continue
            refused = self._refused(part, day)
            if not refused:
                return day
            self.terminal.complain(refused)

    def _refused(self, part: str, day: datetime.date) -> str:
        if part == "done" and day > self.today:
            return self._("{date} is in the future; say when it was done").format(date=day.isoformat())
        if part != "done" and day < self.today:
            return self._("{date} is past; name a day to come").format(date=day.isoformat())
        return ""
