"""Clean text and ledger do not lead back to the input: `helder restore` would refuse.

The second of helder's two laws for an article. It needs no raw file: the ledger holds the hash of the input.
A missing ledger has the same effect.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import LEDGER, TEXT, Imported
from pipeline.checks.ledger.changed import first_unfit
from pipeline.errors import HelderError
from pipeline.repair import ledger, restore

PLAIN = "text"


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding."""
    if article.text is None or article.expected_raw is not None:
        return
    if article.ledger is None:
        if article.should_have(LEDGER):
            yield article.finding(LEDGER, "The input cannot be restored without its ledger.")
        return
    try:
        if article.own or (article.source is not None and article.source.reader != PLAIN):
            pieces = ledger.undo_part(article.text, article.ledger)
            source = article.source.text if article.source is not None else None
            if source is None or all(source.startswith(piece, at) for at, piece in pieces):
                return
            reason = "what they lead back to is not in the raw text"
        else:
            restore.input_bytes(article.text, article.ledger)
            return
    except (HelderError, LookupError, ValueError, TypeError) as error:
        reason = str(error.args[0] if error.args else error).rstrip(".")
    told = f"Clean text and ledger do not lead back to the input: {reason}."
    yield article.finding(LEDGER if first_unfit(article) else TEXT, told, line=first_unfit(article))


CHECK = Check(
    title="clean text and ledger do not lead back to the input",
    severity=Severity.ERROR,
    find=find,
    follows=(
        "text/changed", "text/encoding", "text/lost", "ledger/changed", "ledger/replay", "ledger/readable",
        "raw/changed", "files/missing", "files/lfs_pointer", "files/line_ends",
    ),
    finds=(
        Case("the text changed, the manifest fits, the raw file is gone",
             edits=((".txt", "kinderen", "kinderon"),), gone=("raw",), again=True),
        Case("the ledger is gone", gone=(".repairs.jsonl",)),
    ),
    passes=(Case("as it was"), Case("without the raw file", gone=("raw",))),
)  # fmt: skip
