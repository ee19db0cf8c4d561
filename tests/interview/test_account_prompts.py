"""One account typed field by field, and what the register says beside the questions it knows something about."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from audit.files.accounts.register import Changes, change_register
from audit.interview.account_prompts import AskedAccount, ask_account
from audit.interview.form import Form, form_data
from audit.language import translator
from audit.model.accounts import Account
from audit.wording.locale import Locale

TODAY = datetime.date(2026, 11, 23)
ENTER, BACK, LEAVE = "\r", "\x1b[Z", "\x03"


@pytest.fixture
def typed(at_keyboard: Any) -> Callable[[str], tuple[AskedAccount, str]]:
    """Type into the questions for one account; return what came of it and what was seen."""

    def go(keys: str) -> tuple[AskedAccount, str]:
        with at_keyboard(80, 24) as keyboard:
            keyboard.type(keys)
            found = ask_account(Locale("en", translator("en")), TODAY, keyboard.terminal())
            return found, " ".join(keyboard.seen.split())

    return go


def test_an_account_is_asked_field_by_field_and_a_wrong_line_is_asked_back(typed: Any) -> None:
    found, seen = typed(
        f"{ENTER}X{ENTER}haneul{ENTER}{ENTER}to answer{ENTER}?{ENTER}none{ENTER}Kim, Lee{ENTER}{ENTER}"
        f"1{ENTER}2{ENTER}?{ENTER}2027-01-01{ENTER}" + "\x7f" * 10 + f"2026-03-12{ENTER}1{ENTER}{ENTER}"
    )
    assert not found.left
    assert found.cells == {
        "platform": "X",
        "name": "haneul",
        "address": "",
        "purpose": "to answer",
        "owner": "unknown",
        "deputy": "none",
        "publishers": "Kim, Lee",
        "contractor": "",
        "two_step": "yes",
        "agency_mail": "no",
        "archive": "unknown",
        "last_post": "2026-03-12",
        "decision": "keep",
        "because": "",
    }
    assert "an account goes by its platform and its name" in seen
    assert "2027-01-01 is in the future" in seen


def test_back_leads_to_the_field_before_and_whoever_leaves_keeps_what_was_typed(typed: Any) -> None:
    found, _ = typed(f"X{ENTER}one{ENTER}{BACK}{ENTER}https://x.example{ENTER}{LEAVE}")
    assert found == AskedAccount({"platform": "X", "name": "one", "address": "https://x.example"}, left=True)


def test_whoever_leaves_before_the_name_has_begun_nothing(typed: Any) -> None:
    found, _ = typed(f"X{ENTER}{LEAVE}")
    assert found == AskedAccount({}, left=True)


def test_the_form_and_the_interview_show_what_the_register_speaks_for_and_no_name(files: Any) -> None:
    account = Account(platform="X", name="h", agency_mail="no", publishers=("Kim Secret",), decision="close")
    change_register(files.folder, Changes(accounts={"A1": account}))
    data = form_data(Form(files.folder, "2026-11"), "en", translator("en"))
    assert "Kim Secret" not in str(data)
    assert "1 account to be merged or closed" in data["suggested"]["L10"]
    assert data["register"]["accounts"] == ["X, h"]
    (files.folder.path / "accounts.yml").write_text("format: x\n", encoding="utf-8")
    assert "suggested" not in form_data(Form(files.folder, "2026-11"), "en", translator("en"))
