"""Flat rows over one or many articles: what `--to json` and `--to csv` print, and data frames take.

Each row has article, magazine, year, page, label and id, in this order, and then what is its own. Columns
are only ever appended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pipeline.spans.references.resolve import as_name, author_key
from pipeline.summary.models import Citation, Span, Summary

Row = dict[str, Any]


def articles(summary: Summary) -> list[Row]:
    """One row: the article itself. Page and label are those of its first words."""
    first = summary.title or summary.lead
    item = summary.publication
    return [
        _row(
            summary,
            first,
            article(summary),
            title=item.get("title"),
            authors="; ".join(a.name for a in summary.authors),
            pages=item.get("page"),
            sections=len(summary.sections),
            citations=len(summary.citations),
            terms=len(summary.terms),
            claims=len(summary.claims),
            repairs=summary.repairs.total,
            doubtful=summary.repairs.doubtful,
            quality_raw=summary.quality.raw,
            quality_clean=summary.quality.clean,
        )
    ]


def citations(summary: Summary) -> list[Row]:
    """One row per citation."""
    entries = {r.id: r.csl for r in summary.references}
    return [
        _row(
            summary,
            c,
            c.id,
            text=c.text,
            style=c.style,
            authors="; ".join(c.authors),
            cited_year=c.year,
            issued=c.issued,
            locator=c.locator,
            et_al=c.et_al,
            reference=c.reference,
            line=c.raw.line,
            start=c.start,
            end=c.end,
            sentence=c.sentence.text,
            claim=c.claim,
            candidates="; ".join(c.candidates),
            work=entries.get(c.reference or "", {}).get("title"),
            author_key="; ".join(map(author_key, cited_names(c, entries))),
        )
        for c in summary.citations
    ]


def terms(summary: Summary) -> list[Row]:
    """One row per term; its place is that of its first occurrence."""
    return [
        _row(
            summary,
            t.occurrences[0] if t.occurrences else None,
            t.id,
            term=t.term,
            lemma=t.lemma,
            variants="; ".join(t.variants),
            count=t.count,
            score=t.score,
            equivalents="; ".join(t.equivalents),
            definition=" | ".join(d.text for d in t.definitions),
        )
        for t in summary.terms
    ]


def claims(summary: Summary) -> list[Row]:
    """One row per key claim, best first."""
    return [
        _row(
            summary,
            c,
            c.id,
            text=c.text,
            types="; ".join(c.types),
            score=c.score,
            strength=c.strength,
            polarity=c.polarity,
            evidence=c.evidence,
            antecedent=c.antecedent.text if c.antecedent else None,
            section=_heading(summary, c.section),
            citations="; ".join(c.citations),
            terms="; ".join(c.terms),
            line=c.raw.line,
            start=c.start,
            end=c.end,
        )
        for c in summary.claims
    ]


KINDS: Mapping[str, Callable[[Summary], list[Row]]] = {
    "articles": articles,
    "citations": citations,
    "terms": terms,
    "claims": claims,
}


def rows(kind: str, summaries: Iterable[Summary]) -> list[Row]:
    """The rows of one of `KINDS` over all articles, in their order."""
    kept = list(summaries)
    found = [row for summary in kept for row in KINDS[kind](summary)]
    return _with_known_initials(found, kept) if kind == "citations" else found


def _with_known_initials(found: list[Row], summaries: Sequence[Summary]) -> list[Row]:
    """One key for one author: a bare surname gets the initial that all entries of the collection give it."""
    full: dict[str, set[str]] = {}
    for summary in summaries:
        for reference in summary.references:
            for name in reference.csl.get("author", ()):
                full.setdefault(author_key({**name, "given": ""}), set()).add(author_key(name))
    known = {bare: min(keys) for bare, keys in full.items() if len(keys) == 1}
    for row in found:
        row["author_key"] = "; ".join(known.get(key, key) for key in row["author_key"].split("; "))
    return found


def article(summary: Summary) -> str:
    """What an article is called in rows: its input, and its part of it."""
    return summary.source.path + (f"#{summary.source.part}" if summary.source.part else "")


def cited_names(citation: Citation, entries: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """The authors as CSL names: those of the entry, else the surnames that were printed."""
    entry = entries.get(citation.reference or "", {})
    return entry.get("author") or entry.get("editor") or [as_name(author) for author in citation.authors]


def _row(summary: Summary, place: Span | None, name: str, **own: Any) -> Row:
    item = summary.publication
    issued = item.get("issued", {}).get("date-parts", [[None]])[0][0]
    return {
        "article": article(summary),
        "magazine": item.get("container-title"),
        "year": issued,
        "page": place.raw.page if place else None,
        "label": place.raw.label if place else None,
        "id": name,
        **own,
    }


def _heading(summary: Summary, section: int) -> str | None:
    heading = summary.sections[section].heading if section < len(summary.sections) else None
    return heading.text if heading else None
