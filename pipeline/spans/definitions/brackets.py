"""‘X (Y)’: the rarer of the two is the term; an abbreviation and its long form are one term.

Left alone: sources and pages, what only completes a word or a sentence ("(zelf)verantwoordelijke", "(en soms
de school)"), and names of institutions with their abbreviation.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition, Range
from pipeline.spans.definitions.reading import Place, define, is_rare, name_after, name_before, rarity
from pipeline.spans.terms.candidates import is_english
from pipeline.spans.terms.words import STOP_WORDS, words

BRACKETED = regex.compile(r"(?<=[\p{L}’”'\"])\s\((?P<inner>\p{L}[^()\d:;\n]{1,60})\)")
NO_GLOSS = regex.compile(
    r"^(?:zie|vgl|bijv|bv|zoals|o\.a|onder|dus|en|of|met|in|van|voor|door|uit|als|al|ook|met name|"
    r"kortom|red|cf|vrij naar|mijn|niet|wel|cursivering)\b",
    regex.IGNORECASE,
)
SHORT = regex.compile(r"[\p{L}&-]{2,8}")


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(BRACKETED):
        if not NO_GLOSS.match(match["inner"]):
            yield from _explained(place, match)


def _explained(place: Place, match: regex.Match[str]) -> Iterator[Definition]:
    before, inside = name_before(place, match.start()), name_after(place, match.start("inner"))
    if before is None:
        return
    gloss = match["inner"].strip(" -")
    named = before[0] > place.span[0] and place.text[before[0]].isupper()
    if SHORT.fullmatch(gloss) and (long := long_form(gloss, place, before)):
        inside_sentence = long[0] > place.span[0]
        if not (
            inside_sentence and place.text[long[0]].isupper()
        ):  # "Organisatie voor X (OXY)" is a name, not a term
            yield from define(place, long, "abbreviation", equivalents=(gloss,))
    elif place.text[slice(*before)].isupper() and is_abbreviation(place.text[slice(*before)], gloss):
        short = place.text[slice(*before)]
        if inside and not place.text[inside[0]].isupper():
            yield from define(place, (inside[0], match.end("inner")), "abbreviation", equivalents=(short,))
    elif named or gloss.isupper():
        return
    elif len(gloss.split()) > 1 and is_english([word.low for word in words(place.text, match.span("inner"))]):
        yield from define(place, before, "translation", equivalents=(gloss,))
        yield from define(
            place, match.span("inner"), "translation", equivalents=(place.text[slice(*before)],)
        )
    elif inside and inside[1] >= match.end("inner") and _rarer(place.text, inside, before):
        yield from define(place, inside, "brackets")
    elif is_rare(place.text, before) and len(gloss.split()) > 1:
        yield from define(place, before, "brackets")


def _rarer(text: str, span: Range, other: Range) -> bool:
    return is_rare(text, span) and rarity(text, span) <= rarity(text, other)


def long_form(short: str, place: Place, before: Range) -> Range | None:
    """The words before the brackets that an abbreviation stands for, None when its letters do not fit."""
    if not is_abbreviation(short, place.text[place.span[0] : before[1]]):
        return None
    size = sum(letter.isupper() for letter in short)
    near = place.words_to(before[1])[-size - 2 :]
    for count in range(1, len(near) + 1):
        start = near[-count].start
        fits = near[-count].low[0] == short[0].lower() and near[-count].low not in STOP_WORDS
        if start <= before[0] and fits:
            return (start, before[1])
    return before


def is_abbreviation(short: str, text_before: str) -> bool:
    """Whether capitals in brackets are the initials of the words or word parts before them."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if not 2 <= len(letters) <= 6 or sum(letter.isupper() for letter in short) < 2:
        return False
    long = text_before[-60:].lower()
    place = len(long)
    for letter in reversed(letters):
        place = long.rfind(letter, 0, place)
        if place < 0:
            return False
    return place == 0 or not long[place - 1].isalpha()
