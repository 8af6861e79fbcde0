"""A database of a collection: one SQLite file that Datasette opens as it is.

Tables are told in `TABLES`, what an article puts in them in `_rows`. An update looks only at articles whose
summary or text changed, by their hashes, takes out those that are gone, and all of it is one transaction: who
reads meanwhile sees the old state or the new one. The rows are the same whether the file was made at once or
grew; the id of an article is made from its name.

One author has one key over the whole collection (`authors.key`): surname, particles in front, first initial.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database
from sqlite_utils.db import ForeignKey

from pipeline.collection import Written
from pipeline.errors import HelderError, OutputClash, OutputUnwritable
from pipeline.spans.references.resolve import as_name, author_key
from pipeline.summary.models import Citation, Claim, Mention, Reference, Span, Summary
from pipeline.writers.rows import articles, cited_names

APPLICATION = 0x68656C64  # "held": marks the file as ours, so that no other is written to
VERSION = 1  # of the tables; a file of another version is made anew
TOKENIZER = "unicode61 remove_diacritics 2"  # "een" finds "één"
PLACE = {"page": int, "label": str, "start": int, "end": int}  # page of the file, printed page, clean offsets
OF_AUTHORS = ("article_authors", "citation_authors", "reference_authors", "mentions")
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `keys` are its foreign keys beside `article`: the columns, and the table they lead to.

    Every table but `articles` and `authors` has `article` as the first column of its primary key.
    """

    columns: Mapping[str, type]
    pk: tuple[str, ...] = ("article", "id")
    keys: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    indexes: tuple[str, ...] = ()


