"""The rules in the order in which they work.

The order is that of the folders (blocks, characters, lines, words); within a folder, rules see the same
text unless one says it comes `after` another, which opens a further step.
"""

from __future__ import annotations

from collections.abc import Mapping
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
        only: ids (`lines/hyphen`) or folders (`lines`) to use; empty for all.
        skip: ids or folders to do without.

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


def floors(wanted: Mapping[str, float]) -> dict[str, float]:
    """The confidence from which edits are applied, by id of the rules that have one.

    Args:
        wanted: by id of a rule or folder; a rule's own counts before its folder's.

    Raises:
        WrongSettings: a name in `wanted` that fits no rule.
    """
    for name in wanted:
        if not any(_fits(rule, name) for rule in rules()):
            raise WrongSettings(f"floors: there is no repair rule {name!r}; helder rules lists them.")
    longest_first = sorted(wanted, key=len, reverse=True)
    return {
        rule: next(wanted[name] for name in longest_first if _fits(rule, name))
        for rule in (rules() if wanted else ())
        if any(_fits(rule, name) for name in wanted)
    }


def _fits(rule: str, name: str) -> bool:
    return rule == name or rule.startswith(name + "/")


def _wanted(rule: str, only: tuple[str, ...], skip: tuple[str, ...]) -> bool:
    chosen = not only or any(_fits(rule, name) for name in only)
    return chosen and not any(_fits(rule, name) for name in skip)
