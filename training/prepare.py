"""Treebanks in CoNLL-U to spaCy's DocBin, one sentence a doc to learn from, eight to measure on.

    python prepare.py TREEBANKS OUT [--with-tests]

The lemmas are rebuilt (`pipeline.language.syntax.lemmas.rebuilt`), labels that only some treebanks tell apart
are renamed (obliques.py), and sentences of the treebanks that the test sets are from count
twice.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from obliques import FORM, HEAD, LABEL, LEMMA, UPOS, Counts, Row, label, obliques, trained  # noqa: E402
from version_1 import converted  # noqa: E402

from pipeline.language.syntax.lemmas import rebuilt  # noqa: E402

Tags = dict[str, Counter[str]]  # how often each word, in small letters, has each part of speech

SENTENCES_A_DOC = 8
BORDERS_DEV = 60  # texts
ELLIPSIS = "."  # in an id: a word that is understood, not written; left out

TIMES_ENHANCED = 2  # a sentence of the kind of text, and with the labels, of the test sets counts twice

# What an older version of the converter called a symbol, and the one of the test sets does not.
NO_SYMBOLS = frozenset({"SPEC|vreemd", "SPEC|afgebr", "SPEC|enof"})

# UD version 1 to version 2. The dependencies are not taken over, nor a tag that a word seldom or never
# has in version 2: "te" as a particle, "eerste" as a numeral.
UPOS_1 = {"CONJ": "CCONJ", "PART": "ADP"}
SELDOM = 0.1


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a treebank.

    Attributes:
        rows: of its words.
        enhanced: whether its source is an enhanced treebank.
    """

    rows: tuple[tuple[str, ...], ...]
    enhanced: bool


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, packed with gzip."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().strip().split("\n\n"):
            lines = block.split("\n")
            rows = tuple(tuple(line.split("\t")) for line in lines if line[0].isdigit())
            words = tuple(row for row in rows if ELLIPSIS not in row[0])
            enhanced = any(line.startswith(("# source", "# meta_source")) for line in lines)
            yield Sentence(words, enhanced)


def tag_of(row: Row) -> str:
    """The part of speech, as the version of the test sets has it."""
    return "X" if row[3] == "SYM" and row[4] in NO_SYMBOLS else row[3]


def features_of(row: Row) -> str:
    """The features of the word by itself, without the part of speech of the phrase it opens."""
    return "|".join(part for part in _told(row[5]).split("|") if not part.startswith("ExtPos="))


def doc_of(sentences: Iterable[Sentence], vocab: Vocab) -> Doc:
    """The sentences as one doc with all their annotation."""
    words, spaces, pos, tags, morphs, lemmas, heads, deps = [], [], [], [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        for number, row in enumerate(sentence.rows):
            head = int(row[HEAD])
            words.append(row[FORM])
            spaces.append(_space_after(sentence, number))
            pos.append(tag_of(row))
            tags.append(_told(row[4]))
            morphs.append(features_of(row))
            lemmas.append(rebuilt(row[FORM], row[LEMMA]))
            heads.append(first + head - 1 if head else first + number)
            deps.append(row[LABEL] if head else "ROOT")
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        pos=pos,
        tags=tags,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
    )


def doc_of_version_1(sentence: Sentence, vocab: Vocab, seen: Tags) -> Doc:
    """Words, and those parts of speech and dependencies that version 2 would agree with."""
    rows = sentence.rows
    heads, labels = converted(rows, [row[LEMMA] for row in rows])
    tags = [UPOS_1.get(row[UPOS], row[UPOS]) for row in rows]
    sure = [_sure(row, tag, number, seen) for number, (row, tag) in enumerate(zip(rows, tags, strict=True))]
    doc = Doc(
        vocab,
        words=[row[FORM] for row in rows],
        spaces=[_space_after(sentence, number) for number in range(len(rows))],
        pos=[tag if told else "" for tag, told in zip(tags, sure, strict=True)],
        heads=[head - 1 if head else number for number, head in enumerate(heads)],
        deps=["ROOT" if not head and label else label for head, label in zip(heads, labels, strict=True)],
    )
    for token, row, told in zip(doc, rows, sure, strict=True):
        if told:  # features that were set, if only to nothing, would be learnt from
            token.set_morph(_told(row[5]))
    return doc


