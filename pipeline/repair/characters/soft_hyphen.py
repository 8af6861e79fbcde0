"""A soft hyphen in the middle of a line: "onder\u00adwijs".

Word processors and web pages put it in to say where a word may be broken. Where the word was not broken it
is not seen in print, but no search finds the word. So it goes.

It leaves one at a line end, where the word was broken (the rule `lines/hyphen` sees to that), and hyphens
that are printed.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

INSIDE = regex.compile("(?<=[^\\s\u00ad])\u00ad++(?=[^\\s\u00ad])")


def find(view: View) -> Iterator[Edit]:
    """One edit a soft hyphen."""
    for match in INSIDE.finditer(view.string):
        yield Edit(match.start(), match.end(), "", why="soft_hyphen")


RULE = Repair(
    find=find,
    title="a soft hyphen inside a line",
    repairs=(Example("het onder\u00adwijs\n", "het onderwijs\n"),),
    leaves=(
        Example("het onder\u00ad\nwijs\n", note="a word broken at the line end"),
        Example("ouder-kindrelatie\n"),
    ),
)
