"""What the page of disagreement says: who sees what how, and what that does to the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.model.pack import LEVELS, TOP_LEVEL
from audit.model.result.result import InputResult, QuestionResult, Result
from audit.model.result.voices import (
    ConflictResult,
    PatternResult,
    SpreadResult,
    VoiceEvidence,
    VoiceResult,
    VoicesResult,
)
from audit.report.base_pages import Speaking
from audit.report.pages import Pages
from audit.report.reader import Reader, free_text

DOTS = 4
"""So many voices are drawn as dots; more as one dot and a number."""
NAMES = 12
"""Up to so many respondents are named one by one."""


@dataclass(frozen=True)
class DotCell:
    """The voices of one role at one level."""

    dots: str
    words: str


@dataclass(frozen=True)
class RoleRow:
    """How one role sees a question."""

    title: str
    levels: tuple[DotCell, ...]
    """Levels 0 to 4."""
    aside: str
    """Who does not know, or says that it does not apply."""


@dataclass(frozen=True)
class SpreadView:
    """One question on which voices differ."""

    id: str
    title: str
    href: str
    gate: bool
    sentence: str
    effect: str
    rows: tuple[RoleRow, ...]
    notes: tuple[tuple[str, Markup], ...]
    """Who says what, in his own words."""


@dataclass(frozen=True)
class AsideView:
    """What was said to a question or number beside the answer that counts, where voices do not differ in level."""

    id: str
    title: str
    href: str
    notes: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True)
class VoiceRow:
    """One answer of one respondent."""

    id: str
    title: str
    role: str
    answer: str
    evidence: tuple[str, ...]
    voice: VoiceResult


@dataclass(frozen=True)
class PatternView:
    """One disagreement that has a name."""

    id: str
    title: str
    href: str
    sentence: str
    links: tuple[tuple[str, str, str], ...]
    """Id, title and address of a link of the chain."""


class VoicePages(Speaking):
    """The voices of a round.

    Args:
        result: The assessed audit.
        reader: The reader's language.
        page: What other pages say; made anew where there is none.
    """

    def __init__(self, result: Result, reader: Reader, page: Pages | None = None) -> None:
        super().__init__(result, reader)
        self.page = page or Pages(result, reader)
        self._questions = {question.id: question for question in result.questions}
        self._inputs = {item.id: item for item in result.inputs}
        self._asides = {aside.id: aside.voices for aside in result.voices.asides} if result.voices else {}
        self._items: dict[str, QuestionResult | InputResult] = {**self._questions, **self._inputs}
        self._links = {link.id: link for lens in result.lenses for link in lens.links}

    @property
    def voices(self) -> VoicesResult | None:
        """The voices, where there are two or more."""
        return self.result.voices

    def _of(self) -> VoicesResult:
        assert self.result.voices is not None
        return self.result.voices

    @property
    def finding(self) -> str:
        """Say in one sentence how far the voices are apart."""
        found = self._of()
        if sum(1 for person in found.respondents if person.answered) < 2:
            return self._say("Only one person has answered; the others left notes")
        heads = sum(1 for pattern in found.patterns if pattern.kind == "head-against-hands")
        wide = sum(1 for spread in found.spreads if spread.high - spread.low >= 2)
        if heads == 1:
            return self._say("Those who lead see 1 question at least two levels higher than those who do the work")
        if heads:
            return self._say(
                "Those who lead see {count} questions at least two levels higher than those who do the work",
                count=heads,
            )
        if wide:
            return self._say(
                "On {wide} of {count} questions the answers differ by two levels or more",
                wide=wide,
                count=len(found.spreads),
            )
        return self._say("Your people see the same agency: on no question do the answers differ by two levels or more")

    @property
    def respondents(self) -> tuple[tuple[str, str, int], ...]:
        """Rows: role, names, how many."""
        people = self._of().respondents
        rows: dict[str, list[str]] = {}
        for person in people:
            rows.setdefault(person.role, []).append(person.name.strip())
        return tuple(
            (self.role(role), ", ".join(name for name in names if name) if len(people) <= NAMES else "", len(names))
            for role, names in rows.items()
        )

    def role(self, role: str) -> str:
        """Name a role."""
        return self.page.owner(role) if role else self._say("Others")

    @property
    def agreement(self) -> tuple[tuple[str, str, int, str], ...]:
        """Rows: pillar, agreement, how many questions, the sum worked out."""
        rows = []
        for identity, agreed in self._of().agreement.items():
            pillar = self.result.pillars.get(identity)
            share = self.reader.percent(agreed.share)
            rows.append(
                (
                    self.reader.text(pillar.title) if pillar else identity,
                    share,
                    agreed.questions,
                    f"1 − {agreed.spread} ÷ ({TOP_LEVEL} × {agreed.questions}) = {share}",
                )
            )
        return tuple(rows)

    @property
    def kinds(self) -> tuple[tuple[str, str, str], ...]:
        """The disagreements that have a name: id, title, what it means."""
        return (
            (
                "head-against-hands",
                self._say("Where the head or the audit lead and the staff differ"),
                self._say("Those who lead see it at least two levels higher than those who do the work."),
            ),
            (
                "it-against-pr",
                self._say("Where IT and communications or marketing differ"),
                self._say("IT and those who speak to the public see it at least two levels apart."),
            ),
        )

    def patterns(self, kind: str) -> tuple[PatternView, ...]:
        """The disagreements of one name."""
        return tuple(self._pattern(pattern) for pattern in self._of().patterns if pattern.kind == kind)

    def _pattern(self, pattern: PatternResult) -> PatternView:
        question = self._questions[pattern.question]
        values = {"above": pattern.above, "below": pattern.below}
        if pattern.kind == "head-against-hands":
            sentence = self._say("Head or lead say level {above}; those who do the work say {below}.", **values)
        elif pattern.higher == "it":
            sentence = self._say("IT says level {above}; communications and marketing say {below}.", **values)
        else:
            sentence = self._say("Communications and marketing say level {above}; IT says {below}.", **values)
        return PatternView(
            id=question.id,
            title=self.reader.text(question.title),
            href=self.page.question_href(question.id),
            sentence=sentence,
            links=tuple(
                (identity, self.reader.text(self._links[identity].title), href)
                for identity in pattern.links
                if identity in self._links and (href := self.page.link_href(identity))
            ),
        )

    @property
    def spreads(self) -> tuple[SpreadView, ...]:
        """The questions on which voices differ, in the order of what that does to the verdict."""
        return tuple(self._spread(spread) for spread in self._of().spreads if spread.high > spread.low)

    @property
    def agreed(self) -> tuple[tuple[str, str], ...]:
        """The questions on which all voices say the same: id and address."""
        return tuple(
            (spread.question, self.page.question_href(spread.question))
            for spread in self._of().spreads
            if spread.high == spread.low
        )

    def _spread(self, spread: SpreadResult) -> SpreadView:
        question = self._questions[spread.question]
        return SpreadView(
            id=question.id,
            title=self.reader.text(question.title),
            href=self.page.question_href(question.id),
            gate=question.gate,
            sentence=self._say(
                "{count} voices, from level {low} to {high}.",
                count=len(spread.voices),
                low=spread.low,
                high=spread.high,
            )
            + " "
            + self._counts(spread),
            effect=self._effect(spread),
            rows=tuple(self._rows(spread.voices)),
            notes=self._written((*spread.voices, *self._asides.get(spread.question, ())), beside_each_other=True),
        )

    @property
    def asides(self) -> tuple[AsideView, ...]:
        """What was said to everything on which levels do not differ."""
        differing = {spread.question for spread in self._of().spreads if spread.high > spread.low}
        voices: dict[str, list[VoiceResult]] = {}
        for identity, voice in self._of().each():
            if identity not in differing:
                voices.setdefault(identity, []).append(voice)
        return tuple(
            AsideView(identity, self.reader.text(item.title), self._href(item), notes)
            for identity, item in self._items.items()
            if (notes := self._written(voices.get(identity, ())))
        )

    @property
    def each(self) -> Iterator[VoiceRow]:
        """Every answer of every respondent, in the order of the questions."""
        places = {identity: place for place, identity in enumerate(self._items)}
        for identity, voice in sorted(self._of().each(), key=lambda told: places[told[0]]):
            item = self._items[identity]
            yield VoiceRow(
                identity,
                self.reader.text(item.title),
                self.role(voice.role),
                self._answer(item, voice),
                tuple(map(self._proof, voice.evidence)),
                voice,
            )

    def _answer(self, item: QuestionResult | InputResult, voice: VoiceResult) -> str:
        match voice.state:
            case "open":
                return self._say("open")
            case "not applicable":
                return self._say("Does not apply")
            case "answered" if isinstance(item, InputResult):
                return self._value(item, voice)
            case "answered" if voice.choice and voice.choice in item.options and not voice.claimed:
                return self.reader.text(item.options[voice.choice])
            case "answered":
                return self._say("Level {level} of 4", level=voice.claimed)
        return self._say("not known")

    @staticmethod
    def _href(item: QuestionResult | InputResult) -> str:
        """Return the address of a question or number; what is asked about the agency stands with all answers."""
        return f"{item.pillar or 'answers'}.html#{item.id}"

    def _written(
        self, voices: Iterable[VoiceResult], *, beside_each_other: bool = False
    ) -> tuple[tuple[str, Markup], ...]:
        """Give what voices say in words, each with who says it; what two of one role say alike stands once."""
        said = dict.fromkeys(piece for voice in voices for piece in self._pieces(voice, beside_each_other))
        return tuple((who, free_text(words)) for who, words in said)

    def _pieces(self, voice: VoiceResult, beside_each_other: bool) -> Iterator[tuple[str, str]]:
        role = self.role(voice.role)
        if voice.note.strip() and (beside_each_other or not voice.counts):
            yield role, voice.note
        if voice.because.strip():
            yield f"{role}, {self._say('why it was decided so')}", voice.because
        if voice.counts:
            # The rest of it stands with its question.
            return
        if voice.text.strip():
            yield f"{role}, {self._say('own words')}", voice.text
        if voice.reason.strip():
            yield f"{role}, {self._say('why it does not apply')}", voice.reason
        for piece in voice.evidence:
            yield f"{role}, {self._say('evidence')}", self._proof(piece)

    def _proof(self, piece: VoiceEvidence) -> str:
        about = ", ".join(filter(None, (piece.where.strip(), self.reader.date(piece.date) if piece.date else "")))
        return f"{piece.what} ({about})" if about else piece.what

    def _counts(self, spread: SpreadResult) -> str:
        if spread.decided:
            return self._say("The lead's counts: it was decided, with a reason.")
        return self._say("The lowest that can be shown counts.")

    def _effect(self, spread: SpreadResult) -> str:
        """Say what the verdict would be with the lowest and with the highest voice."""
        if spread.rank_low is None or spread.rank_high is None:
            return ""
        rungs = {rung.rank: self.reader.text(rung.title) for rung in self.result.method.rungs}
        if spread.rank_low == spread.rank_high:
            return self._say(
                "By itself it leaves the verdict where it is; up to {points} of 100 in the total hang on it.",
                points=f"{float(spread.gain) * 100:.1f}",
            )
        return self._say(
            "With the lowest voice the verdict is “{low}”, with the highest “{high}”.",
            low=rungs.get(spread.rank_low, ""),
            high=rungs.get(spread.rank_high, ""),
        )

    def _rows(self, voices: Sequence[VoiceResult]) -> Iterator[RoleRow]:
        by_role: dict[str, list[VoiceResult]] = {}
        for voice in voices:
            by_role.setdefault(voice.role, []).append(voice)
        for role, some in by_role.items():
            unknown = sum(1 for voice in some if voice.state == "unknown")
            apart = sum(1 for voice in some if voice.state == "not applicable")
            aside = tuple(filter(None, (self._not_known(unknown), self._not_applicable(apart))))
            yield RoleRow(self.role(role), tuple(self._dots(some, level) for level in LEVELS), ", ".join(aside))

    def _not_known(self, count: int) -> str:
        if count == 1:
            return self._say("1 does not know")
        return self._say("{count} do not know", count=count) if count else ""

    def _not_applicable(self, count: int) -> str:
        if count == 1:
            return self._say("1 says that it does not apply")
        return self._say("{count} say that it does not apply", count=count) if count else ""

    def _dots(self, voices: Sequence[VoiceResult], level: int) -> DotCell:
        at = [voice for voice in voices if voice.state == "answered" and voice.claimed == level]
        if not at:
            return DotCell("", "")
        dots = "●" * len(at) if len(at) <= DOTS else f"● {len(at)}"
        return DotCell(dots, self._say("{count} at level {level}", count=len(at), level=level))

    @property
    def conflicts(self) -> tuple[tuple[str, str, str, tuple[tuple[str, Markup, bool], ...], str], ...]:
        """Rows: id, title, address, who says what and whether it counts, and why."""
        return tuple(self._conflict(conflict) for conflict in self._of().conflicts)

    def _conflict(self, conflict: ConflictResult) -> tuple[str, str, str, tuple[tuple[str, Markup, bool], ...], str]:
        item = self._inputs[conflict.id]
        said: dict[tuple[str, str], bool] = {}
        for voice in conflict.voices:
            key = (self.role(voice.role), self._value(item, voice))
            said[key] = said.get(key, False) or voice.counts
        why = (
            self._say("The lead's number counts.")
            if conflict.by == "lead"
            else self._say("Nobody leads here, so the number that gives the worse level counts.")
        )
        rows = tuple((role, free_text(value), counts) for (role, value), counts in said.items())
        return item.id, self.reader.text(item.title), self._href(item), rows, why

    def _value(self, item: InputResult, voice: VoiceResult) -> str:
        if voice.value is None:
            return self._say("not known")
        label = item.options.get(voice.value) if isinstance(voice.value, str) else None
        words: Mapping[str, object] = {"value": voice.value, "label": label}
        return self.page.value(item.model_copy(update=words))
