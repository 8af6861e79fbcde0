"""The text of an article or of a page scores below what was asked for.

The score is about the share of words that are sound, told from the text alone (docs/quality.md): 0.95 means
that some one word in twenty is damaged. `min` is asked of the clean text; `helder validate --min-quality`
sets it and makes this an error. Of raw files that were not cleaned yet the raw text is judged. A low raw
score says: scan again; a low clean score: this is left after cleaning.

Pages with fewer than `fewest` words are not judged by themselves, since three words tell little.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.unknown_words import DAMAGED
from pipeline.checks.imported import RAW, TEXT, Imported
from pipeline.quality.pages import Judged, judge
from pipeline.quality.score import of_clean, of_raw


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding for the article, with one for each page below it."""
    least = options["min"]
    part = RAW if article.stem is None else TEXT
    whole, pages = judged(article)
    score = whole.scores[0 if part is RAW else 1]
    if score is None:
        return
    words = [(p.raw if part is RAW else p.clean).words for p in pages]
    low = [
        (page.page, found)
        for page, count in zip(pages, words, strict=True)
        if count >= options["fewest"]
        and (found := page.scores[0 if part is RAW else 1]) is not None
        and found < least
    ]
    if score < least or low:
        told = f"The {'raw' if part is RAW else 'clean'} text scores {score:.2f}; {least:.2f} is asked."
        if len(pages) > 1 and low:
            told += (
                " Below it: "
                + ", ".join(f"page {page.number if page else 1} ({s:.2f})" for page, s in low)
                + "."
            )
        first = low[0][0] if low else None
        evidence = {"raw": whole.scores[0], "clean": whole.scores[1]}
        yield article.finding(part, told, page=first.number if first else None, evidence=evidence)


def judged(article: Imported) -> tuple[Judged, tuple[Judged, ...]]:
    """The article and its pages; without a way back the text is one page."""
    words = article.lexicon
    if article.origins is not None and article.base is not None and article.article is not None:
        edits = (article.ledger or ())[1:]
        return judge(article.origins, article.base.pages, article.article.ranges, edits, words)
    raw = of_raw(article.source.text if article.source else "", words)
    only = Judged(None, raw, of_clean(article.text or "", words))
    return only, (only,)


CHECK = Check(
    title="a score below what was asked for",
    severity=Severity.WARNING,
    find=find,
    follows=("text/changed", "damage/unknown_words", "damage/fake_bold", "article/language", "raw/encoding"),
    options={"min": 0.8, "fewest": 40},
    finds=(Case("every fifth word misread", clean=DAMAGED),),
    passes=(Case("sound text"),),
)
