"""Examples of names for the component `helder_names`: newspapers with entities, treebanks with sure ones.

The newspapers are old; the treebanks are of today and tell no kinds, so that there only names are taken whose
kind a list settles: a given name before a surname, a town, a word that only organisations have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.language.syntax.names import Lists, NameFinder, runs  # noqa: E402
from pipeline.spans.citations.wordlists import (  # noqa: E402
    GIVEN_NAMES,
    MONTHS,
    ORGANISATION_ENDINGS,
    PLACES,
    SEASONS_AND_DAYS,
)

ROLES = frozenset(
    """
    bisschop broer burgemeester coach dirigent dokter heer journalist juf kardinaal keizer keizerin
    koning koningin leraar lerares meester meneer mevrouw minister minister-president moeder oom
    paus premier president prins prinses professor regisseur schrijver schrijfster staatssecretaris
    tante trainer vader wethouder zanger zangeres zoon zus
    """.split()  # noqa: SIM905
)
HOUSES = ("bibliotheek", "museum", "partij", "theater", "uitgeverij", "ziekenhuis")
NO_NAMES = frozenset(MONTHS) | frozenset(SEASONS_AND_DAYS)
OLD, SURE = 0.05, 1.0  # what a name in a newspaper counts, and one that a list settles
LISTS = Lists(
    frozenset(GIVEN_NAMES), frozenset(PLACES), tuple(sorted({*ORGANISATION_ENDINGS, *HOUSES})), ROLES
)


def from_lists(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Docs with the names that a list settles; months and days are of no kind."""
    for doc in nlp.pipe(docs):
        spans = []
        for start, end in runs(doc, LISTS):
            kind = "" if doc[start].lower_ in NO_NAMES else LISTS.kind(doc, start, end)
            if kind is not None:
                spans.append(Span(doc, start, end, label=kind))
        if spans:
            doc.spans["names"] = spans
            yield doc


def from_newspapers(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Docs with the names that are marked; many are not, so what is unmarked tells nothing."""
    pairs = ((unread(nlp, doc), [(span.start, span.end, span.label_) for span in doc.ents]) for doc in docs)
    for doc, names in nlp.pipe(pairs, as_tuples=True):
        doc.spans["names"] = [Span(doc, start, end, label=label) for start, end, label in names]
        yield doc


def unread(nlp: Language, doc: Doc) -> Doc:
    """The words of a doc and nothing else."""
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def learn(component: NameFinder, nlp: Language, corpus: Path) -> None:
    """Train the component on the vectors and tags of `nlp`."""
    vocab = spacy.blank("nl").vocab
    old = list(from_newspapers(nlp, DocBin().from_disk(corpus / "entities-train.spacy").get_docs(vocab)))
    bank = DocBin().from_disk(corpus / "train.spacy").get_docs(vocab)
    sure = list(from_lists(nlp, (unread(nlp, doc) for doc in bank if any(t.pos_ == "PROPN" for t in doc))))
    component.learn([*old, *sure], [*(OLD for _ in old), *(SURE for _ in sure)], LISTS)
