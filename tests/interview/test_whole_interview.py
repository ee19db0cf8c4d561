"""One whole interview in a real pseudo-terminal, in each language, through the command line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from audit.errors import Translate
from audit.files.answers_file import read_answers
from audit.files.folder import create_folder, open_folder
from audit.interview.alternative_words import PARTS
from audit.interview.flow import PROFILE, Stand, next_open, section_of, section_title
from audit.language import translator
from audit.model.answers import Alternative, Answer, Evidence, standing
from audit.model.asked import Item
from audit.model.known import ALTERNATIVE
from audit.model.pack import Input, Pack, Question
from audit.model.values import Value, read_value

pytestmark = pytest.mark.slow

ENTER, MOMENT = "\r", "\x1d"
DAY = datetime.datetime.now().astimezone().date() - datetime.timedelta(days=20)


@dataclass
class Plan:
    """What is typed at a question, and what must be in the file afterwards."""

    keys: str
    answer: Answer


INPUTS: dict[str, tuple[str, object]] = {
    "X2": ("140", "140"),
    "X3": ("4|3", {"accounts": "4", "platforms": "3"}),
    "X5": ("KR", "KR"),
    "N01": ("9-18", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")),
    "N02": ("10:00-10:10|none|none", {"sat": "10:00-10:10", "sun": "none", "holiday": "none"}),
    "N03": ("60", "60"),
    "N05": ("15", "15"),
    "N11": ("2|4", {"people": "2", "hours": "4"}),
    "N13": ("40|7.5", {"share": "40", "minutes": "7.5"}),
    "N07": ("60|", {"plain": "60"}),
    "N15": (
        "2026-03-07 21:00||2026-03-08 09:00|2026-03-08 10:00",
        {"posted": "2026-03-07 21:00", "decided": "2026-03-08 09:00", "said": "2026-03-08 10:00"},
    ),
    "N16": (
        "9-18|none|none",
        dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "9-18") | {"sat": "none", "sun": "none"},
    ),
    "N17": ("none", "none"),
    "N18": ("none", "none"),
    "N20": (DAY.isoformat(), DAY.isoformat()),
    "N21": (DAY.isoformat(), DAY.isoformat()),
}


def plan_for_input(item: Input) -> Plan:
    if item.kind == "choice":
        # The last one: accounts are live, alerts ring, so that nothing is hidden.
        return Plan(f"{len(item.choices)}{ENTER}", Answer(value=item.choices[-1].id))
    if item.kind == "drills":
        # None, so that no drill is offered where evidence is asked for.
        return Plan(f"none{ENTER}", Answer(value=()))
    if item.kind == "layers":
        return Plan(
            f"1{ENTER}120{ENTER}2{ENTER}", Answer(value=read_value(item, [{"minutes": "120", "out_of_hours": "no"}]))
        )
    typed, written = INPUTS.get(item.id, ("12", "12"))
    return Plan("".join(line + ENTER for line in typed.split("|")), Answer(value=read_value(item, written)))


def plans_for_questions() -> Iterator[Callable[[Question], Plan]]:
    """Go through every kind of answer again and again."""
    proof = Evidence(what="근무 일지", where="shared folder", date=DAY)
    # Nobody else has looked yet.
    keys = f"{proof.what}{ENTER}{proof.where}{ENTER}{DAY.isoformat()}{ENTER}{ENTER}"
    return cycle(
        [
            lambda _: Plan(f"3{ENTER}{keys}", Answer(level=3, evidence=(proof,))),
            lambda _: Plan(f"\x1b[B{ENTER}", Answer(level=1)),
            lambda _: Plan(f"?{ENTER}", Answer(unknown=True)),
            lambda _: Plan(f"0{ENTER}", Answer(level=0)),
            lambda question: (
                Plan(f"-{ENTER}우리는 하지 않음{ENTER}", Answer(not_applicable="우리는 하지 않음"))
                if question.not_applicable
                else Plan(f"4{ENTER}{keys}", Answer(level=4, evidence=(proof,)))
            ),
            lambda _: Plan(f"n{MOMENT}담당자 확인{ENTER}1{ENTER}", Answer(level=1, note="담당자 확인")),
        ]
    )


def opening() -> Plan:
    return Plan(
        f"국민의 말을 들으려고{ENTER}1{MOMENT}4{MOMENT}{ENTER}1{ENTER}1{ENTER}",
        Answer(text="국민의 말을 들으려고", purposes=("hear", "inform"), without_voice="yes", level=1),
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_one_whole_interview_from_the_first_question_to_the_finished_file(
    tmp_path: Path, pack: Pack, language: str, person_at: Callable[..., Any]
) -> None:
    say: Translate = translator(language)
    folder = tmp_path / "haneul"
    create_folder(folder, "하늘구청", ("ko", "en"), "listen-first")
    person = person_at("ask", str(folder), "--lang", language)
    profile: dict[str, Value | None] = {}
    answers: dict[str, Answer] = {}
    plans = plans_for_questions()
    told = Alternative()
    before: Item | None = None
    while (item := next_open(Stand(pack, profile, answers), before)) is not None:
        if before is None or section_of(item) != section_of(before):
            if before is not None and section_of(before) != PROFILE:
                reads_state(person, pack, section_of(before), language, say)
            person.reads(title(pack, section_of(item), language, say))
            person.reads(f"> {say('Go on')}")
            person.types(ENTER)
        if isinstance(item, Question):
            plan = opening() if item.opening else next(plans)(item)
            screen = person.reads(f"{item.id}  {item.words('run').ask[language]}")
            if not item.opening:
                for level, text in enumerate(item.words("run").levels):
                    screen = person.reads(f"{level}  {text[language]}")
                assert item.id in screen, "the question and its five levels are on one screen"
        else:
            plan = plan_for_input(item)
            person.reads(f"{item.id}  {item.ask[language]}")
        person.types(plan.keys)
        if item.id == ALTERNATIVE and standing(item, plan.answer) in ("answered", "unknown"):
            for part, asked in PARTS.items():
                person.reads(say(asked))
                person.types(f"{part} 12{ENTER}")
            told = Alternative(**{part: f"{part} 12" for part in PARTS})
        if section_of(item) == PROFILE:
            profile[item.id] = plan.answer.value
        else:
            answers[item.id] = plan.answer
        before = item
    assert before is not None
    reads_state(person, pack, section_of(before), language, say)
    person.reads(say("Your answers"))
    person.reads(say("Nothing is open."))
    person.types("1" + ENTER)
    person.reads(say("All answers are saved."))
    person.reads(say("Build the report now and open it?"))
    # What the command line offers after the interview is not asked for here.
    person.types("\x03")
    assert person.is_done() is not None
    assert dict(open_folder(folder).settings.profile) == profile
    files = list(folder.glob("answers/*/lead.yml"))
    saved = {
        identity: answer.model_copy(update={"answered": None})
        for identity, answer in read_answers(files[0], pack).answers.items()
    }
    assert saved == answers
    assert open_folder(folder).settings.alternative == told, "the lead was asked"


def reads_state(person: Any, pack: Pack, section: str, language: str, say: Translate) -> None:
    person.reads(say("{section}: where you stand").format(section=title(pack, section, language, say)))
    screen = person.reads(f"> {say('Go on')}")
    for word in ("answered", "don't know", "not applicable", "open"):
        assert say(word) in screen
    person.types(ENTER)


def title(pack: Pack, section: str, language: str, say: Translate) -> str:
    words = section_title(pack, section)
    return words[language] if words else say("Basic facts")


def test_leaving_says_how_to_go_on_and_going_on_starts_there(tmp_path: Path, person_at: Callable[..., Any]) -> None:
    language = "ko"
    say = translator(language)
    folder = tmp_path / "haneul"
    create_folder(folder, "하늘구청", ("ko", "en"), "listen-first", {"X4": "plan"})
    person = person_at("ask", str(folder), "--lang", language, "--only", "monitoring")
    person.reads(f"> {say('Go on')}")
    person.types(ENTER)
    person.reads("M01  ")
    person.types("1" + ENTER)
    person.reads("M02  ")
    person.types("q")
    screen = person.reads("--only monitoring")
    assert say("All answers are saved.") in screen
    assert person.is_done() == 0
    again = person_at("ask", str(folder), "--lang", language, "--only", "monitoring")
    again.reads(f"> {say('Go on')}")
    again.types(ENTER)
    again.reads("M02  ")
    again.types("\x04")
    assert again.is_done() == 0
