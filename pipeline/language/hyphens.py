"""Whether the hyphen in "left-right" is the word's own, where no list has the word: odds in figures.

`own_hyphen` adds up what tells the two apart. The letters of both together may look more or less like one
word than like two; the left piece may lead many compounds, or stand before a hyphen in many forms of
OpenTaal's list ("collega-", "tv-"); vowels may run together (Woordenlijst Nederlandse Taal, rule 6.F); and
the right piece may be a long, common word or just some letters.

The weights were fitted by `scripts/fit_hyphens.py` on words broken at a line end; it prints them again,
with what they get right on words that were kept apart.
"""

from __future__ import annotations

import math
from functools import lru_cache

import marisa_trie
import regex

from pipeline.language.compounds import leading_price
from pipeline.language.lexicon import RECORD, WORDS, Lexicon

SEGMENT = regex.compile(r"[-()/]")
# Letters of two parts that would be read as one sound: "mede-eigenaar", "auto-onderdeel", "na-ijver".
CLASHES = frozenset(
    """
    aa ae ai au ee ei eu ie ii ij oe oi oo ou uu ui aé eé éé ée
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
VOWELS = frozenset("aeiouyáéóà")
NEVER_LEADS = -3.0  # log10, for a left piece that leads no compound; it is no sign against a hyphen
FAR = 15.0  # log10; beyond it more margin tells no more
LONGEST = 12  # letters; beyond it more length tells no more
FEATURES = (
    "one",
    "margin",
    "leads",
    "listed",
    "clash",
    "length",
    "likely",
    "chain",
    "compound",
    "name",
    "vowel",
    "no_break",
)
WEIGHTS = (-2.50, -0.21, -0.22, 0.41, 1.23, 0.14, 0.11, 0.60, 0.46, 0.19, 0.30, 0.90)


def own_hyphen(left: str, right: str, words: Lexicon) -> float:
    """Log10 of the odds that `left` and `right` are written with a hyphen between them.

    Args:
        left: what stands before the hyphen; of a chain ("kat-en") the last part counts.
        right: what stands behind it; the first part counts.
        words: to look them up in.
    """
    found = features(left, right, words)
    return sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))


def features(left: str, right: str, words: Lexicon) -> tuple[float, ...]:
    """The figures that are weighed, in the order of `FEATURES`."""
    last, first = SEGMENT.split(left)[-1], SEGMENT.split(right)[0]
    likely = words.score(first)
    margin = words.score(last + first) - words.score(last) - likely
    price = leading_price(last.lower(), words.known)
    return (
        1.0,
        max(-FAR, min(FAR, margin)),
        NEVER_LEADS if price is None else price,
        math.log10(1 + listed_before_hyphen(last)),
        float(clash(last, first)),
        float(min(len(first), LONGEST)),
        likely,
        float(last != left or first != right),
        float(bool(words.split(last + first))),
        float(is_name(last)),
        float(last[-1] in VOWELS),
        float(not words.may_break(last, first)),
    )


def is_name(part: str) -> bool:
    """Whether it has a capital, and no list knows it without."""
    return part[:1].isupper() and part.lower() not in _words()


def clash(left: str, right: str) -> bool:
    """Whether the last letter of the one and the first of the other would be read as one sound."""
    return (left[-1:] + right[:1]).casefold() in CLASHES


@lru_cache(maxsize=1 << 12)
def listed_before_hyphen(part: str) -> int:
    """How many forms of OpenTaal's list begin with `part` and a hyphen: 472 with "niet-"."""
    small = part.lower()
    return sum(len(_words().keys(f"{form}-")) for form in {small, small.capitalize(), small.upper()})


@lru_cache(maxsize=1)
def _words() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(WORDS))
