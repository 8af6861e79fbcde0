"""Letters set apart: "H E C H T I N G", "z e l f s t a n d i g".

Letterspacing was the emphasis of old print and is the fashion of headings; a scanner reads a space between
all letters. Four letters or more with single spaces between them are closed up when that makes a word. Where
the gaps between words are wider they are kept; where they are not, the letters are read as the likeliest row
of words, if all of them are known.

It leaves rows of letters that make no word ("A B C D"), initials with their full stops, and sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from math import gcd

import regex

from pipeline.language.lexicon import Kind, Lexicon
from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

# Old print keeps "ch" and "ij" together: "l i ch t".
LETTER = r"(?:(?i:ch|ij)|\p{L}\p{M}*+)(?![\p{L}\p{N}'’-]|\.\p{L})"
ROW = regex.compile(rf"(?<![^\s(\[‘“\"'„])(?>{LETTER})(?: (?>{LETTER})){{1,200}}+")
GAP = regex.compile(
    r"[ \t\u00A0\u2002-\u200A]{2,8}"
)  # within a word it is one space; a wider one parts words
SHORTEST = 4  # letters in all
SHORTEST_WORD = 2  # letters of a word among others
LONGEST_WORD = 30
LONGEST = 80  # letters of a row that are read as several words
COMMON = 2.5  # Zipf frequency of a word, at least; "ABCD" has less
VERY_COMMON = 4.5  # of one of two or three letters
CONFIDENCE = 0.97
SPACE = -1.0  # log10; what each further word costs, so that "onderwijs" is not "onder wijs"
NEVER = float("-inf")


def find(view: View) -> Iterator[Edit]:
    """One edit a row of letters."""
    rows: list[regex.Match[str]] = []
    for match in ROW.finditer(view.string):
        if _is_of_copies(match, view.string):
            continue
        if rows and not GAP.fullmatch(view.string, rows[-1].end(), match.start()):
            yield from _close_up(rows, view.lexicon)
            rows = []
        rows.append(match)
    if rows:
        yield from _close_up(rows, view.lexicon)


def _is_of_copies(row: regex.Match[str], string: str) -> bool:
    """Whether the glyph before or after is there again ("na a a b b be"), which lines/fake_bold reads."""
    before, after = string[max(0, row.start() - 2) : row.start()], string[row.end() : row.end() + 2]
    return before == f"{row.group()[0]} " or after == f" {row.group()[-1]}"


def _close_up(rows: list[regex.Match[str]], words: Lexicon) -> Iterator[Edit]:
    """Edits for rows with only wider gaps between them, if each can be read."""
    read = [_words(_once(row.group().replace(" ", "")), words) for row in rows]
    if not all(read) or sum(len(row.group().replace(" ", "")) for row in rows) < SHORTEST:
        return
    for row, found in zip(rows, read, strict=True):
        yield Edit(row.start(), row.end(), " ".join(found), why="letters_spaced", confidence=CONFIDENCE)


def _once(letters: str) -> str:
    """Each letter as often as it was set, where all of them were drawn several times: "k k i i n n d d"."""
    runs = ["".join(run) for _, run in groupby(letters)]
    copies = gcd(*map(len, runs))
    return "".join(run[: len(run) // copies] for run in runs) if len(runs) > 2 else letters


def _words(joined: str, words: Lexicon) -> list[str]:
    """The letters as the likeliest row of known words; [] when there is none."""
    if not (joined.islower() or joined.isupper() or joined[1:].islower()) or _is_alphabet(joined):
        return []
    if len(joined) > LONGEST or (joined.isupper() and words.kind(joined) is Kind.ABBREVIATION):
        return []
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(joined) + 1):
        starts = range(max(0, end - LONGEST_WORD), max(0, end - SHORTEST_WORD + 1))
        ways = ((best[a][0] + _likely(joined[a:end], joined, words), a) for a in starts)
        best.append(max(ways, default=(NEVER, 0)))
    found: list[str] = []
    at = len(joined)
    while at and best[at][0] > NEVER:
        found.insert(0, joined[best[at][1] : at])
        at = best[at][1]
    return [] if at else found


def _likely(part: str, joined: str, words: Lexicon) -> float:
    least = COMMON if len(part) >= SHORTEST else VERY_COMMON
    believed = words.zipf(part) >= least or (part == joined and words.is_word(part))
    return words.score(part) + SPACE if believed else NEVER


def _is_alphabet(letters: str) -> bool:
    """Whether it is a stretch of the alphabet, as "A B C D" is."""
    small = letters.casefold()
    return all(ord(b) - ord(a) == 1 for a, b in pairwise(small))


RULE = Repair(
    find=find,
    title="letters with a space between each",
    repairs=(
        Example("H E C H T I N G\n", "HECHTING\n"),
        Example("Zij wil vooral z e l f s t a n d i g leren.\n", "Zij wil vooral zelfstandig leren.\n"),
        Example("V E I L I G  H E C H T E N\n", "VEILIG  HECHTEN\n", note="the wider gap stays"),
        Example("K K i i n n d d e e r r e e n n\n", "Kinderen\n", note="drawn twice"),
        Example("V e i l i g s p e l e n\n", "Veilig spelen\n", note="gaps of one width"),
    ),
    leaves=(
        Example("groep A B C D\n"),
        Example("x y z w v\n"),
        Example("J. H. M. de Vries en u en o en a\n"),
        Example("S E O P Q R\n", note="no word"),
    ),
)
