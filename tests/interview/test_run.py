"""The interview with files, and somebody who answers from a list."""

from __future__ import annotations

import datetime
import io
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from audit.errors import NotATerminal, NotSaved, Refused, say
from audit.files.answers_file import read_answers
from audit.files.folder import open_folder
from audit.interview.asker import Move, Page, Reply, Told
from audit.interview.run import Outcome, interview, require_terminal, resume_command
from audit.model.answers import Alternative, Answer, Evidence, standing
from audit.model.pack import Question
from audit.model.values import read_value

TODAY = datetime.date(2026, 11, 23)


def given(page: Page) -> Answer:
    """A plausible answer to anything."""
    item = page.item
    if isinstance(item, Question):
        return Answer(purposes=("hear",), without_voice="yes", level=2) if item.opening else Answer(level=2)
    raw: dict[str, object] = {
        "number": "5",
        "choice": item.choices[0].id if item.choices else "",
        "date": "2026-11-02",
        "country": "KR",
        "week": dict.fromkeys(item.days, "9-18"),
        "layers": [{"minutes": "60"}],
        "drills": [{"date": "2026-10-17", "announced": "yes", "exercised": ["surge"]}],
        "parts": {part.id: "5" for part in item.parts},
        "moments": {moment.id: "2026-03-07 21:00" for moment in item.moments},
    }
    return Answer(value=read_value(item, raw[item.kind]))


def answer_all(page: Page) -> Reply:
    return Reply(Move.NEXT, given(page))


def run(files: Any, asker: Any, only: str | None = None, *, lead: bool = False) -> Outcome:
    return interview(files.folder, files.answers, files.settings, asker, only=only, lead=lead, today=TODAY)


def on_disk(files: Any) -> dict[str, Answer]:
    return dict(read_answers(files.answers.path, files.folder.pack).answers)


def test_a_whole_interview_asks_every_question_once_and_shows_each_pillars_why_before_it_and_its_state_after_it(
    files: Any, fake_asker: Any
) -> None:
    asker = fake_asker(answer_all)
    assert run(files, asker) is Outcome.FINISHED
    asked = [page.item.id for page in asker.pages]
    assert len(asked) == len(set(asked))
    assert "X3" not in asked, "an agency without accounts has none to count"
    assert asker.pages[-1].header.percent > 95
    assert asker.shown[-1] == "review"
    assert all(entry.state == "answered" for entry in asker.reviewed[-1])
    assert asker.resume is None
    pages = [name for name in asker.shown if name.startswith(("begin", "end"))]
    pillars = ["Listening", "Monitoring", "Staffing", "Escalation"]
    assert pages == ["begin profile", *(f"{word} {pillar}" for pillar in pillars for word in ("begin", "end"))]
    assert asker.saves == len(asked)


def test_every_answer_is_on_the_disk_before_the_next_question_comes(files: Any, fake_asker: Any) -> None:
    asked: list[str] = []

    def reply(page: Page) -> Reply:
        if asked and asked[-1].startswith(("L", "M", "N")):
            assert standing(files.folder.pack.by_id[asked[-1]], on_disk(files)[asked[-1]]) == "answered"
        asked.append(page.item.id)
        return answer_all(page) if page.item.id != "M06" else Reply(Move.LEAVE)

    assert run(files, fake_asker(reply)) is Outcome.LEFT


def test_the_profile_goes_into_audit_yml(files: Any, fake_asker: Any) -> None:
    def reply(page: Page) -> Reply:
        return (
            Reply(Move.LEAVE)
            if isinstance(page.item, Question)
            else Reply(Move.NEXT, Answer(unknown=True) if page.item.id == "X2" else given(page))
        )

    run(files, fake_asker(reply))
    profile = open_folder(files.folder.path).settings.profile
    assert profile["X4"] == "plan"
    assert profile["X2"] is None


def test_answers_carry_the_day_they_were_given(files: Any, fake_asker: Any) -> None:
    run(files, fake_asker(answer_all), "M02")
    assert on_disk(files)["M02"].answered == TODAY


def test_leaving_names_the_command_that_goes_on_and_going_on_starts_at_the_open_question(
    files: Any, fake_asker: Any
) -> None:
    def reply(page: Page) -> Reply:
        return Reply(Move.LEAVE) if page.item.id == "L05" else answer_all(page)

    first = fake_asker(reply)
    assert run(files, first) is Outcome.LEFT
    assert first.resume == resume_command(files.folder.path)
    second = fake_asker(lambda _: Reply(Move.LEAVE))
    run(files, second)
    assert second.shown == ["begin Listening", "L05"]


def test_the_command_that_goes_on_can_be_pasted_even_with_spaces_in_the_path() -> None:
    assert resume_command(Path("my audit"), "M02") == "listenfirst ask 'my audit' --only M02"


def test_back_leads_to_the_question_before_also_across_pillars(files: Any, fake_asker: Any) -> None:
    turned: list[str] = []

    def reply(page: Page) -> Reply:
        if page.item.id == "M01" and not turned:
            turned.append(page.item.id)
            return Reply(Move.BACK)
        return answer_all(page) if page.item.id != "M02" else Reply(Move.LEAVE)

    asker = fake_asker(reply)
    run(files, asker)
    place = asker.shown.index("M01")
    assert asker.shown[place : place + 2] == ["M01", "N18"]


