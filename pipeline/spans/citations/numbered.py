"""Citations by number: "[3]", a raised "3" or "leren.3", with the note or entry of that number.

A number counts only when there is a list of numbered notes or entries that it leads to, and when the numbers
come in the order of a text with notes: each new one is higher than those before. So ages, amounts and the
numbers of exercises are left alone.

A note is an entry ("Kok, J. (2010). Spel."), holds citations itself ("Zie Kok (2010)"), repeats the one
before ("Ibid., p. 4") or is no source at all ("Met dank aan de ouders").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from pipeline.records import Citation
from pipeline.spans.citations.years import LOCATOR
from pipeline.spans.references.entry import parse_entry, read_number
from pipeline.spans.references.lists import ReferenceList, shows_a_work

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# How numbers are set, the plainest last; a text uses one of them.
MARKERS = (
    ("numbered", regex.compile(r"\[(?P<n>\d{1,3})(?:\s?[,;–-]\s?(?P<n>\d{1,3}))*\]")),
    ("footnote", regex.compile(r"(?P<n>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")),
    ("footnote", regex.compile(r"(?<=[\p{Ll}.,;:!?”\"'’)])(?<!\d[.,])(?P<n>\d{1,2})(?=[\s.,;:)]|$)")),
    ("footnote", regex.compile(r"(?<=[\p{Ll}.,;!?”’])\s?\((?P<n>\d{1,2})\)")),
)
SAME = regex.compile(r"\W*\d{1,3}\W*(?:ibid(?:em)?|idem|ebd|ebenda)\b\.?", regex.IGNORECASE)

Find = Callable[[str], Sequence[Citation]]


def find_numbered(text: str, body: str, lists: Sequence[ReferenceList], find: Find) -> list[Citation]:
    """The numbers in `body` that lead to a source.

    Args:
        text: the whole text.
        body: the text with its lists blanked; offsets are the same.
        lists: the lists of `text`.
        find: finds the citations in a note.
    """
    sources = dict(_sources(text, lists, find))
    if not sources:
        return []
    for style, pattern in MARKERS:
        marks = [
            (match.start("n") if len(spans) == 1 else start, end, text[start:end].translate(RAISED))
            for match in pattern.finditer(body)
            for spans in [match.spans("n")]
            for start, end in spans
        ]
        known = [mark for mark in marks if mark[2] in sources]
        if known and _are_in_order([int(number) for _, _, number in known], len(sources)):
            return [
                replace(source, start=start, end=end, style=style)
                for start, end, number in known
                if (source := sources[number]) is not None
            ]
    return []


def _sources(text: str, lists: Sequence[ReferenceList], find: Find) -> Iterator[tuple[str, Citation | None]]:
    """The number of each entry and note with what it cites; None for a note without a source."""
    before: Citation | None = None
    for one in lists:
        for start, end in one.entries:
            note = text[start:end]
            number = read_number(note)
            if number is None:
                continue
            if (same := SAME.match(note)) and before:
                locator = LOCATOR.match(note, same.end())
                before = replace(before, locator=locator["locator"] if locator else None)
                yield number, before
                continue
            item = parse_entry(note)
            cited = find(note)
            if shows_a_work(item) and ("author" in item or "editor" in item):
                before = _of_entry(item, number)
                yield number, before
            elif cited:
                before = replace(cited[0], number=number)
                yield number, before
            else:
                yield number, None


def _of_entry(item: Mapping[str, object], number: str) -> Citation:
    names = item.get("author") or item.get("editor")
    assert isinstance(names, list)
    authors = tuple(
        name.get("literal") or f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
        for name in names
    )
    issued = item.get("issued")
    assert issued is None or isinstance(issued, dict)
    year = str(issued["date-parts"][0][0]) if issued and "date-parts" in issued else None
    printed = (year or (issued or {}).get("literal") or "z.d.") + str(item.get("year-suffix", ""))
    return Citation(0, 0, "numbered", authors, printed, year, number=number)


def _are_in_order(numbers: Sequence[int], sources: int) -> bool:
    """Whether new numbers only rise, and half of the notes or more are called."""
    highest = 0
    for number in numbers:
        if number > highest + 1 + sources // 10:
            return False
        highest = max(highest, number)
    return len(set(numbers)) * 2 >= sources
