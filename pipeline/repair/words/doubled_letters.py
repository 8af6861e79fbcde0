"""Letters that stand there twice or more within a word: "stabielle volwassssene".

Large type is sometimes drawn over itself letter by letter, and some letters then come out more than once,
without any rhythm. Each word is read as a noisy channel: how likely is the word, and how likely were just
these letters doubled? A word no list or compound knows shows the damage when a folding of it is a word and
far likelier. Two such words in a paragraph prove it, or one that is frequent and folded beyond doubt. Then
all words of the paragraph are read anew, with the share of letters that were doubled there: also a known
word gives way to a far more frequent one ("iss", "heet").

Real doubles stay, since each folding has to be a word and likelier than the word as it is. Words in old
spelling ("loopen"), passages in other languages, words with digits, and paragraphs in which most unknown
words are not explained in this way (a bad scan) are left. So is a single odd word: it may be a name, a slip
of the author or meant so ("mooooi").
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, product

import regex

from pipeline.language.languages import is_dutch_word
from pipeline.language.lexicon import Lexicon
from pipeline.records import Edit, Example, Range, Safety
from pipeline.repair.rule import Repair, View

WORD = regex.compile(
    r"(?<![\p{N}_@/\\.])\p{L}[\p{L}\p{M}]*+(?![\p{N}_@/\\]|\.\p{L})"
)  # the parts of "Noord-Holland"
DOUBLE = regex.compile(r"(\p{L})\1")
MOST_FOLDINGS = 200
CAPITAL_TWICE = regex.compile(r"(\p{Lu})\1\p{Ll}++$")  # "IIn": as no name begins
IMPOSSIBLE = regex.compile(r"(\p{L})\1\1|[aiou]ee|[aeiu]oo|[eiou]aa|[aeio]uu")  # in any spelling
THREE_CONSONANTS = regex.compile(r"([bcdfghjklmnpqrstvwxz])\1\1")
THREE = regex.compile(r"(\p{L})\1\1")
FOUR = regex.compile(r"([aeiouyhmrsz])\1{3}")  # "mooooi", "brrrr"
OPENS = regex.compile(r"(?:^|[.?!\n]['’”\"]?)\s*+['‘“\"]?\Z")
TODAY = "today"
LONGEST = 60  # letters; what is longer is no word

# log10. In the treebanks' training part (247,000 words) 20 unknown words have a gain of 4, nearly all of them
# faults of their authors. Four are repaired, each of them with a letter too many ("heeeft").
RARELY = -1.5  # a letter doubled, before a paragraph's own share is known
SHOWS = 3.0  # gain from which an unknown word shows the damage
CLEARLY = 0.5  # between the best folding and the next, or the word as it is
BEYOND_DOUBT = 8.0  # gain of a single word that is repaired by itself ...
HARDLY_IN_DOUBT, FREQUENT = 4.0, 3.5  # ... or so, if what it becomes has this Zipf frequency
VERY_FREQUENT = 5.5  # Zipf; such a word has its capital from the start of a sentence ("Ookk")
OFTEN = 0.15  # at most this share of letters is taken for doubled, and a tenth of it at least
NAMED = 1.5  # gain of a name in a paragraph that is damaged
REPEATED = 3  # times in an article: what stands there so often is meant
ENOUGH = 2  # words that show the damage


@dataclass(frozen=True, slots=True)
class Folded:
    """A word without the letters that are too many. Gain and margin are log10 of odds.

    Attributes:
        gain: against the word as it stands.
        margin: against the next best reading.
    """

    at: int
    word: str
    to: str
    gain: float
    margin: float


def find(view: View) -> Iterator[Edit]:
    """One edit a word."""
    showing = {token for token in set(view.string.split()) if DOUBLE.search(token) and _shows(token, view)}
    for start, end in view.paragraphs if showing else ():
        if not showing.isdisjoint(view.string[start:end].split()):
            yield from _in_paragraph((start, end), view)


def _shows(token: str, view: View) -> bool:
    """Whether a word in `token`, which has blanks on both sides, shows the damage."""
    words = (word for word in WORD.findall(token) if len(word) <= LONGEST and DOUBLE.search(word))
    folded = (_fold(0, word, RARELY, view.lexicon) for word in words if _unknown(word, view))
    return any(f is not None and f.gain >= SHOWS for f in folded)


def _in_paragraph(place: Range, view: View) -> Iterator[Edit]:
    words = [(m.start(), m.group()) for m in WORD.finditer(view.string, *place) if len(m.group()) <= LONGEST]
    doubled = [(at, word) for at, word in words if DOUBLE.search(word)]
    folded = (_fold(at, word, RARELY, view.lexicon) for at, word in doubled if _unknown(word, view))
    shown = [f for f in folded if f and f.gain >= SHOWS and view.is_dutch(f.at)]
    if not shown:
        return
    explained = {f.word for f in shown}
    others = {word for _, word in words if word.islower() and word not in explained and _unknown(word, view)}
    if len(others) > len(explained):  # a bad scan or another language
        yield from (_edit(f, len(shown), sure=False) for f in shown)
    elif _is_damaged(shown, view.lexicon):
        letters = sum(len(word) for _, word in words)
        share = sum(len(f.word) - len(f.to) for f in shown) / letters
        price = round(math.log10(min(OFTEN, max(OFTEN / 10, share))), 1)
        for at, word in doubled:
            read = _fold(at, word, price, view.lexicon) or _fold_name(at, word, price, view.lexicon)
            if read and min(read.gain, read.margin) >= CLEARLY:
                yield _edit(read, len(shown), sure=True)
    else:
        yield from (_edit(f, len(shown), sure=_is_certain(f, view)) for f in shown)


def _edit(folded: Folded, shown: int, *, sure: bool) -> Edit:
    margin = min(folded.gain, folded.margin, 3.0)
    return Edit(
        folded.at, folded.at + len(folded.word), folded.to, why="letters_doubled",
        safety=Safety.SAFE if sure else Safety.DOUBTFUL,
        confidence=round(1 - 10**-margin, 3) if sure else 0.5,
        evidence={"margin": round(margin, 2), "damaged_in_paragraph": shown},
    )  # fmt: skip


def _unknown(word: str, view: View) -> bool:
    words = view.lexicon
    if view.words[word] >= REPEATED or (is_dutch_word(word, words) and words.known(word)):
        return False
    return view.spelling == TODAY or words.variant(word) is None or IMPOSSIBLE.search(word) is not None


def _is_damaged(shown: Sequence[Folded], words: Lexicon) -> bool:
    """Two words, different ones, and not all of them could be the spelling of a century ago."""
    different = {f.word.casefold() for f in shown}
    return len(different) >= ENOUGH and any(words.variant(word) is None for word in different)


def _is_certain(folded: Folded, view: View) -> bool:
    """Whether one word alone is reason enough; "mooooi" is meant so, and "Willemm" may be a name."""
    word, words = folded.word, view.lexicon
    capital_twice = CAPITAL_TWICE.match(word) is not None
    small, before = word[1:].islower(), view.string[max(0, folded.at - 4) : folded.at]
    no_name = (
        word.islower()
        or capital_twice
        or (small and THREE.search(word) and is_dutch_word(folded.to.lower(), words))
        or (small and THREE_CONSONANTS.search(word) and words.known(folded.to))
        or (words.zipf(folded.to) >= VERY_FREQUENT and OPENS.search(before) is not None)
    )
    if FOUR.search(word) or folded.margin < CLEARLY or not no_name:
        return False
    hardly = SHOWS if THREE_CONSONANTS.search(word) else HARDLY_IN_DOUBT
    frequent = folded.gain >= hardly and words.zipf(folded.to) >= FREQUENT
    return folded.gain >= BEYOND_DOUBT or (frequent and (capital_twice or words.variant(word) is None))


def _fold(at: int, word: str, doubled: float, words: Lexicon) -> Folded | None:
    """The most likely word that a word was folded from; None when it is best as it stands."""
    best = _best(word, doubled, words, only_words=True)
    return Folded(at, word, *best) if best else None


def _fold_name(at: int, word: str, doubled: float, words: Lexicon) -> Folded | None:
    """The same for what is no word either way: by its letters alone, and with more asked."""
    best = None if words.is_word(word) else _best(word, doubled, words, only_words=False)
    return Folded(at, word, *best) if best and best[1] >= NAMED else None


@lru_cache(maxsize=1 << 12)
def _best(word: str, doubled: float, words: Lexicon, *, only_words: bool) -> tuple[str, float, float] | None:
    """The best folding, log10 of its odds against the word as it stands and against the next folding."""
    own = words.score(word)
    foldings = [f for f in _foldings(word) if not only_words or words.is_word(f)]
    ranked = sorted(((words.score(f) + doubled * (len(word) - len(f)), f) for f in foldings), reverse=True)
    if not ranked or ranked[0][0] <= own:
        return None
    score, folded = ranked[0]
    return folded, score - own, score - ranked[1][0] if len(ranked) > 1 else score - own


def _foldings(word: str) -> list[str]:
    """All words that come from it when at least one run of a letter is made shorter."""
    runs = _runs(word)
    ways = [[run[:size] for size in range(1, len(run) + 1)] for run in runs]
    if math.prod(map(len, ways)) > MOST_FOLDINGS:
        ways = [[run[:1], run[:2]] if len(run) > 1 else [run] for run in runs]
    if math.prod(map(len, ways)) > MOST_FOLDINGS:
        return []
    return ["".join(choice) for choice in product(*ways) if "".join(choice) != word]


def _runs(word: str) -> list[str]:
    """The word cut where the letter changes."""
    return ["".join(run) for _, run in groupby(word)]


RULE = Repair(
    find=find,
    title="letters that stand there twice within a word",
    repairs=(
        Example("Een stabielle volwassssene isss er altijd\n", "Een stabiele volwassene is er altijd\n"),
        Example("Met vijf partiijen\n", "Met vijf partijen\n", note="frequent, and beyond doubt"),
    ),
    leaves=(
        Example("De zeeën, bommen en mensen zijn er allemaal\n", note="real doubles"),
        Example("Hij heette Willemm\n", note="one word may be a slip or a name: listed only"),
        Example("Vissen eten mossselen\n", note="listed only"),
        Example("Wat mooooi!\n"),
        Example("Zoo loopen de meeningen van geleerden uiteen\n", note="old spelling"),
    ),
)
