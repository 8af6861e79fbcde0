"""Blank lines that do not show where a paragraph ends.

In print a paragraph ends in a short line; in the text of a scan, blank lines stand where a column or a
page ended, between all lines of a lead, or nowhere. This rule puts one blank line between paragraphs and
one line end between the lines of a paragraph, as the layout has it.

It touches white space only, and leaves a blank line after a finished sentence: that is a border.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

LINE_BREAK = regex.compile(r"[^\S\n\r\f\v\u2028\u2029]*(?:\r\n|[\n\r\f\v\u2028\u2029])\s*")


def find(view: View) -> Iterator[Edit]:
    """Edits of white space between and inside the paragraphs of the layout."""
    string = view.string
    done = 0
    border = ""
    for paragraph in view.layout.paragraphs:
        for fragment in paragraph.fragments:
            start, end = view.place(fragment)
            if start < done:  # an order that was not carried out
                return
            yield from _whitespace(string, done, start, border)
            for match in LINE_BREAK.finditer(string, start, end):
                yield from _whitespace(string, match.start(), match.end(), "\n")
            done, border = end, "\n"
        border = "\n\n"
    yield from _whitespace(string, done, len(string), "\n")


def _whitespace(string: str, start: int, end: int, wanted: str) -> Iterator[Edit]:
    found = string[start:end]
    if found != wanted and (not found or found.isspace()) and not (found.endswith("\ufffe")):
        yield Edit(start, end, wanted, why="paragraph_border")


RULE = Repair(
    find=find,
    title="blank lines in the wrong places",
    repairs=(
        Example(
            "Kinderen spelen graag buiten, ook in de\n\nwinter, als het koud is.\n",
            "Kinderen spelen graag buiten, ook in de\nwinter, als het koud is.\n",
            note="a column ended in mid-sentence",
        ),
        Example("Eerste alinea.\n\n\n\nTweede alinea.\n", "Eerste alinea.\n\nTweede alinea.\n"),
    ),
    leaves=(
        Example("De les is afgelopen.\n\nDe kinderen gaan naar huis.\n", note="a paragraph that ends stays"),
    ),
    after=("blocks/reading_order", "blocks/running_head", "blocks/page_number", "blocks/jump_line"),
)
