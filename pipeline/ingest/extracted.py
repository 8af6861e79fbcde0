"""The raw text of an input that tells of pages, lines and words, put together while it is read.

Words of a line are parted by a space, lines end in a line feed, regions have a blank line between them, a
form feed ends each page but the last. That text is what `helder restore` gives back for such an input.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.errors import NoText
from pipeline.geometry import Box, DrawnAgain, Geometry, PrintedLine, Region, Sheet, Word
from pipeline.records import Announced, Page, Source

SPACES = str.maketrans(
    dict.fromkeys("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029", " ")
)  # end lines to some programs
HYPHENS = "-\u00ad\u2010¬"


class Extraction:
    """Call `open_page`, `open_region` and `line` in the order of the input, then `source`."""

    def __init__(self) -> None:
        self.joined: set[int] = set()
        self._parts: list[str] = []
        self._at = 0
        self._pages: list[Page] = []
        self._sheets: list[Sheet] = []
        self._regions: list[Region] = []
        self._lines: list[PrintedLine] = []
        self._open: Region | None = None

    def open_page(
        self,
        width: float,
        height: float,
        *,
        label: str | None = None,
        frames: Iterable[Box] = (),
        images: Iterable[Box] = (),
        measured: bool = False,
    ) -> None:
        """A new page; what comes next is on it. `label` is the page number printed there."""
        self._close_page("\f")
        number = len(self._pages) + 1
        self._pages.append(Page(number, self._at, self._at, label))
        self._sheets.append(Sheet(number, width, height, (), tuple(frames), tuple(images), measured))

    def open_region(
        self, box: Box | None, *, kind: str = "", order: int | None = None, group: str = "", name: str = ""
    ) -> None:
        """A new region of the page; `kind` is its type, `name` its id."""
        self._close_region()
        self._open = Region(box, (), kind, order, group, name)

    def line(
        self,
        words: Sequence[str],
        boxes: Sequence[Box | None] = (),
        confidences: Sequence[float | None] = (),
        *,
        box: Box | None = None,
        size: float = 0.0,
        bold: bool = False,
        italic: bool = False,
        initial: bool = False,
    ) -> int:
        """A line of the region. `boxes` and `confidences` are those of the words, or empty.

        Returns:
            The offset behind its last word.
        """
        if not self._lines and self._regions and self._regions[-1].end + 1 == self._at:
            self._put("\n")
        start = at = self._at
        known = []
        new = tuple.__new__  # Word(...) takes twice as long, and this is done for every word
        for text, place, sure in zip(words, boxes, confidences or (None,) * len(words), strict=False):
            end = at + len(text)
            if place is not None:
                known.append(new(Word, (at, end, place, sure)))
            at = end + 1
        self._put(" ".join(words).translate(SPACES) + "\n")
        self._lines.append(PrintedLine(start, self._at - 1, box, tuple(known), size, bold, italic, initial))
        return self._at - 1

    def again(self, start: int, end: int, box: Box) -> None:
        """Letters of the open page, drawn once more at `box`."""
        sheet = self._sheets[-1]
        self._sheets[-1] = replace(sheet, drawn_again=(*sheet.drawn_again, DrawnAgain(start, end, box)))

    @property
    def offset(self) -> int:
        """Where the text ends so far."""
        return self._at

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def source(
        self,
        data: bytes,
        *,
        path: str,
        media_type: str,
        reader: str,
        articles: tuple[Announced, ...] = (),
    ) -> Source:
        """The source, whose input bytes are `data`.

        Raises:
            NoText: there is no letter or digit in it.
        """
        self._close_page("")
        text = "".join(self._parts)
        if not any(map(str.isalnum, text)):
            raise NoText(f"{path}: no text in {len(self._pages) or 'no'} page(s).")
        return Source(
            path=unicodedata.normalize("NFC", path),
            sha256=hashlib.sha256(data).hexdigest(),
            encoding="utf-8",
            text=text,
            pages=tuple(self._pages),
            media_type=media_type,
            reader=reader,
            articles=articles,
            geometry=Geometry(tuple(self._sheets), frozenset(self.joined)),
            extracted=True,
        )

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _close_region(self) -> None:
        if self._open is not None and self._lines:
            self._regions.append(replace(self._open, lines=tuple(self._lines)))
        self._open, self._lines = None, []

    def _close_page(self, end: str) -> None:
        self._close_region()
        if self._pages:
            self._put(end)
            self._pages[-1] = replace(self._pages[-1], end=self._at)
            self._sheets[-1] = replace(self._sheets[-1], regions=tuple(self._regions))
        self._regions = []
