"""Cutting a Dutch compound into its parts: "hechtingsstijl" is "hechtings" and "stijl".

A compound is one or more leading parts and a closing part. How likely a word is as the one or the
other was counted in OpenTaal's list by `scripts/build_lexicon.py`: "verzekerings" leads many words
and closes none, "maatschappij" the other way round. Linking letters stay with the leading part, so
the parts joined are always the word. The best reading is the one whose parts are likeliest; whether
it is believed at all is for the caller, who knows what the word would be worth in one piece.
`unlinked` then tells the word a leading part is made of from its linking letters.

Wrong on purpose: parts under three letters are never cut off but for four nouns, and the
particle of a separable verb costs extra, since "aanleiding" is no kind of "leiding".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import marisa_trie

PARTS = Path(__file__).parent / "data" / "parts.marisa"
RECORD = "<BB"  # the price as a leading part, the price as a closing part
STEPS = 40  # a price of 40 is a factor ten
NEVER = 255

SHORTEST = 3
SHORTER = frozenset({"as", "ei", "os", "ui"})  # the nouns of two letters
SHORTEST_PART = 2
SHORTEST_COMPOUND = SHORTEST + SHORTEST_PART
LONGEST = 64  # letters of a word that is looked into; the work grows with their square
SHORTEST_UNCOUNTED = 4  # a part that leads or closes no listed word must be longer to be believed
MOST_PARTS = 5
JOINT = -1.0  # log10; a compound of three parts is ten times rarer than one of two
PARTICLE = -1.0
LINKED = -1.0  # for letters between the parts that no list vouches for, and for the spelling before 1995
GUESSED = -2.0  # for a part that no list has
UNCOUNTED = -5.6  # log10; half an occurrence among the 230,000 joints of the list

# Endings that are also words ("heid" is not, "schap" and "aar" are): they close no compound. Made by
# hand from the closing parts that came out most often and were no words of their own.
ENDINGS = frozenset(
    """
    aal aan aar aard aars aat abel achtig achtige achtigen achtiger air aire aires ale ante are aren ares
    arische baar baarder baarheid baars baarst baarste bare chap den der dere dom eel eer eerd eerde ele
    elen els en end ende ene ens ent er erd ere eren erin ers ert es esse ette eur euze heden heid ie iek
    ieke iel iele ier iers ies ige igen ine ines ing ingen ings isch ische isme ismen ist isten ite iteit
    iteiten itie ius ken ker kers kje kjes kul lijk lijke lijker lijkheid lijks lijkst lijkste ling lingen
    listen loos loosheid loost loze lozen lozer men nes nis nissen nist nisten oom oren pen ren rig rige rij
    rijen saam saams schap schappelijk schappelijke schappen sche se sel sels sen send sma st ste ster sters
    stig stige ten ter teren ters tie ties tig tige tje tjes van ver zaam zaamheid zaamst zame zamer
    """.split()  # noqa: SIM905 - a hundred quoted strings would hide the words
)

# The same before a word: they lead no compound.
BEGINNINGS = frozenset({"com", "con", "des", "dis", "ges", "gen", "ont", "per", "pro", "ver"})

PARTICLES = frozenset(
    """
    aan achter af bij binnen boven door heen her in los mee mis na neer om onder op open over rond samen
    tegemoet tegen tekort teleur tentoon terecht terug teweeg toe uit vast voor voort weer weg
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word cut in parts, with the logarithm (base ten) of its probability among all compounds."""

    parts: tuple[str, ...]
    log10: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a compound.

    Attributes:
        text: as it stands in the word, linking letters and hyphen included; the texts joined are the word.
        base: the word it is made of: "verzekering" of "verzekerings", "maan" of "manen". Of the last part,
            which carries the inflection, what stands there.
        link: what joins it to the next part: letters, a hyphen, or nothing.
    """

    text: str
    base: str
    link: str


def best_reading(word: str, is_word: Callable[[str], bool]) -> Reading | None:
    """The likeliest way to cut a word of small letters in two or more, None where there is none.

    Args:
        word: small letters only, at most LONGEST.
        is_word: whether something is a word of its own; for parts that no listed compound has.
    """
    return max(_with_leading_part(word, 0, _rests(word, is_word), is_word), key=_log10, default=None)


def best_guess(
    word: str, is_word: Callable[[str], bool], in_letters: Callable[[str], float]
) -> Reading | None:
    """The same where one part, the first or the last, is none that a list has: a name, a foreign word.

    `in_letters`: how likely a string is letter by letter, log10.
    """
    guesses: list[Reading] = []
    for stop, rest in _rests(word, is_word).items():
        if stop >= SHORTEST:
            price = GUESSED + in_letters(word[:stop]) + rest.log10 + (JOINT if len(rest.parts) > 1 else 0.0)
            guesses.append(Reading((word[:stop], *rest.parts), price))
    for stop in range(SHORTEST_UNCOUNTED, len(word) - SHORTEST_UNCOUNTED):
        if (leading := leading_price(word[:stop], is_word)) is not None:
            price = GUESSED + leading + in_letters(word[stop:])
            guesses.append(Reading((word[:stop], word[stop:]), price))
    return max(guesses, key=_log10, default=None)


