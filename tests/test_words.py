"""Rules for words: what an article must show before they work; what the ledger and `--diff` tell of it."""

from __future__ import annotations

import pytest

from helder import show
from pipeline import flow
from pipeline.cleaned import Cleaned
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


def test_misread_letters_are_repaired_where_they_abound_and_else_listed() -> None:
    damaged = cleaned(f"{SOUND}{MISREAD}\n")
    assert (
        damaged.text.string == f"{SOUND}De opvoeding begint thuis, waar het kind leert wat een belofte is.\n"
    )
    one = f"{SOUND}De opvoedinq begint thuis.\n"
    listed = cleaned(one)
    assert listed.text.string == one
    (edit,) = [e for e in listed.edits if e["rule"] == "words/misread"]
    assert (edit["applied"], edit["safety"], edit["after"]) == (False, Safety.DOUBTFUL, "opvoeding")
    assert "opvoeding" in cleaned(one, Settings(doubtful=True)).text.string


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
