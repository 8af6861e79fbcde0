"""The component that sets lemmas: what is known of a word, else what is known of words that end like it.

A lemma is made by an `Edit`: take "ge" or "te" out of a verb, cut some letters off the end, put others on.
Two tables of edits are counted in a treebank: of words with their part of speech, and of endings with
their full tag, where the longest ending that was seen decides. Separable verbs get their particle back
from the parse: "maakte ... uit" is "uitmaken".

Counting takes seconds, and the tables can be read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

LONGEST_ENDING = 7
LONGEST_ABBREVIATION = 5  # "ADHD"; longer words in capitals are words in capitals
PARTICLE = "compound:prt"
PARTICLE_SHARE = 0.5  # of the times a word is a particle, its verb has it in its lemma
VERBS = frozenset({"VERB", "AUX"})
AS_WRITTEN = frozenset({"PROPN", "PUNCT", "SYM", "X", "NUM"})  # unless the table of words says otherwise
CACHED = 100_000
TABLES = "lemmas.msgpack"


class Edit(NamedTuple):
    """How a lemma comes from a word in small letters.

    Attributes:
        infix: "ge" or "te", taken out first, or "".
        cut: letters taken off the end.
        add: letters put in their place.
        capital: whether the lemma begins with a capital ("Nederlands").
    """

    infix: str
    cut: int
    add: str
    capital: bool


Known = tuple[str, str, str]  # the word as written, its part of speech, its tag


class Lemmatizer(Pipe):
    """Sets lemmas from tags and dependencies; run it behind the components that set those."""

    def __init__(self, vocab: Any, name: str = "lemmatizer") -> None:
        self.vocab, self.name = vocab, name
        self.words: dict[str, dict[str, Edit]] = {}  # part of speech, word
        self.endings: dict[str, dict[str, Edit]] = {}  # tag, ending
        self.particles: frozenset[str] = frozenset()
        self._found: dict[Known, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        strings = self.vocab.strings
        for token, lemma in zip(doc, self.lemmas(doc), strict=True):
            token.lemma = strings.add(lemma)
        return doc

    def lemmas(self, doc: Doc) -> list[str]:
        """The lemma of each token."""
        found = [self.lemma(token.text, token.pos_, token.tag_) for token in doc]
        if self.particles:
            for verb, particle in _separated(doc):
                if particle in self.particles and not found[verb].startswith(particle):
                    found[verb] = particle + found[verb]
        return found

    def lemma(self, word: str, pos: str, tag: str) -> str:
        """The lemma of a word with its part of speech and tag, as far as the word alone tells it."""
        key = (word, pos, tag)
        if (lemma := self._found.get(key)) is None:
            if len(self._found) >= CACHED:
                self._found.clear()
            lemma = self._found[key] = self._made(word, pos, tag)
        return lemma

    def _made(self, word: str, pos: str, tag: str) -> str:
        small = word.lower().replace("’", "'")
        known = self.words.get(pos, {}).get(small)
        edit = known
        if edit is None and pos not in AS_WRITTEN:
            edit = next(self._by_ending(small, pos, tag), None)
        if edit is None:
            return word if pos in AS_WRITTEN else small
        lemma = applied(edit, small, self.particles) or small
        if edit.capital or (known is None and _shows_its_case(word)):
            lemma = _as_in(word, lemma)
        return lemma[:1].upper() + lemma[1:] if edit.capital and pos not in AS_WRITTEN else lemma

    def _by_ending(self, word: str, pos: str, tag: str) -> Iterator[Edit]:
        """Edits that can be made, that of the longest ending first."""
        if pos == "VERB":
            for particle in self._beginnings(word):
                rest = self.words["VERB"].get(word[len(particle) :])
                if rest is not None and not rest.infix and rest.cut < len(word) - len(particle):
                    yield rest
        endings = self.endings.get(tag, {})
        for length in range(min(LONGEST_ENDING, len(word)), -1, -1):
            edit = endings.get(word[len(word) - length :])
            if edit is not None and applied(edit, word, self.particles) is not None:
                yield edit

    def _beginnings(self, word: str) -> Iterator[str]:
        return (word[:at] for at in range(len(word) - 3, 1, -1) if word[:at] in self.particles)

    # --- learning ---------------------------------------------------------------------------------

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None
    ) -> None:
        """Count the tables in the reference docs of the examples; docs without tags are passed over."""
        docs = [example.reference for example in get_examples()]
        self.learn(doc for doc in docs if doc.has_annotation("TAG") and doc.has_annotation("LEMMA"))

    def learn(self, docs: Iterable[Doc]) -> None:
        """Count the tables in docs with tags, dependencies and lemmas."""
        docs = list(docs)
        self._found.clear()
        self.particles = _particles(docs)
        by_pos: dict[tuple[str, str], Counter[Edit]] = defaultdict(Counter)
        by_tag: dict[tuple[str, str], Counter[Edit]] = defaultdict(Counter)
        for doc in docs:
            particles = dict(_separated(doc))
            for token in doc:
                edit = self._edit(token, particles.get(token.i, ""))
                by_pos[token.pos_, token.lower_][edit] += 1
                if edit.cut < len(token):  # what leaves no letter tells nothing of other words
                    by_tag[token.tag_, token.lower_][edit] += 1
        self.words = defaultdict(dict)
        for (pos, word), edits in sorted(by_pos.items()):
            edit = _commonest(edits)
            if pos not in AS_WRITTEN or edit != Edit("", 0, "", False):
                self.words[pos][word] = edit
        self.words = dict(self.words)
        self.endings = _endings({key: _commonest(edits) for key, edits in by_tag.items()})

    def _edit(self, token: Token, particle: str) -> Edit:
        lemma, word = token.lemma_, token.lower_
        if particle and particle in self.particles and not word.startswith(particle):
            lemma = lemma.removeprefix(particle)
        return edit_of(word, lemma, self.particles)

    # --- saving -----------------------------------------------------------------------------------

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The tables, packed."""
        edits = sorted({edit for table in self._tables() for edit in table.values()})
        number = {edit: at for at, edit in enumerate(edits)}
        packed: bytes = srsly.msgpack_dumps(
            {
                "particles": sorted(self.particles),
                "edits": [list(edit) for edit in edits],
                **{
                    kind: {
                        key: {text: number[edit] for text, edit in sorted(table.items())}
                        for key, table in sorted(tables.items())
                    }
                    for kind, tables in (("words", self.words), ("endings", self.endings))
                },
            }
        )
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Take the tables from what `to_bytes` gave."""
        message = srsly.msgpack_loads(data)
        edits = [Edit(*edit) for edit in message["edits"]]
        self._found.clear()
        self.particles = frozenset(message["particles"])
        self.words, self.endings = (
            {
                key: {text: edits[number] for text, number in table.items()}
                for key, table in message[kind].items()
            }
            for kind in ("words", "endings")
        )
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the tables into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / TABLES).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Read the tables from the folder `path`."""
        return self.from_bytes((Path(path) / TABLES).read_bytes())

    def _tables(self) -> list[dict[str, Edit]]:
        return [*self.words.values(), *self.endings.values()]

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """The share of lemmas that are right."""
        return Scorer.score_token_attr(examples, "lemma")


