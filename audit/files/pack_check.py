"""What must hold between the parts of a pack, beyond what each part says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from audit.errors import Message, Problem, say
from audit.files.yaml_reader import Document, Place, written_place
from audit.model.condition import FIGURES, Condition, Value, can_hold
from audit.model.pack import LEVELS, TOP_LEVEL, Input, Pack, Question
from audit.model.values import N_, WrongValue, read_value

NO_ROLE = N_("no role is called {id}")
NO_LINK = N_("no link of a lens is called {id}")
NO_SOURCE = N_("no source or case is called {id}")
NO_SEED = N_("no seed is called {id}")
NO_INPUT = N_("no input is called {id}")
NO_CASE = N_("no case is called {id}")
NO_GATE = N_("no gate is called {id}")
NO_QUESTION = N_("no question is called {id}")
NO_PILLAR = N_("no pillar is called {id}")
CORRECT = N_("correct the id, or add what it names")


def check_pack(pack: Pack, documents: Mapping[str, Document]) -> list[Problem]:
    """Find everything that does not fit together in a pack.

    Args:
        pack: The pack, its parts valid by themselves.
        documents: The files by name, for the lines.
    """
    return list(_Check(pack, documents).problems())


class _Check:
    def __init__(self, pack: Pack, documents: Mapping[str, Document]) -> None:
        self.pack = pack
        self.documents = documents
        self.roles = {role.id for role in pack.head.roles}
        self.links = {link.id for lens in pack.lenses for link in lens.links}
        self.sources = {source.id for source in pack.sources} | {case.id for case in pack.cases}
        self.cases = {case.id for case in pack.cases}
        self.seeds = {seed.id for seed in pack.seeds.seeds}
        self.inputs = {item.id: item for item in (*pack.profile, *pack.numbers)}
        self.questions = {question.id: question for question in pack.questions}

    def problems(self) -> Iterator[Problem]:
        yield from self._head()
        yield from self._twice()
        for pillar in self.pack.head.pillars:
            for index, question in enumerate(self.pack.in_pillar(pillar.id)):
                yield from self._question(pillar.id, (index,), question)
        for name, items in (("profile", self.pack.profile), ("numbers", self.pack.numbers)):
            for index, item in enumerate(items):
                yield from self._input(name, (index,), item)
        yield from self._verdict()
        yield from self._lenses()
        yield from self._contradictions()
        yield from self._seed_table()

    def _problem(self, name: str, place: Place, what: Message, remedy: Message | None = None) -> Problem:
        document = self.documents[name]
        return Problem(document.path, document.line(place), written_place(document.data, place), what, remedy)

    def _unknown(self, name: str, place: Place, ids: Iterable[str], known: Iterable[str], what: str) -> Iterator[Problem]:
        known = set(known)
        for index, identity in enumerate(ids):
            if identity not in known:
                yield self._problem(name, (*place, index), say(what, id=identity), say(CORRECT))

    def _head(self) -> Iterator[Problem]:
        versions = [change.version for change in self.pack.head.changes]
        if self.pack.head.version not in versions:
            yield self._problem("pack", ("version",), say("version {version} is not in the change list", version=self.pack.head.version), say("say under changes what this version changed"))

    def _twice(self) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        for name, document in self.documents.items():
            if not isinstance(document.data, list):
                continue
            for index, entry in enumerate(document.data):
                identity = entry.get("id") if isinstance(entry, Mapping) else None
                if not isinstance(identity, str):
                    continue
                if identity in seen:
                    yield self._problem(name, (index, "id"), say("the id {id} is used twice; first in {file}", id=identity, file=seen[identity]), say("give one of them another id"))
                seen.setdefault(identity, f"{name}.yml")

    def _question(self, name: str, at: Place, question: Question) -> Iterator[Problem]:
        yield from self._unknown(name, (*at, "roles"), question.roles, self.roles, NO_ROLE)
        yield from self._unknown(name, (*at, "guards"), question.guards, self.links, NO_LINK)
        yield from self._unknown(name, (*at, "sources"), question.sources, self.sources, NO_SOURCE)
        yield from self._unknown(name, (*at, "seeds"), question.seeds, self.seeds, NO_SEED)
        yield from self._unknown(name, (*at, "computed"), question.computed, self.inputs, NO_INPUT)
        yield from self._condition(name, (*at, "when"), question.when)
        yield from self._actions(name, (*at, "actions"), question)
        if question.computed and question.not_applicable:
            yield self._problem(name, (*at, "not_applicable"), say("a computed question always applies"), say("take not_applicable out"))
        if question.opening and question.opening.level_for not in {choice.id for choice in question.opening.choices}:
            yield self._problem(name, (*at, "opening", "level_for"), say("{id} is not one of the choices", id=question.opening.level_for), say(CORRECT))

    def _actions(self, name: str, at: Place, question: Question) -> Iterator[Problem]:
        starts = [action.start for action in question.actions]
        for level in LEVELS[:TOP_LEVEL]:
            if level not in starts:
                yield self._problem(name, at, say("no action leads up from level {level}", level=level), say("add one with from: {level}", level=level))
        for index, action in enumerate(question.actions):
            if action.start == TOP_LEVEL:
                yield self._problem(name, (*at, index, "from"), say("nobody at the top level needs an action"), say("take it out, or correct from"))
            elif starts.index(action.start) != index:
                yield self._problem(name, (*at, index, "from"), say("a second action from level {level}; nobody would be shown it", level=action.start), say("keep one action from each level"))
            if action.to <= action.start:
                yield self._problem(name, (*at, index, "to"), say("the action leads from {start} to {to}, which is no higher", start=action.start, to=action.to), say("lead to a higher level"))
            if action.owner not in self.roles:
                yield self._problem(name, (*at, index, "owner"), say(NO_ROLE, id=action.owner), say(CORRECT))
            yield from self._sets(name, (*at, index, "sets"), question, action.sets)

    def _sets(self, name: str, at: Place, question: Question, sets: Mapping[str, object]) -> Iterator[Problem]:
        for identity, raw in sets.items():
            if identity not in question.computed:
                yield self._problem(name, (*at, identity), say("{id} does not decide the level of {question}", id=identity, question=question.id), say("set only what stands under computed"))
                continue
            try:
                if identity in self.inputs:
                    read_value(self.inputs[identity], raw)
            except WrongValue as wrong:
                yield self._problem(name, (*at, identity), Message(wrong.text, wrong.values))

    def _input(self, name: str, at: Place, item: Input) -> Iterator[Problem]:
        yield from self._unknown(name, (*at, "roles"), item.roles, self.roles, NO_ROLE)
        yield from self._unknown(name, (*at, "seeds"), item.seeds, self.seeds, NO_SEED)
        yield from self._unknown(name, (*at, "sources"), item.sources, self.sources, NO_SOURCE)
        yield from self._condition(name, (*at, "when"), item.when)
        if item.pillar is not None and item.pillar not in {pillar.id for pillar in self.pack.head.pillars}:
            yield self._problem(name, (*at, "pillar"), say(NO_PILLAR, id=item.pillar), say(CORRECT))
        for key, needed in (("parts", item.kind == "parts"), ("choices", item.kind == "choice"), ("days", item.kind == "week"), ("moments", item.kind == "moments")):
            if needed and not getattr(item, key):
                yield self._problem(name, at, say("an input of this kind needs {key}", key=key), say("add it"))
        if item.default is not None:
            try:
                read_value(item, item.default)
            except WrongValue as wrong:
                yield self._problem(name, (*at, "default"), Message(wrong.text, wrong.values))

    def _domain(self, subject: str) -> tuple[Value, ...] | None:
        """The values a subject can take; None for a number of 0 or more."""
        if subject in self.questions:
            return tuple(Fraction(level) for level in LEVELS)
        if subject in self.inputs:
            item = self.inputs[subject]
            return tuple(choice.id for choice in item.choices) if item.kind == "choice" else None
        return FIGURES[subject]

    def _condition(self, name: str, at: Place, condition: Condition | None) -> Iterator[Problem]:
        if condition is None:
            return
        known = True
        for test in condition.tests():
            if test.subject not in self.questions and test.subject not in self.inputs and test.subject not in FIGURES:
                known = False
                yield self._problem(name, at, say("no question, input or figure is called {id}", id=test.subject), say(CORRECT))
        if known and not can_hold(condition, self._domain):
            yield self._problem(name, at, say("this condition can never hold"), say("look at its numbers and words: levels go from 0 to 4, choices by their ids"))

    def _verdict(self) -> Iterator[Problem]:
        rules = self.pack.verdict
        for index, gate in enumerate(rules.gates):
            yield from self._unknown("verdict", ("gates", index, "sources"), gate.sources, self.sources, NO_SOURCE)
            yield from self._unknown("verdict", ("gates", index, "seeds"), gate.seeds, self.seeds, NO_SEED)
            for step_index, step in enumerate(gate.steps):
                yield from self._condition("verdict", ("gates", index, "steps", step_index, "when"), step.when)
        gates = [gate.id for gate in rules.gates]
        for letter_index, letter in enumerate(rules.letters):
            yield from self._unknown("verdict", ("letters", letter_index, "when"), letter.when, gates, NO_GATE)
            if letter.to not in self.roles:
                yield self._problem("verdict", ("letters", letter_index, "to"), say(NO_ROLE, id=letter.to), say(CORRECT))
        for mode in ("plan", "run"):
            ranks = sorted(rung.rank for rung in rules.rungs if getattr(rung, mode) is not None)
            if ranks != list(range(4 if mode == "plan" else 5)):
                yield self._problem("verdict", ("rungs",), say("mode {mode} needs every rung once", mode=mode), say("plan has ranks 0 to 3, run 0 to 4"))
        yield from self._unknown("verdict", ("floors", "sustain", "questions"), rules.floors.sustain.questions, self.questions, NO_QUESTION)

    def _lenses(self) -> Iterator[Problem]:
        guarded = {guard for question in self.pack.questions for guard in question.guards}
        for lens_index, lens in enumerate(self.pack.lenses):
            yield from self._unknown("lenses", (lens_index, "sources"), lens.sources, self.sources, NO_SOURCE)
            for index, link in enumerate(lens.links):
                at: Place = (lens_index, "links", index)
                yield from self._unknown("lenses", (*at, "cases"), link.cases, self.cases, NO_CASE)
                yield from self._unknown("lenses", (*at, "seeds"), link.seeds, self.seeds, NO_SEED)
                if link.id not in guarded:
                    yield self._problem("lenses", at, say("no question guards the link {id}", id=link.id), say("name it under guards of at least one question"))

    def _contradictions(self) -> Iterator[Problem]:
        for index, check in enumerate(self.pack.contradictions):
            yield from self._condition("contradictions", (index, "claim"), check.claim)
            yield from self._condition("contradictions", (index, "against"), check.against)
            if check.lowers is not None and check.lowers not in self.questions:
                yield self._problem("contradictions", (index, "lowers"), say(NO_QUESTION, id=check.lowers), say(CORRECT))

    def _seed_table(self) -> Iterator[Problem]:
        used = {seed for question in self.pack.questions for seed in question.seeds}
        used |= {seed for item in self.inputs.values() for seed in item.seeds}
        used |= {seed for lens in self.pack.lenses for link in lens.links for seed in link.seeds}
        used |= {seed for gate in self.pack.verdict.gates for seed in gate.seeds}
        used |= set(self.pack.seeds.pages) | set(self.pack.seeds.context)
        for index, seed in enumerate(self.pack.seeds.seeds):
            if seed.id not in used:
                yield self._problem("seeds", ("seeds", index), say("nothing uses {id}", id=seed.id), say("name it under seeds of a question or a link, or list it as context"))
        for key, ids in (("context", self.pack.seeds.context), ("pages", self.pack.seeds.pages)):
            for identity in ids:
                if identity not in self.seeds:
                    yield self._problem("seeds", (key,), say(NO_SEED, id=identity), say(CORRECT))
