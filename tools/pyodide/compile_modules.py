"""Runs in Pyodide: compiles every module below `/host/source` with the Python that will import it, without docstrings.

A class keeps a docstring of one character: `dataclass` makes one from the signature where there is none, and that is slow.
"""

import ast
import importlib._bootstrap_external as importing
from pathlib import Path

SOURCE, TARGET = Path("/host/source"), Path("/host/compiled")


def bare(tree: ast.Module) -> ast.Module:
    """Return a module without its docstrings and the texts below its constants."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        described = isinstance(node, ast.ClassDef) and ast.get_docstring(node, clean=False)
        node.body = [part for part in node.body if not is_text(part)]
        if described:
            node.body.insert(0, ast.Expr(ast.Constant(".")))
        elif not node.body and not isinstance(node, ast.Module):
            node.body.append(ast.Pass())
    return ast.fix_missing_locations(tree)


def is_text(part: ast.stmt) -> bool:
    """Say whether a statement is only a text, and does nothing."""
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)


for path in sorted(SOURCE.rglob("*.py")):
    name = path.relative_to(SOURCE)
    # What a traceback calls the file: no folder of the machine that compiled it.
    code = compile(bare(ast.parse(path.read_bytes())), f"/{name}", "exec", dont_inherit=True)
    target = (TARGET / name).with_suffix(".pyc")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Marked as not to be compared with its source, which is not there.
    target.write_bytes(importing._code_to_hash_pyc(code, b"\0" * 8, checked=False))  # type: ignore[attr-defined]
