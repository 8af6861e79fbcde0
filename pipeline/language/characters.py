"""How likely a string of letters is as a Dutch word in one piece: four characters at a time.

The table holds, for every three characters and the one that follows, minus the logarithm of its
probability. `scripts/build_lexicon.py` learns it from OpenTaal's word forms, each counted once, a
compound hardly at all: so it knows how Dutch stems and endings are built and nothing of how often
words occur. It is one block of bytes: reading it takes a millisecond, and a look-up is an index.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "characters.u8"

EDGE = 0  # stands before and after a word
LETTERS = "abcdefghijklmnopqrstuvwxyzéèëïöüê'-"
OTHER = len(LETTERS) + 1  # digits and all the rest
SIZE = len(LETTERS) + 2
CODES = {letter: code for code, letter in enumerate(LETTERS, start=1)}

STEPS = 40  # a byte counts fortieths of a factor ten, so the rarest sequence costs 10 ** -6.4


def log10_probability(word: str, table: bytes | None = None) -> float:
    """The probability of this string among all strings, as a power of ten; case does not count.

    Args:
        word: one word, its hyphens and apostrophes straight.
        table: a table other than the one that is shipped, while learning.
    """
    prices = _table() if table is None else table
    return -sum(prices[place] for place in places(word)) / STEPS


def places(word: str) -> Iterator[int]:
    """The place in the table of each character of a word and of its end."""
    before = (EDGE * SIZE + EDGE) * SIZE + EDGE
    for character in word:
        place = before * SIZE + _code(character)
        yield place
        before = place % SIZE**3
    yield before * SIZE + EDGE


@lru_cache(maxsize=4096)
def _code(character: str) -> int:
    """The code of a character. Accents that Dutch words do not have are taken off."""
    small = character.lower()
    return CODES.get(small) or CODES.get(unicodedata.normalize("NFD", small)[0], OTHER)


@lru_cache(maxsize=1)
def _table() -> bytes:
    return TABLE.read_bytes()
