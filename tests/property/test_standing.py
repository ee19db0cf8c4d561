"""One answers file, however odd: whoever reads it says the same of every question, or all of them refuse it (RULES 1.1)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.assess.assess import assess
from audit.assess.rounds.status import status
from audit.errors import BadFiles
from audit.files.answers_file import read_answers
from audit.files.imports.differences import compared
from audit.files.yaml.writer import written
from audit.interview.flow import PROFILE, Stand, section_of
from audit.interview.item_data import raw_answer
from audit.model.answers import OPEN, Agency, Answer, Answers, Settings, claimed_level
from audit.model.asked import Item, order
from audit.model.pack import Input, Pack, Question

pytestmark = pytest.mark.thorough

DAY = datetime.date(2026, 11, 23)
PICKED = ("L01", "L02", "M01", "M02", "M03", "M07", "T11", "N02", "N03", "N04", "N07", "N09", "N12", "N15", "N20")
"""Questions of every kind: with a choice, with a level, computed, numbers of every shape, and some that a condition hides."""

levels = st.sampled_from(["0", "1", "3", "4", "5", ""])
VALUES: Mapping[str, list[object]] = {
    "N02": [{}, {"sat": "10:00-10:10", "sun": "none"}, "none"],
    "N03": ["60", "alerts", ""],
    "N04": ["nobody", "alerts", "others-ring", "somebody"],
    "N07": [{}, {"plain": "", "prepared": ""}, {"plain": "60"}],
    "N09": [[], [{}], [{"minutes": "60", "out_of_hours": "yes"}]],
    "N12": ["0", "50", "", "many"],
    "N15": [{}, {"posted": ""}, {"posted": "2026-03-07 21:00"}],
    "N20": ["2026-11-02", "2026-02-30"],
}
OTHER: Mapping[str, st.SearchStrategy[object]] = {
    "choice": st.sampled_from(["hear", "inform", "maybe", ""]),
    "purposes": st.sampled_from([[], ["hear"], ["inform"], ["serve", "warn"], ["glory"]]),
    "without_voice": st.sampled_from(["yes", "no", "not-sure", "perhaps"]),
    "text": st.sampled_from(["", "to hear people"]),
    "unknown": st.sampled_from(["true", "false"]),
    "not_applicable": st.sampled_from(["", " ", "it publishes nothing itself"]),
    "note": st.sampled_from(["", "later"]),
    "evidence": st.sampled_from([[], [{}], [{"what": "the paper"}], [{"what": "memo", "date": "2026-10-02"}]]),
    "confirm": st.sampled_from(["true", "false"]),
    "decided": st.just({"because": "the log"}),
    "answered": st.just("2026-11-02"),
}


@st.composite
def odd_answers(draw: st.DrawFn) -> dict[str, object]:
    """Answers as somebody might write them by hand: some keys that fit, and now and then one that does not."""
    table: dict[str, object] = {}
    for identity in draw(st.lists(st.sampled_from(PICKED), unique=True)):
        first = draw(
            st.sampled_from(["", "", *(["value"] if identity in VALUES else ["level", "level", "choice", "purposes"])])
        )
        raw: dict[str, object] = {}
        if first == "value":
            raw["value"] = draw(st.sampled_from(VALUES[identity]))
        elif first:
            raw[first] = draw(levels if first == "level" else OTHER[first])
        if first == "purposes":
            raw |= {
                key: draw(what)
                for key, what in (("without_voice", OTHER["without_voice"]), ("level", levels))
                if draw(st.booleans())
            }
        for key in draw(st.lists(st.sampled_from(sorted(OTHER)), max_size=2, unique=True)):
            raw[key] = draw(OTHER[key])
        table[identity] = raw
    return table


def opening_state(item: Question, raw: Mapping[str, Any]) -> str:
    """Return how the form shows an answer to the question that asks for purposes."""
    opening = item.opening
    assert opening is not None
    purposes = raw.get("purposes", {})
    if not purposes:
        choice = raw.get("choice")
        return "answered" if choice and (choice != opening.first_version.level_for or "level" in raw) else "open"
    if not opening.wants_to_hear(purposes):
        return "answered"
    return "answered" if raw.get("without", "yes") != "yes" or "level" in raw else "open"


def form_state(item: Item, answer: Answer) -> str:
    """Return how the form shows an answer that it begins with: what its fields hold (the script is held by a table)."""
    raw = raw_answer(item, answer)
    if raw.get("confirm"):
        return "open"
    if isinstance(item, Question) and item.opening and raw.get("pick") is None:
        return opening_state(item, raw)
    match raw.get("pick"):
        case None:
            return "open"
        case "unknown":
            return "unknown"
        case "na":
            return "not applicable"
    if isinstance(item, Input):
        filled = any(raw.get(key) for key in ("text", "choice", "fields", "days", "count"))
        return "answered" if filled else "open"
    return "answered"


@settings(max_examples=60, deadline=None)
@given(table=odd_answers(), mode=st.sampled_from(["plan", "run"]), version=st.sampled_from(["1.0.0", "2.0.0"]))
def test_everything_that_reads_answers_says_the_same_of_every_question(
    pack: Pack, tmp_path_factory: pytest.TempPathFactory, table: Mapping[str, object], mode: str, version: str
) -> None:
    path: Path = tmp_path_factory.mktemp("standing") / "lead.yml"
    head = {"format": 1, "pack": pack.head.id, "version": version, "respondent": {"role": "lead", "name": ""}}
    path.write_bytes(written({**head, "answers": table}))
    try:
        answers = read_answers(path, pack, doubts=[])
    except BadFiles:
        return  # every command reads it through this one function, so all of them refuse it
    of_agency: dict[str, Any] = {"X1": "information", "X4": mode, "X6": "yes"}
    agency = Settings(format=1, agency=Agency(name="A"), languages=("en",), pack=pack.head.id, profile=of_agency)
    result = assess(pack, agency, {"lead": answers}, DAY, product="0", answers_digest="0", advice=False)
    assessed = {question.id: question.state for question in result.questions}
    assessed |= {item.id: item.state for item in result.inputs}
    far = status(pack, agency, {"lead": answers}, DAY)
    stand = Stand(pack, of_agency, answers.answers)
    asked = {item.id for item in stand.items}
    for item in order(pack):
        if section_of(item) == PROFILE:
            continue
        here = stand.state(item)
        if item.id not in asked:
            assert assessed[item.id] == "hidden", item.id
            continue
        assert assessed[item.id] == here, item.id
        assert (item.id in far.nobody) == (here == "open"), item.id
        assert form_state(item, answers.of(item.id)) == here, item.id
        assert is_taken_in(item, answers) == (here != "open"), item.id
        if isinstance(item, Question):
            claimed = next(question.claimed for question in result.questions if question.id == item.id)
            assert claimed == (None if here == "not applicable" else claimed_level(item, answers.of(item.id)) or 0)
    person = far.respondents[0]
    assert person.answered == sum(1 for identity in asked if assessed[identity] in ("answered", "unknown"))


def is_taken_in(item: Item, answers: Answers) -> bool:
    """Return whether an import would take an answer for one, into a round in which nobody answered."""
    change = compared(item, OPEN, answers.of(item.id))
    return (
        change is not None and change.result.confirm is False and change.sent is change.result and change.here is OPEN
    )
