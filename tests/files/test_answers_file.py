"""Answers files: every problem at once on the way in, nothing lost on the way out."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.errors import BadFiles, NotSaved, Problem, Refused
from audit.files.answers_file import open_answers, read_answers
from audit.files.shipped import pack_folder
from audit.model.answers import Answer, Checked, Decision, Evidence, Respondent, Sample, standing
from audit.model.pack import Change, Pack
from audit.model.values import Drill, Layer, Value, Week, Window

HEAD = 'format: 1\npack: listen-first\nversion: "1.0.0"\nrespondent: {role: communications, name: ""}\nanswers:\n'

DESIGN = (
    HEAD
    + """\
  M02: {level: 3, note: "a note", evidence: [{what: "the log", where: "shelf 2", date: "2026-10-02"}]}
  L05: {unknown: true}
  T11: {not_applicable: "the agency publishes nothing itself"}
  N01: {value: {mon: "09:00-18:00", tue: "09:00-12:00, 13:00-18:00"}}
  N02: {value: {sat: "10:00-10:10", sun: none, holiday: none}}
  N03: {value: 60}
  N04: {value: nobody}
  N07: {value: {plain: 60, prepared: 5}}
  N09: {value: [{minutes: 120, out_of_hours: false}, {out_of_hours: true}]}
  N11: {value: {people: 2, hours: 4}}
  N12: {value: 50}
  N15: {value: {posted: "2026-03-07 21:00", said: "2026-03-07 22:10"}}
  N17: {value: none}
  N20: {value: "2026-11-02"}
  L01: {text: "why, in our own words", choice: hear, level: 2}
  L02: {level: 1, confirm: true, answered: "2026-11-01", decided: {because: "we met"}}
