"""A file that the manifest names is not there: a clean text, a ledger, a summary, or the raw file itself.

It was deleted, left out of a commit, or moved by hand. Without the ledger nobody can tell what was changed
nor take it back; without the summary the article is in no table. `helder run` on the raw file makes the
outputs again, `git log -- PATH` tells who took the file away.

A raw file is only missed where its folder is known: named on the command line or in `helder.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import ENDINGS, RAW, Imported

KIND = {RAW: "raw file", ".txt": "clean text", ".repairs.jsonl": "ledger", ".json": "summary"}


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a file."""
    for part in (RAW, *ENDINGS) if article.first else ENDINGS:
        path = article.path(part)
        expected = article.record is not None if part == RAW else article.should_have(part)
        if expected and path is not None and not path.is_file():
            yield article.finding(part, f"The {KIND[part]} is missing.")


CHECK = Check(
    title="a file that the manifest names is missing",
    severity=Severity.ERROR,
    find=find,
    finds=(
        Case("the ledger is gone", gone=(".repairs.jsonl",)),
        Case("the summary is gone", gone=(".json",)),
        Case("the clean text is gone", gone=(".txt",)),
        Case("the raw file is gone", gone=(RAW,)),
    ),
    passes=(Case("all files are there"),),
)
