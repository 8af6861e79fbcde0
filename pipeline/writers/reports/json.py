"""For programs, and as a baseline: all findings as they are, consequences under their cause.

`fingerprint` stays the same when other findings come or go, or lines move.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from pipeline.checks.check import Finding, Severity
from pipeline.validation import Report, fingerprint, severity_of

REPORT = "json"


def write(report: Report) -> str:
    """One object: the counts, then the findings, worst first."""
    counts = Counter(severity_of(f).value for f in report.flat())
    made = {
        "schema_version": "1.0",
        "checked": report.checked,
        "known": report.known,
        "counts": {severity.value: counts[severity.value] for severity in Severity},
        "findings": [as_dict(finding) for finding in report.findings],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def as_dict(finding: Finding) -> dict[str, Any]:
    """One finding. Offsets count code points of the file's text, from 0, half-open; columns count from 1."""
    return {
        "check": finding.check,
        "severity": severity_of(finding).value,
        "message": finding.message,
        "path": finding.path,
        "page": finding.page,
        "line": finding.line,
        "column": finding.column,
        "start": finding.start,
        "end": finding.end,
        "before": finding.before,
        "text": finding.text,
        "after": finding.after,
        "evidence": dict(finding.evidence),
        "fingerprint": fingerprint(finding),
        "consequences": [as_dict(f) for f in finding.consequences],
    }
