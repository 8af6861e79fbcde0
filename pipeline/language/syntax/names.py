"""Persons, organisations and places: names are found by their tags, and told apart by their company.

A name is a run of proper nouns, "van der" in the middle included: the treebanks teach where names are. Which
kind one is, no text of today was there to learn from, only newspapers of the nineteenth century with their
faults of scanning and lists of words. So this part is kept small: a logistic regression on the vectors of
the name and its neighbours, on what its words were elsewhere, and on lists. "" is the fourth
kind: months, feasts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import regex
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

KINDS = ("", "LOC", "ORG", "PER")
NAME = "PROPN"
INITIAL = regex.compile(r"(?:\p{Lu}\p{Ll}?\.)+")
ACRONYM = regex.compile(r"\p{Lu}{2,6}")
ROMAN = regex.compile(r"[IVXLCM]+")
TITLES = frozenset(
    word + stop
    for word in (
        "dr",
        "drs",
        "prof",
        "ir",
        "mr",
        "ing",
        "ds",
        "dhr",
        "mevr",
        "mw",
        "juf",
        "juffrouw",
        "meester",
    )
    for stop in ("", ".")
)
PARTICLES = frozenset(
    {"van", "de", "den", "der", "het", "'t", "’t", "ter", "ten", "voor", "el", "la", "von", "op"}
)
TO_PLACES = frozenset({"in", "te", "naar", "uit", "nabij", "bij", "vanuit", "rond", "rondom"})
TABLES = "names.msgpack"
ROUNDS = 400
RATE = 0.05
DECAY = 0.002

Counts = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Lists:
    """Words that by themselves say something of a name, in small letters.

    Attributes:
        given: given names of persons.
        places: towns, provinces, countries; words joined with hyphens.
        endings: of words that only organisations have.
        roles: what stands before a person: "minister", "juf".
    """

    given: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()

    def kind(self, doc: Doc, start: int, end: int) -> str | None:
        """The kind of a name, where a list or its form settles it."""
        words = [token.text for token in doc[start:end]]
        small = [word.lower() for word in words]
        before = doc[start - 1].lower_ if start else ""
        if before in self.roles or before in TITLES or INITIAL.fullmatch(words[0]):
            return "PER"
        if any(word.endswith(self.endings) for word in small):
            return "ORG"
        if len(words) > 1 and small[0] in self.given and words[-1][:1].isupper():
            return "PER"
        if any(ACRONYM.fullmatch(word) and not ROMAN.fullmatch(word) for word in words):
            return "ORG"
        if "-".join(small) in self.places:
            return "LOC"
        return "PER" if len(words) == 1 and small[0] in self.given else None


NO_LISTS = Lists()


class NameFinder(Pipe):
    """Sets `doc.ents` from tags and the vectors of the shared `tok2vec`."""

    def __init__(self, vocab: Any, name: str = "ner") -> None:
        self.vocab, self.name = vocab, name
        self.weights = np.zeros((1, len(KINDS)), dtype="float32")
        self.known: dict[str, list[int]] = {}  # how often a word was part of each kind of name
        self.lists = NO_LISTS

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names."""
        return KINDS[1:]

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of a doc."""
        spans = runs(doc, self.lists)
        if spans:
            rows = np.stack([features(doc, start, end, self.known, self.lists) for start, end in spans])
            kinds = (rows @ self.weights).argmax(axis=1)
            doc.ents = [
                Span(doc, start, end, label=KINDS[kind])
                for (start, end), kind in zip(spans, kinds.tolist(), strict=True)
                if kind
            ]
        return doc

    def learn(self, docs: Iterable[Doc], weights: Iterable[float], lists: Lists) -> None:
        """Learn the kinds of names from docs that have gone through the other components.

        Args:
            docs: with names whose kind is told in `doc.spans["names"]`.
            weights: how much the names of each doc count.
            lists: words that say something of a name. Each name is shown twice, with and without what they
                say, so that the company of a name is learnt too, for names that stand in no list.
        """
        docs, weights = list(docs), list(weights)
        self.lists = lists
        told = [list(_told(doc, lists)) for doc in docs]
        counts: dict[str, Counter[int]] = {}
        for doc, names in zip(docs, told, strict=True):
            for start, end, kind in names:
                for token in doc[start:end]:
                    counts.setdefault(token.lower_, Counter())[kind] += 1
        self.known = {
            word: [kinds[kind] for kind in range(len(KINDS))]
            for word, kinds in sorted(counts.items())
            if sum(kinds.values()) > 1
        }
        rows, right, share = [], [], []
        for doc, names, weight in zip(docs, told, weights, strict=True):
            for start, end, kind in names:
                for shown in (lists, NO_LISTS):
                    rows.append(features(doc, start, end, self.known, shown, own=kind))
                    right.append(kind)
                    share.append(weight)
        self.weights = _regression(np.stack(rows), np.array(right), np.array(share, dtype="float32"))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The weights in half precision, and the table."""
        packed: bytes = srsly.msgpack_dumps(
            {
                "weights": self.weights.astype("float16"),
                "known": self.known,
                "given": sorted(self.lists.given),
                "places": sorted(self.lists.places),
                "endings": sorted(self.lists.endings),
                "roles": sorted(self.lists.roles),
            }
        )
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NameFinder:
        """Take over what `to_bytes` gave."""
        message = srsly.msgpack_loads(data)
        self.weights, self.known = message["weights"].astype("float32"), message["known"]
        self.lists = Lists(
            frozenset(message["given"]),
            frozenset(message["places"]),
            tuple(message["endings"]),
            frozenset(message["roles"]),
        )
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and table into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / TABLES).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> NameFinder:
        """Read them from the folder `path`."""
        return self.from_bytes((Path(path) / TABLES).read_bytes())

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Nothing: names are learnt from the vectors of a finished pipeline, see `learn`."""

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Precision, recall and F of names."""
        return get_ner_prf(examples)


