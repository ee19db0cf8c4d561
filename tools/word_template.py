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
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
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


SOMETIMES = ("contradictions", "voices", "way_up", "progress")
"""Chapters between the lenses and the plan, where a report has them."""


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

    def note(self, name: str) -> None:
        """Add the consultant's note of a page, set apart; there is nothing where there is none.

        Args:
            name: An expression for the page's name, such as `'plan'`.
        """
        self.tag(f"if notes.get({name})")
        self.paragraphs_of(f"notes.get({name})")
        self.tag("endif")

    def paragraphs_of(self, note: str) -> None:
        """Add the paragraphs of a note."""
        self.line("{{ " + note + ".by }}", "Commentary Head")
        self.tag(f"for paragraph in {note}.paragraphs")
        self.line(
            "{% if paragraph.heading %}**{{ paragraph.words }}**{% else %}{{ paragraph.words }}{% endif %}",
            "Commentary",
        )
        self.tag("endfor")

    def lines(self, name: str, style: str = "Normal") -> None:
        """Add a paragraph for each item of a list."""
        self.tag(f"for line in {name}")
        self.line("–  {{ line }}" if style == "Item" else "{{ line }}", style)
        self.tag("endfor")

    def rows(self, name: str, heads: Sequence[str], widths: Sequence[float], *, rows_may_break: bool = False) -> None:
        """Add a table of a list of rows, the first column in bold; nothing where the list is empty.

        Args:
            name: The list, such as `clock.times`.
            heads: The labels over the columns.
            widths: Millimetres of each column.
            rows_may_break: As for `table`.
        """
        self.tag(f"if {name}")
        cells = ["**{{ row[0] }}**", *("{{ row[" + str(index) + "] }}" for index in range(1, len(heads)))]
        self.table(
            f"row in {name}",
            ["{{ label." + head + " }}" for head in heads],
            cells,
            widths,
            rows_may_break=rows_may_break,
        )
        self.tag("endif")

    def table(
        self,
        loop: str,
        heads: Sequence[str],
        cells: Sequence[str],
        widths: Sequence[float],
        *,
        rows_may_break: bool = False,
    ) -> None:
        """Add a table with a row for each item of a loop.

        Args:
            loop: Such as `row in rows`.
            heads: What stands over the columns.
            cells: What stands in the cells of a row.
            widths: Millimetres of each column.
            rows_may_break: Whether a row may go on on the next page, as one must that holds what people wrote.
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
        _property(table.rows[2]._tr.get_or_add_trPr(), "w:cantSplit", val="false" if rows_may_break else "true")
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
        ("Level", "Small", 8.5, MUTED, False, 0, 1),
        ("Level Head", "Small", 8.5, MUTED, True, 4, 1),
        ("Commentary", "Normal", 10, INK, False, 0, 4),
        ("Commentary Head", "Normal", 8.5, MUTED, True, 6, 2),
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
        style.paragraph_format.keep_with_next = name.startswith("Heading") or name in ("Question", "Level Head")
        _face(style)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    for name in ("Words", "Commentary", "Commentary Head"):
        indented = document.styles[name]
        assert isinstance(indented, ParagraphStyle)
        indented.paragraph_format.left_indent = Mm(6)
        if name != "Words":
            _line_before(indented)
    for name in ("Item", "Level"):
        hanging = document.styles[name]
        assert isinstance(hanging, ParagraphStyle)
        hanging.paragraph_format.left_indent, hanging.paragraph_format.first_line_indent = Mm(5), Mm(-5)
    first = document.styles["Heading 1"]
    assert isinstance(first, ParagraphStyle)
    first.paragraph_format.page_break_before = True
    _table_style(template)


def _line_before(style: ParagraphStyle) -> None:
    """Set the consultant's words apart by a line on their left."""
    borders = OxmlElement("w:pBdr")
    _property(borders, "w:left", val="single", sz="12", space="8", color="555E68")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


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
    foot.add_run("{{ brand.foot }}\t")
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
    template.when("logo", "{{ logo }}")
    template.when("brand.by", "{{ brand.by }}", "Small")
    template.line("{{ agency }}", "Title")
    template.line("{{ label.product }} · {{ dated }}", "Subtitle")
    template.line("{{ verdict.shape }} {{ verdict.title }}", "Verdict")
    template.when("verdict.so_far", "**{{ verdict.so_far }}**")
    template.when("verdict.headline", "{{ verdict.headline }}", "Finding")
    template.when("brand.cover", "{{ brand.cover }}")
    template.line("{{ edition_words }}", "Small")
    template.line("{{ pack }}{% if round %} · {{ label.round }} {{ round }}{% endif %}", "Small")
    template.tag("if not public")
    template.page_break()
    template.line("{{ label.contents }}", "Finding")
    # The list is there at once; in Word, F9 on it adds the page numbers.
    first = template.line("", "Table Text")
    _field(first.add_run(), "begin")
    _instruction(first.add_run(), ' TOC \\o "1-2" \\h \\z \\u ')
    _field(first.add_run(), "separate")
    first.add_run("{{ label.summary }}")
    for part in ("pillar in pillars", "clock", "load", "lens in lenses", *SOMETIMES):
        loop = " in " in part
        template.tag(f"for {part}" if loop else f"if {part}")
        template.line("{{ " + (f"{part.split()[0]}.title" if loop else f"label.{part}") + " }}", "Table Text")
        template.tag("endfor" if loop else "endif")
    for label in ("plan", "agency", "decided", "sources"):
        template.line("{{ label." + label + " }}", "Table Text")
    template.tag("for own in own_pages")
    template.line("{{ own.title }}", "Table Text")
    template.tag("endfor")
    last = template.line("", "Table Text")
    _field(last.add_run(), "end")
    template.tag("endif")


