"""The patterns and tables of our own that the form needs: how it reads what people type, and what it keeps on one line."""

from __future__ import annotations

import re
from typing import Any

from audit.locale_data import kept_together
from audit.model.reading import amounts, approvals, days, hours, letters, samples, words

_CLASS_OR_WORD = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\w")
_LETTERS = r"\p{L}\p{N}_"
"""The letters of every script; JavaScript means only Latin ones by its short form."""


def together_data() -> list[str]:
    """Return the patterns of what stays on one line, as JavaScript writes them."""
    return [_CLASS_OR_WORD.sub(_in_javascript, pattern) for pattern in kept_together()]


def _in_javascript(part: re.Match[str]) -> str:
    return f"[{_LETTERS}]" if part[0] == r"\w" else part[0].replace(r"\w", _LETTERS)


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
            "sample_number": samples.NUMBER,
            "sample_loose": samples.LOOSE,
        },
    }
