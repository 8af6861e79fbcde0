"""Which characters of a source belong to which article; each belongs to exactly one, or to the rest.

An article that is one of several is cleaned as a text of its own: its raw ranges set end to end. `Own` leads
from places in that text to places in the source and back, so that everything that is written names places in
the whole source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from string import ascii_lowercase
from typing import Any

from pipeline.decisions import ARTICLE, Decisions
from pipeline.errors import UnreadableInput
from pipeline.places import Places
from pipeline.records import Announced, Article, Range, Source
from pipeline.text import Piece, Text

REST = "rest"  # the part that holds what is in no article


def of_source(source: Source) -> tuple[Article, ...]:
    """The articles that were announced, in the order of the source, and the rest; else the source as one.

    White space behind an announced range belongs to it.

    Raises:
        UnreadableInput: announced articles overlap or lie outside the source.
    """
    length = len(source.text)
    announced = sorted(filter(_has_text, source.articles), key=lambda a: min(a.ranges))
    parts = dict(zip(_names(announced, source), announced, strict=True))
    claims = _with_gaps(source.text, {part: article.ranges for part, article in parts.items()})
    try:
        found = partition(length, claims)
    except ValueError as error:
        raise UnreadableInput(f"{source.path}: {error}") from error
    if len(found) <= 1 or not parts:
        return (whole(source),)
    of_all = _of_all(source)
    return tuple(replace(a, csl=told(*of_all, *(parts[p] for p in [a.part] if p in parts))) for a in found)


def bordered(source: Source, decisions: Decisions) -> tuple[Source, Decisions]:
    """The source with articles beginning where people say they do, and not where they say they do not.

    With it come the decisions that are left: those on something else, and those that fit nowhere.
    """
    on = Decisions(tuple(e for e in decisions.entries if e.field == ARTICLE)).on(source.text)
    decided = on.fields
    if not decided:
        return source, decisions
    left = tuple(e for e in decisions.entries if e.field != ARTICLE or e in on.unfit)
    found = sorted(filter(_has_text, source.articles), key=lambda a: min(a.ranges))
    found = found or [Announced(((0, len(source.text)),), {}, "decision")]
    for entry, place in decided:
        at = place[0] if place else 0
        before = [a for a in found if min(a.ranges)[0] <= at]
        article = before[-1] if before else None
        opens = article is not None and not source.text[min(article.ranges)[0] : at].strip()
        if entry.action == "remove" and article and opens and len(before) > 1:
            found.remove(article)
            found[len(before) - 2] = replace(before[-2], ranges=(*before[-2].ranges, *article.ranges))
        elif entry.action == "set" and not opens:
            found[len(before) - 1 : len(before)] = _parted(article, at, found, len(source.text))
    return replace(source, articles=(*found, *_of_all(source))), Decisions(left)


def _parted(article: Announced | None, at: int, found: Sequence[Announced], length: int) -> list[Announced]:
    """The article in two, the second beginning at `at`; what was in no article begins one there."""
    index = next((i for i, (s, e) in enumerate(article.ranges if article else ()) if s < at < e), None)
    if article is None or index is None:
        end = min((start for a in found for start, _ in a.ranges if start > at), default=length)
        return [*([article] if article else []), Announced(((at, end),), {}, "decision")]
    start, end = article.ranges[index]
    first = replace(article, ranges=(*article.ranges[:index], (start, at)))
    return [first, Announced(((at, end), *article.ranges[index + 1 :]), {}, "decision")]


def whole(source: Source) -> Article:
    """The source as one article."""
    several = sum(map(_has_text, source.articles)) > 1
    return Article("", ((0, len(source.text)),), told(*(_of_all(source) if several else source.articles)))


def told(*announced: Announced) -> dict[str, Any]:
    """What is told of an article, as a CSL item; its `from` names who tells each field. The last counts."""
    csl: dict[str, Any] = {}
    by: dict[str, str] = {}
    for one in announced:
        csl |= one.csl
        by |= dict.fromkeys(one.csl, one.by)
    return csl | {"from": by} if csl else {}


def partition(length: int, claims: Mapping[str, Iterable[Range]]) -> tuple[Article, ...]:
    """The articles of a source, in the order of `claims`, and the rest if there is any.

    Args:
        length: of the source, in characters.
        claims: by part (`p012`, or "" for the only one) the raw ranges that the article is made of, in any
            order. Ranges that touch become one.

    Raises:
        ValueError: a range lies outside the source, two ranges overlap, or a part is called `rest`.
    """
    if REST in claims:
        raise ValueError(f"An article cannot be called {REST!r}.")
    owned = sorted((start, end, part) for part, ranges in claims.items() for start, end in ranges)
    gaps: list[Range] = []
    held: dict[str, list[Range]] = {part: [] for part in claims}
    at, last = 0, ""
    for start, end, part in owned:
        if not 0 <= start <= end <= length:
            raise ValueError(f"Article {part!r} claims {start}-{end} of a source of {length} characters.")
        if start < at:
            raise ValueError(f"Articles {last!r} and {part!r} both claim {start}-{min(at, end)}.")
        gaps.append((at, start))
        held[part].append((start, end))
        at, last = end, part
    articles = [Article(part, _joined(ranges)) for part, ranges in held.items()]
    rest = _joined([*gaps, (at, length)])
    return (*articles, *([Article(REST, rest)] if rest else []))


class Own:
    """Places in an article's own text, which is its ranges set end to end, and in its source."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._ranges = [(start, end) for start, end in ranges]
        self._ends = list(accumulate(end - start for start, end in self._ranges))

    def text(self, source: str) -> str:
        """The article's own text."""
        return "".join(source[start:end] for start, end in self._ranges)

    def outward(self, start: int, end: int) -> list[Range]:
        """The ranges of the source that own `[start, end)` is made of; an empty one is one place."""
        if start >= end:
            index = bisect_left(self._ends, start)
            first, last = self._ranges[index], self._ends[index]
            return [(first[1] - last + start, first[1] - last + start)]
        found = []
        for index in range(bisect_right(self._ends, start), bisect_left(self._ends, end) + 1):
            (lo, hi), last = self._ranges[index], self._ends[index]
            found.append((max(lo, hi - last + start), min(hi, hi - last + end)))
        return found

    def inward(self, start: int, end: int) -> Range:
        """The place in the own text of source `[start, end)`, which lies in one of the ranges.

        Raises:
            ValueError: it does not.
        """
        index = bisect_right(self._ranges, (start, start)) - 1
        if index + 1 < len(self._ranges) and self._ranges[index + 1][0] == start:
            index += 1
        if index < 0 or end > self._ranges[index][1]:
            raise ValueError(f"{start}-{end} is outside the article")
        shift = self._ends[index] - self._ranges[index][1]
        return start + shift, end + shift

    def in_source(self, text: Text, source: str) -> Text:
        """A text over the article's own text as one over the source, of which it covers the ranges."""
        pieces = []
        for piece in text.pieces:
            ranges = self.outward(piece.start, piece.end)
            for number, (start, end) in enumerate(ranges):
                new = None if piece.text is None else "" if number else piece.text
                pieces.append(Piece(start, end, new, piece.edits))
        return Text(source, tuple(pieces))


