"""What people decided about extracted fields, laid over what was found. Start reading at `apply`."""

from __future__ import annotations

import types
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, Union, get_args, get_origin

from pydantic import ValidationError

from pipeline.articles import Own
from pipeline.cleaned import Cleaned
from pipeline.decisions import ARTICLE, Decision, Decisions, OnText
from pipeline.records import Range
from pipeline.summary import models
from pipeline.summary.publication import csl_name
from pipeline.text import Text, hull

BY = "decision"  # who tells a field of the publication that people set
ITEMS: dict[str, tuple[type[models.Model], str]] = {  # lists of what was found, with the letter of their ids
    "asides": (models.Aside, ""),
    "authors": (models.Author, ""),
    "citations": (models.Citation, "c"),
    "claims": (models.Claim, "k"),
    "legal_sources": (models.Span, ""),
    "mentions": (models.Mention, "m"),
    "references": (models.Reference, "r"),
    "terms": (models.Term, "t"),
}
BEST_FIRST = ("claims", "terms")  # what people add to these comes first
FIXED = ("text", "start", "end", "raw", "id", "sentence", "occurrences", "count")  # follow from the place
Data = dict[str, Any]


class Unfit(ValueError):
    """The decision fits nothing in this article."""


class Cutter(Protocol):
    """What makes spans (`build.Cutter`)."""

    @property
    def text(self) -> Text:
        """The text that spans are cut from."""
        ...

    def fields(self, start: int, end: int) -> Data:
        """The fields of a span."""
        ...

    def span(self, place: Range) -> models.Span:
        """A plain span."""
        ...

    def id(self, kind: str, start: int, end: int) -> str:
        """An id from the raw place."""
        ...


def apply(
    found: models.Summary, cut: Cutter, cleaned: Cleaned, decisions: Decisions, sentences: Sequence[Range]
) -> models.Summary:
    """The summary as people want it; `decided` lists each decision and whether it still fits.

    `sentences` are places in the clean text, in order.
    """
    if not any(entry.field for entry in decisions.entries):
        return found
    own = Own(cleaned.article.ranges)
    told = []
    for entry, place in _of_article(cleaned, own.text(cleaned.source.text), decisions).fields:
        if entry.field == ARTICLE:  # borders were laid before anything was found
            continue
        raw = hull(own.outward(*place)) if place else None
        try:
            data = found.model_dump()
            _change(data, entry, raw, cut, sentences)
            _link(data)
            found, fits = models.Summary.model_validate(data), True
        except (Unfit, ValidationError):
            fits = False
        told.append(models.Decided(field=entry.field, action=entry.action, before=entry.before, fits=fits))
    return found.model_copy(update={"decided": told})


def _of_article(cleaned: Cleaned, text: str, decisions: Decisions) -> OnText:
    """The decisions about one of the articles of a source, whose own text this is."""
    if cleaned.article.part:
        whole = cleaned.source.text
        start, end = hull(cleaned.article.ranges)
        decisions = decisions.among([whole[:start], text, whole[end:]])[1]
    return decisions.on(text)


def _change(data: Data, entry: Decision, raw: Range | None, cut: Cutter, sentences: Sequence[Range]) -> None:
    name, _, part = entry.field.partition(".")
    if name in ("language", "publication"):
        _set_plain(data, entry, name, part)
    elif name in ("title", "lead"):
        _set_span(data, entry, name, raw, cut)
    elif raw is None:
        raise Unfit(f"{name}: no place")
    elif name == "sections":
        _set_heading(data, entry, _clean_place(raw, cut), raw, cut)
    else:
        _set_item(data, entry, name, raw, cut, sentences)
    if name in ("title", "authors"):
        _tell_publication(data, name)


def _set_plain(data: Data, entry: Decision, name: str, part: str) -> None:
    """The language, or a field of the CSL item."""
    if name == "language" or not part:
        if entry.action == "remove" or part:
            raise Unfit(f"{entry.field} cannot be removed")
        value = {**data[name], **_dict(entry.value)} if name == "publication" else entry.value
        data[name] = value
    elif entry.action == "remove":
        data[name].pop(part, None)
        data[name].get("from", {}).pop(part, None)
    else:
        data[name][part] = entry.value
        data[name].setdefault("from", {})[part] = BY


def _set_span(data: Data, entry: Decision, name: str, raw: Range | None, cut: Cutter) -> None:
    """Title or lead. A title that is printed nowhere is the suggestion beside the printed one."""
    if entry.action == "remove":
        data[name] = None
        return
    value = entry.value if isinstance(entry.value, str) else ""
    at = cut.text.string.find(value) if value else -1
    if at >= 0:
        data[name] = cut.fields(at, at + len(value))
    elif raw is not None and not value:
        data[name] = cut.fields(*_clean_place(raw, cut))
    elif name != "title" or data[name] is None or not value:
        raise Unfit(f"{name}: {value!r} is not in the text")
    if name == "title" and value and data[name]["text"] != value:
        data[name]["suggested"] = value


