"""What the templates print: frozen rows, bars and blocks, already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


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
    before: int | None = None
    """What was shown in the round before, drawn in outline."""


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
    due: str
    """The day, in words."""
    why: str
    how: tuple[str, ...]
    done_when: str
    leads: str
    reason: str
    buys: str
    """What the clock says after it, or empty."""


@dataclass(frozen=True)
class Effort:
    """What an action costs and what it brings, side by side."""

    title: str
    href: str
    days: str
    points: str
    days_width: int
    """Per cent of the longest bar."""
    points_width: int


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
    """Empty where the text begins with it."""
    text: str
    why: str
    answers: tuple[tuple[str, str, str, str], ...]
    """Question id, title, what was answered, address."""
    code: str
    """The id of a gate, which the page of the method explains; empty for floors and the top rung."""


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
