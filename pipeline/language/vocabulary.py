"""Words of one's own: a collection's vocabulary, an article's, and a file of words a reader wants known.

A collection's vocabulary is a committed file, `vocabulary.tsv`, made by `helder vocabulary` and never by the
way: what becomes of an article must not hang on what else was cleaned that day. It lists each form that
stands in sound-looking text, how often, and in how many articles.

Sound-looking is a paragraph of running text nearly all of whose words are known. Headings are none, since
damage lives there and repeats itself on every page. Of forms that no list has, only those in two articles
or more are believed later, since the same misreading hardly comes twice in the same word of two articles.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import regex

from pipeline.errors import MissingWords, WrongSettings
from pipeline.records import Range

WORD = regex.compile(
    r"(?<![-\u00AD]\n|\p{M}|\p{N}|\p{L})\p{L}[\p{L}\p{M}]*+(?:['’-]\p{L}[\p{L}\p{M}]*+)*+(?![-\p{N}\u00AD])"
)
PARAGRAPH = regex.compile(r"[^\n]+(?:\n[^\n]+)*+")
FEWEST = 8  # words of a paragraph of running text
KNOWN = 0.8  # share of its words that are known when it is sound; terms and names make up the rest
BELIEVED = 2  # articles in which a form that no list has must stand to be taken for a word
OWN = 3  # times that an article must use a form that no list has before it counts as one of its words
HEADER = "form\tcount\tarticles"


class Count(NamedTuple):
    """How often a form occurs, and in how many articles."""

    times: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True, eq=False)  # compared as an object: there is one for each file
class Vocabulary:
    """The forms of a collection, as they were written."""

    forms: Mapping[str, Count] = field(default_factory=dict)

    def believed(self) -> frozenset[str]:
        """The forms that stand in enough articles to be words."""
        return frozenset(form for form, found in self.forms.items() if found.articles >= BELIEVED)


NONE = Vocabulary()


def sound_words(text: str, known: Callable[[str], bool], *, without: Iterable[Range] = ()) -> Counter[str]:
    """How often each form stands in sound-looking paragraphs of a text.

    Args:
        text: paragraphs with blank lines or line ends between them.
        known: whether a form is a word.
        without: places that are in doubt; words that touch them are left out.
    """
    doubtful = {at for start, end in without for at in range(start, min(end, len(text)) + 1)}
    counts: Counter[str] = Counter()
    for paragraph in PARAGRAPH.finditer(text):
        found = list(WORD.finditer(text, *paragraph.span()))
        if len(found) >= FEWEST and sum(known(word.group()) for word in found) >= KNOWN * len(found):
            counts.update(
                unicodedata.normalize("NFC", word.group()).replace("’", "'")
                for word in found
                if doubtful.isdisjoint(range(word.start(), word.end() + 1))
            )
    return counts


def own_words(text: str, known: Callable[[str], bool]) -> frozenset[str]:
    """The forms that an article uses often in sound-looking paragraphs and no list has: names and terms."""
    often = (form for form, times in Counter(WORD.findall(text)).items() if times >= OWN)
    if all(map(known, often)):  # nearly always; it spares a look at every word
        return frozenset()
    counts = sound_words(text, known)
    return frozenset(form for form, times in counts.items() if times >= OWN and not known(form))


def gather(articles: Iterable[Mapping[str, int]], before: Vocabulary = NONE) -> Vocabulary:
    """The vocabulary of articles, each given by how often its forms occur, on top of an earlier one."""
    counts: Counter[str] = Counter({form: found.times for form, found in before.forms.items()})
    number: Counter[str] = Counter({form: found.articles for form, found in before.forms.items()})
    for forms in articles:
        counts.update(forms)
        number.update(forms.keys())
    return Vocabulary({form: Count(counts[form], number[form]) for form in sorted(counts)})


def dump(vocabulary: Vocabulary) -> str:
    """The content of a vocabulary file: a header, then one form a line, sorted by code point."""
    lines = (f"{form}\t{found.times}\t{found.articles}\n" for form, found in sorted(vocabulary.forms.items()))
    return f"{HEADER}\n{''.join(lines)}"


def load(path: Path) -> Vocabulary:
    """The vocabulary in a file.

    Raises:
        MissingWords: it cannot be read.
        WrongSettings: a line is no form, count and number of articles.
    """
    header, *lines = _text(path).splitlines() or [""]
    if header != HEADER:
        raise WrongSettings(f"{path}: no vocabulary; its first line must be {HEADER!r}.")
    forms: dict[str, Count] = {}
    for number, line in enumerate(lines, start=2):
        form, *counts = line.split("\t")
        if not (form and len(counts) == 2 and all(count.isdecimal() for count in counts)):
            raise WrongSettings(f"{path}:{number}: {line!r} is no form, count and number of articles.")
        forms[form] = Count(int(counts[0]), int(counts[1]))
    return Vocabulary(forms)


def load_words(path: Path) -> frozenset[str]:
    """The words in a file, one a line; `#` begins a comment, and a name of several words gives each of them.

    Raises:
        MissingWords: it cannot be read.
    """
    return frozenset(word for line in _text(path).splitlines() for word in line.partition("#")[0].split())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise MissingWords(f"{path} cannot be read: {reason}.") from error
