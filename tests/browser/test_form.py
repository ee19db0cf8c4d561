"""The questionnaire in a browser: opened from the disk, it asks, reads and writes what the terminal does."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.errors import Message
from audit.files.answers_file import answers_in, open_answers
from audit.files.folder import AuditFolder, SettingsFile, create_folder, open_folder, profile_in
from audit.files.imports.arrived import arrived, check_whole
from audit.files.imports.merge import importing
from audit.files.yaml.reader import parse_yaml
from audit.interview import asker
from audit.interview.flow import PROFILE, FirstStand, Stand, meaning, section_of, section_state
from audit.interview.form import Form, agency_slug, condition_data, form_page, value_data
from audit.interview.item_data import raw_answer, raw_input
from audit.interview.prompts import UNKNOWN, Turn
from audit.interview.run import interview
from audit.interview.value_prompts import TypedValues
from audit.interview.widgets import Option
from audit.language import LANGUAGES, translator
from audit.model.answers import Answer, Checked, Evidence, Respondent
from audit.model.asked import Item, order
from audit.model.condition import All, Compare, Condition, Not
from audit.model.condition import Any as AnyOf
from audit.model.pack import Input, Pack, Question
from audit.model.reading.words import QUESTION_MARKS
from audit.model.values import Value, read_value
from audit.model.visibility import visible
from audit.wording.values import spoken

DAY = datetime.date(2026, 11, 23)
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"> {id} 'q' \\ \u2028 한글"
EXAMPLES: Mapping[str, Sequence[object]] = {
    "number": ["5", "60"],
    "date": ["2026-11-02"],
    "country": ["KR"],
    "week": [{"mon": "9-18", "sat": "none"}, {"sat": "10-12, 22-06"}],
    "drills": [
        [],
        [
            {"date": "2026-10-17", "announced": "yes", "exercised": ["stop-all", "surge"]},
            {"date": "2026-03-07", "announced": "no", "exercised": ["contact-ring"]},
        ],
    ],
    "layers": [[], [{"minutes": "60", "out_of_hours": "yes"}, {"out_of_hours": "no"}]],
}


def example(item: Input, chance: random.Random) -> Value:
    """Return some value of an input."""
    if item.kind == "choice":
        return chance.choice(item.choices).id
    if item.words and chance.random() < 0.3:
        return chance.choice(list(item.words))
    if item.kind == "parts":
        return read_value(item, {part.id: str(int(part.range[0]) + 1) for part in item.parts if chance.random() < 0.8})
    if item.kind == "moments":
        return read_value(item, {moment.id: f"2026-03-07 2{at}:05" for at, moment in enumerate(item.moments)})
    raw = chance.choice(EXAMPLES[item.kind])
    if item.kind == "week":
        assert isinstance(raw, dict)
        raw = {day: hours for day, hours in raw.items() if day in item.days} or dict.fromkeys(item.days, "00:00-24:00")
    return read_value(item, raw)


def some_answer(item: Item, chance: random.Random) -> Answer:
    """Return some answer that an interview could have written."""
    note = HOSTILE if chance.random() < 0.2 else ""
    day = DAY - datetime.timedelta(days=chance.randrange(40))
    if chance.random() < 0.2:
        return Answer(unknown=True, note=note, answered=day)
    if isinstance(item, Input):
        value = example(item, chance)
        return Answer(value=value, note=note, answered=day) if value != {} else Answer()
    if item.not_applicable is not None and chance.random() < 0.3:
        return Answer(not_applicable=HOSTILE, answered=day)
    level = chance.randrange(5)
    looked = Checked(how="tested", by="it", date=DAY)
    proof = (
        Evidence(what=HOSTILE, where="x", date=day, law=chance.random() < 0.5, checked=looked),
        Evidence(what="b", where="shelf 2"),
    )[: chance.randrange(3)]
    if item.opening is None:
        return Answer(level=level, note=note, evidence=proof, answered=day)
    if level == 0:
        return Answer(purposes=("inform",), without_voice="no", text="to tell", answered=day)
    said = {"purposes": ("hear", "warn"), "without_voice": "yes", "text": HOSTILE}
    return Answer(**said, level=level, evidence=proof, answered=day)


def some_answers(pack: Pack, chance: random.Random) -> tuple[dict[str, Value | None], dict[str, Answer]]:
    """Return some profile and some answers."""
    items = [item for item in order(pack) if chance.random() < 0.8]
    given = {item.id: some_answer(item, chance) for item in items}
    profile = {item.id: given.pop(item.id).value for item in items if section_of(item) == PROFILE}
    return {key: value for key, value in profile.items() if value != {}}, given


def test_the_form_decides_how_an_answer_stands_as_everything_else_does(
    opened: Page, standing_table: Sequence[Any]
) -> None:
    asked = [row for row in standing_table if not (isinstance(row.item, Question) and row.item.computed)]
    cases = [[row.item.id, raw_answer(row.item, row.answer)] for row in asked]
    found = opened.evaluate(
        """cases => cases.map(([id, raw]) => {
            const item = listenFirst.items.get(id), { answer } = listenFirst.answerOf(item, raw);
            return [listenFirst.stateOf(item, answer), listenFirst.levelOf(item, answer) ?? null];
        })""",
        cases,
    )
    assert [tuple(pair) for pair in found] == [(row.state, row.level) for row in asked]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> AuditFolder:
    """An audit folder of an agency with a hostile name."""
    path = tmp_path_factory.mktemp("form") / "agency"
    create_folder(path, f"Haneul {HOSTILE}", ("en", "ko"), "listen-first", None)
    return open_folder(path)


def written_form(folder: AuditFolder, place: Path, language: str) -> Path:
    """Write the lead's form."""
    place.write_bytes(form_page(Form(folder, "2026-11"), language, translator(language)))
    return place


