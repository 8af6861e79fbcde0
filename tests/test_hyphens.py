"""Words broken at the line end: what a Dutch writer keeps, joins or suspends."""

from __future__ import annotations

import pytest

from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import Layout
from pipeline.records import Safety
from pipeline.repair import engine
from pipeline.repair.lines import hyphen
from pipeline.repair.rule import View
from pipeline.settings import Settings
from pipeline.text import Text

# Broken at "/".
KEPT = """
Noord-/Holland Zuid-/Limburgse Nieuw-/Vennep Sint-/Maarten Oost-/Groningen Midden-/Delfland mbo-/student
havo-/leerling vmbo-/leerlingen vwo-/klas hbo-/opleiding pabo-/studente mavo-/diploma Cito-/score
ADHD-/diagnose PISA-/onderzoek SLO-/leerdoelen ECTS-/punten gz-/psycholoog tv-/scherm 12-/jarige 4-/jarigen
65-/plusser 21e-/eeuwse 1960-/1970 3-/4 T-/splitsing e-/mailadres x-/as ex-/leerling ex-/leerkracht
oud-/docent oud-/juf niet-/pluisgevoel niet-/lezers collega-/juf aspirant-/leerkracht adjunct-/directeur
interim-/bestuurder kandidaat-/notaris mede-/eigenaar na-/apen zee-/egel auto-/ongeluk radio-/uitzending
video-/opname toe-/eigening milieu-/inspectie co-/ouderschap zo-/even ouder-/kindrelatie
leerkracht-/leerlingrelatie sociaal-/emotioneel sociaal-/culturele cognitief-/emotionele fysiek-/motorische
kat-/en-muisspel kat-en-/muisspel één-/op-één een-op-/een stap-voor-/stap nek-aan-/nekrace doe-het-/zelver
kant-en-/klare mond-op-/mondreclame heen-en-/weergesprek Jansen-/Bakker Visser-/Terpstra Van-/Dijk
Jean-/Jacques Anne-/Marie pro-/Europees anti-/Amerikaans trans-/Atlantisch on-/Nederlands Pisa-/score
Vygotski-/kenner Montessori-/Lyceum vice-/voorzitter rode-/kruispost zwart-/wit minister-/president
secretaris-/generaal
""".split()  # noqa: SIM905 - quoted one by one they would hide the words
JOINED = """
ont/wikkeling kinder/dagverblijf opvoe/ders hechtings/relatie hechtings/theorie taal/achterstand voor/lezen
zelf/vertrouwen groeps/leerkracht ontwikkelings/psychologie onderwijs/assistente school/plein klas/genootje
mee/gespeeld uit/gelegd na/gekeken over/dragen door/verwezen samen/werkt her/kansingstoets
leer/lingvolgsysteem pedago/gisch eman/cipatie executie/ve zelf/regulatie autono/mie brug/klassers
""".split()  # noqa: SIM905 - quoted one by one they would hide the words
LONGER = [  # what a word is broken from, at any of its breaks, with a hyphen of its own elsewhere
    ("taal-onder-/wijs", "taal-onderwijs"),
    ("taal-/onder-/wijs", "taalonderwijs"),
    ("sociaal-emo-/tionele", "sociaal-emotionele"),
    ("(zelf)-/verantwoordelijke", "(zelf)verantwoordelijke"),
    ("(groeps)-/leerkracht", "(groeps)leerkracht"),
    ("ge-/initieerd", "geïnitieerd"),
    ("re-/ële", "reële"),
    ("IJs-/selmeer", "IJsselmeer"),
    ("ONDER-/WIJS", "ONDERWIJS"),
    ("You-/Tube", "YouTube"),
]
SUSPENDED = [
    ("taal-/en rekenonderwijs", "taal- en rekenonderwijs"),
    ("lees-/of schrijfproblemen", "lees- of schrijfproblemen"),
    ("taal-, reken-/en leesonderwijs", "taal-, reken- en leesonderwijs"),
    ("zowel school-/als thuistaal", "zowel school- als thuistaal"),
    ("geen lees-/noch spelproblemen", "geen lees- noch spelproblemen"),
    ("van basis-/naar voortgezet onderwijs", "van basis- naar voortgezet onderwijs"),
    ("binnen-/én buitenruimte", "binnen- én buitenruimte"),
    ("voor-/en nadelen", "voor- en nadelen"),
]


def joined(broken: str, mark: str = "-") -> str:
    """What the rule alone makes of words broken at "/"."""
    text = Text.of("Zij zag de " + broken.replace("-/", f"{mark}\n") + " daar.\n")
    view = View(text, Layout(()), lexicon(), Settings())
    safe = [edit for edit in hyphen.find(view) if edit.safety is Safety.SAFE]
    return engine.apply(text, enumerate(safe)).string[len("Zij zag de ") : -len(" daar.\n")]


@pytest.mark.parametrize("word", KEPT)
def test_keeps_the_hyphen_of_the_word(word: str) -> None:
    assert joined(word) == word.replace("/", "")


@pytest.mark.parametrize("mark", ["-", "\u00ad", "\u2010", "¬", "="])
@pytest.mark.parametrize("word", JOINED)
def test_drops_the_printers_hyphen(word: str, mark: str) -> None:
    assert joined(word.replace("/", "-/"), mark) == word.replace("/", "")


@pytest.mark.parametrize(("broken", "whole"), LONGER + SUSPENDED)
def test_broken_again_suspended_or_bracketed(broken: str, whole: str) -> None:
    assert joined(broken) == whole


def test_a_printer_who_breaks_words_makes_a_hyphen_his() -> None:
    assert joined("prestatie-/reeks") == "prestatie-reeks"
    assert joined("kin-/deren en de ont-/wikkeling van de prestatie-/reeks").endswith("prestatiereeks")


def test_another_case_than_the_listed_one_is_no_evidence() -> None:
    assert joined("West-/duitse") == "Westduitse"
    assert joined("West-/Duitse") == "West-Duitse"
