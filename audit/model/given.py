"""What people give in files and forms: days, and words of their own."""

import datetime
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError, PydanticKnownError

from audit.model.base import EVERY_LANGUAGE
from audit.model.text import nfc
from audit.model.values import WrongValue, read_date


def _date(raw: object) -> object:
    if isinstance(raw, str):
        try:
            return read_date(raw)
        except WrongValue as wrong:
            raise PydanticCustomError("date", "{what}", {"what": wrong.text, **wrong.values}) from None
    return raw


Date = Annotated[datetime.date, BeforeValidator(_date)]


def _own_words(raw: object) -> object:
    """Take one text, or one for each language; what is left empty is not given."""
    if isinstance(raw, str):
        return nfc(raw)
    if isinstance(raw, Mapping) and all(isinstance(text, str) for text in raw.values()):
        return {language: nfc(text) for language, text in raw.items() if text} or ""
    raise PydanticKnownError("string_type")


OwnWords = Annotated[str | Mapping[str, str], PlainValidator(_own_words)]
"""Words of the agency: one text, or one for each language."""


def own_words_in(words: str | Mapping[str, str], language: str) -> str:
    """Return somebody's own words for a reader: in the language, else those for every language, else the first given."""
    if isinstance(words, str):
        return words
    return words.get(language) or words.get(EVERY_LANGUAGE) or next(iter(words.values()), "")
