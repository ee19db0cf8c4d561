"""A logo: looked at before it goes into a report, and freed of what a picture carries beside its shapes."""

from __future__ import annotations

import dataclasses
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, register_namespace, tostring

from audit.errors import Message, say
from audit.report.drawing import fault_of, targets

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
_HEAD = struct.Struct(">IIBBBBB")
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by the kind of colour."""
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The passes of an interlaced PNG: where each begins, and its steps."""
_PIECE = 1024 * 1024
_DAMAGED = say("the logo is a damaged PNG")
_SHAPES = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline"),
        *("polygon", "text", "tspan", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "pattern"),
    }
)
_REFERENCE = re.compile(r"#[\w.:-]+")
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
    if not 0 < max(width, height) <= FLATTEST * min(width, height) < inf:
        raise BadLogo(say("the logo has no usable size: {width} by {height}", width=f"{width:g}", height=f"{height:g}"))
    scale = min(SHOWN_WIDTH / width, SHOWN_HEIGHT / height)
    return Logo(content, ending, max(1, round(width * scale)), max(1, round(height * scale)))


def _png(content: bytes) -> Logo:
    kept = [_PNG]
    head = b""
    inflated = _Inflated()
    for kind, data, chunk in _chunks(content):
        if (kind == b"IHDR") == bool(head) or (kind == b"IHDR" and len(data) != _HEAD.size):
            # The first chunk, and only the first, says how large the picture is.
            raise BadLogo(_DAMAGED)
        head = head or data
        if kind == b"IDAT":
            inflated.add(data)
        if kind in _PNG_KEPT:
            kept.append(chunk)
    width, height, depth, colour, _, _, interlaced = _HEAD.unpack(head)
    if not (width and height and colour in _SAMPLES and depth in (1, 2, 4, 8, 16) and interlaced in (0, 1)):
        raise BadLogo(_DAMAGED)
    if max(width, height) > MOST_PIXELS:
        raise BadLogo(say("the logo is larger than {most} pixels", most=MOST_PIXELS))
    if inflated.size(_png_bytes(width, height, depth * _SAMPLES[colour], interlaced == 1)) is None:
        raise BadLogo(_DAMAGED)
    return _fitted(b"".join(kept), "png", width, height)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Give kind, data and whole of every chunk of a PNG.

    Raises:
        BadLogo: One is cut short or damaged, or the end is missing.
    """
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        head = content[at : at + 8]
        length = struct.unpack(">I", head[:4])[0] if len(head) == 8 else len(content)
        chunk = content[at : at + 12 + length]
        kind = head[4:]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise BadLogo(_DAMAGED)
        yield kind, chunk[8:-4], chunk
        at += len(chunk)


class _Inflated:
    """The pixels of a PNG, counted and never kept: a small file can hold any number of them."""

    def __init__(self) -> None:
        self._packed = bytearray()

    def add(self, data: bytes) -> None:
        """Take another piece."""
        self._packed += data

    def size(self, expected: int) -> int | None:
        """Return how many bytes there are, if they are those that were expected; else None."""
        reader = zlib.decompressobj()
        left, count = bytes(self._packed), 0
        try:
            while left and not reader.eof and count <= expected:
                count += len(reader.decompress(left, _PIECE))
                left = reader.unconsumed_tail
        except zlib.error:
            return None
        return count if count == expected else None


def _png_bytes(width: int, height: int, bits: int, interlaced: bool) -> int:
    """Return how many bytes the pixels of a PNG take, each row with the byte before it."""

    def plain(across: int, down: int) -> int:
        return down * (1 + (across * bits + 7) // 8) if across and down else 0

    if not interlaced:
        return plain(width, height)
    return sum(
        plain(max(0, -(-(width - left) // right)), max(0, -(-(height - top) // down)))
        for left, top, right, down in _ADAM7
    )


def _svg(content: bytes) -> Logo:
    parser = XMLParser(target=_Shapes(insert_comments=False, insert_pis=False))
    try:
        parser.feed(content)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, BadLogo):
            raise
        line = error.position[0] if isinstance(error, ParseError) else 0
        raise BadLogo(say("the SVG cannot be read: {reason}", reason=str(error)), line) from None
    if root.tag != f"{{{_SVG}}}svg":
        raise BadLogo(say("the SVG does not begin with <svg xmlns=…>"))
    _clean(root, content)
    width, height = _svg_size(root)
    shown = _fitted(b"", "svg", width, height)
    fault = fault_of(root)
    if fault is not None:
        raise BadLogo(fault)
    sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if any(size is not None and float(size[1]) > MOST_PIXELS for size in sizes):
        # Its viewBox says all that is needed; as a picture on a page it would take that much room.
        for name in ("width", "height"):
            root.attrib.pop(name, None)
    register_namespace("", _SVG)
    register_namespace("xlink", _XLINK)
    return dataclasses.replace(shown, content=tostring(root, encoding="utf-8", xml_declaration=False))


class _Shapes(TreeBuilder):
    """Builds the tree of an SVG; a document type, and with it every entity, is refused before it is read."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse it."""
        del name, pubid, system
        raise BadLogo(say("the SVG declares entities or a document type; take that line out"))


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
    kept: list[Element] = []
    for child in element:
        space, _, name = str(child.tag).rpartition("}")
        if space != f"{{{_SVG}" or name in ("metadata", "desc", "title"):
            # What follows it belongs to what stands before it.
            if child.tail and child.tail.strip() and kept:
                kept[-1].tail = (kept[-1].tail or "") + child.tail
            continue
        if name not in _SHAPES:
            raise BadLogo(
                say("the SVG holds <{name}>; only shapes and texts can be shown", name=name), _line(content, f"<{name}")
            )
        _clean(child, content, depth + 1)
        kept.append(child)
    element[:] = kept


def _check_attribute(name: str, value: str, content: bytes) -> None:
    plain = name.rpartition("}")[2]
    if plain.lower().startswith("on"):
        raise BadLogo(say("the SVG holds a script ({name})", name=plain), _line(content, plain))
    if plain == "style":
        raise BadLogo(
            say("the SVG holds style attributes, which the report's own rules forbid; export it with plain attributes"),
            _line(content, "style="),
        )
    found = [value] if plain == "href" else list(targets(value))
    if "\\" in value or "//" in value:
        # An address, or letters that a browser reads as others.
        found.append(value)
    for target in found:
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
            yield float(part)
        except ValueError:
            return
