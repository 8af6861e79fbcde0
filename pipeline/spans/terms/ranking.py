"""How much of a term a candidate is: contrast with general Dutch, family, returns and form.

Start at `score_parts`; its keys are the names under which the parts are kept in `Term.parts`.

- *contrast*: how much more frequent a word is here than in general Dutch, in powers of ten. A short text says
  little about frequency, so its counts are taken as if `A_TEXT` more words were there. A form that general
  Dutch does not list is not rare for that alone: Dutch writes compounds closed, so its rarest part speaks.
- *family*: half the terms of a text occur once, and what tells these apart is their company. A compound gains
  by each part that is typical of the text outside this compound ("hechtingstheorie" beside "hechting"), but
  not by parts that any report is full of ("basis", "procedure").
- *members*: a phrase is as good as its words, the mean and the weakest of them together.
- *returns*: powers of ten in its count. A phrase needs to come back more than a word, since two neighbours
  are easily found.
- *form*: what speaks against it: a bare adjective, no noun by its tag, a length of three words and more.

No weight was fitted: they are round numbers, compared on ACTER's domains of wind energy and corruption; one
was kept when both domains gained. `CUT` was chosen there too, below the best cut of either, as domains with
more terms need. Figures on the two are development figures, and a domain never looked at may score lower.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language.lexicon import lexicon
from pipeline.spans.terms.candidates import LINKS, Candidate
from pipeline.spans.terms.report_words import PROFESSIONS, REPORT_WORDS
from pipeline.spans.terms.words import STOP_WORDS, is_adjective, looks_like_verb, singulars

A_TEXT = 20_000
FLOOR = 1.5  # zipf of what no list has
COMPOUND = 1.5  # by how many powers of ten a compound is rarer than its rarest part
FAMILY = 0.6  # for each power of ten of a part
MEMBERS = 0.4  # of the mean and of the least
PHRASE = 0.7  # somebody put these words together
WORD_RETURNS, PHRASE_RETURNS = 0.4, 1.5  # for each power of ten in the count
NO_COMPOUND = -0.5  # rare, seldom, and no part of it known: a slip or a foreign word as often as a term
RARE = 2.6  # zipf
CUT = 1.9


@dataclass(frozen=True, slots=True)
class Background:
    """What the collection as a whole knows: its size in words, its single words, and how often each of them
    or their parts occurs.
    """

    size: int
    counts: Mapping[str, int] = field(default_factory=dict)
    words: Collection[str] = ()

    def frequency(self, count: float) -> float:
        """Zipf value of a form that occurs `count` times: powers of ten per thousand million words."""
        return math.log10(max(count, 0.5) / (self.size + A_TEXT)) + 9

    def contrast(self, word: str, *, without: int = 0) -> float:
        """By how many powers of ten a word, also as part of others, is more frequent here than in Dutch."""
        return self.frequency(self.counts.get(word, 0) - without) - max(FLOOR, lexicon().zipf(word))

    def closed(self, phrase: str) -> str | None:
        """How Dutch or the collection writes two words closed: "groeps norm" is "groepsnorm"."""
        first, _, last = phrase.partition(" ")
        forms = (first + last, f"{first}s{last}", f"{first}-{last}")
        return next((form for form in forms if form in self.words or lexicon().known(form)), None)


def background(candidates: Mapping[str, Candidate], size: int) -> Background:
    """Count the words of the collection together with the parts of its compounds."""
    counts: Counter[str] = Counter()
    for form, candidate in candidates.items():
        if candidate.size == 1:
            for part in {singular(form), *compound_parts(form)}:
                counts[part] += len(candidate.places)
    words = frozenset(form for form, candidate in candidates.items() if candidate.size == 1)
    return Background(size, counts, words)


@lru_cache(maxsize=1 << 16)
def compound_parts(word: str) -> tuple[str, ...]:
    """The words that a compound is made of, without link letters and in the singular; else none."""
    return tuple(singular(part.base) for part in lexicon().compound(word) if len(part.base) > 2)


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The singular of a noun where Dutch knows it, else the word."""
    return next((form for form in singulars(word) if lexicon().zipf(form) > 2.0), word)


