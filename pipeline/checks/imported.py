"""One article as it lies on disk: its raw file, clean text, ledger and summary, each read when first asked
for.

Nothing here raises for what is wrong with a file: what cannot be read is None, and a fault tells why, so
that each check can look at what is left. `expected_text` and `expected_raw` are what the text and the raw
file must have been, won back from the others; they tell which of them was changed, and where.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.articles import Own
from pipeline.checks.check import Finding
from pipeline.decisions import Decisions
from pipeline.errors import HelderError, InputFault, TextDoesNotMatchLedger
from pipeline.ingest import files, text
from pipeline.language.lexicon import Lexicon, lexicon
from pipeline.places import LINE_END
from pipeline.records import Article, Page, Range, Safety, Source
from pipeline.repair import engine, ledger, restore
from pipeline.settings import Settings
from pipeline.text import Piece, Text

if TYPE_CHECKING:
    from pipeline.summary.models import Summary

RAW, TEXT, LEDGER, SUMMARY = "raw", ".txt", ".repairs.jsonl", ".json"
ENDINGS = (LEDGER, SUMMARY, TEXT)
POINTER = b"version https://git-lfs.github.com/spec/"
AROUND = 40  # characters shown on either side of a place


@dataclass(frozen=True, slots=True)
class Now:
    """What would make the outputs today: digests of code and settings, name and version of the model."""

    rules: str
    extractors: str
    settings: str
    model: tuple[str, str] | None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """An edit that a rule still wishes on the clean text."""

    rule: str
    safety: Safety
    start: int
    end: int
    after: str


@dataclass(frozen=True)
class Imported:
    """One article.

    Attributes:
        input: path of the raw file below its root, with `/`.
        stem: what the names of its outputs begin with; None when it was not cleaned yet.
        raw_path: where the raw file is, or should be; None when that is not known.
        folder: that helder wrote to.
        record: its line of the manifest.
        first: whether no other article of the input comes before it.
        shown: the path of `folder` and of the raw root, as people are told them.
    """

    input: str
    stem: str | None
    raw_path: Path | None
    folder: Path | None
    record: Mapping[str, Any] | None
    settings: Settings
    now: Now
    first: bool = True
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What it is called among all articles."""
        return f"{self.input}#{self.stem}"

    # --- files ------------------------------------------------------------------------------------

    def path(self, part: str) -> Path | None:
        """Where a file is, or should be; `part` is `raw` or an ending."""
        if part == RAW:
            return self.raw_path
        return self.folder / (self.stem + part) if self.folder and self.stem is not None else None

    def name(self, part: str) -> str:
        """The path of a file as people are told it."""
        if part == RAW:
            return self.shown.get(RAW, self.input)
        return f"{self.shown.get('folder', '')}{self.stem}{part}"

    def should_have(self, part: str) -> bool:
        """Whether the manifest names this file."""
        return self.record is not None and f"{self.stem}{part}" in self.record.get("outputs", {})

    def expected_sha256(self, part: str) -> str | None:
        """The hash of a file that the manifest has."""
        if self.record is None:
            return None
        if part == RAW:
            return self.record.get("input_sha256")
        return self.record.get("outputs", {}).get(f"{self.stem}{part}") or None

    @cached_property
    def _data(self) -> dict[str, bytes | None]:
        return {part: _read(self.path(part)) for part in (RAW, *ENDINGS)}

    def data(self, part: str) -> bytes | None:
        """The bytes of a file; None where there is no such file."""
        return self._data[part]

    def is_pointer(self, part: str) -> bool:
        """Whether Git LFS left a pointer in place of the file."""
        data = self.data(part)
        return data is not None and data.startswith(POINTER)

    @cached_property
    def _line_ends_only(self) -> dict[str, bool]:
        """What is known so far. Of the raw file it takes text and ledger, which ask it of themselves."""
        return {}

    def _differs_in_line_ends(self, part: str, data: bytes, wanted: str) -> bool:
        unix = data.replace(b"\r\n", b"\n")
        if wanted in (_sha256(unix), _sha256(unix.replace(b"\n", b"\r\n"))):
            return True
        expected = self.expected_raw if part == RAW else None  # both kinds stood in it
        return expected is not None and expected.replace(b"\r\n", b"\n") == unix

    def only_line_ends_differ(self, part: str) -> bool:
        """Whether a file is as it was but for its line ends."""
        if part not in self._line_ends_only:
            data, wanted = self.data(part), self.expected_sha256(part)
            changed = bool(data) and wanted is not None and _sha256(data or b"") != wanted
            self._line_ends_only[part] = changed and self._differs_in_line_ends(
                part, data or b"", wanted or ""
            )
        return self._line_ends_only[part]

    def changed(self, part: str) -> bool:
        """Whether a file is not the one that the manifest tells of, and it is not its line ends alone."""
        data, wanted = self.data(part), self.expected_sha256(part)
        if not data or wanted is None or self.is_pointer(part):
            return False
        return _sha256(data) != wanted and not self.only_line_ends_differ(part)

    # --- what they hold ---------------------------------------------------------------------------

    def _as_written(self, part: str) -> bytes | None:
        """The bytes of an output, with the line ends helder writes."""
        data = None if self.is_pointer(part) else self.data(part)
        return data.replace(b"\r\n", b"\n") if data and self.only_line_ends_differ(part) else data

    @cached_property
    def text(self) -> str | None:
        """The clean text; None where there is none, or it is not UTF-8."""
        data = self._as_written(TEXT)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            return None

    @cached_property
    def _source(self) -> Source | InputFault | None:
        path = self.raw_path
        if path is None or self.data(RAW) is None or self.is_pointer(RAW):
            return None
        try:
            return files.read(files.Input(path, self.input), self.settings)
        except InputFault as fault:
            return fault

    @property
    def source(self) -> Source | None:
        """The raw text; None where there is none or it cannot be read."""
        return self._source if isinstance(self._source, Source) else None

    @property
    def raw_fault(self) -> InputFault | None:
        """Why the raw file cannot be read."""
        return self._source if isinstance(self._source, InputFault) else None

    @cached_property
    def _ledger(self) -> tuple[list[dict[str, Any]] | None, tuple[int, str] | None]:
        data = self._as_written(LEDGER)
        if data is None:
            return None, None
        lines: list[dict[str, Any]] = []
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n")[:-1] or [""], start=1):
            try:
                found = json.loads(line)
                _check_line(found, first=number == 1)
            except (ValueError, LookupError, TypeError) as error:
                return None, (number, _told(error))
            lines.append(found)
        if not data.endswith(b"\n"):
            return None, (len(lines) + 1, "the file is cut off")
        return lines, None

    @property
    def ledger(self) -> list[dict[str, Any]] | None:
        """The lines of the ledger, the one about the source first; None where it cannot be read."""
        return self._ledger[0]

    @property
    def ledger_fault(self) -> tuple[int, str] | None:
        """The first line of the ledger that cannot be read, and why."""
        return self._ledger[1]

    @property
    def head(self) -> Mapping[str, Any]:
        """What the ledger says of the source; {} without a ledger."""
        return self.ledger[0]["source"] if self.ledger else {}

    @cached_property
    def json(self) -> Any:
        """The summary as plain JSON; None where it cannot be parsed."""
        data = self._as_written(SUMMARY)
        try:
            return None if data is None else json.loads(data)
        except ValueError:
            return None

    @cached_property
    def summary(self) -> Summary | None:
        """The summary; None where there is none or it does not obey the schema."""
        from pydantic import ValidationError

        from pipeline.summary.models import Summary

        try:
            return None if self.json is None else Summary.model_validate(self.json)
        except ValidationError:
            return None

    # --- what they must have been -----------------------------------------------------------------

    @cached_property
    def own(self) -> Own | None:
        """The ranges of the source that the article is made of."""
        ranges = self.head.get("ranges")
        try:
            return Own([(start, end) for start, end in ranges]) if ranges else None
        except (TypeError, ValueError):
            return None

    @cached_property
    def edits(self) -> list[Mapping[str, Any]] | None:
        """The lines of the ledger with raw places in the article's own text; None where they fit nothing."""
        if not self.ledger:
            return None
        try:
            return [ledger.inward(e, self.own) if self.own else e for e in self.ledger[1:]]
        except TextDoesNotMatchLedger:
            return None

    @cached_property
    def raw(self) -> str | None:
        """The article's own raw text, from the raw file."""
        if self.source is None:
            return None
        return self.own.text(self.source.text) if self.own else self.source.text

    @cached_property
    def expected_text(self) -> str | None:
        """Raw + ledger, where it is the text that the ledger was made for."""
        if self.raw is None or self.edits is None:
            return None
        wanted = self.head.get("clean_sha256")
        # The ledger does not say how long the clean text is; it follows from what the edits add and take.
        applied = [e for e in self.edits if e["applied"] and not e.get("moved")]
        length = len(self.raw) + sum(len(e["after"]) - len(e["before"]) for e in applied)
        try:
            found = ledger.replay(self.raw, self.edits, length)
        except TextDoesNotMatchLedger:
            return None
        return found if _sha256(found.encode()) == wanted else None

    @cached_property
    def expected_raw(self) -> bytes | None:
        """Clean - ledger, where it is the input that the ledger names; None for one of several articles."""
        if self.text is None or self.ledger is None or self.own:
            return None
        try:
            return restore.input_bytes(self.text, self.ledger)
        except (HelderError, LookupError, ValueError, TypeError):
            return None

    @cached_property
    def base(self) -> Source | None:
        """The source to tell pages by: the raw file, else what it must have been."""
        if self.source is not None and _sha256(self.data(RAW) or b"") == self.head.get("sha256"):
            return self.source
        if self.expected_raw is None:
            return self.source
        try:
            encoding = None if self.head["bom"] else self.head["encoding"]
            return text.read(self.expected_raw, path=self.input, settings=Settings(encoding=encoding))
        except HelderError:
            return None

    @cached_property
    def origins(self) -> Text | None:
        """The clean text over its source, so that places in it have a page; None where they do not fit."""
        if self.text is None or self.base is None or self.edits is None:
            return None
        own = self.own or Own([(0, len(self.base.text))])
        try:
            stretches = ledger.alignment(self.edits, len(self.text))
        except TextDoesNotMatchLedger:
            return None
        pieces = [
            Piece(s.start, s.end) if s.before is None else Piece(s.start, s.end, self.text[s.to : s.to_end])
            for s in sorted(stretches, key=lambda s: (s.to, s.to_end, s.start))
        ]
        base = own.text(self.base.text)
        if max((s.end for s in stretches), default=0) != len(base):  # text and raw file both changed
            return None
        return own.in_source(Text(base, tuple(pieces)), self.base.text)

    @property
    def article(self) -> Article | None:
        """The raw ranges it is made of."""
        return ledger.article({"source": self.head}, self.base) if self.base and self.head else None

    @cached_property
    def lexicon(self) -> Lexicon:
        """What is known of words in this collection."""
        return lexicon(self.settings.words, self.settings.vocabulary)

    @cached_property
    def is_fresh(self) -> bool:
        """Whether all rules of today made the text: then cleaning it again would change nothing."""
        made = self.record or {}
        default = (Settings().digest(), self.settings.digest())
        intact = self.ledger is not None and self.text is not None and not self.changed(TEXT)
        as_now = made.get("rules") == self.now.rules and made.get("settings") in default
        return (
            intact and as_now and not (self.settings.only or self.settings.skip) and not self.changed(LEDGER)
        )

    @cached_property
    def wishes(self) -> list[Wish]:
        """What rules still wish to change in the clean text.

        Told by the ledger where it was made by the rules of today, since the engine cleans until nothing
        changes; else by cleaning again, which takes some 50 milliseconds.
        """
        if self.text is None:
            return []
        if self.is_fresh and self.ledger:
            return [
                Wish(e["rule"], Safety(e["safety"]), e["clean"]["start"], e["clean"]["end"], e["after"])
                for e in self.ledger[1:]
                if not e["applied"]
            ]
        every = replace(self.settings, only=(), skip=(), doubtful=False)
        result = engine.run(self.text, settings=every, lexicon=self.lexicon, decisions=Decisions())
        found: dict[tuple[str, int, int], Wish] = {}
        for wish in result.log.wishes:
            start, end = min(s for s, _ in wish.raw), max(e for _, e in wish.raw)
            safety = Safety.SAFE if wish.applied else wish.edit.safety
            found.setdefault((wish.rule, start, end), Wish(wish.rule, safety, start, end, wish.edit.after))
        return sorted(found.values(), key=lambda w: (w.start, w.end, w.rule))

    # --- places -----------------------------------------------------------------------------------

    def finding(self, part: str, message: str, **more: Any) -> Finding:
        """Something wrong with a file as a whole."""
        return Finding(message, self.name(part), **more)

    def at(self, part: str, start: int, end: int, message: str, **more: Any) -> Finding:
        """Something wrong at a place of the raw or the clean text."""
        string = (self.text if part == TEXT else self.source.text if self.source else "") or ""
        start, end = max(0, min(start, len(string))), max(0, min(end, len(string)))
        lines = self._lines[part]
        line = bisect_right(lines, start)
        return Finding(
            message,
            self.name(part),
            page=self.page(start) if part == TEXT else self._raw_page(start),
            line=line,
            column=start - lines[line - 1] + 1,
            start=start,
            end=end,
            before=string[max(0, start - AROUND) : start],
            text=string[start : min(end, start + 4 * AROUND)],
            after=string[end : end + AROUND],
            **more,
        )

    @cached_property
    def _lines(self) -> dict[str, list[int]]:
        """Where each line starts."""
        text = [match.end() for match in LINE_END.finditer(self.source.text)] if self.source else []
        return {
            TEXT: [0, *(at + 1 for at, c in enumerate(self.text or "") if c == "\n")],
            RAW: [0, *text],
        }

    def raw_line(self, offset: int) -> int:
        """The number of a line of the raw file."""
        return bisect_right(self._lines[RAW], offset)

    def page(self, offset: int) -> int | None:
        """The page of the raw file that a place in the clean text comes from."""
        if self.origins is None or self.base is None:
            return None
        return _page(self.base.pages, self.origins.base_of(offset))

    def _raw_page(self, offset: int) -> int | None:
        return _page(self.source.pages, offset) if self.source else None


