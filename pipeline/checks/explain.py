"""The manual page of a check, from its own file."""

from __future__ import annotations

import inspect

from pipeline import discover
from pipeline.checks.check import Case
from pipeline.checks.chosen import PACKAGE, checks


def explain(name: str) -> str:
    """The page for the check `name`: what it finds, what can be set, and cases.

    Raises:
        KeyError: there is no such check.
    """
    check = checks()[name]
    doc = inspect.getdoc(discover.modules(PACKAGE, "CHECK")[name]) or ""
    lines = [f"{name}: {check.title} ({check.severity})", "", doc.strip(), ""]
    if check.options:
        set_as = [f"  {option} = {value}" for option, value in check.options.items()]
        lines += [f'Options, under [checks."{name}"] in helder.toml:', *set_as, ""]
    lines += ["Finds:", *map(_shown, check.finds), "", "Leaves alone:", *map(_shown, check.passes), ""]
    return "\n".join(lines)


def _shown(case: Case) -> str:
    text = case.clean or case.raw
    short = text if len(text) <= 120 else text[:120] + "…"
    shown = short.rstrip("\n").replace("\n", "⏎").replace("\f", "␌")
    return f"  {case.note}" + (f'\n    "{shown}"' if text else "")
