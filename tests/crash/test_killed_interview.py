"""An interview killed in the middle of anything loses the answer being typed at most, and never an earlier one."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

from audit.files.answers_file import read_answers
from audit.files.folder import create_folder
from audit.interview.alternative_words import PARTS
from audit.interview.flow import Stand, next_open, section_of
from audit.language import translator
from audit.model.answers import Answer
from audit.model.asked import Item
from audit.model.known import ALTERNATIVE
from audit.model.pack import Pack, Question
from audit.model.values import Value

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ENTER = "\r"
KILLS = 12
PATIENCE = 30


def start(folder: Path) -> pexpect.spawn[str]:
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | {
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }
    return pexpect.spawn(
        sys.executable,
        ["-m", "audit", "ask", str(folder), "--lang", "ko"],
        cwd=str(ROOT),
        env=environment,
        dimensions=(40, 80),
        encoding="utf-8",
        timeout=PATIENCE,
    )


def on_disk(folder: Path, pack: Pack) -> dict[str, Answer]:
    """Read the answers; a file that does not parse ends the test."""
    return {
        identity: answer
        for path in folder.glob("answers/*/lead.yml")
        for identity, answer in read_answers(path, pack).answers.items()
    }


def labels(item: Item) -> list[str]:
    """Return how the lines of a question begin that are asked one after the other."""
    if item.id == ALTERNATIVE:
        say = translator("ko")
        return [say(label)[:8] for label in PARTS.values()]
    if isinstance(item, Question):
        return []
    days = ("토요일", "일요일", "공휴일") if item.id == "N02" else ()
    return [*(part.title["ko"][:5] for part in item.parts), *(m.title["ko"][:5] for m in item.moments), *days]


def answer(child: pexpect.spawn[str], item: Item) -> None:
    """Answer level questions; say of everything else that it is not known. What comes at once would be one text."""
    if isinstance(item, Question):
        if item.opening:
            # One's own words stay empty; the fourth purpose is ticked; without a voice it would not be wanted.
            child.send(ENTER)
            child.expect_exact("n 메모")
            child.send("4")
            child.expect_exact("[x]")
            child.send(ENTER)
            child.expect_exact("n 메모")
            child.send(f"2{ENTER}")
        else:
            child.send(f"1{ENTER}")
    for number, label in enumerate(labels(item)):
        if number or isinstance(item, Question):
            child.expect_exact(f"\x1b[0m{label}")
        child.send(ENTER if isinstance(item, Question) else f"?{ENTER}")
    if not isinstance(item, Question) and not labels(item):
        child.send(f"?{ENTER}")


def test_killed_at_many_random_moments_no_earlier_answer_is_lost_and_the_interview_goes_on(
    tmp_path: Path, pack: Pack
) -> None:
    chance = random.Random(20261123)
    folder = tmp_path / "haneul"
    profile: dict[str, Value | None] = {item.id: None for item in pack.profile}
    profile["X4"] = "run"
    create_folder(folder, "하늘구청", ("ko", "en"), "listen-first", profile)
    certain: dict[str, Answer] = {}
    for _ in range(KILLS):
        child = start(folder)
        try:
            certain |= answer_until_killed(child, pack, profile, on_disk(folder, pack), chance)
        finally:
            child.close()
        saved = on_disk(folder, pack)
        for identity, answer in certain.items():
            assert saved[identity].model_copy(update={"answered": None}) == answer, (
                f"{identity} was on the disk before the next question came"
            )
        certain = {identity: answer.model_copy(update={"answered": None}) for identity, answer in saved.items()}
    assert len(certain) > KILLS, "the interviews got somewhere"
    leftovers = [path.name for path in folder.glob("answers/*/*.tmp")] + [
        path.name for path in folder.glob("answers/*/.*.tmp")
    ]
    assert len(leftovers) <= 1, "what one kill leaves behind, the next interview clears away"


def answer_until_killed(
    child: pexpect.spawn[str],
    pack: Pack,
    profile: dict[str, Value | None],
    saved: dict[str, Answer],
    chance: random.Random,
) -> dict[str, Answer]:
    """Answer question after question and kill the process at a random moment.

    Returns:
        The answers after which the next question had come: those must be on the disk.
    """
    certain: dict[str, Answer] = {}
    # Where the interview goes on is where the last one was killed, or one further: at the first question open on the disk.
    item = next_open(Stand(pack, profile, saved))
    child.expect_exact("> 계속")
    child.send(ENTER)
    for left in range(chance.randint(0, 5), -1, -1):
        assert item is not None, "more kills than questions"
        if not certain:
            child.expect_exact(f"{item.id}  ")
        answer(child, item)
        if not left:
            break
        following = next_open(Stand(pack, profile, {**saved, **certain, item.id: given(item)}), item)
        assert following is not None, "more kills than questions"
        if section_of(following) != section_of(item):
            for _ in ("state of this pillar", "why of the next"):
                child.expect_exact("> 계속")
                child.send(ENTER)
        child.expect_exact(f"{following.id}  ")
        certain[item.id] = given(item)
        item = following
    # From before the first key is read until after the answer is saved.
    time.sleep(chance.uniform(0, 0.12))
    child.kill(signal.SIGKILL)
    child.wait()
    return certain


def given(item: Item) -> Answer:
    if isinstance(item, Question):
        return Answer(purposes=(item.opening.purposes[3].id,), without_voice="no") if item.opening else Answer(level=1)
    return Answer(unknown=True)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP])
def test_an_interview_that_is_ended_from_outside_leaves_in_order(
    tmp_path: Path, pack: Pack, by: signal.Signals
) -> None:
    folder = tmp_path / "haneul"
    profile: dict[str, Value | None] = {item.id: None for item in pack.profile}
    profile["X4"] = "run"
    create_folder(folder, "하늘구청", ("ko", "en"), "listen-first", profile)
    child = start(folder)
    try:
        child.expect_exact("> 계속")
        child.send(ENTER)
        item = next_open(Stand(pack, profile, {}))
        assert item is not None
        child.expect_exact(f"{item.id}  ")
        child.send("half a sentence")
        child.expect_exact("half a sentence")
        child.kill(by)
        child.expect(pexpect.EOF)
        said = str(child.before)
    finally:
        child.close()
    assert child.exitstatus == 128 + by
    assert "Traceback" not in said
    assert "LISTENFIRST_DEBUG" not in said
    again = start(folder)
    try:
        again.expect_exact("> 계속")
    finally:
        again.close(force=True)
