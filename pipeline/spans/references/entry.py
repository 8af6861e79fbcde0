"""One entry of a list of literature to a CSL-JSON item.

An entry is read from both ends. What has a shape of its own is cut out first, wherever it stands: DOI, URL,
date of access, ISBN. Names open the entry, their year follows them (APA, Harvard, German) or stands at the
end (Chicago, Vancouver, magazines). What is left is read from its end, where volume, issue and pages or place
and publisher stand, back to the title; a title may hold full stops, so it is what remains.

No field is made up: what cannot be told stays in the printed entry, which is kept beside the item.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.names import is_organisation
from pipeline.spans.references import persons
from pipeline.spans.references.dates import WORK_DATE, date_fields, read_date
from pipeline.spans.references.shapes import (
    ABBREVIATION,
    ACCESS,
    BULLET,
    DOI,
    EDITION,
    EDITOR,
    ENCYCLOPEDIA,
    EXTENT,
    GENRE,
    GENRES,
    IMPRINT_IN_BRACKETS,
    IN,
    ISBN,
    ISSUE,
    JOURNAL,
    LATE_YEARS,
    LONE_ISSUE,
    MAGAZINE,
    NEWSPAPER,
    NO_ORGANISATION,
    NUMBER,
    ORGANISATION,
    ORIGINAL,
    PAGES,
    PAREN,
    PLACE_PUBLISHER,
    PRICE,
    QUOTED,
    REPORT_NUMBER,
    REPORT_PART,
    SCHEME_GAP,
    SENTENCE_GAP,
    TAILS,
    THESIS,
    THESIS_PART,
    TRANSLATOR,
    URL,
    URL_GOES_ON,
    VOLUME,
)

Csl = dict[str, Any]

# Where publishers sit, besides the places that are met as names.
PLACES = (
    words.PLACES
    | words.word_set(
        "tielt averbode houten huizen hoorn hoogeveen kapellen berchem wommelgem roeselare stanford princeton"
    )
    | {"den haag", "'s-gravenhage", "new york", "bergen op zoom", "thousand oaks", "alphen aan den rijn"}
)
LONGEST = 1500  # characters that are read of an entry; what is longer is none
LONGEST_TAIL = 90  # characters of a periodical with its volume and pages
MOST_WORDS = 14  # of an organisation's name
FARTHEST_YEAR = 500  # characters of names before a year; twenty authors take some 300
# Signs and words between title and address that say nothing once the address is gone.
LEFT_OVER = regex.compile(
    r"(?:\s?\b(?:url|link|website|via|op|van|zie|from|at):?|[(\[]\s?[)\]]?|[:,])+\s?\.?$", regex.IGNORECASE
)
BEFORE_DATE = regex.compile(r"[\s.,:;]*(?P<open>[(\[])?\s?")
BRACKET_CLOSES = regex.compile(r"\s?[)\]]\s?[.,:;]*")
DATE_ENDS = regex.compile(r"\s?[.,:](?!\d)")
SHORT_NAME = regex.compile(r"(?P<name>\p{Lu}[^,.:()\d]{1,60}),\s(?=\d{4}[a-z]?:\s)")  # "Der Spiegel, 1992:"
NAMES_END = regex.compile(r"\s?(?:[,.:;]|$|(?<=\.\s?)\s?(?=[\p{Lu}\"“‘']))")
TITLE_ENDS = regex.compile(r"(?:[,.]|\s[-–])\s(?:door\s)?(?=\p{Lu})|\s(?:door|van)\s(?=\p{Lu})")
PUBLISHERS_MARK = regex.compile(r"\bISBN\b|\b[Uu]itg(?:everij|\.)\s")
NAMES_CLOSE = regex.compile(r"\s?(?:[,.;(]|$)")
IN_TITLE = regex.compile(r"\s?:|\s\p{Ll}")
# "Zie Bijl (2001)" and "In Gent (2010)" name no organisation.
OPENS_PROSE = words.word_set("""
    zie vgl cf see bron bronnen in met dit deze dat daar hier volgens uit naar aan bij na ook toen als er ik
    wij we hij zij ze
