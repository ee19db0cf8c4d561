"""Whatever is written is read back: every input of the pack, every field of an answer, everything in audit.yml."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import Refused
from audit.files.answers_file import open_answers, read_answers
from audit.files.folder import SettingsFile, create_folder, open_folder
from audit.files.packs.shipped import shipped_pack
from audit.model.answers import Answer, Checked, Decision, Evidence, Respondent
from audit.model.pack import Input, Pack
from audit.model.values import Drill, Layer, Value, Window, WrongValue, read_value, write_value, written_number

many = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
texts = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet="\x00\x07\t\n\r\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\U0001fffe#:'\"\\&*|>%@`{}[], 가각-?!~", max_size=20
    ),
    st.sampled_from(("No", "~", "1_000", "0x10", "12:30", "---", "...", "a\r\nb", " trailing  ", "각각", "x" * 65536)),
)
words = texts.filter(lambda text: text.strip() != "")
dates = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
minutes = st.integers(0, 1439)
windows = st.builds(lambda start, length: Window(start, start + length), minutes, st.integers(1, 1439)).map(
    lambda window: window if window.close != 1440 or window.open else Window(0, 1440)
)
days_of = st.lists(windows, max_size=3).map(lambda found: tuple(sorted(found, key=lambda window: window.open)))


def numbers(bounds: tuple[Fraction, Fraction], whole: bool) -> st.SearchStrategy[Fraction]:
    """Make numbers as somebody could type them: of at most twenty letters."""
    lowest, highest = bounds
    if whole:
        return st.integers(-(-lowest // 1), highest // 1).map(Fraction)
    return st.decimals(str(float(lowest)), str(float(highest)), places=10).map(Fraction)


def values_of(item: Input) -> st.SearchStrategy[Value]:
    """Make every value that an input takes."""
    bounds = item.range or (Fraction(0), Fraction(10**9))
    table: dict[str, st.SearchStrategy[Value]] = {
        "number": numbers(bounds, item.whole),
        "choice": st.sampled_from([choice.id for choice in item.choices] or [""]),
        "date": dates,
        "text": words,
        # A file of the first release may hold any words for a country.
        "country": words,
        "week": st.dictionaries(st.sampled_from(item.days or ("mon",)), days_of),
        "layers": st.lists(
            st.builds(Layer, st.none() | st.integers(int(bounds[0]), int(bounds[1])), st.booleans()),
            max_size=item.most or 9,
        ).map(tuple),
        "drills": st.lists(
            st.builds(
                Drill,
                dates,
                st.booleans(),
                st.lists(st.sampled_from([choice.id for choice in item.choices] or [""]), min_size=1, unique=True).map(
                    tuple
                ),
            ),
            max_size=4,
        ).map(tuple),
        "parts": st.fixed_dictionaries({}, optional={part.id: numbers(part.range, part.whole) for part in item.parts}),
        "moments": st.lists(
            st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 12, 31)).map(
                lambda moment: moment.replace(second=0, microsecond=0)
            ),
            max_size=len(item.moments),
        ).map(lambda found: dict(zip([moment.id for moment in item.moments], sorted(found), strict=False))),
    }
    made = table[item.kind]
    return made | st.sampled_from(sorted(item.words)) if item.words else made


inputs = st.sampled_from([*shipped_pack("listen-first").numbers, *shipped_pack("listen-first").profile])
input_values = inputs.flatmap(lambda item: st.tuples(st.just(item.id), values_of(item)))


@pytest.fixture
def put_and_read(pack: Pack, tmp_path: Path) -> Callable[[str, Answer], Answer]:
    """Save an answer, open the file again, and return what it holds."""

    def make(question: str, answer: Answer) -> Answer:
        path = tmp_path / "lead.yml"
        with open_answers(path, pack, Respondent()) as file:
            file.put(question, answer)
        return read_answers(path, pack).of(question)

    return make


@pytest.fixture
def settings_file(tmp_path: Path) -> Callable[[], SettingsFile]:
    """Open the settings of an audit folder, which is made once."""
    create_folder(tmp_path / "acme", "Acme", ("en",), "listen-first")
    return lambda: SettingsFile(open_folder(tmp_path / "acme"))


@pytest.mark.thorough
@many
@given(given_value=input_values)
def test_every_value_of_every_input_is_read_back(
    put_and_read: Callable[[str, Answer], Answer],
    settings_file: Callable[[], SettingsFile],
    pack: Pack,
    given_value: tuple[str, Value],
) -> None:
    identity, value = given_value
    if identity in {item.id for item in pack.profile}:
        settings_file().put(identity, value)
        # The profile has a word of its own for what is not known.
        assert settings_file().profile[identity] == (None if value == "unknown" else value)
    else:
        assert put_and_read(identity, Answer(value=value)).value == value


@many
@given(
    given_raw=inputs.flatmap(
        lambda item: st.tuples(st.just(item), texts | st.from_regex(r"[0-9.,]{1,20}", fullmatch=True))
    )
)
def test_whatever_is_read_is_written_so_that_it_is_read_again(given_raw: tuple[Input, str]) -> None:
    item, text = given_raw
    for raw in (text, {part.id: text for part in item.parts}, {moment.id: text for moment in item.moments[:1]}):
        try:
            value = read_value(item, raw)
        except WrongValue:
            continue
        written = write_value(value, written_number)
        assert read_value(item, written) == value


checks = st.builds(
    Checked, how=st.sampled_from(("seen", "tested")), by=st.sampled_from(("it", "outside", "head")), date=dates
)
evidence = st.builds(
    Evidence, what=words, where=texts, date=st.none() | dates, law=st.booleans(), checked=st.none() | checks
)
pieces = st.lists(evidence, max_size=3).map(tuple)
fields = {
    "note": texts,
    "evidence": pieces,
    "confirm": st.booleans(),
    "decided": st.none() | st.builds(Decision, because=words),
    "answered": st.none() | dates,
}
kinds: st.SearchStrategy[dict[str, object]] = st.one_of(
    st.fixed_dictionaries({"level": st.integers(0, 4)}),
    st.just({"unknown": True}),
    st.fixed_dictionaries({"not_applicable": words | st.sampled_from(("true", "false", "no"))}),
    st.just({}),
)


@many
@given(kind=kinds, rest=st.fixed_dictionaries({}, optional=fields))
def test_every_field_of_an_answer_is_read_back(
    put_and_read: Callable[[str, Answer], Answer], kind: dict[str, object], rest: dict[str, object]
) -> None:
    answer = Answer.model_validate({**kind, **rest})
    assert put_and_read("M07", answer) == answer


PURPOSES = ("hear", "serve", "warn", "inform", "promote", "told-to", "everyone-has-one", "evaluation", "not-sure")


@pytest.mark.thorough
@many
@given(
    text=texts,
    purposes=st.lists(st.sampled_from(PURPOSES), unique=True).map(tuple),
    without=st.none() | st.sampled_from(("yes", "no", "not-sure")),
    level=st.integers(1, 4),
    evidence=pieces,
)
def test_own_words_purposes_and_what_hangs_on_them_are_read_back(
    put_and_read: Callable[[str, Answer], Answer],
    text: str,
    purposes: tuple[str, ...],
    without: str | None,
    level: int,
    evidence: tuple[Evidence, ...],
) -> None:
    wants = without == "yes" and bool({"hear", "serve"} & set(purposes))
    answer = Answer(
        text=text, purposes=purposes, without_voice=without, level=level if wants else None, evidence=evidence
    )
    assert put_and_read("L01", answer) == answer


@pytest.mark.thorough
@many
@given(days=st.lists(dates, max_size=6))
def test_holidays_are_read_back(
    settings_file: Callable[[], SettingsFile], tmp_path: Path, days: list[datetime.date]
) -> None:
    settings_file().put_holidays(days)
    assert open_folder(tmp_path / "acme").settings.holidays == tuple(days)


@pytest.mark.parametrize("name", ["No", "~", "구로구청", "a: b # c", "é", 'say "hi"', "\\", "1.10", "true"])
def test_the_name_of_an_agency_is_read_back(tmp_path: Path, name: str) -> None:
    create_folder(tmp_path / "acme", name, ("en",), "listen-first", {"X5": name, "X4": "run", "X1": None})
    folder = open_folder(tmp_path / "acme")
    assert folder.settings.agency.name == name
    assert folder.settings.profile == {"X5": name, "X4": "run", "X1": None}


def test_an_agency_without_a_name_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the name of the agency is empty"):
        create_folder(tmp_path / "acme", " \u3000", ("en",), "listen-first")
    assert not (tmp_path / "acme").exists()


def test_a_name_in_bytes_that_are_no_text_can_be_read_back(tmp_path: Path) -> None:
    create_folder(tmp_path / "acme", "Ac\udcffme", ("en",), "listen-first")
    assert open_folder(tmp_path / "acme").settings.agency.name == "Ac\ufffdme"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(60), "60"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 10**5), "0.00001"),
        (Fraction(12345678, 10), "1234567.8"),
        (Fraction(10**18 + 1, 10**18), "1.000000000000000001"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(10**15), "1000000000000000"),
    ],
)
def test_numbers_are_written_plainly_and_exactly(number: Fraction, text: str) -> None:
    assert written_number(number) == text
