"""A logo can neither hang nor break a command: what asks too much of whoever draws it is refused with its reason.

Each picture is read in a process that may use few seconds: whatever grows without bounds would end it.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from audit.cli import run
from audit.report.branding.logo import BadLogo, read_logo
from audit.report.drawing import targets

pytestmark = pytest.mark.sampled

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
MOST_SECONDS = 10
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from audit.report.branding.logo import BadLogo, read_logo
try:
    read_logo(sys.stdin.buffer.read())
    print("fine")
except BadLogo as bad:
    print(bad)
"""


def svg(body: str, root: str = 'viewBox="0 0 200 50"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ' + f"{root}>{body}</svg>"
    ).encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, depth: int = 8, colour: int = 6, interlaced: int = 0) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def doubled(kind: str, naming: str, steps: int) -> str:
    """Elements of which each draws the one before it ten times."""
    first = f'<{kind} id="n0" width="1" height="1"><rect width="1" height="1"/></{kind}>'
    return first + "".join(
        f'<{kind} id="n{step}" width="1" height="1">{naming.format(step - 1) * 10}</{kind}>' for step in range(1, steps)
    )


USES = doubled("g", '<use href="#n{}"/>', 30)
PATTERNS = doubled("pattern", '<rect width="1" height="1" fill="url(#n{})"/>', 20)
ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))

BOMBS = {
    "shapes that draw shapes": (svg(USES), "draws more than"),
    "the same by another name": (svg(USES.replace("href", "xlink:href")), "draws more than"),
    "patterns of patterns": (svg(f'<defs>{PATTERNS}</defs><rect fill="url(#n19)"/>'), "draws more than"),
    "a group painted with a pattern": (
        svg(f"<pattern id='p'>{'<rect/>' * 200}</pattern><g fill='url(#p)'>{'<rect/>' * 200}</g>"),
        "draws more than",
    ),
    "itself": (svg('<g id="a"><use href="#a"/></g>'), "refers to itself"),
    "each other": (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "refers to itself"),
    "a mask of itself": (svg('<mask id="m"><g mask="url(#m)"/></mask><g mask="url(#m)"/>'), "refers to itself"),
    "a long chain": (
        svg("".join(f'<use id="c{n}" href="#c{n + 1}"/>' for n in range(4000)) + '<g id="c4000"/>'),
        "too many steps",
    ),
    "deep": (svg("<g>" * 20_000 + "</g>" * 20_000), "nested too deeply"),
    "wide": (svg("<g/>" * 70_000), "draws more than"),
    "letters": (svg(f"<text>{'a' * 200_000}</text>"), "draws more than"),
    "far": (svg('<rect width="1000000001" height="1"/>'), "beyond 1000000 (width)"),
    "far by a power": (svg('<path d="M0 0L1e99 1"/>'), "beyond 1000000 (d)"),
    "endless digits": (svg(f'<rect width="{"9" * 290_000}"/>'), "beyond 1000000"),
    "large of itself": (svg("", 'width="1000000000" height="1000000000"'), "beyond 1000000"),
    "infinite": (svg("", 'viewBox="0 0 1e999 1e999"'), "no usable size"),
    "infinite in words": (svg("", 'viewBox="0 0 inf inf"'), "no usable size"),
    "negative": (svg("", 'viewBox="0 0 -5 -5"'), "no usable size"),
    "without size": (svg("", 'viewBox="0 0 1e-300 1e-300"'), "without width or height"),
    "enlarged": (svg('<g transform="scale(1000000)">' * 50 + "</g>" * 50), "beyond measure"),
    "enlarged by boxes": (svg('<svg viewBox="0 0 0.001 0.001">' * 50 + "</svg>" * 50), "beyond measure"),
    "entities": (b"<!DOCTYPE l [" + ENTITIES + b"]>" + svg("&a11;"), "entities"),
    "entities in other letters": (
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [<!ENTITY a "b">]><!-- x -->').encode("utf-16") + b"<svg",
        "entities",
    ),
    "an encoding that nobody has": (b'<?xml version="1.0" encoding="no"?>' + svg(""), "cannot be read"),
    "an encoding of several bytes": (b'<?xml version="1.0" encoding="utf-7"?>' + svg(""), "cannot be read"),
    "spaces without end": (svg(f'<rect fill="url({" " * 290_000}"/>'), "outside itself"),
    "beginnings without end": (svg(f'<rect fill="{"url( " * 50_000}"/>'), "outside itself"),
    "quotes without end": (svg(f'<rect fill="url({chr(39) * 290_000}"/>'), "outside itself"),
    "an address that never ends": (svg('<rect fill="url(http://x"/>'), "outside itself: http://x"),
    "an address on two lines": (svg('<rect fill="url(http://x&#10;)"/>'), "outside itself"),
    "an address in other letters": (svg(r'<rect fill="u\72l(http://x)"/>'), "outside itself"),
    "an address by another function": (svg('<rect fill="image-set(//x 1x)"/>'), "outside itself"),
    "cut": (svg("<g/>")[:-9], "cannot be read"),
    "zeros": (b"\0" * 1000, "neither an SVG nor a PNG"),
    "nothing": (b"", "neither an SVG nor a PNG"),
    "a PNG of fewer pixels": (png(4000, 4000, b"\0" * 1000), "damaged"),
    "a PNG of more pixels": (png(10, 10, b"\0" * 200_000_000), "damaged"),
    "a PNG without end": (png(2**31 - 1, 2**31 - 1, b""), "larger than 4000"),
    "a PNG of no colour": (png(10, 10, b"\0" * 110, colour=5), "damaged"),
    "a PNG of no size": (png(0, 10, b""), "damaged"),
    "a PNG with two heads": (
        png(10, 10, b"\0" * 410).replace(chunk(b"IEND", b""), chunk(b"IHDR", b"\0" * 13) + chunk(b"IEND", b"")),
        "damaged",
    ),
    "a PNG without a head": (b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b"x") + chunk(b"IEND", b""), "damaged"),
    "a PNG cut short": (png(10, 10, b"\0" * 410)[:-20], "damaged"),
    "a PNG of other passes": (png(10, 10, b"\0" * 410, interlaced=1), "damaged"),
}


