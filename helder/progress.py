"""How a run shows that it goes on: a bar on a terminal, a plain line every ten seconds elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from helder.show import visible
from pipeline.batch import Result, Watch

EVERY = 10.0  # seconds between two plain lines
WIDTH = 40  # characters of a file name in the bar


class Teller(Watch):
    """Tells what fails and what people should know, and no more: what `--quiet` leaves."""

    def __init__(self, console: Console, *, warn: bool = True) -> None:
        self.console, self.warn = console, warn
        self.todo = self.done = self.failed = 0
        self.current = ""
        self.started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was opened."""

    def planned(self, todo: int, left: int) -> None:
        """Begin to count."""
        self.todo = todo

    def begun(self, path: str) -> None:
        """The file to name."""
        self.current = path

    def ended(self, result: Result) -> None:
        """Tell of a failure of this run, and of what was left or kept for a reason."""
        if not result.state.left:
            self.done, self.failed = self.done + 1, self.failed + result.failed
            if result.failed:
                self._say(f"Error: {result.error}")
        if not self.warn:
            return
        for counts in result.counts:
            for warning in counts.warnings:
                self._say(f"Warning: {result.path}: {warning}")
        for name in result.kept:
            self._say(f"{result.path}: what somebody edited is kept as {name}.")
        if result.edited and not result.kept:
            self._say(
                f"Warning: {result.path}: {', '.join(result.edited)} was edited since helder wrote it and is "
                "left; --existing overwrite makes it anew and keeps what was edited."
            )

    def _say(self, message: str) -> None:
        self.console.print(visible(message), markup=False, highlight=False, soft_wrap=True)


class Lines(Teller):
    """A plain line every ten seconds, for logs."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.told = self.started

    def ended(self, result: Result) -> None:
        """Tell, and look at the clock."""
        super().ended(result)
        self.tick()

    def tick(self) -> None:
        """Print a line when it is time."""
        now = time.monotonic()
        if now - self.told < EVERY:
            return
        self.told = now
        told = f"{self.done:,} of {self.todo:,} done"
        if self.failed:
            told += f", {self.failed:,} failed"
        if self.done:
            rate = self.done / (now - self.started)
            told += f", {rate:.1f} files/s, {_span((self.todo - self.done) / rate)} left"
        self._say(told + (f"; at {self.current}" if self.current else ""))


class Bar(Teller):
    """A bar with the current file, rate, time left and failures."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self.progress = Progress(
            TextColumn("{task.fields[current]}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}", style="red"),
            console=console,
            transient=True,
        )
        self.task: TaskID | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self.progress.stop()

    def planned(self, todo: int, left: int) -> None:
        """Put the bar up, when there is something to do."""
        super().planned(todo, left)
        if todo:
            self.task = self.progress.add_task("", total=todo, current="", rate="", failed="")
            self.progress.start()

    def begun(self, path: str) -> None:
        """Name the file."""
        super().begun(path)
        if self.task is not None:
            name = path if len(path) <= WIDTH else f"…{path[1 - WIDTH :]}"
            self.progress.update(self.task, current=escape(visible(name)))

    def ended(self, result: Result) -> None:
        """One further."""
        super().ended(result)
        if self.task is not None and not result.state.left:
            rate = f"{self.done / (time.monotonic() - self.started):.1f}/s"
            failed = f"{self.failed} failed" if self.failed else ""
            self.progress.update(self.task, completed=self.done, rate=rate, failed=failed)


def watch(console: Console, *, quiet: bool) -> Teller:
    """What fits the console."""
    if quiet:
        return Teller(console, warn=False)
    return Bar(console) if console.is_terminal and not console.is_dumb_terminal else Lines(console)


def _span(seconds: float) -> str:
    """A length of time in one unit.

    >>> _span(8), _span(200), _span(9000)
    ('8 s', '3 min', '2.5 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
