"""Sound text as it comes out when type was drawn several times to look bold.

What is modelled is the page, not the string. A typesetter cuts a line into runs; every pass draws the runs
at their places, a little to the right of the pass before. The reader (`read`) knows nothing of passes: it
takes what lies on the page from left to right. Lengths, copies and offsets are drawn at random. No code is
shared with the repair.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Dice = random.Random
Maker = Callable[[str, Dice], str]

NARROW, WIDE = "fijlrt.,:;'’!|()[] ", "mwMWAOQGDHN"
LIGATURES = ("ffi", "fi", "fl", "ff")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of type on the page: `x` is its left edge in units of an average letter."""

    x: float
    text: str


def read(page: list[Run]) -> str:
    """The runs from left to right; of two at the same place the one drawn first."""
    return "".join(run.text for run in sorted(page, key=lambda run: run.x))


def width(text: str) -> float:
    """The width of type, an average letter being 1."""
    return sum(0.55 if c in NARROW else 1.5 if c in WIDE else 1.0 for c in text)


def cut(text: str, lengths: Iterator[int]) -> list[str]:
    """`text` in runs of these lengths, the last one as long as what is left."""
    runs = []
    while text:
        length = next(lengths)
        runs.append(text[:length])
        text = text[length:]
    return runs


def set_down(runs: list[str], *, x: float = 0.0, stretch: float = 1.0) -> list[Run]:
    """One pass: each run after the other, widths multiplied by `stretch`."""
    page = []
    for text in runs:
        page.append(Run(x, text))
        x += width(text) * stretch
    return page


def _overdrawn(runs: list[str], copies: Callable[[], int]) -> str:
    """Each run drawn so many times, a hair to the right each time."""
    page = []
    for run in set_down(runs):
        page += [Run(run.x + 0.01 * copy, run.text) for copy in range(copies())]
    return read(page)


def _until_damaged(make: Callable[[], str], text: str) -> str:
    """A drawing that shows: at random, each run may be drawn once."""
    for _ in range(100):
        if (drawn := make()) != text:
            return drawn
    raise ValueError(f"cannot be damaged: {text!r}")


def _lengths(first: int, others: Callable[[], int]) -> Iterator[int]:
    yield first
    while True:
        yield others()


def runs_of(*lengths: int) -> Maker:
    """Runs of one of these lengths, the first one shorter, each drawn one to four times."""

    def make(text: str, dice: Dice) -> str:
        length = dice.choice(lengths)
        runs = cut(text, _lengths(dice.randint(1, length), lambda: length))
        return _until_damaged(lambda: _overdrawn(runs, lambda: dice.randint(1, 4)), text)

    return make


def mixed_runs(text: str, dice: Dice) -> str:
    """Runs of two to six characters, each drawn one to four times."""
    runs = cut(text, _lengths(dice.randint(1, 6), lambda: dice.randint(2, 6)))
    return _until_damaged(lambda: _overdrawn(runs, lambda: dice.randint(1, 4)), text)


def each_character(text: str, dice: Dice) -> str:
    """Every glyph as often as every other, two to five times; a ligature is one glyph."""
    pattern = "|".join(LIGATURES) + "|." if dice.random() < 0.3 else "."
    copies = dice.choice((2, 2, 2, 3, 4, 5))
    return _overdrawn(re.findall(pattern, text), lambda: copies)


def each_word(text: str, dice: Dice) -> str:
    """Every word two or three times, the spaces placed by the reader: "SpelenSpelen enen lerenleren"."""
    copies = dice.choice((2, 2, 3))
    return " ".join(word * copies for word in text.split())


def each_word_spaced(text: str, dice: Dice) -> str:
    """Every word two or three times, with spaces: "Spelen Spelen en en leren leren"."""
    copies = dice.choice((2, 2, 3))
    return " ".join(word for word in text.split() for _ in range(copies))


def whole_line(text: str, dice: Dice) -> str:
    """The line two or three times, one behind the other."""
    return dice.choice(("", " ")).join([text] * dice.choice((2, 2, 3)))


def interleaved(text: str, dice: Dice) -> str:
    """Two passes of single glyphs; the second lies further right, and wider or narrower: it drifts."""

    def make() -> str:
        offset, stretch = dice.uniform(0.3, 1.6), 1 + dice.uniform(-0.02, 0.02)
        return read([*set_down(list(text)), *set_down(list(text), x=offset, stretch=stretch)])

    return _until_damaged(make, text)


def spaced_copies(text: str, dice: Dice) -> str:
    """Every glyph two or three times, each copy a word for the reader: "N Na am me e: :"."""
    copies = dice.choice((2, 2, 3))
    return re.sub(" +", " ", "".join(" ".join([glyph] * copies) for glyph in text))


def doubled_letters(text: str, dice: Dice) -> str:
    """Some letters, at random, twice or (rarely) three times."""
    share = dice.uniform(0.04, 0.12)

    def make() -> str:
        return "".join(
            c * (1 + (c.isalpha() and dice.random() < share) * dice.choice((1, 1, 1, 1, 2))) for c in text
        )

    return _until_damaged(make, text)


KINDS: dict[str, Maker] = {
    "runs of three": runs_of(3),
    "runs of another length": runs_of(2, 4, 5, 6, 7, 8),
    "runs of mixed length": mixed_runs,
    "each character": each_character,
    "each word": each_word,
    "each word, spaces between": each_word_spaced,
    "whole line": whole_line,
    "interleaved": interleaved,
    "spaced copies": spaced_copies,
}
