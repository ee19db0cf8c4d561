"""Runs in Pyodide: does once what the app does, so that packs and templates are worked out, and notes which modules that took."""

import datetime
import sys
from pathlib import Path

sys.path.insert(0, "/host/compiled/app")
sys.dont_write_bytecode = False

from audit.audits import report_of
from audit.files.folder import open_folder
from audit.files.packs.shipped import shipped_pack
from audit.model.body import KINDS, body_of
from audit.report.joined.single import single_html

for kind in KINDS:
    for purpose in ("citizen-service", "information", None):
        shipped_pack("listen-first", body_of(kind, None, purpose))
for example in sorted(Path("/host/examples").iterdir()):
    folder = open_folder(example)
    report = report_of(folder, "internal", ("en", "ko"), datetime.date(2026, 11, 23))
    for language in ("en", "ko"):
        single_html(report.result, language, report.presentation, folded=True)
Path("/host/used.txt").write_text("".join(f"{name}\n" for name in sorted(sys.modules)), encoding="utf-8")
