"""Parts of speech as term extraction reads them: where a word begins, and what it is there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from spacy.tokens import Doc

# Parts of speech of Universal Dependencies; participles, which are verbs there, have a tag of their own here.
Tags = Mapping[int, str]  # where a word begins, and its part of speech
PARTICIPLE_TAG = "PARTICIPLE"
UNTAGGED: Tags = MappingProxyType({})
MODIFIERS = frozenset({"ADJ", PARTICIPLE_TAG})
MEANINGFUL = frozenset({"NOUN", "PROPN", "X", "ADJ"})
NOUNS = frozenset({"NOUN", "PROPN", "X"})


def tags_of(doc: Doc) -> Tags:
    """Where the words of a `Doc` begin, with their parts of speech; empty where it has none."""
    if not doc.has_annotation("POS"):
        return UNTAGGED
    return {
        word.idx: PARTICIPLE_TAG if "Part" in word.morph.get("VerbForm", []) else word.pos_ for word in doc
    }
