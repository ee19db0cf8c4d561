"""What every page says: the result turned into sentences, rows and figures. Templates only set them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from markupsafe import Markup

from audit.model.pack import TOP_LEVEL
from audit.model.result import (
    ActionResult,
    Cap,
    Figures,
    InputResult,
    LensResult,
    LinkResult,
    PillarResult,
    QuestionResult,
    Result,
)
from audit.report.reader import RANK_BANDS, Reader, free_text, half_away

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Bar:
    """A bar of three figures, each in per cent of its width, with the thresholds that it is read against."""

    shown: int | None
    claimed: int | None
    possible: int | None
    band: str | None
    shape: str
    word: str
    marks: tuple[int, ...]
    label: str
    """The figures in words, for those who do not see the bar."""


@dataclass(frozen=True)
class Row:
    """One action as a list shows it."""

    id: str
    href: str
    title: str
    question: str
    days: str
    owner: str
    effort: str
    why: str
    how: tuple[str, ...]
    done_when: str
    leads: str
    reason: str


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence as a page shows it."""

    what: Markup
    where: Markup | None
    date: str
    state: str
    fresh: bool


@dataclass(frozen=True)
class Answered:
    """One question with its answer as a page shows it."""

    id: str
    title: str
    ask: str
    why: str
    band: str
    shape: str
    head: str
    """The answer in one line, such as "Level 2 of 4"."""
    statement: str
    """The words of the level that is shown."""
    remark: str
    """Why less is shown than was claimed, or why it is left out; may be empty."""
    own_words: Markup | None
    choice: str
    note: Markup | None
    reason: Markup | None
    evidence: tuple[Evidence, ...]
    no_evidence: str
    levels: tuple[tuple[int, str, bool], ...]
    show: str
    weight: int
    gate: bool
    points: str
    guards: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    actions: tuple[Row, ...]
    href: str
    roles: str
    shown: int | None
    claimed: int | None
    possible: int | None
    state: str


@dataclass(frozen=True)
class Given:
    """One input with its value as a page shows it."""

    id: str
    title: str
    ask: str
    value: Markup
    note: Markup | None
    state: str


@dataclass(frozen=True)
class LinkView:
    """One link of a lens as a page shows it."""

    id: str
    title: str
    band: str
    shape: str
    word: str
    points: str
    weak: bool
    apart: bool
    first: bool
    means: str
    sentence: str
    guards: tuple[Answered, ...]
    cases: tuple[tuple[str, str, str, str], ...]
    """Id, title, what happened, lesson."""
    no_case: str


@dataclass(frozen=True)
class LensView:
    """One lens as its page shows it."""

    id: str
    title: str
    finding: str
    intro: str
    links: tuple[LinkView, ...]
    href: str


@dataclass(frozen=True)
class CapView:
    """What holds the verdict, as the summary shows it."""

    name: str
    title: str
    text: str
    why: str
    answers: tuple[tuple[str, str, str, str], ...]
    """Question id, title, what was answered, address."""


@dataclass(frozen=True)
class PillarView:
    """One pillar as its page and the summary show it."""

    id: str
    title: str
    href: str
    why: str
    finding: str
    bar: Bar
    sentence: str
    strengths: tuple[Answered, ...]
    questions: tuple[Answered, ...]
    inputs: tuple[Given, ...]
    left_out: tuple[str, ...]
    sum: str


@dataclass(frozen=True)
class Group:
    """The actions of one pillar."""

    title: str
    rows: tuple[Row, ...] = field(default=())


