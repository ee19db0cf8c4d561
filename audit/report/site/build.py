"""From a result to a built site on the disk."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml
from jinja2 import FileSystemLoader

from audit.errors import Refused, say
from audit.files.atomic import OWNER_ONLY, make_folder
from audit.files.file_names import BUILT
from audit.files.schemes import PARTS, style_sheet_text
from audit.files.shipped import shipped
from audit.files.workspace import workspace
from audit.installation import locale_folder
from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.links import refuse_broken
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.plan_calendar import plan_calendar
from audit.report.plan_csv import plan_csv
from audit.report.result_json import result_json
from audit.report.site.engines import MKDOCS, PROJECT_FILE, Engine, built_by
from audit.report.site.front import BADGE, Front, badge, chooser, front
from audit.report.site.harden import harden
from audit.report.site.render import configuration, language_name, render, theme_language
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

STYLE_SHEET = "assets/listen-first.css"
"""Where a report has its style sheet, below its docs folder: one file, asked for once."""

_OLD = "old"
"""What the site that is replaced is called meanwhile."""
_TURNS = 20


def write_project(
    result: Result,
    language: str,
    folder: Path,
    languages: Iterable[str],
    presentation: Presentation = PLAIN,
    engine: Engine = MKDOCS,
) -> None:
    """Write the plain Markdown project of one language: `mkdocs.yml`, `docs/`, `theme/`.

    Args:
        result: The assessed audit.
        language: The language to write.
        folder: An empty folder.
        languages: All languages of this report, for the switch between them.
        presentation: What the audit folder adds.
        engine: What builds it.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    template = shipped("site_template")
    locale = Locale(language, translator(language))
    docs = folder / "docs"
    docs.mkdir(parents=True)
    others = [code for code in languages if code != language]
    pages = render(result, locale, FileSystemLoader(template), presentation, TemplateCache("report"))
    for path, text in pages.items():
        (docs / path).write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(template / "assets", docs / "assets", ignore=shutil.ignore_patterns(PARTS))
    (docs / STYLE_SHEET).write_text(style_sheet_text(template), encoding="utf-8", newline="\n")
    shutil.copytree(template / "theme", folder / "theme")
    words = locale_folder() / language / "theme.html"
    if words.is_file():
        own = folder / "theme" / "partials" / "languages" / f"{theme_language(language)}.html"
        own.parent.mkdir(parents=True)
        shutil.copyfile(words, own)
    for path, content in presentation.files().items():
        (docs / path).write_bytes(content)
    (docs / BADGE).write_text(badge(_front(result, language), locale), encoding="utf-8", newline="\n")
    if result.edition != "public":
        (docs / "result.json").write_text(result_json(result), encoding="utf-8", newline="\n")
        (docs / "plan.csv").write_bytes(plan_csv(result, locale))
        (docs / "plan.ics").write_bytes(plan_calendar(result, locale))
    base = yaml.safe_load((template / "mkdocs.yml").read_text(encoding="utf-8"))
    base["theme"] |= engine.settings
    config = configuration(base, result, locale, presentation, others)
    (folder / PROJECT_FILE).write_text(
        yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n"
    )


