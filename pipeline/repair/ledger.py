"""The ledger: every edit, derived from the text with origins; and the two ways it can be walked.

The pieces of the cleaned text say what is new, gone or moved, so the ledger is read off them and cannot
forget anything. From the lines alone follows which stretch of clean text came from which stretch of raw:

- `replay`: raw + ledger = clean;
- `undo`: clean - ledger = raw.

Both check every `before` and `after` on their way and refuse a text that does not fit.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import TextDoesNotMatchLedger
from pipeline.places import Places
from pipeline.records import Range, Safety, Source
from pipeline.repair.engine import Result, Wish
from pipeline.repair.order import heaviest_rising
from pipeline.text import Piece, Text

JOIN = "lines/join"  # white space between lines and paragraphs: one ledger line a paragraph
MOVE = "blocks/reading_order"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Raw `[start, end)` and the clean `[to, to_end)` that stands for it; a copy when `line` is None."""

    start: int
    end: int
    to: int
    to_end: int
    line: int | None = None
    part: int | None = None  # which of the places of the line


# --- deriving --------------------------------------------------------------------------------------


def lines(result: Result, source: Source) -> list[Line]:
    """The ledger's lines but for the first, sorted by place in the raw text."""
    text = result.text
    placed = list(_placed(text.pieces))
    borders = _paragraph_ends(text.string)
    found: list[Line] = []
    joins: dict[int, list[tuple[Piece, int]]] = {}
    for piece, at in placed:
        if piece.text is not None:
            before = text.base[piece.start : piece.end]
            if (not before or before.isspace()) and (not piece.text or piece.text.isspace()):
                joins.setdefault(_paragraph(at, borders), []).append((piece, at))
            else:
                found.append(_edit_line(piece, at, result.log.wishes, text.base))
    found += [_join_line(pieces, text, result.log.wishes) for pieces in joins.values()]
    found += _move_lines(text, placed, result.log.wishes)
    found += _unapplied(result, text)
    places = Places(source)
    for line in found:
        line["raw"] |= places.of(line["raw"]["start"])
    return sorted(found, key=lambda x: (x["raw"]["start"], x["raw"]["end"], not x["applied"], x["rule"], x["after"]))


def header(source: Source, *, clean_sha256: str, part: str = "") -> Line:
    """The first line: what is needed to get the bytes of the input back."""
    return {
        "source": {
            "sha256": source.sha256,
            "encoding": source.encoding,
            "bom": source.bom,
            "newlines": source.newlines,
            "undecodable": [list(place) for place in source.undecodable],
            "part": part,
            "clean_sha256": clean_sha256,
        }
    }


def _placed(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, int]]:
    at = 0
    for piece in pieces:
        yield piece, at
        at += len(piece)


def _edit_line(piece: Piece, at: int, wishes: Sequence[Wish], base: str) -> Line:
    made_by = [wishes[i] for i in piece.edits]
    telling = next((w for w in made_by if w.rule != JOIN and w.edit.why != "paragraph_border"), made_by[0])
    line = _line(telling, (piece.start, piece.end), (at, at + len(piece)), base[piece.start : piece.end], piece.text or "")
    others = sorted({w.rule for w in made_by} - {telling.rule})
    return line | ({"rules": others} if others else {})


def _join_line(pieces: list[tuple[Piece, int]], text: Text, wishes: Sequence[Wish]) -> Line:
    pieces = sorted(pieces, key=lambda p: (p[0].start, p[0].end, p[1]))
    raws = [(p.start, p.end) for p, _ in pieces]
    cleans = [(at, at + len(p)) for p, at in pieces]
    telling = next((w for p, _ in pieces for i in p.edits if (w := wishes[i]).rule == JOIN), wishes[pieces[0][0].edits[0]])
    line = _line(telling, (raws[0][0], max(e for _, e in raws)), (min(s for s, _ in cleans), max(e for _, e in cleans)),
                 "".join(text.base[s:e] for s, e in raws), "".join(text.string[s:e] for s, e in cleans))  # fmt: skip
    line |= {"rule": JOIN, "why": "line_joined", "confidence": 1.0, "evidence": {}}
    return line | {"places": [list(r) for r in raws], "clean_places": [list(c) for c in cleans]}


