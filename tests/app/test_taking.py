"""What somebody sent is opened, or a sentence says why not; nothing that is here is lost without a yes."""

from __future__ import annotations

import base64
import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.app.engine import Engine
from audit.files.archive import pack_up
from audit.files.folder import open_folder
from audit.files.shipped import shipped

HANGUL = re.compile(r"[가-힣]")
ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}")


def travels(content: bytes) -> str:
    """Write bytes as they travel."""
    return base64.b64encode(content).decode()


def zip_of(**files: str) -> str:
    """Return a zip of some files, as it travels; two underlines stand for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_yml", ".yml"), text)
    return travels(buffer.getvalue())


def example(name: str) -> bytes:
    """Return the zip of an example."""
    return pack_up(open_folder(shipped("examples") / name)).content


def test_a_zip_from_a_terminal_is_opened_and_goes_back_as_it_was(page: Any) -> None:
    sent = example("narae-city")
    told = page.get("take", name="narae.zip", bytes=travels(sent))
    assert (told["what"], told["taken"], told["rounds"]) == ("zip", True, ["2026-06", "2026-11"])
    back = page.get("export", id=told["id"], what="zip")
    assert base64.b64decode(back["bytes"]) == sent


def test_an_audit_that_is_here_and_differs_is_replaced_only_on_a_yes(page: Any) -> None:
    identity = page.open_example("maple-library")
    sent = travels(example("maple-library"))
    same = page.get("take", name="a.zip", bytes=sent, id=identity)
    assert (same["differing"], same["taken"], same["changed"]) == ([], True, {})
    page.answer(identity, "N03", {"text": "45"})
    kept = dict(page.kept[identity])
    asked = page.get("take", name="a.zip", bytes=sent)
    assert (asked["taken"], asked["replaces"], asked["differing"]) == (False, True, ["answers/2026-11/lead.yml"])
    assert page.kept[identity] == kept
    assert page.get("item", id=identity, item="N03")["raw"]["text"] == "45"
    page.get("take", name="a.zip", bytes=sent, id=identity, yes=True)
    assert page.get("item", id=identity, item="N03")["raw"]["text"] != "45"


def test_templates_of_a_stranger_stay_out_and_those_that_were_prepared_stay(
    page: Any, new_page: Callable[[], Any]
) -> None:
    identity = page.open_example("maple-library")
    template = "site_template/parts/brand.j2"
    prepared = {**page.kept[identity], template: b"{{ 7 * 7 }}"}
    page.get("open", files={path: travels(content) for path, content in prepared.items()})
    saved = page.get("export", id=identity, what="zip")["bytes"]
    page.answer(identity, "N03", {"text": "45"})
    back = page.get("take", name="a.zip", bytes=saved, id=identity, yes=True)
    assert back["left_out"] == []
    assert (page.root / identity / template).read_bytes() == b"{{ 7 * 7 }}"
    stranger = new_page()
    told = stranger.get("take", name="a.zip", bytes=saved)
    assert told["left_out"] == [template]
    assert not (stranger.root / identity / template).exists()


def test_the_answers_of_a_form_are_shown_before_they_are_taken_and_can_be_taken_back(
    page: Any, sent: Callable[[str], str]
) -> None:
    identity = page.open_example("maple-library")
    before = dict(page.kept[identity])
    shown = page.get("take", name="it.yml", bytes=sent(identity), id=identity)
    assert (shown["taken"], shown["changed"], shown["changes_anything"]) == (False, {}, True)
    assert [(change["id"], change["kind"], change["text"]) for change in shown["files"][0]["changes"]] == [
        ("T01", "new", "level 3")
    ]
    taken = page.get("take", name="it.yml", bytes=sent(identity), id=identity, yes=True)
    assert taken["taken"]
    assert "answers/2026-11/it.yml" in page.kept[identity]
    assert page.get("check", id=identity)["voices"] == 2
    assert page.get("undo", id=identity)["restored"] == ["answers/2026-11/it.yml"]
    assert page.kept[identity] == before
    assert page.refused("undo", id=identity)["code"] == "refused"


def test_a_form_for_another_audit_is_not_taken_unless_that_is_meant(page: Any, sent: Callable[[str], str]) -> None:
    identity = page.open_example("maple-library")
    other = sent("0123456789abcdef")
    problem = page.refused("take", name="it.yml", bytes=other, id=identity, yes=True)
    assert problem["message"].startswith("It was answered for Maple Library, and this is the audit of Maple Library")
    assert page.get("take", name="it.yml", bytes=other, id=identity, from_other_audit=True)["changes_anything"]


NEWER = "format: 9\nid: abc\n"
WRONG: dict[str, tuple[str, str, str]] = {
    "no zip": ("a.zip", travels(b"PK\x03\x04 nothing"), "a.zip is no zip that can be read"),
    "half a zip": ("a.zip", travels(example("maple-library")[:3000]), "a.zip is no zip that can be read"),
    "a zip of something else": ("a.zip", zip_of(readme="hello"), "holds no audit.yml"),
    "a newer format": ("a.zip", zip_of(audit_yml=NEWER), "has format 9; this version reads formats up to 2"),
    "a way out": ("a.zip", zip_of(audit_yml=NEWER, **{"..__x": "y"}), "leads out of the folder"),
    "a page behind a password": (
        "a.html",
        travels(b'<!doctype html><script type="application/json" id="locked">{"content": ""}</script>'),
        "a.html opens with a password",
    ),
    "a picture": ("a.png", travels(b"\x89PNG\r\n\x1a\n"), "a.png is no audit"),
    "nothing": ("", travels(b""), "is no audit"),
}


@pytest.mark.parametrize("what", WRONG)
def test_whatever_else_is_opened_says_why_not_and_leaves_what_is_here(page: Any, what: str) -> None:
    name, content, said = WRONG[what]
    identity = page.open_example("maple-library")
    here = page.get("export", id=identity, what="zip")
    for arguments in ({}, {"id": identity}):
        if arguments and "is no audit" in said:
            continue
        problem = page.refused("take", name=name, bytes=content, **arguments)
        assert said in problem["message"], problem
        assert problem["remedy"]
    assert page.get("export", id=identity, what="zip") == here


INTO_AN_AUDIT: dict[str, tuple[bytes, str]] = {
    "a picture": (b"\x89PNG\r\n\x1a\n", "not UTF-8 text"),
    "the form itself": (b"<!doctype html><p>", "is the form itself, or another page"),
    "a newer form": (b"# listenfirst form 9; round 2026-11\n# end 0\n", "newer form"),
    "half a file": (b"# listenfirst form 2; round 2026-11\nformat: 1\n", "the end of f.yml is missing"),
    "nothing": (b"", "f.yml is empty"),
}


@pytest.mark.parametrize("what", INTO_AN_AUDIT)
def test_a_wrong_answers_file_is_named_with_its_line_and_what_to_do(page: Any, what: str) -> None:
    content, said = INTO_AN_AUDIT[what]
    identity = page.open_example("maple-library")
    problem = page.refused("take", name="f.yml", bytes=travels(content), id=identity, yes=True)
    assert said in problem["message"].lower() or said in problem["message"], problem
    assert problem["place"].startswith("f.yml:")
    assert problem["remedy"]
    assert (problem["code"], problem["problems"][0]["message"]) == ("bad-files", problem["message"])


def test_the_zip_of_another_audit_is_not_put_over_the_one_that_is_looked_at(page: Any) -> None:
    identity = page.open_example("maple-library")
    problem = page.refused("take", name="h.zip", bytes=travels(example("haneul-district")), id=identity, yes=True)
    assert problem["message"] == "H.zip is of another audit, of Haneul District Office." or problem[
        "message"
    ].startswith("h.zip is of another audit")
    assert page.get("check", id=identity)["rounds"] == 1


def test_what_the_page_kept_is_checked_before_it_is_opened(page: Any) -> None:
    assert "holds no audit.yml" in page.refused("open", files={})["message"]
    assert page.refused("open", files={"audit.yml": "no base64!"})["code"] == "bad-call"
    assert page.refused("open", files={"audit.yml": travels(NEWER.encode())})["code"] == "refused"
    broken = page.refused("open", files={"audit.yml": travels(b"format: 2\nid: abc\nlanguages: [en]\n")})
    assert broken["code"] == "bad-files"
    assert len(broken["problems"]) > 1
    assert all(problem["place"].startswith("audit.yml") for problem in broken["problems"])
    out = page.refused("open", files={"../audit.yml": "", "audit.yml": ""})
    assert "leads out of the folder" in out["message"]


def test_nothing_that_is_asked_in_a_wrong_way_ends_in_a_traceback(page: Any) -> None:
    identity = page.open_example("maple-library")
    for text in ("", "[]", "nothing", '{"call": "item", "arguments": []}', '{"call": 3}'):
        answered = json.loads(page.engine.answer(text))
        assert (answered["ok"], answered["problem"]["code"]) == (False, "bad-call"), text
    # Those that only read take whatever comes; they are tried elsewhere, and take long.
    for call in {*page.get("about")["calls"], "no such call"} - {"report", "what_if", "check", "verdict"}:
        for arguments in (
            {},
            {"id": 3},
            {"id": identity, "item": {}, "raw": 7, "files": 1, "switches": [], "what": []},
        ):
            answered = page.ask(call, **arguments)
            assert answered["ok"] or answered["problem"]["code"] in ("bad-call", "refused"), (call, answered)
        if call == "erase":
            identity = page.open_example("maple-library")


def test_hostile_words_in_every_field_are_kept_as_words(page: Any) -> None:
    identity = page.open_example("maple-library")
    words = "</script><img src=x onerror=alert(1)>\x00\x1b[2J{{7*7}} \"' \ud800"
    raw = {"pick": "3", "note": words, "evidence": [{"what": words, "where": words, "date": words}]}
    told = page.answer(identity, "M05", raw)
    assert told["raw"]["note"] == "</script><img src=x onerror=alert(1)>[2J{{7*7}} \"' \ufffd"
    page.answer(identity, "L01", {"words": words, "purposes": {words: True, "hear": True}, "without": words})
    page.answer(identity, "N03", {"text": words})
    html = page.get("report", id=identity, languages=["en"])["pages"][0]["html"]
    assert "<img src=x" not in html
    assert page.refused("item", id=identity, item=words)["code"] == "bad-call"
    assert page.engine.answer(json.dumps({"call": words})).encode().decode(), "half a letter stops no answer"


def test_what_is_wrong_is_said_in_the_language_of_the_call(korean: Any) -> None:
    identity = korean.open_example("maple-library")
    problems = [korean.refused("take", name=name, bytes=content) for name, content, _ in WRONG.values()]
    problems += [
        korean.refused("take", name="f.yml", bytes=travels(content), id=identity, yes=True)
        for content, _ in INTO_AN_AUDIT.values()
    ]
    problems += [korean.refused("item", id="nowhere", item="M01"), korean.refused("undo", id=identity)]
    for problem in problems:
        assert HANGUL.search(problem["message"]), problem
        assert HANGUL.search(problem["remedy"]), problem
        assert not ENGLISH.search(problem["message"] + problem["remedy"]), problem


def test_what_nobody_foresaw_is_a_problem_too_and_the_next_call_is_answered(tmp_path: Path) -> None:
    def no_day() -> datetime.date:
        raise OverflowError("date value out of range")

    engine = Engine(tmp_path / "audits", no_day)
    answered = json.loads(engine.answer(json.dumps({"call": "create", "arguments": {"agency": "Haneul"}})))
    assert answered["problem"]["code"] == "unexpected"
    assert answered["problem"]["message"] == "Something went wrong that should not: OverflowError."
    assert "Nothing that was answered is lost" in answered["problem"]["remedy"]
    assert "Traceback" not in json.dumps(answered)
    assert json.loads(engine.answer('{"call": "about"}'))["ok"]
