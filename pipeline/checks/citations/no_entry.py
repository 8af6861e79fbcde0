"""A citation that no entry of the article's list of literature answers to.

Looked at only where the article has a list. The author forgot the entry, a name or year was misread, or the
list goes on in a part that was not scanned. Where several entries could be meant this is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

ARTICLE = (
    "Spelen en leren\ndoor Marit Hoogerwerf\n\nKinderen leren van elkaar (Kok, 2008){more}. Ze spelen graag "
    "buiten, ook als het regent, en dat is goed voor hen.\n\nLiteratuur\n\nKok, J. (2008). Spelen en leren. "
    "Zwolle: De Bron.\n\n"
    "{entry}"
)
WITHOUT = ARTICLE.format(more=" en van ouderen (Terpstra, 2011)", entry="")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a citation."""
    summary = article.summary
    if summary is None or not summary.references or article.text is None:
        return
    for citation in summary.citations:
        if citation.reference is None:
            meant = len(citation.candidates)
            several = f"; {meant} {'entry' if meant == 1 else 'entries'} may be meant" if meant else ""
            told = f"No entry of the list answers to this citation{several}."
            yield article.at(TEXT, citation.start, citation.end, told)


CHECK = Check(
    title="a citation without an entry",
    severity=Severity.NOTE,
    find=find,
    follows=("text/changed", "summary/readable", "spans/slices"),
    finds=(Case("an entry was forgotten", raw=WITHOUT),),
    passes=(Case("all are there", raw=ARTICLE.format(more="", entry="")), Case("no list")),
)
