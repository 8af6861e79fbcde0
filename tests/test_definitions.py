"""What defines a term, by family of patterns, and what only looks like it. Sentences of our own."""

from __future__ import annotations

import pytest
import spacy

from pipeline.language.sentences import sentence_ranges
from pipeline.spans import components
from pipeline.spans.definitions.extract import find_definitions

# kind, sentence, the terms that are defined; examples of our own
DEFINED = [
    ("naming", "Het stap voor stap afbouwen van hulp wordt wel scaffolding genoemd.", ["scaffolding"]),
    ("naming", "De klas volgt een aanpak die coöperatief leren genoemd wordt.", ["coöperatief leren"]),
    (
        "naming",
        "De leerling komt in een zone die de naaste ontwikkelingszone heet.",
        ["naaste ontwikkelingszone"],
    ),
    ("naming", "Leren over het eigen leren noemen we metacognitie.", ["metacognitie"]),
    ("naming", "Die houding staat bekend als sensitieve responsiviteit.", ["sensitieve responsiviteit"]),
    (
        "alias",
        "De coregulatie, ook wel gezamenlijke regulatie genoemd, groeit.",
        ["coregulatie", "gezamenlijke regulatie"],
    ),
    (
        "stipulation",
        "Onder begeleide speelruimte verstaan we een omgeving met vrije keuzes.",
        ["begeleide speelruimte"],
    ),
    (
        "stipulation",
        "Met handelingsverlegenheid bedoel ik dat een leraar niet verder kan.",
        ["handelingsverlegenheid"],
    ),
    ("stipulation", "Ik gebruik de term ‘warme strengheid’ voor deze stijl.", ["warme strengheid"]),
    ("stipulation", "Zelfsturing definiëren we als het plannen van eigen werk.", ["Zelfsturing"]),
    ("stipulation", "De term ‘groeitaal’ verwijst naar woorden over inzet.", ["groeitaal"]),
    ("copula", "Inhibitie is het vermogen om een impuls te remmen.", ["Inhibitie"]),
    ("copula", "Een wisselklas is een groep die elke week verandert.", ["wisselklas"]),
    ("copula", "Metacognitie houdt in dat een leerling nadenkt over zijn aanpak.", ["Metacognitie"]),
    ("copula", "Er is sprake van faalangst wanneer een kind uit vrees niet begint.", ["faalangst"]),
    ("brackets", "Hij kan de verwarring verwoorden (mentaliseren).", ["mentaliseren"]),
    (
        "abbreviation",
        "Een passend ontwikkelingsperspectief (OP) helpt daarbij.",
        ["ontwikkelingsperspectief"],
    ),
    ("dashes", "Haar metacognitie – het nadenken over eigen leren – groeit met de jaren.", ["metacognitie"]),
    ("that_is", "De inhibitie, oftewel het remmen van een impuls, rijpt laat.", ["inhibitie"]),
    (
        "colon",
        "Wie telkens faalt en nooit hulp krijgt, verliest de moed: aangeleerde hulpeloosheid.",
        ["aangeleerde hulpeloosheid"],
    ),
    (
        "apposition",
        "De learned helplessness, de aangeleerde hulpeloosheid, is hardnekkig.",
        ["learned helplessness", "aangeleerde hulpeloosheid"],
    ),
    (
        "classification",
        "Er zijn drie opvoedingsstijlen: de autoritaire, de permissieve en de gezaghebbende opvoeding.",
        ["autoritaire", "permissieve", "gezaghebbende opvoeding"],
    ),
    (
        "translation",
        "Aangeleerde hulpeloosheid (Engels: learned helplessness) is hardnekkig.",
        ["Aangeleerde hulpeloosheid", "learned helplessness"],
    ),
    ("naming", "Lukt het helemaal alleen, dan heet het meesterschap.", ["meesterschap"]),
    ("copula", "Prentenboektaal is de taal van verhalen en voorlezers.", ["Prentenboektaal"]),
    ("copula", "Werkt alleen de een, dan spreken we van meeliften.", ["meeliften"]),
    ("alias", "Het vrije spel, ook bekend als free play, keert terug.", ["vrije spel", "free play"]),
    (
        "anaphora",
        "Onderzoekers noemen dat gedeelde verwondering: twee kijken naar een ding.",
        ["gedeelde verwondering"],
    ),
    ("anaphora", "Dat uitstellen noemt Vermaat een denkpauze.", ["denkpauze"]),
    ("gloss", "De school kreeg een leesplein: een ruimte waarin kinderen elkaar voorlezen.", ["leesplein"]),
    ("list_item", "• eigenaarschap: de leerling kiest zelf waar hij begint;", ["eigenaarschap"]),
    (
        "apposition",
        "De wachtwijzer, een kaart waarop een kind zijn vraag bewaart, hangt bij de deur.",
        ["wachtwijzer"],
    ),
    (
        "translation",
        "Een vangnet, een vertaling van het Engelse safety net, is er voor allen.",
        ["vangnet", "safety net"],
    ),
    ("translation", "De groeimindset (growth mindset) helpt.", ["groeimindset", "growth mindset"]),
]


