"""The only place that changes text.

Rules wish, the engine decides: it asks every rule of a step for its edits, lets people's decisions
overrule them, keeps the surer of two that overlap, applies the safe ones, and writes down the rest.
A rule that raises is named and changes nothing. Start reading at `run`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from pipeline.decisions import Decision, Decisions
from pipeline.language.lexicon import Lexicon
from pipeline.layout.lay_out import Layout, lay_out
from pipeline.records import Edit, Range, Safety
from pipeline.repair.rule import View
from pipeline.repair.rules import Step, steps
from pipeline.settings import Settings
from pipeline.text import Piece, Text, runs

ADDED = "decisions/added"  # stands for a rule where people made the edit
PASSES = 6  # cleaning repeats until nothing changes; real articles need two, the second to see that


@dataclass(frozen=True, slots=True)
class Wish:
    """An edit a rule asked for, with its place in the raw text and what became of it."""

    rule: str
    edit: Edit
    raw: tuple[Range, ...]
    applied: bool


@dataclass
class Log:
    """What happened during a run; the ids in `Piece.edits` count `wishes`."""

    wishes: list[Wish] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    unfit: tuple[Decision, ...] = ()


@dataclass
class Taken:
    """The edits a step has decided for so far, none of which overlap, each with its rule."""

    moves: list[tuple[str, Edit]] = field(default_factory=list)
    places: list[Range] = field(default_factory=list)  # of the other edits, sorted
    edits: dict[Range, tuple[str, Edit]] = field(default_factory=dict)

    def add(self, rule: str, edit: Edit) -> None:
        """Take one more."""
        if edit.to is not None:
            self.moves.append((rule, edit))
        else:
            insort(self.places, (edit.start, edit.end))
            self.edits[edit.start, edit.end] = (rule, edit)

    def rival(self, edit: Edit) -> str | None:
        """The rule of an edit taken before that overlaps with this one."""
        held = self.places
        if edit.to is None:  # whatever overlaps, one of the two neighbours does: an article has thousands
            at = bisect_left(held, (edit.start, edit.end))
            held = held[max(0, at - 1) : at + 1]
        others = [*self.moves, *(self.edits[place] for place in held)]
        return next((rule for rule, other in others if _overlap(edit, other)), None)


@dataclass(frozen=True, slots=True)
class Result:
    """The changed text (its base is the raw text), the log, and the layout found in the raw text."""

    text: Text
    log: Log
    layout: Layout
    stable: bool


def run(raw: str, *, settings: Settings, lexicon: Lexicon, decisions: Decisions) -> Result:
    """Repair `raw`: all steps in order, again and again until the text stays as it is."""
    log = Log(unfit=decisions.unfit(raw))
    text = _apply_added(Text.of(raw), log, decisions)
    printed = lay_out(raw)
    for _ in range(PASSES):
        before = text.string
        layout = printed if before == raw else lay_out(before)
        words = lexicon.of_text(before)
        view = View(Text.of(before), layout, words, settings)
        for step in steps(only=settings.only, skip=settings.skip):
            chosen = _choose(step, view, text, log, decisions, settings)
            if chosen:  # else the next step is shown the same view, with what was worked out on it
                view, text = replace(view, text=apply(view.text, chosen)), apply(text, chosen)
        if text.string == before:
            return Result(text, log, printed, stable=True)
    return Result(text, log, printed, stable=False)


def apply(text: Text, edits: Iterable[tuple[int, Edit]]) -> Text:
    """`text` with all `edits` (id, edit), which must not overlap, done.

    An insertion at the border of a moved range stays with what stands before it. Moves to one place come
    in the order given.
    """
    edits = list(edits)
    replacements = sorted((e for e in edits if e[1].to is None), key=lambda e: (e[1].start, e[1].end))
    moves = sorted((e for _, e in edits if e.to is not None), key=lambda e: e.to or 0)
    if replacements:
        text = _replace(text, replacements)
    if moves:
        ends = [e.end for _, e in replacements]
        grown = [0, *accumulate(len(e.after) - (e.end - e.start) for _, e in replacements)]

        def now(place: int) -> int:
            return place + grown[bisect_right(ends, place)]

        text = _move(text, [(now(m.start), now(m.end), now(m.to or 0)) for m in moves])
    return text


def _replace(text: Text, edits: list[tuple[int, Edit]]) -> Text:
    lists = text.split([c for _, e in edits for c in (e.start, e.end)])
    done: list[Piece] = []
    for index, pieces in enumerate(lists):
        if index % 2 == 0:
            done.extend(pieces)
            continue
        number, edit = edits[index // 2]
        ids = tuple(sorted({number, *(i for p in pieces for i in p.edits)}))
        following = lists[index + 1][:1]
        # Inserted white space belongs to what stands before it, an inserted letter to its word.
        to_next = following and (not done or not edit.after.isspace())
        place = following[0].start if to_next else done[-1].end if done else 0
        (start, end), *others = runs(pieces) or ((place, place),)
        done.append(Piece(start, end, edit.after, ids))
        done.extend(Piece(a, b, "", ids) for a, b in others)
    return Text(text.base, _tidy(text.base, done))


def _move(text: Text, moves: list[tuple[int, int, int]]) -> Text:
    borders = sorted({place for move in moves for place in move} | {0, len(text)})
    before, *lists = text.split(borders)
    blocks = dict(zip(borders, lists, strict=True))
    order: list[Piece] = list(before)

    def moved(start: int, end: int) -> list[Piece]:
        return [p for at, pieces in blocks.items() if start <= at < end for p in pieces]

    for at, pieces in blocks.items():
        for start, end, to in moves:
            if to == at:
                order.extend(moved(start, end))
        if not any(start <= at < end for start, end, _ in moves):
            order.extend(pieces)
    return Text(text.base, _tidy(text.base, order))


def _tidy(base: str, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Copies in place of what became the base again, joined where they follow each other in it.

    Pieces that stand for nothing go; the halves of a new piece that was cut and stayed come together.
    """
    done: list[Piece] = []
    for piece in pieces:
        if piece.text is not None and piece.text == base[piece.start : piece.end]:
            piece = Piece(piece.start, piece.end)
        if piece.text is None and done and done[-1].text is None and done[-1].end == piece.start:
            done[-1] = Piece(done[-1].start, piece.end)
        elif piece.text and _is_other_half(piece, done):
            done[-1] = replace(done[-1], text=(done[-1].text or "") + piece.text)
        elif len(piece) or piece.end > piece.start:
            done.append(piece)
    return tuple(done)


