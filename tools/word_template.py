"""Build the Word templates of the report and of the memo, `report.docx` and `memo.docx` in `site_template/export/`.

Usage: python tools/word_template.py

A template is a plain Word document with docxtpl's placeholders; a consultant may take a copy, change whatever they like
in Word, and name it with `--template`. This script only spares us from keeping a binary file that nobody can read.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from audit.report.document.docx_parts import element
from audit.report.exports.office import repack_reproducibly

FOLDER = Path(__file__).resolve().parent.parent / "site_template" / "export"
TARGET, MEMO = FOLDER / "report.docx", FOLDER / "memo.docx"
MADE = datetime.date(2026, 1, 1)
INK, MUTED = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x55, 0x5E, 0x68)
LINE, WASH = "C9CED4", "F4F5F6"
LATIN, KOREAN = "Calibri", "Malgun Gothic"
TEXT_WIDTH = Mm(174)

STYLES = (
    # Name, what it rests on, points, colour, bold, points before and after, millimetres from the left.
    ("Normal", None, 10, INK, False, 0, 5, 0),
    ("Title", "Normal", 34, INK, True, 120, 10, 0),
    ("Subtitle", "Normal", 11, MUTED, False, 0, 18, 0),
    ("Heading 1", "Normal", 20, INK, True, 0, 8, 0),
    ("Heading 2", "Normal", 13, INK, True, 16, 3, 0),
    ("Heading 3", "Normal", 11, INK, True, 12, 2, 0),
    ("Heading 4", "Normal", 10, INK, True, 10, 2, 0),
    ("Heading 5", "Normal", 10, INK, True, 10, 2, 0),
    ("Heading 6", "Normal", 10, INK, True, 10, 2, 0),
    ("toc 1", "Normal", 10, INK, True, 6, 1, 0),
    ("toc 2", "Normal", 9, MUTED, False, 0, 1, 4),
    ("Verdict", "Normal", 18, INK, True, 0, 6, 0),
    ("Page Title", "Normal", 20, INK, True, 0, 10, 0),
    ("Section Title", "Normal", 13, INK, True, 0, 4, 0),
    ("Finding", "Normal", 12, INK, True, 0, 6, 0),
    ("Lead", "Normal", 11.5, INK, False, 0, 6, 0),
    ("Question", "Normal", 10, MUTED, False, 0, 4, 0),
    ("Answer", "Normal", 10, INK, False, 2, 4, 3),
    ("Words", "Normal", 10, INK, False, 2, 6, 6),
    ("Remark", "Normal", 10, INK, False, 3, 6, 2),
    ("Letter", "Normal", 11, INK, False, 0, 8, 8),
    ("Small", "Normal", 8.5, MUTED, False, 0, 4, 0),
    ("Level", "Normal", 8.5, INK, False, 0, 2, 0),
    ("Level Head", "Normal", 8.5, INK, True, 6, 2, 0),
    ("List Paragraph", "Normal", 10, INK, False, 0, 2, 0),
    ("Code", "Normal", 8.5, INK, False, 0, 4, 0),
    ("Commentary", "Normal", 10, INK, False, 0, 4, 0),
    ("Commentary Head", "Normal", 8.5, MUTED, True, 6, 2, 0),
    ("Table Text", "Normal", 8.5, INK, False, 1.5, 1.5, 0),
    ("Table Head", "Normal", 8.5, MUTED, False, 1.5, 1.5, 0),
    ("Table Gap", "Normal", 4, INK, False, 0, 2, 0),
)
KEPT_WITH_NEXT = ("Page Title", "Section Title", "Question", "Level Head", "Commentary Head")


def build() -> bytes:
    """Return the template of the report."""
    document = _styled()
    _paragraph_style(document, "Heading 1").paragraph_format.page_break_before = True
    _page(document)
    _cover(document)
    return _saved(document)


def build_memo() -> bytes:
    """Return the template of what has no cover: the memo on one sheet, the plan alone, a paper."""
    document = _styled()
    heading = _paragraph_style(document, "Heading 1")
    heading.font.size, heading.font.color.rgb = Pt(11), MUTED
    _paragraph_style(document, "Verdict").font.size = Pt(24)
    _paragraph_style(document, "Heading 2").paragraph_format.space_before = Pt(7)
    for name in ("Normal", "Lead", "Answer", "Words", "List Paragraph", "Small", "Heading 2", "Verdict", "Table Text"):
        # One sheet is little room, and typefaces with Korean letters ask for lines of half as much again.
        style = _paragraph_style(document, name)
        assert style.font.size is not None
        style.paragraph_format.line_spacing, style.paragraph_format.space_after = Pt(style.font.size.pt * 1.3), Pt(2)
    _page(document)
    section = document.sections[0]
    section.different_first_page_header_footer = False
    section.top_margin, section.bottom_margin = Mm(13), Mm(14)
    section.header.paragraphs[0].text = ""
    section.footer.paragraphs[0].text = "{{ brand.foot }}"
    for line in ("{%p for chapter in pages %}", "{{p chapter.content }}", "{%p endfor %}"):
        document.add_paragraph(line)
    return _saved(document)


def _styled() -> WordDocument:
    document = Document()
    for row in STYLES:
        _style(document, *row)
    for name in ("toc 1", "toc 2"):
        stops = _paragraph_style(document, name).paragraph_format.tab_stops
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _sides(document, "Words", "left", "12", LINE)
    properties = _paragraph_style(document, "Remark").element.get_or_add_pPr()
    shade = element("w:shd", val="clear", color="auto", fill=WASH)
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc")
    _table_style(document)
    _no_east_asian_spacing(document)
    return document


def _saved(document: WordDocument) -> bytes:
    document.core_properties.author = ""
    document.core_properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return repack_reproducibly(out.getvalue(), MADE)


def _paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    known = name in [style.name for style in document.styles]
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _style(
    document: WordDocument,
    name: str,
    base: str | None,
    size: float,
    color: RGBColor,
    bold: bool,
    before: float,
    after: float,
    left: float,
) -> None:
    style = _paragraph_style(document, name)
    if base:
        style.base_style = document.styles[base]
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, color
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), KOREAN)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.left_indent = Pt(before), Pt(after), Mm(left)
    shape.right_indent = Mm(left) if name in ("Letter", "Remark") else None
    shape.line_spacing = 1.0 if name == "Table Gap" else 1.1 if name.startswith(("Table", "toc")) else 1.25
    shape.keep_with_next = name.startswith("Heading") or name in KEPT_WITH_NEXT
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _sides(document: WordDocument, name: str, side: str, thick: str, color: str) -> None:
    """Draw a line on one side of a style's paragraphs."""
    properties = _paragraph_style(document, name).element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    borders.append(element(f"w:{side}", val="single", sz=thick, space="8", color=color))


