"""hOCR: HTML with boxes, as Tesseract, OCRopus and others write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.geometry import Box, hull
from pipeline.ingest import xml
from pipeline.ingest.extracted import Extraction
from pipeline.records import Source
from pipeline.settings import Settings

SUFFIXES = (".hocr",)
PAGES = True
MARKS = (b"ocr_page", b"ocr-system", b"ocr-capabilities")
LINES = frozenset({"ocr_line", "ocrx_line", "ocr_textfloat", "ocr_header", "ocr_footer", "ocr_caption"})
BLOCKS = frozenset({"ocr_carea", "ocrx_block", "ocr_column", "ocr_par", "ocr_float", "ocr_pageno"})
# Tesseract writes ocr_header for whatever spans columns and ocr_textfloat for what it cannot place, so these
# two tell nothing.
TYPES = {"ocr_footer": "footer", "ocr_pageno": "page-number", "ocr_caption": "caption"}
PICTURES = frozenset({"ocr_photo", "ocr_image", "ocr_linedrawing"})


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is hOCR."""
    return xml.root(head).casefold() == "html" and any(mark in head for mark in MARKS)


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """The pages in `data`.

    Raises:
        UnreadableInput, TooLarge, NoText: as the names say.
    """
    made = Extraction()
    add_pages(made, data, path=path, settings=settings)
    return made.source(data, path=path, media_type="text/vnd.hocr+html", reader="hocr")


def add_pages(made: Extraction, data: bytes, *, path: str, settings: Settings) -> None:
    """Put the pages in `data` behind those in `made`."""
    root = xml.parse_html(data, path=path, settings=settings)
    for page in (e for e in root.iter() if "ocr_page" in _classes(e)):
        _, _, right, bottom = _box(page) or (0.0, 0.0, 0.0, 0.0)
        images = [b for e in page.iter() if PICTURES & _classes(e) and (b := _box(e))]
        made.open_page(right, bottom, images=images)
        for block, lines in _blocks(page):
            classes = _classes(block).union(*map(_classes, lines))
            # A header or a caption of one line is of that type; one in a paragraph of many is not.
            kinds = [TYPES[c] for c in sorted(classes & TYPES.keys())] if len(lines) == 1 else []
            made.open_region(_box(block), kind=kinds[0] if kinds else "")
            for line in lines:
                _line(made, line)


def _blocks(page: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """The innermost blocks with their lines; a line in no block, and a block without lines, stand alone."""
    held: dict[etree._Element, list[etree._Element]] = {}
    for element in page.iter():
        classes = _classes(element)
        if LINES & classes:
            block = next((a for a in element.iterancestors() if BLOCKS & _classes(a)), element)
            held.setdefault(block, []).append(element)
        elif "ocrx_word" in classes and not any(LINES & _classes(a) for a in element.iterancestors()):
            parent = element.getparent()
            if parent is not None and parent not in held:
                held[parent] = [parent]
        elif BLOCKS & classes and not any((LINES | BLOCKS | {"ocrx_word"}) & _classes(e) for e in element[:]):
            inner = any(LINES & _classes(e) for e in element.iter())
            held |= {} if inner or not "".join(element.itertext()).strip() else {element: [element]}
    yield from held.items()


def _line(made: Extraction, line: etree._Element) -> None:
    told = _told(line)
    words = [e for e in line.iter() if "ocrx_word" in _classes(e)]
    if not words:
        for text in "".join(line.itertext()).split("\n"):
            if text.strip():
                made.line(text.split(), box=_box(line), size=_size(told))
        return
    texts: list[str] = []
    boxes: list[Box | None] = []
    sure: list[float | None] = []
    bold = italic = 0
    for word in words:
        text = " ".join("".join(word.itertext()).split())
        if text:
            texts.append(text)
            boxes.append(_box(word))
            sure.append(_confidence(_told(word)))
            tags = {xml.local(e) for e in word.iter()}
            bold += bool(tags & {"strong", "b"})
            italic += bool(tags & {"em", "i"})
    if texts:
        known = [b for b in boxes if b]
        made.line(
            texts,
            boxes,
            sure,
            box=_box(line) or (hull(known) if known else None),
            size=_size(told) or _size(_told(words[0])),
            bold=2 * bold > len(texts),
            italic=2 * italic > len(texts),
        )


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split()) if isinstance(element.tag, str) else frozenset()


def _told(element: etree._Element) -> dict[str, list[str]]:
    """The properties in an element's title: `bbox 10 20 30 40; x_wconf 93`."""
    parts: Iterable[list[str]] = (part.split() for part in element.get("title", "").split(";"))
    return {part[0]: part[1:] for part in parts if part}


def _box(element: etree._Element) -> Box | None:
    values = _numbers(_told(element).get("bbox", ()))
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def _size(told: dict[str, list[str]]) -> float:
    values = _numbers(told.get("x_size") or told.get("x_fsize") or ())
    return values[0] if values else 0.0


def _confidence(told: dict[str, list[str]]) -> float | None:
    values = _numbers(told.get("x_wconf", ()))
    return values[0] / 100 if values and 0 <= values[0] <= 100 else None


def _numbers(texts: Iterable[str]) -> list[float]:
    try:
        return [float(text) for text in texts]
    except ValueError:
        return []
