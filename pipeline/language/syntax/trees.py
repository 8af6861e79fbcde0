"""The likeliest tree of a sentence, from the likelihood of each arc.

Chu & Liu (1965), Edmonds (1967): every word takes its likeliest head; a circle that comes of it is taken for
one word and broken where that costs least. Exactly one word is the root. Arcs may cross, as they do in Dutch.
"""

from __future__ import annotations

import numpy as np
from thinc.types import Floats2d


def best_tree(scores: Floats2d) -> np.ndarray:
    """The head of each word, as a row (words,): 0 for the root, else the number of the head, from 1.

    Args:
        scores: (words, words + 1), how likely each head is for each word; column 0 is the root.
    """
    words = len(scores)
    if words == 1:
        return np.zeros(1, dtype="int64")
    scores = np.array(scores, dtype="float64")
    scores[np.arange(words), np.arange(1, words + 1)] = -np.inf  # no word is its own head
    heads: np.ndarray = scores.argmax(axis=1)
    if _is_tree(heads):
        return heads
    # A root so dear that a second one never pays leaves the best of all trees with one root.
    scores[:, 0] -= 1 + 2 * words * np.abs(scores[np.isfinite(scores)]).max()
    return _arborescence(scores)


def _is_tree(heads: np.ndarray) -> bool:
    """Whether one word is the root and all others lead to it."""
    return int((heads == 0).sum()) == 1 and not _circle(heads)


def _circle(heads: np.ndarray) -> list[int]:
    """Words, numbered from 0, that lead round to each other; [] where none do."""
    up = [head - 1 for head in heads.tolist()]
    seen = [-1] * len(up)  # from which word on each was met
    for start in range(len(up)):
        word = start
        while word >= 0 and seen[word] < 0:
            seen[word] = start
            word = up[word]
        if word >= 0 and seen[word] == start:
            circle, at = [word], up[word]
            while at != word:
                circle.append(at)
                at = up[at]
            return circle
    return []


def _arborescence(scores: Floats2d) -> np.ndarray:
    """The heads of the best tree; one circle at a time is made into one word."""
    heads: np.ndarray = scores.argmax(axis=1)
    circle = _circle(heads)
    if not circle:
        return heads
    words = len(scores)
    inside = np.array(sorted(circle))
    outside = np.array([word for word in range(words) if word not in set(circle)], dtype="int64")
    # What it costs a word of the circle to take another head: its own arc's score.
    own = scores[inside, heads[inside]]
    columns = np.concatenate([[0], outside + 1])
    entering = scores[np.ix_(inside, columns)] - own[:, None]
    leaving = scores[np.ix_(outside, inside + 1)]
    size = len(outside)
    small = np.full((size + 1, size + 2), -np.inf)
    small[:size, : size + 1] = scores[np.ix_(outside, columns)]
    if size:
        small[:size, size + 1] = leaving.max(axis=1)
    small[size, : size + 1] = entering.max(axis=0)
    found = _arborescence(small)
    result = heads.copy()
    for place, word in enumerate(outside):
        head = found[place]
        result[word] = inside[leaving[place].argmax()] + 1 if head == size + 1 else columns[head]
    head = found[size]
    result[inside[entering[:, head].argmax()]] = columns[head]
    return result
