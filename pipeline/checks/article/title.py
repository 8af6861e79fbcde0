"""An article without a title, or with one that seems cut off.

The title is the first thing a catalogue shows. It is missing where it was not recognised (a PDF may draw it
after the columns), was left out of the scan, or stands in the article before. Set it by a decision (`helder
review`) or in the table of metadata. Short pieces have none, so this is a note; where every article must
have one, raise it: `[checks."article/title"]` with `severity = "warning"` in `helder.toml`.
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
    if summary.title is None and not summary.publication.get("title"):
        yield article.at(TEXT, 0, 0, "The article has no title.")
    elif summary.title is not None and summary.title.suggested:
        told = f"The title seems cut off; it may be {summary.title.suggested!r}."
        yield article.at(TEXT, summary.title.start, summary.title.end, told)


CHECK = Check(
    title="no title",
    severity=Severity.NOTE,
    find=find,
    follows=("summary/readable", "text/changed"),
    finds=(
        Case("the text begins with a sentence", raw="kinderen spelen graag buiten en leren van elkaar.\n"),
    ),
    passes=(Case("a title and a byline"),),
)
