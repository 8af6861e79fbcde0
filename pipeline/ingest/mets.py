"""METS: which page files make up an issue, in which order, and which blocks make up an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.ingest import xml
from pipeline.ingest.documents import Listed, ListedArticle, Listing
from pipeline.settings import Settings

SUFFIXES = ()  # nothing tells it by name
HREF = "{http://www.w3.org/1999/xlink}href"
TEXT_TYPES = frozenset(
    {"text/xml", "application/xml", "application/alto+xml", "text/html", "text/vnd.hocr+html"}
)
PAGES = frozenset({"page", "pagina", "side", "seite"})
ARTICLES = frozenset({"article", "artikel", "newspaperarticle", "contribution"})


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is METS."""
    return xml.root(head) == "mets"


def listed(data: bytes, *, path: str, settings: Settings) -> Listing:
    """What the METS file in `data` lists.

    Raises:
        UnreadableInput, TooLarge: as the names say.
    """
    root = xml.parse(data, path=path, settings=settings)
    pages: dict[str, Listed] = {}
    pdfs: dict[str, Listed] = {}
    for file, use in _files(root):
        href = next((e.get(HREF) or e.get("href") or "" for e in _named(file, "FLocat")), "")
        entry = Listed(href, file.get("ID", ""))
        kind = file.get("MIMETYPE", "").casefold()
        if kind == "application/pdf" or href.casefold().endswith(".pdf"):
            pdfs[entry.id] = entry
        elif "image" not in use and (
            kind in TEXT_TYPES or (not kind and href.casefold().endswith((".xml", ".hocr")))
        ):
            pages[entry.id] = entry
    order = [i for i in _physical(root) if i in pages] or list(pages)
    articles = tuple(_articles(root, _described(root)))
    return Listing(tuple(pages[i] for i in dict.fromkeys(order)), tuple(pdfs.values()), articles)


def _files(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each file with the uses of the groups around it."""
    for file in _named(root, "file"):
        uses = [
            g.get("USE", "") + " " + g.get("ID", "")
            for g in file.iterancestors()
            if xml.local(g) == "fileGrp"
        ]
        yield file, " ".join(uses).casefold().strip()


def _physical(root: etree._Element) -> list[str]:
    """The ids of the files of each page, in the order of the pages."""
    found: list[str] = []
    for structure in _named(root, "structMap"):
        divisions = list(_named(structure, "div"))
        pages = [d for d in divisions if d.get("TYPE", "").casefold() in PAGES]
        if structure.get("TYPE", "").casefold() == "physical" or (pages and not found):
            if all(page.get("ORDER", "").isdigit() for page in pages):
                pages.sort(key=lambda page: int(page.get("ORDER", "0")))
            found = [i for page in pages or divisions for i in _pointed(page)]
    return found


def _pointed(division: etree._Element) -> Iterator[str]:
    for pointer in _named(division, "fptr"):
        if pointer.get("FILEID"):
            yield pointer.get("FILEID", "")
        yield from (area.get("FILEID", "") for area in _named(pointer, "area"))


def _articles(root: etree._Element, described: dict[str, dict[str, Any]]) -> Iterator[ListedArticle]:
    for structure in _named(root, "structMap"):
        for division in _named(structure, "div"):
            if division.get("TYPE", "").casefold() not in ARTICLES:
                continue
            csl: dict[str, Any] = {"title": division.get("LABEL")} if division.get("LABEL") else {}
            for name in division.get("DMDID", "").split():
                csl |= described.get(name, {})
            places = [
                (area.get("FILEID", ""), area.get("BEGIN", ""))
                for area in _named(division, "area")
                if area.get("FILEID")
            ]
            places += [(p.get("FILEID", ""), "") for p in _named(division, "fptr") if p.get("FILEID")]
            yield ListedArticle(csl, tuple(places))


def _described(root: etree._Element) -> dict[str, dict[str, Any]]:
    """Title, authors and date of each description, in MODS or Dublin Core, as CSL fields."""
    found = {}
    for section in _named(root, "dmdSec"):
        csl: dict[str, Any] = {}
        titles = [_said(e) for e in _named(section, "title")]
        if any(titles):
            csl["title"] = next(filter(None, titles))
        names = [_name(e) for e in _named(section, "name")] + [_said(e) for e in _named(section, "creator")]
        if any(names):
            csl["author"] = [{"literal": name} for name in names if name]
        found[section.get("ID", "")] = csl
    return found


def _name(element: etree._Element) -> str:
    parts = {part.get("type", ""): _said(part) for part in _named(element, "namePart")}
    joined = " ".join(filter(None, (parts.get("given"), parts.get("family"))))
    return joined or next(filter(None, parts.values()), "")


def _said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (e for e in element.iter() if xml.local(e) == name)
