"""What a register shows and suggests: one rule each, and nothing is built on what is not known."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.accounts.findings import JUDGES, SILENT_DAYS, findings_of
from audit.assess.accounts.named import unlisted
from audit.assess.accounts.register import register_result, suggestions_beside
from audit.assess.accounts.suggestions import suggestions_of
from audit.model.accounts import Account, Impostor, Register, Reserved, Unused
from audit.model.answers import Agency, Answer, Answers, Settings
from audit.model.pack import Pack

DAY = datetime.date(2026, 11, 23)


def account(**said: Any) -> Account:
    return Account(platform=said.pop("platform", "X"), name=said.pop("name", "haneul"), **said)


def register(*accounts: Account, **more: Any) -> Register:
    return Register(format=1, accounts={f"A{number}": one for number, one in enumerate(accounts, 1)}, **more)


def silent_since(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days)


@pytest.mark.parametrize(
    ("kind", "said", "holds"),
    [
        ("no-owner", {}, True),
        ("no-owner", {"owner": "Kim"}, False),
        ("no-owner", {"owner": "none"}, True),
        ("no-owner", {"owner": "unknown"}, None),
        ("one-person", {"publishers": ["Kim"]}, True),
        ("one-person", {"publishers": ["Kim"], "contractor": "none"}, True),
        ("one-person", {"publishers": ["Kim", "Lee"]}, False),
        ("one-person", {"publishers": ["Kim"], "contractor": "House"}, False),
        ("one-person", {"publishers": ["Kim"], "contractor": "unknown"}, None),
        ("one-person", {"publishers": "unknown"}, None),
        ("one-person", {}, None),
        ("contractor-alone", {"publishers": [], "contractor": "House"}, True),
        ("contractor-alone", {"publishers": ["house"], "contractor": "House"}, True),
        ("contractor-alone", {"publishers": ["Kim"], "contractor": "House"}, False),
        ("contractor-alone", {"publishers": [], "contractor": "none"}, False),
        ("contractor-alone", {"contractor": "House"}, None),
        ("contractor-alone", {"publishers": "unknown", "contractor": "House"}, None),
        ("own-mail", {"agency_mail": "no"}, True),
        ("own-mail", {"agency_mail": "yes"}, False),
        ("own-mail", {"agency_mail": "unknown"}, None),
        ("own-mail", {}, None),
        ("no-two-step", {"two_step": "no"}, True),
        ("no-two-step", {"two_step": "unknown"}, None),
        ("silent", {"last_post": silent_since(SILENT_DAYS)}, True),
        ("silent", {"last_post": silent_since(SILENT_DAYS - 1)}, False),
        ("silent", {"last_post": silent_since(400), "decision": "keep"}, True),
        ("silent", {"last_post": silent_since(400), "decision": "close"}, False),
        ("silent", {"last_post": silent_since(-1)}, None),
        ("silent", {"last_post": "unknown"}, None),
        ("silent", {}, None),
        ("undecided", {}, True),
        ("undecided", {"decision": "merge"}, False),
        ("undecided", {"decision": "unknown"}, None),
    ],
)
def test_each_finding_is_decided_by_one_rule_and_the_unknown_is_never_held_against_an_account(
    kind: Any, said: dict[str, Any], holds: bool | None
) -> None:
    assert JUDGES[kind](account(**said), DAY) is holds


def test_a_planned_account_needs_an_owner_and_nothing_else_yet() -> None:
    found = list(findings_of(register(account(decision="open", two_step="no", agency_mail="no")), DAY, "plan"))
    assert [finding.kind for finding in found] == ["no-owner"]


def test_an_account_that_is_live_where_none_should_be_is_named() -> None:
    kinds = {mode: [f.kind for f in findings_of(register(account()), DAY, mode)] for mode in ("plan", "run", None)}
    assert "live-in-plan" in kinds["plan"]
    assert "live-in-plan" not in kinds["run"] + kinds[None]


def test_impostors_that_nobody_reported_and_doubled_entries_are_named() -> None:
    found = findings_of(
        register(
            account(address="https://x.example/a"),
            account(name="other", address="http://www.x.example/a/"),
            account(name="third"),
            impostors=(Impostor(platform="X", name="fake"), Impostor(platform="X", name="old", reported=DAY)),
        ),
        DAY,
        "run",
    )
    by_kind = {finding.kind: finding for finding in found}
    assert by_kind["impostor"].words == ("X, fake",)
    assert by_kind["twice"].accounts == ("A1", "A2")


def named(**notes: str) -> dict[str, Answers]:
    answers = {question: Answer(note=note) for question, note in notes.items()}
    return {"lead": Answers(format=1, pack="p", version="1", answers=answers)}


def test_an_account_that_an_answer_names_and_the_register_does_not_is_found() -> None:
    here = register(
        account(platform="유튜브", name="haneul", address="https://www.youtube.com/@haneul"),
        reserved=(Reserved(platform="Instagram", name="haneul.gu"),),
        unused=(Unused(platform="TikTok"),),
    )
    found = unlisted(
        here,
        named(
            M02="We read https://youtube.com/@haneul/videos, instagram.com/festival_2023. and @haneul.gu; mail a@b.kr",
            T09="유튜브와 페이스북, 틱톡의 비밀번호",
            M06="what people say on Twitter",
        ),
    )
    assert found is not None
    assert found.words == ("instagram.com/festival_2023", "Facebook")
    assert found.questions == ("M02", "T09")
    assert unlisted(here, named(M02="nothing of the kind")) is None


SAFE = {"two_step": "yes", "agency_mail": "yes"}


@pytest.mark.parametrize(
    ("accounts", "kind", "level"),
    [
        ([SAFE, {"agency_mail": "no", "two_step": "unknown"}], "own-mail", 0),
        ([{"two_step": "no"}, {"two_step": "no", "agency_mail": "yes"}], "none-two-step", 0),
        ([SAFE, {"agency_mail": "yes", "two_step": "no"}], "some-two-step", 1),
        ([SAFE, SAFE], "all-two-step", 2),
        ([SAFE, {"agency_mail": "yes", "two_step": "unknown"}], None, None),
        ([SAFE, {"two_step": "yes"}], None, None),
        ([{"two_step": "no"}, {"two_step": "unknown"}], None, None),
        ([], None, None),
    ],
)
def test_what_the_register_says_of_sign_ins(
    accounts: list[dict[str, Any]], kind: str | None, level: int | None
) -> None:
    found = {s.question: s for s in suggestions_of(register(*(account(**said) for said in accounts)), "run")}
    assert (found["T09"].kind, found["T09"].level) == (kind, level) if kind else "T09" not in found


def test_where_no_account_is_open_nothing_is_said_of_how_many_there_are_and_how_they_are_signed_in_to() -> None:
    said = [suggestion.question for suggestion in suggestions_of(register(account(**SAFE)), "plan")]
    assert "X3" not in said
    assert "T09" not in said


def test_people_are_counted_once_and_not_where_anything_is_unknown() -> None:
    def people(*accounts: dict[str, Any]) -> tuple[int, ...] | None:
        found = suggestions_of(register(*(account(**said) for said in accounts)), "run")
        return next((s.numbers for s in found if s.question == "N19"), None)

    assert people({"publishers": ["Kim", "Lee"]}, {"publishers": ["lee"], "contractor": "none"}) == (2, 2)
    assert people({"publishers": ["Kim"]}, {"publishers": "unknown"}) is None
    assert people({"publishers": ["Kim"]}, {}) is None
    assert people({"publishers": ["Kim"], "contractor": "House"}) is None, "nobody knows how many of the house can"
    assert people({"publishers": ["Kim", "House"], "contractor": "House"}) == (2, 1)


def test_a_list_with_a_decision_for_every_account_and_what_got_a_no() -> None:
    def said(*decisions: str | None, unused: int = 0) -> dict[str, tuple[str, int | None, tuple[int, ...]]]:
        here = register(
            *(account(decision=decision) for decision in decisions),
            unused=tuple(Unused(platform=f"P{number}") for number in range(unused)),
        )
        return {s.question: (s.kind, s.level, s.numbers) for s in suggestions_of(here, "plan")}

    assert said("keep", "close", "open")["E12"] == ("all-decided", None, (3,))
    assert said("keep", None)["E12"] == ("some-undecided", 2, (1, 2))
    assert "E12" not in said("keep", "unknown")
    assert said("close", "merge", "keep", unused=1)["L10"] == ("said-no", None, (2, 1))
    assert "L10" not in said("keep")


@pytest.fixture
def beside(pack: Pack) -> Callable[..., dict[str, str]]:
    """Say how each suggestion stands to answers of a lead."""

    def stands(here: Register, x3: Any = None, **answers: Answer) -> dict[str, str]:
        profile = {"X4": "run", "X1": "citizen-service", **({"X3": x3} if x3 else {})}
        settings = Settings(
            format=2,
            agency=Agency.model_validate({"name": "A"}),
            languages=("en",),
            pack="listen-first",
            profile=profile,
        )
        voices = {"lead": Answers(format=1, pack="listen-first", version=pack.head.version, answers=answers)}
        found = suggestions_beside(here, pack, settings, voices, DAY)
        return {suggestion.question: suggestion.answered for suggestion in found}

    return stands


def test_a_suggestion_says_whether_the_answer_agrees_and_takes_nothing(beside: Callable[..., dict[str, str]]) -> None:
    here = register(account(**SAFE, publishers=["Kim", "Lee"]), account(name="b", agency_mail="no", publishers=["Kim"]))
    two = {"accounts": Fraction(2), "platforms": Fraction(1)}
    assert beside(here) == {"X3": "open", "T09": "open", "E12": "open", "N19": "open"}
    assert beside(here, two, T09=Answer(level=0), E12=Answer(level=2), N19=Answer(value=Fraction(2))) == {
        "X3": "agrees",
        "T09": "agrees",
        "E12": "agrees",
        "N19": "agrees",
    }
    assert beside(
        here, two | {"accounts": Fraction(3)}, T09=Answer(level=1), E12=Answer(level=3), N19=Answer(value=Fraction(3))
    ) == {"X3": "differs", "T09": "differs", "E12": "differs", "N19": "differs"}
    assert beside(register(account(**SAFE)), T09=Answer(level=3))["T09"] == "agrees"
    assert beside(register(account(**SAFE)), T09=Answer(level=1))["T09"] == "differs"
    assert beside(register(account(decision="close")), L10=Answer(level=1))["L10"] == "beside"


def test_a_result_keeps_apart_what_is_nobody_what_is_unknown_and_what_was_not_asked(pack: Pack) -> None:
    settings = Settings(
        format=2,
        agency=Agency.model_validate({"name": "A"}),
        languages=("en",),
        pack="listen-first",
        profile={"X4": "run"},
    )
    here = register(account(owner="Kim", contractor="none", deputy="unknown", followers="unknown", publishers=[]))
    (found,) = register_result(here, pack, settings, {}, DAY).accounts
    assert (found.owned, found.outside, found.deputised, found.people) == ("given", "none", "unknown", 0)
    assert found.unknown == ("deputy", "followers")
    assert (found.last_post, found.decision, found.two_step) == (None, None, None)
