"""Measure how entries of lists of literature are told apart and read, on gold made by hand.

    [HELDER_CORPUS=...] python scripts/measure_references.py [-v] [FILE]

FILE holds entries in the form of tests/composed/references.txt, which is measured without it; HELDER_CORPUS
is a folder with cases/references_seen.jsonl. A field is right when it equals the gold, case, dashes and outer
marks aside; names are compared as particle and family, organisations whole. Counted are the fields of the
gold and those found without gold: `fields` is right / (gold + too many). `entries` are those found again,
whole, when all are set as one list in lines of a column, hanging and not, with words broken, and cleaned by
helder.
-v lists what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import regex

import helder
from pipeline.spans.references.entry import parse_entry
from pipeline.spans.references.lists import find_references

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a script, its neighbours are found
from scripts.measure_citations import PREAMBLE, column, ratio

COMPOSED = Path(__file__).resolve().parent.parent / "tests" / "composed" / "references.txt"
NAMES = ("author", "editor", "translator")
COMPARED = (
    "type", *NAMES, "issued", "year-suffix", "title", "container-title", "volume", "issue", "page", "edition",
    "publisher", "publisher-place", "DOI", "URL", "accessed", "genre",
)  # fmt: skip

THEIR_NAMES = {
    "container-title": "container",
    "page": "pages",
    "publisher-place": "place",
    "DOI": "doi",
    "URL": "url",
}
SAME_NAMES = ("type", "title", "volume", "issue", "publisher", "edition", "genre")

Gold = dict[str, Any]


def composed(path: Path = COMPOSED) -> list[tuple[str, Gold]]:
    """The composed entries, with their fields as strings or lists of names."""
    cases: list[tuple[str, Gold]] = []
    for line in path.read_text("utf8").splitlines():
        if line.startswith("  "):
            gold: Gold = {}
            for part in line.strip().split("; "):
                key, _, value = part.partition("=")
                if key in NAMES:
                    gold.setdefault(key, []).append(named(value))
                else:
                    gold[key] = value
            cases[-1] = (cases[-1][0], gold)
        elif line and not line.startswith("#"):
            cases.append((line, {}))
    return cases


def named(value: str) -> str:
    """ "van der/Ploeg/J." or "{Organisation}" as it is compared."""
    if value.startswith("{"):
        return value.strip("{}")
    particle, family, _ = value.split("/")
    return f"{particle} {family}".strip()


def seen(path: Path) -> list[tuple[str, Gold]]:
    cases = []
    for line in path.read_text("utf8").splitlines():
        one = json.loads(line)
        gold: Gold = {
            "author": [name.get("literal") or name["family"] for name in one["authors"]],
            "issued": (one.get("date") or one["year"] or "").replace("-0", "-"),
            "accessed": one.get("accessed", "").replace("-0", "-"),
            **{key: one[own] for key, own in THEIR_NAMES.items()},
            **{key: one.get(key) for key in SAME_NAMES},
        }
        cases.append((one["text"], {key: value for key, value in gold.items() if value}))
    return cases


def shown(key: str, value: Any) -> Any:
    """A field as it is compared."""
    if key in NAMES:
        whole = (n.get("literal") or f"{n.get('non-dropping-particle', '')} {n['family']}" for n in value)
        return [plain(name) for name in whole]
    if isinstance(value, dict):
        return plain(value.get("literal") or "-".join(str(part) for part in value["date-parts"][0]))
    return plain(str(value))


def plain(text: str) -> str:
    return regex.sub(r"[‐–—]", "-", " ".join(text.replace("’", "'").split())).strip(" .,:").casefold()


def measure(cases: list[tuple[str, Gold]], *, verbose: bool) -> None:
    right = total = 0
    wrong: Counter[str] = Counter()
    for text, gold in cases:
        bad = differences(text, gold)
        keys = [key for key in gold.keys() | parse_entry(text).keys() if key in COMPARED]
        right, total = right + len(keys) - len(bad), total + len(keys)
        wrong.update(bad.keys())
        if verbose and bad:
            print(text)
            for key, (want, have) in bad.items():
                print(f"   {key}: gold {want!r}, have {have!r}")
    print("fields right:", ratio(right, total), "wrong by field:", dict(wrong.most_common()))


def differences(text: str, gold: Gold) -> dict[str, tuple[Any, Any]]:
    """The fields of an entry that differ from the gold: what it has, what was found."""
    have = {key: shown(key, value) for key, value in parse_entry(text).items() if key in COMPARED}
    want = {
        key: [plain(name) for name in value] if key in NAMES else plain(value)
        for key, value in gold.items()
        if key in COMPARED
    }
    keys = sorted(have.keys() | want.keys())
    return {key: (want.get(key), have.get(key)) for key in keys if want.get(key) != have.get(key)}


def measure_lists(name: str, entries: list[str], *, verbose: bool) -> None:
    """Entries found again, whole, in a list that was set and cleaned."""
    body = "\n".join(column(PREAMBLE)) + "\n\n"
    styles = {
        "one a line": [[entry] for entry in entries],
        "blank lines": [[*column(entry), ""] for entry in entries],
        "hanging": [[column(entry)[0], *("   " + line for line in column(entry)[1:])] for entry in entries],
        "flush": [column(entry) for entry in entries],
    }
    for style, blocks in styles.items():
        for cleaned in (False, True):
            for heading in ("Literatuur\n\n", ""):
                text = body + heading + "\n".join(line for block in blocks for line in block) + "\n"
                text = helder.clean(text).text if cleaned else text
                found = {bare(text[one.start : one.end]) for one in find_references(text)}
                whole = [entry for entry in entries if bare(entry) in found]
                told = name, style, "heading" if heading else "no heading", "cleaned" if cleaned else "raw"
                figures = f"entries {ratio(len(whole), len(entries))}, too many {len(found) - len(whole)}"
                print(f"{', '.join(told)}: {figures}")
                if verbose:
                    for entry in entries:
                        if bare(entry) not in found:
                            print("   lost", entry)


def bare(text: str) -> str:
    return regex.sub(r"\W|_", "", text).casefold()


def main() -> None:
    verbose = "-v" in sys.argv[1:]
    files = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    sets = {"composed": composed(*files)}
    if corpus := os.environ.get("HELDER_CORPUS"):
        sets["seen"] = seen(Path(corpus) / "cases" / "references_seen.jsonl")
    for name, cases in sets.items():
        print(name, end=": ")
        measure(cases, verbose=verbose)
    for name, cases in sets.items():
        measure_lists(name, [text for text, _ in cases], verbose=verbose)


if __name__ == "__main__":
    main()
