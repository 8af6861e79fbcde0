"""Copies of each glyph that stand apart: "N Na am me e: :", exactly read.

A reader of pages that takes every glyph of every pass by itself, with a space before each that begins left of
where the last one ended, glues the last copy of a glyph to the first of the next. Within a word each piece
then opens with the letter that closes the one before, and a word ends where the last copy stands alone. That
leaves one reading only, whatever the words are, so no likelihood is asked. Sound text hardly ever looks so
for a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

TOKEN = re.compile(r"\S+")
MOST_COPIES = 5
FEWEST = 5  # glyphs of a stretch
LONG_WORD = 3  # glyphs, of one word at least


def fold(line: str) -> str:
    """The line with such stretches read; the same line when there are none."""
    found = list(TOKEN.finditer(line))
    tokens = [match.group() for match in found]
    done, at, copied = [], 0, 0
    while at < len(tokens):
        ways = (_words(tokens, at, copies) for copies in range(2, MOST_COPIES + 1))
        words, after = max(ways, key=lambda way: (way[1], -len(way[0])))  # the farthest, in the fewest words
        if sum(map(len, words)) >= FEWEST and max(map(len, words)) >= LONG_WORD:
            done += [line[copied : found[at].start()], " ".join(words)]
            copied = found[after - 1].end()
            at = after
        else:
            at += 1
    return "".join([*done, line[copied:]])


def _words(tokens: Sequence[str], at: int, copies: int) -> tuple[list[str], int]:
    """The words that begin at token `at`, each glyph there so many times, and the token after them."""
    words = []
    while (word := _word(tokens, at, copies))[0]:
        words.append(word[0])
        at = word[1]
    return words, at


def _word(tokens: Sequence[str], at: int, copies: int) -> tuple[str, int]:
    """The word that begins at token `at`, and the token after it; "" when there is none.

    A glyph stands alone but for its first copy, glued to the glyph before, and its last, glued to the next.
    """
    glyphs = tokens[at][:1] if at < len(tokens) else ""
    alone = copies - 1
    while glyphs and list(tokens[at : at + alone]) == [glyphs[-1]] * alone:
        at += alone
        following = tokens[at] if at < len(tokens) else ""
        if following == glyphs[-1]:
            return glyphs, at + 1
        if len(following) != 2 or following[0] != glyphs[-1]:
            break
        glyphs += following[1]
        at, alone = at + 1, copies - 2
    return "", at
