"""For people: file by file, worst first, with page, line and the words around the place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.checks.check import Finding
from pipeline.validation import Report, severity_of, summed_up

REPORT = "text"
WORDS = 34  # characters shown on either side
SHOWN = 80  # characters of the place itself


def write(report: Report) -> str:
    """The findings, and a last line with how many there are."""
    lines: list[str] = []
    for path, findings in groupby(_by_file(report), key=lambda f: f.path):
        lines += [plain(path)]
        for finding in findings:
            lines += _told(finding, "  ")
        lines.append("")
    return "\n".join([*lines, summed_up(report)]) + "\n"


def _by_file(report: Report) -> list[Finding]:
    """Causes of one file together, the file with the worst one first."""
    first: dict[str, int] = {}
    for index, finding in enumerate(report.findings):
        first.setdefault(finding.path, index)
    return sorted(report.findings, key=lambda f: first[f.path])


def _told(finding: Finding, margin: str, *, under: str = "") -> Iterator[str]:
    page = f", page {finding.page}" if finding.page else ""
    line = f"line {finding.line}" + (f":{finding.column}" if finding.column else "") if finding.line else ""
    place = (line + page).removeprefix(", ")
    if under and finding.path != under:
        place = f"{plain(finding.path)}{' ' if place else ''}{place}"
    yield f"{margin}{severity_of(finding)} {finding.check}" + (f" ({place})" if place else "")
    yield f"{margin}    {plain(finding.message)}"
    if finding.text or finding.before:
        yield f"{margin}    {_around(finding)}"
    for consequence in finding.consequences:
        yield from _told(consequence, margin + "    > ", under=finding.path)


def _around(finding: Finding) -> str:
    text = finding.text if len(finding.text) <= SHOWN else finding.text[:SHOWN] + "…"
    return plain(f"{finding.before[-WORDS:]}[{text}]{finding.after[:WORDS]}")


def plain(text: str) -> str:
    """The text on one line, with nothing that a terminal would act on."""
    return "".join(c if c.isprintable() else "↵" if c == "\n" else f"\\u{ord(c):04x}" for c in text)
