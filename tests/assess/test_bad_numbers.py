"""Numbers at the edge of what makes sense: each has a defined answer and clear words, and every page can be read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest

from audit.assess.assess import assess
from audit.language import translator
from audit.model.answers import Agency, Answer, Answers, Settings, standing
from audit.model.pack import Input, Pack
from audit.model.result.result import Result
from audit.model.values import WrongValue, read_value
from audit.report.pages.clock import clock_view
from audit.report.pages.load import load_view
from audit.report.parts.context import ReportContext
from audit.report.parts.week import clock_finding
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
NINE_TO_SIX = dict.fromkeys(WEEKDAYS, "09:00-18:00")
NOT_WATCHED: dict[str, object] = {
    "N01": dict.fromkeys(WEEKDAYS, "none"),
    "N02": {"sat": "none", "sun": "none", "holiday": "none"},
}
LAYER = {"minutes": "2880", "out_of_hours": "no"}

EDGES: dict[str, tuple[int, dict[str, object]]] = {
    "looks outside any window": (2, {**NOT_WATCHED, "N03": "60", "N04": "nobody"}),
    "looks outside any window, others may ring": (2, {**NOT_WATCHED, "N03": "alerts", "N04": "others-ring"}),
    "no approval": (2, {"N09": []}),
    "nine approvals that take weeks": (
        1,
        {"N01": NINE_TO_SIX, "N04": "nobody", "N09": [LAYER] * 9, "N16": {"wed": "10:00-10:07"}},
    ),
    "approvers who are never there": (2, {"N09": [LAYER], "N16": dict.fromkeys(WEEKDAYS, "none")}),
    "an interval longer than its window": (2, {"N01": {"mon": "09:00-09:01"}, "N02": {"sat": "none"}, "N03": "1440"}),
    "no messages": (2, {"N12": "0"}),
    "no messages and nobody": (2, {"N12": "0", "N11": {"people": "0", "hours": "0"}}),
    "a million messages": (
        2,
        {"N12": "1000000", "N14": "1000", "N13": {"share": "37", "minutes": "8.3"}, "N11": {"people": "7", "hours": "7.3"}},
    ),
    "a million messages and nobody": (2, {"N12": "1000000", "N11": {"people": "0", "hours": "0"}}),
    "a promise of no hours": (2, {"N18": {"mon": "none"}}),
    "a real case in no time": (
        2,
        {"N15": dict.fromkeys(("posted", "seen", "decided", "said"), "2026-11-02 21:00")},
    ),
    "a real case half noted": (2, {"N15": {"seen": "2026-11-02 21:00"}}),
}  # fmt: skip


def values(*found: object) -> tuple[object, ...]:
    """Hold exact numbers against whole ones."""
    return found


@pytest.fixture(scope="session")
def edge(pack: Pack, answers_of: Make, assessed: Assess) -> Callable[[str], Result]:
    """Assess one of the edges while accounts run; `all blank` answers nothing at all."""

    @cache
    def make(name: str) -> Result:
        if name == "all blank":
            blank = Answers(format=1, pack=pack.head.id, version=pack.head.version)
            return assessed(blank, "run", pack=pack, X1=None, X6=None)
        level, given = EDGES[name]
        return assessed(answers_of(given, level), "run", pack=pack)

    return make


@pytest.mark.parametrize("name", [*EDGES, "all blank"])
def test_every_edge_is_assessed_survives_json_and_is_read_on_every_page_in_both_languages(
    edge: Callable[[str], Result], name: str, rendered: Callable[..., dict[str, str]]
) -> None:
    result = edge(name)
    assert result.verdict.rung is not None
    assert Result.model_validate_json(result.model_dump_json()) == result
    for language in ("en", "ko"):
        pages = rendered(result, language)
        assert {"index.md", "clock.md", "load.md", "chain.md", "threats.md", "way-up.md", "plan.md"} <= set(pages)
        assert ("contradictions.md" in pages) is bool(result.contradictions)
        assert all(text.strip() for text in pages.values())


def context(result: Result) -> ReportContext:
    return ReportContext(result, Locale("en", translator("en")))


def test_looks_outside_any_window_are_no_looks(edge: Callable[[str], Result]) -> None:
    result = edge("looks outside any window")
    assert result.clock is not None
    assert (result.clock.seen, result.clock.said, result.clock.worst, result.clock.watched_minutes) == (None,) * 3 + (
        0,
    )
    assert {cell for day in result.clock.week for cell in day} == {None}
    assert clock_finding(context(result)) == "Nobody would ever see it: no look and no alert is known"
    assert "GH" in {cap.name for cap in (*result.verdict.caps, *result.verdict.other_caps)}
    rung = edge("looks outside any window, others may ring")
    assert rung.clock is not None
    assert (rung.clock.seen, rung.clock.told_by_others) == (None, True)
    assert any("you will be told" in remark for remark in clock_view(context(rung)).remarks)


def test_approvers_who_are_never_there_mean_never(edge: Callable[[str], Result]) -> None:
    result = edge("approvers who are never there")
    assert result.clock is not None
    assert result.clock.seen is not None
    assert (result.clock.said, result.clock.worst, result.clock.reach_at_worst) == (None, None, None)
    assert "never be a statement of your own" in clock_finding(context(result))
    assert context(result).locale.length(None) == "never"


def test_an_interval_longer_than_its_window_is_opening_and_closing(edge: Callable[[str], Result]) -> None:
    result = edge("an interval longer than its window")
    assert result.clock is not None
    # The fixture rings alerts at all hours; the window itself is one minute.
    assert result.clock.watched_minutes == 1


def test_nothing_to_do_and_nobody_there_is_no_division_by_zero(edge: Callable[[str], Result]) -> None:
    result = edge("no messages and nobody")
    assert result.load is not None
    assert values(result.load.needed, result.load.ratio, result.load.nobody, result.load.backlog) == (0, None, True, 0)
    assert load_view(context(result)).finding == "A normal day brings 0 hours of work, and nobody has time for it"


def test_when_all_is_blank_nothing_is_presented_as_an_answer(edge: Callable[[str], Result]) -> None:
    result = edge("all blank")
    assert result.verdict.rung == "stop-in-order"
    assert {q.id: (q.state, q.shown, q.possible) for q in result.questions if q.computed} == dict.fromkeys(
        ("M03", "M04", "M11", "T03", "E01", "E03"), ("unknown", 0, 4)
    )
    assert result.clock is not None
    assert result.load is not None
    assert {"N01", "N02", "N04", "N06", "N07", "N09", "N10", "N16"} == set(result.clock.assumed)
    assert result.load.assumed == ("N11", "N13", "N12")
    assert (result.clock.seen, result.load.ratio, result.clock.incident, result.clock.holiday) == (None,) * 4
    assert load_view(context(result)).finding.startswith("Nobody knows yet how many messages")
    assert any(remark.startswith("Assumed: N01") for remark in clock_view(context(result)).remarks)


@pytest.mark.parametrize("name", [*EDGES, "all blank"])
def test_every_edge_has_a_longest_holiday_too(pack: Pack, answers_of: Make, day: datetime.date, name: str) -> None:
    level, given = EDGES.get(name, (2, {}))
    blank = Answers(format=1, pack=pack.head.id, version=pack.head.version)
    settings = Settings(
        format=1,
        agency=Agency(name="Haneul"),
        languages=("en", "ko"),
        pack=pack.head.id,
        profile={"X1": "information", "X4": "run", "X6": "yes"},
        holidays=(datetime.date(2026, 12, 25), datetime.date(2027, 1, 1), datetime.date(2028, 2, 29)),
    )
    voices = {"lead": blank if name == "all blank" else answers_of(given, level)}
    clock = assess(pack, settings, voices, day, product="0", answers_digest="0").clock
    assert clock is not None
    assert clock.holiday is not None
    assert (clock.holiday.days, clock.holiday.worst is None) == (3, clock.said is None)
    assert clock.said is None or (clock.holiday.worst or 0) >= 0


def test_a_real_case_in_no_time_is_set_beside_the_clock_and_never_beats_it(edge: Callable[[str], Result]) -> None:
    result = edge("a real case in no time")
    assert result.clock is not None
    assert result.clock.incident is not None
    assert (result.clock.incident.real, result.clock.incident.beats) == (0, False)
    half = edge("a real case half noted")
    assert half.clock is not None
    assert half.clock.incident is None


REFUSED: list[tuple[str, Any, str, str]] = [
    ("N01", {"mon": "09:00-09:00"}, "mon", "opens and closes at the same time"),
    ("N16", {"sun": "00:00-00:00"}, "sun", "for the whole day write 00:00-24:00"),
    ("N03", "0", "", "it goes from 1 to 1440"),
    ("N03", "1441", "", "it goes from 1 to 1440"),
    ("N09", [LAYER] * 10, "", "10 layers are too many; 9 at most"),
    ("N09", [{"minutes": "2881"}], "[0]", "it goes from 0 to 2880"),
    ("N12", "-1", "", "it goes from 0 to 1000000"),
    ("N12", "1000001", "", "it goes from 0 to 1000000"),
    ("N15", {"posted": "2026-11-02 21:00", "seen": "2026-11-02 20:59"}, "seen", "the times come in order"),
    ("N15", {"posted": "2026-11-02 21:00", "said": "2026-11-01 23:00"}, "said", "the times come in order"),
    ("N05", "0", "", "it goes from 1 to 720"),
    ("N17", "0", "", "it goes from 1 to 10080"),
]


@pytest.mark.parametrize(("number", "raw", "where", "message"), REFUSED, ids=[f"{n} {r}"[:40] for n, r, *_ in REFUSED])
def test_what_cannot_be_is_refused_with_its_place_and_what_to_write(
    pack: Pack, number: str, raw: Any, where: str, message: str
) -> None:
    item = pack.by_id[number]
    assert isinstance(item, Input)
    with pytest.raises(WrongValue, match=message) as caught:
        read_value(item, raw)
    assert caught.value.where == where


@pytest.mark.parametrize("number", ["N12", "N09", "N03"])
def test_the_largest_and_smallest_that_can_be_are_taken(pack: Pack, number: str) -> None:
    accepted: Mapping[str, list[object]] = {
        "N12": ["0", "1000000", "1,000,000"],
        "N09": [[], [LAYER] * 9],
        "N03": ["1", "1440", "alerts"],
    }
    item = pack.by_id[number]
    assert isinstance(item, Input)
    for raw in accepted[number]:
        assert standing(item, Answer(value=read_value(item, raw))) == "answered"
