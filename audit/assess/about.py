"""What an audit says about itself: what `audit.yml` says of it, and who was heard."""

from __future__ import annotations

from collections.abc import Mapping

from audit.model.answers import Answers, Settings
from audit.model.given import own_words_in
from audit.model.pack import Pack
from audit.model.result.about import AboutResult


def about_result(settings: Settings, voices: Mapping[str, Answers], pack: Pack) -> AboutResult:
    """Set out what an audit says about itself.

    Args:
        settings: What `audit.yml` says.
        voices: What each respondent answered: who gave an answer was heard.
        pack: The pack, whose order of roles is kept.
    """

    def words(said: str | Mapping[str, str]) -> dict[str, str]:
        return {language: own_words_in(said, language) for language in settings.languages} if said else {}

    about = settings.about
    answered = {answers.respondent.role for answers in voices.values() if answers.answers}
    return AboutResult(
        commissioned_by=words(about.commissioned_by),
        auditor=words(about.auditor),
        independent=words(about.independent),
        begin=about.period.begin if about.period else None,
        until=about.period.until if about.period else None,
        scope=words(about.scope),
        limits=words(about.limits),
        read=tuple(words(paper) for paper in about.read if paper),
        kept=words(about.kept),
        heard=tuple(role.id for role in pack.head.roles if role.id in answered),
    )
