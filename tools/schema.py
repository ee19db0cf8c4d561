"""Write the JSON Schema of `result.json` into the documentation.

Usage: python tools/schema.py          write docs/result.schema.json
       python tools/schema.py --check  fail where the file is not what the model says
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from audit.model.result.result import Result

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "result.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """Return the schema of what this version writes, with sorted keys, so that a change reads as one."""
    schema = {"$schema": DIALECT, **Result.model_json_schema(mode="serialization")}
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(check: bool) -> int:
    """Write or check; return the exit code."""
    text = schema_text()
    if not check:
        SCHEMA.write_text(text, encoding="utf-8")
    elif not SCHEMA.exists() or SCHEMA.read_text(encoding="utf-8") != text:
        print(f"{SCHEMA.relative_to(ROOT)} is out of date: run make schema")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
