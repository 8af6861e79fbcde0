"""Blocks: where a paragraph ends and another begins, from gaps, widths, indents and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.language.lexicon import lexicon
from pipeline.language.overprint import decode
from pipeline.layout.lines import Line
from pipeline.layout.shapes import (
    bullet_mark,
    closes_quote,
    end_mark,
    is_byline,
    is_caption,
    is_entry,
    is_literature,
    is_ornament,
)
from pipeline.records import Kind

WIDE = 1.28  # times the measure of the column: set in another, wider measure
SHORT = 0.88  # of the measure: a line that ends here although the next word had room
FULLEST = 1.0  # of the measure: a line that reaches that far was full, whatever the others do
# Words that are no names and have a capital only where a sentence begins. A noun may be a name ("Roos").
OPENERS = frozenset(
    """
    Aan Als Bij Daar Daarom Dan Dat De Deze Dit Door Een Er Het Hij Hoe Hoewel Ik In Juist Maar Met
    Naast Na Niet Om Omdat Onder Ook Op Over Sinds Soms Te Toch Toen Tot Uit Van Vaak Veel Volgens Voor
    Waar Waarom Wanneer Wat We Wie Wij Ze Zij Zo Zodra
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
INDENT_OF_BLOCK = 8  # columns: set further in than this is no first line of a paragraph but another block
LONGEST_RUN = 80  # lines
WINDOW = 10  # lines on either side that tell the measure of a column


@dataclass
class Block:
    """Lines that were printed together, and what they are taken for."""

    lines: list[Line]
    measure: float
    wide: bool
    spaced: bool = False
    kind: Kind = Kind.BODY
    widest: int = 0  # of all lines but the last

    def add(self, line: Line) -> None:
        """One more line at the end."""
        self.widest = max(self.widest, self.last.width)
        self.lines.append(line)

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @cached_property
    def text(self) -> str:
        """What stands there, in one line, read as far as it was drawn several times."""
        joined = ""
        for line in self.lines:
            text = decode(line.text, lexicon()).text if line.overprinted else line.text
            if joined.endswith(("-", "\xad", "\ufffe")) and text[:1].islower():
                joined = joined[:-1] + text
            else:
                joined += " " * bool(joined) + text
        return joined

    @property
    def overprinted(self) -> bool:
        """Whether it was drawn several times, so in type that stands out."""
        return sum(line.overprinted for line in self.lines) * 2 > len(self.lines)

    @property
    def stands_out(self) -> bool | None:
        """Whether its type is larger or heavier than that of the body; None where nothing tells."""
        told = [line.stands_out for line in self.lines if line.stands_out is not None]
        return 2 * sum(told) > len(told) if told else None

    @property
    def size(self) -> float:
        """Of its type, as its last line has it; 0 where nothing tells."""
        return self.last.size


@dataclass(frozen=True, slots=True)
class Signs:
    """What the whole text tells about where blocks end; sequences hold one item a line.

    Attributes:
        measures: the usual width of the lines around.
        spaced: the run of lines with blank lines between that it belongs to, if any.
        heads: whether it is a heading as far as its neighbours tell.
        marks: what serves as a bullet.
        telling: whether a missing blank at the line end is a sign.
        full: how far (in measures) a line that was not ended on purpose reaches, next word included.
    """

    lines: Sequence[Line]
    measures: Sequence[float]
    spaced: Sequence[int | None]
    heads: Sequence[bool]
    marks: frozenset[str]
    telling: bool
    full: float


def find_blocks(lines: list[Line], marks: frozenset[str]) -> list[Block]:
    """The blocks that `lines` make up, their kinds not known yet; `marks` serve as bullets here."""
    measures = _measures(lines)
    signs = Signs(
        lines,
        measures,
        _spaced_runs(lines, measures),
        [],
        marks,
        _blank_tells(lines),
        _fullness(lines, measures),
    )
    signs = replace(signs, heads=[_is_head(i, signs) for i in range(len(lines))])
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        if blocks and _same_block(i, signs, blocks[-1], blocks[-2] if len(blocks) > 1 else None):
            blocks[-1].add(line)
        else:
            wide = line.width > WIDE * measures[i]
            blocks.append(Block([line], measures[i], wide, spaced=signs.spaced[i] is not None))
    return blocks


