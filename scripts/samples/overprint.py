"""A line drawn over itself, in each of the ways in which programs make bold without a bold face."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEFT, TOP, LEADING = "Helvetica", 16.0, 60.0, 760.0, 26.0
Draw = Callable[[Canvas, list[str]], None]


def pdf(draw: Draw, lines: list[str]) -> bytes:
    """A page with `lines` drawn by `draw`."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    canvas.setFont(FONT, SIZE)
    draw(canvas, lines)
    canvas.save()
    return target.getvalue()


def _rows(lines: list[str]) -> Iterator[tuple[str, float]]:
    return ((line, TOP - number * LEADING) for number, line in enumerate(lines))


def _pieces(line: str, cut: Callable[[str], list[str]]) -> Iterator[tuple[str, float]]:
    x = LEFT
    for piece in cut(line):
        yield piece, x
        x += stringWidth(piece, FONT, SIZE)


def _words(line: str) -> list[str]:
    return [word + " " for word in line.split(" ")]


def _threes(line: str) -> list[str]:
    return [line[at : at + 3] for at in range(0, len(line), 3)]


def _passes(cut: Callable[[str], list[str]], copies: int, dx: float, dy: float) -> Draw:
    """Each piece of a line drawn `copies` times before the next."""

    def draw(canvas: Canvas, lines: list[str]) -> None:
        for line, y in _rows(lines):
            for piece, x in _pieces(line, cut):
                for copy in range(copies):
                    canvas.drawString(x + copy * dx, y + copy * dy, piece)

    return draw


def _one_after_the_other(
    cut: Callable[[str], list[str]], copies: int, dx: float, *, whole_page: bool
) -> Draw:
    """Each line, or the whole page, drawn in pieces from begin to end, and then again."""

    def draw(canvas: Canvas, lines: list[str]) -> None:
        groups = [lines] if whole_page else [[line] for line in lines]
        rows = dict(_rows(lines))
        for group in groups:
            for copy in range(copies):
                for line in group:
                    for piece, x in _pieces(line, cut):
                        canvas.drawString(x + copy * dx, rows[line], piece)

    return draw


def _stroke_and_fill(canvas: Canvas, lines: list[str]) -> None:
    for line, y in _rows(lines):
        ink = canvas.beginText(LEFT, y)
        ink.setTextRenderMode(2)
        ink.textOut(line)
        canvas.drawText(ink)


def _fill_then_stroke(canvas: Canvas, lines: list[str]) -> None:
    for line, y in _rows(lines):
        for mode in (0, 1):
            ink = canvas.beginText(LEFT, y)
            ink.setTextRenderMode(mode)
            ink.textOut(line)
            canvas.drawText(ink)


def _cut_anew(canvas: Canvas, lines: list[str]) -> None:
    """The second pass in other pieces than the first."""
    for line, y in _rows(lines):
        for copy, cut in enumerate((_threes, _words, list)):
            for piece, x in _pieces(line, cut):
                canvas.drawString(x + copy * 0.4, y, piece)


KINDS: dict[str, Draw] = {
    "not at all": _passes(lambda line: [line], 1, 0.0, 0.0),
    "a line, to the right": _passes(lambda line: [line], 2, 0.4, 0.0),
    "a line, to the right and down": _passes(lambda line: [line], 2, 0.4, -0.4),
    "a shadow": _passes(lambda line: [line], 2, 1.4, -1.4),
    "a line, at the same place": _passes(lambda line: [line], 3, 0.0, 0.0),
    "a line, four times": _passes(lambda line: [line], 4, 0.5, 0.0),
    "word by word": _passes(_words, 2, 0.4, 0.0),
    "letter by letter": _passes(list, 2, 0.4, 0.0),
    "letter by letter, three times": _passes(list, 3, 0.4, 0.2),
    "in threes": _passes(_threes, 3, 0.5, 0.0),
    "two passes by line": _one_after_the_other(lambda line: [line], 2, 0.5, whole_page=False),
    "two passes by word": _one_after_the_other(_words, 2, 0.5, whole_page=False),
    "two passes by letter": _one_after_the_other(list, 2, 0.5, whole_page=False),
    "three passes over the page": _one_after_the_other(_words, 3, 0.4, whole_page=True),
    "passes cut anew": _cut_anew,
    "stroke and fill": _stroke_and_fill,
    "fill, then stroke": _fill_then_stroke,
}
