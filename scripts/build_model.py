"""Builds the spaCy pipeline that ships: Dutch tokens and sentence ends by rule, measured on UD Dutch dev.

    HELDER_CORPUS=... python scripts/build_model.py

No statistics are learned from anything: the folder holds spaCy's Dutch tokenizer and the name of our
sentence component, so it is under the licence of the code. The score in its card comes from
`measure_sentences.py`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import spacy

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.language.model import SENTENCES, SHIPPED  # noqa: E402
from scripts.measure_sentences import measure  # noqa: E402


def main() -> None:
    nlp = spacy.blank("nl", meta={"name": "helder_core", "version": "0.1.0"})
    nlp.add_pipe(SENTENCES)
    shutil.rmtree(SHIPPED, ignore_errors=True)
    nlp.to_disk(SHIPPED)
    dev = Path(os.environ["HELDER_CORPUS"]) / "treebank" / "dev.conllu.gz"
    precision, recall, f, _ = measure(dev)
    card = SHIPPED / "meta.json"
    meta = json.loads(card.read_text(encoding="utf-8"))
    meta |= {
        "spacy_version": ">=3.8,<3.9",
        "license": "MIT",
        "author": "The helder developers",
        "description": "Dutch tokens and sentence ends by rule; no tags, lemmas, parses or entities.",
        "performance": {"sents_p": round(precision, 4), "sents_r": round(recall, 4), "sents_f": round(f, 4)},
        "notes": "Sentence scores on UD Dutch (Alpino and LassySmall) dev, eight sentences a document.",
    }
    card.write_text(json.dumps(meta, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
