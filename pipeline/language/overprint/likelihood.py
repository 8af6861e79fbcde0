"""How likely a text is, word by word, and as it grows at its end."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import regex

from pipeline.language.lexicon import Lexicon

# log10
MARK, MARK_AGAIN = -1.5, -0.8  # a character that is neither letter, digit nor space; "..", "''"
WIDE = -1.0  # each space after the first
TWICE = -3.5  # "dat dat", "Baden Baden": a word that stands there again, whatever word it is
MISPLACED = -1.5  # a mark after a space ("Foto 9 :") or without one after it ("rust,reinheid")
OTHER_LETTER = -4.0  # of a script of thousands of signs, or one no Dutch word is written in
LONE_LETTER = -6.0  # no word, though lists have them all from "'s" and "'t"

CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
TOKEN = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+|\p{N}++|\s++|([^\p{L}\p{N}\s])\1*+")
MISPLACED_MARK = regex.compile(r"\s[.,:;!?)](?=\s|$)|[,;](?=\p{L})|[.!?](?=\p{Ll})")
OTHER_SCRIPT = regex.compile(r"[^\P{L}\p{Latin}]")
OPEN_END = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*+\Z")


def log10_likelihood(text: str, words: Lexicon) -> float:
    """The logarithm of the probability of a whole text."""
    return tokens_likelihood(text, words) + context(text, words)


@lru_cache(maxsize=1 << 12)
def tokens_likelihood(text: str, words: Lexicon) -> float:
    """The same without a look at words that follow each other."""
    return sum(token_likelihood(match.group(), words) for match in TOKEN.finditer(text))


def context(text: str, words: Lexicon) -> float:
    """What no score of single words and marks shows: words twice in a row, marks beside the wrong space."""
    tokens = text.split()
    again = (b for a, b in pairwise(tokens) if a.casefold() == b.casefold())
    repeats = sum(TWICE - tokens_likelihood(token, words) for token in again)
    return repeats + MISPLACED * len(MISPLACED_MARK.findall(text))


@lru_cache(maxsize=1 << 16)
def close(tail: str, words: Lexicon) -> tuple[float, str]:
    """The likelihood of the finished tokens of `tail`, and the word at its end that may still go on."""
    opened = OPEN_END.search(tail)
    if opened is None:
        return tokens_likelihood(tail, words), ""
    return tokens_likelihood(tail[: opened.start()], words), opened.group()


def token_likelihood(token: str, words: Lexicon) -> float:
    """A word, a number, white space or a mark."""
    if not token:
        return 0.0
    if token.isspace():
        return WIDE * (len(token) - 1)
    if not token[0].isalnum():
        return MARK + MARK_AGAIN * (len(token) - 1)
    if OTHER_SCRIPT.search(token):
        return OTHER_LETTER * len(token)
    if token.casefold() in CONSONANTS:
        return LONE_LETTER
    return words.score(token)
