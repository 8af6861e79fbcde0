"""The page to read and the concordance: nothing lost, everything escaped, all links lead somewhere."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from helder.commands import cli
from pipeline import extracting
from pipeline.collection import members
from pipeline.settings import Settings
from pipeline.writers import concordance

ARTICLE = """Speels & leren

door Anna de Wit

Kleuters leren al spelend. Wat vraagt dat van de leerkracht?

Het stap voor stap afbouwen van hulp wordt wel scaffolding genoemd (Bakker, 2011). Scaffolding is nodig \
omdat een kind <script>alert("x")</script> anders afhaakt. De inhibitie & het werkgeheugen rijpen langzaam.

Tot slot

Scaffolding leidt tot zelfstandigheid, want "een kind" groeit door zelf te doen.

Literatuur

Bakker, J. (2011). Hulp <b>afbouwen</b>. Utrecht: De Lezer.
"""


class Page(HTMLParser):
    """Text of the article, ids, links, and whether each tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open:
            self.text += data


@pytest.fixture(scope="module")
def page() -> Page:
    read = Page()
    read.feed(extracting.page(ARTICLE.encode(), Settings()))
    read.close()
    return read


def test_the_text_is_all_there_and_nothing_in_it_is_markup(page: Page) -> None:
    assert page.text.split() == ARTICLE.split()
    assert page.tags.isdisjoint({"script", "b", "img", "link"})
    assert page.open == []


def test_every_link_leads_to_one_place(page: Page) -> None:
    assert len(page.links) > 7
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_extract_writes_the_page_beside_the_summary(tmp_path: Path) -> None:
    (tmp_path / "artikel.txt").write_text(ARTICLE, encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["extract", str(tmp_path / "artikel.txt"), "--html", "-o", str(tmp_path / "uit")]
    )
    assert (done.exit_code, sorted(p.name for p in (tmp_path / "uit").iterdir())) == (
        0,
        ["artikel.html", "artikel.json"],
    )


@pytest.mark.parametrize("form", ["txt", "json", "csv"])
def test_concordance(form: str, tmp_path: Path) -> None:
    path = tmp_path / "artikel.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    failed: list[str] = []
    found = list(members([path], Settings(), {}, failed=failed))
    written = concordance.write(found, form, width=12)
    rows = list(concordance.rows(found, width=12))
    places = {(row["start"], row["end"]) for row in rows if row["lemma"] == "scaffolding"}
    text = found[0].text
    assert [text[slice(*place)].lower() for place in sorted(places)] == ["scaffolding"] * 3
    for row in rows:
        assert row["left"] + row["text"] + row["right"] in text
        assert max(len(row["left"]), len(row["right"])) <= 12
    if form == "json":
        assert json.loads(written) == rows
    elif form == "csv":
        assert len(list(csv.DictReader(io.StringIO(written)))) == len(rows)
    else:
        starts = {
            line.index(f"[{row['text']}]") for line, row in zip(written.splitlines(), rows, strict=True)
        }
        assert starts == {13}  # the terms stand under each other
