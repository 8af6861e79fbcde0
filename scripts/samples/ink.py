"""Ink on paper: a line of text, a line in fake bold, a dingbat."""

from __future__ import annotations

import random
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Bold:
    """How the printer driver makes bold: from these a run length and a number of copies are drawn at random.

    `again`: each copy after the first is cut anew, as a driver does that kerns every pass by itself.
    `offset`: points from one copy to the next.
    """

    runs: tuple[int, ...]
    copies: tuple[int, ...]
    offset: float
    again: bool
    dice: random.Random

    def cut(self, text: str) -> list[str]:
        """Cut a line into runs."""
        pieces = []
        while text:
            length = self.dice.choice(self.runs)
            pieces.append(text[:length])
            text = text[length:]
        return pieces


def text(
    canvas: Canvas, line: str, font: str, size: float, x: float, baseline: float, *, full: float | None = None
) -> None:
    """Draw a line; `full` is the measure to fill by widening the spaces."""
    gaps = line.strip().count(" ")
    wider = (full - stringWidth(line.strip(), font, size)) / gaps if full is not None and gaps else 0.0
    ink = canvas.beginText(x, baseline)
    ink.setFont(font, size)
    ink.setWordSpace(wider)
    ink.textOut(line)
    canvas.drawText(ink)


def fake_bold(
    canvas: Canvas, bold: Bold, line: str, font: str, size: float, x: float, baseline: float
) -> None:
    """Draw a line in bold without a bold face: each run several times, each a little further to the right."""
    for run in bold.cut(line):
        for copy in range(bold.dice.choice(bold.copies)):
            part_x = x + copy * bold.offset
            for part in bold.cut(run) if bold.again and copy else [run]:
                text(canvas, part, font, size, part_x, baseline)
                part_x += stringWidth(part, font, size)
        x += stringWidth(run, font, size)
