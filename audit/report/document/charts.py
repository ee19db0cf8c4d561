"""Charts as self-contained SVG: what the style sheet says of their shapes is written onto them, in light colours.

The cascade is the browser's, for the few properties that charts use: by specificity and order, custom properties handed
down, `var()` and `rem` worked out. Shares of the width become lengths, and the fill patterns that a chart names come along.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

from audit.report.document.blocks import Figure
from audit.report.document.nested import DROPPED, Stretch, stretched

if TYPE_CHECKING:
    import cssselect2
    import tinycss2

PROPERTIES = frozenset(
    {
        *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
        *("stroke-opacity", "opacity", "color", "display", "visibility", "font-size", "font-weight", "font-family"),
        *("text-anchor", "dominant-baseline", "letter-spacing", "paint-order"),
    }
)
REM = 16.5
"""CSS pixels of one rem on paper."""
TEXT_WIDTH = 660
"""CSS pixels of a chart that takes the width of the text, as on a sheet of A4."""
STRIP_GAP = 5.0
"""CSS pixels between drawings that stand side by side."""
CELL_WIDTH = 256
"""CSS pixels of a chart that takes the width of a cell: of `columns.CHART` of the text, without the cell's edges."""
CELL_EDGE = 7.0
"""CSS pixels on both sides of such a chart that its marks and words may reach into."""
Declarations: TypeAlias = list[tuple[str, str]]

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_REM = re.compile(r"(\d*\.?\d+)rem\b")
_NAMED = re.compile(r"url\(#([^)]+)\)")
_SHARE = re.compile(r"(-?\d*\.?\d+)%")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(?:px)?")
_ACROSS = frozenset({"x", "x1", "x2", "cx", "width", "rx", "dx"})
_DOWN = frozenset({"y", "y1", "y2", "cy", "height", "ry", "dy"})
_LIGHT_SCREEN = frozenset({"all", "screen", "screen and (forced-colors: none)"})
"""What is true of the screen whose colours paper has."""
_DEEPEST = 8
"""How often a variable may name another before it counts as going round."""
_OTHERWISE = 20.0
"""CSS pixels of a side that a drawing does not tell."""


