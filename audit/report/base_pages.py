"""What all pages of a report need: the result, the reader, addresses and bars."""

from __future__ import annotations

from fractions import Fraction

from audit.model.result.result import Figures, Result
from audit.report.reader import Reader, half_away
from audit.report.views import Bar


class Speaking:
    """The result and the reader, and the fixed texts in his language.

    Args:
        result: The assessed audit.
        reader: The reader's language.
    """

    def __init__(self, result: Result, reader: Reader) -> None:
        self.result = result
        self.reader = reader

    def _say(self, text: str, **values: object) -> str:
        return self.reader.say(text, **values)


class BasePages(Speaking):
    """Where everything stands, and how it is drawn."""

    def __init__(self, result: Result, reader: Reader) -> None:
        super().__init__(result, reader)
        self._questions = {question.id: question for question in result.questions}
        self._links = {link.id: (lens, link) for lens in result.lenses for link in lens.links}
        self._actions = {action.id: action for action in result.actions}

    def question_href(self, identity: str) -> str:
        """Return the address of a question."""
        return f"{self._questions[identity].pillar}.html#{identity}"

    def link_href(self, identity: str) -> str | None:
        """Return the address of a link of a lens."""
        found = self._links.get(identity)
        return f"{found[0].id}.html#{identity}" if found else None

    def owner(self, role: str) -> str:
        """Name a role."""
        return self.reader.text(self.result.roles.get(role)) or role

    def bar(
        self, title: str, figures: Figures, marks: tuple[int, ...] = (25, 50, 75), before: Fraction | None = None
    ) -> Bar:
        """Make the bar of three figures, with what was shown in the round before in outline."""
        if figures.shown is None or figures.claimed is None or figures.possible is None:
            label = self._say("{title}: not assessed", title=title)
            return Bar(None, None, None, None, self.reader.shape(None), self.reader.band(None), marks, label)
        shown, claimed, possible = (half_away(share) for share in (figures.shown, figures.claimed, figures.possible))
        label = self._say(
            "{title}: {shown} of 100 shown, {claimed} claimed, {possible} possible",
            title=title,
            shown=shown,
            claimed=claimed,
            possible=possible,
        )
        was = None if before is None else half_away(before)
        if was is not None:
            label += "; " + self._say("{shown} in the round before", shown=was)
        return Bar(
            shown,
            claimed,
            possible,
            figures.band,
            self.reader.shape(figures.band),
            self.reader.band(figures.band),
            marks,
            label,
            was,
        )
