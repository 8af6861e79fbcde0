"""Reading type that was drawn several times: "OnvOnveileiligeige he hechtchtchtinging" (fake bold).

A program without a bold font draws a line again and again with a small offset; whoever extracts the text by
position gets the copies among each other. The damaged stretch is read as a noisy channel: of all sound
texts and all ways of drawing that give exactly these characters, which is the likeliest?

    P(words) x P(drawn in this way) x P(these lengths and copies)

`ways.py` has the ways of drawing: runs of one length or of mixed lengths, each drawn so many times; every
run the same number of times; copies set apart by spaces; two passes of the line among each other.
`likelihood.py` knows how likely words are. `search.py` finds the readings, `evidence.py` the few stretches
worth the search. "Nothing was drawn twice" competes on the same scale, so real doubles ("gegevens", "Hotel
Bonbon") win where the words say so. Where every character stands there exactly k times, the text is so
much shorter than what was printed that no knowledge of its language is needed.

Copies of each glyph that stand apart ("N Na am me") leave one reading; `apart.py` has it. Numbers by
themselves ("1010") could be anything; they are never read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.lexicon import Lexicon
from pipeline.language.overprint import apart
from pipeline.language.overprint.evidence import LONGEST, suspect, suspects
from pipeline.language.overprint.likelihood import log10_likelihood
from pipeline.language.overprint.search import readings, with_doubled_letters

__all__ = ["LONGEST", "Reading", "decode", "suspect", "suspects"]

CERTAIN = 99.0  # the margin when there is nothing to compare


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch says.

    Attributes:
        margin: log10 of the odds against the next best reading, "not damaged" left aside.
        gain: log10 of the odds against "not damaged", or only in single letters; below 0 the text is the
            stretch as it stands.
    """

    text: str
    margin: float
    gain: float

    @property
    def damaged(self) -> bool:
        """Whether the stretch was drawn several times."""
        return self.gain > 0


@lru_cache(maxsize=1024)
def decode(stretch: str, words: Lexicon) -> Reading:
    """The most likely reading of `stretch` (no line ends inside)."""
    stretch = stretch.strip()
    folded = apart.fold(stretch) if len(stretch) <= LONGEST else stretch
    if folded != stretch:
        return Reading(folded, CERTAIN, CERTAIN)
    plain = log10_likelihood(stretch, words)
    found: dict[str, float] = {}
    if len(stretch) <= LONGEST and any(map(str.isalpha, stretch)):
        plain = with_doubled_letters(stretch, words, plain)  # these are left to the words
        found = readings(stretch, words, plain)
        found.pop(stretch, None)
    ranked = sorted(found.items(), key=lambda r: (-r[1], r[0]))
    if not ranked:
        return Reading(stretch, CERTAIN, -CERTAIN)
    text, score = ranked[0]
    margin = score - ranked[1][1] if len(ranked) > 1 else CERTAIN
    gain = score - plain
    return Reading(text if gain > 0 else stretch, min(margin, CERTAIN), max(-CERTAIN, min(gain, CERTAIN)))
