"""A key of a pack that nothing reads would promise something that does not happen."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from audit.assess.assess import assess
from audit.assess.rounds.versions import asked_anew, pack_at, removed_since, to_confirm_since
from audit.cli.common import pack_language
from audit.files.folder import AuditFolder, open_folder
from audit.files.packs.check import Parts, check_pack
from audit.files.shipped import pack_folder, shipped
from audit.files.yaml.reader import read_yaml
from audit.interview.flow import Stand, meaning, section_state
from audit.interview.form import Form, form_data
from audit.interview.printable import Blank
from audit.model.answers import OUTSIDE, Answer, Answers, Checked, Evidence
from audit.model.pack import YES, Pack
from audit.report.papers.filling import Filling
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

Reads = set[tuple[str, str]]
DAY = datetime.date(2026, 11, 23)


class Recorder:
    """Makes copies of a pack's values that remember which of their fields were read."""

    def __init__(self) -> None:
        self.fields: Reads = set()
        self.read: Reads = set()
        self.recording = cache(self._recording)

    def _recording(self, kind: type[BaseModel]) -> type[BaseModel]:
        names, read = frozenset(kind.model_fields), self.read

        class Recording(kind):  # type: ignore[valid-type,misc] # a class that is only known while the test runs
            def __getattribute__(self, name: str) -> Any:  # whatever the field holds
                if name in names:
                    read.add((kind.__name__, name))
                return super().__getattribute__(name)

            def model_dump(self, **options: Any) -> dict[str, Any]:  # passed on
                read.update((kind.__name__, name) for name in names)
                return dict(super().model_dump(**options))

        return Recording

    def copy(self, value: Any) -> Any:  # whatever a pack holds
        """Return the same value, made of recording classes."""
        if isinstance(value, BaseModel):
            kind = type(value)
            self.fields.update((kind.__name__, name) for name in kind.model_fields)
            return self.recording(kind).model_construct(
                **{name: self.copy(getattr(value, name)) for name in kind.model_fields}
            )
        if isinstance(value, tuple):
            return tuple(self.copy(part) for part in value)
        if isinstance(value, Mapping):
            return {key: self.copy(part) for key, part in value.items()}
        return value


def checked(pack: Pack) -> None:
    """Check a pack as `listenfirst check` does."""
    folder = pack_folder(pack.head.id)
    documents = {path.stem: read_yaml(path) for path in folder.glob("*.yml")}
    names = ("profile", "numbers", "lenses", "contradictions", "cases", "sources")
    lists = {name: getattr(pack, name) for name in names}
    assert check_pack(Parts(pack.head, pack.verdict, pack.seeds, pack.questions, lists, complete=True), documents) == []


def use(folder: AuditFolder, pack: Pack) -> None:
    """Do with a pack whatever the program does with an audit that uses it."""
    for round_name in folder.rounds():
        voices = folder.voices(round_name)
        for mode in ("plan", "run"):
            settings = folder.settings.model_copy(update={"profile": {**folder.settings.profile, "X4": mode}})
            assess(pack, settings, voices, DAY, product="0", answers_digest="0")
            for answers in voices.values():
                stand = Stand(pack, settings.profile, answers.answers)
                for pillar in pack.head.pillars:
                    meaning(section_state(stand, pillar.id), "en")
    recorded = AuditFolder(folder.path, folder.settings, pack)
    form_data(Form(recorded, folder.rounds()[-1]), "en", str)
    list(Blank(pack, None, None, "en", str).blocks())
    small = {**folder.settings.profile, "X4": "plan", "X2": Fraction(2)}
    for given in ({"M01": Answer(level=0)}, {"L01": WARNS}):
        profile = {**small, "X1": "safety-critical"}
        answers = Answers(format=1, pack=pack.head.id, version=pack.head.version, answers={**unsure(pack), **given})
        settings = folder.settings.model_copy(update={"profile": profile})
        assess(pack, settings, {"lead": answers}, DAY, product="0", answers_digest="0")
    result = assess(pack, folder.settings, folder.voices(folder.rounds()[-1]), DAY, product="0", answers_digest="0")
    filling = Filling(ReportContext(result, Locale(result.languages[0], str)), {})
    for paper in pack.papers:
        filling.view(paper)
    # What nobody knows is called unsure where two answers do not fit together.
    nothing = Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=unsure(pack))
    assess(pack, folder.settings, {"lead": nothing}, DAY, product="0", answers_digest="0")
    assert pack_language(recorded)
    for before in ("0.9.0", pack.head.version):
        asked_anew(pack, before)
        to_confirm_since(pack, before)
        removed_since(pack, before)
        pack_at(pack, before)


WARNS = Answer(
    purposes=("warn",),
    without_voice="no",
    evidence=(
        Evidence(
            what="the act on warnings",
            where="statute book",
            date=DAY,
            law=True,
            checked=Checked(how="seen", by=OUTSIDE, date=DAY),
        ),
    ),
)
"""Whoever must warn people of danger, and has shown it."""


def unsure(pack: Pack) -> dict[str, Answer]:
    """Answer every question at the top and no number."""
    top = {
        question.id: Answer(level=4, evidence=(Evidence(what="the paper", where="shelf 2", date=DAY),))
        for question in pack.questions
    }
    return top | {
        question.id: Answer(level=4, purposes=question.opening.hearing, without_voice=YES)
        for question in pack.questions
        if question.opening is not None
    }


KEPT_FOR_PEOPLE = {
    ("BodyWords", "audiences"): "filled into the texts before they are checked; nothing is left to read afterwards",
    ("Assumption", "id"): "an id of its own, so that a change list can name it; the check reads it as data",
    ("Change", "date"): "when a version came out, for whoever reads the pack",
    ("Change", "text"): "what a version changed, for whoever reads the pack",
}
"""What stands in a pack only to be read in it."""


@pytest.fixture(scope="module")
def recorder(pack: Pack) -> Recorder:
    """A recorder through whose copy of the shipped pack the three examples went."""
    made = Recorder()
    copied = made.copy(pack)
    checked(copied)
    for name in ("haneul-district", "maple-library", "narae-city"):
        use(open_folder(Path(shipped("examples")) / name), copied)
    return made


@pytest.mark.thorough
def test_every_key_of_a_pack_is_read_by_what_uses_packs(recorder: Recorder) -> None:
    assert sorted(recorder.fields - recorder.read - set(KEPT_FOR_PEOPLE)) == []
