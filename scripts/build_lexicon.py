"""Make the word list, the parts of compounds and the character model from OpenTaal's lists, and the forms
of the treebanks.

    HELDER_CORPUS=... python scripts/build_lexicon.py [FOLDER]

Reads `$HELDER_CORPUS/lexicon/*.gz`; writes `words.marisa`, `parts.marisa` and `characters.u8` to
FOLDER, by default `pipeline/language/data`. Reads the training parts in `$HELDER_CORPUS/treebank`, and
nothing else there; writes `forms.marisa`, which has a licence of its own. Takes half a minute. Sorted input
and no chance anywhere: the same input gives the same bytes (with the same versions of marisa-trie and numpy).

How the parts are learned: each listed word was made either in one piece, letter by letter, or out of
parts. All ways to cut it into listed words are weighed by how likely their parts and, for the whole,
its letters are; the weights give new counts of parts and letters, and those give new weights
(expectation maximisation). It starts from parts that are all alike. No hand-made cuts are used.
"""

from __future__ import annotations

import gzip
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.language import characters, compounds, forms, lexicon
from pipeline.language.syntax.lemmas import rebuilt

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LISTS = {
    "basiswoorden-gekeurd.txt.gz": lexicon.APPROVED,
    "basiswoorden-ongekeurd.txt.gz": lexicon.UNAPPROVED,
    "flexies-ongekeurd.txt.gz": lexicon.INFLECTED,
    "wordparts.tsv.gz": lexicon.EXPRESSION,
}

TREEBANKS = ("train.conllu.gz", "lassysmall-ud1-train.conllu.gz")
UD_VERSION_1 = {"CONJ": "CCONJ"}
ADDRESS = frozenset("/@_")

LINKS = {"s": 3, "en": 4, "er": 4, "e": 4, "n": 4}  # linking letters, and the shortest word before them
SHORTEST_NAME = 5  # shorter names ("Els", "Ans") are endings far more often than parts
MOST_LEARNED_PARTS = 4  # of one word, while learning; more gives many readings and no new parts
ROUNDS = 4
STEPS_A_ROUND = 4
START = -4.5  # log10 of the probability of any part, before counting
LEAST_COUNT = 0.05  # parts rarer than this are left out; they are no better than any word
SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Lattice:
    """All readings of all words, as columns.

    Attributes:
        words: the words that have a reading in parts.
        parts: each part and whether it closes the word; its place is its number.
        part_of: the numbers of the parts of reading 0, then of reading 1, and so on.
        first_part: where each reading begins in `part_of`.
        word_of: for each reading, the number of its word.
        first_reading: where each word begins among the readings.
        prior: log10 price of the joints and unlisted linking letters of each reading.
    """

    words: Sequence[str]
    parts: Sequence[tuple[str, bool]]
    part_of: Integers
    first_part: Integers
    word_of: Integers
    first_reading: Integers
    prior: Floats


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else characters.TABLE.parent
    build(Path(os.environ["HELDER_CORPUS"]), folder)


def build(corpus: Path, folder: Path) -> None:
    """Make the files of the lexicon from OpenTaal's lists and the treebanks."""
    build_forms([corpus / "treebank" / name for name in TREEBANKS], folder)
    build_words(corpus / "lexicon", folder)


def build_words(lists: Path, folder: Path) -> None:
    """Make the three files that come from OpenTaal's lists."""
    listed = read_lists(lists)
    flags = ((form, (listed[form],)) for form in sorted(listed))
    marisa_trie.RecordTrie(lexicon.RECORD, flags).save(str(folder / lexicon.WORDS.name))
    parts, table = learn(words_of(listed), part_words(listed))
    prices = ((part, parts[part]) for part in sorted(parts))
    marisa_trie.RecordTrie(compounds.RECORD, prices).save(str(folder / compounds.PARTS.name))
    (folder / characters.TABLE.name).write_bytes(table)


# --- the lists -------------------------------------------------------------------------------


