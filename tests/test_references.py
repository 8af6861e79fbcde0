"""Lists of literature: what is a list, where entries end, what they say, and who cites them. All made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Citation, Reference
from pipeline.spans.citations.author_year import find_citations
from pipeline.spans.components import records
from pipeline.spans.references.entry import parse_entry
from pipeline.spans.references.lists import find_lists, find_references
from pipeline.spans.references.persons import read_names
from pipeline.spans.references.resolve import author_key, resolve, uncited, without_entry
from scripts import measure_references as measuring

COMPOSED = measuring.composed()


@pytest.mark.parametrize(("text", "gold"), COMPOSED, ids=[text[:40] for text, _ in COMPOSED])
def test_an_entry_is_read_field_by_field(text: str, gold: measuring.Gold) -> None:
    assert measuring.differences(text, gold) == {}


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ploeg, J. van der", ["van der/Ploeg"]),
        ("Van der Ploeg, J.", ["van der/Ploeg"]),
        ("J. van der Ploeg", ["van der/Ploeg"]),
        ("Meulen-de Vries, G. H. van der", ["van der/Meulen-de Vries"]),
        ("d'Ancora, L. & 't Hof, P. van", ["d'/Ancora", "van 't/Hof"]),
        ("CBS, Kok, R., & Van Beek, J.", ["CBS", "/Kok", "van/Beek"]),
        (
            "Ministerie van Onderwijs, Cultuur en Wetenschap",
            ["Ministerie van Onderwijs, Cultuur en Wetenschap"],
        ),
        ("Kok, A., Mol, B., e.a.", ["/Kok", "/Mol"]),
    ],
)
def test_names_are_parted_into_particle_and_family(printed: str, names: list[str]) -> None:
    read, _ = read_names(printed)
    assert names == [
        name.get("literal") or f"{name.get('non-dropping-particle', '')}/{name['family']}" for name in read
    ]


BODY = "Kinderen spelen graag buiten. Dat is goed voor hun ontwikkeling, zegt iedereen.\n\n"
ENTRIES = (
    "Kok, J. de (2010). Spel in de klas. Een handreiking. Gent: Uilenboek.",
    "Mol, P. van der & Vos, A. (2011). Leren door te spelen. Tijdschrift voor Spel, 50(3), 12-24.",
    "Nederlands Jeugdinstituut (2015). Richtlijn spel. Geraadpleegd op 3 mei 2016, van https://nji.example/spel",
    "Vries, A. de (z.d.). Kind en spel. In B. Jansen (Red.), Handboek spel (pp. 12-14). Assen: Zwaluw.",
)


def wrapped(entry: str, indent: str) -> str:
    lines = measuring.column(entry)
    return "\n".join([lines[0], *(indent + line for line in lines[1:])])


LAYOUTS = {
    "one a line": "\n".join(ENTRIES),
    "blank lines": "\n\n".join(wrapped(entry, "") for entry in ENTRIES),
    "hanging": "\n".join(wrapped(entry, "   ") for entry in ENTRIES),
    "flush": "\n".join(wrapped(entry, "") for entry in ENTRIES),
    "joined": " ".join(ENTRIES),
    "numbered": "\n".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1)),
    "a page ends within": "\n".join(ENTRIES).replace("In B. Jansen", "\n\nIn B. Jansen"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("heading", ["Literatuur\n\n", "LITERATUURLIJST\n", "Bronnen:\n", "References\n", ""])
def test_entries_are_told_apart(layout: str, heading: str) -> None:
    text = BODY + heading + LAYOUTS[layout] + "\n"
    found = find_references(text)
    titles = ["Spel in de klas. Een handreiking", "Leren door te spelen", "Richtlijn spel", "Kind en spel"]
    assert [one.csl["title"] for one in found] == titles
    assert [one.csl["issued"].get("literal") for one in found] == [None, None, None, "z.d."]


@pytest.mark.parametrize("who", ["Els Smid is", "Els Smid (1970) is", "Els Smid, moeder van drie, is"])
def test_a_list_ends_where_prose_begins(who: str) -> None:
    about = f"\n\nOver de auteur\n\n{who} leerkracht in Gent. Zij schrijft over spel (Smid, 2012).\n"
    text = BODY + "Literatuur\n\n" + "\n\n".join(ENTRIES) + about
    assert len(find_references(text)) == len(ENTRIES)
    assert [text[one.start : one.end] for one in find_citations(text)] == ["Smid, 2012"]


@pytest.mark.parametrize(
    "text",
    [
        BODY + "Verder lezen\n\nWie meer wil weten, kan terecht in de bibliotheek. Daar staat alles.",
        BODY + "Literatuur\n\nDe literatuur over spel is groot. Kok (2010) somt haar op.",
        BODY + "Els Smid, Jan Mol, Anna Vos\n\nGent, 2010",
        BODY * 3,
        BODY
        + "Noten\n\n1. Dit gold al in 2001.\n\n2. Zie Bijl (2001) voor meer.\n\n3. Met dank aan Els Smid.",
    ],
)
def test_prose_is_no_list(text: str) -> None:
    assert find_references(text) == ()


LISTED = [
    Reference(0, 1, parse_entry(entry))
    for entry in (
        "Bijl, K. (2001a). Straffen. Assen: Zwaluw.",
        "Bijl, K. (2001b). Belonen. Assen: Zwaluw.",
        "Hoekstra, J., Bijl, K. & Postma, R. (2012). Kiezen. Assen: Zwaluw.",
        "Ploeg, J. van der (1990). Gedrag. Assen: Zwaluw.",
        "Jong, A. de (1999). Rust. Assen: Zwaluw.",
        "Jong, A. (1999). Stilte. Assen: Zwaluw.",
        "Korczak, J. (2014). Recht. Gent: Uil. (Oorspronkelijk werk gepubliceerd in 1929)",
        "Nederlands Jeugdinstituut (2015). Richtlijn. Utrecht: NJi.",
        "Pharos (z.d.). Gezond. Geraadpleegd op 4 mei 2020, van https://pharos.example",
        "IJsselstein, T. van (2012). Water. Assen: Zwaluw.",
    )
]


@pytest.mark.parametrize(
    ("printed", "title", "candidates"),
    [
        ("(Bijl, 2001a)", "Straffen", []),
        ("(Bijl, 2001)", None, ["Straffen", "Belonen"]),  # which of the two is not said
        ("(Bijl, 2002)", None, ["Straffen", "Belonen"]),  # another year
        ("Hoekstra, Bijl en Postma (2012)", "Kiezen", []),
        ("Hoekstra e.a. (2012)", "Kiezen", []),
        ("(Hoekstra & Mol, 2012)", None, []),
        ("(Van der Ploeg, 1990)", "Gedrag", []),
        ("(van der Ploeg, 1990)", "Gedrag", []),
        ("(De Jong, 1999)", "Rust", []),
        ("(Jong, 1999)", "Stilte", []),
        ("(Korczak, 1929/2014)", "Recht", []),
        ("(NJi, 2015)", "Richtlijn", []),
        ("(Pharos, z.d.)", "Gezond", []),
        ("Van lJsselstein (2012)", "Water", []),
        ("(Onbekend, 2012)", None, []),
    ],
)
def test_a_citation_has_one_entry_or_none_with_candidates(
    printed: str, title: str | None, candidates: list[str]
) -> None:
    (found,) = resolve(find_citations(f"Dat zei ook {printed}."), LISTED)
    assert (None if found.reference is None else LISTED[found.reference].csl["title"]) == title
    assert [LISTED[number].csl["title"] for number in found.candidates] == candidates


def test_what_is_left_on_either_side() -> None:
    found = resolve(
        find_citations("(Bijl, 2001a), (Onbekend, 2012), (Jong, 2050) en (Mol, 1999)"), LISTED[:3]
    )
    assert uncited(found, LISTED[:3]) == (1, 2)
    assert without_entry(found) == (1, 2)


def test_one_author_has_one_key() -> None:
    entries = "Ploeg, J. van der (1990). A. Gent: Uil.", "Van der Ploeg, J.D. (1991). B. Gent: Uil."
    assert {author_key(parse_entry(entry)["author"][0]) for entry in entries} == {"van-der-ploeg-j"}


def test_the_component_stands_alone_and_works_with_the_others() -> None:
    text = BODY + "Spel is leren (Kok, 2010).\n\nLiteratuur\n\n" + "\n\n".join(ENTRIES)
    nlp = spacy.blank("nl")
    nlp.add_pipe("helder_references")
    doc = nlp(text)
    assert records(doc, "helder_references") == find_references(text)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert records(again, "helder_references") == records(doc, "helder_references")


WORDS = st.sampled_from(
    [
        "Kok",
        "J.",
        "van",
        "der",
        "(2010)",
        "(z.d.)",
        "(red.)",
        "&",
        "In",
        "In:",
        "12(3),",
        "p.",
        "4-5.",
        "Gent:",
        "Uil.",
        "https://a.example/b",
        "doi:10.5555/x",
        "[Video]",
        "(3e",
        "druk)",
        "Geraadpleegd",
        "op",
        "3",
        "mei",
        "2016",
        "'",
        ",",
        ".",
    ]
)


@given(st.lists(WORDS, max_size=15).map(" ".join) | st.text(max_size=60))
def test_law_any_text_gives_an_item_whose_names_and_years_are_printed_in_it(text: str) -> None:
    item = parse_entry(text)
    assert "type" in item
    for name in (*item.get("author", ()), *item.get("editor", ())):
        assert "literal" in name or name["family"].split("-")[0] in text.replace("’", "'")
    year = item.get("issued", {}).get("date-parts", [[None]])[0][0]
    assert year is None or str(year)[-1] in text


LINES = st.sampled_from(
    [
        *ENTRIES,
        "Literatuur",
        "Noten",
        "1. Zie Kok.",
        "Kok, J.,",
        "(2010).",
        "https://a.example/",
        "",
        "van",
        "In:",
    ]
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_law_entries_lie_in_their_list_in_order(text: str) -> None:
    lists = find_lists(text)
    places = [place for one in lists for place in one.entries]
    assert places == sorted(places)
    assert all(one.start <= start < end <= one.end for one in lists for start, end in one.entries)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    citations: tuple[Citation, ...] = find_citations(text)
    assert not any(s <= c.start < e for c in citations for s, e in places)
