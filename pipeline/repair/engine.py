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

from pipeline.decisions import Decision, Decisions, OnText
from pipeline.geometry import Geometry
from pipeline.language.lexicon import Lexicon
from pipeline.layout.lay_out import Layout, carried, lay_out
from pipeline.records import Edit, Range, Safety
from pipeline.repair.rule import View
from pipeline.repair.rules import Step, floors, steps
from pipeline.settings import Settings
from pipeline.text import Piece, Text, hull, runs

ADDED = "decisions/added"  # stands for a rule where people made the edit
DECIDED = {"apply": "accepted_by_person", "refuse": "refused_by_person"}  # the reason, in place of the rule's
READER = "ingest/geometry"  # stands for a rule where the page shows what the text does not
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
    """The changed text (its base is the raw text), the log, and what was found in the raw text.

    Attributes:
        spelling: of the whole text, by the names of the settings.
    """

    text: Text
    log: Log
    layout: Layout
    stable: bool
    spelling: str


def run(
    raw: str,
    *,
    settings: Settings,
    lexicon: Lexicon,
    decisions: Decisions,
    geometry: Geometry | None = None,
) -> Result:
    """Repair `raw`: all steps in order, again and again until the text stays as it is.

    `geometry` tells what the pages of `raw` looked like, where that is known.
    """
    printed = lay_out(raw, geometry)
    decided = decisions.on(raw)
    result = _repair(raw, printed, settings, lexicon, decided, decided.made())
    wishes = ((hull(w.raw), w.edit.after) for w in result.log.wishes if w.edit.to is None)
    if unmet := decided.unmet(wishes):  # what people accepted outlives the rule that wished it
        result = _repair(raw, printed, settings, lexicon, decided, decided.made(unmet))
    return result


def _repair(
    raw: str,
    printed: Layout,
    settings: Settings,
    lexicon: Lexicon,
    decided: OnText,
    made: Sequence[Edit],
) -> Result:
    log = Log(unfit=tuple(decided.unfit))
    log.wishes += [Wish(READER, edit, ((edit.start, edit.end),), applied=False) for edit in printed.findings]
    text = _apply_made(Text.of(raw), log, made)
    spelled = None
    for number in range(PASSES):
        before = text.string
        words = lexicon.of_text(before)
        if before == raw or (printed.of_pages and number == 0):
            view = View(text, printed, words, settings, spelled)
        else:
            layout = carried(text, printed) if printed.of_pages else lay_out(before)
            view = View(Text.of(before), layout, words, settings, spelled)
        spelled = view.spelling
        for step in steps(only=settings.only, skip=settings.skip):
            chosen = _choose(step, view, text, log, decided, settings)
            if chosen:  # else the next step is shown the same view, with what was worked out on it
                same = view.text is text  # on the raw text the places of both are the same
                text = apply(text, chosen)
                view = replace(view, text=text if same else apply(view.text, chosen), spelled=spelled)
        if text.string == before:
            return Result(text, log, printed, stable=True, spelling=spelled)
    return Result(text, log, printed, stable=False, spelling=spelled or "")


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
    step: Step, view: View, text: Text, log: Log, decided: OnText, settings: Settings
) -> list[tuple[int, Edit]]:
    """The edits of this step to apply, with their ids; all others are written down."""
    wishes: list[tuple[str, Edit]] = []
    least = floors(settings.floors)
    for name, rule in step.items():
        try:
            found = list(rule.find(view))
            _check(found, len(view.string))
            found = [e for e in found if e.to is not None or view.string[e.start : e.end] != e.after]
            found = _at_floor(found, least.get(name))
        except MemoryError:  # is no fault of the rule; without it the article would come out otherwise
            raise
        except Exception as error:  # a faulty rule must not cost the article
            failure = (name, f"{type(error).__name__}: {error}")
            if failure not in log.failures:
                log.failures.append(failure)
            continue
        wishes.extend((name, edit) for edit in found)
    places = [text.to_base(edit.start, edit.end) for _, edit in wishes]
    verdicts = [
        decided.verdict(raw, edit, over=_passed(edit, text))
        for raw, (_, edit) in zip(places, wishes, strict=True)
    ]
    surest = sorted(range(len(wishes)), key=lambda i: (verdicts[i] != "apply", -wishes[i][1].confidence, i))
    taken = Taken()
    chosen: dict[int, tuple[int, Edit]] = {}
    for index in surest:
        name, edit = wishes[index]
        raw, verdict = places[index], verdicts[index]
        apply_it = (verdict == "apply" and edit.safety is not Safety.REPORT) or (
            verdict is None
            and (edit.safety is Safety.SAFE or (edit.safety is Safety.DOUBTFUL and settings.doubtful))
        )
        if verdict:
            told = {**edit.evidence, "decision": verdict, "reason": edit.why}
            edit = replace(edit, why=DECIDED[verdict], evidence=told)
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


def _at_floor(edits: list[Edit], least: float | None) -> list[Edit]:
    """The edits as safe or doubtful as the settings have it; reports stay reports."""
    if least is None:
        return edits
    return [
        edit
        if edit.safety is Safety.REPORT
        else replace(edit, safety=Safety.SAFE if edit.confidence >= least else Safety.DOUBTFUL)
        for edit in edits
    ]


def _passed(edit: Edit, text: Text) -> tuple[Range, ...]:
    """The raw ranges that a move goes past."""
    if edit.to is None:
        return ()
    return text.to_base(*((edit.end, edit.to) if edit.to > edit.start else (edit.to, edit.start)))


def _apply_made(text: Text, log: Log, made: Sequence[Edit]) -> Text:
    """Edits that people made come first, in the raw text; of two that overlap the later counts."""
    chosen = []
    taken = Taken()
    for edit in reversed(made):
        rival = taken.rival(edit)
        if rival is None:
            taken.add(ADDED, edit)
            chosen.append((len(log.wishes), edit))
        else:
            edit = replace(edit, safety=Safety.DOUBTFUL, evidence={**edit.evidence, "rival": rival})
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