def _of_all(source: Source) -> list[Announced]:
    """What is told of the source, and so of each article in it."""
    return [a for a in source.articles if not a.ranges]


def _has_text(article: Announced) -> bool:
    return any(start < end for start, end in article.ranges)


def _names(announced: Iterable[Announced], source: Source) -> list[str]:
    """The part of each article, by its first page: `p012`, `p012b` for a second one there."""
    places = Places(source)
    seen: dict[int, int] = {}
    names = []
    for article in announced:
        page = places.page(min(article.ranges)[0]).number
        number = seen[page] = seen.get(page, -1) + 1
        names.append(f"p{page:03}{_letters(number)}")
    return names


def _letters(number: int) -> str:
    """Nothing for 0, then b, c, ... z, ba, bb, ..."""
    letters = ""
    while number:
        number, digit = divmod(number, 26)
        letters = ascii_lowercase[digit] + letters
    return letters


def _with_gaps(text: str, claims: Mapping[str, Iterable[Range]]) -> dict[str, list[Range]]:
    """The claims with the white space behind them that nobody claims: it keeps words apart."""
    owned = sorted((start, end, part) for part, ranges in claims.items() for start, end in ranges)
    widened: dict[str, list[Range]] = {part: [] for part in claims}
    for index, (start, end, part) in enumerate(owned):
        gap = text[end : owned[index + 1][0] if index + 1 < len(owned) else len(text)]
        before = 0 if index == 0 and not text[: max(0, start)].strip() else start
        widened[part].append((before, end + len(gap) - len(gap.lstrip())))
    return widened


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted ranges, the empty ones left out and those that touch made one."""
    joined: list[Range] = []
    for start, end in ranges:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
