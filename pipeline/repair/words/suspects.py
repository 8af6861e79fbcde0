"""Words that no list knows, and whether an article has so much damage of a kind that it must be damage.

One unknown word proves nothing: it may be a term, a slip of the author, a word of another language. Damage
comes in numbers. So a rule for words first gathers what it could repair in the whole article; only where
there is enough of it, such repairs are safe, and else they are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.records import Safety
from pipeline.repair.rule import View

# A word in small letters with nothing that belongs to it on either side: no capital, digit, hyphen, full stop
# of an abbreviation or an address.
SMALL_WORD = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_@/\\.'’&+-])\p{Ll}[\p{Ll}\p{M}]*+(?![\p{L}\p{N}_@/\\'’&+-]|\.(?:\p{L}|\s\p{Ll}))"
)
LONGEST = 40  # letters
REPEATED = 3  # times in an article: what stands there so often is meant
ENOUGH = 3  # repairs of a kind in an article ...
SHARE = 0.003  # ... and this share of its words, from which they are safe


def unknown_words(view: View, *, rare: float = 0.0) -> Iterator[regex.Match[str]]:
    """Words in small letters, in Dutch passages, that are in no list, no compound and no old spelling.

    Args:
        view: the article.
        rare: Zipf frequency up to which a word that only lists of frequencies have counts as unknown.
    """
    words = view.lexicon
    unknown = {
        word
        for word in view.not_dutch
        if word.islower()
        and 1 < len(word) <= LONGEST
        and view.words[word] < REPEATED
        and (not words.is_word(word) or words.zipf(word) < rare)
        and words.variant(word) is None
    }
    for match in SMALL_WORD.finditer(view.string) if unknown else ():
        if match.group() in unknown and view.is_dutch(match.start()):
            yield match


def safety_of(repairs: Sequence[object], view: View) -> Safety:
    """Safe where there are so many repairs of a kind that the damage must be real."""
    many = len(repairs) >= max(ENOUGH, SHARE * view.words.total())
    return Safety.SAFE if many else Safety.DOUBTFUL
