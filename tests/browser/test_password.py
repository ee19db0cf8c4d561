"""A report behind a password, opened from a disk in a real browser."""

from __future__ import annotations

import datetime
import functools
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest
from playwright.sync_api import Browser, Page, expect

from audit.audits import assess_round
from audit.files.archive import pack_up
from audit.files.folder import open_folder
from audit.report.exports.locked import locked_page, locked_zip
from audit.report.joined.single import single_html

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "narae-city"
PASSWORD = "네 낱말 그리고 é<script>"
DECOMPOSED = unicodedata.normalize("NFD", PASSWORD)
WRONG = {"en": "That is not the password.", "ko": "비밀번호"}
OLD = {"en": "This browser cannot open the file.", "ko": "이 브라우저"}


# Deriving a key is meant to take long, and longer on a machine that does other things too.
expect.set_options(timeout=30_000)


@pytest.fixture(params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    """The language of the report and of the page that asks."""
    return str(request.param)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[str, Path]]:
    """Make the whole report as one page, open and behind a password; once in each language."""

    @functools.cache
    def make(language: str) -> tuple[str, Path]:
        plain = single_html(assess_round(open_folder(EXAMPLE), datetime.date(2026, 11, 23), (language,)), language)
        path = tmp_path_factory.mktemp("locked") / "report.html"
        path.write_bytes(locked_page(plain.encode(), PASSWORD, language))
        return plain, path

    return make


@pytest.fixture
def plain(pages: Callable[[str], tuple[str, Path]], language: str) -> str:
    """The whole report as one page, open to everybody."""
    return pages(language)[0]


