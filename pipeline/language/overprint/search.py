"""All readings of a stretch worth comparing: a beam search over its places, for each way of drawing.

A hypothesis is the hidden text so far. It may begin after some sound words and end before others, so the
damage need not fill the stretch. Hypotheses with the same text at the same place are one: the ways to cut
it into runs and copies are summed up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import TypeVar

from pipeline.language.lexicon import Lexicon
from pipeline.language.overprint.likelihood import close, context, token_likelihood, tokens_likelihood
from pipeline.language.overprint.ways import FREE, RIGID, Sparse, Step, Way, copies_at

BEAM = 48  # hypotheses kept per place; 24 already lose none of 500 made headings, 12 lose one in a hundred
PARTIAL = -0.85  # a character of a word not yet finished; about what a character of Dutch costs
EDGE = -1.0  # log10: damage that begins or ends within the stretch
FAR = 5.0  # log10; hypotheses that much below a reading found before are given up
FOLDED, SHORT = 8, 40  # runs are tried where they fold an eighth of the stretch, or of forty characters

# Two passes among each other
INTERLEAVED = -4.0
FARTHEST = 12  # characters one pass runs ahead of the other
TURN = -0.15  # for each character: which pass it is of
STRAY_SPACE = -2.5  # a space of neither pass, or one of the two lost; readers do so where a pass begins anew

Beam = dict[str, tuple[float, str]]  # the text so far: its score but for the open word at its end, and that
Key = TypeVar("Key", str, tuple[str, int])
Scored = Iterator[tuple[str, float]]


def readings(line: str, words: Lexicon, floor: float) -> dict[str, float]:
    """Texts that `line` may stand for, with log10 of how likely each is together with its drawing.

    `floor`: how likely the line is as it stands.
    """
    found: dict[str, float] = {}

    def add(scored: Scored) -> None:
        nonlocal floor
        for text, score in scored:
            text = " ".join(text.split())
            found[text] = max(score, found.get(text, -math.inf))
            floor = max(floor, score)

    # The ways with least freedom first: they are cheap, and what they find limits the others.
    for rigid in RIGID:
        add(_drawn(line, rigid, words, floor - FAR))
    add(_interleaved(line, words, floor - FAR))
    if _folded(line) * FOLDED >= min(len(line), SHORT):
        for free in FREE:
            for observed in (line, line + " "):  # the space at the end of the last run is often lost
                add(_drawn(observed, free, words, floor - FAR))
    return found


def with_doubled_letters(line: str, words: Lexicon, floor: float) -> float:
    """How likely the best reading is in which letters were doubled here and there; at least `floor`."""
    return max((score for _, score in _drawn(line, Sparse(), words, floor)), default=floor)


def _folded(line: str) -> int:
    """How many characters are copies of those right before them."""
    at = gone = 0
    while at < len(line):
        size = next((s for s in range(8, 0, -1) if copies_at(line, at, s) > 1), 0)
        copies = copies_at(line, at, size) if size else 1
        gone += (copies - 1) * size
        at += copies * (size or 1)
    return gone


def _drawn(line: str, way: Way, words: Lexicon, floor: float) -> Scored:
    """Readings of a line drawn in one way."""
    borders = _borders(line)
    beams: list[Beam] = [{} for _ in range(len(line) + 1)]
    for at in range(len(line)):
        kept = _best(beams[at], floor)
        beams[at] = {}
        if at in borders:
            yield from _endings(line, at, kept, words, floor)
            before, opened = close(line[:at], words)
            score = way.price + before + (EDGE if at else 0.0)
            if score > floor:
                begun = {line[:at]: (score, opened)}
                yield from _grow(
                    line, at, begun, way.steps(line, at, first=True), beams, borders, words, floor
                )
        if kept:
            yield from _grow(line, at, kept, way.steps(line, at, first=False), beams, borders, words, floor)
    yield from _endings(line, len(line), beams[-1], words, floor)


def _grow(
    line: str,
    at: int,
    kept: Beam,
    steps: Iterable[Step],
    beams: list[Beam],
    borders: frozenset[int],
    words: Lexicon,
    floor: float,
) -> Scored:
    """Put what the steps give into the beams; yield the readings that end with a last run."""
    for step in steps:
        to = at + step.printed
        if step.last and to not in borders:
            continue
        reached: Beam = {} if step.last else beams[to]
        for text, (score, opened) in kept.items():
            closed, still_open = close(opened + step.run, words)
            _add(reached, text + step.run, score + step.price + closed, still_open)
        if step.last:
            yield from _endings(line, to, reached, words, floor)


def _add(beam: dict[Key, tuple[float, str]], key: Key, score: float, opened: str) -> None:
    """The probability of hypotheses that have become the same is that of both."""
    if key in beam:
        other = beam[key][0]
        score = max(score, other) + math.log10(1 + 10 ** -abs(score - other))
    beam[key] = (score, opened)


def _best(beam: Beam, floor: float) -> Beam:
    """The hypotheses that go on: those with the best score and guess at the open word."""
    kept = {text: state for text, state in beam.items() if state[0] > floor}
    if len(kept) <= BEAM:
        return kept
    return dict(nsmallest(BEAM, kept.items(), key=lambda r: (-(r[1][0] + PARTIAL * len(r[1][1])), r[0])))


def _borders(line: str) -> frozenset[int]:
    """Places where damage may begin and end: at spaces and words."""
    inside = (i for i in range(1, len(line)) if " " in line[i - 1 : i + 1])
    return frozenset((0, *inside, len(line)))


def _endings(line: str, at: int, beam: Beam, words: Lexicon, floor: float) -> Scored:
    """The damage ends here: the rest of the line is as it stands."""
    if not beam:
        return
    rest = line[at:]
    after = tokens_likelihood(rest, words) + (EDGE if rest.strip() else 0.0)
    for text, (score, opened) in beam.items():
        if opened and rest and not rest[0].isspace():
            continue  # in the middle of a word
        score += token_likelihood(opened, words) + after
        if score > floor:
            yield text + rest, score + context(text + rest, words)


def _interleaved(line: str, words: Lexicon, floor: float) -> Scored:
    """Readings of a line of two passes: each character is the next of the one or the other.

    The pass behind draws what the one ahead has drawn, so what it still owes is the end of the text so far.
    A hypothesis is that text and how much is owed.
    """
    borders = _borders(line)
    beams: list[dict[tuple[str, int], tuple[float, str]]] = [{} for _ in range(len(line) + 1)]
    for at, beam in enumerate(beams):
        for (text, owed), (score, opened) in list(beam.items()):
            if owed and text[-owed] == " ":
                _add(beam, (text, owed - 1), score + STRAY_SPACE, opened)
        if at in borders:
            paid = {text: state for (text, owed), state in beam.items() if not owed}
            yield from _endings(line, at, paid, words, floor)
        if at == len(line):
            return
        if at in borders:
            before, opened = close(line[:at], words)
            _add(beam, (line[:at], 0), INTERLEAVED + before + (EDGE if at else 0.0), opened)
        character, following = line[at], beams[at + 1]
        for (text, owed), (score, opened) in nsmallest(BEAM, beam.items(), key=_promise):
            if score < floor:
                continue
            due = text[-owed] if owed else ""
            closed, still_open = close(opened + character, words)
            if owed < FARTHEST:
                _add(following, (text + character, owed + 1), score + TURN + closed, still_open)
            if due == character:
                _add(following, (text, owed - 1), score + TURN, opened)
            if character == " ":
                if due in ("", " "):  # the spaces of both passes, read as one
                    _add(following, (text + " ", owed), score + 2 * TURN + closed, still_open)
                _add(following, (text, owed), score + STRAY_SPACE, opened)
        beam.clear()


def _promise(item: tuple[tuple[str, int], tuple[float, str]]) -> tuple[float, str, int]:
    """Best first. What is owed will cost nothing when it comes, so a text that ran ahead is no worse."""
    (text, owed), (score, opened) = item
    return -(score + PARTIAL * (len(opened) - 0.5 * owed)), text, owed
