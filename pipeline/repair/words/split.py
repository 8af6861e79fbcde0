"""A word with a space inside: "on veilig", "Amster dam", "ont- wikkeling".

A wide letter space, a line break that was taken for the end of a word, or a hyphen of a line end that was
kept when lines were joined, leave two pieces. They are one word when at least one of them is none by itself
and both together are a common one.

It leaves pieces that are both words ("na dat", "zo als"), however likely the whole, parts left out ("taal-
en"), what the article has three times, and passages in another language.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.language.languages import is_dutch_word
from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View
from pipeline.repair.words.suspects import REPEATED

PIECE = r"\p{L}[\p{Ll}\p{M}]*+"
PAIR = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}_@/\\.'’&+-])(?P<left>{PIECE})(?P<gap>-? )"
    r"(?P<right>\p{Ll}[\p{Ll}\p{M}]*+)"
    r"(?![\p{L}\p{N}_@/\\'’&+-]|\.\p{L})"
)
SHORTEST = 6  # letters of the whole
COMMON = 3.5  # its Zipf frequency, at least
COMMON_WITH_HYPHEN = 2.5
LONGEST = 40
RARE, FAR_LIKELIER = 3.0, 6.0  # Zipf; log10
BOUND = frozenset({"on", "ont"})  # listed, but hardly ever words
CONJUNCTIONS = frozenset({"en", "of", "noch", "tot", "als", "maar", "dan"})


def find(view: View) -> Iterator[Edit]:
    """One edit a pair."""
    rare = {word for word in view.words if view.lexicon.zipf(word) < RARE}
    pairs: set[tuple[str, str, str]] = set(PAIR.findall(view.string, overlapped=True))
    split = {pair for pair in pairs if _is_split(pair, rare, view)}
    for match in PAIR.finditer(view.string, overlapped=True) if split else ():
        left, right = match["left"], match["right"]
        if match.groups() in split and view.is_dutch(match.start()):
            yield Edit(
                match.start("gap"), match.end("gap"), "", why="word_split", confidence=0.9,
                evidence={"word": left + right, "zipf": view.lexicon.zipf(left + right)},
            )  # fmt: skip


def _is_split(pair: tuple[str, str, str], rare: set[str], view: View) -> bool:
    """Whether the first and the last are pieces of one word; `rare` are the rare words of the text."""
    left, gap, right = pair
    hyphen = gap == "- "
    pieces = (
        hyphen
        or left in BOUND
        or not view.not_dutch.isdisjoint((left, right))
        or (not rare.isdisjoint((left, right)) and _far_likelier(left, right, view))
    )
    return pieces and _one_word(left, right, view, hyphen=hyphen)


def _far_likelier(left: str, right: str, view: View) -> bool:
    """Whether both together are far likelier as one word, where one of them is rare ("kin deren")."""
    words = view.lexicon
    if words.zipf(left + right) < COMMON:
        return False
    return words.score(left + right) - words.score(left) - words.score(right) >= FAR_LIKELIER


def _one_word(left: str, right: str, view: View, *, hyphen: bool) -> bool:
    """Whether both together are a common word; after a hyphen a rarer one will do."""
    words = view.lexicon
    whole = left + right
    if not SHORTEST <= len(whole) <= LONGEST or right in CONJUNCTIONS:
        return False
    if words.zipf(whole) < (COMMON_WITH_HYPHEN if hyphen else COMMON) or not is_dutch_word(whole, words):
        return False
    return max(view.words[left], view.words[right]) < REPEATED or view.words[whole] >= REPEATED


RULE = Repair(
    find=find,
    title="a word with a space inside",
    repairs=(
        Example(
            "Een kind dat on veilig gehecht is, zoekt in Amster dam geen bes cherming bij zijn ouders.\n",
            "Een kind dat onveilig gehecht is, zoekt in Amsterdam geen bescherming bij zijn ouders.\n",
        ),
        Example("de ont- wikkeling van taal\n", "de ontwikkeling van taal\n", note="a hyphen of a line end"),
    ),
    leaves=(
        Example("taal- en rekenonderwijs, zo als het hoort, na dat ene jaar\n"),
        Example("ten slotte, met z'n tweeën, en ik weet niet wie nog meer\n", note="words each"),
        Example("The the rapist on line is a good one for all of them who are not here.\n"),
    ),
)
