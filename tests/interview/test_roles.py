"""A role is asked only its questions, into a file of its own."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from audit.errors import Refused
from audit.files.respondents import known_role, respondent_file
from audit.interview.asker import Move, Page, Reply
from audit.interview.run import Outcome, interview
from audit.model.answers import Answer
from audit.model.pack import Input, Pack

TODAY = datetime.date(2026, 11, 23)


def unknown(page: Page) -> Reply:
    return Reply(Move.NEXT, Answer(unknown=True))


def test_only_the_roles_questions_are_asked_and_progress_counts_them_alone(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(unknown)
    ended = interview(files.folder, files.answers, files.settings, asker, role="it", today=TODAY)
    assert ended is Outcome.FINISHED
    assert asker.pages
    assert all(page.item.asked_of("it") for page in asker.pages)
    assert asker.pages[-1].header.percent > 90
    assert {entry.item.id for entry in asker.reviewed[-1]} == {page.item.id for page in asker.pages}
    assert {"M02", "T09"} & {page.item.id for page in asker.pages}


def test_without_a_role_everything_is_asked(files: Any, fake_asker: Any, pack: Pack) -> None:
    asker = fake_asker(unknown)
    interview(files.folder, files.answers, files.settings, asker, today=TODAY)
    asked = {page.item.id for page in asker.pages}
    assert {question.id for question in pack.questions if not question.computed} <= asked


def test_a_question_of_another_role_needs_all(files: Any, fake_asker: Any, pack: Pack) -> None:
    other = next(q.id for q in pack.questions if not q.asked_of("it") and not q.computed and q.when is None)
    with pytest.raises(Refused, match="not put to the role it"):
        interview(files.folder, files.answers, files.settings, fake_asker(unknown), role="it", only=other, today=TODAY)


def test_the_command_that_goes_on_names_the_role(files: Any, fake_asker: Any) -> None:
    asker = fake_asker(lambda _page: Reply(Move.LEAVE))
    options = ["--as", "it", "--name", "Kim & 이"]
    interview(files.folder, files.answers, files.settings, asker, role="it", resume=options, today=TODAY)
    assert asker.resume.endswith("--as it --name 'Kim & 이'")


@pytest.mark.parametrize(
    ("name", "file"), [("", "it"), ("Kim", "it-kim"), ("김 철수", "it-김-철수"), ("../../x", "it-x"), ("///", "it")]
)
def test_the_file_is_named_after_the_role_and_never_leads_elsewhere(name: str, file: str) -> None:
    assert respondent_file("it", name) == file


def test_a_role_that_the_pack_does_not_know_is_refused(pack: Pack) -> None:
    assert known_role(pack, "it") == "it"
    with pytest.raises(Refused, match="king"):
        known_role(pack, "king")


def test_every_question_is_put_to_somebody(pack: Pack) -> None:
    roles = [role.id for role in pack.head.roles]
    nobody = [item.id for item in pack.by_id.values() if not any(item.asked_of(role) for role in roles)]
    assert not nobody
    assert all(isinstance(item, Input) for item in pack.profile)
