"""The finished pipeline: trained parts joined, tokens tuned, lemmas counted, weights packed, card added.

    python assemble.py TRAINED BORDERS CORPUS OUT

What was only needed to train (paths, corpora, words seen) is left behind.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import names
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, DocBin
from spacy.util import compile_prefix_regex, compile_suffix_regex

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.language.syntax.layers import pack  # noqa: E402
from pipeline.language.syntax.names import NameFinder  # noqa: E402

META = Path(__file__).parent / "meta.json"
QUOTE = ",,"  # an opening quotation mark on Dutch typewriters; spaCy takes it for two commas
CAUTION = 1.5  # natural logarithm: more than four to one
NEVER = 1e4
NO_SUFFIXES = ("’s", "’S")  # "foto’s" is one word, as "foto's" is


def tune_tokens(nlp: Language, docs: Iterable[Doc]) -> None:
    """Drop abbreviations that are words at the end of a sentence more often in the docs: "dat.", "best."."""
    kept: Counter[str] = Counter()
    split: Counter[str] = Counter()
    for doc in docs:
        for token in doc:
            kept[token.text] += 1
            if token.i and token.text == "." and not doc[token.i - 1].whitespace_:
                split[f"{doc[token.i - 1].text}."] += 1
    tokenizer = nlp.tokenizer
    tokenizer.rules = {
        text: parts for text, parts in tokenizer.rules.items() if len(parts) > 1 or split[text] <= kept[text]
    }
    prefixes = [QUOTE, *(nlp.Defaults.prefixes or ())]
    suffixes = [suffix for suffix in nlp.Defaults.suffixes or () if suffix not in NO_SUFFIXES]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def be_cautious(nlp: Language) -> None:
    """Let the `senter` begin a sentence only where it is sure; chosen on dev (README.md)."""
    senter = nlp.get_pipe("senter")
    _lower(senter, {number for number, label in enumerate(senter.labels) if label == "S"}, CAUTION)


def never_without_a_part_of_speech(nlp: Language) -> None:
    """Shut the label of words whose tag was not told: it was never learnt and must not be given."""
    morphologizer = nlp.get_pipe("morphologizer")
    _lower(morphologizer, {n for n, name in enumerate(morphologizer.labels) if "POS=" not in name}, NEVER)


def _lower(component: Any, labels: set[int], by: float) -> None:
    """Take something off the scores of some labels of a tagger."""
    output = next(layer for layer in component.model.walk() if layer.name == "softmax")
    bias = output.get_param("b").copy()
    bias[list(labels)] -= by
    output.set_param("b", bias)


def forget_training(nlp: Language) -> None:
    """Leave only what the finished pipeline needs in its config and its strings."""
    for section in ("paths", "corpora", "initialize", "training", "pretraining", "system"):
        nlp.config.pop(section, None)
    strings = StringStore()
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            strings.add(label)
            for part in label.split("|"):
                strings.add(part)
                for piece in part.split("="):
                    strings.add(piece)
    for label in nlp.get_pipe("morphologizer").labels:
        strings.add("|".join(part for part in label.split("|") if not part.startswith("POS=")))
    nlp.vocab.strings.from_bytes(strings.to_bytes())


def main() -> None:
    trained, borders, corpus, out = map(Path, sys.argv[1:])
    nlp = spacy.load(trained)
    nlp.add_pipe("senter", source=spacy.load(borders), before="helder_sentences")
    be_cautious(nlp)
    never_without_a_part_of_speech(nlp)
    learnt = [
        doc
        for doc in DocBin().from_disk(corpus / "train.spacy").get_docs(spacy.blank("nl").vocab)
        if doc.has_annotation("TAG")
    ]
    tune_tokens(nlp, learnt)
    nlp.add_pipe("helder_lemmas", name="lemmatizer").learn(learnt)  # type: ignore[attr-defined]
    finder = NameFinder(nlp.vocab)
    with nlp.select_pipes(enable=["helder_sentences", "tok2vec", "morphologizer"]):
        names.learn(finder, nlp, corpus)
    nlp.add_pipe("helder_names", name="ner").from_bytes(finder.to_bytes())  # type: ignore[attr-defined]
    for name in ("tok2vec", "parser"):
        pack(nlp.get_pipe(name).model)  # type: ignore[attr-defined]
    forget_training(nlp)
    nlp.meta.update(json.loads(META.read_text(encoding="utf-8")))
    nlp.to_disk(out)


if __name__ == "__main__":
    main()
