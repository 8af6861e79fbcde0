"""The table of metadata: how it is read, what it tells of a source, and what is said when it is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from test_commands import helder
from test_laws import source_of

from pipeline import flow, metadata
from pipeline.articles import Own, of_source
from pipeline.errors import UnfitMetadata, WrongMetadata
from pipeline.ingest.files import Input
from pipeline.metadata import announce, digest, load
from pipeline.records import Announced
from pipeline.settings import Settings

SOURCE = replace(
    source_of(
        "Omslag\n\f"
        "Spelen in de regen\nEen kind speelt.\n\f"
        "Nog een alinea.\n\nLLeezzeenn  bbiijj ddee\nkkaacchheell\nEen kind leest.\n\f"
        "Tot zover.\n"
    ),
    path="nr3.txt",
)


def table(folder: Path, data: str | bytes) -> str:
    path = folder / "metadata.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    load.cache_clear()  # a path is read once in a process
    return str(path)


def rows(folder: Path, data: str | bytes) -> tuple[metadata.Row, ...]:
    return load(table(folder, data)).rows["nr3.txt"]


@pytest.mark.parametrize(
    "data",
    [
        "path;magazine;title\nnr3.txt;Kind & Wij;Één café\n".encode(),
        "path;magazine;title\r\nnr3.txt;Kind & Wij;Één café\r\n".encode("utf-8-sig"),
        "path,container-title,Title\nnr3.txt,Kind & Wij,Één café\n".encode("cp1252"),
        'path\tmagazine\ttitle\nnr3.txt\t"Kind &\nWij"\t Één  café\n\n\t\t\n'.encode(),
        "path,magazine,title\n.\\nr3.txt,Kind & Wij,Één café\n".encode("utf-16"),
    ],
    ids=["semicolons", "bom", "cp1252", "tabs", "utf-16"],
)
def test_forms_of_a_table(data: bytes, tmp_path: Path) -> None:
    [row] = rows(tmp_path, data)
    assert (row.pages, row.csl) == ((), {"container-title": "Kind & Wij", "title": "Één café"})


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("issued", "1987", {"date-parts": [[1987]]}),
        ("date", "1987-05", {"date-parts": [[1987, 5]]}),
        ("issued", "1987-05-12", {"date-parts": [[1987, 5, 12]]}),
        ("issued", "12-05-1987", {"date-parts": [[1987, 5, 12]]}),
        ("issued", "mei 1987", {"date-parts": [[1987, 5]]}),
        ("issued", "12 mei 1987", {"date-parts": [[1987, 5, 12]]}),
        ("issued", "mei/juni 1987", {"date-parts": [[1987, 5], [1987, 6]]}),
        ("year", "1987-1988", {"date-parts": [[1987], [1988]]}),
        ("issued", "zomer 1987", {"date-parts": [[1987]], "literal": "zomer 1987"}),
        ("issued", "z.j.", {"literal": "z.j."}),
        ("author", "Kok, Anna", [{"family": "Kok", "given": "Anna"}]),
        (
            "authors",
            "Ploeg, Jan van der; Anna Kok en Piet de Wit",
            [
                {"family": "Ploeg", "given": "Jan", "non-dropping-particle": "van der"},
                {"family": "Kok", "given": "Anna"},
                {"family": "Wit", "given": "Piet", "non-dropping-particle": "de"},
            ],
        ),
        ("author", "Inspectie van het Onderwijs", [{"literal": "Inspectie van het Onderwijs"}]),
        ("ISSN", "0012-3456", "0012-3456"),
        ("rights", "CC BY 4.0", "CC BY 4.0"),
    ],
)
def test_fields(column: str, value: str, wanted: Any, tmp_path: Path) -> None:
    [row] = rows(tmp_path, f'path,{column}\nnr3.txt,"{value}"\n')
    assert list(row.csl.values()) == [wanted]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            "path;jaargang\nx;1\n",
            "unknown column 'jaargang'. Known are: path, pages, authors, date, magazine",
        ),
        ("pages;title\n1;x\n", "no column path"),
        ("path;magazine;container-title\nx;a;b\n", "two columns are container-title"),
        ("path;title\n;x\n", "line 2: no path"),
        ("path;title\nx;a;b\n", "line 2: 3 cells under 2 columns"),
        ("path;pages\nx;12-dec\n", "line 2: pages '12-dec'"),
        ("path;pages\nx;15-12\n", "pages '15-12'"),
        ("path;pages\nx;0\n", "pages '0'"),
        ('path;title\nx;"a\n', "line 2: unexpected end of data"),
        ("path;title\nx;a\nx;b\n", "lines 2 and 3: both about the whole of x"),
        ("path;pages\nx;1-4\nx;3-6\n", "lines 2 and 3: both have page 3"),
        ("path;pages\nx;1-4\nx;2\n", "both have page 2"),
        ("", "is empty"),
        (b"PK\x03\x04", "a ZIP or DOCX file"),
    ],
)
def test_a_wrong_table_is_refused(data: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(WrongMetadata, match=message.replace("(", r"\(")):
        load(table(tmp_path, data))


def parts(folder: Path, data: str) -> dict[str, str]:
    source = announce(SOURCE, rows(folder, data))
    return {a.part: Own(a.ranges).text(source.text) for a in of_source(source)}


def test_pages_split_an_input(tmp_path: Path) -> None:
    found = parts(tmp_path, "path;pages;title\nnr3.txt;2-3;\nnr3.txt;3-4;Lezen bij de kachel\n")
    assert list(found) == ["p002", "p003", "rest"]
    assert found["p002"].endswith("Nog een alinea.\n\n")
    assert found["p003"].startswith("LLeezzeenn  bbiijj")
    assert found["rest"] == "Omslag\n\f"
    with_subtitle = parts(
        tmp_path, "path;pages;title\nnr3.txt;p. 2 t/m 3;\nnr3.txt;3-4;Lezen bij de kachel: een gids\n"
    )
    assert with_subtitle == found
    assert list(parts(tmp_path, "path;pages\nnr3.txt;2, 4\nnr3.txt;3\n")) == ["p002", "p003", "rest"]
    assert parts(tmp_path, "path;pages\nnr3.txt;1-4\n") == {"": SOURCE.text}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("nr3.txt;2-9;", "line 2 of the metadata table has page 5 of 4"),
        ("nr3.txt;2-3;\nnr3.txt;3-4;Rekenen", "lines 2 and 3 of the metadata table share page 3"),
        ("nr3.txt;2-3;\nnr3.txt;3-4;", "share page 3"),
        ("nr3.txt;2;\nnr3.txt;2;Spelen in de regen", "share page 2"),
    ],
)
def test_pages_that_do_not_fit_are_an_error_of_the_input(data: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnfitMetadata, match=message):
        parts(tmp_path, f"path;pages;title\n{data}\n")


def test_the_table_stands_over_the_reader_and_the_text(tmp_path: Path) -> None:
    by_reader = (
        Announced(((0, 8),), {"title": "Een"}, "METS"),
        Announced(((8, 50),), {"title": "Twee"}, "METS"),
    )
    source = replace(SOURCE, articles=by_reader)
    whole = rows(tmp_path, "path;magazine;title\nnr3.txt;Kind & Wij;Nummer 3\n")
    assert [a.csl["title"] for a in of_source(announce(source, whole))] == ["Een", "Twee", "Nummer 3"]
    assert {a.csl["container-title"] for a in of_source(announce(source, whole))} == {"Kind & Wij"}
    split = rows(tmp_path, "path;pages;title\nnr3.txt;2-4;Drie\n")
    assert [a.part for a in of_source(announce(source, split))] == ["p002", "rest"]
    one = rows(tmp_path, "path;pages;magazine;title\nnr3.txt;;Kind & Wij;Nummer 3\nnr3.txt;1-4;;Een\n")
    [article] = of_source(announce(SOURCE, one))
    assert (article.part, article.csl["title"], article.csl["container-title"]) == ("", "Een", "Kind & Wij")
    [cleaned] = flow.articles(announce(SOURCE, whole), Settings())
    item = flow.extract(cleaned, Settings()).publication
    assert (item["title"], item["from"]["title"]) == ("Nummer 3", "metadata table")
    assert announce(SOURCE, ()) == SOURCE


def test_only_what_concerns_an_input_counts_for_it(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    one, other = (Input(tmp_path / "raw" / name, name) for name in ("a.txt", "b.txt"))
    settings = Settings(metadata=table(tmp_path, "path;title\na.txt;A\nraw/b.txt;B\n"))
    before = [digest(metadata.rows_of(file, settings)) for file in (one, other)]
    table(tmp_path, "path;title\nc.txt;C\na.txt;A\nraw/b.txt;Bee\n")
    after = [digest(metadata.rows_of(file, settings)) for file in (one, other)]
    assert None not in before
    assert (before[0] == after[0], before[1] == after[1]) == (True, False)
    assert settings.digest() == Settings().digest()
    assert digest(metadata.rows_of(Input(Path("d.txt"), "d.txt"), settings)) is None


def test_from_the_command_line_and_the_settings(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.txt").write_text("Een kind speelt buiten.\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("path;volume\na.txt;12\nweg.txt;3\n", encoding="utf-8")
    (tmp_path / "helder.toml").write_text('metadata = "m.csv"\n', encoding="utf-8")
    done = helder("clean", raw, "-o", out, cwd=raw)
    assert (done.returncode, b"m.csv, line 3: there is no weg.txt." in done.stderr) == (0, True)
    [head, *_] = (out / "a.repairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(head)["source"]["csl"] == {"volume": "12", "from": {"volume": "metadata table"}}
    for wrong in ("raw/a.txt", "nowhere.csv"):
        done = helder("clean", raw, "-o", tmp_path / "no", "--metadata", tmp_path / wrong)
        assert (done.returncode, wrong.encode() in done.stderr) == (7, True)
    assert not (tmp_path / "no").exists()
