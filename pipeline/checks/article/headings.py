"""A heading that is none: a whole sentence, or longer than any heading; or a long article without any.

A line of the body that was taken for a heading cuts a paragraph in two. Longer than `longest` characters is a
warning; a long article (`without` words) in which no heading was found is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.articles import REST
from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

HEADING = (
    '"heading": {"text": "Spelen", "start": 0, "end": 6, "raw": {"start": 0, "end": 6, "page": 1, "line": 1}}'
).replace('Spelen"', 'Spelen,"')


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a heading."""
    summary = article.summary
    if summary is None or article.text is None or summary.source.part == REST:
        return
    headings = [section.heading for section in summary.sections if section.heading]
    for heading in headings:
        if len(heading.text) > options["longest"] or heading.text.endswith((",", ";", "-")):
            told = "This is hardly a heading; was a line of the text taken for one?"
            yield article.at(TEXT, heading.start, heading.end, told)
    words = len(article.text.split())
    if not headings and words > options["without"]:
        told = f"No heading was found in {words} words."
        yield article.finding(TEXT, told, severity=Severity.NOTE, line=1)


CHECK = Check(
    title="a heading that is none",
    severity=Severity.WARNING,
    find=find,
    follows=("summary/readable", "text/changed", "spans/slices"),
    options={"longest": 110, "without": 3000},
    finds=(
        Case(
            "a heading that ends in a comma",
            edits=(
                (
                    ".json",
                    '"heading": null',
                    HEADING,
                ),
            ),
        ),
    ),
    passes=(Case("as it was"),),
)
