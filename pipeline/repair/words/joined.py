"""Two words without the space between them: "vanhet", "ineen keer", "datde".

A narrow space is lost where a line is set tight. A word that no list or compound knows is taken apart where
both halves are common words, one of them at least a small word of the grammar, one way is clearly the best,
and no misread letter explains it.

One such word may be a slip of the author, so it is safe only in an article that has several. It leaves words
with a capital, since they may be names, and passages in another language.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.languages import is_dutch_word
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View
from pipeline.repair.words.misread import confused
from pipeline.repair.words.suspects import safety_of, unknown_words

# Words of the grammar that stand in front or behind. Not "en", "er", "den", "hen": those are endings as well.
SMALL = frozenset(
    """
    aan als bij dat de die door een het in is maar met naar niet nog om ook op over te tot uit van voor wat
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
COMMON = 4.5  # Zipf frequency of the word beside it
RARE = 2.0  # Zipf; slips that many make ("vanhet") stand in lists of frequencies
MISREAD = 2.5  # Zipf frequency of a word that one misread letter may have turned into this one
CLEARLY = 1.0  # log10 between the best way and the next
SHORTEST = 5  # letters of the whole
WORDS_OF_ONE = frozenset("u")


def find(view: View) -> Iterator[Edit]:
    """One edit a word."""
    found = [(m.start(), at) for m in unknown_words(view, rare=RARE) if (at := _apart(m.group(), view))]
    safety = safety_of(found, view)
    for start, at in found:
        yield Edit(
            start + at, start + at, " ", why="words_joined", safety=safety,
            confidence=0.85 if safety is Safety.SAFE else 0.5,
        )  # fmt: skip


def _apart(word: str, view: View) -> int:
    """Where the one word ends and the next begins, 0 when that is not clear."""
    if len(word) < SHORTEST or any(
        view.lexicon.zipf(other) >= MISREAD and is_dutch_word(other, view.lexicon) for other in confused(word)
    ):
        return 0
    ranked = sorted(((_likely(word[:at], word[at:], view), at) for at in range(1, len(word))), reverse=True)
    (best, at), (second, _) = ranked[:2]
    return at if best and best - second >= CLEARLY else 0


def _likely(left: str, right: str, view: View) -> float:
    """Log10 of how likely both are side by side, moved above zero; 0.0 when they are not common enough."""
    if min(len(left), len(right)) == 1 and not {left, right} & WORDS_OF_ONE:
        return 0.0
    if not {left, right} & SMALL or (right == "de" and left.endswith("en")):  # "moetende" of old
        return 0.0
    a, b = view.lexicon.zipf(left), view.lexicon.zipf(right)
    return a + b if min(a, b) >= COMMON else 0.0


RULE = Repair(
    find=find,
    title="two words without a space between them",
    after=("words/split",),
    repairs=(
        Example(
            "Een deel vanhet werk is datde ouders ooknog helpen.\n",
            "Een deel van het werk is dat de ouders ook nog helpen.\n",
        ),
    ),
    leaves=(
        Example("Een deel vanhet werk\n", note="one may be a slip: listed only"),
        Example("Vanderberg en Tendam, bovendien, daarvan en erbij\n"),
    ),
)
