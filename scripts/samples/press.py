"""The printing house: an article to a PDF that looks, and is made, like pages of a magazine.

Nothing here knows what a reader will make of it. What goes wrong later follows from how pages are really
drawn: a bold heading is the plain face drawn several times (`ink.fake_bold`); a drop cap, a box and a pull
quote are frames of their own; signs come from a symbol font. Read `print_article` first.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import ink
from article import Article
from lines import break_lines
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from sheet import MARGIN, Piece, Sheet, lay_out

LEADING = 1.22  # line distance as a multiple of the size
RISE = 0.9  # from the top of a line to its baseline, likewise
CAP_HEIGHT = 0.68  # height of a capital, likewise
DROP_LINES = 3
INDENT = 9.0
PADDING = 9.0
TINT = 0.92  # grey of a box


@dataclass(frozen=True)
class Press:
    """What is needed to draw: the article with its settings, the canvas, the page, the way of making bold."""

    article: Article
    canvas: Canvas
    sheet: Sheet
    bold: ink.Bold

    def text(self, line: str, font: str, size: float, x: float, baseline: float) -> None:
        ink.text(self.canvas, line, font, size, x, baseline)

    def in_bold(self, line: str, font: str, size: float, x: float, baseline: float) -> None:
        ink.fake_bold(self.canvas, self.bold, line, font, size, x, baseline)


def print_article(article: Article) -> bytes:
    """Typeset an article; the same source gives the same bytes."""
    width, height = article.numbers("page_size")
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(width, height), invariant=1, pageCompression=1)
    sheet = Sheet(width=width, height=height, columns=int(article.settings["columns"]))
    press = Press(article=article, canvas=canvas, sheet=sheet, bold=_bold(article))
    opening, head = _opening(press)
    placed = lay_out(sheet, _pieces(press), head=head)
    for page in range(placed[-1].page + 1):
        here = [item for item in placed if item.page == page]
        _running_head(press, page)
        for item in here:
            if not item.piece.frame:
                item.piece.draw(item.x, item.y)
        for draw in opening if page == 0 else []:
            draw()
        for item in here:
            if item.piece.frame:
                item.piece.draw(item.x, item.y)
        _folio(press, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _bold(article: Article) -> ink.Bold:
    (offset,) = article.numbers("bold_offset")
    return ink.Bold(
        runs=tuple(int(number) for number in article.numbers("bold_runs")),
        copies=tuple(int(number) for number in article.numbers("bold_copies")),
        offset=offset,
        again=article.settings["bold_cut_again"] == "yes",
        dice=random.Random(article.settings["bold_seed"]),
    )


# Around the columns


def _running_head(press: Press, page: int) -> None:
    """The magazine's name on left pages, rubric and date on right pages."""
    settings, canvas, y = press.article.settings, press.canvas, press.sheet.height - 40
    right = press.sheet.width - MARGIN
    canvas.setFont("Helvetica", 8)
    if _number(press, page) % 2 == 0:
        canvas.drawString(MARGIN, y, settings["magazine"])
    else:
        canvas.drawRightString(right, y, f"{settings['rubric']} – {settings['date']}")
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, y - 5, right, y - 5)


def _folio(press: Press, page: int) -> None:
    """Page number on the outside, volume and issue beside it."""
    settings, canvas, number = press.article.settings, press.canvas, _number(press, page)
    right = press.sheet.width - MARGIN
    issue = f"jaargang {settings['volume']}, nummer {settings['issue']}"
    canvas.setFont("Helvetica", 8)
    if number % 2 == 0:
        canvas.drawString(MARGIN, 34, str(number))
        canvas.drawString(MARGIN + 28, 34, issue)
    else:
        canvas.drawRightString(right - 28, 34, issue)
        canvas.drawRightString(right, 34, str(number))


def _number(press: Press, page: int) -> int:
    return int(press.article.settings["first_page"]) + page


