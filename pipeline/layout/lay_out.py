"""Blocks, their kinds and their reading order, from plain text or from printed pages.

In plain text, what a page looked like is gone; what is left are blank lines, the widths of lines, and the
words. Where pages are known, the lines know more (`printed`). The story, told by `lay_out`:

1. lines (`lines`, `printed`), without what belongs to the page (`furniture`), those of two columns apart
(`columns`); 2. blocks (`blocks`): where a paragraph ends and another begins;
3. kinds (`kinds`): title, byline, lead, headings, pull quotes, a vignette, captions, bullets;
4. order (`order`): title, byline, lead, body; what interrupts a sentence comes after its paragraph.

Nothing is changed here: rules read the result and wish for edits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import regex

from pipeline.geometry import Geometry
from pipeline.layout import kinds, order
from pipeline.layout.blocks import find_blocks
from pipeline.layout.columns import apart
from pipeline.layout.furniture import Furniture, find_furniture
from pipeline.layout.lines import Line, read_lines
from pipeline.layout.order import Laid
from pipeline.layout.printed import backward_steps, from_top, placed, printed_lines
from pipeline.layout.shapes import GLUED_BYLINE, bullet_marks
from pipeline.records import Edit, Kind, Range, Safety
from pipeline.text import Text

TEXT = regex.compile(r"[\p{L}\p{N}]")
UNSURE = 0.75  # of the usual confidence: a word that the engine was not sure of
A_SCAN = 0.5  # of the page: pictures as large as this, without text, may be one
PARAGRAPH = regex.compile(r"\S(?:.*\S)?(?:\n.*\S.*)*+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs in reading order, and what belongs to the pages; all else is white space.

    Attributes:
        marks: what serves as a bullet.
        initials: places behind a large first letter, by the look of the page.
        joined: places where a line ends within a word, by what the input tells.
        of_pages: whether it was found on printed pages.
        confidences: where each word begins and how sure the OCR engine was of it, as a share of what is usual
            in this input; empty where it was as sure of all.
        findings: what the pages show and the text does not, to be reported.
    """

    paragraphs: tuple[Laid, ...]
    furniture: tuple[Furniture, ...] = ()
    marks: frozenset[str] = frozenset()
    initials: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    of_pages: bool = False
    confidences: tuple[tuple[int, float], ...] = ()
    findings: tuple[Edit, ...] = ()

    def kinds(self) -> list[tuple[Range, Kind]]:
        """Each fragment with the kind of its paragraph, in the order of the text."""
        return sorted((fragment, laid.kind) for laid in self.paragraphs for fragment in laid.fragments)


def lay_out(string: str, geometry: Geometry | None = None) -> Layout:
    """What `string`, raw or clean, is made up of; `geometry` tells what its pages looked like."""
    if not TEXT.search(string):
        return Layout(())
    lines = printed_lines(string, geometry) if geometry else read_lines(string)
    furniture = find_furniture(from_top(lines) if geometry else lines)
    if geometry:
        furniture = placed(furniture, lines, geometry)
    lines = _unglue(_without(lines, furniture))
    lines = lines if geometry else apart(lines)
    marks = bullet_marks(lines)
    blocks = find_blocks(lines, marks)
    kinds.assign(blocks, marks)
    doubtful = [
        Furniture(b.first.start, b.last.end, "running_head", certain=False, page=b.first.page)
        for b in blocks
        if b.kind is Kind.RUNNING_HEAD
    ]
    initials = frozenset(line.end for line in lines if line.initial)
    joined = geometry.joined if geometry else frozenset()
    return Layout(
        order.paragraphs(blocks),
        (*furniture, *doubtful),
        marks,
        initials,
        joined,
        of_pages=bool(geometry),
        confidences=_confidences(geometry) if geometry else (),
        findings=_findings(geometry),
    )


def _confidences(geometry: Geometry) -> tuple[tuple[int, float], ...]:
    """As `Layout` has them; engines count on scales of their own, and some write one number everywhere."""
    told = geometry.confidences()
    usual = median(sure for _, sure in told) if told else 0.0
    if not usual or min(sure for _, sure in told) > UNSURE * usual:
        return ()
    return tuple((start, sure / usual) for start, sure in told)


def _findings(geometry: Geometry | None) -> tuple[Edit, ...]:
    """Words that were drawn more than once, with the boxes of the copies; orders that the input states and
    the page belies; scanned pages without any text.
    """
    copies: dict[Range, list[dict[str, Any]]] = {}
    found: list[tuple[str, Range, dict[str, Any]]]
    for sheet in geometry.sheets if geometry else ():
        for again in sheet.drawn_again:
            box = [round(edge, 1) for edge in again.box]
            copies.setdefault((again.start, again.end), []).append({"page": sheet.number, "box": box})
    found = [("drawn_again", place, {"copies": boxes}) for place, boxes in sorted(copies.items())]
    end = 0
    for sheet in geometry.sheets if geometry else ():
        area = sum((right - left) * (bottom - top) for left, top, right, bottom in sheet.images)
        if steps := backward_steps(sheet):
            at = min(region.start for region in steps)
            evidence = {"page": sheet.number, "steps": len(steps)}
            found.append(("order_unlikely", (at, at), evidence))
        if not sheet.regions and area > A_SCAN * sheet.width * sheet.height:
            found.append(("page_without_text", (end, end), {"page": sheet.number}))
        end = max([end, *(region.end for region in sheet.regions)])
    return tuple(
        Edit(*place, "", why=why, safety=Safety.REPORT, confidence=0.0, evidence=evidence)
        for why, place, evidence in found
    )


def carried(text: Text, layout: Layout) -> Layout:
    """The layout of a text made from the one that `layout` describes: its paragraphs, with the kinds they
    had.

    For a text whose pages are known. Laid out by its words alone, it would lose what the pages told.
    """
    kinds = layout.kinds()
    starts = [start for (start, _), _ in kinds]
    paragraphs = []
    for match in PARAGRAPH.finditer(text.string):
        at = bisect_right(starts, text.base_of(match.start())) - 1
        paragraphs.append(Laid(kinds[max(0, at)][1] if kinds else Kind.BODY, (match.span(),)))
    confidences = sorted((text.from_base(start), sure) for start, sure in layout.confidences)
    return Layout(tuple(paragraphs), marks=layout.marks, confidences=tuple(confidences))


def _without(lines: Sequence[Line], furniture: Sequence[Furniture]) -> list[Line]:
    """The lines that are text. What followed furniture follows a gap now."""
    starts = {f.start for f in furniture if f.certain}
    kept: list[Line] = []
    gap = 0
    for line in lines:
        if line.start in starts:
            gap = max(gap, line.gap, 1)
            continue
        gap = max(line.gap, gap) if kept else 0
        kept.append(replace(line, gap=gap) if gap != line.gap else line)
        gap = 0
    return kept


def _unglue(lines: Sequence[Line]) -> list[Line]:
    """Two lines in place of one where a byline is stuck to the end of another block."""
    done = []
    for line in lines:
        glued = GLUED_BYLINE.search(line.text)
        if glued is None:
            done.append(line)
            continue
        at = glued.start()
        done.append(replace(line, end=line.start + at, text=line.text[:at]))
        done.append(replace(line, start=line.start + at, text=line.text[at:], gap=0))
    return done
