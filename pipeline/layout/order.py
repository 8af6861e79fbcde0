"""The order in which blocks are read, and which of them are one paragraph.

Title, byline and lead come first; all else stays where it was printed, but for what stands in the middle
of somebody else's sentence: that comes after the paragraph it interrupts, a vignette under the heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.language.lexicon import lexicon
from pipeline.layout.blocks import Block
from pipeline.layout.shapes import is_entry, is_ornament
from pipeline.records import Kind, Range

REACH = 14  # blocks ahead among which the rest of a sentence is looked for
ASIDES = frozenset(
    {
        Kind.PULL_QUOTE,
        Kind.VIGNETTE,
        Kind.CAPTION,
        Kind.BOX,
        Kind.FOOTNOTE,
        Kind.LEAD,
        Kind.BYLINE,
        Kind.TITLE,
    }
)
BEFORE_NAMES = frozenset(
    """
    de het een van den der in en
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
FRONT = (Kind.RUNNING_HEAD, Kind.TITLE, Kind.BYLINE, Kind.LEAD)
GOES_ON_AS = {
    Kind.BODY: (Kind.BODY,),
    Kind.BULLET: (Kind.BULLET, Kind.BODY),
    Kind.REFERENCE: (Kind.REFERENCE,),
    Kind.VIGNETTE: (Kind.VIGNETTE, Kind.BODY),
    Kind.BOX: (Kind.BOX,),
    Kind.FOOTNOTE: (Kind.FOOTNOTE,),
}


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph: its kind, and the ranges it was printed in, in the order in which they are read."""

    kind: Kind
    fragments: tuple[Range, ...]


def paragraphs(blocks: Sequence[Block]) -> tuple[Laid, ...]:
    """The paragraphs that `blocks` (in the order of the text) make up, in reading order."""
    chains = _chains(blocks)
    movable = [chain for chain in chains if not blocks[chain[0]].first.stated]
    front = _first_of_each(FRONT, movable, blocks)
    rest = _under_headings([chain for chain in chains if chain not in front], blocks)
    starts = sorted(line.start for block in blocks for line in block.lines)
    after = dict(pairwise(starts))
    return tuple(
        Laid(blocks[chain[0]].kind, tuple(f for i in chain for f in _fragments(blocks[i], after)))
        for chain in [*front, *rest]
    )


def _fragments(block: Block, after: Mapping[int, int]) -> list[Range]:
    """Where a block stands in the text: each run of lines that follow each other there is one range.

    `after` leads from the start of each line to that of the next one in the text.
    """
    runs = [(block.first.start, block.first.end)]
    for before, line in pairwise(block.lines):
        if after.get(before.start) == line.start:
            runs[-1] = (runs[-1][0], line.end)
        else:
            runs.append((line.start, line.end))
    return runs


def _under_headings(chains: list[list[int]], blocks: Sequence[Block]) -> list[list[int]]:
    """A box that interrupts the first paragraph of a section stands under the heading of the section."""
    done: list[list[int]] = []
    for chain in chains:
        boxed = blocks[chain[0]].kind is Kind.VIGNETTE and len(done) > 1
        if boxed and done[-1][0] < chain[0] < done[-1][-1] and blocks[done[-2][0]].kind is Kind.HEADING:
            done.insert(-1, chain)
        else:
            done.append(chain)
    return done


def _first_of_each(
    kinds: Sequence[Kind], chains: list[list[int]], blocks: Sequence[Block]
) -> list[list[int]]:
    """The first chain of each kind, where there is one."""
    found = (next((c for c in chains if blocks[c[0]].kind is kind), None) for kind in kinds)
    return [chain for chain in found if chain is not None]


def _chains(blocks: Sequence[Block]) -> list[list[int]]:
    """Lists of block numbers: each the pieces of one paragraph, by where the paragraph begins."""
    following: dict[int, int] = {}
    for at, block in enumerate(blocks):
        if _dangles(block):
            to = _continuation(at, blocks, taken=set(following.values()))
            if to is not None:
                following[at] = to
    continued = set(following.values())
    chains = []
    for at in range(len(blocks)):
        if at not in continued:
            chain = [at]
            while chain[-1] in following:
                chain.append(following[chain[-1]])
            chains.append(chain)
    return chains


def _dangles(block: Block) -> bool:
    """Whether its last sentence is not finished."""
    if block.kind not in GOES_ON_AS or is_ornament(block.text):
        return False
    if block.last.stated and not block.last.height:
        return False  # of a word processor: its paragraphs are whole
    if block.kind is Kind.REFERENCE:
        return True  # where an entry ends is told by where the next begins
    closed = block.last.ends_clause if block.kind is Kind.BULLET else block.last.ends_sentence
    return not closed


def _continuation(at: int, blocks: Sequence[Block], *, taken: set[int]) -> int | None:
    """The block in which the sentence that `blocks[at]` leaves open goes on.

    Past asides only; past other text when a word broken by a hyphen becomes whole there.
    """
    block = blocks[at]
    kinds = GOES_ON_AS[block.kind]
    colon = block.last.text.endswith(":")  # what follows at once is what it announces
    only_asides = True
    for to in range(at + 1, min(at + 1 + REACH, len(blocks))):
        candidate = blocks[to]
        if to not in taken and candidate.kind in kinds and not (colon and to == at + 1):
            if _completes(block, candidate) and (only_asides or not candidate.first.stated):
                return to
            fits = candidate.first.starts_small and not candidate.overprinted and not block.last.ends_hyphen
            entry = block.kind is Kind.REFERENCE and (to == at + 1 or fits) and not is_entry(candidate.text)
            if entry or (only_asides and (fits or (to == at + 1 and _is_name_next(block, candidate)))):
                return to
        if candidate.kind not in ASIDES and not is_ornament(candidate.text):
            only_asides = False
    return None


def _completes(block: Block, candidate: Block) -> bool:
    """Whether the word broken at the end of `block` is whole with the first letters of `candidate`."""
    if not block.last.ends_hyphen:
        return False
    head = block.last.text.rsplit(None, 1)[-1].strip("(‘'“\"")[:-1]
    tail = candidate.first.first_word.strip(".,;:!?)’'”\"")
    if not tail[:1].islower():
        return tail[:1].isupper() and lexicon().listed_hyphenated(f"{head}-{tail}")
    words = lexicon()
    return words.known(head + tail) or words.listed_hyphenated(f"{head}-{tail}")


def _is_name_next(block: Block, candidate: Block) -> bool:
    """A line that ends in "van" or "de" goes on in a capital when a name follows."""
    last = block.last.text.rsplit(None, 1)[-1].casefold()
    return last in BEFORE_NAMES and candidate.first.starts_capital and len(candidate.lines) >= 2
