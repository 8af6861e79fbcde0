"""Measure citations, mentions and cost on passages with hand-made gold.

    HELDER_CORPUS=... python scripts/measure_citations.py [-v]

HELDER_CORPUS is a folder with cases/citations_seen.jsonl and articles/*/{clean.txt,gold.json}. A span counts
when both ends are right (a gold `alt_start` is right too); `authors+year` is the share of those whose authors
and year are right. "false hits" are citations in passages that have none. -v lists what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.spans.citations.author_year import find_citations
from pipeline.spans.citations.mentions import find_mentions

ROLES = {"scholar", "eponym"}


def starts(gold: dict[str, Any]) -> set[int]:
    return {gold["start"], gold.get("alt_start", gold["start"])}


def measure(cases: list[dict[str, Any]], *, verbose: bool) -> dict[str, str]:
    right = found_all = gold_all = content = false_hits = locators = 0
    mention_right = mention_found = mention_gold = 0
    for case in cases:
        found = find_citations(case["text"])
        gold = case["citations"]
        pairs = [(f, g) for f in found for g in gold if f.end == g["end"] and f.start in starts(g)]
        good = [
            (f, g)
            for f, g in pairs
            if list(f.authors) == g["authors"] and f.year.replace(" ", "") == g["year"]
        ]
        right, found_all, gold_all = right + len(pairs), found_all + len(found), gold_all + len(gold)
        content += len(good)
        locators += sum(f.locator == g["locator"] and f.et_al == g.get("et_al", False) for f, g in good)
        false_hits += len(found) if not gold else 0
        mentions = {(m.start, m.end, m.role) for m in find_mentions(case["text"], found)}
        wanted = {(m["start"], m["end"], m["role"]) for m in case.get("mentions") or [] if m["role"] in ROLES}
        mention_right += len(mentions & wanted)
        mention_found, mention_gold = mention_found + len(mentions), mention_gold + len(wanted)
        if verbose and (len(good) < max(len(found), len(gold)) or mentions != wanted):
            print(case["id"], case["text"])
            print("   gold", [(g["text"], g["authors"], g["year"]) for g in gold])
            print("   have", [(case["text"][f.start : f.end], f.authors, f.year) for f in found])
            print("   mentions", sorted(wanted), "have", sorted(mentions))
    return {
        "passages": str(len(cases)),
        "P": ratio(right, found_all),
        "R": ratio(right, gold_all),
        "F": ratio(2 * right, found_all + gold_all),
        "authors+year": ratio(content, right),
        "locator": ratio(locators, content),
        "false hits": str(false_hits),
        "mentions P": ratio(mention_right, mention_found),
        "mentions R": ratio(mention_right, mention_gold),
    }


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def show_article(folder: Path) -> None:
    text = (folder / "clean.txt").read_text("utf8")
    gold = json.loads((folder / "gold.json").read_text("utf8"))
    begin = time.perf_counter()
    found = find_citations(text)
    mentions = find_mentions(text, found)
    cost = 1000 * (time.perf_counter() - begin)
    have = Counter((one.authors, one.year) for one in found)
    want = Counter((tuple(one["authors"]), str(one["year"])) for one in gold["citations"])
    print(
        f"article {folder.name}: citations {len(found)}, gold {want.total()}, right {(have & want).total()}"
    )
    print(f"   mentions {[one.name for one in mentions]}; {cost:.1f} ms for {len(text)} characters")


def main() -> None:
    corpus = os.environ.get("HELDER_CORPUS")
    if not corpus:
        sys.exit("set HELDER_CORPUS to the folder with cases/ and articles/")
    verbose = "-v" in sys.argv[1:]
    lines = (Path(corpus) / "cases" / "citations_seen.jsonl").read_text("utf8").splitlines()
    cases = [json.loads(line) for line in lines]
    find_citations("Warm (2000).")
    for name, chosen in (("all", cases), ("Dutch", [case for case in cases if case["lang"] == "nl"])):
        print(
            name,
            *(f"{key} {value}" for key, value in measure(chosen, verbose=verbose and name == "all").items()),
        )
    for folder in sorted((Path(corpus) / "articles").iterdir()):
        show_article(folder)


if __name__ == "__main__":
    main()
