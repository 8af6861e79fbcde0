"""The score of an article and of each of its pages, of the raw and of the clean text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from pipeline.language.lexicon import Lexicon
from pipeline.quality.features import Features
from pipeline.quality.score import of_clean, of_features, of_raw
from pipeline.records import Page, Range
from pipeline.text import Text

WORD = regex.compile(r"\S+\s*+|\s++")


@dataclass(frozen=True, slots=True)
class Judged:
    """What gives damage away in the raw and in the clean text of one page (None: of the article)."""

    page: Page | None
    raw: Features
    clean: Features

    @property
    def scores(self) -> tuple[float | None, float | None]:
        """Raw and clean; None where no word could be judged."""
        return of_features(self.raw), of_features(self.clean)


def judge(
    text: Text,
    pages: Sequence[Page],
    ranges: Iterable[Range],
    edits: Iterable[Mapping[str, Any]],
    words: Lexicon,
) -> tuple[Judged, tuple[Judged, ...]]:
    """The article, and each of its pages in order.

    Args:
        text: the clean text over the raw text of its source.
        pages: of the source.
        ranges: of the source that make up the article.
        edits: the lines of its ledger.
        words: what is known of words.
    """
    ranges = sorted(ranges)
    doubtful = sorted(
        (e["clean"]["start"], e["clean"]["end"])
        for e in edits
        if e["safety"] == "doubtful" and not e["applied"]
    )
    clean = {number: of_clean(own, words, doubtful=at) for number, own, at in _clean(text, pages, doubtful)}
    found = []
    for index, page in enumerate(pages):
        own = "".join(text.base[max(a, page.start) : min(b, page.end)] for a, b in ranges if a < page.end)
        raw = of_raw(own, words)
        if own.strip() or index in clean:
            found.append(Judged(page, raw, clean.get(index, Features())))
    return in_all(found), tuple(found)


def in_all(pages: Iterable[Judged]) -> Judged:
    """The pages taken together."""
    kept = tuple(pages)
    return Judged(None, sum((p.raw for p in kept), Features()), sum((p.clean for p in kept), Features()))


def _clean(
    text: Text, pages: Sequence[Page], doubtful: Sequence[Range]
) -> Iterator[tuple[int, str, list[Range]]]:
    """The clean text of each page, by where its words begin in the raw text, and doubtful places in it."""
    starts = [page.start for page in pages]
    parts: dict[int, list[str]] = {}
    lengths: dict[int, int] = {}
    places: dict[int, list[Range]] = {}
    left = list(reversed(doubtful))
    for match in WORD.finditer(text.string):
        start, end = match.span()
        page = max(0, bisect_right(starts, text.base_of(start)) - 1)
        shift = lengths.get(page, 0) - start
        while left and left[-1][0] < end:
            a, b = left.pop()
            places.setdefault(page, []).append((a + shift, b + shift))
        parts.setdefault(page, []).append(match.group())
        lengths[page] = lengths.get(page, 0) + end - start
    for page, own in sorted(parts.items()):
        yield page, "".join(own), places.get(page, [])
