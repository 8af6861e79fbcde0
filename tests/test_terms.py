from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy

from pipeline.language import model
from pipeline.language.sentences import ranges_of, sentence_ranges
from pipeline.records import Kind, Paragraph, Structure
from pipeline.spans import components
from pipeline.spans.terms.extract import Input, find_terms, rank, terms
from pipeline.spans.terms.tags import tags_of
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


def _found(text: str) -> dict[str, tuple[str, ...]]:
    """Terms with their forms, whatever their score."""
    return {term.lemma: term.variants for term in find_terms(text, sentence_ranges(text), cut=-9)}


@pytest.mark.parametrize(
    ("text", "lemma", "form"),
    [
        (
            "Het leesvermogen en het denk- en oordeelsvermogen groeien.",
            "denkvermogen",
            "denk- en oordeelsvermogen",
        ),
        (
            "Over taalverwerving en -ontwikkeling is veel bekend.",
            "taalontwikkeling",
            "taalverwerving en -ontwikkeling",
        ),
        (
            "De autoritaire, de permissieve en de gezaghebbende opvoeding.",
            "permissieve opvoeding",
            "permissieve",
        ),
        (
            "Zo ontstaat growth curve modelling in de klas.",
            "growth curve modelling",
            "growth curve modelling",
        ),
        ("Zij zoekt ‘een warme bedding’ voor hem.", "warme bedding", "een warme bedding"),
    ],
)
def test_kinds_of_candidates(text: str, lemma: str, form: str) -> None:
    assert form in _found(text)[lemma]


def test_what_is_left_out_is_no_term_by_itself() -> None:
    found = _found("Het toezichts- en handhavingsbeleid is streng.")
    assert "toezichts" not in {form for forms in found.values() for form in forms}


def test_an_abbreviation_is_a_form_of_its_term_from_then_on() -> None:
    text = "Een ontwikkelingsperspectief (OP) helpt. Het OP wordt elk jaar besproken. Zonder OP gaat het mis."
    term = next(t for t in find_terms(text, sentence_ranges(text), cut=-9) if "OP" in t.variants)
    assert term.lemma == "ontwikkelingsperspectief"
    assert [text[slice(*place)] for place in term.occurrences] == [
        "ontwikkelingsperspectief",
        "OP",
        "OP",
        "OP",
    ]
    assert term.equivalents == ("OP",)


def test_a_participle_counts_for_its_noun_phrase() -> None:
    text = "Veilige hechting is nodig. Een kind dat veilig gehecht is, speelt. Veilige hechting groeit thuis."
    term = next(
        t for t in find_terms(text, sentence_ranges(text), cut=-9) if "veilige hechting" in t.variants
    )
    assert "veilig gehecht" in term.variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hechten", "hechting"),
        ("reguleren", "regulatie"),
        ("groeps norm", "groepsnorm"),
        ("ouder-kindrelatie", "ouderkindrelatie"),
        ("relationeel", "relationele"),
    ],
)
def test_pairs_that_are_one_term(one: str, other: str) -> None:
    assert list(group([one, other]).values()) == [[one, other]]


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


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="needs the shared corpus")
@pytest.mark.parametrize(("domain", "floor"), [("corp", 0.41)])
def test_acter_f1_does_not_fall(domain: str, floor: float) -> None:
    folder = Path(os.environ["HELDER_CORPUS"]) / "terms" / "acter" / "nl" / domain / "annotated"
    gold_file = folder / "annotations" / "unique_annotation_lists" / f"{domain}_nl_terms.tsv"
    gold = {
        line.split("\t")[0].lower()
        for line in gold_file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    }
    nlp = model.load(whole=False)
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "texts").glob("*.txt"))]
    ranked = rank([Input(doc.text, ranges_of(doc), tags=tags_of(doc)) for doc in nlp.pipe(texts)])
    have = {form.lower() for term in ranked for form in term.variants}
    assert 2 * len(gold & have) / (len(gold) + len(have)) > floor