@pytest.fixture(scope="module")
def opened(folder: AuditFolder, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The lead's form, opened from the disk on the day of the tests; it must not complain or ask for anything."""
    place = written_form(folder, tmp_path_factory.mktemp("opened") / "form.html", "en")
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    page.clock.set_fixed_time(datetime.datetime.combine(DAY, datetime.time(12)))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(place.as_uri())
    yield page
    context.close()
    assert [text for text in complaints if not text.startswith("blob:")] == []


def read_back(pack: Pack, text: str) -> tuple[dict[str, Value | None], Mapping[str, Answer]]:
    """Read what the form wrote."""
    path = Path("sent.yml")
    found = arrived(path, text.encode())
    document = parse_yaml(path, found.text.encode())
    check_whole(path, found, len(document.data["answers"] or ()) + len(document.data.get("profile", ())))
    document.data.pop("audit")
    profile = profile_in(document, pack, document.data.pop("profile", ""), [])
    document.data.pop("profile_before", None)
    return profile, answers_in(document, pack).answers


def test_conditions_and_how_a_part_stands_mean_the_same_in_the_browser(opened: Page, pack: Pack) -> None:
    chance = random.Random(5)
    values: list[Value | None] = [None, Fraction(0), Fraction(2), Fraction("2.5"), Fraction(3), "run", "2", "none"]

    def some(depth: int) -> Condition:
        kind = chance.randrange(6) if depth else 5
        if kind < 2:
            return Not(some(depth - 1))
        if kind < 5:
            return (All if kind < 3 else AnyOf)(tuple(some(depth - 1) for _ in range(chance.randrange(1, 4))))
        comparison = chance.choice(["is", "at_least", "below", "above"])
        numbers = [value for value in values if isinstance(value, Fraction)]
        against = chance.choice([value for value in values if value] if comparison == "is" else numbers)
        return Compare(chance.choice("ABC"), comparison, against)  # type: ignore[arg-type] # chosen from the four

    conditions = [some(3) for _ in range(400)]
    tables = [{subject: chance.choice(values) for subject in "ABC"} for _ in conditions]
    audits = [some_answers(pack, chance) for _ in range(25)]
    raws = [
        {key: raw_input(pack.by_id[key], value) for key, value in profile.items()}  # type: ignore[arg-type] # inputs
        | {key: raw_answer(pack.by_id[key], answer) for key, answer in given.items()}
        for profile, given in audits
    ]
    found = opened.evaluate(
        """([conditions, tables, raws]) => [
          conditions.map((condition, at) => listenFirst.holds(condition, subject => tables[at][subject])),
          raws.map(raw => {
            const answers = {};
            for (const id in raw) answers[id] = listenFirst.answerOf(listenFirst.items.get(id), raw[id]).answer;
            const said = listenFirst.DATA.sections.map(section => listenFirst.meaning(listenFirst.sectionState(section.id, answers)));
            return [[...listenFirst.visible(answers)], said, listenFirst.written(answers, "Kim")];
          })]""",
        [
            [condition_data(condition) for condition in conditions],
            [{key: value_data(value) for key, value in table.items()} for table in tables],
            raws,
        ],
    )
    for condition, table, held in zip(conditions, tables, found[0], strict=True):
        assert held is condition.holds(table.get), (condition, table)  # type: ignore[arg-type] # numbers and words
    for (profile, given), (shown, said, text) in zip(audits, found[1], strict=True):
        stand = Stand(pack, profile, given)
        assert set(shown) == visible(pack, profile, given)
        assert said == [
            meaning(section_state(stand, section), "en").translated(translator("en"))
            for section in (PROFILE, *(pillar.id for pillar in pack.head.pillars))
        ]
        # And what was answered comes back the same.
        assert read_back(pack, text) == (profile, {key: answer for key, answer in given.items() if answer != Answer()})


class Typist:
    """Types lines where the terminal would read them, and remembers what was said; then leaves."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.wrongs: list[str] = []
        self.terminal = self

    def line_keys(self, **_: object) -> None: ...

    def again(self, *_: object) -> None: ...

    def write(self, *_: object) -> None: ...

    def mark(self) -> int:
        return 0

    def back_to(self, mark: int) -> None: ...

    def complain(self, text: str) -> None:
        self.wrongs.append(text)

    def said(self, message: Message) -> str:
        return message.translated(translator("en"))

    def line(self, *_: object, **__: object) -> object:
        if self.wrongs or not self.lines:
            raise Turn(asker.Move.LATER)
        text = self.lines.pop(0)
        return UNKNOWN if text in QUESTION_MARKS else text

    def choose(self, options: Sequence[Option], *_: object) -> object:
        if options[0].text == "Yes, as it stands":
            return True
        return {"yes": True, "no": False}[self.lines.pop(0)]


HOURS = [
    "9-18",
    "09:00-18:00",
    "9~18",
    "9 – 18",
    "22-06",
    "09-12, 13-18",
    "13-18,9-12",
    "00:00-24:00",
    "없음",
    "None",
    "no",
]
NO_HOURS = [
    "9",
    "9-9",
    "25-26",
    "9:75-18",
    "9-18,",
    "9:5-18",
    "9-24:01",
    "nine to six",
    "0-0",
    "{text}",
    "24-6",
    "9-18;20-21",
]
NUMBERS = ["5", "+5", "05", "1,000", "1000", "5.0", "９"]
NO_NUMBERS = ["-5", "1,00", "5.5", "5,5", "1e3", ".5", "5.", "abc", "1" * 21, "0x5", "99999999999", "1_000", "{0}"]


def typed_cases(pack: Pack) -> Iterator[tuple[Input, list[str], dict[str, Any]]]:
    """Give an input, the lines typed for it at the terminal, and the same in the fields of the form."""

    def item(identity: str) -> Input:
        found = pack.by_id[identity]
        assert isinstance(found, Input)
        return found

    for text in [*NUMBERS, *NO_NUMBERS, "alerts", "Alerts", "?", "？", "toString"]:
        yield item("N03"), [text], {"text": text}
    for text in ["none", "없음", "no", "120"]:
        yield item("N17"), [text], {"text": text}
    for text in ["2026-11-02", "2026-02-30", "2026-2-3", "20261102", "0000-01-01", "2024-02-29", "2023-02-29", "never"]:
        yield item("N20"), [text], {"text": text}
    for text in [*HOURS, *NO_HOURS]:
        # Whoever types a night shift says that it is one.
        sure = {"sure": ["22:00-06:00"]}
        yield item("N18"), [text, "10-12", ""], {"days": {"together": text, "sat": "10-12"}, **sure}
        yield item("N02"), ["", text, ""], {"days": {"sun": text}, **sure}
    yield item("N01"), ["d", "9-18", "", "?", "9-12", ""], {"differ": True, "days": {"mon": "9-18", "thu": "9-12"}}
    yield item("N02"), ["", "?", ""], {"days": {"sun": "?"}}
    for text in [*NUMBERS, *NO_NUMBERS, "", "?"]:
        yield (
            item("N13"),
            [text, "4"],
            {"fields": dict(zip([p.id for p in item("N13").parts], [text, "4"], strict=True))},
        )
    times = ["2026-03-07 21:00", "2026-03-07T21:00", "2026-03-07 20:59", "2026-03-07 24:00", "2026-03-07", "", "21:00"]
    names = [moment.id for moment in item("N15").moments]
    for text in times:
        lines = ["2026-03-07 21:00", text, *[""] * (len(names) - 2)]
        yield item("N15"), lines, {"fields": dict(zip(names, lines, strict=True))}
    for count, minutes in [
        ("1", "60"),
        ("0", ""),
        ("없음", ""),
        ("1", ""),
        ("1", "x"),
        ("10", ""),
        ("1.5", ""),
        ("1", "2881"),
    ]:
        lines = [count, *([minutes, "yes"] if count == "1" else [])]
        yield item("N09"), lines, {"count": count, "layers": [{"minutes": minutes, "reached": "yes"}]}


def test_what_is_typed_is_read_and_refused_as_at_the_terminal(opened: Page, pack: Pack) -> None:
    cases = list(typed_cases(pack))
    found = opened.evaluate(
        """cases => cases.map(([id, raw]) => {
          const { answer, problems } = listenFirst.answerOf(listenFirst.items.get(id), { day: "2026-11-23", ...raw });
          return [Object.values(problems), listenFirst.written({ [id]: answer }, "")];
        })""",
        [[item.id, raw] for item, _, raw in cases],
    )
    for (item, lines, _), (problems, text) in zip(cases, found, strict=True):
        typist = Typist(lines)
        value: object = None
        with contextlib.suppress(Turn):
            value = TypedValues(typist, translator("en"), "en").read(item, None, False, DAY)  # type: ignore[arg-type] # types
        assert problems == typist.wrongs, (item.id, lines)
        if problems:
            continue
        answer = read_back(pack, text)[1].get(item.id, Answer())
        assert (UNKNOWN if answer.unknown else answer.value) == value, (item.id, lines)


class Answering:
    """Answers an interview as planned."""

    def __init__(self, planned: Callable[[Item], Answer]) -> None:
        self.planned = planned

    def session(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def begin(self, _: object) -> asker.Move:
        return asker.Move.NEXT

    end = begin

    def ask(self, page: asker.Page) -> asker.Reply:
        answer = self.planned(page.item)
        return asker.Reply(asker.Move.NEXT, answer if answer != Answer() else None)

    def review(self, *_: object) -> asker.Move:
        return asker.Move.FINISH

    def on_saved(self) -> None: ...

    def on_start_reached(self) -> None: ...

    def problem(self, error: Exception) -> None:
        raise error

    def goodbye(self, resume: str | None, verdict: str | None = None) -> None: ...


def planned(item: Item) -> Answer:
    """Return what is answered both at the terminal and in the form."""
    chance = random.Random(item.id)
    if item.id[0] in "MTE" and item.id != "M01":
        # One pillar of levels has every way to answer them; the rest stays open.
        return Answer()
    if item.id == "X4":
        return Answer(value="plan")
    answer = some_answer(item, chance)
    tidy = HOSTILE.replace("\u2028", " ")
    note = tidy if answer.note and section_of(item) != PROFILE else ""
    # Without evidence where the terminal would not ask for it.
    evidence = tuple(
        piece.model_copy(update={"what": piece.what.replace("\u2028", " "), "law": False}) for piece in answer.evidence
    )
    return answer.model_copy(
        update={
            "note": note,
            "text": answer.text.replace("\u2028", " "),
            "not_applicable": tidy if answer.not_applicable else None,
            "evidence": evidence if (answer.level or 0) >= 3 else (),
            "answered": None,
        }
    )


def fill_in(page: Page, item: Item, answer: Answer) -> None:
    """Answer one question with the mouse and the keyboard."""
    raw = raw_answer(item, answer)
    if "note" in raw:
        if page.locator("details").last.get_attribute("open") is None:
            page.locator("summary").last.click()
        page.fill("#field-note", raw["note"])
    if "words" in raw:
        page.fill("#field-words", raw["words"])
    if isinstance(item, Question) or item.kind == "choice":
        choose(page, item, raw)
        if "level" in raw:
            page.locator(f'input[name=level][value="{raw["level"]}"]').check()
        if "reason" in raw:
            page.fill("#field-reason", raw["reason"])
        prove(page, raw.get("evidence", []))
    elif raw["pick"] == "unknown":
        page.get_by_label("I don't know", exact=True).check()
    else:
        type_in(page, item, raw)


def choose(page: Page, item: Item, raw: dict[str, Any]) -> None:
    """Choose a level or a choice; of the question that asks for purposes all of them, and the seed's question."""
    if "purposes" in raw:
        for purpose in raw["purposes"]:
            page.locator(f'input[name=purpose][value="{purpose}"]').check()
        page.locator(f'input[name=without][value="{raw["without"]}"]').check()
    elif isinstance(item, Question) and item.opening:
        page.get_by_label("I don't know", exact=True).check()
    else:
        pick = f"={raw['choice']}" if "choice" in raw else raw["pick"]
        page.locator(f'input[name=pick][value="{pick}"]').check()


def prove(page: Page, pieces: Sequence[dict[str, Any]]) -> None:
    """Type evidence, and who else has looked."""
    for number, piece in enumerate(pieces):
        if number:
            page.get_by_role("button", name="Add another piece").click()
        for key in ("what", "where", "date"):
            page.fill(f"#field-{key}-{number}", piece[key])
        if piece.get("law"):
            page.locator("label.option", has_text="It is the law, or the order").nth(number).locator("input").check()
        if "how" in piece:
            page.locator(f'input[name=how-{number}][value="{piece["how"]}"]').check()
            page.locator(f"#field-by-{number}").select_option(piece["by"])
            page.fill(f"#field-on-{number}", piece["on"])


def type_in(page: Page, item: Item, raw: dict[str, Any]) -> None:
    """Type a value."""
    days = raw.get("days", {})
    if raw.get("differ") and "mon" in days:
        page.get_by_label("The days differ").check()
        days.pop("together", None)
    elif "together" in days:
        days = {day: hours for day, hours in days.items() if day not in ("mon", "tue", "wed", "thu", "fri")}
    fields = {"value": raw["text"]} if "text" in raw else {"count": raw["count"]} if "count" in raw else {}
    for key, text in (fields | raw.get("fields", {}) | days).items():
        page.fill(f"#field-{key}", text)
        page.press(f"#field-{key}", "Tab")
        if raw.get("sure") and any(night in text for night in raw["sure"]):
            page.get_by_role("button", name="Yes, as it stands").click()
    if raw.get("none"):
        page.get_by_label("There has been no drill").check()
    for number, row in enumerate(raw.get("rows", [])):
        if number:
            page.get_by_role("button", name="Add another drill").click()
        page.fill(f"#field-drill-{number}", row["date"])
        page.locator(f'input[name=announced-{number}][value="{row["announced"]}"]').check()
        for what in row["exercised"]:
            page.locator(f'input[name=exercised-{number}][value="{what}"]').check()
    for number, layer in enumerate(raw.get("layers", [])):
        page.fill(f"#field-minutes-{number}", layer["minutes"])
        page.locator(f'input[name=reached-{number}][value="{layer["reached"]}"]').check()


def test_the_form_writes_what_the_terminal_writes_and_the_import_takes_it(
    opened: Page, folder: AuditFolder, pack: Pack, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "terminal"
    create_folder(elsewhere, "Haneul", ("en",), "listen-first", None)
    at_terminal = open_folder(elsewhere)
    place = at_terminal.answers_path("2026-11")
    with open_answers(place, pack, Respondent(role="lead")) as answers:
        interview(at_terminal, answers, SettingsFile(at_terminal), Answering(planned), today=DAY)

    opened.get_by_role("button", name="Begin").click()
    asked = []
    while (title := opened.locator("h1")).inner_text() != "Your answers":
        number = title.locator(".number")
        if number.count():
            item = pack.by_id[number.inner_text()]
            asked.append(item.id)
            if planned(item) != Answer():
                fill_in(opened, item, planned(item))
        assert opened.evaluate("document.activeElement !== document.body")
        opened.get_by_role("button", name="Next", exact=True).click()
    # It was closed and opened again meanwhile, and shows what others wrote as text, on paper too.
    opened.reload()
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = opened.locator("#paper").text_content() or ""
    assert HOSTILE.replace("\u2028", " ") in on_paper
    assert f"[x] {pack.by_id['X4'].choices[0].title['en']}" in on_paper  # type: ignore[union-attr] # a choice
    assert opened.locator("img").count() == 0
    assert opened.title() != "taken"
    listed = opened.eval_on_selector_all(
        ".list button", "rows => rows.map(row => [...row.children].map(part => part.textContent))"
    )
    with opened.expect_download() as coming:
        opened.get_by_role("button", name="Save the answers file").click()
    sent = tmp_path / "sent.yml"
    coming.value.save_as(sent)
    assert coming.value.suggested_filename == f"answers-{agency_slug(folder, 'en')}-lead.yml"

    with importing(folder, [sent], DAY) as found:
        found.apply()
    taken, wanted = open_folder(folder.path), open_folder(elsewhere)
    assert taken.settings.profile == wanted.settings.profile
    assert taken.voices("2026-11")["lead"] == wanted.voices("2026-11")["lead"]
    stand = Stand(pack, wanted.settings.profile, answers.answers)
    early = [item.id for item in FirstStand(pack, wanted.settings.profile, answers.answers).items]
    assert asked == [*early, *(item.id for item in stand.items if item.id not in early)]
    in_english = translator("en")
    assert listed == [
        [
            f"{item.id} {item.title['en']}",
            "open" if stand.state(item) == "open" else spoken(item, stand.answer(item), in_english, "en"),
        ]
        for item in stand.items
    ]

    # Delete everything: the second question is a button of its own.
    opened.get_by_role("button", name="Delete all answers on this machine").click()
    opened.get_by_role("button", name="Delete", exact=True).click()
    assert opened.evaluate("Object.keys(localStorage).length") == 0
    assert opened.get_by_role("button", name="Begin").count() == 1


def press(page: Page, text: str) -> None:
    """Press a button, also in a window behind another one."""
    page.evaluate(
        "text => [...document.querySelectorAll('button')].find(one => one.innerText.includes(text)).click()", text
    )


def pick(page: Page, level: int) -> None:
    """Choose a level, also in a window behind another one."""
    page.evaluate("level => document.querySelector(`input[name=pick][value='${level}']`).click()", level)


def levels_in(page: Page, pack: Pack) -> dict[str, int | None]:
    """Return the levels that a form would send."""
    _, answers = read_back(pack, page.evaluate("listenFirst.content()"))
    return {identity: answer.level for identity, answer in answers.items()}


def known_to(page: Page, text: str) -> None:
    """Wait until a window can know of what another one wrote: browsers tell their processes a moment later."""
    page.wait_for_function("text => localStorage.getItem(listenFirst.DATA.key).includes(text)", arg=text)


@pytest.fixture
def windows(opened: Page, browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two windows of one form in which nothing was answered, both at M01, in a browser of their own."""
    context = browser.new_context()
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.clock.set_fixed_time(datetime.datetime.combine(DAY, datetime.time(12)))
        page.goto(opened.url)
    for page in (one, other):
        for text in ("Begin", "All answers", "M01"):
            press(page, text)
    yield one, other
    context.close()


def test_two_windows_of_one_form_lose_nothing_of_each_other(windows: tuple[Page, Page], pack: Pack) -> None:
    one, other = windows

    # Both at one question: what is chosen there stands beside what was typed here, and the cursor stays where it was.
    one.locator("summary").last.click()
    one.fill("#field-note", "from the one")
    known_to(other, "from the one")
    pick(other, 1)
    one.locator("input[name=pick][value='1']:checked").wait_for()
    assert "another window" in one.locator("#saved").inner_text()
    one.keyboard.type("!")
    assert one.input_value("#field-note") == "from the one!"

    # What a third one kept in the same instant stands too, and what it did not know of is kept again.
    other.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({answers: {M06: {pick: '2'}}, changes: {M06: 1}}))",
        one.evaluate("listenFirst.DATA.key"),
    )
    known_to(one, "M06")
    known_to(one, "from the one!")
    assert levels_in(one, pack) == {"M01": 1, "M06": 2}

    # Where the browser does not tell one window of the other, it reads before it saves.
    other.add_init_script(
        "for (const name of ['storage', 'focus']) addEventListener(name, event => event.stopImmediatePropagation())"
    )
    other.reload()
    for page, text in ((one, "M05"), (other, "M02")):
        press(page, "All answers")
        press(page, text)
    pick(one, 2)
    known_to(other, '"M05":{"pick":"2"')
    pick(other, 3)
    assert "another window" in other.locator("#saved").inner_text()
    assert levels_in(other, pack) == {"M01": 1, "M02": 3, "M05": 2, "M06": 2}

    # What is deleted in one window does not come back from another.
    for text in ("All answers", "Delete all answers", "Delete"):
        press(other, text)
    one.get_by_role("button", name="Begin").wait_for()
    assert levels_in(one, pack) == {}


def test_what_two_windows_say_to_one_question_in_the_same_instant_stands_side_by_side(
    windows: tuple[Page, Page], pack: Pack
) -> None:
    one, other = windows
    one.locator("summary").last.click()
    one.fill("#field-note", "from the one")
    other.evaluate(
        """() => localStorage.setItem(listenFirst.DATA.key, JSON.stringify({answers: {M01: {pick: "1"}}, changes: {M01: 1}}))"""
    )
    one.locator("input[name=pick][value='1']:checked").wait_for()
    assert one.input_value("#field-note") == "from the one"
    known_to(other, "from the one")
    assert other.input_value("#field-note") == "from the one"
    assert levels_in(one, pack) == levels_in(other, pack) == {"M01": 1}


def test_a_syllable_being_composed_is_written_once_whatever_another_window_does(
    windows: tuple[Page, Page], pack: Pack
) -> None:
    one, other = windows
    one.locator("summary").last.click()
    one.focus("#field-note")
    keyboard = one.context.new_cdp_session(one)

    def compose(*stages: str) -> None:
        for stage in stages:
            ends = {"selectionStart": len(stage), "selectionEnd": len(stage)}
            keyboard.send("Input.imeSetComposition", {"text": stage, **ends})

    compose("ㅎ", "하")
    known_to(other, "하")
    pick(other, 1)
    one.get_by_text("another window").wait_for()
    compose("한")
    keyboard.send("Input.insertText", {"text": "한"})
    one.locator("input[name=pick][value='1']:checked").wait_for()
    assert one.input_value("#field-note") == "한"

    # What another window wrote into that very line is not lost for it.
    compose("ㄱ", "그")
    known_to(other, "한그")
    other.fill("#field-note", "한그!")
    one.wait_for_function("() => document.querySelector('#field-note').value.endsWith('!')")
    compose("글")
    keyboard.send("Input.insertText", {"text": "글"})
    other.wait_for_function("() => document.querySelector('#field-note').value.includes('글')")
    said = one.input_value("#field-note")
    assert said == other.input_value("#field-note")
    assert said.startswith("한")
    assert said.endswith("!")
    assert levels_in(one, pack) == {"M01": 1}


def test_what_the_browser_kept_is_read_with_care_and_what_it_cannot_keep_is_said(
    opened: Page, folder: AuditFolder, pack: Pack, tmp_path: Path
) -> None:
    key = opened.evaluate("listenFirst.DATA.key")
    older = {
        "M01": {"pick": "2", "answered": "2026-01-02"},
        "M02": {"evidence": 7},
        "N09": {"layers": "x", "count": {}},
        "L01": {"pick": "gone", "purposes": {"glory": True}, "without": "maybe"},
        "M05": {"pick": "na", "reason": "it was offered once"},
    }
    for junk in (
        "{",
        "[1]",
        '{"answers": 3}',
        "null",
        json.dumps({"answers": {**older, "OLD": {"pick": "1"}}, "at": "OLD"}),
    ):
        opened.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, junk])
        opened.reload()
        assert opened.locator("h1").count() == 1
    _, answers = read_back(pack, opened.evaluate("listenFirst.content()"))
    assert answers == {"M01": Answer(level=2, answered=datetime.date(2026, 1, 2))}

    # By the keyboard alone: the heading has the focus, the radio buttons are next, Enter goes on and keeps.
    opened.evaluate("key => localStorage.setItem(key, JSON.stringify({answers: {}, at: 'X4'}))", key)
    opened.reload()
    for pressed in ("Tab", "Space", "Enter"):
        opened.keyboard.press(pressed)
    assert opened.locator(".number").inner_text() == "X1"
    opened.keyboard.press("Tab")
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("listenFirst.content()").count("citizen-service") == 1

    # Whoever leaves the line with the place learns that it is not said what lies there.
    opened.evaluate("key => localStorage.setItem(key, JSON.stringify({answers: {M02: {pick: '3'}}, at: 'M02'}))", key)
    opened.reload()
    opened.fill("#field-where-0", "shelf 2")
    assert opened.locator("#field-what-0-wrong").inner_text() == ""
    opened.keyboard.press("Tab")
    assert "Say what it is" in opened.locator("#field-what-0-wrong").inner_text()
    opened.evaluate("key => localStorage.setItem(key, JSON.stringify({answers: {}, at: 'X1'}))", key)
    opened.reload()

    opened.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    opened.get_by_role("button", name="Next", exact=True).click()
    opened.fill("#field-value", "12")
    assert "keeps nothing" in opened.locator("#saved").inner_text()
    opened.evaluate("localStorage.clear()")

    # A form in the other language goes on with the same answers; what was carried over is confirmed or changed.
    carried = {"M01": Answer(level=3, confirm=True, note="as in May"), "M02": Answer(level=1, confirm=True)}
    form = Form(folder, "2026-11", given=carried)
    (tmp_path / "ko.html").write_bytes(form_page(form, "ko", translator("ko")))
    opened.goto((tmp_path / "ko.html").as_uri())
    assert opened.evaluate("listenFirst.DATA.key") == key
    for identity in carried:
        opened.evaluate(
            "([key, at]) => localStorage.setItem(key, JSON.stringify({answers: JSON.parse(localStorage.getItem(key) || "
            "'{\"answers\":{}}').answers, at}))",
            [key, identity],
        )
        opened.reload()
        if identity == "M01":
            opened.get_by_label("지난 점검에서 옮겨 온 답입니다").check()
    _, answers = read_back(pack, opened.evaluate("listenFirst.content()"))
    assert answers == {"M01": Answer(level=3, note="as in May", answered=DAY), "M02": carried["M02"]}

    # IT is not asked whether there are accounts, and is asked in the words for agencies that have none.
    planning = dataclasses.replace(folder, settings=folder.settings.model_copy(update={"profile": {"X4": "plan"}}))
    form = Form(planning, "2026-11", "it", everything=False, by=datetime.date(2026, 12, 5))
    (tmp_path / "it.html").write_bytes(form_page(form, "en", translator("en")))
    opened.goto((tmp_path / "it.html").as_uri())
    assert "Please send it back by 5 December 2026." in opened.locator("main").inner_text()
    opened.evaluate("localStorage.setItem(listenFirst.DATA.key, JSON.stringify({answers: {}, at: 'M02'}))")
    opened.reload()
    question = pack.by_id["M02"]
    assert isinstance(question, Question)
    assert opened.locator("h1").inner_text() == f"M02\n{question.words('plan').ask['en']}"


FOUND_BY_AXE = """() => axe.run(document, {rules: {"target-size": {enabled: true}}}).then(result =>
  [...result.violations, ...result.incomplete].map(one => one.id + ": " + one.nodes.map(node => node.html).join(" ")))"""
"""What is wrong, and what axe could not decide: a text of the colour of its ground is among the latter."""


LOOKS: Sequence[tuple[Any, int]] = [("light", 320), ("dark", 320), ("dark", 1440), ("light", 1440)]


def test_every_kind_of_page_is_for_everybody(folder: AuditFolder, browser: Browser, axe: str, tmp_path: Path) -> None:
    answers = {
        "L01": {
            "purposes": {"hear": True},
            "without": "yes",
            "level": "3",
            "words": "x" * 200,
            "note": "n",
            "evidence": [{"date": "2999-01-01"}],
        },
        "L02": {"pick": "unknown"},
        "N09": {"pick": "value", "count": "2", "layers": [{"minutes": "x"}]},
        "N16": {"pick": "value", "differ": True, "days": {"mon": "9-9"}},
    }
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for language in LANGUAGES:
        # The head is asked for every kind of answer, and for the name.
        place = tmp_path / f"{language}.html"
        form = Form(folder, "2026-11", "head", everything=False)
        place.write_bytes(form_page(form, language, translator(language)))
        page.goto(place.as_uri())
        key = page.evaluate("listenFirst.DATA.key")
        for at in (
            "start",
            "section listening",
            "L01",
            "N09",
            "N16",
            "end listening",
            "first",
            "first-done",
            "N22",
            "evidence",
            "answers",
        ):
            kept = json.dumps({"answers": answers, "at": at})
            page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
            page.reload()
            page.evaluate(axe)
            for colours, width in LOOKS:
                page.emulate_media(color_scheme=colours)
                page.set_viewport_size({"width": width, "height": 700})
                assert page.evaluate(FOUND_BY_AXE) == [], (language, at, colours, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, at, width)
    context.close()
