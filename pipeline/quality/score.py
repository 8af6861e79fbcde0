"""The score of a text: about the share of its words that are sound, 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.language.lexicon import Lexicon
from pipeline.quality.calibration import ALWAYS, WORTH
from pipeline.quality.features import NAMES, Features, features
from pipeline.records import Range

# A word broken at a line end: the printer broke it, not the scanner.
BROKEN = regex.compile(
    r"(?<=\p{L})[-\u00AD\u2010¬\uFFFE]\s*+(?:\n|\r)\s*+(?=\p{Ll})|(?<=\p{L})[\u00AD\uFFFE](?=\p{L})"
)


def of_features(found: Features) -> float | None:
    """The score that the counts give; None where no word could be judged."""
    if not found.words:
        return None
    damaged = ALWAYS + sum(WORTH[name] * share for name, share in zip(NAMES, found.shares(), strict=True))
    return round(min(1.0, max(0.0, 1.0 - damaged)), 4)


def of_raw(text: str, words: Lexicon) -> Features:
    """The counts for text as it was read: words broken at a line end are judged whole."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return features(BROKEN.sub("", text), words)


def of_clean(text: str, words: Lexicon, *, doubtful: Sequence[Range] = ()) -> Features:
    """The counts for clean text; `doubtful`: places of edits that were wished and not made."""
    return features(text, words, doubtful=doubtful)
