"""Where everything goes: pieces of a known height, from top to bottom, column by column, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

# All measures are points (1/72 inch); y runs upwards from the foot of the page, as in PDF.
MARGIN, TOP, BOTTOM, GUTTER = 46.0, 62.0, 58.0, 16.0
AFTER_FRAME = 9.0
BALANCE_STEP = 6.0


@dataclass(frozen=True)
class Sheet:
    """The page: its size and its number of columns."""

    width: float
    height: float
    columns: int

    @property
    def full(self) -> float:
        """Width of all columns together."""
        return self.width - 2 * MARGIN

    @property
    def measure(self) -> float:
        """Width of one column."""
        return (self.full - (self.columns - 1) * GUTTER) / self.columns

    @property
    def head(self) -> float:
        """Where columns start when nothing stands over them."""
        return self.height - TOP

    def x(self, column: int) -> float:
        return MARGIN + column * (self.measure + GUTTER)


@dataclass(frozen=True)
class Piece:
    """A line or a frame. `draw` is called with its top left corner."""

    height: float
    draw: Callable[[float, float], None]
    before: float = 0.0  # space above, but not at the head of a column
    room: float = 0.0  # what must still fit under it in the same column
    frame: bool = False  # a box of its own: may wait for the next column, is drawn after the text
    wide: bool = False  # waits for the next page and stands across its columns


@dataclass(frozen=True)
class Placed:
    """A piece and its top left corner; `page` counts from 0."""

    page: int
    x: float
    y: float
    piece: Piece


def lay_out(sheet: Sheet, pieces: list[Piece], *, head: float) -> list[Placed]:
    """Place all pieces; `head` is where the columns of the first page start.

    The columns of the last page end at about the same height, as a designer makes them.
    """
    best = _Filling(sheet, head=head).fill(pieces)
    last = best[-1].page
    foot = BOTTOM + BALANCE_STEP
    while foot < sheet.head:
        shorter = _Filling(sheet, head=head, short_page=last, short_foot=foot).fill(pieces)
        if max(placed.page for placed in shorter) > last:
            break
        best = shorter
        foot += BALANCE_STEP
    return best


@dataclass
class _Filling:
    """The state while pages fill up."""

    sheet: Sheet
    head: float
    short_page: int = -1
    short_foot: float = BOTTOM
    page: int = 0
    column: int = 0
    y: float = 0.0
    waiting: list[Piece] = field(default_factory=list)
    done: list[Placed] = field(default_factory=list)

    def fill(self, pieces: list[Piece]) -> list[Placed]:
        self.y = self.head
        for piece in pieces:
            self._place(piece)
        while self.waiting:
            self._next_column()
        return self.done

    @property
    def _foot(self) -> float:
        return self.short_foot if self.page == self.short_page else BOTTOM

    def _place(self, piece: Piece) -> None:
        if piece.wide:
            self.waiting.append(piece)
            return
        before = piece.before if self.y < self.head else 0.0
        if self.y - before - piece.height - piece.room < self._foot:
            if piece.frame:
                self.waiting.append(piece)
                return
            self._next_column()
            before = 0.0
        self._put(piece, self.sheet.x(self.column), self.y - before)

    def _next_column(self) -> None:
        self.column += 1
        if self.column == self.sheet.columns:
            self.page, self.column, self.head = self.page + 1, 0, self.sheet.head
            for piece in self._take(wide=True):
                self._put(piece, MARGIN, self.head)
                self.head = self.y - AFTER_FRAME
        self.y = self.head
        for piece in self._take(wide=False):
            self._put(piece, self.sheet.x(self.column), self.y)

    def _take(self, *, wide: bool) -> list[Piece]:
        taken = [piece for piece in self.waiting if piece.wide == wide]
        self.waiting = [piece for piece in self.waiting if piece.wide != wide]
        return taken

    def _put(self, piece: Piece, x: float, y: float) -> None:
        self.done.append(Placed(page=self.page, x=x, y=y, piece=piece))
        self.y = y - piece.height - (AFTER_FRAME if piece.frame else 0.0)
