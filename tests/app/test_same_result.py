"""What was made by calls and what a terminal makes of its zip are one audit: the same `result.json`, byte for byte."""

from __future__ import annotations

import base64
import datetime
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from audit.cli import run
from audit.files.folder import open_folder
from audit.interview.item_data import raw_answer
from audit.model.answers import Answer, Checked, Evidence, standing
from audit.model.asked import Item
from audit.model.pack import LEVELS, YES, Input
from audit.model.values import Drill, Layer, Value, Window

TODAY = datetime.date(2026, 11, 27)
RANDOM = 50


@pytest.fixture
def of_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[bytes], str]:
    """Unpack a zip and score it, with the commands; return what `score --json` prints."""

    def make(content: bytes) -> str:
        place = tmp_path / f"unpacked-{len(list(tmp_path.iterdir()))}"
        sent = place.with_suffix(".zip")
        sent.write_bytes(content)
        for arguments in (["unpack", str(sent), str(place)], ["score", str(place), "--json"]):
            capsys.readouterr()
            assert run(arguments) == 0
        return capsys.readouterr().out

    return make


def both(page: Any, identity: str, of_terminal: Callable[[bytes], str]) -> tuple[str, str]:
    """Return the result as the page gives it, and as a terminal gives it of the page's zip."""
    own, packed = (base64.b64decode(page.get("export", id=identity, what=what)["bytes"]) for what in ("json", "zip"))
    return own.decode(), of_terminal(packed)


@pytest.mark.parametrize("example", ["haneul-district", "maple-library", "narae-city"])
def test_an_example_gives_the_same_result(page: Any, of_terminal: Callable[[bytes], str], example: str) -> None:
    identity = page.open_example(example)
    assert len(set(both(page, identity, of_terminal))) == 1
    page.answer(identity, "M05", {"pick": "1", "note": "here"})
    here, there = both(page, identity, of_terminal)
    assert here == there
    assert '"note": "here"' in here


def random_value(item: Input, chance: random.Random) -> Value:
    """Return any value that an input takes."""
    if item.words and chance.random() < 0.2:
        return chance.choice(sorted(item.words))
    makers: dict[str, Callable[[], Value]] = {
        "choice": lambda: chance.choice(item.choices).id,
        "week": lambda: {day: _windows(chance) for day in item.days if chance.random() < 0.6} or {item.days[0]: ()},
        "layers": lambda: tuple(
            Layer(chance.randint(0, 600), chance.random() < 0.5) for _ in range(chance.randint(0, 3))
        ),
        "drills": lambda: tuple(
            Drill(_lately(chance), chance.random() < 0.5, (choice.id,))
            for choice in item.choices[: chance.randint(0, 2)]
        ),
        "parts": lambda: {part.id: _number(part.range, chance) for part in item.parts},
        "moments": lambda: dict(
            zip([entry.id for entry in item.moments], sorted(_moment(chance) for _ in item.moments), strict=True)
        ),
        "date": lambda: _lately(chance),
        "country": lambda: chance.choice(("KR", "IE", "CA")),
        "text": lambda: "in plain words",
        "number": lambda: _number(item.range or (Fraction(0), Fraction(10**6)), chance),
    }
    return makers[item.kind]()


def _windows(chance: random.Random) -> tuple[Window, ...]:
    start = chance.randrange(0, 1439)
    return (Window(start, start + chance.randrange(1, 1440 - start + 1)),) if chance.random() < 0.7 else ()


def _moment(chance: random.Random) -> datetime.datetime:
    return datetime.datetime(2026, 3, 1) + datetime.timedelta(minutes=chance.randrange(200_000))


def _lately(chance: random.Random) -> datetime.date:
    return TODAY - datetime.timedelta(days=chance.randrange(900))


def _number(bounds: tuple[Fraction, Fraction], chance: random.Random) -> Fraction:
    return Fraction(chance.randint(int(bounds[0]), min(int(bounds[1]), 2000)))


def random_answer(item: Item, chance: random.Random) -> Answer:
    """Return any answer to an item; now and then that it is not known."""
    if chance.random() < 0.08:
        return Answer(unknown=True)
    if isinstance(item, Input):
        return Answer(value=random_value(item, chance))
    if item.not_applicable is not None and chance.random() < 0.2:
        return Answer(not_applicable="it does not arise: 없음")
    level = chance.choice(LEVELS)
    piece = Evidence(
        what="the log of the week",
        where=chance.choice(("shelf 2", "")),
        date=TODAY - datetime.timedelta(days=chance.randrange(30, 900)),
    )
    if piece.where and chance.random() < 0.6:
        check = Checked(how=chance.choice(("seen", "tested")), by="outside", date=TODAY)
        piece = piece.model_copy(update={"checked": check})
    evidence = (piece,) if chance.random() < 0.7 else ()
    if item.opening is None:
        return Answer(level=level, evidence=evidence, note=chance.choice(("", "a note: # {x}")))
    wants = chance.random() < 0.8
    return Answer(
        purposes=(item.opening.hearing[0] if wants else "inform",),
        without_voice=YES if wants else "no",
        level=max(level, 1) if wants else None,
        text="to hear people",
        evidence=evidence,
    )


def given_by_calls(page: Any, seed: int) -> Iterator[tuple[Item, Answer, Any]]:
    """Answer most of an audit by calls; give each item, what was answered, and what came back."""
    chance = random.Random(seed)
    languages = chance.choice((["en"], ["ko", "en"]))
    identity = page.new("Haneul", languages=languages, kind=chance.choice(("public", "company", "school")))
    share = chance.choice((0.4, 0.8, 1))
    asked = page.get("questionnaire", id=identity)["items"]
    pack = open_folder(page.root / identity).pack
    for line in asked:
        if line["id"] != "X4" and chance.random() > share:
            continue
        item = pack.by_id[line["id"]]
        answer = random_answer(item, chance)
        yield item, answer, page.answer(identity, item.id, raw_answer(item, answer))
    yield pack.by_id["X4"], Answer(value="run"), identity


def check_seed(page: Any, seed: int, of_terminal: Callable[[bytes], str]) -> None:
    """Answer an audit at random by calls; everything arrives, and both give the same result."""
    *given, (_, _, identity) = list(given_by_calls(page, seed))
    folder = open_folder(page.root / identity)
    saved = folder.voices(folder.latest_round())["lead"]
    for item, answer, told in given:
        assert (told["problems"], told["asks"]) == ([], []), (seed, item.id, told["problems"])
        if item.pillar is not None:
            kept = saved.of(item.id).model_copy(update={"answered": None})
            assert kept == answer, (seed, item.id)
            assert told["state"] == standing(item, answer)
    here, there = both(page, identity, of_terminal)
    assert here == there, seed


def test_a_random_audit_gives_the_same_result(page: Any, of_terminal: Callable[[bytes], str]) -> None:
    check_seed(page, 0, of_terminal)


@pytest.mark.slow
def test_fifty_random_audits_give_the_same_result(
    new_page: Callable[[], Any], of_terminal: Callable[[bytes], str]
) -> None:
    for seed in range(1, RANDOM + 1):
        check_seed(new_page(), seed, of_terminal)
