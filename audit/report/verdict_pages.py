"""What the summary says of the verdict."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from audit.model.result.result import Cap, LetterResult
from audit.report.alternative import complaints_of
from audit.report.draft import dated
from audit.report.lens_pages import LensPages
from audit.report.reader import RANK_BANDS, free_text
from audit.report.views import Answered, CapView


class VerdictPages(LensPages):
    """The verdict: what it is, what holds it, what to do when it advises against."""

    @property
    def agency(self) -> Markup:
        """The agency's name, as it was written for the readers of this language."""
        return free_text(self.result.agency_in(self.reader.language))

    @property
    def dated(self) -> str:
        """What this is and of which day."""
        return dated(self.result, self.reader)

    @property
    def verdict_band(self) -> str:
        """The band that the rung looks like."""
        rank = self.result.verdict.rank
        return "none" if rank is None else RANK_BANDS[rank]

    @property
    def verdict_shape(self) -> str:
        """The shape of that band."""
        return self.reader.shape(self.verdict_band)

    @property
    def verdict_title(self) -> str:
        """The verdict in two or three words."""
        return self.reader.text(self.result.verdict.title) or self._say("No verdict yet")

    @property
    def headline(self) -> str:
        """The verdict in a sentence; without one, why. The public reads it in the third person."""
        verdict = self.result.verdict
        if self.result.edition == "public":
            return self._filled(self.reader.text(verdict.public), {"{agency}": self.agency})
        if verdict.rung is None:
            return self._say("One answer is missing before there can be a verdict: whether accounts are live (X4).")
        return self.reader.text(verdict.headline)

    @property
    def so_far(self) -> str:
        """For an incomplete audit: how much is open, what of it holds the verdict, what only waits. Else empty."""
        return " ".join(part for part in (self._open, self._unconfirmed) if part)

    @property
    def _unconfirmed(self) -> str:
        """Say how many answers of the round before still count as open, and whether that is most of this round."""
        found = [question.confirm and question.state == "open" for question in self.result.questions]
        found += [item.confirm and item.state == "open" for item in self.result.inputs]
        waiting, (_, asked) = sum(found), self.result.progress
        if not waiting:
            return ""
        if 2 * waiting > asked:
            return self._say(
                "Most of this round is not confirmed yet: {count} of {asked} answers were carried over, and until they are confirmed they count as open. That is no verdict on what changed.",
                count=waiting,
                asked=asked,
            )
        if waiting == 1:
            return self._say("1 answer was carried over and is not confirmed yet; it counts as open.")
        return self._say(
            "{count} answers were carried over and are not confirmed yet; they count as open.", count=waiting
        )

    @property
    def _open(self) -> str:
        opened = self.result.verdict.open
        if not opened:
            return ""
        count = (
            self._say("So far: 1 question open.")
            if len(opened) == 1
            else self._say("So far: {count} questions open.", count=len(opened))
        )
        holding = self.result.verdict.open_holding
        if not holding:
            return count
        return count + " " + self._say("Open answers that hold the verdict here: {ids}.", ids=", ".join(holding))

    @property
    def is_refusal(self) -> bool:
        """Whether the report advises against: then it shows no large number."""
        return self.result.verdict.rank == 0

    @property
    def caps(self) -> tuple[CapView, ...]:
        """What holds the verdict where it is."""
        return tuple(self._cap(cap) for cap in self.result.verdict.caps)

    @property
    def other_caps(self) -> tuple[CapView, ...]:
        """What would hold it next."""
        return tuple(self._cap(cap) for cap in self.result.verdict.other_caps)

    def _cap(self, cap: Cap) -> CapView:
        kind, _, pillar = cap.name.partition(":")
        # A floor's sentence names its pillar; a title above it would only say it again.
        title = ""
        if kind == "floor" and pillar == "total":
            text = self._say(
                "The total is {points} of 100; the next rung asks for {below}.",
                points=self.reader.points(self.result.total.shown),
                below=cap.below,
            )
        elif kind == "floor":
            figures = self.result.pillars[pillar]
            text = self._say(
                "{pillar}: {points} of 100; the next rung asks for {below}.",
                pillar=self.reader.text(figures.title),
                points=self.reader.points(figures.shown),
                below=cap.below,
            )
        elif kind == "not-assessed":
            text = self._say(
                "{pillar}: nothing here was assessed.", pillar=self.reader.text(self.result.pillars[pillar].title)
            )
        elif kind == "sustain":
            title = self._say("The top rung")
            text = self._sustain_text(cap)
        elif unanswered := self._unanswered(cap):
            title, text = self.reader.text(cap.title), unanswered
        else:
            title, text = self.reader.text(cap.title), self.reader.text(cap.text)
        # A floor rests on a whole pillar; its page lists the answers, a summary does not.
        answers = (
            ()
            if ":" in cap.name
            else tuple(
                (
                    held.question,
                    self.reader.text(self._questions[held.question].title),
                    self.answer_line(self._questions[held.question]),
                    self.question_href(held.question),
                )
                for held in cap.answers
            )
        )
        code = cap.name if any(gate.id == cap.name for gate in self.result.method.gates) else ""
        return CapView(cap.name, title, text, self.reader.text(cap.why), answers, code)

    def _unanswered(self, cap: Cap) -> str:
        """Say that nobody answered what a gate asks, instead of what was found; empty where somebody did."""
        states = {held.state for held in cap.answers}
        if not states or not states <= {"open", "unknown"}:
            return ""
        if "open" in states:
            return self._say("This has not been answered yet. Until it is, it counts as missing.")
        return self._say("This has not been answered yet: nobody could say. Until somebody can, it counts as missing.")

    def _sustain_text(self, cap: Cap) -> str:
        parts = []
        if cap.below is not None:
            parts.append(self._say("Every pillar must reach {below} of 100.", below=cap.below))
        if cap.answers:
            parts.append(
                self._say(
                    "Practised drills and written reviews must be shown: {ids}.",
                    ids=", ".join(held.question for held in cap.answers),
                )
            )
        return " ".join(parts)

    @property
    def on_word(self) -> tuple[tuple[str, str, str], ...]:
        """Gate questions passed on the word alone: id, title, address."""
        return tuple(
            (identity, self.reader.text(self._questions[identity].title), self.question_href(identity))
            for identity in self.result.verdict.on_word
        )

    @property
    def ask_again(self) -> str:
        """The day to ask again, or empty."""
        day = self.result.verdict.ask_again
        return self.reader.date(day) if day else ""

    @property
    def intent_answer(self) -> Answered | None:
        """The answer to the one question, for the page that advises against."""
        holding = {held.question for cap in self.result.verdict.caps for held in cap.answers}
        first = next((question for question in self.result.questions if question.id in holding), None)
        return self.answered(first) if first else None

    @property
    def alternative(self) -> Mapping[str, Markup] | None:
        """What the same money could do elsewhere, in the agency's words; None where it was not named."""
        words = self.result.alternative_in(self.reader.language)
        if not words.service.strip():
            return None
        return {
            "service": free_text(words.service),
            "amount": free_text(words.amount),
            "complaints": free_text(complaints_of(words, self.reader)),
        }

    @property
    def no_letter(self) -> str:
        """Say why there is no letter where one would be due; empty where there is one, or none is due."""
        verdict = self.result.verdict
        waiting = [held.question for cap in verdict.caps for held in cap.answers if held.state in ("open", "unknown")]
        if verdict.reason != "intent" or verdict.letters or not waiting:
            return ""
        return self._say(
            "There is no letter yet to whoever asked for the accounts: what it would say has not been answered yet ({ids}).",
            ids=", ".join(dict.fromkeys(waiting)),
        )

    @property
    def letter_title(self) -> str:
        """The heading of a letter."""
        if self.result.mode == "run":
            return self._say("A letter to whoever asked for the accounts to be run")
        return self._say("A letter to whoever asked for an account")

    @property
    def letters(self) -> tuple[Mapping[str, object], ...]:
        """The letters to whoever asked for an account. Where there are several, each heading tells which it is."""
        several = len(self.result.verdict.letters) > 1
        alternative = self.result.alternative_in(self.reader.language).service.strip() or self._say(
            "the service that people complain about most"
        )
        fills = {
            "{agency}": self.agency,
            "{date}": self.reader.date(self.result.date),
            "{ask_again}": self.ask_again,
            "{alternative}": free_text(alternative),
        }
        return tuple(
            self._letter(letter, {**fills, "{answer}": self._answer(letter.question)}, several=several)
            for letter in self.result.verdict.letters
        )

    def _letter(self, letter: LetterResult, fills: Mapping[str, str], *, several: bool) -> Mapping[str, object]:
        title, subject = self.letter_title, self.reader.text(letter.subject)
        return {
            "id": letter.id,
            "heading": self._say("{title}: {subject}", title=title, subject=subject) if several else title,
            "to": self.owner(letter.to),
            "subject": self._filled(subject, fills),
            "body": tuple(self._filled(self.reader.text(paragraph), fills) for paragraph in letter.body),
        }

    def _answer(self, identity: str) -> str:
        """Return what was answered, in words: the choice, where that decided, else what the level means."""
        question = self._questions.get(identity)
        if question is None or question.shown is None:
            return ""
        words = self.reader.text(question.choice) if self._is_choice(question) else ""
        return words or self.reader.text(question.levels[question.shown])

    def _filled(self, text: str, fills: Mapping[str, str]) -> Markup:
        """Fill a letter's placeholders; what is filled in is never read as a placeholder again."""
        pieces: list[str | Markup] = [text]
        for name, value in fills.items():
            split: list[str | Markup] = []
            for piece in pieces:
                if isinstance(piece, Markup):
                    split.append(piece)
                    continue
                for index, part in enumerate(piece.split(name)):
                    if index:
                        split.append(value if isinstance(value, Markup) else free_text(value))
                    split.append(part)
            pieces = split
        return Markup("").join(piece if isinstance(piece, Markup) else free_text(piece) for piece in pieces if piece)
