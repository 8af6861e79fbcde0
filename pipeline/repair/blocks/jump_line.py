"""A jump line: "lees verder op pagina 12", "vervolg van blz. 5", "wordt vervolgd op de volgende pagina".

An article that goes on elsewhere in the magazine says so where it breaks off. The line speaks to the reader
of the magazine, belongs to no sentence of the article, and mostly stands in the middle of one.

Only a line that holds nothing else is taken out. A reference within a sentence is left.
"""

from __future__ import annotations

from pipeline.records import Example
from pipeline.repair.blocks import furniture
from pipeline.repair.rule import Repair

RULE = Repair(
    find=furniture.finder("jump_line"),
    title="a line that sends the reader to another page",
    repairs=(
        Example(
            "Zo leert een kind ook wat het\n\nLees verder op pagina 12\n\nnog niet durft.\n",
            "Zo leert een kind ook wat het\n\n\nnog niet durft.\n",
        ),
        Example(
            "Zo leert een kind ook wat het\n\n(vervolg van blz. 5)\n\nnog niet durft.\n",
            "Zo leert een kind ook wat het\n\n\nnog niet durft.\n",
        ),
    ),
    leaves=(
        Example("Lees verder op pagina 12 van het boek, waar alles wordt uitgelegd.\n"),
        Example("Over de regels staat meer\nzie ook p. 14\nen dat geldt voor allen.\n", note="a reference"),
    ),
)
