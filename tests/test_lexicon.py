"""What is known of Dutch words: tables of words of our own choice, and laws of the score."""

from __future__ import annotations

import importlib.util
import os
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import characters, compounds, forms, lexicon
from pipeline.language.lexicon import Kind, Lexicon
from pipeline.language.variants import Spelling, Variant, spelling_of

ROOT = Path(__file__).parent.parent
CACHES = (
    lexicon._reading,
    lexicon._parts,
    lexicon._guess,
    lexicon._variant,
    lexicon._breaks,
    lexicon._score_short,
)


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
        *["struisvogel|ei", "as|grijs", "kippe|soep"],
    ],
)
def test_split(words: Lexicon, cut: str) -> None:
    assert words.split(cut.replace("|", "")) == tuple(cut.replace("-", "").split("|"))


@pytest.mark.parametrize(
    "cut",
    [
        *["natuur|boeken|beurs", "levens|verzekerings|kantoor", "luchtvaart|tentoonstelling"],
        *["school|bibliotheek|bezoek", "school|plein"],
    ],
)
def test_parts_that_are_compounds_are_cut_on_request(words: Lexicon, cut: str) -> None:
    """Unless they have a life of their own."""
    word = cut.replace("|", "")
    assert words.split(word, deep=True) == tuple(cut.split("|"))
    assert len(words.split(word)) == 2


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


@pytest.mark.parametrize(
    ("word", "known_parts", "guessed"),
    [
        ("euratomgroep", (), ("euratom", "groep")),
        ("schoolsociëteitjes", (), ("school", "sociëteitjes")),
        ("schoolplein", ("school", "plein"), ("school", "plein")),
        ("Amsterdam", (), ()),
        ("hechting", (), ()),
    ],
)
def test_a_part_that_no_list_has_is_guessed_on_request(
    words: Lexicon, word: str, known_parts: tuple[str, ...], guessed: tuple[str, ...]
) -> None:
    assert words.split(word) == known_parts
    assert words.split(word, guess=True) == guessed


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("verzekeringsmaatschappijen", ["verzekering +s", "maatschappijen +"]),
        ("kippenhok", ["kip +en", "hok +"]),
        ("zonnebloem", ["zon +e", "bloem +"]),
        ("duivenmelker", ["duif +en", "melker +"]),
        ("kinderarts", ["kind +er", "arts +"]),
        ("leerkrachtondersteuning", ["leerkracht +", "ondersteuning +"]),
        ("voorzitter", []),
        ("ouder-kindrelatie", ["ouder +-", "kind +", "relatie +"]),
        ("ADHD-diagnose", ["ADHD +-", "diagnose +"]),
        ("Verzekeringsmaatschappij", ["verzekering +s", "maatschappij +"]),
    ],
)
def test_linking_letters_told_apart(words: Lexicon, word: str, parts: list[str]) -> None:
    found = words.compound(word)
    assert [f"{part.base} +{part.link}" for part in found] == parts
    assert "".join(part.text for part in found) in (word, "")


# --- kinds, old spelling, places to break, the treebanks -------------------------------------


@pytest.mark.parametrize(
    ("kind", "examples"),
    [
        (Kind.NAME, "Amsterdam Piaget IJsland Noord-Holland Jan AMSTERDAM"),
        (Kind.ABBREVIATION, "enz. bijv. d.w.z. ADHD PvdA"),
        (Kind.OLD_SPELLING, "tusschen menschen aktie vreeselijk"),
        (Kind.WORD, "kind Kind KIND zoo den één foto’s"),
        (Kind.COMPOUND, "hechtingsgesprek leesplezierweek"),
        (None, "hechtchting Zwaluwsma -"),
    ],
)
def test_kind(words: Lexicon, kind: Kind | None, examples: str) -> None:
    assert {example: words.kind(example) for example in examples.split()} == dict.fromkeys(
        examples.split(), kind
    )


@pytest.mark.parametrize(
    ("old", "modern", "spelling"),
    [
        *[("tusschen", "tussen", "1863"), ("zoo", "zo", "1863"), ("den", "de", "1863")],
        *[
            ("Tusschen", "Tussen", "1863"),
            ("FRANSCHE", "FRANSE", "1863"),
            ("beteekenissen", "betekenissen", "1863"),
        ],
        *[("alzoo", "alzo", "1863"), ("officieele", "officiële", "1863"), ("rhythme", "ritme", "1863")],
        *[("paedagogisch", "pedagogisch", "1863"), ("menschenkennis", "mensenkennis", "1863")],
        *[("aktie", "actie", "1954"), ("kultuur", "cultuur", "1954"), ("sexueel", "seksueel", "1954")],
        *[("pannekoek", "pannenkoek", "1954"), ("kippesoep", "kippensoep", "1954")],
        ("zeeëend", "zee-eend", "1954"),
    ],
)
def test_old_spelling(words: Lexicon, old: str, modern: str, spelling: str) -> None:
    assert words.variant(old) == Variant(modern, Spelling(spelling))


