"""Summaries to CSL-JSON items: the works that articles cite, and the articles themselves.

What `--to csl-json`, `bibtex` and `ris` print. Works are merged over all articles: two entries of one DOI, or
of the same authors, year and title, are one item. A citation without an entry gives a stub, so that a
reference manager takes it: its title says that it is one, and it is tagged `helder-stub`. Stubs are merged
by authors and year as printed, never with an entry of another article, since that may be another work.

Where a work is cited stands in its `note`, for people, and in `custom`, for programs (article, page, printed
page, line, sentence, claim).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import regex

from pipeline.spans.references.resolve import LETTER, as_name, author_key, folded, plain
from pipeline.summary.models import Citation, Span, Summary
from pipeline.writers.rows import article

Item = dict[str, Any]

STUB, UNCITED = "helder-stub", "helder-uncited"  # tags
STUB_TITLE = "[Stub, titel onbekend]"
MOST_PLACES = 20  # that a note tells of; `custom` has them all


def articles(summaries: Iterable[Summary], *, stubs: bool = True) -> list[Item]:
    """The articles themselves; `stubs` says nothing here."""
    items, names = [], []
    for summary in summaries:
        item = {key: value for key, value in summary.publication.items() if key != "from"}
        if summary.lead:
            item["abstract"] = summary.lead.text
        item["note"] = f"Bron: {article(summary)}"
        items.append(item)
        names.append(_slug(article(summary)))
    return _with_unique_ids(items, names)


def works(summaries: Iterable[Summary], *, stubs: bool = True) -> list[Item]:
    """The works that the articles list or cite, each once, sorted by author, year and title."""
    found: dict[tuple[Any, ...], Item] = {}
    for summary in summaries:
        listed: dict[str, Item] = {}
        for reference in summary.references:
            item = {
                key: value for key, value in reference.csl.items() if key not in ("id", "citation-number")
            }
            listed[reference.id] = _merged(found, _same_work(item), item, reference.text)
        claims = {claim.id: claim.text for claim in summary.claims}
        for citation in summary.citations:
            if citation.reference in listed:
                target = listed[citation.reference]
            elif stubs:
                target = _merged(
                    found, ("stub", *citation.authors, citation.et_al, citation.year), _stub(citation)
                )
                target["custom"]["candidates"] += [
                    listed[name] for name in citation.candidates if name in listed
                ]
            else:
                continue
            target["custom"]["cited"].append(_place(summary, citation, claims))
    ordered = sorted(found.values(), key=_order)
    return [_finished(item) for item in _with_unique_ids(ordered, [_citekey(item) for item in ordered])]


KINDS: Mapping[str, Callable[..., list[Item]]] = {"articles": articles, "citations": works}


def items(kind: str, summaries: Iterable[Summary], *, stubs: bool = True) -> list[Item]:
    """The items of one of `KINDS` over all articles."""
    return KINDS[kind](summaries, stubs=stubs)


def _merged(found: dict[tuple[Any, ...], Item], key: tuple[Any, ...], item: Item, printed: str = "") -> Item:
    """The item of this key, with what the other one lacks."""
    kept = found.setdefault(key, {"custom": {"cited": [], "printed": [], "candidates": []}})
    for field, value in item.items():
        kept.setdefault(field, value)
    if printed and printed not in kept["custom"]["printed"]:
        kept["custom"]["printed"].append(printed)
    return kept


def _same_work(item: Mapping[str, Any]) -> tuple[Any, ...]:
    if "DOI" in item:
        return ("doi", item["DOI"].casefold())
    families = tuple(plain(name.get("literal") or name["family"]) for name in _makers(item))
    title = "".join(regex.findall(r"[\p{L}\d]+", plain(item.get("title", ""))))
    return ("work", families, _year(item), title)


def _makers(item: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    makers: Sequence[Mapping[str, str]] = item.get("author") or item.get("editor") or []
    return makers


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    parts = issued.get("date-parts")
    return f"{parts[0][0]}{item.get('year-suffix', '')}" if parts else issued.get("literal", "")


def _stub(citation: Citation) -> Item:
    """What a citation alone tells of a work."""
    shown = " & ".join(citation.authors) + (" e.a." if citation.et_al else "")
    letter = LETTER.search(citation.year) if citation.issued else None
    item: Item = {
        "type": "document",
        "title": f"{STUB_TITLE} {shown} ({citation.year})",
        "author": [as_name(author) for author in citation.authors],
        "issued": {"date-parts": [[int(citation.issued)]]} if citation.issued else {"literal": citation.year},
        "keyword": STUB,
    }
    return item | ({"year-suffix": letter.group()} if letter else {})


def _place(summary: Summary, citation: Citation, claims: Mapping[str, str]) -> Item:
    raw = citation.raw
    return {
        "article": article(summary),
        "title": summary.title.text if summary.title else None,
        "page": raw.page,
        "label": raw.label,
        "line": raw.line,
        "citation": citation.text,
        "locator": citation.locator,
        "sentence": _one_line(citation.sentence),
        "claim": claims.get(citation.claim or ""),
    }


def _one_line(span: Span) -> str:
    return " ".join(span.text.split())


def _order(item: Item) -> tuple[Any, ...]:
    return (
        *[author_key(dict(name)) for name in _makers(item)[:1]],
        "",
        _year(item),
        plain(item.get("title", "")),
    )


def _with_unique_ids(items: Sequence[Item], names: Sequence[str]) -> list[Item]:
    """Each with its name for an id, with a letter when several have it."""
    often, seen = Counter(names), Counter[str]()
    done = []
    for item, name in zip(items, names, strict=True):
        seen[name] += 1
        done.append({"id": name + (_letters(seen[name]) if often[name] > 1 else ""), **item})
    return done


def _citekey(item: Item) -> str:
    """First author and year: "kok2010"."""
    makers = _makers(item)
    name = makers[0].get("family") or makers[0]["literal"] if makers else item.get("title", "")
    return (_slug(name).replace("-", "")[:30] or "anoniem") + _slug(_year(item)).replace("-", "")


def _letters(number: int) -> str:
    """1 is a, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return f"-{letters}"


def _finished(item: Item) -> Item:
    """The item with its note and tags, candidates by title."""
    custom = item["custom"]
    cited = custom["cited"]
    lines = list(_told(cited))
    if not cited:
        item["keyword"] = UNCITED
    candidates = sorted({candidate.get("title", "") for candidate in custom.pop("candidates")})
    if candidates:
        custom["candidates"] = candidates
        lines.append("Kan zijn: " + "; ".join(candidates))
    if custom["printed"]:
        lines.append("Zoals gedrukt: " + " | ".join(" ".join(text.split()) for text in custom["printed"]))
    return {
        **{key: value for key, value in item.items() if key != "custom"},
        "note": "\n".join(lines),
        "custom": custom,
    }


def _told(cited: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for place in cited[:MOST_PLACES]:
        page = place["label"] or place["page"]
        yield f"Geciteerd in {place['article']}, p. {page}, regel {place['line']}: “{place['sentence']}”"
    if len(cited) > MOST_PLACES:
        yield f"... en nog {len(cited) - MOST_PLACES} keer"


def _slug(text: str) -> str:
    return "-".join(regex.findall(r"[a-z\d]+", folded(text)))
