"""Documents that are kept in several files: pages numbered in a folder, or listed by METS or MPEG21-DIDL.

- A list (`mets`, `didl`) and the files it names are one input, called after the list.
- Page files of one kind in one folder whose names differ in one number only, and whose numbers run on, are
one
  input, called after what their names share (`ISSUE_0001.xml`, `ISSUE_0002.xml`: `ISSUE.xml`), or after the
  folder where they share nothing.
- A PDF and such a document of the same name are one input; which of them is read is for `prefer` to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

import regex

from pipeline.errors import InputFault, MissingPage, TooLarge
from pipeline.geometry import Geometry, Region
from pipeline.ingest.extracted import Extraction
from pipeline.ingest.xml import HEAD
from pipeline.records import Announced, Range, Source
from pipeline.settings import Settings

NUMBER = regex.compile(r"\d+")
MISSING = 0.2  # share of the numbers between the first and the last that may be missing
FORM = regex.compile(
    r"\.(?:pdf|xml|gz|hocr|html?|alto|page)\Z|[_.-](?:alto|page|hocr|mets|ocr)\Z", regex.IGNORECASE
)
PAGE_OF_URN = regex.compile(r":p(\d+)(?::|\Z)")
Fetch = Callable[[Path], bytes]
Found = tuple[Path, str, tuple[Path, ...]]  # as `files.Input`


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list: where its file should be, and the name of that file in the list."""

    href: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of a list: what is told of it, and its regions as (file, region; "" for all) in order."""

    csl: Mapping[str, Any]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list (of the kind `by`) tells: its pages in order, the PDFs of the whole, the articles."""

    pages: tuple[Listed, ...]
    pdfs: tuple[Listed, ...] = ()
    articles: tuple[ListedArticle, ...] = ()
    by: str = "METS"


# --- which files are one input -----------------------------------------------------------------------


def gather(found: Sequence[tuple[Path, str]], *, prefer: str) -> list[Found]:
    """The inputs that files (path, relative path) make up: each file in one of them."""
    from pipeline.ingest import readers

    known = {path: readers.takes(path) for path, _ in found}
    taken: set[Path] = set()
    inputs: list[Found] = []
    for path, relative in found:
        members = [m for m in _members(path, known[path]) if m.resolve() != path.resolve()]
        if members:
            inputs.append((path, relative, tuple(members)))
            taken.update([path, *(m.resolve() for m in members)])
    rest = [(path, relative) for path, relative in found if path not in taken and path.resolve() not in taken]
    numbered, rest = _numbered(rest, known)
    inputs += [*numbered, *((path, relative, ()) for path, relative in rest)]
    return _preferred(inputs, known, prefer)


def _members(path: Path, reader: ModuleType | None) -> list[Path]:
    """The files that a list names and that are there; none for other files."""
    from pipeline.ingest import readers

    if reader is None or not hasattr(reader, "listed"):
        return []
    settings = Settings()
    try:
        data = readers.unpacked(path.read_bytes(), path=path.name, settings=settings)
        listing = reader.listed(data, path=path.name, settings=settings)
    except (InputFault, OSError):  # told when it is read
        return []
    files = (_file(entry, path.parent) for entry in (*listing.pages, *listing.pdfs))
    return [file for file in files if file is not None]


def _numbered(
    found: Sequence[tuple[Path, str]], known: Mapping[Path, ModuleType | None]
) -> tuple[list[Found], list[tuple[Path, str]]]:
    """The documents of numbered pages, and the files that are in none."""
    series: dict[tuple[str, str, str, str], list[tuple[int, Path, str]]] = {}
    for path, relative in found:
        reader = known[path]
        for number in NUMBER.finditer(path.name) if reader and getattr(reader, "PAGES", False) else ():
            key = (str(path.parent), str(reader), path.name[: number.start()], path.name[number.end() :])
            series.setdefault(key, []).append((int(number.group()), path, relative))
    documents: list[Found] = []
    taken: set[Path] = set()
    for key, pages in sorted(series.items(), key=lambda item: (-len(item[1]), item[0])):
        free = sorted(page for page in pages if page[1] not in taken)
        for run in _runs(free):
            first = PurePosixPath(run[0][2])
            members = tuple(path for _, path, _ in run)
            taken.update(members)
            documents.append((members[0], str(first.parent / _name(key[2], key[3], first)), members))
    return documents, [(path, relative) for path, relative in found if path not in taken]


