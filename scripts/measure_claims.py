"""Terms, definitions and key claims of articles with hand-made gold: the real one and the project's own.

    HELDER_CORPUS=FOLDER python scripts/measure_claims.py [--list | --reserved]

Everything is measured as `helder extract` gives it, by the scorer in the corpus. The two articles that the
extractors were not tuned on are measured with --reserved only, and nothing but their figures is printed; the
share of key claims that is right there stands in every summary (`pipeline/spans/claims/precision.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import regex

from pipeline import flow
from pipeline.ingest import text
from pipeline.settings import Settings
from pipeline.summary.models import Summary

CORPUS = Path(os.environ["HELDER_CORPUS"])
REAL = CORPUS / "articles" / "een-helder-tegenover"
OWN = Path(__file__).parents[1] / "tests" / "articles"
RESERVED = ("jeugdhulp-rivierenland", "opinie-huiswerk")


def articles(*, reserved: bool) -> dict[str, tuple[Path, Path]]:
    """Text and gold of each article, by name."""
    own = {path.stem: (path, path.with_suffix(".gold.json")) for path in sorted(OWN.glob("*.txt"))}
    chosen = {name: files for name, files in own.items() if (name in RESERVED) == reserved}
    return chosen if reserved else {"the real article": (REAL / "clean.txt", REAL / "gold.json"), **chosen}


def summary_of(path: Path) -> Summary:
    source = text.read(path.read_bytes(), path=path.name, settings=Settings())
    return flow.extract(flow.of_clean(source), Settings())


def score(summary: Summary, gold: Path) -> str:
    """What the shared scorer prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "summary.json"
        path.write_text(summary.model_dump_json(), encoding="utf-8")
        command = [sys.executable, str(CORPUS / "measure" / "summary.py"), str(path), str(gold)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def right(summary: Summary, gold: Path) -> tuple[int, int]:
    """How many of the first twenty claims the gold has among its key claims, and how many there are."""

    def letters(sentence: str) -> str:
        return regex.sub(r"\P{L}+", "", regex.sub(r"\([^()]*\b(?:19|20)\d\d[a-z]?\)", " ", sentence)).lower()

    wanted = {letters(c["sentence"]) for c in json.loads(gold.read_text(encoding="utf-8"))["key_claims"]}
    shown = summary.claims[:20]
    return sum(letters(claim.text) in wanted for claim in shown), len(shown)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--list", action="store_true", help="also print the claims with their scores")
    arguments.add_argument("--reserved", action="store_true", help="the two kept apart, figures only")
    options = arguments.parse_args()
    total = found = 0
    for name, (path, gold) in articles(reserved=options.reserved).items():
        summary = summary_of(path)
        print(f"{name}: {score(summary, gold)}")
        hits, shown = right(summary, gold)
        found, total = found + hits, total + shown
        for claim in summary.claims if options.list and not options.reserved else ():
            print(f"  {claim.score:5.2f} {'/'.join(claim.types):30} {claim.text[:90]}")
    print(f"key claims that are right: {found} of {total} = {found / max(1, total):.2f}")


if __name__ == "__main__":
    main()