"""
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers" / "2026-11" / "lead.yml"


@pytest.fixture
def wrong(pack: Pack, tmp_path: Path) -> Callable[[str], list[str]]:
    """Return every problem of an answers file as `6 M02.level 7 is not a level (0 to 4)`."""

    def make(text: str) -> list[str]:
        path = tmp_path / "lead.yml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadFiles) as caught:
            read_answers(path, pack)
        assert {problem.path for problem in caught.value.problems} == {path}
        assert path.read_text(encoding="utf-8") == text
        return [f"{problem.line} {problem.where} {problem.what}" for problem in caught.value.problems]

    return make


def put(path: Path, pack: Pack, question: str, answer: Answer) -> None:
    with open_answers(path, pack, Respondent(role="communications")) as file:
        file.put(question, answer)


def test_every_shape_of_answer_in_the_design_is_read(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "lead.yml").write_text(DESIGN, encoding="utf-8")
    read = read_answers(tmp_path / "lead.yml", pack)
    assert read.respondent == Respondent(role="communications")
    answers = read.answers
    log = Evidence(what="the log", where="shelf 2", date=datetime.date(2026, 10, 2))
    assert answers["M02"] == Answer(level=3, note="a note", evidence=(log,))
    assert standing(pack.by_id["L05"], answers["L05"]) == "unknown"
    assert answers["T11"].not_applicable == "the agency publishes nothing itself"
    assert answers["N01"].value == {"mon": (Window(540, 1080),), "tue": (Window(540, 720), Window(780, 1080))}
    assert answers["N03"].value == 60
    assert answers["N09"].value == (Layer(120, False), Layer(None, True))
    assert answers["N17"].value == "none"
    assert answers["N20"].value == datetime.date(2026, 11, 2)
    assert (answers["L01"].choice, answers["L01"].level, answers["L01"].text) == ("hear", 2, "why, in our own words")
    assert standing(pack.by_id["L02"], answers["L02"]) == "open"
    assert answers["L02"].decided == Decision(because="we met")


OFFICE: Week = {"mon": (Window(540, 1080),), "fri": (Window(540, 720), Window(780, 1080))}
WEEKEND: Week = {"sat": (Window(1320, 1800),), "sun": (), "holiday": (Window(0, 1440),)}
NEVER: Week = {"sat": ()}
VALUES: list[tuple[str, Value]] = [
    ("N01", OFFICE),
    ("N02", WEEKEND),
    ("N03", Fraction(60)),
    ("N03", "alerts"),
    ("N04", "others-ring"),
    ("N07", {"plain": Fraction(60)}),
    ("N09", ()),
    ("N09", (Layer(120, False), Layer(None, True), Layer(0, True))),
    ("N11", {"people": Fraction(2), "hours": Fraction(1, 2)}),
    ("N12", Fraction(0)),
    ("N13", {"share": Fraction(40), "minutes": Fraction(17, 2)}),
    ("N15", {"posted": datetime.datetime(2026, 3, 7, 21, 0), "said": datetime.datetime(2026, 3, 8, 1, 5)}),
    ("N17", "none"),
    ("N18", "none"),
    ("N18", NEVER),
    ("N20", datetime.date(2026, 11, 2)),
    ("N22", ()),
    (
        "N22",
        (
            Drill(datetime.date(2026, 10, 17), True, ("stop-all", "surge")),
            Drill(datetime.date(2026, 3, 7), False, ("lost-account",)),
        ),
    ),
]
CHECKED = Checked(how="tested", by="legal", date=datetime.date(2026, 11, 2))
DAY = datetime.date(2026, 11, 2)
LAW = Evidence(what="the act", where="database", date=DAY, law=True)
SEEN = Evidence(what="the log", where="shelf", date=DAY, checked=Checked(how="seen", by="outside", date=DAY))
TESTED = Evidence(what="the log", where="shelf", date=DAY, checked=Checked(how="tested", by="duty-officer", date=DAY))
SAMPLED = SEEN.model_copy(update={"checked": Checked(how="seen", by="it", date=DAY, sample=Sample(looked=12, of=40))})
ANSWERS: list[tuple[str, Answer]] = [
    *((identity, Answer(value=value)) for identity, value in VALUES),
    ("M02", Answer(level=0)),
    ("M02", Answer(level=4, note="두 줄\n둘째 줄: # & * ' \" \\ \t | %")),
    ("M02", Answer(level=3, evidence=(Evidence(what="a"), Evidence(what="b", date=datetime.date(2026, 1, 2))))),
    ("M02", Answer(unknown=True, note="nobody knows")),
    ("M02", Answer(note="no", confirm=True, level=2, answered=datetime.date(2026, 11, 1))),
    ("M02", Answer(level=1, decided=Decision(because="we met"))),
    ("T11", Answer(not_applicable="yes: 없음")),
    ("L01", Answer(text="No", purposes=("not-sure",), without_voice="no")),
    ("L01", Answer(text="1.10", purposes=("hear", "inform"), without_voice="yes", level=4)),
    ("L01", Answer(text="~", purposes=("serve",))),
    ("L01", Answer(purposes=("warn",), evidence=(Evidence(what="the act", date=datetime.date(2026, 1, 2), law=True),))),
    ("M02", Answer(level=3, evidence=(Evidence(what="a", where="b", checked=CHECKED), Evidence(what="c")))),
    ("L01", Answer(text="~", purposes=("inform",))),
    ("L01", Answer(without_voice="not-sure")),
    ("L01", Answer(purposes=("warn",), without_voice="no", evidence=(LAW,))),
    ("M01", Answer(level=2, evidence=(SEEN, TESTED))),
    ("M01", Answer(level=3, evidence=(SAMPLED,))),
    ("M03", Answer(note="a note on a computed question")),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS, ids=lambda value: str(value)[:50])
def test_every_answer_is_read_back_as_it_was_put(path: Path, pack: Pack, question: str, answer: Answer) -> None:
    put(path, pack, question, answer)
    assert read_answers(path, pack).answers == {question: answer}
    # Putting it again over itself changes nothing that is read.
    put(path, pack, question, answer)
    assert read_answers(path, pack).answers == {question: answer}


@pytest.mark.parametrize(
    "note",
    [
        "No",
        "1.10",
        "#",
        "2026-02-30",
        "&a",
        "*a",
        "{a}",
        "",
        " spaces ",
        "🚒",
        "\u2028x",
        "a\x85b",
        "\x07\x1b",
        "\ufeffx",
    ],
)
def test_any_text_is_read_back_as_it_was_put(path: Path, pack: Pack, note: str) -> None:
    put(path, pack, "M02", Answer(level=1, note=note))
    assert read_answers(path, pack).of("M02").note == note


def test_a_file_keeps_the_version_it_was_answered_with_until_something_newer_is_answered(
    path: Path, pack: Pack
) -> None:
    newer = Change(version="1.0.2", date=datetime.date(2026, 12, 1), text={"en": "M05", "ko": "M05"}, added=("M05",))
    later = pack.model_copy(
        update={"head": pack.head.model_copy(update={"version": "1.0.2", "changes": (*pack.head.changes, newer)})}
    )
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + "  M02: {level: 1}\n", encoding="utf-8")
    put(path, later, "M02", Answer(level=3))
    assert 'version: "1.0.0"' in path.read_text(encoding="utf-8")
    put(path, later, "M05", Answer(level=3))
    assert 'version: "1.0.2"' in path.read_text(encoding="utf-8")


def test_every_string_is_written_in_double_quotes_and_numbers_are_not(path: Path, pack: Pack) -> None:
    put(path, pack, "M02", Answer(level=3, note="No", evidence=(Evidence(what="log", where="shelf"),)))
    put(path, pack, "N02", Answer(value={"sat": (), "sun": (Window(600, 610),)}))
    text = path.read_text(encoding="utf-8")
    for written in (
        'note: "No"',
        'what: "log"',
        'where: "shelf"',
        'sat: "none"',
        'sun: "10:00-10:10"',
        f'version: "{pack.head.version}"',
    ):
        assert written in text
    assert "level: 3\n" in text
    loaded: dict[str, Any] = yaml.safe_load(text)
    assert loaded["answers"]["M02"]["note"] == "No"


COMMENTED = """\
# our audit, do not lose
format: 1
pack: listen-first
version: "1.0.0"  # of the pack
answers:
  # ask Kim about this one
  M02:
    level: 1  # was 0 in spring
    note: "old"
  L05: {unknown: true}  # nobody knows

  M05: {level: 2}
