"""The article as a work of its own: a CSL-JSON item, with where each field was found.

What is announced from outside the text (a table of metadata, METS) counts before what the text says: title
and authors, and what the ledger kept of the pages' furniture when it was taken out: the printed page numbers,
and the name, volume, number and date of the magazine in the running heads. Of running heads that differ, as
those of left and right pages do, what was printed most often counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.layout.shapes import PARTICLES

TEXT = "text"
OF_HEADS = ("container-title", "volume", "issue", "issued")
PARTICLES_OF_NAMES = frozenset(PARTICLES.split("|"))
Ledger = Sequence[Mapping[str, Any]]


def publication(
    *,
    title: str | None,
    authors: Sequence[str],
    language: str,
    ledger: Ledger,
    announced: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The article as a CSL item.

    Args:
        title: as printed or suggested.
        authors: their names in full.
        language: BCP 47.
        ledger: the lines of edits, without the first.
        announced: a CSL item with what is told of the article from outside its text; each field stands over
            what was found. Its `from` names who tells.

    Returns:
        The item; its `from` names the source of each field but type and language.
    """
    announced = dict(announced or {})
    by = announced.pop("from", {})
    pages = sorted(int(n) for n in labels(ledger).values() if n.isdigit())
    own = {
        "title": title,
        "author": [csl_name(name) for name in authors],
        "page": "-".join(map(str, sorted({*pages[:1], *pages[-1:]}))),
        **of_heads(ledger),
    }
    if title and str(own.get("container-title", "")).casefold() == title.casefold():
        del own["container-title"]  # the head of each second page often has the title of the article
    told = {field: value for field, value in {**own, **announced}.items() if value}
    sources = {field: by.get(field, TEXT) for field in sorted(told)}
    return {"type": "article-magazine", "language": language} | told | {"from": sources}


def labels(ledger: Ledger) -> dict[int, str]:
    """The page numbers that were printed, by page, as the ledger kept them."""
    found: dict[int, str] = {}
    for line in ledger:
        label = line["evidence"].get("label")
        if line["applied"] and label:
            found.setdefault(line["raw"]["page"], label)
    return found


def of_heads(ledger: Ledger) -> dict[str, Any]:
    """What the running heads that were taken out tell of the magazine, as fields of a CSL item."""
    heads = [line["evidence"] for line in ledger if line["applied"] and line["rule"].startswith("blocks/")]
    found: dict[str, Any] = {}
    for field in OF_HEADS:
        values = Counter(str(head[field]) for head in heads if field in head)
        if values:
            value = max(values, key=lambda v: values[v])  # of those as frequent the first
            found[field] = csl_date(value) if field == "issued" else value
    return found


def csl_date(value: str) -> dict[str, list[list[int]]]:
    """A date in ISO's form ("2019-03") as CSL has it."""
    return {"date-parts": [[int(part) for part in value.split("-")]]}


def csl_name(name: str) -> dict[str, str]:
    """Given name, particle and family name; a single word is a literal."""
    words = name.split()
    at = next(
        (i for i, w in enumerate(words[1:-1], 1) if w.casefold() in PARTICLES_OF_NAMES),
        max(1, len(words) - 1),
    )
    if len(words) < 2:
        return {"literal": name}
    family = at
    while family < len(words) - 1 and words[family].casefold() in PARTICLES_OF_NAMES:
        family += 1
    parts = {"family": " ".join(words[family:]), "given": " ".join(words[:at])}
    return parts | ({"non-dropping-particle": " ".join(words[at:family])} if family > at else {})
