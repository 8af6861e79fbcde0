from __future__ import annotations

import gzip
import os
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.sentences import sentence_ranges

CASES = {
    "abbreviations inside": ["Prof. dr. A. de Wit las o.a. Piaget, d.w.z. zijn vroege werk."],
    "abbreviation before an opening word": ["Zij las Piaget, Vygotsky e.a. en meer.", "Dat duurde lang."],
    "initials": ["De lezing van J.M. Bakker trok volle zalen.", "Het was druk."],
    "a single letter ends a sentence": ["Hij kreeg vitamine C.", "Dat hielp."],
    "et al. before a year": ["Bakker et al. (2003) vonden geen verschil.", "Toch bleef de vraag."],
    "citation in brackets": ["Kinderen leren door te doen (vgl. Smit, 2004, p. 12).", "Ook thuis."],
    "stops inside brackets": ["Zij kwam (waarom? niemand weet het.) en ging weer.", "Daarna bleef het stil."],
    "sentences in brackets": ["Het ging goed.", "(Dat bleek pas later.)", "Toen was het te laat."],
    "question inside quotes": ["‘Waarom leer je dit?’ vroeg de juf.", "Niemand wist het."],
    "speech after speech": ["‘Kom mee!’ riep hij.", "‘Ik blijf hier.’"],
    "ellipsis goes on": ["Hij dacht na ... en zweeg."],
    "ellipsis ends": ["Hij zweeg…", "Toen sprak hij."],
    "list number": ["2. De methode beschrijft elke stap.", "Dat is handig."],
    "year at the end": ["De wet is van 1968.", "Nu geldt een andere."],
    "page number": ["Zie p. 12 en blz. 14 voor de tabel.", "Daar staat alles."],
    "clitic opens": ["Het was koud.", "’s Avonds vroor het.", "'t Werd laat."],
    "footnote number": ["Dat is vaak gebleken.12", "Toch blijft het lastig."],
    "decimal and time": ["Het kost 3.50 euro om 10.30 uur.", "Dat valt mee."],
    "titles before a name": ["Toen sprak mevr. Van Dam met dr. De Boer.", "Zij luisterden."],
}


@pytest.mark.parametrize("sentences", CASES.values(), ids=CASES.keys())
def test_borders(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentence_ranges(text)] == sentences


def test_a_line_end_always_ends_a_sentence() -> None:
    text = "Een kop zonder punt\n\nDe tekst loopt\nhier door."
    assert [text[start:end] for start, end in sentence_ranges(text)] == text.replace("\n\n", "\n").split("\n")


@given(st.text(alphabet="aB c.?!…()[]‘’\"'\n 1é", max_size=80))
def test_ranges_cover_all_but_white_space(text: str) -> None:
    ranges = sentence_ranges(text)
    assert ranges == sentence_ranges(text)
    assert all(start < end for start, end in ranges)
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
    assert "".join("".join(text[start:end].split()) for start, end in ranges) == "".join(text.split())


def test_component_starts_every_sentence_once() -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_sentences")
    text = "De les begint.\n\nIedereen is er. ‘Mooi!’ zegt de juf."
    doc = nlp(text)
    assert [sentence.text.strip() for sentence in doc.sents] == [text[a:b] for a, b in sentence_ranges(text)]
    assert list(nlp("").sents) == []


@pytest.mark.skipif("HELDER_CORPUS" not in os.environ, reason="needs the shared corpus")
def test_sentence_f_on_the_development_treebank_does_not_fall() -> None:
    path = Path(os.environ["HELDER_CORPUS"]) / "treebank" / "dev.conllu.gz"
    prefix = "# text = "
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold = [line[len(prefix) :].strip() for line in lines if line.startswith(prefix)]
    right = found = 0
    for first in range(0, len(gold), 8):
        group = gold[first : first + 8]
        text = " ".join(group)
        have = [text[start:end] for start, end in sentence_ranges(text)]
        found += len(have)
        right += len(set(have) & set(group))
    assert 2 * right / (found + len(gold)) > 0.91
