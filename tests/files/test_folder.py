"""The audit folder."""

from __future__ import annotations

import datetime
import os
import stat
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from audit.errors import BadFiles, NotSaved, Refused
from audit.files.folder import SettingsFile, create_folder, inside, open_folder
from audit.files.rounds.names import new_round_name
from audit.model.about import About

SETTINGS = """\
# Haneul
format: 1
agency: {name: "Haneul"}
languages: [ko, en]
pack: listen-first
profile:
  X1: information
  X4: plan  # not yet open
  X5: unknown
  X2: 250
holidays: ["2026-12-25"]
"""
ANSWERS = 'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n  M02: {level: 3}\n'


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """An audit folder with one round and two respondents."""
    folder = tmp_path / "acme"
    (folder / "answers" / "2026-11").mkdir(parents=True)
    (folder / "audit.yml").write_text(SETTINGS, encoding="utf-8")
    for who in ("lead", "it"):
        (folder / "answers" / "2026-11" / f"{who}.yml").write_text(ANSWERS, encoding="utf-8")
    return folder


@pytest.fixture
def wrong(acme: Path) -> Callable[[str, str], list[str]]:
    """Replace a piece of `audit.yml`; return every problem as `7 profile.X1 what is wrong`."""

    def make(old: str, new: str) -> list[str]:
        assert old in SETTINGS
        (acme / "audit.yml").write_text(SETTINGS.replace(old, new), encoding="utf-8")
        with pytest.raises(BadFiles) as caught:
            open_folder(acme)
        return [f"{problem.line} {problem.where} {problem.what}" for problem in caught.value.problems]

    return make


def test_settings_profile_and_pack_are_read(acme: Path) -> None:
    folder = open_folder(acme)
    assert folder.pack.head.id == "listen-first"
    assert (folder.settings.agency.name, folder.settings.languages) == ("Haneul", ("ko", "en"))
    assert folder.settings.profile == {"X1": "information", "X4": "plan", "X5": None, "X2": Fraction(250)}
    assert folder.settings.holidays == (datetime.date(2026, 12, 25),)


def test_who_holds_which_role_is_read_and_a_role_that_is_none_is_named(
    acme: Path, wrong: Callable[[str, str], list[str]]
) -> None:
    people = 'people: {head: {name: "Kim Min"}, it: {name: "이서연", email: "it@haneul.example"}}\n'
    (acme / "audit.yml").write_text(SETTINGS + people, encoding="utf-8")
    settings = open_folder(acme).settings
    assert {role: (person.name, person.email) for role, person in settings.people.items()} == {
        "head": ("Kim Min", ""),
        "it": ("이서연", "it@haneul.example"),
    }
    (problem,) = wrong("holidays:", 'people: {mayor: {name: "Kim Min"}}\nholidays:')
    assert problem == "11 people.mayor no role is called mayor"


def test_every_respondent_of_a_round_is_a_voice(acme: Path) -> None:
    (acme / "answers" / "2026-11" / "round.yml").write_text("date: 2026-11-23\n", encoding="utf-8")
    (acme / "answers" / "2026-11" / ".it.yml.lock").write_text("", encoding="utf-8")
    (acme / "answers" / "2026-05").mkdir()
    (acme / "answers" / "not a round!").mkdir()
    folder = open_folder(acme)
    assert folder.rounds() == ["2026-11"]
    assert folder.latest_round() == "2026-11"
    voices = folder.voices("2026-11")
    assert sorted(voices) == ["it", "lead"]
    assert voices["it"].of("M02").level == 3
    assert folder.voices("2026-05") == {}
    assert folder.voices(None) == {}


def test_a_folder_without_answers_has_no_round(acme: Path) -> None:
    (acme / "answers").rename(acme / "elsewhere")
    folder = open_folder(acme)
    assert (folder.rounds(), folder.latest_round()) == ([], None)


