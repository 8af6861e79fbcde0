"""A raw file has no outputs: it was added and helder was not run on it.

`helder run` makes them. Looked at where the folder of the clean texts is known, on the command line or by
`clean` in `helder.toml`, and has a manifest.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """The raw file."""
    if article.record is None and article.folder is not None:
        told = "There are no outputs of this file; run helder on it."
        yield article.finding(RAW, told)


CHECK = Check(
    title="a raw file without outputs",
    severity=Severity.ERROR,
    find=find,
    once=True,
    follows=("files/lfs_pointer", "raw/readable"),
    finds=(Case("a second raw file", edits=(("raw/b.txt", "", "Kinderen spelen graag buiten.\n"),)),),
    passes=(Case("all were done"),),
)
