"""A table of what is known of articles from outside their text: `--metadata FILE.csv`.

One row an article, or a whole input: `path`, `pages` and fields of CSL. Each field stands in `publication`
over what the text itself tells, with `"from": "metadata table"`. Rows with `pages` (of the file, from 1)
split an input into its articles; a row without pages tells of all that is in the input.

    path;pages;title;author;magazine;volume;issue;issued
    1987/nummer-3.txt;;;;Opvoeding;12;3;1987-05
    1987/nummer-3.txt;4-7;Spelen;Kok, Anna;;;;
    1987/nummer-3.txt;7-9;Leren lezen;Jan de Wit;;;;

Where one article ends on the page on which the next begins, the page is cut at the title of the second; a
title that is not printed there is an error of that input, since nobody knows where to cut.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex

from pipeline.errors import InputFault, UnfitMetadata, WrongMetadata
from pipeline.ingest import text
from pipeline.ingest.files import Input
from pipeline.records import Announced, Range, Source
from pipeline.settings import Settings
from pipeline.spans.citations.names import is_organisation
from pipeline.spans.references.dates import FULL_DATE, MONTH, read_date
from pipeline.spans.references.persons import person
from pipeline.summary.publication import csl_name

BY = "metadata table"
PLACE = ("path", "pages")
# The variables of CSL 1.0.2 that fit an article in a magazine, and `rights`, as Dublin Core calls it.
TEXTS = tuple(
    """
    abstract archive archive_collection archive_location archive-place call-number collection-number
    collection-title container-title container-title-short DOI edition genre ISSN issue keyword language
    license medium note number-of-pages original-title page publisher publisher-place rights section source
    title title-short URL volume volume-title
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
NAMES = (
    "author",
    "editor",
    "illustrator",
    "interviewer",
    "translator",
    "container-author",
    "original-author",
)
DATES = ("issued", "original-date", "accessed")
ALSO = {"magazine": "container-title", "date": "issued", "year": "issued", "authors": "author"}
FIELDS = {name.casefold(): name for name in (*PLACE, *TEXTS, *NAMES, *DATES)} | ALSO
DELIMITERS = (";", ",", "\t")
PAGES = regex.compile(r"(?:pp?\.?|blz\.?)?\s*(\d{1,6})(?:\s*(?:[-–]|t/m)\s*(\d{1,6}))?")
ISO = regex.compile(r"\d{4}(?:-\d{2}){0,2}")
YEARS = regex.compile(r"(\d{4})\s?[-–/]\s?(\d{4})")
TWO_MONTHS = regex.compile(rf"({MONTH})\s?[-–/]\s?({MONTH})\s(\d{{4}})", regex.IGNORECASE)
TITLE = 80  # letters of a title that are looked for
ALIKE = 0.8  # of the letters of a title and a line that is taken for it; scans misread some


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `pages` are ranges of pages of the file, both ends included; none: the whole input."""

    line: int
    path: str
    pages: tuple[Range, ...]
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of the file at `path`, by the path of their input."""

    path: Path
    rows: Mapping[str, tuple[Row, ...]]

    def of(self, file: Input) -> tuple[Row, ...]:
        """The rows about an input, named as it is below its root or as it is seen from the table's folder."""
        return self.rows.get(file.relative) or self.rows.get(self._seen(file), ())

    def _seen(self, file: Input) -> str:
        return _normal(os.path.relpath(file.path, self.path.parent))


def rows_of(file: Input, settings: Settings) -> tuple[Row, ...]:
    """What the table that the settings name has about an input.

    Raises:
        WrongMetadata: the table cannot be read.
    """
    return load(settings.metadata).of(file) if settings.metadata else ()


def unused(settings: Settings, files: Iterable[Input], roots: Iterable[Path]) -> list[Row]:
    """The rows about no file, one a path: neither one of `files` nor another below `roots` or the table."""
    if not settings.metadata:
        return []
    table = load(settings.metadata)
    names = {file.relative for file in files}
    folders = [table.path.parent, *(root if root.is_dir() else root.parent for root in roots)]
    return [
        rows[0]
        for path, rows in table.rows.items()
        if path not in names and not any((folder / path).exists() for folder in folders)
    ]


def digest(rows: Sequence[Row]) -> str | None:
    """SHA-256 of what the rows tell; None when there are none."""
    told = [[row.pages, row.csl] for row in rows]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest() if told else None


