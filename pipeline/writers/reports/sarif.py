"""SARIF 2.1.0, for code scanning: a rule for each check, a result for each cause, consequences as locations.

Columns count code points, and say so (`columnKind`). At most 25,000 results, which is GitHub's limit for a
run.
"""

from __future__ import annotations

import inspect
import json
from typing import Any
from urllib.parse import quote

from pipeline import batch, discover
from pipeline.checks.check import Finding, Severity
from pipeline.checks.chosen import PACKAGE, checks
from pipeline.validation import Report, fingerprint, severity_of

REPORT = "sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def write(report: Report) -> str:
    """The log, with one run."""
    names = sorted({finding.check for finding in report.flat()})
    run = {
        "tool": {
            "driver": {
                "name": "helder",
                "semanticVersion": _semantic(batch.tool_version()),
                "rules": [_rule(name) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder helder was started in."}}},
        "results": [_result(finding, names) for finding in report.findings[:MOST]],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    check = checks()[name]
    page = inspect.getdoc(discover.modules(PACKAGE, "CHECK")[name]) or check.title
    first, _, rest = page.partition("\n\n")
    return {
        "id": name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": " ".join(first.split())},
        "help": {"text": " ".join((rest or first).split())},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
    }


def _result(finding: Finding, names: list[str]) -> dict[str, Any]:
    told = finding.message + "".join(f" Therefore {f.check}: {f.message}" for f in finding.consequences[:5])
    made: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": names.index(finding.check),
        "level": LEVELS[severity_of(finding)],
        "message": {"text": told},
        "locations": [_location(finding)],
        "partialFingerprints": {"helder/v1": fingerprint(finding)},
        "properties": {"page": finding.page, "start": finding.start, "end": finding.end},
    }
    if finding.consequences:
        made["relatedLocations"] = [
            _location(f) | {"id": number, "message": {"text": f"{f.check}: {f.message}"}}
            for number, f in enumerate(finding.consequences, start=1)
        ]
    return made


def _location(finding: Finding) -> dict[str, Any]:
    uri = quote(finding.path)
    relative = not finding.path.startswith("/")
    artifact = {"uri": uri, "uriBaseId": "%SRCROOT%"} if relative else {"uri": f"file://{uri}"}
    place: dict[str, Any] = {"artifactLocation": artifact}
    if finding.line:
        place["region"] = _region(finding)
    return {"physicalLocation": place}


def _region(finding: Finding) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line}
    if finding.column:
        region["startColumn"] = finding.column
        first_line, *more = finding.text.split("\n")
        if finding.text and not more:
            region["endColumn"] = finding.column + len(first_line)
        if finding.text:
            region["snippet"] = {"text": finding.text}
    return region


def _semantic(version: str) -> str:
    """SARIF wants a semantic version; a checkout that is not installed has none."""
    return version if version.count(".") == 2 else "0.0.0"