@lru_cache(maxsize=1 << 16)
def general(word: str) -> float:
    """How frequent a word is in general Dutch, on the Zipf scale; an unlisted compound by its rarest part."""
    own = lexicon().zipf(word)
    if own > 0:
        return max(own, FLOOR)
    parts = compound_parts(word)
    return max(FLOOR, min(lexicon().zipf(part) for part in parts) - COMPOUND) if parts else FLOOR


def score_parts(candidate: Candidate, known: Background) -> dict[str, float]:
    """The parts of the score of one surface form."""
    count = len(candidate.places)
    if candidate.size == 1:
        parts = {
            "contrast": known.frequency(count) - general(candidate.form),
            "family": family(candidate.form, known, count) * (0.5 if _is_bare_adjective(candidate) else 1.0),
            "returns": WORD_RETURNS * math.log10(max(1, count)),
            "form": _word_form(candidate),
        }
    else:
        parts = {
            "members": _members(candidate.form, known),
            "returns": PHRASE_RETURNS * math.log10(max(1, count)),
            "form": PHRASE + _phrase_form(candidate),
        }
    if candidate.quoted:
        parts["quoted"] = 0.5
    return parts


def family(word: str, known: Background, count: int) -> float:
    """How typical of the text the parts of a compound are; `count` is how often the compound occurs."""
    own = [part for part in compound_parts(word) if part not in REPORT_WORDS]
    elsewhere = [part for part in own if known.counts.get(part, 0) > count]
    return FAMILY * sum(max(0.0, known.contrast(part, without=count)) for part in elsewhere)


def _members(phrase: str, known: Background) -> float:
    """How typical of the text the words of a phrase are, each also by the best of its own parts."""
    content = [word for word in phrase.split() if word not in STOP_WORDS]
    worth = [_worth(word, known) for word in content] or [0.0]
    return MEMBERS * (sum(worth) / len(worth) + min(worth))


def _worth(word: str, known: Background) -> float:
    own = known.frequency(known.counts.get(singular(word), 0)) - general(word)
    parts = [known.contrast(part) for part in compound_parts(word) if part not in REPORT_WORDS]
    return max(own, 0.0) + MEMBERS * max(0.0, *parts) if parts else own


def is_linked(form: str) -> bool:
    """Whether a form is a phrase around a preposition."""
    return any(word in LINKS for word in form.split()[1:-1])


def _word_form(candidate: Candidate) -> float:
    """What speaks against a single word."""
    form, count = candidate.form, len(candidate.places)
    against = -1.0 if form in REPORT_WORDS or singular(form) in REPORT_WORDS else 0.0
    if {singular(form), *compound_parts(form)[-1:]} & PROFESSIONS:
        against -= 1.0
    if count < 3 and general(form) <= RARE and not compound_parts(form):
        against += NO_COMPOUND
    if candidate.kind == "acronym":
        return against - 0.5  # names of institutions, mostly
    if not candidate.nominal and candidate.kind == "word":
        against -= 1.0
    serves = is_adjective(form) and candidate.attributive == count  # only ever the adjective of a noun
    if serves or len(candidate.inner) == count or (looks_like_verb(form) and not candidate.nominal):
        return against - 1.0
    return against - 0.5 if _is_bare_adjective(candidate) else against


def _is_bare_adjective(candidate: Candidate) -> bool:
    return is_adjective(candidate.form) and not candidate.nominal


def _phrase_form(candidate: Candidate) -> float:
    """What speaks against a phrase: each word above two, a preposition in it, a part that is not there."""
    against = is_linked(candidate.form) + 0.5 * (candidate.kind == "elided")
    return -0.7 * (candidate.size - 2) - against


def is_name(candidate: Candidate) -> bool:
    """Whether a form is a proper name: capital letters inside sentences, or the tag, most of the time."""
    if candidate.kind == "acronym":
        return False
    return (candidate.inside > 0 and candidate.name > 0.6 * candidate.inside) or (
        candidate.proper > 0.6 * len(candidate.places)
    )


def keeps(candidate: Candidate, known: Background) -> bool:
    """Whether a candidate takes part in the ranking at all."""
    if is_name(candidate):
        return False
    if candidate.kind == "apart":
        return known.closed(candidate.form) is not None
    return candidate.kind != "phrase" or not is_linked(candidate.form) or len(candidate.places) > 1
