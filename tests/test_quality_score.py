"""The quality score: separates, follows the damage, and says nothing where there is nothing to judge."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.language.lexicon import lexicon
from pipeline.quality.pages import judge
from pipeline.quality.score import of_clean, of_features, of_raw
from pipeline.records import Page
from pipeline.text import Text
from scripts.damage.characters import KINDS
from scripts.fit_quality import pages
from scripts.measure_overprint import sentences
from scripts.measure_quality import area, scores

ROOT = Path(__file__).parents[1]
SOUND = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "scripts/samples/sound").glob("*.txt"))]


@pytest.mark.parametrize("kind", KINDS)
def test_grows_with_damage(kind: str) -> None:
    for text in SOUND:
        shares = (0.0, 0.01, 0.03, 0.1, 0.3)
        found = scores([KINDS[kind](text, share, random.Random(f"{kind} {share}")) for share in shares])
        assert found == sorted(found, reverse=True)
        assert found[0] > 0.97
        assert found[-1] < 0.3


@pytest.mark.parametrize("kind", KINDS)
def test_separates_sound_from_damaged_pages(kind: str, corpus: Path) -> None:
    """At one character in a hundred, on pages it was not fitted on."""
    assert corpus.is_dir()
    made = pages(sentences("dev.conllu.gz"), (400,), random.Random(3))
    damaged = [KINDS[kind](page, 0.01, random.Random(page)) for page in made]
    assert area(scores(made), scores(damaged)) >= 0.98


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("", False),
        ("1987 – 12,50 (3)\n", False),
        ("They were in the garden and he told them that she would not have been there.\n", False),
        ("Een kind speelt buiten.\n", True),
    ],
)
def test_nothing_to_judge(text: str, judged: bool) -> None:
    assert (of_features(of_raw(text, lexicon())) is not None) == judged


def test_a_word_broken_at_a_line_end_is_no_damage() -> None:
    assert of_raw("De ont-\nwikkeling van kin-\r\nderen.\n", lexicon()).unknown == 0


def test_an_edit_in_doubt_counts() -> None:
    text = "De meester leest een boek voor.\n"
    at = text.index("boek")
    assert of_clean(text, lexicon()).doubtful == 0
    assert of_clean(text, lexicon(), doubtful=[(at, at + 4)]).doubtful == 1


def test_pages_and_their_sum() -> None:
    sound, damaged = (
        "Kinderen spelen graag buiten met elkaar.\f",
        "Kindcren spclen graag bvitcn mct elkoar.\n",
    )
    raw = sound + damaged
    borders = (Page(1, 0, len(sound)), Page(2, len(sound), len(raw)))
    whole, (first, second) = judge(Text.of(raw), borders, [(0, len(raw))], [], lexicon())
    assert first.scores[0] == first.scores[1]
    assert (first.scores[0] or 0) > 0.95 > 0.6 > (second.scores[0] or 0)
    assert whole.raw.words == first.raw.words + second.raw.words
    assert whole.clean == first.clean + second.clean
