"""The consultant's brand: read strictly, made readable, shown as it is."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import BadFiles
from audit.files.folder import open_folder
from audit.model.answers import Brand
from audit.report.branding.colours import READABLE, contrast, mixed, readable, style_sheet, under_white
from audit.report.branding.files import read_presentation
from audit.report.branding.logo import SHOWN_HEIGHT, SHOWN_WIDTH, BadLogo, read_logo
from audit.report.branding.presentation import Presentation

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{inside}</svg>'
SETTINGS = """\
format: 1
agency: {name: "Haneul"}
languages: ["ko", "en"]
pack: "listen-first"
brand:
"""


def png(width: int, height: int, *extra: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * (width + 1) * height))
    others = b"".join(chunk(kind, data) for kind, data in extra)
    return b"\x89PNG\r\n\x1a\n" + header + others + rows + chunk(b"IEND", b"")


@pytest.fixture
def branded(tmp_path: Path) -> Callable[[str], Path]:
    """Make an audit folder with these lines under `brand`."""

    def make(lines: str) -> Path:
        (tmp_path / "audit.yml").write_text(SETTINGS + lines, encoding="utf-8")
        return tmp_path

    return make


@pytest.fixture
def problems(branded: Callable[[str], Path]) -> Callable[[str], list[str]]:
    """Return every problem of a folder with these lines under `brand`."""

    def make(lines: str) -> list[str]:
        with pytest.raises(BadFiles) as caught:
            presentation(branded(lines))
        return [f"{p.path.name}:{p.line} {p.where} {p.what}" for p in caught.value.problems]

    return make


def presentation(folder: Path) -> Presentation:
    return read_presentation(open_folder(folder), ["index", "plan"], ["index", "plan"])


# -- settings ---------------------------------------------------------------------------------------------------


def test_a_brand_is_names_a_logo_two_colours_and_words(branded: Callable[[str], Path]) -> None:
    folder = branded(
        '  consultant: "Park & Co."\n  logo: "logo.png"\n  primary: "#04a"\n  accent: "#C04000"\n'
        '  cover: {ko: "드림", en: "For you"}\n  footer: "2026"\n'
    )
    (folder / "logo.png").write_bytes(png(30, 10))
    brand = open_folder(folder).settings.brand
    assert (brand.consultant, brand.primary, brand.accent) == ("Park & Co.", "#0044aa", "#c04000")
    read = presentation(folder)
    assert [read.footer("ko"), read.footer("en")] == ["2026", "2026"]
    view = read.brand_view("ko")
    assert view is not None
    assert (view.cover, view.logo) == ("드림", "assets/brand-logo.png")


def test_an_empty_brand_changes_nothing(branded: Callable[[str], Path]) -> None:
    assert presentation(branded("")).files() == {}
    assert presentation(branded('  consultant: ""\n  logo: ""\n  primary: ""\n')).brand_view("en") is None


def test_every_fault_of_a_brand_is_told_with_its_line(problems: Callable[[str], list[str]]) -> None:
    assert problems(
        '  consultant: ["a"]\n  primary: "blue"\n  accent: "#12345"\n  footer: {fr: "bon"}\n  colour: "#000"\n'
    ) == [
        "audit.yml:6 brand.consultant [...] is not a text",
        "audit.yml:7 brand.primary blue is not a colour",
        "audit.yml:8 brand.accent #12345 is not a colour",
        "audit.yml:10 brand.colour this key is not known here",
    ]
    assert problems('  footer: {fr: "bon"}\n') == ["audit.yml:6 brand.footer.fr fr is not a language of this pack"]


def test_words_that_would_fill_the_page_are_refused(problems: Callable[[str], list[str]]) -> None:
    assert problems(f'  footer: "{"x" * 601}"\n') == ["audit.yml:6 brand.footer the text is longer than 600 characters"]
    assert problems(f'  cover: {{ko: "{"x" * 601}"}}\n') == [
        "audit.yml:6 brand.cover.ko the text is longer than 600 characters"
    ]


# -- colours ----------------------------------------------------------------------------------------------------


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.592, abs=0.001)


@settings(deadline=None, derandomize=True)
@given(COLOUR)
def test_whatever_colour_is_asked_for_can_be_read(colour: str) -> None:
    for grounds, darker in ((("#fdfcf9", "#f4f2ec"), True), (("#12151a", "#1b2026"), False)):
        used = readable(colour, grounds, darker=darker)
        assert all(contrast(used, ground) >= READABLE for ground in grounds)
    ground = under_white(colour)
    assert contrast(mixed(ground, "#ffffff", 0.87), ground) >= READABLE


@settings(deadline=None, derandomize=True)
@given(COLOUR)
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str) -> None:
    css, remarks = style_sheet(Brand(accent=colour))
    good = all(contrast(colour, ground) >= READABLE for ground in ("#fdfcf9", "#f4f2ec"))
    assert (remarks == ()) == good
    assert (f"--lf-accent: {colour};" in css.partition("slate")[0]) == good


def test_a_colour_that_had_to_change_is_told() -> None:
    _, remarks = style_sheet(Brand(primary="#ffcc00", accent="#0b4f8a"))
    assert [str(remark) for remark in remarks] == [
        "the colour brand.primary #ffcc00 could not be read on its ground; #806600 is used instead"
    ]


def test_colours_are_custom_properties_in_a_file_and_never_inline(branded: Callable[[str], Path]) -> None:
    read = presentation(branded('  primary: "#123456"\n'))
    css = read.files()["assets/brand.css"].decode()
    assert read.style_sheets() == ["assets/brand.css"]
    assert set(re.findall(r"[\w-]+(?=: #)", css)) <= set(re.findall(r"--[\w-]+", css))
    assert "forced-colors: none" in css


# -- the logo ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(300, 100), (100, 100), (1000, 100), (40, 300), (3, 1)])
def test_a_logo_keeps_its_proportions(width: int, height: int) -> None:
    drawn = SVG.replace("300 100", f"{width} {height}").format(inside="").encode()
    for logo in (read_logo(png(width, height)), read_logo(drawn)):
        assert logo.width <= SHOWN_WIDTH
        assert logo.height <= SHOWN_HEIGHT
        assert logo.width == SHOWN_WIDTH or logo.height == SHOWN_HEIGHT
        assert abs(logo.width * height - logo.height * width) <= max(width, height)


def test_what_is_no_part_of_the_drawing_is_left_out() -> None:
    picture = png(30, 10, (b"tEXt", b"Author\0Kim"), (b"eXIf", b"Kim"), (b"gAMA", b"\0\0\xb1\x8f"))
    assert b"Kim" not in read_logo(picture).content
    assert b"gAMA" in read_logo(picture).content
    drawing = SVG.format(
        inside="<!-- Kim --><title>Kim</title><metadata>Kim</metadata><x:y xmlns:x='u'>Kim</x:y><g id='a'><path d='M0 0'/></g>"
    )
    cleaned = read_logo(drawing.encode()).content
    assert b"Kim" not in cleaned
    assert b"<path" in cleaned


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<g><foreignObject/></g>", "<foreignObject>"),
        ("<style>@import 'x'</style>", "<style>"),
        ("<image href='http://x/y.png'/>", "<image>"),
        ("<use href='http://x/y.svg#a'/>", "outside itself: http://x/y.svg#a"),
        ("<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='data:image/svg+xml,x'/>", "outside itself"),
        ("<rect onload='alert(1)'/>", "a script (onload)"),
        ("<rect ONCLICK='alert(1)'/>", "a script (ONCLICK)"),
        ("<rect fill='url(http://x/y)'/>", "outside itself: http://x/y"),
        ("<rect fill='URL( \"//x/y\" )'/>", "outside itself: //x/y"),
        ("<rect style='fill:url(http://x)'/>", "style attributes"),
        ("<a href='javascript:alert(1)'/>", "<a>"),
        ("<animate attributeName='href'/>", "<animate>"),
        ("<g>" * 90 + "</g>" * 90, "nested too deeply"),
        ("<g>", "cannot be read"),
    ],
)
def test_an_svg_that_runs_or_fetches_is_refused(inside: str, said: str) -> None:
    with pytest.raises(BadLogo) as caught:
        read_logo(SVG.format(inside=inside).encode())
    assert said in str(caught.value.what)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "neither an SVG nor a PNG"),
        (b"", "neither an SVG nor a PNG"),
        (b"<svg>" + b" " * 400_000, "larger than 300 KB"),
        (b"<svg/>", "does not begin with"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "entities or a document type"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "proportions are not known"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>', "no usable size"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9000 5"/>', "no usable size"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 5"/>', "no usable size"),
        (png(8, 8)[:-6], "damaged"),
        (png(8, 8).replace(b"IDAT", b"IDAX"), "damaged"),
        (png(5000, 300), "larger than 4000 pixels"),
    ],
)
def test_a_file_that_is_no_usable_picture_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(BadLogo) as caught:
        read_logo(content)
    assert said in str(caught.value.what)


def test_a_logo_lies_inside_the_audit_folder(problems: Callable[[str], list[str]], tmp_path: Path) -> None:
    (tmp_path.parent / "secret.png").write_bytes(png(8, 8))
    (tmp_path / "link.png").symlink_to(tmp_path.parent / "secret.png")
    for name in ("../secret.png", str(tmp_path.parent / "secret.png"), "link.png"):
        assert problems(f'  logo: "{name}"\n') == ["audit.yml:6 brand.logo the logo lies outside the audit folder"]


def test_a_logo_that_is_missing_or_bad_is_told_with_its_file(
    problems: Callable[[str], list[str]], tmp_path: Path
) -> None:
    assert problems('  logo: "no.svg"\n') == ["no.svg:0  this file does not exist"]
    (tmp_path / "bad.svg").write_text(SVG.format(inside="\n\n<script/>"), encoding="utf-8")
    assert problems('  logo: "bad.svg"\n') == ["bad.svg:3  the SVG holds <script>; only shapes and texts can be shown"]
