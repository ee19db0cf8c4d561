"""Whoever types `listenfirst` and nothing else is led from an empty folder to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.files.folder import create_folder, open_folder
from audit.interview.guide import Guide, folder_name
from audit.language import translator

ENTER, LEAVE = "\r", "\x03"


def led(at_keyboard: Any, keys: str, here: Path, language: str = "en", size: tuple[int, int] = (80, 24)) -> Any:
    """Return the folder that was found or made, and what was on the screen."""
    with at_keyboard(*size) as keyboard:
        keyboard.type(keys)
        folder = Guide(translator(language), language).folder(here)
        return folder, "\n".join(keyboard.screens.shown)


def test_a_name_and_a_language_are_all_it_takes(at_keyboard: Any, tmp_path: Path) -> None:
    folder, seen = led(at_keyboard, "Maple Library" + ENTER + "2" + ENTER, tmp_path)
    settings = open_folder(folder).settings
    assert (settings.agency.name, settings.languages) == ("Maple Library", ("en", "ko"))
    assert folder.parent == tmp_path
    assert "It takes about an hour." in seen


def test_without_a_name_it_is_asked_again(at_keyboard: Any, tmp_path: Path) -> None:
    folder, seen = led(at_keyboard, ENTER + "  " + ENTER + "한빛구청" + ENTER + ENTER, tmp_path, "ko")
    assert open_folder(folder).settings.agency.name == "한빛구청"
    assert open_folder(folder).settings.languages == ("ko",)
    assert "기관 이름이 무엇입니까?" in seen
    assert "이름을 적고 Enter를 누르십시오." in seen


def test_the_name_that_was_given_stays_on_the_screen(at_keyboard: Any, tmp_path: Path) -> None:
    _, seen = led(at_keyboard, "한빛구청" + ENTER + ENTER, tmp_path, "ko")
    assert " > 한빛구청" in seen.splitlines()


def test_inside_an_audit_nothing_is_asked(at_keyboard: Any, tmp_path: Path) -> None:
    create_folder(tmp_path / "maple", "Maple", ("en",), "listen-first")
    assert led(at_keyboard, "", tmp_path / "maple")[0] == tmp_path / "maple"


@pytest.mark.parametrize(("keys", "found"), [("1", "a"), ("2", "b")])
def test_audits_that_lie_here_are_offered(at_keyboard: Any, tmp_path: Path, keys: str, found: str) -> None:
    for name in ("a", "b"):
        create_folder(tmp_path / name, name, ("en",), "listen-first")
    assert led(at_keyboard, keys + ENTER, tmp_path)[0] == tmp_path / found


def test_beside_an_audit_a_new_one_can_be_begun(at_keyboard: Any, tmp_path: Path) -> None:
    create_folder(tmp_path / "a", "a", ("en",), "listen-first")
    folder, _ = led(at_keyboard, "0" + ENTER + "Maple" + ENTER + "1" + ENTER, tmp_path)
    assert open_folder(folder).settings.agency.name == "Maple"


@pytest.mark.parametrize("keys", [LEAVE, "Maple" + ENTER + LEAVE])
def test_whoever_leaves_finds_no_folder(at_keyboard: Any, tmp_path: Path, keys: str) -> None:
    assert led(at_keyboard, keys, tmp_path)[0] is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("keys", "wanted"), [("y" + ENTER, True), (ENTER, True), ("n" + ENTER, False), (LEAVE, False)])
def test_the_report_is_built_only_on_request(at_keyboard: Any, keys: str, wanted: bool) -> None:
    with at_keyboard() as keyboard:
        keyboard.type(keys)
        assert Guide(translator("ko"), "ko").wants_report() is wanted


def test_every_line_fits_a_narrow_screen_in_korean(at_keyboard: Any, tmp_path: Path) -> None:
    _, seen = led(at_keyboard, LEAVE, tmp_path, "ko", (40, 24))
    assert "소셜미디어" in seen
    assert all(len(line.encode("cp949", "replace")) <= 40 for line in seen.splitlines())


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        *(
            ("한빛구청", "한빛구청"),
            ("../../etc", "etc"),
            ("a/b: c?", "a-b-c"),
            ("...", "audit"),
            ("x" * 500, "x" * 40),
        ),
        *(("con", "audit-con"), ("COM¹", "audit-com¹"), ("x" * 39 + ".y", "x" * 39), ("nul.txt", "audit-nul.txt")),
        ("\u1112\u1161\u1102\u1173\u11af", "하늘"),
    ],
)
def test_a_folder_is_called_like_the_agency_and_stays_where_it_is(name: str, folder: str) -> None:
    assert folder_name(name) == folder
