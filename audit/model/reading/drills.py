"""The register of drills: of which day, announced or not, what was exercised."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from audit.model.reading.days import read_date
from audit.model.reading.words import is_none, yes_or_no
from audit.model.reading.wrong import MESSAGES, N_, WrongValue

KEYS = ("date", "announced", "exercised")
MOST_DRILLS = 99


@dataclass(frozen=True)
class Drill:
    """One drill: its day, whether people knew of it before, and what was exercised (at least one thing)."""

    date: datetime.date
    announced: bool
    exercised: tuple[str, ...]


def read_drills(raw: object, known: Collection[str]) -> tuple[Drill, ...]:
    """Read the register as a file holds it: a list of tables, or `none`.

    Args:
        raw: What stands there.
        known: What can be exercised, by id.

    Raises:
        WrongValue: It is no such list; `where` names the place inside.
    """
    if isinstance(raw, str) and is_none(raw):
        return ()
    if not isinstance(raw, list):
        raise WrongValue(
            N_("drills are a list of tables with date, announced and exercised; write [] where there was none")
        )
    if len(raw) > MOST_DRILLS:
        raise WrongValue(N_("{count} drills are more than the {most} that are taken"), count=len(raw), most=MOST_DRILLS)
    drills = []
    for index, entry in enumerate(raw):
        try:
            drills.append(_drill(entry, known))
        except WrongValue as wrong:
            raise WrongValue(wrong.text, f"[{index}]", **wrong.values) from None
    return tuple(drills)


def _drill(entry: object, known: Collection[str]) -> Drill:
    if not isinstance(entry, Mapping) or set(entry) != set(KEYS):
        raise WrongValue(N_("a drill has three keys: date, announced and exercised"))
    exercised = entry["exercised"]
    if not isinstance(exercised, list) or not exercised:
        raise WrongValue(N_("name what was exercised, at least one of {choices}"), choices=", ".join(known))
    for what in exercised:
        if what not in known:
            raise WrongValue(MESSAGES["not_choice"], text=str(what)[:40], choices=", ".join(known))
    named = tuple(dict.fromkeys(str(what) for what in exercised))
    return Drill(read_date(str(entry["date"])), yes_or_no(str(entry["announced"])), named)