def _runs(pages: Sequence[tuple[int, Path, str]]) -> Iterator[list[tuple[int, Path, str]]]:
    """The pages as one run, where their numbers go on with few missing; else what goes on without any."""
    numbers = [number for number, _, _ in pages]
    if len(pages) > 1 and len(set(numbers)) == len(pages):
        span = numbers[-1] - numbers[0] + 1
        if span - len(pages) <= MISSING * span:
            yield list(pages)
            return
    run: list[tuple[int, Path, str]] = []
    for page in pages:
        if run and page[0] != run[-1][0] + 1:
            if len(run) > 1:
                yield run
            run = []
        run.append(page)
    if len(run) > 1:
        yield run


def _name(before: str, after: str, relative: PurePosixPath) -> str:
    """What the names of the pages share, or the name of their folder."""
    shared = before.rstrip("_-. ")
    ending = after if shared else after.lstrip("_-. ") and "." + after.lstrip("_-. ")
    stem = shared or relative.parent.name or "pages"
    suffix = PurePosixPath("x" + ending).suffixes
    inner = ending[: len(ending) - len("".join(suffix))].strip("_-. ")
    return stem + (f"_{inner}" if inner and shared else "") + "".join(suffix)


def _preferred(inputs: Sequence[Found], known: Mapping[Path, ModuleType | None], prefer: str) -> list[Found]:
    """The inputs without the form that is not preferred, where a document is there as PDF and as OCR."""
    by_stem: dict[str, list[Found]] = {}
    for one in inputs:
        by_stem.setdefault(_bare(one[1]), []).append(one)
    kept = []
    for same in by_stem.values():
        pdfs = [one for one in same if _is_pdf(known[one[0]])]
        ocr = [one for one in same if _is_ocr(known[one[0]])]
        if pdfs and ocr:
            out = ocr if prefer == "pdf" else pdfs
            same = [one for one in same if one not in out]
        kept += same
    return kept


def _bare(relative: str) -> str:
    """A path without its endings and the name of a form: `issue_alto.xml` and `issue.pdf` are one."""
    path = PurePosixPath(relative)
    name = path.name
    for _ in range(3):
        name = FORM.sub("", name)
    return str(path.parent / name).casefold()


def _is_pdf(reader: ModuleType | None) -> bool:
    return reader is not None and reader.__name__.endswith(".pdf")


def _is_ocr(reader: ModuleType | None) -> bool:
    return reader is not None and (getattr(reader, "PAGES", False) or hasattr(reader, "listed"))


# --- reading them ------------------------------------------------------------------------------------


