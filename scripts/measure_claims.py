"""Key claims, definitions and terms of the real article against its gold.

    HELDER_CORPUS=FOLDER python scripts/measure_claims.py [--list]

Citations are taken from the gold, so that only terms and claims are measured.
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

from pipeline.language.sentences import sentence_ranges
from pipeline.records import Citation
from pipeline.spans.claims.extract import find_claims
from pipeline.spans.terms.extract import find_terms

CORPUS = Path(os.environ["HELDER_CORPUS"])
ARTICLE = CORPUS / "articles" / "een-helder-tegenover"
CITED = regex.compile(r"\([^()\n]*\b\d{4}\)|\p{Lu}\p{L}+ \(\d{4}\)")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--list", action="store_true", help="also print the claims with their scores")
    options = arguments.parse_args()
    text = (ARTICLE / "clean.txt").read_text(encoding="utf-8")
    sentences = sentence_ranges(text)
    citations = [
        Citation(*match.span(), "parenthetical", (), match.group()) for match in CITED.finditer(text)
    ]
    terms = find_terms(text, sentences, excluded=[(each.start, each.end) for each in citations])
    claims = find_claims(text, sentences, citations=citations, terms=terms)
    for claim in claims if options.list else ():
        print(f"{claim.score:5.2f} {'/'.join(claim.types):30} {text[claim.start : claim.end][:90]}")
    sys.stdout.flush()
    summary = {
        "terms": [
            {
                "term": term.term,
                "variants": list(term.variants),
                "definitions": [{"text": text[start:end]} for start, end in term.definitions],
            }
            for term in terms
        ],
        "claims": [{"text": text[claim.start : claim.end]} for claim in claims],
        "citations": [],
        "sections": [],
    }
    score("article.py", "claims", "{}", content="\n".join(text[claim.start : claim.end] for claim in claims))
    score("summary.py", "{}", content=json.dumps(summary, ensure_ascii=False))


def score(program: str, *arguments: str, content: str) -> None:
    """Run one of the shared scorers; `{}` stands for the file with `content`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.txt"
        path.write_text(content, encoding="utf-8")
        filled = [str(path) if argument == "{}" else argument for argument in arguments]
        subprocess.run([sys.executable, str(CORPUS / "measure" / program), *filled], check=True)


if __name__ == "__main__":
    main()
