"""In which language a command speaks and writes: what was asked for, then the audit folder's, then the machine's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli import run
from audit.files.folder import create_folder, languages_of
from audit.language import LANGUAGES, chosen_language, preferred_language
from audit.system_language import named_by_macos

HANGUL = re.compile("[가-힣]")
SETTINGS = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def command(*arguments: str | Path, **environment: str) -> str:
    """Run a command in a process whose environment says nothing of a language but this; return all that it said."""
    kept = {name: value for name, value in os.environ.items() if name not in (*SETTINGS, "CI")}
    words = [sys.executable, "-m", "audit", *map(str, arguments)]
    done = subprocess.run(
        words,
        env={**kept, "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANGUAGE": "ko"}, "ko"),
        ({"LANGUAGE": "fr:de:ko:en"}, "ko"),
        ({"LANGUAGE": "ko_KR.UTF-8:en"}, "ko"),
        ({"LANGUAGE": "en", "LC_ALL": "ko_KR.UTF-8"}, "en"),
        ({"LANGUAGE": "", "LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANGUAGE": ":", "LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANGUAGE": "fr", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANGUAGE": "ko", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "ko", "LC_ALL": "POSIX", "LANG": "ko_KR"}, "en"),
        ({"LANGUAGE": "ko", "LANG": "C.UTF-8"}, "ko"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_ALL": "ko_KR.eucKR", "LANG": "en_GB.UTF-8"}, "ko"),
        ({"LC_ALL": "", "LC_MESSAGES": "ko", "LANG": "en_GB.UTF-8"}, "ko"),
        ({"LC_MESSAGES": "en_US", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LANG": "KO-kr"}, "ko"),
        ({"LANG": "ko@x"}, "ko"),
        ({"LANG": "Korean_Korea.949"}, "ko"),
        ({"LANG": "kok_IN.UTF-8"}, "en"),
        ({"LANG": "kon"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_says_which_language_as_gettext_reads_it(environment: Mapping[str, str], language: str) -> None:
    assert preferred_language(environment, lambda: ()) == language


@pytest.mark.parametrize(
    ("system", "language"),
    [
        (("ko_KR",), "ko"),
        (("ko-KR", "en-KR"), "ko"),
        (("fr-FR", "ko-KR", "en"), "ko"),
        (("zh-Hans-CN",), "en"),
        ((), "en"),
    ],
)
def test_where_the_environment_says_nothing_the_system_is_asked(system: tuple[str, ...], language: str) -> None:
    assert preferred_language({}, lambda: system) == language
    assert preferred_language({"LC_ALL": "", "LANG": ""}, lambda: system) == language


def test_where_the_environment_says_it_the_system_is_not_asked() -> None:
    def asked() -> tuple[str, ...]:
        raise AssertionError

    for environment in ({"LANGUAGE": "ko"}, {"LANG": "C"}, {"LC_ALL": "de_DE.UTF-8"}):
        preferred_language(environment, asked)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ('(\n    "ko-KR",\n    "en-KR"\n)\n', ["ko-KR", "en-KR"]),
        ('(\n    en,\n    "zh-Hans-KR"\n)\n', ["en", "zh-Hans-KR"]),
        ("ko_KR\n", ["ko_KR"]),
        ("en_KR@calendar=gregorian\n", ["en_KR"]),
        ("", []),
    ],
)
def test_what_macos_prints_is_read(printed: str, names: list[str]) -> None:
    assert named_by_macos(printed) == names


languages = st.sampled_from(LANGUAGES)


@given(languages, st.lists(st.sampled_from([*LANGUAGES, "fr"]), max_size=3), languages)
def test_what_was_asked_for_wins_then_the_folder_then_the_machine(asked: str, folder: list[str], machine: str) -> None:
    assert chosen_language(asked, folder, machine) == asked
    ours = [language for language in folder if language in LANGUAGES]
    assert chosen_language(None, folder, machine) in (ours or [machine])
    # Who can read one of the folder's languages is spoken to in it.
    if machine in ours:
        assert chosen_language(None, folder, machine) == machine
    # What is sent to another person does not depend on who sends it.
    assert chosen_language(None, folder, None) == (ours[0] if ours else LANGUAGES[0])


@pytest.fixture
def made(tmp_path: Path) -> Mapping[tuple[str, ...], Path]:
    """An audit folder for every choice of languages."""
    folders: dict[tuple[str, ...], Path] = {}
    choices: Sequence[tuple[str, ...]] = (("ko",), ("en",), ("ko", "en"))
    for chosen in choices:
        folders[chosen] = tmp_path / "-".join(chosen)
        create_folder(folders[chosen], "Maple Library", chosen, "listen-first", None)
    return folders


@pytest.mark.thorough
def test_a_command_speaks_the_language_of_the_machine(tmp_path: Path) -> None:
    assert HANGUL.search(command("--help", LANGUAGE="ko"))
    assert HANGUL.search(command("score", "--nothing", LANGUAGE="fr:ko"))
    assert not HANGUL.search(command("score", tmp_path / "none", LANGUAGE="ko", LC_ALL="C"))
    assert HANGUL.search(command("score", tmp_path / "none", LC_MESSAGES="ko_KR.UTF-8"))


@pytest.mark.slow
def test_messages_about_a_folder_follow_the_folder(made: Mapping[tuple[str, ...], Path]) -> None:
    korean, english, both = made["ko",], made["en",], made["ko", "en"]
    assert HANGUL.search(command("check", korean, LANG="en_GB.UTF-8"))
    assert not HANGUL.search(command("check", english, LANG="ko_KR.UTF-8"))
    assert not HANGUL.search(command("check", both, LANG="en_GB.UTF-8"))
    assert HANGUL.search(command("check", both, LANG="ko_KR.UTF-8"))
    assert HANGUL.search(command("check", both, LANG="de_DE.UTF-8", LANGUAGE="ko"))
    assert not HANGUL.search(command("check", korean, "--lang", "en", LANG="ko_KR.UTF-8"))
    # Click's own words too, once the folder is known.
    assert HANGUL.search(command("score", korean, "--date", "tomorrow", LANG="en_GB.UTF-8"))
    # And also where the folder is not as it should be.
    settings = korean / "audit.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "agencies: 3\n", encoding="utf-8")
    assert HANGUL.search(command("check", korean, LANG="en_GB.UTF-8"))


@pytest.mark.slow
def test_what_is_sent_to_others_is_in_the_first_language_of_the_folder(
    made: Mapping[tuple[str, ...], Path], tmp_path: Path
) -> None:
    both = made["ko", "en"]
    for sender in ("en_GB.UTF-8", "ko_KR.UTF-8"):
        command("form", both, "--as", "it", "--force", LANG=sender)
        command("questions", both, "--out", tmp_path / "q.html", "--force", LANG=sender)
        assert [path.name for path in (both / "export").iterdir()] == ["form-maple-library-it-ko.html"]
        assert '<html lang="ko">' in (tmp_path / "q.html").read_text(encoding="utf-8")
    command("form", both, "--as", "it", "--lang", "en", LANG="ko_KR.UTF-8")
    assert (both / "export" / "form-maple-library-it-en.html").exists()


@pytest.mark.parametrize("text", ["", "languages: [", "languages: 3", "languages: {a: b}", "languages: [[ko]]", "- ko"])
def test_a_folder_that_does_not_say_its_languages_is_spoken_of_in_those_of_the_machine(
    text: str, tmp_path: Path
) -> None:
    (tmp_path / "audit.yml").write_text(text, encoding="utf-8")
    assert languages_of(tmp_path) == ()
    assert languages_of(tmp_path / "none") == ()


def test_programs_that_are_started_find_the_language_that_the_user_set() -> None:
    script = (
        "import gettext, json, os, subprocess, sys\n"
        "from audit.cli.common import speaking, translated\n"
        "ask = [sys.executable, '-c', 'import os; print(os.environ.get(\"LANGUAGE\"))']\n"
        "with speaking(['--lang', 'ko']):\n"
        "    child = subprocess.run(ask, capture_output=True, text=True).stdout.strip()\n"
        "    print(json.dumps([child, gettext.gettext('Usage:'), os.environ.get('LANGUAGE')]))\n"
        "print(json.dumps(os.environ.get('LANGUAGE')))\n"
    )
    for own in ("de:en", None):
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        environment = {**kept, "PYTHONUTF8": "1", **({"LANGUAGE": own} if own else {})}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, encoding="utf-8", check=True
        )
        during, after = map(json.loads, done.stdout.splitlines())
        assert during == [str(own), "사용법:", "ko"]
        assert after == own


def test_the_help_of_one_language_leaves_that_of_the_other_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for language in ("en", "ko", "en"):
        run(["build", "--help", "--lang", language])
        said.append(capsys.readouterr().out)
    assert said[0] == said[2] != said[1]
