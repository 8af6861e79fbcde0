"""One page of a PDF as PDFium sees it, to printed lines; no text is made up here.

PDFium gives characters with boxes, in the order in which the page was drawn. `read_page`:

1. takes each character with its box and the object that drew it (four calls a character, no more);
2. drops runs that were drawn again over the same letters (fake bold), and notes where. PDFium drops some of
   these itself; those are found among the page's objects, since no character comes from them;
3. makes words, and lines of words that stand beside each other; a wide gap parts columns.

This module is run as a process of its own (see `pdf`), so that it imports nothing but PDFium: the bytes of a
PDF come in, JSON goes out.
"""

from __future__ import annotations

import base64
import ctypes
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import atan2, degrees, hypot
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

Box = tuple[float, float, float, float]

WORD = re.compile(r"[^ ]+")
LINE_ENDS = frozenset((10, 13))
HYPHENS = frozenset((2, 0xFFFE))  # a hyphen at the end of a line, after which PDFium leaves the line end out
SPACES = frozenset((9, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
TOUCH = 0.3  # points that letters beside each other may overlap
COPY = 0.35  # of the size: a run of letters drawn again is no further off than this ...
COPY_SHORT = 0.16  # ... and one or two letters no further than this, less than the letter beside them
EVEN = 0.12  # of the size: all letters of a copy are off by the same
WORD_GAP = 0.2  # of the size: from here two letters are parted by a space, where PDFium cannot tell
COLUMN_GAP = 2.5  # of the size: no gap between words is as wide as this ...
GUTTER = 0.9  # ... and one of this width is none when many lines have it at the same place
SHARED_GUTTER = 4  # lines
OTHER_SIZE = 1.6  # times as large: type of its own, as a drop cap
SAME_LINE = 0.35  # of the size: how far the baselines of one line are apart
TURNED = 30.0  # degrees: text that runs up or down the page
BACKWARDS = 0.5  # of the size: a letter further left than this begins a line of its own
SMALLEST_FRAME = (50.0, 14.0)  # points
WHOLE_PAGE = 0.9  # of the page: a frame as large as this holds everything, so it tells nothing
MOST_PATHS = 5_000  # of a page, looked at for frames; a map has more
TOO_LARGE = "limit: "  # what the message of an error begins with when a limit was passed
DEEPEST = 4  # forms within forms
INVISIBLE, FILL_AND_STROKE = 3, 2  # text render modes
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "-bd", "extrabold")


@dataclass
class Run:
    """Characters in a row that one object drew. Boxes are those of the page, from its top left corner.

    Attributes:
        text: what they say; `at`: the number of each in PDFium's text.
        place: gives the box of a character by its number. Most are never asked for: a word takes two.
        ends: what PDFium put behind it: "", " " or a line feed; "?": that is not known.
        copies: boxes of what was drawn over it once more.
    """

    drawn_by: int
    place: Callable[[int], Box]
    text: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    size: float = 0.0
    angle: float = 0.0
    bold: bool = False
    italic: bool = False
    invisible: bool = False
    ends: str = ""
    copies: list[Box] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)

    def measure(self) -> None:
        """Set the box around it, from its first and its last letter."""
        letters = [at for at, c in zip(self.at, self.text, strict=True) if c != " "] or self.at
        self.box = _hull([self.place(letters[0]), self.place(letters[-1])])

    def boxes(self) -> list[Box]:
        """The boxes of all its characters."""
        return [self.place(at) for at in self.at]


@dataclass
class Token:
    """A word, with the type it is set in; `copies`: boxes of what was drawn over it once more."""

    text: str
    box: Box
    size: float
    angle: float
    bold: bool
    italic: bool
    breaks: bool  # PDFium ends a line after it
    copies: list[Box]


