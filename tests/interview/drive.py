"""Run an interview in a process of its own: `python drive.py FOLDER LANGUAGE [ONLY]`. Says "READY" nowhere; draws at once."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from audit.files.answers_file import open_answers
from audit.files.folder import SettingsFile, open_folder
from audit.interview.pages import TerminalAsker
from audit.interview.run import interview, require_terminal
from audit.language import translator
from audit.model.answers import Respondent

ROUND = "2026-11"
TODAY = datetime.date(2026, 11, 23)


def main() -> None:
    require_terminal({})
    folder = open_folder(Path(sys.argv[1]))
    language = sys.argv[2]
    only = sys.argv[3] if len(sys.argv) > 3 else None
    with open_answers(folder.answers_path(ROUND), folder.pack, Respondent()) as answers:
        outcome = interview(folder, answers, SettingsFile(folder), TerminalAsker(translator(language), language), only=only, today=TODAY)
    print(outcome.value)


if __name__ == "__main__":
    main()