def read_lists(folder: Path) -> dict[str, int]:
    """All forms without a space, with the flags of the lists they stand in."""
    listed: dict[str, int] = {}
    for name, flag in LISTS.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                form = unicodedata.normalize("NFC", line.rstrip("\n").partition("\t")[0])
                if form and " " not in form and form == form.strip("-"):
                    listed[form] = listed.get(form, 0) | flag
    return listed


def words_of(listed: Iterable[str]) -> list[str]:
    """The forms that show how words are built: no abbreviations, Roman numerals and numbers."""
    return sorted(
        {form.lower() for form in listed if not form.isupper() and form.translate({39: "", 45: ""}).isalpha()}
    )


def part_words(listed: Mapping[str, int]) -> frozenset[str]:
    """The forms a compound may be made of."""
    return frozenset(
        form.lower()
        for form, flags in listed.items()
        if compounds.is_long_enough(form)
        and form.isalpha()
        and flags != lexicon.EXPRESSION
        and (form.islower() or (len(form) >= SHORTEST_NAME and form.istitle()))
    )


# --- the treebanks ---------------------------------------------------------------------------


def build_forms(treebanks: Iterable[Path], folder: Path) -> None:
    """Make the list of forms with their parts of speech and lemmas."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for path in treebanks:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            counts.update(analysed_words(lines))
    values = (
        (form, forms.encode(form, forms.Analysis(upos, lemma, times)))
        for (form, upos, lemma), times in sorted(counts.items())
    )
    marisa_trie.BytesTrie(values).save(str(folder / forms.FORMS.name))


def analysed_words(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Form, part of speech and rebuilt lemma of each word; numbers, signs and addresses are left out."""
    for line in lines:
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        form, lemma, upos = (unicodedata.normalize("NFC", column) for column in columns[1:4])
        upos = UD_VERSION_1.get(upos, upos)
        if upos in forms.UPOS and ADDRESS.isdisjoint(form) and any(map(str.isalpha, form)):
            yield form, upos, rebuilt(form, lemma)


# --- learning --------------------------------------------------------------------------------


def learn(words: Sequence[str], vocabulary: frozenset[str]) -> tuple[dict[str, tuple[int, int]], bytes]:
    """The price of each part as leading and as closing part, and the table of the character model."""
    lattice = all_readings(words, vocabulary)
    inside = set(lattice.words)
    others = [word for word in words if word not in inside]
    closing = np.array([closes for _, closes in lattice.parts])
    likely = np.full(len(lattice.parts), START)
    whole = np.ones(len(lattice.words))
    for _ in range(ROUNDS):
        table = character_table([*lattice.words, *others], [*whole, *np.ones(len(others))])
        letters = np.array([characters.log10_probability(word, table) for word in lattice.words])
        for _ in range(STEPS_A_ROUND):
            counts, whole = expect(lattice, likely, letters)
            totals = np.where(closing, counts[closing].sum(), counts[~closing].sum())
            likely = np.log10((counts + 1e-9) / totals)
    kept = np.log10((counts + SMOOTHING) / totals)
    prices = np.clip(np.round(-kept * compounds.STEPS), 0, compounds.NEVER - 1).astype(int)
    table = character_table([*lattice.words, *others], [*whole, *np.ones(len(others))])
    return price_pairs(lattice.parts, counts, prices), table


def expect(lattice: Lattice, likely: Floats, letters: Floats) -> tuple[Floats, Floats]:
    """How often each part is expected to occur, and how likely each word is one piece."""
    reading = np.add.reduceat(likely[lattice.part_of], lattice.first_part) + lattice.prior
    best = np.maximum(np.maximum.reduceat(reading, lattice.first_reading), letters)
    weight = 10 ** (reading - best[lattice.word_of])
    piece = 10 ** (letters - best)
    total = np.add.reduceat(weight, lattice.first_reading) + piece
    weight /= total[lattice.word_of]
    sizes = np.diff(np.append(lattice.first_part, len(lattice.part_of)))
    counts = np.bincount(lattice.part_of, np.repeat(weight, sizes), len(lattice.parts)).astype(np.float64)
    return counts, piece / total


