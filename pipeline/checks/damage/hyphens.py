"""A word that was broken at a line end is still in two: "ont- wikkeling", "kin-deren".

Counted are breaks that a rule would still join, and a hyphen with a blank behind it where both halves
together are a word and no conjunction follows ("taal- en rekenonderwijs" is as it should be).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import TEXT, Imported

RULES = ("lines/hyphen",)
BROKEN = regex.compile(r"(?<![\p{L}-])(\p{L}\p{Ll}++)[-\u00AD¬]\s++(\p{Ll}{2,}+)(?![\p{L}-])")
CONJUNCTIONS = frozenset(
    {"en", "of", "noch", "tot", "als", "maar", "dan", "met", "naar", "door", "via", "versus"}
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a word."""
    found = list(wished(article, RULES, "This word is still broken.", shown=options["shown"]))
    yield from found
    seen = [(f.start or 0, f.end or 0) for f in found]
    words = article.lexicon
    for match in BROKEN.finditer(article.text or ""):
        left, right = match.groups()
        if (
            right not in CONJUNCTIONS
            and words.known(left + right)
            and not any(a <= match.end() and match.start() <= b for a, b in seen)
        ):
            told = f"This word is still broken; it should probably be {left + right!r}."
            yield article.at(TEXT, match.start(), match.end(), told)


CHECK = Check(
    title="a word that is still broken",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed",),
    options={"shown": 10},
    finds=(
        Case("a blank behind the hyphen", clean="De ont- wikkeling van kinderen vraagt tijd en geduld.\n"),
    ),
    passes=(
        Case("a part left out", clean="Het taal- en rekenonderwijs, en de lees- of schrijfles.\n"),
        Case("an own hyphen", clean="De ouder-kindrelatie is sociaal-emotioneel van belang.\n"),
    ),
)
