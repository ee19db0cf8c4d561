"""Drawings as pictures for those that draw no SVG."""

from __future__ import annotations

import struct

from audit.report.document.raster import DOTS_PER_INCH, pngs_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="20" viewBox="0 0 {} 20"><rect width="9" height="9"/></svg>'


def test_every_drawing_becomes_a_picture_of_its_shape_and_sharper_than_a_screen() -> None:
    wide, narrow = pngs_of([SVG.format(200, 200), SVG.format(40, 40)])
    sizes = [struct.unpack(">II", png[16:24]) for png in (wide, narrow)]
    assert [round(across / down) for across, down in sizes] == [10, 2]
    assert sizes[0][0] > 200 * DOTS_PER_INCH / 96 * 0.9


def test_one_is_enough_and_none_is_nothing() -> None:
    assert len(pngs_of([SVG.format(10, 10)])) == 1
    assert pngs_of([]) == []
