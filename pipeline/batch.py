"""Many files: each gives exactly one outcome, `record` or `error`, and every outcome is looked at.

What a run did stands in `manifest.jsonl`, one line per input, sorted, written when the run ends. Until
then a journal grows beside it: a line before a file's outputs are written and one when they are there,
so that what an interrupted run left is known for what it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pipeline import decisions as deciding
from pipeline import digest, flow
from pipeline.atomic import write_whole
from pipeline.cleaned import Cleaned
from pipeline.errors import HelderError, InputFault, OutputClash, TooManyFailures
from pipeline.ingest import files
from pipeline.ingest.files import MANIFEST, Input
from pipeline.repair import ledger
from pipeline.settings import Settings

JOURNAL = ".journal.jsonl"
RUNS = "runs.jsonl"
ENOUGH_TO_JUDGE = 50  # files done before the share of failures can stop a run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input. `outputs` maps file names to their SHA-256."""

    path: str
    error: str = ""
    input_sha256: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    cleaned: Cleaned | None = None
    summary: Any = None  # pipeline.summary.models.Summary; not imported here, it is slow to load

    @property
    def failed(self) -> bool:
        """Whether there is no output."""
        return bool(self.error)


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with each file: its settings, what people decided, and whether to summarise."""

    settings: Settings
    decisions: Mapping[str, deciding.Decisions] = field(default_factory=dict)
    summaries: bool = True


def tool_version() -> str:
    """The version of helder."""
    try:
        return version("helder")
    except PackageNotFoundError:
        return "0+checkout"


def do(file: Input, job: Job) -> Outcome:
    """Clean one file, and summarise it if asked. Faults of the file are not raised; those of the job are."""
    try:
        source = files.read(file, job.settings)
        decided = job.decisions.get(source.sha256, flow.NONE)
        cleaned = flow.clean(source, job.settings, decided)
        summary = flow.extract(cleaned, job.settings, decided) if job.summaries else None
    except HelderError as error:
        if not isinstance(error, InputFault) and error.exit_code in (2, 6, 7):
            raise
        return Outcome(file.relative, error=str(error))
    except Exception as error:  # a fault of helder on one file must not cost the others
        return Outcome(
            file.relative, error=f"{file.relative}: {type(error).__name__}: {error} (a fault of helder)."
        )
    return Outcome(file.relative, input_sha256=source.sha256, cleaned=cleaned, summary=summary)


def contents(outcome: Outcome, stem: str) -> dict[str, bytes]:
    """The output files of one outcome: ledger first, then text, then summary."""
    made: dict[str, bytes] = {}
    if outcome.cleaned:
        made[f"{stem}.repairs.jsonl"] = ledger.dump(outcome.cleaned.ledger).encode()
        made[f"{stem}.txt"] = outcome.cleaned.text.string.encode()
    if outcome.summary:
        made[f"{stem}.json"] = (outcome.summary.model_dump_json(indent=1) + "\n").encode()
    return made


def run(inputs: Sequence[Input], folder: Path, job: Job, *, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Do all `inputs`, in order, and write to `folder`; `tell` hears of each outcome.

    Raises:
        OutputClash, OutputUnwritable: before anything is done, where that can be known.
        TooManyFailures: more than the allowed share failed; what was done stays.
    """
    known = read_manifest(folder) | _read_journal(folder)
    _refuse_clashes(inputs, folder, known)
    write_whole(folder / JOURNAL, "".join(_dump(line) for line in known.values()).encode())
    done: list[Outcome] = []
    try:
        for file in inputs:
            outcome = _write(do(file, job), file.stem, folder)
            done.append(outcome)
            known[outcome.path] = _manifest_line(outcome, job, earlier=known.get(outcome.path, {}))
            _append(folder / JOURNAL, known[outcome.path])
            tell(outcome)
            failed = sum(o.failed for o in done)
            if len(done) >= ENOUGH_TO_JUDGE and failed > job.settings.max_failures * len(done):
                raise TooManyFailures(f"{failed} of {len(done)} files failed, more than the allowed share.")
    finally:
        _close(folder, known, done)
    return done


def read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """The lines of the manifest in `folder` by path of the input."""
    return {line["path"]: line for line in _json_lines(folder / MANIFEST)}


def _read_journal(folder: Path) -> dict[str, dict[str, Any]]:
    """What an interrupted run did; a file it had only begun counts as an error until it is done again."""
    interrupted = {"outcome": "error", "error": "The run was interrupted while this was written."}
    lines = {line["path"]: line for line in _json_lines(folder / JOURNAL)}
    return {p: line | interrupted if line["outcome"] == "started" else line for p, line in lines.items()}


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").split("\n"):
        try:
            found = json.loads(line)
        except ValueError:
            continue  # the last line of a run that was killed while writing it
        if isinstance(found, dict) and "path" in found:
            yield found


def _refuse_clashes(inputs: Iterable[Input], folder: Path, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Outputs must fall on no input, and on no file that this input did not make."""
    made_by = {name: path for path, line in known.items() for name in line.get("outputs", ())}
    sources = {file.path.resolve() for file in inputs}
    for file in inputs:
        for ending in (".txt", ".repairs.jsonl", ".json"):
            name = file.stem + ending
            target = folder / name
            if target.resolve() in sources:
                raise OutputClash(f"{target} is an input; helder never writes over one.")
            if made_by.get(name, file.relative) != file.relative or (target.exists() and name not in made_by):
                raise OutputClash(f"{target} is there already and was not made from {file.path}.")


def _write(outcome: Outcome, stem: str, folder: Path) -> Outcome:
    if outcome.failed:
        return outcome
    made = contents(outcome, stem)
    _append(
        folder / JOURNAL, {"path": outcome.path, "outcome": "started", "outputs": dict.fromkeys(made, "")}
    )
    for name, data in made.items():
        write_whole(folder / name, data)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(made.items())}
    return Outcome(outcome.path, "", outcome.input_sha256, sums, outcome.cleaned, outcome.summary)


def _manifest_line(outcome: Outcome, job: Job, *, earlier: Mapping[str, Any]) -> dict[str, Any]:
    """The line of one input. What an earlier run made of it and this one did not make again stays its own."""
    outputs = {**earlier.get("outputs", {}), **outcome.outputs}
    line: dict[str, Any] = {"path": outcome.path, "outcome": "error" if outcome.failed else "record"}
    line |= {"outputs": outputs} if outputs else {}
    if outcome.failed:
        return line | {"error": outcome.error, "tool": tool_version()}
    decided = job.decisions.get(outcome.input_sha256, flow.NONE)
    return line | {
        "input_sha256": outcome.input_sha256,
        "settings": job.settings.digest(),
        "rules": digest.cleaning(),
        "extractors": digest.extraction() if outcome.summary else None,
        "model": outcome.summary.tool.model.model_dump() if outcome.summary else None,
        "decisions": decided.digest() if decided.entries else None,
        "tool": tool_version(),
    }


def _close(folder: Path, known: Mapping[str, Mapping[str, Any]], done: Sequence[Outcome]) -> None:
    """Write the manifest sorted, note the run, drop the journal."""
    write_whole(folder / MANIFEST, "".join(_dump(known[path]) for path in sorted(known)).encode())
    failed = sum(o.failed for o in done)
    counts = {"files": len(done), "records": len(done) - failed, "errors": failed}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _append(folder / RUNS, {"time": now, "tool": tool_version(), **counts})
    (folder / JOURNAL).unlink(missing_ok=True)


def _append(path: Path, line: Mapping[str, Any]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(_dump(line))
        file.flush()
        os.fsync(file.fileno())


def _dump(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n"
