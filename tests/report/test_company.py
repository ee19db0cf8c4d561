"""A company reads of itself as a company: no report, form or score of it speaks of an agency, in either language.

Cases, sources and the essays are about public bodies and say so; the pages that quote them are left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from audit.audits import assess_round
from audit.files.folder import AuditFolder, open_folder
from audit.interview.form import Form, form_data
from audit.language import translator
from audit.model.result.result import Result
from audit.report.terminal.summary import Commands, Reader, all_lines
from audit.wording.locale import Locale

COMPANY = Path(__file__).resolve().parents[1] / "fixtures" / "bodies" / "larch-bakeries"
CASES = ("sources", "chain", "threats")
PUBLIC_BODIES = re.compile(r"위기관리|공공기관|국가기관|연방기관|정부 ?기관|관측 기관|정보 기관")
"""Public bodies that a fact is about, and a word that only sounds like it."""
AGENCY = re.compile(r"기관|agenc", re.IGNORECASE)


@pytest.fixture(scope="module")
def company() -> AuditFolder:
    return open_folder(COMPANY)


@pytest.fixture(scope="module")
def result(company: AuditFolder) -> Result:
    return assess_round(company, datetime.date(2026, 11, 23))


def said(text: str) -> list[str]:
    """Return where a text says it, with what stands around."""
    plain = PUBLIC_BODIES.sub("", text)
    return [plain[max(0, found.start() - 40) : found.end() + 20] for found in AGENCY.finditer(plain)]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_report_of_a_company_never_says_agency(
    result: Result, rendered: Callable[..., dict[str, str]], language: str
) -> None:
    pages = rendered(result, language)
    told = {name: said(text) for name, text in pages.items() if not any(case in name for case in CASES)}
    assert {name: places for name, places in told.items() if places} == {}
    assert len(told) >= 12


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_form_of_a_company_never_says_agency(company: AuditFolder, language: str) -> None:
    data = form_data(
        Form(company, "2026-11", "lead", everything=True, name="", given={}), language, translator(language)
    )
    assert [place for text in _texts(data) for place in said(text)] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_score_of_a_company_never_says_agency(result: Result, language: str) -> None:
    reader = Reader(Locale(language, translator(language)), 80, color=False, commands=Commands("all", "build"))
    assert said("\n".join(all_lines(result, reader))) == []


def test_what_stands_for_any_of_its_kind_is_in_the_result(result: Result) -> None:
    assert (result.kind, result.audience, result.anybody["ko"]) == ("company", "customers", "회사")


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)
