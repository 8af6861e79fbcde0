"""The clean text is not the one that helder wrote.

Somebody edited it by hand, or another program did. Then the ledger leads nowhere and every offset behind the
change is wrong. Where raw file and ledger give the text as it was, the place of the first change is shown;
else that of the first span of the summary that does not fit.

To change a text for good, decide on the edit (`helder review`, `decisions.jsonl`) and run helder again. To go
back: `git checkout -- FILE`, or run helder again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported, became, first_difference, with_line_ends_of
from pipeline.checks.spans.slices import spans


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first change."""
    text, expected = article.text, article.expected_text
    told = "The clean text is not the one that helder wrote."
    if text is None and article.changed(TEXT):
        yield article.finding(TEXT, told)
    if text is None or not (article.changed(TEXT) or (expected is not None and expected != text)):
        return
    expected = None if expected is None else with_line_ends_of(text, expected)
    if expected is not None and (place := first_difference(expected, text)):
        _, (to, to_end) = place
        a, b = expected.split("\n"), text.split("\n")
        others = sum(x != y for x, y in zip(a, b, strict=False)) - 1 if len(a) == len(b) else 0
        more = f" {others} other lines changed." if others > 0 else ""
        yield article.at(TEXT, to, to_end, f"{told} {became(expected, text, place)}{more}")
        return
    for _, span in spans(article.json):
        start, end = span["start"], span["end"]
        if text[start:end] != span["text"] and (place := first_difference(span["text"], text[start:end])):
            _, (to, to_end) = place
            yield article.at(TEXT, start + to, start + to_end, f"{told} Here stood {span['text'][:60]!r}.")
            return
    yield article.finding(TEXT, told)


CHECK = Check(
    title="a clean text that changed after it was written",
    severity=Severity.ERROR,
    find=find,
    follows=("text/encoding", "files/lfs_pointer", "files/line_ends", "raw/changed"),
    finds=(
        Case("one letter changed", edits=((".txt", "kinderen", "kinderon"),)),
        Case(
            "a letter changed and the manifest made to fit",
            edits=((".txt", "kinderen", "kinderon"),),
            again=True,
        ),
        Case("the end is gone", edits=((".txt", "buiten.\n", ""),)),
    ),
    passes=(Case("as it was"), Case("line ends alone", edits=((".txt", "\n", "\r\n"),))),
)
