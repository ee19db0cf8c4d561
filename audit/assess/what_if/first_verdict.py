"""The range of a verdict while evidence is still to be asked for: an answer that nobody has proved yet may be proved."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from audit.assess.assess import range_of
from audit.model.answers import OUTSIDE, Answer, Answers, Checked, Evidence, Settings
from audit.model.pack import Pack
from audit.model.result.result import RungRange


def range_unproved(
    pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date, unproved: Collection[str]
) -> RungRange | None:
    """Return the range as things stand, and at best if what was answered is also shown.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered.
        date: The day of the audit.
        unproved: The questions whose evidence has not been asked for yet.

    Returns:
        The range; None where it is not known whether accounts are live.
    """
    now = range_of(pack, settings, voices, date)
    if now is None or not unproved:
        return now
    proved = {
        who: answers.model_copy(update={"answers": _proved(answers, unproved, date)}) for who, answers in voices.items()
    }
    best = range_of(pack, settings, proved, date)
    if best is None or best.best_rank <= now.best_rank:
        return now
    return now.model_copy(
        update={
            "best_rung": best.best_rung,
            "best_rank": best.best_rank,
            "best_title": best.best_title,
            "gaps": now.gaps + len(unproved),
        }
    )


def still_to_be_shown(date: datetime.date) -> Evidence:
    """Return the evidence of an answer that is taken as shown, to see what would follow; somebody else has looked."""
    return Evidence(
        what="still to be shown", where="anywhere", date=date, checked=Checked(how="seen", by=OUTSIDE, date=date)
    )


def _proved(answers: Answers, unproved: Collection[str], date: datetime.date) -> dict[str, Answer]:
    piece = still_to_be_shown(date)
    return {
        identity: answer.model_copy(update={"evidence": (*answer.evidence, piece)}) if identity in unproved else answer
        for identity, answer in answers.answers.items()
    }
