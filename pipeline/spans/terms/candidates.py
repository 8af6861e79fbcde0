"""What may be a term: every form that occurs, with its places and what speaks for it.

A candidate is a *form*: one word, an adjective with its noun ("nabije ontwikkeling"), nouns around "van"
("raad van bestuur"), a compound written apart ("groeps norm"), an English phrase, words somebody set in
quotes, or a term of which a part was left out (`elision`). Forms of one term are joined later, in `variants`;
here every form stands for itself.

What a word is, its form and its neighbours tell. Where a pipeline gave tags these decide instead: they
know that "begrenst" is a verb here and that "lerende" stands before its noun.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from pipeline.language.lexicon import lexicon
from pipeline.records import Range
from pipeline.spans.terms import elision
from pipeline.spans.terms.tags import MEANINGFUL, MODIFIERS, NOUNS, PARTICIPLE_TAG, UNTAGGED, Tags
from pipeline.spans.terms.words import (
    DETERMINERS,
    STOP_WORDS,
    Word,
    is_adjective,
    is_evaluative,
    looks_like_verb,
    plain,
    ranges_of,
    words,
)

QUOTED = regex.compile(
    r"""
    (?<![\p{L}\p{N}])
    (?: ‘([^‘’\n]{3,60})’ | “([^“”\n]{3,60})” | "([^"\n]{3,60})" | '([^'\n]{3,60})' )
    (?![\p{L}\p{N}])
    """,
    regex.VERBOSE,
)
PARTICIPLE = regex.compile(r"(?:ge|be|ver|ont|her|over|onder).+[dt]")
SPEECH = regex.compile(r"[.!?…,:;]|\b(?:ik|jij|je|jou|wij|we|hij|zij|ze|u|mij|me|jullie)\b", regex.IGNORECASE)
ACRONYM = regex.compile(r"(?=[\p{Lu}\p{N}&-]*\p{Lu}[\p{Lu}\p{N}&-]*\p{Lu})[\p{Lu}\p{N}&-]{2,7}s?")
LINKS = frozenset({"van", "voor", "tot", "tegen"})
LONGEST = 5


@dataclass(slots=True)
class Candidate:
    """A form, lower case, with all its places: (number of the text, start, end).

    `kind` is `word`, `acronym`, `phrase`, `apart`, `quoted`, `elided` or `defined`.
    """

    form: str
    size: int
    kind: str
    places: list[tuple[int, int, int]] = field(default_factory=list)
    nominal: int = 0  # places where the form stands as a noun does: behind a determiner or an adjective
    name: int = 0  # places inside a sentence where it has a capital
    inside: int = 0  # places inside a sentence
    proper: int = 0  # places where it has a capital and the tag of a proper name
    quoted: int = 0
    attributive: int = 0  # places where it is the adjective of a candidate
    inner: set[tuple[int, int]] = field(default_factory=set)  # places inside a phrase, before its last word
    shown: str = ""  # an acronym as printed, or a compound with a part left out


def collect(
    number: int,
    text: str,
    sentences: Iterable[Range],
    excluded: Iterable[Range],
    into: dict[str, Candidate],
    tags: Tags = UNTAGGED,
) -> int:
    """Add the candidates of one text to `into`; returns how many words the text has.

    Args:
        number: of the text in its collection; kept in the places.
        text: the clean text.
        sentences: ranges in which to look; phrases do not cross them.
        excluded: citations and names; a word that touches one is no candidate.
        into: where the candidates are added, by form.
        tags: the parts of speech, as far as they are known.

    """
    shut = sorted(excluded)
    total = 0
    for span in sentences:
        found = words(text, span)
        total += len(found)
        left_out = {
            place: form
            for form, place in (*elision.compounds(text, span), *elision.heads(text, found, tags, NOUNS))
            if not _touches(place, shut)
        }
        for place, form in left_out.items():
            entry = _entry(form, form.count(" ") + 1, "elided", into)
            entry.places.append((number, *place))
            if entry.kind == "elided" and entry.size == 1:
                entry.shown = plain(" ".join(text[slice(*place)].split()))
        for run in _open_runs(found, shut):
            _add_singles(
                number, [word for word in run if (word.start, word.end) not in left_out], found, into, tags
            )
            for phrase in _phrases(run, tags):
                _add(number, phrase, "phrase", into)
                for word in phrase[:-1]:
                    if word.low in into:
                        into[word.low].inner.add((number, word.start))
            for phrase in _apart(run, tags):
                _add(number, phrase, "apart", into)
        for match in QUOTED.finditer(text, *span):
            _add_quoted(number, text, match, into)
    return total


def _open_runs(found: tuple[Word, ...], shut: list[Range]) -> Iterator[tuple[Word, ...]]:
    """Words that follow each other with one space between, outside the excluded ranges."""
    run: list[Word] = []
    for word in found:
        closed = word.cut or _touches((word.start, word.end), shut)
        if run and (closed or not word.joined):
            yield tuple(run)
            run = []
        if not closed:
            run.append(word)
    if run:
        yield tuple(run)


def _touches(place: Range, shut: Sequence[Range]) -> bool:
    """Whether a range has a character in common with one of some sorted ranges that do not overlap."""
    at = bisect_left(shut, place[1], key=lambda span: span[0])
    return at > 0 and shut[at - 1][1] > place[0]


def _entry(form: str, size: int, kind: str, into: dict[str, Candidate]) -> Candidate:
    return into.setdefault(form, Candidate(form, size, kind))


def _add(number: int, phrase: tuple[Word, ...], kind: str, into: dict[str, Candidate]) -> None:
    start, end = ranges_of(phrase)
    entry = _entry(" ".join(word.low for word in phrase), len(phrase), kind, into)
    if entry.kind == "elided":
        entry.kind = kind
    if (number, start, end) not in entry.places[-1:]:
        entry.places.append((number, start, end))
        entry.inside += 1
        entry.name += phrase[0].text[:1].isupper() and phrase[-1].text[:1].isupper()
        entry.nominal += 1


def _add_singles(
    number: int, run: Sequence[Word], sentence: tuple[Word, ...], into: dict[str, Candidate], tags: Tags
) -> None:
    for place, word in enumerate(run):
        if not may_be_term(word.low) and not ACRONYM.fullmatch(word.text):
            continue
        tag = tags.get(word.start)
        before = run[place - 1].low if place else ""
        after = run[place + 1].low if place + 1 < len(run) else ""
        following = tags.get(run[place + 1].start) if after else None
        elided = before in DETERMINERS and following not in NOUNS  # "de vermijdende, de ambivalente ..."
        if tag is not None and tag not in MEANINGFUL and not (tag == PARTICIPLE_TAG and elided):
            continue
        entry = _entry(word.low, 1, "acronym" if ACRONYM.fullmatch(word.text) else "word", into)
        entry.places.append((number, word.start, word.end))
        if entry.kind == "elided":  # the text has it whole as well
            entry.kind = "word"
        entry.shown = word.text if entry.kind == "acronym" else ""
        entry.proper += tag == "PROPN" and word.text[:1].isupper()
        if tag is None:
            entry.nominal += before in DETERMINERS or (is_adjective(before) and before.endswith("e"))
            entry.attributive += is_adjective(word.low) and may_be_term(after)
        else:
            entry.nominal += tag in NOUNS or elided
            entry.attributive += tag in MODIFIERS and following in NOUNS
        if word is not sentence[0]:
            entry.inside += 1
            entry.name += word.text[:1].isupper() and not ACRONYM.fullmatch(word.text)


def _add_quoted(number: int, text: str, match: regex.Match[str], into: dict[str, Candidate]) -> None:
    """Words in quotes, unless somebody is speaking."""
    inner = next(group for group in range(1, 5) if match[group] is not None)
    start, end = match.span(inner)
    found = words(text, (start, end))
    if (
        not 0 < len(found) <= LONGEST
        or SPEECH.search(match[inner])
        or not any(may_be_term(w.low) for w in found)
    ):
        return
    if found[0].start != start or found[-1].end != end:
        return
    if found[0].low in ("de", "het") and len(found) > 1:  # "een" may belong to a coined term
        found, start = found[1:], found[1].start
    form = plain(" ".join(text[start:end].split()))
    entry = _entry(form, len(found), "word" if len(found) == 1 else "quoted", into)
    entry.quoted += 1
    if (number, start, end) not in entry.places:
        entry.places.append((number, start, end))


@lru_cache(maxsize=1 << 16)
def may_be_term(word: str) -> bool:
    """Whether a lower-case word carries meaning enough to be a term or the core of one."""
    return len(word) > 2 and word not in STOP_WORDS and not is_evaluative(word)


@lru_cache(maxsize=1 << 16)
def is_foreign(word: str) -> bool:
    """Whether a word is English rather than Dutch, by the two frequency lists."""
    return _more_english(word, by=1.0)


def is_english(words: Sequence[str]) -> bool:
    """Whether words are English together: one surely, the others rather than Dutch ("growth mindset")."""
    return any(map(is_foreign, words)) and all(_more_english(word, by=0.0) for word in words)


@lru_cache(maxsize=1 << 16)
def _more_english(word: str, *, by: float) -> bool:
    import wordfreq

    if "-" in word:
        return all(_more_english(part, by=by) for part in word.split("-"))
    if len(word) < 3 or word in STOP_WORDS:
        return False
    return float(wordfreq.zipf_frequency(word, "en")) > lexicon().zipf(word) + by


def _phrases(run: tuple[Word, ...], tags: Tags) -> Iterator[tuple[Word, ...]]:
    """The phrases that begin at each word of a run."""
    for first in range(len(run)):
        yield from _tagged(run, first, tags) if run[first].start in tags else _adjective_and_noun(run, first)
        if tags.get(run[first].start, "NOUN") in NOUNS:
            yield from _linked(run, first)
        yield from _english(run, first)


def _apart(run: tuple[Word, ...], tags: Tags) -> Iterator[tuple[Word, ...]]:
    """Two nouns in a row, "groeps norm": kept only when Dutch or the text writes them closed (`ranking`)."""
    for pair in pairwise(run):
        if all(tags.get(word.start) in NOUNS and may_be_term(word.low) for word in pair):
            yield pair


def is_noun_like(word: str) -> bool:
    """Whether a lower-case word may close a phrase."""
    return may_be_term(word) and not looks_like_finite(word)


@lru_cache(maxsize=1 << 16)
def looks_like_finite(word: str) -> bool:
    """Verb forms that are no adjective either: "ontbreekt", "ervaart"."""
    return looks_like_verb(word) and lexicon().zipf(word) > 0 and not word.endswith(("ing", "st"))


def _adjective_and_noun(run: tuple[Word, ...], first: int) -> Iterator[tuple[Word, ...]]:
    """‘intrinsieke motivatie’, ‘passend onderwijs’, ‘formatieve digitale toets’."""
    last = first
    while last < len(run) - 1 and last - first < 2 and _modifies(run[last].low):
        last += 1
        head, modifier = run[last].low, run[last - 1].low
        adverbial = is_adjective(head) and not modifier.endswith(
            "e"
        )  # "krachtig begrenst", "veilig gehechte"
        if is_noun_like(head) and not adverbial and not (is_adjective(head) and head.endswith("e")):
            yield run[first : last + 1]
            return


def _tagged(run: tuple[Word, ...], first: int, tags: Tags) -> Iterator[tuple[Word, ...]]:
    """The same by tags: one or two adjectives or participles, then a noun."""
    for last in range(first, min(first + 3, len(run))):
        word = run[last]
        tag = tags.get(word.start)
        if tag in NOUNS and last > first and may_be_term(word.low):
            yield run[first : last + 1]
        if tag not in MODIFIERS or is_evaluative(word.low) or word.low in STOP_WORDS:
            return


def _modifies(word: str) -> bool:
    """Adjectives; a form like "ontstaat" or "begrenst" may be a verb, so such a one must end in -e."""
    verbal = not word.endswith("e") and PARTICIPLE.fullmatch(word) is not None
    return is_adjective(word) and not verbal and not is_evaluative(word) and word not in STOP_WORDS


def _linked(run: tuple[Word, ...], first: int) -> Iterator[tuple[Word, ...]]:
    """‘raad van bestuur’, ‘theorie van de geest’: kept only when it returns (see `ranking`)."""
    if first + 2 >= len(run) or run[first + 1].low not in LINKS or not is_noun_like(run[first].low):
        return
    last = first + 2
    if run[last].low in ("de", "het") and last + 1 < len(run):
        last += 1
    if _modifies(run[last].low) and last + 1 < len(run):
        last += 1
    if is_noun_like(run[last].low):
        yield run[first : last + 1]


def _english(run: tuple[Word, ...], first: int) -> Iterator[tuple[Word, ...]]:
    """Two or three English words in a row: "growth curve", "theory of mind"."""
    if not _more_english(run[first].low, by=0.0):
        return
    for last in range(min(len(run), first + 4), first + 1, -1):
        content = [word.low for word in run[first:last] if word.low not in ("of", "the")]
        if run[last - 1].low == content[-1] and 1 < len(content) < 4 and is_english(content):
            yield run[first:last]
            return
