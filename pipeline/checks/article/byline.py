"""An article without an author.

Many have none (news, editorials), so this is a note. Where a magazine signs every article, raise it:
`[checks."article/byline"]` with `severity = "warning"` in `helder.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.articles import REST
from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding."""
    summary = article.summary
    if summary is None or summary.source.part == REST or article.text is None:
        return
    if not summary.authors and not summary.publication.get("author"):
        yield article.at(TEXT, 0, 0, "No author was found.")


CHECK = Check(
    title="no author",
    severity=Severity.NOTE,
    find=find,
    follows=("summary/readable", "text/changed"),
    finds=(Case("no byline", raw="Spelen en leren\n\nKinderen spelen graag buiten en leren van elkaar.\n"),),
    passes=(Case("a title and a byline"),),
)
