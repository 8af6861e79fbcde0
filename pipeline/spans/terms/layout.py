"""Which sentences of a text are running text, which are headings and the like.

The stage `sections` finds the structure. Where none is handed over (text from elsewhere, one component tried
alone) the plain form of clean text is enough for a guess: one paragraph a line, a short one without closing
punctuation is a heading, the first of those is the title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.records import Kind, Paragraph, Range, Section, Structure

LINE = regex.compile(r"[^\n\r]*\S[^\n\r]*")
BYLINE = regex.compile(r"(?:[Dd]oor|[Tt]ekst)\s*:?\s+\p{Lu}")
BULLET = regex.compile(r"[•▪◦‣·]\s|[-–*]\s")
LITERATURE = regex.compile(
    r"(?:literatuur|literatuurlijst|referenties|bronnen|noten|geraadpleegde literatuur|bibliografie)\W*",
    regex.IGNORECASE,
)
CLOSING = tuple('.!?…:;”’")')
A_HEADING = 10  # words at most; a longer line without closing punctuation is a pull quote


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
    """The structure that was found, or else a guess from the lines."""
    return structure if structure is not None and structure.paragraphs else guess(text)


def guess(text: str) -> Structure:
    """Title, byline, headings, bullets and references by the look of the lines."""
    paragraphs: list[Paragraph] = []
    literature = False
    for match in LINE.finditer(text):
        kind = _kind(match.group().strip(), first=not paragraphs, literature=literature)
        literature = literature or (
            kind in (Kind.HEADING, Kind.TITLE) and bool(LITERATURE.fullmatch(match.group().strip()))
        )
        paragraphs.append(Paragraph(match.start(), match.end(), kind))
    paragraphs = _with_lead(paragraphs)
    title = next(((p.start, p.end) for p in paragraphs[:1] if p.kind is Kind.TITLE), None)
    return Structure(tuple(paragraphs), _sections(paragraphs, len(text)), title=title)


def _kind(line: str, *, first: bool, literature: bool) -> Kind:
    size = len(line.split())
    if BULLET.match(line):
        return Kind.BULLET
    if BYLINE.match(line) and size <= A_HEADING and not line.endswith("."):
        return Kind.BYLINE
    open_ended = not line.endswith(CLOSING) or (
        line.endswith("?") and line.count("?") == 1 and "." not in line
    )
    if size <= A_HEADING and open_ended and not (literature and size > 3):
        return Kind.TITLE if first else Kind.HEADING
    if literature:
        return Kind.REFERENCE
    return Kind.PULL_QUOTE if not line.endswith(CLOSING) and size <= 40 else Kind.BODY


def _with_lead(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The first paragraph of body text is the lead when more body text follows before the first heading."""
    opening = [
        number for number, each in enumerate(paragraphs) if each.kind not in (Kind.TITLE, Kind.BYLINE)
    ][:2]
    if len(opening) < 2 or any(paragraphs[number].kind is not Kind.BODY for number in opening):
        return paragraphs
    if not paragraphs or paragraphs[0].kind is not Kind.TITLE:
        return paragraphs
    lead = paragraphs[opening[0]]
    return [Paragraph(each.start, each.end, Kind.LEAD) if each is lead else each for each in paragraphs]


def _sections(paragraphs: Sequence[Paragraph], end: int) -> tuple[Section, ...]:
    headings = [paragraph for paragraph in paragraphs if paragraph.kind is Kind.HEADING]
    starts = [0, *(heading.start for heading in headings)]
    ends = [*(heading.start for heading in headings), end]
    ranges = [None, *((heading.start, heading.end) for heading in headings)]
    return tuple(
        Section(heading, 1, start, stop) for heading, start, stop in zip(ranges, starts, ends, strict=True)
    )


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
