"""The page of the register: what a reader sees of it in each edition, and that two thousand accounts stay readable."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest

from audit.assess.accounts.register import register_result
from audit.model.accounts import Account, Impostor, Register, Reserved, Unused
from audit.model.answers import Agency, Settings
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.accounts_csv import accounts_csv
from audit.report.editions import cut_down, free_texts
from audit.report.pages.accounts import PAGE, SHOWN_AT_ONCE, accounts_view
from audit.report.pages.registry import pages_of
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

DAY = datetime.date(2026, 11, 23)
EVIL = "<script>alert(1)</script> {{ 7*7 }} | `x` [a](javascript:1) =1+1 \u202eevil"


def register(count: int = 2) -> Register:
    accounts = {
        f"A{number}": Account(
            platform=("Instagram", "YouTube")[number % 2],
            name=f"{EVIL} {number}",
            address="javascript:alert(1)" if number else "https://y.example/a",
            owner="Kim Owner" if number else "",
            deputy="Lee Deputy",
            publishers=("Park Publisher",),
            contractor="none",
            two_step="unknown",
            last_post=DAY - datetime.timedelta(100),
        )
        for number in range(count)
    }
    return Register(
        format=1,
        reviewed=DAY,
        accounts=accounts,
        reserved=(Reserved(platform="X", name="held", owner="Choi Holder"),),
        impostors=(Impostor(platform="Telegram", name="fake"),),
        unused=(Unused(platform="TikTok", because="no hands"),),
    )


SETTINGS = Settings(
    format=2,
    agency=Agency.model_validate({"name": "Narae"}),
    languages=("en", "ko"),
    pack="listen-first",
    profile={"X4": "run"},
)
Rendered = Callable[..., dict[str, str]]


@pytest.fixture
def registered(example: Callable[[str], Result], pack: Pack) -> Callable[..., Result]:
    """An example with a register of so many accounts, or with one that is given."""

    def make(count: int = 2, given: Register | None = None) -> Result:
        found = register_result(given or register(count), pack, SETTINGS, {}, DAY)
        return example("narae-city").model_copy(update={"accounts": found})

    return make


@pytest.mark.parametrize("language", ["en", "ko"])
def test_whatever_stands_in_a_register_is_text_and_no_address_in_it_is_a_link(
    registered: Callable[..., Result], language: str, rendered: Rendered, seen: Callable[[str], str]
) -> None:
    page = rendered(registered(), language)["accounts.md"]
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert 'href="https://y.example/a"' not in page
    words = seen(page)
    assert "https://y.example/a" in words
    assert "<script>alert(1)</script> {{ 7*7 }} | `x` [a](javascript:1) =1+1" in words
    assert ["Kim Owner" in words, "Lee Deputy" in words, "Park Publisher" in words] == [True] * 3


def test_without_a_register_there_is_no_page_and_an_older_result_still_loads(example: Callable[[str], Result]) -> None:
    result = example("narae-city")
    assert result.accounts is None
    assert PAGE not in pages_of(result)
    older = {key: value for key, value in result.model_dump(mode="json").items() if key != "accounts"}
    assert Result.model_validate(older).accounts is None


def test_the_client_reads_who_is_missing_and_no_name_and_the_public_nothing(
    registered: Callable[..., Result], rendered: Rendered, seen: Callable[[str], str], locale: Callable[[str], Locale]
) -> None:
    client = cut_down(registered(), "client")
    page = seen(rendered(client, "en")["accounts.md"])
    for name in ("Kim Owner", "Lee Deputy", "Park Publisher", "Choi Holder"):
        assert name not in client.model_dump_json()
    assert "One account has nobody who answers for it" in page
    assert "Who can publish 1 person" in page
    listed = [found.text for found in free_texts(client, locale("en"))]
    assert "no hands" in listed
    public = cut_down(registered(), "public")
    assert public.accounts is None
    assert PAGE not in pages_of(public)


@pytest.mark.parametrize(
    ("accounts", "said"),
    [
        ([], "The register names no account of your own"),
        ([{"decision": "open", "owner": "Kim"}], "No account is open; 1 account planned"),
        ([{"decision": "keep", "owner": "Kim"}], "1 account on 1 platform, and the register shows nothing to mend"),
        ([{"decision": "keep"}], "One account, and it needs a look"),
        (
            [{"decision": "keep"}, {"decision": "keep", "owner": "Kim", "name": "b", "platform": "Y"}],
            "2 accounts on 2 platforms; 1 of them need a look",
        ),
    ],
)
def test_the_title_is_the_finding(
    registered: Callable[..., Result], locale: Callable[[str], Locale], accounts: list[dict[str, Any]], said: str
) -> None:
    given = Register(
        format=1,
        accounts={f"A{n}": Account(**{"platform": "X", "name": "a", **account}) for n, account in enumerate(accounts)},
    )
    assert accounts_view(ReportContext(registered(given=given), locale("en"))).finding == said


def test_two_thousand_accounts_are_folded_by_platform_and_named_by_eights(
    registered: Callable[..., Result], locale: Callable[[str], Locale]
) -> None:
    view = accounts_view(ReportContext(registered(2000), locale("en")))
    assert view.is_folded
    assert [len(platform.rows) for platform in view.platforms] == [1000, 1000]
    silent = next(finding for finding in view.findings if finding.kind == "silent")
    assert len(silent.accounts) == 8
    assert silent.more == "and 1,992 more"
    assert not accounts_view(ReportContext(registered(SHOWN_AT_ONCE), locale("en"))).is_folded


def test_no_cell_of_the_table_becomes_a_formula(locale: Callable[[str], Locale]) -> None:
    given = Register(format=1, accounts={"A1": Account(platform="=1", name="+1", owner="-1", because="@sum")})
    cells = list(csv.reader(io.StringIO(accounts_csv(given, locale("ko")).decode("utf-8-sig"))))[1]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {"'=1", "'+1", "'-1", "'@sum"} <= set(cells)
