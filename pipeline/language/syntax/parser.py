"""Dependencies: every pair of words is scored as an arc, and the likeliest tree is taken.

Dozat & Manning (2017), on vectors that the whole sentence went into. Unlike spaCy's own parser, which
reads from left to right and cannot take anything back, each arc is judged with all others in sight,
arcs may cross, and a sentence has one root. Sentence ends are not this component's: it takes them as
they stand in the doc.

A label such as "obl|obl:arg" in the training data means either of the two: some treebanks do not tell
them apart. It is no label of its own; the model may divide the chance between them as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.util import registry
from thinc.api import Linear, Maxout, Model, Optimizer, chain, glorot_uniform_init
from thinc.types import Floats2d

from pipeline.language.syntax.encoder import sentence_lengths
from pipeline.language.syntax.layers import unpack, with_fast_products
from pipeline.language.syntax.punctuation import attached
from pipeline.language.syntax.trees import best_tree

EITHER = "|"
# From where on a distance in words is told from the one before; the last is the root's own.
DISTANCES = (-150, -24, -14, -9, -6, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7, 10, 15, 25, 1000)
PUNCTUATION = "punct"
UNTOLD = -1  # the head or the label of a word that the training data do not tell


@dataclass(slots=True)
class Sentence:
    """What the model says of one sentence.

    Attributes:
        arcs: (words, words + 1) scores, column 0 the root.
        dependents: (words, l), what the label depends on from the word itself.
        heads: (words + 1, l), the same from each possible head.
    """

    arcs: Floats2d
    dependents: Floats2d
    heads: Floats2d


@registry.architectures("helder.ArcParser.v1")
def ArcParser(
    tok2vec: Model[list[Doc], list[Floats2d]], arc_width: int, label_width: int, dropout: float
) -> Model[list[Doc], list[Sentence]]:
    """Scores of arcs and the vectors labels are read from, for each sentence of the docs.

    Args:
        tok2vec: vectors of the words.
        arc_width: of the vectors in which words meet as dependents and heads.
        label_width: of the vectors from which labels are read.
        dropout: on those vectors, while training.
    """
    width = tok2vec.get_dim("nO")

    def meeting(size: int) -> Model[Floats2d, Floats2d]:
        return Maxout(size, width, nP=2, dropout=dropout)

    layers = {
        "arc_dependent": meeting(arc_width),
        "arc_head": meeting(arc_width),
        "label_dependent": meeting(label_width),
        "label_head": meeting(label_width),
    }
    labels: Model[Floats2d, Floats2d] = chain(
        Maxout(label_width, label_width * 3, nP=2, dropout=dropout), Linear(nI=label_width)
    )
    model: Model[list[Doc], list[Sentence]] = Model(
        "helder_arc_parser",
        _forward,
        init=_init,
        layers=[tok2vec, *layers.values(), labels],
        refs={"tok2vec": tok2vec, "labels": labels, "output": labels.layers[-1], **layers},
        dims={"arc": arc_width, "label": label_width},
        params={"arcs": None, "lean": None, "distance": None, "root": None, "root_label": None},
    )
    return with_fast_products(model)


def _init(model: Model[Any, Any], X: list[Doc] | None = None, Y: Any = None) -> None:
    tok2vec = model.get_ref("tok2vec")
    tok2vec.initialize(X=X)
    for name in ("arc_dependent", "arc_head", "label_dependent", "label_head", "labels"):
        model.get_ref(name).initialize()
    arc, label = model.get_dim("arc"), model.get_dim("label")
    model.set_param("arcs", glorot_uniform_init(model.ops, (arc, arc)))
    model.set_param("lean", model.ops.alloc2f(1, arc))  # how readily a word takes dependents at all
    model.set_param("distance", model.ops.alloc2f(arc, len(DISTANCES)))
    model.set_param("root", glorot_uniform_init(model.ops, (1, arc)))
    model.set_param("root_label", glorot_uniform_init(model.ops, (1, label)))


def _forward(
    model: Model[list[Doc], list[Sentence]], docs: list[Doc], is_train: bool
) -> tuple[list[Sentence], Callable[[list[Sentence]], list[Any]]]:
    vectors, back_vectors = model.get_ref("tok2vec")(docs, is_train)
    sizes = [len(doc) for doc in docs]
    words = model.ops.xp.concatenate(vectors) if vectors else model.ops.alloc2f(0, 1)
    lengths = [size for doc in docs for size in sentence_lengths(doc)]
    dependents, back_dependents = model.get_ref("arc_dependent")(words, is_train)
    heads, back_heads = model.get_ref("arc_head")(words, is_train)
    label_dependents, back_label_dependents = model.get_ref("label_dependent")(words, is_train)
    label_heads, back_label_heads = model.get_ref("label_head")(words, is_train)
    arcs, lean, distance = (np.asarray(model.get_param(name)) for name in ("arcs", "lean", "distance"))
    root, root_label = (np.asarray(model.get_param(name)) for name in ("root", "root_label"))
    questions = dependents @ arcs + lean  # one product for all: how each word looks for its head
    reach = dependents @ distance  # how far each word looks
    spans = list(_spans(lengths))
    sentences = [
        Sentence(
            arcs=questions[a:b] @ np.vstack([root, heads[a:b]]).T
            + np.take_along_axis(reach[a:b], _distances(b - a), axis=1),
            dependents=label_dependents[a:b],
            heads=np.vstack([root_label, label_heads[a:b]]),
        )
        for a, b in spans
    ]

    def backprop(gradients: list[Sentence]) -> list[Any]:
        dquestions, dheads, dreach = np.zeros_like(questions), np.zeros_like(heads), np.zeros_like(reach)
        dlabel_dependents, dlabel_heads = np.zeros_like(label_dependents), np.zeros_like(label_heads)
        droot, droot_label = np.zeros_like(root), np.zeros_like(root_label)
        for (a, b), d in zip(spans, gradients, strict=True):
            dquestions[a:b] = d.arcs @ np.vstack([root, heads[a:b]])
            np.add.at(dreach[a:b], (np.arange(b - a)[:, None], _distances(b - a)), d.arcs)
            both = d.arcs.T @ questions[a:b]
            droot += both[:1]
            dheads[a:b] = both[1:]
            dlabel_dependents[a:b] = d.dependents
            dlabel_heads[a:b] = d.heads[1:]
            droot_label += d.heads[:1]
        model.inc_grad("arcs", dependents.T @ dquestions)
        model.inc_grad("distance", dependents.T @ dreach)
        model.inc_grad("lean", dquestions.sum(axis=0, keepdims=True))
        model.inc_grad("root", droot)
        model.inc_grad("root_label", droot_label)
        dwords = back_dependents(dquestions @ arcs.T + dreach @ distance.T)
        dwords += back_heads(dheads)
        dwords += back_label_dependents(dlabel_dependents)
        dwords += back_label_heads(dlabel_heads)
        back_vectors(model.ops.unflatten(dwords, model.ops.asarray1i(sizes)))
        return []

    return sentences, backprop


@lru_cache(maxsize=256)
def _distances(words: int) -> np.ndarray:
    """For each word and each possible head, the root first, the number of their distance in `DISTANCES`."""
    apart = np.arange(words)[None, :] - np.arange(words)[:, None]
    far = np.searchsorted(DISTANCES[:-1], np.clip(apart, DISTANCES[0], DISTANCES[-2]), side="right") - 1
    root = np.full((words, 1), len(DISTANCES) - 1)
    return np.concatenate([root, far], axis=1)


def _spans(lengths: Iterable[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for length in lengths:
        yield at, at + length
        at += length


def _label_vectors(sentences: list[Sentence], heads: list[np.ndarray]) -> Floats2d:
    """What the label of each word is read from: (words, 3l), the word, its head, and the two multiplied."""
    dependents = np.concatenate([sentence.dependents for sentence in sentences])
    chosen = np.concatenate([s.heads[h] for s, h in zip(sentences, heads, strict=True)])
    return np.concatenate([dependents, chosen, dependents * chosen], axis=1)


@dataclass(slots=True)
class Tree:
    """Heads (0 the root, else from 1) and numbers of labels of one sentence."""

    heads: np.ndarray
    labels: np.ndarray


class DependencyParser(TrainablePipe):
    """A trainable component that sets heads, labels and with them noun chunks and subtrees."""

    def __init__(self, vocab: Any, model: Model[Any, Any], name: str = "parser") -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"labels": []}
        self.scorer = _score

    @property
    def labels(self) -> tuple[str, ...]:
        """The dependency labels of Universal Dependencies, "root" as spaCy writes it, "ROOT"."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """The labels, as `spacy init labels` writes them."""
        return list(self.cfg["labels"])

    def add_label(self, label: str) -> int:
        """Know one more label, while the model is not initialized yet."""
        if label in self.labels:
            return 0
        self._require_unused()
        self.cfg["labels"].append(label)
        self.vocab.strings.add(label)
        return 1

    def _require_unused(self) -> None:
        if self.model.get_ref("output").has_dim("nO"):
            raise ValueError("The parser is trained; a label can be added before that only.")

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: list[str] | None = None,
    ) -> None:
        """Take the labels from the examples, or from `labels`, and set up the model."""
        validate_get_examples(get_examples, "DependencyParser.initialize")
        found = labels or sorted(
            {
                token.dep_
                for example in get_examples()
                for token in example.reference
                if token.dep and EITHER not in token.dep_
            }
        )
        for label in found:
            self.add_label(label)
        self.model.get_ref("output").set_dim("nO", len(self.labels))
        self.model.initialize(X=[example.x for example in islice(get_examples(), 10)])

    def predict(self, docs: Iterable[Doc]) -> list[list[Tree]]:
        """The tree of each sentence of each doc."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        unpack(self.model)
        sentences = self.model.predict(docs)
        heads = [best_tree(sentence.arcs) for sentence in sentences]
        scores = self.model.get_ref("labels").predict(_label_vectors(sentences, heads))
        root = self.labels.index("ROOT")
        scores[:, root] = -np.inf  # the root is known by its head
        labels = scores.argmax(axis=1)
        punctuation = self.labels.index(PUNCTUATION) if PUNCTUATION in self.labels else None
        words = [token.text for doc in docs for token in doc]
        trees = (
            Tree(
                attached(head, labels[a:b] == punctuation, words[a:b]),
                np.where(head == 0, root, labels[a:b]),
            )
            for (a, b), head in zip(_spans(map(len, heads)), heads, strict=True)
        )
        return [list(islice(trees, len(sentence_lengths(doc)))) for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], scores: list[list[Tree]]) -> None:
        """Write heads, labels and sentence starts, at once for each doc."""
        names = np.array([self.vocab.strings[label] for label in self.labels], dtype="uint64")
        for doc, trees in zip(docs, scores, strict=True):
            if not trees:
                continue
            to_head = np.concatenate(
                [np.where(t.heads == 0, 0, t.heads - 1 - np.arange(len(t.heads))) for t in trees]
            )
            labels = names[np.concatenate([tree.labels for tree in trees])]
            starts = -np.ones(len(doc), dtype="int64")
            starts[[a for a, _ in _spans(len(tree.heads) for tree in trees)]] = 1
            columns = np.stack([to_head.astype("uint64"), labels, starts.astype("uint64")], axis=1)
            doc.from_array(["HEAD", "DEP", "SENT_START"], columns)

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from examples; `drop` is left to the architecture's own settings."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "DependencyParser.update")
        examples = [example for example in examples if len(example.x)]
        if not examples:
            return losses
        sentences, backprop = self.model.begin_update([example.x for example in examples])
        gold = [tree for example in examples for tree in self._gold(example)]
        gradients, loss = self._learn(sentences, gold)
        backprop(gradients)
        losses[self.name] += loss
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def _learn(
        self, sentences: list[Sentence], gold: list[tuple[np.ndarray, list[str]]]
    ) -> tuple[list[Sentence], float]:
        loss = 0.0
        darcs = []
        for sentence, (heads, _) in zip(sentences, gold, strict=True):
            d, part = _cross_entropy(sentence.arcs, _one_of(heads, sentence.arcs.shape[1]))
            darcs.append(d)
            loss += part
        # Labels are learnt at the right heads.
        told = [np.maximum(heads, 0) for heads, _ in gold]
        vectors = _label_vectors(sentences, told)
        scores, back_scores = self.model.get_ref("labels").begin_update(vectors)
        wanted = np.stack([self._wanted(name) for _, names in gold for name in names])
        wanted[np.concatenate([heads for heads, _ in gold]) == UNTOLD] = 0
        dscores, part = _cross_entropy(scores, wanted)
        loss += part
        dvectors = back_scores(dscores)
        gradients = []
        for (a, b), sentence, d, at in zip(_spans(map(len, darcs)), sentences, darcs, told, strict=True):
            dword, dhead, dboth = np.split(dvectors[a:b], 3, axis=1)
            dheads = np.zeros_like(sentence.heads)
            np.add.at(dheads, at, dhead + dboth * sentence.dependents)
            gradients.append(Sentence(d, dword + dboth * sentence.heads[at], dheads))
        return gradients, loss

    def _wanted(self, name: str) -> np.ndarray:
        """Which labels are right: (labels,), all zero where none is told."""
        row = np.zeros(len(self.labels), dtype="f")
        for part in name.split(EITHER):
            if part in self.labels:
                row[self.labels.index(part)] = 1
        return row

    def _gold(self, example: Example) -> Iterator[tuple[np.ndarray, list[str]]]:
        """Heads (0 root, UNTOLD where not known) and labels of each sentence of the predicted doc."""
        heads, labels = example.get_aligned_parse(projectivize=False)
        for a, b in _spans(sentence_lengths(example.x)):
            inside = [
                UNTOLD if head is None or not a <= head < b else 0 if head == at else head - a + 1
                for at, head in zip(range(a, b), heads[a:b], strict=True)
            ]
            yield np.array(inside, dtype="int64"), [label or "" for label in labels[a:b]]


