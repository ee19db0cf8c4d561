"""Build the Word template of the report, `site_template/export/report.docx`.

Usage: python tools/word_template.py

The template is a plain Word document with docxtpl's placeholders; a consultant may take a copy, change whatever he
likes in Word, and name it with `--template`. This script only spares us from keeping a binary file that nobody can read.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from audit.report.exports.office import packed_steadily

TARGET = Path(__file__).resolve().parent.parent / "site_template" / "export" / "report.docx"
MADE = datetime.date(2026, 1, 1)
INK, MUTED = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x55, 0x5E, 0x68)
LATIN, KOREAN = "Calibri", "Malgun Gothic"
TEXT_WIDTH = Mm(174)


class Template:
    """Writes the template from top to bottom."""

    def __init__(self) -> None:
        self.document: WordDocument = Document()

    def line(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph; `**` begins and ends bold type."""
        paragraph = self.document.add_paragraph(style=style)
        self.write(paragraph, text)
        return paragraph

    def write(self, paragraph: Paragraph, text: str) -> None:
        """Write a text with `**bold**` parts into a paragraph."""
        for index, part in enumerate(text.split("**")):
            if part:
                paragraph.add_run(part).bold = True if index % 2 else None

    def tag(self, text: str) -> None:
        """Add a control tag on a paragraph of its own, which disappears when the template is filled."""
        self.document.add_paragraph("{%p " + text + " %}")

    def when(self, condition: str, text: str, style: str = "Normal") -> None:
        """Add a paragraph that is there only if something is."""
        self.tag(f"if {condition}")
        self.line(text, style)
        self.tag("endif")

    def table(self, loop: str, heads: Sequence[str], cells: Sequence[str], widths: Sequence[float]) -> None:
        """Add a table with a row for each item of a loop.

        Args:
            loop: Such as `row in rows`.
            heads: What stands over the columns.
            cells: What stands in the cells of a row.
            widths: Millimetres of each column.
        """
        table = self.document.add_table(rows=4, cols=len(heads))
        table.style = "Report Table"
        table.autofit = False
        for column, width in enumerate(widths):
            table.columns[column].width = Mm(width)
            for cell in table.columns[column].cells:
                cell.width = Mm(width)
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self._fill(cell, text, "Table Head")
        for cell, text in zip(table.rows[2].cells, cells, strict=True):
            self._fill(cell, text, "Table Text")
        table.rows[1].cells[0].text = "{%tr for " + loop + " %}"
        table.rows[3].cells[0].text = "{%tr endfor %}"
        _property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        _property(table.rows[2]._tr.get_or_add_trPr(), "w:cantSplit", val="false")
        self.line("", "Table Text")

    def _fill(self, cell: _Cell, text: str, style: str) -> None:
        cell.paragraphs[0].style = self.document.styles[style]
        self.write(cell.paragraphs[0], text)

    def page_break(self) -> None:
        """Begin a new page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _property(parent: BaseOxmlElement, name: str, **values: str) -> None:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _field(run: Run, kind: str) -> None:
    _property(run._r, "w:fldChar", fldCharType=kind)


def _instruction(run: Run, text: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = text
    run._r.append(element)


def _face(style: ParagraphStyle) -> None:
    style.font.name = LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), KOREAN)


def styles(template: Template) -> None:
    """Set the types: ink and grey, one family for Latin and one for Korean."""
    document = template.document
    wanted = (
        ("Normal", None, 10, INK, False, 0, 5),
        ("Title", "Normal", 28, INK, True, 150, 4),
        ("Subtitle", "Normal", 11, MUTED, False, 0, 18),
        ("Heading 1", "Normal", 20, INK, True, 0, 8),
        ("Heading 2", "Normal", 13, INK, True, 16, 3),
        ("Heading 3", "Normal", 11, INK, True, 12, 2),
        ("Verdict", "Normal", 18, INK, True, 0, 6),
        ("Finding", "Normal", 12, INK, True, 0, 6),
        ("Question", "Normal", 10, MUTED, False, 0, 4),
        ("Words", "Normal", 10, INK, False, 2, 6),
        ("Small", "Normal", 8.5, MUTED, False, 0, 4),
        ("Item", "Normal", 10, INK, False, 0, 2),
        ("Table Text", "Normal", 9, INK, False, 2, 2),
        ("Table Head", "Normal", 8.5, MUTED, False, 2, 2),
    )
    for name, base, size, color, bold, before, after in wanted:
        known = name in [style.name for style in document.styles]
        style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        if base:
            style.base_style = document.styles[base]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = color
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.25
        style.paragraph_format.keep_with_next = name.startswith("Heading") or name == "Question"
        _face(style)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    indented = document.styles["Words"]
    assert isinstance(indented, ParagraphStyle)
    indented.paragraph_format.left_indent = Mm(6)
    item = document.styles["Item"]
    assert isinstance(item, ParagraphStyle)
    item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    first = document.styles["Heading 1"]
    assert isinstance(first, ParagraphStyle)
    first.paragraph_format.page_break_before = True
    _table_style(template)


def _table_style(template: Template) -> None:
    """Few lines: one under every row."""
    style = template.document.styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        _property(borders, f"w:{side}", val="single", sz="4", space="0", color="C9CED4")
    properties.append(borders)
    style.element.append(properties)


def heads(template: Template) -> None:
    """Set the page, the running head and the page number."""
    section = template.document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = template.document.styles["Small"]
    head.paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    head.add_run("{{ agency_short }}\t{{ dated }}")
    foot = section.footer.paragraphs[0]
    foot.style = template.document.styles["Small"]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("\t")
    for text in ("PAGE", " / ", "NUMPAGES"):
        if text == " / ":
            foot.add_run(text)
            continue
        _field(foot.add_run(), "begin")
        _instruction(foot.add_run(), f" {text} ")
        _field(foot.add_run(), "separate")
        foot.add_run("1")
        _field(foot.add_run(), "end")


def cover(template: Template) -> None:
    """Write the cover and the contents."""
    template.line("{{ agency }}", "Title")
    template.line("{{ label.product }} · {{ dated }}", "Subtitle")
    template.line("{{ verdict.shape }} {{ verdict.title }}", "Verdict")
    template.when("verdict.so_far", "**{{ verdict.so_far }}**")
    template.line("{{ verdict.headline }}", "Finding")
    template.line("{{ pack }}{% if round %} · {{ label.round }} {{ round }}{% endif %}", "Small")
    template.page_break()
    template.line("{{ label.contents }}", "Finding")
    # The list is there at once; in Word, F9 on it adds the page numbers.
    first = template.line("", "Table Text")
    _field(first.add_run(), "begin")
    _instruction(first.add_run(), ' TOC \\o "1-2" \\h \\z \\u ')
    _field(first.add_run(), "separate")
    first.add_run("{{ label.summary }}")
    for loop in ("pillar in pillars", "lens in lenses"):
        template.tag(f"for {loop}")
        template.line("{{ " + loop.split()[0] + ".title }}", "Table Text")
        template.tag("endfor")
    for label in ("plan", "agency", "decided"):
        template.line("{{ label." + label + " }}", "Table Text")
    last = template.line("{{ label.sources }}", "Table Text")
    _field(last.add_run(), "end")


def summary(template: Template) -> None:
    """Write what decides it, the pillars and what to do first."""
    template.line("{{ label.summary }}", "Heading 1")
    template.line("{{ verdict.shape }} {{ verdict.title }}", "Verdict")
    template.when("verdict.so_far", "**{{ verdict.so_far }}**")
    template.line("{{ verdict.headline }}", "Finding")
    template.when("verdict.work", "{{ verdict.work }}")
    template.when("without", "{{ without }}", "Small")
    template.tag("if caps")
    template.line("{{ label.holds }}", "Heading 2")
    template.tag("for cap in caps")
    template.line("**{{ cap.title }}** ({{ cap.name }}): {{ cap.text }}")
    template.tag("for held in cap.answers")
    template.line("–  {{ held.id }} {{ held.title }}: {{ held.answer }}", "Item")
    template.tag("endfor")
    template.tag("endfor")
    template.tag("else")
    template.line("{{ verdict.means }}")
    template.tag("endif")
    template.when("rule", "{{ rule }}", "Finding")
    template.tag("if verdict.on_word")
    template.line(
        "{{ label.on_word }} {% for held in verdict.on_word %}{{ held.id }} {{ held.title }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
    template.tag("endif")
    _alternative(template, "verdict.is_refusal")
    template.line("{{ label.pillars }}", "Heading 2")
    template.table(
        "pillar in pillars",
        ("{{ label.pillar }}", "", "{{ label.shown }}", "{{ label.claimed }}", "{{ label.possible }}"),
        (
            "**{{ pillar.title }}**",
            "{{ pillar.shape }} {{ pillar.band }}",
            "**{{ pillar.shown }}**",
            "{{ pillar.claimed }}",
            "{{ pillar.possible }}",
        ),
        (60, 42, 24, 24, 24),
    )
    template.tag("if this_week")
    template.line("{{ label.this_week }}", "Heading 2")
    template.tag("for action in this_week")
    template.line(
        "{{ loop.index }}.  {{ action.title }} ({{ action.id }} · {{ action.days }} · {{ action.owner }})", "Item"
    )
    template.tag("endfor")
    template.tag("elif first")
    template.line("{{ plan_finding }}", "Heading 2")
    template.tag("for action in first")
    template.line(
        "{{ loop.index }}.  {{ action.title }} ({{ action.id }} · {{ action.days }} · {{ action.owner }})", "Item"
    )
    template.tag("endfor")
    template.tag("endif")
    template.tag("if verdict.next")
    template.line("{{ label.next }}", "Heading 2")
    template.line("{{ verdict.next }}")
    template.tag("endif")
    template.when("verdict.ask_again", "**{{ label.ask_again }}** {{ verdict.ask_again }}")
    template.tag("for letter in letters")
    template.line("{{ label.letter }}", "Heading 2")
    template.line("{{ label.to }} {{ letter.to }}", "Words")
    template.line("{{ label.subject }} **{{ letter.subject }}**", "Words")
    template.tag("for paragraph in letter.body")
    template.line("{{ paragraph }}", "Words")
    template.tag("endfor")
    template.tag("endfor")


def _alternative(template: Template, condition: str) -> None:
    template.tag(f"if {condition} and (alternative.service or alternative.amount or alternative.complaints)")
    template.line("{{ label.alternative }}", "Heading 2")
    template.line("**{{ alternative.service }}**")
    template.when("alternative.amount", "{{ label.money }} {{ alternative.amount }}")
    template.when("alternative.complaints", "{{ label.complaints }} {{ alternative.complaints }}")
    template.tag("endif")


def pillars(template: Template) -> None:
    """Write every pillar with every answer, note and piece of evidence."""
    template.tag("for pillar in pillars")
    template.line("{{ pillar.title }}", "Heading 1")
    template.line("{{ pillar.finding }}", "Finding")
    template.line("{{ pillar.why }}")
    template.line("{{ pillar.shape }} {{ pillar.figures }}. {{ pillar.sentence }} {{ pillar.sum }}.")
    template.tag("for line in pillar.left_out")
    template.line("{{ line }}", "Small")
    template.tag("endfor")
    template.tag("for question in pillar.questions")
    template.line("{{ question.id }} {{ question.title }}", "Heading 2")
    template.line("{{ question.ask }}", "Question")
    template.line(
        "{{ question.shape }} **{{ question.head }}**{% if question.gate %} ({{ label.gate }}){% endif %}{% if question.statement %}. {{ question.statement }}{% endif %}"
    )
    template.when("question.remark", "{{ question.remark }}", "Small")
    template.when("question.choice", "{{ label.reason_given }} {{ question.choice }}")
    template.when("question.own_words", "{{ question.own_words }}", "Words")
    template.when("question.reason", "{{ label.reason }} {{ question.reason }}")
    template.when("question.note", "**{{ label.note }}** {{ question.note }}")
    template.tag("for piece in question.evidence")
    template.line(
        "**{{ label.evidence }}** {{ piece.what }}{% if piece.where %} · {{ piece.where }}{% endif %} · {{ piece.date }} · {{ piece.state }}",
        "Words",
    )
    template.tag("endfor")
    template.when(
        "question.no_evidence", "{{ question.no_evidence }} {{ label.what_counts }} {{ question.show }}", "Small"
    )
    template.line("**{{ label.why }}** {{ question.why }}")
    template.tag("for action in question.actions")
    template.line("**{{ label.to_do }}** {{ action.title }} ({{ action.id }})")
    template.tag("endfor")
    template.tag("endfor")
    template.tag("if pillar.inputs")
    template.line("{{ label.numbers }}", "Heading 2")
    _inputs(template, "pillar.inputs")
    template.tag("endif")
    template.tag("endfor")


def _inputs(template: Template, name: str) -> None:
    template.table(
        f"item in {name}",
        ("{{ label.code }}", "{{ label.question }}", "{{ label.answer }}"),
        (
            "{{ item.id }}",
            "{{ item.ask }}",
            "{{ item.value }}{% if item.note %}\n**{{ label.note }}** {{ item.note }}{% endif %}",
        ),
        (16, 80, 78),
    )


def lenses(template: Template) -> None:
    """Write every lens."""
    template.tag("for lens in lenses")
    template.line("{{ lens.title }}", "Heading 1")
    template.line("{{ lens.finding }}", "Finding")
    template.line("{{ lens.intro }}")
    template.table(
        "link in lens.links",
        ("{{ label.code }}", "{{ label.shown }}", "{{ label.means }}", "{{ label.guarded_by }}"),
        (
            "{{ link.id }}",
            "{{ link.shape }} {{ link.points }}",
            "**{{ link.title }}.** {{ link.sentence }}",
            "{{ link.guards }}",
        ),
        (14, 24, 88, 48),
    )
    template.tag("endfor")


def plan(template: Template) -> None:
    """Write the plan: the first actions in full, the others as a table."""
    template.line("{{ label.plan }}", "Heading 1")
    template.line("{{ plan_finding }}", "Finding")
    template.line("{{ label.about_due }}", "Small")
    template.tag("if owners")
    template.table(
        "row in owners",
        ("{{ label.owner }}", "{{ label.actions }}", "{{ label.work }}"),
        ("{{ row.owner }}", "{{ row.actions }}", "{{ row.days }}"),
        (94, 40, 40),
    )
    template.tag("endif")
    template.tag("for action in first")
    template.line("{{ loop.index }}. {{ action.title }}", "Heading 3")
    template.line(
        "{{ action.id }} · {{ action.days }} ({{ action.effort }}) · {{ action.owner }} · {{ label.due }} {{ action.due }}",
        "Small",
    )
    template.when("action.reason", "{{ action.reason }}")
    template.line("{{ action.why }}")
    template.tag("for step in action.how")
    template.line("{{ loop.index }}.  {{ step }}", "Item")
    template.tag("endfor")
    template.line("**{{ label.done_when }}** {{ action.done_when }}")
    template.tag("endfor")
    template.tag("for group in rest")
    template.line("{{ label.then }} {{ group.title }}", "Heading 2")
    template.table(
        "action in group.actions",
        ("{{ label.code }}", "{{ label.action }}", "{{ label.owner }}", "{{ label.work }}", "{{ label.due }}"),
        (
            "{{ action.id }}",
            "**{{ action.title }}**\n{{ label.done_when }} {{ action.done_when }}",
            "{{ action.owner }}",
            "{{ action.days }}",
            "{{ action.due }}",
        ),
        (20, 84, 26, 18, 26),
    )
    template.tag("endfor")


def method(template: Template) -> None:
    """Write what the agency is, how it was decided and what it rests on."""
    template.line("{{ label.agency }}", "Heading 1")
    _inputs(template, "profile")
    _alternative(template, "not verdict.is_refusal")
    template.line("{{ label.decided }}", "Heading 1")
    template.line("{{ label.gates }}", "Heading 2")
    template.table(
        "gate in method.gates",
        ("{{ label.code }}", "{{ label.gates }}", "{{ label.state }}"),
        ("{{ gate.id }}", "**{{ gate.title }}** ({{ gate.reads }}). {{ gate.why }}", "{{ gate.state }}"),
        (14, 124, 36),
    )
    template.line("{{ label.ladder }}", "Heading 2")
    template.table(
        "rung in method.ladder",
        ("{{ label.rung }}", "{{ label.means }}"),
        ("{{ rung.shape }} {% if rung.here %}**→** {% endif %}{{ rung.title }}", "{{ rung.means }}"),
        (50, 124),
    )
    template.line("{{ label.assumptions }}", "Heading 2")
    template.tag("for assumption in method.assumptions")
    template.line("–  {{ assumption }}", "Item")
    template.tag("endfor")
    template.line("{{ label.made_from }}", "Heading 2")
    template.line("{{ label.product }} {{ method.product }} · {{ method.pack }}", "Small")
    template.line("{{ method.pack_digest }}", "Small")
    template.line("{{ method.answers_digest }}", "Small")
    template.line("{{ label.sources }}", "Heading 1")
    template.table(
        "source in sources",
        ("{{ label.code }}", "{{ label.source }}", "{{ label.read }}"),
        (
            "{{ source.id }}",
            "**{{ source.title }}.** {{ source.by }}{% if source.year %}, {{ source.year }}{% endif %}. {{ source.says }} {{ source.url }}",
            "{{ source.read }}",
        ),
        (14, 134, 26),
    )


def build() -> bytes:
    """Build the template."""
    template = Template()
    styles(template)
    heads(template)
    for part in (cover, summary, pillars, lenses, plan, method):
        part(template)
    properties = template.document.core_properties
    properties.author = properties.comments = properties.title = ""
    out = io.BytesIO()
    template.document.save(out)
    return packed_steadily(out.getvalue(), MADE)


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(TARGET)
