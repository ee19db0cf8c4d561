"""The countries by their names, in every language of ours, and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from audit.locale_data import all_locale_data
from audit.model.reading.letters import plain

_NO_COUNTRY = ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
"""Two letters that stand for no country."""


@cache
def country_names() -> Mapping[str, str]:
    """Return the two letters of every country by its names in small letters: `{"ireland": "IE", "ie": "IE", ...}`."""
    from babel import Locale
    from babel.core import get_global

    languages = tuple(all_locale_data())
    names = {name: code for data in languages for code, also in data.countries.items() for name in also}
    for data in reversed(languages):
        for code, name in Locale.parse(data.cldr).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
                names |= {plain(name): code, code.lower(): code}
    three = {
        old.lower(): codes[0]
        for old, codes in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha()
    }
    return {name: code for name, code in three.items() if code.lower() in names} | names
