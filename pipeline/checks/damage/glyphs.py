"""Signs in or beside words that are not part of them: "ki|nd", "w0rd", "ﬁets", "] een punt".

Ornaments of a symbol font that came out as letters, specks read as marks, digits in place of letters,
ligatures. Counted are those that a rule would still take away, and words with a digit or a sign inside that
are words once it is replaced by the letter it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import TEXT, Imported

RULES = (
    "characters/bullet", "characters/control", "characters/ligature", "characters/soft_hyphen",
    "characters/stray_glyph",
)  # fmt: skip
MIXED = regex.compile(r"(?<![\p{L}\p{N}@/.+=_-])\p{Ll}[\p{Ll}01|!\[\]{}$\\^~]*+(?![\p{L}\p{N}@/=_-])")
ODD = regex.compile(r"[01|!\[\]{}$\\^~](?=\p{Ll})")
LETTERS = (
    {"0": "o", "1": "l", "|": "l", "!": "l", "]": "l", "[": "l", "$": "s"},
    {"1": "i", "|": "i", "!": "i"},
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a place."""
    yield from wished(article, RULES, "A sign that does not belong here.", shown=options["shown"])
    known = article.lexicon.known
    for match in MIXED.finditer(article.text or ""):
        word = match.group()
        if not ODD.search(word):
            continue
        readings = [
            "".join(table.get(c, c) for c in word) for table in (*LETTERS, dict.fromkeys("|!\\^~", ""))
        ]
        meant = next((r for r in readings if r != word and len(r) > 3 and known(r)), None)
        if meant:
            told = f"A sign in place of a letter; it should probably be {meant!r}."
            yield article.at(TEXT, match.start(), match.end(), told)


CHECK = Check(
    title="signs that do not belong in the text",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed", "text/characters"),
    options={"shown": 10},
    finds=(
        Case("a digit in place of a letter", clean="De k1nderen gaan naar school en leren w0orden.\n"),
        Case("a ligature", clean="Zij gaan op de ﬁets naar school.\n"),
    ),
    passes=(
        Case(
            "brackets and numbers", clean="(Ped)agogen van groep 3 [red.] lezen 10 boeken op www.kind1.nl.\n"
        ),
    ),
)
