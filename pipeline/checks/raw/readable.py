"""A raw file that no reader can read: empty, not text, a scan without text, larger than the limits.

The message is the one `helder run` would give. Such a file was damaged on its way, or is of another kind than
its name says.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """Why it cannot be read."""
    if article.raw_fault is not None:
        yield article.finding(RAW, str(article.raw_fault))


CHECK = Check(
    title="a raw file that cannot be read",
    severity=Severity.ERROR,
    find=find,
    once=True,
    follows=("files/lfs_pointer",),
    finds=(
        Case("an empty file", edits=((RAW, "*", ""),)),
        Case("a PDF named .txt", edits=((RAW, "*", "%PDF-1.7\n"),)),
    ),
    passes=(Case("text"),),
)