@pytest.mark.parametrize(("kind", "sentence", "names"), DEFINED, ids=[f"{f}-{n[0]}" for f, _, n in DEFINED])
def test_definitions_are_found(kind: str, sentence: str, names: list[str]) -> None:
    found = find_definitions(sentence, sentence_ranges(sentence))
    assert [sentence[each.start : each.end] for each in found if each.kind == kind] == names


def test_anaphora_takes_the_sentence_before() -> None:
    text = "De leraar doet een taak hardop denkend voor. Dat noemen we modelleren."
    found = find_definitions(text, sentence_ranges(text))
    assert [(text[each.start : each.end], each.sentences) for each in found] == [
        ("modelleren", sentence_ranges(text))
    ]


def test_stipulation_takes_the_sentence_after() -> None:
    text = (
        "Ik gebruik hiervoor de term ‘warme strengheid’. Hieronder versta ik duidelijke grenzen met liefde."
    )
    (found,) = find_definitions(text, sentence_ranges(text))
    assert (text[found.start : found.end], found.sentences) == ("warme strengheid", sentence_ranges(text))


LEAVES = [
    "De zojuist genoemde regels gelden ook hier.",
    "Drukte wordt vaak als oorzaak genoemd.",
    "Hier moet ook de school genoemd worden.",
    "Huiswerk is een last die weinig oplevert.",
    "Lezen is een opdracht die iedereen kent.",
    "Dat is eerder beschreven (Bakker, 2011).",
    "De tabel (zie p. 4) laat dat zien.",
    "De ouders (en soms de school) helpen mee.",
    "Kinderen moeten zelf nadenken (met hulp).",
    "De school – die net is verbouwd – ligt in het dorp.",
    "Hij kocht drie dingen: een boek.",
    "We noemen hier een aantal voorbeelden.",
    "In het verslag wordt armoede genoemd als een van de redenen.",
    "Toetsdruk is een uitdaging die elke school kent.",
    "Zandgronden zijn een uitstekende ondergrond om op te bouwen.",
    "De gymzaal, een luxe die weinig scholen hebben, staat leeg.",
    "Er is geen leesplezier wanneer het moet.",
    "Dit gaat over (zelf)verantwoordelijke kinderen.",
    "Het Verbond van Leesclubs (VVL) kwam bijeen.",
    "De juf, een vrouw die veel leest, lachte.",
    "• Tip: lees elke dag een kwartier samen.",
]


@pytest.mark.parametrize("sentence", LEAVES)
def test_what_is_no_definition_is_left(sentence: str) -> None:
    assert find_definitions(sentence, sentence_ranges(sentence)) == ()


def test_what_was_said_gets_its_name_in_the_next_sentence() -> None:
    text = "‘Hij is nog in de kijkfase’, zegt de juf. Zo heet de tijd waarin een kind alleen toekijkt."
    (found,) = find_definitions(text, sentence_ranges(text))
    assert (text[found.start : found.end], found.sentences) == ("kijkfase", sentence_ranges(text))


def test_component_puts_labelled_spans_on_the_doc() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_sentences")
    nlp.add_pipe("helder_definitions")
    doc = nlp("Leren over het eigen leren noemen we metacognitie.")
    (span,) = doc.spans["helder_definitions"]
    assert (span.text, span.label_, span._.helder.kind) == ("metacognitie", "naming", "naming")
    assert components.records(nlp(""), "helder_definitions") == ()


def test_hostile_text_takes_no_time() -> None:
    for text in (
        "X (" * 3000,
        "de a, " * 3000,
        "een b: " * 2000,
        "wordt " * 5000,
        "‘" * 5000,
        "• a: " * 3000,
    ):
        find_definitions(text, sentence_ranges(text))
