"""Saving one answer where it belongs: of the profile into `audit.yml`, any other into the answers file, with its day."""

from __future__ import annotations

import datetime

from audit.files.answers_file import AnswersFile
from audit.files.folder import SettingsFile
from audit.interview.flow import PROFILE, section_of
from audit.model.answers import Answer, standing
from audit.model.asked import Item


def save_answer(item: Item, answer: Answer, answers: AnswersFile, settings: SettingsFile, today: datetime.date) -> None:
    """Save one answer; no other byte of the file changes, and it is on the disk when this returns.

    Args:
        item: What is answered.
        answer: The answer; of the profile only its value, or that it is not known.
        answers: The answers file.
        settings: The file with the profile.
        today: The day that is kept with an answer that says something.

    Raises:
        NotSaved: It could not be written; every earlier answer is as it was.
        Refused: Another interview is writing the profile.
    """
    if section_of(item) == PROFILE:
        settings.put(item.id, None if answer.unknown else answer.value)
        return
    answered = today if standing(item, answer) != "open" else answer.answered
    answers.put(item.id, answer.model_copy(update={"answered": answered}))