def test_every_problem_of_every_voice_is_named_at_once(acme: Path) -> None:
    for who, level in (("lead", "7"), ("it", "high")):
        path = acme / "answers" / "2026-11" / f"{who}.yml"
        path.write_text(ANSWERS.replace("level: 3", f"level: {level}"), encoding="utf-8")
    with pytest.raises(BadFiles) as caught:
        open_folder(acme).voices("2026-11")
    assert [(problem.path.name, problem.line, problem.where) for problem in caught.value.problems] == [
        ("it.yml", 5, "M02.level"),
        ("lead.yml", 5, "M02.level"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format: 1", "form: 1", "2 format the format number is missing or no number"),
        ('{name: "Haneul"}', '{name: ""}', "3 agency.name the text is empty"),
        ('{name: "Haneul"}', "Haneul", "3 agency a table of keys and values is expected here"),
        ("languages: [ko, en]", "languages: [ko, fr]", "4 languages fr is not a language of this pack"),
        ("languages: [ko, en]", "languages: []", "4 languages there are 0 entries here; 1 are expected"),
        ("pack: listen-first", "pack: listen-last", "5 pack there is no pack called listen-last"),
        ("pack: listen-first", "pack: ../questions/listen-first", "5 pack there is no pack in ../questions/listen-first: it holds no pack.yml"),
        ("  X1: information", "  X1: library", "7 profile.X1 library is not one of safety-critical, citizen-service, information"),
        ("  X2: 250", "  X2: 0", "10 profile.X2 0 is out of range; it goes from 1 to 1000000"),
        ("  X2: 250", "  X9: 250", "10 profile.X9 no question of the profile is called X9"),
        ("  X2: 250", "  N03: 60", "10 profile.N03 no question of the profile is called N03"),
        ('"2026-12-25"', '"2026-02-30"', "11 holidays[0] 2026-02-30 is not a date; write it as 2026-11-02"),
        ("holidays:", "holyday:", "11 holyday this key is not known here"),
    ],
)  # fmt: skip
def test_each_fault_of_the_settings_is_named_with_its_line(
    wrong: Callable[[str, str], list[str]], old: str, new: str, problem: str
) -> None:
    assert wrong(old, new) == [problem]


def test_all_faults_of_the_settings_are_named_at_once(wrong: Callable[[str, str], list[str]]) -> None:
    assert wrong("  X1: information\n", "  X1: library\n  X9: 1\n  X6: maybe\n") == [
        "7 profile.X1 library is not one of safety-critical, citizen-service, information",
        "8 profile.X9 no question of the profile is called X9",
        "9 profile.X6 maybe is not one of yes, no",
    ]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (Path.resolve, "is not a folder"),
        (lambda path: path.write_text("a file"), "is not a folder"),
        (lambda path: path.mkdir(), "is not an audit folder: it holds no audit.yml"),
    ],
    ids=["nothing", "a file", "an empty folder"],
)
def test_what_is_no_audit_folder_is_refused(tmp_path: Path, make: Callable[[Path], object], why: str) -> None:
    make(tmp_path / "place")
    with pytest.raises(Refused, match=why):
        open_folder(tmp_path / "place")


def test_a_newer_format_is_refused(acme: Path) -> None:
    (acme / "audit.yml").write_text(SETTINGS.replace("format: 1", "format: 3"), encoding="utf-8")
    with pytest.raises(Refused, match="has format 3; this version reads formats up to 2"):
        open_folder(acme)


def test_settings_that_are_a_folder_or_empty_are_named(acme: Path) -> None:
    (acme / "audit.yml").write_text("", encoding="utf-8")
    with pytest.raises(BadFiles):
        open_folder(acme)
    (acme / "audit.yml").unlink()
    (acme / "audit.yml").mkdir()
    with pytest.raises(BadFiles) as caught:
        open_folder(acme)
    assert str(caught.value.problems[0].what) == "this is not an ordinary file"


