"""The five groups of the menu: what a page is there for."""

from __future__ import annotations

from enum import StrEnum

from audit.wording.locale import Locale


class Group(StrEnum):
    """What a page is there for; the order is that of the menu, and of reading."""

    VERDICT = "verdict"
    PILLARS = "pillars"
    TESTS = "tests"
    ACTIONS = "actions"
    GROUNDS = "grounds"


def group_title(group: Group, locale: Locale) -> str:
    """Name a group in the menu.

    Args:
        group: The group.
        locale: The language.
    """
    match group:
        case Group.VERDICT:
            return locale.say("Verdict")
        case Group.PILLARS:
            return locale.say("Four pillars")
        case Group.TESTS:
            return locale.say("Put to the test")
        case Group.ACTIONS:
            return locale.say("What to do")
        case Group.GROUNDS:
            return locale.say("Grounds")
