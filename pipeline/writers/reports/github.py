"""Annotations of GitHub Actions, and a job summary.

GitHub shows ten annotations of a kind per step and silently drops the rest; so of each kind the worst nine
are printed when there are more than ten, and one that says how many more there are. The whole list goes to
the summary of the job, the file that `GITHUB_STEP_SUMMARY` names (at most 1 MiB; what is longer is cut and
says so).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Finding, Severity
from pipeline.validation import Report, severity_of, summed_up
from pipeline.writers.reports.text import plain

REPORT = "github"
MOST = 10  # annotations of a kind in a step
LARGEST = 1_000_000  # bytes of a job summary
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report) -> str:
    """The workflow commands, a line each, errors first; then what there is in all."""
    lines: list[str] = []
    for severity, kind in KINDS.items():
        found = [finding for finding in report.findings if worst(finding) is severity]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        lines += [_annotation(finding, kind) for finding in shown]
        if len(found) > len(shown):
            more = f"and {len(found) - len(shown)} more; the job summary has them all"
            lines.append(f"::{kind} title=helder validate::{more}")
    return "\n".join([*lines, summed_up(report)]) + "\n"


def worst(finding: Finding) -> Severity:
    """Of a cause and its consequences."""
    return min((severity_of(f) for f in finding.flat()), key=lambda severity: severity.rank)


def _annotation(finding: Finding, kind: str) -> str:
    told = finding.message
    if finding.page:
        told += f" (page {finding.page})"
    if finding.text:
        told += f"\n{finding.before}[{finding.text}]{finding.after}"
    told += "".join(f"\n> {f.check}: {f.message}" for f in finding.consequences)
    fields = {"file": finding.path, "line": finding.line, "col": finding.column, "title": finding.check}
    spelled = ",".join(f"{name}={_field(str(value))}" for name, value in fields.items() if value)
    return f"::{kind} {spelled}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report) -> str:
    """The job summary, in Markdown: a table of everything."""
    head = f"### helder validate\n\n{summed_up(report)}\n\n"
    if not report.findings:
        return head
    head += "| severity | check | place | what is wrong |\n|---|---|---|---|\n"
    made, size = [head], len(head.encode())
    rows = list(_rows(report))
    for number, row in enumerate(rows):
        size += len(row.encode())
        if size > LARGEST:
            made.append(f"\nand {len(rows) - number} more\n")
            break
        made.append(row)
    return "".join(made)


def _rows(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield _row(finding, "")
        for consequence in finding.consequences:
            yield _row(consequence, "&nbsp;&nbsp;↳ ")


def _row(finding: Finding, mark: str) -> str:
    line = f":{finding.line}" if finding.line else ""
    page = f", page {finding.page}" if finding.page else ""
    around = f"{finding.before[-30:]}[{finding.text[:80]}]{finding.after[:30]}" if finding.text else ""
    told = _cell(finding.message) + (f"<br>{_cell(around)}" if around else "")
    return (
        f"| {mark}{severity_of(finding)} | {finding.check} | {_cell(finding.path)}{line}{page} | {told} |\n"
    )


def _cell(text: str) -> str:
    text = plain(text).replace("&", "&amp;").replace("<", "&lt;")
    for sign in "\\`|*_[]~":
        text = text.replace(sign, f"&#{ord(sign)};")
    return text
