"""What people see: the table of a run, and edits in colour. All of it goes where it is told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline import messages
from pipeline.batch.plan import Gone, State
from pipeline.batch.work import KINDS
from pipeline.records import Range

if TYPE_CHECKING:
    from pipeline.batch.preview import Change
    from pipeline.batch.runner import Report, Result
    from pipeline.cleaned import Cleaned
    from pipeline.report.learned import Learned

SHOWN = 60  # characters of an edit
ROWS = 40  # articles of a run that are listed one by one
OFTEN = 20  # changes of words that are counted at the end
AROUND = 24  # characters of text on either side


class Screen(Console):
    """A console that leaves a closed pipe (`| head`) to the command, which is then done."""

    def on_broken_pipe(self) -> None:
        """Not an error."""
        raise BrokenPipeError


def table(report: Report, console: Console) -> None:
    """What was repaired, what is doubtful and what was found; each article where that is on one screen."""
    shown = [r for r in report.results if r.counts or r.failed]
    if 0 < len(shown) <= ROWS:
        console.print(_rows(shown))
    if by_rule := report.by_rule.most_common():
        told = ", ".join(f"{rule} {n}" for rule, n in by_rule)
        console.print(f"\n[bold]repairs by rule[/bold] {told}", highlight=False)
    if (slowest := report.slowest) and len(shown) > 1:
        doubtful = f"[bold]doubtful[/bold] {report.doubtful}, " if report.doubtful else ""
        console.print(f"{doubtful}[bold]slowest[/bold] {_plain(slowest.path)} ({slowest.seconds:.1f} s)")
    for gone in report.gone:
        console.print(_gone(gone), highlight=False)
    console.print(_totals(report), highlight=False)


def _rows(results: Sequence[Result]) -> Table:
    """A row an article; `quality` is that of the raw text, which tells what to scan again."""
    summarised = any(c.found for result in results for c in result.counts)
    lines = Table(box=None, pad_edge=False, header_style="bold")
    lines.add_column("article", overflow="fold")
    for name in ("repairs", "doubtful", *((*KINDS, "quality") if summarised else ())):
        lines.add_column(name, justify="right")
    for result in results:
        if result.failed:
            lines.add_row(_plain(result.path), "[red]failed[/red]")
        for c in result.counts:
            found = [str(c.found[kind]) for kind in KINDS] if c.found else []
            found += [f"{c.quality[0]:.2f}"] if c.found and c.quality[0] is not None else []
            name = f"{result.path} {c.part}" if c.part else result.path
            lines.add_row(_plain(name), str(c.repairs), str(c.doubtful) if c.doubtful else "-", *found)
    return lines


def _gone(gone: Gone) -> str:
    outputs = _plain(", ".join(gone.outputs))
    if gone.now:
        return f"[yellow]{_plain(gone.path)} is now {_plain(gone.now)}; these stay: {outputs}[/yellow]"
    return f"[yellow]{_plain(gone.path)} is not there any more; these stay: {outputs}[/yellow]"


def _totals(report: Report) -> str:
    failed, kept = report.failed, report.count(State.KEPT_ERROR)
    told = {
        "done": len(report.done),
        "unchanged": report.count(State.UNCHANGED),
        "edited by hand and left": report.count(State.EDITED),
        "[red]failed[/red]": failed - kept,
        "[red]failed before and kept (--retry tries them again)[/red]": kept,
        "not come to": report.left,
        "of another type left out": report.skipped,
        "links or special files not followed": report.links,
    }
    counts = ", ".join(f"{n:,} {what}" for what, n in told.items() if n or what == "done")
    return f"{counts}; written to {escape(str(report.folder))}"


def changes(found: Sequence[Change], console: Console) -> None:
    """What a run would change: of each article the words, then those that change most often."""
    total: Counter[tuple[str, str]] = Counter()
    for change in found:
        if change.error:
            told = "[red]would fail[/red]"
        elif change.edited:
            told = f"{len(change.words)} changes, [yellow]edited by hand and left[/yellow]"
        else:
            summary = "; ".join(f"{kind} {old} → {new}" for kind, old, new in change.summary)
            words = f"{len(change.words)} changes of words" if change.words else ""
            words = words or ("" if change.is_new else "no words, only what is told of them")
            told = "; ".join(filter(None, (words, summary)))
        why = f" {change.state.value}: " if told else f" {change.state.value}"
        console.print(f"[bold]{_plain(change.path)}[/bold]{why}{told}", highlight=False)
        for old, new in change.words:
            console.print(f"    {_words(old, new)}", highlight=False)
        total.update(change.words)
    often = [(pair, n) for pair, n in total.most_common(OFTEN) if n > 1]
    if often:
        console.print("[bold]most often[/bold]")
    for (old, new), number in often:
        console.print(f"{number:6} {_words(old, new)}", highlight=False)


def _words(old: str, new: str) -> str:
    removed = f"[red strike]-{_short(old)}-[/red strike]" if old else ""
    return removed + (f"[green]+{_short(new)}+[/green]" if new else "")


def learned(found: Sequence[Learned]) -> None:
    """What people thought of each rule, on standard output."""
    lines = Table(box=None, pad_edge=False, header_style="bold")
    lines.add_column("rule")
    for name in ("accepted", "refused", "agreed", "floor"):
        lines.add_column(name, justify="right")
    for one in found:
        floor = "none" if one.floor is None else f"{one.floor:.2f}"
        lines.add_row(escape(one.rule), str(one.agreed), str(one.refused), f"{one.share:.0%}", floor)
    Screen().print(lines)


def diff(cleaned: Cleaned) -> None:
    """Every edit but the joining of lines, with the text around it, the rule and the reason."""
    from pipeline.repair.ledger import JOIN

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
    return escape(visible(text.replace("\r\n", "\n").replace("\r", "\n")))


def visible(text: str) -> str:
    """Nothing that a terminal would obey: names and texts may hold anything."""
    return "".join(c if c.isprintable() else "↵" if c == "\n" else f"\\u{ord(c):04x}" for c in text)
