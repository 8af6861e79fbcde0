"""The summary is not the one that helder wrote, and nothing else tells what changed in it.

Somebody edited it. Correct fields by decisions (`helder review`), so that they outlive the next run; then run
helder again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import SUMMARY, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding."""
    if article.changed(SUMMARY):
        yield article.finding(SUMMARY, "The summary is not the one that helder wrote.")


CHECK = Check(
    title="a summary that changed after it was written",
    severity=Severity.ERROR,
    find=find,
    follows=("summary/readable", "spans/slices", "spans/order", "summary/source", "files/lfs_pointer"),
    finds=(Case("a name was corrected by hand", edits=((".json", '"language": "nl"', '"language": "fy"'),)),),
    passes=(Case("as it was"),),
)
