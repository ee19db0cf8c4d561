"""Results whose every free text is known, and the texts of exported files."""

from __future__ import annotations

import datetime
import io
import itertools
import re
import shutil
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from audit.assess.assess import assess
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.model.answers import Agency, Alternative, Answer, Answers, Decision, Evidence, Respondent
from audit.model.result.result import Result

ROUND = "2026-11"


class Marks:
    """Hands out words that occur nowhere else, none of them a part of another."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self._numbers = itertools.count(1000)

    def __call__(self, place: str) -> str:
        """Return a new mark for a place."""
        self.given[place] = f"qz{next(self._numbers)}zq"
        return self.given[place]


@pytest.fixture(scope="session")
def marked(day: datetime.date) -> Callable[[str], tuple[Result, Mapping[str, str]]]:
    """An example's audit with a mark in every free text: the result in both languages, and the marks by their place."""

    def make(example: str, *, several: bool = False) -> tuple[Result, Mapping[str, str]]:
        folder = open_folder(shipped("examples") / example)
        lead = folder.voices(ROUND)["lead"]
        mark = Marks()
        answers = {item.id: _marked(item.id, lead.of(item.id), mark, day) for item in folder.pack.questions}
        for kind, identity in (("reason", "E08"), ("unknown", "M12"), ("open", "L12")):
            update = (
                {"not_applicable": mark(f"{identity} reason")} if kind == "reason" else {"unknown": kind == "unknown"}
            )
            note = mark(f"{identity} note")
            answers[identity] = Answer.model_validate({**update, "note": note, "evidence": answers[identity].evidence})
        answers |= {
            item.id: lead.of(item.id).model_copy(update={"note": mark(f"{item.id} note")})
            for item in folder.pack.numbers
        }
        settings = folder.settings.model_copy(
            update={
                "agency": Agency(name=mark("agency")),
                "languages": ("en", "ko"),
                "alternative": Alternative(
                    service=mark("service"), amount=mark("amount"), complaints=mark("complaints")
                ),
            }
        )
        voices = {"lead": lead.model_copy(update={"answers": answers})}
        if several:
            voices |= {who: _also(who, voices["lead"], mark, day) for who in ("it", "communications", "marketing")}
            settled = answers["M02"].model_copy(update={"decided": Decision(because=mark("M02 reason of the lead"))})
            voices["lead"] = lead.model_copy(update={"answers": {**answers, "M02": settled}})
        result = assess(folder.pack, settings, voices, day, product="0", answers_digest="0", round_name=ROUND)
        hidden = {item.id for item in result.questions if item.state == "hidden"}
        hidden |= {item.id for item in result.inputs if item.state == "hidden"}
        return result, {place: word for place, word in mark.given.items() if place.split()[0] not in hidden}

    return make


def _also(who: str, lead: Answers, mark: Marks, day: datetime.date) -> Answers:
    """Answer as the lead did, in other words: IT a level off, communications alike, marketing with notes only."""

    def answer(identity: str, given: Answer) -> Answer:
        if who == "marketing":
            return Answer(note=mark(f"{identity} note of {who}"))
        if identity == "M03":
            return Answer(not_applicable=mark(f"{identity} reason of {who}"))
        if who == "it" and given.level is not None:
            given = given.model_copy(update={"level": given.level - 1 if given.level else 1})
        if who == "it" and isinstance(given.value, Fraction):
            given = given.model_copy(update={"value": given.value + 1})
        return _marked(f"{identity} {who}", given, mark, day)

    answers = {identity: answer(identity, given) for identity, given in lead.answers.items()}
    return lead.model_copy(update={"answers": answers, "respondent": Respondent(role=who)})


def _marked(identity: str, answer: Answer, mark: Marks, day: datetime.date) -> Answer:
    update: dict[str, object] = {"note": mark(f"{identity} note")}
    if answer.not_applicable is not None:
        update["not_applicable"] = mark(f"{identity} reason")
    if answer.choice is not None or answer.purposes:
        update["text"] = mark(f"{identity} own words")
    if answer.evidence:
        update["evidence"] = tuple(
            Evidence(
                what=mark(f"{identity} evidence {number}"),
                where=mark(f"{identity} place {number}"),
                date=day - datetime.timedelta(days=10 + number) if number else None,
            )
            for number in range(2)
        )
    return answer.model_copy(update=update)