def test_back_from_the_first_question_stays_there(files: Any, fake_asker: Any) -> None:
    moves = [Move.BACK, Move.LEAVE]
    asker = fake_asker(lambda _: Reply(moves.pop(0)))
    run(files, asker)
    assert asker.shown == ["begin profile", "X4", "first", "X4"]


def test_a_skipped_question_stays_open_and_is_offered_in_the_list_at_the_end(files: Any, fake_asker: Any) -> None:
    asked: list[str] = []

    def reply(page: Page) -> Reply:
        asked.append(page.item.id)
        return Reply(Move.LATER) if page.item.id == "L02" and asked.count("L02") == 1 else answer_all(page)

    asker = fake_asker(reply, picks=[Move.OPEN])
    run(files, asker, "listening")
    assert [entry.item.id for entry in asker.reviewed[0] if entry.state == "open"] == ["L02"]
    assert asked.count("L02") == 2
    assert on_disk(files)["L02"].level == 2


def test_any_answer_can_be_changed_from_the_list(filled: Any, fake_asker: Any) -> None:
    new = {"M02": Answer(level=4), "X4": Answer(value="run")}
    asker = fake_asker(lambda page: Reply(Move.NEXT, new[page.item.id]), picks=["M02", "X4", Move.FINISH])
    assert run(filled, asker) is Outcome.FINISHED
    assert on_disk(filled)["M02"].level == 4
    assert asker.shown == ["review", "M02", "review", "X4", "review"]
    assert [entry.item.id for entry in asker.reviewed[0] if entry.state == "open"] == []
    assert [entry.item.id for entry in asker.reviewed[-1] if entry.state == "open"] == ["X3"], (
        "with live accounts there is one more question"
    )


def test_only_one_question_is_asked_even_if_it_is_answered_and_nothing_around_it(files: Any, fake_asker: Any) -> None:
    run(files, fake_asker(answer_all), "M02")
    again = fake_asker(answer_all)
    assert run(files, again, "M02") is Outcome.FINISHED
    assert again.shown == ["M02"]


