"""The ledger is not the one that helder wrote.

It is the record of what was done to the text; nobody should edit it. The line is that of the first edit
that does not fit the raw or the clean text; a change of a reason or of evidence has no such line. Get the
file back, or run helder on the raw file again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import LEDGER, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first line that does not fit."""
    if article.changed(LEDGER) and article.ledger_fault is None:
        told = "The ledger is not the one that helder wrote."
        line = first_unfit(article)
        yield article.finding(
            LEDGER, told + (" This line does not fit the texts." if line else ""), line=line
        )


def first_unfit(article: Imported) -> int | None:
    """The number of the first line whose text does not stand where it says."""
    for number, edit in enumerate(article.edits or (), start=2):
        if not edit["applied"] or edit.get("moved"):
            continue
        for side, string, wanted in (
            ("raw", article.raw, edit["before"]),
            ("clean", article.text, edit["after"]),
        ):
            name = "places" if side == "raw" else "clean_places"
            places = edit.get(name, [(edit[side]["start"], edit[side]["end"])])
            if string is not None and "".join(string[start:end] for start, end in places) != wanted:
                return number
    return None


CHECK = Check(
    title="a ledger that changed after it was written",
    severity=Severity.ERROR,
    find=find,
    follows=("ledger/readable", "files/lfs_pointer"),
    finds=(
        Case("a text before was edited", edits=((".repairs.jsonl", '"before": "-\\n"', '"before": "=\\n"'),)),
    ),
    passes=(Case("as it was"),),
)
