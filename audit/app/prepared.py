"""What goes into an app beside its runtime: the prepared audit, the page's first data, and the small form for old browsers."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

from audit.app.file import Page, licences
from audit.app.starting import PACK, starting_data
from audit.errors import Refused, Translate, say
from audit.files.archive import pack_up
from audit.files.folder import AuditFolder
from audit.files.packs.shipped import shipped_pack
from audit.files.rounds.files import NO_VOICES
from audit.files.rounds.names import new_round_name
from audit.interview.form import Form, form_page
from audit.language import translator
from audit.model.answers import Agency, Settings, own_words_in
from audit.model.base import EVERY_LANGUAGE, FORMAT
from audit.today import today


def app_of(
    folder: AuditFolder | None, language: str, runtime: Path | None = None, *, with_answers: bool = False
) -> Page:
    """Return what an app holds.

    Args:
        folder: The audit that it is prepared for, with an id; None for a neutral one.
        language: The language in which it opens where the reader's browser wants none of ours.
        runtime: The folder that `make app-runtime` wrote; None for that of this installation.
        with_answers: Whether the answers go in too, not only what was prepared.

    Raises:
        BadFiles: A file of the folder is wrong.
        Refused: There is no runtime, or that of another version; or the folder's questions lie beside it.
    """
    parts = licences(runtime)
    translate = translator(language)
    carried = None if folder is None else taken_along(folder, language, with_answers=with_answers)
    data = starting_data(None if folder is None else folder.pack, carried)
    asked = _nobody() if folder is None else folder
    return Page(
        language=language,
        title=translate("Listen First"),
        no_script=translate(
            "If nothing else appears here: allow scripts for this file, and open it with a current Chrome, Edge, Firefox or Safari."
        ),
        data={**data, "licences": parts},
        plain_forms={code: _plain_form(asked, code, translator(code)) for code in data["languages"]},
    )


def taken_along(folder: AuditFolder, language: str, *, with_answers: bool) -> dict[str, Any]:
    """Return an audit as the page takes it in: the files of `listenfirst pack`, without what people answered."""
    zipped = pack_up(folder)
    if zipped.beside:
        raise Refused(
            say(
                "the questions lie beside the audit folder, and one file cannot hold them: {files}",
                files=", ".join(zipped.beside),
            ),
            say("put that folder into the audit folder, as packs/mine, and name it so in audit.yml"),
        )
    with zipfile.ZipFile(io.BytesIO(zipped.content)) as packed:
        files = {
            name: base64.b64encode(packed.read(name)).decode()
            for name in packed.namelist()
            if with_answers or not _is_answers(name)
        }
    return {
        "id": folder.settings.id,
        "name": own_words_in(folder.settings.agency.names, language),
        "language": language,
        "round": folder.latest_round(),
        "files": files,
    }


def _is_answers(name: str) -> bool:
    path = Path(name)
    return path.parts[0] == "answers" and path.stem not in NO_VOICES


def _nobody() -> AuditFolder:
    """Return the folder of an audit that nobody has begun, only in memory."""
    pack = shipped_pack(PACK)
    nameless = Agency.model_construct(names={EVERY_LANGUAGE: ""})
    settings = Settings.model_construct(format=FORMAT, agency=nameless, languages=pack.head.languages, pack=PACK)
    return AuditFolder(Path(), settings, pack)


def _plain_form(folder: AuditFolder, language: str, translate: Translate) -> str:
    round_name = new_round_name(today()) if folder.path == Path() else folder.latest_round() or new_round_name(today())
    return form_page(Form(folder, round_name), language, translate).decode()
