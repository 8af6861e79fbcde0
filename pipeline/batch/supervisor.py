"""Keeps a worker process: gives it one file at a time, and kills and replaces it when it hangs or dies.

The worker is a plain child process that speaks pickles over its standard input and output, so it can be kept
by a thread of the command line and by a worker of a cluster alike.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.batch.work import Job, Reply
from pipeline.errors import WorkerCannotStart
from pipeline.ingest.files import Input
from pipeline.settings import Settings

ATTEMPTS = 2  # a worker may have been killed for what it did not do; the second time it is the file's doing
RECYCLE = 1000  # files that a worker does before it is replaced: spaCy keeps every word it has seen
STARTING = 900  # seconds within which a worker must have loaded the model, on a busy machine too
OUT_OF_MEMORY = 77  # exit code of a worker
SMALL = 1_000_000  # bytes of an input, characters and pages of its text, for which one `timeout` is meant
CHARACTERS, PAGES = 50_000, 10
SLACK = 5  # seconds of CPU time on top, for what a worker does beside


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded what it needs."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The worker has read the input and begins with the long work."""

    characters: int
    pages: int


def seconds(settings: Settings, *, size: int = 0, characters: int = 0, pages: int = 0) -> float:
    """How long an input of that size may take; it grows with what there is to do."""
    return settings.timeout * (1 + size / SMALL + max(characters / CHARACTERS, pages / PAGES))


def size_of(file: Input) -> int:
    """The bytes of an input, as far as they are there; reading it tells what is wrong."""
    size = 0
    for path in (file.path, *file.members):
        with contextlib.suppress(OSError):
            size += path.stat().st_size
    return size


class Died(Exception):
    """The worker is no more."""


class Expired(Died):
    """It was killed, because its time was over."""


class Worker:
    """A worker process that is ready for files."""

    def __init__(self, job: Job) -> None:
        """Start it and wait until it has loaded the model.

        Raises:
            HelderError: it tells that the job cannot be done at all.
            Died: it did not come up.
        """
        self._settings = job.settings
        self.last_words = ""  # the last line it wrote to standard error, once it has ended
        self._expired = False
        self._timer: threading.Timer | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the runner, which then ends its workers
        )
        self._limit(STARTING)
        try:
            self._send(job)
            answer = self._receive()
            self._limit(None)
        except Died as died:
            self.stop()
            raise Died(" ".join([str(died), self.last_words])) from died
        except BaseException:
            self.stop()
            raise
        if isinstance(answer, Exception):
            self.stop()
            raise answer

    def ask(self, file: Input) -> Reply:
        """What came of a file.

        Raises:
            Expired, Died: nothing; a new worker is needed.
        """
        self._limit(seconds(self._settings, size=size_of(file)))
        try:
            self._send(file)
            answer = self._receive()
            if isinstance(answer, Heard):
                self._limit(seconds(self._settings, characters=answer.characters, pages=answer.pages))
                answer = self._receive()
        finally:
            self._limit(None)
        if not isinstance(answer, Reply):
            raise Died("the worker answered something else")
        return answer

    @property
    def usable(self) -> bool:
        """Whether it can be given another file."""
        return not self._expired and self._process.poll() is None

    def stop(self) -> None:
        """Kill it, whatever it does."""
        self._limit(None)
        self._kill()
        self._process.wait()
        if not self._errors.closed:
            self._errors.seek(0)
            self.last_words = self._errors.read()[-2000:].decode(errors="replace").strip().rpartition("\n")[2]
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream:
                with contextlib.suppress(OSError):  # what was to be sent is of no use any more
                    stream.close()

    def _limit(self, length: float | None) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if length is not None:
            self._timer = threading.Timer(length, self._expire)
            self._timer.daemon = True
            self._timer.start()

    def _expire(self) -> None:
        self._expired = True
        self._kill()

    def _kill(self) -> None:
        """End it with all that it has started, for example to read a PDF."""
        if hasattr(os, "killpg") and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()

    def _send(self, what: object) -> None:
        assert self._process.stdin
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise self._death() from error

    def _receive(self) -> Any:
        assert self._process.stdout
        try:
            return pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError, OSError, ValueError) as error:
            raise self._death() from error

    def _death(self) -> Died:
        try:
            code = self._process.wait(timeout=SLACK)  # it may be about to tell
        except subprocess.TimeoutExpired:
            self._kill()
            code = self._process.wait()
        if self._expired or code == -getattr(signal, "SIGXCPU", 0):
            return Expired("not done in its time")
        if code == OUT_OF_MEMORY:
            return Died(f"needs more than the {self._settings.max_worker_memory:,} MB of max_worker_memory")
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Died(f"the worker died of it ({name})")


class Slot:
    """A place for one worker at a time."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._worker: Worker | None = None
        self._done = 0
        self._closed = False

    def do(self, file: Input) -> Reply:
        """What came of a file: never an exception of the file's.

        Raises:
            HelderError: the job cannot be done at all.
            Died: the slot was closed.
        """
        error, taken = "", 0.0
        for _ in range(ATTEMPTS):
            worker = self._usable()
            began = time.monotonic()
            try:
                return replace(worker.ask(file), seconds=time.monotonic() - began)
            except Expired as expired:
                error = f"{expired}; --timeout gives more, with --retry"
                break
            except Died as died:
                error = str(died)
            taken = time.monotonic() - began
        return Reply(file, error=f"{file.relative}: {error}.", seconds=taken)

    def close(self) -> None:
        """End the worker; who waits for it hears that it died."""
        self._closed = True
        if self._worker:
            self._worker.stop()

    def _usable(self) -> Worker:
        if self._worker and (not self._worker.usable or self._done >= RECYCLE):
            self._worker.stop()
            self._worker = None
        if self._closed:
            raise Died("the run has ended")
        if self._worker is None:
            self._worker, self._done = _start(self._job), 0
            if self._closed:  # in between
                self._worker.stop()
        self._done += 1
        return self._worker


def _start(job: Job) -> Worker:
    """A worker; one that is killed while it starts is no reason to give up yet."""
    for _ in range(ATTEMPTS):
        try:
            return Worker(job)
        except Died as died:
            error = str(died)
    raise WorkerCannotStart(f"A worker process does not come up: {error}.")


def _environment() -> dict[str, str]:
    """One thread a worker: the workers are the parallelism, and sums come out the same everywhere."""
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **threads, "PYTHONPATH": path}
