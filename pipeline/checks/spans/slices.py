"""A span of the summary that does not equal its slice of the clean text, or lies outside of the text.

Every title, heading, citation, term and claim has `start`, `end` and `text`, and `text` must be what stands
there; `raw` must be the place in the raw text that the ledger leads to. When one does not fit, the summary
was edited or belongs to another text; all tables and exports made of it point to wrong places. Run helder on
the raw file again, or `helder extract` for the summary alone.

At most `shown` spans are listed; the place is that in the summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import SUMMARY, TEXT, Imported
from pipeline.checks.spans.places import Path, place_of, spelled
from pipeline.text import hull


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a span."""
    if article.text is None:
        return
    wrong = [(path, told) for path, span in spans(article.json) if (told := _fault(span, article))]
    document = (article.data(SUMMARY) or b"").decode("utf-8", "replace")
    for path, told in wrong[: options["shown"]]:
        line, column = place_of(document, path)
        span = _at(article.json, path)
        more = article.at(TEXT, span["start"], span["end"], "") if told.startswith("says") else None
        yield article.finding(
            SUMMARY,
            f"{spelled(path)} {told}",
            line=line,
            column=column,
            page=more.page if more else None,
            text=str(span["text"])[:160],
            evidence={"span": spelled(path), "start": span["start"], "end": span["end"]},
        )
    if len(wrong) > options["shown"]:
        yield article.finding(SUMMARY, f"{len(wrong) - options['shown']} more spans do not fit.")


def spans(tree: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """All spans of a summary, with their paths in it."""
    if isinstance(tree, dict):
        if isinstance(tree.get("text"), str) and all(type(tree.get(key)) is int for key in ("start", "end")):
            yield path, tree
        for key, value in tree.items():
            if isinstance(value, dict | list):
                yield from spans(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from spans(value, (*path, index))


def _at(tree: Any, path: Path) -> Any:
    for key in path:
        tree = tree[key]
    return tree


def _fault(span: Mapping[str, Any], article: Imported) -> str:
    """What is wrong with a span; "" when nothing is."""
    start, end = span["start"], span["end"]
    text = article.text or ""
    if not 0 <= start <= end <= len(text):
        return f"lies at {start}-{end}, outside of the clean text ({len(text)} characters)."
    if text[start:end] != span["text"]:
        return f"says {span['text'][:60]!r}, and at {start}-{end} stands {text[start:end][:60]!r}."
    raw = span.get("raw")
    if isinstance(raw, dict) and article.base is not None:
        first, last = raw.get("start"), raw.get("end")
        if not (
            isinstance(first, int) and isinstance(last, int) and 0 <= first <= last <= len(article.base.text)
        ):
            return f"has its raw place at {first}-{last}, outside of the raw text."
        if article.base is article.source and raw.get("line") != article.raw_line(first):
            line = article.raw_line(first)
            return f"is said to stand on line {raw.get('line')} of the raw text; it is {line}."
        if article.origins is not None and start < end:
            came = hull(article.origins.to_base(start, end))
            if came != (first, last):
                return f"has its raw place at {first}-{last}; by the ledger it is {came[0]}-{came[1]}."
    return ""


CHECK = Check(
    title="a span that is not what stands there",
    severity=Severity.ERROR,
    find=find,
    follows=(
        "text/changed",
        "text/encoding",
        "raw/changed",
        "ledger/changed",
        "ledger/replay",
        "summary/readable",
        "files/lfs_pointer",
        "files/line_ends",
    ),
    options={"shown": 5},
    finds=(
        Case("a span was shifted", edits=((".json", '"start": 0,\n  "end"', '"start": 1,\n  "end"'),)),
        Case(
            "a raw place was shifted",
            edits=((".json", '"raw": {\n   "start": 0', '"raw": {\n   "start": 1'),),
        ),
        Case("the text of a span was edited", edits=((".json", '"text": "Spelen', '"text": "Sqelen'),)),
        Case(
            "an end far behind the text",
            edits=((".json", '"start": 0,\n  "end": ', '"start": 0,\n  "end": 9'),),
        ),
    ),
    passes=(Case("as it was"),),
)