def _move_lines(text: Text, placed: Sequence[tuple[Piece, int]], wishes: Sequence[Wish]) -> list[Line]:
    """One line for each stretch that stands out of the raw order, the lightest set of them."""
    stretches: list[tuple[int, int, int, int]] = []  # raw start and end, clean start and end
    for piece, at in placed:
        if stretches and stretches[-1][1] == piece.start:
            start, _, to, _ = stretches.pop()
            stretches.append((start, piece.end, to, at + len(piece)))
        else:
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
    done = {(p.start, p.end) for p in text.pieces if p.text is not None and p.edits}
    seen = set()
    found = []
    for wish in result.log.wishes:
        start, end = wish.raw[0][0], wish.raw[-1][1]
        key = (wish.rule, start, end, wish.edit.after)
        covered = start < end and any(s <= start and end <= e for s, e in done)
        if wish.applied or key in seen or (covered and wish.edit.safety is not Safety.REPORT):
            continue
        seen.add(key)
        to = text.from_base(start)
        clean = (to, max(to, text.from_base(end) if end > start else to))
        found.append(_line(wish, (start, end), clean, text.base[start:end], wish.edit.after))
    for rule, fault in result.log.failures:
        found.append(
            {"rule": rule, "safety": "report", "applied": False, "raw": {"start": 0, "end": 0},
             "clean": {"start": 0, "end": 0}, "before": "", "after": "", "why": "rule_failed",
             "evidence": {"fault": fault}, "confidence": 0.0}
        )  # fmt: skip
    return found


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


# --- walking ---------------------------------------------------------------------------------------


def alignment(ledger: Sequence[Mapping[str, Any]], clean_length: int) -> list[Stretch]:
    """Which raw stretch each clean stretch stands for, in raw order, from the applied lines alone.

    Raises:
        TextDoesNotMatchLedger: the lines contradict each other or the length of the text.
    """
    atoms, moves = [], []
    for number, line in enumerate(ledger):
        if not line.get("applied"):
            continue
        if line.get("moved"):
            moves += [Stretch(*r, *c) for r, c in zip(line["places"], line["clean_places"], strict=True)]
        elif "places" in line:
            pairs = zip(line["places"], line["clean_places"], strict=True)
            atoms += [Stretch(*r, *c, number, part) for part, (r, c) in enumerate(pairs)]
        else:
            atoms.append(Stretch(line["raw"]["start"], line["raw"]["end"], line["clean"]["start"], line["clean"]["end"], number))
    atoms.sort(key=lambda s: (s.start, s.end, s.to, s.to_end))
    moves.sort(key=lambda s: s.start)
    grown = sum((a.to_end - a.to) - (a.end - a.start) for a in atoms)
    rest = _outside([(m.start, m.end) for m in moves], clean_length - grown)
    rest_clean = _outside(sorted((m.to, m.to_end) for m in moves), clean_length)
    stretches = _align(rest, rest_clean, [a for a in atoms if not _inside(a, moves)])
    for move in moves:
        own = [a for a in atoms if _inside(a, [move])]
        stretches += _align([(move.start, move.end)], [(move.to, move.to_end)], own)
    return sorted(stretches, key=lambda s: (s.start, s.end, s.to, s.to_end))


def _inside(atom: Stretch, moves: Sequence[Stretch]) -> bool:
    """Whether an atom belongs to a moved stretch: by both its places, since empty ones touch two."""
    return any(
        m.start <= atom.start and atom.end <= m.end and m.to <= atom.to and atom.to_end <= m.to_end for m in moves
    )


