"""An article that is too short or too long to be one.

Shorter than `fewest` words: a page is missing, or the file holds only a box or a caption. Longer than `most`:
several articles in one file, which a table of metadata can tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.articles import REST
from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding."""
    if article.text is None or article.head.get("part") == REST:
        return
    words = len(article.text.split())
    if words < options["fewest"]:
        told = f"The article has {words} words; fewer than {options['fewest']} are hardly an article."
        yield article.finding(TEXT, told, line=1)
    elif words > options["most"]:
        yield article.finding(TEXT, f"The article has {words} words; is it several articles?", line=1)


CHECK = Check(
    title="an article too short or too long",
    severity=Severity.WARNING,
    find=find,
    follows=("text/changed", "text/lost"),
    options={"fewest": 60, "most": 25_000},
    finds=(Case("one sentence", raw="Kinderen spelen graag buiten en leren van elkaar.\n"),),
    passes=(Case("a short article"),),
)
