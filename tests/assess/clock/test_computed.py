"""Levels that come from numbers: every cell of the table of RULES 2, and the gates GH and GI."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from audit.assess.context import Context
from audit.assess.verdict.gates import gate_step
from audit.assess.verdict.levels import Levels
from audit.errors import BadFiles
from audit.files.answers_file import read_answers
from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Level = Callable[..., int | None]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEKEND = ("sat", "sun")
NOBODY_WATCHES: dict[str, object] = {
    "N01": dict.fromkeys(WEEKDAYS, "none"),
    "N02": dict.fromkeys((*WEEKEND, "holiday"), "none"),
}
ALL_HOURS: dict[str, object] = {
    "N01": dict.fromkeys(WEEKDAYS, "00:00-24:00"),
    "N02": dict.fromkeys(WEEKEND, "00:00-24:00"),
}
OFFICE: dict[str, object] = {"N01": dict.fromkeys(WEEKDAYS, "09:00-18:00"), "N02": {"sat": "none", "sun": "none"}}
TESTED, UNTESTED = "2026-10-23", "2026-10-22"
"""31 and 32 days before the day of the audit."""


def values(*found: object) -> tuple[object, ...]:
    """Hold exact numbers against whole ones."""
    return found


def daily(hours: str) -> dict[str, object]:
    """Return the same hours on every day of the week."""
    return {"N01": dict.fromkeys(WEEKDAYS, hours), "N02": dict.fromkeys(WEEKEND, hours)}


@pytest.fixture(scope="session")
def result_of(pack: Pack, answers_of: Make, assessed: Assess) -> Callable[..., Result]:
    """Assess an audit whose numbers are named."""

    def make(given: Mapping[str, object], level: int = 2, **others: Any) -> Result:
        return assessed(answers_of(given, level, **others), pack=pack)

    return make


@pytest.fixture(scope="session")
def found_of(standing_of: Callable[..., Context]) -> Callable[..., Levels]:
    """Return how a computed question stands."""
    return lambda question, *given, **others: standing_of(*given, **others).levels[question]


@pytest.fixture(scope="session")
def level_of(found_of: Callable[..., Levels]) -> Level:
    """Return the shown level of a computed question."""
    return lambda question, *given, **others: found_of(question, *given, **others).shown


HOURS_WATCHED = [
    ("nothing is watched", {**NOBODY_WATCHES, "N04": "nobody"}, 0),
    ("nothing is watched, others may ring", {**NOBODY_WATCHES, "N04": "others-ring"}, 0),
    ("nothing is watched, but an alert reaches a person", {**NOBODY_WATCHES, "N04": "alerts", "N05": "60"}, 4),
    ("nothing is watched, and an alert takes more than an hour", {**NOBODY_WATCHES, "N04": "alerts", "N05": "61"}, 0),
    ("nothing is watched, and how long an alert takes is blank", {**NOBODY_WATCHES, "N04": "alerts", "N05": None}, 0),
    ("late alerts beside just 12 hours", {**daily("09:00-21:00"), "N03": "60", "N04": "alerts", "N05": "61"}, 3),
    ("late alerts around the clock are no looks, each midnight is one", {**ALL_HOURS, "N03": "alerts", "N04": "alerts", "N05": "61"}, 2),
    ("alerts around the clock", {**ALL_HOURS, "N03": "alerts", "N04": "nobody", "N05": "60"}, 4),
    ("a weekend without a look", {**OFFICE, "N03": "60", "N04": "nobody"}, 1),
    ("one look a week", {"N01": {"mon": "09:00-09:01"}, "N02": {}, "N03": "60", "N04": "nobody"}, 1),
    ("24 hours and a minute", {**daily("09:00-09:01"), "N03": "1440", "N04": "nobody", "N01": {**dict.fromkeys(WEEKDAYS, "09:00-09:01"), "tue": "09:02-09:03"}}, 1),
    ("just 24 hours", {**daily("09:00-09:01"), "N03": "1440", "N04": "nobody", "N01": {**dict.fromkeys(WEEKDAYS, "09:00-09:01"), "tue": "09:01-09:02"}}, 2),
    ("12 hours and a minute", {**daily("09:00-20:59"), "N03": "60", "N04": "nobody"}, 2),
    ("just 12 hours", {**daily("09:00-21:00"), "N03": "60", "N04": "nobody"}, 3),
    ("just 12 hours between looks", {**daily("09:00-21:00"), "N03": "720", "N04": "nobody"}, 3),
    ("an hour and a minute", {**ALL_HOURS, "N03": "61", "N04": "nobody"}, 3),
    ("just an hour", {**ALL_HOURS, "N03": "60", "N04": "nobody"}, 4),
    ("alerts after just an hour", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "60"}, 4),
    ("alerts after more than an hour count as none", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "61"}, 1),
    ("alerts in watched hours leave the weekend", {**OFFICE, "N03": "alerts", "N04": "nobody", "N05": "5"}, 1),
    ("alerts in watched hours fill long windows", {**daily("08:00-20:00"), "N03": "alerts", "N04": "nobody", "N05": "60"}, 3),
    ("too late they leave the window as long as it is", {**daily("08:00-21:00"), "N03": "alerts", "N04": "nobody", "N05": "61"}, 2),
    ("blank: as without alerts", {**OFFICE, "N03": "60", "N04": "alerts", "N05": None}, 1),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "level"), HOURS_WATCHED, ids=[row[0] for row in HOURS_WATCHED])
def test_m03_is_the_longest_time_between_two_looks_in_which_no_alert_reaches_a_person(
    level_of: Level, name: str, given: dict[str, object], level: int
) -> None:
    assert level_of("M03", given) == level


HOW_OFTEN = [
    ("nothing", {**NOBODY_WATCHES, "N04": "nobody"}, 0),
    ("others may ring", {**NOBODY_WATCHES, "N04": "others-ring"}, 0),
    ("looks without an interval", {**OFFICE, "N03": None, "N04": "nobody"}, 1),
    ("more than four hours", {**OFFICE, "N03": "241", "N04": "nobody"}, 1),
    ("four hours", {**OFFICE, "N03": "240", "N04": "nobody"}, 2),
    ("more than an hour", {**OFFICE, "N03": "61", "N04": "nobody"}, 2),
    ("an hour", {**OFFICE, "N03": "60", "N04": "nobody"}, 3),
    ("more than 15 minutes", {**OFFICE, "N03": "16", "N04": "nobody", "N20": TESTED}, 3),
    ("looks every 15 minutes, where no alert rings that could be tested", {**OFFICE, "N03": "15", "N04": "nobody", "N20": None}, 4),
    ("looks every 15 minutes beside an alert never tested", {**OFFICE, "N03": "15", "N04": "alerts", "N05": "5", "N20": None}, 4),
    ("alerts within 15 minutes, tested too long ago", {**OFFICE, "N03": "240", "N04": "alerts", "N05": "15", "N20": UNTESTED}, 3),
    ("alerts within 15 minutes, tested tomorrow", {**OFFICE, "N03": "240", "N04": "alerts", "N05": "15", "N20": "2026-11-24"}, 3),
    ("alerts within 15 minutes, never tested", {**OFFICE, "N03": "240", "N04": "alerts", "N05": "15", "N20": None}, 3),
    ("alerts within 15 minutes, tested", {**OFFICE, "N03": "240", "N04": "alerts", "N05": "15", "N20": TESTED}, 4),
    ("alerts within 16 minutes", {**OFFICE, "N03": "240", "N04": "alerts", "N05": "16", "N20": TESTED}, 3),
    ("the shorter of both", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "240", "N20": TESTED}, 3),
    ("alerts without a watch", {**NOBODY_WATCHES, "N04": "alerts", "N05": "240"}, 2),
    ("slow alerts without a watch", {**NOBODY_WATCHES, "N04": "alerts", "N05": "241"}, 1),
    ("alerts in watched hours", {**OFFICE, "N03": "alerts", "N04": "nobody", "N05": "15", "N20": TESTED}, 4),
    ("blank with looks", {**OFFICE, "N03": "240", "N04": "alerts", "N05": None}, 2),
    ("blank with alerts only", {**OFFICE, "N03": "alerts", "N04": "alerts", "N05": None}, 1),
    ("blank and no watch", {**NOBODY_WATCHES, "N04": "alerts", "N05": None}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "level"), HOW_OFTEN, ids=[row[0] for row in HOW_OFTEN])
def test_m04_is_the_shorter_of_the_look_interval_and_the_alert(
    level_of: Level, name: str, given: dict[str, object], level: int
) -> None:
    assert level_of("M04", given) == level


OUT_OF_HOURS = [
    ("nobody", {**OFFICE, "N03": "60", "N04": "nobody"}, 0),
    ("weekend looks", {**OFFICE, "N02": {"sat": "10:00-10:10", "sun": "none"}, "N03": "60", "N04": "nobody"}, 1),
    ("a look on holidays only", {**OFFICE, "N02": {"holiday": "10:00-10:10"}, "N03": "60", "N04": "nobody"}, 0),
    ("others may ring", {**OFFICE, "N03": "60", "N04": "others-ring"}, 2),
    ("others may ring beside weekend looks", {**daily("10:00-11:00"), "N03": "60", "N04": "others-ring"}, 2),
    ("alerts, however late", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "720", "N20": TESTED}, 3),
    ("alerts within 31 minutes", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "31", "N20": TESTED}, 3),
    ("alerts within 30 minutes, tested", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "30", "N20": TESTED}, 4),
    ("alerts within 30 minutes, untested", {**OFFICE, "N03": "60", "N04": "alerts", "N05": "30", "N20": UNTESTED}, 3),
    ("alerts without minutes are a phone that others may ring", {**OFFICE, "N03": "60", "N04": "alerts", "N05": None}, 2),
    ("watched at all hours", {**ALL_HOURS, "N03": "60", "N04": "nobody", "N20": TESTED}, 3),
    ("every 15 minutes at all hours, without an alert", {**ALL_HOURS, "N03": "15", "N04": "nobody", "N20": None}, 4),
    ("a minute short of all hours", {**ALL_HOURS, "N02": {"sat": "00:00-24:00", "sun": "00:00-23:59"}, "N03": "15", "N04": "nobody", "N20": TESTED}, 1),
    ("alerts in watched hours are no night", {**OFFICE, "N03": "alerts", "N04": "nobody", "N05": "5", "N20": TESTED}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "level"), OUT_OF_HOURS, ids=[row[0] for row in OUT_OF_HOURS])
def test_m11_is_who_finds_out_at_night(level_of: Level, name: str, given: dict[str, object], level: int) -> None:
    assert level_of("M11", given) == level


MEASURED, STALE = "2026-08-15", "2026-08-14"
"""100 and 101 days before the day of the audit."""


def load(people: str, hours: str, volume: str, measured: str | None = MEASURED) -> dict[str, object]:
    """Messages that need an answer all, of 6 minutes each: ten an hour."""
    return {
        "N11": {"people": people, "hours": hours},
        "N12": volume,
        "N13": {"share": "100", "minutes": "6"},
        "N21": measured,
    }


PEOPLE = [
    ("just under 0.85, counted lately", load("1", "10", "84"), 4),
    ("0.85", load("1", "10", "85"), 3),
    ("under 0.85, counted 101 days ago", load("1", "10", "84", STALE), 3),
    ("under 0.85, counted tomorrow", load("1", "10", "84", "2026-11-24"), 3),
    ("under 0.85, never counted", load("1", "10", "84", None), 3),
    ("1.0", load("1", "10", "100"), 3),
    ("just above 1.0", load("1", "10", "101"), 2),
    ("1.5", load("1", "10", "150"), 2),
    ("just above 1.5", load("1", "10", "151"), 1),
    ("nobody", load("0", "10", "1"), 1),
    ("no hours", load("3", "0", "1"), 1),
    ("nobody, and nothing to do", load("0", "0", "0"), 1),
    ("nothing to do", load("1", "1", "0"), 4),
]


@pytest.mark.parametrize(("name", "given", "level"), PEOPLE, ids=[row[0] for row in PEOPLE])
def test_t03_is_the_load_of_a_normal_day(level_of: Level, name: str, given: dict[str, object], level: int) -> None:
    assert level_of("T03", given) == level


def takes(minutes: int, **others: object) -> dict[str, object]:
    """Return numbers whose worst time to first words is so many minutes: seen at once, the rest is checking."""
    check = min(minutes - 1, 1440)
    rest = minutes - 1 - check
    return {
        **ALL_HOURS,
        "N03": "1",
        "N04": "nobody",
        "N06": str(check),
        "N07": {"plain": str(rest), "prepared": str(rest)},
        "N09": [],
        "N10": "0",
        "N15": None,
        "N17": "none",
        **others,
    }


def real(minutes: int, posted: str = "2026-11-02 21:00") -> dict[str, str]:
    """Return a real case that took so many minutes."""
    start = datetime.datetime.fromisoformat(posted)
    said = (start + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")
    return {"posted": posted, "said": said}


FIRST_WORDS = [
    ("an hour, proved", takes(60, N15=real(60)), 4),
    ("an hour, not proved", takes(60), 3),
    ("an hour, proved by more than one", takes(60, N15=real(61)), 3),
    ("an hour and a minute, however proved", takes(61, N15=real(10)), 3),
    ("two hours", takes(120), 3),
    ("two hours and a minute", takes(121), 2),
    ("a day", takes(1440), 2),
    ("more than a day", takes(1441), 0),
    ("more than a day, with a target", takes(1441, N17="60"), 1),
    ("more than a day, with a target longer than a day", takes(1441, N17="10080"), 1),
    ("never", takes(60, **NOBODY_WATCHES), 0),
    ("never, with a target", takes(60, **NOBODY_WATCHES, N17="60"), 1),
    ("proof at the end of its shelf life", takes(60, N15=real(60, "2025-11-23 21:00")), 4),
    ("proof past its shelf life", takes(60, N15=real(60, "2025-11-22 21:00")), 3),
    ("proof from the future", takes(60, N15=real(60, "2026-11-24 09:00")), 3),
    ("proof without its last time", takes(60, N15={"posted": "2026-11-02 21:00"}), 3),
    ("a real case that took more than twice as long", takes(60, N15=real(121)), 2),
    ("a real case that took twice as long", takes(60, N15=real(119)), 3),
    ("a real case that took days", takes(60, N15=real(1441)), 0),
    ("a real case that took days, with a target", takes(60, N15=real(1441), N17="60"), 1),
]


@pytest.mark.parametrize(("name", "given", "level"), FIRST_WORDS, ids=[row[0] for row in FIRST_WORDS])
def test_e01_is_the_worst_time_to_first_own_words(
    level_of: Level, name: str, given: dict[str, object], level: int
) -> None:
    assert level_of("E01", given) == level


@pytest.mark.parametrize(("layers", "level"), [(0, 3), (1, 3), (2, 2), (3, 1), (4, 0), (9, 0)])
def test_e03_is_how_many_approvals_a_first_line_needs(level_of: Level, layers: int, level: int) -> None:
    numbers = {"N09": [{"minutes": "5", "out_of_hours": "yes"}] * layers}
    assert level_of("E03", numbers) == level


def test_no_approval_is_of_full_use_only_where_somebody_may_speak(level_of: Level) -> None:
    assert [level_of("E03", {"N09": []}, E04=level, E06=2) for level in (2, 3, 4)] == [3, 4, 4]


def test_layers_without_minutes_are_still_layers(level_of: Level) -> None:
    assert level_of("E03", {"N09": [{"out_of_hours": "no"}, {"out_of_hours": "yes"}]}) == 2


@pytest.mark.parametrize("layers", [None, [{"minutes": "120", "out_of_hours": "no"}] * 9])
def test_whoever_may_speak_at_night_with_prepared_lines_needs_no_approval(level_of: Level, layers: object) -> None:
    assert level_of("E03", {"N09": layers}, E04=3, E06=3) == 4
    assert level_of("E03", {"N09": layers}, E04=3, E06=2) == 0
    assert level_of("E03", {"N09": layers}, E04=2, E06=4) == 0
    assert level_of("E03", {"N09": layers}, E04=3, E06="not applicable") == 0


# -- what is unknown ------------------------------------------------------------------------------------------------

RESTS_ON = [
    ("M03", "N01"),
    ("M03", "N02"),
    ("M03", "N03"),
    ("M03", "N04"),
    ("M04", "N01"),
    ("M04", "N02"),
    ("M04", "N04"),
    ("M11", "N04"),
    ("T03", "N11"),
    ("T03", "N12"),
    ("T03", "N13"),
    ("E01", "N01"),
    ("E01", "N02"),
    ("E01", "N03"),
    ("E01", "N04"),
    ("E01", "N06"),
    ("E01", "N07"),
    ("E01", "N09"),
    ("E01", "N10"),
    ("E01", "N16"),
    ("E03", "N09"),
]


@pytest.mark.parametrize("blank", [Answer(unknown=True), Answer()], ids=["unknown", "open"])
@pytest.mark.parametrize(("question", "number"), RESTS_ON)
def test_a_number_that_a_level_rests_on_and_nobody_knows_shows_0_and_could_be_4(
    found_of: Callable[..., Levels],
    ready: Mapping[str, object],
    question: str,
    number: str,
    blank: Answer,
) -> None:
    sleeps = {**ready, "N09": [{"minutes": "15", "out_of_hours": "no"}]}
    known = found_of(question, sleeps)
    assert known.state == "answered"
    assert known.shown
    found = found_of(question, {key: value for key, value in sleeps.items() if key != number}, **{number: blank})
    assert (found.state, found.shown, found.claimed, found.possible) == ("unknown", 0, 0, 4)


@pytest.mark.parametrize(("number", "part"), [("N11", {"people": "2"}), ("N13", {"minutes": "8"})])
def test_half_a_number_is_not_known(found_of: Callable[..., Levels], number: str, part: dict[str, str]) -> None:
    found = found_of("T03", {number: part})
    assert (found.state, found.shown, found.possible) == ("unknown", 0, 4)


@pytest.mark.parametrize("question", ["M03", "M04", "M11", "E01"])
@pytest.mark.parametrize("blank", [Answer(unknown=True), Answer()], ids=["unknown", "open"])
def test_an_alert_of_unknown_speed_counts_as_a_phone_that_others_may_ring_and_could_be_the_best(
    found_of: Callable[..., Levels], ready: Mapping[str, object], question: str, blank: Answer
) -> None:
    without = {key: value for key, value in ready.items() if key != "N05"}
    found = found_of(question, without, N05=blank)
    others = found_of(question, {**without, "N04": "others-ring"})
    assert (found.state, found.shown, found.claimed) == ("answered", others.shown, others.claimed)
    assert found.possible == 4


@pytest.mark.parametrize(("question", "number"), [("M04", "N20"), ("M11", "N20"), ("T03", "N21"), ("E01", "N15")])
def test_a_proof_of_which_somebody_does_not_know_is_none_but_could_be_the_best(
    found_of: Callable[..., Levels], ready: Mapping[str, object], question: str, number: str
) -> None:
    def standing(given: object) -> tuple[int | None, int | None, int | None]:
        quick = {"N03": "30", "N06": "0", "N15": real(38), "N20": TESTED, "N21": MEASURED}
        found = found_of(question, {**ready, **quick, number: given}, E04=4, E06=4)
        return found.shown, found.claimed, found.possible

    known = {"N15": real(38)}.get(number, MEASURED if number == "N21" else TESTED)
    assert standing(known) == (4, 4, 4)
    assert standing(Answer()) == (3, 3, 3), "open: never"
    assert standing(None) == (3, 3, 4)


def test_where_the_whole_week_is_watched_a_blank_answer_about_the_night_is_nobody(
    found_of: Callable[..., Levels],
) -> None:
    for question in ("M03", "M04", "M11"):
        blank = found_of(question, {**ALL_HOURS, "N03": "15", "N04": None})
        assert (blank.state, blank.shown) == (
            "answered",
            found_of(question, {**ALL_HOURS, "N03": "15", "N04": "nobody"}).shown,
        )
        assert found_of(question, {**OFFICE, "N03": "15", "N04": None}).state == "unknown"


def test_a_layer_of_which_nobody_said_whether_it_can_be_reached_is_assumed_closed(
    result_of: Callable[..., Result],
) -> None:
    clock = result_of({"N09": [{"minutes": "15"}]}).clock
    assert clock is not None
    assert clock.assumed == ("N09",)
    closed = result_of({"N09": [{"minutes": "15", "out_of_hours": "no"}]}).clock
    assert closed is not None
    assert (clock.said, closed.assumed) == (closed.said, ())


def test_a_layer_whose_minutes_nobody_knows_leaves_the_clock_assumed(
    found_of: Callable[..., Levels], result_of: Callable[..., Result]
) -> None:
    numbers = {"N09": [{"out_of_hours": "yes"}]}
    assert found_of("E01", numbers).state == "unknown"
    clock = result_of(numbers).clock
    assert clock is not None
    assert clock.assumed == ("N09",)
    assert clock.at_worst is not None
    assert values(*clock.at_worst.approvals) == (120,)


@pytest.mark.parametrize("number", ["N15", "N17", "N20", "N21", "N14", "N18", "N19"])
def test_a_blank_date_target_or_case_is_never_and_makes_nothing_unknown(
    found_of: Callable[..., Levels], number: str
) -> None:
    for question in ("M03", "M04", "M11", "T03", "E01", "E03"):
        assert found_of(question, {number: None}).state == "answered"


def test_a_number_that_the_clock_does_not_need_may_be_blank(found_of: Callable[..., Levels]) -> None:
    silent = {**OFFICE, "N03": "60", "N04": "nobody", "N05": None}
    assert found_of("E01", silent).state == "answered"
    reachable = {"N09": [{"minutes": "15", "out_of_hours": "yes"}], "N16": None}
    assert found_of("E01", reachable, E04=3).state == "answered"
    # Where nobody may publish at any hour, it must be known when words can go out.
    assert found_of("E01", reachable, E04=2).state == "unknown"
    assert found_of("E01", {"N09": None, "N16": None}, 3).state == "answered"  # rule 3.4
    assert found_of("M03", {**NOBODY_WATCHES, "N03": None, "N04": "nobody"}).state == "answered"


def test_the_defaults_of_the_facts_draw_the_clock_and_earn_nothing(result_of: Callable[..., Result]) -> None:
    numbers = dict.fromkeys(("N05", "N06", "N07", "N09", "N10", "N16"))
    result = result_of({**OFFICE, "N03": "60", "N04": "alerts", **numbers})
    clock = result.clock
    assert clock is not None
    assert set(clock.assumed) == set(numbers) - {"N05"}, "how quick an alert is has no default"
    assert clock.at_worst is not None
    assert values(clock.at_worst.check, clock.at_worst.draft, clock.at_worst.publish) == (30, 60, 10)
    assert values(*clock.at_worst.approvals) == (120, 120, 120)
    assert clock.seen is not None
    assert clock.seen.worst == 63 * 60
    levels = {question.id: question.shown for question in result.questions if question.computed}
    # The looks of the window alone: without N05 there are no alerts.
    assert levels == {"M03": 1, "M04": 3, "M11": 2, "T03": 4, "E01": 0, "E03": 0}
    assert "GH" in {cap.name for cap in (*result.verdict.caps, *result.verdict.other_caps)}


# -- drafts and the three figures -----------------------------------------------------------------------------------

DRAFTS = [
    (2, {"plain": "60", "prepared": "5"}, 60),
    (3, {"plain": "60", "prepared": "5"}, 5),
    (3, {"plain": "5", "prepared": "60"}, 5),
    (3, {"plain": "60"}, 60),
    (3, {"prepared": "7"}, 7),
]


@pytest.mark.parametrize(("lines", "draft", "minutes"), DRAFTS)
def test_prepared_lines_count_where_they_are_shown(
    result_of: Callable[..., Result], lines: int, draft: dict[str, str], minutes: int
) -> None:
    clock = result_of({"N07": draft}, E06=lines).clock
    assert clock is not None
    assert clock.at_worst is not None
    assert values(clock.at_worst.draft, clock.assumed) == (minutes, ())


def test_without_prepared_lines_only_the_plain_draft_counts_and_without_any_the_default(
    result_of: Callable[..., Result],
) -> None:
    for lines, draft in ((2, {"prepared": "7"}), (3, {}), (2, {})):
        clock = result_of({"N07": draft}, E06=lines).clock
        assert clock is not None
        assert clock.at_worst is not None
        assert values(clock.at_worst.draft, clock.assumed) == (60, ("N07",))


SLOW = {
    "N07": {"plain": "600", "prepared": "5"},
    "N09": [{"minutes": "600", "out_of_hours": "yes"}] * 4,
    "N15": Answer(),
}


@pytest.mark.parametrize(
    ("night", "lines", "figures"),
    [
        (4, 4, {"E01": (3, 3, 3), "E03": (4, 4, 4)}),
        ("on word 4", 4, {"E01": (0, 3, 3), "E03": (0, 4, 4)}),
        (4, "on word 3", {"E01": (0, 3, 3), "E03": (0, 4, 4)}),
        ("unknown", 4, {"E01": (0, 0, 3), "E03": (0, 0, 4)}),
        (4, "open", {"E01": (0, 0, 3), "E03": (0, 0, 4)}),
        ("unknown", "on word 4", {"E01": (0, 0, 3), "E03": (0, 0, 4)}),
        (2, 4, {"E01": (0, 0, 0), "E03": (0, 0, 0)}),
    ],
)
def test_each_figure_is_computed_with_e04_and_e06_at_the_same_figure(
    standing_of: Callable[..., Context], night: int | str, lines: int | str, figures: dict[str, tuple[int, int, int]]
) -> None:
    levels = standing_of({**SLOW, "N17": "none"}, E04=night, E06=lines).levels
    assert {q: (levels[q].shown, levels[q].claimed, levels[q].possible) for q in figures} == figures


def test_what_is_unknown_for_the_shown_figure_may_be_known_for_the_claim(
    found_of: Callable[..., Levels],
) -> None:
    """N09 counts only where rule 3.4 does not hold, and it may hold for what is claimed."""
    found = found_of("E03", {"N09": None}, E04="on word 4", E06=4)
    assert (found.state, found.shown, found.claimed, found.possible) == ("unknown", 0, 4, 4)


def test_computed_levels_need_no_evidence(found_of: Callable[..., Levels]) -> None:
    for question in ("M03", "M04", "M11", "T03", "E01", "E03"):
        found = found_of(question, {}, 4)
        assert (found.shown, found.lowered, found.fresh) == (4, None, False)


# -- gates GH and GI ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def held(pack: Pack, standing_of: Callable[..., Context]) -> Callable[..., str | None]:
    """Return what a gate says that holds at a pilot; None where it lets pass."""

    def make(name: str, given: Mapping[str, object], **others: Any) -> str | None:
        gate = next(gate for gate in pack.verdict.gates if gate.id == name)
        step = gate_step(gate, standing_of(given, 4, **others).facts)
        if step is None:
            return None
        assert (step.cap.plan, step.cap.run) == (2, 2)
        return step.text.plan["en"]

    return make


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (takes(1440), None),
        (takes(1441), "more than 24 hours"),
        (takes(1441, N15=real(10)), "more than 24 hours"),
        (takes(60, **NOBODY_WATCHES), "or never come"),
        (takes(60, N09=[{"minutes": "5", "out_of_hours": "no"}], N16=dict.fromkeys(WEEKDAYS, "none")), "or never come"),
        (takes(60, N15=real(1440)), None),
        (takes(60, N15=real(1441)), "more than 24 hours"),
        (takes(720, N15=real(1400)), None),
        (takes(800, N15=real(1500)), "more than 24 hours"),  # the real case counts, however slow the clock
        (takes(800, N15=real(1500, "2024-11-04 09:00")), None),  # too old to count
        (takes(60, N06=None), "that we assumed"),
        (takes(60, N16=dict.fromkeys((*WEEKDAYS, *WEEKEND), "00:00-24:00"), N10=None), "that we assumed"),
        (takes(60, N05=None), None),
    ],
)
def test_gh_holds_above_a_day_for_never_and_for_what_is_assumed(
    held: Callable[..., str | None], given: dict[str, object], text: str | None
) -> None:
    found = held("GH", given, E04=2)
    assert (found is None) if text is None else (found is not None and text in found)


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        (load("1", "10", "100"), False),
        (load("1", "10", "101"), True),
        (load("0", "10", "1"), True),
        (load("1", "10", "0"), False),
        ({**load("1", "10", "1"), "N12": None}, True),
        ({**load("1", "10", "1"), "N11": None}, True),
        ({**load("1", "10", "1"), "N11": {"people": "5"}}, True),
        ({**load("1", "10", "1"), "N13": {"share": "40"}}, True),
        ({**load("1", "10", "1"), "N21": None}, False),
        ({**load("1", "10", "1"), "N14": None}, False),
    ],
)
def test_gi_holds_above_a_full_load_for_nobody_and_for_what_is_assumed(
    held: Callable[..., str | None], given: dict[str, object], holds: bool
) -> None:
    assert (held("GI", given) is not None) is holds


def test_the_longer_of_clock_and_real_case_counts_and_far_longer_ones_are_pointed_out(
    standing_of: Callable[..., Context],
) -> None:
    for minutes, beats in ((59, False), (118, False), (121, True)):
        reading = standing_of(takes(60, N15=real(minutes))).reading
        assert reading is not None
        # Seen at once at 21:00 and checked for 59 minutes.
        assert reading.incident is not None
        assert (reading.incident.real, reading.incident.computed, reading.incident.beats) == (minutes, 59, beats)
        assert values(reading.longest, reading.worst) == (60, max(60, minutes))


def test_a_quick_real_case_does_not_make_the_clock_faster(standing_of: Callable[..., Context]) -> None:
    reading = standing_of(takes(1441, N15=real(1))).reading
    assert reading is not None
    assert reading.incident is not None
    assert values(reading.worst, reading.incident.beats) == (1441, False)


def test_clock_and_real_case_are_both_shown(result_of: Callable[..., Result]) -> None:
    clock = result_of({"N15": real(1441)}).clock
    assert clock is not None
    assert clock.incident is not None
    assert clock.said is not None
    assert (clock.incident.real, clock.incident.beats, clock.worst) == (1441, True, 1441)
    assert clock.said.worst < 60


@pytest.mark.parametrize("question", ["M03", "M04", "M11", "T03", "E01", "E03"])
def test_a_self_score_of_a_computed_question_is_an_error_with_its_place(
    pack: Pack, tmp_path: Path, question: str
) -> None:
    path = tmp_path / "lead.yml"
    path.write_text(
        f'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n  {question}: {{level: 4}}\n', encoding="utf-8"
    )
    with pytest.raises(BadFiles) as caught:
        read_answers(path, pack)
    problem, *_ = caught.value.problems
    assert (problem.line, problem.where) == (5, f"{question}.level")
    assert "is computed from" in str(problem.what)
