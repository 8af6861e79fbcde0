"""How right the shipped spaCy pipeline is: tags, lemmas, dependencies, sentences, names, and how fast.

    HELDER_CORPUS=... python scripts/measure_model.py [--model NAME] [--tests] [--json]

Treebanks: raw text, eight sentences a document in file order joined by a space, our tokens. A word counts
where ours and the treebank's have the same characters; each figure is the F of words that are right (CoNLL
2018), labels with their subtypes, punctuation included, lemmas rebuilt and case ignored. `--tests` reads
the official test sets too, which nothing was chosen by.

Names: exact spans with labels, on the last tenth of the newspaper tokens, and on the project's own articles.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "training"))

import spacy  # noqa: E402
from entities import HELD_OUT, doc_of, portions  # noqa: E402
from entities import read as read_entities  # noqa: E402
from prepare import FORM, HEAD, LABEL, LEMMA, SENTENCES_A_DOC, UPOS, Sentence, grouped, read  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from pipeline.language import model  # noqa: E402
from pipeline.language.sentences import ranges_of  # noqa: E402
from pipeline.language.syntax.lemmas import rebuilt  # noqa: E402

# The project's own articles: errors on the first were looked at while names were made, never on the others.
SEEN = ("interview-taalklas", "pesten-groepsproces", "recensie-buitenspelen")
UNREAD = ("jeugdhulp-rivierenland", "opinie-huiswerk")
TESTS = ("test-alpino", "test-lassysmall")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """What there is to know of a word of a treebank; `head` is the place of its head, None of the root."""

    upos: str
    lemma: str
    head: Place | None
    label: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its words and sentences by their places."""

    text: str
    words: dict[Place, Word]
    sentences: frozenset[Place]


def gold(sentences: Iterable[Sentence]) -> Gold:
    """Sentences of a treebank as one text."""
    text = ""
    words: dict[Place, Word] = {}
    spans = set()
    for sentence in sentences:
        text = f"{text.rstrip()} " if text else ""
        places = []
        for row in sentence.rows:
            places.append((len(text), len(text) + len(row[FORM])))
            text += row[FORM] + ("" if "SpaceAfter=No" in row[9] else " ")
        spans.add((places[0][0], places[-1][1]))
        for place, row in zip(places, sentence.rows, strict=True):
            head = places[int(row[HEAD]) - 1] if int(row[HEAD]) else None
            words[place] = Word(row[UPOS], rebuilt(row[FORM], row[LEMMA]).lower(), head, row[LABEL])
    return Gold(text.rstrip(), words, frozenset(spans))


def treebank(nlp: Language, path: Path) -> dict[str, float]:
    """F in per cent of tokens, UPOS, lemmas, unlabelled and labelled arcs, and sentences."""
    texts = [gold(group) for group in grouped(read(path), SENTENCES_A_DOC)]
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for wanted, doc in zip(texts, nlp.pipe(text.text for text in texts), strict=True):
        found = [token for token in doc if not token.is_space]
        size["words"] += len(wanted.words) + len(found)
        for token in found:
            word = wanted.words.get(_place(token))
            if word is None:
                continue
            head = None if token.head.i == token.i else _place(token.head)
            arc = head == word.head
            right["tokens"] += 1
            right["upos"] += token.pos_ == word.upos
            right["lemma"] += token.lemma_.lower() == word.lemma
            right["uas"] += arc
            right["las"] += arc and token.dep_.replace("ROOT", "root") == word.label
        spans = set(ranges_of(doc))
        size["sentences"] += len(wanted.sentences) + len(spans)
        right["sentences"] += len(wanted.sentences & spans)
    return {
        name: round(200 * right[name] / size["sentences" if name == "sentences" else "words"], 2)
        for name in ("tokens", "upos", "lemma", "uas", "las", "sentences")
    }


def _place(token: Any) -> Place:
    return token.idx, token.idx + len(token)


def names(found: Iterable[Doc], wanted: Iterable[set[tuple[int, int, str]]]) -> dict[str, float]:
    """F in per cent of names, all and of each label."""
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for doc, spans in zip(found, wanted, strict=True):
        ours = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
        for kind, those in (("right", ours & spans), ("ours", ours), ("theirs", spans)):
            counted = right if kind == "right" else size
            counted["all"] += len(those)
            counted.update(label for _, _, label in those)
    return {label: round(200 * right[label] / size[label], 2) for label in sorted(size)}


def newspaper(nlp: Language, path: Path) -> dict[str, float]:
    """Names in the last tenth of the newspaper tokens."""
    tokens = read_entities(path)
    blank = spacy.blank("nl")
    docs = [doc_of(portion, blank) for portion in portions(tokens[int(len(tokens) * (1 - HELD_OUT)) :])]
    wanted = [{(span.start_char, span.end_char, span.label_) for span in doc.ents} for doc in docs]
    return names(nlp.pipe(doc.text for doc in docs), wanted)


def own_articles(nlp: Language, folder: Path, articles: tuple[str, ...]) -> dict[str, float]:
    """Names in the project's own articles, marked by hand."""
    marks = [folder / f"{name}.names.json" for name in articles]
    texts = [
        path.with_name(path.name.replace(".names.json", ".txt")).read_text(encoding="utf-8") for path in marks
    ]
    wanted = [
        {(name["start"], name["end"], name["label"]) for name in json.loads(path.read_text(encoding="utf-8"))}
        for path in marks
    ]
    return names(nlp.pipe(texts), wanted)


def words_per_second(nlp: Language, path: Path) -> int:
    """Words of raw text a second of processor time, without entities, which extraction does not ask for."""
    texts = [gold(group).text for group in grouped(read(path), 10 * SENTENCES_A_DOC)]
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
        list(nlp.pipe(texts[:2]))
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        return round(words / (time.process_time() - start))


def measured(nlp: Language, corpus: Path, *, tests: bool) -> dict[str, Any]:
    """All figures, by set."""
    banks = corpus / "treebank"
    found: dict[str, Any] = {
        name: treebank(nlp, banks / f"{name}.conllu.gz") for name in ("dev", *(TESTS if tests else ()))
    }
    if tests:
        found["mean of tests"] = {
            key: round(sum(found[name][key] for name in TESTS) / len(TESTS), 2) for key in found[TESTS[0]]
        }
    if "ner" in nlp.pipe_names:
        found["names in newspapers"] = newspaper(nlp, corpus / "entities" / "enp_NL.kb.bio.gz")
        for name, articles in (("seen", SEEN), ("unread", UNREAD)):
            found[f"names, {name} articles"] = own_articles(nlp, ROOT / "tests" / "articles", articles)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", help="any installed pipeline, or a folder")
    parser.add_argument("--tests", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpus = Path(os.environ["HELDER_CORPUS"])
    nlp = model.load(options.model)
    found = measured(nlp, corpus, tests=options.tests)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, figures in found.items():
        print(f"{name:<22}", "  ".join(f"{key} {value:.2f}" for key, value in figures.items()))
    speed = words_per_second(nlp, corpus / "treebank" / "dev.conllu.gz")
    print(f"{speed:,} words a second of processor time, entities apart")


if __name__ == "__main__":
    main()