# --- reading the table -----------------------------------------------------------------------------


@lru_cache(maxsize=4)
def load(path: str) -> Table:
    """The table at `path`: CSV with `;`, `,` or tabs, UTF-8 (with or without BOM) or Windows-1252.

    Raises:
        WrongMetadata: it cannot be read, or a row or column of it; the message has the line.
    """
    try:
        string = text.read(Path(path).read_bytes(), path=path, settings=Settings()).text
    except OSError as error:
        raise WrongMetadata(f"{path}: {error.strerror or error}.") from error
    except InputFault as error:
        raise WrongMetadata(str(error)) from error
    rows: dict[str, list[Row]] = {}
    for row in _rows(string, path):
        rows.setdefault(row.path, []).append(row)
    for same in rows.values():
        _check(same, path)
    return Table(Path(path), {name: tuple(same) for name, same in rows.items()})


def _rows(string: str, path: str) -> Iterator[Row]:
    first = string.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(string, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True
    )
    try:
        fields = _fields(next(reader), path)
        for cells in reader:
            values = [" ".join(cell.split()) for cell in cells]
            if not any(values):
                continue
            where = f"{path}, line {reader.line_num}"
            if any(values[len(fields) :]):
                raise WrongMetadata(f"{where}: {len(cells)} cells under {len(fields)} columns.")
            yield _row({f: v for f, v in zip(fields, values, strict=False) if v}, reader.line_num, where)
    except csv.Error as error:
        raise WrongMetadata(f"{path}, line {reader.line_num}: {error}.") from error


def _fields(header: Sequence[str], path: str) -> list[str]:
    """The CSL names of the columns."""
    fields = [FIELDS.get(name.strip().casefold(), "") for name in header]
    unknown = [name for name, field in zip(header, fields, strict=True) if not field]
    if unknown:
        known = ", ".join([*PLACE, *sorted(ALSO), *sorted((*TEXTS, *NAMES, *DATES), key=str.casefold)])
        raise WrongMetadata(f"{path}: unknown column {', '.join(map(repr, unknown))}. Known are: {known}.")
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice or "path" not in fields:
        wrong = f"two columns are {twice[0]}" if twice else "there is no column path"
        raise WrongMetadata(f"{path}: {wrong}.")
    return fields


def _row(values: Mapping[str, str], line: int, where: str) -> Row:
    if "path" not in values:
        raise WrongMetadata(f"{where}: no path.")
    csl: dict[str, Any] = {}
    for field, value in values.items():
        if field in NAMES:
            csl[field] = [_name(name) for name in regex.split(r"\s*;\s*|\s+(?:en|and|&)\s+", value) if name]
        elif field in DATES:
            csl[field] = _date(value)
        elif field not in PLACE:
            csl[field] = value
    return Row(line, _normal(values["path"]), _pages(values.get("pages", ""), where), csl)


def _normal(path: str) -> str:
    """A path as inputs have it: `/`, NFC, nothing to be left out."""
    return unicodedata.normalize("NFC", os.path.normpath(path.replace("\\", "/")).replace(os.sep, "/"))


def _pages(value: str, where: str) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for piece in regex.split(r"\s*[,;+&]\s*", value) if value else ():
        match = PAGES.fullmatch(piece)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last or (ranges and first <= ranges[-1][1]):
            raise WrongMetadata(f"{where}: pages {value!r}; write 12, 12-15 or 12-15, 18.")
        ranges.append((first, last))
    return tuple(ranges)


def _check(rows: Sequence[Row], path: str) -> None:
    """Rows about one input must not contradict each other."""
    for one, other in pairwise([row for row in rows if not row.pages]):
        raise WrongMetadata(f"{path}, lines {one.line} and {other.line}: both about the whole of {one.path}.")
    held: dict[int, Row] = {}
    for row in sorted((row for row in rows if row.pages), key=_by_page):
        for page in (page for first, last in row.pages for page in range(first, last + 1)):
            before = held.get(page, row)
            if before is not row and not before.pages[-1][1] == page == row.pages[0][0]:
                raise WrongMetadata(
                    f"{path}, lines {before.line} and {row.line}: both have page {page} of {row.path}."
                )
            held[page] = row


def _by_page(row: Row) -> Range:
    return row.pages[0][0], row.pages[-1][1]


