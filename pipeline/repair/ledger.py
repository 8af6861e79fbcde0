"""The ledger: every edit, derived from the text with origins; and the two ways it can be walked.

The pieces of the cleaned text say what is new, gone or moved, so the ledger is read off them and cannot
forget anything. From the lines alone follows which stretch of clean text came from which stretch of raw:

- `replay`: raw + ledger = clean;
- `undo`: clean - ledger = raw.

Both check every `before` and `after` on their way and refuse a text that does not fit.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from pipeline.articles import Own
from pipeline.errors import TextDoesNotMatchLedger
from pipeline.places import Places
from pipeline.records import Article, Edit, Range, Safety, Source
from pipeline.repair.engine import PASSES, Result, Wish
from pipeline.repair.order import heaviest_rising
from pipeline.text import Piece, Text, hull

JOIN = "lines/join"  # white space between lines and paragraphs: one ledger line a paragraph
MOVE = "blocks/reading_order"
WHITE_SPACE = frozenset({JOIN, MOVE, "blocks/paragraph_border", "characters/space"})
# Line ends to some programs, which JSON lets stand in a string.
LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Raw `[start, end)` and the clean `[to, to_end)` that stands for it; a copy when `before` is None."""

    start: int
    end: int
    to: int
    to_end: int
    before: str | None = None
    after: str | None = None


# --- deriving --------------------------------------------------------------------------------------


def lines(result: Result, source: Source, own: Own | None = None) -> list[Line]:
    """The ledger's lines but for the first, sorted by place in the raw text.

    `own` leads from the text that was cleaned to the source, when that holds several articles.
    """
    text, wishes = result.text, result.log.wishes
    placed = list(_placed(_beside(text.pieces)))
    borders = _paragraph_ends(text.string)
    found: list[Line] = []
    joins: dict[int, list[tuple[Piece, int]]] = {}
    for piece, at in placed:
        if piece.text is not None:
            before = text.base[piece.start : piece.end]
            if not (before + piece.text).strip() and _is_layout(piece, wishes):
                joins.setdefault(_paragraph(at, borders), []).append((piece, at))
            else:
                found.append(_edit_line(piece, at, wishes, text.base))
    found += [_join_line(pieces, text, wishes) for pieces in joins.values()]
    found += _move_lines(text, placed, wishes)
    found += _unapplied(result, text)
    places = Places(source)
    for line in found:
        line |= outward(line, own) if own else {}
        line["raw"] |= places.of(line["raw"]["start"])
        if "places" not in line and (boxes := places.boxes([(line["raw"]["start"], line["raw"]["end"])])):
            line["raw"]["boxes"] = boxes
    return sorted(
        found, key=lambda x: (x["raw"]["start"], x["raw"]["end"], not x["applied"], x["rule"], x["after"])
    )


def header(
    source: Source,
    article: Article,
    *,
    clean_sha256: str,
    parts: Sequence[str] = (),
    settings: Mapping[str, Any] | None = None,
) -> Line:
    """The first line: what is needed to get the bytes of the input back, and what is told of the article.

    `parts` are all articles of the source, the rest included, when there are several; `settings` is what the
    repairs rest on, where there were any.
    """
    several = {"parts": list(parts), "ranges": [list(r) for r in article.ranges]} if article.part else {}
    return {
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            **(_extracted(source) if source.extracted else {}),
            "encoding": source.encoding,
            "bom": source.bom,
            "newlines": source.newlines,
            "undecodable": [list(place) for place in source.undecodable],
            "part": article.part,
            "clean_sha256": clean_sha256,
            **several,
            **({"csl": dict(article.csl)} if article.csl else {}),
        },
        **({"settings": dict(settings)} if settings else {}),
    }