""")
CLAUSE_GAP = regex.compile(r"[.?!)][\"”’']?\s|,\s")
REPEATED_STOP = regex.compile(r"(?<!\.)\.(?:\s*\.)+(?=\s|$)(?<!\.\.\.)")
REPORT = regex.compile(r"[\p{L}-]{0,30}rapport(?:age)?|[\p{L}-]{0,20}report", regex.IGNORECASE)
EMPTY = regex.compile(r"\s?[(\[]\s*[)\]]")
BLANK_BEFORE_STOP = regex.compile(r"\s+(?=[.,;])")


@dataclass(slots=True)
class _Reading:
    """An entry on its way: what is left to read, and what was read."""

    rest: str
    whole: str
    item: Csl = field(default_factory=dict)
    accessed: bool = False

    def take(self, match: regex.Match[str], instead: str = " ") -> None:
        self.rest = self.rest[: match.start()] + instead + self.rest[match.end() :]


def parse_entry(printed: str) -> Csl:
    """The CSL-JSON item of an entry, without an id; empty when there is nothing to read.

    >>> parse_entry("Vries, A. de (2012). Spel. Gent: Uil.")["author"]
    [{'family': 'Vries', 'given': 'A.', 'non-dropping-particle': 'de'}]
    """
    line = one_line(printed[:LONGEST])
    reading = _Reading(line, line)
    _number(reading)
    reading.whole = reading.rest
    _identifiers(reading)
    late = _names_and_year(reading)
    _parentheses(reading)
    _rest(reading, late=late)
    if "title" not in reading.item and [*reading.item.get("author", [{}])[0]] == ["literal"]:
        reading.item["title"] = reading.item.pop("author")[0]["literal"]  # "Wet op de jeugdzorg. (2004)"
    _type(reading.item, accessed=reading.accessed)
    return {key: reading.item[key] for key in sorted(reading.item, key=_order)}


_FIRST = ("type", "author", "editor", "translator", "issued", "year-suffix", "title", "container-title")


def _order(key: str) -> tuple[int, str]:
    return (_FIRST.index(key) if key in _FIRST else len(_FIRST), key)


def one_line(printed: str) -> str:
    """The entry on one line: line ends gone, words and URLs in one piece, marks of emphasis off."""
    text = regex.sub(r"(?<=[\p{Ll}])[-‐¬]\s*\n\s*(?=\p{Ll})(?!(?:en|of)\s)", "", printed)
    text = regex.sub(r"(?<=\p{Ll})- (?=\p{Ll})(?!(?:en|of|tot|and|or|und)\s)", "", text)
    text = regex.sub(r"(?<=\d[-–])\s*\n\s*(?=\d)", "", text)
    text = regex.sub(r"(?<![\w/])[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}(?![\w/])", "", text)
    text = " ".join(text.split())
    text = SCHEME_GAP.sub(lambda m: m[1] + "//" if m[1] else ".", text)
    return str(URL_GOES_ON.sub("", text))


def read_number(printed: str) -> str | None:
    """The number that an entry or note opens with: "[3] Kok", "3. Kok", "3 Kok"."""
    match = NUMBER.match(printed)
    return match["n"] if match else None


def is_imprint(text: str) -> bool:
    """Whether all of `text` is place and publisher, or a periodical's particulars: the end of an entry."""
    text = text.strip(" .")
    return PLACE_PUBLISHER.fullmatch(text) is not None or (
        len(text) < LONGEST_TAIL and _tail(text, {}) is not None
    )


def dated_opening(text: str) -> int | None:
    """Where the year ends that stands behind the names, organisation or title that `text` opens with."""
    mark = NUMBER.match(text) or BULLET.match(text)
    start = mark.end() if mark else 0
    text = text[start:]
    people = persons.read_people(text)
    if people and (dated := _year_at(text, people.end)):
        return start + dated[1]
    early = _early_year(text)
    return start + early[2] if early else None


def opens_with_title(text: str) -> tuple[str, persons.People] | None:
    """The title and makers that `text` opens with: "De kracht van rust, Ineke Draaisma, Uitgeverij Lannoo".

    Only where a publisher's mark follows: such a line may be a sentence else.
    """
    if not PUBLISHERS_MARK.search(text):
        return None
    for gap in TITLE_ENDS.finditer(text[:LONGEST_TAIL]):
        people = persons.read_people(text, gap.end())
        if people and not people.inverted and NAMES_CLOSE.match(text, people.end):
            title = text[: gap.start()]
            return (title, people) if len(title.split()) <= MOST_WORDS and "." not in title else None
    return None


