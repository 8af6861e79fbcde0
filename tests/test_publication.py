"""The article as a work of its own: what the text, its running heads and a metadata table tell of it."""

from __future__ import annotations

from typing import Any

from pipeline import flow
from pipeline.ingest import text as ingest
from pipeline.settings import Settings
from pipeline.summary.publication import csl_name, publication

BODIES = (
    "Kinderen spelen graag buiten, ook in de\nwinter, als het koud is en de grond hard.\n"
    "Ze bouwen hutten van takken en bladeren.\nDaarna wordt er gegeten bij het vuur.\n",
    "De leerkracht kijkt toe en zegt niets, want\ndat is de regel op het plein.\n"
    "Wie valt, staat weer op en gaat verder.\nZo leren ze wat vallen is, en durven.\n",
    "Na de pauze vertelt ieder wat hij zag, van\nde mieren tot de vogels in de boom.\n"
    "Dat schrijven ze op in een eigen boekje.\nAan het einde van het jaar is het vol.\n",
)


def _item(*pages: str, **announced: object) -> dict[str, Any]:
    """What the text of these pages tells; "~" stands for the lines of a page."""
    raw = "\f".join(page.replace("~", body) for page, body in zip(pages, BODIES, strict=False))
    ledger = flow.clean(ingest.read(raw.encode(), path="x.txt", settings=Settings()), Settings()).edits
    return publication(
        title="Buiten spelen",
        authors=["Marit van der Hoek"],
        language="nl",
        ledger=list(ledger),
        announced=announced,
    )


def test_running_heads_and_page_numbers_tell_of_the_issue() -> None:
    head = "Het jonge kind – maart 2019\n~"
    item = _item(f"{head}12\n", "jaargang 12, nummer 3\n~13\n", f"{head}14\n")
    assert (item["container-title"], item["volume"], item["issue"]) == ("Het jonge kind", "12", "3")
    assert (item["issued"], item["page"]) == ({"date-parts": [[2019, 3]]}, "12-14")
    assert set(item["from"].values()) == {"text"}


def test_a_head_that_comes_back_names_the_magazine_unless_it_is_the_title() -> None:
    item = _item("Kind & Woord 12\n~", "13 Kind & Woord\n~", "Kind & Woord 14\n~")
    assert (item["container-title"], item["page"]) == ("Kind & Woord", "12-14")
    assert "container-title" not in _item("Buiten spelen 12\n~", "13 Buiten spelen\n~")


def test_what_is_announced_stands_over_what_was_found() -> None:
    told = {
        "title": "Buitenspelen",
        "issue": "7",
        "from": dict.fromkeys(("title", "issue"), "metadata table"),
    }
    item = _item("~", **told)
    assert (item["title"], item["issue"]) == ("Buitenspelen", "7")
    assert item["author"] == [csl_name("Marit van der Hoek")]
    assert item["from"] == {"author": "text", "issue": "metadata table", "title": "metadata table"}


def test_names() -> None:
    assert csl_name("Marit van der Hoek") == {
        "family": "Hoek", "given": "Marit", "non-dropping-particle": "van der",
    }  # fmt: skip
    assert csl_name("Redactie") == {"literal": "Redactie"}
