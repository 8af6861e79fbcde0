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
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from spacy.tokens import Doc, Span

EXTENSION = "helder"


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

    The label of a span is the `style` or `role` of its record where it has one, else `key`; its id is the
    key and the place of the record, "helder_mentions:0". A record that covers no token gets no span.

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
    exact: dict[str, tuple[Any, ...]] = doc._.get(EXTENSION)
    return exact.get(key, ())


def _label(record: Located, key: str) -> str:
    label = getattr(record, "style", None) or getattr(record, "role", None)
    return str(label) if label else key


def _record_of(span: Span) -> Any:
    """The record behind a span of `put`, None for a span of somebody else.

    Found by the span's id, not stored with the span: spaCy keys stored values by place alone, so that a term
    and a mention of the same characters would overwrite each other.
    """
    key, _, number = span.id_.rpartition(":")
    kept = records(span.doc, key)
    return kept[int(number)] if number.isdecimal() and int(number) < len(kept) else None


def _register() -> None:
    """Declare the extension attributes once, and never over somebody else's."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default={})  # spaCy gives each document a copy of its own
    if not Span.has_extension(EXTENSION):
        Span.set_extension(EXTENSION, getter=_record_of)


_register()
