"""What `status --evidence` prints: every piece, how long it counts, who else has looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from audit.model.result.status import EvidencePiece
from audit.report.terminal.rounds import Lines
from audit.wording.locale import Locale


def evidence_lines(
    pieces: Sequence[EvidencePiece], titles: Mapping[str, str], people: Mapping[str, str], lines: Lines
) -> Iterator[str]:
    """Give the lines of `listenfirst status --evidence`.

    Args:
        pieces: The evidence, question by question.
        titles: Question -> its title in the reader's language.
        people: Role, or `outside` -> what it is called.
        lines: Wraps them.
    """
    if not pieces:
        yield from lines.say("No evidence has been given yet.")
        return
    locale = lines.locale
    for (question, who), group in groupby(pieces, key=lambda piece: (piece.question, piece.respondent)):
        same = list(group)
        yield from lines.flow(f"{question} {titles.get(question, '')} ({_head(same[0], who, locale)})")
        for piece in same:
            yield from lines.flow(f"{piece.number}  {_piece(piece, locale)}", 2)
            yield from lines.flow(_stands(piece, people, locale), 5)
        yield ""
    counts = Counter(piece.checked for piece in pieces)
    yield from lines.say(
        "Pieces: {count}. Only told: {told}, seen by somebody else: {seen}, tested: {tested}.",
        count=len(pieces),
        told=counts["told"],
        seen=counts["seen"],
        tested=counts["tested"],
    )


def _head(piece: EvidencePiece, who: str, locale: Locale) -> str:
    level = locale.say("level {level}", level=piece.level) if piece.level is not None else locale.say("open")
    return ", ".join([who, level, *([locale.say("gate")] if piece.gate else [])])


def _piece(piece: EvidencePiece, locale: Locale) -> str:
    date = locale.date(piece.date) if piece.date is not None else ""
    return ", ".join(part for part in (piece.what, piece.where, date) if part)


def _stands(piece: EvidencePiece, people: Mapping[str, str], locale: Locale) -> str:
    if not piece.complete or piece.until is None:
        return locale.say("counts as none: what, where and date are needed")
    if piece.fresh:
        said = locale.say("counts until {date}", date=locale.date(piece.until))
    elif piece.date is not None and piece.date > piece.until:
        said = ""
    else:
        said = locale.say("counted until {date}", date=locale.date(piece.until))
    who = people.get(piece.checked_by or "", piece.checked_by or "")
    if piece.checked_on is None:
        return f"{said}; " + locale.say("nobody else has looked yet")
    date = locale.date(piece.checked_on)
    seen = piece.checked == "seen"
    looked = (
        locale.say("seen by {who}, {date}", who=who, date=date)
        if seen
        else locale.say("tested by {who}, {date}", who=who, date=date)
    )
    if piece.sample is not None:
        looked += ", " + locale.say("{looked} of {of} looked at", looked=piece.sample.looked, of=piece.sample.of)
    return f"{said}; {looked}"
