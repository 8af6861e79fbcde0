"""A clean text that is not UTF-8, begins with a byte-order mark or has other line ends than LF.

helder writes UTF-8 without a mark, and LF. A file that is otherwise was saved by an editor or converted on
the way; its offsets no longer fit. The line and column are those of the first byte that is no UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

MARK = b"\xef\xbb\xbf"


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding: the first of these faults."""
    data = article.data(TEXT)
    if not data or article.is_pointer(TEXT) or article.only_line_ends_differ(TEXT):
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte = data[error.start]
        told = f"The clean text is not UTF-8: byte 0x{byte:02X}. It was saved in {_other(data)}."
        rest = data[error.start : error.start + 40].decode("cp1252", "replace").split("\n")[0]
        yield article.finding(TEXT, told, line=line, column=column, before=before[-40:], text=rest)
        return
    if data.startswith(MARK):
        yield article.at(TEXT, 0, 1, "The clean text begins with a byte-order mark; helder writes none.")
    elif "\r" in text:
        at = text.index("\r")
        yield article.at(TEXT, at, at + 1, "The clean text has line ends other than LF.")


def _other(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[1:2] == b"\x00":
        return "UTF-16"
    return "Windows-1252 or another encoding of one byte a character"


CHECK = Check(
    title="a clean text that is not UTF-8",
    severity=Severity.ERROR,
    find=find,
    finds=(
        Case("saved in Windows-1252", edits=((".txt", "*cp1252", "Eén kind met ideeën.\n"),)),
        Case("saved in UTF-16", edits=((".txt", "*utf-16", "Eén kind met ideeën.\n"),)),
        Case("saved with a mark", edits=((".txt", "*utf-8-sig", "Eén kind met ideeën.\n"),)),
    ),
    passes=(Case("letters with accents", raw="Eén kind met ideeën en een café.\n"),),
)
