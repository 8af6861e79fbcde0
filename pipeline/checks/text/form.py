"""A clean text that is not built up as helder writes it: one paragraph a line, a blank line between them.

Line ends inside a paragraph, several blank lines, blanks at the end of a line or no line end at the end of
the file. Who reads paragraphs by line gets them wrong. The text was edited, or it was never cleaned.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

FAULTS = (
    (regex.compile(r"(?<=[^\n])\n(?=[^\n])"), "a line end inside a paragraph"),
    (regex.compile(r"\n{3,}+"), "more than one blank line"),
    (regex.compile(r"[ \t]++(?=\n|\Z)"), "blanks at the end of a line"),
    (regex.compile(r"(?<=[^\n])\Z"), "no line end at the end of the file"),
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a kind, at the first place."""
    for fault, name in FAULTS:
        places = [match.span() for match in fault.finditer(article.text or "")]
        if places:
            start, end = places[0]
            told = f"The clean text has {name}; {len(places)} in all."
            yield article.at(TEXT, start, end, told)


CHECK = Check(
    title="a clean text of another form",
    severity=Severity.WARNING,
    find=find,
    follows=("text/encoding", "text/changed"),
    finds=(
        Case(
            "lines that were not joined",
            clean="Kinderen spelen graag\nbuiten en leren van\nelkaar, zegt zij.\n",
        ),
    ),
    passes=(Case("as helder writes it"),),
)
