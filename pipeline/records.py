"""The frozen types that cross the borders between stages.

Offsets count Unicode code points from 0 and are half-open. Pages and lines count from 1.
"raw" is the decoded text of the input, exactly as it stood there, line ends included; "clean" is
what helder makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.geometry import Geometry

Range = tuple[int, int]


# --- what comes in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source: its place in the raw text and the number printed on it, if any."""

    number: int
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """An article as something outside its text announces it: METS, bookmarks, a table of metadata.

    Attributes:
        ranges: its raw ranges; none when it is the whole source.
        csl: what is told of it, as fields of a CSL-JSON item.
        by: who tells: `metadata table`, `METS`, `bookmarks`.
    """

    ranges: tuple[Range, ...]
    csl: Mapping[str, Any]
    by: str


@dataclass(frozen=True, slots=True)
class Source:
    """One input, decoded. `text` is the raw text; all the rest is what the way back needs.

    Attributes:
        path: relative to the input root, with `/`, NFC.
        sha256: of the bytes of the input.
        encoding: Python's name of the codec; `cp1252` stands for Windows-1252 as browsers read it.
        bom: whether a byte-order mark was cut off.
        newlines: the kinds of line end that occur: `lf`, `crlf`, `cr`, `mixed` or `none`.
        undecodable: places of characters whose byte has no meaning in the encoding, with the byte.
        pages: cover the whole text, in order.
        articles: as announced from outside the text; none: the source is one article.
        geometry: what the pages looked like, where the input tells.
        extracted: whether the text was taken out of the input (a PDF, a file of OCR), so that the way back
            leads to the text and not to the bytes of the input.
    """

    path: str
    sha256: str
    encoding: str
    text: str
    bom: bool = False
    newlines: str = "lf"
    undecodable: tuple[tuple[int, int], ...] = ()
    pages: tuple[Page, ...] = ()
    media_type: str = "text/plain"
    reader: str = "text"
    articles: tuple[Announced, ...] = ()
    geometry: Geometry | None = None
    extracted: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The raw ranges of a source that make up one article. `part` is "" when it is the only one.

    Attributes:
        csl: what is told of it from outside its text, as fields of a CSL-JSON item; `from` names who tells.
    """

    part: str
    ranges: tuple[Range, ...]
    csl: Mapping[str, Any] = field(default_factory=dict)


# --- what changes ----------------------------------------------------------------------------


class Safety(StrEnum):
    """What may be done with an edit."""

    SAFE = "safe"  # applied
    DOUBTFUL = "doubtful"  # listed; applied only when asked for
    REPORT = "report"  # never applied


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish of a rule: put `after` in place of `[start, end)` of the text the rule was shown.

    Attributes:
        why: stable code of the reason; sentences for people come from the catalogue.
        confidence: 0 to 1, the margin of this reading over the next best.
        evidence: what the decision rests on; JSON values only.
        to: for a move, the place the range goes to; `after` is then not used.
    """

    start: int
    end: int
    after: str
    why: str
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    evidence: Mapping[str, Any] = field(default_factory=dict)
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text before and after a rule. In a list of leaves only `before` counts."""

    before: str
    after: str = ""
    note: str = ""


# --- what is found ---------------------------------------------------------------------------


class Kind(StrEnum):
    """What a paragraph of the article is."""

    TITLE = "title"
    BYLINE = "byline"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"
    VIGNETTE = "vignette"
    PULL_QUOTE = "pull_quote"
    CAPTION = "caption"
    RUNNING_HEAD = "running_head"  # not certain enough to be taken out
    REFERENCE = "reference"  # an entry of the list of literature
    BOX = "box"  # in a frame of its own
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the clean text, its line end left out."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Section 0 stands before the first heading."""

    heading: Range | None
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Structure:
    """How the clean text is built up: `paragraphs` cover all of it but the line ends."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    title: Range | None = None
    suggested_title: str | None = None
    authors: tuple[tuple[Range, str], ...] = ()
    lead: Range | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """An in-text citation with a year.

    Attributes:
        style: `parenthetical`, `narrative`, `numbered` or `footnote`.
        authors: surnames as printed, particles included; organisations whole.
        year: as printed ("2008", "z.d.", "1927/1986"); a bare letter is completed ("2020a").
        issued: the year normalised ("2008", "1986"), None when there is none.
        locator: as printed ("p. 12").
        number: of the note or entry that a numbered citation leads to.
    """

    start: int
    end: int
    style: str
    authors: tuple[str, ...]
    year: str
    issued: str | None = None
    locator: str | None = None
    et_al: bool = False
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a list of literature; `csl` is the work it names, as a CSL-JSON item without an id."""

    start: int
    end: int
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named without a year.

    Attributes:
        role: `scholar`, `eponym` or `other`.
        read_in: where the citation begins that the person was read in, for one cited at second hand.
    """

    start: int
    end: int
    name: str
    role: str = "scholar"
    read_in: int | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that is defined: its place, without article or quotes, and the sentences that define it.

    Attributes:
        sentences: in order of the text.
        kind: of which family of patterns (`naming`, `alias`, `copula`, ...).
        equivalents: aliases, abbreviations and translations, as printed.
    """

    start: int
    end: int
    sentences: tuple[Range, ...]
    kind: str
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term with all its places; best first in a list.

    Attributes:
        term: the form to show; `lemma`: the canonical form; `variants`: surface forms, most frequent first.
        parts: the parts of the score, by name.
        definitions: places of the sentences that define it; `kinds`: the kind of each (see `Definition`).
        equivalents: aliases and translations.
        occurrences: every place, in order.
    """

    term: str
    lemma: str
    variants: tuple[str, ...]
    score: float
    occurrences: tuple[Range, ...]
    parts: Mapping[str, float] = field(default_factory=dict)
    definitions: tuple[Range, ...] = ()
    kinds: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that carries the argument; best first in a list.

    Attributes:
        types: of `definition`, `classification`, `finding`, `causal`, `normative`, `advice`, `thesis` and
            `conclusion`; none when no cue tells.
        strength: `hedged`, `plain` or `boosted`; polarity: `positive` or `negative`.
        evidence: `citation`, `nearby_citation`, `appeal` (to research without a source) or `none`.
        antecedent: the sentence before, when this one opens with "dit", "deze" and the like.
        parts: the parts of the score, by name.
    """

    start: int
    end: int
    types: tuple[str, ...]
    score: float
    strength: str = "plain"
    polarity: str = "positive"
    evidence: str = "none"
    antecedent: Range | None = None
    parts: Mapping[str, float] = field(default_factory=dict)
