"""What must hold between the parts of a pack, beyond what each part says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from audit.errors import Message, Problem, say
from audit.files.packs.check_papers import check_papers
from audit.files.yaml.reader import Data, Document, Place, written_place
from audit.model.base import FORMAT
from audit.model.condition import FIGURES, Condition, Value, can_hold
from audit.model.pack import LEVELS, TOP_LEVEL, Input, PackHead, Question, Seeds, VerdictRules
from audit.model.values import MESSAGES, N_, WrongValue, dated, read_value

SOME_DAY = datetime.date(2000, 1, 1)
"""Any day will do to see whether what an action sets can be read."""

NO_ROLE = N_("no role is called {id}")
NO_LINK = N_("no link of a lens is called {id}")
NO_SOURCE = N_("no source or case is called {id}")
NO_SEED = N_("no seed is called {id}")
NO_INPUT = N_("no input is called {id}")
NO_CASE = N_("no case is called {id}")
NO_GATE = N_("no gate is called {id}")
NO_QUESTION = N_("no question is called {id}")
NO_PILLAR = N_("no pillar is called {id}")
NO_EXERCISE = N_("nothing in the register of drills is called {id}")
CORRECT = N_("correct the id, or add what it names")

INPUTS = ("profile", "numbers")
"""The files that hold inputs."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True)
class Parts:
    """What of a pack could be read; a part that could not be read has named its own problems already.

    Attributes:
        head: `pack.yml`.
        verdict: `verdict.yml`, or None where it is wrong.
        seeds: `seeds.yml`, or None where it is wrong.
        questions: All questions that are valid by themselves.
        lists: The entries of the other files, by file name, that are valid by themselves.
        complete: Whether nothing at all was wrong so far; only then can a check say that something is used nowhere.
    """

    head: PackHead
    verdict: VerdictRules | None
    seeds: Seeds | None
    questions: Sequence[Question]
    lists: Mapping[str, Sequence[Any]]
    complete: bool


def check_pack(parts: Parts, documents: Mapping[str, Document]) -> list[Problem]:
    """Find everything that does not fit together in a pack.

    Args:
        parts: The parts, each valid by itself.
        documents: The files by name, for the lines and for the ids of what is not valid by itself.
    """
    checked = _Check(parts, documents)
    found = list(checked.problems())
    if "papers" in documents:
        # Where a file is missing, what it holds is not known.
        asked, inputs = checked.question_ids, checked.input_ids
        known = None if asked is None or inputs is None else asked | inputs
        found.extend(check_papers(parts.lists.get("papers", ()), documents["papers"], known, checked.roles))
    return found