def _log10(reading: Reading) -> float:
    return reading.log10


def _rests(word: str, is_word: Callable[[str], bool]) -> dict[int, Reading]:
    """The best reading of what begins at each place but the first, whole or in parts; from the end."""
    rests: dict[int, Reading] = {}
    for start in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        ways = list(_with_leading_part(word, start, rests, is_word))
        closing = word[start:]
        if is_long_enough(closing) and (price := closing_price(closing, is_word)) is not None:
            ways.append(Reading((closing,), price))
        if ways:
            rests[start] = max(ways, key=_log10)
    return rests


def is_long_enough(part: str) -> bool:
    """Whether this may be a part at all."""
    return len(part) >= SHORTEST or part in SHORTER


def _with_leading_part(
    word: str, start: int, rests: Mapping[int, Reading], is_word: Callable[[str], bool]
) -> Iterator[Reading]:
    """A leading part from `start` on before each rest that can be read."""
    for stop, rest in rests.items():
        part = word[start:stop]
        if not is_long_enough(part) or len(rest.parts) == MOST_PARTS:
            continue
        if (price := leading_price(part, is_word)) is not None:
            joint = JOINT if len(rest.parts) > 1 else 0.0
            yield Reading((part, *rest.parts), price + joint + rest.log10)


def leading_price(part: str, is_word: Callable[[str], bool]) -> float | None:
    """What this leading part costs, linking letters included; None when it cannot be one."""
    price = _counted(part)[0]
    extra = PARTICLE if part in PARTICLES else 0.0
    if price != NEVER:
        return extra - price / STEPS
    if len(part) < SHORTEST_UNCOUNTED or part in BEGINNINGS:
        return None
    if is_word(part):
        return extra + UNCOUNTED
    if len(part) > SHORTEST_UNCOUNTED and part[-1] == "s" and is_word(part[:-1]):
        return UNCOUNTED + LINKED
    return LINKED - _counted(part + "n")[0] / STEPS if lacks_n(part) else None


def lacks_n(part: str) -> bool:
    """Whether this leading part was written without the linking n it has since 1995 ("kippesoep")."""
    return part.endswith("e") and not is_counted(part) and _counted(part + "n")[0] != NEVER


def is_counted(part: str) -> bool:
    """Whether some listed compound has this part."""
    return _counted(part) != (NEVER, NEVER)


def closing_price(part: str, is_word: Callable[[str], bool]) -> float | None:
    """What this closing part costs; None when it cannot be one."""
    price = _counted(part)[1]
    if price != NEVER:
        return -price / STEPS
    if len(part) < SHORTEST_UNCOUNTED or part in ENDINGS or not is_word(part):
        return None
    return UNCOUNTED


# How much likelier a leading part is a word with these letters after it than a word as it stands; log10.
# Chosen where scripts/measure_compounds.py chooses; only that of "en" came out better than a first guess.
LINKS = {"": 0.0, "s": -0.5, "en": 0.25, "e": -1.5, "er": -1.5, "n": -1.0}
VOWELS = frozenset("aeiou")
VOICELESS = {"v": "f", "z": "s"}  # "duiven" is of "duif", "huizen" of "huis"


def unlinked(part: str, likely: Callable[[str], float]) -> tuple[str, str]:
    """The likeliest word a leading part in small letters is made of, and the linking letters after it.

    Args:
        part: of small letters.
        likely: how likely a string is as a base word, log10; the scale's zero does not matter.
    """
    ways = [(base, link) for link in LINKS if part.endswith(link) for base in _bases(part, link)]
    return max(ways, key=lambda way: likely(way[0]) + LINKS[way[1]])


def _bases(part: str, link: str) -> Iterator[str]:
    """The words that `link` may have been added to, with the spelling of their last syllable undone."""
    base = part.removesuffix(link)
    if len(base) < SHORTEST_PART:
        return
    yield base
    if link[:1] != "e" or len(base) < 3 or base[-1] in VOWELS:
        return
    last = VOICELESS.get(base[-1], base[-1])
    if base[-1] == base[-2]:
        yield base[:-1]  # "kippen": "kip"
    elif base[-2] in "aeou" and base[-3] not in VOWELS:
        yield base[:-2] + base[-2] * 2 + last  # "manen": "maan", "dieven" is none of these
    if last != base[-1]:
        yield base[:-1] + last


def _counted(part: str) -> tuple[int, int]:
    found = _parts().get(part)
    return found[0] if found else (NEVER, NEVER)


@lru_cache(maxsize=1)
def _parts() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(PARTS))
