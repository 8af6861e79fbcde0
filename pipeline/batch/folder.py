"""The folder that helder writes: journal, manifest, lock, and outputs that appear whole or not at all.

A run appends to its journal: a line before an input's outputs are written, with their hashes, and one when
they are there, which is the commit. When a run ends, the manifest is written from both, sorted, and the
journal goes. Each shard has a journal of its own, which stays until `helder merge` (or a run without
--shard) joins them all. The open journal is the lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Self

from pipeline import atomic
from pipeline.errors import FolderInUse, NoInput, OutputClash, OutputUnwritable
from pipeline.ingest.files import JOURNAL, MANIFEST, Input

RUNS = "runs.jsonl"
INTERRUPTED = "The run was interrupted while this was written."
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `index` (from 1) of `count` of the inputs. An input's shard follows from its path alone."""

    index: int
    count: int

    def holds(self, file: Input) -> bool:
        """Whether the input belongs to this shard."""
        digest = hashlib.sha256(file.relative.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index - 1

    def __str__(self) -> str:
        return f"{self.index}of{self.count}"


def read_manifest(folder: Path) -> dict[str, Line]:
    """The lines of the manifest in `folder` by path of the input."""
    return {line["path"]: line for line in _json_lines(folder / MANIFEST)}


def read_journal(path: Path, known: Mapping[str, Line]) -> dict[str, Line]:
    """What a run did, on top of `known`; an input it had only begun counts as an error until it is done.

    Of such an input `outputs` are what was being written, `earlier` what may still stand in its place.
    """
    lines: dict[str, Line] = {}
    for line in _json_lines(path):
        before = lines.get(line["path"], known.get(line["path"], {}))
        lines[line["path"]] = _begun(line, before) if line["outcome"] == "started" else line
    return lines


def _begun(line: Line, before: Mapping[str, Any]) -> Line:
    return line | {"outcome": "error", "error": INTERRUPTED, "earlier": _outputs(before)}


def _json_lines(path: Path) -> Iterator[Line]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                found = json.loads(line)
            except ValueError:
                continue  # the last line of a run that was killed while writing it
            if isinstance(found, dict) and "path" in found and "outcome" in found:
                yield found


def read_known(folder: Path) -> dict[str, Line]:
    """All that manifest and journals tell, for those who only look."""
    known = read_manifest(folder)
    for journal in [*sorted(folder.glob(_journal_of("*"))), folder / JOURNAL]:
        known |= read_journal(journal, known)
    return known


def intact(path: Path, *sums: str | None) -> bool:
    """Whether the file has one of these SHA-256.

    Raises:
        FileNotFoundError: it is not there.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() in sums
    except (IsADirectoryError, PermissionError):
        return False


class Folder:
    """An output folder held by this run; use it with `with`. `known` holds the lines by path of the input."""

    def __init__(self, path: Path, shard: Shard | None = None) -> None:
        self.path, self.shard = path, shard
        self.known: dict[str, Line] = {}
        self._held = contextlib.ExitStack()
        self._tag = f"{shard or 'run'}-"
        self._journal: IO[bytes]
        self._tails: list[Path] = []  # journals of shards, to go into the manifest
        self._parents: dict[Path, bool] = {}
        self._stems: Mapping[str, str] = {}  # of all inputs, to their paths
        self._closed = False

    def __enter__(self) -> Self:
        """Lock it and read what is known.

        Raises:
            FolderInUse: another run is at work here.
            OutputUnwritable: the folder cannot be made or written.
        """
        with contextlib.ExitStack() as held, _writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock(held)
            self.known = read_manifest(self.path)
            for journal in [*self._tails, self._own]:
                self.known |= read_journal(journal, self.known)
            self._held = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        with self._held:
            for journal in () if self._closed else (self._own, self.path / JOURNAL):
                with contextlib.suppress(OSError):
                    if not journal.stat().st_size:  # nothing was begun: the folder is as it was
                        journal.unlink()

    @property
    def _own(self) -> Path:
        return self.path / (_journal_of(self.shard) if self.shard else JOURNAL)

    def _lock(self, held: contextlib.ExitStack) -> None:
        journals = sorted(self.path.glob(_journal_of("*")))
        if self.shard:
            whole = _locked(self.path / JOURNAL, held, shared=True)
            if whole is None:
                raise FolderInUse(f"Another run is at work in {self.path}.")
            others = [j.name for j in journals if not j.name.endswith(f"of{self.shard.count}.jsonl")]
            if others:
                raise OutputClash(
                    f"{self.path} holds journals of a run in another number of shards ({others[0]}); "
                    f"helder merge {self.path} joins them first."
                )
        else:
            self._tails = journals
            for journal in journals:
                if _locked(journal, held) is None:
                    raise FolderInUse(f"A run with --shard is at work in {self.path} ({journal.name}).")
        own = _locked(self._own, held)
        if own is None:
            raise FolderInUse(f"Another run is at work in {self.path}.")
        self._journal = own
        end = own.seek(0, os.SEEK_END)
        if end:
            own.seek(end - 1)
            if own.read(1) != b"\n":  # torn by a kill; what follows needs a line of its own
                own.write(b"\n")

    def refuse_clashes(self, inputs: Sequence[Input], todo: Iterable[Input]) -> None:
        """Outputs must fall on no input, and on no file that this input did not make.

        Raises:
            OutputClash: one does.
        """
        self._stems = {file.stem: file.relative for file in inputs}
        made_by = {name: path for path, line in self.known.items() for name in _outputs(line)}
        sources = {os.path.realpath(path) for file in inputs for path in (file.path, *file.members)}
        for file in todo:
            for name in (file.stem + ending for ending in (".txt", ".repairs.jsonl", ".json")):
                target = self.path / name
                if os.path.realpath(target) in sources:
                    raise OutputClash(f"{target} is an input; helder never writes over one.")
                if made_by.get(name, file.relative) != file.relative or (
                    name not in made_by and os.path.lexists(target)
                ):
                    raise OutputClash(f"{target} is there already and was not made from {file.path}.")

    def sweep(self, files: Iterable[Input]) -> None:
        """Remove temporary files that a killed run of this shard left where outputs of `files` go."""
        for parent in {self.path, *((self.path / file.stem).parent for file in files)}:
            atomic.sweep(parent, tag=self._tag)

    def write(
        self, file: Input, line: Line, made: Mapping[str, bytes], *, aside: Collection[str] = ()
    ) -> list[str]:
        """Write the outputs of an input and commit them; gives the names of edited files that were put aside.

        Args:
            file: the input.
            line: of the manifest, but for the outputs.
            made: the outputs by name, in the order in which they must appear.
            aside: names of outputs that somebody edited and that must be kept.

        Raises:
            OutputClash: a file of that name was made by another; nothing is written.
            OutputUnwritable: it cannot be written; what is there is old or new.
        """
        earlier = _outputs(self.known.get(file.relative, {}))
        for name in [*made, *earlier]:
            self._refuse_way_out(name)
        for name in made:
            if (other := self._stems.get(article_of(name), file.relative)) != file.relative:
                raise OutputClash(f"{self.path / name} is where {other} goes, so {file.path} is not split.")
            if name not in earlier and os.path.lexists(self.path / name):
                raise OutputClash(f"{self.path / name} is there already and was not made from {file.path}.")
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(made.items())}
        started = {"path": file.relative, "outcome": "started", "outputs": sums}
        self._append(started)
        self.known[file.relative] = _begun(started, self.known.get(file.relative, {}))
        stems = {article_of(name) for name in made}
        gone = {name for name in earlier if article_of(name) not in stems}
        kept = [self._put_aside(name) for name in made if name in aside]
        atomic.write_all(self.path, made, tag=self._tag)
        for name in sorted(gone):  # of articles that the input is no longer split into
            with _writing(self.path / name), contextlib.suppress(FileNotFoundError):
                if intact(self.path / name, earlier[name]):
                    (self.path / name).unlink()
                else:
                    kept.append(self._put_aside(name))
        left = {name: sha for name, sha in earlier.items() if name not in gone}
        self.commit(file.relative, line | {"outputs": dict(sorted({**left, **sums}.items()))})
        return kept

    def commit(self, path: str, line: Line) -> None:
        """Append the line to the journal; from then on it counts."""
        self._append(line)
        self.known[path] = line

    def forget(self, paths: Iterable[str]) -> None:
        """Leave inputs out of the manifest that are gone, outputs and all."""
        for path in list(paths):
            del self.known[path]

    def close(self, counts: Mapping[str, int]) -> None:
        """Write the manifest sorted, note the run, drop the journals; a shard leaves all but the note."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        note = {"time": now, **counts} | ({"shard": str(self.shard)} if self.shard else {})
        if not self.shard:
            lines = (_dump(self.known[path]) for path in sorted(self.known))
            atomic.write_whole(self.path / MANIFEST, b"".join(lines), tag=self._tag)
        with _writing(self.path / RUNS), (self.path / RUNS).open("ab", buffering=0) as runs:
            runs.write(_dump(note))
        self._closed = True
        if not self.shard:
            for journal in [*self._tails, self._own]:
                journal.unlink(missing_ok=True)

    def _append(self, line: Mapping[str, Any]) -> None:
        with _writing(self._own):
            self._journal.write(_dump(line))
            os.fsync(self._journal.fileno())

    def _put_aside(self, name: str) -> str:
        """Give an edited file a name of its own, so that nothing of it is lost."""
        number = 1
        while os.path.lexists(self.path / (kept := f"{name}.edited{'' if number == 1 else f'-{number}'}")):
            number += 1
        with _writing(self.path / kept):
            (self.path / name).rename(self.path / kept)
        return kept

    def _refuse_way_out(self, name: str) -> None:
        """A link in the output folder must not lead out of it."""
        parent = (self.path / name).parent
        if parent not in self._parents:
            self._parents[parent] = parent.resolve().is_relative_to(self.path.resolve())
        if not self._parents[parent]:
            raise OutputClash(f"{parent} is a link that leads out of {self.path}.")


def article_of(name: str) -> str:
    """The name of an output without its ending."""
    return next(name.removesuffix(e) for e in (".repairs.jsonl", ".json", ".txt", "") if name.endswith(e))


def _outputs(line: Mapping[str, Any]) -> dict[str, str]:
    """The outputs that an input has or may have, with their hashes."""
    return {**line.get("earlier", {}), **line.get("outputs", {})}


def _journal_of(shard: Shard | str) -> str:
    return JOURNAL.replace(".jsonl", f".{shard}.jsonl")


def _dump(line: Mapping[str, Any]) -> bytes:
    return (json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n").encode()


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputUnwritable(f"{path} cannot be written: {error.strerror or error}.") from error


def _locked(path: Path, held: contextlib.ExitStack, *, shared: bool = False) -> IO[bytes] | None:
    """`path` open for appending and locked until `held` closes; None when another process holds it."""
    while True:
        file = path.open("a+b", buffering=0)
        if not _take(file, shared):
            file.close()
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return held.enter_context(file)
        file.close()  # the run that held it has ended and removed it in between


def _take(file: IO[bytes], shared: bool) -> bool:
    try:
        import fcntl
    except ImportError:
        return True  # Windows: nothing keeps two runs apart there
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks (Lustre without -o flock): see docs/cluster.md
    return True


def merge(path: Path) -> tuple[dict[str, int], list[str]]:
    """Join the journals of all shards into the manifest; gives counts, and the shards that left no journal.

    Raises:
        NoInput: there is nothing to join.
        FolderInUse: a shard is still at work.
    """
    joined = (path / MANIFEST).is_file()
    journals = [j.name.split(".")[2] for j in path.glob(_journal_of("*"))]
    if not journals and not joined:
        raise NoInput(f"{path} was not written by helder.")
    with Folder(path) as folder:
        errors = sum(line["outcome"] == "error" for line in folder.known.values())
        counts = {"files": len(folder.known), "records": len(folder.known) - errors, "errors": errors}
        folder.close(counts)
    count = 0 if joined else max((int(name.split("of")[1]) for name in journals), default=0)
    return counts, [f"{i}/{count}" for i in range(1, count + 1) if f"{i}of{count}" not in journals]
