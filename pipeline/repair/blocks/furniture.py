"""What the three rules for page furniture share; what counts as such is decided by the layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.layout.furniture import issue_of
from pipeline.records import Edit, Safety
from pipeline.repair.rule import View


def finder(kind: str) -> Callable[[View], Iterator[Edit]]:
    """A function that wishes the furniture of one `kind` away, with its line end.

    The evidence holds the printed page number (`label`) and what a running head tells of the issue.
    """

    def find(view: View) -> Iterator[Edit]:
        for item in view.layout.furniture:
            if item.kind == kind:
                start, end = view.place((item.start, item.end))
                told = issue_of(view.string[start:end], named=item.returns) if kind == "running_head" else {}
                evidence = told | ({"label": item.label} if item.label else {})
                yield Edit(
                    start,
                    _line_end(view.string, end),
                    "",
                    why=kind,
                    safety=Safety.SAFE if item.certain else Safety.DOUBTFUL,
                    confidence=0.95 if item.certain else 0.5,
                    evidence=evidence,
                )

    return find


def _line_end(string: str, end: int) -> int:
    while end < len(string) and string[end] in " \t":
        end += 1
    if string.startswith("\r\n", end):
        return end + 2
    return end + 1 if string[end : end + 1] in ("\n", "\r") else end
