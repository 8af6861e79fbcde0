"""BibTeX, in UTF-8, for BibTeX, BibLaTeX, JabRef and Zotero.

Particles stand in lower case before the family name, where BibTeX looks for them; organisations are braced,
so that they are not taken apart. Characters that LaTeX would act on are escaped; addresses are left as they
are, but for braces. What a work has no field for is in `note`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

FORMAT = "bibtex"
ITEMS = True

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}
LESSER_THESIS = regex.compile(r"master|scriptie|bachelor|afstudeer", regex.IGNORECASE)
# CSL's field and BibTeX's, where one is the other.
FIELDS = (
    ("title", "title"), ("volume", "volume"), ("edition", "edition"), ("publisher-place", "address"),
    ("ISBN", "isbn"), ("language", "language"), ("abstract", "abstract"), ("keyword", "keywords"),
    ("note", "note"),
)  # fmt: skip
CONTAINERS = {"article": "journal", "incollection": "booktitle"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school"}
ESCAPES = str.maketrans(
    {c: "\\" + c for c in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
BRACES = str.maketrans({"{": "%7B", "}": "%7D"})


def write(items: Sequence[Mapping[str, Any]]) -> str:
    """One record an item, in their order."""
    return "\n".join(_record(item) for item in items)


def _record(item: Mapping[str, Any]) -> str:
    kind = TYPES.get(item["type"], "misc")
    if kind == "phdthesis" and LESSER_THESIS.search(item.get("genre", "")):
        kind = "mastersthesis"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(item, kind))
    return f"@{kind}{{{item['id']},\n{fields}}}\n"


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        if item.get(role):
            yield role, " and ".join(map(_name, item[role]))
    if container := item.get("container-title"):
        yield CONTAINERS.get(kind, "howpublished"), escaped(container)
    if publisher := item.get("publisher"):
        yield PUBLISHERS.get(kind, "publisher"), escaped(publisher)
    if number := item.get("issue") or item.get("number"):
        yield "number", escaped(number)
    if pages := item.get("page"):
        yield "pages", escaped(regex.sub(r"\s?[-–—]+\s?", "--", pages))
    if genre := item.get("genre"):
        yield "type", escaped(genre)
    yield from _date(item.get("issued", {}))
    if "accessed" in item:
        yield "urldate", "-".join(f"{part:02}" for part in item["accessed"].get("date-parts", [[]])[0])
    for name in ("DOI", "URL"):
        if name in item:
            yield name.lower(), item[name].translate(BRACES)
    for field, name in FIELDS:
        if field in item:
            yield name, escaped(str(item[field]))


def _date(issued: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    parts = issued.get("date-parts", [[]])[0]
    yield from ((name, str(part)) for name, part in zip(("year", "month", "day"), parts, strict=False))
    if "literal" in issued:
        yield "year", escaped(issued["literal"])


def _name(name: Mapping[str, str]) -> str:
    """As "van der Ploeg, J." or "{Ministerie van OCW}"."""
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return escaped(f"{family}, {name['given']}" if "given" in name else family)


def escaped(text: str) -> str:
    """The text with what LaTeX acts on escaped."""
    return " ".join(text.split()).translate(ESCAPES)
