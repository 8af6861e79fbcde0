"""What extraction costs beside the spaCy pipeline that ships, one core, and how fast terms are ranked.

    python scripts/bench_extract.py [FILE ...]

Without files the sample articles are joined until there are 50,000 words. Printed are processor seconds: the
bare pipeline whole (all its components over the text, as `nlp.pipe` of anybody would), the part of it that
extraction runs, each of helder's components, and the two ratios.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline import flow
from pipeline.ingest import text
from pipeline.language import model
from pipeline.language.sentences import ranges_of
from pipeline.settings import Settings
from pipeline.spans.terms.extract import Input, rank
from pipeline.spans.terms.tags import tags_of

SAMPLES = Path(__file__).parents[1] / "scripts" / "samples" / "sound"
WORDS = 50_000


def texts(paths: list[Path]) -> list[str]:
    """The texts to measure with, in articles of a usual length."""
    if paths:
        return [path.read_text(encoding="utf-8") for path in paths]
    found = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    size = sum(len(each.split()) for each in found)
    # a letter is changed in each round, so that no table of words seen before helps more than it would
    return [
        each.replace("kind", f"kind{chr(97 + n % 26)}") for n in range(WORDS // size + 1) for each in found
    ]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def main() -> None:
    settings = Settings()
    raw = texts([Path(name) for name in sys.argv[1:]])
    whole, ours = model.load(), model.load(whole=False)
    own = list(ours.pipe_names)
    flow.with_extractors(ours, settings)
    cleaned = [flow.of_clean(text.read(each.encode(), path="sample.txt", settings=settings)) for each in raw]
    flow.extract(cleaned[0], settings)  # word lists and patterns load once, not here
    list(whole.pipe(raw[:1]))
    print(f"{len(raw)} articles, {sum(len(each.split()) for each in raw):,} words")
    bare, _ = timed(lambda: list(whole.pipe(raw)))
    spent: dict[str, float] = {}
    spent["tokens"], docs = timed(lambda: [ours.make_doc(each) for each in raw])
    for doc, each in zip(docs, cleaned, strict=True):
        doc._.helder_structure = each.structure
    for name, component in ours.pipeline:
        spent[name], docs = timed(lambda: [component(doc) for doc in docs])  # noqa: B023  called at once
    all_of_it, _ = timed(lambda: [flow.extract(each, settings) for each in cleaned])
    part = spent["tokens"] + sum(spent[name] for name in own)
    for name, seconds in spent.items():
        print(f"  {name:22} {seconds:6.2f} s  {seconds / bare:5.2f} of the whole pipeline")
    print(f"the pipeline that ships, whole:        {bare:6.2f} s")
    print(f"the part of it that extraction runs:   {part:6.2f} s")
    print(f"extraction, from clean text to summary: {all_of_it:6.2f} s")
    print(f"  over the whole pipeline {all_of_it / bare:.2f}, over its own part {all_of_it / part:.2f}")
    inputs = [Input(doc.text, ranges_of(doc), tags=tags_of(doc)) for doc in docs]
    ranking, _ = timed(lambda: rank(inputs))
    print(f"terms of all taken as one collection: {part + ranking:.1f} s, of which tagging {part:.1f} s")


if __name__ == "__main__":
    main()
