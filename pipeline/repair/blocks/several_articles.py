"""A text that looks like several articles.

A file that holds a whole issue of a magazine, or a page on which the next article begins, is cleaned as one
article when nothing says where each begins: bylines and leads of the later ones end up where those of the
first belong. A second byline under a heading of its own, or a second list of literature, far from the first,
shows it.

Nothing is cut: where an article ends cannot be known from that alone. It is reported, with the place; a table
of metadata with pages (docs/metadata.md), METS or bookmarks split the file. Two bylines close together, a
byline at the end of an article and a short signed box are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.layout.shapes import is_literature
from pipeline.records import Edit, Example, Kind, Range, Safety
from pipeline.repair.rule import Repair, View

APART = 1500  # characters of running text between the two, at least: a signed box in an article has fewer
FOLLOWS = 600  # characters of running text after the second byline, at least
HEADS = (Kind.TITLE, Kind.HEADING, Kind.LEAD)


def find(view: View) -> Iterator[Edit]:
    """A report at each byline or heading of a list that opens or closes another article."""
    kinds = view.layout.kinds()
    text = view.text.base
    running = [0]  # characters of running text before each fragment
    for (start, end), kind in kinds:
        running.append(running[-1] + (end - start if kind is Kind.BODY else 0))
    bylines = [
        at
        for at, (_, kind) in enumerate(kinds)
        if kind is Kind.BYLINE and any(k in HEADS for _, k in kinds[max(0, at - 2) : at])
    ]
    lists = [at for at, ((start, end), _) in enumerate(kinds) if is_literature(text[start:end])]
    for signs, after in ((bylines, FOLLOWS), (lists, 0)):
        for before, at in pairwise(signs):
            if running[at] - running[before] >= APART and running[-1] - running[at] >= after:
                yield _report(view.place(kinds[at][0]), "byline" if after else "list of literature")


def _report(place: Range, sign: str) -> Edit:
    return Edit(
        *place, "", why="several_articles", safety=Safety.REPORT, confidence=0.0, evidence={"second": sign}
    )


BODY = "Kinderen die veel buiten spelen, slapen volgens hun ouders beter en eten met meer smaak. "
ONE = f"Spelen in de regen\n\ndoor Marit Hoogerwerf\n\n{BODY * 20}\n\n"
OTHER = f"Lezen bij de kachel\n\ndoor Joost van Rhijn\n\n{BODY.replace('spelen', 'lezen') * 20}\n"

RULE = Repair(
    find=find,
    title="several articles in one text",
    repairs=(Example(ONE + OTHER, ONE + OTHER, note="reported, never cut"),),
    leaves=(
        Example(ONE.strip() + "\n"),
        Example(f"{ONE}Uit de praktijk\n\ndoor Joost van Rhijn\n\n{BODY}\n", note="a signed box"),
    ),
)
