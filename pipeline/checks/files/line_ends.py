"""Only the line ends of a file differ from what was written: Git changed them.

With `core.autocrlf` (the default of Git for Windows) Git turns every line end of a text file into CRLF on
checkout, and CRLF into LF on commit. The hashes do not fit any more, and a raw file is no longer what the
archive holds. These lines in `.gitattributes` keep Git from it; they ship in `docs/ci/gitattributes`:

    data/raw/** -text
    data/clean/** -text

After adding them: `git rm --cached -rq data && git reset --hard`, with nothing uncommitted.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import ENDINGS, RAW, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a file."""
    for part in (RAW, *ENDINGS) if article.first else ENDINGS:
        if article.only_line_ends_differ(part):
            folder = article.name(part).rpartition("/")[0] or "."
            told = (
                "Only line ends differ from what was written; Git changes them. "
                f"Add to .gitattributes: {folder}/** -text"
            )
            yield article.finding(part, told)


CHECK = Check(
    title="line ends that Git changed",
    severity=Severity.ERROR,
    find=find,
    finds=(
        Case("CRLF in the clean text", edits=((".txt", "\n", "\r\n"),)),
        Case("CRLF in the ledger", edits=((".repairs.jsonl", "\n", "\r\n"),)),
        Case("CRLF in the raw file", edits=((RAW, "\n", "\r\n"),)),
    ),
    passes=(
        Case(
            "a raw file that always had CRLF", raw="Spelen is leren.\r\n\r\nKinderen spelen graag buiten.\r\n"
        ),
        Case("another change", edits=((".txt", "kinderen", "kinders"),)),
    ),
)
