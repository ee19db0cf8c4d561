"""Charts in a PDF: WeasyPrint draws an inline SVG without the page's style sheet, so what the sheet says is written onto the shapes.

The cascade is the browser's, for the few properties that charts use: by specificity and order, custom properties handed
down, `var()` and `rem` worked out. Each chart gets its words as a `<title>`, which is where PDF takes the alternative
text from, and a copy of the fill patterns that it names.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, SubElement

from audit.report.exports.tagging import HEADINGS

if TYPE_CHECKING:
    import cssselect2
    import tinycss2

SVG = "{http://www.w3.org/2000/svg}"
PROPERTIES = frozenset(
    {
        *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
        *("stroke-opacity", "opacity", "color", "display", "visibility", "font-size", "font-weight", "font-family"),
        *("text-anchor", "dominant-baseline", "letter-spacing"),
    }
)
Declarations: TypeAlias = list[tuple[str, str]]

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_REM = re.compile(r"(\d*\.?\d+)rem\b")
_NAMED = re.compile(r"url\(#([^)]+)\)")
_DEEPEST = 8
"""How often a variable may name another before it counts as going round."""


def paint_charts(root: Element, css: str, rem: float) -> None:
    """Write the style of every inline SVG onto its shapes.

    Args:
        root: The parsed document; it is changed.
        css: The style sheet, for print.
        rem: Pixels of the root's font size on paper.
    """
    import cssselect2

    matcher = _matcher(css)
    wrapper = cssselect2.ElementWrapper.from_html_root(root)
    variables: dict[Element, Mapping[str, str]] = {}
    for node in wrapper.iter_subtree():
        element = node.etree_element
        around = variables.get(node.parent.etree_element, {}) if node.parent is not None else {}
        declared = _declared(matcher, node)
        own = {**around, **{name: value for name, value in declared if name.startswith("--")}}
        variables[element] = own
        if isinstance(element.tag, str) and element.tag.startswith(SVG):
            style = {name: _resolved(value, own, rem) for name, value in declared if name in PROPERTIES}
            _write(element, style)
    patterns = {element.get("id", ""): copy.deepcopy(element) for element in root.iter(f"{SVG}pattern")}
    _take_out_definitions(root)
    cells = {
        chart: cell for cell in root.iter() if cell.tag in ("td", "th") for chart in cell if chart.tag == f"{SVG}svg"
    }
    heading = ""
    for element in list(root.iter()):
        if element.tag in HEADINGS:
            heading = " ".join("".join(element.itertext()).split())
        elif element.tag == f"{SVG}svg":
            # A chart that a page hides from readers of tags repeats a cell, or a table: its heading says what it shows.
            cell = " ".join("".join(cells[element].itertext()).split()) if element in cells else ""
            _describe(element, element.get("aria-label") or cell or heading)
            _bring_patterns(element, patterns)


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
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and _is_for_paper(rule):
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


def _is_for_paper(rule: tinycss2.ast.AtRule) -> bool:
    import tinycss2

    return rule.content is not None and tinycss2.serialize(rule.prelude).strip() in ("print", "all")


def _declared(matcher: cssselect2.Matcher, node: cssselect2.ElementWrapper) -> Declarations:
    found = [pair for *_, declarations in matcher.match(node) for pair in declarations]
    style = node.etree_element.get("style")
    if style:
        found += [
            (name.strip(), value.strip())
            for name, separator, value in (piece.partition(":") for piece in style.split(";"))
            if separator
        ]
    return found


def _resolved(value: str, variables: Mapping[str, str], rem: float) -> str:
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _VARIABLE.sub(lambda match: variables.get(match.group(1), match.group(2) or ""), value)
    return _REM.sub(lambda match: f"{float(match.group(1)) * rem:g}px", value)


def _take_out_definitions(root: Element) -> None:
    """Take out what holds only definitions: to a reader of tags it would be a figure without words."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{SVG}svg" and all(inner.tag == f"{SVG}defs" for inner in child):
                parent.remove(child)


def _write(element: Element, style: Mapping[str, str]) -> None:
    for name, value in style.items():
        element.set(name, value)
    element.attrib.pop("style", None)


def _describe(chart: Element, label: str) -> None:
    if label and chart.find(f"{SVG}title") is None:
        title = SubElement(chart, f"{SVG}title")
        title.text = label
        chart.remove(title)
        chart.insert(0, title)


def _bring_patterns(chart: Element, patterns: Mapping[str, Element]) -> None:
    wanted = {
        match.group(1)
        for element in chart.iter()
        for name in ("fill", "stroke")
        if (match := _NAMED.search(element.get(name, "")))
    }
    missing = sorted(wanted & set(patterns) - {element.get("id", "") for element in chart.iter()})
    if missing:
        definitions = SubElement(chart, f"{SVG}defs")
        definitions.extend(copy.deepcopy(patterns[identity]) for identity in missing)
