"""The quality gate. Its floors stand in quality.toml and only ever rise."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import regex

from pipeline import flow
from pipeline.cleaned import Cleaned
from pipeline.ingest import text
from pipeline.language import model
from pipeline.records import Kind
from pipeline.repair import restore
from pipeline.settings import Settings
from pipeline.summary.models import Summary
from scripts import measure_model, measure_repair

FLOORS = tomllib.loads((Path(__file__).parent / "quality.toml").read_text(encoding="utf-8"))
GATE = FLOORS["article"]
ROOT = Path(__file__).parents[1]
ARTICLE = Path("articles") / "een-helder-tegenover"


@pytest.fixture(scope="module")
def article(pytestconfig: pytest.Config) -> tuple[Path, Cleaned, Summary]:
    import os

    folder = os.environ.get("HELDER_CORPUS")
    if not folder:
        pytest.skip("HELDER_CORPUS is not set")
    data = (Path(folder) / ARTICLE / "raw.txt").read_bytes()
    cleaned = flow.clean(text.read(data, path="raw.txt", settings=Settings()), Settings())
    return Path(folder), cleaned, flow.extract(cleaned, Settings())


def measured(*command: str | Path) -> str:
    return subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=True
    ).stdout


def test_clean_text(article: tuple[Path, Cleaned, Summary], tmp_path: Path) -> None:
    folder, cleaned, _ = article
    gold = (folder / ARTICLE / "clean.txt").read_text(encoding="utf-8")
    if cleaned.text.string.split() == gold.split():
        return  # no need for a distance that takes a minute
    made = tmp_path / "clean.txt"
    made.write_text(cleaned.text.string, encoding="utf-8")
    printed = measured(folder / "measure" / "article.py", "text", made)
    assert float(printed.split()[-1]) <= GATE["character_error_rate"]


def test_summary(article: tuple[Path, Cleaned, Summary], tmp_path: Path) -> None:
    folder, _, summary = article
    made = tmp_path / "summary.json"
    made.write_text(summary.model_dump_json(), encoding="utf-8")
    printed = measured(folder / "measure" / "summary.py", made)
    figures = dict(regex.findall(r"([a-zA-Z][a-zA-Z0-9 ]*?) ([\d./]+)(?= |$)", printed.strip()))
    right, _, wrong = figures["citations"].split("/")
    defined, misdefined, _ = figures["definitions"].split("/")
    assert int(figures["headings"].split("/")[0]) >= GATE["headings"]
    assert (int(right) >= GATE["citations"], int(wrong) <= GATE["citations_wrong"]) == (True, True)
    assert (int(defined) >= GATE["definitions"], int(misdefined) <= GATE["definitions_wrong"]) == (True, True)
    assert float(figures["terms P"]) >= GATE["terms_precision"]
    assert float(figures["core R"]) >= GATE["core_terms"]
    assert float(figures["claims F1"]) >= GATE["claims_f1"]
    assert int(figures["never"]) <= GATE["claims_never"]


def test_structure(article: tuple[Path, Cleaned, Summary]) -> None:
    folder, _, summary = article
    gold: dict[str, Any] = json.loads((folder / ARTICLE / "gold.json").read_text(encoding="utf-8"))
    assert summary.title is not None
    assert summary.title.text in gold["title"]["accept"]
    assert summary.title.suggested == gold["title"]["value"]
    assert [a.name for a in summary.authors] == [a["name"] for a in gold["authors"]]
    assert summary.lead is not None
    assert summary.lead.text == gold["lead"]
    assert [s.heading.text for s in summary.sections if s.heading] == gold["headings"]
    asides = {a.kind: a.text for a in summary.asides}
    assert asides == {"vignette": gold["vignette"]["text"], "pull_quote": gold["pull_quotes"][0]["text"]}
    assert [(c.authors, c.year) for c in summary.citations] == [
        (c["authors"], str(c["year"])) for c in sorted(gold["citations"], key=lambda c: _place(c, summary))
    ]
    assert [m.name for m in summary.mentions] == ["Bowlby"]
    assert summary.legal_sources == []


def _place(citation: dict[str, Any], summary: Summary) -> int:
    return next(
        c.start for c in summary.citations if c.text in citation["marker"] or citation["marker"] in c.text
    )


def test_order_and_bullets(article: tuple[Path, Cleaned, Summary]) -> None:
    folder, cleaned, _ = article
    kinds = [p.kind for p in cleaned.structure.paragraphs]
    assert kinds[:3] == [Kind.TITLE, Kind.BYLINE, Kind.LEAD]
    assert kinds[kinds.index(Kind.VIGNETTE) - 1 : kinds.index(Kind.VIGNETTE) + 2] == [
        Kind.HEADING,
        Kind.VIGNETTE,
        Kind.PULL_QUOTE,
    ]
    gold = json.loads((folder / ARTICLE / "gold.json").read_text(encoding="utf-8"))
    string = cleaned.text.string
    bullets = [string[p.start : p.end] for p in cleaned.structure.paragraphs if p.kind is Kind.BULLET]
    assert bullets == ["• " + item for item in gold["bullets"]["items"]]


def test_the_way_back(article: tuple[Path, Cleaned, Summary]) -> None:
    folder, cleaned, _ = article
    assert (
        restore.input_bytes(cleaned.text.string, cleaned.ledger)
        == (folder / ARTICLE / "raw.txt").read_bytes()
    )


@pytest.mark.parametrize("name", FLOORS["samples"])
def test_samples(name: str) -> None:
    data = (ROOT / "data" / "raw" / f"{name}.txt").read_bytes()
    have = flow.clean(text.read(data, path=name, settings=Settings()), Settings()).text.string.split()
    want = (ROOT / "scripts" / "samples" / "sound" / f"{name}.txt").read_text(encoding="utf-8")
    rate = measure_repair.distance(" ".join(have), " ".join(want.split())) / len(want)
    assert rate <= FLOORS["samples"][name]


@pytest.mark.parametrize("part", ["harm", "fake_bold", "hyphens"])
def test_repair_on_measured_text(part: str, corpus: Path) -> None:
    rows = dict(getattr(measure_repair, part)("dev.conllu.gz").rows)
    for name, floor in FLOORS[part].items():
        figure = float(regex.search(r"= +([\d.]+)", rows[name])[1])
        assert (figure <= floor) if part == "harm" else (figure >= floor), f"{name}: {rows[name]}"


def test_the_shipped_pipeline(corpus: Path) -> None:
    figures = measure_model.treebank(model.load(), corpus / "treebank" / "dev.conllu.gz")
    floors = FLOORS["model_dev"]
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}
