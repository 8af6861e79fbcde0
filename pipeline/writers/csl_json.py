"""CSL-JSON: a list of items, as Zotero, pandoc and others read it (schema `csl-data` of CSL 1.0.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

FORMAT = "csl-json"
ITEMS = True  # takes CSL items in place of flat rows


def write(items: Sequence[Mapping[str, Any]]) -> str:
    """The list."""
    return json.dumps(list(items), ensure_ascii=False, indent=1) + "\n"
