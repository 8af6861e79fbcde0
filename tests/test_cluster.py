"""Dask, with a real scheduler and real workers on loopback, one of which is killed midway."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
HELDER = [sys.executable, str(ROOT / "cli.py")]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[Path, list[subprocess.Popen[bytes]]]]:
    """The file of a scheduler, and two of its workers."""
    file = tmp_path / "scheduler.json"
    quiet = {"env": ENVIRONMENT, "cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as ending:

        def start(*line: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([sys.executable, "-m", *line], **quiet)  # type: ignore[call-overload]
            ending.callback(process.wait)
            ending.callback(process.kill)
            return process

        local = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file))
        start("distributed.cli.dask_scheduler", "--port", "0", *local)
        worker = ("distributed.cli.dask_worker", "--no-nanny", "--nthreads", "1", *local)
        yield file, [start(*worker), start(*worker)]


def test_the_same_bytes_with_a_worker_killed(
    cluster: tuple[Path, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    scheduler, workers = cluster
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(48):
        (raw / f"{number:02}.txt").write_text(
            f"Kind {number} komt tot ont-\nwikkeling. " * 40, encoding="utf-8"
        )
    (raw / "empty.txt").write_bytes(b"")
    line = [*HELDER, "clean", str(raw), "-q", "-o"]
    run = subprocess.Popen(
        [*line, str(tmp_path / "dask"), "--engine", "dask", "--scheduler", str(scheduler)], env=ENVIRONMENT
    )
    journal = tmp_path / "dask" / ".journal.jsonl"
    while run.poll() is None and not (journal.is_file() and journal.stat().st_size):
        time.sleep(0.02)
    assert run.poll() is None, "it ended before a worker could be killed"
    workers[0].kill()
    assert run.wait() == 3
    assert subprocess.run([*line, str(tmp_path / "local")], env=ENVIRONMENT, check=False).returncode == 3
    made, same = (
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir() if p.name != "runs.jsonl"}
        for name in ("dask", "local")
    )
    assert len(same) == 2 * 48 + 1
    assert made == same


def test_no_scheduler_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Een kind.\n", encoding="utf-8")
    line = [*HELDER, "clean", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "dask"]
    done = subprocess.run(line, capture_output=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, b"--scheduler" in done.stderr) == (2, True)
