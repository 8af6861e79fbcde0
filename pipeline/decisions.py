"""What people decided, as an input of the engine and of the summary.

`decisions.jsonl` stands beside `helder.toml`, one decision a line, oldest first; a later one on the same
thing counts. A decision on an edit is anchored by the input's hash, the raw text before, and up to 32
raw characters on either side, not by rule or path, so that it outlives new rules and renamed files:

    {"source": "<sha256>", "action": "refuse" | "apply" | "add", "before": "...", "after": "...",
     "prefix": "...", "suffix": "...", "who": "..."}

    {"source": "<sha256>", "action": "set" | "remove", "field": "title", "value": "...", "who": "..."}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import WrongSettings
from pipeline.records import Edit, Range
from pipeline.text import hull

FILE = "decisions.jsonl"
CONTEXT = 32
ON_EDITS = ("refuse", "apply", "add")
ON_FIELDS = ("set", "remove")
FIELDS = ("title",)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file. `after` None fits whatever would come in place of `before`."""

    action: str
    before: str = ""
    after: str | None = None
    prefix: str = ""
    suffix: str = ""
    field: str = ""
    value: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions about one source."""

    entries: tuple[Decision, ...] = ()

    def verdict(self, raw: str, ranges: Sequence[Range], edit: Edit) -> str | None:
        """`apply` or `refuse` when somebody decided on this edit of `raw`, else None."""
        if not self.entries:
            return None
        start, end = hull(ranges)
        for entry in reversed(self.entries):
            if entry.action in ("apply", "refuse") and self._fits(entry, raw, start, end, edit.after):
                return entry.action
        return None

    @staticmethod
    def _fits(entry: Decision, raw: str, start: int, end: int, after: str) -> bool:
        return (
            raw[start:end] == entry.before
            and entry.after in (None, after)
            and raw[:start].endswith(entry.prefix)
            and raw.startswith(entry.suffix, end)
        )

    def added(self, raw: str) -> list[Edit]:
        """The edits people added, where their anchor stands in `raw` exactly once, unless refused later."""
        edits = []
        for number, entry in enumerate(self.entries, start=1):
            edit = _anchored(entry, raw)
            later = Decisions(self.entries[number:])
            if edit is not None and later.verdict(raw, [(edit.start, edit.end)], edit) != "refuse":
                edits.append(edit)
        return edits

    def unfit(self, raw: str) -> tuple[Decision, ...]:
        """Decisions on edits whose anchor is not, or not only once, in `raw` any more."""
        return tuple(e for e in self.entries if e.action in ON_EDITS and _find(e, raw) is None)

    def field(self, name: str) -> Decision | None:
        """The last decision about an extracted field."""
        return next((e for e in reversed(self.entries) if e.field == name), None)

    def digest(self) -> str:
        """SHA-256 of all that can change an output; who decided cannot."""
        kept = [[e.action, e.before, e.after, e.prefix, e.suffix, e.field, e.value] for e in self.entries]
        return hashlib.sha256(json.dumps(kept).encode()).hexdigest()


def load(path: Path) -> dict[str, Decisions]:
    """The decisions in the file at `path` by the SHA-256 of the input; none when there is no file.

    Raises:
        WrongSettings: the file cannot be read, or a line is no decision.
    """
    if not path.is_file():
        return {}
    by_source: dict[str, list[Decision]] = {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings(f"{path}: {error}. Correct or remove the file.") from error
    for number, line in enumerate(text.split("\n"), start=1):  # JSON strings may hold other line ends
        if line.strip():
            source, decision = _parse(line, where=f"{path}, line {number}")
            by_source.setdefault(source, []).append(decision)
    return {source: Decisions(tuple(entries)) for source, entries in by_source.items()}


def _parse(line: str, *, where: str) -> tuple[str, Decision]:
    try:
        entry: dict[str, Any] = json.loads(line)
        source = entry["source"]
        names = Decision.__dataclass_fields__
        values = {k: v for k, v in entry.items() if k in names and v is not None}
        for value in (source, *values.values()):
            str.encode(value)  # neither numbers nor half characters
        decision = Decision(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongSettings(f"{where}: not a decision ({error}). Correct or remove the line.") from error
    if decision.action not in (*ON_EDITS, *ON_FIELDS):
        raise WrongSettings(f"{where}: unknown action {decision.action!r}. Correct or remove the line.")
    if decision.action in ON_FIELDS and decision.field not in FIELDS:
        raise WrongSettings(f"{where}: unknown field {decision.field!r}; known: {', '.join(FIELDS)}.")
    return source, decision


def anchor(raw: str, ranges: Iterable[Range]) -> dict[str, str]:
    """What a decision about an edit of these raw ranges has to hold to find it again."""
    start, end = hull(ranges)
    return {
        "before": raw[start:end],
        "prefix": raw[max(0, start - CONTEXT) : start],
        "suffix": raw[end : end + CONTEXT],
    }


def _find(entry: Decision, raw: str) -> int | None:
    needle = entry.prefix + entry.before + entry.suffix
    first = raw.find(needle)
    if not needle or first < 0 or raw.find(needle, first + 1) >= 0:
        return None
    return first + len(entry.prefix)


def _anchored(entry: Decision, raw: str) -> Edit | None:
    start = _find(entry, raw) if entry.action == "add" else None
    if start is None:
        return None
    return Edit(start, start + len(entry.before), entry.after or "", why="added_by_person")
