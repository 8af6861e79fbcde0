"""What people decided, as an input of the engine and of the summary.

`decisions.jsonl` stands beside `helder.toml`, one decision a line, oldest first; a later one on the same
thing counts. A decision is anchored by the input's hash, the raw text before, and up to 32 raw characters
on either side, not by rule or path, so that it outlives new rules, renamed files and another reader's
offsets. `occurrence` (from 1) tells places apart that look the same even so.

    {"source": "<sha256>", "action": "refuse" | "apply" | "add" | "undo", "before": "...", "after": "...",
     "prefix": "...", "suffix": "...", "occurrence": 2, "who": "...", ...}

    {"source": "<sha256>", "action": "set" | "remove" | "undo", "field": "citations", "value": {...},
     "before": "...", "prefix": "...", "suffix": "...", "who": "...", ...}

Other keys (`at`, `rule`, `confidence`) are for people and for learning, and decide nothing.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from pipeline.errors import WrongSettings
from pipeline.records import Edit, Range
from pipeline.text import hull

FILE = "decisions.jsonl"
CONTEXT = 32
ON_EDITS = ("refuse", "apply", "add")
ON_FIELDS = ("set", "remove")
UNDO = "undo"
ARTICLE = "article"  # the field that stands for the border where an article begins
FIELDS = (
    ARTICLE,
    "asides",
    "authors",
    "citations",
    "claims",
    "language",
    "lead",
    "legal_sources",
    "mentions",
    "publication",  # "publication.volume" and the like: one field of the CSL item
    "references",
    "sections",
    "terms",
    "title",
)
SINGLE = ("language", "lead", "publication", "title")  # an anchor only tells in which article they are
SHIFT = 64  # characters that a change is moved at most to find its leftmost place
Change = tuple[int, int, str]
Core = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file. `after` None fits whatever would come in place of `before`.

    `number` is its rank in the file, from 1; it decides nothing.
    """

    action: str
    before: str = ""
    after: str | None = None
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 0
    field: str = ""
    value: Any = None
    who: str = ""
    number: int = dataclasses.field(default=0, compare=False)

    @property
    def needle(self) -> str:
        """What to look for in the raw text."""
        return self.prefix + self.before + self.suffix

    @property
    def anchored(self) -> bool:
        """Whether it is about a place; one on a field need not be."""
        return bool(self.needle)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions about one source."""

    entries: tuple[Decision, ...] = ()

    def among(self, texts: Sequence[str]) -> list[Decisions]:
        """The decisions for each of the articles of the source, given by their texts in order.

        One whose anchor stands nowhere goes to the first, which reports it; one without an anchor to all.
        """
        given: list[list[Decision]] = [[] for _ in texts]
        for entry in self.entries:
            if not entry.anchored:
                for entries in given:
                    entries.append(entry)
                continue
            here = [sum(1 for _ in starts(text, entry.needle)) for text in texts]
            wanted = entry.occurrence or (1 if sum(here) == 1 else sum(here) + 1)
            at, before = 0, 0
            for number, times in enumerate(here):
                if before < wanted <= before + times:
                    at, wanted = number, wanted - before
                    break
                before += times
            given[at].append(replace(entry, occurrence=wanted))
        return [Decisions(tuple(entries)) for entries in given]

    def on(self, raw: str) -> OnText:
        """The decisions, each at its place in `raw`."""
        return OnText(self.entries, raw)

    def digest(self) -> str:
        """SHA-256 of all that can change an output; who decided cannot."""
        kept = [{k: v for k, v in asdict(e).items() if k not in ("who", "number")} for e in self.entries]
        return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


class OnText:
    """The decisions that count for one text: built once, asked for every wish of a rule.

    Attributes:
        unfit: decisions whose anchor is not, or not only once, in the text any more.
        fields: what people decided about extracted fields, each with its place if it has one.
    """

    def __init__(self, entries: Sequence[Decision], raw: str) -> None:
        self._raw = raw
        self._starts: dict[str, list[int]] = {}
        self.unfit: list[Decision] = []
        live: dict[tuple[str, Range | None], list[tuple[int, Range | None, Decision]]] = {}
        for number, entry in enumerate(entries):
            place = self._place(entry)
            if place or (entry.field and not entry.anchored):
                thing = (entry.field, None if entry.field.partition(".")[0] in SINGLE else place)
                kept = [one for one in live.get(thing, []) if not _ends(one[2], entry)]
                live[thing] = [*kept, (number, place, entry)] if entry.action != UNDO else kept
            elif entry.action != UNDO:
                self.unfit.append(entry)
        ordered = sorted((one for held in live.values() for one in held), key=lambda one: one[0])
        self.fields = [(entry, place) for _, place, entry in ordered if entry.field]
        self._edits = [(n, place, e) for n, place, e in ordered if place and not e.field]
        self._by_change: dict[Change | Core | Range, tuple[int, Decision]] = {}
        self._moves: list[tuple[Range, int, str]] = []
        for number, place, entry in self._edits:
            changes = [] if entry.action == "add" or entry.after is None else forms(raw, place, entry.after)
            keys: list[Change | Core | Range] = [*changes] or [place]
            for key in keys:
                self._by_change[key] = (number, entry)
            if entry.after == entry.before:
                self._moves.append((place, number, entry.action))
        wide = [(place, e) for _, place, e in self._edits if place[0] < place[1]]
        refused = [(place, e) for place, e in wide if e.action == "refuse"]
        self._kept = sorted(
            [place for place, e in wide if e.action == "add"]
            + [place for place, e in refused if e.after is None]
        )
        changed = [(place, e.before.strip(), (e.after or "").strip()) for place, e in refused]
        self._changes = sorted((*place, old, new) for place, old, new in changed if old and new)
        self._undeleted = sorted(  # one line of the ledger may be the deletions of several rules
            place for place, e in refused if e.before.strip() and e.after is not None and not e.after.strip()
        )

    def verdict(self, ranges: Sequence[Range], edit: Edit, *, over: Sequence[Range] = ()) -> str | None:
        """`apply` or `refuse` when somebody decided on this edit, else None.

        What people put somewhere, or said must stay, no rule changes but for white space.

        Args:
            ranges: the raw ranges that the edit is of.
            edit: its `after` would come in their place.
            over: for a move, the raw ranges that it goes past.
        """
        if not self._edits:
            return None
        place = hull(ranges)
        if edit.to is not None:
            return self._on_move(place, hull(over) if over else place)
        found = self.about(place, edit.after)
        if found and found.action != "add":
            return found.action
        change = minimal(self._raw, *place, edit.after)
        if not (self._raw[change[0] : change[1]] + change[2]).strip():
            return None  # lines are joined all the same
        gone = not edit.after.strip() and bool(self._raw[place[0] : place[1]].strip())
        kept = _touch(self._kept, change[:2]) or (gone and _touch(self._undeleted, change[:2]))
        kept = kept or self._holds_refused(place, edit.after)
        return "refuse" if kept else None

    def _holds_refused(self, place: Range, after: str) -> bool:
        """Whether a wider edit makes a change that was refused, as one over two lines, each of which was."""
        at = bisect_left(self._changes, (place[0],))
        inside = takewhile(lambda refused: refused[0] < place[1], islice(self._changes, at, None))
        return any(end <= place[1] and new in after and old not in after for _, end, old, new in inside)

    def about(self, place: Range, after: str) -> Decision | None:
        """The last decision about the raw text there, or about `after` coming in its place."""
        keys = [place, *forms(self._raw, place, after)]
        found = [one for key in keys if (one := self._by_change.get(key))]
        return max(found, key=lambda one: one[0])[1] if found else None

    def made(self, unmet: Container[Change] = ()) -> list[Edit]:
        """The edits people added, oldest first, and those they accepted that no rule wishes any more."""
        edits = []
        for _, place, entry in self._edits:
            if entry.action == "add":
                edits.append(Edit(*place, entry.after or "", why="added_by_person"))
            elif entry.action == "apply" and self._change(place, entry) in unmet:
                told = {"decision": "apply"}
                edits.append(Edit(*place, entry.after or "", why="accepted_by_person", evidence=told))
        return edits

    def unmet(self, wishes: Iterable[tuple[Range, str]]) -> frozenset[Change]:
        """What people accepted and is not among `wishes`: raw places, each with the text that would come."""
        accepted = (self._change(place, e) for _, place, e in self._edits if e.action == "apply")
        wanted = {change for change in accepted if change}
        return frozenset(wanted - {minimal(self._raw, *place, after) for place, after in wishes if wanted})

    def _change(self, place: Range, entry: Decision) -> Change | None:
        if entry.after is None or entry.after == entry.before:
            return None
        return minimal(self._raw, *place, entry.after)

    def _on_move(self, moved: Range, over: Range) -> str | None:
        """The ledger tells the lighter of two stretches that changed places: it may be the one passed."""
        found = [
            (number, action)
            for (start, end), number, action in self._moves
            if (start < moved[1] and moved[0] < end) or (start <= over[0] and over[1] <= end)
        ]
        whatever = self._by_change.get(moved)
        if whatever and whatever[1].after is None:
            found.append((whatever[0], whatever[1].action))
        return max(found, default=(0, None))[1]

    def _place(self, entry: Decision) -> Range | None:
        needle = entry.needle
        if needle not in self._starts:
            self._starts[needle] = list(starts(self._raw, needle))
        found, number = self._starts[needle], max(0, entry.occurrence - 1)
        if number >= len(found) or (len(found) > 1 and not entry.occurrence):
            return None
        start = found[number] + len(entry.prefix)
        return start, start + len(entry.before)


def _touch(ranges: Sequence[Range], place: Range) -> bool:
    """Whether one of the sorted ranges, which hardly overlap, has a character of `place`."""
    at = bisect_left(ranges, (place[1], place[1]))
    return any(start < place[1] and place[0] < end for start, end in ranges[max(0, at - 2) : at])


def _ends(earlier: Decision, later: Decision) -> bool:
    """Whether a later decision at the same place ends an earlier one."""
    if later.field:
        return True
    both = {earlier.action, later.action} <= {"apply", "add"}  # only one text can come there
    return both or later.after is None or later.after == earlier.after


def forms(raw: str, place: Range, after: str) -> list[Change | Core]:
    """What a change is known by: its least extent, and where more than white space changes the extent without
    white space at the ends, since the ledger tells of an edit together with the line ends beside it.
    """
    start, end = place
    before = raw[start:end]
    found: list[Change | Core] = [minimal(raw, start, end, after)]
    if before.strip():
        start += len(before) - len(before.lstrip())
        found.append(("core", *minimal(raw, start, start + len(before.strip()), after.strip())))
    return found


def minimal(raw: str, start: int, end: int, after: str) -> Change:
    """The change with nothing in it that stays, at its leftmost place: one, however it was wished."""
    before = raw[start:end]
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    most -= head
    tail = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    start, end, after = start + head, end - tail, after[head : len(after) - tail]
    for _ in range(SHIFT):
        if start == end and after and start and raw[start - 1] == after[-1]:
            after = after[-1] + after[:-1]
        elif not (start < end and not after and start and raw[start - 1] == raw[end - 1]):
            break
        start, end = start - 1, end - 1
    return start, end, after


def starts(text: str, needle: str) -> Iterator[int]:
    """Where `needle` begins in `text`; an empty one nowhere."""
    at = text.find(needle) if needle else -1
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def anchor(
    raw: str, ranges: Iterable[Range], *, earlier: Sequence[str] = (), later: Sequence[str] = ()
) -> dict[str, Any]:
    """What a decision about these raw ranges has to hold to find them again.

    `earlier` and `later` are the texts of the other articles of the same source, in order.
    """
    start, end = hull(ranges)
    prefix, suffix = raw[max(0, start - CONTEXT) : start], raw[end : end + CONTEXT]
    found: dict[str, Any] = {"before": raw[start:end], "prefix": prefix, "suffix": suffix}
    needle, at = prefix + raw[start:end] + suffix, start - len(prefix)
    before = sum(1 for text in earlier for _ in starts(text, needle))
    here = list(starts(raw, needle))
    if before + len(here) + sum(1 for text in later for _ in starts(text, needle)) > 1:
        found["occurrence"] = before + here.index(at) + 1
    return found


# --- the file --------------------------------------------------------------------------------------


def load(path: Path) -> dict[str, Decisions]:
    """The decisions in the file at `path` by the SHA-256 of the input; none when there is no file.

    A last line that was cut off while it was written counts for nothing.

    Raises:
        WrongSettings: the file cannot be read, or a line is no decision.
    """
    by_source: dict[str, list[Decision]] = {}
    for _, source, decision in parsed(read(path)[0], where=str(path)):
        by_source.setdefault(source, []).append(decision)
    return {source: Decisions(tuple(entries)) for source, entries in by_source.items()}


def read(path: Path, *, start: int = 0) -> tuple[bytes, bytes]:
    """The whole lines of the file from a byte on, and the beginning of one that was cut off.

    Nothing when there is no file.

    Raises:
        WrongSettings: it cannot be read.
    """
    try:
        data = path.read_bytes()[start:] if path.is_file() else b""
    except OSError as error:
        raise WrongSettings(f"{path}: {error}. Correct or remove the file.") from error
    data = data.removeprefix(b"\xef\xbb\xbf")
    whole = data.rfind(b"\n") + 1
    return (data[:whole], data[whole:]) if _is_cut_off(data[whole:]) else (data, b"")


def _is_cut_off(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return line.startswith(b"{")
    return False


def parsed(data: bytes, *, where: str, first: int = 1) -> Iterator[tuple[Mapping[str, Any], str, Decision]]:
    """Each decision in the lines of a file: as it stands there, its source, and as a value.

    Raises:
        WrongSettings: a line is no decision.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongSettings(f"{where}: {error}. Correct or remove the file.") from error
    for number, line in enumerate(text.split("\n"), start=first):  # JSON strings may hold other line ends
        if line.strip():
            yield _parse(line, number, where=f"{where}, line {number}")


def _parse(line: str, number: int, *, where: str) -> tuple[Mapping[str, Any], str, Decision]:
    try:
        entry: dict[str, Any] = json.loads(line)
        source = entry["source"]
        names = Decision.__dataclass_fields__
        values = {k: v for k, v in entry.items() if k in names and k != "number" and v is not None}
        json.dumps(values, ensure_ascii=False).encode()  # no half characters
        for key, value in {"source": source, **values}.items():
            if key != "value" and type(value) is not (int if key == "occurrence" else str):
                raise TypeError(f"{key} = {value!r}")
        decision = Decision(**values, number=number)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongSettings(f"{where}: not a decision ({error}). Correct or remove the line.") from error
    if decision.action not in (*ON_EDITS, *ON_FIELDS, UNDO):
        raise WrongSettings(f"{where}: unknown action {decision.action!r}. Correct or remove the line.")
    on_field = decision.action in ON_FIELDS or decision.field
    if on_field and (decision.field.partition(".")[0] not in FIELDS or decision.action in ON_EDITS):
        raise WrongSettings(f"{where}: unknown field {decision.field!r}; known: {', '.join(FIELDS)}.")
    return entry, source, decision