def _page(pages: Sequence[Page], offset: int) -> int | None:
    at = bisect_right([page.start for page in pages], offset) - 1
    return pages[at].number if at >= 0 else None


def first_difference(old: str, new: str) -> tuple[Range, Range] | None:
    """The places in both where they first differ, up to where the line agrees again; None if they do not."""
    if old == new:
        return None
    start = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    a, b = old.find("\n", start), new.find("\n", start)  # a line is enough; others may differ as well
    a, b = a if a >= 0 else len(old), b if b >= 0 else len(new)
    while a > start and b > start and old[a - 1] == new[b - 1]:
        a, b = a - 1, b - 1
    return (start, a), (start, b)


def with_line_ends_of(new: str, old: str) -> str:
    """The old text with the line ends of the new one: who saves a file may change all of them at once."""
    unix = old.replace("\r\n", "\n")
    return unix.replace("\n", "\r\n") if "\r\n" in new else unix


def became(old: str, new: str, place: tuple[Range, Range]) -> str:
    """The words that stood at a difference and those that stand there now, as people are told it."""
    was, now = (_words(text, *at)[:60] for text, at in zip((old, new), place, strict=True))
    return f"{was!r} became {now!r}."


def _words(text: str, start: int, end: int) -> str:
    """The whole words of a place."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def _check_line(line: Any, *, first: bool) -> None:
    if first:
        for key in ("sha256", "encoding", "bom", "newlines", "part", "clean_sha256"):
            line["source"][key]
        return
    for key in ("rule", "safety", "applied", "before", "after", "why", "evidence", "confidence"):
        line[key]
    for side in ("raw", "clean"):
        int(line[side]["start"]), int(line[side]["end"])
    Safety(line["safety"])


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return "it is no JSON" if isinstance(error, json.JSONDecodeError) else str(error)


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
