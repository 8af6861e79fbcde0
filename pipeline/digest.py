"""Digests of what makes the outputs: the code of the stages, and their tables.

Comments, docstrings, titles and examples do not count, so a reworded docstring remakes no output; a changed
constant, word list or data file does.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
from functools import cache
from importlib import resources

from pipeline import discover

CLEANING = ("pipeline.ingest", "pipeline.language", "pipeline.layout", "pipeline.repair")
EXTRACTION = ("pipeline.sections", "pipeline.spans", "pipeline.summary")
CORE = ("pipeline.text", "pipeline.decisions", "pipeline.records")  # what the stages stand on
TABLES = resources.files("pipeline.language") / "data"


@cache
def cleaning() -> str:
    """SHA-256 of what leads from the input to the clean text and its ledger."""
    sha = _code(CLEANING)
    for table in sorted(TABLES.iterdir(), key=lambda t: t.name):
        sha.update(table.name.encode() + hashlib.sha256(table.read_bytes()).digest())
    return sha.hexdigest()


@cache
def extraction() -> str:
    """SHA-256 of what leads from the clean text to the summary, the spaCy pipeline apart."""
    return _code(EXTRACTION).hexdigest()


def _code(packages: tuple[str, ...]) -> hashlib._Hash:
    sha = hashlib.sha256()
    modules = {name: importlib.import_module(name) for name in CORE}
    for package in packages:
        modules |= {f"{package}/{n}": m for n, m in discover.modules(package, "__file__").items()}
    for name, module in modules.items():
        sha.update(f"{name}\0{what_it_does(inspect.getsource(module))}\0".encode())
    return sha


def what_it_does(source: str) -> str:
    """The syntax tree of `source` without docstrings, titles and examples of rules."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                node.body = node.body[1:] or [ast.Pass()]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Repair":
            node.keywords = [k for k in node.keywords if k.arg not in ("title", "repairs", "leaves")]
    return _dump(tree)


def _dump(node: object) -> str:
    """A syntax tree in words; `ast.dump` words it differently from one Python to the next."""
    if isinstance(node, ast.AST):
        fields = ((name, value) for name, value in ast.iter_fields(node) if value is not None and value != [])
        return f"{type(node).__name__}({', '.join(f'{name}={_dump(value)}' for name, value in fields)})"
    if isinstance(node, list):
        return f"[{', '.join(map(_dump, node))}]"
    return repr(node)
