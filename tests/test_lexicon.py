"""What is known of Dutch words: tables of words of our own choice, and laws of the score."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.language import characters, compounds, lexicon
from pipeline.language.lexicon import Lexicon

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon.lexicon()


# --- listed words ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        *[
            "kind",
            "hechting",
            "opvoeder",
            "basisschool",
            "één",
            "coördinatie",
            "gegevens",
            "bonbon",
            "pincet",
        ],
        *[
            "Kind",
            "HECHTING",
            "Amsterdam",
            "AMSTERDAM",
            "IJsland",
            "IJSLAND",
            "PvdA",
            "YouTube",
            "Noord-Holland",
        ],
        *["foto's", "foto’s", "zo’n", "'s-Gravenhage", "cafe\u0301", "NOORD-HOLLAND"],
        *["sociaal-emotioneel", "Sociaal-emotioneel", "Sociaal-Emotioneel", "sociaal\u2011emotioneel"],
    ],
)
def test_known(words: Lexicon, word: str) -> None:
    assert words.known(word)


@pytest.mark.parametrize(
    "word",
    [
        *["hechtchtinging", "kinkinderderen", "oudoudersers", "opvoedder", "schoool", "basissschool"],
        *[
            "sociaalemotioneel",
            "sociaal-",
            "-emotioneel",
            "hechting-stijl",
            "EEn",
            "hEt",
            "KKind",
            "",
            "-",
            "]]",
        ],
    ],
)
def test_not_known(words: Lexicon, word: str) -> None:
    assert not words.known(word)


@pytest.mark.parametrize(
    ("word", "listed"),
    [
        ("sociaal-emotioneel", True),
        ("Sociaal-emotionele", True),
        ("mede-eigenaar", True),
        ("vmbo-leerling", True),
        ("sociaalemotioneel", False),
        ("ontwik-keling", False),
        ("peuter-speelzaal", False),
        ("leerling", False),
    ],
)
def test_listed_with_a_hyphen(words: Lexicon, word: str, listed: bool) -> None:
    assert words.listed_hyphenated(word) is listed


def test_zipf_is_wordfreqs_but_never_made_up(words: Lexicon) -> None:
    assert words.zipf("kind") == words.zipf("Kind") > 5
    assert 0 < words.zipf("hechting") < 4
    assert words.zipf("foto’s") == words.zipf("foto's") > 4
    assert words.zipf("mede-eigenaar") == 0.0
    assert words.zipf("hechtchtinging") == 0.0


# --- compounds -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cut",
    [
        *["hechtings|stijl", "kinder|arts", "verzekerings|maatschappijen", "leerkracht|ondersteuning"],
        *["podcast|maker", "zonne|bloem", "schaduw|toernooi", "peuter|leidster", "dorps|bibliotheek"],
        *["appeltaart|recept", "Hechtings|stijl", "vmbo-|leerling", "ouder-|kind|relatie"],
    ],
)
def test_split(words: Lexicon, cut: str) -> None:
    assert words.split(cut.replace("|", "")) == tuple(cut.replace("-", "").split("|"))


@pytest.mark.parametrize(
    "word",
    [
        *["kind", "hechting", "ouders", "activiteiten", "mogelijkheden", "gemeenschappen", "verbeelding"],
        *["universiteit", "vriendelijke", "bisschoppen", "voorzitter", "pedagogisch", "democratische"],
        *["hechtchtinging", "oudoudersersers", "Bronfenbrenner", "", "-", "12", "a-", "kind-"],
    ],
)
def test_not_split(words: Lexicon, word: str) -> None:
    assert words.split(word) == ()


def test_a_split_is_made_of_the_word(words: Lexicon) -> None:
    for word in ["Schoolbibliotheekmedewerkster", "leesbevorderingsplan", "coo\u0308rdinatiegroep"]:
        assert "".join(words.split(word)) in {word, ""}


# --- the score -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("de", "kind"),
        ("kind", "hechting"),
        ("hechting", "tafelschikking"),
        # in no list, but sound compounds
        ("zwembadmedewerker", "zwembadmeddewerker"),
        ("leesplezierweek", "leesplezzierweek"),
        ("hechtingsgesprek", "hechhechtingsgesprek"),
        ("speelgoedbibliotheekbezoek", "hechtchtchtinging"),
        ("kleuterdansvoorstelling", "oudoudersersers"),
        # names against faults
        ("Galenkamp", "GGalgalenkamp"),
        ("Wierdsma", "WWieierdsdsma"),
        ("hechting", "hechtting"),
        ("stabiele", "stabielle"),
        ("een", "eeen"),
        ("Een", "EEn"),
        ("is", "iss"),
        ("sociaal-emotioneel", "sociaalemotioneel"),
        ("kind", "kind)"),
        ("(stief)ouders", "(sttief)ouders"),
        ("12-jarige", "12-jaarrige"),
        ("12", "1212"),
        ("2021", "20212021"),
    ],
)
def test_likelier(words: Lexicon, likelier: str, than: str) -> None:
    assert words.score(likelier) > words.score(than)


def test_garbage_is_far_below_rare_words_and_compounds(words: Lexicon) -> None:
    sound = ["griffel", "hagelkorrel", "zwerfboek", "regenlaarzenmaat", "buurtkeukentafel", "Terpstra"]
    garbage = [
        "hechtchtchtinging",
        "oudoudersersers",
        "CContontainainmenment",
        "vravraagtagt",
        "opvoevoevoeder",
    ]
    assert min(map(words.score, sound)) > max(map(words.score, garbage)) + 2


def test_every_string_has_a_score(words: Lexicon) -> None:
    for text in [
        "",
        " ",
        "-",
        "]]",
        "“",
        "…",
        "1.250,50",
        "12%",
        "а",
        "漢字",
        "🙂",
        "\ufffd",
        "a" * 500,
        "--",
        "/",
        "3/4",
    ]:
        assert -10_000 < words.score(text) <= 0, text


# --- the words of an article -----------------------------------------------------------------


def test_own_words(words: Lexicon) -> None:
    own = words.with_words(["mentaliseren", "Zwaluwpad", "flarpel"])
    assert own.known("flarpel")
    assert own.known("Flarpel")
    assert own.known("Zwaluwpad")
    assert not own.known("zwaluwpad")
    assert not words.known("flarpel")
    assert own.score("flarpel") > words.score("flarpel") + 3
    assert own.split("flarpelmethode") == ("flarpel", "methode")
    assert own.score("kind") == words.score("kind")
    assert own.with_words(["smorrel"]).own == {"mentaliseren", "Zwaluwpad", "flarpel", "smorrel"}


def test_frozen(words: Lexicon) -> None:
    with pytest.raises(AttributeError):
        words.own = frozenset()  # type: ignore[misc]
    assert lexicon.lexicon() is words


def test_fast_enough(words: Lexicon) -> None:
    """Generous bounds: a tenth would do on an idle machine."""
    unknown = [
        f"{first}{second}xing" for first in ("hecht", "speel", "taal") for second in map(chr, range(97, 123))
    ]
    started = time.process_time()
    for word in unknown:
        words.score(word)
    assert (time.process_time() - started) / len(unknown) < 0.002
    started = time.process_time()
    for _ in range(1000):
        words.known("Huizen")
    assert (time.process_time() - started) / 1000 < 0.000_1


# --- the data --------------------------------------------------------------------------------


def test_data_is_small() -> None:
    files = [lexicon.WORDS, compounds.PARTS, characters.TABLE]
    assert sum(path.stat().st_size for path in files) < 5_000_000


def test_licence() -> None:
    text = (ROOT / "LICENSES" / "OpenTaal.txt").read_text(encoding="utf-8")
    assert "OpenTaal" in text
    assert "https://creativecommons.org/licenses/by/3.0/" in text
    assert "Redistribution and use in source and binary forms" in text


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="HELDER_CORPUS is not set")
def test_data_is_what_the_script_makes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_lexicon.py"
    spec = importlib.util.spec_from_file_location("build_lexicon", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.build(Path(os.environ["HELDER_CORPUS"]) / "lexicon", tmp_path)
    for path in (lexicon.WORDS, compounds.PARTS, characters.TABLE):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
