"""The ways a line is drawn several times, and what each way could have drawn at a place.

A way takes the printed characters from left to right in steps. A step says: this run of the hidden text
gave that many printed characters, at this price (log10 of its probability).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

LONGEST_RUN = 8  # characters; typesetters' runs are short
MOST_COPIES = 5

# Priors, log10: how a stretch that looks damaged was drawn.
EVEN = -3.4  # runs of one length, for each of the eight lengths
MIXED = -3.0
UNIFORM = -2.5  # every run as often
SPARSE = -2.5  # a letter here and there
# Prices of a step
COPIES = (0.0, -0.5, -0.5, -0.6, -0.7, -1.3)  # by the number of copies
LENGTH = -0.5  # a run of any length
LENGTH_DRAWN_ONCE = -0.35  # a character of runs drawn once; where they end cannot be seen
OTHER_LENGTH = -0.6  # a run longer than one character, where every run is drawn as often
SPARSE_ONCE, SPARSE_TWICE = -0.04, -1.2  # one letter in ten
EXCEPTION = -3.0  # a word drawn once, or a character fewer times, where all others are drawn as often

LEADER = re.compile(r"([^\w\s])\1{10,}")  # dots that lead to a page number; how many does not matter


@dataclass(frozen=True, slots=True)
class Step:
    """A run of the hidden text, the printed characters it explains, and the price.

    `last`: only where the damaged stretch ends with it.
    """

    run: str
    printed: int
    price: float
    last: bool = False


@dataclass(frozen=True, slots=True)
class Even:
    """Runs of one length, the first and the last one perhaps shorter, each drawn one to five times."""

    length: int
    price: float = EVEN

    def steps(self, line: str, at: int, *, first: bool) -> Iterator[Step]:
        """What may have been drawn at `at`; `first`: the damage begins here."""
        for size in range(1, self.length + 1):
            run = line[at : at + size]
            if len(run) < size:
                return
            whole = size == self.length
            price = -math.log10(self.length) if first else 0.0
            for copies in range(1, copies_at(line, at, size) + 1):
                if whole or first:
                    yield Step(run, copies * size, price + COPIES[copies])
                elif copies > 1 or at + size == len(line):
                    yield Step(run, copies * size, COPIES[copies], last=True)


@dataclass(frozen=True, slots=True)
class Mixed:
    """Runs of any lengths, each drawn one to five times."""

    price: float = MIXED

    def steps(self, line: str, at: int, *, first: bool) -> Iterator[Step]:
        """What may have been drawn at `at`; `first`: the damage begins here."""
        yield Step(line[at], 1, LENGTH_DRAWN_ONCE)
        for size in range(1, LONGEST_RUN + 1):
            for copies in range(2, copies_at(line, at, size) + 1):
                yield Step(line[at : at + size], copies * size, LENGTH + COPIES[copies])


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every run, of a character, a ligature, a word or more, drawn the same number of times.

    A space stands for as many: spaces side by side are often read as one. `apart`: each copy is a word of
    its own for the reader ("N Na am me e: :").
    """

    copies: int
    apart: bool = False
    price: float = UNIFORM

    def steps(self, line: str, at: int, *, first: bool) -> Iterator[Step]:
        """What may have been drawn at `at`; `first`: the damage begins here."""
        if line[at] == " ":
            yield Step(" ", 1, 0.0)
        if leader := LEADER.match(line, at):
            yield Step(leader.group(), len(leader.group()), 0.0)
            return
        between = " " if self.apart else ""
        room = len(line) - at
        longest = 1 if self.apart else room // self.copies
        for size in range(1, longest + 1):
            run = line[at : at + size]
            printed = between.join([run] * self.copies)
            if line.startswith(printed, at) and run != " ":
                yield Step(run, len(printed), 0.0 if size == 1 else OTHER_LENGTH)
        if not first and not self.apart:
            once = _same_kind(line, at)
            yield Step(once, len(once), EXCEPTION)
            fewer = copies_at(line, at, 1)
            if 1 < fewer < self.copies:
                yield Step(line[at], fewer, EXCEPTION)


def _same_kind(line: str, at: int) -> str:
    """The letters or the digits that begin at `at`, or the mark there."""
    for kind in (str.isalpha, str.isdigit):
        if kind(line[at]):
            return "".join(takewhile(kind, line[at:]))
    return line[at]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Letters here and there drawn twice or three times, all others once."""

    price: float = SPARSE

    def steps(self, line: str, at: int, *, first: bool) -> Iterator[Step]:
        """What may have been drawn at `at`; `first`: the damage begins here."""
        yield Step(line[at], 1, SPARSE_ONCE)
        if line[at].isalpha():
            for copies in range(2, min(3, copies_at(line, at, 1)) + 1):
                yield Step(line[at], copies, SPARSE_TWICE)


Way = Even | Mixed | Uniform | Sparse
RIGID = tuple(Uniform(copies, apart) for copies in range(2, MOST_COPIES + 1) for apart in (False, True))
FREE: tuple[Way, ...] = (*(Even(length) for length in range(1, LONGEST_RUN + 1)), Mixed())


def copies_at(line: str, at: int, size: int) -> int:
    """How often the run of this size at `at` stands there in a row, five times at most; 0 if it is cut."""
    run = line[at : at + size]
    if len(run) < size:
        return 0
    count = 1
    while count < MOST_COPIES and line.startswith(run, at + count * size):
        count += 1
    return count
