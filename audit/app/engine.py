"""Stand-in."""
import json, time, datetime, base64
from pathlib import Path
def answer_call(text):
    asked = json.loads(text)
    try:
        value = CALLS[asked["call"]](**asked["arguments"])
        return json.dumps({"ok": True, "value": value})
    except Exception as error:
        import traceback
        return json.dumps({"ok": False, "problem": {"message": traceback.format_exc(), "place": "", "remedy": "", "code": ""}})
def put(id, files):
    for name, content in files.items():
        p = Path("/audits")/id/name; p.parent.mkdir(parents=True, exist_ok=True); p.write_bytes(base64.b64decode(content))
    return id
def score(id):
    from audit.audits import assess_round
    from audit.files.folder import open_folder
    t=time.perf_counter()
    f = open_folder(Path("/audits")/id)
    t1=time.perf_counter()
    r = assess_round(f, datetime.date(2026,11,23), before=None)
    return [r.verdict.rung, round((t1-t)*1000), round((time.perf_counter()-t1)*1000)]
def report(id, language):
    from audit.audits import report_of
    from audit.files.folder import open_folder
    from audit.report.joined.single import single_html
    f = open_folder(Path("/audits")/id)
    t=time.perf_counter()
    r = report_of(f, "internal", ("en","ko"), datetime.date(2026,11,23))
    t1=time.perf_counter()
    h = single_html(r.result, language, r.presentation, folded=True)
    return [len(h), round((t1-t)*1000), round((time.perf_counter()-t1)*1000)]
def modules():
    import sys; return sorted(sys.modules)
def python(code):
    d={}; exec(code,d); return d.get("value")
CALLS = dict(put=put, score=score, report=report, modules=modules, python=python)