def summary(template: Template) -> None:
    """Write what decides it, the pillars and what to do first."""
    template.line("{{ label.summary }}", "Heading 1")
    template.line("{{ verdict.shape }} {{ verdict.title }}", "Verdict")
    template.when("verdict.so_far", "**{{ verdict.so_far }}**")
    template.line("{{ verdict.headline }}", "Finding")
    template.note("'index'")
    template.when("verdict.work", "{{ verdict.work }}")
    step = "{{ first_step.title }} ({{ first_step.id }}, {{ first_step.days }}, {{ first_step.owner }})"
    template.when("first_step", "**{{ label.first_step }}** " + step)
    template.when("without", "{{ without }}", "Small")
    template.tag("if caps")
    template.line("{% if verdict.is_refusal %}{{ label.decides }}{% else %}{{ label.holds }}{% endif %}", "Heading 2")
    template.tag("for cap in caps")
    template.line(
        "{% if cap.title %}**{{ cap.title }}**{% if cap.name %} ({{ cap.name }}){% endif %}: {% endif %}{{ cap.text }}"
    )
    template.tag("for held in cap.answers")
    template.line("–  {{ held.id }} {{ held.title }}: {{ held.answer }}", "Item")
    template.tag("endfor")
    template.tag("endfor")
    template.tag("elif verdict.means")
    template.line("{{ label.nothing_holds }}", "Heading 2")
    template.line("{{ verdict.means }}")
    template.tag("endif")
    template.when("rule", "{{ rule }}", "Finding")
    template.when("rule", "{{ label.not_a_score }}")
    template.tag("if verdict.on_word")
    template.line(
        "{{ label.on_word }} {% for held in verdict.on_word %}{{ held.id }} {{ held.title }}{% if not loop.last %}, {% endif %}{% endfor %}"
    )
    template.tag("endif")
    _alternative(template, "verdict.is_refusal")
    template.tag("if rule and not (alternative.service or alternative.amount or alternative.complaints)")
    template.line("{{ label.alternative }}", "Heading 2")
    template.line("{{ label.alternative_missing }}")
    template.tag("endif")
    template.line("{{ label.pillars }}", "Heading 2")
    template.table(
        "pillar in pillars",
        ("{{ label.pillar }}", "{{ label.band }}", "{{ label.shown }}", "{{ label.claimed }}", "{{ label.possible }}"),
        (
            "**{{ pillar.title }}**",
            "{{ pillar.shape }} {{ pillar.band }}",
            "**{{ pillar.shown }}**",
            "{{ pillar.claimed }}",
            "{{ pillar.possible }}",
        ),
        (60, 42, 24, 24, 24),
    )
    for figure in ("shown_figure", "claimed_figure", "possible_figure"):
        template.line("{{ label." + figure + " }}", "Small")
    template.tag("if clock and not verdict.is_refusal")
    template.line("{{ label.clock_now }}", "Heading 2")
    template.line("**{{ clock.finding }}**")
    template.when("clock.average", "{{ clock.average }}")
    template.tag("endif")
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
    template.line("{{ letter.heading }}", "Heading 2")
    for text in ("{{ label.to }} {{ letter.to }}", "{{ label.subject }} **{{ letter.subject }}**"):
        template.line(text, "Words").paragraph_format.keep_with_next = True
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
    template.note("pillar.id")
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
    _levels(template)
    template.tag("endfor")
    template.tag("if pillar.inputs")
    template.line("{{ label.numbers }}", "Heading 2")
    _inputs(template, "pillar.inputs")
    template.tag("endif")
    template.tag("endfor")


