"""Control characters in the text: a NUL, a C1 control where a byte had no meaning.

They come from broken exports and from bytes that Windows-1252 leaves undefined. What stood there cannot
be known, so they are reported with their place and never removed: a person has to look at the scan.

Tabs, line ends and form feeds are no faults.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

CONTROL = regex.compile(r"[\x00-\x08\x0E-\x1F\x7F-\x9F]")


def find(view: View) -> Iterator[Edit]:
    """One report a character."""
    for match in CONTROL.finditer(view.string):
        yield Edit(
            match.start(), match.end(), "", why="control_character", safety=Safety.REPORT,
            confidence=0.0, evidence={"code": f"U+{ord(match.group()):04X}"},
        )  # fmt: skip


RULE = Repair(
    find=find,
    title="a control character in the text",
    repairs=(Example("een kind\x81 speelt\n", "een kind\x81 speelt\n", note="reported, never removed"),),
    leaves=(Example("een\tkind\n"), Example("Eerste bladzijde.\n\fTweede bladzijde.\n")),
)
