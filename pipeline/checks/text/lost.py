"""Text that is in the raw file and not in the clean one, beyond what belongs to the page.

What cleaning takes out is in the ledger: copies of letters drawn several times, running heads, page numbers.
Two things are looked at. Does the clean text have all letters of the raw one but those? If not, the text was
cut off or a part of it lost. And do the edits take out more than `share` of the letters, copies left aside? A
rule then took text for something else; look at the largest edits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

COPIES = ("lines/fake_bold", "lines/printed_twice", "words/doubled_letters")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """Letters that are missing, or that the edits took out."""
    if article.text is None or article.raw is None or article.edits is None:
        return
    raw, clean = _letters(article.raw), _letters(article.text)
    taken = {id(e): _taken(e) for e in article.edits if e["applied"] and not e.get("moved")}
    lost = raw - sum(taken.values()) - clean
    if lost > 0.01 * raw:
        told = f"{lost} of {raw} letters and digits of the raw text are missing; no edit accounts for them."
        yield article.at(TEXT, len(article.text), len(article.text), told)
        return
    others = [e for e in article.edits if id(e) in taken and e["rule"] not in COPIES]
    gone = sum(taken[id(e)] for e in others)
    if gone > options["share"] * raw and others:
        largest = max(others, key=lambda e: taken[id(e)])
        told = f"Edits took out {gone / raw:.0%} of the text, the largest one by {largest['rule']}."
        at = largest["clean"]["start"]
        yield article.at(
            TEXT, at, at, told, severity=Severity.WARNING, evidence={"before": largest["before"][:200]}
        )


def _taken(edit: Mapping[str, Any]) -> int:
    return _letters(edit["before"]) - _letters(edit["after"])


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


CHECK = Check(
    title="text that was lost",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed", "text/encoding", "raw/changed", "ledger/changed"),
    options={"share": 0.1},
    finds=(
        Case("the last paragraph is gone", edits=((".txt", "Wie speelt, leert zonder het te merken.", ""),)),
    ),
    passes=(Case("as it was"),),
)
