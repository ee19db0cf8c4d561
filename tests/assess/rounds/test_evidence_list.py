"""All evidence of a round: what lies where, how long it counts, who else has looked."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from audit.assess.rounds.evidence_list import evidence_list
from audit.model.answers import Agency, Answer, Answers, Checked, Evidence, Person, Respondent, Settings
from audit.model.pack import Pack

DAY = datetime.date(2026, 11, 23)
PUT = datetime.date(2026, 10, 2)


def piece(by: str | None = None, on: datetime.date = DAY, what: str = "duty log", where: str = "shelf 2") -> Evidence:
    checked = Checked(how="seen", by=by, date=on) if by else None
    return Evidence(what=what, where=where, date=PUT, checked=checked)


def listed(pack: Pack, people: Mapping[str, Person] | None = None, **voices: Answer) -> list[tuple[str, str, bool]]:
    settings = Settings(
        format=1,
        agency=Agency(name="A"),
        languages=("en",),
        pack=pack.head.id,
        profile={"X4": "run"},
        people=people or {},
    )
    given = {
        who: Answers(
            format=1,
            pack=pack.head.id,
            version=pack.head.version,
            respondent=Respondent(role=who),
            answers={"M01": answer},
        )
        for who, answer in voices.items()
    }
    return [(found.respondent, found.checked, found.counts) for found in evidence_list(pack, settings, given, DAY)]


def test_every_piece_of_every_voice_is_listed_with_what_settles_the_question(pack: Pack) -> None:
    high, low = Answer(level=4, evidence=(piece(what="the log of the desk"),)), Answer(level=1, evidence=(piece(),))
    assert listed(pack, it=low, legal=high) == [("it", "told", True), ("legal", "told", False)]


def test_a_check_holds_only_by_somebody_else_and_on_a_day_that_can_be(pack: Pack) -> None:
    before, later = PUT - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)
    for checked, said in (
        (piece("head"), "seen"),
        (piece("outside"), "seen"),
        (piece("it"), "told"),
        (piece("nobody"), "told"),
        (piece("head", before), "told"),
        (piece("head", later), "told"),
    ):
        assert listed(pack, it=Answer(level=3, evidence=(checked,)))[0][1] == said
    same = {"it": Person(name="Kim"), "head": Person(name="Kim")}
    assert listed(pack, same, it=Answer(level=3, evidence=(piece("head"),)))[0][1] == "told"


def test_a_piece_without_what_where_or_date_counts_as_none(pack: Pack) -> None:
    settings = Settings(format=1, agency=Agency(name="A"), languages=("en",), pack=pack.head.id, profile={"X4": "run"})
    short, nowhere = piece(what="log"), piece(where="")
    answers = {"M01": Answer(level=3, evidence=(short, nowhere, piece(what="근무표")))}
    voices = {"lead": Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=answers)}
    found = evidence_list(pack, settings, voices, DAY)
    assert [(entry.number, entry.complete, entry.fresh) for entry in found] == [
        (1, False, False),
        (2, False, False),
        (3, True, True),
    ]
