"""Terms against ACTER (two domains as collections) and against the gold of the real article.

    HELDER_CORPUS=FOLDER python scripts/measure_terms.py [--list]

ACTER, Rigouts Terryn, Hoste, Lefever (2020), is CC BY-NC-SA 4.0: measured with, never trained on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import regex

from pipeline.language import model
from pipeline.language.sentences import ranges_of, sentence_ranges
from pipeline.records import Range
from pipeline.spans.terms.extract import Input, find_terms, rank
from pipeline.spans.terms.tags import tags_of

CORPUS = Path(os.environ["HELDER_CORPUS"])
ARTICLE = CORPUS / "articles" / "een-helder-tegenover"


def read(text: str, *, tags: bool, excluded: Sequence[Range] = ()) -> Input:
    """A text with or without what the shipped pipeline says of it."""
    if not tags:
        return Input(text, sentence_ranges(text), excluded=excluded)
    doc = model.load(whole=False)(text)
    return Input(text, ranges_of(doc), excluded=excluded, tags=tags_of(doc))


def acter(domain: str, *, tags: bool, show: bool) -> None:
    """One domain as a collection: each surface form on a line, in the rank of its term."""
    texts = sorted((CORPUS / "terms" / "acter" / "nl" / domain / "annotated" / "texts").glob("*.txt"))
    started = time.perf_counter()
    ranked = rank([read(path.read_text(encoding="utf-8"), tags=tags) for path in texts])
    seconds = time.perf_counter() - started
    forms = list(dict.fromkeys(form for term in ranked for form in term.variants))
    print(f"{domain}: {len(ranked)} terms, {len(forms)} forms, {seconds:.1f} s")
    errors = ["--errors", "80"] if show else []
    score("terms_acter.py", "{}", domain, "--gold", "terms", *errors, lines=forms)


def article(*, tags: bool, show: bool) -> None:
    """The real article, its citations and names taken from the gold so that only terms are measured."""
    text = (ARTICLE / "clean.txt").read_text(encoding="utf-8")
    gold = json.loads((ARTICLE / "gold.json").read_text(encoding="utf-8"))
    one = read(text, tags=tags, excluded=names(text, gold))
    found = find_terms(text, one.sentences, excluded=one.excluded, tags=one.tags)
    score("article.py", "terms", "{}", *(["--misses"] if show else []), lines=[term.term for term in found])
    summary = {
        "terms": [
            {
                "term": term.term,
                "variants": list(term.variants),
                "definitions": [{"text": text[start:end]} for start, end in term.definitions],
            }
            for term in found
        ],
        "claims": [],
        "citations": [],
        "sections": [],
    }
    score("summary.py", "{}", lines=[json.dumps(summary, ensure_ascii=False)])


def names(text: str, gold: dict[str, Any]) -> list[Range]:
    """Every place of a cited surname."""
    surnames = sorted({author for citation in gold["citations"] for author in citation["authors"]})
    return [match.span() for match in regex.finditer("|".join(map(regex.escape, surnames)), text)]


def score(program: str, *arguments: str, lines: list[str]) -> None:
    """Run one of the shared scorers on `lines`; `{}` stands for the file that holds them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        filled = [str(path) if argument == "{}" else argument for argument in arguments]
        subprocess.run([sys.executable, str(CORPUS / "measure" / program), *filled], check=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--list", action="store_true", help="also print what is wrong or missed")
    arguments.add_argument("--no-tags", action="store_true", help="as on a blank pipeline")
    options = arguments.parse_args()
    for domain in ("wind", "corp"):
        acter(domain, tags=not options.no_tags, show=options.list)
    sys.stdout.flush()
    article(tags=not options.no_tags, show=options.list)


if __name__ == "__main__":
    main()