def test_a_link_that_leads_out_of_the_folder_is_refused_and_not_read(acme: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(ANSWERS, encoding="utf-8")
    (acme / "answers" / "2026-11" / "legal.yml").symlink_to(secret)
    with pytest.raises(Refused, match=r"legal.yml is a link that leads out of the audit folder"):
        open_folder(acme).voices("2026-11")


def test_a_round_or_settings_that_are_links_out_of_the_folder_are_refused(acme: Path, tmp_path: Path) -> None:
    (acme / "answers" / "2026-11").rename(tmp_path / "round")
    (acme / "answers" / "2026-11").symlink_to(tmp_path / "round")
    folder = open_folder(acme)
    with pytest.raises(Refused, match="leads out of the audit folder"):
        folder.voices("2026-11")
    with pytest.raises(Refused, match="leads out of the audit folder"):
        folder.answers_path("2026-11")
    (acme / "audit.yml").rename(tmp_path / "audit.yml")
    (acme / "audit.yml").symlink_to(tmp_path / "audit.yml")
    with pytest.raises(Refused, match="leads out of the audit folder"):
        open_folder(acme)


@pytest.mark.parametrize(("round_name", "who"), [("../..", "lead"), ("2026-11", "../../../other"), ("/tmp", "x")])
def test_no_name_leads_out_of_the_folder(acme: Path, round_name: str, who: str) -> None:
    with pytest.raises(Refused, match="leads out of the audit folder"):
        open_folder(acme).answers_path(round_name, who)


def test_a_link_inside_the_folder_is_fine(acme: Path) -> None:
    (acme / "answers" / "2026-11" / "legal.yml").symlink_to(acme / "answers" / "2026-11" / "it.yml")
    folder = open_folder(acme)
    assert sorted(folder.voices("2026-11")) == ["it", "lead", "legal"]
    assert inside(folder, acme / "site") == acme / "site"


def test_an_audit_folder_that_is_itself_reached_by_a_link_is_fine(acme: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(acme)
    assert sorted(open_folder(tmp_path / "link").voices("2026-11")) == ["it", "lead"]


def test_a_new_folder_can_be_opened_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "audits" / "no: #1"
    create_folder(path, "하늘구청: No", ("ko",), "listen-first", {"X4": "run", "X1": None, "X2": Fraction(40)})
    settings = open_folder(path).settings
    assert (settings.agency.name, settings.languages) == ("하늘구청: No", ("ko",))
    assert settings.profile == {"X4": "run", "X1": None, "X2": Fraction(40)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE((path / "audit.yml").stat().st_mode) == 0o600


def test_a_place_that_holds_something_is_never_made_a_folder(acme: Path, tmp_path: Path) -> None:
    before = (acme / "audit.yml").read_bytes()
    with pytest.raises(Refused, match="is there already and is not empty"):
        create_folder(acme, "Other", ("ko",), "listen-first")
    assert (acme / "audit.yml").read_bytes() == before
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="is there already"):
        create_folder(tmp_path / "file", "Other", ("ko",), "listen-first")
    with pytest.raises(Refused, match="cannot be made"):
        create_folder(tmp_path / "file" / "below", "Other", ("ko",), "listen-first")


def test_an_empty_place_may_become_a_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    create_folder(tmp_path / "empty", "Haneul", ("en",), "listen-first")
    assert open_folder(tmp_path / "empty").settings.agency.name == "Haneul"


def test_an_answer_of_the_profile_is_saved_and_the_rest_stays(acme: Path) -> None:
    folder = open_folder(acme)
    settings = SettingsFile(folder)
    settings.put("X4", "run")
    settings.put("X1", None)
    settings.put("X6", "no")
    assert open_folder(acme).settings.profile == {
        "X1": None, "X4": "run", "X5": None, "X2": Fraction(250), "X6": "no"
    }  # fmt: skip
    assert settings.profile == open_folder(acme).settings.profile
    text = (acme / "audit.yml").read_text(encoding="utf-8")
    assert "# Haneul" in text
    assert "# not yet open" in text


def test_a_profile_that_cannot_be_saved_stays_as_it_was(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    settings = SettingsFile(open_folder(acme))
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NotSaved, match="Permission denied"):
        settings.put("X4", "run")
    assert (acme / "audit.yml").read_text(encoding="utf-8") == SETTINGS
    assert settings.profile["X4"] == "plan"


@pytest.mark.parametrize(("day", "name"), [("2026-11-23", "2026-11"), ("2027-01-01", "2027-01")])
def test_a_round_is_named_by_its_month(day: str, name: str) -> None:
    assert new_round_name(datetime.date.fromisoformat(day)) == name


def test_what_the_same_money_could_do_is_saved_part_by_part_and_nothing_else_changes(acme: Path) -> None:
    (acme / "audit.yml").write_text(
        (acme / "audit.yml").read_text(encoding="utf-8") + '\nalternative:\n  service: "Lamps"  # asked in May\n',
        encoding="utf-8",
    )
    file = SettingsFile(open_folder(acme))
    before = (acme / "audit.yml").read_text(encoding="utf-8")
    file.put_alternative({"complaints": "40", "of": "1200"}, "en")
    after = (acme / "audit.yml").read_text(encoding="utf-8")
    # An old folder gets an id at the top; from the agency on everything stays.
    assert before[before.index("agency") :].rstrip("\n") in after
    assert "# asked in May" in after
    told = open_folder(acme).settings.alternative
    assert (told.service, told.complaints, told.of) == ("Lamps", "40", "1200")
    assert file.alternative == told


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12/03/2026", "can mean two days"),
        ("2026-03", "names no day"),
        ("today", "means another day each time it is read"),
        ("2026-02-30", "is not a date"),
    ],
)
def test_a_holiday_that_is_no_day_is_refused_with_its_reason(
    wrong: Callable[[str, str], list[str]], typed: str, why: str
) -> None:
    found = wrong('"2026-12-25"', f'"{typed}"')
    assert any(why in problem for problem in found), found