def _levels(template: Template) -> None:
    """Write what the levels of a question say, what proves them, and who answers."""
    template.line("{{ label.levels }}", "Level Head")
    template.tag("for level in question.levels")
    template.line(
        "{{ level.level }}  {{ level.words }}{% if level.here %} **{{ label.you_are_here }}**{% endif %}", "Level"
    )
    template.tag("endfor")
    template.when("not question.no_evidence", "{{ label.evidence }} {{ question.show }}", "Small")
    template.line(
        "{{ label.who_answers }} {{ question.roles }} · {{ label.weight }} {{ question.weight }}"
        "{% if question.points %} · {{ question.points }}{% endif %}"
        "{% if question.guards %} · {{ label.guards }} {{ question.guards }}{% endif %}"
        "{% if question.sources %} · {{ label.sources_word }} {{ question.sources }}{% endif %}",
        "Small",
    )


def _inputs(template: Template, name: str) -> None:
    template.table(
        f"item in {name}",
        ("{{ label.code }}", "{{ label.question }}", "{{ label.answer }}"),
        (
            "{{ item.id }}",
            "**{{ item.title }}**\n{{ item.ask }}",
            "{{ item.value }}{% if item.note %}\n**{{ label.note }}** {{ item.note }}{% endif %}",
        ),
        (16, 80, 78),
        rows_may_break=True,
    )


def lenses(template: Template) -> None:
    """Write every lens."""
    template.tag("for lens in lenses")
    template.line("{{ lens.title }}", "Heading 1")
    template.line("{{ lens.finding }}", "Finding")
    template.note("lens.id")
    template.line("{{ lens.intro }}")
    template.table(
        "link in lens.links",
        ("{{ label.code }}", "{{ label.shown }}", "{{ label.means }}", "{{ label.guarded_by }}"),
        (
            "{{ link.id }}",
            "{{ link.shape }} {{ link.band }}, {{ link.points }}",
            "**{{ link.title }}.** {{ link.sentence }}{% if link.first %} **({{ label.break_here }})**{% endif %}",
            "{{ link.guards }}",
        ),
        (14, 24, 88, 48),
    )
    template.tag("for link in lens.links")
    template.line("{{ link.id }} {{ link.title }}", "Heading 3")
    template.line("{{ link.means }}")
    template.tag("for case in link.cases")
    template.line("**{{ label.happened }} {{ case.title }}** ({{ case.id }}). {{ case.what }} {{ case.lesson }}")
    template.tag("endfor")
    template.when("link.no_case", "{{ link.no_case }}", "Small")
    template.tag("endfor")
    template.tag("endfor")


def clock(template: Template) -> None:
    """Write the clock: the week, where the time goes, what a change buys, real cases."""
    template.tag("if clock")
    template.line("{{ label.clock }}", "Heading 1")
    template.line("{{ clock.finding }}", "Finding")
    template.note("'clock'")
    template.when("clock.average", "{{ clock.average }}")
    template.lines("clock.remarks")
    template.line("{{ clock.week_sentence }}", "Heading 2")
    template.when("clock.week_late", "{{ clock.week_late }}")
    _week(template)
    template.line("{% for key in clock.key %}{{ key.shape }} {{ key.words }}   {% endfor %}", "Small")
    template.line("{{ label.how_long }}", "Heading 2")
    template.rows("clock.times", ("moments", "until_seen", "until_words"), (82, 46, 46))
    template.when("clock.parts", "{{ clock.parts_finding }}", "Heading 2")
    template.rows("clock.parts", ("part", "on_average", "worst_moment"), (82, 46, 46))
    template.when("clock.levers", "{{ clock.levers_finding }}", "Heading 2")
    template.when("clock.levers_detail", "{{ clock.levers_detail }}")
    template.when("clock.levers", "{{ label.about_levers }}")
    template.rows("clock.levers", ("change", "seen", "first_words", "at_worst", "within_hour"), (66, 39, 23, 23, 23))
    template.when("clock.holiday", "{{ label.holidays }}", "Heading 2")
    template.when("clock.holiday", "{{ clock.holiday }}")
    template.when("clock.replay", "{{ label.real_cases }}", "Heading 2")
    template.when("clock.replay", "{{ clock.replay_sentence }}")
    template.rows("clock.replay", ("case", "it_began", "seen_after", "spoken_after", "real"), (40, 36, 22, 22, 54))
    template.line("{{ label.computed_from }} {{ clock.inputs }}", "Small")
    template.tag("endif")


