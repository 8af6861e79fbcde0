"""What only the whole text tells of citations: whole surnames, years in prose, "ibid."."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.records import Citation
from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.years import LOCATOR
from pipeline.spans.references.lists import ReferenceList, find_references

YEAR_IN_PROSE = regex.compile(
    r"""\b[Ii]n\s(?P<year>1[89]\d\d|20[0-4]\d)\s
    (?: schreef | publiceerde | beschreef | introduceerde | formuleerde | betoogde | concludeerde | muntte
      | lanceerde | onderscheidde )\s
    (?:(?:\p{Lu}\p{Ll}+|(?:\p{Lu}\.\s?){1,5})\s)?
    (?P<name>(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?)\s){0,3}\p{Lu}\p{Ll}[\p{L}-]+)(?!\s\p{Lu}|\s?\()""",
    regex.VERBOSE,
)
# The same work again, in a bracket: "(ibid., p. 6)", "; ebd., S. 4)". A bare "idem" may be any word's.
SAME_WORK = regex.compile(
    r"""(?<=[(\[;]\s?(?:zie\s|vgl\.\s)?)
    (?: (?:ibid(?:em)?|ebd|ebenda)\b\.? | (?P<needs>idem|id\.|t\.a\.p\.|a\.w\.|op\.\s?cit\.|o\.c\.) )
    (?=\s?[,;:)\]]|\s\p{L}|\s\d)""",
    regex.VERBOSE | regex.IGNORECASE,
)
AFTER_SAME = regex.compile(r"\s?[;)\]]")


def whole_surnames(text: str, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The citations, the narrative ones with both words of a surname where a bracket has it whole.

    In "Goldin Meadow (2003)" the first word may be a given name; "(Goldin Meadow, 2003)" tells it is not.
    """
    first_words = {
        (first, last)
        for one in citations
        if one.style == "parenthetical"
        for first, _, last in (name.rpartition(" ") for name in one.authors)
        if first and first.split()[0].lower() not in words.PARTICLES
    }
    for one in citations:
        before = text[max(0, one.start - 40) : one.start].split()[-1:]
        if one.style == "narrative" and before and (before[0], one.authors[0]) in first_words:
            start = text.rindex(before[0], 0, one.start)
            yield replace(one, start=start, authors=(f"{before[0]} {one.authors[0]}", *one.authors[1:]))
        else:
            yield one


def years_in_prose(
    body: str, citations: Sequence[Citation], text: str, lists: Sequence[ReferenceList]
) -> Iterator[Citation]:
    """As "In 1969 schreef Bowlby": only of somebody who is cited elsewhere, listed or well known.

    Args:
        body: the text with its lists blanked.
        citations: those found so far.
        text: the whole text.
        lists: its lists of literature.
    """
    matches = list(YEAR_IN_PROSE.finditer(body))
    if not matches:
        return
    listed = {
        name["family"]
        for one in find_references(text, lists)
        for name in one.csl.get("author", ())
        if "family" in name
    }
    known = words.GAZETTEER | listed | {name for one in citations for name in one.authors}
    for match in matches:
        if match["name"] in known or match["name"].split()[-1] in listed:
            start, end = match.span("name")
            yield Citation(start, end, "narrative", (match["name"],), match["year"], match["year"])


def same_works(text: str, citations: Sequence[Citation]) -> Iterator[Citation]:
    """Each "ibid." and its like, with what the citation before them says; `citations` are in order."""
    ends = [one.end for one in citations]
    for match in SAME_WORK.finditer(text):
        at = bisect_right(ends, match.start())
        locator = LOCATOR.match(text, match.end())
        end = locator.end("locator") if locator else match.end()
        if at and (locator or not match["needs"]) and AFTER_SAME.match(text, end):
            place = locator["locator"] if locator else None
            yield replace(
                citations[at - 1], start=match.start(), end=end, style="parenthetical", locator=place
            )
