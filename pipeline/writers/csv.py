"""CSV for spreadsheets: UTF-8, a header line, commas, CRLF as RFC 4180 has it.

A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, a tab or a return at its start) gets
an apostrophe in front, which the spreadsheet does not show. The price: who reads the file with a program
has to take it off again; JSON has the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

FORMAT = "csv"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(rows: Sequence[Mapping[str, Any]]) -> str:
    """The table; nothing when there are no rows, since then no columns are known."""
    if not rows:
        return ""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _harmless(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value if isinstance(value, str) and value.startswith(DANGEROUS) else value
