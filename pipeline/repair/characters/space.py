"""Spaces that mean nothing: doubled, at the ends of lines, of odd widths or of none.

Justified text comes with several spaces between words, lines end in a space where the page broke them,
and programs put in spaces that do not break or have no width. One plain space remains between words,
none at the ends of lines. The spaces of numbers and initials ("J. H.") are spaces between words.

It leaves line ends alone, and the joiners that emoji and other scripts need.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

BLANK = r"[ \t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]"
WIDTHLESS = r"[\u200B\u2060\uFEFF]"
AT_EDGE = regex.compile(rf"(?m)^(?:{BLANK}|{WIDTHLESS})++|(?:{BLANK}|{WIDTHLESS})++(?=\n|\Z)")
BETWEEN = regex.compile(rf"(?<=\S)(?! \S)(?:{WIDTHLESS}|{BLANK})++(?=\S)")  # but for one plain space
WITHOUT_WIDTH = regex.compile(rf"{WIDTHLESS}++")


def find(view: View) -> Iterator[Edit]:
    """One edit a gap."""
    for match in AT_EDGE.finditer(view.string):
        yield Edit(match.start(), match.end(), "", why="space_at_edge")
    for match in BETWEEN.finditer(view.string):
        found = match.group()
        wanted = "" if WITHOUT_WIDTH.fullmatch(found) else " "
        if found != wanted:
            yield Edit(match.start(), match.end(), wanted, why="odd_space")


RULE = Repair(
    find=find,
    title="spaces that mean nothing",
    repairs=(
        Example("een  kind   speelt \nbuiten\n", "een kind speelt\nbuiten\n"),
        Example("op\u00a0bladzijde\u200912\n", "op bladzijde 12\n"),
        Example("onder\u200bwijs\n", "onderwijs\n", note="a space of no width inside a word"),
    ),
    leaves=(Example("J. H. van den Berg, 1.100 kinderen\n"), Example("eerste\n\ntweede\n")),
)
