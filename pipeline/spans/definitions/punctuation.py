"""‘X – het vermogen om ... –’, ‘X, oftewel Y’, ‘...: X.’, ‘een X: een groep die ...’, ‘• X: ...’.

Signs alone say little, so the name must be rare in general Dutch; a bullet that opens with its name and a
colon is enough by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition
from pipeline.spans.definitions.copula import JUDGEMENTS
from pipeline.spans.definitions.reading import Place, define, is_rare, name_after, name_before
from pipeline.spans.terms.words import STOP_WORDS, words

DASHED = regex.compile(
    r"(?P<before>[\p{L}’”'\"])\s[–—-]\s(?P<inner>(?:de|het|een|dat wil zeggen|oftewel|"
    r"ofwel)\s[^–—\n]{8,200}?)\s[–—-]\s"
)
THAT_IS = regex.compile(
    r",?\s(?:oftewel|ofwel|dat wil zeggen|d\.w\.z\.|met andere woorden|m\.a\.w\.|i\.e\.),?\s"
)
COLON_LAST = regex.compile(r":\s(?P<name>[^:,;.()\n]{3,50})\.?$")
# what a gloss opens with: "een groep van hooguit vijftien kinderen die"
COLON = regex.compile(
    r"""
    ['’”"]? : \s (?=
        (?: (?:een|het|de|ieder|iedere|elk|elke) \s )? (?: \p{Ll}+ \s ){0,3}? (?P<genus> \p{Ll}{3,} ) \s
        (?: van \s (?: \p{Ll}+ \s ){1,4}? )?
        (?: die | dat | om | waar(?:in|bij|mee|op|door|van|voor|uit|aan) ) \s )
    """,
    regex.VERBOSE,
)
BULLET_COLON = regex.compile(r"•\s(?P<name>(?:\p{L}[\p{L}'’-]*\s?){1,3}):\s(?=\p{L}+\s\p{L}+\s\p{L}+)")
_NO_NAMES = "voorbeeld tip let opdracht stap vraag antwoord doel conclusie gevolg resultaat les"
NO_NAMES = frozenset(_NO_NAMES.split())


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(DASHED):
        yield from _if_rare(place, name_before(place, match.end("before")), "dashes")
    for match in place.search(THAT_IS):
        yield from _if_rare(place, name_before(place, match.start()), "that_is")
    for match in place.search(COLON_LAST):
        name = name_after(place, match.start("name"))
        long_before = match.start() - place.span[0] > 40
        if name and name[1] == match.end("name") and long_before and len(words(place.text, name)) > 1:
            yield from _if_rare(place, name, "colon")
    for match in place.search(COLON):
        if match["genus"] not in JUDGEMENTS | STOP_WORDS:
            yield from _if_rare(place, name_before(place, match.start()), "gloss")
    bullet = BULLET_COLON.match(place.text, place.span[0])
    if bullet and bullet["name"].lower() not in NO_NAMES:
        yield from define(place, name_after(place, bullet.start("name")), "list_item")


def _if_rare(place: Place, name: tuple[int, int] | None, kind: str) -> Iterator[Definition]:
    if name and is_rare(place.text, name):
        yield from define(place, name, kind)
