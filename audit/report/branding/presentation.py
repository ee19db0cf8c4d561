"""What an audit folder adds to a report: the consultant's brand, notes, pages, parts and style sheets. Nothing here reads a disk."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audit.model.answers import Brand
from audit.model.result.result import Edition
from audit.report.branding.colours import BrandView, in_language, style_sheet
from audit.report.branding.logo import Logo
from audit.report.branding.notes import Note

BRAND_SHEET = "assets/brand.css"


@dataclass(frozen=True)
class Template:
    """A template of the consultant's own.

    Attributes:
        path: Its file.
        text: What it says; line by line as in the file.
    """

    path: Path
    text: str


@dataclass(frozen=True)
class OwnPage:
    """A page that only this report has.

    Attributes:
        name: What its address begins with.
        titles: Its title by language, or for every language.
        public: Whether it stands in the public edition.
    """

    name: str
    titles: Mapping[str, str]
    public: bool

    def title_in(self, language: str) -> str:
        """Return its title in a language."""
        return in_language(self.titles, language) or self.name


@dataclass(frozen=True)
class Presentation:
    """How one agency's report differs from the plain one.

    Attributes:
        brand: Names, colours and words.
        logo: The picture that the brand names.
        notes: The consultant's commentary.
        pages: Pages beyond ours, in their order.
        templates: Pages and parts that are taken before ours, by name, such as `parts/blocks.j2`.
        assets: Style sheets and pictures by their path below the docs folder.
    """

    brand: Brand = field(default_factory=Brand)
    logo: Logo | None = None
    notes: tuple[Note, ...] = ()
    pages: tuple[OwnPage, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)

    def for_edition(self, edition: Edition) -> Presentation:
        """Leave out what the readers of an edition may not see."""
        if edition != "public":
            return self
        return dataclasses.replace(
            self,
            notes=tuple(note for note in self.notes if note.public),
            pages=tuple(page for page in self.pages if page.public),
        )

    def files(self) -> dict[str, bytes]:
        """Return what is written beside the pages: path below the docs folder -> content."""
        written = dict(self.assets)
        if self.logo is not None:
            written[self._logo_path(self.logo)] = self.logo.content
        colours, _ = style_sheet(self.brand)
        if colours:
            written[BRAND_SHEET] = colours.encode()
        return written

    def style_sheets(self) -> list[str]:
        """Return the style sheets that come after ours, the consultant's own last."""
        own = [path for path in sorted(self.assets) if path.endswith(".css")]
        return [path for path in (BRAND_SHEET, *own) if path in self.files()]

    def note(self, page: str, language: str) -> Note | None:
        """Return the note of a page: the one in its language, else the one for all."""
        of_page: Mapping[str | None, Note] = {note.language: note for note in self.notes if note.page == page}
        return of_page.get(language) or of_page.get(None)

    def brand_view(self, language: str) -> BrandView | None:
        """Return what pages show of the brand; None where there is nothing to show."""
        cover = in_language(self.brand.cover, language).strip()
        consultant = self.brand.consultant.strip()
        if not (cover or consultant or self.logo):
            return None
        if self.logo is None:
            return BrandView(consultant, cover, "", 0, 0)
        return BrandView(consultant, cover, self._logo_path(self.logo), self.logo.width, self.logo.height)

    def footer(self, language: str) -> str:
        """Return the words at the foot of every page; may be empty."""
        return in_language(self.brand.footer, language).strip()

    @staticmethod
    def _logo_path(logo: Logo) -> str:
        return f"assets/brand-logo.{logo.ending}"


PLAIN = Presentation()
"""The report as it ships."""