def runs(doc: Doc, lists: Lists = NO_LISTS) -> list[tuple[int, int]]:
    """Names as ranges of tokens: proper nouns in a row, titles in front left out.

    What opens like a person or an organisation goes on over "van de": "Thijs van den Eynde".
    """
    found: list[tuple[int, int]] = []
    for token in doc:
        if token.pos_ != NAME or token.is_punct or token.is_space or token.lower_ in TITLES:
            continue
        start = found[-1][0] if found else token.i
        end = found[-1][1] if found else -1
        between = doc[end : token.i] if found else doc[:0]
        same_sentence = found and not any(other.is_sent_start for other in doc[end : token.i + 1])
        opens = found and (
            lists.kind(doc, start, start + 1) in ("PER", "ORG") or INITIAL.fullmatch(doc[start].text)
        )
        if same_sentence and (end == token.i or (opens and all(t.lower_ in PARTICLES for t in between))):
            found[-1] = (start, token.i + 1)
        else:
            found.append((token.i, token.i + 1))
    # Initials alone are the end of "Visser, A." in a list of literature.
    return [(a, b) for a, b in found if not all(INITIAL.fullmatch(token.text) for token in doc[a:b])]


def features(
    doc: Doc, start: int, end: int, known: Counts, lists: Lists, *, own: int | None = None
) -> np.ndarray:
    """What is seen of a name; `own` is its kind where its own words are among those counted."""
    settled = lists.kind(doc, start, end)
    vectors = doc.tensor
    nothing = np.zeros(vectors.shape[1], dtype="float32")
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    counts = np.zeros(len(KINDS), dtype="float32")
    for token in doc[start:end]:
        counts += np.array(known.get(token.lower_, (0,) * len(KINDS)), dtype="float32")
        if own is not None and token.lower_ in known:
            counts[own] -= 1
    text = doc[start:end].text
    shape = (
        1.0,
        float(end - start == 1),
        float(end - start > 2),
        float(text.isupper() and len(text) > 1),
        float(any(len(token) <= 2 and token.text.endswith(".") for token in doc[start:end])),
        float(before is not None and before.lower_ in TO_PLACES),
        float(before is not None and before.lower_ in TITLES),
        float(counts.sum() == 0),
        *(float(settled == kind) for kind in KINDS[1:]),
    )
    seen = np.log1p(np.maximum(counts, 0)), counts / max(1.0, float(counts.sum()))
    return np.concatenate(
        [
            vectors[start:end].mean(axis=0),
            vectors[before.i] if before is not None else nothing,
            vectors[after.i] if after is not None else nothing,
            *seen,
            shape,
        ]
    ).astype("float32")


def _told(doc: Doc, lists: Lists) -> Iterator[tuple[int, int, int]]:
    """Runs with their kinds, as far as these are told."""
    names = {(span.start, span.end): KINDS.index(span.label_) for span in doc.spans.get("names", ())}
    for start, end in runs(doc, lists):
        if (start, end) in names:
            yield start, end, names[start, end]


def _regression(rows: np.ndarray, right: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weights (features, kinds) of a logistic regression, by Adam on all rows at once."""
    wanted = np.eye(len(KINDS), dtype="float32")[right]
    weights = np.zeros((rows.shape[1], len(KINDS)), dtype="float32")
    slow, fast = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        scores = rows @ weights
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = rows.T @ ((chances - wanted) * share[:, None]) / share.sum() + DECAY * weights
        slow = 0.9 * slow + 0.1 * slope
        fast = 0.99 * fast + 0.01 * slope * slope
        weights -= (
            RATE * (1 - step / ROUNDS) * (slow / (1 - 0.9**step)) / (np.sqrt(fast / (1 - 0.99**step)) + 1e-8)
        )
    return weights


@Language.factory("helder_names", assigns=["doc.ents"], requires=["token.pos", "doc.tensor"])
def create_names(nlp: Language, name: str) -> NameFinder:
    """The component `helder_names`, for `nlp.add_pipe` and configs."""
    return NameFinder(nlp.vocab, name)
