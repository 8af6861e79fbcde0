"""DOCX: the paragraphs with their styles, and the footnotes.

A DOCX has no pages and no places, so its text is one page; styles tell title and headings. Of tracked changes
the text as it would be accepted is read: what was put in, not what was taken out. Needs the extra `docx`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.errors import MissingReader, TooLarge, UnreadableInput
from pipeline.ingest import xml
from pipeline.ingest.extracted import Extraction
from pipeline.records import Source
from pipeline.settings import Settings

SUFFIXES = (".docx",)
MAGIC = b"PK\x03\x04"
PARTS = (b"[Content_Types].xml", b"word/")
GROWTH = 100  # times as large unpacked as packed: more is a bomb
NOTES = "/word/footnotes.xml"
TYPES = (  # what the name of a style begins with, in English and in Dutch
    ("heading", "heading"),
    ("kop", "heading"),
    ("title", "title"),
    ("titel", "title"),
    ("caption", "caption"),
    ("bijschrift", "caption"),
)
GONE = frozenset({"del", "moveFrom", "AlternateContent", "instrText", "delText"})
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is a DOCX."""
    return head.startswith(MAGIC) and any(part in head for part in PARTS)


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """The text of the DOCX in `data`.

    Raises:
        UnreadableInput: broken, protected or not a DOCX.
        TooLarge: far larger unpacked than packed, or than `settings.max_bytes`.
        MissingReader: the extra is not installed.
    """
    document = _opened(data, path=path, settings=settings)
    made = Extraction()
    made.open_page(0.0, 0.0)
    for paragraph in document.element.body.iter():
        if xml.local(paragraph) == "p":
            _add(made, paragraph, _type(paragraph, document))
    for part in document.part.package.iter_parts():
        if str(part.partname) == NOTES:
            root = xml.parse(part.blob, path=path, settings=settings)
            for paragraph in (e for e in root.iter() if xml.local(e) == "p"):
                _add(made, paragraph, "footnote")
    return made.source(data, path=path, media_type=MEDIA_TYPE, reader="docx")


def _opened(data: bytes, *, path: str, settings: Settings) -> Any:
    try:
        import docx
    except ImportError as error:
        raise MissingReader(f"{path}: reading DOCX needs python-docx: pip install 'helder[docx]'.") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            text = sum(e.file_size for e in packed.infolist() if e.filename.endswith((".xml", ".rels")))
            if text > settings.max_bytes or (size > settings.max_bytes and size > GROWTH * len(data)):
                raise TooLarge(f"{path}: {size:,} bytes once unpacked (max_bytes).")
            for entry in packed.infolist():
                if entry.filename.endswith((".xml", ".rels")) and b"<!ENTITY" in packed.read(entry):
                    raise UnreadableInput(f"{path}: it declares XML entities, which helder never expands.")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError, RuntimeError,
            NotImplementedError, EOFError) as error:  # fmt: skip
        raise UnreadableInput(f"{path}: the DOCX is broken or protected ({error}).") from error


def _add(made: Extraction, paragraph: etree._Element, kind: str) -> None:
    lines = [line for line in "".join(_text(paragraph)).split("\n") if line.strip()]
    if lines:
        made.open_region(None, kind=kind, order=made.offset, group="paragraphs")
        for line in lines:
            made.line(line.split())


def _text(element: etree._Element) -> Iterator[str]:
    """What a paragraph says; a text box in it is a paragraph of its own."""
    for child in element:
        name = xml.local(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "ptab"):
            yield " "
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "softHyphen":
            yield "\u00ad"
        elif name not in GONE and name != "p":
            yield from _text(child)


def _type(paragraph: etree._Element, document: Any) -> str:
    """What the name of its style tells: a heading, the title, a caption."""
    for style in (e for e in paragraph.iter() if xml.local(e) == "pStyle"):
        key = next((v for k, v in style.attrib.items() if str(k).endswith("}val")), "")
        known = next((s for s in document.styles if s.style_id == key), None)
        name = (known.name if known is not None else key).casefold()
        return next((kind for start, kind in TYPES if name.startswith(start)), "")
    return ""