def _opening(press: Press) -> tuple[list[Callable[[], None]], float]:
    """Title, lead and byline across the columns, and where the columns below them start."""
    article, width = press.article, press.sheet.full
    draws: list[Callable[[], None]] = []
    y = press.sheet.head - 8
    title_font, title_size = article.font("title_font")
    for line in break_lines(article.only("title"), title_font, title_size, [width], hyphens=False):
        draws.append(partial(press.text, line, title_font, title_size, MARGIN, y - title_size * RISE))
        y -= title_size * 1.15
    y -= 8
    lead_font, lead_size = article.font("lead_font")
    for line in break_lines(article.only("lead"), lead_font, lead_size, [width * 0.9], hyphens=False):
        draws.append(partial(press.text, line + " ", lead_font, lead_size, MARGIN, y - lead_size * RISE))
        y -= lead_size * 1.5
    draws.append(partial(press.text, article.only("byline"), "Helvetica", 9, MARGIN, y - 12))
    return draws, y - 34


# In the columns


def _pieces(press: Press) -> list[Piece]:
    """The article, cut into lines and frames in reading order."""
    pieces: list[Piece] = []
    paragraph = 0  # where the last one starts among the pieces
    before = ""
    for block in press.article.blocks:
        if block.kind == "heading":
            pieces += _heading(press, block.text)
        elif block.kind == "paragraph":
            # The first has a drop cap; the one after a heading, a box or a list starts at the margin.
            indent = before in {"paragraph", "pull_quote", "wide_pull_quote"}
            paragraph = len(pieces)
            pieces += _paragraph(press, block.text, drop_cap=not pieces, indent=indent)
        elif block.kind == "bullet":
            pieces += _bullet(press, block.text)
        elif block.kind == "reference":
            pieces += _reference(press, block.text)
        elif block.kind == "vignette":
            pieces.append(_vignette(press, block.text))
        elif block.kind == "pull_quote":
            # The designer lets it interrupt the paragraph that it comes from.
            pieces.insert((paragraph + len(pieces)) // 2, _quote(press, block.text, wide=False))
        elif block.kind == "wide_pull_quote":
            pieces.insert(paragraph, _quote(press, block.text, wide=True))
        before = block.kind
    return pieces


def _paragraph(press: Press, text: str, *, drop_cap: bool, indent: bool) -> list[Piece]:
    font, size = press.article.font("body_font")
    shifts = [INDENT if indent else 0.0, 0.0]
    pieces = []
    if drop_cap:
        cap, text = text[0], text[1:]
        cap_font, _ = press.article.font("title_font")
        tall = (DROP_LINES - 1) * size * LEADING + size * CAP_HEIGHT
        cap_size = tall / CAP_HEIGHT
        shifts = [stringWidth(cap, cap_font, cap_size) + 4] * DROP_LINES + [0.0]

        def draw_cap(x: float, y: float) -> None:
            press.text(cap, cap_font, cap_size, x, y - size * (RISE - CAP_HEIGHT) - tall)

        pieces.append(Piece(height=0.0, draw=draw_cap))
    measures = [press.sheet.measure - shift for shift in shifts]
    lines = break_lines(text, font, size, measures)
    for number, line in enumerate(lines):
        place = min(number, len(shifts) - 1)
        last = number == len(lines) - 1
        # No first line alone at the foot of a column.
        room = size * LEADING if number == 0 and not last else 0.0
        pieces.append(
            _line(
                press,
                line,
                font,
                size,
                shift=shifts[place],
                full=None if last else measures[place],
                room=room,
            )
        )
    return pieces


def _line(
    press: Press,
    line: str,
    font: str,
    size: float,
    *,
    shift: float = 0.0,
    full: float | None = None,
    room: float = 0.0,
) -> Piece:
    """A line of running text; `full` is the measure it fills when the magazine justifies its text."""
    settings = press.article.settings
    if settings["justify"] == "no":
        full = None
    # Some programs keep the space at which a line was broken, others drop it.
    tail = " " if settings["space_at_line_end"] == "yes" and not line.endswith("-") else ""

    def draw(x: float, y: float) -> None:
        ink.text(press.canvas, line + tail, font, size, x + shift, y - size * RISE, full=full)

    return Piece(height=size * LEADING, draw=draw, room=room)


def _bullet(press: Press, text: str) -> list[Piece]:
    font, size = press.article.font("body_font")
    sign_font, sign = press.article.settings["bullet"].split()
    lines = break_lines(text, font, size, [press.sheet.measure - INDENT])

    def draw_sign(x: float, y: float) -> None:
        press.text(sign, sign_font, size * 0.7, x, y - size * RISE)

    pieces = [Piece(height=0.0, draw=draw_sign, room=size * LEADING)]
    return pieces + [_line(press, line, font, size, shift=INDENT) for line in lines]


def _reference(press: Press, text: str) -> list[Piece]:
    """An entry of the literature list: smaller, every line but the first indented."""
    font, size = press.article.font("body_font")
    size *= 0.87
    measure = press.sheet.measure
    first, *others = break_lines(text, font, size, [measure, measure - INDENT])
    pieces = [_line(press, first, font, size, room=size * LEADING if others else 0.0)]
    return pieces + [_line(press, line, font, size, shift=INDENT) for line in others]


def _heading(press: Press, text: str) -> list[Piece]:
    font, size = press.article.font("head_font")
    height = size * LEADING
    lines = break_lines(text, font, size, [press.sheet.measure], hyphens=False)
    pieces = []
    for number, line in enumerate(lines):
        draw = partial(_draw_bold, press, line, font, size)
        room = (len(lines) - number - 1 + 3) * height  # the rest of the heading, and some text under it
        pieces.append(Piece(height=height, draw=draw, before=0.0 if number else height * 0.7, room=room))
    return pieces


def _draw_bold(press: Press, line: str, font: str, size: float, x: float, y: float) -> None:
    press.in_bold(line, font, size, x, y - size * RISE)


def _vignette(press: Press, text: str) -> Piece:
    """A tinted box, closed by a mark from a symbol font."""
    font, size = press.article.font("box_font")
    sign_font, sign = press.article.settings["end_mark"].split()
    measure = press.sheet.measure
    lines = break_lines(text, font, size, [measure - 2 * PADDING])
    height = len(lines) * size * 1.3 + 2 * PADDING

    def draw(x: float, y: float) -> None:
        press.canvas.setFillGray(TINT)
        press.canvas.rect(x, y - height, measure, height, stroke=0, fill=1)
        press.canvas.setFillGray(0)
        baseline = y - PADDING - size * RISE
        for line in lines:
            press.text(line if line.endswith("-") else line + " ", font, size, x + PADDING, baseline)
            baseline -= size * 1.3
        end = x + PADDING + stringWidth(lines[-1] + " ", font, size)
        press.text(sign, sign_font, size * 0.9, end, baseline + size * 1.3)

    return Piece(height=height, draw=draw, before=4, frame=True)


def _quote(press: Press, text: str, *, wide: bool) -> Piece:
    """A pull quote between two rules, larger than a heading."""
    font, size = press.article.font("head_font")
    size *= 1.35 if wide else 1.15
    measure = press.sheet.full if wide else press.sheet.measure
    lines = break_lines(text, font, size, [measure - 2 * INDENT], hyphens=False)
    height = len(lines) * size * 1.25 + 16

    def draw(x: float, y: float) -> None:
        press.canvas.setLineWidth(0.8)
        press.canvas.line(x, y - 2, x + measure, y - 2)
        for number, line in enumerate(lines):
            press.in_bold(line, font, size, x + INDENT, y - 8 - size * (RISE + 1.25 * number))
        press.canvas.line(x, y - height, x + measure, y - height)

    return Piece(height=height, draw=draw, before=8, frame=True, wide=wide)
