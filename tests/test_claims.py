from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import spacy

from pipeline.language.sentences import sentence_ranges
from pipeline.records import Citation, Kind, Paragraph, Structure
from pipeline.spans import components
from pipeline.spans.claims.cues import polarity_of, strength_of, types_of
from pipeline.spans.claims.extract import find_claims
from pipeline.spans.terms.extract import find_terms

ARTICLE = """Lezen begint thuis

door Piet Vermeer

Steeds meer kinderen lezen weinig. Deze bijdrage gaat na hoe dat komt. In deze bijdrage volgt eerst een \
overzicht.

Voorlezen is het hardop lezen van een verhaal aan een kind. Kinderen die thuis worden voorgelezen, \
hebben een grotere woordenschat dan kinderen bij wie dat niet gebeurt (Smit, 2009). Een grote \
woordenschat leidt later tot beter begrijpend lezen. Wat kan de school daaraan doen? Voorlezen moet \
daarom een vaste plaats in de klas krijgen.

Noor in de klas

Zij heet Noor en is zeven jaar. Thuis heeft zij geen boeken. Haar moeder werkt tot laat. Op een dag \
vraagt de juf haar naar haar lievelingsboek, omdat zij haar wil leren kennen. Zij zegt niets.

Woordenschat en begrip

Er zijn drie soorten woordkennis te onderscheiden: herkennen, begrijpen en gebruiken. Uit onderzoek \
blijkt dat woordenschat samenhangt met begrijpend lezen. Dit verband wordt sterker naarmate kinderen \
ouder worden. Een kind leert nieuwe woorden doordat het die vaak en in verschillende verhalen hoort. \
Het gaat dan om gewone woorden. Ze komen vanzelf terug. Later worden de verhalen langer. Zo gaat dat thuis.

• veel woorden horen omdat er wordt voorgelezen;

• woorden gebruiken.

Conclusie

Voorlezen vergroot de woordenschat en bevordert daardoor het begrijpend lezen. Leraren kunnen dit \
versterken door elke dag voor te lezen en over het verhaal te praten.

Literatuur

Smit, A. (2009). Voorlezen leidt tot een grotere woordenschat. Utrecht: De Lezer.
"""

TYPES = [
    ("classification", "Er zijn vier soorten spel te onderscheiden."),
    ("classification", "Het model bestaat uit drie lagen."),
    ("finding", "Uit onderzoek blijkt dat slaap het leren helpt."),
    ("finding", "Onderzoekers hebben aangetoond dat rust helpt."),
    ("finding", "Plezier in lezen hangt nauw samen met succes op school."),
    ("finding", "Ruim 40 procent van de leerlingen leest nooit."),
    ("finding", "Een op de zes kinderen slaapt te kort."),
    ("finding", "Het aantal uren gymles is in tien jaar gehalveerd."),
    ("finding", "Volgens de gemeente wachten gezinnen te lang."),
    ("causal", "Kinderen haken af doordat de stof te moeilijk is."),
    ("causal", "Straf leidt op den duur tot verzet."),
    ("causal", "Wanneer een kind zich veilig voelt, durft het te vragen."),
    ("causal", "Hoe meer een kind leest, hoe groter zijn woordenschat wordt."),
    ("normative", "Een leraar dient de tijd te nemen om te luisteren."),
    ("normative", "Vertrouwen is een voorwaarde voor leren."),
    ("advice", "Probeer elke dag een kwartier voor te lezen."),
    ("advice", "Als leraar kun je de klas in kleine groepen verdelen."),
    ("thesis", "De kern van opvoeden is aandacht."),
    ("conclusion", "Kortom, lezen verdient meer tijd."),
]


@pytest.mark.parametrize(("kind", "sentence"), TYPES, ids=[f"{kind}-{text[:12]}" for kind, text in TYPES])
def test_types_by_cue(kind: str, sentence: str) -> None:
    assert kind in types_of(sentence)


@pytest.mark.parametrize(
    "sentence", ["De boeken staan op de plank.", "De brief is door Jan geschreven.", "Het regent."]
)
def test_plain_sentences_have_no_type(sentence: str) -> None:
    assert types_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "strength", "polarity"),
    [
        ("Rust helpt.", "plain", "positive"),
        ("Rust kan helpen.", "hedged", "positive"),
        ("Rust helpt altijd.", "boosted", "positive"),
        ("Straf helpt niet.", "plain", "negative"),
        ("Straf helpt niet alleen thuis.", "plain", "positive"),
    ],
)
def test_strength_and_polarity(sentence: str, strength: str, polarity: str) -> None:
    assert (strength_of(sentence), polarity_of(sentence)) == (strength, polarity)


def _claims(text: str = ARTICLE, **options: int) -> dict[str, object]:
    sentences = sentence_ranges(text)
    at = text.find("(Smit, 2009)")
    citations = [Citation(at, at + 12, "parenthetical", ("Smit",), "2009")] if at >= 0 else []
    terms = find_terms(text, sentences)
    found = find_claims(text, sentences, citations=citations, terms=terms, **options)
    return {text[each.start : each.end]: each for each in found}