def build_site(
    result: Result,
    out: Path,
    languages: tuple[str, ...],
    source: Path | None = None,
    presentation: Presentation = PLAIN,
    engine: Engine = MKDOCS,
) -> Path:
    """Build the report and put it in place in one step.

    Args:
        result: The assessed audit.
        out: The folder of the site. Only what an earlier build wrote there is replaced.
        languages: One language, or several with a chooser page.
        source: Where to keep the Markdown projects that the site is built from; None: nowhere.
        presentation: What the audit folder adds.
        engine: What builds it; see `require_engine`.

    Returns:
        The first page.

    Raises:
        Refused: `out` or `source` holds something that we did not write.
        BadFiles: A template of the consultant's own fails, or a link of his leads nowhere.
        AuditError: The engine failed.
    """
    refuse_foreign(out)
    if source is not None:
        refuse_filled(source)
    try:
        make_folder(out.parent)
        with workspace(out.parent, out.name, lambda left: _bring_back(left, out)) as temporary:
            # An engine takes a path that is not absolute from the folder of its configuration.
            work = temporary.absolute()
            for language in languages:
                project = work / "source" / language
                write_project(result, language, project, languages, presentation, engine)
                site = work / "built" / (language if len(languages) > 1 else "")
                try:
                    built_by(engine, project, site, result.date)
                finally:
                    # Whoever wrote the link hears of it; what else the engine found is a fault of ours.
                    refuse_broken(site, presentation.for_edition(result.edition).templates)
                harden(site, language, engine.theme, engine.styles(site))
            built = work / "built"
            if len(languages) > 1:
                (built / "index.html").write_text(
                    chooser([_front(result, language) for language in languages]), encoding="utf-8", newline="\n"
                )
            _sign(built)
            _swap(built, out, work)
            if source is not None:
                _keep(work / "source", source, languages)
    except OSError as error:
        raise Refused(
            say("the site cannot be written: {reason}", reason=error.strerror or str(error)),
            say("make room, or choose another folder with --out; an earlier site is as it was"),
        ) from None
    return out / "index.html"


def _front(result: Result, language: str) -> Front:
    return front(result, Locale(language, translator(language)), language_name(language))


def refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds anything that an earlier build did not write.

    Raises:
        Refused: It does, or it is no folder.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Refused(say("{path} is not a folder", path=str(out)), say("choose another folder with --out"))
    if not out.exists() or not any(out.iterdir()):
        return
    try:
        ours = set(json.loads((out / BUILT).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise Refused(
            say("{path} holds files that Listen First did not write", path=str(out)),
            say("choose an empty folder with --out; nothing was deleted"),
        ) from None
    foreign = sorted(set(_files(out)) - ours - {BUILT})
    if foreign:
        raise Refused(
            say(
                "{path} holds files that Listen First did not write: {files}",
                path=str(out),
                files=", ".join(foreign[:5]),
            ),
            say("move them elsewhere, or choose another folder with --out; nothing was deleted"),
        )


def refuse_filled(folder: Path) -> None:
    """Refuse a folder that is not empty.

    Raises:
        Refused: It is not.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            say("{path} is there already and is not empty", path=str(folder)),
            say("choose a new name; nothing was changed"),
        )


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]


def _sign(built: Path) -> None:
    files = sorted(_files(built))
    (built / BUILT).write_text(
        json.dumps({"format": 1, "files": files}, indent=0) + "\n", encoding="utf-8", newline="\n"
    )


def _swap(built: Path, out: Path, work: Path) -> None:
    """Put the new site where the old one is; a failure leaves the old one.

    Another build of the same folder may do so at the same moment: then the later one stays.
    """
    for turn in range(_TURNS):
        old = work / f"{_OLD}{turn}"
        with contextlib.suppress(FileNotFoundError):
            out.rename(old)
        try:
            built.rename(out)
        except OSError:
            if out.exists() and turn < _TURNS - 1:
                continue
            if old.exists():
                old.rename(out)
            raise
        return


def _bring_back(left: Path, out: Path) -> None:
    """Put the old site back that a build had in its hands when it was killed."""
    for old in sorted(left.glob(f"{_OLD}*")):
        if not out.exists():
            old.rename(out)


def _keep(work: Path, source: Path, languages: tuple[str, ...]) -> None:
    """Put the Markdown projects where they are wanted, all at once."""
    make_folder(source.parent)
    with workspace(source.parent, source.name) as temporary:
        kept = temporary / "kept"
        kept.mkdir(mode=OWNER_ONLY)
        for language in languages:
            target = kept / language if len(languages) > 1 else kept
            shutil.copytree(work / language, target, dirs_exist_ok=True)
        if source.exists():
            source.rmdir()
        kept.rename(source)