def _sure(row: Row, tag: str, number: int, seen: Tags) -> bool:
    """Whether version 2 has the same tag; what is not sure is not learnt from."""
    found = seen.get(row[FORM].lower(), Counter())
    if tag in ("X", "SYM", "AUX") or (tag == "VERB" and found["AUX"]):
        return False
    if sum(found.values()) > 2 and found[tag] < SELDOM * sum(found.values()):
        return False
    # In names of several words version 1 tells what each word is, version 2 that it is part of a name.
    in_name = row[LABEL] in ("name", "mwe") or (number > 0 and row[FORM][:1].isupper())
    return tag == "PROPN" or not in_name


def _space_after(sentence: Sentence, number: int) -> bool:
    return "SpaceAfter=No" not in sentence.rows[number][9] or number == len(sentence.rows) - 1


def _told(value: str) -> str:
    return "" if value == "_" else value


def renamed(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences, with obliques told apart where the treebank does not."""
    found = [list(obliques(sentence.rows)) for sentence in sentences]
    counts = Counts(one for ones in found for one in ones)
    sure = [one for sentence, ones in zip(sentences, found, strict=True) if sentence.enhanced for one in ones]
    chances = trained(sure, counts)
    result = []
    for sentence, ones in zip(sentences, found, strict=True):
        if ones and not sentence.enhanced:
            rows = list(sentence.rows)
            for one, chance in zip(ones, chances(ones), strict=True):
                row = rows[one.index]
                rows[one.index] = (*row[:LABEL], label(chance), *row[LABEL + 1 :])
            sentence = replace(sentence, rows=tuple(rows))
        result.append(sentence)
    return result


def grouped(sentences: Iterable[Sentence], size: int) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for sentence in sentences:
        group.append(sentence)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def write_borders(treebanks: Path, out: Path, vocab: Vocab) -> None:
    """Texts of eight sentences to learn sentence borders from; the last encyclopedia texts to choose by."""
    texts = [
        list(grouped(read(treebanks / f"{name}.conllu.gz"), SENTENCES_A_DOC))
        for name in ("train", "lassysmall-ud1-train")
    ]
    held_out = texts[1][-BORDERS_DEV:]
    for name, groups in (("train", texts[0] + texts[1][:-BORDERS_DEV]), ("dev", held_out)):
        docs = [borders_of(group, vocab) for group in groups]
        DocBin(docs=docs, attrs=["SENT_START", "SPACY"]).to_disk(out / f"borders-{name}.spacy")


def borders_of(sentences: Iterable[Sentence], vocab: Vocab) -> Doc:
    """Sentences as one doc that tells nothing but where they begin."""
    found = [(sentence, number) for sentence in sentences for number in range(len(sentence.rows))]
    return Doc(
        vocab,
        words=[sentence.rows[number][FORM] for sentence, number in found],
        spaces=[_space_after(sentence, number) for sentence, number in found],
        sent_starts=[not number for _, number in found],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--with-tests", action="store_true", help="the official test sets too, at the very end"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("nl").vocab

    train = DocBin(store_user_data=False)
    seen: Tags = defaultdict(Counter)
    for sentence in renamed(list(read(options.treebanks / "train.conllu.gz"))):
        doc = doc_of([sentence], vocab)
        for _ in range(TIMES_ENHANCED if sentence.enhanced else 1):
            train.add(doc)
        for row in sentence.rows:
            seen[row[FORM].lower()][tag_of(row)] += 1
    for sentence in read(options.treebanks / "lassysmall-ud1-train.conllu.gz"):
        train.add(doc_of_version_1(sentence, vocab, seen))
    train.to_disk(options.out / "train.spacy")
    write_borders(options.treebanks, options.out, vocab)

    for name in ("dev", "test-alpino", "test-lassysmall")[: 3 if options.with_tests else 1]:
        docs = [
            doc_of(group, vocab)
            for group in grouped(read(options.treebanks / f"{name}.conllu.gz"), SENTENCES_A_DOC)
        ]
        DocBin(docs=docs).to_disk(options.out / f"{name}.spacy")


if __name__ == "__main__":
    main()
