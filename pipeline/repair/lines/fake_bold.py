"""A line drawn several times to look bold: "CContontainainmenmenment" for "Containment".

A program without a bold font draws a heading two to five times with a small offset, in runs of a few
characters. Who extracts the text by position gets each run as often as it was drawn. The line is read as
a noisy channel: which words, drawn how, give these letters? (See `pipeline/language/overprint.py`.)

A line is only looked at when nearly half of it lies in pieces repeated at once; sound Dutch stays far
below. "Nothing was drawn twice" competes as a reading, so "gegevens" and "Bonbon" keep what is theirs.
When two readings come near each other the repair is only listed. Numbers alone cannot be decided
("1010"), and are left.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.overprint import decode, suspect
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

SURE = 1.0  # log10 of the odds against the next best reading


def find(view: View) -> Iterator[Edit]:
    """One edit a line."""
    start = 0
    for line in view.string.split("\n"):
        if suspect(line):
            reading = decode(line, view.lexicon)
            if reading.damaged:
                lead = len(line) - len(line.lstrip())
                yield Edit(
                    start + lead,
                    start + len(line.rstrip()),
                    reading.text,
                    why="drawn_several_times",
                    safety=Safety.SAFE if reading.margin >= SURE else Safety.DOUBTFUL,
                    confidence=round(1 - 10 ** -min(reading.margin, 4.0), 4),
                    evidence={"margin": round(reading.margin, 2)},
                )
        start += len(line) + 1


RULE = Repair(
    find=find,
    title="a line whose letters were drawn several times",
    repairs=(
        Example("SpeSpelen len lereren\n", "Spelen leren\n"),
        Example("WaWatt kikindndererenen nonodidig g hehebbbbenen\n", "Wat kinderen nodig hebben\n"),
        Example("SpelenSpelen enen lerenleren\n", "Spelen en leren\n", note="words drawn twice"),
    ),
    leaves=(
        Example("Gegevens over bonbons\n"),
        Example("Hotel Bonbon\n"),
        Example("1010\n", note="numbers cannot be decided"),
        Example("Aan zee en in de sneeuw\n"),
    ),
)
