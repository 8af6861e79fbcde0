"""What is known of Dutch words: whether one exists, how frequent it is, how likely a string is one.

Start at `lexicon()`, then `Lexicon.score`, the one scale on which all repairs compare readings: the
logarithm (base ten) of a word's probability in running text. A word came about in one of four ways,
and the likeliest counts:

- it is listed: wordfreq's large Dutch list gives its frequency; OpenTaal's list has 230,000 more;
- it is a compound, even if nobody wrote it before: `pipeline.language.compounds`;
- it is a number, counted by its length;
- it is none of these, a name or a fault: `pipeline.language.characters`.

On top come the words of an article, of its collection and of its reader (`pipeline.language.vocabulary`).
Old spelling (`variants`) and places to break at (`hyphenation`) are questions of their own.

wordfreq (CC BY-SA 4.0) is asked when helder runs; what stands in `data/` is made by
`scripts/build_lexicon.py` of OpenTaal's lists (LICENSES/OpenTaal.txt), but for the forms of the treebanks
(`forms`), which have a licence of their own (LICENSES/UD-Dutch.txt). All are mapped from disk at once;
wordfreq loads on the first question that needs it, in 0.3 seconds, the patterns of hyphenation in 0.1.

Answers take 1 to 3 microseconds; the score or split of a word no list has some 100, the first time.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import marisa_trie
import regex

from pipeline.language import characters, compounds, forms, hyphenation, variants, vocabulary

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
HOLD_INSIDE = 4.0  # log10; a part is cut again ("luchtvaart|maatschappij") only when this much surer
PART_FREQUENCY = 1e-7  # a word that OpenTaal does not know is part of a compound from here, Zipf 2

# How likely a part of a compound goes back to a word, by the list it stands in; log10.
BASES = ((APPROVED, 0.0), (UNAPPROVED, -0.5), (INFLECTED, -2.0))
NO_BASE = -3.0
BASE_FREQUENCY = 0.3  # for each factor of ten in frequency

NO_SLIP = 2  # occurrences in the treebanks
CACHED = 1 << 16  # words; an article has some thousands of different ones

TREMA = str.maketrans("eiou", "ëïöü")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})
CASE_JOINTS = regex.compile(r"[-/']")
REGULAR_CASE = regex.compile(r"(?:IJ|\p{Lu})?\P{Lu}*|\P{Ll}*")  # "huis", "Huis", "IJsland"; "ADHD", "2B"
DIGIT = regex.compile(r"\d")
MARKS = regex.compile(r"[()\[\]{}]|^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")  # brackets also inside: "(ped)agogen"
ABBREVIATION = regex.compile(
    r"(?![IVXLCDM]+$)(?:\p{L}[\p{L}.]*\.|\p{Lu}[\p{Lu}\d]+|\p{Ll}*\p{Lu}\p{Ll}*\p{Lu}+)"
)
WORD_SHAPE = regex.compile(r"\p{L}[\p{L}'-]*\p{L}")
JOINTS = regex.compile(r"[-/]+")


class Kind(StrEnum):
    """What a word is; where several kinds fit, the first counts."""

    ABBREVIATION = "abbreviation"
    NAME = "name"
    OLD_SPELLING = "old_spelling"
    WORD = "word"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of words, with the vocabulary of an article or a reader on top.

    Words may come with curly apostrophes, special hyphens and decomposed accents. Each question
    takes a word without the marks around it.

    Attributes:
        own: the vocabulary on top, in plain characters.
        collection: how often forms occur in the collection that the article belongs to.
        article: those of its own words that come from the article, in small letters.
        base: the lexicon without them. It answers for all words they have no part in, so that what was
            worked out for one article is kept for the next.
    """

    own: frozenset[str] = frozenset()
    collection: vocabulary.Vocabulary = vocabulary.NONE
    article: tuple[str, ...] = ()
    base: Lexicon | None = None

    def __hash__(self) -> int:
        """Cheap, since it is part of the key of every cache below."""
        return hash(self.own)

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """The same lexicon, knowing these words as well."""
        return replace(self, own=self.own.union(map(_plain, words)), article=(), base=None)

    def in_collection(self, word: str) -> vocabulary.Count:
        """How often the collection has a form, as it is written, and in how many articles; zeros if never."""
        return self.collection.forms.get(_plain(word), vocabulary.Count())

    def of_text(self, text: str) -> Lexicon:
        """The same lexicon, knowing what an article calls its own (`vocabulary.own_words`) as well."""
        base = self.base or self
        own = vocabulary.own_words(text, base.is_word)
        if not own:
            return base
        article = tuple(sorted(form.lower() for form in own))
        return replace(base.with_words(own), article=article, base=base)

    def zipf(self, word: str) -> float:
        """How frequent a word is: log10 of its occurrences in a billion words, 0.0 if wordfreq has none.

        Case does not count, since wordfreq has none. Hyphenated forms are always 0.0: wordfreq lists
        no such form, and asked for one it would make a number up from the parts.
        """
        return _zipf(_plain(word))

    def known(self, word: str) -> bool:
        """Whether a list has this word: as it stands, or in small letters where only case differs.

        Capitals in odd places ("EEn") make a Dutch word unknown, but not others ("YouTube").
        """
        plain = _plain(word)
        return self._owns(plain) or _known(plain)

    def kind(self, word: str) -> Kind | None:
        """What a word is, by the lists: the first kind of `Kind` that fits; None where nothing is known."""
        plain = _plain(word)
        if ABBREVIATION.fullmatch(plain) and (_flags(plain) or (plain[-1] == "." and forms.analyses(plain))):
            return Kind.ABBREVIATION
        if _is_name(plain):
            return Kind.NAME
        if not _listed(plain) and self.variant(plain):
            return Kind.OLD_SPELLING
        if self.known(plain):
            return Kind.WORD
        return Kind.COMPOUND if self.split(plain) else None

    def analyses(self, word: str) -> tuple[forms.Analysis, ...]:
        """Parts of speech and lemmas in the treebanks, of the form as written or else in small letters."""
        plain = _plain(word)
        return forms.analyses(plain) or forms.analyses(plain.lower())

    def is_word(self, word: str) -> bool:
        """Whether this is a word: known, or a compound of known words."""
        return self.known(word) or bool(self.split(word))

    def listed_hyphenated(self, word: str) -> bool:
        """Whether OpenTaal lists this word with its hyphen, which then is the word's own."""
        plain = _plain(word)
        ways = {plain, plain.lower(), *([_as_name(plain)] if plain.isupper() else ())}
        return "-" in plain and any(form in _words() for form in ways)  # "Oost-duitse" is not "Oost-Duitse"

    def split(self, word: str, *, deep: bool = False, guess: bool = False) -> tuple[str, ...]:
        """The parts of a compound, linking letters with the left one; () where none is trusted.

        Hyphens separate parts and are left out: "ouder-kindrelatie" is "ouder", "kind", "relatie".

        Args:
            word: one word.
            deep: cut parts that are compounds as well ("levens|verzekerings|kantoor"), unless they have a
                life of their own ("luchtvaart").
            guess: also where one part is a name or a foreign word that no list has ("euratomverdrag"). That
                finds more, and cuts some names and damaged words as well, so no repair may rest on it.
        """
        parts: list[str] = []
        for piece in JOINTS.split(word):
            small = _plain(piece).lower()
            found: tuple[str, ...] = ()
            if _may_be_compound(small):
                words = self._concerned(small)
                found = _parts(words, small) or (_guess(words, small) if guess else ())
                found = _smallest(words, found) if deep else found
            lengths = [len(part) for part in found]
            parts += _cut(piece, lengths) if found and sum(lengths) == len(piece) else [piece]
        return tuple(parts) if len(parts) > 1 and all(parts) else ()

    def compound(self, word: str, *, guess: bool = False) -> tuple[compounds.Part, ...]:
        """The smallest parts of a compound with linking letters and hyphens told apart; () as for `split`.

        "verzekeringsmaatschappijen" is "verzekering" with the link "s", and "maatschappijen".
        """
        parts, at = [], 0
        for text in self.split(word, deep=True, guess=guess):
            small = _plain(text).lower()
            base, link = small, ""
            at += len(text)
            if joint := JOINTS.match(word, at):
                link = joint.group()
                text, at = text + link, joint.end()
            elif at < len(word):
                base, link = compounds.unlinked(small, _likely_base)
            if base == small and not _listed(small):
                base = text.removesuffix(link)  # the capitals of a name or an abbreviation
            parts.append(compounds.Part(text, base, link))
        return tuple(parts)

    def variant(self, word: str) -> variants.Variant | None:
        """The word of today that an old spelling stands for: "tusschen", "zoo", "aktie", "pannekoek"."""
        plain = _plain(word)
        return _variant(self._concerned(plain), plain) if len(plain) <= compounds.LONGEST else None

    def breaks(self, word: str) -> tuple[int, ...]:
        """The places before which a word may be broken at a line end: syllables, joints of compounds."""
        plain = _plain(word)
        if len(plain) > compounds.LONGEST:
            return ()
        places = _breaks(self._concerned(plain), plain)
        if len(plain) == len(word):
            return places
        starts = [at for at, character in enumerate(word) if not unicodedata.combining(character)]
        return tuple(starts[place] for place in places if place < len(starts))

    def may_break(self, left: str, right: str) -> bool:
        """Whether a word may be broken between these two, where a trema may have gone ("ge-", "isoleerd")."""
        left, right = _plain(left), _plain(right)
        if len(left) + len(right) > compounds.LONGEST:
            return False
        words = (left + right, left + right[:1].translate(TREMA) + right[1:])
        return any(len(left) in _breaks(self._concerned(word), word) for word in words)

    def score(self, word: str) -> float:
        """The logarithm (base ten) of the probability of a word in running text."""
        plain = _plain(word)
        return _score(self._concerned(plain), plain)

    def _concerned(self, plain: str) -> Lexicon:
        """The lexicon to ask: without the article's words where none is in this one."""
        if self.base is None or any(form in plain.lower() for form in self.article):
            return self
        return self.base

    def _owns(self, plain: str) -> bool:
        return plain in self.own or (_regular(plain) and plain.lower() in self.own)