def sha256(digests: Sequence[str]) -> str:
    """The digest of an input in files with these: that of the only file, or one over all."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def read_pages(members: Iterable[Path], *, path: str, settings: Settings, fetch: Fetch) -> Source:
    """The document whose pages are in `members`, in that order.

    Raises:
        InputFault: one of them cannot be read.
    """
    made, digests, _ = _pages(list(members), path=path, settings=settings, fetch=fetch)
    source = made.source(b"", path=path, media_type="application/xml", reader="pages")
    return replace(source, sha256=sha256(digests))


def read_listed(
    listing: Listing, data: bytes, *, path: str, folder: Path, settings: Settings, fetch: Fetch
) -> Source:
    """The document that a list in `folder` names; `data` is the list itself.

    Raises:
        MissingPage: a page is listed and not there.
        InputFault: one of the files cannot be read.
    """
    from pipeline.ingest import pdf

    own = hashlib.sha256(data).hexdigest()
    if listing.pdfs and (settings.prefer == "pdf" or not listing.pages):
        files = _all_there(listing.pdfs[:1], folder, path)
        content = fetch(files[0])
        source = pdf.read(content, path=path, settings=settings)
        return replace(source, sha256=sha256([own, hashlib.sha256(content).hexdigest()]))
    if not listing.pages:
        raise MissingPage(f"{path}: it lists no pages with text.")
    files = _all_there(listing.pages, folder, path)
    made, digests, firsts = _pages(files, path=path, settings=settings, fetch=fetch)
    source = made.source(b"", path=path, media_type="application/xml", reader=listing.by.casefold())
    source = replace(source, sha256=sha256([own, *digests]))
    named = {
        entry.id: (start, end) for entry, start, end in zip(listing.pages, firsts, firsts[1:], strict=False)
    }
    return _with_articles(source, listing, named)


def _pages(
    files: Sequence[Path], *, path: str, settings: Settings, fetch: Fetch
) -> tuple[Extraction, list[str], list[int]]:
    """What is read from the files, their digests, and how many pages there were before each and after all."""
    from pipeline.ingest import readers

    if len(files) > settings.max_pages:
        raise TooLarge(f"{path}: {len(files):,} pages, the limit max_pages is {settings.max_pages:,}.")
    made = Extraction()
    digests = []
    firsts = [0]
    for file in files:
        data = fetch(file)
        digests.append(hashlib.sha256(data).hexdigest())
        reader = readers.reader_of(data[:HEAD], file.name)
        name = f"{path} ({file.name})"
        if reader is None or not getattr(reader, "PAGES", False):
            raise MissingPage(f"{name}: no page of OCR.")
        content = readers.unpacked(data, path=name, settings=settings)
        reader.add_pages(made, content, path=name, settings=settings)
        firsts.append(made.pages)
    return made, digests, firsts


def _all_there(entries: Iterable[Listed], folder: Path, path: str) -> list[Path]:
    files = []
    for entry in entries:
        file = _file(entry, folder)
        if file is None:
            raise MissingPage(f"{path}: the page {entry.href or entry.id} is listed and not there.")
        files.append(file)
    return files


def _file(entry: Listed, folder: Path) -> Path | None:
    """The file that an entry of a list in `folder` names: by its path below the folder, or by its name alone.

    A name of the web (`http`, `urn`) is looked for by its last part, or by the page number in it.
    """
    parts = urlsplit(entry.href)
    name = unquote(parts.path if parts.scheme in ("", "file") else (parts.query or parts.path))
    pure = PurePosixPath(name.replace("\\", "/").lstrip("/"))
    if ".." in pure.parts or not pure.name:
        return None
    for candidate in (folder / pure, folder / pure.name):
        if candidate.is_file() and candidate.resolve().is_relative_to(folder.resolve()):
            return candidate
    number = PAGE_OF_URN.search(name)
    if number and parts.scheme not in ("", "file"):
        return _by_urn(name, int(number[1]), folder)
    return None


def _by_urn(urn: str, page: int, folder: Path) -> Path | None:
    """The one file below the folder whose name holds the number of the issue and ends in that of the page."""
    issue = max(NUMBER.findall(PAGE_OF_URN.sub("", urn)), key=len, default="")
    found = []
    for file in sorted(folder.iterdir()):
        numbers = NUMBER.findall(file.name)
        if issue and issue in file.name and "alto" in file.name.casefold() and len(numbers) > 1:
            found += [file] if int(numbers[-1]) == page else []
    return found[0] if len(found) == 1 else None


def _with_articles(source: Source, listing: Listing, named: Mapping[str, tuple[int, int]]) -> Source:
    """The source with the articles of the list, and the order in which it lists their regions."""
    geometry = source.geometry
    if geometry is None or not listing.articles:
        return source
    regions: dict[tuple[str, str], list[Region]] = {}
    for file, (first, end) in named.items():
        for sheet in geometry.sheets[first:end]:
            for region in sheet.regions:
                regions.setdefault((file, region.id), []).append(region)
                regions.setdefault((file, ""), []).append(region)
    ranks: dict[int, tuple[int, str]] = {}
    articles = []
    for number, article in enumerate(listing.articles):
        ranges: list[Range] = []
        for place in article.places:
            for region in regions.get(place, ()):
                if region.start not in ranks:
                    ranks[region.start] = (len(ranks), f"article {number}")
                    ranges.append((region.start, region.end))
        if ranges:
            articles.append(Announced(tuple(sorted(ranges)), article.csl, listing.by))
    return replace(source, articles=tuple(articles), geometry=_ranked(geometry, ranks))


def _ranked(geometry: Geometry, ranks: Mapping[int, tuple[int, str]]) -> Geometry:
    sheets = []
    for sheet in geometry.sheets:
        own = [
            replace(r, order=ranks[r.start][0], group=ranks[r.start][1]) if r.start in ranks else r
            for r in sheet.regions
        ]
        sheets.append(replace(sheet, regions=tuple(own)))
    return replace(geometry, sheets=tuple(sheets))
