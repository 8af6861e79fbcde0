"""The summary as it is written: one article, one JSON object (contract 1.0).

Offsets count Unicode code points of the clean text from 0, half-open; `text` equals that slice. `raw` says
the same of the raw text. Pages and lines count from 1.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"


class Model(BaseModel):
    """Base: unknown fields are an error, so that a misspelt one is never lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _absent(value: object) -> bool:
    """Whether a field that only some inputs have is left out of the JSON."""
    return value is None


class Boxed(Model):
    """A place on a page: left, top, right and bottom from the top left corner, in the unit of the page."""

    page: int = Field(ge=1)
    box: tuple[float, float, float, float]


class RawPlace(Model):
    """Where something stands in the raw text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int = Field(ge=1, description="page of the file")
    label: str | None = Field(None, description="the page number printed on it, where one was found")
    line: int = Field(ge=1)
    parts: list[tuple[int, int]] | None = Field(None, description="the pieces, when it is not in one run")
    boxes: list[Boxed] | None = Field(
        None, exclude_if=_absent, description="where it is printed, by line; for inputs that tell of places"
    )


class Span(Model):
    """A stretch of the clean text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    raw: RawPlace


class Author(Span):
    """An author of the article."""

    name: str = Field(description='without "door"')


class Section(Model):
    """A heading and what stands under it; section 0 stands before the first heading."""

    heading: Span | None
    level: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Aside(Span):
    """What stands beside the running text."""

    kind: Literal["pull_quote", "vignette", "caption", "box", "footnote", "running_head"]
    repeats: Span | None = Field(None, description="the sentence that a pull quote repeats")


class Citation(Span):
    """An in-text citation with a year."""

    id: str
    style: Literal["parenthetical", "narrative", "numbered", "footnote"]
    authors: list[str] = Field(description="surnames as printed, particles included")
    year: str = Field(description='as printed: "2008", "z.d.", "2008a", "1927/1986"')
    issued: str | None = Field(description="the year of the work that was read, as a number")
    locator: str | None
    et_al: bool
    reference: str | None = Field(description="id of the one entry it refers to")
    candidates: list[str] = Field(description="ids of entries it may refer to")
    sentence: Span
    claim: str | None


class Mention(Span):
    """A person named without a year."""

    id: str
    name: str
    role: Literal["scholar", "eponym", "other"]
    cited_in: str | None = Field(
        description="id of a citation of the same name, or of the work that the person was read in"
    )


class Reference(Span):
    """An entry of the list of literature."""

    id: str
    csl: dict[str, Any] = Field(description="the work it names, as a CSL-JSON item")


class Definition(Span):
    """A sentence that defines a term."""

    kind: str = Field("", description="the family of patterns: naming, alias, stipulation, copula, ...")
    citations: list[str] = Field([], description="ids of the citations in it")


class Term(Model):
    """A term; best first in the list."""

    id: str
    term: str
    lemma: str
    variants: list[str]
    count: int
    score: float
    parts: dict[str, float] = Field(description="what the score is made of")
    why: str = Field("", description="the largest of these parts, in words")
    definitions: list[Definition]
    equivalents: list[str]
    occurrences: list[Span]


class Claim(Span):
    """A sentence that carries the argument; best first in the list."""

    id: str
    types: list[str]
    score: float
    parts: dict[str, float] = Field(description="what the score is made of")
    strength: str
    polarity: str
    evidence: str
    antecedent: Span | None
    section: int
    citations: list[str]
    terms: list[str]


class Source(Model):
    """The input."""

    path: str
    part: str
    sha256: str
    media_type: str
    encoding: str
    reader: str
    text_sha256: str = Field(description="of the clean text, in UTF-8")
    pages: int
    page_sizes: list[tuple[float, float]] | None = Field(
        None, exclude_if=_absent, description="width and height of each page, in the unit of its boxes"
    )


class Precision(Model):
    """How good lists like this one were found to be: a claim list is a selection, not a list of facts."""

    share_right: float = Field(ge=0, le=1, description="key claims among those listed, by hand-made gold")
    articles: int = Field(description="articles it was measured on, of which the extractor had seen none")
    measured_by: str = Field(description="the command that prints it")


class ModelName(Model):
    """The spaCy pipeline."""

    name: str
    version: str
    tags: bool = Field(description="whether it tells parts of speech; without, extraction is poorer")


class Tool(Model):
    """What made the summary."""

    name: str
    rules: str = Field(description="digest of what the repair rules do")
    extractors: str = Field(description="digest of what the extractors do")
    settings: str = Field(description="digest of the settings")
    model: ModelName
    claims: Precision | None = None


class Title(Span):
    """The title as printed."""

    suggested: str | None = Field(None, description="the whole title, when the printed one seems cut off")


class Repairs(Model):
    """Counts of the ledger."""

    total: int
    doubtful: int
    by_rule: dict[str, int]


class PageQuality(Model):
    """How sound the text of one page of the file was, and is."""

    page: int = Field(ge=1)
    label: str | None = Field(None, description="the page number printed on it, where one was found")
    raw: float | None = Field(ge=0, le=1)
    clean: float | None = Field(ge=0, le=1)


class Quality(Model):
    """How sound the text was, and is: about the share of its words that are undamaged, told from the text
    alone. null where there is no Dutch word to judge.
    """

    raw: float | None = Field(ge=0, le=1, description="of the text as it was read: low means scan it again")
    clean: float | None = Field(ge=0, le=1, description="of the clean text: what is left")
    pages: list[PageQuality] = []


class Decided(Model):
    """What people decided about an extracted field."""

    field: str
    action: Literal["set", "remove"]
    before: str = Field(description="the raw text it is about")
    fits: bool = Field(description="false when it fits nothing here any more, and so changed nothing")


class Summary(Model):
    """One article."""

    schema_version: Literal["1.0"]
    source: Source
    tool: Tool
    language: str = Field(description="BCP 47")
    publication: dict[str, Any] = Field(description="CSL-JSON of the article itself")
    title: Title | None
    authors: list[Author]
    lead: Span | None
    sections: list[Section]
    asides: list[Aside]
    citations: list[Citation]
    mentions: list[Mention]
    legal_sources: list[Span]
    references: list[Reference]
    terms: list[Term]
    claims: list[Claim]
    repairs: Repairs
    quality: Quality
    decided: list[Decided] = []


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12)."""
    made = Summary.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://helder.invalid/schema/summary-{SCHEMA_VERSION}.json",
        **made,
        "title": "helder summary",
    }
