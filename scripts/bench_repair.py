"""What cleaning costs, beside extraction and beside ftfy on the same text.

    python scripts/bench_repair.py [FILE ...]

Takes the raw samples (data/raw) when no file is named. Each text is done once to load what is loaded once,
then `ROUNDS` times; time of the processor counts, all threads together, and the fastest round, since whatever
else the machine does only makes one slower.
Caches of words stay warm, as they are for all articles of a run but the first. The goals: at most a quarter
of what extraction takes, at most ten times `ftfy.fix_and_explain` (four times would be good).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ftfy

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline import flow
from pipeline.decisions import Decisions
from pipeline.ingest import text as ingest
from pipeline.language.lexicon import lexicon
from pipeline.repair import engine
from pipeline.settings import Settings

SAMPLES = Path(__file__).parent.parent / "data" / "raw"
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--no-extraction", action="store_true", help="measure cleaning and ftfy only")
    options = parser.parse_args()
    settings = Settings()
    totals = [0.0] * 4
    print(f"{'':44}{'words':>8}{'clean':>9}{'extract':>9}{'ftfy':>9}   milliseconds")
    for file in options.files or sorted(SAMPLES.glob("*.txt")):
        source = ingest.read(file.read_bytes(), path=file.name, settings=settings)
        cleaned = flow.clean(source, settings)
        row = [
            float(len(source.text.split())),
            seconds(partial(repair, source.text, settings)),
            0.0 if options.no_extraction else seconds(partial(flow.extract, cleaned, settings)),
            seconds(partial(ftfy.fix_and_explain, source.text)),
        ]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        print_row(file.stem, row)
    print_row("all", totals)
    _, clean, extract, fix = totals
    if extract:
        print(f"cleaning / extraction  {clean / extract:.2f}")
    print(f"cleaning / ftfy        {clean / fix:.1f}")


def repair(text: str, settings: Settings) -> None:
    """Cleaning alone, without the ledger and its checks."""
    engine.run(text, settings=settings, lexicon=lexicon(), decisions=Decisions())


def seconds(work: Callable[[], object]) -> float:
    """The fastest of some rounds, after one that does not count."""
    work()
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def print_row(name: str, row: list[float]) -> None:
    words, *times = row
    print(f"{name[:43]:44}{words:8.0f}" + "".join(f"{1000 * t:9.1f}" for t in times))


if __name__ == "__main__":
    main()
