"""RIS, as reference managers import it: UTF-8, a tag a line, CRLF.

RIS knows no particles; "Ploeg, J. van der" is how the format's readers expect them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

FORMAT = "ris"
ITEMS = True

TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "broadcast": "SOUND",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "motion_picture": "VIDEO",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
ROLES = (("author", "AU"), ("editor", "ED"), ("translator", "A4"))
FIELDS = (
    ("title", "TI"), ("container-title", "T2"), ("volume", "VL"), ("issue", "IS"), ("number", "IS"),
    ("edition", "ET"), ("publisher", "PB"), ("publisher-place", "CY"), ("genre", "M3"), ("ISBN", "SN"),
    ("DOI", "DO"), ("URL", "UR"), ("language", "LA"), ("abstract", "AB"), ("keyword", "KW"),
)  # fmt: skip


def write(items: Sequence[Mapping[str, Any]]) -> str:
    """One record an item, in their order."""
    return "\r\n".join("".join(_line(tag, value) for tag, value in _tags(item)) for item in items)


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {' '.join(value.split())}\r\n"


def _tags(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for role, tag in ROLES:
        yield from ((tag, _name(name)) for name in item.get(role, ()))
    issued = item.get("issued", {})
    parts = issued.get("date-parts", [[]])[0]
    if parts or "literal" in issued:
        yield "PY", str(parts[0]) if parts else issued["literal"]
    if len(parts) > 1:
        yield "DA", _slashed(parts)
    for field, tag in FIELDS:
        if field in item:
            yield tag, str(item[field])
    if "page" in item:
        first, *last = regex.split(r"\s?[-–—]\s?", item["page"], maxsplit=1)
        yield "SP", first
        yield from (("EP", page) for page in last)
    if "accessed" in item and "date-parts" in item["accessed"]:
        yield "Y2", _slashed(item["accessed"]["date-parts"][0])
    yield from (("N1", line) for line in item.get("note", "").splitlines())
    yield "ER", ""


def _slashed(parts: Sequence[int]) -> str:
    """A date as "2016/02/17/"."""
    return "/".join([*(f"{part:02}" for part in parts), *[""] * (4 - len(parts))])


def _name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    given = " ".join(part for part in (name.get("given"), name.get("non-dropping-particle")) if part)
    return f"{name['family']}, {given}" if given else name["family"]
