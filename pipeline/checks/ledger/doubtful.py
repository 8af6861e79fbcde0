"""More edits were wished and not made than an article should have: somebody has to look.

Where helder is not sure it leaves the text alone and lists the edit as doubtful. A few are usual. When they
come to more than `share` of the words, and there are `fewest` at least, the text is damaged in a way that
rules do not settle: decide on the edits (`helder review`), or scan the page again. The first place is
shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported
from pipeline.records import Safety

DOUBTFUL = (
    '{"rule": "words/misread", "safety": "doubtful", "applied": false, "raw": {"start": 0, "end": 6}, '
    '"clean": {"start": 0, "end": 6}, "before": "Spelen", "after": "Stelen", "why": "misread", '
    '"evidence": {}, "confidence": 0}'
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first of them."""
    doubtful = [w for w in article.wishes if w.safety is Safety.DOUBTFUL]
    words = len((article.text or "").split())
    if len(doubtful) >= options["fewest"] and len(doubtful) > options["share"] * words:
        first = doubtful[0]
        told = f"{len(doubtful)} edits are in doubt in {words} words; the first is by {first.rule}."
        yield article.at(TEXT, first.start, first.end, told)


CHECK = Check(
    title="many edits in doubt",
    severity=Severity.WARNING,
    find=find,
    follows=("text/changed", "ledger/changed"),
    options={"share": 0.01, "fewest": 5},
    finds=(
        Case(
            "one word in eight in doubt",
            edits=((".repairs.jsonl", '{"rule"', (DOUBTFUL + "\n") * 12 + '{"rule"'),),
            again=True,
        ),
    ),
    passes=(Case("sound text"),),
)
