"""The manual page of a rule, from its own file."""

from __future__ import annotations

import inspect

from pipeline import discover
from pipeline.records import Example
from pipeline.repair.rules import PACKAGE, rules


def explain(name: str) -> str:
    """The page for the rule `name`, with its examples.

    Raises:
        KeyError: there is no such rule.
    """
    rule = rules()[name]
    doc = inspect.getdoc(discover.modules(PACKAGE, "RULE")[name]) or ""
    lines = [f"{name}: {rule.title}", "", doc.strip(), ""]
    if rule.repairs:
        lines += ["Repairs:", *(_shown(e, repaired=True) for e in rule.repairs), ""]
    if rule.leaves:
        lines += ["Leaves alone:", *(_shown(e, repaired=False) for e in rule.leaves), ""]
    return "\n".join(lines)


def _shown(example: Example, *, repaired: bool) -> str:
    text = f"  {_quoted(example.before)}"
    if repaired:
        text += f"\n    -> {_quoted(example.after)}"
    return text + (f"    ({example.note})" if example.note else "")


def _quoted(text: str) -> str:
    return '"' + text.rstrip("\n").replace("\n", "⏎").replace("\f", "␌") + '"'
