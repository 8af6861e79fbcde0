"""Old spelling as a named variant: "tusschen" is "tussen" as it was written until 1947.

Dutch was spelled in three ways in the time of printed magazines: after De Vries and Te Winkel (1863, law in
1883) until 1947, its loan words until the list of 1954; after that list, which also allowed "aktie" and
"kultuur" and joined "pannekoek" without n, until 1995; and as today. An old form is recognised by carrying
out the reforms: each rule below rewrites some letters, and the result must be a word in the list of today,
which the old form is not, and the more frequent of the two, which "ting" beside "thing" is not. Nothing here
says that a text should be changed; it says that "zoo" is no fault.

Not recognised: old forms that are words of today as well, but for those of the grammar ("den", "dien"), and
spellings before 1863 ("maer", "zyn"). A word of another language can look like an old form ("motion").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import regex


class Spelling(StrEnum):
    """A spelling by the year it was laid down in."""

    OF_1863 = "1863"  # De Vries and Te Winkel; in use until 1947
    OF_1954 = "1954"  # the Green Booklet; in use until 1995
    OF_1995 = "1995"  # of today; the list of 2005 changed next to nothing in running text


@dataclass(frozen=True, slots=True)
class Variant:
    """An old form: the word of today (in the case of the old form's) and the spelling it belongs to."""

    modern: str
    spelling: Spelling


@dataclass(frozen=True, slots=True)
class Reform:
    """What a reform did: wherever `old` matches, `new` may be what is written since."""

    old: regex.Pattern[str]
    new: str
    spelling: Spelling


def _reform(old: str, new: str, spelling: Spelling) -> Reform:
    return Reform(regex.compile(old, regex.VERBOSE), new, spelling)


# Words of the grammar whose old form is a word of today as well, or is reached by no rule.
GRAMMAR = {
    "zoo": "zo", "den": "de", "eene": "een", "eenen": "een", "eener": "een", "geene": "geen",
    "geenen": "geen", "geener": "geen", "dezen": "deze", "dien": "die", "mijnen": "mijn",
    "zijnen": "zijn", "hunnen": "hun", "onzen": "onze", "uwen": "uw", "welken": "welke", "elken": "elke",
}  # fmt: skip

CONSONANTS = "bcdfghjklmnpqrstvwxz"
REFORMS = (
    # "menschen", "tusschen", "Fransche", "gansch"; "pedagogisch" keeps it
    _reform(r"(?<=[^\W\d_]) sch (?= $|e|l|z|k|d|b|h|w|g|p|t|m)", "s", Spelling.OF_1863),
    # "deelen", "loopen", "vroolijk": one letter in an open syllable
    _reform(rf"ee (?= (?:[{CONSONANTS}]|ch) [aeiouyäëïöü])", "e", Spelling.OF_1863),
    _reform(rf"oo (?= (?:[{CONSONANTS}]|ch) [aeiouyäëïöü])", "o", Spelling.OF_1863),
    _reform(r"^ ((?:al)?) zoo", r"\1zo", Spelling.OF_1863),  # "zooals", "alzoo", "zoodra"
    _reform(r"(?<=i) ee (?=l)", "ë", Spelling.OF_1863),  # "officieele"
    _reform(r"ae", "e", Spelling.OF_1863),  # "paedagogisch"
    _reform(r"oe (?= [kcl]?o)", "e", Spelling.OF_1863),  # "oeconomie"
    _reform(r"ph", "f", Spelling.OF_1863),  # "philosophie"
    _reform(r"rh", "r", Spelling.OF_1863),  # "rhythme"
    _reform(r"th", "t", Spelling.OF_1863),  # "thans" is of today, "autheur" is not
    _reform(r"y", "i", Spelling.OF_1863),  # "cylinder"
    _reform(r"c (?= [aorltu])", "k", Spelling.OF_1863),  # "vacantie", "critiek"
    _reform(r"k (?= [aorltu])", "c", Spelling.OF_1954),  # "aktie", "kultuur", "produkt"
    _reform(r"ks", "x", Spelling.OF_1954),  # "eksamen"
    _reform(r"(?<=[aeiouy]|^) x", "ks", Spelling.OF_1954),  # "sexueel"
    _reform(r"t (?= e|r|o)", "th", Spelling.OF_1954),  # "teorie"
    # "pannekoek"
    _reform(rf"(?<=\p{{L}} [{CONSONANTS}] e) (?= [{CONSONANTS}] \p{{L}}{{2}})", "n", Spelling.OF_1954),
    _reform(r"(?<=e) ë", "-e", Spelling.OF_1954),  # "zeeëend"
    _reform(r"(?<=o) ö", "-o", Spelling.OF_1954),
)
MOST_CHANGES = 3  # reforms that touch one word; "rhythme" has three
MOST_WAYS = 64  # forms looked up for one word
SHORTEST, LONGEST = 3, 40  # letters


def find(word: str, frequency: Callable[[str], float | None]) -> Variant | None:
    """The word of today that an old form stands for; None where it is none or cannot be told.

    Args:
        word: one word without marks around it, apostrophes and hyphens straight.
        frequency: how frequent a word in the list of today is, on any scale; None for other words.
    """
    small = word.lower()
    if small in GRAMMAR:
        return _variant(word, GRAMMAR[small], Spelling.OF_1863)
    ways: dict[str, Spelling] = {small: Spelling.OF_1995}
    for _ in range(MOST_CHANGES if SHORTEST <= len(word) <= LONGEST else 0):
        for form, spelling in list(ways.items()):
            for changed, changed_by in _undone(form):
                if changed not in ways and len(ways) < MOST_WAYS:
                    ways[changed] = min(spelling, changed_by)
        listed = {form: found for form in ways if form != small and (found := frequency(form)) is not None}
        if listed:
            modern = max(listed, key=lambda form: listed[form])
            return _variant(word, modern, ways[modern])
    return None


def _undone(form: str) -> Iterator[tuple[str, Spelling]]:
    """The form with one reform carried out, everywhere and at each place alone."""
    for reform in REFORMS:
        places = list(reform.old.finditer(form))
        if len(places) > 1:
            yield reform.old.sub(reform.new, form), reform.spelling
        for place in places:
            yield form[: place.start()] + place.expand(reform.new) + form[place.end() :], reform.spelling


def _variant(word: str, modern: str, spelling: Spelling) -> Variant:
    if word[:1].isupper():
        modern = modern.upper() if word.isupper() and len(word) > 1 else modern[:1].upper() + modern[1:]
    return Variant(modern, spelling)


# Shares of the words of a text, from which its spelling is told. In old newspapers (Europeana) 4.9 % of
# the words are forms of 1863, in sentences of today (the treebanks' dev set) 0.1 %, nearly all of them "den".
OLD_SHARE = 0.02
RECENT_SHARE = 0.002
FEWEST = 3  # different old forms


def spelling_of(words: Mapping[str, int], variant: Callable[[str], Variant | None]) -> Spelling:
    """The spelling of a text, told from its words and how often each occurs; today's if they tell nothing."""
    found = {word: old for word in words if (old := variant(word)) is not None}
    total = sum(words.values())
    for spelling, share in ((Spelling.OF_1863, OLD_SHARE), (Spelling.OF_1954, RECENT_SHARE)):
        forms = [word for word, old in found.items() if old.spelling == spelling]
        if len(forms) >= FEWEST and sum(words[form] for form in forms) >= share * total:
            return spelling
    return Spelling.OF_1995
