"""What cleaning gives: all that extraction, the writers and people need of one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.records import Article, Source, Structure
from pipeline.text import Text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned article.

    Attributes:
        text: with origins; its base is the raw text of the source, of which it covers the article's ranges.
        ledger: the lines of the ledger file, the one about the source first.
    """

    source: Source
    article: Article
    text: Text
    ledger: tuple[Mapping[str, Any], ...]
    structure: Structure

    @property
    def edits(self) -> tuple[Mapping[str, Any], ...]:
        """The ledger without its first line: one edit each."""
        return self.ledger[1:]
