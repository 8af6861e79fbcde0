"""The engine of a cluster: Dask distributed, which the extra `helder[cluster]` installs.

A task is a handful of files. The worker of Dask only carries a worker process of helder, kept as on one
machine, so that a file that hangs or kills it is found out in the same way and gives the same bytes. When a
worker of Dask itself is lost, its tasks are done elsewhere.
"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker, wait
from distributed.comm.core import CommClosedError

from pipeline.batch.runner import Begun
from pipeline.batch.supervisor import Slot
from pipeline.batch.work import Job, Reply
from pipeline.errors import ClusterLost, HelderError
from pipeline.ingest.files import Input
from pipeline.settings import PATHS, Settings

TICK = 0.25  # seconds between two looks at the clock
FILES = 8  # of a task: seconds of work, so that the scheduler is not asked for each file
AHEAD = 2  # tasks a thread of a worker has been given, so that none waits
ATTEMPTS = 3  # of a task whose worker of Dask was lost
CONNECT = 30  # seconds until the scheduler must have answered


@dataclass(frozen=True, slots=True)
class Task:
    """Some files, and how often they were given out."""

    files: tuple[Input, ...]
    attempts: int = 1


class Carrier(WorkerPlugin):  # type: ignore[misc]  # Dask is untyped
    """Holds the worker processes of one worker of Dask, one for each of its threads that asks."""

    def __init__(self, job: Job, name: str) -> None:
        self.job, self.name = job, name
        self.idle: deque[Slot] = deque()
        self.all: list[Slot] = []

    def __getstate__(self) -> dict[str, Any]:
        """Only what makes another one: processes stay where they are."""
        return {"job": self.job, "name": self.name, "idle": deque(), "all": []}

    def setup(self, worker: object) -> None:
        """Refuse to work with other rules, words or another model than the runner has.

        Raises:
            ClusterLost: they are others.
        """
        if replace(self.job).made_by != self.job.made_by:
            raise ClusterLost(
                "A worker of Dask has another version of helder or of its data than this machine."
            )

    def do(self, files: Iterable[Input]) -> list[Reply]:
        """What came of the files."""
        try:
            slot = self.idle.pop()
        except IndexError:
            slot = Slot(self.job)
            self.all.append(slot)
        try:
            return [slot.do(file) for file in files]
        finally:
            self.idle.append(slot)

    def teardown(self, worker: object) -> None:
        """End the processes; they also end by themselves when the worker of Dask is killed."""
        for slot in self.all:
            slot.close()


def do_task(name: str, files: tuple[Input, ...]) -> list[Reply]:
    """A task, run in a worker of Dask."""
    carrier: Carrier = get_worker().plugins[name]
    return carrier.do(files)


@dataclass(frozen=True, slots=True)
class Dask:
    """Does files on the cluster whose scheduler listens at an address, or wrote the file of that name."""

    scheduler: str

    def __call__(self, files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        """One reply for each file, as they get done.

        Raises:
            ClusterLost: the scheduler is not there, or workers die whatever they do.
        """
        files = [
            replace(f, path=f.path.absolute(), members=tuple(m.absolute() for m in f.members)) for f in files
        ]
        waiting = deque(Task(tuple(files[i : i + FILES])) for i in range(0, len(files), FILES))
        if not waiting:
            return
        job = replace(job, settings=absolute(job.settings))
        with ExitStack() as ending:
            client = self._client()
            ending.callback(client.close)
            carrier = Carrier(job, f"helder-{uuid.uuid4()}")
            _ = job.made_by  # goes along, so that workers with another helder find out
            client.register_plugin(carrier, name=carrier.name)
            ending.callback(client.unregister_worker_plugin, carrier.name)
            given: dict[Future, Task] = {}
            ending.callback(lambda: client.cancel(list(given)))
            try:
                while waiting or given:
                    while waiting and len(given) < AHEAD * max(1, sum(client.nthreads().values())):
                        task = waiting.popleft()
                        given[client.submit(do_task, carrier.name, task.files, pure=False)] = task
                    yield None
                    for future in _done(given):
                        task = given.pop(future)
                        replies = _replies(future)
                        if replies is None:
                            if task.attempts == ATTEMPTS:
                                raise ClusterLost(
                                    f"Workers of Dask died {ATTEMPTS} times over the same files."
                                )
                            waiting.append(replace(task, attempts=task.attempts + 1))
                        yield from replies or ()
            except (CommClosedError, OSError) as error:
                raise ClusterLost(f"The connection to {self.scheduler} was lost: {error}.") from error

    def _client(self) -> Client:
        where = {"scheduler_file" if Path(self.scheduler).is_file() else "address": self.scheduler}
        try:
            return Client(**where, timeout=CONNECT)
        except (OSError, ValueError) as error:
            raise ClusterLost(f"No scheduler answers at {self.scheduler}: {error}.") from error


def absolute(settings: Settings) -> Settings:
    """Settings whose files are found from any folder, on workers that see the same disk."""
    paths = {name: getattr(settings, name) for name in (*PATHS, "model")}
    found: dict[str, Any] = {
        name: str(Path(p).absolute()) for name, p in paths.items() if p and Path(p).exists()
    }
    return replace(settings, **found)


def _done(given: Iterable[Future]) -> Iterable[Future]:
    try:
        found = wait(list(given), timeout=TICK, return_when="FIRST_COMPLETED").done
    except TimeoutError:
        return []
    return list(found)


def _replies(future: Future) -> list[Reply] | None:
    """What came of a task; None when its worker was lost."""
    if future.status in ("lost", "cancelled"):
        return None
    error = future.exception()
    if isinstance(error, HelderError):
        raise error
    if isinstance(error, KilledWorker):
        return None
    replies: list[Reply] = future.result()
    return replies
