"""The report as a Word document, in a template that a consultant can replace by one of their own."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateError
from markupsafe import Markup

from audit.errors import Refused, say
from audit.files.shipped import shipped
from audit.installation import SOURCE_LANGUAGE, installed_languages
from audit.locale_data import locale_data
from audit.report.branding.logo import Logo
from audit.report.branding.sandbox import CarefulEnvironment
from audit.report.document.blocks import Cover, Document
from audit.report.document.contents import leads
from audit.report.document.pictures import drawn_size, finish_drawing, stand_in
from audit.report.document.report import document_of
from audit.report.exports.format import Exported, Extra, Format, Order
from audit.report.exports.office import repack_reproducibly
from audit.report.file_texts import marked_up
from audit.report.site.render import page_names

if TYPE_CHECKING:
    from audit.report.document.docx import DocxWriter

EXTRA = Extra(
    "word",
    ("docxtpl", "typst", "cssselect2"),
    say("a Word document is made with docxtpl and Typst, and one of them is not installed"),
)
TEMPLATE = "export/report.docx"
MEMO = "export/memo.docx"
"""For what has no cover and begins with its words."""
MOST_UNPACKED = 100 * 2**20
"""Bytes of a template and everything in it."""
CONTENTS, VERDICT, WEEK = "contents", "cover_verdict", "cover_week"
"""What the places of the list of contents, of the verdict and of the week are called; a page has no such name."""
_LETTER = (215.9, 279.4)
"""Millimetres of a sheet that is not A4."""

_PLACE = "<w:p><w:r><w:t>{mark}</w:t></w:r></w:p>"


def word_document(order: Order) -> bytes:
    """Write the report as a .docx.

    Args:
        order: What to write; its template is a consultant's own, or None for the one that ships.

    Raises:
        Refused: docxtpl is not installed, or the template cannot be used.
        BadFiles: A page template of the consultant's own fails.
    """
    EXTRA.load()
    return word_of(order, document_of(order.result, order.language, order.presentation, order.part))


def word_of(order: Order, document: Document) -> bytes:
    """Write a document as a .docx.

    Args:
        order: Of which audit, in which language, on which paper; its template, where it is no report of ours.
        document: The tree.

    Raises:
        Refused: The template cannot be used.
    """
    path = order.template or shipped("site_template") / (TEMPLATE if document.cover else MEMO)
    # What a person wrote cannot be taken for a place, as nobody knows what one looks like before it is filled.
    places = _Places(document, secrets.token_hex(16))
    logo = order.presentation.logo
    filled = _filled(path, {**_context(order, document), **places.context(order)}, logo, is_ours=order.template is None)
    if order.paper == "letter":
        _set_on_letter(filled)
    places.fill(filled, path)
    filled.core_properties.title = document.title
    _set_language(filled, order.language)
    if logo is not None:
        words = order.presentation.brand.consultant.strip() or order.locale.say("Logo")
        finish_drawing(filled, logo, words)
    out = io.BytesIO()
    filled.save(out)
    return repack_reproducibly(out.getvalue(), order.result.date)


def _filled(path: Path, context: Mapping[str, object], logo: Logo | None, *, is_ours: bool) -> Any:  # noqa: ANN401 # python-docx types its XML as Any
    """Fill the placeholders of a template."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    # Templates come from other people: they may fill in texts, and nothing else.
    environment = CarefulEnvironment(autoescape=True, undefined=StrictUndefined)
    try:
        template = DocxTemplate(io.BytesIO(_read_template(path)))
        picture: object = ""
        if logo is not None:
            width, height = drawn_size(logo)
            picture = InlineImage(template, io.BytesIO(stand_in(logo)), width=Mm(width), height=Mm(height))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refused(
            say("{path} cannot be read as a Word template: {reason}", path=str(path), reason=str(error)),
            say("name a .docx file with --template"),
        ) from None
    try:
        template.render({**context, "logo": picture}, environment)
    except Exception as error:
        if is_ours:
            raise
        raise _unfillable(path, _reason(error)) from None
    return template.docx


def _set_on_letter(document: Any) -> None:  # noqa: ANN401 # as above
    from docx.shared import Mm

    for section in document.sections:
        section.page_width, section.page_height = Mm(_LETTER[0]), Mm(_LETTER[1])


def _unfillable(path: Path, reason: str) -> Refused:
    return Refused(
        say("the template {path} cannot be filled: {reason}", path=str(path), reason=reason),
        say("correct the placeholder; docs/consultants.md lists those that there are"),
    )


def _read_template(path: Path) -> bytes:
    """Read a template.

    Raises:
        OSError: It cannot be read.
        ValueError: It is too large.
        zipfile.BadZipFile: It is no zip, as a .docx is.
    """
    content = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise ValueError(f"it is larger than {MOST_UNPACKED // 2**20} MB unpacked")
    return content


def _reason(error: Exception) -> str:
    if isinstance(error, TemplateError) and error.message:
        return error.message
    return f"{type(error).__name__}: {error}"


