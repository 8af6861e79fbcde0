"""Text drawn several times, read as a noisy channel: what is folded, and what is left."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.language.lexicon import lexicon
from pipeline.language.overprint import LONGEST, apart, decode, suspect, suspects
from scripts.damage import overprint as damage

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
    "Ze had had moeten zeggen dat dat niet kon",
    "Een keeper op het plein",
    "Zeeën, vijveren en kanalen",
    "Illustreren en assisteren",
    "Aduard, Aduard, Aduard",
    "Cocon, tutu en couscous",
    "Op www.voorraad.nl staat wat Lodewijk XIII at",
    "1010",
    "keken.",
]


WHOLE_WORDS = ("whole line", "each word, spaces between")  # lines/printed_twice sees to these


@pytest.mark.parametrize("kind", [kind for kind in damage.KINDS if kind not in WHOLE_WORDS])
def test_headings_of_every_kind(kind: str) -> None:
    """Most are read exactly; a short word that equals its neighbours' copies may be lost."""
    dice = random.Random(7)
    wrong = []
    for _ in range(25):
        heading = " ".join(dice.sample(WORDS, dice.randint(2, 5))).capitalize()
        drawn = damage.KINDS[kind](heading, dice)
        if not suspects(drawn) or decode(drawn, lexicon()).text != heading:
            wrong.append(drawn)
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("KKiinnddeerreenn oopp sscchhooooll", "Kinderen op school"),
        ("SpelenSpelen enen lerenleren", "Spelen en leren"),
        ("WatWat da dan?n?n?", "Wat dan?"),
        ("ssttiillll", "still"),  # "stil" would need an l drawn four times among letters drawn twice
        ("LLeess eennffaannttss dduu ssiièèccllee", "Les enfants du siècle"),  # copies need no Dutch
        ("Volgens JorJoris is is VerVerVerVerbeek helpt dat", "Volgens Joris Verbeek helpt dat"),
        ("KKllaass 22bb,, 1122 kkiinnddeerreenn", "Klas 2b, 12 kinderen"),
        ("eeffffiicciiëënnttee hhuullpp", "efficiënte hulp"),
        ("SSppeelleenn e enn l elererenn", "Spelen en leren"),
    ],
)
def test_reads(drawn: str, meant: str) -> None:
    assert suspects(drawn)
    reading = decode(drawn, lexicon())
    assert (reading.text, reading.damaged) == (meant, True)
    assert reading.margin > 0


@pytest.mark.parametrize("line", SOUND)
def test_sound_lines_are_not_even_decoded(line: str) -> None:
    assert not suspects(line)


@pytest.mark.parametrize("line", [*SOUND, "The committee will assess all committed fellows"])
def test_sound_lines_would_be_left(line: str) -> None:
    assert not decode(line, lexicon()).damaged


def test_finds_the_stretch_in_a_long_line() -> None:
    before, after = " ".join(WORDS) + " ", " " + " ".join(reversed(WORDS))
    ((start, end),) = suspects(f"{before}OnOnderderwijswijs in dede klklasas{after}")
    assert len(before) - 90 < start <= len(before)
    assert end < len(before) + 150


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join))
def test_known_words_are_never_suspect(line: str) -> None:
    assert not suspect(line)
    assert not suspect(line.capitalize())


@given(st.text(max_size=60))
@settings(deadline=None)
def test_takes_any_text(line: str) -> None:
    reading = decode(line, lexicon())
    assert all(0 <= start < end <= len(line) for start, end in suspects(line))
    assert reading.margin >= 0
    if not reading.damaged:
        assert reading.text == line.strip()


@given(st.sampled_from(WORDS), st.integers(2, 5))
def test_each_character_as_often(word: str, copies: int) -> None:
    assert decode("".join(c * copies for c in word), lexicon()).text == word


def test_what_is_too_long_is_left() -> None:
    assert not decode("aabb " * LONGEST, lexicon()).damaged


@pytest.mark.parametrize("copies", [2, 3, 4])
def test_copies_apart_are_read_exactly_whatever_the_words(copies: int) -> None:
    for words in (["Wxqzt", "de", "Naam:"], ["aap", "noot"]):
        drawn = "".join(" ".join([glyph] * copies) for glyph in " ".join(words))
        line = f"Dit is {' '.join(drawn.split())} en niet meer"
        assert apart.fold(line) == f"Dit is {' '.join(words)} en niet meer"
