"""Terms of which a text leaves out a part that it gives once, later or before.

    "denk- en oordeelsvermogen"                 denkvermogen
    "taalverwerving en -ontwikkeling"           taalontwikkeling
    "de vermijdende en de ambivalente hechting" vermijdende hechting

What is left out is put back from the other member. A compound is cut where the lexicon cuts it; where it does
not, nothing is put back ("voor- en nadelen" gives no term either: its parts are too short to tell).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import regex

from pipeline.language.lexicon import lexicon
from pipeline.records import Range
from pipeline.spans.terms.tags import MODIFIERS
from pipeline.spans.terms.words import DETERMINERS, STOP_WORDS, Word, is_adjective, is_evaluative, plain

HYPHEN = r"[-‐‑]"
HEAD_LATER = regex.compile(
    rf"""
    (?<![\p{{L}}-]) (?: (?P<first>\p{{L}}{{3,30}}){HYPHEN} (?:,\s|\s(?:en|of|en/of)\s) ){{1,3}}
    (?P<whole>\p{{Ll}}{{6,40}}) (?![\p{{L}}-])
    """,
    regex.VERBOSE,
)
START_BEFORE = regex.compile(
    rf"(?<![\p{{L}}-])(?P<whole>\p{{L}}{{6,40}})\s(?:en|of)\s{HYPHEN}(?P<last>\p{{Ll}}{{4,30}})(?!\p{{L}})"
)
BETWEEN = regex.compile(r",?\s(?:en|of)\s|,\s|\s")
LONGEST_LIST = 6


def compounds(text: str, span: Range) -> Iterator[tuple[str, Range]]:
    """Closed compounds with a part left out: the whole word, and the range that stands for it."""
    for match in HEAD_LATER.finditer(text, *span):
        head = _cut(match["whole"])[1:]
        for first, (start, _) in zip(match.captures("first"), match.spans("first"), strict=True):
            if head:
                yield plain(first + head[0]), (start, match.end())
    for match in START_BEFORE.finditer(text, *span):
        parts = _cut(match["whole"])
        if parts:
            yield plain(parts[0] + match["last"]), match.span()


def _cut(word: str) -> tuple[str, ...]:
    parts = lexicon().split(word)
    return parts if len(parts) == 2 else ()


def heads(
    text: str, found: Sequence[Word], tags: Mapping[int, str], nouns: Collection[str]
) -> Iterator[tuple[str, Range]]:
    """Adjectives in a list that closes with their noun: the whole phrase, and the range of the adjective."""
    for at, word in enumerate(found):
        if word.low in ("en", "of") and at and at + 1 < len(found):
            rest = _after(text, found, at + 1, tags, nouns)
            for other in _before(text, found, at - 1, tags) if rest else ():
                yield f"{other.low} {rest}", (other.start, other.end)


def _after(
    text: str, found: Sequence[Word], at: int, tags: Mapping[int, str], nouns: Collection[str]
) -> str | None:
    """What closes the list, without its own adjective: "de gedesoriënteerde onveilige hechting"."""
    at += found[at].low in DETERMINERS
    words = found[at : at + 3]
    adjectives = 0
    while adjectives < len(words) and _inflected(words[adjectives], tags):
        adjectives += 1
    if not 0 < adjectives < len(words) or any(not word.joined for word in words[1 : adjectives + 1]):
        return None
    noun = words[adjectives]
    is_noun = tags[noun.start] in nouns if noun.start in tags else noun.low not in STOP_WORDS
    return " ".join(word.low for word in words[1 : adjectives + 1]) if is_noun else None


def _before(text: str, found: Sequence[Word], at: int, tags: Mapping[int, str]) -> Iterator[Word]:
    """The adjectives before "en", back to where the list begins; each may have its own determiner."""
    following = at + 1
    for _ in range(LONGEST_LIST):
        if at < 0 or not _inflected(found[at], tags):
            return
        between = text[found[at].end : found[following].start]
        if not BETWEEN.fullmatch(between) or (
            found[following].low not in ("en", "of") and "," not in between
        ):
            return
        yield found[at]
        following = at
        if at and found[at - 1].low in DETERMINERS and found[at].joined:
            following = at - 1
        at = following - 1


def _inflected(word: Word, tags: Mapping[int, str]) -> bool:
    """Adjectives and participles in -e that say of what kind something is."""
    if not word.low.endswith("e") or word.low in STOP_WORDS or is_evaluative(word.low):
        return False
    return is_adjective(word.low) or tags.get(word.start) in MODIFIERS