@pytest.fixture(scope="session")
def refusal(marked: Callable[[str], tuple[Result, Mapping[str, str]]]) -> tuple[Result, Mapping[str, str]]:
    """An agency that must not launch: its report says what the same money could do."""
    return marked("haneul-district")


@pytest.fixture(scope="session")
def launch(marked: Callable[[str], tuple[Result, Mapping[str, str]]]) -> tuple[Result, Mapping[str, str]]:
    """An agency that can launch: many pieces of evidence."""
    return marked("narae-city")


@pytest.fixture(scope="session")
def several(marked: Callable[..., tuple[Result, Mapping[str, str]]]) -> tuple[Result, Mapping[str, str]]:
    """Four who answered: they differ, say the same in other words, or leave notes only."""
    return marked("narae-city", several=True)


@pytest.fixture(scope="session")
def spoken(launch: tuple[Result, Mapping[str, str]]) -> Callable[..., Result]:
    """The same audit, where notes are what a test says: `spoken("one", "two")` puts them at the first questions."""

    def make(*notes: str, agency: str = "Narae") -> Result:
        base = launch[0]
        questions = list(base.questions)
        for index, note in enumerate(notes):
            questions[index] = questions[index].model_copy(update={"note": note})
        return base.model_copy(update={"questions": tuple(questions), "agency": agency})

    return make


@pytest.fixture(scope="session")
def lean() -> Callable[[Result], Result]:
    """Take out what holds no word of the agency's and fills half of the pages: sources, cases, essays."""

    def make(result: Result) -> Result:
        lenses = tuple(
            lens.model_copy(update={"links": tuple(link.model_copy(update={"cases": ()}) for link in lens.links)})
            for lens in result.lenses
        )
        return result.model_copy(update={"sources": (), "seeds": (), "cases": (), "lenses": lenses})

    return make


@pytest.fixture(scope="session")
def missing() -> Callable[[str, Mapping[str, str]], list[str]]:
    """Find the places whose mark is not in a text. Spaces do not count: a page may break a line anywhere."""

    def make(text: str, marks: Mapping[str, str]) -> list[str]:
        whole = re.sub(r"\s+", "", text)
        return [place for place, mark in marks.items() if mark not in whole]

    return make


@pytest.fixture(scope="session")
def sheets_of() -> Callable[[bytes], Mapping[str, list[list[object]]]]:
    """Read the values of a workbook by sheet."""
    from openpyxl import load_workbook

    def make(content: bytes) -> Mapping[str, list[list[object]]]:
        book = load_workbook(io.BytesIO(content))
        return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}

    return make


HOSTILE: Mapping[str, str] = {
    "markup": "<script>alert(1)</script> <img src=x onerror=alert(2)> </td></section>",
    "a formula": '=HYPERLINK("https://example.invalid","x")',
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a template": "{{ 7*7 }} {% for x in y %} {_{ 7*7 }_} {# gone #} ${7*7}",
    "YAML": "!!python/object/apply:os.system ['true']\n---\na: &x b",
    "right to left": "שלום \u202eלהפוך",
    "emoji": "👩‍🚒 🇰🇷 e\u0301",
    "controls": "a\x00b\x07c\x1bd\x0be",
    "entities": "&amp; &#60; &lt;b&gt; ]]> <![CDATA[ x",
    "an escape of Excel's": "_x0041_ _x000D_",
    "Markdown": "# no heading\n* no item\n[no](javascript:alert(3)) `no` **no**",
}

LONG = "길" * 50_000 + "x" * 50_000


@pytest.fixture(scope="session")
def hostile() -> Mapping[str, str]:
    """Texts that mean something to one format or another."""
    return HOSTILE


@pytest.fixture(scope="session")
def long() -> str:
    """A text of 100,000 characters without a single space."""
    return LONG


@pytest.fixture
def export_folder(tmp_path: Path) -> Path:
    """An audit folder in two languages, English first, with a plan of some length."""
    folder = Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path / "maple"))
    settings = (folder / "audit.yml").read_text(encoding="utf-8")
    assert re.search(r"(?m)^languages:.*$", settings)
    (folder / "audit.yml").write_text(
        re.sub(r"(?m)^languages:.*$", 'languages: ["en", "ko"]', settings), encoding="utf-8"
    )
    return folder
