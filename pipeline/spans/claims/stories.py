"""Whether a sentence tells of somebody once, or says something of anybody at any time.

A claim of an article holds in general. A name that is no source, the past tense and the first person are
signs of a story, an interview's setting or a reviewer's aside; "Wie ...", "Een kind dat ..." are signs of the
opposite. A pipeline's tags tell names and tense; without tags a capital inside the sentence and common past
forms do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from spacy.tokens import Doc

from pipeline.records import Citation
from pipeline.spans.placing import Placed

CAPITAL_INSIDE = regex.compile(r"(?<=\p{Ll}[,;:]?\s)\p{Lu}\p{Ll}+")
NO_NAME = regex.compile(r"(?:Engels|Nederlands|Vlaams|Duits|Frans|Latijn|Europe|Amerika|Vlaamse|God)\p{Ll}*")
PAST = regex.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|kwam|kwamen|ging|gingen|zei|zeiden|stond|stonden|zat|zaten|vroeg|"
    r"kreeg|kregen|deed|deden|zag|zagen|gaf|gaven|begon|begonnen|moest|moesten|kon|konden|wilde|wilden)\b"
)
SPEAKER = regex.compile(r"\b(?:ik|mijn|mij|me|mezelf)\b", regex.IGNORECASE)
SOMEBODY = regex.compile(r"\b(?:hij|ze|hem|haar)\b", regex.IGNORECASE)
GENERAL = regex.compile(
    r"""
    \W* (?:
        Wie \s [^,?]{5,120},
      | (?:Een|Elk|Elke|Ieder|Iedere|Geen) \s \p{Ll} (?! [^.]* \b (?:hem|haar|hij|ze|zij) \b )
      | \p{Lu}\p{Ll}+en \s (?:die|met|zonder|van) \s
      | \p{Lu}\p{Ll}+ \s (?:je|men|het|de|een) \s [^,?]{5,120}, \s dan \s )
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Where the words of a text begin that are names, and its finite verbs in the past; None without tags."""

    names: frozenset[int] | None = None
    past: frozenset[int] = frozenset()
    present: frozenset[int] = frozenset()

    @classmethod
    def of(cls, doc: Doc) -> Telling:
        """What the tags of a `Doc` tell."""
        if not doc.has_annotation("POS"):
            return UNTOLD
        finite = [word for word in doc if "Fin" in word.morph.get("VerbForm", [])]
        return cls(
            names=frozenset(word.idx for word in doc if word.pos_ == "PROPN" and word.text[:1].isupper()),
            past=frozenset(word.idx for word in finite if "Past" in word.morph.get("Tense", [])),
            present=frozenset(word.idx for word in finite if "Pres" in word.morph.get("Tense", [])),
        )


UNTOLD = Telling()


@dataclass(frozen=True, slots=True)
class Told:
    """The signs of a story, or of the opposite, in one sentence."""

    general: bool
    named: bool
    past: bool
    speaker: bool
    personal: bool

    @property
    def signs(self) -> int:
        """How many signs of a story there are, of three: a name, the past, one who tells or is told of."""
        return self.named + self.past + (self.speaker or self.personal)


def telling_of(text: str, sentence: Placed, telling: Telling, citations: Sequence[Citation]) -> Told:
    """The signs in one sentence; what stands in a citation is no name."""
    start, end = sentence.start, sentence.end
    words = text[start:end]
    if telling.names is None:
        names = [start + match.start() for match in CAPITAL_INSIDE.finditer(words)]
        past = PAST.search(words) is not None
    else:
        names = [at for at in range(start, end) if at in telling.names]
        finite = next((at for at in range(start, end) if at in telling.past or at in telling.present), None)
        past = finite in telling.past
    sources = [(each.start, each.end) for each in citations if start <= each.start < end]
    named = any(
        not any(low <= at < high for low, high in sources) and not NO_NAME.match(text, at) for at in names
    )
    general = GENERAL.match(words) is not None and not named
    return Told(
        general=general,
        named=named and not sources,
        past=past and not sources,
        speaker=SPEAKER.search(words) is not None,
        personal=SOMEBODY.search(words) is not None,
    )