def test_a_snapshot_reads_a_round_once_and_whoever_opens_the_folder_again_reads_it_anew(acme: Path) -> None:
    seen = open_folder(acme).snapshot()
    before, digest, rounds = seen.voices("2026-11"), seen.digest("2026-11"), seen.rounds()
    (acme / "answers" / "2026-11" / "it.yml").unlink()

    assert (seen.voices("2026-11"), seen.digest("2026-11"), seen.rounds()) == (before, digest, rounds)
    assert {*open_folder(acme).voices("2026-11")} == {"lead"} < {*before}


ABOUT = (
    'about: {auditor: {en: "Garam", ko: "가람"}, period: {from: "2026-06-01", until: "2026-11-20"}, read: ["log"]}\n'
)


def test_what_the_audit_says_about_itself_is_read_and_may_be_left_out(acme: Path) -> None:
    assert open_folder(acme).settings.about == About()
    (acme / "audit.yml").write_text(SETTINGS + ABOUT, encoding="utf-8")
    about = open_folder(acme).settings.about
    assert (about.auditor, about.read) == ({"en": "Garam", "ko": "가람"}, ("log",))
    assert about.missing == ("commissioned_by", "independent", "scope", "limits")
    (acme / "audit.yml").write_text(f'{SETTINGS}about: {{auditor: "", period: "", read: ""}}\n', encoding="utf-8")
    assert open_folder(acme).settings.about == About()


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ('{auditors: "Garam"}', "about.auditors this key is not known here"),
        ('{auditor: {fr: "Garam"}}', "about.auditor.fr fr is not a language of this pack"),
        ('{auditor: ["Garam"]}', "about.auditor [...] is not a text"),
        (f'{{limits: "{"x" * 1201}"}}', "about.limits the text is longer than 1200 characters"),
        ('{period: "2026"}', "about.period a table of keys and values is expected here"),
        ('{period: {from: "2026-06-01"}}', "about.period.until this is missing"),
        (
            '{period: {from: "2026-06-02", until: "2026-06-01"}}',
            "about.period the time ends on 2026-06-01, before it begins",
        ),
        ('{period: {from: soon, until: "2026-06-01"}}', "about.period.from soon is not a date; write it as 2026-11-02"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_its_place(
    wrong: Callable[[str, str], list[str]], about: str, said: str
) -> None:
    assert wrong('holidays: ["2026-12-25"]', f"about: {about}") == [f"11 {said}"]


def test_what_the_audit_says_about_itself_is_no_answer(acme: Path) -> None:
    before = open_folder(acme).digest("2026-11")
    (acme / "audit.yml").write_text(SETTINGS + ABOUT, encoding="utf-8")
    (acme / "answers" / "2026-11" / "plan.yml").write_text('M02-3: {state: "agreed"}\n', encoding="utf-8")
    assert open_folder(acme).digest("2026-11") == before
