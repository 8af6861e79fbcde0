"""A jump line: "lees verder op pagina 12".

It speaks to the reader of the magazine and belongs to no sentence of the article. Only a line that holds
nothing else is taken out; a reference within a sentence stays.
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
    ),
    leaves=(Example("Lees verder op pagina 12 van het boek, waar alles wordt uitgelegd.\n"),),
)
