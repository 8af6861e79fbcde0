"""JSON: a list of rows, in their order, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

FORMAT = "json"


def write(rows: Sequence[Mapping[str, Any]]) -> str:
    """The list."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"