def _name(value: str) -> dict[str, str]:
    """A name as people write it: "Ploeg, Jan van der", "Jan van der Ploeg", "Inspectie van het Onderwijs"."""
    if "," in value:
        family, _, given = (part.strip() for part in value.partition(","))
        words = given.split()
        at = next((i for i, word in enumerate(words) if word.islower()), len(words))
        return person(family, " ".join(words[:at]), " ".join(words[at:]))
    return {"literal": value} if any(map(is_organisation, value.split())) else csl_name(value)


def _date(value: str) -> dict[str, Any]:
    """A date as CSL has it; what is not understood whole is kept as it was written.

    >>> _date("1987-05"), _date("mei/juni 1987"), _date("zomer 1987")["literal"]
    ({'date-parts': [[1987, 5]]}, {'date-parts': [[1987, 5], [1987, 6]]}, 'zomer 1987')
    """
    if ISO.fullmatch(value):
        return {"date-parts": [[int(part) for part in value.split("-")]]}
    if years := YEARS.fullmatch(value):
        return {"date-parts": [[int(years[1])], [int(years[2])]]}
    if months := TWO_MONTHS.fullmatch(value):
        both = (read_date(f"{month} {months[3]}") for month in (months[1], months[2]))
        return {"date-parts": [date["date-parts"][0] for date in both]}
    date = read_date(value)
    return date if regex.fullmatch(FULL_DATE, value, regex.IGNORECASE) else date | {"literal": value}


# --- telling a source ------------------------------------------------------------------------------


def announce(source: Source, rows: Sequence[Row]) -> Source:
    """The source with what the table has about it; rows with pages count before what a reader announced.

    Raises:
        UnfitMetadata: pages that the input does not have, or nobody knows where to cut one.
    """
    split = sorted((row for row in rows if row.pages), key=_by_page)
    cut = zip(_ranges(source, split), split, strict=True)
    return replace(
        source,
        articles=(
            *(article for article in source.articles if not (split and article.ranges)),
            *(Announced((), row.csl, BY) for row in rows if not row.pages),
            *(Announced(ranges, row.csl, BY) for ranges, row in cut),
        ),
    )


def _ranges(source: Source, rows: Sequence[Row]) -> list[tuple[Range, ...]]:
    """The raw ranges of each row's pages."""
    pages = {page.number: page for page in source.pages}
    found: list[list[Range]] = []
    for row in rows:
        wanted = [page for first, last in row.pages for page in range(first, last + 1)]
        missing = next((page for page in wanted if page not in pages), None)
        if missing is not None:
            raise UnfitMetadata(
                f"{source.path}: line {row.line} of the metadata table has page {missing} of {len(pages)}."
            )
        found.append([(pages[page].start, pages[page].end) for page in wanted])
    for (one, held), (other, taken) in pairwise(zip(rows, found, strict=True)):
        if one.pages[-1][1] == other.pages[0][0]:
            start, end = held[-1]
            title = str(other.csl.get("title", ""))
            at = _title_in(source.text, start, end, title)
            if at < 0:  # without its subtitle
                at = _title_in(source.text, start, end, title.partition(":")[0])
            held[-1], taken[0] = (start, at), (at, end)
            if at < 0 or all(start == end for start, end in held):
                raise UnfitMetadata(
                    f"{source.path}: lines {one.line} and {other.line} of the metadata table share page"
                    f" {other.pages[0][0]}, and there is no line on it that is the title of the second."
                )
    return [tuple(ranges) for ranges in found]


def _title_in(string: str, start: int, end: int, title: str) -> int:
    """Where the line in `[start, end)` begins that opens with a title; the most alike counts. -1: nowhere."""
    wanted = _letters(title)[:TITLE]
    best, place = ALIKE, -1
    for line in regex.finditer(r"^[^\S\n]*+\p{L}", string[start:end], regex.M) if wanted else ():
        at = start + line.start()
        found = _letters(string[at : min(end, at + 4 * TITLE)])[: len(wanted)]
        alike = SequenceMatcher(None, wanted, found, autojunk=False).ratio()
        if alike > best or (place < 0 and alike == best):
            best, place = alike, at
    return place


def _letters(string: str) -> str:
    """Small letters and digits alone, each run of one letter once: headings are printed double in scans."""
    plain: str = regex.sub(r"[^\p{L}\p{N}]+", "", unicodedata.normalize("NFKD", string).casefold())
    return str(regex.sub(r"(\p{L})\1+", r"\1", plain))
