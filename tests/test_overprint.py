"""Lines drawn several times, read as a noisy channel: what is folded, and what is left."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.lexicon import lexicon
from pipeline.language.overprint import LONGEST_LINE, decode, doubled_share, suspect

WORDS = [
    "kinderen",
    "ouders",
    "school",
    "spelen",
    "leren",
    "taal",
    "veilig",
    "onderwijs",
    "leerkracht",
    "hechting",
    "gedrag",
    "opvoeding",
    "puber",
    "groei",
    "samen",
    "zonder",
    "tussen",
    "vragen",
    "kijken",
    "vertrouwen",
    "rekenen",
    "lezen",
    "ontwikkeling",
    "ruimte",
    "grenzen",
    "stem",
    "plein",
]
SOUND = [
    "Gegevens over bonbons",
    "Hotel Bonbon",
    "Nee, nee en nog eens nee",
    "Een keeper op het plein",
    "Zeeën, vijveren en kanalen",
    "Illustreren en assisteren",
    "Aduard, Aduard, Aduard",
    "De Bergense Bergen",
    "Cocon, tutu en couscous",
    "1010",
    "keken.",
]


def draw(text: str, length: int, first: int, copies: list[int]) -> str:
    """`text` as a printer draws it: in runs of one length, the first shorter, each so many times."""
    starts = [0, *range(first, len(text), length), len(text)]
    return "".join(text[a:b] * copies[i % len(copies)] for i, (a, b) in enumerate(itertools.pairwise(starts)))


def test_headings_drawn_in_runs_of_three() -> None:
    """Most are read exactly; a short word that equals its neighbours' copies may be lost."""
    chance = random.Random(7)
    right = 0
    for _ in range(60):
        heading = " ".join(chance.sample(WORDS, chance.randint(2, 5))).capitalize()
        drawn = draw(heading, 3, chance.randint(1, 3), [chance.randint(1, 4) for _ in range(40)])
        right += decode(drawn, lexicon()).text == heading
    assert right >= 58


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("KKiinnddeerreenn oopp sscchhooooll", "Kinderen op school"),
        ("SpelenSpelen enen lerenleren", "Spelen en leren"),
        (draw("Grenzen stellen", 3, 2, [2, 3, 1, 2]), "Grenzen stellen"),
        ("WatWat da dan?n?n?", "Wat dan?"),
    ],
)
def test_reads(drawn: str, meant: str) -> None:
    assert suspect(drawn)
    reading = decode(drawn, lexicon())
    assert (reading.text, reading.damaged) == (meant, True)
    assert reading.margin > 0


@pytest.mark.parametrize("line", SOUND)
def test_leaves_sound_lines(line: str) -> None:
    reading = decode(line, lexicon())
    assert not suspect(line) or not reading.damaged


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_known_words_are_never_suspect(line: str) -> None:
    assert not suspect(line)
    assert not suspect(line.capitalize())


@given(st.text(max_size=60))
def test_takes_any_text(line: str) -> None:
    reading = decode(line, lexicon())
    assert reading.margin >= 0
    assert 0 <= doubled_share(line) <= 1
    if not reading.damaged:
        assert reading.text == line.strip()


def test_long_lines_are_no_headings() -> None:
    assert not suspect("aabb " * LONGEST_LINE)
