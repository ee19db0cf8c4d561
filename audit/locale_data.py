"""What the code knows of a language beyond its words: one `locale.yml` for each, beside its catalogue.

The files ship with the package and are read when a module first asks, as Python reads a module; what they hold never changes
while the program runs. docs/developers.md says what stands where, and how to add a language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

import yaml

from audit.installation import LOCALE_FILE, SOURCE_LANGUAGE, installed_languages, locale_folder

TimeOfDay = Literal["morning", "afternoon", "midday", "night"]
PartOfDate = Literal["year", "month", "day"]


@dataclass(frozen=True)
class TypedDate:
    """One way to write a day.

    Attributes:
        pattern: A pattern with a group for each part; the whole text has to match.
        parts: What the groups hold, in order.
    """

    pattern: str
    parts: tuple[PartOfDate, ...]


@dataclass(frozen=True)
class TypedWords:
    """How people type values in a language. All words are in small letters.

    What is called a pattern holds only what Python's `re` and JavaScript's `RegExp` read the same, and no groups but those
    that are named here.

    Attributes:
        none: There is nothing to say: `none`.
        yes: Yes.
        no: No.
        unknown: Somebody does not know.
        choices: Words for the choices of a pack, by the choice.
        units: Words behind a number, by the unit.
        numbers: Small numbers in words, where a unit follows them.
        about: Patterns before a number that is not exact.
        or_so: Patterns behind one.
        half: Patterns behind a number that add one half.
        or_between: Patterns between two numbers of which either could be meant.
        and_between: Words between the parts of a list or an amount: `and`.
        at_between: Patterns between a day and a time, with their blanks.
        whole_day: The whole day.
        times: Times that have a name, in minutes from midnight.
        times_of_day: Words beside an hour of the clock, and which half of the day they mean.
        mark_before: Patterns of such words before the hour.
        mark_after: Patterns of such words behind it.
        hour: Patterns behind an hour that minutes may follow.
        hour_alone: Patterns behind an hour that nothing follows.
        minute: Patterns behind the minutes of an hour.
        half_hour: Patterns behind an hour that add half of one.
        until_between: Patterns between the beginning and the end of hours.
        before_hours: Patterns before hours: `from`.
        behind_hours: Patterns behind hours.
        between_hours: Patterns of hours in a sentence, with a group for the beginning and one for the end.
        listed: Patterns between several hours of one day, with their blanks.
        days_ago: Words for days, and how many days before today they are.
        ago: Patterns behind a number of days that lie before today.
        months: The names of months, whole and short.
        ordinals: Patterns behind the number of a day: `st`.
        weekdays: Patterns of a day of the week beside a date, with where they stand.
        dates: Other ways to write a day.
        no_day: Patterns of dates that lack their day.
        short_year: Patterns of dates whose year has two digits.
        before_month: Patterns before a month without a day: `last`.
        of_month: Words between a day and its month: `of`.
    """

    none: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    or_so: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    or_between: tuple[str, ...] = ()
    and_between: tuple[str, ...] = ()
    at_between: tuple[str, ...] = ()
    whole_day: tuple[str, ...] = ()
    times: Mapping[str, int] = field(default_factory=dict)
    times_of_day: Mapping[str, TimeOfDay] = field(default_factory=dict)
    mark_before: tuple[str, ...] = ()
    mark_after: tuple[str, ...] = ()
    hour: tuple[str, ...] = ()
    hour_alone: tuple[str, ...] = ()
    minute: tuple[str, ...] = ()
    half_hour: tuple[str, ...] = ()
    until_between: tuple[str, ...] = ()
    before_hours: tuple[str, ...] = ()
    behind_hours: tuple[str, ...] = ()
    between_hours: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    days_ago: Mapping[str, int] = field(default_factory=dict)
    ago: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    ordinals: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    dates: tuple[TypedDate, ...] = ()
    no_day: tuple[str, ...] = ()
    short_year: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    of_month: tuple[str, ...] = ()


@dataclass(frozen=True)
class Particles:
    """Endings that differ by the sound that a word ends with.

    Attributes:
        behind: A pattern of such words, their syllables taken apart (NFD).
        instead: The ending as texts write it, and as it is behind such a word.
    """

    behind: str
    instead: Mapping[str, str]


@dataclass(frozen=True)
class FileNames:
    """How systems that are set to a language write file names where they should have written UTF-8.

    Attributes:
        encoding: Python's name of the code page.
        letters: The letters of names in this language, as the inside of a character class: other code pages give other ones.
    """

    encoding: str
    letters: str


@dataclass(frozen=True)
class RegisterWords:
    """What people write in a table of accounts, and what they call platforms.

    Attributes:
        headings: What a column is called, by the field of the register.
        words: Words of a field that has only some, by the field and the word that is stored.
        yes: Besides what means yes everywhere.
        no: Besides what means no everywhere.
        counters: What stands behind a number of people.
        platforms: What a platform is called, by its name in Latin letters; only names that mean nothing else.
    """

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    platforms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class LocaleData:
    """What the code knows of a language.

    Attributes:
        name: What the language calls itself.
        cldr: The locale of Unicode's CLDR that names months and countries, as Babel knows it.
        theme: The language of the words that the site's theme adds; None where the folder brings its own `theme.html`.
        date: How a day is written in full, as a pattern of CLDR.
        decimal: What stands before the fraction of a number.
        thousands: What stands between thousands.
        percent: A share in per cent, with `{number}`.
        time: A time of day, with `{hour}` (0 to 23) and `{minute}`.
        full_hour: A full hour of the day, with `{hour}`.
        script: The script of the language, by its four letters (ISO 15924).
        office: The tag by which office programs know the language, with a country, such as `pt-BR`; None for its own.
        passage: What a passage in this language looks like on a page in another script, as a pattern.
        together: Patterns of what ends up on two lines and should not, of what Python and JavaScript both read. Letters are
            those of every script.
        syllabic: Whether the script writes syllables in blocks: words stay whole at the end of a line, lines stand further
            apart, and nothing is slanted.
        particles: How endings that a text writes behind a placeholder follow the word that stands in for it; the first that fits.
        added: How a pack's text of a level begins where it adds to the level below.
        keys: The letters that lie on the keys of Latin letters, where a keyboard is not switched to Latin.
        countries: What countries are called besides, by their two letters.
        file_names: How old systems write names in a zip; None where they write Latin letters.
        typed: How people type values.
        register: What people write in tables of accounts.
    """

    name: str
    cldr: str
    date: str
    script: str
    passage: str
    theme: str | None = None
    office: str | None = None
    decimal: str = "."
    thousands: str = ","
    percent: str = "{number}%"
    time: str = "{hour:02d}:{minute:02d}"
    full_hour: str = "{hour:02d}:00"
    together: tuple[str, ...] = ()
    syllabic: bool = False
    particles: tuple[Particles, ...] = ()
    added: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file_names: FileNames | None = None
    typed: TypedWords = field(default_factory=TypedWords)
    register: RegisterWords = field(default_factory=RegisterWords)


@cache
def locale_data(language: str) -> LocaleData:
    """Return what is known of a language; of one that is not installed what is known of the source language, by its tag.

    Args:
        language: The tag of the language, such as `pt-BR`.

    Raises:
        TypeError: The file of the language has a key that is not known, or lacks one.
    """
    if language not in installed_languages():
        return replace(locale_data(SOURCE_LANGUAGE), name=language)
    text = (locale_folder() / language / LOCALE_FILE).read_text(encoding="utf-8")
    data = yaml.load(text, Loader=_LOADER)
    typed, names = data.pop("typed", None) or {}, data.pop("file_names", None)
    register = data.pop("register", None) or {}
    particles = tuple(Particles(**rule) for rule in data.pop("particles", ()))
    dates = tuple(TypedDate(date["pattern"], tuple(date["parts"])) for date in typed.pop("dates", ()))
    return LocaleData(
        **_fixed(data),
        particles=particles,
        file_names=FileNames(**names) if names else None,
        typed=TypedWords(**_fixed(typed), dates=dates),
        register=RegisterWords(**_fixed(register)),
    )


def _fixed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table of YAML with its lists as tuples; `make messages` has checked what stands in it."""
    return {key: tuple(value) if isinstance(value, list) else _each_fixed(value) for key, value in data.items()}


def _each_fixed(value: Any) -> Any:  # noqa: ANN401 # what YAML holds
    return _fixed(value) if isinstance(value, dict) else value


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def all_locale_data() -> Iterator[LocaleData]:
    """Give what is known of every installed language, in their order."""
    return (locale_data(language) for language in installed_languages())


def kept_together() -> tuple[str, ...]:
    """Return patterns of what ends up on two lines and should not, of all languages: a text in one language quotes others."""
    return tuple(pattern for data in all_locale_data() for pattern in data.together)


_SYLLABIC = ":lang(x-syllabic)"


def for_languages(style: str) -> str:
    """Return a style sheet with `:lang(x-syllabic)` for the installed languages whose script writes syllables in blocks."""
    tags = [tag for tag in installed_languages() if locale_data(tag).syllabic]
    each = [f":lang({tag})" for tag in tags]
    return style.replace(_SYLLABIC, each[0] if len(each) == 1 else f":is({','.join(each)})") if each else style