class _Check:
    def __init__(self, parts: Parts, documents: Mapping[str, Document]) -> None:
        self.parts = parts
        self.documents = documents
        self.pillars = [pillar.id for pillar in parts.head.pillars]
        self.codes = {pillar.id: pillar.code for pillar in parts.head.pillars}
        self.roles = {role.id for role in parts.head.roles}
        self.questions = {question.id: question for question in parts.questions}
        self.inputs: dict[str, Input] = {item.id: item for name in INPUTS for item in parts.lists.get(name, ())}
        self.question_ids = self._ids(*self.pillars)
        self.input_ids = self._ids(*INPUTS)
        self.cases = self._ids("cases")
        self.sources = self._ids("sources", "cases")
        self.links = self._link_ids()
        self.seeds = {seed.id for seed in parts.seeds.seeds} if parts.seeds else None

    def _ids(self, *names: str) -> set[str] | None:
        """Return the ids of all entries of some files, also of those that are wrong; None where a file is missing."""
        if any(name not in self.documents for name in names):
            return None
        return {identity for name in names for _, identity in self._entries(name)}

    def _entries(self, name: str) -> Iterator[tuple[int, str]]:
        """Give the place and the id of the entries of a file that have one."""
        data = self.documents[name].data if name in self.documents else None
        for index, entry in enumerate(data if isinstance(data, list) else ()):
            identity = entry.get("id") if isinstance(entry, Mapping) else None
            if isinstance(identity, str):
                yield index, identity

    def _link_ids(self) -> set[str] | None:
        if "lenses" not in self.documents:
            return None
        data = self.documents["lenses"].data
        lenses = [lens for lens in data if isinstance(lens, Mapping)] if isinstance(data, list) else []
        links = [link for lens in lenses if isinstance(lens.get("links"), list) for link in lens["links"]]
        return {str(link["id"]) for link in links if isinstance(link, Mapping) and "id" in link}

    def _placed(self, name: str, items: Iterable[T]) -> Iterator[tuple[int, T]]:
        """Give items with their place in the file, where those that are wrong by themselves stand between them."""
        entries = self._entries(name)
        for item in items:
            for index, identity in entries:
                if identity == item.id:
                    yield index, item
                    break

    def problems(self) -> Iterator[Problem]:
        yield from self._head()
        yield from self._twice()
        for pillar in self.pillars:
            questions = [question for question in self.parts.questions if question.pillar == pillar]
            for index, question in self._placed(pillar, questions):
                yield from self._question(pillar, (index,), question)
        for name in INPUTS:
            for index, item in self._placed(name, self.parts.lists.get(name, ())):
                yield from self._input(name, (index,), item)
        if self.parts.verdict is not None:
            yield from self._verdict(self.parts.verdict)
        yield from self._lenses()
        yield from self._contradictions()
        if self.parts.seeds is not None:
            yield from self._seed_table(self.parts.seeds)

    def _problem(self, name: str, place: Place, what: Message, remedy: Message | None = None) -> Problem:
        document = self.documents[name]
        return Problem(document.file(place), document.line(place), written_place(document.data, place), what, remedy)

    def _unknown(
        self, name: str, place: Place, ids: Iterable[str], known: Container[str] | None, what: str
    ) -> Iterator[Problem]:
        if known is None:
            return
        for index, identity in enumerate(ids):
            if identity not in known:
                yield self._problem(name, (*place, index), say(what, id=identity), say(CORRECT))

    def _head(self) -> Iterator[Problem]:
        if self.parts.head.format > FORMAT:
            yield self._problem(
                "pack",
                ("format",),
                say(
                    "the pack has format {given}; this version reads formats up to {format}",
                    given=self.parts.head.format,
                    format=FORMAT,
                ),
                say("install a newer Listen First"),
            )
        versions = [change.version for change in self.parts.head.changes]
        if self.parts.head.version not in versions:
            yield self._problem(
                "pack",
                ("version",),
                say("version {version} is not in the change list", version=self.parts.head.version),
                say("say under changes what this version changed"),
            )

    def _twice(self) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        links: dict[str, str] = {}
        for name, document in self.documents.items():
            if isinstance(document.data, list):
                yield from self._repeated(name, (), seen)
            for place in _lists_inside(document.data):
                yield from self._repeated(name, place, links if name == "lenses" else {})

    def _repeated(self, name: str, place: Place, seen: dict[str, str]) -> Iterator[Problem]:
        """Find ids in a list that stand in it, or in `seen`, already."""
        for index, entry in enumerate(_at(self.documents[name].data, place)):
            identity = entry.get("id") if isinstance(entry, Mapping) else None
            if not isinstance(identity, str):
                continue
            if identity in seen:
                yield self._problem(
                    name,
                    (*place, index, "id"),
                    say("the id {id} is used twice; first in {file}", id=identity, file=seen[identity]),
                    say("give one of them another id"),
                )
            seen.setdefault(identity, f"{name}.yml")

    def _question(self, name: str, at: Place, question: Question) -> Iterator[Problem]:
        yield from self._unknown(name, (*at, "roles"), question.roles, self.roles, NO_ROLE)
        yield from self._unknown(name, (*at, "guards"), question.guards, self.links, NO_LINK)
        yield from self._unknown(name, (*at, "sources"), question.sources, self.sources, NO_SOURCE)
        yield from self._unknown(name, (*at, "seeds"), question.seeds, self.seeds, NO_SEED)
        yield from self._unknown(name, (*at, "computed"), question.computed, self.input_ids, NO_INPUT)
        exercised = {choice.id for item in self.inputs.values() if item.kind == "drills" for choice in item.choices}
        yield from self._unknown(name, (*at, "drills"), question.drills, exercised, NO_EXERCISE)
        yield from self._condition(name, (*at, "when"), question.when)
        yield from self._actions(name, (*at, "actions"), question)
        if not question.id.startswith(self.codes[name]):
            yield self._problem(
                name,
                (*at, "id"),
                say("the questions of {pillar} begin with {code}", pillar=name, code=self.codes[name]),
                say("give it an id such as {code}01, or correct the code of the pillar", code=self.codes[name]),
            )
        if question.computed and question.not_applicable:
            yield self._problem(
                name, (*at, "not_applicable"), say("a computed question always applies"), say("take not_applicable out")
            )
        if question.opening and not set(question.opening.hearing) <= {
            purpose.id for purpose in question.opening.purposes
        }:
            yield self._problem(
                name,
                (*at, "opening", "hearing"),
                say("{id} is not one of the choices", id=", ".join(question.opening.hearing)),
                say(CORRECT),
            )

    def _actions(self, name: str, at: Place, question: Question) -> Iterator[Problem]:
        starts = [action.start for action in question.actions]
        for level in LEVELS[:TOP_LEVEL]:
            if level not in starts:
                yield self._problem(
                    name,
                    at,
                    say("no action leads up from level {level}", level=level),
                    say("add one with from: {level}", level=level),
                )
        for index, action in enumerate(question.actions):
            if action.start == TOP_LEVEL:
                yield self._problem(
                    name,
                    (*at, index, "from"),
                    say("nobody at the top level needs an action"),
                    say("take it out, or correct from"),
                )
            elif starts.index(action.start) != index:
                yield self._problem(
                    name,
                    (*at, index, "from"),
                    say("a second action from level {level}; nobody would be shown it", level=action.start),
                    say("keep one action from each level"),
                )
            if action.to <= action.start:
                yield self._problem(
                    name,
                    (*at, index, "to"),
                    say("the action leads from {start} to {to}, which is no higher", start=action.start, to=action.to),
                    say("lead to a higher level"),
                )
            for key in ("owner", "decides"):
                role = getattr(action, key)
                if role is not None and role not in self.roles:
                    yield self._problem(name, (*at, index, key), say(NO_ROLE, id=role), say(CORRECT))
            yield from self._sets(name, (*at, index, "sets"), question, action.sets)

    def _sets(self, name: str, at: Place, question: Question, sets: Mapping[str, object]) -> Iterator[Problem]:
        for identity, raw in sets.items():
            if identity not in question.computed:
                yield self._problem(
                    name,
                    (*at, identity),
                    say("{id} does not decide the level of {question}", id=identity, question=question.id),
                    say("set only what stands under computed"),
                )
                continue
            try:
                if identity in self.inputs:
                    read_value(self.inputs[identity], dated(raw, SOME_DAY))
            except WrongValue as wrong:
                yield self._problem(name, (*at, identity), Message(wrong.text, wrong.values))

    def _input(self, name: str, at: Place, item: Input) -> Iterator[Problem]:
        yield from self._unknown(name, (*at, "roles"), item.roles, self.roles, NO_ROLE)
        yield from self._unknown(name, (*at, "seeds"), item.seeds, self.seeds, NO_SEED)
        yield from self._unknown(name, (*at, "sources"), item.sources, self.sources, NO_SOURCE)
        yield from self._condition(name, (*at, "when"), item.when)
        if item.pillar is not None and item.pillar not in self.pillars:
            yield self._problem(name, (*at, "pillar"), say(NO_PILLAR, id=item.pillar), say(CORRECT))
        for key, needed in (
            ("parts", item.kind == "parts"),
            ("choices", item.kind in ("choice", "drills")),
            ("days", item.kind == "week"),
            ("moments", item.kind == "moments"),
        ):
            if needed and not getattr(item, key):
                yield self._problem(name, at, say("an input of this kind needs {key}", key=key), say("add it"))
        for key in ("default", "strict", "best"):
            try:
                if (written := getattr(item, key)) is not None:
                    found = read_value(item, dated(written, SOME_DAY))
                    # What stands for a choice elsewhere is no id of it.
                    if isinstance(found, str) and found != written:
                        ids = ", ".join(choice.id for choice in item.choices)
                        raise WrongValue(MESSAGES["not_choice"], text=written, choices=ids)
            except WrongValue as wrong:
                yield self._problem(name, (*at, key), Message(wrong.text, wrong.values))

    def _domain(self, subject: str) -> tuple[Value, ...] | None:
        """The values a subject can take; None for a number of 0 or more."""
        if subject in self.questions:
            return tuple(Fraction(level) for level in LEVELS)
        if subject in self.inputs:
            item = self.inputs[subject]
            return tuple(choice.id for choice in item.choices) if item.kind == "choice" else None
        return FIGURES[subject]

    def _condition(self, name: str, at: Place, condition: Condition | None) -> Iterator[Problem]:
        if condition is None or self.question_ids is None or self.input_ids is None:
            return
        subjects = list(dict.fromkeys(test.subject for test in condition.tests()))
        for subject in subjects:
            if subject not in self.question_ids and subject not in self.input_ids and subject not in FIGURES:
                yield self._problem(
                    name, at, say("no question, input or figure is called {id}", id=subject), say(CORRECT)
                )
        # What is wrong by itself has no values that could be tried.
        readable = all(
            subject in self.questions or subject in self.inputs or subject in FIGURES for subject in subjects
        )
        if readable and not can_hold(condition, self._domain):
            yield self._problem(
                name,
                at,
                say("this condition can never hold"),
                say("look at its numbers and words: levels go from 0 to 4, choices by their ids"),
            )

    def _verdict(self, rules: VerdictRules) -> Iterator[Problem]:
        for index, gate in enumerate(rules.gates):
            yield from self._unknown("verdict", ("gates", index, "sources"), gate.sources, self.sources, NO_SOURCE)
            yield from self._unknown("verdict", ("gates", index, "seeds"), gate.seeds, self.seeds, NO_SEED)
            for step_index, step in enumerate(gate.steps):
                yield from self._condition("verdict", ("gates", index, "steps", step_index, "when"), step.when)
        gates = [gate.id for gate in rules.gates]
        for letter_index, letter in enumerate(rules.letters):
            yield from self._unknown("verdict", ("letters", letter_index, "when"), letter.when, gates, NO_GATE)
            if letter.to not in self.roles:
                yield self._problem(
                    "verdict", ("letters", letter_index, "to"), say(NO_ROLE, id=letter.to), say(CORRECT)
                )
        for mode in ("plan", "run"):
            ranks = sorted(rung.rank for rung in rules.rungs if getattr(rung, mode) is not None)
            if ranks != list(range(4 if mode == "plan" else 5)):
                yield self._problem(
                    "verdict",
                    ("rungs",),
                    say("mode {mode} needs every rung once", mode=mode),
                    say("plan has ranks 0 to 3, run 0 to 4"),
                )
        yield from self._unknown(
            "verdict",
            ("floors", "sustain", "questions"),
            rules.floors.sustain.questions,
            self.question_ids,
            NO_QUESTION,
        )

    def _lenses(self) -> Iterator[Problem]:
        guarded = {guard for question in self.parts.questions for guard in question.guards}
        for lens_index, lens in self._placed("lenses", self.parts.lists.get("lenses", ())):
            yield from self._unknown("lenses", (lens_index, "sources"), lens.sources, self.sources, NO_SOURCE)
            for index, link in enumerate(lens.links):
                at: Place = (lens_index, "links", index)
                yield from self._unknown("lenses", (*at, "cases"), link.cases, self.cases, NO_CASE)
                yield from self._unknown("lenses", (*at, "seeds"), link.seeds, self.seeds, NO_SEED)
                if self.parts.complete and link.id not in guarded:
                    yield self._problem(
                        "lenses",
                        at,
                        say("no question guards the link {id}", id=link.id),
                        say("name it under guards of at least one question"),
                    )

    def _contradictions(self) -> Iterator[Problem]:
        for index, check in self._placed("contradictions", self.parts.lists.get("contradictions", ())):
            yield from self._condition("contradictions", (index, "claim"), check.claim)
            yield from self._condition("contradictions", (index, "against"), check.against)
            lowers = check.lowers
            if lowers is not None and self.question_ids is not None and lowers not in self.question_ids:
                yield self._problem("contradictions", (index, "lowers"), say(NO_QUESTION, id=lowers), say(CORRECT))

    def _seed_table(self, table: Seeds) -> Iterator[Problem]:
        known = {seed.id for seed in table.seeds}
        for key, ids in (("context", table.context), ("pages", table.pages)):
            for identity in ids:
                if identity not in known:
                    yield self._problem("seeds", (key,), say(NO_SEED, id=identity), say(CORRECT))
        if not self.parts.complete or self.parts.verdict is None:
            return
        used = {seed for question in self.parts.questions for seed in question.seeds}
        used |= {seed for item in self.inputs.values() for seed in item.seeds}
        used |= {seed for lens in self.parts.lists["lenses"] for link in lens.links for seed in link.seeds}
        used |= {seed for gate in self.parts.verdict.gates for seed in gate.seeds}
        used |= set(table.pages) | set(table.context)
        document = self.documents["seeds"]
        for index, seed in enumerate(table.seeds):
            # Of what an overlay takes over nothing need be used: it may have dropped the question.
            if seed.id not in used and document.file(("seeds", index)) == document.path:
                yield self._problem(
                    "seeds",
                    ("seeds", index),
                    say("nothing uses {id}", id=seed.id),
                    say("name it under seeds of a question or a link, or list it as context"),
                )


def _at(data: Data, place: Place) -> Data:
    for step in place:
        data = data[step]
    return data


def _lists_inside(data: Data, place: Place = ()) -> Iterator[Place]:
    """Give the places of the lists inside a file; the reader has bounded how deep they lie."""
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        if isinstance(inner, list):
            yield (*place, step)
        # Nine of ten are texts: looking into each took a tenth of the time that a pack takes to read.
        if isinstance(inner, dict | list):
            yield from _lists_inside(inner, (*place, step))