class Page:
    """Reads one page; `objects` are counted against the limit before anything else is done."""

    def __init__(self, page: Any) -> None:
        self._page = page
        left, bottom, right, top = page.get_bbox()
        self._rotation = page.get_rotation()
        self._corner = left, bottom, right, top
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if self._rotation in (90, 270) else (width, height)

    @property
    def objects(self) -> int:
        """How many objects there are, those within forms not counted."""
        return int(raw.FPDFPage_CountObjects(self._page.raw))

    def read(self) -> dict[str, Any]:
        """The page as JSON values: size, lines, frames, images."""
        textpage = self._page.get_textpage()
        try:
            runs = self._runs(textpage)
            frames, images, silent = self._objects({run.drawn_by for run in runs})
            runs = _without_copies(runs)
            _note_silent(runs, silent)
            lines = _lines(_tokens(runs))
        finally:
            textpage.close()
        unseen = sum(len(run.text) for run in runs if run.invisible)
        return {
            "invisible": 2 * unseen > sum(len(run.text) for run in runs),
            "width": self.width,
            "height": self.height,
            "frames": frames,
            "images": images,
            "lines": [_as_json(line) for line in lines],
        }

    def _place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in PDF's own coordinates as one counted from the top left corner of the page as shown."""
        x0, y0, x1, y1 = self._corner
        if not self._rotation:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self._rotation == 90:
            return bottom - y0, left - x0, top - y0, right - x0
        if self._rotation == 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    def _runs(self, textpage: Any) -> list[Run]:
        handle = ctypes.cast(textpage.raw, ctypes.c_void_p)
        rect = raw.FS_RECTF()
        place_of, loose, at = self._place, _LOOSE_BOX, ctypes.byref(rect)

        def place(index: int) -> Box:
            loose(handle, index, at)
            return place_of(rect.left, rect.bottom, rect.right, rect.top)

        runs: list[Run] = []
        run = Run(0, place)
        makers = _makers(handle, textpage.count_chars())
        for index, code in enumerate(_codes(textpage, handle)):
            if code in LINE_ENDS:
                run.ends = "\n"
                continue
            if not code:
                continue
            maker = makers[index]
            if code in SPACES and not maker:  # PDFium's own
                run.ends = run.ends or " "
                continue
            if maker != run.drawn_by or run.ends:
                run = Run(maker, place)
                self._style(run, textpage, index)
                runs.append(run)
            run.at.append(index)
            if code in HYPHENS:
                run.text.append("-")
                run.ends = "\n"
            else:
                run.text.append(" " if code in SPACES else chr(code) if code < 0x110000 else "\ufffd")
        runs = [run for run in runs if run.text]
        for run in runs:
            run.measure()
        return runs

    def _style(self, run: Run, textpage: Any, index: int) -> None:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(textpage.raw, index, matrix)
        run.size = raw.FPDFText_GetFontSize(textpage.raw, index) * (hypot(matrix.c, matrix.d) or 1.0)
        run.angle = degrees(atan2(matrix.b, matrix.a)) - self._rotation
        run.angle = (run.angle + 180) % 360 - 180
        drawn = raw.FPDFText_GetTextObject(textpage.raw, index)
        if not drawn:
            return
        font = raw.FPDFTextObj_GetFont(drawn)
        if font:
            buffer = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, buffer, 128)
            name = buffer.value.decode("ascii", "ignore").casefold()
            run.bold = any(part in name for part in BOLD_NAMES) or raw.FPDFFont_GetWeight(font) >= 600
            run.italic = "italic" in name or "oblique" in name
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
        run.bold = run.bold or mode == FILL_AND_STROKE
        run.invisible = mode == INVISIBLE

    def _objects(self, drawn: set[int]) -> tuple[list[Box], list[Box], list[Box]]:
        """Frames, images, and the boxes of text objects from which no character came."""
        frames: list[Box] = []
        images: list[Box] = []
        silent: list[Box] = []
        paths = 0
        whole = WHOLE_PAGE * self.width * self.height
        for obj, bounds in _walk(self._page.raw, self._count_and_get(), DEEPEST):
            kind = raw.FPDFPageObj_GetType(obj)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if (ctypes.cast(obj, ctypes.c_void_p).value or 0) not in drawn and (box := bounds()):
                    silent.append(self._place(*box))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                if box := bounds():
                    images.append(self._place(*box))
            elif kind == raw.FPDF_PAGEOBJ_PATH and paths < MOST_PATHS:
                paths += 1
                box = bounds()
                if box and _could_frame(box) and _area(box) < whole and _shows(obj):
                    frames.append(self._place(*box))
        return frames, images, silent

    def _count_and_get(self) -> tuple[Callable[[Any], int], Callable[[Any, int], Any]]:
        return raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of PDFium that takes and gives plain addresses: four times as fast as typed pointers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_UNICODE = _prototype(raw.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_DRAWN_BY = _prototype(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_LOOSE_BOX = _prototype(
    raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)


def _codes(textpage: Any, handle: Any) -> Sequence[int]:
    """The code point of each character; in one call, unless some have none or take two units."""
    count = textpage.count_chars()
    buffer = (ctypes.c_uint16 * (count + 1))()
    if raw.FPDFText_GetText(textpage.raw, 0, count, buffer) == count + 1:
        codes = list(buffer)[:count]
        if not any(0xD800 <= code < 0xE000 for code in codes):
            return codes
    return [_UNICODE(handle, index) for index in range(count)]


def _makers(handle: Any, count: int) -> list[int]:
    """The object that drew each character, 0 for PDFium's own. An object's characters follow each other."""
    makers: list[int] = []
    while len(makers) < count:
        start = len(makers)
        maker = _DRAWN_BY(handle, start) or 0
        step = 1
        if maker:
            while start + 2 * step < count and (_DRAWN_BY(handle, start + 2 * step) or 0) == maker:
                step *= 2
        makers += [maker] * step
    return makers


def _walk(
    holder: Any, access: tuple[Callable[[Any], int], Callable[[Any, int], Any]], depth: int
) -> Iterator[tuple[Any, Callable[[], Box | None]]]:
    """The objects of a page or a form, each with a function that gives its bounds on the page."""
    count, get = access
    for i in range(count(holder)):
        obj = get(holder, i)
        if raw.FPDFPageObj_GetType(obj) != raw.FPDF_PAGEOBJ_FORM:
            yield obj, partial(_bounds, obj)
        elif depth:
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(obj, matrix)
            inner = (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
            for child, bounds in _walk(obj, inner, depth - 1):
                yield child, partial(_placed, bounds, matrix)


def _placed(bounds: Callable[[], Box | None], matrix: Any) -> Box | None:
    return _transformed(bounds(), matrix)


def _bounds(obj: Any) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(obj, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return (left, bottom, right, top) if right > left and top > bottom else None


def _transformed(box: Box | None, matrix: Any) -> Box | None:
    if box is None:
        return None
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    ys = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _could_frame(box: Box) -> bool:
    return box[2] - box[0] >= SMALLEST_FRAME[0] and box[3] - box[1] >= SMALLEST_FRAME[1]


def _shows(path: Any) -> bool:
    """Whether a path can be seen on white paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= 252 or alpha.value == 0
    return bool(fill.value) and not (known and white)


# --- drawn again -------------------------------------------------------------------------------------


def _without_copies(runs: Sequence[Run]) -> list[Run]:
    """The runs but for those that draw letters again which stand there already; copies are noted on the
    first.

    What is compared are letters of different objects: within one object, two letters are two letters.
    """
    rows: dict[int, list[Run]] = {}
    kept: list[Run] = []
    for run in runs:
        box = run.box
        middle = (box[1] + box[3]) / 2
        step = max(run.size, 4.0)
        near = [k for row in _rows_of(middle, COPY * step) for k in rows.get(row, ())]
        originals = [
            k
            for k in near
            if k.box[0] < box[2] - TOUCH
            and box[0] < k.box[2] - TOUCH
            and abs(k.box[1] + k.box[3] - 2 * middle) < 2 * COPY * step
            and k.drawn_by != run.drawn_by
        ]
        first, start, end = _copied(run, originals) if originals else (None, 0, 0)
        if first:
            first.copies.append(_hull([run.place(at) for at in run.at[start:end]]))
            if not start:
                kept[-1].ends = "?"  # PDFium parted it from the copy, not from what comes next
            del run.text[start:end], run.at[start:end]
            run.ends = run.ends if run.text and run.ends == "\n" else "?"
            if not "".join(run.text).strip():
                continue
            run.measure()
        kept.append(run)
        rows.setdefault(int(middle // 8), []).append(run)
    return kept


def _rows_of(middle: float, reach: float) -> range:
    return range(int((middle - reach) // 8), int((middle + reach) // 8) + 1)


def _copied(run: Run, originals: Sequence[Run]) -> tuple[Run | None, int, int]:
    """The first of the runs whose letters `run` draws again, and which of its characters those are.

    All of them, or those at its begin or its end where it was cut in other places; all off by the same.
    """
    nothing = None, 0, 0
    index: dict[str, list[tuple[Box, Run]]] = {}
    for original in originals:
        if abs(original.size - run.size) <= 0.2 * run.size:
            for c, b in zip(original.text, original.boxes(), strict=True):
                index.setdefault(c, []).append((b, original))
    boxes = run.boxes()
    matched: dict[int, tuple[float, float, Run]] = {}
    most = COPY * max(run.size, 1.0)
    letters = [at for at, c in enumerate(run.text) if c != " "]
    for at in letters:
        left, top, _, _ = boxes[at]
        near = index.get(run.text[at], ())
        best = min(near, key=lambda o: abs(o[0][0] - left) + abs(o[0][1] - top), default=None)
        if best and abs(best[0][0] - left) <= most and abs(best[0][1] - top) <= most:
            matched[at] = (best[0][0] - left, best[0][1] - top, best[1])
    if not matched:
        return nothing
    hits = sorted(matched)
    whole = len(hits) == len(letters)
    if not whole and hits not in (letters[: len(hits)], letters[-len(hits) :]):
        return nothing
    across, down = zip(*((x, y) for x, y, _ in matched.values()), strict=True)
    even = EVEN * max(run.size, 1.0)
    near_by = max(map(abs, (*across, *down))) <= COPY_SHORT * max(run.size, 1.0)
    if max(across) - min(across) > even or max(down) - min(down) > even:
        return nothing
    if not near_by and (len(hits) < 3 or not whole):
        return nothing
    start = 0 if hits[0] == letters[0] else hits[0]
    end = len(run.text) if hits[-1] == letters[-1] else hits[-1] + 1
    return matched[hits[0]][2], start, end


def _note_silent(runs: Sequence[Run], silent: Sequence[Box]) -> None:
    """Note text objects that gave no characters, where they lie over letters that another object gave."""
    if not silent:
        return
    boxes = [(run.box, run) for run in runs]
    for box in silent:
        over = [run for own, run in boxes if _share(box, own) > 0.5 * min(_area(box), _area(own))]
        if over:
            over[0].copies.append(box)


# --- words and lines ---------------------------------------------------------------------------------


def _tokens(runs: Sequence[Run]) -> list[Token]:
    """The words, in the order in which they were drawn. A word may go on from one run to the next."""
    words: list[Token] = []
    goes_on = False
    before: Run | None = None
    for run in runs:
        text = "".join(run.text)
        for match in WORD.finditer(text):
            start, end = match.span()
            box = run.place(run.at[start])
            if end - start > 1:
                last = run.place(run.at[end - 1])
                box = (min(box[0], last[0]), min(box[1], last[1]), max(box[2], last[2]), max(box[3], last[3]))
            if goes_on and not start and before and not _parted(words[-1].box, before, box, run):
                word = words[-1]
                if end > len(word.text):  # the longer piece tells the type
                    word.size, word.bold, word.italic = run.size, run.bold, run.italic
                word.text += match.group()
                word.box = _hull([word.box, box])
                word.copies += run.copies
            else:
                words.append(
                    Token(
                        match.group(), box, run.size, run.angle, run.bold, run.italic, False, list(run.copies)
                    )
                )
            goes_on = end == len(text)
        if run.ends == "\n" and words:
            words[-1].breaks = True
        if run.ends in (" ", "\n") or not text or text[-1] == " ":
            goes_on = False
        before = run
    return words


def _parted(box: Box, before: Run, following: Box, run: Run) -> bool:
    """Whether a space belongs between a word and the run that comes next, as far as their places tell.

    PDFium says so itself but where copies were dropped, by it or here.
    """
    left, top, _, bottom = following
    if abs(run.angle) > TURNED:
        return before.ends == "?"
    same_row = abs((top + bottom) - (box[1] + box[3])) < run.size
    return not same_row or left - box[2] > WORD_GAP * run.size or left < box[0] - BACKWARDS * run.size


def _lines(words: Sequence[Token]) -> list[list[Token]]:
    """Words to printed lines: what stands beside each other, in the order of what was drawn first."""
    pieces = list(_pieces(words))
    gutters = _gutters(pieces)
    pieces = [part for piece in pieces for part in _cut(piece, gutters)]
    return _joined(pieces)


def _pieces(words: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for word in words:
        if piece and (piece[-1].breaks or not _beside(piece[-1], word)):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _beside(a: Token, b: Token) -> bool:
    """Whether `b` may follow `a` in its line: next to it, in type of about its size."""
    size = max(a.size, b.size)
    if _turned(a) != _turned(b) or size > OTHER_SIZE * min(a.size, b.size):
        return False
    if _turned(a):
        return abs((a.box[0] + a.box[2]) - (b.box[0] + b.box[2])) < 2 * SAME_LINE * size
    height = min(a.box[3] - a.box[1], b.box[3] - b.box[1])
    overlap = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return overlap > 0.4 * height and -BACKWARDS * size < b.box[0] - a.box[2] < COLUMN_GAP * size


def _turned(token: Token) -> bool:
    return abs(token.angle) > TURNED


def _gutters(pieces: Sequence[Sequence[Token]]) -> list[float]:
    """Where wide gaps stand under each other in many lines: columns that were drawn across."""
    middles = sorted(
        (a.box[2] + b.box[0]) / 2
        for piece in pieces
        for a, b in pairwise(piece)
        if b.box[0] - a.box[2] > GUTTER * b.size
    )
    found: list[float] = []
    start = 0
    for end in range(1, len(middles) + 1):
        if end == len(middles) or middles[end] - middles[end - 1] > 3.0:
            if end - start >= SHARED_GUTTER:
                found.append(median(middles[start:end]))
            start = end
    crossed = [sum(any(w.box[0] < g - 1 and g + 1 < w.box[2] for w in p) for p in pieces) for g in found]
    wide = [sum(p[0].box[0] < g < p[-1].box[2] for p in pieces) for g in found]
    return [g for g, c, n in zip(found, crossed, wide, strict=True) if c < 0.3 * n]


def _cut(piece: list[Token], gutters: Sequence[float]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for word in piece:
        wide = bool(part) and word.box[0] - part[-1].box[2] > GUTTER * word.size
        if wide and any(part[-1].box[2] <= g <= word.box[0] for g in gutters):
            yield part
            part = []
        part.append(word)
    yield part


def _joined(pieces: Sequence[list[Token]]) -> list[list[Token]]:
    """Pieces that stand in one line although they were drawn apart, put together from left to right."""
    boxes = [_hull([w.box for w in piece]) for piece in pieces]
    rows: dict[int, list[int]] = {}
    for at, box in enumerate(boxes):
        rows.setdefault(int((box[1] + box[3]) / 2 // 8), []).append(at)
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for at in sorted(range(len(pieces)), key=lambda i: boxes[i][0]):
        last = pieces[at][-1]
        middle = (boxes[at][1] + boxes[at][3]) / 2
        near = [
            n for row in _rows_of(middle, last.size) for n in rows.get(row, ()) if n != at and n not in taken
        ]
        near = [n for n in near if boxes[n][0] >= boxes[at][0] and _goes_on(last, pieces[n][0])]
        if near and not _turned(last):
            to = min(near, key=lambda n: boxes[n][0])
            follows[at] = to
            taken.add(to)
    done = []
    for at in range(len(pieces)):
        if at not in taken:
            line, earliest = list(pieces[at]), at
            while at in follows:
                at = follows[at]
                earliest = min(earliest, at)
                line += _together(line, pieces[at])
            done.append((earliest, line))
    return [line for _, line in sorted(done, key=lambda d: d[0])]


def _goes_on(a: Token, b: Token) -> bool:
    size = max(a.size, b.size)
    baseline = abs((a.box[1] + a.box[3]) - (b.box[1] + b.box[3])) < 2 * SAME_LINE * size
    return baseline and _beside(a, b) and b.box[0] - a.box[2] < GUTTER * size


def _together(line: list[Token], piece: list[Token]) -> list[Token]:
    """The words to add; a word that was drawn in two pieces is made one."""
    last, first = line[-1], piece[0]
    if first.box[0] - last.box[2] < WORD_GAP * first.size and not last.text.endswith((",", ".", ";", ":")):
        last.text += first.text
        last.box = _hull([last.box, first.box])
        last.copies += first.copies
        return piece[1:]
    return piece


def _as_json(line: Sequence[Token]) -> dict[str, Any]:
    letters = sum(len(w.text) for w in line)
    main = max(line, key=lambda w: len(w.text))
    return {
        "words": [w.text for w in line],
        "boxes": [[round(v, 2) for v in w.box] for w in line],
        "copies": [[n, [round(v, 2) for v in c]] for n, w in enumerate(line) for c in w.copies],
        "size": round(main.size, 2),
        "bold": 2 * sum(len(w.text) for w in line if w.bold) > letters,
        "italic": 2 * sum(len(w.text) for w in line if w.italic) > letters,
        "turned": _turned(main),
    }


def _hull(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _share(a: Box, b: Box) -> float:
    return _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))


# --- the process -------------------------------------------------------------------------------------


def _limit(memory: int, seconds: int) -> None:
    """Hold this process to so many megabytes and seconds, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(data: bytes, *, max_pages: int, max_objects: int) -> dict[str, Any]:
    """All pages and the bookmarks of the PDF in `data`, as JSON values; or the `error`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            return {"error": "the PDF is protected by a password"}
        return {"error": "the PDF is broken or cut off"}
    if len(document) > max_pages:
        return {"error": f"{TOO_LARGE}{len(document):,} pages, the limit max_pages is {max_pages:,}"}
    pages = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return {"error": f"page {number + 1} of the PDF is broken"}
        reader = Page(page)
        if reader.objects > max_objects:
            return {
                "error": f"{TOO_LARGE}{reader.objects:,} objects on page {number + 1}, "
                f"the limit max_objects is {max_objects:,}"
            }
        pages.append(reader.read() | {"label": document.get_page_label(number)})
        page.close()
    return {"pages": pages, "bookmarks": _bookmarks(document)}


def _drawn(data: bytes, number: int, dpi: int) -> dict[str, Any]:
    """The page as a picture in grey, as PGM in Base64."""
    page = pypdfium2.PdfDocument(data)[number]
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(
        rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)
    )
    pgm = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + packed
    return {"pgm": base64.b64encode(pgm).decode()}


def _bookmarks(document: Any) -> list[tuple[str, int]]:
    """Title and page (from 0) of the bookmarks, of the first level that has more than one."""
    found = []
    for mark in document.get_toc(max_depth=3):
        target = mark.get_dest()
        index = target.get_index() if target else None
        found.append((mark.level, mark.get_title(), -1 if index is None else index))
    for level in sorted({level for level, _, _ in found}):
        here = [(title, page) for own, title, page in found if own == level]
        if len(here) > 1:
            return here
    return []


def _serve(arguments: str) -> None:
    limits = json.loads(arguments)
    data = sys.stdin.buffer.read()
    _limit(limits["max_memory"], limits["max_seconds"])
    try:
        if limits["draw"] is not None:
            told = _drawn(data, limits["draw"], limits["dpi"])
        else:
            told = _tell(data, max_pages=limits["max_pages"], max_objects=limits["max_objects"])
    except MemoryError:
        told = {"error": f"{TOO_LARGE}more memory than max_memory allows ({limits['max_memory']} MB)"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _serve(sys.argv[1])