def _number(reading: _Reading) -> None:
    if match := NUMBER.match(reading.rest):
        reading.item["citation-number"] = match["n"]
        reading.rest = reading.rest[match.end() :]
    elif match := BULLET.match(reading.rest):
        reading.rest = reading.rest[match.end() :]


def _identifiers(reading: _Reading) -> None:
    """DOI, URL, date of access, ISBN and the year of the original, wherever they stand."""
    item = reading.item
    if match := DOI.search(reading.rest):
        item["DOI"] = match["doi"].rstrip(".,;)]")
        reading.take(match)
    if match := URL.search(reading.rest):
        url = match["url"].rstrip(".,;]'”\"")
        item["URL"] = url.rstrip(")") if "(" not in url else url
        reading.take(match)
        for access in reversed(list(ACCESS.finditer(reading.rest))):
            if access["date"] or access.end() >= match.start() - 80:
                _access(reading, access)
    elif (access := ACCESS.search(reading.rest)) and access["date"]:
        _access(reading, access)
    if match := ISBN.search(reading.rest):
        item["ISBN"] = match["isbn"].strip(" -")
        reading.take(match)
    if match := PRICE.search(reading.rest):
        reading.take(match, ". ")
    if match := EXTENT.search(reading.rest):
        item["number-of-pages"] = match["n"]
        reading.take(match, ". ")
    if match := ORIGINAL.search(reading.rest):
        item["original-date"] = {"date-parts": [[int(match["year"])]]}
        reading.take(match)
    reading.rest = REPEATED_STOP.sub(".", reading.rest)
    reading.rest = LEFT_OVER.sub("", _tidy(reading.rest).strip(" ,;<>")).strip()


def _tidy(text: str) -> str:
    return str(BLANK_BEFORE_STOP.sub("", " ".join(text.split())))


def _access(reading: _Reading, match: regex.Match[str]) -> None:
    if match["date"]:
        reading.item["accessed"] = read_date(match["date"])
    reading.accessed = True
    reading.take(match)


# --- names and year ---


def _names_and_year(reading: _Reading) -> bool:
    """Read the names that open the entry and its year; whether the year came late, behind the title."""
    rest, item = reading.rest, reading.item
    people = persons.read_people(rest)
    if people and (dated := _year_at(rest, people.end)):
        item[people.role] = list(people.names)
        item |= date_fields(dated[0])
        reading.rest = rest[dated[1] :].strip()
        return False
    if match := IMPRINT_IN_BRACKETS.search(rest):
        item["issued"] = {"date-parts": [[int(match["year"])]]}
        item["publisher-place"] = match["place"]
        if match["publisher"]:
            item["publisher"] = match["publisher"]
        reading.take(match, "" if rest[match.end() : match.end() + 1] in ".," else ".")
        rest = reading.rest
        if people:
            item[people.role] = list(people.names)
            reading.rest = rest[people.end :].lstrip(" ,.:;")
        return True
    if early := _early_year(rest):
        match, start, end = early
        before = rest[:start].strip()
        item |= date_fields(match)
        reading.rest = rest[end:].strip()
        if _is_title(before):
            reading.rest = f"{before} {reading.rest}"
        else:
            names, role = persons.read_names(before)
            item[role] = names
        return False
    if people and NAMES_END.match(rest, people.end):
        item[people.role] = list(people.names)
        reading.rest = rest[people.end :].lstrip(" ,.:;")
        _late_year(reading)
        return True
    dated_late = _late_year(reading)
    if _title_and_author(reading):
        return True
    parts = segments(reading.rest)
    if len(parts) > 1 and not dated_late and _may_be_organisation(parts[0]) and "URL" in item:
        item["author"] = [persons.organisation(parts[0])]  # "Pharos. Gezond opgroeien. Geraadpleegd op ..."
        reading.rest = reading.rest[len(parts[0]) :].strip()
    return True


