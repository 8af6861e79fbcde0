"""Which paragraph and section each sentence stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records import Kind, Range, Structure
from pipeline.sections.structure import of_clean


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with the paragraph it stands in: its kind, and both numbers."""

    start: int
    end: int
    kind: Kind
    paragraph: int
    section: int
    first: bool  # of its paragraph


def structure_of(text: str, structure: Structure | None) -> Structure:
    """The structure that was found, or what the text itself shows when it comes from elsewhere."""
    return structure if structure is not None and structure.paragraphs else of_clean(text)


def place(sentences: Sequence[Range], structure: Structure) -> tuple[Placed, ...]:
    """Each sentence with its paragraph and section; one that lies in no paragraph counts as body text."""
    placed: list[Placed] = []
    at = section = 0
    paragraphs, sections = structure.paragraphs, structure.sections
    for start, end in sentences:
        while at + 1 < len(paragraphs) and paragraphs[at].end <= start:
            at += 1
        while section + 1 < len(sections) and sections[section + 1].start <= start:
            section += 1
        kind = (
            paragraphs[at].kind
            if paragraphs and paragraphs[at].start <= start < paragraphs[at].end
            else Kind.BODY
        )
        first = not placed or placed[-1].paragraph != at
        placed.append(Placed(start, end, kind, at, section, first))
    return tuple(placed)
