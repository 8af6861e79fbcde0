"""An entry of the list of literature that is cited nowhere in the article.

"Verder lezen" is such a list by intent, so this is a note. Elsewhere a citation was missed or misread.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.citations.no_entry import ARTICLE
from pipeline.checks.imported import TEXT, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding an entry."""
    summary = article.summary
    if summary is None or not summary.citations or article.text is None:
        return
    cited = {c.reference for c in summary.citations} | {i for c in summary.citations for i in c.candidates}
    for reference in summary.references:
        if reference.id not in cited:
            yield article.at(TEXT, reference.start, reference.end, "This entry of the list is cited nowhere.")


CHECK = Check(
    title="an entry that is never cited",
    severity=Severity.NOTE,
    find=find,
    follows=("text/changed", "summary/readable", "spans/slices"),
    finds=(
        Case(
            "one entry too many",
            raw=ARTICLE.format(more="", entry="Terpstra, H. (2011). Buiten spelen. Assen: Dijk.\n"),
        ),
    ),
    passes=(Case("all are cited", raw=ARTICLE.format(more="", entry="")),),
)
