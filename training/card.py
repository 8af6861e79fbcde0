"""Measures the finished pipeline and writes its card: meta.json and README.md.

python card.py CORPUS FINISHED
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.language import model  # noqa: E402
from scripts.measure_model import measured, words_per_second  # noqa: E402

HERE = Path(__file__).parent
COLUMNS = {
    "tokens": "tokens",
    "upos": "UPOS",
    "lemma": "lemma",
    "uas": "UAS",
    "las": "LAS",
    "sentences": "sentences",
}


def table(figures: dict[str, dict[str, float]]) -> str:
    """The figures of the treebanks as a Markdown table, those of names below."""
    banks = {name: row for name, row in figures.items() if "upos" in row}
    lines = ["| F, per cent | " + " | ".join(COLUMNS.values()) + " |", "|---|" + "---:|" * len(COLUMNS)]
    lines += [
        f"| {name} | " + " | ".join(f"{row[key]:.2f}" for key in COLUMNS) + " |"
        for name, row in banks.items()
    ]
    lines += ["", "| F, per cent | all | PER | ORG | LOC |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | " + " | ".join(f"{row.get(key, 0):.1f}" for key in ("all", "PER", "ORG", "LOC")) + " |"
        for name, row in figures.items()
        if name not in banks
    ]
    return "\n".join(lines)


def main() -> None:
    corpus, finished = Path(sys.argv[1]), Path(sys.argv[2])
    nlp = model.load(str(finished))
    figures: dict[str, Any] = measured(nlp, corpus, tests=True)
    speed = words_per_second(nlp, corpus / "treebank" / "dev.conllu.gz")
    meta = json.loads((finished / "meta.json").read_text(encoding="utf-8"))
    meta |= json.loads((HERE / "meta.json").read_text(encoding="utf-8"))
    meta["performance"] = {
        **figures["mean of tests"],
        "names": figures["names, unread articles"]["all"],
        "words a second": speed,
        "sets": figures,
    }
    _write(finished / "meta.json", json.dumps(meta, indent=2, sort_keys=True, ensure_ascii=False))
    card = (HERE / "card.md").read_text(encoding="utf-8")
    _write(finished / "README.md", card.replace("{figures}", table(figures)).replace("{speed}", f"{speed:,}"))


def _write(path: Path, text: str) -> None:
    path.write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
