"""MPEG21-DIDL, as the KB delivers: which page files make up an issue, in which order."""

from __future__ import annotations

from pipeline.ingest import xml
from pipeline.ingest.documents import Listed, Listing
from pipeline.settings import Settings

SUFFIXES = ()  # nothing tells it by name
TEXT = ("alto", "hocr", ".xml")


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is DIDL."""
    return xml.root(head) == "DIDL"


def listed(data: bytes, *, path: str, settings: Settings) -> Listing:
    """What the DIDL file in `data` lists: its resources that are pages of OCR, and its PDFs.

    Of ALTO and other XML beside it (the text of articles) only the ALTO are pages.

    Raises:
        UnreadableInput, TooLarge: as the names say.
    """
    root = xml.parse(data, path=path, settings=settings)
    found = []
    pdfs = []
    for resource in (e for e in root.iter() if xml.local(e) == "Resource"):
        href = resource.get("ref", "")
        kind = resource.get("mimeType", "").casefold()
        component = resource.getparent()
        name = (
            (component.get("{http://purl.org/dc/elements/1.1/}identifier") or "")
            if component is not None
            else ""
        )
        entry = Listed(href, name or href)
        if "pdf" in kind or href.casefold().endswith(("pdf",)):
            pdfs.append(entry)
        elif href and any(sign in href.casefold() for sign in TEXT) and "image" not in kind:
            found.append(entry)
    alto = [entry for entry in found if "alto" in entry.href.casefold()]
    pages = dict.fromkeys(alto or found)
    return Listing(tuple(pages), tuple(dict.fromkeys(pdfs)), by="DIDL")
