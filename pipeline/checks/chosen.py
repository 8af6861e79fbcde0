"""Which checks are used, how severe each is, and what is set for it.

In `helder.toml` (or under `[tool.helder]` in `pyproject.toml`):

    [checks]
    skip = ["citations", "article/byline"]    # ids, or the first part of them

    [checks."damage/unknown_words"]
    severity = "error"                        # error, warning, note
    share = 0.05                              # an option of that check; `helder explain` lists them
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from pipeline import discover
from pipeline.checks.check import Check, Options, Severity
from pipeline.errors import WrongSettings

PACKAGE = "pipeline.checks"
MIN_QUALITY = "quality/score"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A check with its severity and options in this collection."""

    check: Check
    severity: Severity | None  # None: what the check says
    options: Options


@cache
def checks() -> dict[str, Check]:
    """All checks by id, each after those that may explain what it finds."""
    found = {name: module.CHECK for name, module in discover.modules(PACKAGE, "CHECK").items()}
    sorter = TopologicalSorter({name: sorted(found[name].follows) for name in sorted(found)})
    return {name: found[name] for name in sorter.static_order()}


def choose(table: Mapping[str, Any], *, min_quality: float | None = None) -> dict[str, Chosen]:
    """The checks to use, in order.

    Args:
        table: `[checks]` of the settings.
        min_quality: what `--min-quality` asks; it makes a lower score an error.

    Raises:
        WrongSettings: no such check, option or severity.
    """
    skip = table.get("skip", [])
    if not (isinstance(skip, list) and all(isinstance(name, str) for name in skip)):
        raise WrongSettings(f"checks.skip = {skip!r}, expected a list of strings.")
    for name in skip:
        if not any(_fits(check, name) for check in checks()):
            raise WrongSettings(f"There is no check {name!r}; helder rules lists them.")
    for name in table:
        if name != "skip" and name not in checks():
            raise WrongSettings(f"There is no check {name!r}; helder rules lists them.")
    chosen = {}
    for name, check in checks().items():
        if not any(_fits(name, skipped) for skipped in skip):
            chosen[name] = _set(name, check, table.get(name, {}))
    if min_quality is not None:
        scored = checks()[MIN_QUALITY]
        chosen[MIN_QUALITY] = Chosen(scored, Severity.ERROR, {**scored.options, "min": min_quality})
    return chosen


def _fits(check: str, name: str) -> bool:
    return check == name or check.startswith(name + "/")


def _set(name: str, check: Check, values: Any) -> Chosen:
    if not isinstance(values, dict):
        raise WrongSettings(f'checks."{name}" = {values!r}, expected a table.')
    chosen = Chosen(check, None, dict(check.options))
    for key, value in values.items():
        if key == "severity":
            if value not in list(Severity):
                known = ", ".join(Severity)
                raise WrongSettings(f'checks."{name}".severity = {value!r}; known are {known}.')
            chosen = replace(chosen, severity=Severity(value))
        elif key not in check.options:
            known = ", ".join(sorted(["severity", *check.options]))
            raise WrongSettings(f'checks."{name}" has no option {key!r}; known are {known}.')
        elif not isinstance(value, int | float) or isinstance(value, bool):
            raise WrongSettings(f'checks."{name}".{key} = {value!r}, expected a number.')
        else:
            chosen = replace(chosen, options={**chosen.options, key: value})
    return chosen