def test_key_claims_of_an_article() -> None:
    found = list(_claims())
    assert any("grotere woordenschat dan" in each for each in found)
    assert any("Uit onderzoek blijkt" in each for each in found)
    assert any("Voorlezen vergroot" in each for each in found)


NEVER = [
    "?",
    "heet Noor",
    "lievelingsboek",
    "deze bijdrage",
    "•",
    "door Piet",
    "Utrecht",
    "Noor in de klas",
    "werkt tot laat",
]


@pytest.mark.parametrize("part", NEVER)
def test_never_a_claim(part: str) -> None:
    assert not any(part in each for each in _claims(limit=50))


def test_pull_quotes_and_captions_are_never_claims() -> None:
    text = (
        "Voorlezen leidt tot een grotere woordenschat.\nVoorlezen zorgt voor rust omdat kinderen luisteren."
    )
    cut = text.index("\n")
    for kind in (Kind.PULL_QUOTE, Kind.CAPTION, Kind.VIGNETTE, Kind.LEAD):
        structure = Structure((Paragraph(0, cut, Kind.BODY), Paragraph(cut + 1, len(text), kind)), ())
        found = find_claims(text, sentence_ranges(text), structure)
        assert [text[each.start : each.end] for each in found] == [text[:cut]]


TOLD = [
    "Gisteren vroeg Kees of hij mee mocht zingen, omdat zijn liedboek en zijn stem zo goed waren.",
    "Ik kreeg van juf Van Dam een liedboek, waardoor zingen op school voor mij leuker werd dan rekenen.",
]
STATED = [
    "Wie elke dag zingt, onthoudt nieuwe woorden langer, omdat ritme en melodie houvast geven.",
    "Volgens onderzoeker Van Dam onthielden kinderen die elke dag zongen 30 procent meer woorden.",
]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("stated", STATED)
def test_what_happened_once_is_no_claim_and_a_finding_told_in_the_past_is(told: str, stated: str) -> None:
    text = f"Zingen in de klas\n\nZingen helpt bij het leren van woorden. {told} {stated} Dat klinkt mooi."
    sentences = sentence_ranges(text)
    found = {text[each.start : each.end] for each in find_claims(text, sentences, limit=50)}
    assert told not in found
    assert stated in found


def test_attributes() -> None:
    found = _claims()
    cited = next(claim for text, claim in found.items() if "(Smit, 2009)" in text)
    appeal = next(claim for text, claim in found.items() if "onderzoek blijkt" in text)
    assert (cited.evidence, appeal.evidence) == ("citation", "appeal")  # type: ignore[attr-defined]
    assert "finding" in cited.types  # type: ignore[attr-defined]


def test_a_claim_that_points_back_has_its_antecedent() -> None:
    text = "Rust helpt kinderen leren omdat zij dan luisteren. Deze rust moet de leraar elke dag bewaken."
    first, second = sentence_ranges(text)
    found = {(each.start, each.end): each.antecedent for each in find_claims(text, (first, second), limit=5)}
    assert all(found[span] == before for span, before in ((first, None), (second, first)) if span in found)
    assert found


def test_claims_are_whole_sentences_best_first_and_the_same_each_time() -> None:
    sentences = set(sentence_ranges(ARTICLE))
    found = list(_claims(limit=6).values())
    assert found == list(_claims(limit=6).values())
    assert len(found) <= 6
    assert {(each.start, each.end) for each in found} <= sentences  # type: ignore[attr-defined]
    scores = [each.score for each in found]  # type: ignore[attr-defined]
    assert scores == sorted(scores, reverse=True)


def test_two_sentences_that_say_the_same_are_taken_once() -> None:
    one = "Voorlezen leidt tot een grotere woordenschat bij jonge kinderen."
    other, last = "De leraar kiest omdat hij de klas kent.", "Rust is nodig om te luisteren naar het verhaal."
    text = f"{one} {other}\n\n{one} {last}"
    found = find_claims(text, sentence_ranges(text))
    assert sum(text[each.start : each.end] == one for each in found) <= 1


def test_nothing_from_nothing() -> None:
    assert find_claims("", ()) == ()


def test_component() -> None:
    nlp = spacy.blank("nl")
    for name in ("helder_sentences", "helder_terms", "helder_claims"):
        nlp.add_pipe(name)
    doc = nlp(ARTICLE)
    found = components.records(doc, "helder_claims")
    assert found == find_claims(
        ARTICLE, sentence_ranges(ARTICLE), terms=find_terms(ARTICLE, sentence_ranges(ARTICLE))
    )
    assert components.records(nlp(""), "helder_claims") == ()


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="needs the shared corpus")
def test_the_real_article_has_no_claim_that_is_wrong_in_kind() -> None:
    folder = Path(os.environ["HELDER_CORPUS"]) / "articles" / "een-helder-tegenover"
    text = (folder / "clean.txt").read_text(encoding="utf-8")
    never = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["claims_never"]
    found = {text[each.start : each.end] for each in find_claims(text, sentence_ranges(text))}
    assert not found & set(never)
