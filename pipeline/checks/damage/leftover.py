"""What several checks for damage share: edits that rules still wish on the clean text, as findings.

No check itself: it has no `CHECK`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.check import Finding, Severity
from pipeline.checks.imported import TEXT, Imported
from pipeline.records import Safety


def wished(
    article: Imported, rules: Sequence[str], told: str, *, shown: int, doubtful: Severity | None = None
) -> Iterator[Finding]:
    """A finding for each edit that one of `rules` is sure of; those in doubt where a severity is given."""
    found = [w for w in article.wishes if w.rule in rules and (w.safety is Safety.SAFE or doubtful)]
    found = [w for w in found if w.safety is not Safety.REPORT]
    for wish in found[:shown]:
        severity = None if wish.safety is Safety.SAFE else doubtful
        says = f"{told} It should probably be {wish.after[:80]!r}." if wish.after.strip() else told
        yield article.at(TEXT, wish.start, wish.end, says, severity=severity, evidence={"rule": wish.rule})
    if len(found) > shown:
        yield article.finding(TEXT, f"{len(found) - shown} more places like it.", severity=doubtful)
