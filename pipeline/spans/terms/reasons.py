"""Why a form was taken for a term, in a few words: the largest parts of its score first."""

from __future__ import annotations

from collections.abc import Mapping

WORDS = {
    "contrast": "more frequent here than in general Dutch",
    "family": "its parts are typical of the text",
    "members": "its words are typical of the text",
    "returns": "it comes back",
    "defined": "the text says what it means",
    "place": "it stands in the title, a heading or the lead",
    "quoted": "it is set in quotes",
    "coined": "coined here",
}
LEAST = 0.2


def reason(parts: Mapping[str, float]) -> str:
    """The parts that speak for a term, in words.

    >>> reason({"contrast": 2.1, "defined": 1.5, "form": -0.5})
    'more frequent here than in general Dutch; the text says what it means'
    """
    named = sorted(
        (name for name in parts if name in WORDS and parts[name] >= LEAST), key=lambda n: (-parts[n], n)
    )
    return "; ".join(WORDS[name] for name in named)
