"""Where a text says what a term means: families of Dutch definition patterns, one a file.

Each family's `find` looks at one sentence (and knows its neighbours) and yields the words that are named,
with the sentences that define them. The families follow the inventory of Westerhout and Monachesi (*is*,
verb, punctuation, pronoun), widened by naming, stipulation, classification and translation. A pattern within
one sentence misses most definitions of an essay: `anaphora` reaches back one sentence, and what goes on in
the next ("Daarmee bedoelt zij ...") is added here.

Start reading at `find_definitions`. Precision is put before recall: a wrong definition misleads, a missed one
is still in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import discover
from pipeline.language.sentences import ranges_of
from pipeline.records import Definition, Kind, Range
from pipeline.spans import components
from pipeline.spans.definitions.reading import Place, is_rare
from pipeline.spans.placing import Placed, place, structure_of
from pipeline.spans.terms.tags import UNTAGGED, Tags, tags_of
from pipeline.spans.terms.words import plain, words

KEY = "helder_definitions"
UNDEFINING = (Kind.BYLINE, Kind.REFERENCE, Kind.HEADING, Kind.TITLE, Kind.CAPTION)
GOES_ON = regex.compile(
    r"\s*(?:Hieronder|Daaronder|Hiermee|Daarmee) (?:versta|verstaan|verstaat|bedoel|bedoelen|bedoelt|"
    r"doel|doelen|doelt|wordt)\b"
)
NEEDS_MORE = "term_in_use"  # "het begrip ‘X’", a definition only when the next sentence goes on
RELATIVE = regex.compile(
    r"\b(?:de|het|een)\s(?P<name>(?:\p{L}+e\s)?[\p{L}-]{4,}),\s(?:die|dat|waar|waarin|waarmee|waarbij)\s"
)


def find_definitions(
    text: str, sentences: Sequence[Range], *, excluded: Sequence[Range] = (), tags: Tags = UNTAGGED
) -> tuple[Definition, ...]:
    """All definitions of a text, in the order of their sentences.

    Args:
        text: the clean text.
        sentences: those of running text; headings and references left out by the caller.
        excluded: citations and names; nothing inside them is a term.
        tags: parts of speech by the places where their words begin, as far as they are known.

    """
    found: dict[Range, Definition] = {}
    shut = sorted(excluded)
    families = discover.modules("pipeline.spans.definitions", "find").values()
    for number, span in enumerate(sentences):
        before = sentences[number - 1] if number else None
        after = sentences[number + 1] if number + 1 < len(sentences) else None
        here = Place(text, span, words(text, span), before, after, tags)
        for family in families:
            for each in family.find(here):
                if not _touches(each, shut) and (whole := _with_next(each, here)):
                    found.setdefault((whole.start, whole.end), whole)
    return tuple(
        sorted(found.values(), key=lambda each: (each.sentences[-1], each.start, each.end, each.kind))
    )


def _touches(found: Definition, shut: Sequence[Range]) -> bool:
    at = bisect_left(shut, found.end, key=lambda span: span[0])
    return at > 0 and shut[at - 1][1] > found.start


def _with_next(found: Definition, here: Place) -> Definition | None:
    """With the next sentence where that goes on to say what is meant."""
    if here.after and GOES_ON.match(here.text, here.after[0]):
        kind = "stipulation" if found.kind == NEEDS_MORE else found.kind
        return replace(found, sentences=(*found.sentences, here.after), kind=kind)
    return None if found.kind == NEEDS_MORE else found


def described(text: str, sentences: Sequence[Range], names: Collection[str]) -> Iterator[Definition]:
    """‘de X, die ...’ for lower-case names known to be terms: the clause says what X is."""
    for span in sentences:
        for match in RELATIVE.finditer(text, *span):
            if plain(match["name"]) in names and is_rare(text, match.span("name")):
                start, end = match.span("name")
                yield Definition(start, end, (span,), "relative")


def defining(sentences: Sequence[Placed]) -> list[Range]:
    """The sentences in which a definition may stand."""
    return [(each.start, each.end) for each in sentences if each.kind not in UNDEFINING]


@Language.component(KEY, requires=["doc.sents"], assigns=["doc.spans"])
def helder_definitions(doc: Doc) -> Doc:
    """Find the definitions of a `Doc`: a span for each term that is defined, labelled with the kind.

    Nothing inside citations and mentions that an earlier component put on the `Doc` is taken for a term.
    """
    sentences = place(ranges_of(doc), structure_of(doc.text, doc._.get("helder_structure")))
    found = find_definitions(doc.text, defining(sentences), excluded=components.names(doc), tags=tags_of(doc))
    components.put(doc, KEY, found)
    return doc
