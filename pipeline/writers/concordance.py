"""Every place of every term with the words around it (KWIC): `helder terms PATH --context`.

Terms stand in the order of their articles, best first, and each term's places in the order of the text. As
text the terms stand under each other in one column; as JSON and CSV each place is a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.collection import Member
from pipeline.summary.models import Span, Term
from pipeline.writers import csv, json
from pipeline.writers.rows import article

Row = dict[str, Any]
WRITERS = {"json": json.write, "csv": csv.write}


def write(members: Sequence[Member], form: str, *, width: int) -> str:
    """The concordance of all articles.

    Args:
        members: the articles.
        form: `txt`, `json` or `csv`.
        width: characters on either side.
    """
    found = list(rows(members, width=width))
    return WRITERS[form](found) if form in WRITERS else _lines(found, width)


def rows(members: Sequence[Member], *, width: int) -> Iterator[Row]:
    """One row for each place: where it is, the term, and what stands around it in its paragraph."""
    for member in members:
        item = member.summary.publication
        for term in member.summary.terms:
            for place in term.occurrences:
                yield {
                    "article": article(member.summary),
                    "magazine": item.get("container-title"),
                    "year": item.get("issued", {}).get("date-parts", [[None]])[0][0],
                    "page": place.raw.page,
                    "label": place.raw.label,
                    "id": term.id,
                    **_context(member.text, term, place, width),
                }


def _context(text: str, term: Term, place: Span, width: int) -> Row:
    first = text.rfind("\n", 0, place.start) + 1
    last = text.find("\n", place.end)
    left = text[max(first, place.start - width) : place.start]
    right = text[place.end : min(last if last >= 0 else len(text), place.end + width)]
    return {
        "lemma": term.lemma,
        "left": left,
        "text": place.text,
        "right": right,
        "line": place.raw.line,
        "start": place.start,
        "end": place.end,
    }


def _lines(found: Sequence[Row], width: int) -> str:
    """In columns: left context, term, right context, and where."""
    wide = max((_columns(row["text"]) for row in found), default=0)
    return "".join(
        f"{_padded(row['left'], width, right=True)} [{row['text']}]{' ' * (wide - _columns(row['text']))} "
        f"{_padded(row['right'], width)}  {row['article']}:{row['line']}\n"
        for row in found
    )


def _columns(text: str) -> int:
    """How wide a text is on a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _padded(text: str, width: int, *, right: bool = False) -> str:
    fill = " " * max(0, width - _columns(text))
    return fill + text if right else text + fill
