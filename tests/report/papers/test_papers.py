"""Papers that start the work: filled from the answers, with marked blanks for what no answer fills."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hwpx import HwpxDocument

from audit.cli import run
from audit.files.folder import open_folder
from audit.files.packs.reader import read_pack
from audit.files.shipped import pack_folder, shipped
from audit.model.pack.papers import BY_HAND
from audit.papers import PaperFile, write_papers

PEOPLE = '\npeople:\n  duty-officer: {name: "<b>당직</b> *별*", email: "duty@example.org"}\n'
ASKED_FOR = (
    "escalation",
    "holding-statements",
    "night-authority",
    "rota",
    "house-rules",
    "answer-sheet",
    "contacts",
    "expert-letter",
    "drill-script",
    "pilot-charter",
    "closing-plan",
    "handover",
    "privacy-notice",
    "wait-a-minute",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit that must not launch, with somebody on duty whose name would be markup elsewhere."""
    made = Path(shutil.copytree(shipped("examples") / "haneul-district", tmp_path / "haneul"))
    path = made / "audit.yml"
    path.write_text(path.read_text(encoding="utf-8") + PEOPLE, encoding="utf-8")
    return made


def said(files: tuple[PaperFile, ...], name: str) -> str:
    (content,) = [file.content for file in files if file.name == name]
    return re.sub(r"\\(.)", r"\1", content.decode())


def test_the_shipped_pack_has_every_paper_and_ten_holding_statements() -> None:
    pack, problems = read_pack(pack_folder("listen-first"))
    assert pack is not None
    assert problems == []
    assert [paper.id for paper in pack.papers] == list(ASKED_FOR)
    statements = next(paper for paper in pack.papers if paper.id == "holding-statements")
    (listed,) = [block.items for block in statements.blocks if block.items]
    assert len(listed) == 10


def test_an_answer_stands_where_it_belongs_and_what_is_missing_is_a_marked_blank_and_a_thing_to_answer(
    folder: Path,
) -> None:
    files = write_papers(open_folder(folder), ["escalation"], ["ko"], ["md"])
    text = said(files, "escalation.md")
    assert "월요일~금요일: 08:30–09:00" in text
    assert "79시간 20분" in text
    assert "<b>당직</b> *별*" in text
    # Nobody is asked for N05 where no alert rings: its blank is filled by hand.
    assert "**〔알림을 받고 확인하기까지 걸리는 시간〕**" in text
    assert "아직 답할 것" not in text
    assert "증빙이 되지 않으며" in text
    sheet = said(write_papers(open_folder(folder), ["answer-sheet"], ["ko"], ["md"]), "answer-sheet.md")
    blank = re.search(r"\*\*〔(.+?)〕\*\*", sheet)
    assert blank is not None
    assert "(N13)" in blank[1]
    assert f"- {blank[1]}" in sheet.partition("아직 답할 것")[2]


def test_without_naming_any_the_verdict_chooses_and_the_letter_comes_along(folder: Path) -> None:
    opened = open_folder(folder)
    names = {file.name for file in write_papers(opened, [], ["ko"], ["md"])}
    assert "wait-a-minute.md" in names
    assert "pilot-charter.md" not in names
    assert any(name.startswith("letter-") for name in names)
    assert {file.name for file in write_papers(opened, ["pilot-charter"], ["ko"], ["md"])} == {"pilot-charter.md"}


def test_word_and_hangul_say_the_same_as_markdown(folder: Path) -> None:
    files = write_papers(open_folder(folder), ["night-authority"], ["ko"], ["md", "docx", "hwpx"])
    by_name = {file.name: file.content for file in files}
    word = Document(io.BytesIO(by_name["night-authority.docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "<b>당직</b> *별*" in cells
    title = "야간·휴일 발언 권한 위임"
    assert any(title in paragraph.text for paragraph in word.paragraphs)
    hangul = HwpxDocument.open(io.BytesIO(by_name["night-authority.hwpx"]))
    assert hangul.validate().issues == ()
    assert title in hangul.text.plain()
    assert zipfile.is_zipfile(io.BytesIO(by_name["night-authority.hwpx"]))


def test_the_command_lists_writes_and_never_writes_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["documents", str(folder), "--list", "--lang", "en"]) == 0
    listed = capsys.readouterr().out
    assert "answer-sheet: Answer sheet; missing: N13" in listed
    assert "pilot-charter: Pilot charter; not what this verdict leads to" in listed
    order = ["documents", str(folder), "--to", "md", "--only", "rota"]
    assert run(order) == 0
    assert (folder / "export" / "papers" / "rota.md").is_file()
    assert run(order) == 1
    assert run([*order, "--force"]) == 0
    assert run(["documents", str(folder), "--only", "diary"]) == 1
    assert "diary" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ("[[N17]]", "[[N99]]", "nothing fills [[N99]]"),
        ("[[person.duty-officer]]", "[[person.cook]]", "nothing fills [[person.cook]]"),
        ("starts: [E04]", "starts: [E99]", "no question is called E99"),
        ('ko: "긴급 신고를', 'ko: "[[_ 곳]] 긴급 신고를', "other fields in another language"),
        ("    - {lines: 6}", "    - {lines: 6, people: [it]}", "one thing of these"),
    ],
)
def test_a_broken_placeholder_is_named_with_its_line(tmp_path: Path, was: str, now: str, what: str) -> None:
    pack = Path(shutil.copytree(pack_folder("listen-first"), tmp_path / "pack"))
    path = pack / "papers.yml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    found = [problem for problem in read_pack(pack)[1] if what in str(problem.what)]
    assert found
    assert all(problem.path == path and problem.line > 0 for problem in found)


def test_a_pack_without_papers_is_a_pack(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(pack_folder("listen-first"), tmp_path / "pack"))
    (pack / "papers.yml").unlink()
    read, problems = read_pack(pack)
    assert problems == []
    assert read is not None
    assert read.papers == ()


def test_blanks_by_hand_are_no_answers_that_are_missing() -> None:
    pack, _ = read_pack(pack_folder("listen-first"))
    assert pack is not None
    assert not any(name.startswith(BY_HAND) for paper in pack.papers for name in paper.fields)
