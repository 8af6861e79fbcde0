"""The database of a collection: it answers, grows to the same rows, and is never half or another's."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from test_commands import helder

from pipeline.collection import written
from pipeline.errors import OutputClash, OutputUnwritable
from pipeline.writers import sqlite
from pipeline.writers.sqlite import Changes, update

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "data" / "clean"


def make(path: Path, *folders: Path) -> Changes:
    failed: list[str] = []
    changes = update(path, [a for folder in folders for a in written(folder)], failed=failed)
    assert failed == []
    return changes


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, the full-text index too."""
    tables = [name for [name] in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [t for t in tables if not t.startswith("articles_fts_")]
    return {table: sorted(ask(path, f'SELECT * FROM "{table}"'), key=repr) for table in kept}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("index") / "collection.sqlite"
    done = helder("index", CLEAN, "-o", path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"4 added" in done.stderr
    return path


def questions() -> dict[str, str]:
    """The SQL of the manual, by the line above it."""
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^([^\n]+):\n\n```sql\n(.+?)```", page, re.MULTILINE | re.DOTALL))


def test_the_questions_of_the_readme_are_answered(samples: Path) -> None:
    sql = re.findall(r"```sql\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    found = [ask(samples, query) for query in "".join(sql).split(";") if query.strip()]
    assert [bool(rows) for rows in found] == [True, True, True]


def test_the_questions_of_the_manual_are_answered(samples: Path) -> None:
    answers = {question: ask(samples, sql) for question, sql in questions().items()}
    assert len(answers) == 6
    most = answers["Who is cited most"]
    rows = json.loads(helder("citations", CLEAN).stdout)
    keys = [key for row in rows for key in row["author_key"].split("; ")]
    assert [count for _, count, _ in most] == sorted(map(keys.count, set(keys)), reverse=True)[: len(most)]
    assert {name for _, _, name, _ in answers["Which articles define a term"]} == {
        "faalangst-en-groeimindset.txt"
    }
    assert answers["Sentences that cite Bowlby"] == [
        ("voorlezen-en-taalontwikkeling.txt", row["label"], row["sentence"])
        for row in rows
        if "Bowlby" in row["authors"]
    ]
    assert answers["Sentences that cite Bowlby"]
    assert answers["Articles on a subject, best first"][0][0] == "voorlezen-en-taalontwikkeling.txt"
    assert answers["Claims about a term, with how sure they are"]


def test_every_row_of_the_summaries_is_there_and_leads_somewhere(samples: Path) -> None:
    summaries = [json.loads(path.read_bytes()) for path in CLEAN.glob("*.json")]
    for table in ("sections", "citations", "references", "mentions", "terms", "claims"):
        assert ask(samples, f'SELECT count(*) FROM "{table}"') == [(sum(len(s[table]) for s in summaries),)]
    texts = {(path.name, path.read_text(encoding="utf-8")) for path in CLEAN.glob("*.txt")}
    assert set(ask(samples, "SELECT name, text FROM articles")) == texts
    assert ask(samples, "PRAGMA foreign_key_check") == []
    assert ask(samples, "PRAGMA integrity_check") == [("ok",)]
    assert len(ask(samples, "PRAGMA foreign_key_list(citations)")) == 5  # of which two of two columns each
    one = "SELECT substr(articles.text, c.start + 1, c.end - c.start) = c.text FROM citations AS c"
    assert set(ask(samples, f"{one} JOIN articles ON articles.id = c.article")) == {(1,)}


def test_one_author_has_one_key(samples: Path) -> None:
    assert ask(samples, "SELECT key FROM authors EXCEPT SELECT author FROM citation_authors"
               " EXCEPT SELECT author FROM reference_authors EXCEPT SELECT author FROM mentions"
               " EXCEPT SELECT author FROM article_authors") == []  # fmt: skip
    bowlby = ask(samples, "SELECT DISTINCT key, author FROM citation_authors WHERE surname = 'bowlby'")
    assert {author for _, author in bowlby} == {"bowlby-j"}


def test_it_grows_to_the_same_rows(tmp_path: Path) -> None:
    names = [path.stem for path in sorted(CLEAN.glob("*.json"))]
    lines = {json.loads(line)["path"]: line for line in (CLEAN / "manifest.jsonl").read_text().splitlines()}

    def folder(name: str, *stems: str) -> Path:
        made = tmp_path / name
        made.mkdir()
        for stem in stems:
            for ending in (".txt", ".json"):
                shutil.copy(CLEAN / f"{stem}{ending}", made)
        (made / "manifest.jsonl").write_text("".join(lines[f"{stem}.txt"] + "\n" for stem in stems))
        return made

    grown, fresh = tmp_path / "grown.sqlite", tmp_path / "fresh.sqlite"
    assert make(grown, folder("one", *names[1:3])) == Changes(2, 0, 0, 0)
    changed = folder("two", names[3], *names[0:2])
    summary = json.loads((changed / f"{names[1]}.json").read_bytes())
    summary["publication"]["volume"] = "12"
    summary["terms"] = summary["terms"][:1]  # claims lead to others, and citations to claims
    summary["claims"] = summary["claims"][1:]
    (changed / f"{names[1]}.json").write_text(json.dumps(summary))
    assert make(grown, changed) == Changes(2, 1, 1, 0)
    assert make(fresh, changed) == Changes(3, 0, 0, 0)
    assert content(grown) == content(fresh)
    found = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'kinderen OR kind'"
    assert ask(grown, found) == ask(fresh, found)
    before = grown.read_bytes()
    assert make(grown, changed) == Changes(0, 0, 0, 3)
    assert grown.read_bytes() == before


def test_an_update_that_fails_leaves_what_was_there(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(samples, tmp_path))
    before = content(path)
    monkeypatch.setattr(sqlite, "VERSION", sqlite.VERSION + 1)  # so that all of it is made anew
    left = iter(range(2))

    def break_down(*arguments: Any) -> Any:
        next(left)
        return rows_of(*arguments)

    rows_of = sqlite._rows
    monkeypatch.setattr(sqlite, "_rows", break_down)
    with pytest.raises(StopIteration):
        make(path, CLEAN)
    assert content(path) == before
    monkeypatch.setattr(sqlite, "_rows", rows_of)
    assert make(path, CLEAN) == Changes(4, 0, 0, 0)
    assert content(path) == before


def test_what_is_not_an_index_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (id)")
    text = tmp_path / "text.sqlite"
    text.write_text("geen database" * 100)
    for path in (other, text):
        before = path.read_bytes()
        with pytest.raises(OutputClash):
            make(path, CLEAN)
        assert path.read_bytes() == before
    with pytest.raises(OutputUnwritable):
        make(other / "below.sqlite", CLEAN)
    with pytest.raises(OutputClash, match="there twice"):
        make(tmp_path / "twice.sqlite", CLEAN, CLEAN)
    assert helder("index", tmp_path, "-o", tmp_path / "x.sqlite").returncode == 5


def test_an_article_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    folder = shutil.copytree(CLEAN, tmp_path / "clean")
    next(folder.glob("f*.json")).write_text("{}")
    done = helder("index", folder, "-o", tmp_path / "c.sqlite")
    assert (done.returncode, b"3 added" in done.stderr, b"faalangst" in done.stderr) == (3, True, True)
