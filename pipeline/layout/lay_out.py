"""Blocks, their kinds and their reading order, from plain text.

What a page looked like is gone; what is left are blank lines, the widths of lines, and the words. The
story, told by `lay_out`:

1. lines (`lines`), without what belongs to the page (`furniture`), those of two columns apart (`columns`);
2. blocks (`blocks`): where a paragraph ends and another begins;
3. kinds (`kinds`): title, byline, lead, headings, pull quotes, a vignette, captions, bullets;
4. order (`order`): title, byline, lead, body; what interrupts a sentence comes after its paragraph.

Nothing is changed here: rules read the result and wish for edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.layout import kinds, order
from pipeline.layout.blocks import find_blocks
from pipeline.layout.columns import apart
from pipeline.layout.furniture import Furniture, find_furniture
from pipeline.layout.lines import Line, read_lines
from pipeline.layout.order import Laid
from pipeline.layout.shapes import GLUED_BYLINE, bullet_marks
from pipeline.records import Kind, Range

TEXT = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs in reading order, and what belongs to the pages; all else is white space."""

    paragraphs: tuple[Laid, ...]
    furniture: tuple[Furniture, ...] = ()
    marks: frozenset[str] = frozenset()

    def kinds(self) -> list[tuple[Range, Kind]]:
        """Each fragment with the kind of its paragraph, in the order of the text."""
        return sorted((fragment, laid.kind) for laid in self.paragraphs for fragment in laid.fragments)


def lay_out(string: str) -> Layout:
    """What `string`, raw or clean, is made up of."""
    if not TEXT.search(string):
        return Layout(())
    lines = read_lines(string)
    furniture = find_furniture(lines)
    lines = apart(_unglue(_without(lines, furniture)))
    marks = bullet_marks(lines)
    blocks = find_blocks(lines, marks)
    kinds.assign(blocks, marks)
    doubtful = [
        Furniture(b.first.start, b.last.end, "running_head", certain=False, page=b.first.page)
        for b in blocks
        if b.kind is Kind.RUNNING_HEAD
    ]
    return Layout(order.paragraphs(blocks), (*furniture, *doubtful), marks)


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
