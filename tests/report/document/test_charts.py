"""Charts for paper: what a style sheet says stands on them, and what is stretched into its place is written out."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest

from audit.report.document.charts import StyleSheet
from audit.report.document.nested import Stretch, stretched_path

STYLE = ".line { fill: none; stroke: var(--ink); stroke-width: 1.4 } :root { --ink: #123456 }"
PAGE = """<html><body><svg width="100%" height="100" role="img" aria-label="The week">
<rect x="50%" y="10" width="25%" height="20"/>
<svg x="10%" y="20" width="50%" height="60" viewBox="0 0 1000 3000" preserveAspectRatio="none" overflow="visible">
<path class="line" d="M0 3000H500V0L1000 1500z" vector-effect="non-scaling-stroke"/><rect x="100" y="300" width="200" height="600"/>
</svg><text x="100%">end</text></svg></body></html>"""


def drawn() -> Element:
    """Make a figure 200 wide of the page above."""
    root = fromstring(PAGE)
    chart = next(root.iter("svg"))
    return fromstring(StyleSheet(root, STYLE).figure(chart, 200).svg)


SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_that_is_stretched_to_its_place_is_written_out_in_lengths() -> None:
    chart = drawn()
    assert not list(chart.iter(f"{SVG}svg"))[1:]
    group = next(chart.iter(f"{SVG}g"))
    assert group.get("transform") == "translate(20 20)"
    path, rect = group
    # 100 wide for 1000 units, 60 high for 3000.
    assert path.get("d") == "M0 60H50V0L100 30z"
    assert [rect.get(name) for name in ("x", "y", "width", "height")] == ["10", "6", "20", "12"]


def test_its_strokes_stay_as_wide_as_on_a_screen() -> None:
    path = next(drawn().iter(f"{SVG}path"))
    assert (path.get("stroke"), path.get("stroke-width"), path.get("fill")) == ("#123456", "1.4", "none")
    assert path.get("vector-effect") is None


def test_what_stands_beside_it_has_the_lengths_of_the_whole() -> None:
    chart = drawn()
    rect = next(chart.iter(f"{SVG}rect"))
    assert [rect.get(name) for name in ("x", "y", "width", "height")] == ["100", "10", "50", "20"]
    text = next(chart.iter(f"{SVG}text"))
    assert (text.get("x"), text.text) == ("200", "end")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M10 20h5v-5z", "M0 20h10v-10z"),
        ("M10 10L20.5 30 30 10", "M0 0L21 40 40 0"),
        ("m10 10l5 5", "m20 20l10 10"),
        ("M10 10C20 20 30 30 40 40", "M0 0C20 20 40 40 60 60"),
        ("M10 10A5 5 0 0 1 20 20", "M0 0A10 10 0 0 1 20 20"),
        ("M.5-.5", "M-19 -21"),
    ],
)
def test_paths_of_every_kind_are_stretched(path: str, expected: str) -> None:
    assert stretched_path(path, Stretch(10, 10, 2, 2)) == expected
