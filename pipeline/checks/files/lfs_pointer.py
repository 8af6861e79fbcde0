"""A pointer of Git LFS stands in place of a file: three lines with a hash and a size.

Git LFS keeps large files elsewhere. Where it is not installed, or the checkout did not ask for them, only the
pointers come. `git lfs pull` fetches the files; in GitHub Actions `actions/checkout` takes `lfs: true`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import ENDINGS, RAW, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a file."""
    for part in (RAW, *ENDINGS) if article.first else ENDINGS:
        if article.is_pointer(part):
            told = "This is a pointer of Git LFS, not the file. Fetch it: git lfs pull"
            yield article.finding(part, told, line=1)


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef\nsize 3019\n"

CHECK = Check(
    title="a pointer of Git LFS in place of a file",
    severity=Severity.ERROR,
    find=find,
    finds=(
        Case("a pointer in place of the clean text", edits=((".txt", "*", POINTER),)),
        Case("a pointer in place of the raw file", edits=((RAW, "*", POINTER),)),
    ),
    passes=(
        Case("a text about it", raw="Een artikel over Git LFS en andere manieren om bestanden te bewaren.\n"),
    ),
)
