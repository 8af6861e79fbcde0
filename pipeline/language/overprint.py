"""Reading a line that was drawn several times: "OnvOnveileiligeige he hechtchtchtinging" (fake bold).

A program without a bold font draws a heading several times with a small offset. It draws in runs of a few
characters; whoever extracts the text by position gets each run as often as it was drawn. So the hidden
line was cut into pieces, and each piece stands there one to five times.

`decode` tries all ways to fold repeated pieces and keeps the one whose words are most likely, as a noisy
channel: P(words) x P(how they were drawn). The reading "nothing was drawn twice" competes on the same
scale, so real doubles ("gegevens", "Hotel Bonbon") win where the words say so. Halving pairs or collapsing
runs without asking the words goes wrong on exactly these.

The price: a heading of 60 characters, 150 as drawn, takes some 50 ms, so `suspect` decides cheaply which
lines need it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from pipeline.language.lexicon import Lexicon, lexicon

LONGEST_PIECE = 8  # typesetters' runs are short; whole words drawn twice are found as well up to here
MOST_COPIES = 5
BEAM = 48  # readings kept per place; 24 already lose none of 500 made headings, 12 lose one in a hundred
LONGEST_LINE = 400  # characters; no heading is longer, and decoding takes time with the length
SUSPECT = 0.45  # share of a line inside repeated pieces; sound Dutch lines of 12 or more stay below 0.4

# Prices in log10: how runs are drawn. A line is either cut at one length or at lengths drawn at random.
NOT_DAMAGED = -0.1
DAMAGED_EVENLY = -1.5
DAMAGED_UNEVENLY = -2.5
PER_PIECE = -0.35  # one of a handful of counts, when the length is known
PER_REPEAT = -0.9  # length and count
PER_SINGLE = -0.35  # a character drawn once among others drawn more often
TWICE = -2.0  # "die die" occurs, but once in thousands of sentences
LONE_LETTER = -6.0  # no word, though lists have them all from "'s" and "'t"
CONSONANTS = frozenset("bcdfghjklmnpqrstvwxz")
PARTIAL = -0.85  # a character of a word not yet finished; about what a character of Dutch costs

REPEATED = re.compile(rf"(.{{1,{LONGEST_PIECE}}}?)\1+")  # re: no classes needed, and twice as fast here
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*+")
CAPITAL_TWICE = regex.compile(r"\b(\p{Lu}\p{L}++)\s\1\b")  # "Praten Praten over": not so within a sentence
TOKEN = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+|\p{N}++|\s++|[^\p{L}\p{N}\s]")
OPEN_END = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*+\Z")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says. `margin` is the log10 distance to the next best reading, not damaged included."""

    text: str
    margin: float
    damaged: bool


def doubled_share(line: str) -> float:
    """The share of the characters of `line` that lie in a piece repeated at once, 0 to 1."""
    line = line.strip()
    return sum(map(len, (m.group() for m in REPEATED.finditer(line)))) / len(line) if line else 0.0


@lru_cache(maxsize=4096)
def suspect(line: str) -> bool:
    """Whether `line` looks as if it was drawn several times. Cheap; `decode` has the last word.

    A line of known words never does ("nee, nee, nee", "een keeper"): runs hardly ever end where words do.
    """
    line = line.strip()
    if not 6 <= len(line) <= LONGEST_LINE or doubled_share(line) < SUSPECT:
        return False
    return CAPITAL_TWICE.search(line) is not None or any(_is_odd(word) for word in WORD.findall(line))


def _is_odd(word: str) -> bool:
    return word.casefold() in CONSONANTS or not lexicon().known(word)


@lru_cache(maxsize=1024)
def decode(line: str, words: Lexicon) -> Reading:
    """The most likely reading of `line` (no line ends inside)."""
    line = line.strip()
    plain = _words_score(line, words) + NOT_DAMAGED + _twice(line)
    readings: dict[str, float] = {}
    for observed in (line, line + " "):  # the blank at the end of the last piece is often lost
        for text, score in _readings(observed, words):
            text = " ".join(text.split())
            if text != line:
                readings[text] = max(score + _twice(text), readings.get(text, -math.inf))
    ranked = sorted(readings.items(), key=lambda r: (-r[1], r[0]))
    if not ranked or ranked[0][1] <= plain:
        return Reading(line, plain - ranked[0][1] if ranked else math.inf, damaged=False)
    text, score = ranked[0]
    rivals = [plain, *(s for _, s in ranked[1:2])]
    return Reading(text, score - max(rivals), damaged=True)


