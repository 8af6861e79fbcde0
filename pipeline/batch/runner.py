"""A run: takes replies as they come, writes and commits each, and looks at every one."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from pipeline.batch.folder import Folder, Line, Shard
from pipeline.batch.plan import Existing, Gone, Plan, State, gone, plan
from pipeline.batch.work import Counts, Job, Reply, told, tool_version
from pipeline.errors import HelderError, OutputClash, OutputUnwritable, TooManyFailures, UnreadableInput
from pipeline.ingest import files
from pipeline.ingest.files import Input

ENOUGH_TO_JUDGE = 50  # files done before the share of failures can stop a run
OF_THE_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.EISDIR, errno.ENOTDIR, errno.EEXIST)


@dataclass(frozen=True, slots=True)
class Begun:
    """An engine has begun with a file."""

    file: Input


class Engine(Protocol):
    """Does files somewhere. Closing the generator drops what is in flight and ends what was started."""

    def __call__(self, files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        """Exactly one `Reply` for each file, in any order; None when there is nothing to tell for a while."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it; nothing here changes an output."""

    shard: Shard | None = None
    existing: Existing = Existing.SKIP
    retry: bool = False
    fail_fast: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one input. `state` tells why it was done or left; `kept` are edited files put aside."""

    path: str
    state: State
    error: str = ""
    counts: tuple[Counts, ...] = ()
    edited: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether it counts as an error, of this run or of an earlier one."""
        return bool(self.error)


@dataclass(slots=True)
class Report:
    """A whole run: one result for each input, but for those that a run that stopped did not come to."""

    folder: Path
    results: list[Result] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    unread: tuple[HelderError, ...] = ()
    skipped: int = 0
    links: int = 0
    left: int = 0
    stopped: HelderError | None = None
    interrupted: bool = False

    @property
    def failed(self) -> int:
        """Inputs and folders that failed, kept errors included."""
        return sum(r.failed for r in self.results) + len(self.unread)

    @property
    def done(self) -> list[Result]:
        """What this run made."""
        return [r for r in self.results if not r.state.left and not r.failed]

    def count(self, state: State) -> int:
        """How many inputs are in that state."""
        return sum(r.state is state for r in self.results)

    @property
    def by_rule(self) -> Counter[str]:
        """Repairs of this run by rule."""
        total: Counter[str] = Counter()
        for result in self.results:
            for counts in result.counts:
                total.update(counts.by_rule)
        return total

    @property
    def doubtful(self) -> int:
        """Doubtful edits of this run."""
        return sum(c.doubtful for r in self.results for c in r.counts)

    @property
    def slowest(self) -> Result | None:
        """The file that took longest."""
        return max((r for r in self.results if r.seconds), key=lambda r: r.seconds, default=None)

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        if self.interrupted:
            return 130
        if self.stopped:
            return self.stopped.exit_code
        return 3 if self.failed else 0

    def as_dict(self) -> dict[str, Any]:
        """All of it, for `--report`; `seconds` and the order of nothing else depend on the machine."""
        slowest = self.slowest
        return {
            "folder": str(self.folder),
            "exit_code": self.exit_code,
            "stopped": str(self.stopped) if self.stopped else None,
            "interrupted": self.interrupted,
            "counts": {
                "done": len(self.done),
                "unchanged": self.count(State.UNCHANGED),
                "edited": self.count(State.EDITED),
                "failed": self.failed,
                "failed_before": self.count(State.KEPT_ERROR),
                "not_come_to": self.left,
                "other_types": self.skipped,
                "links": self.links,
            },
            "repairs": {"total": self.by_rule.total(), "by_rule": dict(sorted(self.by_rule.items()))},
            "doubtful": self.doubtful,
            "slowest": {"path": slowest.path, "seconds": round(slowest.seconds, 3)} if slowest else None,
            "unread": [str(error) for error in self.unread],
            "gone": [asdict(gone) for gone in self.gone],
            "files": [
                {
                    "path": r.path,
                    "outcome": "error" if r.failed else "record",
                    "state": r.state.value,
                    "error": r.error or None,
                    "seconds": round(r.seconds, 3),
                    "edited": r.edited,
                    "kept": r.kept,
                    "articles": [
                        {
                            "part": c.part,
                            "repairs": c.repairs,
                            "doubtful": c.doubtful,
                            "found": c.found,
                            "quality": dict(zip(("raw", "clean"), c.quality, strict=True)),
                            "warnings": c.warnings,
                        }
                        for c in r.counts
                    ],
                }
                for r in self.results
            ],
        }


class Watch:
    """Hears of a run as it goes; the methods of this one do nothing."""

    def planned(self, todo: int, left: int) -> None:
        """How many files are to be done, and how many are left as they are."""

    def begun(self, path: str) -> None:
        """A file was begun."""

    def ended(self, result: Result) -> None:
        """A file is done, failed, or was left for a reason people should know."""

    def tick(self) -> None:
        """Time has passed."""


USUAL = Options()
NOBODY = Watch()


