"""The colours of a report: words that can be read on their grounds, fills that a grey print tells apart, in light, dark and on paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest

from audit.files.schemes import scheme_colours, style_sheet_text
from audit.files.shipped import shipped
from audit.report.branding.colours import READABLE, contrast, luminance

BANDS = ("stop", "weak", "fair", "good")
WORDS = ("ink", "soft", "muted", "accent", "none", *BANDS)
OUTLINE = 3.0
"""The contrast that WCAG 2.2 AA asks for between a shape and its ground."""
STEP = 8.0
"""Steps of lightness, of a hundred, by which two fills differ at least."""


@pytest.fixture(params=["light", "dark", "paper"])
def colours(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """The colours of one scheme by name."""
    return scheme_colours(style_sheet_text(shipped("site_template")), request.param)


def lightness(colour: str) -> float:
    """Return how light a colour looks, 0 to 100: the L* of CIE 1976."""
    part = luminance(colour)
    return 116 * part ** (1 / 3) - 16 if part > 0.008856 else 903.3 * part


@pytest.mark.parametrize("name", WORDS)
def test_words_can_be_read_on_paper_and_on_wash(colours: Mapping[str, str], name: str) -> None:
    assert contrast(colours[name], colours["paper"]) >= READABLE
    assert contrast(colours[name], colours["wash"]) >= READABLE


@pytest.mark.parametrize("band", [*BANDS, "none"])
def test_a_fill_stands_out_from_the_paper(colours: Mapping[str, str], band: str) -> None:
    assert contrast(colours[f"{band}-f"], colours["paper"]) >= OUTLINE


def test_the_four_fills_have_four_lightnesses(colours: Mapping[str, str]) -> None:
    light = sorted(lightness(colours[f"{band}-f"]) for band in BANDS)
    assert min(after - before for before, after in itertools.pairwise(light)) >= STEP


def test_the_silence_stands_out_from_what_is_quiet(colours: Mapping[str, str]) -> None:
    assert contrast(colours["sky-hi"], colours["paper"]) >= OUTLINE
    assert abs(lightness(colours["sky-hi"]) - lightness(colours["sky-lo"])) >= 2 * STEP


def test_forced_colours_reach_every_colour_of_ours() -> None:
    sheet = style_sheet_text(shipped("site_template"))
    ours = set(re.findall(r"--lf-([\w-]+): #", sheet))
    forced = re.search(r"@media \(forced-colors: active\) \{\s*:root, \[data-md-color-scheme\] \{([^}]*)\}", sheet)
    assert forced is not None
    assert ours - set(re.findall(r"--lf-([\w-]+):", forced[1])) == set()


def test_the_parts_are_joined_in_the_order_of_their_names() -> None:
    sheet = style_sheet_text(shipped("site_template"))
    assert sheet.index("--lf-ink: #15181c") < sheet.index(".lf-band {") < sheet.index("@media print")
    assert "/*" not in sheet
