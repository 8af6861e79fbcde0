"""Word forms of the Dutch treebanks with their parts of speech and lemmas: what annotators made of a word.

    >>> [(a.upos, a.lemma) for a in analyses("verzekeringsmaatschappijen")]
    [('NOUN', 'verzekeringsmaatschappij')]

`data/forms.marisa` holds some 45,000 forms of the training parts of UD Dutch Alpino and LassySmall, made by
`scripts/build_lexicon.py`; it is under CC BY-SA 4.0, unlike the other tables (LICENSES/UD-Dutch.txt). Lemmas
are rebuilt (`pipeline.language.syntax.lemmas`). The file is mapped from disk in a millisecond; a look-up
takes two microseconds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import marisa_trie

FORMS = Path(__file__).parent / "data" / "forms.marisa"
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
HEAD = struct.Struct("<BHB")  # part of speech, occurrences, letters of the form that the lemma keeps
MOST = 65535  # occurrences; more are kept as this


class Analysis(NamedTuple):
    """A part of speech (Universal Dependencies) and a lemma, and how often a form had them, up to MOST."""

    upos: str
    lemma: str
    times: int


def analyses(form: str) -> tuple[Analysis, ...]:
    """What the treebanks have for a form as it is written, most frequent first; () if nothing."""
    found = (decode(form, value) for value in _forms().get(form, ()))
    return tuple(sorted(found, key=lambda a: (-a.times, a.upos, a.lemma)))


def occurrences() -> Iterator[tuple[str, int]]:
    """Each form and how often the treebanks have it."""
    for form, value in _forms().items():
        yield form, HEAD.unpack_from(value)[1]


def encode(form: str, analysis: Analysis) -> bytes:
    """One value of the trie: the head, and what the lemma has after the letters it keeps."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(form, analysis.lemma, strict=False))
    kept = min(sum(1 for _ in alike), 255)
    head = HEAD.pack(UPOS.index(analysis.upos), min(analysis.times, MOST), kept)
    return head + analysis.lemma[kept:].encode()


def decode(form: str, value: bytes) -> Analysis:
    """The way back."""
    upos, times, kept = HEAD.unpack_from(value)
    return Analysis(UPOS[upos], form[:kept] + value[HEAD.size :].decode(), times)


@lru_cache(maxsize=1)
def _forms() -> marisa_trie.BytesTrie:
    return marisa_trie.BytesTrie().mmap(str(FORMS))
