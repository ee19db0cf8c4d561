"""What all values of the model have in common.

Modules full of models do not postpone their annotations (`from __future__ import annotations`): pydantic would read every
one of them back from its text, a third of the time that making the classes takes.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from audit.model.text import nfc

FORMAT = 1
"""The format number of every file that this version writes, and the newest that it reads; `audit.yml` has its own."""

SETTINGS_FORMAT = 2
"""The format number of `audit.yml`."""


EVERY_LANGUAGE = ""
"""The key of words that are the same in every language, and of words beside which a file has other keys."""


class Frozen(BaseModel):
    """A value that never changes and has no keys but its own."""

    # A command needs few of the models; building the validators of all of them takes a tenth of a second.
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _complete(value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    """Refuse a text that lacks a language of its pack, is empty in one, or has one too many."""
    context = info.context or {}
    languages, dropped = context.get("languages", ()), context.get("dropped", ())
    for language in languages:
        if language not in value:
            raise PydanticCustomError("text_missing", "the text is missing in {language}", {"language": language})
        if not value[language].strip():
            raise PydanticCustomError("text_empty", "the text is empty in {language}", {"language": language})
    for language in value:
        if languages and language not in languages and language not in dropped:
            raise PydanticCustomError(
                "text_unknown", "{language} is not a language of this pack", {"language": language}
            )
    return {language: words for language, words in value.items() if language not in dropped} if dropped else value


Text = Annotated[dict[str, str], AfterValidator(_complete)]
"""The same words in every language of a pack: language code -> words."""

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(nfc)]
"""A string with something in it."""
