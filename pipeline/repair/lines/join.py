"""Lines of one paragraph, as the column of the magazine broke them.

In the clean text a paragraph is one line. The line ends inside a paragraph become spaces; words broken by
a hyphen have been dealt with before.

The ledger has one entry a paragraph, with all its places.

It leaves the blank lines between paragraphs, and lines without a letter or a digit, such as rulers.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

TEXT = regex.compile(r"[\p{L}\p{N}]")
WITHIN = regex.compile(r"(?<=[^\s\uFFFE])\n(?=\S)")


def find(view: View) -> Iterator[Edit]:
    """One edit a line end."""
    for start, end in view.paragraphs:
        if not TEXT.search(view.string, start, end):
            continue
        for match in WITHIN.finditer(view.string, start, end):
            yield Edit(match.start(), match.end(), " ", why="line_joined")


RULE = Repair(
    find=find,
    title="a paragraph broken into lines",
    repairs=(Example("Kinderen spelen\ngraag buiten.\n", "Kinderen spelen graag buiten.\n"),),
    leaves=(Example("Eerste alinea.\n\nTweede alinea.\n"), Example("* * *\n* * *\n", note="no text")),
    after=("lines/hyphen", "lines/drop_cap", "lines/fake_bold"),
)
