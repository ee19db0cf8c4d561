"""What each respondent said, in words."""

from __future__ import annotations

from collections.abc import Callable

from audit.language import translator
from audit.model.answers import Answer, Answers, Respondent
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.report.parts.voices import voice_rows
from audit.wording.locale import Locale


def test_every_voice_is_told_in_words_and_no_code(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result]
) -> None:
    choices = (2, "unknown", Answer(not_applicable="we have none"), Answer(note="ask IT"), 3)
    people = ("lead", "it", "head", "marketing", "communications")
    voices = {
        who: answers_at(pack, 3, M02=given).model_copy(update={"respondent": Respondent(role=who)})
        for who, given in zip(people, choices, strict=True)
    }
    told = {**voices["lead"].answers, "L01": Answer(purposes=("told-to",), text="the minister wants one")}
    voices["lead"] = voices["lead"].model_copy(update={"answers": told})
    locale = Locale("en", translator("en"))
    result = assessed(voices, pack=pack)
    assert result.voices is not None
    rows = {(row.id, row.respondent): row.answer for row in voice_rows(ReportContext(result, locale), result.voices)}
    assert [rows["M02", who] for who in people] == [
        "Level 2 of 4",
        "not known",
        "Does not apply",
        "open",
        "Level 3 of 4",
    ]
    assert rows["L01", "lead"] == "Because we were told to"
