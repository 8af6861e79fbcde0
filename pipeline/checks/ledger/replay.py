"""Raw text and ledger do not give the clean text.

The first of helder's two laws for an article. When it does not hold while no file changed since it was
written, the fault is helder's; please report it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import LEDGER, Imported
from pipeline.checks.ledger.changed import first_unfit
from pipeline.errors import TextDoesNotMatchLedger
from pipeline.repair import ledger


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first line of the ledger that does not fit."""
    if article.raw is None or article.text is None or article.ledger is None:
        return
    reason = "a line of the ledger is of another article"
    if article.edits is not None:
        try:
            if ledger.replay(article.raw, article.edits, len(article.text)) == article.text:
                return
            reason = "the clean text is another one"
        except TextDoesNotMatchLedger as error:
            reason = error.args[0].rstrip(".")
    told = f"Raw text and ledger do not give the clean text: {reason}."
    yield article.finding(LEDGER, told, line=first_unfit(article))


CHECK = Check(
    title="raw text and ledger do not give the clean text",
    severity=Severity.ERROR,
    find=find,
    follows=(
        "text/changed", "text/encoding", "text/lost", "raw/changed", "ledger/changed", "files/lfs_pointer",
        "files/line_ends",
        "raw/encoding",
    ),
    finds=(
        Case("the text changed and the manifest fits", edits=((".txt", "kinderen", "kinderon"),), again=True),
        Case("the ledger changed and the manifest fits",
             edits=((".repairs.jsonl", '"before": "-\\n"', '"before": "=\\n"'),), again=True),
    ),
    passes=(Case("as it was"),),
)  # fmt: skip