def _title_and_author(reading: _Reading) -> bool:
    """Read "De kracht van rust, Ineke Draaisma, Uitgeverij Lannoo": the title first; whether it is so."""
    found = opens_with_title(reading.whole)
    if not found:
        return False
    title, people = found
    rest = reading.rest[people.end :].strip(" ,.;")
    reading.item |= {people.role: list(people.names), "title": title.strip(" '‘’“”\"„,.")}
    *before, last = rest.split(", ")
    if before and last.lower() in PLACES:
        reading.item["publisher-place"] = last
        rest = ", ".join(before)
    if rest:
        reading.item["publisher"] = rest
    reading.rest = ""
    return True


def _year_at(text: str, at: int) -> tuple[regex.Match[str], int] | None:
    """A year right behind the names: "(2010)", ", 1993:", " 2015."; with where it ends."""
    opening = BEFORE_DATE.match(text, at)
    date = WORK_DATE.match(text, opening.end()) if opening else None
    if opening is None or date is None:
        return None
    closing = (BRACKET_CLOSES if opening["open"] else DATE_ENDS).match(text, date.end())
    return (date, closing.end()) if closing else None


def _early_year(text: str) -> tuple[regex.Match[str], int, int] | None:
    """A year in brackets behind an organisation or a title: the match, and where the bracket stands."""
    for bracket in regex.finditer(r"\s?[(\[]", text[:FARTHEST_YEAR]):
        date = WORK_DATE.match(text, bracket.end())
        closing = BRACKET_CLOSES.match(text, date.end()) if date else None
        if date and closing:
            before = text[: bracket.start()]
            opens = _is_title(before) or _may_be_organisation(before) or _are_names(before)
            return (date, bracket.start(), closing.end()) if opens else None
    short = SHORT_NAME.match(text)
    if short and (date := WORK_DATE.match(text, short.end())):
        return date, short.end("name"), date.end() + 1
    return None


def _are_names(before: str) -> bool:
    names, _ = persons.read_names(before)
    literals = [name["literal"] for name in names if "literal" in name]
    return len(names) > len(literals) and all(map(_may_be_organisation, literals))


def _is_title(before: str) -> bool:
    """A title stands in for the author: "Wat is spel? (2015)"."""
    return before.strip().endswith(("?", "!")) or before.lstrip().startswith(tuple("\"“‘'„"))


def _may_be_organisation(text: str) -> bool:
    text = text.strip(" .,")
    tokens = text.split()
    if not tokens or len(tokens) > MOST_WORDS or ":" in text or NO_ORGANISATION.search(text):
        return False
    if tokens[0].lower().rstrip(".") in OPENS_PROSE:
        return False
    return ORGANISATION.match(text) is not None


def _late_year(reading: _Reading) -> bool:
    """Find the year at the end or among a journal's particulars, and take it out."""
    rest = reading.rest
    for pattern in LATE_YEARS:
        found = list(pattern.finditer(rest))
        if found and (date := WORK_DATE.fullmatch(found[-1]["date"])):
            reading.item |= date_fields(date)
            match = found[-1]
            reading.rest = (rest[: match.start()] + rest[match.end() :]).strip(" ,;")
            return True
    return False


# --- what stands behind ---


def _parentheses(reading: _Reading) -> None:
    """Genre, edition, volume, pages, translator and number, from brackets of which nothing else is left."""
    item = reading.item
    if match := TRANSLATOR.search(reading.rest):
        people = persons.read_names(match["names"])[0]
        if people and "family" in people[0]:
            item["translator"] = people
            reading.take(match)
    if "author" in item and (match := EDITOR.search(reading.rest)) and not IN.search(reading.rest):
        people = persons.read_names(match["names"])[0]
        if people and "family" in people[0]:
            item["editor"] = people
            reading.take(match)
    if match := GENRE.search(reading.rest):
        genre, _, rest = match["genre"].partition(",")
        item["genre"] = genre.strip()
        if rest and THESIS.search(genre):
            item["publisher"] = rest.strip()
        reading.take(match)
    for match in reversed(list(PAREN.finditer(reading.rest))):
        found: Csl = {}
        left = match["inner"]
        if IN_TITLE.match(reading.rest, match.end()):  # "Results (Volume I): what ..."
            continue
        if THESIS.search(left) and len(left.split()) < 6:
            item.setdefault("genre", left)
            reading.take(match)
            continue
        if REPORT.fullmatch(left):
            item.setdefault("genre", left)
            reading.take(match)
            continue
        if LONE_ISSUE.search(reading.rest, 0, match.end()):
            item.setdefault("issue", left)
            reading.take(match)
            continue
        for pattern, key in (
            (EDITION, "edition"),
            (PAGES, "page"),
            (VOLUME, "volume"),
            (ISSUE, "issue"),
            (REPORT_NUMBER, "number"),
        ):
            if hit := pattern.search(left):
                found[key] = next(g for g in hit.groups() if g).strip()
                left = left[: hit.start()] + left[hit.end() :]
        if found and not regex.search(r"\p{L}\p{L}|\d", left):
            for key, value in found.items():
                item.setdefault(key, value)
            reading.take(match)
    left = EMPTY.sub("", reading.rest)
    reading.rest = regex.sub(r"([.?!,])\s?\.(?=\s|$)", r"\1", _tidy(left))