def _week(template: Template) -> None:
    """Write the week, a row a day and a cell an hour, each with its shape on the ground of its band."""
    heads = ["{{ label.day }}", *(f"{hour:02d}" for hour in range(24))]
    cells = ["**{{ row.day }}**"]
    for hour in range(24):
        cell = f"row.hours[{hour}]"
        cells.append("{% cellbg " + cell + ".colour %}{{ " + cell + ".shape }}")
    template.table("row in clock.week", heads, cells, (18, *(6.5,) * 24))
    for row in template.document.tables[-1].rows:
        for cell in row.cells[1:]:
            _narrow(cell)


def _narrow(cell: _Cell) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        _property(margins, f"w:{side}", w="0", type="dxa")
    cell._tc.get_or_add_tcPr().append(margins)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def load(template: Template) -> None:
    """Write the load."""
    template.tag("if load")
    template.line("{{ label.load }}", "Heading 1")
    template.line("{{ load.finding }}", "Finding")
    template.note("'load'")
    template.rows("load.rows", ("a_day", "normal", "surge"), (82, 46, 46))
    template.line("{{ label.about_load }}")
    template.lines("load.sentences", "Item")
    template.line("{{ label.computed_from }} {{ load.inputs }}", "Small")
    template.tag("endif")


def contradictions(template: Template) -> None:
    """Write the answers that cannot both be true."""
    template.tag("if contradictions")
    template.line("{{ label.contradictions }}", "Heading 1")
    template.line("{{ contradictions.finding }}", "Finding")
    template.note("'contradictions'")
    template.line("{{ label.nobody_accused }}")
    template.tag("for found in contradictions.found")
    template.line("{{ found.title }}", "Heading 2")
    template.line("{{ found.text }}")
    template.rows("found.sides", ("question", "answer"), (70, 104), rows_may_break=True)
    template.line("{{ found.follows }}", "Small")
    template.tag("endfor")
    template.tag("endif")


def voices(template: Template) -> None:
    """Write who sees it how."""
    template.tag("if voices")
    template.line("{{ label.voices }}", "Heading 1")
    template.line("{{ voices.finding }}", "Finding")
    template.note("'voices'")
    template.line("{{ label.about_voices }}")
    template.rows("voices.respondents", ("role", "who", "respondents"), (60, 84, 30), rows_may_break=True)
    template.when("voices.agreement", "{{ label.agreement }}", "Heading 2")
    template.rows("voices.agreement", ("pillar", "share", "question", "worked_out"), (50, 24, 24, 76))
    template.when("voices.agreement", "{{ label.about_agreement }}", "Small")
    template.tag("for pattern in voices.patterns")
    template.line("{{ pattern.title }}", "Heading 2")
    template.line("{{ pattern.text }}")
    template.tag("for found in pattern.found")
    template.line(
        "–  **{{ found.id }} {{ found.title }}**: {{ found.sentence }}{% if found.links %} {{ label.breaks_link }} {{ found.links }}{% endif %}",
        "Item",
    )
    template.tag("endfor")
    template.tag("endfor")
    template.when("voices.spreads", "{{ label.spreads }}", "Heading 2")
    template.tag("for spread in voices.spreads")
    template.line("{{ spread.id }} {{ spread.title }}", "Heading 3")
    template.line("{{ spread.id }}{% if spread.gate %} **{{ label.gate }}**{% endif %} {{ spread.sentence }}")
    template.table(
        "row in spread.rows",
        ("{{ label.role }}", "0", "1", "2", "3", "4", "{{ label.aside }}"),
        ("**{{ row.role }}**", *("{{ row.levels[" + str(level) + "] }}" for level in range(5)), "{{ row.aside }}"),
        (50, 16, 16, 16, 16, 16, 44),
    )
    template.tag("for note in spread.notes")
    template.line("**{{ note.role }}:** {{ note.note }}", "Words")
    template.tag("endfor")
    template.tag("endfor")
    template.when("voices.conflicts", "{{ label.conflicts }}", "Heading 2")
    template.when("voices.conflicts", "{{ label.who_says }}:", "Question")
    template.tag("for conflict in voices.conflicts")
    template.line("{{ conflict.id }} {{ conflict.title }}", "Heading 3")
    template.tag("for said in conflict.said")
    template.line(
        "–  {{ said.role }}: {{ said.value }}{% if said.counts %} **({{ label.counts }})**{% endif %}", "Item"
    )
    template.tag("endfor")
    template.line("{{ label.what_counts_here }}: {{ conflict.why }}", "Small")
    template.tag("endfor")
    template.when("voices.agreed", "{{ label.agreed }} {{ voices.agreed }}", "Small")
    template.when("voices.asides", "{{ label.asides }}", "Heading 2")
    template.tag("for aside in voices.asides")
    template.line("**{{ aside.id }} {{ aside.title }}**")
    template.tag("for note in aside.notes")
    template.line("**{{ note.role }}:** {{ note.note }}", "Words")
    template.tag("endfor")
    template.tag("endfor")
    template.tag("endif")


