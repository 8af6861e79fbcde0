"""Title, authors, lead, headings and asides of the clean text.

The kinds of paragraphs were found by the layout where the most is known: in the raw text, with its
measures and gaps. They are carried over by the origin of each paragraph. Text that comes in clean (from
elsewhere, or from another component) is laid out as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from pipeline.layout.lay_out import Layout, lay_out
from pipeline.layout.shapes import FULL_NAME, NAME
from pipeline.records import Kind, Paragraph, Range, Section, Structure
from pipeline.text import Text

PARAGRAPH = regex.compile(r"[^\n]*\S[^\n]*")
AUTHOR = regex.compile(rf"{FULL_NAME}|{NAME}")
INTRODUCTION = regex.compile(
    r"(?i:door|tekst(?:\s+(?:en|&)\s+(?:beeld|foto['’]?s))?|auteurs?|geschreven door)\s*:?\s*"
)
FRONT = (Kind.TITLE, Kind.BYLINE, Kind.LEAD)


def find(text: Text, layout: Layout | None = None) -> Structure:
    """The structure of `text.string`; `layout` describes its base."""
    laid = layout or lay_out(text.string)
    kinds = laid.kinds()
    ends = [end for (_, end), _ in kinds]
    paragraphs = []
    for match in PARAGRAPH.finditer(text.string):
        start, end = _trimmed(match)
        place = text.base_of(start) if layout else start
        paragraphs.append(Paragraph(start, end, _kind_at(place, kinds, ends)))
    return _structure(text.string, paragraphs if layout else _with_lead(paragraphs))


def of_clean(string: str) -> Structure:
    """The structure of a clean text of which nothing else is known."""
    return find(Text.of(string))


def _with_lead(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """In clean text the measure that sets a lead apart is gone: under title and byline, it is the first
    paragraph when another follows before the first heading.
    """
    kinds = [p.kind for p in paragraphs]
    at = next((i for i, kind in enumerate(kinds) if kind is Kind.BODY), len(kinds))
    opens = set(kinds[:at]) >= {Kind.TITLE, Kind.BYLINE} and Kind.LEAD not in kinds
    if opens and Kind.HEADING not in kinds[:at] and kinds[at + 1 : at + 2] == [Kind.BODY]:
        lead = paragraphs[at]
        paragraphs[at] = Paragraph(lead.start, lead.end, Kind.LEAD)
    return paragraphs


def _trimmed(match: regex.Match[str]) -> Range:
    text = match.group()
    return match.start() + len(text) - len(text.lstrip()), match.start() + len(text.rstrip())


def _kind_at(place: int, kinds: Sequence[tuple[Range, Kind]], ends: Sequence[int]) -> Kind:
    """The kind of the fragment that holds `place`, or of the next one (a first letter was put before it)."""
    at = bisect_right(ends, place)
    return kinds[at][1] if at < len(kinds) else Kind.BODY


def _structure(string: str, paragraphs: Sequence[Paragraph]) -> Structure:
    title = _first(paragraphs, Kind.TITLE)
    lead = _first(paragraphs, Kind.LEAD)
    bylines = [p for p in paragraphs if p.kind is Kind.BYLINE]
    return Structure(
        paragraphs=tuple(paragraphs),
        sections=tuple(_sections(paragraphs, len(string.rstrip("\n")))),
        title=title,
        suggested_title=_longer_title(string, title, paragraphs),
        authors=tuple(a for p in bylines for a in _authors(string, p)),
        lead=lead,
    )


def _first(paragraphs: Sequence[Paragraph], kind: Kind) -> Range | None:
    return next(((p.start, p.end) for p in paragraphs if p.kind is kind), None)


def _sections(paragraphs: Sequence[Paragraph], end: int) -> Iterator[Section]:
    """Section 0 holds what comes after title, byline and lead; the others begin at their heading."""
    body = [p for p in paragraphs if p.kind not in FRONT]
    heads = [i for i, p in enumerate(body) if p.kind is Kind.HEADING]
    first = body[heads[0]].start if heads else end
    before = body[: heads[0]] if heads else body
    if before:
        yield Section(None, 1, before[0].start, before[-1].end)
    else:
        yield Section(None, 1, first, first)
    for at, head in enumerate(heads):
        last = body[heads[at + 1] - 1] if at + 1 < len(heads) else body[-1]
        yield Section((body[head].start, body[head].end), 1, body[head].start, last.end)


def _longer_title(string: str, title: Range | None, paragraphs: Sequence[Paragraph]) -> str | None:
    """A heading or a quoted phrase that opens with the printed title and goes on: that seems cut off."""
    if title is None:
        return None
    printed = string[title[0] : title[1]]
    for p in paragraphs:
        text = string[p.start : p.end]
        if (
            p.kind is Kind.HEADING
            and text.casefold().startswith(printed.casefold() + " ")
            and len(text) <= 80
        ):
            return text
    quoted = regex.search(
        rf"[‘'“\"]({regex.escape(printed)} [^’'”\"\n]{{1,60}})[’'”\"]", string, regex.IGNORECASE
    )
    return quoted[1] if quoted else None


def _authors(string: str, byline: Paragraph) -> Iterator[tuple[Range, str]]:
    """The names in a byline, without "door" and what they do."""
    text = string[byline.start : byline.end]
    introduction = INTRODUCTION.match(text)
    for match in AUTHOR.finditer(text, introduction.end() if introduction else 0):
        start = byline.start + match.start()
        yield (start, start + len(match.group().rstrip(" .,"))), match.group().rstrip(" .,")
