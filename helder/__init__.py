r"""helder repairs the text of scanned Dutch magazine articles and extracts what they say.

For notebooks and scripts:

    >>> import helder
    >>> article = helder.clean("De ont-\nwikkeling van kinderen vraagt tijd.\n")
    >>> article.text
    'De ontwikkeling van kinderen vraagt tijd.\n'
    >>> [(e["before"], e["after"], e["rule"]) for e in article.repairs if e["applied"]]
    [('-\n', '', 'lines/hyphen')]
    >>> article.restore() == b"De ont-\nwikkeling van kinderen vraagt tijd.\n"
    True

`helder.read(path)` does the same with a file, `helder.articles(path)` with one that holds several articles.
`article.summary` is a pydantic model with the structure, citations, terms and claims;
`helder.rows(articles, "citations")` gives plain dicts for a data frame. The command line is `helder --help`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.cleaned import Cleaned
    from pipeline.records import Source
    from pipeline.summary.models import Summary

__all__ = ["Article", "Settings", "articles", "clean", "read", "rows"]


@dataclass(frozen=True)
class Article:
    """A cleaned article. `cleaned` holds all there is; the properties give what is asked for most."""

    cleaned: Cleaned
    settings: Settings

    @property
    def text(self) -> str:
        """The clean text: one paragraph a line, a blank line between."""
        return self.cleaned.text.string

    @property
    def raw(self) -> str:
        """The raw text."""
        return self.cleaned.source.text

    @property
    def repairs(self) -> list[dict[str, Any]]:
        """The ledger: one dict an edit, sorted by place in the raw text, those not applied as well."""
        return [dict(line) for line in self.cleaned.edits]

    @cached_property
    def summary(self) -> Summary:
        """Structure, citations, terms and claims; loads spaCy when first asked for."""
        from pipeline import flow

        return flow.extract(self.cleaned, self.settings)

    def restore(self) -> bytes:
        """The bytes of the input, from the clean text and the ledger alone."""
        from pipeline.repair import restore

        return restore.input_bytes(self.text, self.cleaned.ledger)


def clean(text: str, settings: Settings | None = None) -> Article:
    """Clean a text. Keyword settings: `helder.Settings(skip=("words",))`.

    Raises:
        pipeline.errors.UnreadableInput: there is nothing in it.
    """
    from pipeline import flow
    from pipeline.ingest import text as plain

    settings = settings or Settings()
    source = plain.read(text.encode("utf-8"), path="text", settings=settings)
    return Article(flow.clean(source, settings), settings)


def read(path: str | Path, settings: Settings | None = None) -> Article:
    """Clean the file, taken for one article.

    Raises:
        pipeline.errors.InputFault: it cannot be read; the class tells why.
    """
    from pipeline import flow

    settings = settings or Settings()
    return Article(flow.clean(_source(path, settings), settings), settings)


def articles(path: str | Path, settings: Settings | None = None) -> list[Article]:
    """Clean each article in a file, as METS, bookmarks or `settings.metadata` tell them, and the rest.

    `cleaned.article.part` names each; `restore` works where there is only one.

    Raises:
        pipeline.errors.InputFault: it cannot be read; the class tells why.
    """
    from pipeline import flow

    settings = settings or Settings()
    return [Article(cleaned, settings) for cleaned in flow.articles(_source(path, settings), settings)]


def _source(path: str | Path, settings: Settings) -> Source:
    from pipeline import flow
    from pipeline.ingest import files

    return flow.read(files.find([Path(path)]).inputs[0], settings)


def rows(articles: Iterable[Article], kind: str) -> list[dict[str, Any]]:
    """Flat rows over articles; `kind` is `articles`, `citations`, `terms` or `claims`."""
    from pipeline.writers.rows import rows as flat

    return flat(kind, [article.summary for article in articles])
