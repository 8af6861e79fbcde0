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


class RawPlace(Model):
    """Where something stands in the raw text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int = Field(ge=1, description="page of the file")
    label: str | None = Field(None, description="the page number printed on it, where one was found")
    line: int = Field(ge=1)
    parts: list[tuple[int, int]] | None = Field(None, description="the pieces, when it is not in one run")


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

    kind: Literal["pull_quote", "vignette", "caption", "box", "running_head"]


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


class Term(Model):
    """A term; best first in the list."""

    id: str
    term: str
    lemma: str
    variants: list[str]
    count: int
    score: float
    parts: dict[str, float] = Field(description="what the score is made of")
    definitions: list[Span]
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


class Title(Span):
    """The title as printed."""

    suggested: str | None = Field(None, description="the whole title, when the printed one seems cut off")


class Repairs(Model):
    """Counts of the ledger."""

    total: int
    doubtful: int
    by_rule: dict[str, int]


class Quality(Model):
    """How sound the text was, and is; null where it is not measured."""

    raw: float | None
    clean: float | None


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


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12)."""
    made = Summary.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://helder.invalid/schema/summary-{SCHEMA_VERSION}.json",
        **made,
        "title": "helder summary",
    }