def _measures(lines: Sequence[Line]) -> list[float]:
    """For each line the usual width of the running lines around it: of those another follows at once."""
    running = [
        line.width if i + 1 < len(lines) and lines[i + 1].gap == 0 and not line.overprinted else 0
        for i, line in enumerate(lines)
    ]
    measures = []
    for i in range(len(lines)):
        near = [w for w in running[max(0, i - WINDOW) : i] + running[i + 1 : i + WINDOW + 1] if w]
        measures.append(median(near) if len(near) >= 3 else 0.0)
    known = [m for m in measures if m]
    whole = median(known) if known else max((line.width for line in lines), default=0)
    return [m or whole for m in measures]


def _spaced_runs(lines: Sequence[Line], measures: Sequence[float]) -> list[int | None]:
    """Which run of lines set with a blank line between each a line belongs to, if any.

    Three lines at least, about as wide as each other; text goes on over most of the gaps, or over one when
    the lines are wider than the columns.
    """
    runs: list[int | None] = [None] * len(lines)
    if lines and lines[0].box:  # gaps were measured
        return runs
    goes_on = [b.gap == 1 and b.starts_small and not a.ends_sentence for a, b in pairwise(lines)]
    start = 0
    while start < len(lines):
        end = _run_end(start, lines) if any(goes_on[start : start + 3]) else start + 1
        wide = all(lines[i].width > WIDE * measures[i] for i in range(start, end - 1))
        enough = 1 if wide else max(2, 0.5 * (end - start - 1))
        if end - start >= 3 and sum(goes_on[start : end - 1]) >= enough:
            runs[start:end] = [start] * (end - start)
            start = end
        else:
            start += 1
    return runs


def _run_end(start: int, lines: Sequence[Line]) -> int:
    """Where the run of lines ends that have one blank line between and are about as wide as each other.

    The last may be shorter. A run is cut at `LONGEST_RUN`, for what looks like one all through a text.
    """
    narrowest = widest = lines[start].width
    end = start + 1
    while end < min(len(lines), start + LONGEST_RUN) and lines[end].gap == 1:
        line = lines[end]
        closes = end + 1 == len(lines) or lines[end + 1].gap != 1 or line.ends_sentence
        as_wide = line.width >= 0.75 * widest or closes
        if narrowest < 0.75 * widest or not as_wide or line.width > 1.35 * widest:
            break
        narrowest, widest = min(narrowest, line.width), max(widest, line.width)
        end += 1
    return end


def _blank_tells(lines: Sequence[Line]) -> bool:
    """Whether a missing blank at the line end is a sign: nearly all running lines have one."""
    running = [
        a.trailing
        for a, b in pairwise(lines)
        if b.gap == 0 and not (a.ends_sentence or a.ends_hyphen or a.overprinted)
    ]
    return len(running) >= 20 and sum(running) >= 0.9 * len(running)