def _set_heading(data: Data, entry: Decision, place: Range, raw: Range, cut: Cutter) -> None:
    sections = data["sections"]
    at = next((i for i, s in enumerate(sections) if s["heading"] and _same(s["heading"], raw)), None)
    if entry.action == "remove":
        if at is not None:  # what stood under it goes on with the section before; there always is one
            sections[at - 1]["end"] = sections.pop(at)["end"]
        return
    value = _dict(entry.value)
    if at is None:
        at = bisect_right([s["start"] for s in sections], place[0])
        end = max(place[1], sections[at - 1]["end"])
        if at:
            sections[at - 1]["end"] = len(cut.text.string[: place[0]].rstrip())
        sections.insert(at, {"heading": None, "level": 1, "start": place[0], "end": end})
        sections[at]["heading"] = cut.fields(*place)
    sections[at]["level"] = value.get("level", sections[at]["level"])


def _set_item(
    data: Data, entry: Decision, name: str, raw: Range, cut: Cutter, sentences: Sequence[Range]
) -> None:
    items: list[Data] = data[name]
    held = [item for item in items if _is_at(item, raw)]
    if entry.action == "remove":
        data[name] = [item for item in items if item not in held]
        _forget(data, {item["id"] for item in held if "id" in item})
        return
    value = {"name": entry.value} if isinstance(entry.value, str) else _dict(entry.value)
    given = {k: v for k, v in value.items() if k not in FIXED}
    for item in held:
        item |= given
    if not held:
        made = _made(name, _clean_place(raw, cut), given, cut, sentences)
        items.insert(0 if name in BEST_FIRST else _rank(items, made["start"]), made)


def _made(name: str, place: Range, given: Data, cut: Cutter, sentences: Sequence[Range]) -> Data:
    """A new item, with nothing in the fields that were not given."""
    model, letter = ITEMS[name]
    item: Data = {"id": cut.id(letter, *place)} if letter else {}
    span = cut.fields(*place)
    if name == "terms":
        text = span["text"]
        item |= {"term": text, "lemma": text.casefold(), "variants": [text], "count": 1, "score": 1.0}
        item["occurrences"] = [span]
    else:
        item |= span
    if name == "citations":
        sentence = sentences[max(0, bisect_right([s for s, _ in sentences], place[0]) - 1)]
        item["sentence"] = cut.span(sentence).model_dump()
    if name in ("authors", "mentions"):
        item["name"] = span["text"]
    if name == "claims":
        item["score"] = 1.0
    item |= given
    for field, info in model.model_fields.items():
        if field not in item and info.is_required():
            item[field] = _nothing(info.annotation)
    return item


def _nothing(annotation: Any) -> Any:
    """The empty value of a field's type; of several words the first."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType) and type(None) in get_args(annotation):
        return None
    if origin is Literal:
        return get_args(annotation)[0]
    kind: Callable[[], Any] = origin or annotation
    return kind()


def _tell_publication(data: Data, name: str) -> None:
    """Title and authors of the CSL item follow those of the article."""
    item = data["publication"]
    title = data["title"]
    field, value = (
        ("title", (title.get("suggested") or title["text"]) if title else None)
        if name == "title"
        else ("author", [csl_name(author["name"]) for author in data["authors"]])
    )
    item.pop(field, None)
    item.get("from", {}).pop(field, None)
    if value:
        item[field] = value
        item.setdefault("from", {})[field] = BY


def _link(data: Data) -> None:
    """Claims with the citations and terms in them and their section, as they are found without people."""
    starts = [section["start"] for section in data["sections"]]
    for citation in data["citations"]:
        citation["claim"] = next((c["id"] for c in data["claims"] if _holds(c, citation)), None)
    for claim in data["claims"]:
        claim["section"] = max(0, bisect_right(starts, claim["start"]) - 1)
        claim["citations"] = [c["id"] for c in data["citations"] if _holds(claim, c)]
        claim["terms"] = [
            t["id"] for t in data["terms"] if any(_holds(claim, place) for place in t["occurrences"])
        ]


def _forget(data: Any, gone: set[str]) -> None:
    """Take out what leads to items that are gone."""
    if isinstance(data, list):
        for value in data:
            _forget(value, gone)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and value in gone:
                data[key] = None
            elif isinstance(value, list) and any(isinstance(v, str) and v in gone for v in value):
                data[key] = [v for v in value if v not in gone]
            else:
                _forget(value, gone)


def _clean_place(raw: Range, cut: Cutter) -> Range:
    """The stretch of clean text that stands for a raw one, without white space at its ends."""
    start, end = cut.text.from_base(raw[0]), cut.text.from_base(raw[1])
    text = cut.text.string[start:end]
    if not text.strip():
        raise Unfit("nothing of it is left")
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _is_at(item: Data, raw: Range) -> bool:
    """Whether an item stands there; a term, whether one of its places does."""
    if "occurrences" in item:
        return any((o["raw"]["start"], o["raw"]["end"]) == raw for o in item["occurrences"])
    return _same(item, raw)


def _same(item: Data, raw: Range) -> bool:
    """Whether one of two places lies in the other: extractors change their mind about a bracket."""
    start, end = int(item["raw"]["start"]), int(item["raw"]["end"])
    return (start <= raw[0] and raw[1] <= end) or (raw[0] <= start and end <= raw[1])


def _holds(outer: Mapping[str, Any], inner: Mapping[str, Any]) -> bool:
    return bool(outer["start"] <= inner["start"] and inner["end"] <= outer["end"])


def _rank(items: Sequence[Data], start: int) -> int:
    return bisect_right([item["start"] for item in items], start)


def _dict(value: Any) -> Data:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unfit(f"{value!r} is no set of fields")
    return value
