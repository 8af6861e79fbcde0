"""‘We noemen dit X (of X2)’, ‘Psychologen noemen dat X: ...’: the sentence before says what it is."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition
from pipeline.spans.definitions.reading import Place, define, name_after

WHO = (
    r"(?:we|wij|ik|men|hij|zij|ze|\p{Lu}[\p{L}-]+(?:\s(?:(?:de|den|der|van|ter|ten)\s)*\p{Lu}[\p{L}-]+){0,2})"
)
THIS_IS_NAMED = regex.compile(
    rf"""
    \b (?: [Nn]oem (?:en|t|de|den)? (?: \s {WHO} (?:\s\([^)\n]{{4,40}}\))? )?
           \s (?: dit | dat | deze \s \p{{Ll}}+ | het ) (?: \s (?:ook|wel|vaak|daarom))*
         | (?: wat | hetgeen ) \s {WHO} (?:\s(?:ook|wel|vaak))* \s (?:noem|noemen|noemt|noemde)
         | (?<! dan \s ) (?: [Ss]preek | [Ss]preken | [Ss]preekt ) \s (?:we|wij|men|ik)
           (?:\s(?:ook|wel|dan))* \s (?:van|over)
         | [Dd]it \s heet | [Dd]at \s heet ) \s
    """,
    regex.VERBOSE,
)
# "Dat wachten noemt Claes X": what is named opens the sentence.
NAMED_BY = regex.compile(
    rf"\s*(?:Dit|Dat|Deze|Die)\s(?:\p{{Ll}}+\s){{0,3}}noem(?:en|t|de|den)?\s{WHO}(?:\s\([^)\n]{{4,40}}\))?\s"
)
SECOND_NAME = regex.compile(r"[’”'\"]?\s(?:of|en)\s")
HAD_A_NAME = regex.compile(r"\bals\b|\bbij\snaam\b")


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    opening = NAMED_BY.match(place.text, place.span[0])
    for match in (*place.search(THIS_IS_NAMED), *([opening] if opening else [])):
        if HAD_A_NAME.match(place.text, match.end()):
            continue
        name = name_after(place, match.end())
        yield from define(place, name, "anaphora", back=True)
        second = name and SECOND_NAME.match(place.text, name[1])
        if second:
            yield from define(place, name_after(place, second.end()), "anaphora", back=True)