def run(
    found: files.Found,
    path: Path,
    job: Job,
    engine: Engine,
    *,
    options: Options = USUAL,
    watch: Watch = NOBODY,
) -> Report:
    """Do the inputs that need it, and write to the folder at `path`.

    Raises:
        FolderInUse, OutputClash, OutputUnwritable: before anything is done, where that can be known.
    """
    inputs = [file for file in found.inputs if options.shard is None or options.shard.holds(file)]
    report = Report(path, unread=found.unread, skipped=found.skipped, links=found.links)
    with Folder(path, options.shard) as folder:
        plans = plan(inputs, folder.known, path, job, existing=options.existing, retry=options.retry)
        todo = {p.file.relative: p for p in plans if not p.state.left}
        folder.refuse_clashes(found.inputs, [p.file for p in todo.values()])
        folder.sweep(inputs)
        watch.planned(len(todo), len(plans) - len(todo))
        for left in (p for p in plans if p.state.left):
            error = folder.known[left.file.relative]["error"] if left.state is State.KEPT_ERROR else ""
            report.results.append(Result(left.file.relative, left.state, error, edited=left.edited))
            watch.ended(report.results[-1])
        with _interruptible(report):
            try:
                _work(todo, folder, job, engine, options, watch, report)
                _look_again(todo, folder, report, watch)
            except HelderError as error:
                report.stopped = error
            report.left = len(inputs) - len(report.results)
            folder.forget(g.path for g in gone(found.inputs, folder.known) if not _stays(g, path))
            folder.close(_note(report))
        report.gone = [g for g in gone(found.inputs, folder.known) if not _is_there(g, found)]
    report.results.sort(key=lambda result: result.path)
    return report


def _work(
    todo: Mapping[str, Plan],
    folder: Folder,
    job: Job,
    engine: Engine,
    options: Options,
    watch: Watch,
    report: Report,
) -> None:
    done = failed = 0
    with closing(engine([p.file for p in todo.values()], job)) as events:
        for event in events:
            if report.interrupted:
                return  # what is in flight is dropped whole
            if event is None:
                watch.tick()
            elif isinstance(event, Begun):
                watch.begun(event.file.relative)
            else:
                result = _finish(event, todo[event.file.relative], folder, job)
                report.results.append(result)
                watch.ended(result)
                done, failed = done + 1, failed + result.failed
                if failed and options.fail_fast:
                    raise TooManyFailures("Stopped at the first file that failed.")
                if done >= ENOUGH_TO_JUDGE and failed > job.settings.max_failures * done:
                    raise TooManyFailures(f"{failed} of {done} files failed, more than the allowed share.")


def _finish(reply: Reply, plan: Plan, folder: Folder, job: Job) -> Result:
    """Write and commit what came of one input."""
    error = reply.error
    kept: list[str] = []
    if not error:
        try:
            kept = folder.write(reply.file, _line(reply, job), reply.files, aside=plan.edited)
        except OutputClash as clash:
            error = str(clash)
        except OutputUnwritable as fault:
            if getattr(fault.__cause__, "errno", None) not in OF_THE_NAME:
                raise
            error = str(fault)
    if error:
        error = told(error, reply.file, folder.path)
        _commit_error(replace(reply, error=error), folder, job)
    counts = () if error else reply.counts
    return Result(reply.file.relative, plan.state, error, counts, plan.edited, tuple(kept), reply.seconds)


def _line(reply: Reply, job: Job) -> Line:
    """The line of the manifest, but for the outputs."""
    line: Line = {"path": reply.file.relative, "outcome": "record", "tool": tool_version()}
    own = job.made_by
    return line | {
        "input_sha256": reply.input_sha256,
        "settings": own["settings"],
        "rules": own["rules"],
        "extractors": own.get("extractors"),
        "model": reply.model,
        "decisions": None,
        **job.about(reply.file, reply.input_sha256),
        "keys": job.keys(reply.file, reply.input_sha256),
    }


def _commit_error(reply: Reply, folder: Folder, job: Job) -> None:
    """Write down that an input failed. What an earlier run made of it stays its own."""
    path = reply.file.relative
    line: Line = {"path": path, "outcome": "error", "error": reply.error, "tool": tool_version()}
    try:
        sha256 = reply.input_sha256 or files.sha256(reply.file)
    except UnreadableInput:
        pass  # without a key it is tried again next time
    else:
        line |= {"input_sha256": sha256, "keys": job.keys(reply.file, sha256)}
    before = folder.known.get(path, {})
    folder.commit(path, line | {name: before[name] for name in ("outputs", "earlier") if name in before})


def _look_again(todo: Mapping[str, Plan], folder: Folder, report: Report, watch: Watch) -> None:
    """Whether the inputs are still what they were when they were read."""
    if report.interrupted:
        return
    for at, result in enumerate(report.results):
        if result.state.left or result.failed:
            continue
        file = todo[result.path].file
        try:
            same = files.sha256(file) == folder.known[result.path]["input_sha256"]
            error = "" if same else f"{file.path}: it changed during the run. Run helder again."
        except UnreadableInput as fault:
            error = f"{fault} It was there when the run began."
        if error:
            error = told(error, file, folder.path)
            line = {k: v for k, v in folder.known[result.path].items() if k != "keys"}
            folder.commit(result.path, line | {"outcome": "error", "error": error})
            report.results[at] = replace(result, error=error)
            watch.ended(report.results[at])


def _note(report: Report) -> dict[str, Any]:
    """For the line of runs.jsonl."""
    done = len(report.done)
    left = report.count(State.UNCHANGED) + report.count(State.EDITED)
    counts = {"files": len(report.results), "records": done + left, "errors": report.failed, "skipped": left}
    return {"tool": tool_version(), **counts}


def _stays(gone: Gone, folder: Path) -> bool:
    """Whether somebody has left anything of its outputs."""
    return any(os.path.lexists(folder / name) for name in gone.outputs)


def _is_there(gone: Gone, found: files.Found) -> bool:
    """Whether it was only not named this time."""
    return not gone.now and any((root / gone.path).is_file() for root in found.roots)


@contextmanager
def _interruptible(report: Report) -> Iterator[None]:
    """Ctrl-C and SIGTERM only leave word; the second time they interrupt, which no output minds either."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave_word(number: int, _: object) -> None:
        if report.interrupted:
            raise KeyboardInterrupt
        report.interrupted = True

    before = {number: signal.signal(number, leave_word) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