def way_up(template: Template) -> None:
    """Write the least work for every rung above, and how firm the verdict is."""
    template.tag("if way_up")
    template.line("{{ label.way_up }}", "Heading 1")
    template.line("{{ way_up.finding }}", "Finding")
    template.note("'way-up'")
    template.when("way_up.ways", "{{ label.about_ways }}")
    template.tag("for way in way_up.ways")
    template.line("{{ way.title }}", "Heading 2")
    template.rows("way.steps", ("step", "question", "work", "who"), (84, 40, 20, 30))
    template.when("way.weeks", "{{ label.working_weeks }} {{ way.weeks }}")
    template.when("way.missing", "{{ way.missing }}", "Small")
    template.tag("endfor")
    template.tag("if way_up.firm")
    template.line("{{ label.about_firm }}", "Heading 2")
    template.lines("way_up.firm")
    template.rows("way_up.swings", ("answer", "change", "would_be"), (84, 50, 40))
    template.rows("way_up.weights", ("pillar", "shown", "lowest", "highest"), (60, 34, 40, 40))
    template.tag("endif")
    template.tag("endif")


def progress(template: Template) -> None:
    """Write the round before beside this one."""
    template.tag("if progress")
    template.line("{{ label.progress }}", "Heading 1")
    template.line("{{ progress.finding }}", "Finding")
    template.note("'progress'")
    template.line("{{ progress.dated }}")
    template.line("{{ label.then_and_now }}", "Heading 2")
    template.table(
        "row in progress.pillars",
        ("{{ label.pillar }}", "{{ label.then_number }}", "{{ label.now }}", "{{ label.of_which }}"),
        (
            "**{{ row.title }}**",
            "{{ row.then }}",
            "{{ row.now }}",
            "{% for part in row.parts %}{{ part }}{% if not loop.last %}; {% endif %}{% endfor %}",
        ),
        (56, 20, 20, 78),
    )
    template.line("{{ label.about_causes }}", "Small")
    template.when("progress.times", "{{ label.times }}", "Heading 2")
    template.rows("progress.times", ("what", "then_number", "now"), (94, 40, 40))
    template.when("progress.plan", "{{ progress.plan_finding }}", "Heading 2")
    template.rows("progress.plan", ("action", "owner", "became"), (84, 34, 56))
    template.when("progress.slipped", "{{ label.slipped }}", "Heading 2")
    template.lines("progress.slipped", "Item")
    template.line("{{ label.changes }}", "Heading 2")
    template.rows("progress.changes", ("question", "then_number", "now", "why_short"), (74, 20, 20, 60))
    template.when("not progress.changes", "{{ label.no_change }}")
    template.when("progress.unconfirmed", "{{ label.unconfirmed }}", "Heading 2")
    template.when("progress.unconfirmed", "{{ label.unconfirmed_means }}")
    template.rows("progress.unconfirmed", ("question", "then_number"), (134, 40))
    template.when("progress.not_compared", "{{ progress.not_compared }}", "Small")
    template.tag("endif")


