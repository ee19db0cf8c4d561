"""What holds for any text: it is read, or refused in our own words; what was written is read back."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import AuditError, BadFiles
from audit.files.answers_file import open_answers, read_answers
from audit.files.yaml.reader import parse_yaml
from audit.model.answers import Answer, Answers, Evidence, Respondent
from audit.model.pack import Input, Pack
from audit.model.values import Value, WrongValue, read_value, read_windows, write_value

HEAD = 'format: 1\npack: listen-first\nversion: "1.0.0"\nanswers:\n'
yaml_like = st.text(alphabet="ab01:-#'\"{}[],&*!|>%@ \n\t가\u0007", max_size=60)
many = settings(max_examples=150, deadline=None, derandomize=True)
some = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _only_plain(data: object) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and _only_plain(inner) for key, inner in data.items())
    if isinstance(data, list):
        return all(_only_plain(inner) for inner in data)
    return isinstance(data, str)


def _refused(content: bytes) -> list[tuple[int, str]]:
    """Return lines and words of what is wrong; nothing where the bytes are read as plain strings."""
    try:
        data = parse_yaml(Path("a.yml"), content).data
    except BadFiles as bad:
        return [(problem.line, str(problem.what)) for problem in bad.problems]
    assert _only_plain(data)
    return []


@many
@given(st.one_of(yaml_like.map(str.encode), st.binary(max_size=60)))
def test_any_bytes_are_read_as_plain_strings_or_refused_with_a_line(content: bytes) -> None:
    assert all(line >= 1 and words for line, words in _refused(content))


# Examples are printed with all they are given, so a whole pack hides in functions.


@pytest.fixture
def read(pack: Pack, tmp_path: Path) -> Callable[[str], Answers | str]:
    """Read an answers file with this text; return the answers, or the words of the refusal."""

    def make(text: str) -> Answers | str:
        (tmp_path / "lead.yml").write_text(text, encoding="utf-8")
        try:
            return read_answers(tmp_path / "lead.yml", pack)
        except AuditError as error:
            return str(error)

    return make


@pytest.fixture
def put_and_read(pack: Pack, tmp_path: Path) -> Callable[[Answer], Answer]:
    """Save an answer to M02 and read it back."""

    def make(answer: Answer) -> Answer:
        with open_answers(tmp_path / "lead.yml", pack, Respondent()) as file:
            file.put("M02", answer)
        return read_answers(tmp_path / "lead.yml", pack).of("M02")

    return make


@pytest.fixture(scope="session")
def value_of(pack: Pack) -> Callable[[str, object], Value | WrongValue]:
    """Read the value of an input; return what is wrong with it where it is refused."""

    def make(identity: str, raw: object) -> Value | WrongValue:
        item = pack.by_id[identity]
        assert isinstance(item, Input)
        try:
            return read_value(item, raw)
        except WrongValue as wrong:
            return wrong

    return make


@some
@given(yaml_like)
def test_any_answers_file_is_read_or_refused(read: Callable[[str], Answers | str], text: str) -> None:
    assert read(HEAD + "  M02: " + text)


@some
@given(
    note=st.text(),
    what=st.text(min_size=1).filter(lambda text: text.strip() != ""),
    where=st.text(),
    level=st.integers(0, 4),
)
def test_any_words_are_read_back_as_they_were_put(
    put_and_read: Callable[[Answer], Answer], note: str, what: str, where: str, level: int
) -> None:
    answer = Answer(level=level, note=note, evidence=(Evidence(what=what, where=where),))
    assert put_and_read(answer) == answer


texts = st.one_of(st.text(max_size=20), st.from_regex(r"[0-9:,. \-~]{0,20}", fullmatch=True))
raw_values = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=5
)


@many
@given(raw=raw_values, identity=st.sampled_from([f"N{number:02}" for number in range(1, 22) if number != 8]))
def test_any_value_of_a_number_is_read_or_refused_with_words(
    value_of: Callable[[str, object], Value | WrongValue], raw: object, identity: str
) -> None:
    value = value_of(identity, raw)
    if isinstance(value, WrongValue):
        assert str(value)
    else:
        assert write_value(value) is not None


minutes = st.integers(0, 1439)


@many
@given(st.lists(minutes, min_size=2, max_size=8, unique=True))
def test_windows_are_written_so_that_they_are_read_the_same(times: list[int]) -> None:
    ordered = sorted(times)[: len(times) // 2 * 2]
    pairs = list(zip(ordered[::2], ordered[1::2], strict=True))
    windows = read_windows(", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in pairs))
    assert [(window.open, window.close) for window in windows] == pairs
    assert read_windows(", ".join(str(window) for window in windows)) == windows


@many
@given(share=st.integers(0, 100), halves=st.integers(1, 240))
def test_a_number_with_decimals_stays_exact(
    value_of: Callable[[str, object], Value | WrongValue], share: int, halves: int
) -> None:
    value = value_of("N13", {"share": str(share), "minutes": str(halves / 2)})
    assert value == {"share": Fraction(share), "minutes": Fraction(halves, 2)}