def edit_of(word: str, lemma: str, particles: frozenset[str]) -> Edit:
    """The shortest edit from a word in small letters to its lemma; "is" to "zijn" leaves no letter.

    >>> edit_of("uitgevoerd", "uitvoeren", frozenset({"uit"}))
    Edit(infix='ge', cut=1, add='en', capital=False)
    """
    small = lemma.lower()
    best: tuple[int, Edit] | None = None
    for infix in ("", "ge", "te"):
        for bare in _without(word, infix, particles):
            same = next((at for at, (a, b) in enumerate(zip(bare, small, strict=False)) if a != b), None)
            same = min(len(bare), len(small)) if same is None else same
            edit = Edit(infix, len(bare) - same, small[same:], lemma[:1].isupper())
            if applied(edit, word, particles) != small:
                continue
            cost = 2 * (edit.cut + len(edit.add)) + len(infix) // 2
            if best is None or cost < best[0]:
                best = (cost, edit)
    return best[1] if best else Edit("", len(word), small, lemma[:1].isupper())


def _shows_its_case(word: str) -> bool:
    """Whether capitals are the word's own: "FARC-rebel", "ADHD", but not a heading in capitals."""
    return not word[1:].islower() and (word != word.upper() or len(word) <= LONGEST_ABBREVIATION)