def _is_other_half(piece: Piece, done: Sequence[Piece]) -> bool:
    """Whether `piece` was cut off the new piece before it."""
    before = done[-1] if done else None
    return before is not None and bool(before.text) and piece.edits == before.edits and (
        piece.start == piece.end == before.end
    )  # fmt: skip


def _choose(
    step: Step, view: View, text: Text, log: Log, decisions: Decisions, settings: Settings
) -> list[tuple[int, Edit]]:
    """The edits of this step to apply, with their ids; all others are written down."""
    wishes: list[tuple[str, Edit]] = []
    for name, rule in step.items():
        try:
            found = list(rule.find(view))
            _check(found, len(view.string))
            found = [e for e in found if e.to is not None or view.string[e.start : e.end] != e.after]
        except Exception as error:  # a faulty rule must not cost the article
            failure = (name, f"{type(error).__name__}: {error}")
            if failure not in log.failures:
                log.failures.append(failure)
            continue
        wishes.extend((name, edit) for edit in found)
    surest = sorted(range(len(wishes)), key=lambda i: (-wishes[i][1].confidence, i))
    taken = Taken()
    chosen: dict[int, tuple[int, Edit]] = {}
    for index in surest:
        name, edit = wishes[index]
        raw = text.to_base(edit.start, edit.end)
        verdict = decisions.verdict(text.base, raw, edit)
        apply_it = (verdict == "apply" and edit.safety is not Safety.REPORT) or (
            verdict is None
            and (edit.safety is Safety.SAFE or (edit.safety is Safety.DOUBTFUL and settings.doubtful))
        )
        if verdict:
            edit = replace(edit, evidence={**edit.evidence, "decision": verdict})
        if apply_it:
            rival = taken.rival(edit)
            if rival is not None:
                edit = replace(edit, safety=Safety.DOUBTFUL, evidence={**edit.evidence, "rival": rival})
                apply_it = False
            else:
                taken.add(name, edit)
                chosen[index] = (len(log.wishes), edit)
        log.wishes.append(Wish(name, edit, raw, apply_it))
    return [chosen[index] for index in sorted(chosen)]  # moves to one place keep the order of the rule


def _apply_added(text: Text, log: Log, decisions: Decisions) -> Text:
    """Edits that people added come first, in the raw text; of two that overlap the later counts."""
    chosen = []
    taken = Taken()
    for edit in reversed(decisions.added(text.base)):
        rival = taken.rival(edit)
        if rival is None:
            taken.add(ADDED, edit)
            chosen.append((len(log.wishes), edit))
        else:
            edit = replace(edit, safety=Safety.DOUBTFUL, evidence={"rival": rival})
        log.wishes.append(Wish(ADDED, edit, ((edit.start, edit.end),), applied=rival is None))
    return apply(text, chosen)


def _check(edits: Iterable[Edit], length: int) -> None:
    for e in edits:
        inside = 0 <= e.start <= e.end <= length
        if not inside or (e.to is not None and (not 0 <= e.to <= length or e.start < e.to < e.end)):
            raise ValueError(f"edit outside the text: {e}")
        e.after.encode()  # no text, or half a character, could not be written


def _overlap(a: Edit, b: Edit) -> bool:
    if a.to is not None and b.to is not None:
        return a.start < b.end and b.start < a.end
    if a.to is not None or b.to is not None:
        move, other = (a, b) if a.to is not None else (b, a)
        return any(other.start < place < other.end for place in (move.start, move.end, move.to or 0))
    if a.start == a.end or b.start == b.end:
        point, other = (a, b) if a.start == a.end else (b, a)
        return other.start < point.start < other.end or other.start == other.end == point.start
    return a.start < b.end and b.start < a.end
