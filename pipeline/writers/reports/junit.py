"""JUnit XML, as Jenkins, GitLab and others read it: a suite, a test case for each cause, its consequences in
it.

Errors are failures; warnings and notes are cases that passed, with what was found in `system-out`, so that a
build does not turn red for them. Valid against the schema of Jenkins' xUnit plugin (`junit-10.xsd`).
"""

from __future__ import annotations

from xml.etree import ElementTree

import regex

from pipeline.checks.check import Finding, Severity
from pipeline.validation import Report, severity_of, summed_up

REPORT = "junit"
NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def write(report: Report) -> str:
    """The document; a report without findings has one case that passed."""
    failures = [f for f in report.findings if _fails(f)]
    cases = max(1, len(report.findings))
    suites = ElementTree.Element("testsuites", name="helder validate")
    suite = ElementTree.SubElement(
        suites, "testsuite", name="helder validate", tests=str(cases), failures=str(len(failures)),
        errors="0", skipped="0", time="0",
    )  # fmt: skip
    for finding in report.findings:
        where = f"{finding.path}:{finding.line}" if finding.line else finding.path
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(finding.path), name=_xml(f"{finding.check} ({where})"), time="0"
        )
        if _fails(finding):
            failure = ElementTree.SubElement(
                case, "failure", message=_xml(finding.message), type=_xml(finding.check)
            )
            failure.text = _xml("\n".join(_lines(finding)))
        else:
            ElementTree.SubElement(case, "system-out").text = _xml("\n".join(_lines(finding)))
    if not report.findings:
        ElementTree.SubElement(suite, "testcase", classname="helder", name=summed_up(report), time="0")
    ElementTree.indent(suites, " ")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"
    )


def _fails(finding: Finding) -> bool:
    return any(severity_of(f) is Severity.ERROR for f in finding.flat())


def _lines(finding: Finding) -> list[str]:
    place = finding.path + (f":{finding.line}" if finding.line else "") + (
        f":{finding.column}" if finding.line and finding.column else ""
    )  # fmt: skip
    page = f" (page {finding.page})" if finding.page else ""
    around = f"    {finding.before}[{finding.text}]{finding.after}" if finding.text else ""
    own = [
        f"{severity_of(finding)} {finding.check} {place}{page}: {finding.message}",
        *([around] if around else []),
    ]
    return own + [f"  > {line}" for f in finding.consequences for line in _lines(f)]


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    shown: str = NOT_XML.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
    return shown
