"""A summary that is no JSON or does not obey the schema (`helder schema`).

A file that was cut off or edited, or made by another version of helder. The place is that of the first fault.
Get the file back, or run helder on the raw file again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import SUMMARY, Imported
from pipeline.checks.spans.places import place_of, spelled


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """The fault of the JSON, or the first `shown` of the schema."""
    data = article.data(SUMMARY)
    if data is None or article.is_pointer(SUMMARY) or article.summary is not None:
        return
    try:
        document = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        yield article.finding(SUMMARY, "The summary is not UTF-8.", line=line)
        return
    if article.json is None:
        yield _broken(article, document)
        return
    yield from _against_schema(article, document, options)


def _broken(article: Imported, document: str) -> Finding:
    try:
        json.loads(document)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        at_end = getattr(error, "pos", 0) >= len(document.rstrip()) or "Unterminated" in str(error)
        told = (
            "The summary is cut off: the JSON ends here." if at_end else f"The summary is no JSON: {error}."
        )
        return article.finding(SUMMARY, told, line=line, column=column)
    return article.finding(SUMMARY, "The summary is empty: it holds no object.", line=1)


def _against_schema(article: Imported, document: str, options: Options) -> Iterator[Finding]:
    from pydantic import ValidationError

    from pipeline.summary.models import Summary

    try:
        Summary.model_validate(article.json)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults[: options["shown"]]:
            line, column = place_of(document, fault["loc"])
            told = f"Against the schema: {spelled(fault['loc'])}: {fault['msg']}."
            yield article.finding(SUMMARY, told, line=line, column=column)
        if len(faults) > options["shown"]:
            yield article.finding(
                SUMMARY, f"{len(faults) - options['shown']} more faults against the schema."
            )


CHECK = Check(
    title="a summary that cannot be read",
    severity=Severity.ERROR,
    find=find,
    follows=("files/lfs_pointer",),
    options={"shown": 5},
    finds=(
        Case("cut off", edits=((".json", ' "authors"', "*cut"),)),
        Case("a field of another type", edits=((".json", '"language": "nl"', '"language": 3'),)),
        Case("an unknown field", edits=((".json", '"language"', '"taal"'),)),
    ),
    passes=(Case("as it was"),),
)