def _outside(taken: Sequence[Range], length: int) -> list[Range]:
    ranges, at = [], 0
    for start, end in taken:
        ranges.append((at, start))
        at = end
    return [*ranges, (at, length)]


def _align(raw: Sequence[Range], clean: Sequence[Range], atoms: Sequence[Stretch]) -> list[Stretch]:
    """Stretches of one run of text that was read in order, though cut by others on either side."""
    done: list[Stretch] = []
    raws, cleans = _Cursor(raw), _Cursor(clean)
    for atom in atoms:
        done += _copies(raws, cleans, until=atom.start)
        raws.jump(atom.start, atom.end)
        cleans.jump(atom.to, atom.to_end)
        done.append(atom)
    done += _copies(raws, cleans, until=None)
    if cleans.left():
        raise TextDoesNotMatchLedger("The ledger and the text do not have the same length.")
    return done


class _Cursor:
    """A place that walks over several ranges as if they were one."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._ranges = [r for r in ranges if r[0] < r[1]]
        self._index = 0
        self.at = self._ranges[0][0] if self._ranges else 0

    def left(self) -> int:
        """Characters until the end of the range it is in; 0 at the very end."""
        while self._index < len(self._ranges) and self.at >= self._ranges[self._index][1]:
            self._index += 1
            if self._index < len(self._ranges):
                self.at = self._ranges[self._index][0]
        return self._ranges[self._index][1] - self.at if self._index < len(self._ranges) else 0

    def step(self, size: int) -> Range:
        start, self.at = self.at, self.at + size
        return start, self.at

    def jump(self, start: int, end: int) -> None:
        """Over `[start, end)`, which must be where the cursor stands."""
        if start == end:
            return
        if not self.left() or self.at != start:
            raise TextDoesNotMatchLedger("The lines of the ledger contradict each other.")
        while self.at < end and self.left():
            self.step(min(self.left(), end - self.at))


def _copies(raws: _Cursor, cleans: _Cursor, *, until: int | None) -> list[Stretch]:
    done = []
    while (size := min(raws.left(), cleans.left())) and (until is None or raws.at < until):
        size = size if until is None else min(size, until - raws.at)
        done.append(Stretch(*raws.step(size), *cleans.step(size)))
    return done


def undo(clean: str, ledger: Sequence[Mapping[str, Any]]) -> str:
    """clean - ledger = raw."""
    return "".join(
        clean[s.to : s.to_end] if s.line is None else _checked(ledger, s, clean[s.to : s.to_end], "after")
        for s in alignment(ledger, len(clean))
    )


def replay(raw: str, ledger: Sequence[Mapping[str, Any]], clean_length: int) -> str:
    """raw + ledger = clean."""
    stretches = sorted(alignment(ledger, clean_length), key=lambda s: (s.to, s.to_end, s.start))
    return "".join(
        raw[s.start : s.end] if s.line is None else _checked(ledger, s, raw[s.start : s.end], "before")
        for s in stretches
    )


def _checked(ledger: Sequence[Mapping[str, Any]], stretch: Stretch, found: str, side: str) -> str:
    """The other side of an edit, after a check that this side is what the ledger says it is."""
    line = ledger[stretch.line or 0]
    before, after = line["before"], line["after"]
    if stretch.part is not None:
        before = _part(before, line["places"], stretch.part)
        after = _part(after, line["clean_places"], stretch.part)
    here, there = (after, before) if side == "after" else (before, after)
    if found != here:
        raise TextDoesNotMatchLedger(f"At {stretch.to} the text has {found!r} where the ledger has {here!r}.")
    return str(there)


def _part(joined: str, places: Sequence[Sequence[int]], number: int) -> str:
    at = sum(end - start for start, end in places[:number])
    return joined[at : at + places[number][1] - places[number][0]]


def dump(ledger: Iterable[Mapping[str, Any]]) -> str:
    """The file: one line each, in the order given."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in ledger)
