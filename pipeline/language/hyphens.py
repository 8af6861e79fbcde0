"""Whether the hyphen in "left-right" is the word's own, where lists do not settle it: odds in figures.

`own_hyphen` adds up what tells the two apart. The letters of both together may look more or less like one
word than like two; the left piece may lead many compounds; vowels may run together (Woordenlijst Nederlandse
Taal, rule 6.F); and what the press makes of other words with the same pieces counts most: "vice-" and
"politie-" nearly always have a hyphen there, whatever the list says, "over" never.

The weights were fitted by `scripts/fit_hyphens.py` on words broken at a line end; it prints them again,
with what they get right on words that were kept apart.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import marisa_trie
import regex

from pipeline.language import characters, forms
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
SHORTEST = 3  # letters of a piece that may be a word by itself
FREQUENT = 4.3  # Zipf; a word joined so often is written so, whatever its pieces
# Occurrences added to those counted, so that what was never seen is no proof: with a hyphen, without one.
RARELY, ELSE = 0.3, 0.6
FEATURES = (
    "one",
    "margin",
    "leads",
    "clash",
    "length_left",
    "length_right",
    "chain",
    "compound",
    "vowel",
    "frequency",
    "both_words",
    "right_known",
    "letters",
    "left_habit",
    "left_hyphens",
    "right_habit",
    "this_word",
)
WEIGHTS = (
    -4.32, -0.18, -0.31, 0.82, 0.05, 0.16, 0.54, 0.40, 0.59, -0.15, -0.37, 1.02, -0.09, -0.11, 0.63, -0.32,
    1.31,
)  # fmt: skip


class Habit(NamedTuple):
    """How often the treebanks have a piece with a hyphen on its inner side, and joined to another word."""

    hyphen: int = 0
    joined: int = 0


def own_hyphen(left: str, right: str, words: Lexicon) -> float:
    """Log10 of the odds that `left` and `right` are written with a hyphen between them.

    Args:
        left: what stands before the hyphen; of a chain ("kat-en") the last part counts.
        right: what stands behind it; the first part counts.
        words: to look them up in.
    """
    found = features(left, right, words)
    return sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))


def features(left: str, right: str, words: Lexicon, *, own: bool | None = None) -> tuple[float, ...]:
    """The figures that are weighed, in the order of `FEATURES`.

    `own`: while fitting, whether this very word has the hyphen; it is then left out of what is counted.
    """
    last, first = SEGMENT.split(left)[-1], SEGMENT.split(right)[0]
    whole = last + first
    margin = words.score(whole) - words.score(last) - words.score(first)
    price = leading_price(last.lower(), words.known)
    in_letters = characters.log10_probability
    return (
        1.0,
        max(-FAR, min(FAR, margin)),
        NEVER_LEADS if price is None else price,
        float(clash(last, first)),
        float(min(len(last), LONGEST)),
        float(min(len(first), LONGEST)),
        float(last != left or first != right),
        float(bool(words.split(whole))),
        float(last[-1] in VOWELS),
        words.zipf(whole),
        float(are_words(last, first, words)),
        float(words.known(first)),
        in_letters(whole) - in_letters(last) - in_letters(first),
        *_habits(last.lower(), first.lower(), own),
    )


def _habits(last: str, first: str, own: bool | None) -> tuple[float, ...]:
    """What the treebanks do with the left piece, with the right one and with this word; log10 of odds."""
    kept, joined = _seen().get(f"{last}-{first}", 0), _seen().get(last + first, 0)
    left, right = _leading().get(last, Habit()), _closing().get(first, Habit())
    left_hyphens = left.hyphen - kept
    return (
        _odds(left_hyphens, left.joined - joined),
        math.log10(1 + left_hyphens),
        _odds(right.hyphen - kept, right.joined - joined),
        _odds(kept - (own is True), joined - (own is False)),
    )


def _odds(hyphen: int, joined: int) -> float:
    return math.log10((max(0, hyphen) + RARELY) / (max(0, joined) + ELSE))


def are_words(last: str, first: str, words: Lexicon) -> bool:
    """Whether both pieces are words by themselves; else a list that has them joined is right."""
    return min(len(last), len(first)) >= SHORTEST and words.known(last) and words.known(first)


def settled(left: str, right: str, words: Lexicon) -> bool:
    """Whether a list that has both joined settles it. The press writes some listed words with a hyphen."""
    whole = left + right
    return words.known(whole) and (words.zipf(whole) >= FREQUENT or not are_words(left, right, words))


def is_name(part: str) -> bool:
    """Whether it has a capital, and no list knows it without."""
    return part[:1].isupper() and part.lower() not in _words()


def clash(left: str, right: str) -> bool:
    """Whether the last letter of the one and the first of the other would be read as one sound."""
    return (left[-1:] + right[:1]).casefold() in CLASHES


@lru_cache(maxsize=1)
def _seen() -> Counter[str]:
    """How often the treebanks have each form, case left aside; 0.1 s, when first asked."""
    found: Counter[str] = Counter()
    for form, times in forms.occurrences():
        found[form.lower()] += times
    return found


@lru_cache(maxsize=1)
def _leading() -> dict[str, Habit]:
    """The habits of pieces that stand before a hyphen in some form."""
    return _counted(0)


@lru_cache(maxsize=1)
def _closing() -> dict[str, Habit]:
    """The same of pieces behind a hyphen."""
    return _counted(1)


def _counted(side: int) -> dict[str, Habit]:
    hyphen: Counter[str] = Counter()
    for form, times in _seen().items():
        for pair in pairwise(form.split("-")):
            hyphen[pair[side]] += times
    joined: Counter[str] = Counter()
    for form, times in _seen().items():
        for at in range(2, len(form) - 2) if form.isalpha() else ():
            pair = form[:at], form[at:]
            if pair[side] in hyphen and (pair[1 - side] in _seen() or pair[1 - side] in _words()):
                joined[pair[side]] += times
    return {piece: Habit(times, joined[piece]) for piece, times in hyphen.items()}


@lru_cache(maxsize=1)
def _words() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(WORDS))
