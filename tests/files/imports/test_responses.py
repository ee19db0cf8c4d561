"""What the agency says to a plan, as it is sent back: shown first, taken whole, taken back; nothing that was said is lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import BadFiles, Refused
from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.files.imports.responses import Kind, ResponseImport, holds_responses, importing_responses
from audit.files.imports.undo import undo_import
from audit.files.rounds.rounds import read_plan, read_round
from audit.model.responses import Response, response_of

DAY = datetime.date(2026, 11, 23)
PLAN = '# by hand\nM01-2: {state: "agreed", by: "IT", because: "soon", due: "2027-01-29"} # asked twice\n'
PLANNED = ("M01-2", "M02-0", "E06-3", "T01-2")


@pytest.fixture
def folder(tmp_path: Path) -> AuditFolder:
    """An audit folder whose plan was answered in one point."""
    path = tmp_path / "agency"
    create_folder(path, "Haneul", ("en",), "listen-first", None)
    round_path = path / "answers" / "2026-11"
    round_path.mkdir(parents=True)
    (round_path / "lead.yml").write_text('format: 1\npack: listen-first\nversion: "2.0.0"\nanswers: {}\n', "utf-8")
    (round_path / "plan.yml").write_text(PLAN, encoding="utf-8")
    return open_folder(path)


@pytest.fixture
def send(folder: AuditFolder, tmp_path: Path) -> Callable[..., Path]:
    """Write a file as a page gives it."""

    def make(*lines: str, head: str = "", audit: str = "", count: int | None = None, name: str = "sent.yml") -> Path:
        identity = audit or folder.settings.id
        path = tmp_path / name
        path.write_text(
            f'# listenfirst response 1; round 2026-11\naudit: {{id: "{identity}", agency: "Elsewhere"}}\n'
            f'sent: "2026-11-20"\n{head}responses:\n'
            + "".join(f"  {line}\n" for line in lines)
            + f"# end {len(lines) if count is None else count}\n",
            encoding="utf-8",
        )
        return path

    return make


@pytest.fixture
def taken(folder: AuditFolder) -> Callable[..., ResponseImport]:
    """Take files in."""

    def make(*paths: Path, apply: bool = True) -> ResponseImport:
        with importing_responses(folder, paths, lambda _: PLANNED, DAY) as found:
            if apply and found.changes_anything:
                found.apply()
        return found

    return make


def plan_of(folder: AuditFolder) -> dict[str, Response]:
    return {action: response_of(mark) for action, mark in read_plan(folder, "2026-11").items()}


def test_what_is_new_is_taken_and_what_is_here_keeps_every_letter(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    found = taken(send('E06-3: {state: "refused", by: "head", because: "the county does it"}'))
    assert [(change.action, change.kind) for change in found.changes] == [("E06-3", Kind.NEW)]
    assert not found.notices
    assert plan_of(folder)["E06-3"] == Response(state="refused", by="head", because="the county does it")
    assert (folder.path / "answers" / "2026-11" / "plan.yml").read_text(encoding="utf-8").startswith(PLAN)
    assert read_round(folder, "2026-11").response_sent == datetime.date(2026, 11, 20)


def test_an_import_is_taken_back_whole(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    round_path = folder.path / "answers" / "2026-11"
    before = {path.name: path.read_bytes() for path in round_path.glob("*.yml")}
    taken(
        send(
            'E06-3: {state: "agreed"}',
            'M01-2: {state: "refused", because: "no"}',
            head='before: {M01-2: {state: "agreed", by: "IT", because: "soon", due: "2027-01-29"}}\n',
        )
    )
    assert plan_of(folder)["M01-2"].state == "refused"
    undo_import(folder.path)
    assert {path.name: path.read_bytes() for path in round_path.glob("*.yml")} == before


def test_what_was_changed_here_since_the_page_was_made_stays(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    found = taken(
        send('M01-2: {state: "refused", because: "no"}', head='before: {M01-2: {state: "partly", because: "x"}}\n')
    )
    assert [change.kind for change in found.changes] == [Kind.CONFLICT]
    assert plan_of(folder)["M01-2"].state == "agreed"


def test_what_should_be_looked_at_is_a_sentence_and_nothing_is_lost(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    found = taken(
        send(
            'L05-2: {state: "agreed"}',
            'M02-0: {state: "accepted", because: "later", until: "2026-11-22"}',
            'E06-3: {state: "refused"}',
            'T01-2: {state: "accepted", because: "x"}',
            'Z99-1: {state: "agreed"}',
        )
    )
    said = [str(notice.what) for notice in found.notices]
    assert said == [
        "the plan has no action L05-2 any more; the response is kept",
        "2026-11-22 is past, so the action counts as open again",
        "it gives no reason",
        "the risk is accepted without a day on which it comes back",
        "no action is called Z99-1, so this response is not taken in",
    ]
    assert [notice.line for notice in found.notices] == [5, 6, 7, 8, 9]
    assert set(plan_of(folder)) == {"M01-2", "L05-2", "M02-0", "E06-3", "T01-2"}


def test_ticks_say_what_was_done_and_leave_who_agreed_and_why(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    taken(send('M01-2: {state: "done", done: "2026-11-21"}', head="ticks: true\n"))
    assert plan_of(folder)["M01-2"] == Response(
        state="done",
        by="IT",
        because="soon",
        due=datetime.date(2027, 1, 29),
        done=datetime.date(2026, 11, 21),
    )
    assert read_round(folder, "2026-11").response_sent is None, "ticks are no answer to the draft"


def test_what_says_the_same_changes_nothing(send: Callable[..., Path], taken: Callable[..., ResponseImport]) -> None:
    found = taken(send('M01-2: {state: "agreed", by: "IT", because: "soon", due: "2027-01-29"}', "E06-3: {}"))
    assert (found.changes_anything, found.same) == (False, 1)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("# end 1", "# end 2"), "holds 1 answers and says that there are 2"),
        (lambda text: text.replace("# end 1\n", ""), "the end of sent.yml is missing"),
        (lambda text: text.replace("response 1;", "response 9;"), "made by a newer form"),
        (lambda text: text.replace('"agreed"', '"perhaps"'), "perhaps is not one of"),
        (lambda text: text.replace("sent:", "sned:"), "this key is not known here"),
        (lambda text: text.replace("2026-11-20", "soon"), "soon is not a date"),
        (lambda text: text.replace("responses:\n  E06-3", "responses: [E06-3"), ""),
    ],
)
def test_a_spoilt_file_is_refused_whole_with_its_reason(
    folder: AuditFolder,
    send: Callable[..., Path],
    taken: Callable[..., ResponseImport],
    spoil: Callable[[str], str],
    said: str,
) -> None:
    path = send('E06-3: {state: "agreed"}')
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadFiles) as caught:
        taken(path)
    assert said in str(caught.value.problems[0].what)
    assert set(plan_of(folder)) == {"M01-2"}


def test_the_plan_of_another_audit_is_refused(
    folder: AuditFolder, send: Callable[..., Path], taken: Callable[..., ResponseImport]
) -> None:
    with pytest.raises(BadFiles) as caught:
        taken(send('E06-3: {state: "agreed"}', audit="0000000000000000"))
    assert "Elsewhere" in str(caught.value.problems[0].what)
    assert set(plan_of(folder)) == {"M01-2"}


def test_a_round_that_is_not_there_is_refused(send: Callable[..., Path], taken: Callable[..., ResponseImport]) -> None:
    path = send('E06-3: {state: "agreed"}')
    path.write_text(path.read_text(encoding="utf-8").replace("round 2026-11", "round 2025-01"), encoding="utf-8")
    with pytest.raises(Refused, match="there is no round 2025-01"):
        taken(path)


def test_answers_and_responses_are_told_apart(send: Callable[..., Path], tmp_path: Path) -> None:
    assert holds_responses(send("E06-3: {}"))
    answers = tmp_path / "answers.yml"
    answers.write_text('format: 1\npack: listen-first\nversion: "2.0.0"\nanswers: {}\n', encoding="utf-8")
    assert not holds_responses(answers)
