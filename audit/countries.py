"""The countries by their names, in every language of ours, and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from audit.language import LANGUAGES
from audit.model.reading.letters import plain

_ALSO: Mapping[str, str] = {
    **dict.fromkeys(("uk", "britain", "great britain", "england", "scotland", "wales", "northern ireland"), "GB"),
    **dict.fromkeys(("korea", "republic of korea", "korea, republic of", "rok", "한국", "남한"), "KR"),
    **dict.fromkeys(("usa", "america", "united states of america", "the united states"), "US"),
    **dict.fromkeys(("holland", "the netherlands"), "NL"),
    **dict.fromkeys(("czech republic",), "CZ"),
    **dict.fromkeys(("republic of ireland", "eire"), "IE"),
}
"""What countries are called besides."""
_NO_COUNTRY = ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
"""Two letters that stand for no country."""


@cache
def country_names() -> Mapping[str, str]:
    """Return the two letters of every country by its names in small letters: `{"ireland": "IE", "ie": "IE", ...}`."""
    from babel import Locale
    from babel.core import get_global

    names = dict(_ALSO)
    for language in reversed(LANGUAGES):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
                names |= {plain(name): code, code.lower(): code}
    three = {
        old.lower(): codes[0]
        for old, codes in get_global("territory_aliases").items()
        if len(old) == 3 and old.isalpha()
    }
    return {name: code for name, code in three.items() if code.lower() in names} | names