class Pages:
    """Everything the templates print, for one result and one reader."""

    def __init__(self, result: Result, reader: Reader) -> None:
        self.result = result
        self.reader = reader
        self._questions = {question.id: question for question in result.questions}
        self._links = {link.id: (lens, link) for lens in result.lenses for link in lens.links}
        self._actions = {action.id: action for action in result.actions}

    # -- small things -------------------------------------------------------------------------------------------

    def _say(self, text: str, **values: object) -> str:
        return self.reader.say(text, **values)

    def question_href(self, identity: str) -> str:
        """Return the address of a question."""
        return f"{self._questions[identity].pillar}.html#{identity}"

    def link_href(self, identity: str) -> str | None:
        """Return the address of a link of a lens."""
        found = self._links.get(identity)
        return f"{found[0].id}.html#{identity}" if found else None

    def owner(self, role: str) -> str:
        """Name a role."""
        return self.reader.text(self.result.roles.get(role)) or role

    def bar(self, title: str, figures: Figures, marks: tuple[int, ...] = (25, 50, 75)) -> Bar:
        """Make the bar of three figures."""
        if figures.shown is None or figures.claimed is None or figures.possible is None:
            label = self._say("{title}: not assessed", title=title)
            return Bar(None, None, None, None, self.reader.shape(None), self.reader.band(None), marks, label)
        shown, claimed, possible = (half_away(share) for share in (figures.shown, figures.claimed, figures.possible))
        label = self._say(
            "{title}: {shown} of 100 shown, {claimed} claimed, {possible} possible",
            title=title,
            shown=shown,
            claimed=claimed,
            possible=possible,
        )
        return Bar(
            shown,
            claimed,
            possible,
            figures.band,
            self.reader.shape(figures.band),
            self.reader.band(figures.band),
            marks,
            label,
        )

    # -- the verdict --------------------------------------------------------------------------------------------

    @property
    def agency(self) -> Markup:
        """The agency's name, as it was written."""
        return free_text(self.result.agency)

    @property
    def dated(self) -> str:
        """What this is and of which day."""
        return self._say("Audit of {date}", date=self.reader.date(self.result.date))

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
        """The verdict in a sentence; for an incomplete audit how much is open."""
        verdict = self.result.verdict
        if verdict.rung is None:
            return self._say("One answer is missing before there can be a verdict: whether accounts are live (X4).")
        return self.reader.text(verdict.headline)

    @property
    def so_far(self) -> str:
        """For an incomplete audit: how much is open, and what of it holds the verdict. Else empty."""
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
        if kind == "floor" and pillar == "total":
            title = self._say("The total")
            text = self._say(
                "The total is {points} of 100; the next rung asks for {below}.",
                points=self.reader.points(self.result.total.shown),
                below=cap.below,
            )
        elif kind == "floor":
            figures = self.result.pillars[pillar]
            title = self.reader.text(figures.title)
            text = self._say(
                "{pillar}: {points} of 100; the next rung asks for {below}.",
                pillar=title,
                points=self.reader.points(figures.shown),
                below=cap.below,
            )
        elif kind == "not-assessed":
            title = self.reader.text(self.result.pillars[pillar].title)
            text = self._say("{pillar}: nothing here was assessed.", pillar=title)
        elif kind == "sustain":
            title = self._say("The top rung")
            text = self._sustain_text(cap)
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
        return CapView(cap.name, title, text, self.reader.text(cap.why), answers)

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
        words = self.result.alternative
        if not words.service.strip():
            return None
        return {
            "service": free_text(words.service),
            "amount": free_text(words.amount),
            "complaints": free_text(words.complaints),
        }

    @property
    def letters(self) -> tuple[Mapping[str, object], ...]:
        """The letters to whoever asked for an account today."""
        alternative = self.result.alternative.service.strip() or self._say(
            "the service that people complain about most"
        )
        fills = {
            "{agency}": free_text(self.result.agency),
            "{date}": self.reader.date(self.result.date),
            "{ask_again}": self.ask_again,
            "{alternative}": free_text(alternative),
        }
        return tuple(
            {
                "id": letter.id,
                "to": self.owner(letter.to),
                "subject": self._filled(self.reader.text(letter.subject), fills),
                "body": tuple(self._filled(self.reader.text(paragraph), fills) for paragraph in letter.body),
            }
            for letter in self.result.verdict.letters
        )

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

    # -- answers ------------------------------------------------------------------------------------------------

    def answer_line(self, question: QuestionResult) -> str:
        """Say in one line what was answered."""
        match question.state:
            case "answered" if question.choice is not None and question.claimed == 0:
                return self._say("Answer: {choice}", choice=self.reader.text(question.choice))
            case "answered":
                return self._say("Level {level} of 4", level=question.shown)
            case "unknown":
                return self._say("Not known; counts as 0")
            case "open":
                return self._say("Open; counts as 0")
            case "not applicable":
                return self._say("Does not apply")
            case "hidden":
                return self._say("Not asked")
        return self._say("Not assessed in this version")

    def _remark(self, question: QuestionResult) -> str:
        if question.lowered == "evidence":
            if question.evidence:
                return self._say(
                    "Level {level} was claimed; its evidence is undated, dated ahead or too old, so it counts as 2.",
                    level=question.claimed,
                )
            return self._say(
                "Level {level} was claimed; without dated evidence it counts as 2.", level=question.claimed
            )
        if question.lowered == "contradiction":
            return self._say(
                "Level {level} was claimed; another answer speaks against it, so it counts as 2 until that is cleared up.",
                level=question.claimed,
            )
        if question.id in self.result.verdict.on_word:
            return self._say("This passes its gate on your word only: add dated evidence.")
        if question.state == "not assessed":
            return self._say(
                "This level is computed from numbers ({inputs}); this report is without clock and load.",
                inputs=", ".join(question.computed),
            )
        return ""

    def answered(self, question: QuestionResult) -> Answered:
        """Set out one question with its answer."""
        text = self.reader.text
        level = question.shown
        band = self._level_band(level)
        maximum = question.weight * TOP_LEVEL
        needs_proof = question.claimed is not None and question.state == "answered" and not question.evidence
        return Answered(
            id=question.id,
            title=text(question.title),
            ask=text(question.ask),
            why=text(question.why),
            band=band or "none",
            shape=self.reader.shape(band),
            head=self.answer_line(question),
            statement=text(question.levels[level])
            if level is not None and question.state == "answered" and not (question.choice and level == 0)
            else "",
            remark=self._remark(question),
            own_words=free_text(question.text) if question.text.strip() else None,
            choice=text(question.choice),
            note=free_text(question.note) if question.note.strip() else None,
            reason=free_text(question.reason) if question.reason.strip() else None,
            evidence=tuple(
                Evidence(
                    what=free_text(piece.what),
                    where=free_text(piece.where) if piece.where.strip() else None,
                    date=self.reader.date(piece.date),
                    state=self._evidence_state(
                        piece.fresh, piece.date is not None, piece.date is not None and piece.date > self.result.date
                    ),
                    fresh=piece.fresh,
                )
                for piece in question.evidence
            ),
            no_evidence=self._say("No evidence was given.") if needs_proof and (question.claimed or 0) >= 2 else "",
            levels=tuple(
                (index, text(words), index == level and question.state == "answered")
                for index, words in enumerate(question.levels)
            ),
            show=text(question.show),
            weight=question.weight,
            gate=question.gate,
            points=""
            if level is None
            else self._say("{points} of {maximum} points", points=question.weight * level, maximum=maximum),
            guards=tuple((guard, href) for guard in question.guards if (href := self.link_href(guard))),
            sources=question.sources,
            actions=tuple(self.row(self._actions[action]) for action in question.actions),
            href=self.question_href(question.id),
            roles=", ".join(self.owner(role) for role in question.roles),
            shown=question.shown,
            claimed=question.claimed,
            possible=question.possible,
            state=question.state,
        )

    def _level_band(self, level: int | None) -> str | None:
        return None if level is None else ("stop", "weak", "fair", "good", "good")[level]

    def _evidence_state(self, fresh: bool, dated: bool, ahead: bool) -> str:
        if fresh:
            return self._say("counts")
        if ahead:
            return self._say("does not count: dated in the future")
        return self._say("does not count: too old") if dated else self._say("does not count: no date")

    def given(self, item: InputResult) -> Given:
        """Set out one input with its value."""
        state = {"open": self._say("open"), "unknown": self._say("not known"), "hidden": self._say("not asked")}.get(
            item.state, ""
        )
        return Given(
            id=item.id,
            title=self.reader.text(item.title),
            ask=self.reader.text(item.ask),
            value=free_text(self.value(item)) if item.state == "answered" else free_text(state),
            note=free_text(item.note) if item.note.strip() else None,
            state=item.state,
        )

    def value(self, item: InputResult) -> str:
        """Write the value of an input in words."""
        if item.label is not None:
            return self.reader.text(item.label)
        value = item.value
        if isinstance(value, Mapping):
            return "\n".join(
                f"{self._part(item, str(key))}: {self._none(inner)} {self.reader.unit(item.units.get(str(key)))}".rstrip()
                for key, inner in value.items()
            )
        if isinstance(value, list | tuple):
            if not value:
                return self._say("no approval needed")
            return "\n".join(self._layer(index + 1, layer) for index, layer in enumerate(value))
        return f"{value} {self.reader.unit(item.unit)}".strip()

    def _part(self, item: InputResult, key: str) -> str:
        return self.reader.text(item.parts[key]) if key in item.parts else self.reader.day_of_week(key)

    def _none(self, value: object) -> object:
        return self._say("not watched") if value == "none" else value

    def _layer(self, number: int, layer: object) -> str:
        assert isinstance(layer, Mapping)
        reachable = (
            self._say("reachable out of hours")
            if layer.get("out_of_hours")
            else self._say("not reachable out of hours")
        )
        if layer.get("minutes") is None:
            return self._say("Layer {number}: time not known, {reachable}", number=number, reachable=reachable)
        return self._say(
            "Layer {number}: {minutes} minutes, {reachable}",
            number=number,
            minutes=layer["minutes"],
            reachable=reachable,
        )

    # -- pillars ------------------------------------------------------------------------------------------------

    @property
    def pillars(self) -> tuple[PillarView, ...]:
        """The four pillars."""
        return tuple(self._pillar(identity, pillar) for identity, pillar in self.result.pillars.items())

    def _pillar(self, identity: str, pillar: PillarResult) -> PillarView:
        text = self.reader.text
        title = text(pillar.title)
        questions = tuple(
            self.answered(q) for q in self.result.questions if q.pillar == identity and q.state != "hidden"
        )
        bar = self.bar(title, pillar)
        strong = tuple(view for view in questions if view.shown is not None and view.shown >= 3)
        left_out = tuple(
            self._say(
                "{ids}: does not apply, {share} of the pillar",
                ids=", ".join(pillar.not_applicable),
                share=self.reader.percent(pillar.not_applicable_share),
            )
            for _ in (1,)
            if pillar.not_applicable
        ) + tuple(
            self._say(
                "{ids}: not assessed in this version, {share} of the pillar",
                ids=", ".join(pillar.not_assessed),
                share=self.reader.percent(pillar.not_assessed_share),
            )
            for _ in (1,)
            if pillar.not_assessed
        )
        return PillarView(
            id=identity,
            title=title,
            href=f"{identity}.html",
            why=text(pillar.why),
            finding=self._pillar_finding(title, pillar, questions),
            bar=bar,
            sentence=self._pillar_sentence(pillar),
            strengths=strong,
            questions=questions,
            inputs=tuple(self.given(item) for item in self.result.inputs if item.pillar == identity),
            left_out=left_out,
            sum=self._say(
                "{points} of {maximum} points can be shown", points=pillar.points_shown, maximum=pillar.maximum
            )
            if pillar.maximum
            else self._say("not assessed"),
        )

    def _pillar_finding(self, title: str, pillar: PillarResult, questions: Sequence[Answered]) -> str:
        """Say in one sentence how the pillar stands and where it is weakest."""
        if pillar.shown is None:
            return self._say("{pillar}: nothing was assessed", pillar=title)
        assessed = [view for view in questions if view.shown is not None]
        weakest = min(assessed, key=lambda view: (view.shown or 0, -view.weight))
        if (weakest.shown or 0) >= 3:
            return self._say("{pillar}: everything asked is practised and can be shown", pillar=title)
        return {
            "stop": self._say("{pillar} is missing; begin with: {question}", pillar=title, question=weakest.title),
            "weak": self._say("{pillar} is weak; most of all: {question}", pillar=title, question=weakest.title),
            "fair": self._say(
                "{pillar} is fair; what is missing most: {question}", pillar=title, question=weakest.title
            ),
            "good": self._say("{pillar} is good; what is left: {question}", pillar=title, question=weakest.title),
        }[pillar.band or "stop"]

    def _pillar_sentence(self, pillar: PillarResult) -> str:
        """Say against which line the pillar stands."""
        floors = sorted(below for kind, below, _ in self.result.method.floors if kind == "pillar")
        if pillar.shown is None:
            return self._say("Nothing here was assessed.")
        missed = next((below for below in floors if pillar.shown * 100 < below), None)
        if missed is None:
            return self._say("Above the line for a launch ({below}).", below=floors[-1]) if floors else ""
        if missed == floors[-1]:
            return self._say("Below the line for a launch ({below}).", below=missed)
        return self._say("Below the line for a pilot ({below}).", below=missed)

    @property
    def inputs_of_profile(self) -> tuple[Given, ...]:
        """What the agency is."""
        return tuple(self.given(item) for item in self.result.inputs if item.pillar is None and item.state != "hidden")

    @property
    def total(self) -> Bar:
        """The total as a bar."""
        lines = tuple(below for kind, below, _ in self.result.method.floors if kind == "total")
        return self.bar(self._say("Total"), self.result.total, lines)

    @property
    def without(self) -> str:
        """What this version could not assess, or empty."""
        return (
            self._say(
                "Without clock and load: how fast you answer and whether your people suffice is not assessed here."
            )
            if self.result.without
            else ""
        )

    @property
    def inputs_of_clock(self) -> tuple[tuple[str, str], ...]:
        """The numbers that the clock comes from, with their addresses."""
        return self._inputs({"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N09", "N10", "N15", "N16", "N17"})

    @property
    def inputs_of_load(self) -> tuple[tuple[str, str], ...]:
        """The numbers that the load comes from, with their addresses."""
        return self._inputs({"N11", "N12", "N13", "N14", "N18", "N21"})

    def _inputs(self, wanted: set[str]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (item.id, f"{item.pillar}.html#{item.id}")
            for item in self.result.inputs
            if item.id in wanted and item.state != "hidden"
        )

    def both_sides(self, claim: Sequence[str], against: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
        """The answers on both sides of a contradiction: name, address, answer."""
        inputs = {item.id: item for item in self.result.inputs}
        rows = []
        for identity in (*claim, *against):
            if identity in self._questions:
                view = self.answered(self._questions[identity])
                rows.append((f"{view.id} {view.title}", view.href, f"{self.claimed_line(self._questions[identity])}"))
            elif identity in inputs:
                item = inputs[identity]
                answer = self.value(item) if item.state == "answered" else self._say("not known")
                rows.append((f"{item.id} {self.reader.text(item.title)}", f"{item.pillar}.html#{item.id}", answer))
        return tuple(rows)

    def claimed_line(self, question: QuestionResult) -> str:
        """Say what was claimed, whatever of it can be shown."""
        if question.claimed is None or question.state in ("unknown", "open"):
            return self.answer_line(question)
        return self._say(
            "Level {level} of 4: {words}",
            level=question.claimed,
            words=self.reader.text(question.levels[question.claimed]),
        )

    # -- the chain and other lenses -----------------------------------------------------------------------------

    @property
    def lenses(self) -> tuple[LensView, ...]:
        """Every lens."""
        return tuple(self._lens(lens) for lens in self.result.lenses)

    @property
    def chain(self) -> LensView | None:
        """The first lens that is read in order."""
        return next(
            (view for view, lens in zip(self.lenses, self.result.lenses, strict=True) if lens.kind == "sequence"), None
        )

    def _lens(self, lens: LensResult) -> LensView:
        return LensView(
            id=lens.id,
            title=self.reader.text(lens.title),
            finding=self._lens_finding(lens),
            intro=self.reader.text(lens.intro),
            links=tuple(self._link(lens, link) for link in lens.links),
            href=f"{lens.id}.html",
        )

    def _lens_finding(self, lens: LensResult) -> str:
        """Say in one sentence where it breaks, or that it holds."""
        broken = next((link for link in lens.links if link.id == lens.first_weak), None)
        if broken is not None:
            return self._say(
                "It would break at {id}: {sentence}", id=broken.id, sentence=self.reader.text(broken.breaks)
            )
        if lens.kind == "sequence":
            return self._say("No link is weak: every one can be shown to hold at least half.")
        weak = [link for link in lens.links if link.weak]
        if not weak:
            return self._say("You can show an answer to every one of these {count}.", count=len(lens.links))
        weakest = min(weak, key=lambda link: link.shown if link.shown is not None else Fraction(1))
        return self._say(
            "You are weak against {weak} of {count}, most of all: {title}",
            weak=len(weak),
            count=len(lens.links),
            title=self.reader.text(weakest.title),
        )

    def _link(self, lens: LensResult, link: LinkResult) -> LinkView:
        cases = {case.id: case for case in self.result.cases}
        text = self.reader.text
        return LinkView(
            id=link.id,
            title=text(link.title),
            band=link.band or "none",
            shape=self.reader.shape(link.band),
            word=self.reader.band(link.band),
            points=self.reader.points(link.shown),
            weak=link.weak,
            apart=link.apart,
            first=link.id == lens.first_weak,
            means=text(link.means),
            sentence=text(link.breaks)
            if link.weak
            else (
                text(link.holds)
                if link.shown is not None
                else self._say("None of the questions that guard it was assessed.")
            ),
            guards=tuple(self.answered(self._questions[guard]) for guard in link.guards),
            cases=tuple(
                (case.id, text(case.title), text(case.what), text(case.lesson))
                for identity in link.cases
                if (case := cases.get(identity))
            ),
            no_case="" if link.cases else self._say("No documented case for this one."),
        )

    # -- the plan -----------------------------------------------------------------------------------------------

    def row(self, action: ActionResult) -> Row:
        """Set out one action."""
        text = self.reader.text
        question = self._questions[action.question]
        leads = (
            "" if action.kind != "level" else self._say("from level {start} to {to}", start=action.start, to=action.to)
        )
        reason = {
            0: self._say("The verdict waits for this."),
            1: self._say("The verdict waits for this pillar."),
            2: self._say("The first weak link of the chain waits for this."),
        }.get(action.tier, "")
        return Row(
            id=action.id,
            href=f"plan.html#{action.id}",
            title=text(action.title),
            question=text(question.title),
            days=self.reader.days(action.days),
            owner=self.owner(action.owner),
            effort=action.effort,
            why=text(action.why),
            how=tuple(text(step) for step in action.how),
            done_when=text(action.done_when),
            leads=leads,
            reason=reason,
        )

    @property
    def first(self) -> tuple[Row, ...]:
        """The first six actions."""
        return tuple(self.row(self._actions[identity]) for identity in self.result.first)

    @property
    def this_week(self) -> tuple[Row, ...]:
        """Three short actions for this week."""
        return tuple(self.row(self._actions[identity]) for identity in self.result.verdict.this_week)

    @property
    def rest(self) -> tuple[Group, ...]:
        """The other actions by pillar, each in the order to do them."""
        later = [action for action in self.result.actions if action.id not in self.result.first]
        return tuple(
            Group(
                self.reader.text(pillar.title), tuple(self.row(action) for action in later if action.pillar == identity)
            )
            for identity, pillar in self.result.pillars.items()
            if any(action.pillar == identity for action in later)
        )

    @property
    def plan_finding(self) -> str:
        """Say in one sentence how much there is to do."""
        if not self.result.actions:
            return self._say("Nothing is left to do: every level is the highest and can be shown.")
        days = sum(action.days for action in self.result.actions if action.id in self.result.first)
        return self._say(
            "First these {count}: together {days} of work", count=len(self.result.first), days=self.reader.days(days)
        )

    @property
    def holding_days(self) -> str:
        """Say how much work stands between the agency and what holds it, where actions can tell."""
        waiting = [action for action in self.result.actions if action.tier == 0]
        if not waiting:
            return ""
        return self._say(
            "What stands in the way takes about {days} of work (our estimate).",
            days=self.reader.days(sum(action.days for action in waiting)),
        )

    @property
    def owners(self) -> tuple[tuple[str, int, str], ...]:
        """Who has how many actions and days in the whole plan."""
        roles = dict.fromkeys(action.owner for action in self.result.actions)
        return tuple(
            (
                self.owner(role),
                sum(1 for a in self.result.actions if a.owner == role),
                self.reader.days(sum(a.days for a in self.result.actions if a.owner == role)),
            )
            for role in roles
        )

    # -- method and sources -------------------------------------------------------------------------------------

    @property
    def answers_finding(self) -> str:
        """Say in one sentence how complete the answers are."""
        done, all_of_them = self.result.progress
        if done == all_of_them:
            return self._say("All {count} questions are answered", count=all_of_them)
        return self._say("{done} of {count} questions are answered", done=done, count=all_of_them)

    def worked_example(self) -> tuple[str, ...]:
        """Work out one pillar of this very audit step by step."""
        pillars = [(identity, pillar) for identity, pillar in self.result.pillars.items() if pillar.maximum]
        if not pillars:
            return (self._say("No pillar was assessed, so there is nothing to work out."),)
        pillar = pillars[0][1]
        title = self.reader.text(pillar.title)
        parts = [self._questions[question] for question in pillar.assessed]
        products = " + ".join(f"{q.weight}×{q.shown}" for q in parts)
        weights = " + ".join(str(q.weight) for q in parts)
        lines = [
            self._say(
                "{pillar}: weight × level of every assessed question, {ids}:",
                pillar=title,
                ids=", ".join(q.id for q in parts),
            ),
            f"{products} = {pillar.points_shown}",
            self._say("The most there could be:"),
            f"4 × ({weights}) = {pillar.maximum}",
            self._say("Share:"),
            f"{pillar.points_shown} ÷ {pillar.maximum} = {self.reader.points(pillar.shown)} / 100",
            self._say("Total, the plain mean of the assessed pillars:"),
            f"({' + '.join(self.reader.points(p.shown) for _, p in pillars)}) ÷ {len(pillars)} ≈ {self.reader.points(self.result.total.shown)} / 100",
        ]
        return tuple(lines)

    @property
    def gates(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Every gate: id, title, the questions it reads, how it stands, why it exists."""
        held = {cap.name for cap in (*self.result.verdict.caps, *self.result.verdict.other_caps)}
        rows = []
        for gate in self.result.method.gates:
            if not gate.assessed:
                state = self._say("not assessed in this version")
            elif self.result.mode is None:
                state = self._say("no verdict yet")
            else:
                state = self._say("holds the verdict back") if gate.id in held else self._say("lets pass")
            rows.append(
                (gate.id, self.reader.text(gate.title), ", ".join(gate.questions), state, self.reader.text(gate.why))
            )
        return tuple(rows)

    @property
    def ladder(self) -> tuple[tuple[str, str, str, str, bool], ...]:
        """The rungs of this mode: band, shape, title, meaning, and whether this audit stands on it."""
        return tuple(
            (
                RANK_BANDS[rung.rank],
                self.reader.shape(RANK_BANDS[rung.rank]),
                self.reader.text(rung.title),
                self.reader.text(rung.means),
                rung.rank == self.result.verdict.rank,
            )
            for rung in self.result.method.rungs
        )

    @property
    def rungs_by_rank(self) -> Mapping[int, str]:
        """Rank -> name of the rung."""
        return {rung.rank: self.reader.text(rung.title) for rung in self.result.method.rungs}

    def tag(self, tag: str) -> str:
        """Say how well a source was verified."""
        return {
            "FULL": self._say("read whole"),
            "EXC": self._say("read in excerpt"),
            "SEC": self._say("second-hand"),
            "CALC": self._say("our arithmetic"),
        }[tag]

    def used_by(self, ids: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
        """Turn ids into ids with addresses."""
        links: list[tuple[str, str | None]] = []
        for identity in ids:
            if identity in self._questions:
                links.append((identity, self.question_href(identity)))
            else:
                links.append((identity, self.link_href(identity)))
        return tuple(links)