def _rest(reading: _Reading, *, late: bool) -> None:
    """Title, container, volume, issue, pages, place and publisher of what is left."""
    item = reading.item
    rest = reading.rest.strip(" ,;:")
    rest = regex.sub(r"^[.\s]+", "", rest)
    rest = _thesis(rest, item)
    if match := REPORT_PART.search(rest):
        item.setdefault("number", match["number"].rstrip("."))
        rest = rest[: match.start()] + rest[match.end() :]
    if (match := EDITION.search(rest)) and match.start() > 5:
        start = match.start() - (rest[match.start() - 2 : match.start()] in {", ", ". "}) * 2
        item.setdefault("edition", next(g for g in match.groups() if g).strip())
        rest = rest[:start] + "." * (rest[start - 1] not in ".?!") + rest[match.end() :].lstrip(".")
    title = item.pop("title", "")
    if not title and (match := QUOTED.match(rest)):
        title, rest = match["t"], rest[match.end() :]
    inside = [m for m in IN.finditer(rest) if m.start() > 0 or title]
    if inside:
        title = title or rest[: inside[0].start()]
        _container(rest[inside[0].end() :], item)
    else:
        title = _plain(title, rest, item, late=late, accessed=reading.accessed)
    title = title.strip(" ,;:")
    quoted = title[:1] in "'‘“\"„" and title.rstrip(".,")[-1:] in "'’”\""
    title = title.strip("'‘’“”\"„ ") if quoted else title
    if title := regex.sub(r"(?<!\.\.)[.,]$", "", title).strip():
        item["title"] = title


def _thesis(rest: str, item: Csl) -> str:
    if match := THESIS_PART.search(rest):
        item.setdefault("genre", match["genre"])
        if match["publisher"]:
            item.setdefault("publisher", match["publisher"].strip(" ,."))
        return rest[: match.start()] + "."
    return rest


def _container(text: str, item: Csl) -> None:
    """What follows "In": editors, the book or journal, and its particulars."""
    people = persons.read_people(text)
    if people and (people.role == "editor" or people.inverted):
        item["editor"] = list(people.names)
        text = text[people.end :].lstrip(" ,:;.")
    elif role := regex.match(rf"(?P<names>[^()]{{3,150}}?){persons.ROLE.pattern}", text, regex.I):
        item["editor"] = persons.read_names(role["names"])[0]
        text = text[role.end() :].lstrip(" ,:;.")
    text = _imprint(text, item) if not _tail(text, {}) else text
    text = _particulars(text, item)
    text = _imprint(text, item)
    text = _publisher_and_place(text, item, late=False) or text
    parts = segments(text)
    if len(parts) > 1 and "publisher" not in item and len(parts[-1].split()) <= 6:
        item["publisher"] = parts[-1].strip(" .")
        text = " ".join(parts[:-1])
    if container := _title(text):
        item["container-title"] = container


