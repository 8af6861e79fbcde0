"""The ledger tells of something that went wrong while the article was cleaned.

A rule that raised an error and changed nothing (`rule_failed`), rules that did not come to an end
(`unstable`), or a decision of a person that fits nowhere in the text any more (`decision_unfit`). The first
two are faults of helder; please report them. The third: look at the decision, and take it back or make it
again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import LEDGER, Imported
from pipeline.messages import why

TOLD = ("rule_failed", "unstable", "decision_unfit")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a line."""
    for number, edit in enumerate((article.ledger or ())[1:], start=2):
        if edit["why"] in TOLD:
            told = f"{edit['rule']}: {why(edit['why'])}."
            yield article.finding(LEDGER, told, line=number, evidence=dict(edit["evidence"]))


FAULT = (
    '{"rule": "lines/hyphen", "safety": "report", "applied": false, "raw": {"start": 0, "end": 0}, '
    '"clean": {"start": 0, "end": 0}, "before": "", "after": "", "why": "rule_failed", '
    '"evidence": {}, "confidence": 0}'
)

CHECK = Check(
    title="something went wrong while cleaning",
    severity=Severity.WARNING,
    find=find,
    finds=(Case("a rule failed", edits=((".repairs.jsonl", '{"rule"', FAULT + '\n{"rule"'),), again=True),),
    passes=(Case("nothing went wrong"),),
)
