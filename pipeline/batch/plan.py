"""What is to be done with each input. Resume is skip: what is there and would come out the same is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.batch.folder import Line, intact
from pipeline.batch.work import Job
from pipeline.errors import OutputClash, UnreadableInput
from pipeline.ingest import files
from pipeline.ingest.files import Input


class Existing(StrEnum):
    """What to do where outputs are there already."""

    SKIP = "skip"  # what is unchanged; what somebody edited is left as well
    OVERWRITE = "overwrite"  # make all anew, keep aside what somebody edited
    ABORT = "abort"  # do nothing at all


class State(StrEnum):
    """Why an input is done, or why not."""

    NEW = "new"
    CHANGED = "changed"  # the input, the settings, the rules, a decision
    INCOMPLETE = "incomplete"  # an output is missing, or a run was interrupted
    FAILED_BEFORE = "failed before"
    AGAIN = "again"  # --existing overwrite
    UNCHANGED = "unchanged"
    EDITED = "edited"
    KEPT_ERROR = "kept error"

    @property
    def left(self) -> bool:
        """Whether nothing is done."""
        return self in (State.UNCHANGED, State.EDITED, State.KEPT_ERROR)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with one input. `edited` are outputs that are not as helder wrote them."""

    file: Input
    state: State
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """An input of an earlier run that is not among those named now; its outputs stay.

    Attributes:
        path: as it was.
        outputs: that came of it.
        now: path of an input with the same content, if it was renamed.
    """

    path: str
    outputs: tuple[str, ...]
    now: str = ""


def plan(
    inputs: Sequence[Input],
    known: Mapping[str, Line],
    folder: Path,
    job: Job,
    *,
    existing: Existing = Existing.SKIP,
    retry: bool = False,
) -> list[Plan]:
    """What is to be done with each of `inputs`, in order.

    Raises:
        OutputClash: there are outputs, and `existing` is to abort then.
    """
    if existing is Existing.ABORT and (there := sum(file.relative in known for file in inputs)):
        raise OutputClash(f"{there} of {len(inputs)} articles are in {folder} already; nothing was done.")
    return [_plan(file, known.get(file.relative), folder, job, existing, retry) for file in inputs]


def _plan(file: Input, line: Line | None, folder: Path, job: Job, existing: Existing, retry: bool) -> Plan:
    if line is None:
        return Plan(file, State.NEW)
    current = _is_current(file, line, job)
    if line["outcome"] == "error" and current and not retry and existing is not Existing.OVERWRITE:
        return Plan(file, State.KEPT_ERROR)
    missing, edited = _look(line, folder, job)
    if edited and existing is not Existing.OVERWRITE:
        return Plan(file, State.EDITED, edited)
    if existing is Existing.OVERWRITE:
        return Plan(file, State.AGAIN, edited)
    if missing or "earlier" in line:
        return Plan(file, State.INCOMPLETE)
    if line["outcome"] == "error":
        return Plan(file, State.FAILED_BEFORE)
    return Plan(file, State.UNCHANGED if current else State.CHANGED)


def _is_current(file: Input, line: Line, job: Job) -> bool:
    """Whether the line was made by what would make it now. An input that cannot be read is never current."""
    try:
        sha256 = files.sha256(file)
    except UnreadableInput:
        return False
    known = line.get("keys", {})
    return all(known.get(name) == key for name, key in job.keys(file, sha256).items())


def _look(line: Line, folder: Path, job: Job) -> tuple[bool, tuple[str, ...]]:
    """Whether an output is missing that the job makes, and which are not as helder wrote them."""
    earlier, outputs = line.get("earlier", {}), line.get("outputs", {})
    missing, edited = False, []
    for name in {**earlier, **outputs}:
        if name.endswith(".json") and not job.summaries:
            continue
        try:
            if not intact(folder / name, earlier.get(name), outputs.get(name)):
                edited.append(name)
        except FileNotFoundError:
            missing = True
    return missing, tuple(sorted(edited))


def gone(inputs: Sequence[Input], known: Mapping[str, Line]) -> list[Gone]:
    """The inputs that are known, have outputs and are not among `inputs`, and where they went."""
    named = {file.relative for file in inputs}
    lost = [line for path, line in sorted(known.items()) if path not in named and line.get("outputs")]
    by_sum = {known[path].get("input_sha256"): path for path in sorted(named & known.keys())} if lost else {}
    by_sum.pop(None, None)
    return [
        Gone(line["path"], tuple(line["outputs"]), by_sum.get(line.get("input_sha256"), "")) for line in lost
    ]
