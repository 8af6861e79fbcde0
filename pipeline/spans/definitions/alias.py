"""‘X, ook wel Y genoemd’, ‘X, ook bekend als Y’: both are defined, each by the other."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition
from pipeline.spans.definitions.reading import Place, define, name_after, name_before

ALIAS = regex.compile(
    r"""
      ,? \s \(? (?:ook|soms|meestal|vaak|in\sde\sliteratuur) (?:\swel)? \s (?P<alias>[^,;:.()\n]{2,60}?)
        \s (?:genoemd|geheten) \b
      | ,? \s \(? (?:(?:ook(?:\swel)?|beter)\s bekend \s (?:als|onder\sde\snaam) | alias ) \s
        (?P<alias2>[^,;:.()\n]{2,60})
    """,
    regex.VERBOSE,
)
PASSIVE = regex.compile(r"\b(?:wordt|worden|werd|werden)\Z")


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(ALIAS):
        group = "alias" if match["alias"] is not None else "alias2"
        if PASSIVE.search(place.text, place.span[0], match.start()):
            continue  # "wordt ook wel X genoemd": a naming
        other = name_after(place, match.start(group))
        own = name_before(place, match.start())
        if other and own:
            yield from define(place, own, "alias", equivalents=(place.text[slice(*other)],))
            yield from define(place, other, "alias", equivalents=(place.text[slice(*own)],))