@pytest.mark.parametrize(
    "word",
    [
        *["pedagogisch", "school", "bisschop", "theorie", "zoölogie", "zonnebloem", "koolaanslag", "publiek"],
        *["Bosch", "Vygotsky", "thing", "mindset", "hechtting", "kindderen", "", "-", "ouder-kindrelatie"],
    ],
)
def test_no_old_spelling(words: Lexicon, word: str) -> None:
    assert words.variant(word) is None


def test_the_spelling_of_a_text(words: Lexicon) -> None:
    today = {"kind": 40, "leren": 30, "school": 30, "den": 1, "Den": 1}
    assert spelling_of(today, words.variant) is Spelling.OF_1995
    assert spelling_of({**today, "aktie": 1, "kontakt": 1, "produkt": 1}, words.variant) is Spelling.OF_1954
    assert spelling_of({**today, "zoo": 2, "menschen": 3, "tusschen": 1}, words.variant) is Spelling.OF_1863
    assert spelling_of({}, words.variant) is Spelling.OF_1995


@pytest.mark.parametrize(
    "broken",
    [
        *["ver|ze|ke|rings|maat|schap|pij", "ki|lo|me|ter|slang", "be|drijfs|arts", "ou|der-|kind|re|la|tie"],
        *[
            "kin|der|op|vang",
            "ge|ï|so|leerd",
            "co|o\u0308r|di|na|tie",
            "Noord-|Hol|land|se",
            "fo|to’s",
            "zo’n",
            "ei",
        ],
    ],
)
def test_breaks(words: Lexicon, broken: str) -> None:
    word = broken.replace("|", "")
    places = (0, *words.breaks(word), len(word))
    assert "|".join(word[start:end] for start, end in pairwise(places)) == broken


def test_a_break_may_cost_a_trema(words: Lexicon) -> None:
    assert words.may_break("ge", "isoleerd")
    assert words.may_break("verzekerings", "maatschappij")
    assert not words.may_break("maatsc", "happij")
    assert not words.may_break("k", "ind")


def test_analyses(words: Lexicon) -> None:
    assert [(a.upos, a.lemma) for a in words.analyses("verzekeringsmaatschappijen")] == [
        ("NOUN", "verzekeringsmaatschappij")
    ]
    assert words.analyses("LEREN") == words.analyses("leren")
    assert {"AUX", "PRON", "VERB"} <= {a.upos for a in words.analyses("zijn")}
    assert words.analyses("hechtchtinging") == ()


@given(
    st.text(min_size=1, max_size=300),
    st.sampled_from(forms.UPOS),
    st.text(max_size=300),
    st.integers(1, forms.MOST),
)
def test_an_analysis_comes_back(form: str, upos: str, lemma: str, times: int) -> None:
    analysis = forms.Analysis(upos, lemma, times)
    assert forms.decode(form, forms.encode(form, analysis)) == analysis


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


@pytest.mark.parametrize("text", ["hechting" * 5000, "a-" * 5000, "e" * 50_000, "schoon" * 20])
def test_endless_words_are_not_looked_into(words: Lexicon, text: str) -> None:
    """What is longer than any word is neither cut nor kept in memory."""
    kept = [cache.cache_info().currsize for cache in CACHES]
    assert words.score(text) < -100
    assert not words.known(text)
    assert words.variant(text) is None
    assert words.breaks(text) == ()
    assert not words.split("x" + text, guess=True)
    grown = [cache.cache_info().currsize - before for cache, before in zip(CACHES, kept, strict=True)]
    assert max(grown) <= 2  # the pieces between hyphens are short


# --- the data --------------------------------------------------------------------------------


def test_data_is_small() -> None:
    files = [lexicon.WORDS, compounds.PARTS, characters.TABLE, forms.FORMS]
    assert sum(path.stat().st_size for path in files) < 5_000_000


def test_licence() -> None:
    text = (ROOT / "LICENSES" / "OpenTaal.txt").read_text(encoding="utf-8")
    assert "OpenTaal" in text
    assert "https://creativecommons.org/licenses/by/3.0/" in text
    assert "Redistribution and use in source and binary forms" in text
    text = (ROOT / "LICENSES" / "UD-Dutch.txt").read_text(encoding="utf-8")
    assert forms.FORMS.name in text
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in text
    assert "Changes made" in text


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="HELDER_CORPUS is not set")
def test_data_is_what_the_script_makes(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "build_lexicon.py"
    spec = importlib.util.spec_from_file_location("build_lexicon", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.build(Path(os.environ["HELDER_CORPUS"]), tmp_path)
    for path in (lexicon.WORDS, compounds.PARTS, characters.TABLE, forms.FORMS):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name
