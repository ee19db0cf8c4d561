"""A logo: looked at before it goes into a report, and freed of what a picture carries beside its shapes."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, register_namespace, tostring

from audit.errors import Message, say

MOST_BYTES = 300 * 1024
MOST_PIXELS = 4000
"""Of either side of a PNG."""
SHOWN_WIDTH, SHOWN_HEIGHT = 240, 56
"""The box that a logo is shown in, in pixels; it keeps its proportions."""
FLATTEST = 20
"""No side may be more than so many times the other."""
DEEPEST = 60
"""How deep shapes of an SVG may be nested."""

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"})
"""What a PNG is drawn with. Names of people and cameras stand in the other chunks."""
_SHAPES = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *("polygon", "text", "tspan", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern"),
    }
)
_REFERENCE = re.compile(r"#[\w.:-]+")
_PAINT = re.compile(r"url\(\s*(['\"]?)(?P<target>.*?)\1\s*\)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)(?:px|pt|mm|cm|in|pc|em|rem)?\s*")


class BadLogo(ValueError):  # noqa: N818 # named for what it is, as all errors here
    """The file cannot be shown as a logo.

    Attributes:
        what: What is wrong with it.
        line: The line, from 1; 0 where the whole file is meant.
    """

    def __init__(self, what: Message, line: int = 0) -> None:
        super().__init__(str(what))
        self.what = what
        self.line = line


@dataclass(frozen=True)
class Logo:
    """A picture that may be shown.

    Attributes:
        content: The bytes, without what is no part of the drawing.
        ending: `svg` or `png`.
        width: As it is shown, in pixels.
        height: Likewise.
    """

    content: bytes
    ending: str
    width: int
    height: int


def read_logo(content: bytes) -> Logo:
    """Look at a picture.

    Args:
        content: The bytes of the file.

    Raises:
        BadLogo: It is too large, no SVG or PNG, or holds more than a drawing.
    """
    if len(content) > MOST_BYTES:
        raise BadLogo(say("the logo is larger than {most} KB", most=MOST_BYTES // 1024))
    if content.startswith(_PNG):
        return _png(content)
    if b"<svg" in content:
        return _svg(content)
    raise BadLogo(say("the logo is neither an SVG nor a PNG"))


def _fitted(content: bytes, ending: str, width: float, height: float) -> Logo:
    # Whatever is no number compares as false.
    if not (width and height and max(width, height) <= FLATTEST * min(width, height) < inf):
        raise BadLogo(say("the logo has no usable size: {width} by {height}", width=f"{width:g}", height=f"{height:g}"))
    scale = min(SHOWN_WIDTH / width, SHOWN_HEIGHT / height)
    return Logo(content, ending, max(1, round(width * scale)), max(1, round(height * scale)))


def _png(content: bytes) -> Logo:
    kept = [_PNG]
    size = (0, 0)
    data = 0
    at = len(_PNG)
    last = b""
    while last != b"IEND":
        head = content[at : at + 8]
        length = struct.unpack(">I", head[:4])[0] if len(head) == 8 else len(content)
        chunk = content[at : at + 12 + length]
        last = head[4:]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise BadLogo(say("the logo is a damaged PNG"))
        if last == b"IHDR" and length == 13:
            size = struct.unpack(">II", chunk[8:16])
        data += length if last == b"IDAT" else 0
        if last in _PNG_KEPT:
            kept.append(chunk)
        at += len(chunk)
    if not data:
        raise BadLogo(say("the logo is a damaged PNG"))
    if max(size) > MOST_PIXELS:
        raise BadLogo(say("the logo is larger than {most} pixels", most=MOST_PIXELS))
    return _fitted(b"".join(kept), "png", *size)


def _svg(content: bytes) -> Logo:
    upper = content.upper()
    if b"<!DOCTYPE" in upper or b"<!ENTITY" in upper:
        raise BadLogo(say("the SVG declares entities or a document type; take that line out"))
    parser = XMLParser(target=TreeBuilder(insert_comments=False, insert_pis=False))
    try:
        parser.feed(content)
        root = parser.close()
    except (ParseError, ValueError) as error:
        line = error.position[0] if isinstance(error, ParseError) else 0
        raise BadLogo(say("the SVG cannot be read: {reason}", reason=str(error)), line) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise BadLogo(say("the SVG does not begin with <svg xmlns=…>"))
    _clean(root, content)
    width, height = _svg_size(root)
    register_namespace("", _SVG)
    register_namespace("xlink", _XLINK)
    return _fitted(tostring(root, encoding="utf-8", xml_declaration=False), "svg", width, height)


def _clean(element: Element, content: bytes, depth: int = 0) -> None:
    """Take out what editors leave behind; refuse what runs or fetches.

    Raises:
        BadLogo: The drawing holds a script, a style sheet, or something from elsewhere.
    """
    if depth > DEEPEST:
        raise BadLogo(say("the SVG is nested too deeply"))
    for name, value in list(element.attrib.items()):
        if name.startswith("{") and not name.startswith(f"{{{_XLINK}}}"):
            del element.attrib[name]
        else:
            _check_attribute(name, value, content)
    for child in list(element):
        space, _, name = str(child.tag).rpartition("}")
        if space != f"{{{_SVG}" or name in ("metadata", "desc", "title"):
            _remove(element, child)
        elif name not in _SHAPES:
            raise BadLogo(
                say("the SVG holds <{name}>; only shapes and texts can be shown", name=name), _line(content, f"<{name}")
            )
        else:
            _clean(child, content, depth + 1)


def _remove(element: Element, child: Element) -> None:
    tail, at = child.tail or "", list(element).index(child)
    element.remove(child)
    if tail.strip() and at:
        element[at - 1].tail = (element[at - 1].tail or "") + tail


def _check_attribute(name: str, value: str, content: bytes) -> None:
    plain = name.rpartition("}")[2]
    if plain.lower().startswith("on"):
        raise BadLogo(say("the SVG holds a script ({name})", name=plain), _line(content, plain))
    if plain == "style":
        raise BadLogo(
            say("the SVG holds style attributes, which the report's own rules forbid; export it with plain attributes"),
            _line(content, "style="),
        )
    targets = [value] if plain == "href" else [match["target"] for match in _PAINT.finditer(value)]
    for target in targets:
        if not _REFERENCE.fullmatch(target.strip()):
            raise BadLogo(say("the SVG refers to something outside itself: {target}", target=target[:60]))


def _line(content: bytes, words: str) -> int:
    at = content.find(words.encode())
    return content[:at].count(b"\n") + 1 if at >= 0 else 0


def _svg_size(root: Element) -> tuple[float, float]:
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    box = list(_numbers(root.get("viewBox", "")))
    if len(box) == 4:
        return box[2], box[3]
    if given[0] and given[1]:
        width, height = float(given[0][1]), float(given[1][1])
        root.set("viewBox", f"0 0 {width:g} {height:g}")
        return width, height
    raise BadLogo(say("the SVG says neither viewBox nor width and height, so its proportions are not known"))


def _numbers(text: str) -> Iterator[float]:
    for part in re.split(r"[\s,]+", text.strip()):
        try:
            yield abs(float(part))
        except ValueError:
            return
