"""Whoever types `listenfirst` and nothing else is led from an empty folder to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.files.folder import create_folder, open_folder
from audit.interview.first_run import Guide, folder_name
from audit.language import translator

pytestmark = pytest.mark.sampled

ENTER, LEAVE = "\r", "\x03"


def led(
    at_keyboard: Any,
    keys: str,
    here: Path,
    language: str = "en",
    size: tuple[int, int] = (80, 24),
    *,
    ask_language: bool = False,
) -> Any:
    """Return the folder that was found or made, and what was on the screen."""
    with at_keyboard(*size) as keyboard:
        keyboard.type(keys)
        begun = Guide(language, keyboard.terminal()).folder(here, ask_language=ask_language)
        return begun and begun.folder, "\n".join(keyboard.screens.shown)


@pytest.mark.parametrize(("machine", "keys", "language"), [("en", "2", "ko"), ("ko", "1", "en"), ("ko", "", "ko")])
def test_the_language_is_asked_first_in_every_language_and_then_everything_is_in_it(
    at_keyboard: Any, tmp_path: Path, machine: str, keys: str, language: str
) -> None:
    with at_keyboard() as keyboard:
        keyboard.type(keys + ENTER + "Maple" + ENTER * 3)
        begun = Guide(machine, keyboard.terminal()).folder(tmp_path)
        first, *others = keyboard.screens.shown
        screens = [screen for screen in others if "Maple" in screen or "Enter" in screen]
    assert begun is not None
    assert (begun.language, begun.made) == (language, True)
    first = next(screen for screen in (first, *others) if "Listen First" in screen)
    assert translator("en")("In which language shall we go on?") in first
    assert translator("ko")("In which language shall we go on?") in first
    assert "q leave / q 나가기" in first, "how to leave is said at once"
    later = [screen for screen in screens if "q leave / q" not in screen]
    assert translator(language)("What is the name of the agency?") in "\n".join(later)
    other = translator("en" if language == "ko" else "ko")
    assert other("What is the name of the agency?") not in "\n".join(later)
    assert open_folder(begun.folder).settings.languages == (language,), "the report's language begins with it"


def test_whoever_named_the_language_is_not_asked_for_it(at_keyboard: Any, tmp_path: Path) -> None:
    _, seen = led(at_keyboard, LEAVE, tmp_path, "ko")
    assert translator("ko")("In which language shall we go on?") not in seen


@pytest.mark.parametrize("key", ["q", "ㅂ", LEAVE])
def test_the_language_and_the_picker_can_be_left_by_a_key(at_keyboard: Any, tmp_path: Path, key: str) -> None:
    assert led(at_keyboard, key, tmp_path, ask_language=True)[0] is None
    create_folder(tmp_path / "a", "a", ("en",), "listen-first")
    folder, seen = led(at_keyboard, key, tmp_path)
    assert folder is None
    assert "q leave" in seen


def test_where_the_folder_is_made_is_said_before_and_after(at_keyboard: Any, tmp_path: Path) -> None:
    with at_keyboard(columns=160) as keyboard:
        keyboard.type("Maple Library" + ENTER * 3)
        begun = Guide("en", keyboard.terminal()).folder(tmp_path, ask_language=False)
        before, after = (
            next(screen for screen in keyboard.screens.shown if words in screen)
            for words in ("What is the name of the agency?", "In which language shall the report be?")
        )
    assert begun is not None
    assert str(tmp_path) in "".join(before.split("\n"))
    assert begun.folder.name in after


def test_a_name_a_kind_and_a_language_are_all_it_takes(at_keyboard: Any, tmp_path: Path) -> None:
    folder, seen = led(at_keyboard, "Larch Bakeries" + ENTER + "2" + ENTER + "2" + ENTER, tmp_path)
    settings = open_folder(folder).settings
    assert (settings.agency.name, settings.kind, settings.languages) == ("Larch Bakeries", "company", ("en", "ko"))
    assert folder.parent == tmp_path
    assert "A first verdict takes about ten minutes, the whole audit about an hour." in " ".join(seen.split())


def test_without_a_name_it_is_asked_again(at_keyboard: Any, tmp_path: Path) -> None:
    folder, seen = led(at_keyboard, ENTER + "  " + ENTER + "한빛구청" + ENTER * 3, tmp_path, "ko")
    assert open_folder(folder).settings.agency.name == "한빛구청"
    assert open_folder(folder).settings.languages == ("ko",)
    assert "기관 이름이 무엇입니까?" in seen
    assert "이름을 적고 Enter를 누르십시오." in seen


def test_the_name_that_was_given_stays_on_the_screen(at_keyboard: Any, tmp_path: Path) -> None:
    _, seen = led(at_keyboard, "한빛구청" + ENTER * 3, tmp_path, "ko")
    assert "한빛구청" in seen.splitlines()


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
    folder, _ = led(at_keyboard, "0" + ENTER + "Maple" + ENTER * 2 + "1" + ENTER, tmp_path)
    assert open_folder(folder).settings.agency.name == "Maple"


@pytest.mark.parametrize("keys", [LEAVE, "Maple" + ENTER + LEAVE, "Maple" + ENTER * 2 + LEAVE])
def test_whoever_leaves_finds_no_folder(at_keyboard: Any, tmp_path: Path, keys: str) -> None:
    assert led(at_keyboard, keys, tmp_path)[0] is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("keys", "wanted"), [("y" + ENTER, True), (ENTER, True), ("n" + ENTER, False), (LEAVE, False)])
def test_the_report_is_built_only_on_request(at_keyboard: Any, keys: str, wanted: bool) -> None:
    with at_keyboard() as keyboard:
        keyboard.type(keys)
        assert Guide("ko", keyboard.terminal()).wants_report(lambda _: []) is wanted


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