def _as_in(word: str, lemma: str) -> str:
    """The lemma with the capitals that the word has in the part they share."""
    same = next((at for at, (a, b) in enumerate(zip(word.lower(), lemma, strict=False)) if a != b), None)
    same = min(len(word), len(lemma)) if same is None else same
    return word[:same] + lemma[same:]


def applied(edit: Edit, word: str, particles: frozenset[str]) -> str | None:
    """The lemma in small letters; None where the edit cannot be made."""
    bare = next(_without(word, edit.infix, particles), None)
    if bare is None or edit.cut > len(bare):
        return None
    return bare[: len(bare) - edit.cut] + edit.add


def _without(word: str, infix: str, particles: frozenset[str]) -> Iterator[str]:
    """The word without "ge" at its start or after a particle, or "te" after one; longest particle first."""
    if not infix:
        yield word
        return
    if infix == "ge" and word.startswith("ge") and len(word) > 4:
        yield word[2:]
    for at in range(len(word) - 4, 1, -1):
        if word.startswith(infix, at) and word[:at] in particles:
            yield word[:at] + word[at + 2 :]


def _separated(doc: Doc) -> Iterator[tuple[int, str]]:
    """Verbs with the particle that stands apart from them."""
    for token in doc:
        if token.dep_ == PARTICLE and token.head.pos_ in VERBS:
            yield token.head.i, token.lower_


def _particles(docs: Iterable[Doc]) -> frozenset[str]:
    """Words that are found in the lemma of the verb they stand apart from, more often than not."""
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for doc in docs:
        for verb, particle in _separated(doc):
            seen[particle] += 1
            inside[particle] += doc[verb].lemma_.lower().startswith(particle)
    return frozenset(word for word, times in seen.items() if inside[word] > PARTICLE_SHARE * times)


def _commonest(edits: Counter[Edit]) -> Edit:
    return min(edits, key=lambda edit: (-edits[edit], edit))


def _endings(edits: dict[tuple[str, str], Edit]) -> dict[str, dict[str, Edit]]:
    """The commonest edit of each ending, left out where a shorter ending says the same."""
    counted: dict[str, dict[str, Counter[Edit]]] = defaultdict(lambda: defaultdict(Counter))
    for (tag, word), edit in edits.items():
        for length in range(min(LONGEST_ENDING, len(word)) + 1):
            counted[tag][word[len(word) - length :]][edit] += 1
    result: dict[str, dict[str, Edit]] = {}
    for tag, table in sorted(counted.items()):
        kept: dict[str, Edit] = {}
        for ending in sorted(table, key=lambda ending: (len(ending), ending)):
            edit = _commonest(table[ending])
            shorter = next(
                (kept[ending[at:]] for at in range(1, len(ending) + 1) if ending[at:] in kept), None
            )
            if edit != shorter:
                kept[ending] = edit
        result[tag] = kept
    return result


@Language.factory(
    "helder_lemmas",
    assigns=["token.lemma"],
    requires=["token.pos", "token.tag", "token.dep"],
    default_score_weights={"lemma_acc": 1.0},
)
def create_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """The component `helder_lemmas`, for `nlp.add_pipe` and configs."""
    return Lemmatizer(nlp.vocab, name)
