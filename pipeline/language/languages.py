"""Which language a passage is in, by its small words, and which words are Dutch.

A repair of words knows Dutch only. In a passage of another language its unknown words are no damage, so it
asks here first. The small words of a language (articles, prepositions, pronouns, forms of "be" and "have")
make up a third to a half of any running text; words that two of the four languages share count for none.

It is sure only where another language clearly outdoes Dutch. Afrikaans, Frisian and dialects pass for Dutch.
A microsecond a word; a name or a title of three words is too short to tell and passes for Dutch as well.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import regex

from pipeline.language.lexicon import CACHED, Lexicon

WORD = regex.compile(r"\p{L}+")
SMALL_WORDS = {
    "nl": """
        aan al als bij daar dan dat de den der deze die dit door een en er geen had hebben heeft het hij hoe
        hun ik in is je kan kunnen maar me meer met mijn moet naar niet nog of om onder ons ook op over te
        tot uit van veel voor waar was wat we wel werd wij worden wordt zal ze zich zij zijn zo zonder zou
    """,
    "en": """
        a about all an and are as at be been between but by can could do each for from had has have he her
        his how i if in into is it its may me more most not of on or our she should so some such than that
        the their them there these they this those to was we were what when where which who will with would
        you your
    """,
    "de": """
        als auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines er es
        für haben hat ich ihnen ihr ihre im in ist kann mehr mit nach nicht noch nur oder sein sich sie sind
        so über um und vom von vor war was wenn werden wie wir wird wurde zu zum zur zwischen
    """,
    "fr": """
        au aux avec ce ces cette comme dans de des du elle en entre est et été être il ils je la le les leur
        mais me ne nous on ou où par pas plus pour qu que qui sa sans se ses son sont sur un une vous
    """,
}
SURELY = 2  # times as many small words as Dutch ...
FEWEST = 3  # ... and this many
DUTCH = "nl"
NOT_LISTED = 0.3  # log10; the score takes off twice as much at least


def language(text: str) -> str:
    """ISO 639-1 code of the language of a passage; "nl" unless another one clearly shows."""
    found = Counter(kind for word in WORD.findall(text.casefold()) if (kind := _owners().get(word)))
    other, times = max(
        ((kind, n) for kind, n in sorted(found.items()) if kind != DUTCH), key=lambda k: k[1], default=("", 0)
    )
    return other if times >= FEWEST and times >= SURELY * found[DUTCH] else DUTCH


@lru_cache(maxsize=CACHED)
def is_dutch_word(word: str, words: Lexicon) -> bool:
    """Whether a word is more than a string that lists of frequencies have ("ont", "the").

    The score takes off for what OpenTaal does not list.
    """
    if not words.is_word(word):
        return False
    frequency = words.zipf(word)
    return not frequency or words.score(word) >= frequency - 9 - NOT_LISTED


@lru_cache(maxsize=1)
def _owners() -> dict[str, str]:
    """Each small word that is of one language only, with that language."""
    words = {kind: set(text.split()) for kind, text in SMALL_WORDS.items()}
    shared = Counter(word for group in words.values() for word in group)
    return {word: kind for kind, group in words.items() for word in group if shared[word] == 1}
