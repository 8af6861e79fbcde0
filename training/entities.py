"""Newspaper OCR with entities to spaCy's DocBin: to learn from, to choose by, to measure on.

    python entities.py ENTITIES OUT

The file has one token a line, neither sentences nor pages, and its tokens are cut at spaces only ("Parijs,").
So it is cut into docs where a token ends a sentence, tokenized anew, and
the marks around a name are taken off.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.language.sentences import helder_sentences  # noqa: E402

WORDS = 60  # a doc has at least so many
HELD_OUT = 0.1  # the last of the tokens; read by evaluate.py alone
DEV = 0.05  # those before them; the best checkpoint is chosen by these
MARKS = ".,;:!?()[]\"'„“”‘’—–-*«» "

Token = tuple[str, str]


def read(path: Path) -> list[Token]:
    """The tokens with their tags ("B-PER", "I-PER", "O"); broken lines are passed over."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = (line.split() for line in file)
        return [(row[0], row[1]) for row in rows if len(row) == 2]


def portions(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Stretches that begin and end with a sentence, as far as a full stop tells."""
    first = 0
    for at, (word, tag) in enumerate(tokens, 1):
        if at - first >= WORDS and tag == "O" and word.endswith((".", "!", "?")):
            yield tokens[first:at]
            first = at
    if first < len(tokens):
        yield tokens[first:]


def doc_of(tokens: Sequence[Token], nlp: spacy.Language) -> Doc:
    """A doc with the entities of the tokens."""
    text, names = "", []
    for word, tag in tokens:
        if text:
            text += " "
        start = len(text)
        text += word
        if tag.startswith("B-"):
            names.append([start, len(text), tag[2:]])
        elif tag.startswith("I-") and names:
            names[-1][1] = len(text)
    doc = nlp.make_doc(text)
    spans = []
    for start, end, kind in names:
        name = text[start:end]
        start += len(name) - len(name.lstrip(MARKS))
        end -= len(name) - len(name.rstrip(MARKS))
        if end > start:
            spans.append(doc.char_span(start, end, kind, alignment_mode="expand"))
    # A name never holds a sentence end; where one seems to, the name is left out.
    helder_sentences(doc)
    doc.set_ents(filter_spans(span for span in spans if not any(t.is_sent_start for t in span[1:])))
    return doc


def main() -> None:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    nlp = spacy.blank("nl")
    tokens = read(source / "enp_NL.kb.bio.gz")
    learnt, held_out = int(len(tokens) * (1 - HELD_OUT - DEV)), int(len(tokens) * (1 - HELD_OUT))
    parts = {"train": tokens[:learnt], "dev": tokens[learnt:held_out], "held-out": tokens[held_out:]}
    for name, part in parts.items():
        docs = [doc_of(portion, nlp) for portion in portions(part)]
        DocBin(docs=docs, attrs=["ENT_IOB", "ENT_TYPE", "SPACY"]).to_disk(out / f"entities-{name}.spacy")
        print(name, len(docs), "docs", sum(len(doc.ents) for doc in docs), "names")


if __name__ == "__main__":
    main()
