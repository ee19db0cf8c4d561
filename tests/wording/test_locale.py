"""How numbers, dates and times are written in one language."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.wording.locale import Locale, half_away, tenths


@pytest.mark.parametrize(
    ("share", "points"),
    [
        (Fraction(1, 200), 1),
        (Fraction(1, 201), 0),
        (Fraction(5, 8), 63),
        (Fraction(99, 200), 50),
        (Fraction(-1, 200), -1),
    ],
)
def test_halves_are_rounded_away_from_zero(share: Fraction, points: int) -> None:
    assert half_away(share) == points


def test_dates_are_written_as_people_write_them(locale: Callable[[str], Locale]) -> None:
    day = datetime.date(2026, 3, 1)
    assert locale("en").date(day) == "1 March 2026"
    assert locale("ko").date(day) == "2026년 3월 1일"


def test_one_day_is_not_1_days(locale: Callable[[str], Locale]) -> None:
    assert [locale("en").days(count) for count in (1, 2)] == ["1 day", "2 days"]


def test_one_person_is_not_1_people(locale: Callable[[str], Locale]) -> None:
    english = locale("en")
    assert [english.unit("people", 1), english.unit("people", 2), english.unit("minutes", "1")] == [
        "person",
        "people",
        "minute",
    ]
    assert locale("ko").unit("people", 1) == locale("ko").unit("people", 2) == "명"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_not_assessed_is_said_in_words_and_never_as_a_number(
    language: str, locale: Callable[[str], Locale]
) -> None:
    mine = locale(language)
    for said in (mine.points(None), mine.percent(None), mine.band(None), mine.date(None)):
        assert said
        assert not any(character.isdigit() for character in said)


def test_a_share_that_is_all_only_when_it_is_rounded_is_nearly_all(locale: Callable[[str], Locale]) -> None:
    english, korean = locale("en"), locale("ko")
    assert [english.percent(Fraction(share, 1000)) for share in (994, 995, 999, 1000)] == [
        "99%",
        "nearly all",
        "nearly all",
        "100%",
    ]
    assert korean.percent(Fraction(999, 1000)) == "거의 전부"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_band_has_a_shape_and_a_word_of_its_own(language: str, locale: Callable[[str], Locale]) -> None:
    mine = locale(language)
    names = ("stop", "weak", "fair", "good", None)
    assert len({mine.shape(name) for name in names}) == len(names)
    assert len({mine.band(name) for name in names}) == len(names)


def test_tenths_are_rounded_away_from_zero_and_keep_their_nought() -> None:
    assert [tenths(Fraction(number)) for number in ("7.25", "7.24", "7", "0")] == ["7.3", "7.2", "7.0", "0.0"]


@pytest.mark.parametrize(
    ("minutes", "english", "korean"),
    [
        (None, "never", "기약 없음"),
        (35, "35 min", "35분"),
        (119, "119 min", "119분"),
        (120, "2 h", "2시간"),
        (60, "1 h", "1시간"),
        (444, "7 h 24 min", "7시간 24분"),
        (Fraction(4441, 10), "7 h 24 min", "7시간 24분"),
    ],
)
def test_a_length_of_time_is_written_to_the_minute_and_has_one_form_everywhere(
    minutes: int | Fraction | None, english: str, korean: str, locale: Callable[[str], Locale]
) -> None:
    assert (locale("en").length(minutes), locale("ko").length(minutes)) == (english, korean)


@pytest.mark.parametrize(
    ("minutes", "english", "korean"),
    [(0, "0 min", "0분"), (35, "35 min", "35분"), (480, "8 h", "8시간"), (130, "2 h 10 min", "2시간 10분")],
)
def test_a_length_of_time_can_be_written_to_the_minute(
    minutes: int, english: str, korean: str, locale: Callable[[str], Locale]
) -> None:
    assert (locale("en").exact_length(minutes), locale("ko").exact_length(minutes)) == (english, korean)


def test_a_moment_of_the_week_is_a_day_and_a_time_and_the_week_begins_again(locale: Callable[[str], Locale]) -> None:
    assert locale("en").moment(4 * 1440 + 18 * 60) == "Friday 18:00"
    assert locale("en").moment(7 * 1440) == "Monday 00:00"


def test_an_amount_has_two_digits_after_the_point_at_most_and_its_unit(locale: Callable[[str], Locale]) -> None:
    english = locale("en")
    assert [english.amount(Fraction(text), "hours") for text in ("1", "4.126", "2.50")] == [
        "1 hour",
        "4.13 hours",
        "2.5 hours",
    ]
    assert english.amount(Fraction(5000), "hours") == "5,000 hours"
    assert english.amount(None) == "not known"
    assert locale("ko").amount(Fraction(4), "hours") == "4시간"


@pytest.mark.parametrize(
    ("minutes", "english", "korean"),
    [
        (0, "0 minutes", "0분"),
        (1, "1 minute", "1분"),
        (60, "1 hour", "1시간"),
        (61, "61 minutes", "61분"),
        (119, "119 minutes", "119분"),
        (120, "2 hours", "2시간"),
        (121, "2 hours 1 minute", "2시간 1분"),
        (4760, "79 hours 20 minutes", "79시간 20분"),
        (7 * 1440, "7 days", "7일"),
        (13000, "9 days", "9일"),
    ],
)
def test_a_length_is_said_as_a_sentence_says_it(
    minutes: int, english: str, korean: str, locale: Callable[[str], Locale]
) -> None:
    assert (locale("en").spoken_length(minutes), locale("ko").spoken_length(minutes)) == (english, korean)


@pytest.mark.parametrize(
    ("minute", "english", "korean"),
    [
        (0, "Monday 00:00", "월요일 0시"),
        (28, "Monday 00:28", "월요일 0시 28분"),
        (4 * 1440 + 540, "Friday 09:00", "금요일 9시"),
        (7 * 1440 + 980, "Monday 16:20", "월요일 16시 20분"),
    ],
)
def test_a_moment_of_the_week_has_one_form_in_each_language(
    minute: int, english: str, korean: str, locale: Callable[[str], Locale]
) -> None:
    assert (locale("en").moment(minute), locale("ko").moment(minute)) == (english, korean)


def test_days_are_counted_as_people_count_them(locale: Callable[[str], Locale]) -> None:
    counted = [locale("ko").counted_days(days) for days in (1, 2, 3, 4, 5, 6, 7, 9, 14)]
    assert counted == ["하루", "이틀", "사흘", "나흘", "닷새", "엿새", "일주일", "9일", "2주"]
    assert [locale("en").counted_days(days) for days in (1, 6, 7, 9, 14)] == [
        "a day",
        "six days",
        "a week",
        "9 days",
        "2 weeks",
    ]


def test_a_month_and_a_short_day_are_those_of_the_language(locale: Callable[[str], Locale]) -> None:
    day = datetime.date(2026, 6, 13)
    assert (locale("en").month(day), locale("ko").month(day)) == ("June 2026", "2026년 6월")
    assert (locale("en").short_day("fri"), locale("ko").short_day("fri")) == ("Fri", "금")
