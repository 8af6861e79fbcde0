"""A running head: the line at the edge of a page that names the magazine, the volume or the date.

It stands between the two halves of a sentence when a page ends in mid-sentence. It goes when its form
says what it is ("jaargang 12, nummer 3"), when it comes back at the edge of another page, numbers and dates
aside, or when the sentence around it goes on as if it were not there.

It leaves a short line at the top of one single page alone: that may be a heading. The ledger keeps what
was taken out, and with it the name, volume, number and date of the magazine.
"""

from __future__ import annotations

from pipeline.records import Example
from pipeline.repair.blocks import furniture
from pipeline.repair.rule import Repair

RULE = Repair(
    find=furniture.finder("running_head"),
    title="a running head inside the text",
    repairs=(
        Example(
            "Wie leest, leert vanzelf nieuwe\nwoorden kennen. Dat geldt voor\n\njaargang 12, nummer 3\n\n"
            "kinderen van elke leeftijd.\n",
            "Wie leest, leert vanzelf nieuwe\nwoorden kennen. Dat geldt voor\n\n\n"
            "kinderen van elke leeftijd.\n",
        ),
    ),
    leaves=(
        Example("Wat kinderen leren\n\nKinderen leren door te spelen.\n", note="a heading"),
        Example(
            "Bos, F. (2010). Kind en taal.\nPedagogiek, jaargang 12, nummer 3\n"
            "Utrecht: Boom.\nAmsterdam: SWP.\n",
            note="an entry in a list of literature",
        ),
        Example("In maart 2019\nverscheen het rapport van de raad.\n", note="a date in a sentence"),
    ),
)
