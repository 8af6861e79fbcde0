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

from pipeline import digest
from pipeline.articles import partition
from pipeline.cleaned import Cleaned
from pipeline.decisions import Decisions
from pipeline.errors import TextDoesNotMatchLedger
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
    "helder_terms",
    "helder_claims",
)
NONE = Decisions()


def clean(source: Source, settings: Settings, decisions: Decisions = NONE) -> Cleaned:
    """Repair the text of `source`, which is taken for one article.

    Raises:
        MissingWords: a file of words that the settings name is not there.
        TextDoesNotMatchLedger: the laws do not hold for this text, which is a fault of helder.
    """
    words = lexicon(settings.words, settings.vocabulary)
    result = engine.run(source.text, settings=settings, lexicon=words, decisions=decisions)
    string = result.text.string
    edits = ledger.lines(result, source)
    check_laws(source.text, string, edits)
    head = ledger.header(source, clean_sha256=hashlib.sha256(string.encode()).hexdigest())
    found = structure.find(result.text, result.layout)
    return Cleaned(source, _whole(source), result.text, (head, *edits), found)


def check_laws(raw: str, string: str, edits: Sequence[Mapping[str, Any]]) -> None:
    """Raw + ledger = clean and clean - ledger = raw; checked on every article before anything is written."""
    if ledger.replay(raw, edits, len(string)) != string or ledger.undo(string, edits) != raw:
        raise TextDoesNotMatchLedger("The ledger does not lead from the raw to the clean text and back.")


def of_clean(source: Source) -> Cleaned:
    """Text that is clean already and is left as it is: its own raw text, with an empty ledger."""
    text = Text.of(source.text)
    head = ledger.header(source, clean_sha256=hashlib.sha256(source.text.encode()).hexdigest())
    return Cleaned(source, _whole(source), text, (head,), structure.find(text))


def of_ledger(clean_source: Source, lines: Sequence[Mapping[str, Any]], raw: Source) -> Cleaned:
    """Clean text with the ledger beside it, so that spans keep their raw places."""
    edits = lines[1:]
    stretches = sorted(
        ledger.alignment(edits, len(clean_source.text)), key=lambda s: (s.to, s.to_end, s.start)
    )
    pieces = tuple(
        Piece(s.start, s.end)
        if s.before is None
        else Piece(s.start, s.end, clean_source.text[s.to : s.to_end])
        for s in stretches
    )
    text = Text(raw.text, pieces)
    found = structure.find(text, lay_out(raw.text))
    return Cleaned(raw, _whole(raw), text, tuple(lines), found)


def _whole(source: Source) -> Article:
    """The source as one article."""
    return partition(len(source.text), {"": [(0, len(source.text))]})[0]


def extract(cleaned: Cleaned, settings: Settings, decisions: Decisions = NONE) -> Summary:
    """Find what is in the clean text.

    Raises:
        MissingModel: the spaCy pipeline of the settings is not there.
    """
    from pipeline.language import model
    from pipeline.summary import build, models

    nlp = model.load(settings.model, whole=False)
    with_extractors(nlp, settings)
    doc = nlp.make_doc(cleaned.text.string)
    doc._.helder_structure = cleaned.structure
    doc = nlp(doc)
    card = model.meta(settings.model)
    name = models.ModelName(name=card["name"], version=card["version"], tags=card["tags"])
    tool = models.Tool(
        name="helder",
        rules=digest.cleaning(),
        extractors=digest.extraction(),
        settings=settings.digest(),
        model=name,
    )
    return build.summarise(doc, cleaned, tool=tool, language=settings.language, decisions=decisions)


def with_extractors(nlp: Any, settings: Settings) -> None:
    """Put helder's components at the end of a spaCy pipeline, once."""
    for name in EXTRACTORS:
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, config={"limit": settings.claims} if name == "helder_claims" else {})
        elif name == "helder_claims" and nlp.get_pipe(name).limit != settings.claims:
            nlp.replace_pipe(name, name, config={"limit": settings.claims})
