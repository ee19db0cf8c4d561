"""The programs that build a report's Markdown project into a site, and what is particular about each.

The project is the same for all of them. What a report promises beyond its words (the policy, the languages of passages, light
and dark, the search from a disk) is done by us: in the project, or to the folder that was built.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib.util
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.errors import AuditError, Message, Refused, say
from audit.files.installing import install_command

PROJECT_FILE = "mkdocs.yml"
"""What all engines read; ProperDocs and Zensical have other names for it too."""
_NOT_FOR_REPORTS = ("sitemap.xml", "sitemap.xml.gz", "404.html")
"""A sitemap names the day of the build, and both name addresses that a folder on a disk does not have."""
_MAPPED = re.compile(rb"\n?(?://# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=[^*]*\*/)\s*\Z")


@dataclass(frozen=True)
class Engine:
    """A program that builds the site.

    Attributes:
        name: How `--engine` calls it.
        title: What it is called.
        module: The Python module that it is.
        extra: The extra of our package that brings it; None where it comes with the package.
        theme: The package whose templates write the pages; its own scripts may run on them.
        run: Builds a project into a folder that is there, warnings being errors; raises `EngineFailed`.
        settings: What its `mkdocs.yml` says of the theme besides.
        styles: Returns the style sheets that the scripts of a built site insert into its pages.
        lacks: What a report promises and this engine does not keep, said when it is used; None where it keeps all.
    """

    name: str
    title: str
    module: str
    extra: str | None
    theme: str
    run: Callable[[Path, Path], None]
    settings: Mapping[str, Any] = field(default_factory=dict)
    styles: Callable[[Path], Sequence[str]] = lambda _: ()
    lacks: Message | None = None


class EngineFailed(Exception):  # noqa: N818 # named for what it is
    """An engine did not build a site; the words are its own."""


def require_engine(name: str) -> Engine:
    """Return an engine that is installed.

    Args:
        name: One of `ENGINES`.

    Raises:
        Refused: It is not installed; the message has the command that installs it.
    """
    engine = ENGINES[name]
    if engine.extra is not None and importlib.util.find_spec(engine.module) is None:
        raise Refused(
            say("{engine} is not installed", engine=engine.title),
            say("install it with: {command} (then run yours again)", command=install_command(engine.extra)),
        )
    return engine


def built_by(engine: Engine, project: Path, site: Path, date: datetime.date) -> None:
    """Build one project strictly, and leave out what no report needs.

    Args:
        engine: What builds it.
        project: The folder of the project.
        site: The folder of the site.
        date: The day of the audit, which the pages are of.

    Raises:
        AuditError: The engine found something wrong; its words are in the message.
    """
    site.mkdir(parents=True, exist_ok=True)
    try:
        with _dated(date):
            engine.run(project, site)
    except EngineFailed as failed:
        raise AuditError(
            say("{engine} could not build the site: {reason}", engine=engine.title, reason=str(failed)),
            say("this is a fault of Listen First; please report it"),
        ) from None
    for name in _NOT_FOR_REPORTS:
        (site / name).unlink(missing_ok=True)
    _without_maps(site)


@contextlib.contextmanager
def _dated(date: datetime.date) -> Iterator[None]:
    """Let what is built be of a day, as the convention of reproducible builds says it."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime.datetime(date.year, date.month, date.day, tzinfo=datetime.UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, int(midnight.timestamp())))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _without_maps(site: Path) -> None:
    """Take out what only the theme's own developers read, a third of a report's bytes, and what leads to it."""
    for path in site.rglob("*.map"):
        path.unlink()
        code = path.with_suffix("")
        code.write_bytes(_MAPPED.sub(b"", code.read_bytes()))


# -- MkDocs, in this process ----------------------------------------------------------------------------------


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _mkdocs(project: Path, site: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from audit.report.site.mkdocs_speed import speed_up

    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        config = load_config(str(project / PROJECT_FILE), site_dir=str(site), strict=True)
        speed_up(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise EngineFailed("; ".join(complaints.lines) or str(error)) from None
    finally:
        logger.removeHandler(complaints)


# -- The others, each in a process of its own -----------------------------------------------------------------


def _properdocs(project: Path, site: Path) -> None:
    _run("properdocs", project, "--clean", "--site-dir", str(site))


def _zensical(project: Path, site: Path) -> None:
    _run("zensical", project, "--clean")
    # It writes only where the project says.
    shutil.rmtree(project / ".cache", ignore_errors=True)
    site.rmdir()
    (project / "site").rename(site)


_INSERTED = re.compile(r'"style",\{\},(?P<name>[\w$]+)\.toString\(\)')


def _zensical_styles(site: Path) -> Sequence[str]:
    """Return the style sheet of the search, which stands in the theme's script as a text without escapes."""
    found = []
    for path in sorted((site / "assets" / "javascripts").glob("bundle.*.js")):
        script = path.read_text(encoding="utf-8")
        for inserted in _INSERTED.finditer(script):
            text = re.search(rf"(?<![\w$]){re.escape(inserted['name'])}='([^'\\]*)'", script)
            found += [text[1]] if text else []
    return found


def _run(module: str, project: Path, *options: str) -> None:
    """Run an engine as the module that it is: MkDocs and its heir cannot both be loaded into one process."""
    command = [sys.executable, "-m", module, "build", "--strict", "--config-file", PROJECT_FILE, *options]
    done = subprocess.run(
        command,
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        raise EngineFailed(" ".join(f"{done.stdout} {done.stderr}".split()) or str(done.returncode))


MKDOCS = Engine("mkdocs", "MkDocs", "mkdocs", None, "material", _mkdocs)
ENGINES: Mapping[str, Engine] = {
    engine.name: engine
    for engine in (
        MKDOCS,
        Engine("properdocs", "ProperDocs", "properdocs", "properdocs", "material", _properdocs),
        Engine(
            "zensical",
            "Zensical",
            "zensical",
            "zensical",
            "zensical",
            _zensical,
            settings={"variant": "classic"},
            styles=_zensical_styles,
            lacks=say(
                "The words of Zensical's search are English in every report, and some are hard to see. All else is as with MkDocs."
            ),
        ),
    )
}
"""The engines by the names that `--engine` takes; the first is the one that comes with the package."""
