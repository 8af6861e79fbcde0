"""The stages in order, what each needs and gives; no logic.

    bytes -> Source -> Layout -> Text + ledger -> Structure -> spans -> Summary
             ingest    layout    repair           sections     spans    summary

`clean` goes up to the ledger and the structure, `extract` from there to the summary. spaCy is loaded by
`extract` only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import digest, metadata
from pipeline.articles import Own, bordered, of_source, whole
from pipeline.cleaned import Cleaned
from pipeline.decisions import Decisions
from pipeline.errors import TextDoesNotMatchLedger
from pipeline.ingest import files
from pipeline.ingest.files import Input
from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import lay_out
from pipeline.records import Article, Source
from pipeline.repair import engine, ledger
from pipeline.sections import structure
from pipeline.settings import Settings
from pipeline.text import Piece, Text

if TYPE_CHECKING:
    from pipeline.summary.models import Summary

EXTRACTORS = (
    "helder_references",
    "helder_citations",
    "helder_mentions",
    "helder_legal_sources",
    "helder_definitions",
    "helder_terms",
    "helder_claims",
)
NONE = Decisions()


def read(file: Input, settings: Settings) -> Source:
    """The source in a file, with what the table of metadata has about it.

    Raises:
        InputFault: it cannot be read, or the table does not fit it.
        WrongMetadata: the table cannot be read.
    """
    return metadata.announce(files.read(file, settings), metadata.rows_of(file, settings))


def clean(source: Source, settings: Settings, decisions: Decisions = NONE) -> Cleaned:
    """Repair the text of `source`, which is taken for one article whatever is announced.

    Raises:
        MissingWords: a file of words that the settings name is not there.
        TextDoesNotMatchLedger: the laws do not hold for this text, which is a fault of helder.
    """
    return _clean(source, whole(source), (), settings, decisions)


def articles(source: Source, settings: Settings, decisions: Decisions = NONE) -> tuple[Cleaned, ...]:
    """Repair each of the articles that `source` announces, and the rest.

    Raises:
        MissingWords, TextDoesNotMatchLedger: as `clean`.
    """
    source, decisions = bordered(source, decisions)
    found = of_source(source)
    parts = tuple(article.part for article in found)
    shared = decisions.among([Own(article.ranges).text(source.text) for article in found])
    return tuple(
        _clean(source, article, parts, settings, decided)
        for article, decided in zip(found, shared, strict=True)
    )


def _clean(
    source: Source, article: Article, parts: Sequence[str], settings: Settings, decisions: Decisions
) -> Cleaned:
    words = lexicon(settings.words, settings.vocabulary)
    own = Own(article.ranges)
    raw = own.text(source.text)
    geometry = source.geometry.cut(article.ranges) if source.geometry else None
    result = engine.run(raw, settings=settings, lexicon=words, decisions=decisions, geometry=geometry)
    string = result.text.string
    edits = ledger.lines(result, source, own)
    check_laws(raw, string, [ledger.inward(line, own) for line in edits])
    sha256 = hashlib.sha256(string.encode()).hexdigest()
    told = settings.of_repairs() | {"spelling": result.spelling}
    head = ledger.header(source, article, clean_sha256=sha256, parts=parts, settings=told)
    found = structure.find(result.text, result.layout)
    return Cleaned(source, article, own.in_source(result.text, source.text), (head, *edits), found)


def check_laws(raw: str, string: str, edits: Sequence[Mapping[str, Any]]) -> None:
    """Raw + ledger = clean and clean - ledger = raw; checked on every article before anything is written.

    `raw` is the article's own text, and the raw places of `edits` are in it.
    """
    if ledger.replay(raw, edits, len(string)) != string or ledger.undo(string, edits) != raw:
        raise TextDoesNotMatchLedger("The ledger does not lead from the raw to the clean text and back.")


def of_clean(source: Source) -> Cleaned:
    """Text that is clean already and is left as it is: its own raw text, with an empty ledger."""
    text, article = Text.of(source.text), whole(source)
    head = ledger.header(source, article, clean_sha256=hashlib.sha256(source.text.encode()).hexdigest())
    return Cleaned(source, article, text, (head,), structure.find(text))


def of_ledger(clean_source: Source, lines: Sequence[Mapping[str, Any]], raw: Source) -> Cleaned:
    """Clean text with the ledger beside it, so that spans keep their raw places; `raw` is the whole."""
    article = ledger.article(lines[0], raw)
    own = Own(article.ranges)
    edits = [ledger.inward(line, own) for line in lines[1:]]
    stretches = sorted(
        ledger.alignment(edits, len(clean_source.text)), key=lambda s: (s.to, s.to_end, s.start)
    )
    pieces = tuple(
        Piece(s.start, s.end)
        if s.before is None
        else Piece(s.start, s.end, clean_source.text[s.to : s.to_end])
        for s in stretches
    )
    text = Text(own.text(raw.text), pieces)
    found = structure.find(text, lay_out(text.base))
    return Cleaned(raw, article, own.in_source(text, raw.text), tuple(lines), found)


def extract(cleaned: Cleaned, settings: Settings, decisions: Decisions = NONE) -> Summary:
    """Find what is in the clean text.

    Raises:
        MissingModel: the spaCy pipeline of the settings is not there.
    """
    from pipeline.language import model
    from pipeline.spans.claims.precision import MEASURED
    from pipeline.summary import build, models

    nlp = model.load(settings.model, whole=False)
    with_extractors(nlp, settings)
    doc = nlp.make_doc(cleaned.text.string)
    doc._.helder_structure = cleaned.structure
    doc = nlp(doc)
    card = nlp.meta
    name = models.ModelName(
        name=f"{card['lang']}_{card['name']}", version=card["version"], tags=model.has_tags(nlp)
    )
    tool = models.Tool(
        name="helder",
        rules=digest.cleaning(),
        extractors=digest.extraction(),
        settings=settings.digest(),
        model=name,
        claims=models.Precision(**MEASURED),
    )
    return build.summarise(
        doc,
        cleaned,
        tool=tool,
        language=settings.language,
        decisions=decisions,
        words=lexicon(settings.words, settings.vocabulary),
    )


def with_extractors(nlp: Any, settings: Settings) -> None:
    """Put helder's components at the end of a spaCy pipeline, once."""
    for name in EXTRACTORS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, config={"limit": settings.claims} if name == "helder_claims" else {})
        elif name == "helder_claims" and nlp.get_pipe(name).limit != settings.claims:
            nlp.replace_pipe(name, name, config={"limit": settings.claims})
