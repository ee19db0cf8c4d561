"""The agency's name, and what else the same money could do, for the reader of each language."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit.cli import run
from audit.errors import BadFiles
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.model.answers import Agency, own_words_in
from audit.model.result.result import Result

DATE = ("--date", "2026-11-23")
NAMES = {"en": "Maple Town", "ko": "단풍마을"}
SERVICES = {"en": "Saturday counter", "ko": "토요 창구"}
UID = re.compile(rb"^UID:.*$", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example that must not launch, so that it has letters and the alternative, with a name in each language."""
    path = Path(shutil.copytree(shipped("examples") / "haneul-district", tmp_path / "haneul"))
    settings = (path / "audit.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^languages:.*$", "languages: [en, ko]", settings)
    settings = re.sub(r"(?m)^  name:.*$", f"  name: {json.dumps(NAMES, ensure_ascii=False)}", settings)
    settings = re.sub(
        r"(?m)^  service:.*(?:\n    .*)*$", f"  service: {json.dumps(SERVICES, ensure_ascii=False)}", settings
    )
    (path / "audit.yml").write_text(settings, encoding="utf-8")
    return path


def made(folder: Path, kind: str, language: str) -> bytes:
    """Write a file of the report; return what it holds."""
    out = folder / f"{language}.{kind}"
    assert run(["export", str(folder), "--to", kind, "--lang", language, "--out", str(out), *DATE]) == 0
    return out.read_bytes()


def words_of(kind: str, content: bytes) -> str:
    """Return the words of a file."""
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(content))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return content.decode().replace("\r\n ", "")


@pytest.mark.slow
@pytest.mark.parametrize("language", NAMES)
def test_every_file_has_the_name_of_its_readers_and_no_other(folder: Path, language: str) -> None:
    other = next(code for code in NAMES if code != language)
    for kind in ("docx", "xlsx", "ics"):
        words = words_of(kind, made(folder, kind, language))
        assert NAMES[language] in words, kind
        assert NAMES[other] not in words, kind
        if kind != "ics":
            assert SERVICES[language] in words, kind
            assert SERVICES[other] not in words, kind
    single = folder / f"{language}.html"
    assert run(["build", str(folder), "--single", "--lang", language, "--out", str(single), *DATE]) == 0
    page = single.read_text(encoding="utf-8")
    # In the title, on the summary and in every letter.
    assert page.count(NAMES[language]) > 3
    assert SERVICES[language] in page
    assert NAMES[other] not in page
    assert SERVICES[other] not in page


@pytest.mark.slow
def test_the_site_the_terminal_and_the_form_call_the_agency_by_the_name_of_their_readers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(folder), "--source", str(folder / "source"), *DATE]) == 0
    for language, name in NAMES.items():
        other = next(text for code, text in NAMES.items() if code != language)
        pages = "".join(path.read_text(encoding="utf-8") for path in (folder / "source" / language).rglob("*.md"))
        assert name in pages
        assert other not in pages
        capsys.readouterr()
        assert run(["score", str(folder), "--lang", language, *DATE]) == 0
        said = capsys.readouterr().out
        assert name in said
        assert other not in said
        assert run(["form", str(folder), "--lang", language, "--out", str(folder / "form.html"), "--force"]) == 0
        assert f'"agency":"{name}"' in (folder / "form.html").read_text(encoding="utf-8")


def test_a_file_is_called_after_the_name_of_its_readers(folder: Path) -> None:
    assert run(["export", str(folder), "--to", "csv", "--lang", "all", *DATE]) == 0
    assert sorted(path.name for path in (folder / "export").iterdir()) == [
        "maple-town-draft.csv",
        "단풍마을-draft-ko.csv",
    ]


def test_an_entry_of_the_calendar_is_the_same_in_every_language(folder: Path) -> None:
    english, korean = (UID.findall(made(folder, "ics", language)) for language in NAMES)
    assert english == korean


