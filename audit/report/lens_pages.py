"""What the failure chain and the other lenses say."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from audit.model.result.result import CaseResult, LensResult, LinkResult
from audit.report.pillar_pages import PillarPages
from audit.report.views import LensView, LinkView


class LensPages(PillarPages):
    """The lenses: each link with its strength, its guards and its case."""

    @cached_property
    def lenses(self) -> tuple[LensView, ...]:
        """Every lens."""
        return tuple(self._lens(lens) for lens in self.result.lenses)

    @property
    def chain(self) -> LensView | None:
        """The first lens that is read in order."""
        return next(
            (view for view, lens in zip(self.lenses, self.result.lenses, strict=True) if lens.kind == "sequence"), None
        )

    def _lens(self, lens: LensResult) -> LensView:
        return LensView(
            id=lens.id,
            title=self.reader.text(lens.title),
            finding=self._lens_finding(lens),
            intro=self.reader.text(lens.intro),
            links=tuple(self._link(lens, link) for link in lens.links),
            href=f"{lens.id}.html",
        )

    def _lens_finding(self, lens: LensResult) -> str:
        """Say in one sentence where it breaks, or that it holds."""
        broken = next((link for link in lens.links if link.id == lens.first_weak), None)
        if broken is not None:
            return self._say(
                "It would break at {id}: {sentence}", id=broken.id, sentence=self.reader.text(broken.breaks)
            )
        if lens.kind == "sequence":
            return self._say("No link is weak: every one can be shown to hold at least half")
        weak = [link for link in lens.links if link.weak]
        if not weak:
            return self._say("You can show an answer to every one of these {count}", count=len(lens.links))
        weakest = min(weak, key=lambda link: link.shown if link.shown is not None else Fraction(1))
        title = self.reader.text(weakest.title)
        if len(weak) == len(lens.links) > 1:
            return self._say("You are weak against all {count}, most of all: {title}", count=len(weak), title=title)
        return self._say(
            "You are weak against {weak} of {count}, most of all: {title}",
            weak=len(weak),
            count=len(lens.links),
            title=title,
        )

    def _link(self, lens: LensResult, link: LinkResult) -> LinkView:
        cases = {case.id: case for case in self.result.cases}
        above = lens.links[: lens.links.index(link)]
        told = {identity: earlier.id for earlier in reversed(above) for identity in earlier.cases}
        text = self.reader.text
        return LinkView(
            id=link.id,
            title=text(link.title),
            band=link.band or "none",
            shape=self.reader.shape(link.band),
            word=self.reader.band(link.band),
            points=self.reader.points(link.shown),
            weak=link.weak,
            apart=link.apart,
            first=link.id == lens.first_weak,
            means=text(link.means),
            sentence=text(link.breaks)
            if link.weak
            else (
                text(link.holds)
                if link.shown is not None
                else self._say("None of the questions that guard it was assessed.")
            ),
            guards=tuple(self.answered(self._questions[guard]) for guard in link.guards),
            cases=tuple(
                (case.id, text(case.title), self._happened(case, told.get(case.id)), text(case.lesson))
                for identity in link.cases
                if (case := cases.get(identity))
            ),
            no_case="" if link.cases else self._say("No documented case for this one."),
        )

    def _happened(self, case: CaseResult, told: str | None) -> str:
        """Tell what happened once on a page; after that, say where it stands."""
        return self._say("Told above, under {link}.", link=told) if told else self.reader.text(case.what)
