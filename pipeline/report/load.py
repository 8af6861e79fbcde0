"""What helder wrote to a folder, read for people to look at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline import batch
from pipeline.articles import Own
from pipeline.errors import HelderError, NoInput, UnreadableInput
from pipeline.ingest import files
from pipeline.records import Range
from pipeline.repair import ledger, restore
from pipeline.text import Piece, Text

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Article:
    """One article of a folder that helder wrote.

    Attributes:
        number: its place in the folder, from 0.
        stem: what its files' names begin with.
        path: of the input, as the manifest has it.
        head: the first line of the ledger, about the source.
        lines: the others; their raw places are in the article's own raw text.
        summary: the JSON record; empty when only `helder clean` was run.
    """

    number: int
    stem: str
    path: str
    clean: str
    head: Line
    lines: Sequence[Line]
    summary: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def raw(self) -> str:
        """The article's own raw text, won back from the clean text and the ledger."""
        return ledger.undo(self.clean, self.lines)

    @cached_property
    def text(self) -> Text:
        """The clean text with the raw place of each character."""
        stretches = sorted(
            ledger.alignment(self.lines, len(self.clean)), key=lambda s: (s.to, s.to_end, s.start)
        )
        return Text(
            self.raw,
            tuple(
                Piece(s.start, s.end, None if s.before is None else self.clean[s.to : s.to_end])
                for s in stretches
            ),
        )

    def own_place(self, raw: Mapping[str, Any]) -> Range:
        """The place in the article's own raw text of a `raw` in its summary, which counts in the source."""
        start, end = raw["start"], raw["end"]
        ranges = self.head.get("ranges")
        if ranges:
            own = Own([(a, b) for a, b in ranges])
            start, end = own.inward(start, start)[0], own.inward(end, end)[1]
        return start, end

    @property
    def sha256(self) -> str:
        """Of the input."""
        return str(self.head["sha256"])

    @property
    def part(self) -> str:
        """Which article of the input; "" for the only one."""
        return str(self.head.get("part", ""))

    @property
    def title(self) -> str:
        """What people call it."""
        title = self.summary.get("title") or {}
        return str(title.get("suggested") or title.get("text") or self.stem)

    def quality(self, which: str) -> float | None:
        """How sound the text was (`raw`) or is (`clean`), 0 to 1; None where it is not known."""
        value = self.summary.get("quality", {}).get(which)
        return None if value is None else float(value)


class Shelf:
    """The articles of a folder as they are now: read again when helder has written to it."""

    def __init__(self, folder: Path, *, failed: list[str]) -> None:
        self._folder = folder
        self._stamp = self._now()
        self.articles = load(folder, failed=failed)

    def refresh(self) -> bool:
        """Read the articles again if they may have changed; whether that was so."""
        if (now := self._now()) == self._stamp:
            return False
        self._stamp = now
        with suppress(NoInput):  # the last run failed altogether: what was shown stays
            self.articles = load(self._folder, failed=[])
        return True

    @property
    def build(self) -> str:
        """Names the texts, so that nobody decides about others than those shown."""
        told = "".join(f"{a.stem}\0{a.head['clean_sha256']}\0{len(a.lines)}\0" for a in self.articles)
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _now(self) -> int:
        manifest = self._folder / files.MANIFEST
        return manifest.stat().st_mtime_ns if manifest.is_file() else 0


def load(folder: Path, *, failed: list[str]) -> list[Article]:
    """The articles in a folder that helder wrote, sorted by path; a broken one is told of in `failed`.

    Raises:
        NoInput: there is no article, or helder did not write the folder.
    """
    if not files.is_written_by_helder(folder):
        raise NoInput(f"{folder} is no folder that helder wrote.")
    found: list[Article] = []
    for path, stem in _stems(folder):
        try:
            article = _read(folder, stem, path, len(found))
            _ = article.raw  # text and ledger fit each other
            found.append(article)
        except HelderError as error:
            failed.append(str(error))
    if not found and not failed:
        raise NoInput(f"There is no article in {folder}.")
    return found


def _stems(folder: Path) -> Iterator[tuple[str, str]]:
    """Each input with what the names of its articles begin with."""
    for path, line in sorted(batch.read_manifest(folder).items()):
        for name in sorted(line.get("outputs", ())):
            if name.endswith(restore.ENDING) and line["outcome"] == "record":
                yield path, name.removesuffix(restore.ENDING)


def _read(folder: Path, stem: str, path: str, number: int) -> Article:
    head, *lines = restore.load(folder / f"{stem}{restore.ENDING}")
    source = head["source"]
    try:
        clean = (folder / f"{stem}.txt").read_bytes().decode("utf-8")
        beside = folder / f"{stem}.json"
        summary = json.loads(beside.read_bytes()) if beside.is_file() else {}
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{folder / stem}: {error}. Run helder on the raw file again.") from error
    own = Own([(start, end) for start, end in source.get("ranges", ())])
    lines = [ledger.inward(line, own) for line in lines] if source.get("ranges") else lines
    return Article(number, stem, path, clean, source, lines, summary)
