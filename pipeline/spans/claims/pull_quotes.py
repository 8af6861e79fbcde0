"""Which sentence of the running text a pull quote repeats: the one whose words it has, or nearly."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Kind, Range, Structure
from pipeline.spans.claims.centrality import alike, bags
from pipeline.spans.placing import place

REPEATS = 0.75  # share of the words of the shorter of the two


def repeated(text: str, sentences: Sequence[Range], structure: Structure) -> dict[Range, Range]:
    """The sentence behind each pull quote that repeats one, by the place of the pull quote."""
    quotes = [(p.start, p.end) for p in structure.paragraphs if p.kind is Kind.PULL_QUOTE]
    if not quotes:
        return {}
    running = [(each.start, each.end) for each in place(sentences, structure) if each.kind is Kind.BODY]
    contents = bags(text, [*quotes, *running])
    found = {}
    for quote, words in zip(quotes, contents, strict=False):
        shares = [alike(words, other) if len(other) > 3 else 0.0 for other in contents[len(quotes) :]]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= REPEATS:
            found[quote] = running[best]
    return found