def test_the_result_keeps_one_name_and_adds_the_others(folder: Path) -> None:
    for languages, first in ((["--lang", "ko"], "ko"), ([], "en")):
        out = folder / f"{first}.json"
        assert run(["export", str(folder), "--to", "json", *languages, "--out", str(out), *DATE]) == 0
        result = Result.model_validate_json(out.read_text(encoding="utf-8"))
        assert result.agency == NAMES[first]
        assert {code: result.agency_in(code) for code in result.languages} == {
            code: NAMES[code] for code in result.languages
        }
        assert result.alternative.service == SERVICES[first]
        assert {code: result.alternative_in(code).service for code in result.languages} == {
            code: SERVICES[code] for code in result.languages
        }


def test_an_older_result_has_one_name_for_everybody(folder: Path) -> None:
    assert run(["export", str(folder), "--to", "json", "--out", str(folder / "r.json"), *DATE]) == 0
    data = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    del data["agency_names"], data["alternatives"]
    result = Result.model_validate_json(json.dumps(data))
    assert {result.agency_in(language) for language in NAMES} == {NAMES["en"]}
    assert {result.alternative_in(language).service for language in NAMES} == {SERVICES["en"]}


text = st.text("abc가", min_size=1)


@given(st.dictionaries(st.sampled_from(["en", "ko"]), text, min_size=1), st.sampled_from(["en", "ko"]))
def test_a_name_that_is_missing_in_a_language_is_the_one_given_first(names: Mapping[str, str], language: str) -> None:
    agency = Agency(name=names)
    assert own_words_in(agency.names, language) == names.get(language, next(iter(names.values())))
    assert agency.name == next(iter(names.values()))
    assert own_words_in(Agency(name=agency.name).names, language) == agency.name


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ('{en: "A", fr: "B"}', "agency.name.fr"),
        ('""', "agency.name"),
        ('{en: "", ko: ""}', "agency.name.en"),
        ("{ko: [a]}", "agency.name.ko"),
        ("[a]", "agency.name"),
        ("{}", "agency.name"),
    ],
)
def test_a_name_that_nobody_could_be_called_by_is_named_with_its_line(tmp_path: Path, name: str, place: str) -> None:
    (tmp_path / "audit.yml").write_text(
        f"format: 1\nagency:\n  name: {name}\nlanguages: [en, ko]\npack: listen-first\n", encoding="utf-8"
    )
    with pytest.raises(BadFiles) as found:
        open_folder(tmp_path)
    assert (found.value.problems[0].line, found.value.problems[0].where) == (3, place)


def test_a_language_that_is_left_empty_is_read_as_not_given(tmp_path: Path) -> None:
    (tmp_path / "audit.yml").write_text(
        'format: 1\nagency: {name: {en: "", ko: "단풍"}}\nlanguages: [en, ko]\npack: listen-first\n'
        'alternative: {service: {ko: "토요 창구", xx: "a"}, amount: {ko: ""}}\n',
        encoding="utf-8",
    )
    with pytest.raises(BadFiles) as found:
        open_folder(tmp_path)
    assert [problem.where for problem in found.value.problems] == ["alternative.service.xx"]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--name", "Maple"], {"": "Maple"}),
        (["--name", "Maple", "--name-in", "ko", "단풍"], {"ko": "단풍", "en": "Maple"}),
        (["--name-in", "en", "Maple", "--name-in", "ko", "단풍"], {"ko": "단풍", "en": "Maple"}),
        (["--name-in", "ko", "단풍"], {"ko": "단풍"}),
    ],
)
def test_a_new_folder_takes_one_name_or_one_for_each_language(
    tmp_path: Path, options: list[str], names: Mapping[str, str]
) -> None:
    assert run(["new", str(tmp_path / "new"), "--languages", "ko,en", *options]) == 0
    assert open_folder(tmp_path / "new").settings.agency.names == names
