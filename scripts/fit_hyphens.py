"""Fit the weights of `pipeline/language/hyphens.py`, and tell what they get right.

    HELDER_CORPUS=FOLDER python scripts/fit_hyphens.py [--file NAME]

The words of a treebank file are broken where Dutch breaks them, and at their own hyphens; those that a list
settles are left out. Logistic regression, each word weighing one
however often it can be broken. The words are dealt into five parts; the figures are for each part with the
weights of the other four: at how many printer's hyphens kept in error how many own ones are kept.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import regex
from measure_repair import breaks, sentences
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.language.hyphens import FEATURES, SEGMENT, features, settled
from pipeline.language.lexicon import lexicon

Floats = NDArray[np.float64]
OWN = regex.compile(r"(?<=\p{Ll})-(?=\p{Ll})")
CORE = regex.compile(r"[\p{L}\p{N}].*[\p{L}\p{N}]")
FOLDS = 5
RIDGE = 0.1
STEPS = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--file", default="train.conllu.gz", help="a treebank file")
    rows = list(broken_words(parser.parse_args().file))
    own = np.array([own for _, _, own, _ in rows])
    weight = np.array([weight for *_, weight in rows])
    table = np.array([features(left, right, lexicon(), own=bool(own)) for left, right, own, _ in rows])
    fold = np.array([zlib.crc32(f"{left}{right}".encode()) % FOLDS for left, right, _, _ in rows])
    odds = np.zeros(len(rows))
    for number in range(FOLDS):
        rest = fold != number
        odds[~rest] = table[~rest] @ fit(table[rest], own[rest], weight[rest])
    print(f"own {weight @ own:.0f}, printer's {weight @ (1 - own):.0f}")
    for floor in np.arange(-1.4, 0.5, 0.2):
        kept = weight * (odds > floor)
        print(f"  odds above {floor:5.2f}: own kept {kept @ own / (weight @ own):.3f}, printer's kept "
              f"in error {kept @ (1 - own):.0f}")  # fmt: skip
    found = fit(table, own, weight)
    print("WEIGHTS = (" + ", ".join(f"{value:.2f}" for value in found) + ")  # " + ", ".join(FEATURES))


def broken_words(name: str) -> Iterator[tuple[str, str, float, float]]:
    """Left and right piece, whether the hyphen is the word's own, and the weight."""
    for sentence in sentences(name):
        for word in sentence.split():
            core = CORE.search(word)
            if core is None:
                continue
            places = [m.start() for m in OWN.finditer(core.group())]
            pairs = [(core.group()[:at], core.group()[at + 1 :], 1.0) for at in places]
            printed = [
                (left[:-1], right, 0.0)
                for left, right in breaks(core.group())
                if left[:-1] + right == core.group() and right[0].islower() and left[-2].islower()
            ]
            for group in (pairs, printed):
                for left, right, own in group:
                    if len(left) > 1 and not decided(left, right):
                        yield left, right, own, 1 / len(group)


def decided(left: str, right: str) -> bool:
    """Whether a list settles the word in either form, or the part of the chain that is broken."""
    words = lexicon()
    last, first = SEGMENT.split(left)[-1], SEGMENT.split(right)[0]
    return 1 in (len(last), len(first)) or any(
        settled(*pair, words) or words.listed_hyphenated("-".join(pair))
        for pair in ((left, right), (last, first))
    )


def fit(table: Floats, own: Floats, weight: Floats) -> Floats:
    """The weights, in log10, by Newton's method; the first is not drawn to zero."""
    found = np.zeros(table.shape[1])
    ridge = RIDGE * np.eye(len(found))
    ridge[0, 0] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (weight * (chance - own)) + ridge @ found
        bend = (table * (weight * chance * (1 - chance))[:, None]).T @ table + ridge
        found -= np.linalg.solve(bend, slope)
    return np.asarray(found / np.log(10))


if __name__ == "__main__":
    main()
