"""What a Word document needs beside its paragraphs: styles, numbers of lists, pictures."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from audit.report.document.blocks import Figure
from audit.report.document.pictures import svg_extension
from audit.report.document.raster import pngs_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_TWIPS_OF_A_PIXEL = 15
EMU_OF_A_TWIP = 635
_BULLETS = "•–▪"
_LEVELS = 9
_DEEPER = 284
"""Twentieths of a point by which each level of a list goes in."""


def element(name: str, /, **values: str) -> Any:  # noqa: ANN401 # python-docx types its XML as Any
    """Return an element of WordprocessingML with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def text_width(document: WordDocument) -> int:
    """Return the twentieths of a point between the margins of a document's last section."""
    section = document.sections[-1]
    page = section.page_width or 0
    inner = page - (section.left_margin or 0) - (section.right_margin or 0)
    return max(round(inner / EMU_OF_A_TWIP), 2000)


def ensured_style(target: WordDocument, source: WordDocument, name: str) -> str:
    """Return the id of a style, which a document takes over from another one where it has none of that name.

    Args:
        target: The document.
        source: Has the style.
        name: Its name.
    """
    found = _style(target, name)
    if found is not None:
        return str(found.get(qn("w:styleId")))
    wanted = _style(source, name)
    if wanted is None:
        return ensured_style(target, source, "Normal")
    made = copy.deepcopy(wanted)
    taken = {style.get(qn("w:styleId")) for style in target.styles.element}
    identity = str(made.get(qn("w:styleId")))
    while identity in taken:
        identity += "x"
    made.set(qn("w:styleId"), identity)
    made.attrib.pop(qn("w:default"), None)
    for reference in ("w:basedOn", "w:next", "w:link"):
        for named in made.findall(qn(reference)):
            base = next((s for s in source.styles.element if s.get(qn("w:styleId")) == named.get(qn("w:val"))), None)
            if reference != "w:basedOn" or base is None or base is wanted:
                made.remove(named)
            else:
                named.set(qn("w:val"), ensured_style(target, source, base.find(qn("w:name")).get(qn("w:val"))))
    target.styles.element.append(made)
    return identity


def _style(document: WordDocument, name: str) -> Any:  # noqa: ANN401 # as above
    for style in document.styles.element.findall(qn("w:style")):
        named = style.find(qn("w:name"))
        if named is not None and named.get(qn("w:val"), "").casefold() == name.casefold():
            return style
    return None


def without_east_asian_spacing(document: WordDocument) -> None:
    """Take out the gap that Word puts between Korean and Latin letters by itself; Korean is not written so."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        document.styles.element.insert(0, defaults)
    outer = defaults.find(qn("w:pPrDefault"))
    if outer is None:
        outer = element("w:pPrDefault")
        defaults.append(outer)
    properties = outer.find(qn("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        outer.append(properties)
    for name in ("w:autoSpaceDN", "w:autoSpaceDE"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        properties.insert(0, element(name, val="0"))


class Lists:
    """Gives every list numbers of its own."""

    def __init__(self, document: WordDocument) -> None:
        """Add the kinds of lists to a document."""
        self._numbering = document.part.numbering_part.element
        known = [int(kind.get(qn("w:abstractNumId"))) for kind in self._numbering.findall(qn("w:abstractNum"))]
        first = max(known, default=0) + 1
        self._kinds = {False: first, True: first + 1}
        place = len(self._numbering.findall(qn("w:abstractNum")))
        for is_ordered, number in self._kinds.items():
            self._numbering.insert(place, _kind(number, is_ordered))
            place += 1
        self._next = max((int(num.get(qn("w:numId"))) for num in self._numbering.findall(qn("w:num"))), default=0)

    def new(self, *, ordered: bool, start: int) -> int:
        """Return the number of a new list."""
        self._next += 1
        made = element("w:num", numId=str(self._next))
        made.append(element("w:abstractNumId", val=str(self._kinds[ordered])))
        if ordered:
            override = element("w:lvlOverride", ilvl="0")
            override.append(element("w:startOverride", val=str(start)))
            made.append(override)
        self._numbering.append(made)
        return self._next


def _kind(number: int, is_ordered: bool) -> Any:  # noqa: ANN401 # as above
    made = element("w:abstractNum", abstractNumId=str(number))
    made.append(element("w:multiLevelType", val="hybridMultilevel"))
    for level in range(_LEVELS):
        one = element("w:lvl", ilvl=str(level))
        one.append(element("w:start", val="1"))
        one.append(element("w:numFmt", val="decimal" if is_ordered else "bullet"))
        one.append(element("w:lvlText", val=f"%{level + 1}." if is_ordered else _BULLETS[level % len(_BULLETS)]))
        one.append(element("w:lvlJc", val="left"))
        properties = element("w:pPr")
        properties.append(element("w:ind", left=str(_DEEPER * (level + 1)), hanging=str(_DEEPER)))
        one.append(properties)
        made.append(one)
    return made


class Pictures:
    """Puts drawings into a document: Word 2016 and later draw the SVG, other programs show the PNG."""

    def __init__(self, document: WordDocument, figures: Iterable[Figure]) -> None:
        """Draw everything once.

        Args:
            document: The document.
            figures: All pictures that it will hold.
        """
        self._part = document.part
        drawings = list(dict.fromkeys(figure.svg for figure in figures))
        self._pngs = dict(zip(drawings, pngs_of(drawings), strict=True))
        self._relations: dict[str, str] = {}
        self._number = 0

    def drawing(self, figure: Figure, room: int) -> Any:  # noqa: ANN401 # as above
        """Return the element of a picture in a line.

        Args:
            figure: The picture, one of those that were drawn.
            room: Twentieths of a point that it may take.
        """
        self._number += 1
        natural = figure.width * _TWIPS_OF_A_PIXEL
        width = room if figure.is_wide else min(natural, room)
        across, down = (round(side * EMU_OF_A_TWIP) for side in (width, width * figure.height / figure.width))
        image, _ = self._part.get_or_add_image(io.BytesIO(self._pngs[figure.svg]))
        made = parse_xml(
            f'<w:drawing {nsdecls("w", "wp", "a", "pic", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{1000 + self._number}" name="{self._number}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{self._number}" name="{self._number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{image}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
        described = next(made.iter(qn("wp:docPr")))
        described.set("descr", figure.alternative)
        if not figure.alternative:
            described.append(_decorative())
        next(made.iter(qn("a:blip"))).append(svg_extension(self._relation(figure.svg)))
        return made

    def _relation(self, svg: str) -> str:
        if svg not in self._relations:
            name = PackURI(f"/word/media/chart{len(self._relations) + 1}.svg")
            part = Part(name, "image/svg+xml", svg.encode(), self._part.package)
            self._relations[svg] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._relations[svg]


def _decorative() -> Any:  # noqa: ANN401 # as above
    """Say of a picture that it is nothing to read: the text beside it says the same."""
    return parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
