"""A worker process: reads one file after the other and hands back what came of it. It writes nothing."""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import queue
import signal
import sys
import threading
from dataclasses import replace
from typing import IO, Any, NoReturn

from pipeline.batch.supervisor import OUT_OF_MEMORY, SLACK, Heard, Ready, seconds, size_of
from pipeline.batch.work import Job, do, reply
from pipeline.errors import ChangedMeanwhile, HelderError
from pipeline.ingest.files import Input
from pipeline.records import Source


def main() -> None:
    """Take a job, then files, until nobody sends any more."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the pickles
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, inbox), daemon=True).start()
    try:
        job: Job = inbox.get()
        _limit_memory(job.settings.max_worker_memory * 1_000_000)
        try:
            _load(job)
        except HelderError as error:
            _send(out, error)
            return
        _send(out, Ready())
        while True:
            _do(inbox.get(), job, out)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _listen(stream: IO[bytes], inbox: queue.SimpleQueue[Any]) -> None:
    """Take what comes; when the runner is gone, so is the worker, whatever it is doing."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            inbox.put(pickle.load(stream))
    _end()


def _end() -> NoReturn:
    """End at once, with all that this process has started; it leads a group of its own."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _do(file: Input, job: Job, out: IO[bytes]) -> None:
    def heard(source: Source) -> None:
        size = {"characters": len(source.text), "pages": len(source.pages)}
        _send(out, Heard(**size))
        _limit_seconds(seconds(job.settings, **size))

    _limit_seconds(seconds(job.settings, size=size_of(file)))
    try:
        answer: object = reply(file, do(file, job, heard=heard))
    except HelderError as error:
        answer = error
    _send(out, answer)


def _send(out: IO[bytes], what: object) -> None:
    try:
        pickle.dump(what, out)
        out.flush()
    except BrokenPipeError:
        _end()


def _load(job: Job) -> None:
    """What every file needs, so that the time of the first is its own."""
    from pipeline.language.lexicon import lexicon
    from pipeline.repair.rules import steps

    steps(only=job.settings.only, skip=job.settings.skip)
    lexicon(job.settings.words, job.settings.vocabulary)
    if job.summaries:
        if replace(job).made_by != job.made_by:  # which each summary tells, so it is worked out anyway
            raise ChangedMeanwhile("helder, its data or its model was changed since this run began.")
        from pipeline import flow
        from pipeline.language import model

        flow.with_extractors(model.load(job.settings.model, whole=False), job.settings)


def _limit_memory(size: int) -> None:
    """The address space, where the platform can limit it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _limit_seconds(length: float) -> None:
    """CPU time from now on: it ends a worker that hangs, even when its runner was killed."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(used.ru_utime + used.ru_stime + length + SLACK)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