def _extracted(source: Source) -> Line:
    """What the text that was taken out of an input does not tell of that input."""
    told = {"media_type": source.media_type, "reader": source.reader}
    return {"extracted_sha256": _sha256(source.text), **told}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _beside(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with what was put in beside what was replaced: moves may have left it within."""
    replaced = sorted((p.start, p.end) for p in pieces if p.text is not None and p.start < p.end)
    for piece in pieces:
        before = bisect_left(replaced, (piece.start, 0)) - 1
        if piece.start == piece.end and before >= 0 and piece.start < replaced[before][1]:
            place = replaced[before][1]
            yield replace(piece, start=place, end=place)
        else:
            yield piece


def _placed(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
    at = 0
    for piece in pieces:
        yield piece, at
        at += len(piece)


def _is_layout(piece: Piece, wishes: Sequence[Wish]) -> bool:
    """Whether only rules for the white space between words, lines and paragraphs made it."""
    return all(wishes[i].rule in WHITE_SPACE for i in piece.edits)


def _edit_line(piece: Piece, at: int, wishes: Sequence[Wish], base: str) -> Line:
    made_by = [wishes[i] for i in piece.edits]
    telling = next((w for w in made_by if w.rule != JOIN and w.edit.why != "paragraph_border"), made_by[0])
    line = _line(
        telling,
        (piece.start, piece.end),
        (at, at + len(piece)),
        base[piece.start : piece.end],
        piece.text or "",
    )
    others = sorted({w.rule for w in made_by} - {telling.rule})
    for wish in made_by:  # a running head and a page number beside it each tell something of the page
        if wish.rule.startswith("blocks/"):
            line["evidence"] = {**wish.edit.evidence, **line["evidence"]}
    return line | ({"rules": others} if others else {})


def _join_line(pieces: list[tuple[Piece, int]], text: Text, wishes: Sequence[Wish]) -> Line:
    pieces = sorted(pieces, key=lambda p: (p[0].start, p[0].end, p[1]))
    raws = [(p.start, p.end) for p, _ in pieces]
    cleans = [(at, at + len(p)) for p, at in pieces]
    telling = next(
        (w for p, _ in pieces for i in p.edits if (w := wishes[i]).rule == JOIN),
        wishes[pieces[0][0].edits[0]],
    )
    before = "".join(text.base[s:e] for s, e in raws)
    after = "".join(text.string[s:e] for s, e in cleans)
    line = _line(telling, hull(raws), hull(cleans), before, after)
    line |= {"rule": JOIN, "why": "line_joined", "confidence": 1.0, "evidence": {}}
    return line | {"places": [list(r) for r in raws], "clean_places": [list(c) for c in cleans]}


def _move_lines(text: Text, placed: Sequence[tuple[Piece, int]], wishes: Sequence[Wish]) -> list[Line]:
    """One line for each stretch that stands out of the raw order, the lightest set of them."""
    stretches: list[tuple[int, int, int, int]] = []  # raw start and end, clean start and end
    for piece, at in placed:
        goes_on = bool(stretches) and stretches[-1][1] == piece.start
        if goes_on or (stretches and piece.start == piece.end):  # what was put in stands anywhere
            start, end, to, _ = stretches.pop()
            stretches.append((start, max(end, piece.end) if goes_on else end, to, at + len(piece)))
        elif len(piece) and piece.start < piece.end:
            stretches.append((piece.start, piece.end, at, at + len(piece)))
    staying = heaviest_rising([(start, end) for start, end, _, _ in stretches])
    moved = []
    reasons = [w for w in wishes if w.applied and w.edit.to is not None]
    for start, end, to, to_end in stretches:
        if (start, end) not in staying:
            reason = next((w for w in reasons if any(s < end and start < e for s, e in w.raw)), reasons[0])
            line = _line(reason, (start, end), (to, to_end), text.base[start:end], text.string[to:to_end])
            moved.append(line | {"places": [[start, end]], "clean_places": [[to, to_end]], "moved": True})
    return moved


def _unapplied(result: Result, text: Text) -> list[Line]:
    """Doubtful and reported edits, each once, unless the same place was repaired after all."""
    done = sorted((p.start, p.end) for p in text.pieces if p.text is not None and p.start < p.end)
    seen = set()
    found = []
    for wish in result.log.wishes:
        start, end = hull(wish.raw)
        key = (wish.rule, start, end, wish.edit.after)
        at = bisect_right(done, (start, len(text.base))) - 1
        covered = start < end and at >= 0 and end <= done[at][1]
        if wish.applied or key in seen or (covered and wish.edit.safety is not Safety.REPORT):
            continue
        seen.add(key)
        to = text.from_base(start)
        clean = (to, max(to, text.from_base(end) if end > start else to))
        found.append(_line(wish, (start, end), clean, text.base[start:end], wish.edit.after))
    found += [_report(rule, "rule_failed", {"fault": fault}) for rule, fault in result.log.failures]
    for entry in result.log.unfit:
        evidence = {"action": entry.action, "before": entry.before, "after": entry.after}
        found.append(_report("decisions/unfit", "decision_unfit", evidence))
    if not result.stable:
        found.append(_report("engine", "unstable", {"passes": PASSES}))
    return found


def _report(rule: str, why: str, evidence: Mapping[str, Any]) -> Line:
    """A line about the whole text."""
    edit = Edit(0, 0, "", why=why, safety=Safety.REPORT, confidence=0.0, evidence=evidence)
    return _line(Wish(rule, edit, ((0, 0),), applied=False), (0, 0), (0, 0), "", "")


def _line(wish: Wish, raw: Range, clean: Range, before: str, after: str) -> Line:
    return {
        "rule": wish.rule,
        "safety": wish.edit.safety.value,
        "applied": wish.applied,
        "raw": {"start": raw[0], "end": raw[1]},
        "clean": {"start": clean[0], "end": clean[1]},
        "before": before,
        "after": after,
        "why": wish.edit.why,
        "evidence": dict(wish.edit.evidence),
        "confidence": round(wish.edit.confidence, 3),
    }


def _paragraph_ends(string: str) -> list[int]:
    ends = []
    at = string.find("\n\n")
    while at >= 0:
        ends.append(at + 2)
        at = string.find("\n\n", at + 2)
    return ends


def _paragraph(at: int, ends: Sequence[int]) -> int:
    return bisect_right(ends, at)


# --- articles of one source --------------------------------------------------------------------------


def article(head: Mapping[str, Any], source: Source) -> Article:
    """The article that a ledger with this first line is of."""
    told = head["source"]
    ranges = told.get("ranges", [(0, len(source.text))])
    return Article(told["part"], tuple((start, end) for start, end in ranges), told.get("csl", {}))


def outward(line: Mapping[str, Any], own: Own) -> Line:
    """A line whose raw places are of an article's own text, with places in its source.

    A place that lies over a seam becomes several; the clean text stands at the first of them.
    """
    found: list[tuple[Range, Range]] = []
    for (start, end), (to, to_end) in _pairs(line):
        first, *others = own.outward(start, end)
        found += [(first, (to, to_end)), *((other, (to_end, to_end)) for other in others)]
    return {**line, "raw": {**line["raw"], **_between(raw for raw, _ in found)}} | _spelled(line, found)


def inward(line: Mapping[str, Any], own: Own) -> Line:
    """The way back from `outward`: places in the article's own text.

    Raises:
        TextDoesNotMatchLedger: the line is broken, or of another article.
    """
    try:
        found: list[tuple[Range, Range]] = []
        for (start, end), (to, to_end) in _pairs(line):
            start, end = own.inward(start, end)
            if found and found[-1][0][1] == start and to == to_end == found[-1][1][1]:
                found[-1] = ((found[-1][0][0], end), found[-1][1])
            else:
                found.append(((start, end), (to, to_end)))
        return {**line, "raw": {**line["raw"], **_between(raw for raw, _ in found)}} | _spelled(line, found)
    except (KeyError, TypeError, ValueError) as error:
        raise TextDoesNotMatchLedger(f"A line of the ledger is broken ({error!r}).") from error


def _pairs(line: Mapping[str, Any]) -> Iterator[tuple[Range, Range]]:
    """Each raw place with the clean place that stands for it."""
    raws = line.get("places", [(line["raw"]["start"], line["raw"]["end"])])
    cleans = line.get("clean_places", [(line["clean"]["start"], line["clean"]["end"])])
    return zip(raws, cleans, strict=True)


def _between(ranges: Iterable[Range]) -> dict[str, int]:
    start, end = hull(ranges)
    return {"start": start, "end": end}


def _spelled(line: Mapping[str, Any], found: Sequence[tuple[Range, Range]]) -> Line:
    """The places one by one, where they are not the line's only one."""
    if len(found) == 1 and "places" not in line:
        return {}
    return {"places": [list(raw) for raw, _ in found], "clean_places": [list(clean) for _, clean in found]}


# --- walking ---------------------------------------------------------------------------------------


def alignment(ledger: Sequence[Mapping[str, Any]], clean_length: int) -> list[Stretch]:
    """Which raw stretch each clean stretch stands for, in raw order, from the applied lines alone.

    The edits are known from their lines. What they leave of both texts are copies: in the same order but
    for the moved stretches, each of which is in order by itself.

    Raises:
        TextDoesNotMatchLedger: the lines are broken, or contradict each other or the length of the text.
    """
    edits, moves = _applied(ledger)
    raw_length = clean_length - sum((e.to_end - e.to) - (e.end - e.start) for e in edits)
    raw = _Free([(e.start, e.end) for e in edits])
    clean = _Free([(e.to, e.to_end) for e in edits])
    stretches = list(edits)
    for move in moves:
        stretches += _copies(raw.within(move.start, move.end), clean.within(move.to, move.to_end))
    raw.take((m.start, m.end) for m in moves)
    clean.take((m.to, m.to_end) for m in moves)
    stretches += _copies(raw.within(0, raw_length), clean.within(0, clean_length))
    _must_cover([(s.start, s.end) for s in stretches], raw_length)
    _must_cover([(s.to, s.to_end) for s in stretches], clean_length)
    stretches.sort(key=lambda s: (s.start, s.end, s.to, s.to_end))
    _must_rise(stretches, sorted((m.start, m.end) for m in moves))
    return stretches


def undo(clean: str, ledger: Sequence[Mapping[str, Any]]) -> str:
    """Clean - ledger = raw.

    Raises:
        TextDoesNotMatchLedger: they do not fit. A change in text no edit touches is not seen here: that is
            what the hashes in the ledger's first line are for.
    """
    for stretch in chain(*_applied(ledger)):
        _must_be(stretch.after, clean[stretch.to : stretch.to_end], stretch.to)
    stretches = alignment(ledger, len(clean))
    return "".join(clean[s.to : s.to_end] if s.before is None else s.before for s in stretches)


def undo_part(clean: str, ledger: Sequence[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """The raw text of each range of the source that an article is made of, with its place.

    `ledger` has its first line; else as `undo`.
    """
    ranges = ledger[0]["source"].get("ranges")
    if ranges is None:
        return [(0, undo(clean, ledger[1:]))]
    own = Own(ranges)
    raw = undo(clean, [inward(line, own) for line in ledger[1:]])
    return [(start, raw[slice(*own.inward(start, end))]) for start, end in ranges]


def replay(raw: str, ledger: Sequence[Mapping[str, Any]], clean_length: int) -> str:
    """Raw + ledger = clean.

    Raises:
        TextDoesNotMatchLedger: they do not fit; as for `undo`.
    """
    for stretch in chain(*_applied(ledger)):
        _must_be(stretch.before, raw[stretch.start : stretch.end], stretch.start)
    stretches = sorted(alignment(ledger, clean_length), key=lambda s: (s.to, s.to_end, s.start))
    if sum(s.end - s.start for s in stretches) != len(raw):
        raise TextDoesNotMatchLedger("The ledger is of a raw text of another length.")
    return "".join(raw[s.start : s.end] if s.after is None else s.after for s in stretches)


def _applied(ledger: Sequence[Mapping[str, Any]]) -> tuple[list[Stretch], list[Stretch]]:
    """The edits and the moves that the applied lines hold, place by place."""
    edits: list[Stretch] = []
    moves: list[Stretch] = []
    for number, line in enumerate(ledger, start=2):  # the first line of the file is about the source
        try:
            if line["applied"]:
                (moves if line.get("moved") else edits).extend(_places(line))
        except (KeyError, TypeError, ValueError) as error:
            raise TextDoesNotMatchLedger(f"Line {number} of the ledger is broken ({error!r}).") from error
    return edits, moves


def _places(line: Mapping[str, Any]) -> Iterator[Stretch]:
    before, after = line["before"], line["after"]
    if not (isinstance(before, str) and isinstance(after, str)):
        raise TypeError("before and after must be text")
    for (start, end), (to, to_end) in _pairs(line):
        if not (0 <= start <= end and 0 <= to <= to_end):
            raise ValueError("a place ends before it begins")
        yield Stretch(start, end, to, to_end, before[: end - start], after[: to_end - to])
        before, after = before[end - start :], after[to_end - to :]
    if before or after:
        raise ValueError("its text is longer than its places")


class _Free:
    """What is left of a text by ranges that are taken."""

    def __init__(self, taken: Iterable[Range]) -> None:
        self._taken = sorted(r for r in taken if r[0] < r[1])

    def take(self, more: Iterable[Range]) -> None:
        self._taken = sorted([*self._taken, *more])

    def within(self, start: int, end: int) -> list[Range]:
        """The ranges of `[start, end)` that are not taken."""
        ranges = []
        for index in range(bisect_left(self._taken, (start, start)), len(self._taken)):
            lo, hi = self._taken[index]
            if lo >= end:
                break
            if start < lo:
                ranges.append((start, lo))
            start = max(start, hi)
        return [*ranges, (start, end)] if start < end else ranges


def _copies(raw: Sequence[Range], clean: Sequence[Range]) -> Iterator[Stretch]:
    """The characters of `raw` and those of `clean` as pairs of stretches, as far as both go."""
    raws, cleans = deque(raw), deque(clean)
    while raws and cleans:
        (start, end), (to, to_end) = raws.popleft(), cleans.popleft()
        size = min(end - start, to_end - to)
        yield Stretch(start, start + size, to, to + size)
        if start + size < end:
            raws.appendleft((start + size, end))
        if to + size < to_end:
            cleans.appendleft((to + size, to_end))


def _must_cover(ranges: Iterable[Range], length: int) -> None:
    at = 0
    for start, end in sorted(ranges):
        if start > length or (start < end and start != at):
            raise TextDoesNotMatchLedger("The lines of the ledger contradict each other or the text.")
        at = max(at, end)
    if at != length:
        raise TextDoesNotMatchLedger("The ledger and the text do not have the same length.")


def _must_rise(stretches: Sequence[Stretch], moved: Sequence[Range]) -> None:
    """What stands in another order than in the raw text has a line that says so."""
    at: dict[Range | None, int] = {}
    for stretch in stretches:
        if stretch.start < stretch.end and stretch.to < stretch.to_end:
            before = bisect_left(moved, (stretch.start + 1, 0)) - 1
            run = moved[before] if before >= 0 and stretch.start < moved[before][1] else None
            if stretch.to < at.get(run, 0):
                raise TextDoesNotMatchLedger("The ledger does not say why the order changed.")
            at[run] = stretch.to_end


def _must_be(wanted: str | None, found: str, place: int) -> None:
    if wanted != found:
        raise TextDoesNotMatchLedger(f"At {place} the text has {found!r} where the ledger has {wanted!r}.")


def dump(ledger: Iterable[Mapping[str, Any]]) -> str:
    """The file: one line each, in the order given."""
    return "".join(json.dumps(line, ensure_ascii=False).translate(LINE_ENDS) + "\n" for line in ledger)
