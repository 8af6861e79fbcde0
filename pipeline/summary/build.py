"""Spans to one JSON record. Start reading at `summarise`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from pipeline import records
from pipeline.cleaned import Cleaned
from pipeline.decisions import Decisions
from pipeline.language.lexicon import Lexicon
from pipeline.language.sentences import ranges_of
from pipeline.places import Places
from pipeline.quality.pages import judge
from pipeline.records import Kind, Range, Source, Structure
from pipeline.spans import components
from pipeline.spans.claims.pull_quotes import repeated
from pipeline.spans.references.resolve import Resolution, resolve
from pipeline.spans.terms.extract import terms as terms_of
from pipeline.spans.terms.reasons import reason
from pipeline.summary import decided, models
from pipeline.summary.publication import labels, publication
from pipeline.text import Text

ASIDES = (Kind.PULL_QUOTE, Kind.VIGNETTE, Kind.CAPTION, Kind.BOX, Kind.FOOTNOTE, Kind.RUNNING_HEAD)


@dataclass(frozen=True)
class Cutter:
    """Makes spans: a slice of the clean text with its place in the raw text."""

    text: Text
    source: Source
    places: Places
    labels: Mapping[int, str]

    def raw(self, start: int, end: int) -> models.RawPlace:
        """Where clean `[start, end)` stands in the raw text."""
        ranges = self.text.to_base(start, end)
        first, last = min(s for s, _ in ranges), max(e for _, e in ranges)
        page = self.places.page(first).number
        return models.RawPlace(
            start=first,
            end=last,
            page=page,
            label=self.labels.get(page),
            line=self.places.line(first),
            parts=list(ranges) if len(ranges) > 1 else None,
            boxes=self.places.boxes(ranges),
        )

    def fields(self, start: int, end: int) -> dict[str, Any]:
        """The fields of a span."""
        return {"text": self.text.string[start:end], "start": start, "end": end, "raw": self.raw(start, end)}

    def span(self, place: Range) -> models.Span:
        """A plain span."""
        return models.Span(**self.fields(*place))

    def id(self, kind: str, start: int, end: int) -> str:
        """An id from the raw place, so that it does not shift when others come or go."""
        raw = self.raw(start, end)
        return f"{kind}{raw.start}-{raw.end}"


def summarise(
    doc: Doc, cleaned: Cleaned, *, tool: models.Tool, language: str, decisions: Decisions, words: Lexicon
) -> models.Summary:
    """The summary of one article; `doc` is its clean text, with what the extractors put on it."""
    source, text, structure, ledger = cleaned.source, cleaned.text, cleaned.structure, cleaned.edits
    cut = Cutter(text, source, Places(source), labels(ledger))
    sentences = ranges_of(doc)
    repeats = repeated(text.string, sentences, structure)
    citations = components.records(doc, "helder_citations")
    references = components.records(doc, "helder_references")
    claims = components.records(doc, "helder_claims")
    terms = terms_of(doc)
    claim_ids = _unique([cut.id("k", c.start, c.end) for c in claims])
    citation_ids = _unique([cut.id("c", c.start, c.end) for c in citations])
    reference_ids = _unique([cut.id("r", r.start, r.end) for r in references])
    term_ids = _unique([_term_id(t, cut) for t in terms])
    title = (
        models.Title(**cut.fields(*structure.title), suggested=structure.suggested_title)
        if structure.title
        else None
    )
    found = models.Summary(
        schema_version=models.SCHEMA_VERSION,
        source=_source(source, cleaned.article.part, text),
        tool=tool,
        language=language,
        publication=publication(
            title=(title.suggested or title.text) if title else None,
            authors=[name for _, name in structure.authors],
            language=language,
            ledger=ledger,
            announced=cleaned.article.csl,
        ),
        title=title,
        authors=[models.Author(**cut.fields(*place), name=name) for place, name in structure.authors],
        lead=cut.span(structure.lead) if structure.lead else None,
        sections=[
            models.Section(
                heading=cut.span(s.heading) if s.heading else None, level=s.level, start=s.start, end=s.end
            )
            for s in structure.sections
        ],
        asides=[
            models.Aside(
                **cut.fields(p.start, p.end),
                kind=p.kind.value,
                repeats=cut.span(repeats[p.start, p.end]) if (p.start, p.end) in repeats else None,
            )
            for p in structure.paragraphs
            if p.kind in ASIDES
        ],
        citations=[
            _citation(c, name, found, reference_ids, cut, sentences, claims, claim_ids)
            for c, name, found in zip(citations, citation_ids, resolve(citations, references), strict=True)
        ],
        mentions=_mentions(components.records(doc, "helder_mentions"), citations, citation_ids, cut),
        legal_sources=[cut.span((r.start, r.end)) for r in components.records(doc, "helder_legal_sources")],
        references=[
            models.Reference(**cut.fields(r.start, r.end), id=name, csl={"id": name, **r.csl})
            for r, name in zip(references, reference_ids, strict=True)
        ],
        terms=[_term(t, name, cut, citations, citation_ids) for t, name in zip(terms, term_ids, strict=True)],
        claims=[
            _claim(c, name, cut, structure, citations, citation_ids, terms, term_ids)
            for c, name in zip(claims, claim_ids, strict=True)
        ],
        repairs=_repairs(ledger),
        quality=_quality(cleaned, words, cut.labels),
    )
    return decided.apply(found, cut, cleaned, decisions, sentences)


def _source(source: Source, part: str, text: Text) -> models.Source:
    return models.Source(
        path=source.path,
        part=part,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        reader=source.reader,
        text_sha256=hashlib.sha256(text.string.encode()).hexdigest(),
        pages=len(source.pages),
        page_sizes=[(s.width, s.height) for s in source.geometry.sheets] if source.geometry else None,
    )


def _within(place: Range, ranges: Sequence[Range]) -> Range:
    """The range that holds the start of `place`."""
    at = bisect_right([start for start, _ in ranges], place[0]) - 1
    return ranges[max(0, at)]


def _citation(
    found: records.Citation,
    name: str,
    resolution: Resolution,
    reference_ids: Sequence[str],
    cut: Cutter,
    sentences: Sequence[Range],
    claims: Sequence[records.Claim],
    claim_ids: Sequence[str],
) -> models.Citation:
    claim = next(
        (i for c, i in zip(claims, claim_ids, strict=True) if c.start <= found.start and found.end <= c.end),
        None,
    )
    return models.Citation(
        **cut.fields(found.start, found.end),
        id=name,
        style=found.style,
        authors=list(found.authors),
        year=found.year,
        issued=found.issued,
        locator=found.locator,
        et_al=found.et_al,
        reference=None if resolution.reference is None else reference_ids[resolution.reference],
        candidates=[reference_ids[n] for n in resolution.candidates],
        sentence=cut.span(_within((found.start, found.end), sentences)),
        claim=claim,
    )


def _mentions(
    found: Sequence[records.Mention], citations: Sequence[records.Citation], ids: Sequence[str], cut: Cutter
) -> list[models.Mention]:
    cited: dict[str, str] = {}
    starts = {citation.start: name for citation, name in zip(citations, ids, strict=True)}
    for citation, name in zip(citations, ids, strict=True):
        for author in citation.authors:
            cited.setdefault(author.casefold(), name)
    names = _unique([cut.id("m", m.start, m.end) for m in found])
    return [
        models.Mention(
            **cut.fields(m.start, m.end),
            id=i,
            name=m.name,
            role=m.role,
            cited_in=cited.get(m.name.casefold()) if m.read_in is None else starts.get(m.read_in),
        )
        for m, i in zip(found, names, strict=True)
    ]


def _term_id(term: records.Term, cut: Cutter) -> str:
    return cut.id("t", *term.occurrences[0]) if term.occurrences else f"t-{term.lemma}"


def _term(
    term: records.Term,
    name: str,
    cut: Cutter,
    citations: Sequence[records.Citation],
    citation_ids: Sequence[str],
) -> models.Term:
    cited = [(c.start, c.end, i) for c, i in zip(citations, citation_ids, strict=True)]
    return models.Term(
        id=name,
        term=term.term,
        lemma=term.lemma,
        variants=list(term.variants),
        count=len(term.occurrences),
        score=round(term.score, 4),
        parts={k: round(v, 4) for k, v in sorted(term.parts.items())},
        why=reason(term.parts),
        definitions=[
            models.Definition(
                **cut.fields(start, end),
                kind=kind,
                citations=[i for first, last, i in cited if start <= first and last <= end],
            )
            for (start, end), kind in zip(term.definitions, term.kinds, strict=True)
        ],
        equivalents=list(term.equivalents),
        occurrences=[cut.span(o) for o in term.occurrences],
    )


def _claim(
    found: records.Claim,
    name: str,
    cut: Cutter,
    structure: Structure,
    citations: Sequence[records.Citation],
    citation_ids: Sequence[str],
    terms: Sequence[records.Term],
    term_ids: Sequence[str],
) -> models.Claim:
    inside = [
        i
        for c, i in zip(citations, citation_ids, strict=True)
        if found.start <= c.start and c.end <= found.end
    ]
    holds = [
        i
        for t, i in zip(terms, term_ids, strict=True)
        if any(found.start <= s and e <= found.end for s, e in t.occurrences)
    ]
    section = bisect_right([s.start for s in structure.sections], found.start) - 1
    return models.Claim(
        **cut.fields(found.start, found.end),
        id=name,
        types=list(found.types),
        score=round(found.score, 4),
        parts={k: round(v, 4) for k, v in sorted(found.parts.items())},
        strength=found.strength,
        polarity=found.polarity,
        evidence=found.evidence,
        antecedent=cut.span(found.antecedent) if found.antecedent else None,
        section=max(0, section),
        citations=inside,
        terms=holds,
    )


def _repairs(ledger: Sequence[Mapping[str, Any]]) -> models.Repairs:
    applied = [line for line in ledger if line["applied"]]
    return models.Repairs(
        total=len(applied),
        doubtful=sum(line["safety"] == "doubtful" and not line["applied"] for line in ledger),
        by_rule=dict(sorted(Counter(line["rule"] for line in applied).items())),
    )


def _quality(cleaned: Cleaned, words: Lexicon, labels: Mapping[int, str]) -> models.Quality:
    article, pages = judge(cleaned.text, cleaned.source.pages, cleaned.article.ranges, cleaned.edits, words)
    raw, clean = article.scores
    found = []
    for judged in pages:
        number = judged.page.number if judged.page else 1
        of_raw, of_clean = judged.scores
        found.append(models.PageQuality(page=number, label=labels.get(number), raw=of_raw, clean=of_clean))
    return models.Quality(raw=raw, clean=clean, pages=found)


def _unique(ids: Sequence[str]) -> list[str]:
    """Two spans of one raw place (replaced as a whole) get a number behind."""
    seen: Counter[str] = Counter()
    done = []
    for name in ids:
        seen[name] += 1
        done.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return done
