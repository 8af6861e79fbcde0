"""Words on top of the lists: an article's, a collection's and a reader's, and what makes them trusted."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from helder.commands import cli
from pipeline import flow
from pipeline.errors import MissingWords, WrongSettings
from pipeline.ingest import text as ingest
from pipeline.language import vocabulary
from pipeline.language.lexicon import Lexicon, lexicon
from pipeline.language.vocabulary import Count, Vocabulary, gather, sound_words
from pipeline.settings import Settings, load

SOUND = "De kinderen van het Flarpelhuis leren elke dag samen met hun ouders lezen en schrijven."
DAMAGED = "Dde kkinddereen vvan heet Flarpelhuis leerren ellke daag saameen mett huun oudderss."
FORMS = st.dictionaries(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=8),
    st.builds(Count, st.integers(1, 9999), st.integers(1, 99)),
)


@pytest.fixture(scope="module")
def words() -> Lexicon:
    return lexicon()


# --- counting --------------------------------------------------------------------------------


def test_only_sound_paragraphs_are_counted(words: Lexicon) -> None:
    text = f"HET FLARPELHUIS\n\n{SOUND}\n\n{DAMAGED}\n\n{SOUND}\n"
    counts = sound_words(text, words.is_word)
    assert counts["Flarpelhuis"] == counts["kinderen"] == counts["De"] == 2
    assert not {"HET", "FLARPELHUIS", "saameen", "Dde"} & set(counts)


def test_words_in_doubt_or_in_pieces_are_not_counted(words: Lexicon) -> None:
    text = f"{SOUND} Ook voor taal- en rekenles, met 3D en veel onder-\nwijs in de klas."
    start = text.index("schrijven")
    counts = sound_words(text, words.is_word, without=[(start, start + 4)])
    assert counts["lezen"] == counts["klas"] == 1
    assert not {"schrijven", "taal", "D", "onder", "wijs"} & set(counts)


@given(FORMS, FORMS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, Count], two: dict[str, Count]
) -> None:
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.tsv"
    vocab = Vocabulary(one)
    path.write_text(vocabulary.dump(vocab), encoding="utf-8")
    assert vocabulary.load(path).forms == one
    both = gather([{form: found.times for form, found in two.items()}], vocab).forms
    assert both.keys() == one.keys() | two.keys()
    assert sum(found.times for found in both.values()) == sum(
        found.times for found in (*one.values(), *two.values())
    )
    assert list(both) == sorted(both)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "first line"),
        ("vorm\tkeer\n", "first line"),
        ("form\tcount\tarticles\nkind\t3\n", ":2: 'kind"),
        ("form\tcount\tarticles\nkind\t3\t1\n\t3\t1\n", ":3: "),
        ("form\tcount\tarticles\nkind\tdrie\t1\n", ":2: 'kind"),
    ],
)
def test_what_is_no_vocabulary(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "vocabulary.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongSettings, match=message):
        vocabulary.load(path)


# --- on top of the lists ---------------------------------------------------------------------


def test_files_of_words(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(
        "\ufeff# namen\nSmorrel  # een school\nVan der Gnoffel\n\n", encoding="utf-8"
    )
    (tmp_path / "vocabulary.tsv").write_text(
        "form\tcount\tarticles\nflarpel\t4\t2\nsnuifel\t9\t1\n", encoding="utf-8"
    )
    made = lexicon(str(tmp_path / "words.txt"), str(tmp_path / "vocabulary.tsv"))
    assert all(map(made.known, ["Smorrel", "Gnoffel", "flarpel", "Flarpel"]))
    assert not any(map(made.known, ["namen#", "smorrel", "snuifel"]))  # in one article: perhaps a misreading
    assert made.in_collection("snuifel") == Count(9, 1)
    assert made.in_collection("Snuifel") == Count()
    assert made.split("flarpelmethode") == ("flarpel", "methode")
    assert made.with_words(["gnork"]).in_collection("flarpel") == Count(4, 2)


def test_what_an_article_often_says_is_its_own(words: Lexicon) -> None:
    assert words.of_text(SOUND * 2) is words
    own = words.of_text(f"{SOUND} {SOUND} {SOUND}")
    assert own.known("Flarpelhuis")
    assert own.score("Flarpelhuis") > words.score("Flarpelhuis")
    assert own.score("kind") == words.score("kind")
    assert own.split("hechtingsgesprek") == words.split("hechtingsgesprek") != ()
    assert own.of_text("Een andere tekst.") is words
    assert own.with_words(["gnork"]).known("gnork")
    assert own.with_words(["gnork"]).score("gnork") > words.score("gnork")
    headings = "HHeett Flarpelhuis\n\n" * 9  # in running heads damage repeats itself
    assert words.of_text(headings) is words
    assert words.of_text(f"{DAMAGED}\n\n" * 9) is words


def test_a_word_of_the_reader_helps_a_repair(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("smorrelgnof\n", encoding="utf-8")
    (tmp_path / "helder.toml").write_text('words = "words.txt"\n', encoding="utf-8")
    raw = "Op school werken ze met smor-\nrelgnof en dat gaat heel goed.\n"
    source = ingest.read(raw.encode(), path="a.txt", settings=Settings())
    with_word = flow.clean(source, load(tmp_path / "helder.toml"))
    evidence = next(e["evidence"] for e in with_word.edits if e["rule"] == "lines/hyphen")
    assert evidence["by"] == "listed"
    without = flow.clean(source, Settings())
    assert next(e["evidence"] for e in without.edits if e["rule"] == "lines/hyphen")["by"] != "listed"


# --- settings --------------------------------------------------------------------------------


def test_digest_is_of_the_content(tmp_path: Path) -> None:
    digests = []
    for folder, content in (("a", "een"), ("b", "een"), ("c", "twee")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "words.txt").write_text(content, encoding="utf-8")
        (tmp_path / folder / "helder.toml").write_text('words = "words.txt"\n', encoding="utf-8")
        digests.append(load(tmp_path / folder / "helder.toml").digest())
    assert digests[0] == digests[1] != digests[2]
    assert Settings().digest() not in digests
    assert Settings(vocabulary=str(tmp_path / "a" / "words.txt")).digest() not in digests


def test_a_missing_file(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.txt")
    for settings in (Settings(words=gone), Settings(vocabulary=gone)):
        with pytest.raises(MissingWords, match=r"gone\.txt"):
            settings.digest()
        with pytest.raises(MissingWords, match=r"gone\.txt"):
            lexicon(settings.words, settings.vocabulary)


# --- the command -----------------------------------------------------------------------------


def helder(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), standalone_mode=False)


def test_the_command_counts_raw_and_clean_alike(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("een", "twee"):
        (raw / f"{name}.txt").write_text(f"{SOUND}\n\n{SOUND}\n", encoding="utf-8")
    assert helder("clean", raw, "-o", tmp_path / "clean", "-q").return_value == 0
    for folder in ("raw", "clean"):
        done = helder("vocabulary", tmp_path / folder, "-o", tmp_path / f"{folder}.tsv")
        assert done.return_value == 0, done.output
    made = (tmp_path / "raw.tsv").read_text(encoding="utf-8")
    assert made == (tmp_path / "clean.tsv").read_text(encoding="utf-8")
    assert made.startswith("form\tcount\tarticles\nDe\t4\t2\nFlarpelhuis\t4\t2\n")
    done = helder("vocabulary", tmp_path / "clean", "-o", tmp_path / "raw.tsv", "--update")
    assert done.return_value == 0
    assert "Flarpelhuis\t8\t4\n" in (tmp_path / "raw.tsv").read_text(encoding="utf-8")


def test_a_vocabulary_does_not_hang_on_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "helder.toml").write_text('vocabulary = "vocabulary.tsv"\n', encoding="utf-8")
    (tmp_path / "een.txt").write_text(SOUND, encoding="utf-8")
    made = tmp_path / "vocabulary.tsv"  # not there yet, though the settings name it
    assert helder("vocabulary", tmp_path / "een.txt", "-o", made).return_value == 0
    first = made.read_bytes()
    assert helder("vocabulary", tmp_path / "een.txt", "-o", made).return_value == 0
    assert made.read_bytes() == first
    made.unlink()
    done = helder("run", tmp_path / "een.txt", "-o", tmp_path / "clean")
    assert isinstance(done.exception, MissingWords)
    assert done.exception.exit_code == 6
    assert not (tmp_path / "clean").exists()


def test_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_text("12 13 14\n", encoding="utf-8")
    assert "-o" in str(helder("vocabulary", tmp_path / "leeg.txt", "--update").exception)
    assert "no word" in str(helder("vocabulary", tmp_path / "leeg.txt").exception)
