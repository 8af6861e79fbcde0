"""Blocks that were read in another order than people read them.

A reader of pages takes blocks as they come: the lead after the first column, the byline at the foot of a
box, a pull quote in the middle of a sentence. This rule moves the title, the byline and the lead to the
top, and what interrupts a sentence behind the paragraph it interrupts.

It leaves everything else where it was printed: text alone does not tell whether a box belongs elsewhere.
A move changes no character; the ledger gives the place in both texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Edit, Example, Range
from pipeline.repair.order import heaviest_rising
from pipeline.repair.rule import Repair, View


def find(view: View) -> Iterator[Edit]:
    """Moves for as little text as possible: the longest stretch already in order stays."""
    wanted = [f for paragraph in view.layout.paragraphs for f in paragraph.fragments]
    if not wanted:
        return
    printed = sorted(wanted)
    extents = _extents(printed, len(view.string))
    staying = heaviest_rising(wanted)
    anchor = 0
    for fragment in wanted:
        start, end = extents[fragment]
        if fragment in staying:
            anchor = end
            continue
        yield Edit(start, end, "", why="read_out_of_order", confidence=0.9, to=anchor)
        if end == len(view.string) and not view.string.endswith("\n"):
            yield Edit(end, end, "\n", why="read_out_of_order", confidence=0.9)
    for fragment in wanted:
        start, _ = extents[fragment]
        before = view.string[:start].rstrip(" \t")
        if before and before[-1] not in "\n\r\f\v\u2028\u2029\ufffe":  # glued to the one before it
            yield Edit(start, start, "\n", why="glued_blocks", confidence=0.9)


def _extents(printed: list[Range], length: int) -> dict[Range, Range]:
    """Each fragment with the white space (and what else) up to the next; the first from the very start."""
    starts = [0, *(start for start, _ in printed[1:])]
    ends = [*starts[1:], length]
    return {f: (s, e) for f, s, e in zip(printed, starts, ends, strict=True)}


RULE = Repair(
    find=find,
    title="blocks in another order than they are read",
    repairs=(
        Example(
            "Buiten spelen\n\nKinderen die veel buiten spelen,\nslapen beter.\n\ndoor Marit Hoogerwerf\n",
            "Buiten spelen\n\ndoor Marit Hoogerwerf\nKinderen die veel buiten spelen,\nslapen beter.\n\n",
            note="the byline goes under the title",
        ),
        Example(
            "Buiten spelen\n\nKinderen die veel buiten spelen,\nslapen beter.door Marit Hoogerwerf\n",
            "Buiten spelen\n\ndoor Marit Hoogerwerf\nKinderen die veel buiten spelen,\nslapen beter.\n",
            note="stuck to the end of another block",
        ),
    ),
    leaves=(
        Example("Buiten spelen\n\ndoor Marit Hoogerwerf\n\nKinderen die buiten spelen, slapen beter.\n"),
        Example(
            "Het stuk is geschreven\ndoor Marit Hoogerwerf en het gaat\nover kinderen die buiten spelen.\n"
        ),
    ),
)
