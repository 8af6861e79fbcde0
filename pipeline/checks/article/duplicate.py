"""Two articles whose texts are (nearly) the same: one of them was imported twice.

The same article from two scans, under two names, or in two folders. Runs of `run` words are compared: when
two texts share more than `share` of them, the later one by name is told of, with the name of the earlier.
Short texts with fewer than `fewest` such runs are left out, since captions and colophons repeat themselves.

Compared are not the texts but a sample of each, the `SAMPLE` smallest hashes of its runs of words, which
tells the share within some three points (Broder 1997, "On the resemblance and containment of documents").
Candidates are found by the hashes they share, so a collection costs time in proportion to its size.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter
from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.collection import Collection
from pipeline.checks.imported import RAW, TEXT, Imported

SAMPLE = 256
RUN = 5
WORD = regex.compile(r"\p{L}++|\p{N}++")


def sign(article: Imported) -> tuple[int, ...]:
    """The smallest hashes of the runs of words in the text, in order."""
    raw = article.source.text if article.source is not None and article.stem is None else ""
    words = WORD.findall((article.text or raw).casefold())
    runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    return tuple(heapq.nsmallest(SAMPLE, {_hash(run) for run in runs}))


def _hash(run: str) -> int:
    """32 bits that are well spread; crc32 alone keeps runs that differ in one letter near each other."""
    return zlib.crc32(run.encode()) * 0x9E3779B1 & 0xFFFFFFFF


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The share of the runs of both texts together that stand in both, told from their samples."""
    both = heapq.nsmallest(SAMPLE, {*a, *b})
    shared = {*a} & {*b}
    return sum(h in shared for h in both) / len(both) if both else 0.0


def in_collection(collection: Collection, options: Options) -> Iterator[tuple[str | None, Finding]]:
    """One finding for each article that one before it is like."""
    with_hash: dict[int, list[int]] = {}
    kept: list[tuple[Imported, tuple[int, ...]]] = []
    for article in collection.articles:
        sample = collection.signs.get(article.key, ())
        if len(sample) < options["fewest"]:
            continue
        candidates = Counter(index for h in sample for index in with_hash.get(h, ()))
        best = max(((alike(sample, kept[i][1]), -i) for i, _ in candidates.most_common(5)), default=(0.0, 0))
        if best[0] >= options["share"]:
            first = kept[-best[1]][0]
            name = first.name(TEXT if first.stem is not None else RAW)
            told = f"{best[0]:.0%} of this text stands in {name} as well."
            place = article.finding(TEXT if article.stem is not None else RAW, told, evidence={"of": name})
            yield article.key, place
            continue
        for h in sample:  # one that is like another needs no likeness of its own
            with_hash.setdefault(h, []).append(len(kept))
        kept.append((article, sample))


CHECK = Check(
    title="an article imported twice",
    severity=Severity.ERROR,
    in_collection=in_collection,
    sign=sign,
    options={"share": 0.6, "fewest": 40},
    finds=(Case("the same raw file under two names", edits=(("twice", "", ""),)),),
    passes=(Case("one article"),),
)