def public(template: Template) -> None:
    """Write what the public may see."""
    template.tag("if public")
    template.line("{{ label.summary }}", "Heading 1")
    template.note("'index'")
    template.line("{{ label.pillars }}", "Heading 2")
    template.table(
        "pillar in public.pillars",
        ("{{ label.pillar }}", "{{ label.band }}", "{{ label.how_it_stands }}"),
        ("**{{ pillar.title }}**", "{{ pillar.shape }} {{ pillar.band }}", "{{ pillar.state }}"),
        (40, 34, 100),
    )
    template.when("public.clock", "{{ label.clock_now }}", "Heading 2")
    template.when("public.clock", "{{ public.clock }}")
    template.when("public.promises", "{{ label.promises }}", "Heading 2")
    template.lines("public.promises", "Item")
    template.when("public.themes", "{{ label.themes }}", "Heading 2")
    template.lines("public.themes", "Item")
    template.line("{{ label.ladder }}", "Heading 2")
    _ladder(template, "public.ladder")
    template.tag("endif")


def others(template: Template) -> None:
    """Write the consultant's own pages, his notes on pages that have no chapter here, and his footer."""
    template.tag("for own in own_pages")
    template.line("{{ own.title }}", "Heading 1")
    template.note("own.name")
    template.tag("for paragraph in own.paragraphs")
    template.line("{% if paragraph.heading %}**{{ paragraph.words }}**{% else %}{{ paragraph.words }}{% endif %}")
    template.tag("endfor")
    template.tag("endfor")
    template.tag("for other in other_notes")
    template.line("{{ other.title }}", "Heading 2")
    template.paragraphs_of("other.note")
    template.tag("endfor")
    template.when("brand.footer != brand.foot", "{{ brand.footer }}", "Small")


def plan(template: Template) -> None:
    """Write the plan: the first actions in full, the others as a table."""
    template.line("{{ label.plan }}", "Heading 1")
    template.line("{{ plan_finding }}", "Finding")
    template.note("'plan'")
    template.line("{{ label.about_order }} {{ label.about_due }}", "Small")
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
        "{{ action.id }} · {{ action.days }} ({{ action.effort }}) · {{ action.owner }}"
        "{% if action.due %} · {{ label.due }} {{ action.due }}{% endif %}"
        "{% if action.leads %} · {{ action.leads }}{% endif %}",
        "Small",
    )
    template.when("action.reason", "{{ action.reason }}")
    template.line("{{ action.why }}")
    template.tag("for step in action.how")
    template.line("{{ loop.index }}.  {{ step }}", "Item")
    template.tag("endfor")
    template.when("action.buys", "{{ action.buys }}", "Small")
    template.line("**{{ label.done_when }}** {{ action.done_when }}")
    template.tag("endfor")
    template.tag("if effort")
    template.line("{{ label.effort }}", "Heading 2")
    template.line("{{ effort_finding }}")
    template.rows("effort", ("action", "work", "points_in_total"), (114, 30, 30))
    template.line("{{ label.about_effort }}", "Small")
    template.tag("endif")
    template.tag("for group in rest")
    template.line("{{ label.then }} {{ group.title }}", "Heading 2")
    template.table(
        "action in group.actions",
        ("{{ label.code }}", "{{ label.action }}", "{{ label.owner }}", "{{ label.work }}", "{{ label.due }}"),
        (
            "{{ action.id }}",
            (
                "**{{ action.title }}**{% if action.leads %} ({{ action.leads }}){% endif %}"
                "{% if action.reason %}\n{{ action.reason }}{% endif %}\n{{ action.why }}"
                "{% for step in action.how %}\n{{ loop.index }}. {{ step }}{% endfor %}"
                "{% if action.buys %}\n{{ action.buys }}{% endif %}\n{{ label.done_when }} {{ action.done_when }}"
            ),
            "{{ action.owner }}",
            "{{ action.days }} ({{ action.effort }})",
            "{{ action.due }}",
        ),
        (23, 75, 25, 18, 33),
    )
    template.tag("endfor")