def _plain(title: str, rest: str, item: Csl, *, late: bool, accessed: bool) -> str:
    """Without "In": a journal's particulars, or place and publisher, or neither; returns the title."""
    before = _particulars(rest, item)
    if before != rest or ("page" in item and _imprint(rest, {}) == rest):
        return _of_periodical(title, before, item, late=late)
    left = _imprint(rest, item, alone=bool(title))
    if left != rest:
        return title or left
    if title:
        if left := _title(left):
            item["container-title"] = left
        return title
    if swapped := _publisher_and_place(left, item, late=late):
        return swapped
    *parts, last = segments(left) or [""]
    publisher, _, place = _title(last).rpartition(" ")
    named = 0 < len(publisher.split()) < 5 and publisher[-1] not in ",:"
    if late and parts and named and place.lower() in PLACES:  # "Wie durft? De Zwaluw Antwerpen"
        item["publisher"], item["publisher-place"] = publisher, place
        return " ".join(parts)
    field = _source(parts[-1], _title(last), item, accessed=accessed) if parts else None
    if field is None:
        return left
    item.setdefault(field, _title(last))
    if field == "publisher":
        if item[field].lower() in PLACES:
            item["publisher-place"] = item.pop(field)
            return " ".join(parts)
        # "Baarn, Bekadidact", "Haarlem (Hogeschool Inholland)"
        place, _, publisher = item[field].replace(" (", ", ").rstrip(")").partition(", ")
        if publisher and place.lower() in PLACES:
            item["publisher"], item["publisher-place"] = publisher, place
        publisher, _, place = item[field].rpartition(", ")
        if publisher and place.lower() in PLACES:
            item["publisher"], item["publisher-place"] = publisher, place
    return " ".join(parts)


def _of_periodical(title: str, text: str, item: Csl, *, late: bool) -> str:
    """Title and periodical of what stands before its particulars; returns the title."""
    if title:
        *more, container = segments(text) or [""]  # "'Ik wil niet'. Praten met kinderen. Kind en Zorg, 8"
        item["container-title"] = _title(container)
        return " ".join([f"'{title}'.", *more]) if more else title
    parts = segments(text)
    if len(parts) == 1:
        parts = text.rsplit(", ", 1)
        if not late and (not parts[-1][:1].isupper() or len(parts[-1].split()) > 6):
            parts = [text]
    if len(parts) > 1:
        item["container-title"] = _title(parts[-1])
        return " ".join(parts[:-1])
    return text


def _source(before: str, last: str, item: Csl, *, accessed: bool) -> str | None:
    """The field that the last sentence is, by its words and what is known; None when it is the title's."""
    length = len(last.split())
    if JOURNAL.search(last) or NEWSPAPER.search(last):
        return "container-title"
    if any(is_organisation(word) for word in last.split()) and length <= 7:
        return "publisher"
    if "URL" in item and not item.keys() & {"edition", "genre"}:
        # With a date of access the site is hardly ever named; a question is followed by a subtitle.
        return None if accessed or not before.endswith(".") or length > 6 else "container-title"
    if last.endswith(("?", "!")) or length > 7 or (before.endswith(("?", "!")) and length > 3):
        return None
    return "container-title" if _issued_later(item) and "genre" not in item else "publisher"


def _issued_later(item: Csl) -> bool:
    """Dated to the day, or not out yet: then what stands behind the title is a periodical."""
    issued = item.get("issued", {})
    return len(issued.get("date-parts", [[0]])[0]) > 1 or str(issued.get("literal", "")).startswith(
        ("in ", "ter ")
    )


def _particulars(text: str, item: Csl) -> str:
    """Take volume, issue and pages off the end of `text` into `item`; returns what is left."""
    while hit := _tail(text, item):
        match, found = hit
        item |= found
        text = text[: match.start()].rstrip(" ,;:.(")
    return text


def _tail(text: str, item: Csl) -> tuple[regex.Match[str], dict[str, str]] | None:
    text = text.rstrip(" .,;")
    for pattern in TAILS:
        match = pattern.search(text)
        if match and match.start() > 0:
            named = {"v": "volume", "i": "issue", "pages": "page"}
            groups = {named[k]: v for k, v in match.groupdict().items() if v}
            if pattern is TAILS[-1] and item.keys() & {"genre", "URL", "edition"}:
                continue  # "NPO Radio 1"
            if not groups.keys() & item.keys():
                return match, {k: regex.sub(r"\s*([-–—/])\s*", r"\1", v) for k, v in groups.items()}
    return None