# A name, its key without and with an initial as the article has it, and its key over the collection.
PERSON = {"name": str, "surname": str, "key": str, "author": str}
TABLES = {
    "authors": Table({"key": str, "name": str}, pk=("key",)),
    "articles": Table(
        {
            "id": int, "name": str, "path": str, "part": str, "title": str, "authors": str, "magazine": str,
            "volume": str, "issue": str, "year": int, "issued": str, "pages": str, "page": int,
            "language": str, "rights": str, "quality": float, "text": str, "summary_sha256": str,
            "text_sha256": str,
        },
        pk=("id",), indexes=("name", "magazine", "year"),
    ),
    "article_authors": Table({"position": int, **PERSON}, pk=("article", "position")),
    "sections": Table(
        {"number": int, "level": int, "heading": str, "start": int, "end": int}, pk=("article", "number")
    ),
    "references": Table(
        {
            "id": str, "text": str, "type": str, "authors": str, "year": int, "title": str, "container": str,
            "doi": str, **PLACE,
        }
    ),
    "reference_authors": Table(
        {"reference": str, "position": int, **PERSON},
        pk=("article", "reference", "position"), keys={("article", "reference"): "references"},
    ),
    "claims": Table(
        {
            "id": str, "rank": int, "text": str, "types": str, "score": float, "strength": str,
            "polarity": str, "evidence": str, "section": int, **PLACE,
        },
    ),
    "citations": Table(
        {
            "id": str, "text": str, "style": str, "authors": str, "year": str, "issued": str, "locator": str,
            "sentence": str, "reference": str, "claim": str, **PLACE,
        },
        keys={("article", "reference"): "references", ("article", "claim"): "claims"},
    ),
    "citation_authors": Table(
        {"citation": str, "position": int, **PERSON},
        pk=("article", "citation", "position"), keys={("article", "citation"): "citations"},
    ),
    "mentions": Table(
        {"id": str, "role": str, "citation": str, **PERSON, **PLACE},
        keys={("article", "citation"): "citations"},
    ),
    "terms": Table(
        {"id": str, "rank": int, "term": str, "lemma": str, "variants": str, "count": int, "score": float},
        indexes=("lemma",),
    ),
    "definitions": Table(
        {"term": str, "number": int, "text": str, **PLACE},
        pk=("article", "term", "number"), keys={("article", "term"): "terms"},
    ),
    "claim_terms": Table(
        {"claim": str, "term": str},
        pk=("article", "claim", "term"),
        keys={("article", "claim"): "claims", ("article", "term"): "terms"},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """How many articles an update put in, made again, took out and left as they were."""

    added: int
    changed: int
    removed: int
    kept: int


def update(path: Path, articles: Sequence[Written], *, failed: list[str]) -> Changes:
    """Make the database at `path` hold `articles` and nothing else.

    An article that cannot be read is told of in `failed` and left out.

    Raises:
        OutputClash: the file is there and is not an index that helder made, or two articles have one name.
        OutputUnwritable: it cannot be written.
    """
    names = [article.name for article in articles]
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise OutputClash(f"{twice[0]} is there twice, in two folders. Index them to different files.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            db = Database(connection, execute_plugins=False)
            db.execute("PRAGMA foreign_keys = ON")
            with db.atomic():
                db.execute("PRAGMA defer_foreign_keys = ON")
                _prepare(db, path)
                return _update(db, articles, failed)
    except (sqlite3.OperationalError, OSError) as error:
        raise OutputUnwritable(f"{path} cannot be written: {error}.") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise OutputClash(f"{path} is there already and is no database ({error}).") from error


def _prepare(db: Database, path: Path) -> None:
    """Make the tables, or see that they are there."""
    application, version = _one(db, "PRAGMA application_id"), _one(db, "PRAGMA user_version")
    if db.table_names() and application != APPLICATION:
        raise OutputClash(f"{path} is there already and is not an index that helder made.")
    if application == APPLICATION and version == VERSION:
        return
    if db.table("articles").exists():
        db.table("articles").disable_fts()
    for name in reversed(db.table_names()):  # those that lead to others first
        db.table(name).drop()
    for name, table in TABLES.items():
        _create(db, name, table)
    db.table("articles").enable_fts(["title", "text"], create_triggers=True, tokenize=TOKENIZER)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _create(db: Database, name: str, table: Table) -> None:
    columns, keys = dict(table.columns), []
    if "article" in table.pk:
        columns = {"article": int, **columns}
        keys.append(ForeignKey(name, "article", "articles", "id", on_delete="CASCADE"))
    for own, other in table.keys.items():
        keys.append(ForeignKey(name, None, other, None, own, TABLES[other].pk, is_compound=True))
    if "author" in columns:
        keys.append(ForeignKey(name, "author", "authors", "key"))
    made = db.create_table(
        name, columns, pk=table.pk if len(table.pk) > 1 else table.pk[0], foreign_keys=keys
    )
    for column in (*table.indexes, *(["author"] if "author" in columns else [])):
        made.create_index([column])


def _update(db: Database, articles: Sequence[Written], failed: list[str]) -> Changes:
    held = {
        row["name"]: row for row in db.query("SELECT id, name, summary_sha256, text_sha256 FROM articles")
    }
    names = {row["id"]: name for name, row in held.items()}
    done: Counter[str] = Counter()
    sound = set()
    for article in sorted(articles, key=lambda a: a.name):
        try:
            sums = article.sums()
            row = held.get(article.name)
            if row and sums == (row["summary_sha256"], row["text_sha256"]):
                done["kept"] += 1
            else:
                summary, text = article.read()
                if row:
                    db.table("articles").delete(row["id"])
                number = _id(article.name, names)
                for name, rows in _rows(summary, text, number, sums).items():
                    db.table(name).insert_all(rows)
                done["changed" if row else "added"] += 1
            sound.add(article.name)
        except HelderError as error:
            failed.append(str(error))
    gone = [row["id"] for name, row in held.items() if name not in sound]
    for number in gone:
        db.table("articles").delete(number)
    if gone or done["added"] or done["changed"]:
        _name_authors(db)
    return Changes(done["added"], done["changed"], len(gone), done["kept"])


def _id(name: str, taken: dict[int, str]) -> int:
    """A number made from the name, exact in JavaScript too."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 12
    while taken.setdefault(number, name) != name:
        number += 1
    return number


def _name_authors(db: Database) -> None:
    """One key for one author: a bare surname gets the initial that all lists of the collection give it."""
    db.execute(
        "CREATE TEMP TABLE full AS SELECT surname, min(key) AS key FROM reference_authors"
        " GROUP BY surname HAVING min(key) = max(key)"
    )
    for table in OF_AUTHORS:
        known = f"coalesce((SELECT full.key FROM temp.full WHERE surname = {table}.key), {table}.key)"
        db.execute(f"UPDATE {table} SET author = {known} WHERE author IS NOT {known}")
    every = " UNION ALL ".join(f"SELECT author, name FROM {table}" for table in OF_AUTHORS)
    db.execute("DROP TABLE temp.full")
    db.execute("DELETE FROM authors")
    db.execute(
        f"""
        INSERT INTO authors (key, name)
        SELECT author, name FROM (
            SELECT author, name, row_number() OVER (
                PARTITION BY author ORDER BY count(*) DESC, length(name) DESC, name
            ) AS place FROM ({every}) GROUP BY author, name
        ) WHERE place = 1
        """
    )


# --- what an article puts in the tables ------------------------------------------------------------


def _rows(summary: Summary, text: str, number: int, sums: tuple[str, str]) -> Rows:
    """The rows of one article by table, but for `authors`."""
    entries = {r.id: r.csl for r in summary.references}
    found: Rows = {
        "article_authors": list(_people(summary.publication.get("author", ()))),
        "sections": [
            {
                "number": n,
                "level": s.level,
                "heading": s.heading.text if s.heading else None,
                "start": s.start,
                "end": s.end,
            }
            for n, s in enumerate(summary.sections)
        ],
        "references": [_reference(r) for r in summary.references],
        "reference_authors": [
            {"reference": r.id, **person}
            for r in summary.references
            for person in _people(r.csl.get("author") or r.csl.get("editor") or ())
        ],
        "claims": [_claim(c, rank) for rank, c in enumerate(summary.claims, 1)],
        "citations": [_citation(c) for c in summary.citations],
        "citation_authors": [
            {"citation": c.id, **person}
            for c in summary.citations
            for person in _people(cited_names(c, entries))
        ],
        "mentions": [_mention(m) for m in summary.mentions],
        "terms": [
            {
                "id": t.id,
                "rank": rank,
                "term": t.term,
                "lemma": t.lemma,
                "variants": "; ".join(t.variants),
                "count": t.count,
                "score": t.score,
            }
            for rank, t in enumerate(summary.terms, 1)
        ],
        "definitions": [
            {"term": t.id, "number": n, "text": d.text, **_place(d)}
            for t in summary.terms
            for n, d in enumerate(t.definitions, 1)
        ],
        "claim_terms": [{"claim": c.id, "term": t} for c in summary.claims for t in c.terms],
    }
    rows = {name: [{"article": number, **row} for row in table] for name, table in found.items()}
    return {"articles": [{"id": number, **_article(summary, text, sums)}], **_linked(rows)}


def _linked(rows: Rows) -> Rows:
    """The rows without what leads nowhere, as where people took out what another field refers to.

    Where a row is about nothing else, it goes.
    """
    for name, own in rows.items():
        for (_, column), other in TABLES[name].keys.items():
            there = {row["id"] for row in rows[other]}
            if column in TABLES[name].pk:
                rows[name] = own = [row for row in own if row[column] in there]
            else:
                rows[name] = own = [row if row[column] in there else row | {column: None} for row in own]
    return rows


def _article(summary: Summary, text: str, sums: tuple[str, str]) -> dict[str, Any]:
    item = summary.publication
    [row] = articles(summary)
    date = item.get("issued", {})
    first = (date.get("date-parts") or [[]])[0]
    issued = "-".join(f"{part:02}" for part in first) or date.get("literal")
    return {
        "name": row["article"],
        "path": summary.source.path,
        "part": summary.source.part,
        "title": row["title"],
        "authors": "; ".join(map(_spoken, item.get("author", ()))),
        "magazine": row["magazine"],
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "year": row["year"],
        "issued": issued,
        "pages": item.get("page"),
        "page": row["page"],
        "language": summary.language,
        "rights": item.get("rights") or item.get("license"),
        "quality": summary.quality.clean,
        "text": text,
        "summary_sha256": sums[0],
        "text_sha256": sums[1],
    }


def _reference(found: Reference) -> dict[str, Any]:
    csl = found.csl
    dates = csl.get("issued", {}).get("date-parts") or [[None]]
    return {
        "id": found.id,
        "text": found.text,
        "type": csl.get("type"),
        "authors": "; ".join(map(_spoken, csl.get("author") or csl.get("editor") or ())),
        "year": dates[0][0],
        "title": csl.get("title"),
        "container": csl.get("container-title"),
        "doi": csl.get("DOI"),
        **_place(found),
    }


def _claim(found: Claim, rank: int) -> dict[str, Any]:
    return {
        "id": found.id,
        "rank": rank,
        "text": found.text,
        "types": "; ".join(found.types),
        "score": found.score,
        "strength": found.strength,
        "polarity": found.polarity,
        "evidence": found.evidence,
        "section": found.section,
        **_place(found),
    }


def _citation(found: Citation) -> dict[str, Any]:
    return {
        "id": found.id,
        "text": found.text,
        "style": found.style,
        "authors": "; ".join(found.authors),
        "year": found.year,
        "issued": found.issued,
        "locator": found.locator,
        "sentence": found.sentence.text,
        "reference": found.reference,
        "claim": found.claim,
        **_place(found),
    }


def _mention(found: Mention) -> dict[str, Any]:
    [person] = _people([as_name(found.name)])
    del person["position"]
    named = {**person, "name": found.name}
    return {"id": found.id, "role": found.role, "citation": found.cited_in, **named, **_place(found)}


def _people(names: Iterable[Mapping[str, str]]) -> Iterator[dict[str, Any]]:
    """Authors in order; `author` is set when the whole collection is known."""
    for position, name in enumerate(({"family": "", **name} for name in names), 1):
        surname = author_key({**name, "given": ""})
        yield {"position": position, "name": _spoken(name), "surname": surname, "key": author_key(name)}


def _spoken(name: Mapping[str, str]) -> str:
    """A CSL name in the order of speech: "S. van 't Hooft"."""
    parts = (name.get(part) for part in ("given", "non-dropping-particle", "family"))
    return name.get("literal") or " ".join(part for part in parts if part)


def _place(span: Span) -> dict[str, Any]:
    return {"page": span.raw.page, "label": span.raw.label, "start": span.start, "end": span.end}


def _one(db: Database, sql: str) -> Any:
    return db.execute(sql).fetchone()[0]
