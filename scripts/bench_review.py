"""Time what people wait for: a review of 5,000 doubtful edits, and the report of 500 articles.

    python scripts/bench_review.py [--doubts 5000] [--articles 500] [--keep FOLDER]

Prints seconds and megabytes. It needs Chromium (apt.txt) and the extra `dev`. The articles are made of the
samples in data/clean; the doubtful edits are in one long article, half of them in series, half all different.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from pipeline.repair import ledger, restore
from pipeline.report import load, page
from pipeline.review import serve

SAMPLES = Path(__file__).parents[1] / "data" / "clean"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def doubtful_folder(folder: Path, number: int) -> None:
    """One clean article with `number` doubtful edits, as helder would write it."""
    words, lines, at = [], [], 0
    for n in range(number):
        before = f"w{n}rd" if n % 2 else f"reeks{n % 100}"
        ending = "\n\n" if n % 9 == 8 else " "
        sentence = f"Zin {n} heeft het woord {before} ergens in het midden.{ending}"
        start = at + sentence.index(before)
        place = {"start": start, "end": start + len(before)}
        lines.append(
            {
                "rule": f"words/made_up_{n % 7}",
                "safety": "doubtful",
                "applied": False,
                "raw": place | {"page": 1, "line": 1},
                "clean": place,
                "before": before,
                "after": before.replace("w", "v").replace("ee", "e"),
                "why": "misread",
                "evidence": {},
                "confidence": round(0.2 + n % 60 / 100, 2),
            }
        )
        words.append(sentence)
        at += len(sentence)
    text = "".join(words)
    sha = hashlib.sha256(text.encode()).hexdigest()
    head = {"source": {"sha256": sha, "encoding": "utf-8", "bom": False, "newlines": "lf"}}
    head["source"] |= {"undecodable": [], "part": "", "clean_sha256": sha}
    write(folder, {"lang": (text, ledger.dump([head, *lines]), None)})


def many_articles(folder: Path, number: int) -> None:
    """The samples again and again under other names."""
    stems = sorted(p.name.removesuffix(".json") for p in SAMPLES.glob("*.json"))
    made: dict[str, tuple[str, str, str | None]] = {}
    for n in range(number):
        stem = stems[n % len(stems)]
        text = (SAMPLES / f"{stem}.txt").read_text(encoding="utf-8")
        edits = (SAMPLES / f"{stem}{restore.ENDING}").read_text(encoding="utf-8")
        made[f"{n:04}-{stem}"] = (text, edits, (SAMPLES / f"{stem}.json").read_text(encoding="utf-8"))
    write(folder, made)


def write(folder: Path, articles: dict[str, tuple[str, str, str | None]]) -> None:
    folder.mkdir(parents=True)
    manifest = []
    for stem, (text, edits, summary) in articles.items():
        files = {".txt": text, restore.ENDING: edits} | ({".json": summary} if summary else {})
        for ending, content in files.items():
            (folder / f"{stem}{ending}").write_bytes(content.encode())
        outputs = {f"{stem}{ending}": "" for ending in files}
        manifest.append({"path": f"{stem}.txt", "outcome": "record", "outputs": outputs})
    lines = "".join(json.dumps(line) + "\n" for line in manifest)
    (folder / "manifest.jsonl").write_text(lines, encoding="utf-8")


def paint(tab: Page, address: str) -> float:
    """Seconds from asking for a page until something of it is seen."""
    tab.goto(address, wait_until="load")
    tab.wait_for_function(f"{PAINT} > 0")
    return float(tab.evaluate(PAINT)) / 1000


def decided(tab: Page, key: str) -> float:
    """Seconds from a key until the decision is on the disk and on the page."""
    script = """key => new Promise(done => {
      const el = document.activeElement, begun = performance.now();
      const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now() - begun); });
      seen.observe(el.querySelector('.st'), {childList: true, characterData: true, subtree: true});
      const pressed = {key: key.at(-1), shiftKey: key.length > 1, bubbles: true};
      el.dispatchEvent(new KeyboardEvent('keydown', pressed));
    })"""
    return float(tab.evaluate(script, key)) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--doubts", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--keep", type=Path, help="folder to leave what was made in")
    args = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        home = args.keep or Path(temporary)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        report(home, args.articles, browser.new_page())
        review(home, args.doubts, browser.new_page())
        browser.close()


def report(home: Path, number: int, tab: Page) -> None:
    many_articles(home / "many", number)
    begun = time.perf_counter()
    made = page.report(load.load(home / "many", failed=[]), [], language="nl")
    file = home / "report.html"
    file.write_text(made, encoding="utf-8")
    took, size = time.perf_counter() - begun, file.stat().st_size / 1e6
    print(f"report of {number} articles: made in {took:.1f} s, {size:.1f} MB")
    begun = time.perf_counter()
    first = paint(tab, file.as_uri())
    print(f"  first paint {first:.2f} s, loaded {time.perf_counter() - begun:.2f} s")
    begun = time.perf_counter()
    tab.evaluate("location.hash = '#a17'")
    tab.locator("#a17 .row").first.wait_for()
    print(f"  an article opens in {time.perf_counter() - begun:.2f} s")


def review(home: Path, number: int, tab: Page) -> None:
    folder = home / "doubts" / "out"
    doubtful_folder(folder, number)
    begun = time.perf_counter()
    shelf = load.Shelf(folder, failed=[])
    options: dict[str, Any] = {"port": 0, "language": "nl", "who": "bench", "scans": None}
    server, address = serve.server(shelf, folder.parent / "decisions.jsonl", **options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"review of {number} doubtful edits: served after {time.perf_counter() - begun:.1f} s")
    print(f"  first paint {paint(tab, address):.2f} s")
    tab.locator("[role=treeitem]:not(.head):not([hidden])").nth(5).focus()
    times = sorted(decided(tab, "ax"[n % 2]) for n in range(40))
    print(f"  a decision: median {times[20]:.3f} s, slowest of 40 {times[-1]:.3f} s")
    tab.locator("[role=treeitem].head").nth(3).focus()
    print(f"  a series: {decided(tab, 'Shift+A'):.3f} s")
    print(f"  with decisions made, first paint {paint(tab, address):.2f} s")
    print(f"  article page, first paint {paint(tab, address + 'article/0'):.2f} s")
    server.shutdown()


if __name__ == "__main__":
    main()
