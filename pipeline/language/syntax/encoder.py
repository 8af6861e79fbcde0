"""What a word is worth in its sentence: the vectors that tags, arcs and labels are read from.

Three stages, told apart in `SentenceEncoder`: a word by its own letters, its neighbours (convolutions),
and the whole sentence (LSTM). The first sees word *types*, each once a batch: half of the words of a
text are repeats. Nothing is looked up outside the model, so the same folder gives the same vectors
whatever word lists are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    Dropout,
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    expand_window,
    residual,
    with_array,
)
from thinc.types import Floats2d, Ragged

from pipeline.language.syntax.layers import unpack, with_fast_products
from pipeline.language.syntax.lstm import BiLSTM

PREFIXES = (1, 2, 3, 4)
SUFFIXES = (1, 2, 3, 4, 5, 6)
SHAPE_RUN = 3  # "Xxxx" and "Xxxxxx" are one shape
PARTS = 1 + len(PREFIXES) + len(SUFFIXES)
PORTION = 2_000  # words worked on at once; more would not fit the processor's cache
LONGEST = 150  # words of a sentence; trees take time that grows with the square, and this is a list
CACHED = 200_000  # word types whose features are kept


@registry.architectures("helder.SentenceEncoder.v1")
def SentenceEncoder(
    width: int,
    word_rows: int,
    part_rows: list[int],
    part_width: int,
    depth: int,
    lstm_width: int,
    lstm_depth: int,
    dropout: float,
    word_dropout: float,
    part_dropout: float,
) -> Model[list[Doc], list[Floats2d]]:
    """Vectors of words in their sentences: a list of docs to a list of (words, lstm_width).

    Args:
        width: of the vectors of words alone and among their neighbours.
        word_rows: rows of the hashed table of words.
        part_rows: the same of the tables of shapes, beginnings and endings, `PARTS` in all, in that order.
        part_width: of the vectors of beginnings, endings and shapes.
        depth: convolutions; each sees one word further to either side.
        lstm_width: of the layers that read the whole sentence, both ways together.
        lstm_depth: how many these are.
        dropout: between the layers, while training.
        word_dropout: share of word types whose own entry is hidden while training, so that the model
            learns to do with their letters, as it must for words it never saw.
        part_dropout: the same for each shape, beginning and ending.
    """
    tables = [_hidden_at_times(HashEmbed(width, word_rows, column=0, seed=8), word_dropout)]
    tables += [
        _hidden_at_times(HashEmbed(part_width, rows, column=column, seed=8 + column), part_dropout)
        for column, rows in enumerate(part_rows, 1)
    ]
    letters = chain(
        concatenate(*tables),
        Dropout(dropout),
        Maxout(width, width + part_width * PARTS, nP=2, normalize=True),
    )
    neighbours = [
        residual(
            chain(
                expand_window(1),
                with_array(Maxout(width, width * 3, nP=2, normalize=True, dropout=dropout)),
            )
        )
        for _ in range(depth)
    ]
    sentence = [
        layer
        for at in range(lstm_depth)
        for layer in (BiLSTM(lstm_width, lstm_width if at else width), with_array(Dropout(dropout)))
    ]
    model: Model[list[Doc], list[Floats2d]] = Model(
        "helder_sentence_encoder",
        _forward,
        init=_init,
        layers=[letters, chain(*neighbours, *sentence)],
        dims={"nO": lstm_width},
    )
    return with_fast_products(model)


def _init(model: Model[Any, Any], X: list[Doc] | None = None, Y: Any = None) -> None:
    if X is None:
        for layer in model.layers:
            layer.initialize()
        return
    features, where, lengths = _read(X)
    letters, rest = model.layers
    vectors = letters.initialize(X=features).predict(features)
    rest.initialize(X=Ragged(vectors[where], lengths))


def _forward(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Any]]]:
    letters, rest = model.layers
    features, where, lengths = _read(docs)
    sizes = [len(doc) for doc in docs]
    if not len(where):
        return [model.ops.alloc2f(0, model.get_dim("nO")) for _ in docs], lambda dY: []
    if not is_train:
        unpack(model)
        types = letters.predict(features)
        found = [rest.predict(Ragged(types[where[a:b]], part)).dataXd for a, b, part in _portions(lengths)]
        return model.ops.unflatten(model.ops.xp.concatenate(found), model.ops.asarray1i(sizes)), _untrained
    types, backprop_letters = letters(features, is_train)
    Y, backprop_rest = rest(Ragged(types[where], lengths), is_train)

    def backprop(dY: list[Floats2d]) -> list[Any]:
        dX = backprop_rest(Ragged(model.ops.xp.concatenate(dY), lengths)).dataXd
        backprop_letters(_added_up(dX, where, len(features)))
        return []

    return model.ops.unflatten(Y.dataXd, model.ops.asarray1i(sizes)), backprop


def _untrained(dY: list[Floats2d]) -> list[Any]:
    raise ValueError("What was predicted without training cannot be learnt from.")


def _portions(lengths: np.ndarray) -> Iterator[tuple[int, int, np.ndarray]]:
    """Whole sentences, about `PORTION` words at a time: first and last word, and lengths."""
    ends = np.cumsum(lengths)
    first = 0
    while first < len(lengths):
        at = int(ends[first] - lengths[first])
        last = max(first + 1, int(np.searchsorted(ends, at + PORTION, side="right")))
        yield at, int(ends[last - 1]), lengths[first:last]
        first = last


def _added_up(rows: Floats2d, where: np.ndarray, types: int) -> Floats2d:
    """The sum of the rows of each type: sorted first, which is ten times faster than np.add.at."""
    order = np.argsort(where, kind="stable")
    starts = np.searchsorted(where[order], np.arange(types))
    total: Floats2d = np.add.reduceat(rows[order], starts, axis=0)
    return total


def _read(docs: list[Doc]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features of word types (types, 1 + PARTS), the type of each word, the length of each sentence."""
    orths = np.concatenate([doc.to_array("ORTH") for doc in docs]) if docs else np.zeros(0, dtype="uint64")
    types, where = np.unique(orths, return_inverse=True)
    strings: Any = docs[0].vocab.strings if docs else {}
    table = np.array([features_of(strings[orth]) for orth in types.tolist()], dtype="uint64")
    lengths = np.array([size for doc in docs for size in sentence_lengths(doc)], dtype="int32")
    return table.reshape(-1, 1 + PARTS), where, lengths


