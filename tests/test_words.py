"""Rules for words: what an article must show before they work; what the ledger and `--diff` tell of it."""

from __future__ import annotations

import pytest

from helder import show
from pipeline import flow
from pipeline.cleaned import Cleaned
from pipeline.errors import WrongSettings
from pipeline.ingest import text as ingest
from pipeline.language.languages import language
from pipeline.layout.furniture import issue_of
from pipeline.records import Safety
from pipeline.settings import Settings

PASSAGES = [
    ("nl", "De kinderen spelen buiten en de ouders kijken toe."),
    ("nl", "Zijn boek heet The Interpersonal World of the Infant en is vaak vertaald."),
    ("nl", "Faalangst"),
    ("en", "The children play outside while their parents look on, and they do not mind."),
    ("de", "Die Kinder spielen draußen, und die Eltern sehen ihnen dabei zu."),
    ("fr", "Les enfants jouent dehors et les parents les regardent avec plaisir."),
]
SOUND = "Ouders en leerkrachten zien elke dag dat een kind leert door te spelen. "
MISREAD = "De opvoedinq beqint thuis, waar het kind leerl wat een belofte is."
HEADS = [
    ("12 Het jonge kind maart 2019", {"container-title": "Het jonge kind", "issued": "2019-03"}),
    ("jaargang 12, nummer 3", {"volume": "12", "issue": "3"}),
    ("Kind & Woord | zomer 2021 | 45", {"container-title": "Kind & Woord", "issued": "2021"}),
    ("Wat kinderen leren", {}),
]


DEFAULTS = Settings()


def cleaned(raw: str, settings: Settings = DEFAULTS) -> Cleaned:
    return flow.clean(ingest.read(raw.encode(), path="x.txt", settings=settings), settings)


@pytest.mark.parametrize(("expected", "passage"), PASSAGES)
def test_language_of_a_passage(expected: str, passage: str) -> None:
    assert language(passage) == expected


def test_misread_letters_are_repaired_where_they_abound_or_are_clear_and_else_listed() -> None:
    damaged = cleaned(f"{SOUND}{MISREAD}\n")
    assert (
        damaged.text.string == f"{SOUND}De opvoeding begint thuis, waar het kind leert wat een belofte is.\n"
    )
    assert "De opvoeding begint" in cleaned(f"{SOUND}De opvoedinq begint thuis.\n").text.string
    one = f"{SOUND}De les begon vanachtend om acht uur.\n"  # as its author may have written
    listed = cleaned(one)
    assert listed.text.string == one
    (edit,) = [e for e in listed.edits if e["rule"] == "words/misread"]
    assert (edit["applied"], edit["safety"], edit["after"]) == (False, Safety.DOUBTFUL, "vanochtend")
    assert "vanochtend" in cleaned(one, Settings(doubtful=True)).text.string


def test_floors_decide_from_which_confidence_a_rule_works() -> None:
    slip, misread = f"{SOUND}Dat was vanachtend.\n", f"{SOUND}De opvoedinq begint thuis.\n"
    assert "vanochtend" in cleaned(slip, Settings(floors={"words": 0.4})).text.string
    assert "vanachtend" in cleaned(slip, Settings(floors={"words": 0.4, "words/misread": 0.9})).text.string
    assert "opvoedinq" in cleaned(misread, Settings(floors={"words/misread": 1.0})).text.string
    with pytest.raises(WrongSettings, match="words/misraed"):
        cleaned(misread, Settings(floors={"words/misraed": 1.0}))


OLD = (
    "Zoo zien de menschen, dat de kinderen tusschen de boomen spelen en nooit zoo vroolijk loopen. "
    "Van de ouders hooren wij, dat zij zulke spelen niet meenen te kunnen koopen.\n"
)


def test_spelling_and_settings_stand_in_the_ledger() -> None:
    told = cleaned(SOUND, Settings(skip=("words/split",), floors={"lines": 0.5})).ledger[0]["settings"]
    assert (told["spelling"], told["skip"], told["floors"]) == ("today", ["words/split"], {"lines": 0.5})
    assert cleaned(OLD).ledger[0]["settings"]["spelling"] == "1947-before"
    assert cleaned(OLD, Settings(spelling="today")).ledger[0]["settings"]["spelling"] == "today"
    assert cleaned(OLD).text.string == OLD


def test_words_are_left_where_the_article_is_in_another_language() -> None:
    misread = f"{SOUND}De opvoedinq begint thuis.\n"
    assert cleaned(misread, Settings(language="de")).text.string == misread


def test_words_of_another_language_stay() -> None:
    german = (
        "Die Kinder, die oft vor gelesen bekommen, sind die besten; das ist nicht zu be streiten von uns.\n"
    )
    assert cleaned(german).text.string == german


def test_white_space_that_a_rule_for_words_changed_has_its_own_line_in_the_ledger() -> None:
    edits = cleaned("Een kind dat on veilig is,\nzoekt steun.\n").edits
    assert [(e["rule"], e["before"], e["after"]) for e in edits] == [
        ("words/split", " ", ""),
        ("lines/join", "\n", " "),
    ]


def test_diff_shows_whole_words(capsys: pytest.CaptureFixture[str]) -> None:
    show.diff(cleaned("Een kind dat on veilig is, zoekt steun bij de leer-\nkracht van de klas.\n"))
    shown = capsys.readouterr().out
    assert "-on veilig-+onveilig+" in shown
    assert "-leer-↵kracht-+leerkracht+" in shown


@pytest.mark.parametrize(("head", "told"), HEADS)
def test_a_running_head_tells_of_the_issue(head: str, told: dict[str, str]) -> None:
    assert issue_of(head) == told


JUMPS = [
    "Lees verder op pagina 12",
    "(vervolg van blz. 5)",
    "wordt vervolgd op de volgende pagina",
    "» vervolg p. 3",
    "zie verder p. 14",
]


@pytest.mark.parametrize("line", JUMPS)
def test_jump_lines_go(line: str) -> None:
    raw = f"Zo leert een kind ook wat het\n\n{line}\n\nnog niet durft te doen.\n"
    assert cleaned(raw).text.string == "Zo leert een kind ook wat het nog niet durft te doen.\n"


def test_a_page_number_between_the_halves_of_a_word_goes() -> None:
    raw = "Ouders zien dat hun kind zelf-\n14\n\fstandiger wordt in de klas.\nDat is fijn voor allen.\n"
    assert cleaned(raw).text.string.startswith("Ouders zien dat hun kind zelfstandiger wordt")
