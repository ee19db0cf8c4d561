"""How the form reads what people type: the tables and patterns of `audit.model.reading`, as data for `reading.js`."""

from __future__ import annotations

from typing import Any

from audit.model.reading import amounts, approvals, days, hours, letters, words


def reading_data() -> dict[str, Any]:
    """Return everything that the form's reader knows. Patterns hold only what Python and JavaScript read the same."""
    return {
        "letters": {chr(letter): plain or "" for letter, plain in letters.PLAIN.items()},
        "no_words": list(words.NO_WORDS),
        "yes_words": list(words.YES_WORDS),
        "unknown_words": list(words.UNKNOWN_WORDS),
        "longest": amounts.LONGEST,
        "longest_text": amounts.LONGEST_TEXT,
        "unit_words": {unit: list(said) for unit, said in amounts.UNIT_WORDS.items()},
        "minutes_in": dict(amounts.MINUTES_IN),
        "number_words": dict(amounts.NUMBER_WORDS),
        "hours_of": {mark: list(said) for mark, said in hours.HOURS_OF.items()},
        "morning": list(hours.MORNING_MARKS),
        "day_words": list(hours.DAY_WORDS),
        "time_words": dict(hours.TIME_WORDS),
        "days_ago": dict(days.DAYS_AGO),
        "months": dict(days.MONTHS),
        "years": [days.EARLIEST_YEAR, days.LATEST_YEAR],
        "between_hours": list(hours.BETWEEN_HOURS),
        "dates": [[pattern, list(parts)] for pattern, parts in days.DATES],
        "patterns": {
            "about": amounts.ABOUT,
            "or_so": amounts.OR_SO,
            "in_words": amounts.IN_WORDS,
            "piece": amounts.PIECE,
            "several": amounts.SEVERAL,
            "time": hours.TIME,
            "between": hours.BETWEEN,
            "listed": hours.LISTED,
            "from": hours.FROM,
            "until": hours.UNTIL,
            "weekday": days.WEEKDAY,
            "year_first": days.YEAR_FIRST,
            "named_month": days.NAMED_MONTH,
            "year_last": days.YEAR_LAST,
            "short_year": days.SHORT_YEAR,
            "no_day": days.NO_DAY,
            "ago": days.AGO,
            "moment": days.AT,
            "comma_behind_a_word": approvals.COMMA_BEHIND_A_WORD,
            "next_approval": approvals.NEXT,
            "reached": approvals.REACHED,
        },
    }
