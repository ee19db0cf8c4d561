"""What the load page says."""

from __future__ import annotations

from fractions import Fraction

from audit.model.result.numbers import LoadResult
from audit.report.clock_pages import ClockPages
from audit.report.reader import half_away


class LoadPages(ClockPages):
    """Hours of work against hours of people."""

    @property
    def load(self) -> LoadResult | None:
        """The load, where the pack asks for its numbers."""
        return self.result.load

    def amount(self, number: Fraction | None, unit: str = "") -> str:
        """Write an amount with at most two digits after the point."""
        if number is None:
            return self._say("not known")
        hundredths = half_away(number)
        whole, rest = divmod(hundredths, 100)
        digits = f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
        return (
            f"{digits} {self.reader.unit(unit, digits)}".strip()
            if self.reader.language != "ko"
            else f"{digits}{self.reader.unit(unit)}"
        )

    @property
    def load_finding(self) -> str:
        """Say in one sentence whether the people suffice."""
        load = self.result.load
        if load is None:
            return ""
        if load.needed is None:
            return self._say(
                "Nobody knows yet how many messages come on a normal day, so nobody knows whether the people suffice"
            )
        if load.nobody:
            return self._say("Nobody has time for this work")
        if load.ratio is not None and load.ratio > 1:
            return self._say("Every normal day leaves {hours} of work undone", hours=self.amount(load.backlog, "hours"))
        return self._say(
            "On a normal day the work takes {needed} of {available}",
            needed=self.amount(load.needed, "hours"),
            available=self.amount(load.available, "hours"),
        )

    @property
    def load_rows(self) -> tuple[tuple[str, str, str], ...]:
        """Rows: what, on a normal day, on a surge day."""
        load = self.result.load
        if load is None:
            return ()
        return (
            (self._say("hours of work"), self.amount(load.needed, "hours"), self.amount(load.surge_needed, "hours")),
            (self._say("hours of people"), self.amount(load.available, "hours"), self.amount(load.available, "hours")),
            (self._say("load (work over people)"), self.amount(load.ratio), self.amount(load.surge_ratio)),
            (
                self._say("backlog that grows in a day"),
                self.amount(load.backlog, "hours"),
                self.amount(load.surge_backlog, "hours"),
            ),
        )

    @property
    def load_sentences(self) -> tuple[str, ...]:
        """What else follows: what would fit, promised hours, one person away, a seat."""
        load = self.result.load
        if load is None:
            return ()
        said = []
        if load.assumed:
            said.append(
                self._say(
                    "Assumed: {ids} were not answered in full, so our defaults stand in. A default earns no level and passes no gate.",
                    ids=", ".join(load.assumed),
                )
            )
        said.append(
            self._say(
                "A surge day is counted as {times} times a normal day (our default).", times=self.amount(load.surge)
            )
            if load.surge_assumed
            else self._say("A surge day is counted as {times} times a normal day.", times=self.amount(load.surge))
        )
        if load.fits is not None and load.fits < 1:
            said.append(
                self._say("At a load of 0.85, {share} of these messages would fit.", share=self.per_cent(load.fits))
            )
            if load.accounts is not None and load.accounts_fit is not None:
                said.append(
                    self._say(
                        "Of your {accounts} accounts that is about {fit}, if all take the same work.",
                        accounts=load.accounts,
                        fit=load.accounts_fit,
                    )
                )
        if load.one_away_nobody:
            said.append(self._say("When one person is away, nobody is left."))
        elif load.one_away_ratio is not None:
            said.append(
                self._say("When one person is away, the load is {load}.", load=self.amount(load.one_away_ratio))
            )
        if load.promised_hours is not None and load.outside_hours is not None:
            hours = {
                "promised": self.amount(load.promised_hours, "hours"),
                "watched": self.amount(load.watched_hours, "hours"),
                "outside": self.amount(load.outside_hours, "hours"),
            }
            said.append(
                self._say(
                    "You promise {promised} a week in public and watch {watched}; {outside} of the promise are not watched.",
                    **hours,
                )
                if load.outside_hours
                else self._say(
                    "You promise {promised} a week in public and watch {watched}; no hour of the promise goes unwatched.",
                    **hours,
                )
            )
        if load.seat_people is not None:
            said.append(
                self._say(
                    "One seat for the promised hours takes {people}, leave included (B24).",
                    people=self.amount(load.seat_people, "people"),
                )
            )
        return tuple(said)

    @property
    def load_band(self) -> str:
        """The band of the load: up to 0.85, up to 1, up to 1.5, above."""
        load = self.result.load
        if load is None or load.ratio is None:
            return "stop"
        return (
            "good"
            if load.ratio < Fraction(85, 100)
            else "fair"
            if load.ratio <= 1
            else "weak"
            if load.ratio <= Fraction(3, 2)
            else "stop"
        )
