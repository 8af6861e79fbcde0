"""What is known of Dutch words: whether one exists, how frequent it is, how likely a string is one.

Start at `lexicon()`, then `Lexicon.score`, the one scale on which all repairs compare readings: the
logarithm (base ten) of a word's probability in running text. A word came about in one of four ways,
and the likeliest counts:

- it is listed: wordfreq's large Dutch list gives its frequency; OpenTaal's list has 230,000 more;
- it is a compound, even if nobody wrote it before: `pipeline.language.compounds`;
- it is a number, counted by its length;
- it is none of these, a name or a fault: `pipeline.language.characters`.

wordfreq (CC BY-SA 4.0) is asked when helder runs; what stands in `data/` is made of OpenTaal's lists
alone (LICENSES/OpenTaal.txt) by `scripts/build_lexicon.py`. The list is mapped from disk in a millisecond;
wordfreq loads on the first question that needs it, in 0.3 seconds.

Answers take 1 to 3 microseconds; the score or split of a word no list has some 100, the first time.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import marisa_trie
import regex

from pipeline.language import characters, compounds

WORDS = Path(__file__).parent / "data" / "words.marisa"
RECORD = "<B"
APPROVED, UNAPPROVED, INFLECTED, EXPRESSION = 1, 2, 4, 8  # the list of OpenTaal's a form stands in

# Logarithms, base ten. Measured on the training part of the UD Dutch treebanks (292,000 words):
# what share of the words is of a kind, over what wordfreq or the models say of that kind.
LISTED = -7.5  # in OpenTaal's list only: 0.9 % of the words, spread over 230,000 forms
COMPOUND = -2.3  # 0.5 % of the words are closed compounds that no list has
UNKNOWN = -2.2  # 0.7 % are names, foreign words and faults that no list has
HYPHENATED = -2.3  # 0.5 % are put together with a hyphen and in no list
OWN = -5.0  # a word of the article or its reader: once in a collection of a hundred thousand words

NAME_IN_SMALL_LETTERS = -1.1  # "iss", "jan": wordfreq counts "ISS" and "Jan" under them
NOT_DUTCH = -0.7  # wordfreq lists it, OpenTaal does not: foreign words, names, slips of the pen
ODD_CASE = -4.0  # "HEt", "onderZoek"
ODD_CASE_NOT_DUTCH = -1.5  # "YouTube": capitals inside are less odd where the word is no Dutch one
MARK = -2.0  # each character that is no part of a word, such as a bracket or a full stop

# Whether a compound is cut. scripts/measure_compounds.py --tune prints what other values give.
SETTLED = 3.0  # Zipf; a word more frequent than this has a life of its own ("voorzitter") ...
SETTLED_PRICE = 2.0  # ... and is cut less readily, by this much for each factor of ten
PART_FREQUENCY = 1e-7  # a word that OpenTaal does not know is part of a compound from here, Zipf 2

CACHED = 1 << 16  # words; an article has some thousands of different ones

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
CASE_JOINTS = regex.compile(r"[-/']")
REGULAR_CASE = regex.compile(r"(?:IJ|\p{Lu})?\P{Lu}*|\P{Ll}*")  # "huis", "Huis", "IJsland"; "ADHD", "2B"
DIGIT = regex.compile(r"\d")
MARKS = regex.compile(r"[()\[\]{}]|^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")  # brackets also inside: "(ped)agogen"
JOINTS = regex.compile(r"[-/]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of words, with the vocabulary of an article or a reader on top.

    Words may come with curly apostrophes, special hyphens and decomposed accents. Each question
    takes a word without the marks around it.

    Attributes:
        own: the vocabulary on top, in plain characters.
    """

    own: frozenset[str] = frozenset()

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """The same lexicon, knowing these words as well."""
        return Lexicon(self.own.union(map(_plain, words)))

    def zipf(self, word: str) -> float:
        """How frequent a word is: log10 of its occurrences in a billion words, 0.0 if wordfreq has none.

        Case does not count, since wordfreq has none. Hyphenated forms are always 0.0: wordfreq lists
        no such form, and asked for one it would make a number up from the parts.
        """
        frequency = _frequency(_plain(word))
        return round(math.log10(frequency) + 9, 2) if frequency else 0.0

    def known(self, word: str) -> bool:
        """Whether a list has this word: as it stands, or in small letters where only case differs.

        Capitals in odd places ("EEn") make a Dutch word unknown, but not others ("YouTube").
        """
        plain = _plain(word)
        if self._owns(plain) or _listed(plain):
            return True
        return _frequency(plain) > 0 and (_regular(plain) or plain.lower() not in _words())

    def listed_hyphenated(self, word: str) -> bool:
        """Whether OpenTaal lists this word with its hyphen, which then is the word's own."""
        plain = _plain(word)
        return "-" in plain and _listed(plain)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, linking letters with the left one; () where none is trusted.

        Hyphens separate parts and are left out: "ouder-kindrelatie" is "ouder", "kind", "relatie".
        """
        parts: list[str] = []
        for piece in JOINTS.split(word):
            lengths = [len(part) for part in _split(self, _plain(piece).lower())]
            parts += _cut(piece, lengths) if sum(lengths) == len(piece) else [piece]
        return tuple(parts) if len(parts) > 1 and all(parts) else ()

    def score(self, word: str) -> float:
        """The logarithm (base ten) of the probability of a word in running text."""
        return _score(self, _plain(word))

    def _owns(self, plain: str) -> bool:
        return plain in self.own or (_regular(plain) and plain.lower() in self.own)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon without words of an article's own."""
    return Lexicon()


