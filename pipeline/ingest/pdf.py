"""PDF with a text layer, through PDFium in a process of its own.

PDFium is no library for threads, and a hostile file may crash it or fill the memory: so each file is read by
a child process with limits on memory and time, which costs about a fifth of a second a file and cannot take
the run down. What the child gives back is JSON, checked by being read.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.errors import TooLarge, UnreadableInput
from pipeline.ingest import hocr, ocr
from pipeline.ingest.extracted import Extraction
from pipeline.records import Announced, Source
from pipeline.settings import Settings

SUFFIXES = (".pdf",)
MAGIC = b"%PDF-"
WITHIN = 1024  # bytes from the start within which the sign of a PDF stands
LIMITS = ("max_pages", "max_objects", "max_memory", "max_seconds")
TOO_LARGE = "limit: "
PROCESS = Path(__file__).with_name("pdfium.py")
ARTICLE_PAGES = 2  # an issue has more pages than articles


def recognises(head: bytes) -> bool:
    """Whether a file that begins like this is a PDF."""
    return MAGIC in head[:WITHIN]


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """The text layer of the PDF in `data`, with the place of each word.

    Raises:
        UnreadableInput: broken, or protected by a password.
        NoText: a scan without a text layer.
        TooLarge: more pages, objects, memory or time than the settings allow.
    """
    if not recognises(data):
        raise UnreadableInput(f"{path}: no PDF (it does not begin with %PDF).")
    made = Extraction()
    told = _by_child(data, path=path, settings=settings)
    reader = "pdf"
    for number, page in enumerate(told["pages"]):
        if page["lines"] or not settings.ocr:
            _add(made, page)
        else:
            reader = f"pdf, {ocr.version()}"
            picture = _by_child(data, path=path, settings=settings, draw=number)
            found = ocr.hocr(base64.b64decode(picture["pgm"]), path=path, settings=settings)
            hocr.add_pages(made, found, path=path, settings=settings)
    source = made.source(data, path=path, media_type="application/pdf", reader=reader)
    articles = _announced(told["bookmarks"], source)
    return _with_articles(source, articles)


def _add(made: Extraction, page: dict[str, Any]) -> None:
    made.open_page(
        page["width"],
        page["height"],
        label=page.get("label") or None,
        frames=map(tuple, page["frames"]),
        images=map(tuple, page["images"]),
        measured=not page["invisible"],
    )
    turned = [line for line in page["lines"] if line["turned"]]
    for lines, kind in (([x for x in page["lines"] if not x["turned"]], ""), (turned, "marginalia")):
        made.open_region(None, kind=kind)
        for line in lines:
            boxes = [tuple(box) for box in line["boxes"]]
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            end = made.line(
                line["words"],
                boxes,
                box=(min(lefts), min(tops), max(rights), max(bottoms)),
                size=line["size"],
                bold=line["bold"],
                italic=line["italic"],
            )
            starts = _starts(line["words"], end)
            for number, box in line["copies"]:
                made.again(starts[number], starts[number] + len(line["words"][number]), tuple(box))


def _starts(words: Sequence[str], end: int) -> list[int]:
    at = end - len(" ".join(words))
    starts = []
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return starts


def _announced(bookmarks: Sequence[Sequence[Any]], source: Source) -> tuple[Announced, ...]:
    """The articles that bookmarks (title, page) tell of; none when they look like headings of one article.

    An issue has bookmarks on ever later pages. Where several stand on one page as a rule, they are headings.
    """
    pages = source.pages
    marks = [(title.strip(), page) for title, page in bookmarks if title.strip() and 0 <= page < len(pages)]
    firsts = sorted({page for _, page in marks})
    rising = [page for _, page in marks] == sorted(page for _, page in marks)
    if len(marks) < 2 or len(firsts) < 2 or not rising or len(marks) > 1.25 * len(firsts):
        return ()
    if len(pages) < ARTICLE_PAGES * (len(firsts) - 1):
        return ()
    titles: dict[int, str] = {}
    for title, page in marks:
        titles.setdefault(page, title)
    ends = [*(pages[page].start for page in firsts[1:]), len(source.text)]
    return tuple(
        Announced(((pages[page].start, end),), {"title": titles[page]}, "bookmarks")
        for page, end in zip(firsts, ends, strict=True)
        if source.text[pages[page].start : end].strip()
    )


def _with_articles(source: Source, articles: tuple[Announced, ...]) -> Source:
    return replace(source, articles=articles) if articles else source


# --- the process -------------------------------------------------------------------------------------


def _by_child(data: bytes, *, path: str, settings: Settings, draw: int | None = None) -> dict[str, Any]:
    """What the child tells of the PDF in `data`: its pages, or the picture of the one to `draw`."""
    limits = {name: getattr(settings, name) for name in LIMITS} | {"draw": draw, "dpi": ocr.DPI}
    command = [sys.executable, "-I", str(PROCESS), json.dumps(limits)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=settings.max_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise TooLarge(f"{path}: reading took more than {settings.max_seconds} s (max_seconds).") from None
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        reason = "too much memory (max_memory) or time" if done.returncode < 0 else "PDFium gave up"
        raise UnreadableInput(f"{path}: the PDF cannot be read within the limits: {reason}.") from None
    error = told.get("error", "")
    if error.startswith(TOO_LARGE):
        raise TooLarge(f"{path}: {error.removeprefix(TOO_LARGE)}.")
    if error:
        raise UnreadableInput(f"{path}: {error}.")
    return told