def _set_language(document: Any, language: str) -> None:  # noqa: ANN401 # as above
    """Say in which language letters are: Word asks for it twice, for Latin letters and for East Asian ones.

    Were Latin letters and figures in a Korean report called Korean, some programs would tear them at the ends of lines.
    """
    from docx.oxml.ns import qn

    syllabic = [tag for tag in (language, *installed_languages()) if locale_data(tag).syllabic]
    latin = _office_tag(SOURCE_LANGUAGE if language in syllabic else language)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), latin)
        if syllabic:
            element.set(qn("w:eastAsia"), _office_tag(syllabic[0]))


def _office_tag(language: str) -> str:
    return locale_data(language).office or language


def _context(order: Order, document: Document) -> dict[str, object]:
    """Return what a template can name beside the chapters. What is here stays: consultants' templates rest on it."""
    result, locale = order.result, order.locale
    cover = document.cover or Cover("")
    verdict = result.verdict
    words = {
        "agency": cover.agency,
        "agency_short": document.agency_short,
        "dated": cover.dated,
        "pack": f"{locale.text(result.pack.title)} {result.pack.version}",
        "round": result.round,
        "edition": result.edition,
        "edition_words": cover.edition,
        "verdict": {
            "shape": cover.shape,
            "title": cover.verdict,
            "so_far": cover.so_far,
            "headline": cover.headline,
            "means": locale.text(verdict.means),
            "next": locale.text(verdict.next),
        },
        "brand": {"by": cover.made_by, "cover": cover.words, "footer": document.footer, "foot": document.foot},
        "label": {
            "product": cover.product,
            "part": cover.part,
            "contents": document.contents_title,
            "round": locale.say("Round"),
            "summary": locale.say("Summary"),
        },
    }
    return {name: _safe(value) for name, value in words.items()}


def _safe(value: object) -> object:
    if isinstance(value, dict):
        return {name: _safe(inner) for name, inner in value.items()}
    return marked_up(str(value))


class _Places:
    """Where a template wants chapters: marks while it is filled, then the chapters themselves."""

    def __init__(self, document: Document, secret: str) -> None:
        self._document = document
        self._secret = secret
        self._chapters = {chapter.name: chapter for chapter in document.chapters}

    def context(self, order: Order) -> dict[str, object]:
        """Return what a template can name: `page.plan`, a loop over `pages`, and `contents`."""
        pages = [
            {"name": name, "title": marked_up(chapter.title), "content": self._place(name)}
            for name, chapter in self._chapters.items()
        ]
        first = self._document.chapters[0].name if leads(self._document) else ""
        known = [*page_names(order.result), *self._chapters]
        return {
            # A page that this report lacks is nothing; one that no report has is a fault of the template's.
            "page": {_name(name): self._place(name) if name in self._chapters else "" for name in known},
            "pages": pages,
            # What stands before the contents, and what after them; `pages` has both.
            "leading": {"content": self._place(first)} if first else None,
            "following": [page for page in pages if page["name"] != first],
            "annex_is_elsewhere": marked_up(self._document.elsewhere),
            **{name: self._place(name) for name in (CONTENTS, VERDICT, WEEK)},
        }

    def _place(self, name: str) -> Markup:
        return Markup(_PLACE).format(mark=f"{self._secret}:{name}")

    def fill(self, filled: Any, path: Path) -> None:  # noqa: ANN401 # as above
        """Put the chapters where their marks are.

        Raises:
            Refused: A mark stands inside a line, where no chapter has room.
        """
        import docx
        from docx.oxml.ns import qn

        from audit.report.document.docx import DocxWriter

        writer = DocxWriter(filled, self._document, docx.Document(str(shipped("site_template") / TEMPLATE)))
        for paragraph, name in list(self._marks(filled.element.body)):
            if paragraph.getparent().tag not in (qn("w:body"), qn("w:tc"), qn("w:sdtContent")):
                raise _unfillable(path, f"{{{{ page.{_name(name)} }}}} → {{{{p page.{_name(name)} }}}}")
            made = self._made(writer, name)
            for element in made:
                paragraph.addprevious(element)
            paragraph.getparent().remove(paragraph)

    def _made(self, writer: DocxWriter, name: str) -> Sequence[Any]:
        cover = self._document.cover
        if name == CONTENTS:
            return writer.contents()
        if name in (VERDICT, WEEK):
            written = {VERDICT: writer.cover_verdict, WEEK: writer.cover_week}[name]
            return written(cover) if cover else ()
        return writer.chapter(self._chapters[name])

    def _marks(self, body: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 # as above
        from docx.oxml.ns import qn

        for text in body.iter(qn("w:t")):
            if (text.text or "").startswith(f"{self._secret}:"):
                yield next(text.iterancestors(qn("w:p"))), text.text.partition(":")[2]


def _name(page: str) -> str:
    """Return the name of a page as a template can write it after a dot."""
    return page.replace("-", "_")


def _write(order: Order) -> Exported:
    return Exported(word_document(order))


FORMAT = Format("docx", EXTRA, dressed=True, write=_write, takes_template=True, has_parts=True)