# the end
"""


def test_comments_and_everything_else_survive_an_answer(path: Path, pack: Pack) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(COMMENTED, encoding="utf-8")
    put(path, pack, "M02", Answer(level=3, note="new"))
    put(path, pack, "M06", Answer(level=1))
    text = path.read_text(encoding="utf-8")
    for comment in (
        "# our audit, do not lose",
        "# of the pack",
        "# ask Kim about this one",
        "# was 0 in spring",
        "# nobody knows",
        "# the end",
    ):
        assert comment in text
    answers = read_answers(path, pack).answers
    assert list(answers) == ["M02", "L05", "M05", "M06"]
    assert (answers["M02"].level, answers["M02"].note) == (3, "new")
    assert (answers["L05"].unknown, answers["M05"].level, answers["M06"].level) == (True, 2, 1)


def test_a_new_file_says_what_it_is_and_is_for_its_owner_only(path: Path, pack: Pack) -> None:
    put(path, pack, "M02", Answer(level=1))
    head: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {**head, "answers": {}} == {
        "format": 1,
        "pack": "listen-first",
        "version": pack.head.version,
        "respondent": {"role": "communications", "name": ""},
        "answers": {},
    }
    assert path.stat().st_mode & 0o077 == 0


def test_an_answer_is_on_the_disk_when_put_returns(path: Path, pack: Pack) -> None:
    with open_answers(path, pack, Respondent()) as file:
        file.put("M02", Answer(level=1))
        assert read_answers(path, pack).of("M02").level == 1
        file.put("M02", Answer(level=2))
        assert read_answers(path, pack).of("M02").level == 2


def test_what_somebody_else_wrote_meanwhile_is_kept(path: Path, pack: Pack) -> None:
    with open_answers(path, pack, Respondent()) as file:
        file.put("M02", Answer(level=1))
        text = path.read_text(encoding="utf-8")
        path.write_text(text.rstrip() + "\n  M05: {level: 3}  # by hand\n", encoding="utf-8")
        file.put("M06", Answer(level=2))
        assert file.answers.keys() == {"M02", "M05", "M06"}
    assert read_answers(path, pack).answers.keys() == {"M02", "M05", "M06"}
    assert "# by hand" in path.read_text(encoding="utf-8")


WRONG = [
    # what stands under answers, and the problems with their lines
    ("  M02: {level: 7}", ["6 M02.level 7 is not a level (0 to 4)"]),
    ("  M02: {level: -1}", ["6 M02.level -1 is not a level (0 to 4)"]),
    ("  M02: {level: high}", ["6 M02.level high is not a whole number"]),
    ("  M02: {level: 2.5}", ["6 M02.level 2.5 is not a whole number"]),
    ("  E03: {level: 3}", ["6 E03.level the level of E03 is computed from N09, never given"]),
    ("  M03: {unknown: true}", ["6 M03 M03 is computed; only a note can stand here"]),
    ("  M99: {level: 3}", ["6 M99 no question of this pack is called M99"]),
    ("  X1: {value: information}", ["6 X1 no question of this pack is called X1"]),
    ("  M02: {levle: 3}", ["6 M02.levle this key is not known here"]),
    ("  M02: 3", ["6 M02 an answer is a table such as {level: 3}"]),
    ("  M02: {level: 3, unknown: true}", ["6 M02.unknown level and unknown cannot both be the answer"]),
    ("  M07: {level: 3, not_applicable: so}", ["6 M07.not_applicable level and not_applicable cannot both be the answer"]),
    ("  M02: {not_applicable: so}", ["6 M02.not_applicable M02 always applies"]),
    ("  M07: {not_applicable: }", ["6 M07.not_applicable the reason is missing"]),
    ("  M07: {not_applicable: true}", ["6 M07.not_applicable the reason is missing"]),
    ("  N03: {not_applicable: so}", ["6 N03.not_applicable N03 cannot be left out as not applicable"]),
    ("  N03: {level: 3}", ["6 N03.level N03 takes a value, not a level"]),
    ("  M02: {value: 3}", ["6 M02.value M02 takes a level, not a value"]),
    ("  N03: {value: soon}", ["6 N03.value soon is not a number"]),
    ("  N03: {value: 0}", ["6 N03.value 0 is out of range; it goes from 1 to 1440"]),
    ("  N22: {value: often}", ["6 N22.value drills are a list of tables with date, announced and exercised; write [] where there was none"]),
    ("  N22: {value: [{date: 2026-10-17}]}", ["6 N22.value[0] a drill has three keys: date, announced and exercised"]),
    ("  N22: {value: [{date: 2026-10-17, announced: maybe, exercised: [surge]}]}", ["6 N22.value[0] maybe is neither yes nor no"]),
    ("  N22: {value: [{date: 2026-10-17, announced: yes, exercised: [sleep]}]}", ["6 N22.value[0] sleep is not one of stop-all, contact-ring, night-authority, prepared-line, lost-account, surge, second-channel"]),
    ("  N22: {value: [{date: 2026-10-17, announced: yes, exercised: []}]}", ["6 N22.value[0] name what was exercised, at least one of stop-all, contact-ring, night-authority, prepared-line, lost-account, surge, second-channel"]),
    ("  N04: {value: us}", ["6 N04.value us is not one of nobody, others-ring, alerts"]),
    ("  N01:\n    value:\n      mon: 9-18\n      tue: late", ["9 N01.value.tue late is not a window of time; write 09:00-18:00, or 22:00-06:00 across midnight, or none"]),
    ("  N20: {value: 2026-02-30}", ["6 N20.value 2026-02-30 is not a date; write it as 2026-11-02"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        date: 2026-02-30", ["10 M02.evidence[0].date 2026-02-30 is not a date; write it as 2026-11-02"]),
    ("  M02: {level: 3, evidence: [{where: shelf}]}", ["6 M02.evidence[0].what this is missing"]),
    ("  M02: {level: 3, evidence: log}", ["6 M02.evidence a list is expected here"]),
    ("  M02: {unknown: perhaps}", ["6 M02.unknown perhaps is neither true nor false"]),
    ("  M02: {text: why}", ["6 M02.text M02 takes a level, not a text"]),
    ("  L01: {choice: maybe}", ["6 L01.choice maybe is not one of hear, inform, promote, told-to, everyone-has-one, evaluation, it-depends"]),
    ("  L01: {choice: inform, level: 3}", ["6 L01.level a level belongs only to the choice hear"]),
    ("  L01: {choice: hear, level: 0}", ["6 L01.level with the choice hear the level goes from 1 to 4"]),
    ("  L01: {choice: hear, unknown: true}", ["6 L01.unknown choice and unknown cannot both be the answer"]),
    ("  L01: {choice: hear, purposes: [hear], level: 2}", ["6 L01.purposes level and purposes cannot both be the answer"]),
    ("  L01: {purposes: [hear, fame]}", ["6 L01.purposes[1] fame is not one of hear, serve, warn, inform, promote, told-to, everyone-has-one, evaluation, not-sure"]),
    ("  L01: {purposes: hear}", ["6 L01.purposes a list is expected here"]),
    ("  L01: {purposes: [hear], without_voice: perhaps}", ["6 L01.without_voice perhaps is not one of yes, no, not-sure"]),
    ("  L01: {purposes: [inform], level: 3}", ["6 L01.level without the wish to hear there is no level; it is 0"]),
    ("  L01: {purposes: [hear], without_voice: not-sure, level: 3}", ["6 L01.level without the wish to hear there is no level; it is 0"]),
    ("  L01: {purposes: [serve], without_voice: \"yes\", level: 0}", ["6 L01.level with the wish to hear the level goes from 1 to 4"]),
    ("  M02: {purposes: [hear]}", ["6 M02.purposes M02 takes a level, not a purposes"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        checked: {how: heard, by: legal, date: 2026-11-02}", ["10 M02.evidence[0].checked.how heard is not one of 'seen' or 'tested'"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        checked: {how: seen, by: legal}", ["10 M02.evidence[0].checked.date this is missing"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        checked: {how: seen, by: legal, date: 2026-11-02, sample: {looked: 41, of: 40}}", ["10 M02.evidence[0].checked.sample 41 of 40 cannot be: a sample is a part of the whole"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        checked: {how: seen, by: legal, date: 2026-11-02, sample: {looked: 0, of: 40}}", ["10 M02.evidence[0].checked.sample.looked 0 is out of range; the limit is 1"]),
    ("  M02:\n    level: 3\n    evidence:\n      - what: log\n        checked: {how: seen, by: legal, date: 2026-11-02, sample: 12 of 40}", ["10 M02.evidence[0].checked.sample a table of keys and values is expected here"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), WRONG, ids=[text.strip()[:40] for text, _ in WRONG])
def test_each_fault_is_named_with_its_line_and_place(
    wrong: Callable[[str], list[str]], text: str, problems: list[str]
) -> None:
    assert wrong(HEAD + text + "\n") == problems


UNCOUNTED = {
    "L01: {level: 3}": "6 L01.level the level of L01 hangs on purposes, without_voice, and that is not given; it counts as open",
    "L01: {level: 3, confirm: true}": "6 L01.level the level of L01 hangs on purposes, without_voice, and that is not given; it counts as open",
    "L01: {purposes: [hear], level: 3}": "6 L01.level the level of L01 hangs on purposes, without_voice, and that is not given; it counts as open",
    'L01: {without_voice: "yes", level: 3}': "6 L01.level the level of L01 hangs on purposes, without_voice, and that is not given; it counts as open",
    "M02: {choice: hear}": "6 M02.choice M02 is answered by a level, not by a choice; it counts as open",
}


@pytest.mark.parametrize(("text", "said"), UNCOUNTED.items())
def test_an_answer_that_cannot_count_is_named_with_its_line_and_open(
    tmp_path: Path, pack: Pack, text: str, said: str
) -> None:
    path, doubts = tmp_path / "lead.yml", list[Problem]()
    path.write_text(f"{HEAD}  {text}\n", encoding="utf-8")
    answers = read_answers(path, pack, doubts=doubts)
    assert [f"{doubt.line} {doubt.where} {doubt.what}" for doubt in doubts] == [said]
    assert all(standing(pack.by_id[identity], answer) == "open" for identity, answer in answers.answers.items())


@pytest.mark.parametrize(("text", "said"), UNCOUNTED.items())
def test_from_the_second_pack_on_an_answer_that_cannot_count_is_an_error_of_the_file(
    tmp_path: Path, pack: Pack, text: str, said: str
) -> None:
    second = pack.model_copy(update={"head": pack.head.model_copy(update={"version": "2.0.0"})})
    path = tmp_path / "lead.yml"
    path.write_text(f"{HEAD}  {text}\n".replace('"1.0.0"', '"2.0.0"'), encoding="utf-8")
    with pytest.raises(BadFiles) as bad:
        read_answers(path, second)
    assert [f"{problem.line} {problem.where} {problem.what}" for problem in bad.value.problems] == [said]
    path.write_text(f"{HEAD}  {text}\n", encoding="utf-8")
    assert read_answers(path, second).answers, "a file of the first pack still loads"


def test_one_choice_was_an_answer_of_the_first_pack_only(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "lead.yml"
    path.write_text(f"{HEAD}  L01: {{choice: inform}}\n", encoding="utf-8")
    assert read_answers(path, pack).answers["L01"].choice == "inform"
    path.write_text(f"{HEAD}  L01: {{choice: inform}}\n".replace('"1.0.0"', '"2.0.0"'), encoding="utf-8")
    with pytest.raises(BadFiles) as bad:
        read_answers(path, pack)
    assert [f"{p.line} {p.where} {p.what}" for p in bad.value.problems] == [
        "6 L01.choice L01 no longer takes one choice"
    ]


@pytest.mark.parametrize("left", ["{choice: hear, level: 3}", "{level: 3}"])
def test_a_file_of_the_first_pack_stays_one_as_long_as_it_holds_what_only_that_may_hold(
    tmp_path: Path, pack: Pack, left: str
) -> None:
    changes = (pack.head.changes[-1].model_copy(update={"changed": ("L01", "M02")}),)
    later = pack.model_copy(update={"head": pack.head.model_copy(update={"changes": changes})})
    path = tmp_path / "lead.yml"
    path.write_text(f"{HEAD}  L01: {left}\n", encoding="utf-8")
    put(path, later, "M02", Answer(level=2))
    assert read_answers(path, later, doubts=[]).version == "1.0.0"
    put(path, later, "L01", Answer(purposes=("inform",)))
    assert read_answers(path, later).version == pack.head.version


def test_every_fault_of_a_file_is_named_at_once_in_the_order_of_lines(wrong: Callable[[str], list[str]]) -> None:
    # One fault of one line for each question, since a question stands in a file once.
    faults = {text.split(":")[0]: (text, problems[0]) for text, problems in WRONG if "\n" not in text}
    assert len(faults) >= 8
    expected = [f"{6 + place} {problem.split(' ', 1)[1]}" for place, (_, problem) in enumerate(faults.values())]
    assert wrong(HEAD + "".join(f"{text}\n" for text, _ in faults.values())) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a\n- b\n", "1  an answers file is a table: format, pack, version, answers"),
        ("pack: listen-first\n", "1 format the format number is missing or no number"),
        ("format: one\n", "1 format the format number is missing or no number"),
        ("format: 0\n", "1 format the format number is missing or no number"),
        (f"format: {'9' * 5000}\n", "1 format the format number is missing or no number"),
        ("format: 1\npack: listen-first\n", "1 version this is missing"),
        ('format: 1\nversion: "1.0.0"\n', "1 pack this is missing"),
        (HEAD.replace("answers:", "answers: [M02]"), "5 answers a table of keys and values is expected here"),
        (HEAD.replace("respondent", "responder"), "4 responder this key is not known here"),
    ],
)
def test_a_wrong_head_is_named(wrong: Callable[[str], list[str]], text: str, problem: str) -> None:
    assert wrong(text) == [problem]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("format: 1", "format: 2", "has format 2; this version reads formats up to 1"),
        ("pack: listen-first", "pack: other", "belongs to the pack other"),
        ('version: "1.0.0"', 'version: "2.10.0"', "was written for version 2.10.0 of the pack"),
        ('version: "1.0.0"', 'version: "99.0"', "was written for version 99.0 of the pack"),
    ],
)
def test_a_newer_format_or_pack_and_another_pack_are_refused_and_not_touched(
    path: Path, pack: Pack, old: str, new: str, why: str
) -> None:
    path.parent.mkdir(parents=True)
    text = DESIGN.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=why):
        read_answers(path, pack)
    with pytest.raises(Refused, match=why):
        put(path, pack, "M02", Answer(level=1))
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("version", ["0.9.0", "0.0.1"])
def test_answers_for_an_older_pack_still_load_and_new_questions_are_open(
    tmp_path: Path, pack: Pack, version: str
) -> None:
    (tmp_path / "lead.yml").write_text(DESIGN.replace("1.0.0", version), encoding="utf-8")
    answers = read_answers(tmp_path / "lead.yml", pack)
    assert (answers.of("M02").level, standing(pack.by_id["E17"], answers.of("E17"))) == (3, "open")


@pytest.mark.parametrize("text", ["answers:\n", "answers: {}\n", ""])
def test_a_file_without_answers_is_all_open(tmp_path: Path, pack: Pack, text: str) -> None:
    (tmp_path / "lead.yml").write_text(HEAD.replace("answers:\n", text), encoding="utf-8")
    assert read_answers(tmp_path / "lead.yml", pack).answers == {}


def test_a_blank_answer_or_number_is_open(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "lead.yml").write_text(HEAD + "  M02:\n  N03: {value: }\n  M05: {}\n", encoding="utf-8")
    answers = read_answers(tmp_path / "lead.yml", pack)
    assert {standing(pack.by_id[question], answers.of(question)) for question in ("M02", "N03", "M05")} == {"open"}


@pytest.mark.parametrize("word", ["false", "no", "False"])
def test_not_unknown_is_no_answer_beside_a_level(tmp_path: Path, pack: Pack, word: str) -> None:
    (tmp_path / "lead.yml").write_text(HEAD + f"  M02: {{level: 3, unknown: {word}}}\n", encoding="utf-8")
    assert read_answers(tmp_path / "lead.yml", pack).of("M02") == Answer(level=3)


def test_a_bad_file_is_not_opened_for_answering_and_not_rewritten(path: Path, pack: Pack) -> None:
    path.parent.mkdir(parents=True)
    text = HEAD + "  M02: {level: 7}  # wrong\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFiles):
        put(path, pack, "M05", Answer(level=1))
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_somebody_broke_meanwhile_is_not_rewritten(path: Path, pack: Pack) -> None:
    with open_answers(path, pack, Respondent()) as file:
        file.put("M02", Answer(level=1))
        broken = path.read_text(encoding="utf-8") + "  M05: {level: 9}\n"
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(BadFiles):
            file.put("M06", Answer(level=2))
        path.write_text("a: [", encoding="utf-8")
        with pytest.raises(NotSaved):
            file.put("M06", Answer(level=2))
        assert path.read_text(encoding="utf-8") == "a: ["


def test_a_second_interview_on_one_file_is_refused_and_the_first_goes_on(path: Path, pack: Pack) -> None:
    with open_answers(path, pack, Respondent()) as file:
        with (
            pytest.raises(Refused, match=r"lead.yml is being answered in another window"),
            open_answers(path, pack, Respondent()),
        ):
            pass
        file.put("M02", Answer(level=1))
    put(path, pack, "M05", Answer(level=2))
    assert read_answers(path, pack).answers.keys() == {"M02", "M05"}


def test_two_respondents_answer_at_the_same_time(path: Path, pack: Pack) -> None:
    with (
        open_answers(path, pack, Respondent()) as lead,
        open_answers(path.with_name("it.yml"), pack, Respondent()) as it,
    ):
        lead.put("M02", Answer(level=1))
        it.put("M02", Answer(level=2))
    assert read_answers(path, pack).of("M02").level == 1
    assert read_answers(path.with_name("it.yml"), pack).of("M02").level == 2


HOLD = """
import sys, os
from pathlib import Path
from audit.files.locks import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
    os._exit(9)
