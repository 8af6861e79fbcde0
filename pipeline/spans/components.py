"""What spaCy components of helder share: records with exact offsets beside spaCy's spans.

A component finds frozen records with character offsets of `doc.text` and hands them to `put`. They are kept
twice. `doc.spans[key]` has them as spaCy spans, for displaCy and other people's components; spaCy can only
cut between tokens, so a span there may be a little wider than its record. The records themselves stay exact
and are read back with `records(doc, key)`, or one at a time as `span._.helder`.

    >>> import spacy
    >>> from pipeline.records import Mention
    >>> doc = spacy.blank("nl")("Aldus Montessori.")
    >>> put(doc, "helder_mentions", [Mention(6, 16, "Montessori")])
    >>> records(doc, "helder_mentions")
    (Mention(start=6, end=16, name='Montessori', role='scholar'),)
    >>> doc.spans["helder_mentions"][0]._.helder.name
    'Montessori'

A document with records can be written and sent to another process (`doc.to_bytes()`, `n_process=2`): spaCy
writes user data with msgpack, which is told here what a record is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Protocol

import srsly  # type: ignore[import-untyped]
from spacy.tokens import Doc, Span

EXTENSION = "helder"
LABELS = ("style", "role", "kind")  # fields of a record
NAMES = ("helder_citations", "helder_mentions")
RECORD = "__helder__"  # marks a record among the maps of a written document


class Located(Protocol):
    """Any record that stands for the characters `[start, end)` of a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


def put(doc: Doc, key: str, found: Iterable[Located]) -> None:
    """Keep `found` under `key`, in `doc.spans` and exactly; what stood under `key` is replaced.

    The label of a span is the `style`, `role` or `kind` of its record where it has one, else `key`; its id
    is the key and the place of the record, "helder_mentions:0". A record that covers no token gets no span.

    Raises:
        ValueError: a record reaches outside the text.

    """
    kept = tuple(found)
    length = len(doc.text)
    spans = []
    for number, record in enumerate(kept):
        if not 0 <= record.start <= record.end <= length:
            raise ValueError(f"{key}: [{record.start}, {record.end}) is outside a text of {length}")
        span = doc.char_span(
            record.start,
            record.end,
            label=_label(record, key),
            alignment_mode="expand",
            span_id=f"{key}:{number}",
        )
        if span is not None and len(span):
            spans.append(span)
    doc.spans[key] = spans
    doc._.get(EXTENSION)[key] = kept


def records(doc: Doc, key: str) -> tuple[Any, ...]:
    """The exact records that were put under `key`, in their order; none when `key` was never put."""
    exact: dict[str, Iterable[Any]] = doc._.get(EXTENSION)
    return tuple(exact.get(key, ()))  # a list when the document was read from bytes


def names(doc: Doc) -> list[tuple[int, int]]:
    """The places of citations and of people named: nothing in them is a term."""
    return [(each.start, each.end) for key in NAMES for each in records(doc, key)]


def _label(record: Located, key: str) -> str:
    label = next((value for name in LABELS if (value := getattr(record, name, None))), key)
    return str(label)


def _record_of(span: Span) -> Any:
    """The record behind a span of `put`, None for a span of somebody else.

    Found by the span's id, not stored with the span: spaCy keys stored values by place alone, so that a term
    and a mention of the same characters would overwrite each other.
    """
    key, _, number = span.id_.rpartition(":")
    kept = records(span.doc, key)
    return kept[int(number)] if number.isdecimal() and int(number) < len(kept) else None


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Write a record as a map of its fields; of other values only read-only maps are ours."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        values = {field.name: getattr(value, field.name) for field in fields(value)}
        return {RECORD: [kind.__module__, kind.__qualname__], "fields": values}
    if isinstance(value, Mapping) and not isinstance(value, dict):
        return dict(value)
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Read a record back, of a module that is loaded already: data must not choose what to import."""
    if isinstance(value, dict) and RECORD in value:
        module, name = value[RECORD]
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and is_dataclass(kind):
            return kind(**{key: _tuples(item) for key, item in value["fields"].items()})
    return value if chain is None else chain(value)


def _tuples(value: Any) -> Any:
    """Msgpack knows no tuples; our records hold no lists."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _register() -> None:
    """Declare the extension attributes once, and never over somebody else's."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default={})  # spaCy gives each document a copy of its own
    if not Span.has_extension(EXTENSION):
        Span.set_extension(EXTENSION, getter=_record_of)
    srsly.msgpack_encoders.register("helder_record", func=_encode)
    srsly.msgpack_decoders.register("helder_record", func=_decode)


_register()