def _table_style(document: WordDocument) -> None:
    """Few lines: one under every row."""
    style = document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    properties = element("w:tblPr")
    borders = element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    properties.append(borders)
    margins = element("w:tblCellMar")
    margins.extend([element("w:left", w="60", type="dxa"), element("w:right", w="60", type="dxa")])
    properties.append(margins)
    style.element.append(properties)


def _no_east_asian_spacing(document: WordDocument) -> None:
    """Word puts a gap between Korean and Latin letters by itself; Korean is not written so."""
    properties = _paragraph_style(document, "Normal").element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        properties.insert_element_before(element(name, val="0"), "w:spacing", "w:ind", "w:jc")


def _page(document: WordDocument) -> None:
    """Set the sheet, the running head and the number of the page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.different_first_page_header_footer = True
    for paragraph in (section.header.paragraphs[0], section.footer.paragraphs[0]):
        paragraph.style = document.styles["Small"]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    section.header.paragraphs[0].add_run("{{ agency_short }}\t{{ dated }}")
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ brand.foot }}\t")
    for number, field in enumerate(("PAGE", "NUMPAGES")):
        if number:
            foot.add_run(" / ")
        for kind in ("begin", field, "separate", "1", "end"):
            run = foot.add_run("1" if kind == "1" else "")
            if kind == field:
                text = element("w:instrText")
                text.text = f" {field} "
                run._r.append(text)
            elif kind != "1":
                run._r.append(element("w:fldChar", fldCharType=kind))


def _cover(document: WordDocument) -> None:
    """Write the cover, the place of the contents, and that of the chapters."""

    def line(text: str, style: str = "Normal", when: str = "") -> None:
        if when:
            document.add_paragraph("{%p if " + when + " %}")
        document.add_paragraph(text, style=style)
        if when:
            document.add_paragraph("{%p endif %}")

    line("{{ logo }}", when="logo")
    line("{{ label.product }}", "Finding")
    line("{{ label.part }}", "Small", when="label.part")
    line("{{ brand.by }}", "Small", when="brand.by")
    line("{{ agency }}", "Title")
    line("{{p cover_verdict }}")
    line("{{ verdict.so_far }}", "Finding", when="verdict.so_far")
    line("{{ verdict.headline }}", "Lead", when="verdict.headline")
    line("{{ brand.cover }}", when="brand.cover")
    line("{{p cover_week }}")
    line("{{ dated }} · {{ pack }}{% if round %} · {{ label.round }} {{ round }}{% endif %}", "Small")
    line("{{ edition_words }}", "Small")
    line("{{p leading.content }}", when="leading")
    contents = document.add_paragraph("{{ label.contents }}", style="Finding")
    contents.paragraph_format.page_break_before = True
    line("{{p contents }}")
    line("{{ annex_is_elsewhere }}", "Small", when="annex_is_elsewhere")
    line("{%p for chapter in following %}")
    line("{{p chapter.content }}")
    line("{%p endfor %}")
    line("{{ brand.footer }}", "Small", when="brand.footer")


if __name__ == "__main__":
    TARGET.write_bytes(build())
    MEMO.write_bytes(build_memo())
