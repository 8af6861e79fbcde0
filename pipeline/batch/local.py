"""The engine of one machine: a thread for each worker process."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from pipeline.batch.runner import Begun
from pipeline.batch.supervisor import Slot
from pipeline.batch.work import Job, Reply
from pipeline.ingest.files import Input

TICK = 0.25  # seconds between two looks at the clock
ENDING = 2  # seconds to wait for a worker that is just starting; it ends by itself when nobody listens
NEEDED = 1_000_000_000  # bytes a worker may come to hold, of the machine's memory


def usable_cores() -> int:
    """The cores this process may use, as far as there is memory for a worker on each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return cores
    return max(1, min(cores, memory // NEEDED))


@dataclass(frozen=True, slots=True)
class Local:
    """Does files in `jobs` worker processes, one file in flight each."""

    jobs: int

    def __call__(self, files: Iterable[Input], job: Job) -> Generator[Reply | Begun | None]:
        """One reply for each file, as they get done."""
        _ = job.made_by  # goes along, so that a worker that starts after an upgrade finds out
        waiting = queue.SimpleQueue[Input]()
        for file in files:
            waiting.put(file)
        slots = [Slot(job) for _ in range(min(self.jobs, waiting.qsize()))]
        events = queue.SimpleQueue[Reply | Begun | BaseException]()
        lanes = [threading.Thread(target=_lane, args=(s, waiting, events), daemon=True) for s in slots]
        for lane in lanes:
            lane.start()
        at_work = len(slots)
        try:
            while at_work:
                try:
                    event = events.get(timeout=TICK)
                except queue.Empty:
                    yield None
                    continue
                if isinstance(event, queue.Empty):
                    at_work -= 1
                elif isinstance(event, BaseException):
                    raise event
                else:
                    yield event
        finally:
            for slot in slots:
                slot.close()
            for lane in lanes:
                lane.join(ENDING)


def _lane(slot: Slot, waiting: queue.SimpleQueue[Input], events: queue.SimpleQueue[object]) -> None:
    """Take files until there are none; the exception that ends it is the last thing told."""
    try:
        while True:
            file = waiting.get_nowait()
            events.put(Begun(file))
            events.put(slot.do(file))
    except BaseException as end:
        events.put(end)
