"""Where a Dutch word may be broken at a line end: "verzekeringsmaatschappij" as "verzekerings-maatschappij".

Two sources, together: the patterns of TeX's Dutch hyphenation, which the package `pyphen` brings, know
syllables; the joints of compounds (`Lexicon.split`) know where one word ends and the next begins. The
patterns are asked about each part by itself, since across a joint they go wrong ("kilometer-slang" of
"kilometerslang"). No printer leaves fewer than two letters on either line.

A break is no proof: printers of narrow columns, and programs of the eighties, broke words anywhere. It is
evidence against it when a hyphen stands at no legal place of the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyphen

LEFT = 2  # letters that stay on the line at least
RIGHT = 2  # letters that go to the next at least


def breaks(word: str, parts: Sequence[str]) -> tuple[int, ...]:
    """The places in `word` before which it may be broken, in order.

    Args:
        word: one word, accents composed; after its own hyphens it may be broken as well.
        parts: what it is made of, without its hyphens; () when it is no compound.
    """
    places = set(_places(word, parts or (word,)))
    return tuple(sorted(place for place in places if LEFT <= place <= len(word) - RIGHT))


def _places(word: str, parts: Sequence[str]) -> Iterator[int]:
    at = 0
    for part in parts:
        at = word.index(part, at)
        for piece in part.split("-"):
            yield at
            yield from (at + place for place in _patterns().positions(piece.lower()))
            at += len(piece) + 1
        at -= 1


@lru_cache(maxsize=1)
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl", left=LEFT, right=RIGHT)  # 0.1 s, on the first question
