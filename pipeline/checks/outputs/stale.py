"""Outputs that were made by other rules, other settings or another model than those of today.

They are not wrong, but running helder again would give something else, and articles made by different
versions do not compare. A warning, or an error with `--strict`. `helder run` makes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding that names all that differs."""
    made, now = article.record, article.now
    if made is None or made.get("outcome") != "record":
        return
    model = made.get("model") or {}
    differ = {
        "rules": made.get("rules") != now.rules,
        "extractors": made.get("extractors") not in (None, now.extractors),
        "settings": made.get("settings") != now.settings,
        "model": bool(model)
        and now.model is not None
        and (model.get("name"), model.get("version")) != now.model,
    }
    names = [name for name, differs in differ.items() if differs]
    if names:
        was = f" It was {model.get('name')} {model.get('version')}." if differ["model"] else ""
        told = f"Made with other {_listed(names)} than those of today; run helder again.{was}"
        severity = Severity.ERROR if now.strict else None
        yield article.finding(TEXT, told, severity=severity, evidence={"other": names})


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


CHECK = Check(
    title="outputs made by other rules, settings or model",
    severity=Severity.WARNING,
    find=find,
    once=True,
    finds=(
        Case("another model", edits=(("manifest", '"version": "', '"version": "0.'),)),
        Case("other rules", edits=(("manifest", '"rules": "', '"rules": "0'),)),
        Case("other settings", edits=(("manifest", '"settings": "', '"settings": "0'),)),
    ),
    passes=(Case("made by the helder of today"),),
)