PLAIN = Lexicon()


@lru_cache(maxsize=8)
def lexicon(words: str | None = None, collection: str | None = None) -> Lexicon:
    """The lexicon without words of an article's own; each file is read once.

    Args:
        words: path of a file of words to be known.
        collection: path of a vocabulary file.

    Raises:
        MissingWords: a file is not there.
        WrongSettings: `collection` is no vocabulary.
    """
    if not words and not collection:
        return PLAIN
    counted = vocabulary.load(Path(collection)) if collection else vocabulary.NONE
    own = vocabulary.load_words(Path(words)) if words else frozenset()
    return Lexicon(collection=counted).with_words(own | counted.believed())


# --- listed words ----------------------------------------------------------------------------


def _plain(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word).translate(STRAIGHT)


def _regular(word: str) -> bool:
    """Whether capitals stand where Dutch has them: nowhere, in front (also after a hyphen), or everywhere."""
    return word.islower() or all(map(REGULAR_CASE.fullmatch, CASE_JOINTS.split(word)))


@lru_cache(maxsize=CACHED)
def _known(plain: str) -> bool:
    """Whether any list has a word."""
    if _listed(plain):
        return True
    if _frequency(plain) > 0 and (_regular(plain) or plain.lower() not in _words()):
        return True
    return _annotated(plain)


