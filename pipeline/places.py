"""Pages, lines and boxes of raw offsets. A form feed ends a page, CR, LF and CRLF end a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import regex

from pipeline.records import Page, Range, Source

LINE_END = regex.compile(r"\r\n|\r|\n")


class Places:
    """Where in a source an offset stands; built once, asked often."""

    def __init__(self, source: Source) -> None:
        self._lines = [0, *(match.end() for match in LINE_END.finditer(source.text))]
        self._pages = source.pages
        self._starts = [page.start for page in source.pages]
        self._geometry = source.geometry

    def line(self, offset: int) -> int:
        """The number of the line in the file."""
        return bisect_right(self._lines, offset)

    def of(self, offset: int) -> dict[str, int]:
        """Page and line, as the ledger has them."""
        return {"page": self.page(offset).number, "line": self.line(offset)}

    def page(self, offset: int) -> Page:
        """The page."""
        return self._pages[max(0, bisect_right(self._starts, offset) - 1)]

    def boxes(self, ranges: Iterable[Range]) -> list[dict[str, Any]] | None:
        """Page and box of each printed line of raw `ranges`; None where nothing tells of places on pages."""
        if self._geometry is None:
            return None
        found = self._geometry.boxes(ranges)
        return [{"page": page, "box": [round(edge, 1) for edge in box]} for page, box in found]
