"""Lists of literature and of notes: where they stand, and where one entry ends and the next begins.

A list is known by its heading, on a line of its own or before its first entry, if what follows opens like an
entry; without a heading by its shape: at the end of the text, one entry upon the other. It ends where two
paragraphs in a row are none.

Entries are told apart by what the text has left of them: a hanging indent, blank lines, or only how they
open. An entry opens with a number, with names and a year, or with an organisation or title and a year; it
does so only where the one before it is complete, so a line that happens to begin with a name is no entry.
The same holds within a paragraph, since cleaning may have joined the lines of several entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.records import Range, Reference
from pipeline.spans.citations.names import is_organisation
from pipeline.spans.components import put
from pipeline.spans.references.entry import (
    PLACES,
    dated_opening,
    is_imprint,
    one_line,
    opens_with_title,
    parse_entry,
    read_number,
)
from pipeline.spans.references.persons import AFTER_NAME, read_people
from pipeline.spans.references.shapes import PLACE_PUBLISHER

KEY = "helder_references"

_NAME = r"""
    (?:(?:geraadpleegde|gebruikte|aanbevolen|verwante|overige|aangehaalde|gebruikte\sen\saanbevolen)\s)?
        (?: literatuur(?:lijst|verwijzingen|opgave|overzicht|referenties|tips|suggesties)?
          | bronnen(?:lijst|opgave)? | bronvermelding(?:en)? | referenties | referentielijst | verwijzingen )
      | literatuur\s(?:en|&)\s(?:noten|bronnen|websites)
      | (?:noten|bronnen)\s(?:en|&)\s(?:literatuur|referenties|noten|websites)
      | (?:voet|eind)?noten | anmerkungen | notes | endnotes
      | verder\slezen | meer\slezen | meer\sweten | lees\sverder | om\sverder\ste\slezen | bibliografie
      | references | further\sreading | bibliography | works\scited | sources
      | literatur(?:verzeichnis|hinweise)? | quellen(?:verzeichnis)?
