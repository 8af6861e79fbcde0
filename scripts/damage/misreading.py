"""Sound text as a machine reads it: letters and pairs of letters taken for others that look alike.

What looks alike is the shape, not the sound: the pairs stand for strokes that run together ("rn", "m"), bows
that are not closed ("c", "e"), heights that are not seen ("l", "i", "1") and marks that are lost ("é", "e").
No code or table is shared with the repair.
"""

from __future__ import annotations

import random
import re

ALIKE = (
    ("m", "rn"), ("rn", "m"), ("h", "li"), ("li", "h"), ("l", "1"), ("i", "l"), ("l", "i"), ("o", "0"),
    ("c", "e"), ("e", "c"), ("ij", "y"), ("n", "u"), ("u", "n"), ("cl", "d"), ("s", "f"), ("é", "e"),
    ("ë", "e"), ("ï", "i"), ("t", "l"), ("t", "f"), ("g", "q"), ("b", "h"), ("h", "b"), ("nn", "m"),
    ("in", "m"), ("ij", "ü"), ("d", "cl"),
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 4  # letters


def misread(text: str, share: float, dice: random.Random) -> tuple[str, int]:
    """`text` with about this share of its longer words misread in one place, and how many those are."""
    times = 0

    def read(match: re.Match[str]) -> str:
        nonlocal times
        word = match.group()
        if len(word) < SHORTEST or not word.islower() or dice.random() >= share:
            return word
        places = [(at.start(), printed, seen) for printed, seen in ALIKE for at in re.finditer(printed, word)]
        if not places:
            return word
        at, printed, seen = dice.choice(places)
        times += 1
        return word[:at] + seen + word[at + len(printed) :]

    return WORD.sub(read, text), times
