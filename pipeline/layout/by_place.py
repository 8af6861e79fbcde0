"""What a block is by the look of its page: type, frames, pictures, its place, and what the input calls it.

Each function says nothing about a block of which no page is known, so that the words alone decide there.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.layout.blocks import Block
from pipeline.layout.shapes import is_literature, is_ornament
from pipeline.records import Kind

LONGEST_HEADING = 140  # characters
LONGEST_CAPTION = 400
TITLE_SIZE = 1.12  # times the size of the largest heading but it, or of the body
LEAD_REACH = 6  # blocks from the top
SHORTEST_LEAD = 80  # characters
SHORTEST_QUOTE, LONGEST_QUOTE = 5, 60  # words
FOOT = 0.6  # of the page: where footnotes begin at the highest
NOTE = regex.compile(r"(?:\d{1,3}|[*†‡]{1,3})[.)]?\s*+\p{L}")
SENTENCE = regex.compile(r"[.!?…]['’”»]?\Z")
STATED = {
    "heading": Kind.HEADING,
    "title": Kind.TITLE,
    "caption": Kind.CAPTION,
    "footnote": Kind.FOOTNOTE,
    "footnote-continued": Kind.FOOTNOTE,
    "endnote": Kind.FOOTNOTE,
    "floating": Kind.BOX,
    "pull-quote": Kind.PULL_QUOTE,
}


def assign(blocks: Sequence[Block]) -> None:
    """Kinds that frame, place or the input's own types tell; a stated type must fit the form of the block."""
    for block in blocks:
        if block.kind is not Kind.BODY:
            continue
        stated = STATED.get(block.first.type)
        if stated is Kind.HEADING and not (
            len(block.text) <= LONGEST_HEADING and _says_something(block.text)
        ):
            stated = None
        if stated:
            block.kind = stated
        elif block.first.frame:
            block.kind = Kind.BOX
        elif _is_footnote(block):
            block.kind = Kind.FOOTNOTE
        elif _is_caption(block):
            block.kind = Kind.CAPTION


def is_heading(at: int, blocks: Sequence[Block]) -> bool:
    """Whether a block whose type is known is a heading: a few words in type that stands out, over text."""
    block = blocks[at]
    text = block.text
    if not block.stands_out or not _says_something(text) or len(text) > LONGEST_HEADING:
        return False
    if text.endswith((",", ";")) or block.last.ends_hyphen or is_ornament(text):
        return False
    if SENTENCE.search(text) and not text.endswith(("?", "!")) and len(text.split()) > 8:
        return False
    following = next((b for b in blocks[at + 1 :] if not is_ornament(b.text)), None)
    return following is not None


def lead(blocks: Sequence[Block]) -> Block | None:
    """The first long block near the top that is set in other type than the body, before any body."""
    if not any(block.stands_out for block in blocks):
        return None
    for block in blocks[:LEAD_REACH]:
        if block.kind is Kind.BODY and len(block.text) >= SHORTEST_LEAD and not block.first.initial:
            return block if block.stands_out or _slanted(block, blocks) else None
    return None


def title(blocks: Sequence[Block]) -> Block | None:
    """The heading in the largest type on the first page, when it is larger than all the others."""
    page = blocks[0].first.page if blocks else 0
    heads = [
        b for b in blocks if b.kind is Kind.HEADING and b.stands_out and b.size and not is_literature(b.text)
    ]
    first = [b for b in heads if b.first.page == page]
    if not first:
        return None
    best = max(first, key=lambda b: b.size)
    others = [b.size for b in heads if b is not best]
    body = [b.size for b in blocks if b.kind is Kind.BODY and b.size]
    return best if best.size > TITLE_SIZE * max([*others, *body], default=0.0) else None


def displayed(blocks: Sequence[Block]) -> None:
    """What stands out, and is neither heading nor title nor lead, is a sentence shown large: a pull quote."""
    for block in blocks:
        words = len(block.text.split())
        if block.kind is Kind.BODY and block.stands_out and SHORTEST_QUOTE <= words <= LONGEST_QUOTE:
            block.kind = Kind.PULL_QUOTE


def _says_something(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1


def _slanted(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether it is set in italics and the body is not."""
    body = [b for b in blocks if b.kind is Kind.BODY and b is not block]
    upright = sum(not line.italic for b in body for line in b.lines)
    return all(line.italic for line in block.lines) and 2 * upright > sum(len(b.lines) for b in body)


def _is_footnote(block: Block) -> bool:
    """Small type low on the page that opens with a number or an asterisk."""
    line = block.first
    low = line.box is not None and line.height > 0 and line.box[1] > FOOT * line.height
    return low and line.small and NOTE.match(block.text) is not None


def _is_caption(block: Block) -> bool:
    """Small type right under or over a picture."""
    return (
        all(line.small for line in block.lines)
        and block.first.by_picture
        and len(block.text) <= LONGEST_CAPTION
    )