def _listed(word: str) -> bool:
    """Whether OpenTaal lists a word; capitals may come from the place, so small letters do as well."""
    words = _words()
    if word in words:
        return True
    if word.islower() or not _regular(word):
        return False
    return word.lower() in words or _as_name(word) in words


def _annotated(word: str) -> bool:
    """Whether the treebanks have a word often enough to be no slip; foreign words and signs do not count."""
    found = forms.analyses(word) if WORD_SHAPE.fullmatch(word) else ()
    return sum(a.times for a in found if a.upos not in ("SYM", "X")) >= NO_SLIP


def _is_name(word: str) -> bool:
    """Whether lists have this with its capital only, or the treebanks mostly as a proper name."""
    if not word[:1].isupper():
        return False
    if found := forms.analyses(word):
        names = sum(a.times for a in found if a.upos == "PROPN")
        return 2 * names > sum(a.times for a in found)
    return bool(_flags(word) or _flags(_as_name(word))) and word.lower() not in _words()


def _flags(word: str) -> int:
    """The lists of OpenTaal's that a form stands in, as it is written."""
    found = _words().get(word)
    return found[0][0] if found else 0


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


@lru_cache(maxsize=CACHED)
def _zipf(plain: str) -> float:
    frequency = _frequency(plain)
    return round(math.log10(frequency) + 9, 2) if frequency else 0.0


def _frequency(plain: str) -> float:
    return 0.0 if "-" in plain else _frequencies().get(plain.lower(), 0.0)


# --- compounds -------------------------------------------------------------------------------


@lru_cache(maxsize=CACHED)
def _reading(words: Lexicon, small: str) -> compounds.Reading | None:
    return compounds.best_reading(small, _is_word(words)) if _may_be_compound(small) else None


def _may_be_compound(small: str) -> bool:
    return compounds.SHORTEST_COMPOUND <= len(small) <= compounds.LONGEST and small.isalpha()


def _is_word(words: Lexicon) -> Callable[[str], bool]:
    """Whether a part of a compound is a word of its own."""
    listed, frequencies, own = _words(), _frequencies(), words.own
    return lambda part: part in listed or frequencies.get(part, 0.0) >= PART_FREQUENCY or part in own


@lru_cache(maxsize=CACHED)
def _parts(words: Lexicon, small: str, hold: float = 0.0) -> tuple[str, ...]:
    """The parts of a word; () when it is no compound.

    `hold`: by how much, log10, the parts must be likelier than the word in one piece.
    """
    reading = _reading(words, small)
    if reading is None:
        return ()
    settled = SETTLED_PRICE * max(0.0, words.zipf(small) - SETTLED)
    in_one_piece = characters.log10_probability(small) + settled + hold
    return reading.parts if reading.log10 > in_one_piece else ()


