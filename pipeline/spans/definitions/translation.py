"""‘X (Engels: Y)’, ‘X, in het Engels Y’, ‘X, een vertaling van het Engelse Y’: both name the same."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition, Range
from pipeline.spans.definitions.reading import Place, define, name_before

LANGUAGE = r"(?:Engels|Duits|Frans|Latijn|Grieks|Italiaans|Spaans|Zweeds|Fins|Deens|Noors)"
TRANSLATED = regex.compile(
    rf"""
    \s \( (?: (?:in|uit) \s het \s )? (?: {LANGUAGE} | letterlijk ) (?:e\sterm)? \s? [:,]? \s?
      (?P<other> [^()\n]{{3,60}} ) \)
    | ,? \s in \s het \s {LANGUAGE} \s (?P<other> [^,;:.()\n]{{3,40}} )
    | , \s (?: (?:een|de) \s (?:letterlijke\s)? vertaling \s van | naar | van ) \s het \s {LANGUAGE}e \s
      (?P<other> [^,;:.()\n]{{3,40}} )
    """,
    regex.VERBOSE,
)


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(TRANSLATED):
        name = name_before(place, match.start())
        if name:
            other = _bare(place.text, match.span("other"))
            yield from define(place, name, "translation", equivalents=(place.text[slice(*other)],))
            if "letterlijk" not in match.group():
                yield from define(place, other, "translation", equivalents=(place.text[slice(*name)],))


def _bare(text: str, span: Range) -> Range:
    """Without quotes and spaces around it."""
    start, end = span
    while start < end and text[start] in " ‘’“”'\"":
        start += 1
    while end > start and text[end - 1] in " ‘’“”'\"":
        end -= 1
    return start, end
