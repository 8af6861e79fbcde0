"""What a page looked like, for inputs that tell: pages, regions, lines and words with their boxes.

Places are offsets in the raw text, as everywhere. A box is (left, top, right, bottom) in the unit of its page
(points in a PDF, mostly pixels of the scan in OCR files), counted from the top left corner of the page.

Words and lines are tuples: a newspaper page has thousands, and frozen dataclasses cost three times as much.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

Box = tuple[float, float, float, float]
Range = tuple[int, int]


class Word(NamedTuple):
    """Raw `[start, end)` without white space. `confidence`: of the OCR engine, 0 to 1, where it tells."""

    start: int
    end: int
    box: Box
    confidence: float | None = None


class PrintedLine(NamedTuple):
    """A line as printed.

    Attributes:
        box: None where the format tells of the region only.
        size: of the type, in the unit of the page; 0 where nothing tells. What an OCR engine measured
            itself is rough.
        bold, italic: of most of its letters.
        initial: whether it is the one large letter that opens a paragraph.
    """

    start: int
    end: int
    box: Box | None
    words: tuple[Word, ...] = ()
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    initial: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that the input holds together: ALTO's TextBlock, hOCR's paragraph, PAGE's TextRegion.

    Attributes:
        box: None when nothing tells where it is.
        type: as PAGE-XML names it (`heading`, `caption`, `page-number`, ...), "" where the format has none.
        order: its rank in an order that the input states, None where it states none.
        group: what holds it in that order; between groups nothing is stated.
        id: its name in the input, by which METS points at it.
    """

    box: Box | None
    lines: tuple[PrintedLine, ...]
    type: str = ""
    order: int | None = None
    group: str = ""
    id: str = ""

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class DrawnAgain:
    """Letters that were drawn more than once and stand in the text once: which, and where the copy was."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, what is printed on it, the frames and pictures.

    Attributes:
        number: that of `records.Page`.
        measured: whether size and weight are the type's own, as in a PDF, and not what OCR made of an image.
    """

    number: int
    width: float
    height: float
    regions: tuple[Region, ...]
    frames: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    measured: bool = False
    drawn_again: tuple[DrawnAgain, ...] = ()


@dataclass(frozen=True)
class Geometry:
    """All pages.

    Attributes:
        joined: places where a line ends within a word, by the word of the input (ALTO's SUBS_CONTENT). It
            tells that the two pieces are one word, not whether a hyphen is its own.
    """

    sheets: tuple[Sheet, ...]
    joined: frozenset[int] = frozenset()

    @cached_property
    def _lines(self) -> list[tuple[int, int, Sheet, Region, PrintedLine]]:
        found = [
            (line.start, line.end, sheet, region, line)
            for sheet in self.sheets
            for region in sheet.regions
            for line in region.lines
        ]
        return sorted(found, key=lambda item: item[:2])

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, *_ in self._lines]

    def lines(self, start: int, end: int) -> Iterator[tuple[Sheet, Region, PrintedLine]]:
        """The lines that share a character with raw `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for at in range(first, bisect_left(self._starts, end)):
            begin, stop, sheet, region, line = self._lines[at]
            if begin < end and start < stop:
                yield sheet, region, line

    def boxes(self, ranges: Iterable[Range]) -> list[tuple[int, Box]]:
        """Where raw `ranges` are printed: (page, box), one for each line; by words where they are known."""
        found: list[tuple[int, Box]] = []
        for start, end in ranges:
            for sheet, region, line in self.lines(start, end):
                words = [w.box for w in line.words if w.start < end and start < w.end]
                box = hull(words) if words else line.box or region.box
                if box and (sheet.number, box) not in found:
                    found.append((sheet.number, box))
        return found

    def confidences(self) -> list[tuple[int, float]]:
        """Where each word begins of which the OCR engine tells how sure it was, and that, by place."""
        words = (word for *_, line in self._lines for word in line.words)
        return sorted((w.start, w.confidence) for w in words if w.confidence is not None)

    def cut(self, ranges: Sequence[Range]) -> Geometry:
        """The geometry of a text put together from `ranges` of this one, in that order.

        A line belongs to where it begins. Page numbers stay those of the whole.
        """
        if (
            list(ranges) == sorted(ranges)
            and all(a[1] == b[0] for a, b in pairwise(ranges))
            and ranges[0][0] == 0
        ):
            return self
        shifts = list(_shifts(ranges))
        sheets = []
        for sheet in self.sheets:
            regions = [
                replace(region, lines=lines)
                for region in sheet.regions
                if (lines := tuple(moved for line in region.lines if (moved := _moved(line, shifts))))
            ]
            again = [
                replace(d, start=d.start + by, end=d.end + by)
                for d in sheet.drawn_again
                if (by := _shift(d.start, shifts)) is not None
            ]
            sheets.append(replace(sheet, regions=tuple(regions), drawn_again=tuple(again)))
        joined = frozenset(j + by for j in self.joined if (by := _shift(j, shifts)) is not None)
        return replace(self, sheets=tuple(sheets), joined=joined)


def _shifts(ranges: Sequence[Range]) -> Iterator[tuple[int, int, int]]:
    at = 0
    for start, end in ranges:
        yield start, end, at - start
        at += end - start


def _shift(place: int, shifts: Sequence[tuple[int, int, int]]) -> int | None:
    return next((by for start, end, by in shifts if start <= place < end), None)


def _moved(line: PrintedLine, shifts: Sequence[tuple[int, int, int]]) -> PrintedLine | None:
    by = _shift(line.start, shifts)
    if by is None:
        return None
    words = tuple(w._replace(start=w.start + by, end=w.end + by) for w in line.words)
    return line._replace(start=line.start + by, end=line.end + by, words=words)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around `boxes`, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
