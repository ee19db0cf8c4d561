"""The interview by calls: what is asked, what was understood, what is saved; nothing that was answered is lost."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

from audit.files.answers_file import read_answers
from audit.files.folder import create_folder, open_folder
from audit.interview.flow import FirstStand, Stand
from audit.model.answers import Answer


def test_a_new_audit_is_the_folder_that_the_command_makes(page: Any, tmp_path: Path) -> None:
    identity = page.new("Haneul District Office", kind="company", languages=["en", "ko"])
    create_folder(tmp_path / "made", "Haneul District Office", ("en", "ko"), "listen-first", kind="company")
    made = (tmp_path / "made" / "audit.yml").read_text(encoding="utf-8")
    own = open_folder(tmp_path / "made").settings.id
    assert page.kept[identity] == {"audit.yml": made.replace(own, identity).encode()}


def test_first_comes_what_a_first_verdict_asks_then_everything(page: Any) -> None:
    identity = page.new()
    pack = open_folder(page.root / identity).pack
    first = page.get("questionnaire", id=identity, scope="first")
    assert [item["id"] for item in first["items"]] == [item.id for item in FirstStand(pack, {}, {}).items]
    assert (first["next"], first["progress"]["answered"]) == ("X4", 0)
    whole = page.get("questionnaire", id=identity)
    assert [item["id"] for item in whole["items"]] == [item.id for item in Stand(pack, {}, {}).items]
    assert {item["state"] for item in whole["items"]} == {"open"}
    it = page.get("questionnaire", id=identity, role="it")
    assert {item["id"] for item in it["items"]} == {item.id for item in Stand(pack, {}, {}).only_for("it").items}


def test_an_item_says_everything_that_is_drawn_in_the_words_for_this_body(page: Any) -> None:
    identity = page.new()
    pack = open_folder(page.root / identity).pack
    worded = next(q.id for q in pack.questions if not q.computed and q.words("plan").ask != q.words("run").ask)
    run = page.get("item", id=identity, item=worded)
    page.answer(identity, "X4", {"pick": "value", "choice": "plan"})
    plan = page.get("item", id=identity, item=worded)
    assert run["ask"] != plan["ask"]
    assert not {"plan", "small", "both"} & plan.keys()
    assert (len(plan["levels"]), plan["raw"], plan["state"], plan["steps"][-1]) == (5, {}, "open", "note")
    assert page.get("item", id=identity, item="M02")["before"] == "M01"
    assert [part["id"] for part in page.get("item", id=identity, item="L10")["alternative"]] == [
        "service",
        "amount",
        "complaints",
        "of",
    ]


def test_an_answer_is_saved_at_once_and_only_what_changed_is_told(page: Any) -> None:
    identity = page.new()
    told = page.answer(identity, "X4", {"pick": "value", "choice": "run"}, scope="first")
    assert list(told["changed"]) == ["audit.yml"]
    assert (told["state"], told["next"], told["progress"]["answered"]) == ("answered", "X1", 1)
    told = page.answer(identity, "M05", {"pick": "3", "note": "a note"}, scope="first")
    assert list(told["changed"]) == ["answers/2026-11/lead.yml"]
    folder = open_folder(page.root / identity)
    saved = read_answers(folder.answers_path("2026-11"), folder.pack).of("M05")
    assert (saved.level, saved.note, str(saved.answered)) == (3, "a note", "2026-11-27")
    assert page.answer(identity, "M05", {"pick": "3", "note": "a note"})["changed"] == {}
    assert page.kept[identity] == {
        path.relative_to(folder.path).as_posix(): path.read_bytes() for path in folder.path.rglob("*.yml")
    }


def test_what_an_answer_hides_is_asked_no_more_and_stays_in_the_file(page: Any) -> None:
    identity = page.new()
    page.answer(identity, "N03", {"text": "alerts"})
    page.answer(identity, "N20", {"text": "2026-11-02"})
    page.answer(identity, "N04", {"choice": "nobody", "pick": "value"})
    told = page.answer(identity, "N03", {"text": "60"})
    assert "N20" in told["hidden"]
    assert "N20" not in told["order"]
    folder = open_folder(page.root / identity)
    assert read_answers(folder.answers_path("2026-11"), folder.pack).of("N20").value is not None
    back = page.answer(identity, "N03", {"text": "alerts"})
    assert {line["id"]: line["state"] for line in back["items"]}["N20"] == "answered"


def test_half_of_a_field_is_kept_and_the_other_half_said(page: Any) -> None:
    identity = page.new()
    told = page.answer(identity, "N02", {"days": {"sat": "10-12", "sun": "now and then"}})
    assert told["understood"] == {"sat": "10:00-12:00"}
    assert [problem["field"] for problem in told["problems"]] == ["sun"]
    assert told["raw"]["days"] == {"sat": "10:00-12:00"}
    asked = page.answer(identity, "N02", {"days": {"sat": "9-5"}})
    assert [(ask["field"], ask["instead"], ask["no"]) for ask in asked["asks"]] == [
        ("sat", "09:00-17:00", "No, 09:00-17:00")
    ]
    assert asked["raw"]["days"] == {"sat": "10:00-12:00"}, "what was saved stands until the other is meant"


def test_the_steps_of_the_first_question_follow_what_was_answered(page: Any) -> None:
    identity = page.new()
    page.answer(identity, "X1", {"pick": "value", "choice": "safety-critical"})
    wish = page.answer(identity, "L01", {"purposes": {"inform": True}})
    assert (wish["steps"], wish["state"]) == (["words", "purposes", "without", "note"], "answered")
    warns = page.answer(identity, "L01", {"purposes": {"warn": True}})
    assert warns["steps"] == ["words", "purposes", "without", "evidence", "law", "note"]
    hears = page.answer(identity, "L01", {"purposes": {"hear": True}, "without": "yes"})
    assert (hears["steps"], hears["state"]) == (["words", "purposes", "without", "level", "note"], "open")
    level = page.answer(identity, "L01", {"purposes": {"hear": True}, "without": "yes", "level": "2"})
    assert (
        level["counts"] == "L01: saved as level 2, on your word only until there is evidence with what, where and date."
    )


def test_a_first_verdict_leaves_evidence_for_later(page: Any) -> None:
    identity = page.new()
    first = page.answer(identity, "M01", {"pick": "3"}, scope="first")
    assert (first["steps"], first["counts"]) == (["level", "note"], "")
    assert page.get("questionnaire", id=identity, scope="first")["unproved"] == ["M01"]
    later = page.get("item", id=identity, item="M01")
    assert later["steps"] == ["level", "evidence", "note"]
    assert later["counts"] == "M01: saved as level 3. Without evidence it counts as 2."


def test_a_drill_of_the_register_is_offered_as_evidence(page: Any) -> None:
    identity = page.new()
    row = {"date": "2026-11-02", "announced": "no", "exercised": {"stop-all": True}}
    assert page.answer(identity, "N22", {"rows": [row]})["state"] == "answered"
    pack = open_folder(page.root / identity).pack
    question = next(q.id for q in pack.questions if "stop-all" in q.drills and not q.computed)
    offered = page.get("item", id=identity, item=question)["drills_offered"]
    assert [piece["date"] for piece in offered] == ["2026-11-02"]
    given = page.answer(identity, question, {"pick": "3", "evidence": offered})
    assert given["drills_offered"] == []
    assert given["raw"]["evidence"][0]["what"].startswith("Drill of 2 November 2026")


def test_all_evidence_is_listed_with_who_else_has_looked(page: Any) -> None:
    identity = page.new()
    piece = {"what": "the log", "where": "shelf 2", "date": "2026-11-02"}
    page.answer(identity, "M05", {"pick": "3", "evidence": [piece, {"what": "a hope"}]})
    told = page.get("evidence", id=identity)
    assert [(one["item"], one["number"], one["complete"], one["checked"]) for one in told["pieces"]] == [
        ("M05", 0, True, ""),
        ("M05", 1, False, ""),
    ]
    assert told["unseen"] == 1
    page.answer(identity, "M05", {"pick": "3", "evidence": [{**piece, "how": "seen", "by": "it", "on": "2026-11-20"}]})
    told = page.get("evidence", id=identity)
    assert (told["unseen"], told["pieces"][0]["text"]) == (0, "the log, shelf 2, 2026-11-02, seen by IT, 2026-11-20")


def test_what_the_register_of_accounts_says_stands_beside_its_questions(page: Any) -> None:
    identity = page.open_example("haneul-district")
    told = {
        line["id"]: page.get("item", id=identity, item=line["id"])
        for line in page.get("questionnaire", id=identity)["items"]
    }
    suggested = {item for item, data in told.items() if "suggested" in data}
    assert suggested
    assert suggested <= {"X3", "T09", "L10", "E12", "N19"}


def test_a_note_leaves_everything_else_of_an_answer(page: Any) -> None:
    identity = page.open_example("maple-library")
    item = page.get("item", id=identity, item="E09")
    page.answer(identity, "E09", {**item["raw"], "note": "seen again"})
    folder = open_folder(page.root / identity)
    saved = folder.voices("2026-11")["lead"].of("E09")
    was = page.get("item", id=identity, item="E09")
    assert (saved.note, was["raw"]["evidence"]) == ("seen again", item["raw"]["evidence"])


def test_what_the_same_money_could_do_goes_into_the_settings(korean: Any) -> None:
    identity = korean.new("하늘구청")
    told = korean.get("alternative", id=identity, parts={"service": "민원실", "of": "1,200건", "nothing": "x"})
    assert told["alternative"] == {"service": "민원실", "amount": "", "complaints": "", "of": "1200"}
    assert list(told["changed"]) == ["audit.yml"]
    assert open_folder(korean.root / identity).settings.alternative.service == "민원실"


def test_the_profile_has_no_way_to_take_an_answer_back(page: Any) -> None:
    identity = page.new()
    page.answer(identity, "X2", {"text": "5"})
    told = page.answer(identity, "X2", {"text": ""})
    assert (told["state"], told["changed"]) == ("answered", {})
    assert page.answer(identity, "X2", {"pick": "unknown"})["state"] == "unknown"


def test_several_audits_lie_beside_each_other_and_come_back_from_what_the_page_kept(
    page: Any, new_page: Callable[[], Any]
) -> None:
    one, other = page.new("One"), page.new("Other")
    page.answer(one, "M05", {"pick": "1"})
    page.answer(other, "M05", {"pick": "4"})
    again = new_page()
    for identity in (one, other):
        opened = again.get("open", files={path: _travels(content) for path, content in page.kept[identity].items()})
        assert (opened["id"], opened["changed"], opened["rounds"]) == (identity, {}, ["2026-11"])
    assert again.get("item", id=one, item="M05")["raw"]["pick"] == "1"
    assert again.get("item", id=other, item="M05")["raw"]["pick"] == "4"
    again.get("close", id=one)
    assert again.refused("item", id=one, item="M05")["code"] == "bad-call"
    again.get("erase")
    assert [path for path in again.root.rglob("*") if path.is_file()] == []


def _travels(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_hand_written_file_keeps_every_other_byte(page: Any) -> None:
    identity = page.new()
    page.answer(identity, "M05", {"pick": "1"})
    path = page.root / identity / "answers" / "2026-11" / "lead.yml"
    written = path.read_bytes().replace(b"answers:\n", b"answers:  # of November\n")
    files = {"audit.yml": page.kept[identity]["audit.yml"], "answers/2026-11/lead.yml": written}
    page.get("open", files={name: _travels(content) for name, content in files.items()})
    page.answer(identity, "M06", {"pick": "2"})
    assert path.read_bytes().startswith(written.rstrip(b"\n"))
    assert Answer(level=2) == open_folder(page.root / identity).voices("2026-11")["lead"].of("M06").model_copy(
        update={"answered": None}
    )
