"""What is sent to those who answer: a form and an e-mail for every role, by when, and who is late afterwards."""

from __future__ import annotations

import datetime
import email
import email.policy
import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.folder import open_folder
from audit.files.rounds.sending import read_sent
from audit.files.shipped import shipped
from audit.interview.sending import Mailing, outgoing

BY = datetime.date(2099, 12, 5)
PEOPLE = """
people:
  lead: {name: "Han Bit", email: "han@example.org"}
  it: {name: "김수현", email: "it@example.org"}
  legal: {name: "No Address", email: "not an address\\nBcc: all@example.org"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit in Korean and English whose settings name people."""
    made = Path(shutil.copytree(shipped("examples") / "haneul-district", tmp_path / "haneul"))
    path = made / "audit.yml"
    path.write_text(path.read_text(encoding="utf-8") + PEOPLE, encoding="utf-8")
    return made


def mail_in(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def sent(folder: Path, tmp_path: Path) -> Path:
    """What was made ready for everybody."""
    assert run(["send", str(folder), "--by", BY.isoformat(), "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_every_role_that_is_asked_something_has_a_form_and_an_e_mail_and_the_lead_has_none(
    sent: Path, folder: Path
) -> None:
    roles = {role.id for role in open_folder(folder).pack.head.roles} - {"lead"}
    assert {path.stem.removeprefix("mail-하늘구청-") for path in sent.glob("*.eml")} == roles
    assert {path.name for path in sent.glob("*.html")} == {f"form-하늘구청-{role}-ko.html" for role in roles}
    listed = (sent / "sent.txt").read_text(encoding="utf-8")
    assert all(path.name in listed for path in sent.iterdir() if path.name != "sent.txt")


def test_an_e_mail_says_who_by_when_and_why_in_every_language_of_the_folder_and_brings_the_form(sent: Path) -> None:
    message = mail_in(sent / "mail-하늘구청-it.eml")
    assert message["From"] == "Han Bit <han@example.org>"
    assert "it@example.org" in message["To"]
    assert message["X-Unsent"] == "1"
    assert "2099년 12월 5일까지" in message["Subject"]
    said = words(message)
    assert "2099년 12월 5일" in said
    assert "소셜미디어 계정" in said
    assert "Han Bit" in said
    (form,) = message.iter_attachments()
    assert form.get_filename() == "form-하늘구청-it-ko.html"
    assert form.get_payload(decode=True) == (sent / "form-하늘구청-it-ko.html").read_bytes()


def test_a_folder_in_two_languages_writes_its_e_mails_in_both(tmp_path: Path) -> None:
    folder = open_folder(shipped("examples") / "narae-city")
    (made,) = outgoing(Mailing(folder, "2026-11", BY, "ko"), ["it"])
    said = words(mail_in_bytes(made.mail))
    assert "5 December 2099" in said
    assert said.index("2099년 12월 5일") < said.index("5 December 2099")


def mail_in_bytes(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_who_has_no_address_that_can_be_written_is_left_blank_and_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["send", str(folder), "--by", BY.isoformat(), "--out", str(tmp_path / "o"), "--as", "legal"]) == 0
    message = mail_in(tmp_path / "o" / "mail-하늘구청-legal.eml")
    assert message["To"] is None
    assert message["Bcc"] is None
    assert "법무 담당" in capsys.readouterr().out


def test_the_same_mailing_gives_the_same_bytes(folder: Path) -> None:
    mailing = Mailing(open_folder(folder), "2026-11", BY, "ko")
    assert [one.mail for one in outgoing(mailing, ["it"])] == [one.mail for one in outgoing(mailing, ["it"])]


def test_what_was_sent_is_kept_with_the_round_and_stays_when_another_role_is_sent_its_form(
    sent: Path, folder: Path, tmp_path: Path
) -> None:
    later = BY + datetime.timedelta(days=7)
    before = read_sent(open_folder(folder), "2026-11")
    assert run(["send", str(folder), "--by", later.isoformat(), "--out", str(tmp_path / "b"), "--as", "it"]) == 0
    after = read_sent(open_folder(folder), "2026-11")
    assert after["it"].by == later
    assert {role: one for role, one in after.items() if role != "it"} == {
        role: one for role, one in before.items() if role != "it"
    }
    assert run(["check", str(folder)]) == 0


def test_who_has_not_answered_when_the_day_has_passed_is_late_and_is_reminded(
    sent: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["status", str(folder), "--lang", "en", "--date", BY.isoformat()]) == 0
    assert "Late" not in capsys.readouterr().out
    path = folder / "answers" / "2026-11" / "sent.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("2099-12-05", "2026-11-01"), encoding="utf-8")
    assert run(["status", str(folder), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Late: 6" in said
    assert "IT: 6 of" in said
    assert "--remind" in said
    assert run(["send", str(folder), "--remind", "--out", str(tmp_path / "again")]) == 0
    assert "다시 알려" in mail_in(tmp_path / "again" / "reminder-하늘구청-it.eml")["Subject"]


def test_nobody_is_reminded_of_what_was_never_sent_and_no_day_that_is_over_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["send", str(folder), "--remind", "--out", str(out), "--lang", "en"]) == 1
    assert "nobody was sent a form" in capsys.readouterr().err.casefold()
    assert run(["send", str(folder), "--by", "2020-01-01", "--out", str(out), "--lang", "en"]) == 1
    assert "is over" in capsys.readouterr().err
    assert run(["send", str(folder), "--out", str(out)]) == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sent: {cook: {date: 2026-11-01, by: 2026-12-01}}", "no role is called cook"),
        ("sent: {it: {date: 2026-11-31, by: 2026-12-01}}", "2026-11-31"),
        ("sent: {it: {date: 2026-11-01}}", "by"),
        ("posted: {}", "posted"),
    ],
)
def test_what_is_wrong_in_the_list_of_who_was_sent_what_is_named_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = folder / "answers" / "2026-11" / "sent.yml"
    path.write_text(f"format: 1\n{text}\n", encoding="utf-8")
    assert run(["status", str(folder), "--lang", "en"]) == 1
    shown = capsys.readouterr().err
    assert "sent.yml:2" in shown
    assert said in shown
