"""Which characters of a source belong to which article; each belongs to exactly one, or to the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.records import Article, Range

REST = "rest"  # the part that holds what is in no article


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
    at, last = 0, ""
    for start, end, part in owned:
        if not 0 <= start <= end <= length:
            raise ValueError(f"Article {part!r} claims {start}-{end} of a source of {length} characters.")
        if start < at:
            raise ValueError(f"Articles {last!r} and {part!r} both claim {start}-{min(at, end)}.")
        gaps.append((at, start))
        at, last = end, part
    articles = [Article(part, _joined((s, e) for s, e, owner in owned if owner == part)) for part in claims]
    rest = _joined([*gaps, (at, length)])
    return (*articles, *([Article(REST, rest)] if rest else []))


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Sorted ranges, the empty ones left out and those that touch made one."""
    joined: list[Range] = []
    for start, end in ranges:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return tuple(joined)
