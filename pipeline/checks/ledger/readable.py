"""A ledger that cannot be read: a line is no JSON, lacks a field, or the file is cut off.

Without its ledger an article cannot be restored. Get the file back (`git checkout -- FILE`) or run helder on
the raw file again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import LEDGER, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """The first line that cannot be read."""
    if article.ledger_fault is not None:
        number, reason = article.ledger_fault
        yield article.finding(LEDGER, f"The ledger cannot be read: {reason}.", line=number, column=1)


CHECK = Check(
    title="a ledger that cannot be read",
    severity=Severity.ERROR,
    find=find,
    follows=("files/lfs_pointer",),
    finds=(
        Case("cut off in the middle of a line", edits=((".repairs.jsonl", '"clean_sha256"', '"cle'),)),
        Case("a field is gone", edits=((".repairs.jsonl", '"applied"', '"aplied"'),)),
        Case("empty", edits=((".repairs.jsonl", "*", ""),)),
    ),
    passes=(Case("as it was"),),
)
