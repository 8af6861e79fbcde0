"""Letters that a machine misread: "hechling" for "hechting", "cornmunicatie", "ziju" for "zijn", "k1nd".

A program that reads scans takes what looks alike for one another: rn and m, li and h, c and e, 1 and l, 0 and
o, ü and ij, a long s and f, or it drops an accent. A word is looked at only when no list, compound or old
spelling knows it. Every single confusion is tried; the word that comes out must be a common one, clearly
more common than the next, and counts for more when the article uses it elsewhere.

A slip of the author or a spelling of his own may look like one ("vanachtend", "financiele"). So letters that
look less alike and accents are repaired only in an article that has several misread words, and else listed.
The others are repaired one by one where the word is clearly meant, and so is a digit inside a word. In
212,000 words of sound text (the treebanks) nothing was repaired; of made misreadings three in four are
(scripts/measure_repair.py).

Where an OCR engine told how sure it was of each word, that counts: what it was less sure of than usual is
repaired even if it is the only one, what it was more sure of only among several.

It leaves words with a capital, since they may be names, words that the article uses three times or more,
"tijdelyk" in a text in the spelling of before 1947, and passages in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.layout.lay_out import UNSURE
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View
from pipeline.repair.words.suspects import safety_of, unknown_words

# What was read, and what was printed; the surest first. The long s of old print comes out as f.
CONFUSIONS = """
    rn:m m:rn ii:u li:h h:li cl:d tl:d d:cl vv:w ü:ij ÿ:ij jj:ij in:m ni:m ri:n n:ri nn:m
    c:e e:c l:i i:l l:t t:l t:f f:t n:u u:n h:b b:h f:s ſ:s s:f i:j j:i v:y y:v g:q q:g y:ij
