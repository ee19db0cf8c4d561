"""The digest of the answers: the same as long as nobody answers anything else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from audit.assess.rounds.versions import as_given
from audit.files.answers_file import written_answer
from audit.model.answers import Answers, Settings
from audit.model.text import nfc
from audit.model.values import write_value


def answers_digest(settings: Settings, voices: Mapping[str, Answers]) -> str:
    """Return the SHA-256 over what was answered, for the record.

    It covers every answers file that counts, and of `audit.yml` the profile, the alternative and the holidays. How a file
    is written, what else lies in the folder, the agency's name, languages and brand change nothing; nor does a newer
    version that knows more keys, as long as they are blank; nor does it that the audit's pack is laid over that of the answers.

    Args:
        settings: What `audit.yml` says.
        voices: The answers of every respondent of the round.
    """
    answered = {
        "profile": {
            identity: None if value is None else write_value(value) for identity, value in settings.profile.items()
        },
        "alternative": settings.alternative.model_dump(mode="json", exclude_defaults=True),
        "holidays": sorted(day.isoformat() for day in settings.holidays),
        "voices": {
            who: {
                "version": as_given(answers.version),
                "respondent": answers.respondent.model_dump(mode="json", exclude_defaults=True),
                "answers": {identity: written_answer(answer) for identity, answer in answers.answers.items()},
            }
            for who, answers in voices.items()
        },
    }
    canonical = json.dumps(answered, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(nfc(canonical).encode("utf-8", "surrogatepass")).hexdigest()
