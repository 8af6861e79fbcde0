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
BOUND = frozenset({"on", "ont"})  # listed, but hardly ever words
CONJUNCTIONS = frozenset({"en", "of", "noch", "tot", "als", "maar", "dan"})


def find(view: View) -> Iterator[Edit]:
    """One edit a pair."""
    for match in PAIR.finditer(view.string, overlapped=True):
        left, right = match["left"], match["right"]
        hyphen = match["gap"] == "- "
        pieces = hyphen or left in BOUND or left in view.not_dutch or right in view.not_dutch
        if pieces and _one_word(left, right, view, hyphen=hyphen) and view.is_dutch(match.start()):
            yield Edit(
                match.start("gap"), match.end("gap"), "", why="word_split", confidence=0.9,
                evidence={"word": left + right, "zipf": view.lexicon.zipf(left + right)},
            )  # fmt: skip


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
