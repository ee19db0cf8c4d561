"""The consultant's colours and words: made readable on every ground, and written as one style sheet."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from audit.errors import Message, say
from audit.model.answers import Brand
from audit.model.base import EVERY_LANGUAGE

READABLE = 4.5
"""The contrast that WCAG 2.2 AA asks for between a text and its ground."""

_WHITE = "#ffffff"
_HEADER_TEXT = 0.87
"""How opaque the palest text on the header is."""
_LIGHT_GROUNDS = ("#fdfcf9", "#f4f2ec")
_DARK_GROUNDS = ("#12151a", "#1b2026")
"""Paper and wash of the two schemes, as in `assets/css/00-tokens.css`."""
_STEPS = 100


def luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of a colour written `#rrggbb`, as WCAG defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast (1 to 21) of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share (0 to 1) of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return _written(one + (two - one) * share for one, two in pairs)


def readable(colour: str, grounds: Iterable[str], *, darker: bool) -> str:
    """Return the nearest colour of the same hue that can be read on every ground.

    Args:
        colour: What was asked for.
        grounds: What it stands on.
        darker: Whether to go towards black, else towards white.
    """
    return _moved(colour, darker, lambda tried: all(contrast(tried, ground) >= READABLE for ground in grounds))


def under_white(colour: str) -> str:
    """Return the nearest colour of the same hue on which the header's palest white can be read."""
    return _moved(colour, True, lambda tried: contrast(mixed(tried, _WHITE, _HEADER_TEXT), tried) >= READABLE)


def _moved(colour: str, darker: bool, fits: Callable[[str], bool]) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if darker else 1.0
    for step in range(_STEPS):
        tried = (
            _written(colorsys.hls_to_rgb(hue, light + (end - light) * step / _STEPS, saturation)) if step else colour
        )
        if fits(tried):
            return tried
    return "#000000" if darker else _WHITE


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def style_sheet(brand: Brand) -> tuple[str, tuple[Message, ...]]:
    """Write the brand's colours as custom properties, each as near to what was asked for as can be read.

    Args:
        brand: The brand.

    Returns:
        The style sheet, empty without colours, and a message for every colour that had to change.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    remarks: list[Message] = []
    if brand.primary:
        primary = under_white(brand.primary)
        remarks.extend(_remark("primary", brand.primary, primary))
        light |= _surfaces(primary, 0.0)
        dark |= _surfaces(primary, 0.55)
    if brand.accent:
        accent = readable(brand.accent, _LIGHT_GROUNDS, darker=True)
        remarks.extend(_remark("accent", brand.accent, accent))
        light |= _links(accent)
        dark |= _links(readable(brand.accent, _DARK_GROUNDS, darker=False))
    if not light:
        return "", ()
    # Who has forced colours keeps them.
    css = (
        "/* The consultant's colours. */\n"
        "@media screen and (forced-colors: none) {\n"
        f'{_rule(""":root, [data-md-color-scheme="default"]""", light)}'
        f'{_rule("""[data-md-color-scheme="slate"]""", dark)}'
        "}\n"
    )
    if "--lf-brand" in light:
        css += f"@media print {{\n{_rule(':root', {'--lf-brand': light['--lf-brand']})}}}\n"
    return css, tuple(remarks)


def _surfaces(primary: str, black: float) -> Mapping[str, str]:
    ground = mixed(primary, "#000000", black)
    return {
        "--lf-brand": primary,
        "--md-primary-fg-color": ground,
        "--md-primary-fg-color--light": ground,
        "--md-primary-fg-color--dark": mixed(ground, "#000000", 0.3),
        "--md-primary-bg-color": _WHITE,
        "--md-primary-bg-color--light": mixed(ground, _WHITE, _HEADER_TEXT),
        "--md-footer-bg-color": ground,
        "--md-footer-bg-color--dark": mixed(ground, "#000000", 0.3),
        "--md-footer-fg-color": _WHITE,
        "--md-footer-fg-color--light": _WHITE,
        "--md-footer-fg-color--lighter": _WHITE,
    }


def _links(accent: str) -> Mapping[str, str]:
    return {"--lf-accent": accent, "--md-accent-fg-color": accent, "--md-typeset-a-color": accent}


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    return f"  {selector} {{ " + " ".join(f"{name}: {value};" for name, value in properties.items()) + " }\n"


def _remark(name: str, asked: str, used: str) -> Iterable[Message]:
    if used != asked:
        yield say(
            "the colour brand.{name} {asked} could not be read on its ground; {used} is used instead",
            name=name,
            asked=asked,
            used=used,
        )


def in_language(phrase: Mapping[str, str], language: str) -> str:
    """Return the words of a language; without them those for every language, else none."""
    return phrase.get(language) or phrase.get(EVERY_LANGUAGE, "")


@dataclass(frozen=True)
class BrandView:
    """What a page shows of a brand.

    Attributes:
        consultant: The name; may be empty.
        cover: The cover text; may be empty.
        logo: Where the picture lies; empty without one.
        width: Of the picture as it is shown, in pixels.
        height: Likewise.
    """

    consultant: str
    cover: str
    logo: str
    width: int
    height: int
