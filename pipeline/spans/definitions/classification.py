"""‘drie stijlen: de autoritaire, de toegeeflijke en de gezaghebbende opvoeding’: each member is defined."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition, Range
from pipeline.spans.definitions.reading import Place, define, name_after, skip_determiners

KINDS = regex.compile(
    r"""
    \b (?: twee | drie | vier | vijf | zes | zeven | verschillende ) \s (?:\p{Ll}+e\s)?
    (?: vormen | soorten | categorieën | typen | types | stijlen | fasen | fases | pijlers | niveaus
        | varianten
      | [\p{Ll}]+(?:stijlen|vormen|typen|fasen|strategieën|functies) ) \b
    [^:.;\n]{0,80} : \s (?P<members> [^:;.()\n]{8,200} )
    """,
    regex.VERBOSE,
)
MEMBER = regex.compile(
    r"(?:^|,\s|\ben\s|\bof\s)(?P<member>(?:(?:de|het|een)\s)?[^,\n]+?)(?=,\s|\sen\s|\sof\s|$)"
)


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(KINDS):
        start, end = match.span("members")
        for member in MEMBER.finditer(match["members"]):
            offset = start + member.start("member")
            name = _elided(place, offset) or name_after(place, offset)
            if name and name[1] <= end:
                yield from define(place, name, "classification")


def _elided(place: Place, offset: int) -> Range | None:
    """‘de autoritaire,’ stands for the adjective with the noun at the end of the list."""
    following = skip_determiners(place.words_from(offset))
    if not following or not place.modifies(following[0]):
        return None
    alone = place.text[following[0].end : following[0].end + 4].lstrip().startswith((",", "en ", "of "))
    return (following[0].start, following[0].end) if alone else None
