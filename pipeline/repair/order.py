"""Which of several ranges may stay where they are when the others move."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.records import Range


def heaviest_rising(ranges: Sequence[Range]) -> set[Range]:
    """Of disjoint `ranges`, those of the rising subsequence that holds most characters."""
    if all(a <= b for a, b in pairwise(ranges)):
        return set(ranges)
    best: list[tuple[int, int]] = []  # weight of the best chain that ends here, and the link before
    for i, (start, end) in enumerate(ranges):
        weight, before = max(((best[j][0], j) for j in range(i) if ranges[j] < ranges[i]), default=(0, -1))
        best.append((weight + end - start, before))
    at = max(range(len(best)), key=lambda i: best[i][0])
    kept = set()
    while at >= 0:
        kept.add(ranges[at])
        at = best[at][1]
    return kept
