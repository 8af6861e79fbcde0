"""How well the quality score tells sound pages from damaged ones, and whether it follows the damage.

    HELDER_CORPUS=FOLDER python -m scripts.measure_quality [--file NAME] [--plot FILE.svg]

Pages of sentences that the score was not fitted on (the treebanks' dev set; the sample articles without
HELDER_CORPUS), sound and damaged by makers it was not fitted on. Printed per kind and share of damage: the
area under the curve (the chance that a damaged page scores lower than a sound one) and the median score.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from statistics import median

import regex

from pipeline.language.lexicon import lexicon
from pipeline.quality.score import of_features, of_raw
from scripts.damage.characters import KINDS
from scripts.fit_quality import pages
from scripts.measure_overprint import sentences
from scripts.measure_repair import CORPUS, newspapers

SEED = 20250117
SHARES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
SIZES = {"a page (400 words)": (400,), "a short page (150 words)": (150,)}
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*+")
INK = {"look-alikes": "#1b6ca8", "any character": "#b3531d"}


def scores(texts: list[str]) -> list[float]:
    """The score of each page."""
    return [of_features(of_raw(text, lexicon())) or 0.0 for text in texts]


def dictionary(texts: list[str]) -> list[float]:
    """The share of words that a list has, as the simplest measures of OCR quality take it: to compare."""
    words = [WORD.findall(text) for text in texts]
    return [sum(map(lexicon().known, own)) / len(own) for own in words]


def area(sound: list[float], damaged: list[float]) -> float:
    """The chance that a damaged page has the lower score of the two; a tie counts half."""
    wins = sum((d < s) + (d == s) / 2 for s in sound for d in damaged)
    return wins / (len(sound) * len(damaged))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--file", default="dev.conllu.gz", help="a treebank file")
    parser.add_argument("--plot", type=Path, help="draw the scores of whole pages to this SVG file")
    options = parser.parse_args()
    texts = sentences(options.file)
    curves: dict[str, list[list[float]]] = {}
    for name, sizes in SIZES.items():
        made = pages(texts, sizes, random.Random(SEED))
        sound, listed = scores(made), dictionary(made)
        print(f"{name}: {len(made)} pages, sound: median {median(sound):.3f}, lowest {min(sound):.3f}")
        for kind, damage in KINDS.items():
            row = [sound]
            for share in SHARES:
                dice = random.Random(f"{SEED} {kind} {share}")
                damaged = [damage(page, share, dice) for page in made]
                row.append(scores(damaged))
                alone = area(listed, dictionary(damaged))
                print(
                    f"  {kind:14} {share:6.1%} of the characters   area {area(sound, row[-1]):.4f}   "
                    f"listed words alone {alone:.4f}   "
                    f"median {median(row[-1]):.3f}"
                )
            curves.setdefault(kind, row)
    if (CORPUS / "entities").is_dir():
        old = scores(newspapers())
        print(f"newspapers of 1870, read by OCR: median {median(old):.3f}")
    if options.plot:
        options.plot.write_text(drawn(curves), encoding="utf-8")


def drawn(curves: dict[str, list[list[float]]]) -> str:
    """Median, and the middle nine tenths of the pages, by share of damage."""
    width, height, left, foot = 640, 360, 60, 50
    steps = ["sound", *(f"{share:.1%}".replace(".0%", "%") for share in SHARES)]
    across = (width - left - 30) / (len(steps) - 1)

    def place(at: int, score: float) -> str:
        return f"{left + at * across:.1f},{20 + (1 - score) * (height - foot - 20):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12"><title>Quality score by share of damaged characters</title>',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for tenth in range(0, 11, 2):
        y = place(0, tenth / 10).split(",")[1]
        parts.append(f'<path d="M{left} {y}H{width - 30}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{y}" text-anchor="end" dy="4">{tenth / 10:.1f}</text>')
    for at, step in enumerate(steps):
        x = left + at * across
        parts.append(f'<text x="{x:.1f}" y="{height - foot + 20}" text-anchor="middle">{step}</text>')
    parts.append(f'<text x="{left}" y="{height - 8}">share of the characters damaged</text>')
    for number, (kind, rows) in enumerate(curves.items()):
        ink = INK[kind]
        ranked = [sorted(row) for row in rows]
        low = [place(at, row[len(row) // 20]) for at, row in enumerate(ranked)]
        high = [place(at, row[-1 - len(row) // 20]) for at, row in enumerate(ranked)]
        parts.append(f'<path d="M{" ".join([*low, *reversed(high)])}Z" fill="{ink}" opacity="0.18"/>')
        middle = " ".join(place(at, median(row)) for at, row in enumerate(ranked))
        parts.append(f'<polyline points="{middle}" fill="none" stroke="{ink}" stroke-width="2"/>')
        parts.append(
            f'<text x="{left + 12}" y="{height - foot - 30 + 16 * number}" fill="{ink}">{kind}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main()
