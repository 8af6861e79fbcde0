from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import spacy

from pipeline.language.sentences import sentence_ranges
from pipeline.records import Kind, Paragraph, Structure
from pipeline.spans import components
from pipeline.spans.terms.definitions import find_definitions
from pipeline.spans.terms.extract import Input, find_terms, rank, terms
from pipeline.spans.terms.variants import group, lemma

ARTICLE = """Spelend leren

door Anna de Wit

Kleuters leren al spelend. Wat vraagt dat van de leerkracht?

Het stap voor stap afbouwen van hulp wordt wel scaffolding genoemd. De kleuterleerkracht geeft eerst \
veel hulp en daarna steeds minder. Scaffolding vraagt om goed kijken. Kinderen hebben een rijke \
speelomgeving nodig, omdat zij daarin zelf keuzes maken. Zo ontstaat begeleide speelruimte. Onder \
begeleide speelruimte verstaan we een omgeving waarin een kind vrij kiest en een volwassene meekijkt \
(Bakker, 2011).

Executieve functies

Executieve functies zijn vaardigheden die het gedrag sturen. De inhibitie en het werkgeheugen rijpen \
langzaam. Het werkgeheugen bewaart informatie. Uit onderzoek blijkt dat het werkgeheugen samenhangt met \
rekenvaardigheid. Begeleide speelruimte versterkt de executieve functies en het werkgeheugen van \
kleuters.

Tot slot

Begeleide speelruimte is een voorwaarde voor scaffolding. Zonder speelruimte leert een kleuter minder.
"""

# family, sentences, the terms that are defined; examples of our own
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
    ("brackets", "Een passend ontwikkelingsperspectief (OP) helpt daarbij.", ["ontwikkelingsperspectief"]),
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
        ["Aangeleerde hulpeloosheid"],
    ),
]


@pytest.mark.parametrize(("family", "sentence", "names"), DEFINED, ids=[f"{f}-{n[0]}" for f, _, n in DEFINED])
def test_definitions_are_found(family: str, sentence: str, names: list[str]) -> None:
    found = find_definitions(sentence, sentence_ranges(sentence))
    assert [sentence[slice(*each.name)] for each in found if each.family == family] == names


def test_anaphora_takes_the_sentence_before() -> None:
    text = "De leraar doet een taak hardop denkend voor. Dat noemen we modelleren."
    found = find_definitions(text, sentence_ranges(text))
    assert [(text[slice(*each.name)], each.sentences) for each in found] == [
        ("modelleren", sentence_ranges(text))
    ]


def test_stipulation_takes_the_sentence_after() -> None:
    text = (
        "Ik gebruik hiervoor de term ‘warme strengheid’. Hieronder versta ik duidelijke grenzen met liefde."
    )
    (found,) = find_definitions(text, sentence_ranges(text))
    assert (text[slice(*found.name)], found.sentences) == ("warme strengheid", sentence_ranges(text))


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
]


@pytest.mark.parametrize("sentence", LEAVES)
def test_what_is_no_definition_is_left(sentence: str) -> None:
    assert find_definitions(sentence, sentence_ranges(sentence)) == ()


def test_terms_of_an_article() -> None:
    found = find_terms(ARTICLE, sentence_ranges(ARTICLE), excluded=[_place("Bakker, 2011")])
    best = [term.term for term in found[:8]]
    assert {"scaffolding", "begeleide speelruimte", "executieve functies", "werkgeheugen"} <= set(best)
    scaffolding = next(term for term in found if term.term == "scaffolding")
    assert [ARTICLE[slice(*span)].lower() for span in scaffolding.occurrences] == ["scaffolding"] * 3
    assert "wordt wel scaffolding genoemd" in ARTICLE[slice(*scaffolding.definitions[0])]
    assert not any("bakker" in term.term or "anna" in term.term for term in found)


def _place(part: str) -> tuple[int, int]:
    return ARTICLE.index(part), ARTICLE.index(part) + len(part)


