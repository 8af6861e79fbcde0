"""Digests of what makes the outputs: the code of the stages, and their tables.

Comments, docstrings, titles and examples do not count, so a reworded docstring remakes no output; a changed
constant, word list or data file does.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import pkgutil
from functools import cache
from importlib import resources
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import MissingModel

CLEANING = ("pipeline.ingest", "pipeline.language", "pipeline.layout", "pipeline.repair")
EXTRACTION = ("pipeline.quality", "pipeline.sections", "pipeline.spans", "pipeline.summary")
# What the stages stand on, and what leads from one to the next.
CORE = (
    "pipeline.text",
    "pipeline.geometry",
    "pipeline.places",
    "pipeline.decisions",
    "pipeline.records",
    "pipeline.articles",
    "pipeline.metadata",
    "pipeline.flow",
)
TABLES = resources.files("pipeline.language") / "data"
SHIPPED = resources.files("pipeline.language") / "nl_helder_core"


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


@cache
def model(name: str | None) -> str:
    """SHA-256 of all files of the spaCy pipeline called `name`; None: the one that ships. It is not loaded.

    Raises:
        MissingModel: there is none of that name.
    """
    folder = _folder(name)
    sha = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        sha.update(f"{path.relative_to(folder).as_posix()}\0{content}\0".encode())
    return sha.hexdigest()


def _folder(name: str | None) -> Path:
    if name is None:
        return Path(str(SHIPPED))
    if Path(name).is_dir():
        return Path(name)
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.submodule_search_locations:
        raise MissingModel(f"The spaCy pipeline {name} cannot be loaded: there is none of that name.")
    return Path(spec.submodule_search_locations[0])


def _code(packages: tuple[str, ...]) -> hashlib._Hash:
    """Of the source files as they stand, none of which is imported: the extractors would load spaCy."""
    sha = hashlib.sha256()
    sources = {name: _source(find_spec(name)) for name in CORE}
    for package in packages:
        folder = importlib.import_module(package).__path__
        found = pkgutil.walk_packages(folder, prefix=f"{package}.")
        specs = {i.name: i.module_finder.find_spec(i.name, None) for i in found if not i.ispkg}
        paths = {name.removeprefix(f"{package}.").replace(".", "/"): spec for name, spec in specs.items()}
        sources |= {f"{package}/{path}": _source(spec) for path, spec in sorted(paths.items())}
    for name, source in sources.items():
        sha.update(f"{name}\0{what_it_does(source)}\0".encode())
    return sha


def _source(spec: ModuleSpec | None) -> str:
    loader = spec.loader if spec else None
    source = loader.get_source(spec.name) if spec and isinstance(loader, InspectLoader) else None
    if source is None:
        raise ImportError(f"the source of {spec.name if spec else 'a module'} is not installed")
    return source


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