def price_pairs(
    parts: Sequence[tuple[str, bool]], counts: Floats, prices: NDArray[np.int_]
) -> dict[str, tuple[int, int]]:
    pairs: dict[str, tuple[int, int]] = {}
    for (part, closes), count, price in zip(parts, counts, prices, strict=True):
        if count >= LEAST_COUNT:
            leading, closing = pairs.get(part, (compounds.NEVER, compounds.NEVER))
            pairs[part] = (leading, int(price)) if closes else (int(price), closing)
    return pairs


def all_readings(words: Iterable[str], vocabulary: frozenset[str]) -> Lattice:
    numbers: dict[tuple[str, bool], int] = {}
    kept: list[str] = []
    part_of: list[int] = []
    first_part: list[int] = []
    word_of: list[int] = []
    prior: list[float] = []
    for word in words:
        if len(word) < compounds.SHORTEST_COMPOUND or not word.isalpha():
            continue
        found = list(readings(word, vocabulary))
        if found:
            kept.append(word)
        for parts in found:
            word_of.append(len(kept) - 1)
            first_part.append(len(part_of))
            last = len(parts) - 1
            part_of += [numbers.setdefault((part, at == last), len(numbers)) for at, part in enumerate(parts)]
            unlisted = sum(part not in vocabulary for part in parts)
            prior.append(compounds.JOINT * last + compounds.LINKED * unlisted)
    owners = np.array(word_of)
    return Lattice(
        words=kept,
        parts=list(numbers),
        part_of=np.array(part_of),
        first_part=np.array(first_part),
        word_of=owners,
        first_reading=np.flatnonzero(np.diff(owners, prepend=-1)),
        prior=np.array(prior),
    )


def readings(
    word: str, vocabulary: frozenset[str], before: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Every way to cut the rest of a word into parts of the vocabulary, the word in one piece left out."""
    if before and word in vocabulary and word not in compounds.ENDINGS:
        yield (*before, word)
    if len(before) == MOST_LEARNED_PARTS - 1:
        return
    for stop in range(compounds.SHORTEST_PART, len(word) - compounds.SHORTEST_PART + 1):
        part = word[:stop]
        if compounds.is_long_enough(part) and may_lead(part, vocabulary):
            yield from readings(word[stop:], vocabulary, (*before, part))


def may_lead(part: str, vocabulary: frozenset[str]) -> bool:
    if part in compounds.BEGINNINGS:
        return False
    return part in vocabulary or any(base in vocabulary for base in unlinked(part))


def unlinked(part: str) -> Iterator[str]:
    """What is left of a leading part without its linking letters, for each way to take them off."""
    for link, shortest in LINKS.items():
        if part.endswith(link) and len(part) - len(link) >= shortest:
            yield part.removesuffix(link)


# --- the character model ---------------------------------------------------------------------


def character_table(words: Iterable[str], weights: Iterable[float]) -> bytes:
    """Counts of four characters, smoothed with those of three, two and one (Witten-Bell)."""
    size = characters.SIZE
    places: list[int] = []
    amounts: list[float] = []
    for word, weight in zip(words, weights, strict=True):
        found = list(characters.places(word))
        places += found
        amounts += [weight] * len(found)
    counts = np.bincount(places, amounts, minlength=size**4).reshape((size,) * 4)
    probability = np.full(size, 1 / size)
    for order in range(4):
        seen = counts.sum(axis=tuple(range(3 - order)))
        kinds = np.minimum(seen, 1).sum(axis=-1, keepdims=True) + 1e-9
        probability = (seen + kinds * probability) / (seen.sum(axis=-1, keepdims=True) + kinds)
    prices = np.clip(np.round(-np.log10(probability) * characters.STEPS), 0, 255)
    return bytes(prices.astype(np.uint8).tobytes())


if __name__ == "__main__":
    main(sys.argv[1:])