"""
HEADING = regex.compile(
    rf"""^[ \t]*(?:[#*_]+[ \t]*)?(?:\d+\.?[ \t]+)?(?:{_NAME})
        [ \t]*[:.?]?[ \t]*[*_]*[ \t]*(?:$|(?<=:)[ \t]*(?=\S))""",
    regex.VERBOSE | regex.IGNORECASE | regex.MULTILINE,
)
LINE = regex.compile(r"[^\n]*\S[^\n]*")
# Between two entries on one line: the first is complete, the second opens with a capital or a particle.
SEAM = regex.compile(
    r"""(?<=[.)\]\d/”"’]|(?:https?://|www\.)\S{1,300}(?:\s\p{Ll}\S{0,60})?) \s+
        (?=(?:van|von|de[nr]?|te[nr]?|['’]t|d['’]|\[\d|\d{1,3}[.)]?\s\p{Lu}|\p{Lu}))""",
    regex.VERBOSE,
)
OPENINGS = regex.compile(rf"^(?=[ \t]*\S) | {SEAM.pattern}", regex.VERBOSE | regex.MULTILINE)
COMPLETE = regex.compile(r"(?:[.)\]?!”\"’/]|\d|(?:https?://|www\.)\S+)$")
# About the author: "Els Smid (1970) is leerkracht", "Els Smid, leerkracht in Gent, schrijft".
PROSE = regex.compile(
    r"(?:\s?\([^)]{1,40}\)|,[^,]{2,60},)?\s"
    r"(?:is|was|zijn|werkte?|studeerde|promoveerde|schr(?:ijf|ee)[ft]|geeft|doceert|woont)\s"
)
TITLE_FOLLOWS = regex.compile(r"[,:]\s[\"“‘'\p{Lu}]")
SITE = regex.compile(
    r"""(?P<name>\p{Lu}[^.:()]{2,60})\.\s[^.]{3,120}[.?!]\s
    (?P<access>(?:Geraadpleegd|Opgehaald|Verkregen|Retrieved)\s)?[^.]{0,60}?(?:https?://|www\.)""",
    regex.VERBOSE,
)
INSIDE = regex.compile(r"(?:[Ii]n:\s|In\s(?!['’]t\b|den\b|de\b|der\b))")
# So ends an entry without a year: with its ISBN, address or publisher.
ENDS = regex.compile(
    r"(?:\bISBN[:\s][\dX\s-]{9,17}|(?:https?://|www\.)\S+|\b(?:[Uu]itg(?:everij|\.))\s[\p{Lu}][^.,]{1,40})\.?$"
)
# The editors of a book, not the next entry: "In R. " Loeber.
WITHIN_NAMES = regex.compile(
    r"(?:(?:\b[Ii]n:?|[,&]|\b(?:en|and|und|door|by))\s|\()(?:(?:\p{Lu}|IJ|Th|Ch|Ph|Fr)\.\s?-?){1,5}$"
)
UNFINISHED = regex.compile(
    r"(?:[,&:;(–-]|\b(?:en|and|In|in|van|de|het|voor|op|over)|\b(?:pp?|blz|nrs?|vol|jrg|dl|dr|St|S|H|Bd)\.)$",
    regex.I,
)
HAS_DATE = regex.compile(
    r"(?<!\d)(?:1[5-9]\d\d|20[0-4]\d)(?!\d)|\b[zn]\.\s?[dj]\.|\b(?:in\s(?:druk|press)|ter\sperse)\b"
)
MAY_OPEN = regex.compile(
    r"(?:van|von|de[nr]?|te[nr]?|['’][ts]|d['’]|in\s['’]t|op|al-)?\s?\p{Lu}|[\[(•*–-]|\d|[\"“‘'„]|\p{Ll}+\p{Lu}"
)
CONTINUES = regex.compile(
    r"[(]|https?:|www\.|doi\b|In:?\s|(?:Geraadpleegd|Verkregen|Opgehaald|Retrieved|Abgerufen)\b"
)
# Place, publisher and year of an entry that a page's end cut.
IMPRINT = regex.compile(
    r"(?P<place>['’]?\p{L}[\p{L}'’ /-]{2,30}):\s\p{Lu}[^.:()]{1,50}(?:,\s(?:1[5-9]|20)\d\d)?\."
)
UNTITLED = regex.compile(
    r"\((?:(?:1[5-9]|20)\d\d[a-z]?(?:,\s[^()]{3,20})?|in\s(?:druk|press)|[zn]\.\s?[dj]\.)\)\.?$"
)
# An address on the web, place and publisher, a title in quotation marks.
ONLY_ENTRIES = regex.compile(
    r"""(?:Geraadpleegd|Verkregen|Opgehaald|Retrieved|Accessed)\b[^.]{0,60}(?:https?://|www\.)
      | \b(?:Beschikbaar|Te\svinden|Via|Op|Zie)\b[^.]{0,30}?\s(?:https?://|www\.)
      | \.\s(?:https?://|www\.)\S+$ | \bISBN\b | \b[Uu]itg(?:everij|\.)\s\p{Lu}
      | \p{Lu}\p{L}+:\s\p{Lu}[^.]*\d{4} | ^["“'‘][^"”]+["”'’],.*\d{4}""",
    regex.VERBOSE,
)
MARK = regex.compile(r"^(?:[•*–-]\s*|\[?\d{1,3}[\].]?\s+)")
NOTE = regex.compile(r"^[ \t]*\[?(?P<n>\d{1,3})(?=[\].)]?[ \t]+\S)", regex.MULTILINE)
SOURCE = regex.compile(rf"{HAS_DATE.pattern}|https?://|www\.|\b(?:[Ii]bid|[Ii]dem|[Ee]bd)")
UNWRAPPED = 110  # characters; a longer line is a paragraph, not a line of a column
REACH = 700  # characters of an entry that are looked at, and its length at most in a list without a heading
LONGEST_ODD = 400  # characters of an entry that opens like none
FEWEST, FEWEST_PEOPLE = 3, 2  # entries that make a list without a heading, and those that open with a person


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """A list at `[start, end)`, its heading included."""

    start: int
    end: int
    entries: tuple[Range, ...]


def find_references(text: str, lists: Sequence[ReferenceList] | None = None) -> tuple[Reference, ...]:
    r"""The entries of the lists of literature in `text`, parsed, in order.

    >>> found = find_references("Spel.\n\nLiteratuur\n\nKok, J. de (2010). Spel. Gent: Uil.")
    >>> found[0].csl["author"][0]["family"], found[0].start
    ('Kok', 19)
    """
    found = []
    for one in find_lists(text) if lists is None else lists:
        for start, end in one.entries:
            item = parse_entry(text[start:end])
            if shows_a_work(item):
                found.append(Reference(start, end, item))
    return tuple(found)


def shows_a_work(item: Mapping[str, object]) -> bool:
    """Whether an item says enough to be a work: a title and an address, or two of maker, date and source.

    So the prose of a note with a year in it is none.
    """
    found = item.keys()
    told = [{"author", "editor"}, {"issued"}, {"publisher", "container-title"}]
    return "title" in found and (bool(found & {"URL", "DOI"}) or sum(bool(found & one) for one in told) > 1)


def without_lists(text: str, lists: Sequence[ReferenceList]) -> str:
    """The text with its lists blanked; places stay what they are."""
    for one in lists:
        text = text[: one.start] + "\n" * (one.end - one.start) + text[one.end :]
    return text


@lru_cache(maxsize=2)  # the finders of references, citations and mentions ask for the same text
def find_lists(text: str) -> tuple[ReferenceList, ...]:
    """The lists of literature and notes of `text`, in order."""
    lists: list[ReferenceList] = []
    headings = list(HEADING.finditer(text))
    for number, heading in enumerate(headings):
        stop = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        entries = _entries(text, heading.end(), stop)
        if entries:
            lists.append(ReferenceList(heading.start(), entries[-1][1], entries))
    if not lists and (start := _unheaded(text)) is not None:
        entries = _entries(text, start, len(text))
        if len(entries) >= FEWEST:
            lists.append(ReferenceList(start, entries[-1][1], entries))
    if not lists and (notes := _unheaded_notes(text)):
        lists.append(ReferenceList(notes[0][0], notes[-1][1], notes))
    return tuple(lists)


# --- the entries of a list ---


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    after_blank: bool


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines: list[_Line] = []
    last = start
    for match in LINE.finditer(text, start, end):
        bare = match.group().strip()
        first = match.start() + match.group().index(bare)
        lines.append(
            _Line(first, first + len(bare), first - match.start(), text.count("\n", last, match.start()) > 1)
        )
        last = match.end()
    return lines


def _entries(text: str, start: int, end: int) -> tuple[Range, ...]:
    """The entries in `[start, end)`, up to where the list ends; none when it does not open like a list."""
    lines = _lines(text, start, end)
    if not lines:
        return ()
    blocks = list(_blocks(text, lines))
    kept: list[Range] = []
    for number, block in enumerate(blocks):
        if _is_entry(text, block):
            kept.append(block)
        elif number + 1 == len(blocks) or not any(
            _is_entry(text, b) for b in blocks[number + 1 : number + 3]
        ):
            break
    return tuple(part for block in kept for part in _parts(text, *block))


def _blocks(text: str, lines: Sequence[_Line]) -> Iterator[Range]:
    """Lines put together to entries; a paragraph of several entries is still in one."""
    least = min(line.indent for line in lines)
    hanging = lines[0].indent == least and sum(line.indent > least for line in lines) * 3 >= len(lines)
    whole = not hanging and _one_a_line(text, lines)
    first = last = lines[0]
    for line in lines[1:]:
        if _begins(text, first, last, line, hanging=hanging and not line.after_blank, least=least) or (
            whole and not line.after_blank and _is_whole(text, last, line)
        ):
            yield first.start, last.end
            first = line
        last = line
    yield first.start, last.end


def _one_a_line(text: str, lines: Sequence[_Line]) -> bool:
    """Whether most lines open like an entry, so that those between that do not are entries too."""
    opening = sum(_opens(one_line(text[line.start : line.end])) for line in lines)
    return len(lines) > 2 and opening * 5 >= len(lines) * 3


def _is_whole(text: str, last: _Line, line: _Line) -> bool:
    """Whether of two lines the first can end an entry and the second open one."""
    here = text[line.start : line.end]
    return bool(
        COMPLETE.search(text[last.start : last.end]) and MAY_OPEN.match(here) and not CONTINUES.match(here)
    )


def _begins(text: str, first: _Line, last: _Line, line: _Line, *, hanging: bool, least: int) -> bool:
    """Whether `line` begins an entry, when the current one runs from `first` to `last`."""
    before, here = text[last.start : last.end], _opening(text, line.start, len(text))
    if not MAY_OPEN.match(here) or UNFINISHED.search(before):
        return False
    if hanging:
        return line.indent == least
    if PLACE_PUBLISHER.fullmatch(text[line.start : line.end].strip(" .")):
        return False
    if line.after_blank or max(line.end - line.start, last.end - last.start) > UNWRAPPED:
        entry = one_line(text[max(first.start, last.end - REACH) : last.end])
        imprint = IMPRINT.match(here)
        if imprint and (imprint["place"].lower() in PLACES or not HAS_DATE.search(entry)):
            return False
        if UNTITLED.search(entry) and ((people := read_people(here)) is None or not people.inverted):
            return False  # a page ended behind the names and year
        return _opens(here) or not _continues(here, entry)
    if not COMPLETE.search(before):
        return False
    if not HAS_DATE.search(
        text, max(first.start, last.end - REACH), last.end
    ):  # no year yet, so only a name or number will do
        ended = ENDS.search(text, max(first.start, last.end - REACH), last.end)
        return read_number(here) is not None or (ended is not None and _opens(here))
    entry = one_line(text[max(first.start, last.end - REACH) : last.end])
    return _opens(here) and dated_opening(entry) != len(entry)


def _continues(here: str, entry: str) -> bool:
    """Whether a paragraph that opens like no entry is the rest of `entry`: a page ended within it."""
    if not COMPLETE.search(entry) or CONTINUES.match(here) or is_imprint(here):
        return True
    return not HAS_DATE.search(entry) and _opens(entry) and HAS_DATE.search(here) is not None


def _opening(text: str, start: int, end: int) -> str:
    """What is looked at of an entry: one paragraph, and not all of a long one."""
    return one_line(text[start : min(end, start + REACH)].split("\n\n")[0])


def _opens(here: str) -> bool:
    """Whether an entry opens here: a number, names, or anything short before a year in brackets."""
    people = read_people(here)
    if people is not None and not people.inverted and PROSE.match(here, people.end):
        return False
    named = people is not None and (
        AFTER_NAME.match(here, people.end) is not None
        or (people.inverted and here[: people.end].endswith(". "))
    )
    return (
        named
        or read_number(here) is not None
        or dated_opening(here) is not None
        or opens_with_title(here) is not None
        or _opens_a_site(here)
    )


def _opens_a_site(here: str) -> bool:
    """Whether an organisation and an address open an entry without a year: "Pharos. Spel. www..."."""
    match = SITE.match(here)
    if match is None:
        return False
    own = match["name"].split()
    return any(map(is_organisation, own)) or (match["access"] is not None and len(own) < 4)


def _parts(text: str, start: int, end: int) -> Iterator[Range]:
    """The entries of a block, which cleaning may have joined: "... Gent: Uil. Vries, A. de (2012)"."""
    first = start
    number = read_number(text[start:end])
    for seam in SEAM.finditer(text, start, end):
        here = _opening(text, seam.end(), end)
        following = read_number(here)
        if number and following and int(following) == int(number) + 1:
            number = following
        elif (
            number
            or (following and here[0] != "[")
            or not (
                HAS_DATE.search(text, max(first, seam.start() - REACH), seam.start())
                or ENDS.search(text, max(first, seam.start() - REACH), seam.start())
            )
            or WITHIN_NAMES.search(text, max(first, seam.start() - REACH), seam.start())
            or not _opens_within(here)
            or dated_opening(so_far := one_line(text[max(first, seam.start() - REACH) : seam.start()]))
            == len(so_far)
        ):
            continue
        yield first, seam.start()
        first = seam.end()
    yield first, end


def _opens_within(here: str) -> bool:
    """Within a line only family names in front, or an organisation of some words with its year, will do."""
    if INSIDE.match(here):
        return False
    people = read_people(here)
    if people is not None:
        return people.inverted or TITLE_FOLLOWS.match(here, people.end) is not None
    opening = dated_opening(here)
    if opening is None:
        numbered = read_number(here) is not None and here[0] == "["
        return numbered or opens_with_title(here) is not None or _opens_a_site(here)
    return (
        not regex.match(r"(?:In|Uit|Van|Deel|Vol|Jaargang|Jrg|Nr|Zie|Geraadpleegd)\b", here)
        and len(here[:opening].split()) <= 10
    )


def _is_entry(text: str, place: Range) -> bool:
    """Whether a block opens like an entry, or holds what only an entry has."""
    start, end = place
    first, _, rest = text[start : min(end, start + REACH)].partition("\n\n")
    here = one_line(first)
    if rest and (rest.lstrip().startswith("(") or dated_opening(here) == len(here)):
        here = one_line(first + "\n" + rest)  # a page ended within its names and year
    if _opens(here):
        return HAS_DATE.search(here) is not None or len(here) < REACH
    return ONLY_ENTRIES.search(here[:LONGEST_ODD]) is not None


# --- a list without a heading ---


def _unheaded(text: str) -> int | None:
    """Where a run of entries begins that reaches to the end of the text."""
    run: list[int] = []
    people_in_run = 0
    following = len(text.rstrip())
    while (found := _last_opening(text, max(0, following - REACH), following)) is not None:
        following, is_person = found
        run.append(following)
        people_in_run += is_person
    return run[-1] if len(run) >= FEWEST and people_in_run >= FEWEST_PEOPLE else None


def _unheaded_notes(text: str) -> tuple[Range, ...]:
    """Notes numbered from 1 that end the text without a heading, half of them with a year or address."""
    notes: list[Range] = []
    end, wanted = len(text.rstrip()), 0
    for mark in reversed(list(NOTE.finditer(text))):
        start = mark.end() - len(mark.group().lstrip())
        if end - start > REACH or (notes and int(mark["n"]) != wanted):
            break
        notes.append((start, start + len(text[start:end].rstrip())))
        end, wanted = start, int(mark["n"]) - 1
    notes.reverse()
    sources = sum(SOURCE.search(text, *note) is not None for note in notes)
    return tuple(notes) if wanted == 0 and len(notes) > 1 and sources * 2 >= len(notes) else ()


def _last_opening(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Where in `[start, end)` the last entry opens, and whether with a person."""
    for match in reversed(list(OPENINGS.finditer(text, start, end))):
        here = MARK.sub("", _opening(text, match.start(), len(text)), count=1)
        people = read_people(here)
        inverted = people is not None and people.inverted
        if inverted or (people is None and dated_opening(here) is not None and _opens_within(here)):
            return match.start(), inverted
    return None


class ReferenceFinder:
    """Puts the entries of the lists of literature of a document in `doc.spans["helder_references"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find them in `doc.text`; the document is changed in place and returned."""
        put(doc, KEY, find_references(doc.text))
        return doc


@Language.factory("helder_references", assigns=["doc.spans"])
def create_helder_references(nlp: Language, name: str) -> ReferenceFinder:
    """Make the component; it asks nothing of the components before it."""
    return ReferenceFinder()
