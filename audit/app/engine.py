"""The bridge: a call of a page in, its answer out, both as JSON. No error and no traceback ever crosses it.

A call is `{"call": name, "arguments": {...}}`; its answer `{"ok": true, "value": ...}` or `{"ok": false, "problem": ...}`. A number
that came with the call goes back with its answer. What is slow to import is imported where it is used: a page waits for the first call.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from audit import __version__
from audit.app.answering import take_alternative, take_answer
from audit.app.folders import Folders, OpenAudit, from_base64, in_base64
from audit.app.problems import BadCall, problem_data, problem_said, unexpected
from audit.app.questionnaire import Reader, all_evidence, asked_item, one_item, questionnaire
from audit.app.taking import can_take_back, is_zip, refuse_locked, take_answers, take_back, take_zip
from audit.app.verdict import verdict_line
from audit.audits import check_folder
from audit.errors import AuditError, BadFiles, Problem, Refused, Translate, say
from audit.files.rounds.finishing import finish_round, reopen_round
from audit.files.rounds.notices import notices
from audit.language import LANGUAGES, translator
from audit.model.body import KINDS, Kind
from audit.model.result.result import Edition
from audit.model.text import whole
from audit.model.values import WrongValue, read_date
from audit.today import today

ROOT = Path("/audits")
"""Where the audits lie in the memory of a page."""

Arguments = Mapping[str, Any]


class Engine:
    """Answers the calls of one page.

    Args:
        root: The folder in which the open audits lie.
        day: Tells which day it is.
    """

    def __init__(self, root: Path, day: Callable[[], datetime.date] = today) -> None:
        self.folders = Folders(root, day)
        self.day = day
        self._calls: dict[str, Callable[[Arguments], Any]] = {
            "about": self._about,
            "create": self._create,
            "open": self._open,
            "close": self._close,
            "questionnaire": self._questionnaire,
            "item": self._item,
            "answer": self._answer,
            "evidence": self._evidence,
            "alternative": self._alternative,
            "verdict": self._verdict,
            "report": self._report,
            "export": self._export,
            "take": self._take,
            "undo": self._undo,
            "check": self._check,
            "erase": self._erase,
            "finish": self._finish,
            "reopen": self._reopen,
            "what_if": self._what_if,
        }

    def answer(self, text: str) -> str:
        """Answer one call.

        Args:
            text: The call, in JSON.

        Returns:
            Its answer, in JSON.
        """
        call: dict[str, Any] = {}
        language = LANGUAGES[0]
        try:
            call = _call_in(text)
            arguments = call.get("arguments") or {}
            language = _language(arguments)
            known = self._calls.get(str(call.get("call")))
            if known is None:
                raise BadCall(say("there is no call {name} here", name=str(call.get("call"))[:40]))
            answered = {"ok": True, "value": known(arguments)}
        except AuditError as error:
            answered = {"ok": False, "problem": problem_data(error, translator(language), self.folders.shorten)}
        except Exception as error:  # whatever it is, the page is told, and goes on
            answered = {"ok": False, "problem": unexpected(error, translator(language))}
        return whole(json.dumps({"number": call.get("number"), **answered}, ensure_ascii=False, separators=(",", ":")))

    # -- calls ----------------------------------------------------------------------------------------------------

    def _about(self, _: Arguments) -> dict[str, Any]:
        return {
            "version": __version__,
            "languages": list(LANGUAGES),
            "kinds": list(KINDS),
            "calls": sorted(self._calls),
        }

    def _create(self, arguments: Arguments) -> dict[str, Any]:
        language = _language(arguments)
        kind = _one_of(arguments.get("kind", "public"), KINDS)
        audit = self.folders.create(_agency(arguments.get("agency")), _languages(arguments, (language,)), kind)
        return {**self._opened(audit, language), "files": _files(audit)}

    def _open(self, arguments: Arguments) -> dict[str, Any]:
        given = arguments.get("files")
        if not isinstance(given, Mapping):
            raise BadCall(say("what should be a file is none"))
        audit = self.folders.open({name: from_base64(content) for name, content in given.items()})
        told = {name: in_base64(content) for name, content in audit.files().items()}
        changed = {name: content for name, content in told.items() if given.get(name) != content}
        return {**self._opened(audit, _language(arguments)), "changed": changed}

    def _opened(self, audit: OpenAudit, language: str) -> dict[str, Any]:
        folder, settings = audit.folder, audit.folder.settings
        found = notices(folder, folder.latest_round())
        return {
            "id": audit.id,
            "agency": dict(settings.agency.names),
            "kind": settings.kind,
            "languages": list(settings.languages),
            "rounds": folder.rounds(),
            "round": audit.round_name,
            "pack": {"id": folder.pack.head.id, "version": folder.pack.head.version},
            "notices": self._said(found, translator(language)),
            "can_undo": can_take_back(audit),
        }

    def _close(self, arguments: Arguments) -> dict[str, Any]:
        self.folders.close(arguments.get("id"))
        return {}

    def _questionnaire(self, arguments: Arguments) -> dict[str, Any]:
        return questionnaire(
            self._audit(arguments), self._reader(arguments), first=_first(arguments), role=_role(arguments)
        )

    def _item(self, arguments: Arguments) -> dict[str, Any]:
        audit = self._audit(arguments)
        item = asked_item(audit, arguments.get("item"))
        return one_item(audit, item, self._reader(arguments), first=_first(arguments), role=_role(arguments))

    def _answer(self, arguments: Arguments) -> dict[str, Any]:
        audit, raw = self._audit(arguments), arguments.get("raw")
        item = asked_item(audit, arguments.get("item"))
        given = raw if isinstance(raw, Mapping) else {}
        typed = _date(given.get("day"))
        return take_answer(audit, item, given, self._reader(arguments), first=_first(arguments), typed=typed)

    def _evidence(self, arguments: Arguments) -> dict[str, Any]:
        return all_evidence(self._audit(arguments), self._reader(arguments))

    def _alternative(self, arguments: Arguments) -> dict[str, Any]:
        parts = arguments.get("parts")
        return take_alternative(
            self._audit(arguments), parts if isinstance(parts, Mapping) else {}, self._reader(arguments)
        )

    def _verdict(self, arguments: Arguments) -> dict[str, Any]:
        date = _date(arguments.get("date"))
        return verdict_line(self._audit(arguments), self._reader(arguments), first=_first(arguments), date=date)

    def _report(self, arguments: Arguments) -> dict[str, Any]:
        audit = self._audit(arguments)
        languages = _languages(arguments, (_language(arguments),))
        from audit.app.report import report_pages

        return report_pages(audit, languages, _edition(arguments), _date(arguments.get("date")))

    def _export(self, arguments: Arguments) -> dict[str, Any]:
        from audit.app.exports import export

        audit, what = self._audit(arguments), str(arguments.get("what"))
        return export(audit, what, _language(arguments), _edition(arguments), _date(arguments.get("date")))

    def _take(self, arguments: Arguments) -> dict[str, Any]:
        name, content = str(arguments.get("name") or "file"), from_base64(arguments.get("bytes"))
        audit = self._audit(arguments) if arguments.get("id") else None
        refuse_locked(name, content)
        reader, yes = self._reader(arguments), arguments.get("yes") is True
        if is_zip(name, content):
            found = take_zip(self.folders, audit, name, content, reader, yes=yes)
            return {
                **found,
                **(self._opened(self.folders.audit(found["id"]), reader.language) if found["taken"] else {}),
            }
        if audit is None:
            raise Refused(
                say("{file} is no audit: an audit is a zip that was saved here or by listenfirst pack", file=name[:80]),
                say("open the audit first that it belongs to, then take it in there"),
            )
        round_name = arguments.get("round")
        return take_answers(
            self.folders,
            audit,
            name,
            content,
            reader,
            yes=yes,
            respondent=str(arguments.get("respondent") or ""),
            from_other_audit=arguments.get("from_other_audit") is True,
            round_name=round_name if isinstance(round_name, str) and round_name else None,
        )

    def _undo(self, arguments: Arguments) -> dict[str, Any]:
        return take_back(self._audit(arguments))

    def _check(self, arguments: Arguments) -> dict[str, Any]:
        audit, translate = self._audit(arguments), translator(_language(arguments))
        try:
            found = check_folder(audit.folder)
        except BadFiles as bad:
            return {"problems": self._said(bad.problems, translate), "notices": [], "rounds": 0, "voices": 0}
        return {
            "problems": [],
            "notices": self._said(found.notices, translate),
            "rounds": found.rounds,
            "voices": found.voices,
        }

    def _said(self, problems: Sequence[Problem], translate: Translate) -> list[dict[str, Any]]:
        return [vars(problem_said(problem, translate, self.folders.shorten)) for problem in problems]

    def _erase(self, arguments: Arguments) -> dict[str, Any]:
        for audit in [self._audit(arguments)] if arguments.get("id") else list(self.folders):
            self.folders.close(audit.id)
        return {}

    def _finish(self, arguments: Arguments) -> dict[str, Any]:
        audit = self._audit(arguments)
        finish_round(audit.folder, audit.round_name, _date(arguments.get("date")) or self.day())
        audit.read_again()
        return {"changed": audit.changed()}

    def _reopen(self, arguments: Arguments) -> dict[str, Any]:
        audit = self._audit(arguments)
        reopen_round(audit.folder, audit.round_name)
        audit.read_again()
        return {"changed": audit.changed()}

    def _what_if(self, arguments: Arguments) -> dict[str, Any]:
        from audit.app.what_if import what_if

        switches = arguments.get("switches")
        given = switches if isinstance(switches, Mapping) else {}
        levers, answers = given.get("levers"), given.get("answers")
        return what_if(
            self._audit(arguments),
            self._reader(arguments),
            tuple(str(lever) for lever in levers) if isinstance(levers, list) else (),
            answers if isinstance(answers, Mapping) else {},
            _date(arguments.get("date")),
        )

    def _audit(self, arguments: Arguments) -> OpenAudit:
        return self.folders.audit(arguments.get("id"))

    def _reader(self, arguments: Arguments) -> Reader:
        return Reader(_language(arguments), self.day())


_engines: list[Engine] = []


def answer_call(text: str) -> str:
    """Answer one call of the page; see `Engine.answer`."""
    if not _engines:
        _engines.append(Engine(ROOT))
    return _engines[0].answer(text)


def _call_in(text: str) -> dict[str, Any]:
    try:
        call = json.loads(text)
    except ValueError:
        call = None
    if not isinstance(call, dict) or not isinstance(call.get("arguments") or {}, dict):
        raise BadCall(say("this is no call: {text}", text=text[:40]))
    return call


def _files(audit: OpenAudit) -> dict[str, str]:
    return {name: in_base64(content) for name, content in audit.files().items()}


def _language(arguments: Arguments) -> str:
    given = arguments.get("language")
    return given if given in LANGUAGES else LANGUAGES[0]


def _languages(arguments: Arguments, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    given = arguments.get("languages")
    named = tuple(dict.fromkeys(str(language) for language in given)) if isinstance(given, list) else ()
    return named or otherwise


def _agency(given: object) -> str | dict[str, str]:
    """Return the name of the agency: one, or one for each language."""
    if isinstance(given, Mapping):
        return {str(language): name for language, name in given.items() if isinstance(name, str) and name.strip()}
    return given if isinstance(given, str) else ""


def _one_of(given: object, known: tuple[Kind, ...]) -> Kind:
    found = next((kind for kind in known if kind == given), None)
    if found is None:
        raise BadCall(say("{text} is not one of {choices}", text=str(given)[:40], choices=", ".join(known)))
    return found


def _edition(arguments: Arguments) -> Edition:
    given, known = arguments.get("edition", "internal"), get_args(Edition)
    found: Edition | None = next((edition for edition in known if edition == given), None)
    if found is None:
        raise BadCall(say("{text} is not one of {choices}", text=str(given)[:40], choices=", ".join(known)))
    return found


def _first(arguments: Arguments) -> bool:
    return arguments.get("scope") == "first"


def _role(arguments: Arguments) -> str | None:
    role = arguments.get("role")
    return role if isinstance(role, str) and role else None


def _date(given: object) -> datetime.date | None:
    if not isinstance(given, str) or not given:
        return None
    try:
        return read_date(given)
    except WrongValue:
        raise BadCall(say("{text} is not a date; write it as 2026-11-02", text=given[:40])) from None
