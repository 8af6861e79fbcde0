"""‘Y wordt ook wel X genoemd’, ‘een fase die X heet’, ‘Y noemen we X’, ‘dan heet het X’, ‘de zogeheten X’.

Left alone: what is named as an example or a cause ("wordt als oorzaak genoemd"), named before ("de zojuist
genoemde regels") or must be named ("moet genoemd worden").
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition, Range
from pipeline.spans.definitions.reading import QUOTE, Place, define, name_after, name_before, without_article

NAMED = regex.compile(
    r"""
    \b (?: wordt | worden | werd | werden ) \b   # the passive, then what stands between ...
    (?P<between> [^.;:?!\n]{0,140}? )
    \s (?P<cue> genoemd | geheten | gedoopt ) \b (?! \s als \b )  # ... and the participle behind the name
    """,
    regex.VERBOSE,
)
NAMED_LAST = regex.compile(
    r"""
    \b (?: dat | die | wat | hetgeen ) \b (?P<between> [^.;:?!,\n]{1,60}? )
    \s (?: (?:genoemd|geheten) \s (?:wordt|worden|werd) | (?:wordt|worden|werd) \s genoemd | heet
        | heten | heette ) \b
    """,
    regex.VERBOSE,
)
NO_NAMING = regex.compile(
    r"""
    \b (?: als | zojuist | net | boven | hierboven | eerder | reeds | apart | afzonderlijk | bij\snaam | naar
         | moet | moeten | kan | kunnen | mag | ook\snog | expliciet | met\sname | vaakst | meest
             | onder\sandere | nog | aantal | enkele ) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
WE_NAME = regex.compile(
    r"""
    \b (?: noem (?:en|t|de|den)? \s (?:ik|we|wij|men|hij|zij|ze)
         | (?:staat|staan) \s (?:ook\s)? bekend \s (?:als|onder\sde\snaam)
         | (?:wordt|worden) \s (?:ook\s|wel\s|vaak\s)* aangeduid \s (?:als|met)
         | dan \s (?:heet|heten) \s (?:het|dit|dat|ze)
         | zogeheten | zogenaamde | zogenoemde ) \b
    (?! \s (?: dit|dat|deze|het|hem|haar|ze|een\saantal|enkele ) \b (?! \s \p{L}+ing ) )
    """,
    regex.VERBOSE,
)
SO_IT_IS_CALLED = regex.compile(r"\s*Zo (?:heet|heten|noemen (?:we|ze)|noemt men)\s(?:de|het|een)\s")
QUOTED_SPEECH = regex.compile(rf"{QUOTE}(?P<said>[^‘’“”\"\n]{{2,120}})[’”\"]")


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(NAMED):
        if NO_NAMING.search(match["between"]) is None:
            yield from define(place, name_before(place, match.start("cue")), "naming", back=place.points_back)
    for match in place.search(NAMED_LAST):
        if NO_NAMING.search(match["between"]) is None:
            yield from define(place, name_before(place, match.end("between")), "naming")
    for match in place.search(WE_NAME):
        yield from define(place, name_after(place, match.end()), "naming", back=place.points_back)
    if place.before and SO_IT_IS_CALLED.match(place.text, place.span[0]):
        yield from define(place, _what_was_said(place, place.before), "naming", back=True)


def _what_was_said(place: Place, before: Range) -> Range | None:
    """The term at the end of what somebody says in the sentence before: "‘Hij zit in de X’, zegt zij."."""
    said = QUOTED_SPEECH.search(place.text, *before)
    if said is None:
        return None
    if len(said["said"].split()) < 4:
        return without_article(place.text, said.span("said"))
    return name_before(_of(place, before), said.end("said"))


def _of(place: Place, span: Range) -> Place:
    """The same text, another sentence."""
    from pipeline.spans.terms.words import words

    return Place(place.text, span, words(place.text, span), None, None, place.tags)
