"""Letters that stand there twice or more within a word: "stabielle volwassssene".

Large type is sometimes drawn over itself letter by letter, and some letters then come out more than once,
without any rhythm. A word is looked at only when no list or compound knows it; every way of folding its
repeated letters is tried, and it is repaired when exactly one gives a word, or one is clearly more likely.

One damaged word may be a name or a slip of the author, so it takes two in a paragraph before the repair
is safe, and then also a known but rare word gives way to a far more frequent one ("iss"). Real doubles
stay, since each folding has to be a word. Names and words with digits are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, product

from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import WORD, Repair, View

MOST_FOLDINGS = 64
LONGEST = 60  # letters; what is longer is no word
CLEARLY = 1.0  # log10 between the best folding and the next
FAR = 3.0  # Zipf by which a folding must beat a word that is known itself
ENOUGH = 2  # damaged words in a paragraph that make a repair safe


def find(view: View) -> Iterator[Edit]:
    """One edit a word."""
    suspects = {word for word in set(WORD.findall(view.string)) if _has_double(word) and len(word) <= LONGEST}
    unknown = {word for word in suspects if _unknown(word, view)}
    folded = {word: found for word in unknown if (found := _fold(word, view))}
    for start, end in view.paragraphs() if folded else ():
        places = [m for m in WORD.finditer(view.string, start, end) if m.group() in suspects]
        surely = [(m.start(), m.group(), *folded[m.group()]) for m in places if m.group() in folded]
        damaged = sum(not _old_spelling(word, to) for _, word, to, _ in surely) >= ENOUGH
        maybe = [
            (m.start(), m.group(), *rarer)
            for m in (places if damaged else ())
            if m.group() not in unknown and (rarer := _far_rarer(m.group(), view))
        ]
        for at, word, folded_to, margin in surely + maybe:
            yield Edit(
                at, at + len(word), folded_to, why="letters_doubled",
                safety=Safety.SAFE if damaged else Safety.DOUBTFUL,
                confidence=round(1 - 10 ** -min(margin, 3.0), 3) if damaged else 0.5,
                evidence={"margin": round(margin, 2), "damaged_in_paragraph": len(surely)},
            )  # fmt: skip


def _old_spelling(word: str, folded: str) -> bool:
    """Whether only a vowel was folded, as in "loopen" and "deelen", which were right until 1947."""
    pairs = zip(_runs(word), _runs(folded), strict=True)
    return all(old == new or (len(old) == 2 and old[0] in "aeou") for old, new in pairs)


def _has_double(word: str) -> bool:
    return any(a == b for a, b in zip(word.casefold(), word.casefold()[1:], strict=False))


def _unknown(word: str, view: View) -> bool:
    if view.lexicon.known(word) or view.lexicon.split(word):
        return False
    a_name = word[0].isupper() and word[1:].islower() and not view.lexicon.known(word.casefold())
    return _long_run(word) or not (a_name or view.words[word] > 1)


def _long_run(word: str) -> bool:
    """Three of a letter in a row, which no Dutch word has."""
    return any(len(list(run)) > 2 for _, run in groupby(word.casefold()))


def _fold(word: str, view: View) -> tuple[str, float] | None:
    """The word with its runs folded, and by how much it beats the next folding."""
    ranked = sorted(((view.lexicon.score(f), f) for f in _foldings(word) if _is_word(f, view)), reverse=True)
    if not ranked:
        return None
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    return (ranked[0][1], margin) if margin >= CLEARLY else None


def _far_rarer(word: str, view: View) -> tuple[str, float] | None:
    own = view.lexicon.zipf(word)
    ranked = sorted(((view.lexicon.zipf(f), f) for f in _foldings(word)), reverse=True)
    return (ranked[0][1], 1.0) if ranked and ranked[0][0] - own >= FAR else None


def _is_word(word: str, view: View) -> bool:
    return view.lexicon.known(word) or bool(view.lexicon.split(word))


def _foldings(word: str) -> list[str]:
    """All words that come from it when at least one run of a letter is made shorter."""
    runs = _runs(word)
    ways = [[run[:size] for size in range(1, len(run) + 1)] for run in runs]
    count = 1
    for way in ways:
        count *= len(way)
    if count > MOST_FOLDINGS:
        ways = [[run[:1], run[:2]] if len(run) > 1 else [run] for run in runs]
    return ["".join(choice) for choice in product(*ways) if "".join(choice) != word][:MOST_FOLDINGS]


def _runs(word: str) -> list[str]:
    """The word cut where the letter changes."""
    return ["".join(run) for _, run in groupby(word)]


RULE = Repair(
    find=find,
    title="letters that stand there twice within a word",
    repairs=(
        Example("Een stabielle volwassssene isss er altijd\n", "Een stabiele volwassene is er altijd\n"),
    ),
    leaves=(
        Example("De zeeën, bommen en mensen zijn er allemaal\n", note="real doubles"),
        Example("Hij heette Willemm\n", note="one word may be a slip or a name: listed only"),
        Example("Vissen eten mossselen\n", note="listed only"),
    ),
)