class StyleSheet:
    """What the style sheet of a page says of its elements."""

    def __init__(self, root: Element, css: str) -> None:
        """Match a style sheet to a page.

        Args:
            root: The page.
            css: Its style sheet; what holds for dark screens, small ones and print alone is left out.
        """
        import cssselect2

        self._matcher = _matcher(css)
        wrapper = cssselect2.ElementWrapper.from_xml_root(root)
        self._nodes = {node.etree_element: node for node in wrapper.iter_subtree()}
        self._variables: dict[Element, Mapping[str, str]] = {}
        self._patterns = {element.get("id", ""): element for element in root.iter("pattern")}

    def value(self, element: Element, name: str) -> str:
        """Return a property, or a custom one, of an element; empty where nothing is said of it."""
        node = self._nodes[element]
        variables = self._variables_of(node)
        if name.startswith("--"):
            return _resolved(variables.get(name, ""), variables)
        return _resolved(dict(self._declared(node)).get(name, ""), variables)

    def figure(self, chart: Element, width: float) -> Figure:
        """Make a figure of an inline SVG.

        Args:
            chart: The `<svg>`.
            width: CSS pixels of what it stands in.
        """
        is_wide = chart.get("width", "").endswith("%")
        box = [float(number) for number in re.findall(r"-?\d*\.?\d+", chart.get("viewBox", ""))]
        across, down = (box[2], box[3]) if len(box) == 4 else (width, _OTHERWISE)
        across = across if is_wide or "width" not in chart.attrib else _length(chart.get("width", ""), across)
        down = down if "height" not in chart.attrib else _length(chart.get("height", ""), down)
        edge = CELL_EDGE if is_wide and len(box) != 4 and width == CELL_WIDTH else 0.0
        drawn = self._drawn(chart, across - 2 * edge if len(box) != 4 else box[2], down if len(box) != 4 else box[3])
        self._bring_patterns(drawn)
        drawn.attrib.update(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": f"{across:g}",
                "height": f"{down:g}",
                "viewBox": chart.get("viewBox") or f"{0 - edge:g} 0 {across:g} {down:g}",
            }
        )
        words = chart.get("aria-label", "") if chart.get("aria-hidden") != "true" else ""
        return Figure(tostring(drawn, encoding="unicode"), words, across, down, is_wide)

    def strip(
        self, charts: Sequence[Element], slot: float, width: float, words: str, *, gap: float = STRIP_GAP
    ) -> Figure:
        """Make one figure of inline SVGs that stand side by side.

        Args:
            charts: The `<svg>`s, each as wide as its place and of a height in pixels.
            slot: CSS pixels from the beginning of one to that of the next.
            width: CSS pixels of the whole.
            words: What the figure says to those who do not see it; empty where the text beside it says the same.
            gap: CSS pixels of a place that stay free.
        """
        made = Element("svg")
        for number, chart in enumerate(charts):
            place = SubElement(made, "g", {"transform": f"translate({number * slot:g} 0)"})
            height = _length(chart.get("height", ""), _OTHERWISE)
            drawn = self._drawn(chart, max(slot - gap, 1.0), height)
            place.extend(list(drawn))
        height = max((_length(chart.get("height", ""), _OTHERWISE) for chart in charts), default=_OTHERWISE)
        self._bring_patterns(made)
        made.attrib.update(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": f"{width:g}",
                "height": f"{height:g}",
                "viewBox": f"0 0 {width:g} {height:g}",
            }
        )
        return Figure(tostring(made, encoding="unicode"), words, width, height)

    def _drawn(self, element: Element, width: float, height: float, stretch: Stretch | None = None) -> Element:
        """Copy an element with its style on it, for a drawing of this size.

        Args:
            element: What is drawn.
            width: CSS pixels that the drawing is wide.
            height: CSS pixels that it is high.
            stretch: How units become lengths, inside a drawing that is stretched to its place.
        """
        node = self._nodes.get(element)
        # What was put in while reading has its looks on it.
        declared = self._declared(node) if node is not None else []
        style = {
            name: _resolved(value, self._variables_of(self._nodes[element]))
            for name, value in declared
            if name in PROPERTIES
        }
        made = Element(str(element.tag))
        for name, value in {**element.attrib, **style}.items():
            if name in ("class", "style", "focusable", "role") or name.startswith(("aria-", "data-")):
                continue
            if stretch is None:
                made.set(name, _in_lengths(name, value, width, height))
            elif name not in DROPPED:
                made.set(name, stretched(name, value, stretch))
        made.text = element.text
        for child in element:
            is_stretched = child.tag == "svg" and child.get("preserveAspectRatio") == "none"
            inner = (
                self._stretched(child, width, height) if is_stretched else self._drawn(child, width, height, stretch)
            )
            inner.tail = child.tail
            made.append(inner)
        return made

    def _stretched(self, chart: Element, width: float, height: float) -> Element:
        """Write a drawing out that is stretched to its place in the one around it: a group in its lengths."""
        place = {
            name: float(_in_lengths(name, chart.get(name, otherwise), width, height))
            for name, otherwise in (("x", "0"), ("y", "0"), ("width", "100%"), ("height", "100%"))
        }
        left, top, across, down = (
            float(number) for number in chart.get("viewBox", "0 0 1 1").replace(",", " ").split()
        )
        made = self._drawn(chart, width, height, Stretch(left, top, place["width"] / across, place["height"] / down))
        made.tag = "g"
        for name in ("x", "y", "width", "height"):
            made.attrib.pop(name, None)
        made.set("transform", f"translate({place['x']:g} {place['y']:g})")
        return made

    def _variables_of(self, node: cssselect2.ElementWrapper) -> Mapping[str, str]:
        element = node.etree_element
        if element not in self._variables:
            around = self._variables_of(node.parent) if node.parent is not None else {}
            own = {name: value for name, value in self._declared(node) if name.startswith("--")}
            self._variables[element] = {**around, **own} if own else around
        return self._variables[element]

    def _declared(self, node: cssselect2.ElementWrapper) -> Declarations:
        found = [pair for *_, declarations in self._matcher.match(node) for pair in declarations]
        style = node.etree_element.get("style", "")
        return found + [
            (name.strip(), value.strip())
            for name, separator, value in (piece.partition(":") for piece in style.split(";"))
            if separator
        ]

    def _bring_patterns(self, drawn: Element) -> None:
        wanted = {
            match.group(1)
            for element in drawn.iter()
            for name in ("fill", "stroke")
            if (match := _NAMED.search(element.get(name, "")))
        }
        missing = sorted(wanted & set(self._patterns) - {element.get("id", "") for element in drawn.iter()})
        if missing:
            definitions = SubElement(drawn, "defs")
            definitions.extend(copy.deepcopy(self._drawn(self._patterns[name], 1, 1)) for name in missing)


def _matcher(css: str) -> cssselect2.Matcher:
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for rule in _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)):
        declarations = [
            (item.lower_name if not item.name.startswith("--") else item.name, tinycss2.serialize(item.value).strip())
            for item in tinycss2.parse_blocks_contents(rule.content)
            if item.type == "declaration" and (item.name.startswith("--") or item.lower_name in PROPERTIES)
        ]
        if not declarations:
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            # A selector that is newer than the library cannot be about a chart.
            continue
        for selector in selectors:
            if selector.pseudo_element is None:
                matcher.add_selector(selector, declarations)
    return matcher


def _rules(rules: Iterable[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.QualifiedRule]:
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and _is_for_a_light_screen(rule):
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_for_a_light_screen(rule: tinycss2.ast.AtRule) -> bool:
    import tinycss2

    asked = " ".join(tinycss2.serialize(rule.prelude).split())
    return rule.lower_at_keyword == "media" and rule.content is not None and asked in _LIGHT_SCREEN


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda match: variables.get(match.group(1), match.group(2) or ""), value)
    return _REM.sub(lambda match: f"{float(match.group(1)) * REM:g}px", value)


def _in_lengths(name: str, value: str, width: float, height: float) -> str:
    side = width if name in _ACROSS else height if name in _DOWN else None
    share = _SHARE.fullmatch(value)
    return f"{float(share.group(1)) * side / 100:g}" if side is not None and share else value


def _length(value: str, otherwise: float) -> float:
    found = _LENGTH.fullmatch(value.strip())
    return float(found.group(1)) if found else otherwise
