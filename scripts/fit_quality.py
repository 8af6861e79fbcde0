"""Fit what each feature of damage is worth, and write it to `pipeline/quality/calibration.py`.

    HELDER_CORPUS=FOLDER python -m scripts.fit_quality [--file NAME] [--write]

Sentences of the treebanks' training part make pages of 60 to 500 words, which `scripts/damage/characters.py`
damages (look-alikes only; `measure_quality.py` tries the score on another maker). What is fitted is the share
of the words that are damaged, by least squares with no worth below zero, so that more of a sign never makes a
text look sounder. Pages that are sound weigh as much as all damaged ones together.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.language.lexicon import lexicon
from pipeline.quality.features import NAMES, features
from scripts.damage.characters import look_alikes
from scripts.measure_repair import HERE, sentences

Floats = NDArray[np.float64]
SEED = 20240901
PAGES = 1500
SHARES = (0.0, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25)
BY_HAND = {"doubtful": 0.5, "stray": 1.0, "overprinted": 1.0}  # treebanks have none; see docs/quality.md
TARGET = HERE.parent / "pipeline" / "quality" / "calibration.py"


def pages(texts: Sequence[str], sizes: Sequence[int], dice: random.Random) -> list[str]:
    """Pages of about so many words each, five sentences to a paragraph; every sentence once."""
    made: list[str] = []
    page: list[str] = []
    size = dice.choice(sizes)
    for text in texts:
        page.append(text)
        if sum(len(sentence.split()) for sentence in page) >= size:
            made.append("\n\n".join(" ".join(page[i : i + 5]) for i in range(0, len(page), 5)) + "\n")
            page, size = [], dice.choice(sizes)
    return made


def damaged_words(sound: str, share: float, dice: random.Random) -> tuple[str, float]:
    """The page damaged word by word, so that it is known how many words are."""
    words = sound.split(" ")
    done = [look_alikes(word, share, dice) for word in words]
    hit = sum(a != b for a, b in zip(words, done, strict=True))
    return " ".join(done), hit / len(words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--file", default="train.conllu.gz", help="a treebank file")
    parser.add_argument("--write", action="store_true", help="write the calibration")
    options = parser.parse_args()
    dice = random.Random(SEED)
    texts = sentences(options.file)
    dice.shuffle(texts)
    rows, targets, weights = [], [], []
    for at, page in enumerate(pages(texts, (60, 120, 250, 500), dice)[:PAGES]):
        share = SHARES[at % len(SHARES)] if at % 2 else 0.0
        text, hit = damaged_words(page, share, dice)
        found = features(text, lexicon())
        rows.append((1.0, *found.shares()))
        targets.append(hit)
        weights.append(found.words)
    table, target, weight = np.array(rows), np.array(targets), np.sqrt(np.array(weights))
    fixed = [1 + NAMES.index(name) for name in BY_HAND]
    free = [i for i in range(table.shape[1]) if i not in fixed]
    found_free = nonnegative(table[:, free] * weight[:, None], target * weight, first_is_free=True)
    worth = dict(zip(["", *NAMES], [0.0] * (len(NAMES) + 1), strict=True)) | BY_HAND
    names = ["", *NAMES]
    worth |= {names[i]: float(value) for i, value in zip(free, found_free, strict=True)}
    guess = table @ np.array([worth[name] for name in names])
    print(f"{len(rows)} pages; mean error {np.abs(np.clip(guess, 0, 1) - target).mean():.4f} of the words")
    for name in names:
        print(f"  {name or 'always':12} {worth[name]:7.3f}")
    if options.write:
        TARGET.write_text(written(worth), encoding="utf-8")


def nonnegative(table: Floats, target: Floats, *, first_is_free: bool) -> Floats:
    """Least squares with no weight below zero but the first, by cyclic coordinate descent."""
    found = np.zeros(table.shape[1])
    norms = (table**2).sum(axis=0)
    rest = target.copy()
    for _ in range(5000):
        for i in np.flatnonzero(norms):
            step = table[:, i] @ rest / norms[i]
            new = found[i] + step if first_is_free and i == 0 else max(0.0, found[i] + step)
            rest -= (new - found[i]) * table[:, i]
            found[i] = new
    return found


def written(worth: dict[str, float]) -> str:
    """The module."""
    lines = "".join(f'    "{name}": {worth[name]:.3f},\n' for name in NAMES)
    return (
        '"""What each feature is worth as evidence of damaged words, and what sound text has of them all.\n\n'
        'Written by `python -m scripts.fit_quality --write`; how it was fitted stands there.\n"""\n\n'
        f"ALWAYS = {worth['']:.4f}\nWORTH = {{\n{lines}}}\n"
    )


if __name__ == "__main__":
    main()