def test_only_a_pillar_asks_what_is_open_there(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(answer_all)
    assert run(files, asker, "staffing") is Outcome.FINISHED
    assert {page.header.section["en"] for page in asker.pages} == {"Staffing"}
    assert {entry.item.id[0] for entry in asker.reviewed[-1]} == {"T", "N"}


def test_only_something_that_does_not_exist_is_refused(files: Any, fake_asker: Any) -> None:
    with pytest.raises(Refused):
        run(files, fake_asker(answer_all), "M99")


def test_leaving_on_the_very_first_page_says_nothing_but_goodbye(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(answer_all, leave_at="begin profile")
    assert run(files, asker) is Outcome.LEFT
    assert asker.shown == ["begin profile"]


def test_leaving_is_possible_on_the_pages_between(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(answer_all, leave_at="end Listening")
    assert run(files, asker) is Outcome.LEFT
    assert "M01" not in asker.shown
    assert on_disk(files)["L12"].level == 2


def test_a_note_is_saved_at_once_and_the_question_comes_again_as_open_as_before(files: Any, fake_asker: Any) -> None:
    def reply(page: Page) -> Reply:
        if not page.answer.note:
            return Reply(Move.STAY, page.answer.model_copy(update={"note": "ask the IT unit"}))
        return Reply(Move.LEAVE)

    run(files, fake_asker(reply), "M02")
    saved = on_disk(files)["M02"]
    assert saved == Answer(note="ask the IT unit")


def test_what_was_begun_is_kept_when_somebody_leaves_in_the_middle(files: Any, fake_asker: Any) -> None:
    run(files, fake_asker(lambda _: Reply(Move.LEAVE, Answer(text="to hear people"))), "L01")
    assert on_disk(files)["L01"].text == "to hear people"


def test_a_disk_that_takes_nothing_is_explained_and_the_same_question_comes_again(
    files: Any, fake_asker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(files, fake_asker(answer_all), "M01")
    put = files.answers.put
    tries: list[str] = []

    def full(question: str, answer: Answer) -> None:
        tries.append(question)
        if len(tries) == 1:
            raise NotSaved(say("no space left"))
        put(question, answer)

    monkeypatch.setattr(files.answers, "put", full)
    mine = Answer(level=3, evidence=(Evidence(what="the log"),))
    asker = fake_asker(lambda page: Reply(Move.NEXT, mine if page.answer.level is None else page.answer))
    assert run(files, asker, "M02") is Outcome.FINISHED
    assert [str(problem) for problem in asker.problems] == ["no space left"]
    assert [page.item.id for page in asker.pages] == ["M02", "M02"]
    assert asker.pages[1].answer.evidence == mine.evidence, "nothing has to be typed twice"
    assert set(on_disk(files)) == {"M01", "M02"}
    assert on_disk(files)["M01"].level == 2


def test_somebody_can_leave_although_nothing_can_be_saved(
    files: Any, fake_asker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(question: str, answer: Answer) -> None:
        raise NotSaved(say("no space left"))

    monkeypatch.setattr(files.answers, "put", full)
    replies = [Reply(Move.NEXT, Answer(level=2)), Reply(Move.LEAVE)]
    asker = fake_asker(lambda _: replies.pop(0))
    assert run(files, asker, "M02") is Outcome.LEFT


def test_an_answer_that_somebody_wrote_into_the_file_meanwhile_is_kept(files: Any, fake_asker: Any) -> None:
    def reply(page: Page) -> Reply:
        text = files.answers.path.read_text(encoding="utf-8")
        if "E17" not in text:
            files.answers.path.write_text(text + "  E17:\n    level: 1 # by hand\n", encoding="utf-8")
        return answer_all(page)

    run(files, fake_asker(answer_all), "M01")
    run(files, fake_asker(reply), "M02")
    assert on_disk(files)["E17"].level == 1
    assert "# by hand" in files.answers.path.read_text(encoding="utf-8")


def test_the_words_of_plan_mode_and_the_level_that_asks_for_evidence_reach_the_question(
    files: Any, fake_asker: Any
) -> None:
    files.settings.put("X4", "plan")
    by_id = {}
    for identity in ("M01", "M02", "X2"):
        asker = fake_asker(answer_all)
        run(files, asker, identity)
        by_id[identity] = asker.pages[0]
    assert by_id["M02"].mode == "plan"
    assert by_id["M01"].evidence_from == 2
    assert by_id["M02"].evidence_from == 3
    assert by_id["M02"].may_note
    assert not by_id["X2"].may_note


class _Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("stdin", "stdout", "environment"),
    [
        (lambda: None, lambda: _Stream(True), {}),
        (lambda: _Stream(False), lambda: _Stream(True), {}),
        (lambda: _Stream(True), lambda: _Stream(False), {}),
        (lambda: _Stream(True), lambda: None, {}),
        (lambda: _Stream(True), lambda: _Stream(True), {"CI": "true"}),
    ],
    ids=["no input", "input from a pipe", "output to a file", "no output", "in CI"],
)
def test_without_a_person_at_a_keyboard_the_interview_refuses_and_names_what_to_do(
    monkeypatch: pytest.MonkeyPatch, stdin: Callable[[], Any], stdout: Callable[[], Any], environment: dict[str, str]
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin())
    monkeypatch.setattr(sys, "stdout", stdout())
    with pytest.raises(NotATerminal) as refused:
        require_terminal(environment)
    assert "listenfirst check" in str(refused.value.remedy)


def test_a_closed_input_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    with pytest.raises(NotATerminal):
        require_terminal({})


def test_with_a_terminal_it_does_not_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stream(True))
    monkeypatch.setattr(sys, "stdout", _Stream(True))
    require_terminal({"CI": "false"})


def test_what_the_lead_tells_of_the_other_use_of_the_money_goes_into_audit_yml(files: Any, fake_asker: Any) -> None:
    told = Told({"service": "Street lamps", "complaints": "40", "of": "1200"}, "en")

    def reply(page: Page) -> Reply:
        return Reply(Move.NEXT, Answer(level=1), told if page.alternative is not None else None)

    assert run(files, fake_asker(reply), "L10") is Outcome.FINISHED
    assert open_folder(files.folder.path).settings.alternative == Alternative(), "only the lead writes it"
    assert run(files, fake_asker(reply), "L10", lead=True) is Outcome.FINISHED
    saved = open_folder(files.folder.path).settings.alternative
    assert saved == Alternative(service="Street lamps", complaints="40", of="1200")
    asker = fake_asker(reply)
    run(files, asker, "L10", lead=True)
    assert asker.pages[0].alternative == saved, "what is known stands there the next time"


def test_the_test_of_an_alert_is_not_open_where_no_alert_rings(files: Any, fake_asker: Any) -> None:
    quiet = {"N03": Answer(value=Fraction(60)), "N04": Answer(value="nobody")}
    asker = fake_asker(lambda page: Reply(Move.NEXT, quiet.get(page.item.id, given(page))))
    assert run(files, asker, "monitoring") is Outcome.FINISHED
    asked = [page.item.id for page in asker.pages]
    assert "N20" not in asked
    assert "N05" not in asked
    assert "N20" not in [entry.item.id for entry in asker.reviewed[-1]]


def test_a_body_of_fewer_than_ten_people_is_asked_in_words_of_its_own_as_soon_as_it_says_so(
    files: Any, fake_asker: Any
) -> None:
    def reply(page: Page) -> Reply:
        small = Answer(value=Fraction(9))
        return Reply(Move.NEXT, small) if page.item.id == "X2" else answer_all(page)

    asker = fake_asker(reply)
    run(files, asker)
    ids = [page.item.id for page in asker.pages]
    after = ids.index("X2") + 1
    assert not any(page.small for page in asker.pages[:after])
    assert all(page.small for page in asker.pages[after:])
