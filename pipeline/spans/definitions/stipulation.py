"""‘Onder X versta ik Y’; ‘ik gebruik de term ‘X’. Hieronder versta ik Y’; ‘X verwijst naar Y’."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition
from pipeline.spans.definitions.reading import (
    QUOTE,
    UNQUOTE,
    Place,
    define,
    name_after,
    subject,
    without_article,
)

UNDER = regex.compile(
    r"\b(?:[Oo]nder|[Mm]et) (?P<name>[^,;:.\n]{2,60}?) (?:versta|verstaan|verstaat|bedoel|bedoelen|"
    r"bedoelt|doel|doelen|wordt|worden)\b(?P<rest>[^.;\n]{0,80})"
)
WE_MEAN = regex.compile(
    r"(?:versta|verstaan|verstaat|bedoel|bedoelen|bedoelt|doel|doelen) "
    r"(?:ik|we|wij|men|hij|zij|ze|\p{Lu}\p{L}+)|"
    r"(?:wordt|worden)\b.*\b(?:verstaan|bedoeld)"
)
TERM_IN_USE = regex.compile(
    rf"\b(?:term|begrip|concept|woord|benaming|naam|aanduiding) (?P<name>{QUOTE}[^‘’“”\"\n]{{2,60}}{UNQUOTE})"
)
STIPULATES = regex.compile(
    r"\b(?:gebruik|gebruiken|hanteer|hanteren|hanteert|introduceer|introduceerde|introduceert|kies|"
    r"kiezen|duid|duiden)\b"
)
DEFINED_AS = regex.compile(
    r"""
    \s (?: (?:definieer|definiëren|definieert|omschrijf|omschrijven|omschrijft) \s
        (?:ik|we|wij|men|hij|zij|\p{Lu}\p{L}+) (?:\s\([^)\n]{4,40}\))? \s als
         | (?:wordt|worden|is|zijn) \s (?:[\p{Ll}]+\s){0,2}? (?:gedefinieerd|omschreven) \s als
         | (?:verwijst|verwijzen) \s naar | (?:slaat|slaan) \s op | (?:staat|staan) \s voor
         | (?:duidt|duiden) \s op ) \b
    """,
    regex.VERBOSE,
)


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(UNDER):
        if WE_MEAN.search(place.text, match.end("name"), match.end()):
            yield from define(place, name_after(place, match.start("name")), "stipulation")
    for match in place.search(TERM_IN_USE):
        if STIPULATES.search(place.text, *place.span) or place.after:
            name = without_article(place.text, (match.start("name") + 1, match.end("name") - 1))
            used = STIPULATES.search(place.text, *place.span) is not None
            kind = "stipulation" if used else "term_in_use"
            yield from define(place, name, kind)
    for match in place.search(DEFINED_AS):
        yield from define(place, subject(place, match.start()), "stipulation")
