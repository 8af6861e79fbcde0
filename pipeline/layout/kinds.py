"""What each block is: heading, lead, pull quote, vignette, ... from its place, its form and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median

import regex

from pipeline.language.lexicon import lexicon
from pipeline.layout import by_place
from pipeline.layout.blocks import WIDE, Block
from pipeline.layout.shapes import (
    bullet_mark,
    end_mark,
    is_byline,
    is_caption,
    is_entry,
    is_literature,
    is_ornament,
)
from pipeline.records import Kind

TOKEN = regex.compile(r"\p{L}+")
INNER_END = regex.compile(r"\p{Ll}{3}[.]\s++\p{Lu}")  # a sentence ends within the block
RUN = regex.compile(r"(.)\1+")
ENOUGH = 5  # running lines, at least, before there is talk of columns
ACROSS = 3.5  # columns side by side that a lead may span; a wider line is a paragraph in one line
REGULAR = 0.6  # share of the running lines that are about as wide as the column, where there is one
TITLE_REACH = 4  # blocks from the top among which the title stands when nothing else tells
QUOTE_TOKENS = (5, 45)  # words of a pull quote, at least and at most
VIGNETTE = (100, 4000)  # characters of a case in a box, at least and at most
QUOTE_SHARE = 0.75  # of its words come back, in order, in one stretch of the body
HE_OR_SHE = frozenset(
    """
    hij zij ze hem haar zijn z'n d'r
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
PRONOUN_START = regex.compile(r"['‘“\"]?(?:Hij|Zij|Ze)\s+(\p{Ll}+)")
NAME_START = regex.compile(r"['‘“\"]?(\p{Lu}\p{Ll}+)(?:\s\(\d{1,2}\))?,?\s+(\p{Ll}+)")
PRESENT = frozenset(
    """
    is heeft wil kan mag moet zit staat ligt loopt gaat doet zegt kijkt komt woont krijgt
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
YEAR = regex.compile(r"\b(?:1[89]|20)\d\d\b")


def assign(blocks: Sequence[Block], marks: frozenset[str]) -> None:
    """Set the kind of each of `blocks`, which stand in the order of the text."""
    for block in blocks:
        if bullet_mark(block.first.text, marks):
            block.kind = Kind.BULLET
        elif is_byline(block.text):
            block.kind = Kind.BYLINE
        elif is_caption(block.text) and len(block.text) < 300:
            block.kind = Kind.CAPTION
    by_place.assign(blocks)
    _continue_bullets(blocks)
    _literature(blocks)
    _pull_quotes(blocks)
    for at, block in enumerate(blocks):
        if block.kind is Kind.BODY and _is_heading(at, blocks):
            block.kind = Kind.HEADING
    _lead(blocks)
    _title(blocks)
    by_place.displayed(blocks)
    _vignette(blocks)


def of_kind(blocks: Sequence[Block], kind: Kind) -> list[int]:
    """The places of the blocks of that kind."""
    return [at for at, block in enumerate(blocks) if block.kind is kind]


def _continue_bullets(blocks: Sequence[Block]) -> None:
    """The rest of an item, after a gap in mid-sentence, is part of it; `order` joins the two."""
    for before, block in pairwise(blocks):
        goes_on = block.kind is Kind.BODY and block.first.starts_small
        if before.kind is Kind.BULLET and goes_on and not before.last.ends_clause:
            block.kind = Kind.BULLET


def _literature(blocks: Sequence[Block]) -> None:
    """What stands under "Literatuur" is entries, up to the next heading in other type."""
    inside = False
    for block in blocks:
        if block.kind in (Kind.BODY, Kind.CAPTION) and is_literature(block.text):
            block.kind, inside = Kind.HEADING, True
        elif inside and block.kind is Kind.BODY and not block.overprinted:
            block.kind = Kind.REFERENCE
        elif block.overprinted:
            inside = False


def _is_heading(at: int, blocks: Sequence[Block]) -> bool:
    """A short block that is no sentence, before text that begins anew."""
    block = blocks[at]
    text = block.text
    words = text.split()
    if block.stands_out is not None:
        return by_place.is_heading(at, blocks)
    after = (blocks[i] for i in range(at + 1, len(blocks)))
    following = next((b for b in after if not is_ornament(b.text)), None)
    if len(block.lines) > 3 or len(text) > 100 or len(words) > 14 or following is None or is_ornament(text):
        return False
    if (
        block.last.must_go_on
        or block.last.text.endswith((".", ",", ";", ":", "…"))
        or not block.first.starts_capital
    ):
        return False
    if INNER_END.search(text) and not block.overprinted:
        return False
    if not any(len(w) > 1 and w[0].isalpha() for w in words) or (len(block.lines) > 1 and len(words) < 2):
        return False
    if (
        following.kind in (Kind.BODY, Kind.REFERENCE)
        and following.first.starts_small
        and not block.overprinted
    ):
        return at <= TITLE_REACH  # only a title's body may have lost its first letter
    return True


def _lead(blocks: Sequence[Block]) -> None:
    """The lead stands by the title or the byline, in a type or a measure of its own or between the two."""
    if lead := by_place.lead(blocks):
        lead.kind = Kind.LEAD
        return
    column = _column(blocks)
    for at, block in enumerate(blocks) if column else ():
        if (
            block.kind is Kind.BODY
            and block.first.starts_capital
            and len(block.text) > 80
            and _runs_on(block)
        ):
            own = median(line.width for line in block.lines[:-1])
            wider = (1.1 if block.spaced else WIDE) * column < own < ACROSS * column
            beside = [b.kind for b in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])]
            if wider and (Kind.BYLINE in beside or beside[:1] == [Kind.HEADING] or at == 0):
                block.kind = Kind.LEAD
                return
    for at in of_kind(blocks, Kind.BYLINE)[:1]:
        around = blocks[max(0, at - 2) : at]
        if (
            len(around) == 2
            and around[0].kind is Kind.HEADING
            and around[1].kind is Kind.BODY
            and at <= TITLE_REACH
        ):
            around[1].kind = Kind.LEAD


def _column(blocks: Sequence[Block]) -> float:
    """The width of the columns; 0 when the lines are of all widths, as where each is a paragraph."""
    widths = [line.width for b in blocks if b.kind is Kind.BODY and not b.spaced for line in b.lines[:-1]]
    column = median(widths) if len(widths) >= ENOUGH else 0.0
    regular = sum(0.7 * column <= width <= 1.2 * column for width in widths)
    return column if regular >= REGULAR * len(widths) else 0.0


def _runs_on(block: Block) -> bool:
    """Whether a sentence goes on from one of its lines to the next."""
    return any(b.starts_small and not a.ends_sentence for a, b in pairwise(block.lines))


def _title(blocks: Sequence[Block]) -> None:
    """The one in the largest type; else the heading before the lead or the byline; else that at the top."""
    if title := by_place.title(blocks):
        title.kind = Kind.TITLE
        _above_title(blocks, title)
        return
    for kind in (Kind.LEAD, Kind.BYLINE):
        for at in of_kind(blocks, kind)[:1]:
            before = [b for b in blocks[max(0, at - 2) : at] if b.kind is not Kind.BYLINE]
            if before and before[-1].kind is Kind.HEADING and not is_literature(before[-1].text):
                before[-1].kind = Kind.TITLE
                _above_title(blocks, before[-1])
                return
    for block in blocks[:1]:
        if block.kind is Kind.HEADING and not is_literature(block.text):
            block.kind = Kind.TITLE


def _above_title(blocks: Sequence[Block], title: Block) -> None:
    """A line above the title at the top of the text is the magazine's or the column's name, not a heading."""
    for block in blocks[:TITLE_REACH]:
        if block is title or block.kind is not Kind.HEADING:
            return
        block.kind = Kind.RUNNING_HEAD


def _pull_quotes(blocks: Sequence[Block]) -> None:
    """A block that stands out and whose words come back, in order, in a sentence of the body.

    Doubled letters are folded before comparing, so damage on either side does not matter.
    """
    first = next((at for at, b in enumerate(blocks) if len(b.text) > 200), len(blocks))
    # Only after some text, since the title may come back as well.
    places = [
        at
        for at in range(first + 1, len(blocks))
        if len(blocks[at].lines) <= 8
        and _stands_out(at, blocks)
        and QUOTE_TOKENS[0] <= len(TOKEN.findall(blocks[at].text)) <= QUOTE_TOKENS[1]
    ]
    words = [[_folded(w) for w in TOKEN.findall(b.text)] for b in blocks] if places else []
    for at in places:
        body = [w for i, own in enumerate(words) if i != at and len(own) > len(words[at]) for w in own]
        if _comes_back(words[at], body):
            blocks[at].kind = Kind.PULL_QUOTE


def _stands_out(at: int, blocks: Sequence[Block]) -> bool:
    """Set apart in type, or a few lines that are no closed paragraph."""
    block = blocks[at]
    if block.kind is Kind.REFERENCE:  # no entry, so something that stood beside the list
        return not is_entry(block.text) and not block.last.ends_sentence
    if block.kind is not Kind.BODY:
        return False
    alone = block.first.gap > 0 or block.wide or block.first.indent >= 4
    return (
        block.overprinted
        or bool(block.stands_out)
        or block.wide
        or (alone and not block.last.ends_sentence)
        or _beside_ornament(at, blocks)
    )


def _beside_ornament(at: int, blocks: Sequence[Block]) -> bool:
    return any(is_ornament(b.text) for b in blocks[max(0, at - 1) : at + 2])


def _comes_back(quote: Sequence[str], body: Sequence[str]) -> bool:
    wanted = Counter(quote)
    size = len(quote) + len(quote) // 2 + 2
    hits = [(i, word) for i, word in enumerate(body) if word in wanted]
    window: Counter[str] = Counter()
    first = shared = best = best_at = 0
    for i, word in hits:
        while hits[first][0] <= i - size:
            old = hits[first][1]
            shared -= window[old] <= wanted[old]
            window[old] -= 1
            first += 1
        window[word] += 1
        shared += window[word] <= wanted[word]
        if shared > best:
            best, best_at = shared, i
    if best < QUOTE_SHARE * len(quote):
        return False
    stretch = body[max(0, best_at - size + 1) : best_at + 1]
    return _common_in_order(quote, stretch) >= QUOTE_SHARE * len(quote)


def _common_in_order(a: Sequence[str], b: Sequence[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        last = row
        row = [0]
        for j, y in enumerate(b):
            row.append(last[j] + 1 if x == y else max(last[j + 1], row[-1]))
    return row[-1]


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    folded: str = RUN.sub(r"\1", word.casefold())
    return folded


def _vignette(blocks: Sequence[Block]) -> None:
    """A case in a box: told of one child, in the present tense, in type of its own."""
    for at, block in enumerate(blocks):
        framed = block.kind is Kind.BOX
        if (framed or block.kind is Kind.BODY) and _is_told(block) and (framed or _is_boxed(at, blocks)):
            block.kind = Kind.VIGNETTE


def _is_told(block: Block) -> bool:
    text = block.text
    if not VIGNETTE[0] <= len(text) <= VIGNETTE[1]:
        return False
    words = [w.casefold() for w in TOKEN.findall(text)]
    if len(words) < 25 or YEAR.search(text):
        return False
    told = sum(w in HE_OR_SHE for w in words)
    return told >= 3 and told >= 0.04 * len(words) and _opens_with_person(text)


def _opens_with_person(text: str) -> bool:
    if PRONOUN_START.match(text):
        return True
    name = NAME_START.match(text)
    if name is None or (name[2] not in PRESENT and not name[2].endswith("t")):
        return False
    # "Leerlingen zitten" tells of no one; a name is a rare word, or one that is used as a name here.
    again = regex.findall(rf"(?<=\p{{Ll}}[,;]? |['‘“]){name[1]}\b|\b{name[1]} \p{{Ll}}+t\b", text)
    return lexicon().zipf(name[1].casefold()) < 4.2 or len(again) >= 2


def _is_boxed(at: int, blocks: Sequence[Block]) -> bool:
    """Under a heading, closed by an end mark, or set in a narrower or wider measure than what is around."""
    block = blocks[at]
    before = blocks[at - 1] if at else None
    if before is not None and before.kind in (Kind.HEADING, Kind.TITLE):
        return True
    if end_mark(block.text):
        return True
    neighbours = [
        b
        for b in blocks[max(0, at - 2) : at + 3]
        if b is not block and b.kind is Kind.BODY and len(b.lines) > 3
    ]
    if len(block.lines) < 4 or not neighbours:
        return False
    own = median(line.width for line in block.lines[:-1])
    other = median(line.width for b in neighbours for line in b.lines[:-1])
    blanks = sum(line.trailing for line in block.lines) / len(block.lines)
    around = [line.trailing for b in neighbours for line in b.lines]
    return abs(own - other) >= 0.1 * other or abs(blanks - sum(around) / len(around)) > 0.7