def _imprint(text: str, item: Csl, *, alone: bool = False) -> str:
    """Take "Place: Publisher" off the end of `text`, or all of it if it stands `alone`; returns the rest."""
    stripped = text.strip(" .,;")
    for start in [0] * alone + [gap.end() for gap in CLAUSE_GAP.finditer(stripped)]:
        match = PLACE_PUBLISHER.fullmatch(stripped, start)
        if match and (stripped[start - 2 : start] != ", " or match["place"].split(",")[0].lower() in PLACES):
            item["publisher-place"] = match["place"].strip()
            item["publisher"] = match["publisher"].strip(" ,.")
            return stripped[:start].rstrip(" ,")
    return text


def _publisher_and_place(text: str, item: Csl, *, late: bool) -> str | None:
    """Read "Het kind als denker, De Zwaluw, Assen"; returns the title."""
    parts = text.strip(" .").split(", ")
    if late and len(parts) == 2 and parts[-1].lower() in PLACES:
        item["publisher-place"] = parts[-1]
        *title, publisher = segments(parts[0])  # "De weg. Uitgeverij Balans, Amsterdam 2007"
        if title and len(publisher.split()) < 5:
            item["publisher"] = publisher
            return " ".join(title)
        return parts[0]
    if len(parts) > 2 and parts[-1].lower() in PLACES:
        item["publisher"], item["publisher-place"] = parts[-2], parts[-1]
    elif len(parts) > 2 and parts[-2].lower() in PLACES:
        item["publisher"], item["publisher-place"] = parts[-1], parts[-2]
    else:
        return None
    return ", ".join(parts[:-2])


def segments(text: str) -> list[str]:
    """The sentences of a title and what follows it; abbreviations and initials end none."""
    parts: list[str] = []
    start = 0
    for gap in SENTENCE_GAP.finditer(text):
        if not ABBREVIATION.search(text[max(start, gap.start() - 12) : gap.start()]):
            parts.append(text[start : gap.start()])
            start = gap.end()
    return [*parts, text[start:]] if text[start:].strip() else parts


def _title(text: str) -> str:
    return text.strip(" .,;:").strip("'‘’“”\"„") if text.strip()[:1] in "'‘“\"„" else text.strip(" .,;:(")


# --- type ---


def _type(item: Csl, *, accessed: bool) -> None:
    """The CSL type, by the fields that were found."""
    genre = item.get("genre", "")
    container = item.get("container-title", "")
    organisation = any("literal" in name for name in item.get("author", [{}]))
    web = "URL" in item
    exact = len(item.get("issued", {}).get("date-parts", [[0]])[0]) > 1
    for pattern, kind in GENRES:
        if pattern.search(genre):
            item["type"] = kind
            break
    else:
        if container and ENCYCLOPEDIA.search(container):
            item["type"] = "entry-encyclopedia"
        elif "editor" in item and container:
            item["type"] = "chapter"
        elif container and ("volume" in item or "issue" in item or JOURNAL.search(container)):
            item["type"] = "article-magazine" if MAGAZINE.search(container) else "article-journal"
        elif container and "publisher" in item:
            item["type"] = "chapter"
        elif container and (NEWSPAPER.search(container) or (exact and not web)):
            item["type"] = "article-newspaper"
        elif container and MAGAZINE.search(container):
            item["type"] = "article-magazine"
        elif container and "page" in item:
            item["type"] = "chapter" if _reads_as_book(container) else "article-magazine"
        elif container and not web:
            item["type"] = "article-journal"
        elif web and "publisher" not in item:
            report = (not accessed and "issued" in item) or (
                item["URL"].lower().endswith(".pdf") and "accessed" not in item
            )
            item["type"] = "report" if report and item["URL"].lower().endswith(".pdf") else "webpage"
        elif (
            "number" in item
            or REPORT.fullmatch(genre)
            or not item.keys() & {"publisher", "publisher-place"}
            or (organisation and item.get("author"))
        ):
            item["type"] = "report"
        else:
            item["type"] = "book"
    if item["type"] == "article-magazine" and "issue" not in item and "volume" in item:
        item["issue"] = item.pop("volume")  # the lone number of a magazine counts its issues


def _reads_as_book(container: str) -> bool:
    """A title in sentence case, of several words, is a book's; a magazine's is short or in capitals."""
    small = [word for word in container.split()[1:] if word[0].islower() and len(word) > 3]
    return len(small) > 1
