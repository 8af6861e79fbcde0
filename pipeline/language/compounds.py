"""Cutting a Dutch compound into its parts: "hechtingsstijl" is "hechtings" and "stijl".

A compound is one or more leading parts and a closing part. How likely a word is as the one or the
other was counted in OpenTaal's list by `scripts/build_lexicon.py`: "verzekerings" leads many words
and closes none, "maatschappij" the other way round. Linking letters stay with the leading part, so
the parts joined are always the word. The best reading is the one whose parts are likeliest; whether
it is believed at all is for the caller, who knows what the word would be worth in one piece.

Wrong on purpose: a joint the word list itself treats as one part stays closed ("luchtvaart" in
"luchtvaartmaatschappij"), parts under three letters are never cut off ("ei", "on"), and the
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
SHORTEST_UNCOUNTED = 4  # a part that leads or closes no listed word must be longer to be believed
MOST_PARTS = 5
JOINT = -1.0  # log10; a compound of three parts is ten times rarer than one of two
PARTICLE = -1.0
LINKED = -1.0  # for letters between the parts that no list vouches for
UNCOUNTED = -5.6  # log10; half an occurrence among the 230,000 joints of the list

# Endings that are also words ("heid" is not, "schap" and "aar" are): they close no compound. Made by
# hand from the closing parts that came out most often and were no words of their own.
ENDINGS = frozenset(
    """
    aal aan aar aard aars aat abel achtig achtige achtigen achtiger air aire aires ale ante are aren ares
    arische baar baarder baarheid baars baarst baarste bare dere dom eel eer eerd eerde ele els elen en end
    ende ene ens ent er erd ere eren erin ers ert es esse ette eur euze heid heden ie iek ieke iel iele ier
    iers ies ige igen ine ines ing ingen ings isch ische isme ismen ist isten ite iteit iteiten itie ius
    ken ker kers kje kjes kul lijk lijke lijker lijkheid lijks lijkst lijkste ling lingen listen loos
    loosheid loost loze lozen lozer men nes nis nissen nist nisten oom oren pen ren rig rige rij rijen saam
    saams schap schappen sche se sel sels sen sma st ste ster sters stig stige ten ter teren ters tie ties
    tig tige tje tjes van ver zaam zaamheid zaamst zame zamer
    """.split()  # noqa: SIM905 - a hundred quoted strings would hide the words
)

# The same before a word: they lead no compound.
BEGINNINGS = frozenset({"com", "con", "des", "dis", "ges", "gen", "ont", "per", "pro", "ver"})

PARTICLES = frozenset(
    """
    aan achter af bij binnen boven door heen her in los mee mis na neer om onder op open over rond samen
    tegen terug toe uit vast voor voort weer weg
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A word cut in parts, with the logarithm (base ten) of its probability among all compounds."""

    parts: tuple[str, ...]
    log10: float


def best_reading(word: str, is_word: Callable[[str], bool]) -> Reading | None:
    """The likeliest way to cut a word of small letters in two or more, None where there is none.

    Args:
        word: small letters only.
        is_word: whether something is a word of its own; for parts that no listed compound has.
    """
    rests: dict[int, Reading] = {}  # from the end: the best reading of what begins here
    for start in range(len(word) - SHORTEST, -1, -1):
        ways = list(_with_leading_part(word, start, rests, is_word))
        if start and (price := closing_price(word[start:], is_word)) is not None:
            ways.append(Reading((word[start:],), price))
        if ways:
            rests[start] = max(ways, key=lambda reading: reading.log10)
    return rests.get(0)


def _with_leading_part(
    word: str, start: int, rests: Mapping[int, Reading], is_word: Callable[[str], bool]
) -> Iterator[Reading]:
    """A leading part from `start` on before each rest that can be read."""
    for stop, rest in rests.items():
        if stop - start < SHORTEST or len(rest.parts) == MOST_PARTS:
            continue
        part = word[start:stop]
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
    linked = len(part) > SHORTEST_UNCOUNTED and part[-1] == "s" and is_word(part[:-1])
    return UNCOUNTED + LINKED if linked else None


def closing_price(part: str, is_word: Callable[[str], bool]) -> float | None:
    """What this closing part costs; None when it cannot be one."""
    price = _counted(part)[1]
    if price != NEVER:
        return -price / STEPS
    if len(part) < SHORTEST_UNCOUNTED or part in ENDINGS or not is_word(part):
        return None
    return UNCOUNTED


def _counted(part: str) -> tuple[int, int]:
    found = _parts().get(part)
    return found[0] if found else (NEVER, NEVER)


@lru_cache(maxsize=1)
def _parts() -> marisa_trie.RecordTrie:
    return marisa_trie.RecordTrie(RECORD).mmap(str(PARTS))
