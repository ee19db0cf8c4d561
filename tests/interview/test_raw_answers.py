"""Fields of a page as answers: the table of typed values, held to the same values as the form and the terminal."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.files.answers_file import answers_in, written_answer
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.files.yaml.reader import Document, parse_yaml
from audit.files.yaml.writer import written as in_yaml
from audit.interview.item_data import raw_answer
from audit.interview.raw_answers import Understood, harmless, read_raw
from audit.language import LANGUAGES, translator
from audit.model.answers import OPEN, OUTSIDE, Answer, Checked, Evidence, claimed_level, standing
from audit.model.asked import order
from audit.model.pack import Input, Pack
from audit.model.reading.wrong import MESSAGES
from audit.model.values import write_value

TODAY = datetime.date(2026, 11, 23)
FIELDS = (
    *("pick", "reason", "purposes", "without", "level", "words", "choice", "text", "days", "differ", "sure", "fields"),
    *("count", "layers", "rows", "none", "note", "evidence", "confirm", "day", "what", "where", "date", "law", "how"),
    *("by", "on", "minutes", "reached", "announced", "exercised", "mon", "together", "plain", "posted", "hear"),
)
"""What stands in the fields of a page, by name."""


@pytest.fixture
def read(pack: Pack) -> Callable[..., Understood]:
    """Read the fields of one question, on the day of the table."""

    def make(identity: str, raw: Mapping[str, Any], before: Answer = OPEN, language: str = "en") -> Understood:
        return read_raw(
            pack.by_id[identity],
            raw,
            before,
            today=TODAY,
            checkers=("it", OUTSIDE),
            translate=translator(language),
            language=language,
        )

    return make


def fields_of(row: Any, pack: Pack) -> tuple[str, dict[str, Any]]:
    """Return the question of a line of the table, and its text in the fields of a page."""
    if row.item == "evidence":
        return "M01", {"pick": "3", "evidence": [{"what": "the log", "date": row.text}]}
    item = pack.by_id[row.item]
    assert isinstance(item, Input)
    match item.kind:
        case "week":
            return row.item, {"days": {row.field: row.text}, "differ": row.field != "together"}
        case "parts" | "moments":
            return row.item, {"fields": {row.field: row.text}}
        case "layers":
            return row.item, {"count": row.text}
    return row.item, {"text": row.text}


def saved(row: Any, answer: Answer) -> Any:
    """Return what is saved of a line."""
    if row.item == "evidence":
        return answer.evidence[0].date.isoformat() if answer.evidence[0].date else None
    assert answer.value is not None
    value = write_value(answer.value)
    if row.field == "together":
        return {"word": value}
    if isinstance(value, list):
        return [[layer.get("minutes", ""), layer["out_of_hours"]] for layer in value]
    return str(value[row.field] if isinstance(value, dict) else value)


def says(problem: str, pattern: str) -> bool:
    """Tell whether a sentence is a message with its placeholders filled."""
    return re.fullmatch(re.sub(r"\\\{[a-z]+\\\}", ".*", re.escape(pattern)), problem) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_understands_what_the_terminal_and_the_form_understand(
    read: Callable[..., Understood], pack: Pack, typed_values: Any, language: str
) -> None:
    say = translator(language)
    for row in typed_values:
        found = read(*fields_of(row, pack), language=language)
        problems = [message.translated(say) for message in found.problems.values()]
        if row.refused:
            assert [says(problem, say(MESSAGES[row.refused])) for problem in problems] == [True], (row, problems)
            assert found.answer.value is None
        elif row.asked_back is not None:
            assert [ask.instead for ask in found.asks.values()] == [row.asked_back], row
            assert found.answer.value is None
        else:
            assert (problems, found.asks) == ([], {}), (row, problems)
            assert saved(row, found.answer) == row.value, row
            assert [bool(said) for said in found.meant.values()] == [True], "what was understood is told"


def test_what_stands_in_the_fields_is_read_as_what_was_saved(
    read: Callable[..., Understood], pack: Pack, standing_table: Sequence[Any]
) -> None:
    rows = [row for row in standing_table if row.item in order(pack)]
    for row in rows:
        kept = row.answer.model_copy(update={"decided": None})
        found = read(row.item.id, raw_answer(row.item, kept), kept)
        assert (found.problems, found.asks) == ({}, {}), row
        assert standing(row.item, found.answer) == row.state, row
        assert isinstance(row.item, Input) or claimed_level(row.item, found.answer) == row.level, row
    assert len(rows) > 50


@pytest.mark.parametrize("example", ["haneul-district", "maple-library", "narae-city"])
def test_every_answer_of_an_example_goes_through_its_fields_and_back(
    read: Callable[..., Understood], example: str
) -> None:
    folder = open_folder(shipped("examples") / example)
    lead = folder.voices(folder.latest_round())["lead"].answers
    profile = {
        identity: Answer(value=value) for identity, value in folder.settings.profile.items() if value is not None
    }
    for identity, answer in {**profile, **lead}.items():
        item = folder.pack.by_id[identity]
        found = read(identity, raw_answer(item, answer), answer, folder.settings.languages[0])
        assert (found.problems, found.asks, found.answer) == ({}, {}, answer), identity


def test_a_field_that_cannot_be_read_leaves_what_was_saved(read: Callable[..., Understood], pack: Pack) -> None:
    sixty = read("N03", {"text": "60"}).answer
    assert read("N03", {"text": "sometimes"}, sixty).answer.value == 60
    assert read("N03", {"text": ""}, sixty).answer.value is None
    week = read("N02", {"days": {"sat": "10-12", "sun": "none"}, "differ": True}).answer
    half = read("N02", {"days": {"sat": "9-18", "sun": "sometimes"}, "differ": True}, week)
    assert write_value(half.answer.value or "") == {"sat": "09:00-18:00", "sun": "none"}
    assert list(half.problems) == ["sun"]
    level = read("M07", {"pick": "3"}).answer
    without_reason = read("M07", {"pick": "na", "note": "later"}, level)
    assert (without_reason.answer.level, without_reason.answer.note) == (3, "later")
    assert list(without_reason.problems) == ["reason"]
    assert read("M07", {"pick": "na", "reason": "no channel takes messages"}, level).answer.level is None


def test_odd_hours_count_only_when_they_are_meant(read: Callable[..., Understood]) -> None:
    asked = read("N02", {"days": {"sat": "9-5"}})
    assert asked.answer.value is None
    assert asked.asks["sat"].instead == "09:00-17:00"
    assert str(asked.asks["sat"].question) == "From 09:00 to 05:00 of the next day, 20 hours?"
    sure = read("N02", {"days": {"sat": "9-5"}, "sure": [asked.asks["sat"].window]})
    assert sure.asks == {}
    assert write_value(sure.answer.value or "") == {"sat": "09:00-05:00"}


def test_what_was_carried_over_stays_to_be_confirmed_until_it_is_answered(read: Callable[..., Understood]) -> None:
    before = Answer(level=3, confirm=True)
    assert read("M05", {"pick": "3", "confirm": True, "note": "as before"}, before).answer.confirm
    assert not read("M05", {"pick": "3"}, before).answer.confirm
    assert not read("M05", {"pick": "2", "confirm": True}, before).answer.confirm


def test_nobody_has_looked_at_evidence_unless_all_of_it_is_said(read: Callable[..., Understood]) -> None:
    piece = {"what": "the log", "where": "shelf 2", "date": "2026-11-02", "how": "seen", "by": "it", "on": "today"}

    def pieces(**other: str) -> tuple[Evidence, ...]:
        return read("M05", {"pick": "3", "evidence": [{**piece, **other}]}).answer.evidence

    assert [found.checked for found in pieces()] == [Checked(how="seen", by="it", date=TODAY)]
    for lacking in ({"by": "lead"}, {"on": ""}, {"how": ""}, {"where": ""}, {"on": "2026-11-01"}):
        assert [found.checked for found in pieces(**lacking)] == [None], lacking
    some = read("M05", {"pick": "3", "evidence": [{**piece, "sample": "40건 중 12건"}]})
    assert some.meant["sample-0"] == "12 of 40 looked at"
    assert [
        (one.checked.sample.looked, one.checked.sample.of)
        for one in some.answer.evidence
        if one.checked and one.checked.sample
    ] == [(12, 40)]
    assert list(read("M05", {"pick": "3", "evidence": [{**piece, "sample": "a few"}]}).problems) == ["sample-0"]
    late = read("M05", {"pick": "3", "evidence": [{"what": "the log", "date": "2026-11-24"}]})
    assert (late.answer.evidence[0].date, list(late.problems)) == (None, ["date-0"])
    assert list(read("M05", {"pick": "3", "evidence": [{"where": "shelf 2"}]}).problems) == ["what-0"]


def test_a_text_is_kept_without_what_a_screen_would_obey() -> None:
    assert harmless("  a\x1b[31mb\r\nc\x00 ") == "a[31mb\nc"
    assert harmless("\ud800x") == "\ufffdx"
    assert harmless(["no text"]) == ""


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.text(max_size=8)
    | st.sampled_from(["3", "na", "unknown", "yes"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FIELDS)), inner, max_size=4),
    max_leaves=8,
)


@given(raw=st.dictionaries(st.sampled_from(sorted(FIELDS)), anything, max_size=6), place=st.integers(0, 10**6))
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_stands_in_the_fields_is_an_answer_that_can_be_saved(
    read: Callable[..., Understood], pack: Pack, raw: dict[str, Any], place: int
) -> None:
    item = order(pack)[place % len(order(pack))]
    found = read(item.id, raw)
    written = written_answer(found.answer)
    written.pop("answered", None)
    if item.pillar is not None and written:
        document = Document(Path("lead.yml"), _as_read(written, item.id), {})
        again = answers_in(document, pack).of(item.id)
        assert again == found.answer, (item.id, raw)


def _as_read(written: Any, identity: str) -> dict[str, Any]:
    """Return an answers file with one answer, as the reader gives it."""
    head = {"format": 1, "pack": "listen-first", "version": "2.0.0", "answers": {identity: written}}
    data = parse_yaml(Path("lead.yml"), in_yaml(head)).data
    assert isinstance(data, dict)
    return data
