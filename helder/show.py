"""What people see: the table of a run, and edits in colour. All of it goes where it is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline import messages
from pipeline.batch import Outcome
from pipeline.cleaned import Cleaned
from pipeline.records import Range
from pipeline.repair.ledger import JOIN

SHOWN = 60  # characters of an edit
ABOUT_THE_WHOLE = ("rule_failed", "unstable", "decision_unfit")
AROUND = 24  # characters of text on either side


class Screen(Console):
    """A console that leaves a closed pipe (`| head`) to the command, which is then done."""

    def on_broken_pipe(self) -> None:
        """Not an error."""
        raise BrokenPipeError


def table(done: Sequence[Outcome], *, skipped: int, folder: Path) -> None:
    """What was repaired, what is doubtful and what was found, on standard error."""
    console = Screen(stderr=True)
    lines = Table(box=None, pad_edge=False, header_style="bold")
    lines.add_column("article", overflow="fold")
    for name in ("repairs", "doubtful", "citations", "terms", "claims"):
        lines.add_column(name, justify="right")
    by_rule: Counter[str] = Counter()
    for outcome in done:
        if outcome.failed or outcome.cleaned is None:
            lines.add_row(escape(outcome.path), "[red]failed[/red]")
            continue
        edits = outcome.cleaned.edits
        applied = [e for e in edits if e["applied"]]
        doubtful = sum(not e["applied"] and e["safety"] == "doubtful" for e in edits)
        by_rule.update(e["rule"] for e in applied)
        found = outcome.summary
        counts = (found.citations, found.terms, found.claims) if found else ((), (), ())
        lines.add_row(
            escape(outcome.path),
            str(len(applied)),
            str(doubtful) if doubtful else "-",
            *(str(len(c)) if found else "" for c in counts),
        )
    console.print(lines)
    if by_rule:
        told = ", ".join(f"{rule} {n}" for rule, n in by_rule.most_common())
        console.print(f"\n[bold]repairs by rule[/bold] {told}", highlight=False)
    failed = sum(o.failed for o in done)
    told = f"{len(done) - failed} done" + (f", [red]{failed} failed[/red]" if failed else "")
    told += f", {skipped} of another type left out" if skipped else ""
    console.print(f"{told}; written to {escape(str(folder))}", highlight=False)


def warnings(outcome: Outcome) -> list[str]:
    """What went wrong in an article that was done all the same."""
    return [
        f"{outcome.path}: {edit['rule']}: {messages.why(edit['why'])} {dict(edit['evidence'])}"
        for edit in (outcome.cleaned.edits if outcome.cleaned else ())
        if edit["why"] in ABOUT_THE_WHOLE
    ]


def diff(cleaned: Cleaned) -> None:
    """Every edit but the joining of lines, with the text around it, the rule and the reason."""
    console = Screen(highlight=False, soft_wrap=True)
    language = "nl" if os.environ.get("LANG", "").startswith("nl") else "en"
    raw = cleaned.source.text
    counts: Counter[str] = Counter()
    for edit in cleaned.edits:
        counts[f"{edit['rule']}{'' if edit['applied'] else ' (not applied)'}"] += 1
        if edit["rule"] == JOIN:
            continue
        start, end = edit["raw"]["start"], edit["raw"]["end"]
        first, last = _word_borders(raw, start, end)
        place = f"{cleaned.source.path}:{edit['raw']['line']}"
        before, after = _around(raw, first, last)
        mark = "" if edit["applied"] else f" [yellow]{edit['safety']}, not applied[/yellow]"
        told = messages.why(edit["why"], language=language)
        if by := edit["evidence"].get("by"):
            told += f" ({by})"
        console.print(f"[dim]{escape(place)}[/dim] {escape(edit['rule'])}: {escape(told)}{mark}")
        console.print(f"    {before}{_change(edit, raw[first:start], raw[end:last])}{after}")
    for rule, number in sorted(counts.items()):
        console.print(f"[bold]{number:6}[/bold] {escape(rule)}")


def _change(edit: Mapping[str, Any], left: str, right: str) -> str:
    """The words an edit stands in, before and after; `left` and `right` are what it leaves of them."""
    if edit.get("moved"):
        return f"[cyan]{_short(left + edit['before'] + right)} ↷[/cyan]"
    old, new = (_short(left + edit[side] + right) for side in ("before", "after"))
    return f"[red strike]-{old}-[/red strike][green]+{new}+[/green]"


def _word_borders(text: str, start: int, end: int) -> Range:
    """The place of the words that `[start, end)` stands in; blanks at its ends are no part of a word."""
    floor, ceiling = max(0, start - AROUND), min(len(text), end + AROUND)
    while start > floor and not text[start - 1].isspace():
        start -= 1
    while end < ceiling and not text[end].isspace():
        end += 1
    return start, end


def _around(raw: str, start: int, end: int) -> tuple[str, str]:
    """Whole words on either side, as far as there is room."""
    before, after = raw[max(0, start - AROUND) : start], raw[end : end + AROUND]
    if start > AROUND:
        before = before[before.find(" ") + 1 :]
    if end + AROUND < len(raw):
        after = after[: after.rfind(" ") + 1 or len(after)]
    return _plain(before), _plain(after.rstrip(" "))


def _short(text: str) -> str:
    return _plain(text if len(text) <= SHOWN else text[: SHOWN // 2] + " ... " + text[-SHOWN // 2 :])


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(c if c.isprintable() else "↵" if c == "\n" else f"\\u{ord(c):04x}" for c in text)
    return escape(shown)
