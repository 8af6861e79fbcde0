"""How much of a term a candidate is: contrast with general Dutch, form and place.

The main part is *contrast*: how much more frequent a form is here than in general Dutch, in powers of ten.
A short text says little about frequency, so its counts are taken as if `A_TEXT` more words were there.
A form that general Dutch does not list is not rare for that alone: Dutch writes compounds closed. Its
rarest part speaks for it, and parts that are frequent in this text do ("hechting" in "hechtingstheorie").

The parts are added; the names under which they are kept in `Term.parts` are the keys of `score_parts`.
No weight was fitted; they are round numbers set by hand. `CUT` was chosen on ACTER's domains of wind energy
and corruption. Those scores were also in view when phrases around a preposition got their penalty, when
`LINKS` was kept short and when a phrase came to count by the mean of its words: figures on these domains are
development figures, and a domain never looked at may score lower.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language.lexicon import lexicon
from pipeline.spans.terms.candidates import LINKS, Candidate
from pipeline.spans.terms.words import STOP_WORDS, is_adjective, looks_like_verb, singulars

A_TEXT = 20_000
FLOOR = 1.5  # zipf of what no list has
CUT = 2.1


@dataclass(frozen=True, slots=True)
class Background:
    """What the collection as a whole knows: its size in words and how often each word part occurs."""

    size: int
    parts: Mapping[str, int] = field(default_factory=dict)

    def frequency(self, count: float) -> float:
        """Zipf value of a form that occurs `count` times: powers of ten per thousand million words."""
        return math.log10(max(count, 0.5) / (self.size + A_TEXT)) + 9


def background(candidates: Mapping[str, Candidate], size: int) -> Background:
    """Count the words of the collection together with the parts of its compounds."""
    counts: Counter[str] = Counter()
    for form, candidate in candidates.items():
        if candidate.size == 1:
            for part in {form, *compound_parts(form)}:
                counts[part] += len(candidate.places)
    return Background(size, counts)


@lru_cache(maxsize=1 << 16)
def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a compound without their link letters; none when a part is too short to trust."""
    pieces = [piece for chunk in word.split("-") for piece in (lexicon().split(chunk) or (chunk,))]
    if len(pieces) < 2 or any(len(piece) < 4 for piece in pieces):
        return ()
    return (*(_without_link(piece) for piece in pieces[:-1]), _singular(pieces[-1]))


def _without_link(part: str) -> str:
    """‘hechtings’ -> ‘hechting’: the form of the two that Dutch knows better."""
    shorter = part[:-1] if part.endswith("s") else ""
    return shorter if len(shorter) > 3 and lexicon().zipf(shorter) > lexicon().zipf(part) else _singular(part)


def _singular(word: str) -> str:
    return next((form for form in singulars(word) if lexicon().zipf(form) > 2.0), word)


@lru_cache(maxsize=1 << 16)
def general(word: str) -> float:
    """How frequent a word is in general Dutch, on the Zipf scale; an unlisted compound by its rarest part."""
    own = lexicon().zipf(word)
    if own > 0:
        return max(own, FLOOR)
    parts = compound_parts(word)
    if not parts:
        return FLOOR
    return max(FLOOR, min(lexicon().zipf(part) for part in parts) - 1.5)


def score_parts(candidate: Candidate, known: Background) -> dict[str, float]:
    """The parts of the score of one surface form."""
    contrast = word_contrast if candidate.size == 1 else phrase_contrast
    parts = {"contrast": contrast(candidate.form, len(candidate.places), known)}
    if candidate.size == 1:
        parts["family"] = 0.4 * max(0.0, _family(candidate.form, known))
        parts["form"] = _form(candidate)
    else:
        parts["family"] = 0.4 * max(0.0, _members(candidate.form, known))
        parts["form"] = -1.0 if is_linked(candidate.form) else 0.0
    if candidate.quoted:
        parts["quoted"] = 0.5
    return parts


def is_linked(form: str) -> bool:
    """Whether a form is a phrase around a preposition."""
    return any(word in LINKS for word in form.split()[1:-1])


def _members(phrase: str, known: Background) -> float:
    """How typical of the text the words of a phrase are, on average."""
    content = [word for word in phrase.split() if word not in STOP_WORDS]
    contrasts = [word_contrast(word, known.parts.get(word, 0), known) for word in content]
    return sum(contrasts) / max(1, len(contrasts))


def word_contrast(word: str, count: int, known: Background) -> float:
    """By how many powers of ten a word is more frequent here than in general Dutch."""
    return known.frequency(count) - general(word)


def _family(word: str, known: Background) -> float:
    """How typical of the text the most typical part of a compound is."""
    parts = [part for part in compound_parts(word) if known.parts.get(part, 0) > 1]
    return max((word_contrast(part, known.parts[part], known) for part in parts), default=0.0)


def phrase_contrast(phrase: str, count: int, known: Background) -> float:
    """A phrase is rarer than its rarest word; by how much no list says, half a power of ten is assumed."""
    content = [word for word in phrase.split() if word not in STOP_WORDS]
    rarest = min((general(word) for word in content), default=7.0)
    return known.frequency(count) - max(FLOOR, rarest - 0.5)


def _form(candidate: Candidate) -> float:
    """What speaks against a single word: a verb by its form, an adjective that only ever serves a noun."""
    nominal = candidate.nominal > 0
    if looks_like_verb(candidate.form) and not nominal:
        return -1.0
    if is_adjective(candidate.form) and candidate.attributive == len(candidate.places):
        return -1.0
    if is_adjective(candidate.form) and not nominal:
        return -0.5
    return 0.0


def is_name(candidate: Candidate) -> bool:
    """Whether a form is a proper name: capital letters inside sentences, most of the time."""
    return candidate.inside > 0 and candidate.kind != "acronym" and candidate.name > 0.6 * candidate.inside


def keeps(candidate: Candidate) -> bool:
    """Whether a candidate takes part in the ranking at all."""
    if is_name(candidate):
        return False
    return candidate.kind != "phrase" or not is_linked(candidate.form) or len(candidate.places) > 1