@pytest.fixture
def file(pages: Callable[[str], tuple[str, Path]], language: str) -> Path:
    """The same page behind a password."""
    return pages(language)[1]


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of, and every address that it asked for."""
    return []


@pytest.fixture
def page(browser: Browser, file: Path, complaints: list[str]) -> Iterator[Page]:
    """The locked file, opened from the disk."""
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    yield page
    context.close()


def unlock(page: Page, password: str) -> None:
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def test_the_right_password_opens_the_whole_report(page: Page, plain: str, complaints: list[str]) -> None:
    unlock(page, PASSWORD)
    expect(page.locator(".lf-cover h1")).to_be_visible()
    opened = page.evaluate("() => document.body.innerText.length")
    asked = page.context.new_page()
    asked.set_content(plain)
    assert opened == asked.evaluate("() => document.body.innerText.length") > 50_000
    assert "나래시" in page.title() or "Narae City" in page.title()
    assert page.locator("#lock").count() == 0
    assert not [text for text in complaints if not text.startswith("data:image/")]


def test_who_listens_is_told_where_he_is_after_it_opened(page: Page, language: str) -> None:
    unlock(page, PASSWORD)
    expect(page.locator("h1")).to_be_focused()
    assert page.locator("html").get_attribute("lang") == language


def test_links_inside_the_opened_report_lead_to_their_places(page: Page) -> None:
    unlock(page, PASSWORD)
    link = page.locator(".lf-contents a").nth(5)
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    assert page.evaluate("name => document.getElementById(name).getBoundingClientRect().top", target) < 200


def test_letters_typed_in_pieces_are_the_same_password(page: Page) -> None:
    assert DECOMPOSED != PASSWORD
    unlock(page, DECOMPOSED)
    expect(page.locator(".lf-cover")).to_be_visible()


@pytest.mark.parametrize("password", ["wrong and long enough", PASSWORD + " ", PASSWORD.upper()])
def test_a_wrong_password_gets_a_message_and_another_try(
    page: Page, language: str, password: str, complaints: list[str]
) -> None:
    unlock(page, password)
    expect(page.locator("#said")).to_contain_text(WRONG[language])
    expect(page.locator("#password")).to_be_focused()
    assert page.locator(".lf-cover").count() == 0
    assert complaints == []
    unlock(page, PASSWORD)
    expect(page.locator(".lf-cover")).to_be_visible()


def test_a_browser_that_cannot_decrypt_gets_a_message(browser: Browser, file: Path, language: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("#said")).to_contain_text(OLD[language])
    expect(page.locator("#lock")).to_be_hidden()
    context.close()


def test_without_scripts_the_file_says_what_it_needs(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("noscript p")).to_be_visible()
    context.close()


def test_a_file_that_was_tampered_with_does_not_open(
    browser: Browser, file: Path, language: str, tmp_path: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    at = text.index('"content": "') + 4000
    spoiled = tmp_path / "spoiled.html"
    spoiled.write_text(text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :], encoding="utf-8")
    page = browser.new_page()
    page.goto(spoiled.as_uri())
    unlock(page, PASSWORD)
    expect(page.locator("#said")).to_contain_text(WRONG[language])
    page.close()


def test_the_locked_file_says_nothing_of_what_is_in_it(file: Path, plain: str) -> None:
    locked = file.read_text(encoding="utf-8")
    assert "나래" not in locked
    assert "lf-" not in locked
    assert "listening" not in locked.lower()
    assert len(locked) > len(plain)


def test_the_same_report_is_locked_differently_every_time() -> None:
    one, other = (locked_page(b"<!doctype html><title>x</title>", PASSWORD, "en") for _ in range(2))
    assert one != other
    assert len(one) == len(other)


# -- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of an example."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "narae"))


def asked(folder: Path, *passwords: str) -> tuple[str, int]:
    """Run the command at a terminal, answer with the passwords, return what it showed and its exit code."""
    arguments = ["-m", "audit", "build", str(folder), "--single", "--password", "--date", "2026-11-23"]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "TERM": "dumb", "PYTHONUTF8": "1"}
    child = pexpect.spawn(sys.executable, arguments, env=environment, encoding="utf-8", timeout=120)
    shown = ""
    for password in passwords:
        child.expect([r"characters\)", "The same again"])
        shown += child.before or ""
        child.expect(":")
        child.sendline(password)
    child.expect(pexpect.EOF)
    shown += child.before or ""
    child.close()
    return shown, child.exitstatus if child.exitstatus is not None else -1


def test_the_password_is_asked_for_twice_and_never_shown(folder: Path, browser: Browser) -> None:
    shown, code = asked(folder, "four words of mine", "four words of mine")
    assert code == 0, shown
    assert "four words" not in shown
    written = folder / "export" / "나래시-locked.html"
    assert [path.name for path in (folder / "export").iterdir()] == [written.name]
    page = browser.new_page()
    page.goto(written.as_uri())
    unlock(page, "four words of mine")
    expect(page.locator(".lf-cover")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("passwords", "said"),
    [
        (("four words of mine", "four words of thine"), "the two passwords differ"),
        (("short",), "shorter than 12 characters"),
        (("",), "shorter than 12 characters"),
    ],
)
def test_a_slip_or_a_short_password_writes_nothing(folder: Path, passwords: tuple[str, ...], said: str) -> None:
    shown, code = asked(folder, *passwords)
    assert code == 1
    assert said in shown
    assert not (folder / "export").exists()


def test_a_locked_audit_gives_its_zip_to_who_knows_the_password(browser: Browser, folder: Path, tmp_path: Path) -> None:
    content = pack_up(open_folder(folder)).content
    path = tmp_path / "narae-locked.html"
    path.write_bytes(locked_zip(content, "narae.zip", PASSWORD, "ko"))
    page = browser.new_page()
    page.goto(path.as_uri())
    unlock(page, "another password")
    expect(page.locator("#said")).to_contain_text("비밀번호")
    with page.expect_download() as saving:
        unlock(page, PASSWORD)
    assert saving.value.suggested_filename == "narae.zip"
    assert Path(saving.value.path()).read_bytes() == content
    page.close()
