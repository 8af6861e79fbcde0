"""How central each sentence is to its text: TextRank in a form that takes linear time.

Two sentences are as alike as the words they share, rare words counting more. The sentence that is like many
others that are themselves central scores highest. Walking from sentences to their words and back gives the
same ranking as the full matrix of pairs, and costs only the number of words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.records import Range
from pipeline.spans.terms.variants import key
from pipeline.spans.terms.words import STOP_WORDS, words

ROUNDS = 15


def bags(text: str, sentences: Sequence[Range]) -> list[frozenset[str]]:
    """The content words of each sentence, number and ending left out."""
    found = [[word.low for word in words(text, span) if word.low not in STOP_WORDS] for span in sentences]
    vocabulary = frozenset(word for bag in found for word in bag)
    return [frozenset(key(word, vocabulary) for word in bag) for bag in found]


def centrality(contents: Sequence[Collection[str]]) -> list[float]:
    """A value from 0 to 1 for each sentence; the most central has 1."""
    spread = Counter(word for bag in contents for word in bag)
    weights = [
        _normal({word: math.log(1 + len(contents) / spread[word]) for word in sorted(bag)})
        for bag in contents
    ]
    rank = [1.0] * len(contents)
    for _ in range(ROUNDS):
        by_word: dict[str, float] = {}
        for value, bag in zip(rank, weights, strict=True):
            for word, weight in bag.items():
                by_word[word] = by_word.get(word, 0.0) + value * weight
        # what a sentence gives itself is left out, or long sentences of their own words would win
        rank = [
            0.15 + sum(weight * (by_word[word] - value * weight) for word, weight in bag.items())
            for value, bag in zip(rank, weights, strict=True)
        ]
        most = max(rank, default=1.0) or 1.0
        rank = [value / most for value in rank]
    return rank


def _normal(bag: dict[str, float]) -> dict[str, float]:
    # the square root of the length: half-way between no normalising (long sentences win) and the cosine
    norm = math.sqrt(math.sqrt(sum(weight * weight for weight in bag.values()))) or 1.0
    return {word: weight / norm for word, weight in bag.items()}


def alike(one: Collection[str], other: Collection[str]) -> float:
    """The share of the words of the shorter sentence that the longer has too."""
    shared = len(set(one) & set(other))
    return shared / max(1, min(len(set(one)), len(set(other))))
