"""Sentence F of `helder_sentences` on a treebank: eight sentences a document, in file order.

    HELDER_CORPUS=FOLDER python scripts/measure_sentences.py [--errors N] [--file NAME]

A sentence counts as right when its first and its last character are. Tune on train and dev only.
"""

from __future__ import annotations

import argparse
import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import spacy

import pipeline.language.sentences  # noqa: F401  registers the component

A_DOCUMENT = 8


def sentences(path: Path) -> list[str]:
    """The text of every sentence of a CoNLL-U file."""
    prefix = "# text = "
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line[len(prefix) :].strip() for line in lines if line.startswith(prefix)]


def documents(texts: list[str]) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Texts of eight sentences joined by a space, with the ranges of the sentences."""
    for first in range(0, len(texts), A_DOCUMENT):
        spans, at = set(), 0
        group = texts[first : first + A_DOCUMENT]
        for text in group:
            spans.add((at, at + len(text)))
            at += len(text) + 1
        yield " ".join(group), spans


def differences(text: str, have: set[int], gold: set[int]) -> list[str]:
    """The borders found in vain and those missed, each between its neighbours."""
    kinds = [("extra", have - gold), ("missed", gold - have)]
    places = [(kind, at) for kind, ats in kinds for at in sorted(ats)]
    return [f"{kind:6} {text[max(0, at - 50) : at]} || {text[at : at + 40]}" for kind, at in places]


def measure(path: Path) -> tuple[float, float, float, list[str]]:
    """Precision, recall and F of the component on a treebank file, and the borders that are wrong."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_sentences")
    right = found = wanted = 0
    wrong: list[str] = []
    for text, gold in documents(sentences(path)):
        have = {(sentence.start_char, sentence.end_char) for sentence in nlp(text).sents}
        right, found, wanted = right + len(have & gold), found + len(have), wanted + len(gold)
        wrong += differences(text, {start for start, _ in have}, {start for start, _ in gold})
    precision, recall = right / found, right / wanted
    return precision, recall, 2 * precision * recall / (precision + recall), wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--file", default="dev.conllu.gz")
    arguments.add_argument("--errors", type=int, default=0, help="print this many borders that are wrong")
    options = arguments.parse_args()
    path = Path(os.environ["HELDER_CORPUS"]) / "treebank" / options.file
    precision, recall, f_score, wrong = measure(path)
    print(f"{options.file}: P {precision:.4f} R {recall:.4f} F {f_score:.4f}")
    for line in wrong[: options.errors]:
        print(line)


if __name__ == "__main__":
    main()