@pytest.mark.parametrize(("content", "said"), BOMBS.values(), ids=BOMBS)
def test_what_asks_too_much_is_refused_with_its_reason(content: bytes, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ.format(seconds=MOST_SECONDS)],
        input=content,
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout.decode()


FINE = {
    "many shapes": svg('<rect id="a" width="1" height="1"/>' + '<use href="#a"/>' * 2000),
    "a long path": svg(f'<path d="M0 0{"L1 1" * 60_000}"/>'),
    "an editor's leavings": svg('<x:a xmlns:x="u"/>' * 9000 + "<desc/>" * 5000),
    "a gradient on every shape": svg(
        '<defs><linearGradient id="g"><stop/><stop/></linearGradient></defs>' + '<rect fill="url(#g)"/>' * 1000
    ),
    "groups moved often": svg('<g transform="translate(744.09 1052.36)">' * 12 + "</g>" * 12),
    "numbers as editors write them": svg('<path d="m1e-5.5-.5-2.25L1E2-3z" transform="matrix(1,0,0,-1,0,50)"/>'),
    "a large number that measures nothing": svg(
        '<g id="n" class="99999999999999" data-x="9e99"><path d="M0 0L9 9"/></g>'
    ),
    "a large PNG": png(4000, 1000, b"\0" * 4_001_000, colour=3),
    "an interlaced PNG": png(3, 2, b"\0" * (1 + 4 + 1 + 4 + 1 + 4 + 1 + 12), interlaced=1),
}


@pytest.mark.parametrize("content", FINE.values(), ids=FINE)
def test_what_is_only_rich_is_taken(content: bytes) -> None:
    assert read_logo(content).content


def test_a_drawing_that_calls_itself_huge_is_shown_in_the_size_of_its_box() -> None:
    content = read_logo(svg("<rect/>", 'viewBox="0 0 200 50" width="90000" height="22500mm"')).content
    assert b"90000" not in content
    assert b'viewBox="0 0 200 50"' in content
    assert b'width="400"' in read_logo(svg("<rect/>", 'viewBox="0 0 200 50" width="400"')).content


def test_what_an_attribute_leads_to() -> None:
    assert list(targets("url(#a) URL( '#b' ) none url(#c")) == ["#a", "#b", "#c"]
    assert list(targets("none")) == []


def test_words_after_what_is_taken_out_stay() -> None:
    drawn = read_logo(svg("<text>a<tspan>b</tspan>c<x:y xmlns:x='u'>no</x:y>d<desc>no</desc>e</text>")).content
    assert b"<tspan>b</tspan>cde</text>" in drawn


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["folder", "pipe", "bomb", "cut"])
@pytest.mark.parametrize(
    "words", [("check",), ("build",), ("build", "--single"), ("export", "--to", "docx"), ("export", "--to", "pdf")]
)
def test_every_command_says_what_is_wrong_with_a_logo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, words: tuple[str, ...]
) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "maple-library", tmp_path / "maple"))
    with (folder / "audit.yml").open("a", encoding="utf-8") as settings:
        settings.write('\nbrand: {logo: "logo.svg"}\n')
    logo = folder / "logo.svg"
    if kind == "folder":
        logo.mkdir()
    elif kind == "pipe":
        os.mkfifo(logo)
    else:
        logo.write_bytes(BOMBS["shapes that draw shapes" if kind == "bomb" else "cut"][0])
    assert run([words[0], str(folder), *words[1:]]) == 1
    said = capsys.readouterr()
    assert "logo.svg" in said.out + said.err
    assert "Traceback" not in said.out + said.err
    assert "went wrong" not in said.err
    assert not (folder / "export").exists()
    assert not (folder / "site").exists()


def test_a_fault_names_its_line() -> None:
    with pytest.raises(BadLogo) as caught:
        read_logo(svg("\n\n<script/>"))
    assert caught.value.line == 3