def test_terms_are_ordered_exact_and_the_same_each_time() -> None:
    sentences = sentence_ranges(ARTICLE)
    found = find_terms(ARTICLE, sentences)
    assert found == find_terms(ARTICLE, sentences)
    assert [term.score for term in found] == sorted((term.score for term in found), reverse=True)
    for term in found:
        assert list(term.occurrences) == sorted(term.occurrences)
        assert term.occurrences
        assert set(term.definitions) <= set(sentences)
        for start, end in term.occurrences:
            assert " ".join(ARTICLE[start:end].lower().split()) in {form.lower() for form in term.variants}


def test_nothing_from_nothing() -> None:
    assert find_terms("", ()) == ()
    assert rank([]) == ()
    assert find_terms("12 34 !", sentence_ranges("12 34 !")) == ()


def test_references_and_bylines_give_no_terms() -> None:
    text = "Metacognitie en inhibitie.\n\nBakker, J. (2011). Psychopathologie en diagnostiek. Utrecht: Agiel."
    middle = text.index("\n")
    paragraphs = (Paragraph(0, middle, Kind.BODY), Paragraph(middle + 2, len(text), Kind.REFERENCE))
    found = find_terms(text, sentence_ranges(text), Structure(paragraphs, ()))
    assert not any("psychopathologie" in term.term for term in found)
    assert any("metacognitie" in term.term for term in found)


def test_a_collection_is_counted_together() -> None:
    one, other = "De inhibitie rijpt. Inhibitie groeit.", "Over inhibitie en hechtingsstijlen."
    (term,) = [each for each in rank([Input(one), Input(other)]) if "inhibitie" in each.variants]
    assert [number for number, _, _ in term.places] == [0, 0, 1]


def test_variants_are_joined_only_when_they_occur() -> None:
    forms = [
        "hechtingsstijl",
        "hechtingsstijlen",
        "stille vorming",
        "stille gevormdheid",
        "vorming",
        "basis",
    ]
    assert sorted(map(sorted, group(forms).values())) == [
        ["basis"],
        ["hechtingsstijl", "hechtingsstijlen"],
        ["stille gevormdheid", "stille vorming"],
        ["vorming"],
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("leerlingen", "leerling"),
        ("vaardigheden", "vaardigheid"),
        ("een warme blik", "warme blik"),
        ("begeleide spelvormen", "begeleide spelvorm"),
        ("hechting", "hechting"),
    ],
)
def test_lemma(form: str, expected: str) -> None:
    assert lemma(form) == expected


def test_component_keeps_terms_on_the_doc() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_sentences")
    nlp.add_pipe("helder_terms")
    doc = nlp(ARTICLE)
    assert terms(doc) == find_terms(ARTICLE, sentence_ranges(ARTICLE))
    kept = components.records(doc, "helder_terms")
    assert {each.term.term for each in kept} == {term.term for term in terms(doc)}
    assert terms(nlp("")) == ()


def test_fifty_thousand_words_in_fifteen_seconds() -> None:
    words = len(ARTICLE.split())
    many = [
        Input(ARTICLE.replace("speel", f"speel{letter}"))
        for letter in "abcdefgh" * (50_000 // words // 8 + 1)
    ]
    started = time.process_time()
    rank(many)
    assert time.process_time() - started < 15


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="needs the shared corpus")
@pytest.mark.parametrize(("domain", "floor"), [("wind", 0.36), ("corp", 0.34)])
def test_acter_f1_does_not_fall(domain: str, floor: float) -> None:
    folder = Path(os.environ["HELDER_CORPUS"]) / "terms" / "acter" / "nl" / domain / "annotated"
    gold_file = folder / "annotations" / "unique_annotation_lists" / f"{domain}_nl_terms.tsv"
    gold = {
        line.split("\t")[0].lower()
        for line in gold_file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    ranked = rank(
        [Input(path.read_text(encoding="utf-8")) for path in sorted((folder / "texts").glob("*.txt"))]
    )
    have = {form.lower() for term in ranked for form in term.variants}
    assert 2 * len(gold & have) / (len(gold) + len(have)) > floor
