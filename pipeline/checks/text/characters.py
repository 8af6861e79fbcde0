"""Characters that no clean text should have: controls, private ones, half characters, invisible ones.

They come from fonts with a table of their own (private use), from bytes that had no meaning (U+FFFD), and
from programs that mark where a word may be broken (soft hyphen, zero-width space). Search and alignment
trip over them. Each is named by its code point, with how often it stands there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

FORBIDDEN = regex.compile(
    r"[\p{Cc}\p{Co}\p{Cn}\p{Cs}\uFFFD\u00AD\u200B\u2060\uFEFF\u2028\u2029--\n]", regex.V1
)
UNSETTLED = "\ufffe"  # PDFium's hyphen at a line end, where it is in doubt what follows: no text is lost


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding for each of the characters, at its first place."""
    seen: dict[str, list[int]] = {}
    for match in FORBIDDEN.finditer(article.text or ""):
        seen.setdefault(match.group(), []).append(match.start())
    for character, places in seen.items():
        name = unicodedata.name(character, "a control or private character")
        told = f"U+{ord(character):04X} ({name}) does not belong in clean text; {len(places)} in all."
        severity = Severity.WARNING if character == UNSETTLED else None
        yield article.at(TEXT, places[0], places[0] + 1, told, severity=severity)


CHECK = Check(
    title="characters that no clean text should have",
    severity=Severity.ERROR,
    find=find,
    follows=("text/encoding",),
    finds=(
        Case("a replacement character", clean="De f\ufffdets van het kind stond buiten.\n"),
        Case("a private one", clean="Kinderen leren \uf0b7 door te spelen.\n"),
        Case("a soft hyphen", clean="De ont\u00adwikkeling van een kind.\n"),
    ),
    passes=(Case("accents, quotation marks and a bullet", clean="• ‘Eén’ café – en „ideeën” …\n"),),
)
