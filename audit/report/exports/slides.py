"""The report on a wall: one HTML file for a projector, moved by keys, and six screens a sheet when printed."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.files.shipped import shipped
from audit.report.document.report import document_of
from audit.report.document.slides import slides_of
from audit.report.exports.format import Exported, Format, Order
from audit.report.site.environment import environment
from audit.report.site.template_cache import TemplateCache

TEMPLATE = "export/slides.html.j2"


def slides_page(order: Order) -> bytes:
    """Write the screens as one HTML document that fetches nothing.

    Args:
        order: What to write.
    """
    document = document_of(order.result, order.language, order.presentation, "report")
    folder = shipped("site_template")
    style, script = ((folder / "export" / name).read_text(encoding="utf-8") for name in ("slides.css", "slides.js"))
    env = environment(FileSystemLoader(folder), order.locale, bytecode_cache=TemplateCache("report"))
    text = env.get_template(TEMPLATE).render(
        language=order.language,
        title=document.title,
        slides=slides_of(document),
        foot=document.foot or document.agency_short,
        style=Markup(style),
        script=Markup(script),
        style_digest=_digest(style),
        script_digest=_digest(script),
    )
    return text.encode()


def _digest(text: str) -> Markup:
    return Markup(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def _write(order: Order) -> Exported:
    return Exported(slides_page(order))


FORMAT = Format("slides", None, dressed=True, write=_write, file_end="-slides.html")