def _fullness(lines: Sequence[Line], measures: Sequence[float]) -> float:
    """How far (in measures) a line reaches at least, next word included, when its sentence goes on.

    A line that ended a sentence and reaches less far was ended on purpose. In lines that are all filled this
    tells more ends of paragraphs than the fixed `SHORT`; of ragged lines or few of them nothing is learned.
    """
    reaches = sorted(
        _reach(a, b) / measure
        for (a, b), measure in zip(pairwise(lines), measures[1:], strict=False)
        if b.gap == 0 and b.starts_small and not (a.ends_clause or a.ends_hyphen or a.overprinted)
    )
    return min(reaches[len(reaches) // 50], FULLEST) if len(reaches) >= 30 else 0.0


def _reach(a: Line, b: Line) -> int:
    return a.width + 1 + len(b.first_word)


def _room_for(word: str, line: Line, measure: float) -> bool:
    """Whether `word` had fitted on `line`, so that the line was ended on purpose."""
    clearly_short = line.width <= 0.8 * measure and len(word) <= 8
    return clearly_short or line.width + 1 + len(word) <= SHORT * measure


def _is_head(i: int, signs: Signs) -> bool:
    """Whether a line is (part of) a heading as far as the lines around it tell."""
    lines, measure = signs.lines, signs.measures[i]
    line = lines[i]
    before = lines[i - 1] if i else None
    after = lines[i + 1] if i + 1 < len(lines) else None
    if line.overprinted:
        return True
    if line.stands_out is not None:
        return line.stands_out
    if after is None or not line.starts_capital or (line.ends_clause and not line.text.endswith(("?", "!"))):
        return False
    if line.must_go_on or len(line.text.split()) > 12 or is_entry(line.text) or is_caption(line.text):
        return False
    if _is_byline(i, signs) or bullet_mark(line.text, signs.marks):
        return False
    if _closed_by_wider(line, after, measure):
        return True
    opens = before is None or line.gap > 0 or before.ends_sentence or before.overprinted
    if not opens or (line.ends_sentence and not line.gap):
        return False
    if after.gap == 0:
        return after.starts_capital and _room_for(after.first_word, line, measure)
    return after.starts_capital and line.width <= 60


def _opens_entry(i: int, lines: Sequence[Line]) -> bool:
    """Whether an entry of a list of literature begins here; its year may stand in the next line."""
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    return is_entry(f"{lines[i].text} {following}")


def _is_byline(i: int, signs: Signs) -> bool:
    """Whether a line is a byline where it stands: "door Jan Vos" may be in the middle of a sentence."""
    lines, line = signs.lines, signs.lines[i]
    if not is_byline(line.text):
        return False
    if i == 0 or line.gap or lines[i - 1].ends_sentence:
        return True
    if i + 1 < len(lines) and lines[i + 1].gap == 0 and lines[i + 1].starts_small:
        return False
    return not lines[i - 1].must_go_on and _room_for(line.first_word, lines[i - 1], signs.measures[i])


def _closed_by_wider(line: Line, after: Line, measure: float) -> bool:
    """Whether a short line stands right above text in a wider measure, as a title above its lead."""
    return (
        line.starts_capital
        and line.width < 0.8 * measure
        and after.width > WIDE * measure
        and after.starts_capital
    )


def _same_block(i: int, signs: Signs, block: Block, before: Block | None) -> bool:
    """Whether line `i` goes on with `block`, which ends in the line before it and comes after `before`."""
    a, b = signs.lines[i - 1], signs.lines[i]
    if b.border or a.initial:
        return not b.border
    if a.stands_out and b.stands_out and not b.gap:
        return True
    if signs.spaced[i] is not None or signs.spaced[i - 1] is not None:
        return signs.spaced[i] == signs.spaced[i - 1]
    if is_ornament(b.text):
        return b.gap == 0 and closes_quote(" ".join(line.text for line in block.lines), b.text)
    if a.overprinted or b.overprinted:
        return a.overprinted and b.overprinted and b.gap == 0
    if _parts(i, signs, block):
        return False
    if a.text.endswith(":") and b.box and i + 1 < len(signs.lines) and b.indent < signs.lines[i + 1].indent:
        return False  # the first item of a list whose mark was not read
    if b.over and a.ends_sentence and not signs.heads[i]:  # a column ended; the paragraph need not have
        own_region = b.stated or b.type
        return a.measured > 0 and not own_region and not _ends_paragraph(i, signs, block)
    if b.gap:
        return _over_gap(i, signs, block, before)
    if a.ends_sentence:
        return not _ends_paragraph(i, signs, block)
    begins = i == 1 and _room_for(b.first_word, a, 0.7 * signs.measures[i]) and not a.must_go_on
    under_literature = is_literature(a.text) and len(block.lines) == 1
    return not (begins or under_literature or _new_sentence(a, b, block, before))


def _parts(i: int, signs: Signs, block: Block) -> bool:
    """Whether what the lines are keeps them apart: a bullet, a byline, an end mark, a heading, a measure."""
    a, b = signs.lines[i - 1], signs.lines[i]
    if bullet_mark(b.text, signs.marks) or _is_byline(i, signs) or _is_byline(i - 1, signs):
        return True
    if is_ornament(a.text) and a is block.first:
        return True
    if (b.starts_capital or b.gap) and end_mark(a.text):
        return True
    if signs.heads[i - 1] and len(block.lines) == 1 and b.starts_capital:
        return True
    more = signs.lines[i + 1] if i + 1 < len(signs.lines) else None
    above_wider = more is not None and _closed_by_wider(b, more, signs.measures[i])
    if signs.heads[i] and (a.ends_sentence or above_wider):
        return True
    return _other_measure(a, b, block.widest or a.width, signs.measures[i], more is not None)


def _over_gap(i: int, signs: Signs, block: Block, before: Block | None) -> bool:
    """Whether a sentence goes on after blank lines: a column or a page ended."""
    a, b = signs.lines[i - 1], signs.lines[i]
    if not b.starts_small or a.ends_sentence or _stands_between(block, before):
        return False
    # A capital alone on a short line: a heading or the title, and the body has lost its first letter.
    by_itself = len(block.lines) == 1 and a.starts_capital and not a.must_go_on
    return not (by_itself and _room_for(b.first_word, a, signs.measures[i]))


def _ends_paragraph(i: int, signs: Signs, block: Block) -> bool:
    """Whether a paragraph ends with the sentence that the line before `i` ends."""
    a, b = signs.lines[i - 1], signs.lines[i]
    if is_caption(b.text) or (signs.telling and not a.trailing):
        return True
    if _opens_entry(i, signs.lines) and is_entry(" ".join(line.text for line in block.lines[:2])):
        return True
    opening = f"{block.first.text} {b.text}"
    hangs = b.box and (bullet_mark(opening, signs.marks) or is_entry(opening))
    if b.indent > a.indent == block.first.indent and b.indent < INDENT_OF_BLOCK and not hangs:
        return True
    if b.box and a.indent < b.indent < INDENT_OF_BLOCK and not hangs:  # a first line, as in print
        return True
    if b.box and b.indent == block.first.indent < min(line.indent for line in block.lines[1:] or [b]):
        return not block.first.initial  # a hanging indent, as of entries and items
    return _room_for(b.first_word, a, signs.measures[i]) or _reach(a, b) <= signs.full * signs.measures[i]


def _new_sentence(a: Line, b: Line, block: Block, before: Block | None) -> bool:
    """Whether `b` begins a sentence though `a` ends none: `a` is a heading, set without a blank line.

    A word that has a capital only at the start of a sentence tells, where a block of one to three lines began
    after a finished one.
    """
    if len(block.lines) > 3 or a.must_go_on or a.ends_clause or not block.first.starts_capital:
        return False
    if before is not None and not (block.first.gap or before.last.ends_sentence):
        return False
    return b.first_word in OPENERS and not a.text.rsplit(None, 1)[-1][:1].isupper()


def _stands_between(block: Block, before: Block | None) -> bool:
    """Whether a short block began anew while the one before it was in mid-sentence, as a pull quote does."""
    if before is None or not block.first.gap or not block.first.starts_capital or len(block.lines) > 8:
        return False
    unfinished = not before.last.ends_clause and (len(before.lines) > 1 or before.last.must_go_on)
    return unfinished and not any(line.ends_sentence for line in block.lines)


def _other_measure(a: Line, b: Line, usual: float, measure: float, more: bool) -> bool:
    """Whether `b` is set so much wider or further in than `a` that they cannot be one block."""
    if " " not in b.text:  # an address or a long word tells nothing of a measure
        return False
    wider = b.width > WIDE * max(usual, measure if more else 0.0) and b.width > 1.15 * measure
    narrower = a.width > WIDE * measure and b.width <= 1.15 * measure and a.width > 1.15 * b.width
    return wider or (narrower and a.ends_sentence) or b.indent >= a.indent + INDENT_OF_BLOCK
