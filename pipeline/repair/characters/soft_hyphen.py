"""A soft hyphen in the middle of a line: "onder\u00adwijs".

It only says where a word may be broken, and shows when it is. Inside a line it is not seen in print, so it
goes; at a line end the word was broken there, which is for the rule `lines/hyphen`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

INSIDE = regex.compile("(?<=\\S)\u00ad++(?=[^\\s\u00ad])")


def find(view: View) -> Iterator[Edit]:
    """One edit a soft hyphen."""
    for match in INSIDE.finditer(view.string):
        yield Edit(match.start(), match.end(), "", why="soft_hyphen")


RULE = Repair(
    find=find,
    title="a soft hyphen inside a line",
    repairs=(Example("het onder\u00adwijs\n", "het onderwijs\n"),),
    leaves=(Example("het onder\u00ad\nwijs\n", note="a word broken at the line end"), Example("ouder-kindrelatie\n")),
)
