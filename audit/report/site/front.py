"""What is seen of a report before it is opened: the page that asks for the language, and the badge for other pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.files.schemes import coloured, scheme_colours, style_sheet_text
from audit.files.shipped import shipped
from audit.installation import SOURCE_LANGUAGE
from audit.language import translator
from audit.model.result.result import Result
from audit.report.charts.mirrored import MirroredWeek
from audit.report.charts.week import mark_chart
from audit.report.parts.context import ReportContext
from audit.report.parts.draft import dated
from audit.report.parts.verdict import verdict_view
from audit.report.site.environment import environment
from audit.report.site.harden import with_policy
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

PRODUCT = "Listen First"
BADGE = "badge.svg"
"""Where a report has its badge, beside its pages."""
_NAME_LENGTH = 40
"""Characters of an agency's name on a badge."""
_SHAPES: Mapping[str, str] = {
    "stop": "M1.5 1.5H14.5V14.5H1.5Z",
    "weak": "M8 1 15.2 14.6H.8Z",
    "fair": "M8 .4 15.6 8 8 15.6.4 8Z",
    "good": "M8 .8A7.2 7.2 0 1 1 8 15.2 7.2 7.2 0 1 1 8 .8Z",
    "none": "M8 .8A7.2 7.2 0 1 1 8 15.2 7.2 7.2 0 1 1 8 .8ZM8 3.2A4.8 4.8 0 1 0 8 12.8 4.8 4.8 0 1 0 8 3.2Z",
}
"""The shape of each band on a ground of sixteen units: letters of a font would not look the same everywhere."""
_WIDE, _CAPITAL, _SMALL, _NARROW = 1.0, 0.7, 0.58, 0.3
"""Widths of letters as shares of their size, so that a badge has room for its words in the fonts of most readers."""


@dataclass(frozen=True)
class Front:
    """A report in one language, seen from outside.

    Attributes:
        language: Its tag.
        name: The language, in itself.
        agency: Whose report it is.
        product: What this is called.
        verdict: The verdict in a few words.
        band: The band that it looks like.
        shape: The path of the band's shape.
        dated: What this is and of which day.
        stands: Until when the verdict stands; empty where nothing falls within two years.
        mark: The week, small; None where there is no clock.
    """

    language: str
    name: str
    agency: str
    product: str
    verdict: str
    band: str
    shape: str
    dated: str
    stands: str
    mark: MirroredWeek | None


def front(result: Result, locale: Locale, language_name: str) -> Front:
    """Make what is seen of a report from outside.

    Args:
        result: The assessed audit, cut down to its edition.
        locale: The language.
        language_name: The language, in itself.
    """
    context = ReportContext(result, locale)
    verdict = verdict_view(context)
    fall = result.verdict.falls_on
    return Front(
        language=locale.language,
        name=language_name,
        agency=" ".join(result.agency_in(locale.language).split()),
        product=locale.say("Listen First"),
        verdict=verdict.title,
        band=verdict.band,
        shape=_SHAPES[verdict.band],
        dated=dated(result, locale),
        stands=locale.say("Stands through {date}", date=locale.date(fall.through)) if fall else "",
        mark=mark_chart(context),
    )


def chooser(fronts: Sequence[Front]) -> str:
    """Return the page that asks for the language; it works without scripts.

    Args:
        fronts: The report in its languages, in their order.
    """
    template = shipped("site_template")
    style = coloured(template, "export/chooser.css")
    page = (
        environment(
            FileSystemLoader(template),
            Locale(SOURCE_LANGUAGE, translator(SOURCE_LANGUAGE)),
            bytecode_cache=TemplateCache("report"),
        )
        .get_template("export/chooser.html.j2")
        .render(
            fronts=fronts,
            first=fronts[0],
            source=SOURCE_LANGUAGE,
            agencies={front.agency: front.language for front in reversed(fronts)},
            products={front.product: front.language for front in reversed(fronts)} | {PRODUCT: SOURCE_LANGUAGE},
            style=Markup(style),
        )
    )
    return with_policy(page)


def badge(front: Front, locale: Locale) -> str:
    """Return the badge of a report: an SVG that says the verdict and until when it stands, on light and on dark pages.

    Args:
        front: The report from outside.
        locale: Its language.
    """
    template = shipped("site_template")
    sheet = style_sheet_text(template)
    agency = front.agency if len(front.agency) <= _NAME_LENGTH else front.agency[: _NAME_LENGTH - 1] + "…"
    whose, until = f"{front.product} · {agency}", " · ".join(part for part in (front.dated, front.stands) if part)
    width = max(28 + _width(front.verdict, 24), _width(whose, 13), _width(until, 13))
    return (
        environment(FileSystemLoader(template), locale, bytecode_cache=TemplateCache("report"))
        .get_template("export/badge.svg.j2")
        .render(
            front=front,
            whose=whose,
            until=until,
            words=round(width) + 32,
            light=scheme_colours(sheet, "light"),
            dark=scheme_colours(sheet, "dark"),
        )
    )


def _width(words: str, size: int) -> float:
    """Return how wide words are at most, in pixels."""
    return size * sum(map(_share, words))


def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    if letter.isupper():
        return _CAPITAL
    return _NARROW if letter in " .,·:il" else _SMALL
