"""What is exported is read back by the libraries people use, and is CSL-JSON. Articles and works are made up.

No package ships CSL's schema of items as JSON Schema. citeproc-py ships the schema of styles, which names
the types and the variables there are; `is_csl` takes these from it, and holds itself the constraints on
names, dates and other values that can break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from click.testing import CliRunner

from helder.commands import cli
from pipeline.spans.citations.wordlists import word_set
from pipeline.writers import bibtex, ris

LIST = """

Literatuur

Kok, J. de (2010). Spel in de klas. Gent: Uilenboek & Zoon.

Mol, P. van der & Vos, A. (2011). Leren door te spelen. Tijdschrift voor Spel, 50(3), 12-24. \
https://doi.org/10.5555/spel.50_3

Nederlands Jeugdinstituut (z.d.). Richtlijn 100% spel. Geraadpleegd op 3 mei 2016, van https://nji.example/a_b

Vries, A. de (2009). Kind. In B. Jansen (Red.), Handboek spel (pp. 12-14). Assen: Zwaluw.
"""
BODY = """Spelen is leren

door Els van Smid

Kinderen spelen elke dag en dat doen ze graag met anderen (De Kok, 2010). Wie goed kijkt, ziet dat spel vol \
kansen zit om iets te leren, aldus {citation}. Dat is al lang bekend (Harlow e.a., 1958a, p. 3).
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that share a list and a source without an entry."""
    (tmp_path / "een.txt").write_text(BODY.format(citation="Van der Mol en Vos (2011)") + LIST, "utf8")
    (tmp_path / "twee.txt").write_text(BODY.format(citation="Boscard (1999)") + LIST, "utf8")
    return tmp_path


def exported(kind: str, form: str, folder: Path, *options: str) -> str:
    done = CliRunner().invoke(cli, [kind, str(folder), "--to", form, *options], standalone_mode=False)
    assert done.exception is None, done.output
    return done.stdout


STUB = "[Stub, titel onbekend]"
TITLES = [
    f"{STUB} Boscard (1999)",
    "Spel in de klas",
    "Kind",
    f"{STUB} Harlow e.a. (1958a)",
    "Richtlijn 100% spel",
    "Leren door te spelen",
]


def test_csl_json_has_each_work_once_with_its_places(folder: Path) -> None:
    items = json.loads(exported("citations", "csl-json", folder))
    assert [item["title"] for item in items] == TITLES
    assert [item["id"] for item in items] == [
        "boscard1999", "kok2010", "vries2009", "harlow1958a", "nederlandsjeugdinstituutzd", "mol2011",
    ]  # fmt: skip
    for item in items:
        is_csl(item)
    by_id = {item["id"]: item for item in items}
    assert [place["article"] for place in by_id["kok2010"]["custom"]["cited"]] == ["een.txt", "twee.txt"]
    place = by_id["boscard1999"]["custom"]["cited"][0]
    assert (place["article"], place["page"], place["line"]) == ("twee.txt", 1, 5)
    assert place["sentence"].endswith("aldus Boscard (1999).")
    assert by_id["boscard1999"]["keyword"] == "helder-stub"
    assert "twee.txt, p. 1, regel 5: “Wie goed kijkt" in by_id["boscard1999"]["note"]
    assert by_id["vries2009"]["keyword"] == "helder-uncited"
    assert by_id["mol2011"]["author"][0] == {
        "family": "Mol",
        "given": "P.",
        "non-dropping-particle": "van der",
    }


def test_without_stubs_only_entries_are_left(folder: Path) -> None:
    items = json.loads(exported("citations", "csl-json", folder, "--no-stubs"))
    assert [item["title"] for item in items] == [title for title in TITLES if not title.startswith(STUB)]


def test_bibtex_is_read_back(folder: Path) -> None:
    read = bibtexparser.parse_string(
        exported("citations", "bibtex", folder),
        append_middleware=[bibtexparser.middlewares.SeparateCoAuthors()],
    )
    assert not read.failed_blocks
    entries = {entry.key: entry for entry in read.entries}
    assert [plain(entry["title"]) for entry in read.entries] == TITLES
    assert entries["mol2011"].entry_type == "article"
    assert entries["mol2011"]["author"] == ["van der Mol, P.", "Vos, A."]
    assert entries["mol2011"]["pages"] == "12--24"
    assert entries["mol2011"]["doi"] == "10.5555/spel.50_3"
    assert entries["kok2010"]["publisher"] == r"Uilenboek \& Zoon"
    assert entries["nederlandsjeugdinstituutzd"]["author"] == ["{Nederlands Jeugdinstituut}"]
    assert entries["nederlandsjeugdinstituutzd"]["urldate"] == "2016-05-03"
    assert entries["vries2009"].entry_type == "incollection"
    assert entries["vries2009"]["booktitle"] == "Handboek spel"
    assert entries["boscard1999"]["keywords"] == "helder-stub"


def test_ris_is_read_back(folder: Path) -> None:
    read = rispy.loads(exported("citations", "ris", folder))
    assert [entry["title"] for entry in read] == TITLES
    by_id = {entry["id"]: entry for entry in read}
    assert by_id["mol2011"]["type_of_reference"] == "JOUR"
    assert by_id["mol2011"]["authors"] == ["Mol, P. van der", "Vos, A."]
    assert (by_id["mol2011"]["start_page"], by_id["mol2011"]["end_page"]) == ("12", "24")
    assert by_id["nederlandsjeugdinstituutzd"]["authors"] == ["Nederlands Jeugdinstituut"]
    assert by_id["boscard1999"]["keywords"] == ["helder-stub"]
    assert "p. 1, regel 5" in by_id["boscard1999"]["notes"][0]


def test_articles_are_items_themselves(folder: Path) -> None:
    items = json.loads(exported("articles", "csl-json", folder))
    assert [item["id"] for item in items] == ["een-txt", "twee-txt"]
    for item in items:
        is_csl(item)
    assert items[0]["author"] == [{"family": "Smid", "given": "Els", "non-dropping-particle": "van"}]
    (first, _) = bibtexparser.parse_string(exported("articles", "bibtex", folder)).entries
    assert (first["title"], first["author"]) == ("Spelen is leren", "van Smid, Els")
    assert rispy.loads(exported("articles", "ris", folder))[1]["type_of_reference"] == "MGZN"


def test_rows_name_the_entry_and_the_author(folder: Path) -> None:
    rows = json.loads(exported("citations", "json", folder))
    assert [(row["cited_year"], row["work"], row["author_key"]) for row in rows[:3]] == [
        ("2010", "Spel in de klas", "de-kok-j"),
        ("2011", "Leren door te spelen", "van-der-mol-p; vos-a"),
        ("1958a", None, "harlow"),
    ]


def test_an_author_has_one_key_across_the_collection(folder: Path) -> None:
    (folder / "drie.txt").write_text(BODY.format(citation="Vos (1980)"), "utf8")
    rows = json.loads(exported("citations", "json", folder))
    keys = {(row["authors"], row["author_key"]) for row in rows if row["article"] == "drie.txt"}
    assert keys == {("De Kok", "de-kok-j"), ("Vos", "vos-a"), ("Harlow", "harlow")}


@pytest.mark.parametrize("odd", ["100% & $5 #1 a_b {c} \\d ~e ^f", "“quotes” ‘en’ ö", "regel\neen  twee"])
def test_odd_characters_survive_a_round_trip(odd: str) -> None:
    item = {"id": "a1", "type": "book", "title": odd, "author": [{"literal": odd}], "note": odd}
    (entry,) = bibtexparser.parse_string(bibtex.write([item])).entries
    whole = " ".join(odd.split())
    assert plain(entry["title"]) == whole
    assert plain(entry["author"][1:-1]) == whole
    (record,) = rispy.loads(ris.write([item]))
    assert (record["title"], record["authors"]) == (whole, [whole])


def plain(text: str) -> str:
    """LaTeX's escapes undone."""
    for escape, character in (
        (r"\textbackslash{}", "\0"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^"),
    ):  # fmt: skip
        text = text.replace(escape, character)
    for character in "&%$#_{}":
        text = text.replace("\\" + character, character)
    return text.replace("\0", "\\")


def official(name: str) -> frozenset[str]:
    """The words in quotation marks of a file of CSL's schema, its comments left out."""
    schema = files("citeproc") / "data" / "schema" / "schemas" / "styles" / f"csl-{name}.rnc"
    return frozenset(re.findall(r'"([A-Za-z_-]+)"', re.sub(r"#.*", "", schema.read_text("utf8"))))


TYPES = official("types")
VARIABLES = official("variables") | {"id", "type", "custom", "keyword", "note", "language"}
NAME_FIELDS = frozenset({"author", "editor", "translator"})
DATE_FIELDS = frozenset({"issued", "accessed", "original-date"})
TEXT_FIELDS = word_set("""
    abstract citation-number container-title DOI edition genre id ISBN issue keyword language note number
    number-of-pages page
    publisher publisher-place title type URL volume year-suffix
""")


def is_csl(item: Mapping[str, Any]) -> None:
    """Whether an item keeps to CSL-JSON: the constraints that ours can break."""
    assert {"id", "type"} <= item.keys()
    assert item["type"] in TYPES
    assert item.keys() <= VARIABLES
    assert item.keys() <= NAME_FIELDS | DATE_FIELDS | TEXT_FIELDS | {"custom"}
    assert all(isinstance(item[key], str) for key in item.keys() & TEXT_FIELDS)
    for key in item.keys() & NAME_FIELDS:
        for name in item[key]:
            assert name.keys() <= {"family", "given", "non-dropping-particle", "literal"}
            assert ("literal" in name) != ("family" in name)
            assert all(isinstance(part, str) for part in name.values())
    for key in item.keys() & DATE_FIELDS:
        assert item[key].keys() <= {"date-parts", "literal"}
        for parts in item[key].get("date-parts", []):
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
