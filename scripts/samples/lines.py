"""Text to lines of a given measure, hyphenated as a Dutch typesetter does."""

from __future__ import annotations

from collections.abc import Iterator

import pyphen
from reportlab.pdfbase.pdfmetrics import stringWidth

# At least two letters stay behind and three go over: the habit of Dutch magazines.
HYPHENS = pyphen.Pyphen(lang="nl_NL", left=2, right=3)
LADDER = 3  # no more hyphens under one another than this
SLACK = 0.10  # break a word only when more than this part of the measure would stay empty
VOWELS = frozenset("aeiouyáéíóúèëïöüAEIOUYÉ")
TREMA = str.maketrans("ëïöüä", "eioua")


def break_lines(text: str, font: str, size: float, widths: list[float], *, hyphens: bool = True) -> list[str]:
    """Fill lines greedily.

    Args:
        text: one paragraph.
        font: a name that reportlab knows.
        size: in points.
        widths: measure of each line in points; the last holds for all that follow.
        hyphens: whether words may be broken; headings are not.

    Returns:
        The lines. One that ends in a hyphen of the typesetter ends in `-`.
    """
    lines: list[str] = []
    words = text.split(" ")
    line = ""
    ladder = 0
    while words:
        width = widths[min(len(lines), len(widths) - 1)]
        longer = f"{line} {words[0]}" if line else words[0]
        if stringWidth(longer, font, size) <= width:
            line = longer
            words.pop(0)
            continue
        empty = width - stringWidth(line, font, size)
        if hyphens and ladder < LADDER and empty > SLACK * width:
            for head, tail in _breaks(words[0]):
                longer = f"{line} {head}" if line else head
                if stringWidth(longer, font, size) <= width:
                    line = longer
                    words[0] = tail
                    break
        ladder = ladder + 1 if line.endswith("-") else 0
        if not line:
            raise ValueError(f"{words[0]!r} does not fit in {width:.0f} points")
        lines.append(line)
        line = ""
    return [*lines, line]


def _breaks(word: str) -> Iterator[tuple[str, str]]:
    """Ways to break a word, longest head first: after its own hyphens, or where a hyphen may be added."""
    head, hyphen, tail = word.rpartition("-")
    if hyphen and tail[:1].isalpha() and head[-1:].isalpha():
        yield from ((f"{head}-{first}", rest) for first, rest in _hyphenations(tail))
        yield f"{head}-", tail
        yield from ((first, f"{rest}-{tail}") for first, rest in _hyphenations(head))
    elif not hyphen:
        yield from _hyphenations(word)


def _hyphenations(word: str) -> Iterator[tuple[str, str]]:
    letters = word.strip("‘’“”(),.;:?!")
    if not letters.isalpha():
        return
    start = word.index(letters)
    for place in reversed(HYPHENS.positions(letters)):
        # The trema only tells where a syllable begins; at a line end the hyphen does, and the trema goes.
        cut = start + place
        if not (VOWELS.intersection(word[:cut]) and VOWELS.intersection(word[cut:])):
            continue  # the patterns do this to names: Sch-midt
        yield f"{word[:cut]}-", word[cut].translate(TREMA) + word[cut + 1 :]
