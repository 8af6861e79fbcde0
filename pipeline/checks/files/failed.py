"""The manifest says that an input could not be done, so there are no outputs of it.

The message is the one `helder run` gave. Repair or replace the raw file and run helder on it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """The error of the manifest."""
    if article.record is not None and article.record.get("outcome") != "record":
        yield article.finding(
            RAW, f"helder could not do this file: {article.record.get('error', 'no reason given')}"
        )


CHECK = Check(
    title="an input that could not be done",
    severity=Severity.ERROR,
    find=find,
    once=True,
    follows=("files/lfs_pointer", "files/missing", "raw/readable"),
    finds=(Case("the run failed on it", edits=(("manifest", '"outcome": "record"', '"outcome": "error"'),)),),
    passes=(Case("it was done"),),
)