def _one_of(right: np.ndarray, size: int) -> Floats2d:
    """A row a word, 1 in the right column; none where that is UNTOLD."""
    rows = np.zeros((len(right), size), dtype="f")
    told = np.flatnonzero(right != UNTOLD)
    rows[told, right[told]] = 1
    return rows


def _cross_entropy(scores: Floats2d, right: Floats2d) -> tuple[Floats2d, float]:
    """The gradient and the loss; a row has one right column, or several, or none and then counts nothing."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    among = chances * right
    total = among.sum(axis=1, keepdims=True)
    told = right.any(axis=1, keepdims=True)
    gradient = np.where(told, chances - among / np.maximum(total, 1e-9), 0).astype("f")
    loss = -np.log(np.maximum(total, 1e-9))[told].sum()
    return gradient, float(loss)


def _score(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Arcs right without and with their labels, punctuation included, as Universal Dependencies counts."""
    return Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_)


@Language.factory(
    "helder_parser",
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_config={
        "model": {
            "@architectures": "helder.ArcParser.v1",
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 256},
            "arc_width": 160,
            "label_width": 64,
            "dropout": 0.3,
        }
    },
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5, "dep_las_per_type": None},
)
def create_parser(nlp: Language, name: str, model: Model[Any, Any]) -> DependencyParser:
    """The component `helder_parser`, for `nlp.add_pipe` and configs."""
    return DependencyParser(nlp.vocab, model, name)
