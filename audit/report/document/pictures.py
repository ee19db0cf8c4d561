"""The logo in a Word document: a PNG as it is; an SVG as Word draws it, over a PNG for whoever cannot."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import fromstring

from audit.report.branding.logo import Logo
from audit.report.document.raster import pngs_of

PIXEL = 25.4 / 96
"""Millimetres."""
WIDEST = 60.0
"""Millimetres."""

_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Office calls the place beside a picture where its SVG is named."""
_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def drawn_size(logo: Logo) -> tuple[float, float]:
    """Return the width and height of a logo on paper, in millimetres, in its own proportions.

    Args:
        logo: A picture that was looked at.
    """
    width = min(logo.width * PIXEL, WIDEST)
    if logo.ending == "png":
        across, down = struct.unpack(">II", logo.content[16:24])
    else:
        across, down = (
            abs(float(part)) for part in fromstring(logo.content).get("viewBox", "").replace(",", " ").split()[2:]
        )
    return width, width * down / across


def stand_in(logo: Logo) -> bytes:
    """Return the PNG that stands in the document: the logo's own, or one that is drawn of an SVG.

    Args:
        logo: A picture that was looked at.
    """
    if logo.ending == "png":
        return logo.content
    (drawn,) = pngs_of([logo.content.decode()])
    return drawn


def svg_extension(relation: str) -> Any:  # noqa: ANN401 # python-docx types its XML as Any
    """Return what names an SVG beside a picture.

    Args:
        relation: How the part of the document calls the SVG.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG_SPACE}" r:embed="{relation}"/></a:ext></a:extLst>'
    )


def finish_drawing(document: Any, logo: Logo, words: str) -> None:  # noqa: ANN401 # python-docx types its XML as Any
    """Give every picture of the logo its words, and an SVG its drawing. Pictures of a template stay as they are.

    Args:
        document: The document that was filled.
        logo: What was put in.
        words: What the picture says to those who do not see it.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.ns import qn

    drawing = None
    for part, picture in _pictures_of(document, stand_in(logo)):
        described = next(picture.iterancestors(qn("wp:inline"), qn("wp:anchor"))).find(qn("wp:docPr"))
        described.set("descr", words)
        if logo.ending == "svg":
            drawing = drawing or Part(PackURI("/word/media/logo.svg"), "image/svg+xml", logo.content, part.package)
            picture.append(svg_extension(part.relate_to(drawing, RELATIONSHIP_TYPE.IMAGE)))


def _pictures_of(document: Any, content: bytes) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 # as above
    """Give the parts and the pictures in them (body, heads, feet) that show a file."""
    from docx.opc.part import XmlPart
    from docx.oxml.ns import qn

    for part in list(document.part.package.iter_parts()):
        if isinstance(part, XmlPart):
            for picture in part.element.iter(qn("a:blip")):
                shown = part.rels.get(picture.get(qn("r:embed")))
                if shown is not None and not shown.is_external and shown.target_part.blob == content:
                    yield part, picture
