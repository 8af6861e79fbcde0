"""The rules in the order in which they work, and a digest of what they do.

The order is that of the folders (blocks, characters, lines, words); within a folder, rules see the same
text unless one says it comes `after` another, which opens a further step.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
from functools import cache
from graphlib import TopologicalSorter
from itertools import groupby

from pipeline import discover
from pipeline.errors import WrongSettings
from pipeline.repair.rule import Repair

PACKAGE = "pipeline.repair"
Step = dict[str, Repair]


@cache
def rules() -> dict[str, Repair]:
    """All rules by id."""
    return {name: module.RULE for name, module in discover.modules(PACKAGE, "RULE").items()}


@cache
def steps(*, only: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """The rules to use, in steps; those of one step see the same text.

    Args:
        only, skip: ids (`lines/hyphen`) or folders (`lines`).

    Raises:
        WrongSettings: a name in `only` or `skip` that fits no rule.
    """
    for name in (*only, *skip):
        if not any(_fits(rule, name) for rule in rules()):
            raise WrongSettings(f"There is no repair rule {name!r}; helder rules lists them.")
    found: list[Step] = []
    for _, names in groupby(rules(), key=lambda name: name.split("/")[0]):
        folder = list(names)
        sorter = TopologicalSorter({n: [a for a in rules()[n].after if a in folder] for n in folder})
        sorter.prepare()
        while ready := sorted(sorter.get_ready()):
            found.append({n: rules()[n] for n in ready if _wanted(n, only, skip)})
            sorter.done(*ready)
    return tuple(step for step in found if step)


def _fits(rule: str, name: str) -> bool:
    return rule == name or rule.startswith(name + "/")


def _wanted(rule: str, only: tuple[str, ...], skip: tuple[str, ...]) -> bool:
    chosen = not only or any(_fits(rule, name) for name in only)
    return chosen and not any(_fits(rule, name) for name in skip)


@cache
def digest() -> str:
    """SHA-256 of what cleaning does: the code of its stages without comments and docstrings, and tables.

    So a reworded docstring remakes no output, and a changed table does.
    """
    sha = hashlib.sha256()
    for package in ("pipeline.ingest", "pipeline.language", "pipeline.layout", PACKAGE):
        for name, module in discover.modules(package, "__file__").items():
            sha.update(f"{package}/{name}\0{_what_it_does(inspect.getsource(module))}\0".encode())
    return sha.hexdigest()


def _what_it_does(source: str) -> str:
    """The syntax tree of `source` without docstrings, titles and examples of rules."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                node.body = node.body[1:] or [ast.Pass()]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Repair":
            node.keywords = [k for k in node.keywords if k.arg not in ("title", "repairs", "leaves")]
    return ast.dump(tree)
