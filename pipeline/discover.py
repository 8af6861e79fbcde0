"""Finds the rules, extractors, checks, readers and writers in their folders. There is no list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def modules(package: str, attribute: str) -> dict[str, ModuleType]:
    """The modules below `package` that hold `attribute`, by their path below it (`lines/hyphen`), sorted.

    Found through the import system, so it works from a folder, a wheel and a zip alike.
    """
    found = {}
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, prefix=f"{package}."):
        if not info.ispkg:
            module = importlib.import_module(info.name)
            if hasattr(module, attribute):
                found[info.name.removeprefix(f"{package}.").replace(".", "/")] = module
    return dict(sorted(found.items()))
