"""Offsets, sections or references inside the summary that contradict each other.

Sections follow each other without gaps of text; the places of a term stand in the order of the text; ids
occur once, and each id that is named somewhere exists. A summary in which they do not was put together
wrongly or edited. Run helder on the raw file again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import SUMMARY, Imported
from pipeline.checks.spans.places import Path, place_of, spelled

if TYPE_CHECKING:
    from pipeline.summary.models import Summary


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a contradiction."""
    if article.summary is None:
        return
    document = (article.data(SUMMARY) or b"").decode("utf-8", "replace")
    summary = article.summary
    for path, told in (*_sections(summary, article.text), *_terms(summary), *_ids(summary)):
        line, column = place_of(document, path)
        yield article.finding(SUMMARY, f"{spelled(path)} {told}", line=line, column=column)


def _sections(summary: Summary, text: str | None) -> Iterator[tuple[Path, str]]:
    for index, section in enumerate(summary.sections):
        if text is not None and not 0 <= section.start <= section.end <= len(text):
            yield ("sections", index), f"lies outside of the clean text ({len(text)} characters)."
        if section.start > section.end:
            yield ("sections", index), f"ends ({section.end}) before it starts ({section.start})."
        if (
            section.heading
            and not section.start <= section.heading.start <= section.heading.end <= section.end
        ):
            yield ("sections", index, "heading"), "does not lie in its section."
    for index, (one, other) in enumerate(pairwise(summary.sections), start=1):
        if other.start < one.end:
            yield (
                ("sections", index),
                f"starts at {other.start}, before the section above it ends ({one.end}).",
            )


def _terms(summary: Summary) -> Iterator[tuple[Path, str]]:
    for index, term in enumerate(summary.terms):
        starts = [span.start for span in term.occurrences]
        if starts != sorted(starts):
            yield ("terms", index, "occurrences"), "do not stand in the order of the text."


def _ids(summary: Summary) -> Iterator[tuple[Path, str]]:
    lists = {
        "citations": [c.id for c in summary.citations],
        "mentions": [m.id for m in summary.mentions],
        "references": [r.id for r in summary.references],
        "terms": [t.id for t in summary.terms],
        "claims": [c.id for c in summary.claims],
    }
    for name, ids in lists.items():
        for twice in (i for i, n in Counter(ids).items() if n > 1):
            yield (name, ids.index(twice), "id"), f"is {twice!r}, which another one has as well."
    for index, citation in enumerate(summary.citations):
        path: Path = ("citations", index)
        yield from _named((*path, "reference"), [citation.reference], lists["references"])
        yield from _named((*path, "candidates"), citation.candidates, lists["references"])
        yield from _named((*path, "claim"), [citation.claim], lists["claims"])
    for index, claim in enumerate(summary.claims):
        yield from _named(("claims", index, "citations"), claim.citations, lists["citations"])
        yield from _named(("claims", index, "terms"), claim.terms, lists["terms"])


def _named(path: Path, ids: Iterable[str | None], known: Iterable[str]) -> Iterator[tuple[Path, str]]:
    for name in ids:
        if name is not None and name not in set(known):
            yield path, f"names {name!r}, which is not there."


CHECK = Check(
    title="a summary that contradicts itself",
    severity=Severity.ERROR,
    find=find,
    follows=("spans/slices", "text/changed", "files/lfs_pointer"),
    finds=(
        Case("the last section ends behind the text", edits=((".json", '"end": 662', '"end": 999'),)),
        Case(
            "a section that ends before it starts",
            edits=(
                (
                    ".json",
                    '"heading": null,\n   "level": 1,\n   "start": 40',
                    '"heading": null, "level": 1, "start": 9999',
                ),
            ),
        ),
    ),
    passes=(Case("as it was"),),
)