@lru_cache(maxsize=CACHED)
def _guess(words: Lexicon, small: str) -> tuple[str, ...]:
    """The parts of a word that nobody lists, one of which nobody lists either; () where none is likely."""
    if words._owns(small) or _listed(small) or _frequency(small):
        return ()
    in_letters = characters.log10_probability
    reading = compounds.best_guess(small, _is_word(words), in_letters)
    return reading.parts if reading and reading.log10 > in_letters(small) else ()


def _smallest(words: Lexicon, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The same parts, those that are compounds cut in their turn."""
    if not parts:
        return ()
    *leading, closing = parts
    inner = [piece for part in leading for piece in _within_leading(words, part)]
    return (*inner, *_within(words, closing))


def _within(words: Lexicon, part: str) -> tuple[str, ...]:
    return _smallest(words, _parts(words, part, HOLD_INSIDE)) or (part,)


def _within_leading(words: Lexicon, part: str) -> tuple[str, ...]:
    """Of a leading part; an "s" that makes it no word stays with its last piece."""
    if part.endswith("s") and not _listed(part):
        *pieces, last = _within(words, part[:-1])
        return (*pieces, last + "s")
    return _within(words, part)


def _likely_base(small: str) -> float:
    """How likely a part of a compound goes back to this word: listed as a base word, and frequent."""
    frequency = _frequency(small)
    zipf = math.log10(frequency) + 9 if frequency else 0.0
    return BASE_FREQUENCY * zipf + next((price for flag, price in BASES if _flags(small) & flag), NO_BASE)


# --- old spelling ----------------------------------------------------------------------------


@lru_cache(maxsize=CACHED)
def _variant(words: Lexicon, plain: str) -> variants.Variant | None:
    if _listed(plain) and plain.lower() not in variants.GRAMMAR:
        return None
    own = _frequency(plain)

    def frequency(form: str) -> float | None:
        modern = _listed(form) or _listed(form.capitalize())
        found = _frequency(form)
        return found if modern and found >= own else None

    return variants.find(plain, frequency) or _variant_of_parts(words, plain)


def _variant_of_parts(words: Lexicon, plain: str) -> variants.Variant | None:
    """Of a compound with a part spelled as it was ("menschenkennis"), or linked so ("kippesoep")."""
    parts = words.split(plain, deep=True)
    if not parts or "-" in plain:
        return None
    modern, spelling = [], variants.Spelling.OF_1995
    for at, part in enumerate(parts):
        old = None
        if at < len(parts) - 1 and compounds.lacks_n(part.lower()):
            old = variants.Variant(part + "n", variants.Spelling.OF_1954)
        elif not compounds.is_counted(part.lower()):
            old = _variant(words, part)
        modern.append(old.modern if old else part)
        spelling = min(spelling, old.spelling) if old else spelling
    whole = "".join(modern)
    return variants.Variant(whole, spelling) if whole != plain else None


# --- places to break -------------------------------------------------------------------------


@lru_cache(maxsize=CACHED)
def _breaks(words: Lexicon, plain: str) -> tuple[int, ...]:
    return hyphenation.breaks(plain, words.split(plain, deep=True))


def _cut(word: str, lengths: Iterable[int]) -> list[str]:
    parts, start = [], 0
    for length in lengths:
        parts.append(word[start : start + length])
        start += length
    return parts


# --- the score -------------------------------------------------------------------------------


def _score(words: Lexicon, word: str) -> float:
    return _score_short(words, word) if len(word) <= compounds.LONGEST else _score_anew(words, word)


@lru_cache(maxsize=CACHED)
def _score_short(words: Lexicon, word: str) -> float:
    return _score_anew(words, word)  # only words are kept; lines of a megabyte would fill the memory


def _score_anew(words: Lexicon, word: str) -> float:
    listed = list(_scores_listed(words, word))
    return max(listed or _scores_made(words, word))


def _scores_listed(words: Lexicon, word: str) -> Iterator[float]:
    if words._owns(word):
        yield OWN
    if _listed(word) or _annotated(word):
        yield LISTED
    if frequency := _frequency(word):
        yield math.log10(frequency) + _price_of_spelling(word)


def _scores_made(words: Lexicon, word: str) -> Iterator[float]:
    """Of a word no list has: as a compound, letter by letter, as a number, piece by piece."""
    spelling = 0.0 if _regular(word) else ODD_CASE
    yield UNKNOWN + characters.log10_probability(word) + spelling
    if len(word) <= compounds.LONGEST and (reading := _reading(words, word.lower())):
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