def _readings(line: str, words: Lexicon) -> Iterator[tuple[str, float]]:
    for length in range(1, LONGEST_PIECE + 1):
        for first in range(1, length + 1):
            if _could_be_even(line, length, first):
                yield from _search(line, words, length, first)
    yield from _search(line, words)


def _could_be_even(line: str, length: int, first: int) -> bool:
    """Whether pieces of this length explain most of the doubling: folded greedily, what is left is sound."""
    at, piece, folded = 0, first, 0
    while at < len(line):
        copies = _copies(line, at, piece)
        folded += (copies - 1) * piece
        at += max(copies, 1) * piece
        piece = length
    return folded >= len(line) // 5


def _search(line: str, words: Lexicon, length: int = 0, first: int = 0) -> Iterator[tuple[str, float]]:
    """Beam search over the places of `line`: readings of the whole with their scores.

    With `length`: every piece is that long, but for the first and the last. Without: pieces of any length.
    """
    start = DAMAGED_EVENLY if length else DAMAGED_UNEVENLY
    beams: list[dict[str, tuple[float, str]]] = [{} for _ in range(len(line) + 1)]
    beams[0][""] = (start, "")  # text so far: its score but for the word that is still open, and that word
    for at, beam in enumerate(beams[:-1]):
        kept = sorted(beam.items(), key=lambda r: (-(r[1][0] + PARTIAL * len(r[1][1])), r[0]))[:BEAM]
        beam.clear()
        steps = list(_steps(line, at, length, first if at == 0 else length)) if kept else []
        for text, (score, opened) in kept:
            for piece, copies, price in steps:
                closed, still_open = _close(opened + piece, words)
                longer = (score + price + closed, still_open)
                reached = beams[at + copies * len(piece)]
                if text + piece not in reached or longer > reached[text + piece]:
                    reached[text + piece] = longer
    for text, (score, opened) in beams[-1].items():
        yield text, score + (_token_score(opened, words) if opened else 0.0)


@lru_cache(maxsize=1 << 16)
def _close(tail: str, words: Lexicon) -> tuple[float, str]:
    """The score of the finished tokens of `tail`, and the word at its end that may go on."""
    opened = OPEN_END.search(tail)
    if opened is None:
        return _words_score(tail, words), ""
    return _words_score(tail[: opened.start()], words), opened.group()


def _steps(line: str, at: int, length: int, piece: int) -> Iterator[tuple[str, int, float]]:
    if length:
        size = min(piece, len(line) - at)
        for copies in range(1, min(_copies(line, at, size), MOST_COPIES) + 1):
            yield line[at : at + size], copies, PER_PIECE
        if at:  # the last piece may be shorter
            for size in range(1, min(piece, len(line) - at)):
                copies = _copies(line, at, size)
                if copies > 1 and at + copies * size == len(line):
                    yield line[at : at + size], copies, PER_PIECE
        return
    yield line[at], 1, PER_SINGLE
    for size in range(1, LONGEST_PIECE + 1):
        for copies in range(2, min(_copies(line, at, size), MOST_COPIES) + 1):
            yield line[at : at + size], copies, PER_REPEAT


def _copies(line: str, at: int, length: int) -> int:
    """How often the piece at `at` stands there in a row; 0 when the line is too short for it."""
    piece = line[at : at + length]
    if len(piece) < length:
        return 0
    count = 1
    while line.startswith(piece, at + count * length):
        count += 1
    return count


def _twice(text: str) -> float:
    """What it costs that words stand there twice in a row, which no score of single words shows."""
    tokens = text.casefold().split()
    return TWICE * sum(a == b for a, b in pairwise(tokens))


def _words_score(text: str, words: Lexicon) -> float:
    """log10 of how likely the words of `text` are, one after the other."""
    return sum(_token_score(token, words) for token in TOKEN.findall(text))


def _token_score(token: str, words: Lexicon) -> float:
    if token.isspace():
        return -1.0 * (len(token) - 1)
    if not token[0].isalnum():
        return -1.5
    if token.casefold() in CONSONANTS:
        return LONE_LETTER
    return words.score(token)
