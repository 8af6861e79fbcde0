"""Reading a name next to a cue: which words, before or after a place in a sentence, are the term."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.records import Definition, Range
from pipeline.spans.terms.candidates import is_foreign, is_noun_like, may_be_term
from pipeline.spans.terms.ranking import general
from pipeline.spans.terms.tags import MODIFIERS
from pipeline.spans.terms.words import (
    DETERMINERS,
    STOP_WORDS,
    Word,
    is_adjective,
    is_evaluative,
    ranges_of,
    words,
)

RARE = 3.3  # zipf below which a word is taken for a term where only punctuation says so
QUOTE = r"[‘“'\"]"
UNQUOTE = r"[’”'\"]"
QUOTED_AFTER = regex.compile(rf"\s*(?:(?:de|het|een)\s)?{QUOTE}([^‘’“”\"\n]{{2,60}}?){UNQUOTE}(?!\p{{L}})")
QUOTED_BEFORE = regex.compile(rf"(?<!\p{{L}}){QUOTE}([^‘’“”\"\n]{{2,60}}){UNQUOTE}\s*\Z")
ARTICLE = regex.compile(r"(?:de|het|een)\s+", regex.IGNORECASE)
A_TERM = regex.compile(r"\s*(?:de|het)\s(?:term|begrip|naam|woord|noemer)\b")
NAMED_SUBJECT = regex.compile(rf"\s*{QUOTE}?(?:De|Het) (?:term|begrip|concept|woord|uitdrukking) ")
ANAPHOR = regex.compile(r"\s*(?:Dit|Dat|Deze|Die|Zo['’]n|Hiervoor|Daarvoor|Zoiets)\b")
LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in its text, with its words and its neighbours.

    Attributes:
        tags: parts of speech by the place where a word begins, as far as they are known.
    """

    text: str
    span: Range
    words: tuple[Word, ...]
    before: Range | None
    after: Range | None
    tags: Mapping[int, str] = field(default_factory=dict)

    def search(self, pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
        """The matches inside this sentence; offsets are those of the text."""
        matches: Iterator[regex.Match[str]] = pattern.finditer(self.text, *self.span)
        return matches

    def words_from(self, offset: int) -> tuple[Word, ...]:
        """The next words from `offset` on; as many as a name may need, determiners included."""
        first = bisect_left(self.words, offset, key=lambda word: word.start)
        return self.words[first : first + 12]

    def words_to(self, offset: int) -> tuple[Word, ...]:
        """The words that end at `offset` or before it."""
        return self.words[: bisect_right(self.words, offset, key=lambda word: word.end)]

    def modifies(self, word: Word) -> bool:
        """Whether a word is an adjective or a participle, by its tag, else by its form."""
        tag = self.tags.get(word.start)
        return is_adjective(word.low) if tag is None else tag in MODIFIERS

    @property
    def with_before(self) -> tuple[Range, ...]:
        """The sentence and the one it refers back to."""
        return (self.before, self.span) if self.before else (self.span,)

    @property
    def points_back(self) -> bool:
        """Whether the sentence opens with a word for what was said before."""
        return ANAPHOR.match(self.text, self.span[0]) is not None


def define(
    place: Place, name: Range | None, kind: str, *, back: bool = False, equivalents: tuple[str, ...] = ()
) -> Iterator[Definition]:
    """The definition of `name` by this sentence, `back` with the one before; none without a name."""
    if name is not None:
        yield Definition(*name, place.with_before if back else (place.span,), kind, equivalents)


def name_after(place: Place, offset: int) -> Range | None:
    """The term that begins at or just behind `offset`: quoted words, or a noun with its adjectives."""
    quoted = QUOTED_AFTER.match(place.text, offset, place.span[1])
    if quoted:
        return without_article(place.text, quoted.span(1))
    term = A_TERM.match(place.text, offset, place.span[1])
    if term:
        return name_after(place, term.end())
    following = place.words_from(offset)
    if not following or place.text[offset : following[0].start].strip():
        return None
    return _noun_group(place, skip_determiners(following))


def skip_determiners(found: Sequence[Word]) -> Sequence[Word]:
    """From the first word on that is neither determiner nor one of the small words before a name."""
    place = 0
    while place < len(found) and found[place].low in DETERMINERS | {"ook", "wel", "vaak"} - {"geen"}:
        place += 1
    return found[place:]


def _noun_group(place: Place, found: Sequence[Word]) -> Range | None:
    """Adjectives and the noun they belong to, from the first word on; English words stay together."""
    group: list[Word] = []
    for word in found[:LONGEST_NAME]:
        if (group and not word.joined) or word.low in STOP_WORDS:
            break
        if group and not _goes_with(place, group[-1], word):
            break
        group.append(word)
    if not group or not (is_noun_like(group[-1].low) or is_foreign(group[-1].low)):
        return None
    return ranges_of(group)


def _goes_with(place: Place, previous: Word, word: Word) -> bool:
    return (
        place.modifies(previous)
        or is_evaluative(previous.low)
        or (is_foreign(previous.low) and is_foreign(word.low))
    )


def name_before(place: Place, offset: int) -> Range | None:
    """The term that ends at `offset` or one space or quote before it: a noun and the adjectives before it."""
    quoted = QUOTED_BEFORE.search(place.text, place.span[0], offset)
    if quoted:
        return without_article(place.text, quoted.span(1))
    preceding = place.words_to(offset)
    if not preceding or place.text[preceding[-1].end : offset].strip():
        return None
    last = preceding[-1]
    if last.low in STOP_WORDS or not (may_be_term(last.low) or is_foreign(last.low)):
        return None
    group = [last]
    for word in reversed(preceding[-LONGEST_NAME - 1 : -1]):
        fits = place.modifies(word) or (is_foreign(word.low) and is_foreign(group[0].low))
        if not group[0].joined or not fits or word.low in STOP_WORDS or is_evaluative(word.low):
            break
        group.insert(0, word)
    return ranges_of(group)


def without_article(text: str, span: Range) -> Range | None:
    """The range without an article in front, None when hardly anything is left."""
    article = ARTICLE.match(text, *span)
    start = article.end() if article else span[0]
    return (start, span[1]) if span[1] - start > 2 else None


def subject(place: Place, offset: int) -> Range | None:
    """The term, when the sentence up to `offset` is nothing but that term and its article."""
    named = NAMED_SUBJECT.match(place.text, place.span[0])
    if named and named.end() < offset:
        return name_after(place, named.end())
    name = name_before(place, offset)
    if name is None:
        return None
    opening = place.text[place.span[0] : name[0]].strip(" ‘“'\"•")
    return name if opening.lower() in ("", "de", "het", "een") else None


def rarity(text: str, span: Range) -> float:
    """How frequent the rarest word of a name is in general Dutch, on the Zipf scale."""
    return min((general(word.low) for word in words(text, span) if word.low not in STOP_WORDS), default=9.0)


def is_rare(text: str, span: Range) -> bool:
    """Whether the rarest word of a name is rare enough to be a term without further cue."""
    return rarity(text, span) < RARE
