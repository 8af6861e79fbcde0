"""Columns that were read across: "left words  right words" on each line.

A program that goes by lines and not by columns gives each line of the left column with that of the right one
beside it, a gap of two blanks or more between them. Justified lines and tables have such gaps as well.
So lines are taken apart only where that reads better: a word broken at the end of a half is whole with the
first letters of the next half below, sentences run on, a capital follows a full stop. Every pair of halves
that meet is a vote, across or down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import regex

from pipeline.language.lexicon import lexicon
from pipeline.layout.lines import Line

GUTTER = regex.compile(r"(?<=\S)(?:\s{2,}|\t)(?=\S)")
FEWEST = 4  # lines with two halves
SURE = 2.0  # votes by which "down" must win ...
SHARE = 0.25  # ... and this many a line
NARROWEST = 0.5  # of the wider column, on average
WORDS = 2  # words of a half, on average; cells of a table have fewer
TABLE = 0.3  # share of the words that hold a digit, from which it is a table
MOST = 1_000  # lines of a text that are taken apart; an article has fewer, and each costs a move
HALF = 0.6  # of the widest line: a line of one column only is no wider
PUNCTUATION = ".,;:?!)’”'\""


def apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those of columns that were read across taken apart: all of the left column first."""
    done: list[Line] = []
    at = moved = 0
    while at < len(lines):
        end = _run_end(at, lines)
        run = lines[at:end]
        columns = _columns(run) if moved + len(run) <= MOST else run
        moved += len(run) * (columns is not run)
        done += columns
        at = end
    return done


def _run_end(start: int, lines: Sequence[Line]) -> int:
    """Where the lines end that have a gap inside, or are as short as where only one column goes on."""
    end = start + 1
    if not GUTTER.search(lines[start].text):
        return end
    widest = lines[start].width
    while end < len(lines) and not lines[end].gap:
        if GUTTER.search(lines[end].text):
            widest = max(widest, lines[end].width)
        elif lines[end].width > HALF * widest:
            break
        end += 1
    return end


def _columns(run: Sequence[Line]) -> Sequence[Line]:
    """The lines as columns; as they are when they read no better down than across."""
    middles = [_middle(gap) for line in run if (gap := max(_gaps(line), key=_size, default=None))]
    if len(middles) < FEWEST:
        return run
    column = median(middles)
    cut = [_cut(line, column) for line in run]
    both = [half for left, right in cut if left and right for half in (left, right)]
    widths = [sum(half.width for half in both[side::2]) for side in (0, 1)]
    words = [word for half in both for word in half.text.split()]
    figures = sum(any(map(str.isdigit, word)) for word in words)
    if (
        min(widths) < NARROWEST * max(widths)
        or len(words) < WORDS * len(both)
        or figures > TABLE * len(words)
    ):
        return run
    lefts, rights = ([half for half in side if half] for side in zip(*cut, strict=True))
    down = sum(_vote(a, b) for side in (lefts, rights) for a, b in pairwise(side))
    across = sum(_vote(a, b) for a, b in pairwise(half for pair in cut for half in pair if half))
    if down - across < max(SURE, SHARE * len(run)):
        return run
    return [*lefts, replace(rights[0], gap=1), *rights[1:]]


def _size(gap: regex.Match[str]) -> int:
    return int(gap.end() - gap.start())


def _gaps(line: Line) -> list[regex.Match[str]]:
    return list(GUTTER.finditer(line.text))


def _middle(gap: regex.Match[str]) -> float:
    return float(gap.start() + gap.end()) / 2


def _cut(line: Line, column: float) -> tuple[Line | None, Line | None]:
    """The halves of a line: at its widest gap, of those as wide the one nearest to where the columns part."""
    gaps = _gaps(line)
    if not gaps:
        whole = replace(line, apart=True)
        return (None, replace(whole, indent=0)) if line.indent > HALF * column else (whole, None)
    gap = min(gaps, key=lambda g: (-_size(g), abs(_middle(g) - column)))
    left, right = line.text[: gap.start()], line.text[gap.end() :]
    return (
        replace(line, end=line.start + gap.start(), text=left, apart=True),
        replace(line, start=line.start + gap.end(), text=right, indent=0, gap=0, apart=True),
    )


def _vote(a: Line, b: Line) -> float:
    """How well `b` goes on where `a` ends."""
    if a.ends_hyphen:
        head = a.text.rsplit(None, 1)[-1].lstrip("(‘'“\"")[:-1]
        tail = b.first_word.rstrip(PUNCTUATION)
        words = lexicon()
        whole = words.known(head + tail) or words.listed_hyphenated(f"{head}-{tail}")
        return 1.0 if whole or tail in ("en", "of") else -1.0
    if a.ends_sentence:
        return 0.5 if b.starts_capital else -1.0
    if a.must_go_on:
        return 0.0 if b.starts_small else -0.5
    return 0.0 if b.starts_small else -0.25