def sentence_lengths(doc: Doc) -> list[int]:
    """The number of tokens of each sentence; a doc whose sentences nobody told is one.

    What is longer than `LONGEST` is cut, so that the time of a doc grows with its length and no faster.
    """
    starts: Any = np.flatnonzero(doc.to_array("SENT_START")[1:] == 1) + 1 if len(doc) else []
    borders = [0, *starts, len(doc)]
    return [min(LONGEST, end - at) for start, end in pairwise(borders) for at in range(start, end, LONGEST)]


@lru_cache(maxsize=CACHED)
def features_of(word: str) -> tuple[int, ...]:
    """Hashes of the word in small letters, its shape, its beginnings and its endings."""
    small = word.lower().replace("’", "'").replace("‘", "'")
    marked = f"{small}$"  # so that a beginning that is the whole word is told apart
    parts = [small, _shape(word)]
    parts += [marked[:length] for length in PREFIXES]
    parts += [f"^{small}"[-length:] for length in SUFFIXES]
    return tuple(hash_string(part) for part in parts)


def _shape(word: str) -> str:
    """Capitals as X, small letters as x, digits as d, each run cut at `SHAPE_RUN`."""
    shape: list[str] = []
    for character in word[:100]:
        sign = (
            ("X" if character.isupper() else "x")
            if character.isalpha()
            else ("d" if character.isdigit() else character)
        )
        if shape[-SHAPE_RUN:] != [sign] * SHAPE_RUN:
            shape.append(sign)
    return "".join(shape)


def _hidden_at_times(table: Model[Any, Floats2d], share: float) -> Model[Any, Floats2d]:
    """The same table, but with a share of the rows set to zero while training."""

    def forward(model: Model[Any, Floats2d], X: Any, is_train: bool) -> Any:
        Y, backprop = model.layers[0](X, is_train)
        if not is_train:
            return Y, backprop
        kept = (np.random.uniform(size=(len(Y), 1)) >= model.attrs["share"]).astype("f")
        return Y * kept, lambda dY: backprop(dY * kept)

    def init(model: Model[Any, Floats2d], X: Any = None, Y: Any = None) -> None:
        model.layers[0].initialize(X=X, Y=Y)
        model.set_dim("nO", model.layers[0].get_dim("nO"))

    return Model(
        "hidden_at_times",
        forward,
        init=init,
        layers=[table],
        dims={"nO": table.get_dim("nO")},
        attrs={"share": share},
    )
