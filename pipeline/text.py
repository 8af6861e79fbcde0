"""Text whose every character knows where it came from.

A `Text` is a sequence of pieces over a base string. A piece is a *copy* of base `[start, end)` or *new*
characters that stand for base `[start, end)`, possibly empty on either side. The pieces' base ranges
cover the base exactly once, in any order, so nothing can be lost or come twice without a trace:

- a place in the string maps to the base by a bisect over the pieces, and back;
- what is new, gone or moved can be read off the pieces, so that a ledger is derived, not believed.

Only `pipeline.repair.engine` makes changed texts; everything here just reads and cuts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.records import Range


@dataclass(frozen=True, slots=True)
class Piece:
    """Base `[start, end)`: copied when `text` is None, else replaced by `text` through `edits` (ids)."""

    start: int
    end: int
    text: str | None = None
    edits: tuple[int, ...] = ()

    def __len__(self) -> int:
        return self.end - self.start if self.text is None else len(self.text)


@dataclass(frozen=True)
class Text:
    """A string over a base, with the origin of each character."""

    base: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, base: str) -> Text:
        """The base itself, unchanged."""
        return cls(base, (Piece(0, len(base)),) if base else ())

    @cached_property
    def string(self) -> str:
        """The text as a plain string."""
        return "".join(self.base[p.start : p.end] if p.text is None else p.text for p in self.pieces)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.pieces)))

    @cached_property
    def _by_base(self) -> list[tuple[int, int, int]]:
        """(base start, base end, index) of each piece that stands for something, by base."""
        return sorted((p.start, p.end, index) for index, p in enumerate(self.pieces) if p.start < p.end)

    def __len__(self) -> int:
        return self._ends[-1] if self.pieces else 0

    def split(self, cuts: Sequence[int]) -> list[list[Piece]]:
        """The pieces between the places `cuts` (ascending): one list more than there are cuts.

        Each piece is in one list. Pieces without characters (deletions) stay with the character before
        them. A new piece that is cut in two leaves its base range with the first half.
        """
        lists: list[list[Piece]] = [[]]
        at = done = 0  # `done` cuts lie behind
        for whole in self.pieces:
            piece, size = whole, len(whole)
            while size:
                while done < len(cuts) and cuts[done] <= at:
                    lists.append([])
                    done += 1
                room = cuts[done] - at if done < len(cuts) else size
                if room >= size:
                    break
                head, piece = _divide(piece, room)
                lists[-1].append(head)
                at += room
                size -= room
            lists[-1].append(piece)
            at += size
        return lists + [[] for _ in range(len(cuts) - done)]

    def to_base(self, start: int, end: int) -> tuple[Range, ...]:
        """The base ranges that string `[start, end)` comes from, in the order of the string.

        What was deleted inside is bridged, so that a word joined over a line end is one range. For an
        empty range: its place.
        """
        if start >= end:
            place = self.base_of(start)
            return ((place, place),)
        first, last = bisect_right(self._ends, start), bisect_left(self._ends, end)
        ranges: list[Range] = []
        for index in range(first, min(last, len(self.pieces) - 1) + 1):
            piece = self.pieces[index]
            lo, hi = piece.start, piece.end
            if piece.text is None:
                at = self._ends[index] - len(piece)
                lo, hi = max(lo, lo + start - at), min(hi, hi + end - self._ends[index])
            if ranges and ranges[-1][1] == lo:
                ranges[-1] = (ranges[-1][0], hi)
            else:
                ranges.append((lo, hi))
        return tuple(ranges)

    def base_of(self, position: int) -> int:
        """The base offset of the character at `position`; at the end, that after the last character."""
        index = bisect_right(self._ends, position)
        if index == len(self.pieces):
            return self.pieces[-1].end if self.pieces else 0
        piece = self.pieces[index]
        return piece.start + (position - (self._ends[index] - len(piece)) if piece.text is None else 0)

    def from_base(self, offset: int) -> int:
        """The place in the string of base `offset`; for what is gone or replaced, where it was."""
        at = bisect_right(self._by_base, (offset, len(self.base) + 1, 0)) - 1
        if at < 0:
            return 0
        _, _, index = self._by_base[at]
        piece = self.pieces[index]
        begin = self._ends[index] - len(piece)
        return begin + min(offset - piece.start, len(piece)) if piece.text is None else begin


def _divide(piece: Piece, size: int) -> tuple[Piece, Piece]:
    if piece.text is None:
        middle = piece.start + size
        return Piece(piece.start, middle), Piece(middle, piece.end)
    return (
        Piece(piece.start, piece.end, piece.text[:size], piece.edits),
        Piece(piece.end, piece.end, piece.text[size:], piece.edits),
    )


def hull(ranges: Iterable[Range]) -> Range:
    """The one range from the first to the last character of `ranges`, whatever their order."""
    starts, ends = zip(*ranges, strict=True)
    return min(starts), max(ends)


def runs(pieces: Iterable[Piece]) -> tuple[Range, ...]:
    """The base ranges of `pieces`, those that follow each other in the base joined."""
    ranges: list[Range] = []
    for piece in pieces:
        if ranges and ranges[-1][1] == piece.start:
            ranges[-1] = (ranges[-1][0], piece.end)
        else:
            ranges.append((piece.start, piece.end))
    return tuple(ranges)
