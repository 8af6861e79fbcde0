"""The raw file is not the one that the outputs were made from.

Raw files are what the archive holds; helder never writes to them. One that changed was edited by hand,
saved by an editor in another encoding, or replaced by a new scan. Where text and ledger still lead back to
the old bytes, the place of the first change is shown, and `helder restore CLEAN.txt` prints the old file.
When the new file is meant, run helder on it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, Imported, became, first_difference, with_line_ends_of
from pipeline.errors import HelderError
from pipeline.ingest import text
from pipeline.settings import Settings


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first change."""
    if not article.changed(RAW) or article.raw_fault is not None:
        return
    told = "The raw file is not the one that the outputs were made from."
    old = _old(article)
    if old is None or article.source is None:
        yield article.finding(RAW, told)
        return
    new = article.source.text
    old = with_line_ends_of(new, old)
    place = first_difference(old, new)
    if place is None:
        was, now = article.head["encoding"], article.source.encoding
        yield article.finding(RAW, f"{told} It was saved in another encoding: {now}, it was {was}.")
        return
    _, (to, to_end) = place
    yield article.at(RAW, to, to_end, f"{told} {became(old, new, place)}")


def _old(article: Imported) -> str | None:
    """The raw text that text and ledger lead back to."""
    if article.expected_raw is None:
        return None
    try:
        settings = Settings(encoding=None if article.head["bom"] else article.head["encoding"])
        return text.read(article.expected_raw, path=article.input, settings=settings).text
    except HelderError:
        return None


CHECK = Check(
    title="a raw file that changed after it was cleaned",
    severity=Severity.ERROR,
    find=find,
    once=True,
    follows=("raw/readable", "files/lfs_pointer"),
    finds=(Case("one letter changed", edits=((RAW, "kinderen", "kinderon"),)),),
    passes=(Case("as it was"), Case("line ends alone", edits=((RAW, "\n", "\r\n"),))),
)