"""
LESS_ALIKE = "a:o o:a r:t t:r x:z k:h h:k b:d o:c c:o e:o o:e"
ACCENTS = "e:é e:è e:ë e:ê i:ï o:ö o:ó u:ü a:á a:à c:ç"
DIGITS = {"0": "o", "1": "li", "5": "s", "6": "b"}
# A word with digits in it, but not "16jarige", "mp3", "10den"; a single 0 or 1 may open it.
WITH_DIGITS = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_@/\\.'’&+-])(?:[01](?=\p{Ll}{4})|\p{Ll})(?=\p{Ll}*+[0156]|(?<=[01]))"
    r"(?:[0156](?=\p{Ll})|\p{Ll})++(?![\p{L}\p{N}_@/\\'’&+-]|\.\p{L})"
)
DIGIT_BY_LETTER = regex.compile(r"[01]\p{Ll}|\p{Ll}[0156]\p{Ll}")
SHORTEST = 4  # letters of a misread word; shorter ones become too many other words
SHORTEST_WITH_SIGN = 2  # the same where a letter was read that Dutch hardly has: "bü"
RARE_SIGNS = frozenset("üÿſ")
COMMON = 3.0  # Zipf frequency of the word that was printed, at least ...
COMMON_IF_SHORT = 4.5  # ... and of one of up to five letters, which are more easily another word
SHORT = 5
CLEARLY = 1.0  # log10 between the best reading and the next ...
ALONE = 2.5  # ... and where nothing else in the article was misread
IN_ARTICLE = 1.0  # log10; what it counts that the article has the word elsewhere
MOST_DIGITS = 3
SURE = 1.0  # times the usual confidence of the OCR engine, above which it was sure of a word
OLDEST = "1947-before"


@dataclass(frozen=True, slots=True)
class Reading:
    """What may have been printed, how likely (log10), and by how much more likely than the next.

    `alike`: whether the letters look very much alike.
    """

    word: str
    likely: float
    margin: float
    alike: bool = True


def find(view: View) -> Iterator[Edit]:
    """One edit a word."""
    found = []
    for match in unknown_words(view):
        word = match.group()
        if len(word) >= (SHORTEST_WITH_SIGN if RARE_SIGNS & set(word) else SHORTEST):
            reading = _best(confused(word), view)
            if reading is not None and not _spelled_so(word, reading.word, view):
                alike = reading.word in confused(word, alike=True)
                found.append((match.start(), word, replace(reading, alike=alike)))
    many = safety_of(found, view)
    for at, word, reading in found:
        sure = view.confidence(at, at + len(word))
        yield _edit(at, word, reading, _safety(reading, sure, many), sure)
    for match in WITH_DIGITS.finditer(view.string) if DIGIT_BY_LETTER.search(view.string) else ():
        word = match.group()
        reading = _best(_without_digits(word), view)
        if reading is not None and view.is_dutch(match.start()):
            yield _edit(match.start(), word, reading, Safety.SAFE)


def _safety(reading: Reading, sure: float | None, many: Safety) -> Safety:
    """Whether to repair a word, given how `sure` the OCR engine was of it and whether there are `many` such.

    What it was less sure of than usual needs no other misread words beside it; what it was more sure of does,
    and letters less alike are no misreading there.
    """
    if sure is not None and sure <= UNSURE:
        return Safety.SAFE if reading.alike else many
    if sure is not None and sure > SURE:
        return many if reading.alike else Safety.DOUBTFUL
    alone = Safety.SAFE if reading.alike and reading.margin >= ALONE else Safety.DOUBTFUL
    return many if many is Safety.SAFE else alone


def _spelled_so(word: str, printed: str, view: View) -> bool:
    """Whether it is "y" for "ij", in a text from the time when many wrote it so."""
    return view.spelling == OLDEST and len(printed) > len(word) and word.replace("y", "ij") == printed


def _edit(at: int, word: str, reading: Reading, safety: Safety, sure: float | None = None) -> Edit:
    ocr = {} if sure is None else {"ocr": round(sure, 2)}
    return Edit(
        at, at + len(word), reading.word, why="misread", safety=safety,
        confidence=round(1 - 10 ** -min(reading.margin, 2.0) / 2, 3) if safety is Safety.SAFE else 0.5,
        evidence={"likely": reading.likely, "margin": round(reading.margin, 2), **ocr},
    )  # fmt: skip


def _best(candidates: frozenset[str], view: View) -> Reading | None:
    """The likeliest of `candidates`, if it is common and clearly the likeliest."""
    ranked = sorted(((_likely(c, view), c) for c in candidates), reverse=True)[:2]
    if not ranked or ranked[0][0] < (COMMON_IF_SHORT if len(ranked[0][1]) <= SHORT else COMMON):
        return None
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return Reading(ranked[0][1], round(ranked[0][0], 2), margin) if margin >= CLEARLY else None


def _likely(word: str, view: View) -> float:
    """On the Zipf scale; lower than the frequency for names and foreign words in small letters."""
    if not view.lexicon.known(word):
        return 0.0
    return view.lexicon.score(word) + 9 + IN_ARTICLE * (word in view.words)


def confused(word: str, *, alike: bool = False) -> frozenset[str]:
    """All words that one confusion may have turned into `word`; `alike`: of letters very much alike."""
    found = set()
    for read, printed in _confusions(CONFUSIONS if alike else f"{CONFUSIONS} {LESS_ALIKE} {ACCENTS}"):
        at = word.find(read)
        while at >= 0:
            found.add(word[:at] + printed + word[at + len(read) :])
            at = word.find(read, at + 1)
    return frozenset(found)


@lru_cache(maxsize=2)
def _confusions(listed: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition(":") for pair in listed.split())
    return tuple((read, printed) for read, _, printed in pairs)


def _without_digits(word: str) -> frozenset[str]:
    """All ways to read its digits as letters."""
    found = [""]
    for character in word:
        found = [start + letter for start in found for letter in DIGITS.get(character, character)]
        if len(found) > 2**MOST_DIGITS:
            return frozenset()
    return frozenset(found)


RULE = Repair(
    find=find,
    title="letters that were misread",
    after=("words/split",),
    repairs=(
        Example(
            "De opvoedinq van het kind is de basis van ziju taal, zegt de pedagoog.\n"
            "Goede cornmunicatie tussen ouders en sch0ol helpt.\n",
            "De opvoeding van het kind is de basis van zijn taal, zegt de pedagoog.\n"
            "Goede communicatie tussen ouders en school helpt.\n",
        ),
        Example("een k1nd dat 0nderwijs krijgt\n", "een kind dat onderwijs krijgt\n"),
    ),
    leaves=(
        Example("Hij kwam vanachtend thuis\n", note="it may be a slip of the author: listed only"),
        Example("De menschen zoeken tusschen de boomen naar eene schoone bloem\n", note="spelling of old"),
        Example("Willem Rornijn en Carla Hechling\n", note="names"),
        Example("een 16jarige met een mp3 op de 10den\n"),
        Example("The childrcn who play outside are hcalthier than those that do not play with thern.\n"),
    ),
)
