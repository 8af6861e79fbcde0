"""A summary that was made of another clean text or another input than those it stands beside.

It holds the hashes of both. They differ when a text was cleaned again without a new summary (`helder clean`
alone), or when files of two runs were mixed. `helder extract` on the folder, or `helder run`, makes it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import SUMMARY, Imported
from pipeline.checks.spans.places import place_of


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a hash."""
    summary = article.summary
    if summary is None:
        return
    document = (article.data(SUMMARY) or b"").decode("utf-8", "replace")
    if article.text is not None and summary.source.text_sha256 != _sha256(article.text):
        line, column = place_of(document, ("source", "text_sha256"))
        yield article.finding(SUMMARY, "The summary is of another clean text.", line=line, column=column)
    wanted = article.expected_sha256("raw")
    if wanted and summary.source.sha256 != wanted:
        line, column = place_of(document, ("source", "sha256"))
        yield article.finding(SUMMARY, "The summary is of another input.", line=line, column=column)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


CHECK = Check(
    title="a summary of another text",
    severity=Severity.ERROR,
    find=find,
    follows=(
        "text/changed", "text/encoding", "raw/changed", "summary/readable", "files/lfs_pointer",
        "spans/slices",
    ),
    finds=(Case("the hash of another text", edits=((".json", '"text_sha256": "', '"text_sha256": "0'),)),),
    passes=(Case("as it was"),),
)  # fmt: skip
