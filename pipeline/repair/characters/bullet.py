"""Odd glyphs for bullets: "]] het kind", "(cid:222) het kind", "n het kind".

Bullets are often drawn in a font of ornaments, and come out as whatever letter or sign has their number
there. A sign that opens several items of a list, and stands nowhere else in front of a line, is taken for
one and becomes "• ".

It leaves a dash that opens an aside in the middle of a sentence, numbers of numbered lists, and a sign
that stands there only once.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layout.shapes import KNOWN_BULLETS, bullet_mark
from pipeline.records import Edit, Example, Kind
from pipeline.repair.rule import Repair, View

BULLET = "• "


def find(view: View) -> Iterator[Edit]:
    """One edit an item."""
    for paragraph in view.layout.paragraphs:
        if paragraph.kind is not Kind.BULLET:
            continue
        start, _ = view.place(paragraph.fragments[0])
        line = view.string[start:].split("\n", 1)[0]
        mark = bullet_mark(line, view.layout.marks)
        if mark and mark != BULLET:
            known = mark.strip() in KNOWN_BULLETS
            yield Edit(start, start + len(mark), BULLET, why="bullet", confidence=0.99 if known else 0.9)


RULE = Repair(
    find=find,
    title="an odd glyph for a bullet",
    repairs=(
        Example(
            "Wat helpt?\n]] samen lezen voor het slapen;\n]] samen zingen.\n",
            "Wat helpt?\n• samen lezen voor het slapen;\n• samen zingen.\n",
        ),
        Example("Dit helpt:\n\n■ samen lezen\n", "Dit helpt:\n\n• samen lezen\n"),
    ),
    leaves=(
        Example("Wat helpt?\n\n• samen lezen\n\n• samen zingen\n"),
        Example("Het vermogen om te spelen\n– en dat is veel –\nneemt toe met de jaren.\n", note="an aside"),
        Example("1. samen lezen\n2. samen zingen\n"),
    ),
)
