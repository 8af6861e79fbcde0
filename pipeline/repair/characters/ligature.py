"""Ligatures that came out as one character: "ﬁets" for "fiets".

Typesetting programs join f with i, l and f; the text then holds a single character that no search finds.
Only the seven Latin ligatures of Unicode's presentation forms are taken apart, letter by letter.

It leaves ĳ, æ and œ: those are letters of a language, not of a font.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
ANY = regex.compile("[" + "".join(LIGATURES) + "]")


def find(view: View) -> Iterator[Edit]:
    """One edit a ligature."""
    for match in ANY.finditer(view.string):
        yield Edit(match.start(), match.end(), LIGATURES[match.group()], why="ligature")


RULE = Repair(
    find=find,
    title="a ligature instead of its letters",
    repairs=(Example("de ﬁets bij de ﬂat\n", "de fiets bij de flat\n"), Example("eﬃciënt\n", "efficiënt\n")),
    leaves=(Example("ĳs, œuvre, Cæsar\n"),),
)
