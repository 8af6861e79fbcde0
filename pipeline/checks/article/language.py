"""An article, or most of it, in another language than the collection's.

The rules and word lists are Dutch; a text in another language is hardly repaired and its score means little.
Told by small words ("the", "und", "dans"): English, German and French are known. An article in one of those
that belongs in the collection: `[checks."article/language"]` with `severity = "note"` in `helder.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, TEXT, Imported
from pipeline.language.languages import language

PARAGRAPH = regex.compile(r"[^\n]+(?:\n[^\n]+)*+")
ENGLISH = (
    "The children were in the garden with their teacher, and they had a good time. She told them what they "
    "could do with the stones and how the birds would find their food in winter.\n"
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first paragraph of the other language."""
    raw = article.source.text if article.source is not None and article.stem is None else None
    text = article.text if article.text is not None else raw
    if text is None:
        return
    wanted = article.settings.language.split("-")[0]
    paragraphs = [(m, language(m.group())) for m in PARAGRAPH.finditer(text)]
    others = [(m, found) for m, found in paragraphs if found != wanted]
    length = sum(len(m.group()) for m, _ in others)
    if others and length > options["share"] * len(text.strip()):
        match, found = others[0]
        share = length / len(text.strip())
        told = f"{share:.0%} of the text is in another language ({found}) than the collection's."
        yield article.at(TEXT if article.text is not None else RAW, match.start(), match.end(), told)


CHECK = Check(
    title="an article in another language",
    severity=Severity.WARNING,
    find=find,
    follows=("text/changed",),
    options={"share": 0.5},
    finds=(Case("English", raw=ENGLISH),),
    passes=(Case("Dutch"),),
)