# --- listed words ----------------------------------------------------------------------------


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word).translate(STRAIGHT)


def _regular(word: str) -> bool:
    """Whether capitals stand where Dutch has them: nowhere, in front (also after a hyphen), or everywhere."""
    return word.islower() or all(map(REGULAR_CASE.fullmatch, CASE_JOINTS.split(word)))


def _listed(word: str) -> bool:
    """Whether OpenTaal lists a word; capitals may come from the place, so small letters do as well."""
    words = _words()
    if word in words:
        return True
    if word.islower() or not _regular(word):
        return False
    return word.lower() in words or _as_name(word) in words


def _as_name(word: str) -> str:
    """Each piece with its capital: "NOORD-HOLLAND" is "Noord-Holland", "IJSLAND" is "IJsland"."""
    names = (
        f"IJ{piece[2:]}" if piece.startswith("ij") else piece.capitalize()
        for piece in word.lower().split("-")
    )
    return "-".join(names)


@lru_cache(maxsize=1)
def _words() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(WORDS))


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    import wordfreq  # here, since it takes 0.2 seconds that a lookup in OpenTaal's list need not wait for

    frequencies: dict[str, float] = wordfreq.get_frequency_dict("nl", "large")
    return frequencies


def _frequency(plain: str) -> float:
    return 0.0 if "-" in plain else _frequencies().get(plain.lower(), 0.0)


# --- compounds -------------------------------------------------------------------------------


@lru_cache(maxsize=CACHED)
def _reading(words: Lexicon, small: str) -> compounds.Reading | None:
    if len(small) < 2 * compounds.SHORTEST or not small.isalpha():
        return None
    listed, frequencies, own = _words(), _frequencies(), words.own

    def is_word(part: str) -> bool:
        return part in listed or frequencies.get(part, 0.0) >= PART_FREQUENCY or part in own

    return compounds.best_reading(small, is_word)


def _split(words: Lexicon, small: str) -> tuple[str, ...]:
    reading = _reading(words, small)
    if reading is None:
        return ()
    settled = SETTLED_PRICE * max(0.0, words.zipf(small) - SETTLED)
    in_one_piece = characters.log10_probability(small) + settled
    return reading.parts if reading.log10 > in_one_piece else ()


def _cut(word: str, lengths: Iterable[int]) -> list[str]:
    parts, start = [], 0
    for length in lengths:
        parts.append(word[start : start + length])
        start += length
    return parts


# --- the score -------------------------------------------------------------------------------


@lru_cache(maxsize=CACHED)
def _score(words: Lexicon, word: str) -> float:
    listed = list(_scores_listed(words, word))
    return max(listed or _scores_made(words, word))


def _scores_listed(words: Lexicon, word: str) -> Iterator[float]:
    if words._owns(word):
        yield OWN
    if _listed(word):
        yield LISTED
    if frequency := _frequency(word):
        yield math.log10(frequency) + _price_of_spelling(word)


def _scores_made(words: Lexicon, word: str) -> Iterator[float]:
    """Of a word no list has: as a compound, letter by letter, as a number, piece by piece."""
    spelling = 0.0 if _regular(word) else ODD_CASE
    yield UNKNOWN + characters.log10_probability(word) + spelling
    if reading := _reading(words, word.lower()):
        yield COMPOUND + reading.log10 + spelling
    if DIGIT.search(word):
        yield _score_number(word)
    if not word.isalpha():
        yield _score_pieces(words, word)


def _price_of_spelling(word: str) -> float:
    """What to take off for a word that wordfreq counts without regard to its capitals."""
    listed = _words()
    small = word.lower()
    if word in listed or small in listed:
        return 0.0 if word in listed or _regular(word) else ODD_CASE
    if _as_name(word) in listed or word.upper() in listed:
        return NAME_IN_SMALL_LETTERS if word == small else 0.0
    return NOT_DUTCH if _regular(word) else ODD_CASE_NOT_DUTCH


def _score_number(word: str) -> float:
    """The digits as zeros, as wordfreq counts ("2021" under "0000"), and each digit one of ten."""
    pattern = DIGIT.sub("0", word.lower())
    frequency = _frequencies().get(pattern, 0.0)
    if not frequency:
        return -math.inf
    return math.log10(frequency) - len(DIGIT.findall(word))


def _score_pieces(words: Lexicon, word: str) -> float:
    """Marks around a word or brackets in it, or words joined by hyphens and slashes, each at its price."""
    core = MARKS.sub("", word)
    if core != word:
        marks = (len(word) - len(core)) * MARK
        return marks + _score(words, core) if core else marks
    pieces = JOINTS.split(word)
    if len(pieces) == 1:
        return -math.inf
    return HYPHENATED + sum(_score(words, piece) for piece in pieces)