def method(template: Template) -> None:
    """Write what the agency is, how it was decided and what it rests on."""
    template.line("{{ label.agency }}", "Heading 1")
    _inputs(template, "profile")
    _alternative(template, "not verdict.is_refusal")
    template.tag("if ageing")
    template.line("{{ label.ageing }}", "Heading 2")
    template.table(
        "row in ageing",
        ("{{ label.question }}", "{{ label.counts_until }}"),
        ("{{ row.name }}", "{{ row.last }}{% if row.stale %} ({{ label.too_old }}){% endif %}"),
        (110, 64),
    )
    template.tag("endif")
    template.line("{{ label.decided }}", "Heading 1")
    template.line("{{ label.finding_method }}", "Finding")
    template.note("'method'")
    template.line("{{ label.figures }}", "Heading 2")
    for figure in ("claimed_figure", "shown_figure", "possible_figure"):
        template.line("–  {{ label." + figure + " }}", "Item")
    template.line("{{ label.about_figures }}")
    template.line("{{ label.points }}", "Heading 2")
    template.line("{{ label.about_points }}")
    template.line("{{ label.gates }}", "Heading 2")
    template.table(
        "gate in method.gates",
        ("{{ label.code }}", "{{ label.gates }}", "{{ label.state }}"),
        ("{{ gate.id }}", "**{{ gate.title }}** ({{ gate.reads }}). {{ gate.why }}", "{{ gate.state }}"),
        (14, 124, 36),
    )
    template.line("{{ label.floors }}", "Heading 2")
    template.lines("method.floors", "Item")
    template.line("{{ label.ladder }}", "Heading 2")
    _ladder(template, "method.ladder")
    template.line("{{ label.worked_example }}", "Heading 2")
    template.lines("method.example")
    template.line("{{ label.assumptions }}", "Heading 2")
    template.line("{{ label.assumed_by_us }}")
    template.tag("for assumption in method.assumptions")
    template.line("–  {{ assumption }}", "Item")
    template.tag("endfor")
    template.line("{{ label.made_from }}", "Heading 2")
    template.line("{{ label.product }} {{ method.product }} · {{ method.pack }}", "Small")
    template.line("{{ label.digest_pack }}: {{ method.pack_digest }}", "Small")
    template.line("{{ label.digest_answers }}: {{ method.answers_digest }}", "Small")


def sources(template: Template) -> None:
    """Write what was read: sources, cases, essays."""
    template.line("{{ label.sources }}", "Heading 1")
    template.line("{{ label.finding_sources }}", "Finding")
    template.note("'sources'")
    template.line("{{ label.about_reading }}")
    template.line("{{ label.guidance }}", "Heading 2")
    template.table(
        "source in sources",
        ("{{ label.code }}", "{{ label.source }}", "{{ label.read }}"),
        (
            "{{ source.id }}",
            (
                "**{{ source.title }}.** {{ source.by }}{% if source.year %}, {{ source.year }}{% endif %}."
                "{% if source.number %} **{{ source.number }}.**{% endif %} {{ source.says }} {{ source.url }}"
                "{% if source.used_by %} → {{ source.used_by }}{% endif %}"
            ),
            "{{ source.read }}",
        ),
        (14, 134, 26),
    )
    template.line("{{ label.cases }}", "Heading 2")
    template.tag("for case in cases")
    template.line(
        "**{{ case.id }} {{ case.title }}**{% if case.date %}, {{ case.date }}{% endif %}, {{ case.place }} ({{ case.read }}) {{ case.what }} {{ case.lesson }}"
    )
    template.when("case.sources", "{{ case.sources }}", "Small")
    template.tag("endfor")
    template.line("{{ label.seeds }}", "Heading 2")
    template.line("{{ label.about_seeds }}")
    template.table(
        "seed in seeds",
        ("{{ label.code }}", "{{ label.what_it_says }}", "{{ label.where_it_went }}"),
        ("{{ seed.id }}", "{{ seed.text }}", "{{ seed.used_by or label.context }}"),
        (14, 120, 40),
    )


def _ladder(template: Template, name: str) -> None:
    template.table(
        f"rung in {name}",
        ("{{ label.rung }}", "{{ label.means }}"),
        ("{{ rung.shape }} {% if rung.here %}**→** {% endif %}{{ rung.title }}", "{{ rung.means }}"),
        (50, 124),
    )


def build() -> bytes:
    """Build the template."""
    template = Template()
    styles(template)
    heads(template)
    cover(template)
    template.tag("if not public")
    for part in (
        summary,
        pillars,
        clock,
        load,
        lenses,
        contradictions,
        voices,
        way_up,
        progress,
        plan,
        method,
        sources,
    ):
        part(template)
    template.tag("endif")
    public(template)
    others(template)
    properties = template.document.core_properties
    properties.author = properties.comments = properties.title = ""
    out = io.BytesIO()
    template.document.save(out)
    return packed_steadily(out.getvalue(), MADE)


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(TARGET)