"""


def test_another_process_holds_the_file_until_it_ends_however_it_ends(path: Path, pack: Pack) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Refused, match="another window"):
            put(path, pack, "M02", Answer(level=1))
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.wait(timeout=20) == 9
    put(path, pack, "M02", Answer(level=1))
    assert read_answers(path, pack).of("M02").level == 1


FULL = """
import resource, sys
from pathlib import Path
from audit.errors import NotSaved
from audit.files.answers_file import open_answers
from audit.files.packs.reader import load_pack
from audit.model.answers import Answer, Respondent
pack = load_pack(Path(sys.argv[2]))
with open_answers(Path(sys.argv[1]), pack, Respondent()) as file:
    file.put("M02", Answer(level=1, note="before"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        file.put("M05", Answer(level=2, note="x" * 10000))
    except NotSaved as error:
        print(error)
    file.put("M06", Answer(level=3, note="short enough"))
"""


def test_on_a_full_disk_the_answer_is_refused_every_earlier_one_is_safe_and_shorter_ones_go_on(
    path: Path, pack: Pack
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(pack_folder("listen-first"))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "this answer was not saved" in done.stdout
    answers = read_answers(path, pack).answers
    assert {question: answer.level for question, answer in answers.items()} == {"M02": 1, "M06": 3}
    assert [left.name for left in path.parent.iterdir() if left.suffix == ".tmp"] == []


@pytest.mark.parametrize(("call", "reason"), [("fsync", "No space left on device"), ("replace", "Permission denied")])
def test_where_saving_fails_earlier_answers_stay_and_it_can_be_tried_again(
    path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch, call: str, reason: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28 if call == "fsync" else 13, reason)

    with open_answers(path, pack, Respondent()) as file:
        file.put("M02", Answer(level=1))
        before = path.read_bytes()
        with monkeypatch.context() as broken:
            broken.setattr(os, call, fail)
            for question in ("M05", "M02"):
                with pytest.raises(NotSaved, match=reason):
                    file.put(question, Answer(level=4))
        assert path.read_bytes() == before
        assert file.answers == {"M02": Answer(level=1)}
        file.put("M06", Answer(level=3))
    answers = read_answers(path, pack).answers
    assert {question: answer.level for question, answer in answers.items()} == {"M02": 1, "M06": 3}


def test_a_folder_that_cannot_be_made_is_refused_with_a_reason(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "answers").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(NotSaved, match="nothing can be saved in"):
        put(tmp_path / "answers" / "2026-11" / "lead.yml", pack, "M02", Answer(level=1))


def test_what_a_killed_interview_left_is_cleared_by_the_next(path: Path, pack: Pack) -> None:
    put(path, pack, "M02", Answer(level=1))
    (path.parent / ".lead.yml.x1y2z3.tmp").write_bytes(b"half an ans")
    put(path, pack, "M05", Answer(level=1))
    assert not list(path.parent.glob("*.tmp")) + list(path.parent.glob(".*.tmp"))
