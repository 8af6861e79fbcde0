"""What a run of many files costs: start-up, throughput by workers, memory, and a run that finds all done.

    python scripts/bench_batch.py        # 200 articles by one worker and by two, 1,000 unchanged
    python scripts/bench_batch.py --articles 2000 --jobs 1 --unchanged 0        # is memory flat?

The articles are stretches of the samples (see `kill_runs.py`). Throughput is of the time between the first
file begun and the last done, start-up the time before that; two workers beside other work show what is left
of two cores, so it wants a machine that does nothing else. The CPU time of the workers does not mind, nor
does what the runner itself takes, which is what workers wait for in the end.
Memory is what a worker holds (resident), by files done.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline import batch
from pipeline.batch.local import Local
from pipeline.ingest import files
from pipeline.settings import Settings
from scripts.kill_runs import LINES, ROOT, make


class Stopwatch(batch.Watch):
    """Notes when the first file was begun, and what the workers hold after every so many files."""

    def __init__(self, every: int) -> None:
        self.every, self.done = every, 0
        self.first = self.last = 0.0
        self.cpu: dict[int, tuple[float, float]] = {}  # of each worker, first and last seen
        self.memory: list[tuple[int, int]] = []

    def ended(self, result: batch.Result) -> None:
        """Look at the clock and at the workers."""
        self.first = self.first or time.monotonic() - result.seconds
        self.last = time.monotonic()
        self.done += 1
        workers = psutil.Process().children()
        for worker in workers:
            spent = sum(worker.cpu_times()[:2])
            self.cpu[worker.pid] = self.cpu.get(worker.pid, (spent, 0.0))[0], spent
        if self.done % self.every == 0:
            held = max((worker.memory_info().rss for worker in workers), default=0)
            self.memory.append((self.done, held))


def measure(raw: Path, out: Path, jobs: int) -> float:
    """Do them all; gives files a second."""
    found = files.find([raw])
    words = sum(len(file.path.read_bytes().split()) for file in found.inputs)
    watch = Stopwatch(max(20, len(found.inputs) // 10))
    began, own = time.monotonic(), time.process_time()
    report = batch.run(found, out, batch.Job(Settings()), Local(jobs), watch=watch)
    span = watch.last - watch.first
    own = time.process_time() - own
    cpu = sum(last - first for first, last in watch.cpu.values())
    rate = len(found.inputs) / span
    print(
        f"{jobs} worker(s): {len(report.done)} done, {report.failed} failed; "
        f"start-up {watch.first - began:.1f} s, {rate:.2f} files/s, {words / span:.0f} words/s; "
        f"CPU a file: workers {cpu / len(found.inputs):.3f} s ({words / cpu:.0f} words/s), "
        f"runner {own / len(found.inputs):.4f} s"
    )
    print(
        "  MB held after files: " + ", ".join(f"{n}: {held / 1e6:.0f}" for n, held in watch.memory),
        flush=True,
    )
    return rate


def unchanged(folder: Path, number: int) -> None:
    """A second run of the command over articles that are done, and one over none: the rest is start-up."""
    raw, none, out = folder / "many", folder / "none", folder / "many-out"
    make(raw, articles=number, hostile=0, seed=2)
    make(none, articles=1, hostile=0, seed=2)
    batch.run(files.find([raw]), out, batch.Job(Settings()), Local(2))
    batch.run(files.find([none]), folder / "none-out", batch.Job(Settings()), Local(1))
    spans = []
    for source, target in ((none, folder / "none-out"), (raw, out)):
        line = [sys.executable, str(ROOT / "cli.py"), "run", str(source), "-o", str(target), "-q"]
        began = time.monotonic()
        subprocess.run(line, check=True)
        spans.append(time.monotonic() - began)
    print(f"{number} unchanged: {spans[1] - spans[0]:.2f} s, and {spans[0]:.2f} s of start-up")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--unchanged", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make(folder / "raw", articles=options.articles, hostile=0, seed=1)
        print(f"{options.articles} articles of {LINES} lines")
        rates = [measure(folder / "raw", folder / f"out-{jobs}", jobs) for jobs in options.jobs]
        if len(rates) > 1:
            print(
                f"{options.jobs[-1]} workers do {rates[-1] / rates[0]:.2f} times what {options.jobs[0]} does"
            )
        if options.unchanged:
            unchanged(folder, options.unchanged)


if __name__ == "__main__":
    main()
