"""‘De actieradius, de afstand die een kind ... mag, is ...’: a rare noun, and what it is between commas.

Behind an English term any noun phrase will do: "De growth mindset, de groeigerichte houding, ...". Left
alone: lists ("de school, de klas die ..., en het gezin") and persons, whose names are no rare nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition, Range
from pipeline.spans.definitions.copula import JUDGEMENTS
from pipeline.spans.definitions.reading import Place, define, is_rare, name_after, name_before
from pipeline.spans.terms.candidates import is_foreign
from pipeline.spans.terms.words import DETERMINERS, words

SHORT = regex.compile(r",\s(?P<other>(?:de|het|een)\s[^,;:.()\n]{3,60})(?=[,.])")
EXPLAINED = regex.compile(
    r"""
    ,\s (?: een | het | de ) \s (?: \p{Ll}+ \s ){0,3}? (?P<genus> \p{Ll}{3,} ) \s
    (?: \p{Ll}{4,} \s )?                                 # "een klein aantal klasgenoten dat"
    (?: (?: die | dat | om | waar(?:in|bij|mee|op|door|van|voor|uit|aan) ) \s
      | (?:van|tussen|over) \s (?:wat|hoe|wie) \s )
    [^,;:.\n]{5,200} (?P<close> [,.] )
    """,
    regex.VERBOSE,
)
GOES_ON = regex.compile(r"\s(?:en|of|maar|een|de|het)\b")
PREPOSITIONS = frozenset({"rond", "rondom", "voor", "van", "met", "bij", "in", "op", "aan", "tussen", "over"})
_PERSONS = """
    man vrouw jongen meisje vader moeder leraar lerares juf meester collega vriend vriendin
"""
PERSONS = frozenset(_PERSONS.split())


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(SHORT):
        name = name_before(place, match.start())
        other = name_after(place, match.start("other"))
        if name and other and all(is_foreign(word.low) for word in words(place.text, name)):
            yield from define(place, name, "apposition", equivalents=(place.text[slice(*other)],))
            if other[1] == match.end("other"):
                yield from define(place, other, "apposition", equivalents=(place.text[slice(*name)],))
    for match in place.search(EXPLAINED):
        listed = match["close"] == "," and GOES_ON.match(place.text, match.end())
        if match["genus"] not in JUDGEMENTS | PERSONS and not listed:
            yield from define(place, _explained(place, match.start()), "apposition")


def _explained(place: Place, comma: int) -> Range | None:
    """The rare noun before the comma, or the one that a preposition ties to the noun there."""
    name = name_before(place, comma)
    if name and not _may_be_explained(place, name):
        before = list(place.words_to(name[0])[-2:])
        while before and before[-1].low in DETERMINERS:
            before.pop()
        tied = before and before[-1].low in PREPOSITIONS
        name = name_before(place, before[-1].start) if tied else None
    return name if name and _may_be_explained(place, name) else None


def _may_be_explained(place: Place, name: Range) -> bool:
    opens = place.words and name[0] <= place.words[1 if len(place.words) > 1 else 0].start
    small = place.text[name[0]].islower() or (bool(opens) and not place.text[slice(*name)].isupper())
    return small and is_rare(place.text, name)
