"""What a run would change, by words, before it is made: everything is done but the writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.batch.folder import Folder, read_known
from pipeline.batch.plan import Plan, State, plan
from pipeline.batch.runner import NOBODY, USUAL, Begun, Engine, Options, Result, Watch
from pipeline.batch.work import KINDS, Job, Reply
from pipeline.ingest import files

HARD = 2_000  # words of a paragraph above which it is not compared word by word


@dataclass(frozen=True, slots=True)
class Change:
    """What would come out otherwise for one input.

    Attributes:
        words: before and after, in the order of the text.
        summary: of which kind of thing there would be more or fewer: its name, and how many before and after.
        other: names of outputs that would change in any way.
    """

    path: str
    state: State
    error: str = ""
    is_new: bool = False
    edited: bool = False
    words: tuple[tuple[str, str], ...] = ()
    summary: tuple[tuple[str, int, int], ...] = ()
    other: tuple[str, ...] = ()


def preview(
    found: files.Found,
    path: Path,
    job: Job,
    engine: Engine,
    *,
    options: Options = USUAL,
    watch: Watch = NOBODY,
) -> list[Change]:
    """What a run over the same inputs would change, sorted by path; nothing is written.

    Raises:
        OutputClash: as the run would.
    """
    inputs = [file for file in found.inputs if options.shard is None or options.shard.holds(file)]
    folder = Folder(path, options.shard)
    folder.known = read_known(path)
    plans = plan(inputs, folder.known, path, job, existing=options.existing, retry=options.retry)
    todo = {p.file.relative: p for p in plans if not p.state.left or p.state is State.EDITED}
    folder.refuse_clashes(found.inputs, [p.file for p in todo.values()])
    watch.planned(len(todo), len(plans) - len(todo))
    changes = []
    with closing(engine([p.file for p in todo.values()], job)) as events:
        for event in events:
            if event is None:
                watch.tick()
            elif isinstance(event, Begun):
                watch.begun(event.file.relative)
            else:
                changes.append(_change(event, todo[event.file.relative], path))
                watch.ended(Result(event.file.relative, State.CHANGED, event.error, seconds=event.seconds))
    return sorted((c for c in changes if c.error or c.other), key=lambda change: change.path)


def _change(reply: Reply, plan: Plan, folder: Path) -> Change:
    path = reply.file.relative
    if reply.error:
        return Change(path, plan.state, "" if plan.state is State.FAILED_BEFORE else reply.error)
    words: list[tuple[str, str]] = []
    summary: list[tuple[str, int, int]] = []
    other = []
    there = {name: _old(folder / name) for name in reply.files}
    for name, new in reply.files.items():
        old = there[name]
        if old == new:
            continue
        other.append(name)
        if old is not None and name.endswith(".txt"):
            words += changed_words(old.decode(errors="replace"), new.decode())
        elif old is not None and name.endswith(".json"):
            summary += _changed_counts(old, new)
    return Change(
        path,
        plan.state,
        is_new=all(old is None for old in there.values()),
        edited=plan.state is State.EDITED,
        words=tuple(words),
        summary=tuple(summary),
        other=tuple(other),
    )


def _old(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _changed_counts(old: bytes, new: bytes) -> Iterator[tuple[str, int, int]]:
    try:
        before = json.loads(old)
    except ValueError:
        before = {}
    after = json.loads(new)
    for kind in KINDS:
        counts = len(before.get(kind) or ()), len(after[kind])
        if counts[0] != counts[1]:
            yield kind, *counts


def changed_words(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The stretches of words that differ, before and after.

    >>> list(changed_words("de ont- wikkeling van", "de ontwikkeling van"))
    [('ont- wikkeling', 'ontwikkeling')]
    """
    before, after = ([line for line in text.split("\n") if line] for text in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            yield from _in_paragraphs(before[a:b], after[c:d])


def _in_paragraphs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    old, new = " ".join(before).split(), " ".join(after).split()
    if len(old) > HARD or len(new) > HARD:
        yield " ".join(before), " ".join(after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(old[a:b]), " ".join(new[c:d])
