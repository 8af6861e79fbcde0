"""Raw and clean text side by side: one row a paragraph, each edit marked where it stands in both."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.repair import ledger
from pipeline.repair.ledger import Stretch
from pipeline.report.load import Article, Line

WHOLE = ("rule_failed", "unstable", "decision_unfit")  # about the whole text; they stand nowhere
PARAGRAPH_END = regex.compile(r"\n\n+")
SHOWN = 3  # doubtful edits told at one place; more of them are in the list


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same marks; `edit` and `doubts` are numbers of lines in the ledger.

    Attributes:
        moved: the number of the line that moved it.
    """

    text: str
    edit: int | None = None
    doubts: tuple[int, ...] = ()
    moved: int | None = None


@dataclass(slots=True)
class Row:
    """A paragraph of the clean text, and the raw text it came from, in the order of the clean text."""

    raw: list[Run] = field(default_factory=list)
    clean: list[Run] = field(default_factory=list)


def rows(article: Article) -> list[Row]:
    """The article, paragraph by paragraph."""
    lines = article.lines
    doubts = _Cover(
        (n, line["raw"]["start"], line["raw"]["end"])
        for n, line in enumerate(lines)
        if not line["applied"] and line["why"] not in WHOLE
    )
    moves = _Cover(
        (n, start, end)
        for n, line in enumerate(lines)
        if line.get("moved")
        for start, end in line.get("places", [(line["raw"]["start"], line["raw"]["end"])])
    )
    numbers = _numbers(lines)
    ends = [match.end() for match in PARAGRAPH_END.finditer(article.clean)]
    found: list[Row] = [Row() for _ in range(len(ends) + 1)]
    stretches = sorted(
        ledger.alignment(lines, len(article.clean)), key=lambda s: (s.to, s.to_end, s.start, s.end)
    )
    for whole in stretches:
        for part in _cut(whole, doubts, moves, ends):
            row = found[bisect_right(ends, part.to if part.to < part.to_end else max(0, part.to - 1))]
            over = doubts.at(part.start, part.end)[:SHOWN]
            moved = next(iter(moves.at(part.start, part.end)), None)
            edit = numbers.get((whole.start, whole.end, whole.to, whole.to_end)) if _is_edit(whole) else None
            if part.start < part.end:
                row.raw.append(Run(article.raw[part.start : part.end], edit, over, moved))
            if part.to < part.to_end:
                row.clean.append(Run(article.clean[part.to : part.to_end], edit, over, moved))
            elif over and part.start == part.end:  # something would be put in here
                row.raw.append(Run("", None, over))
    return [row for row in found if row.raw or row.clean]


def _is_edit(stretch: Stretch) -> bool:
    return stretch.before is not None


def _numbers(lines: Sequence[Line]) -> dict[tuple[int, int, int, int], int]:
    """The line of the ledger that each edited stretch is of."""
    found = {}
    for number, line in enumerate(lines):
        if line["applied"] and not line.get("moved"):
            raws = line.get("places", [(line["raw"]["start"], line["raw"]["end"])])
            cleans = line.get("clean_places", [(line["clean"]["start"], line["clean"]["end"])])
            for (start, end), (to, to_end) in zip(raws, cleans, strict=True):
                found[start, end, to, to_end] = number
    return found


def _cut(whole: Stretch, doubts: _Cover, moves: _Cover, ends: Sequence[int]) -> Iterator[Stretch]:
    """A copy in pieces that each have the same marks and lie in one paragraph; an edit as it is."""
    if _is_edit(whole):
        yield whole
        return
    shift = whole.to - whole.start
    inside = ends[bisect_right(ends, whole.to) : bisect_left(ends, whole.to_end)]
    cuts = {*doubts.borders(whole.start, whole.end), *moves.borders(whole.start, whole.end)}
    cuts |= {end - shift for end in inside}
    points = doubts.places[bisect_left(doubts.places, whole.start) : bisect_left(doubts.places, whole.end)]
    at = whole.start
    for cut in sorted({*cuts, *points, whole.end}):
        if at < cut:
            yield Stretch(at, cut, at + shift, cut + shift)
        if cut in doubts.points and cut < whole.end:
            yield Stretch(cut, cut, cut + shift, cut + shift)
        at = max(at, cut)


class _Cover:
    """Which of many ranges lie over a place."""

    def __init__(self, ranges: Iterable[tuple[int, int, int]]) -> None:
        known = sorted(ranges, key=lambda r: r[1:])
        self.points: dict[int, list[int]] = {}
        for number, start, end in known:
            if start == end:
                self.points.setdefault(start, []).append(number)
        self.places = sorted(self.points)
        known = [r for r in known if r[1] < r[2]]
        self._borders = sorted({b for _, start, end in known for b in (start, end)})
        self._over: list[list[int]] = [[] for _ in self._borders]
        for number, start, end in known:
            for index in range(bisect_left(self._borders, start), bisect_left(self._borders, end)):
                if len(self._over[index]) < SHOWN:
                    self._over[index].append(number)

    def borders(self, start: int, end: int) -> list[int]:
        """Where a range begins or ends inside `[start, end)`."""
        return self._borders[bisect_right(self._borders, start) : bisect_left(self._borders, end)]

    def at(self, start: int, end: int) -> tuple[int, ...]:
        """The ranges over the place; at an empty one, those that are empty too."""
        if start == end:
            return tuple(self.points.get(start, ()))
        index = bisect_right(self._borders, start) - 1
        return tuple(self._over[index]) if index >= 0 else ()
