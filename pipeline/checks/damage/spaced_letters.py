"""Letters with blanks between them: "o n d e r w i j s", set wide for emphasis or torn apart by the reader.

No search finds such a word. Counted are those that a rule would still close, and four single letters or more
in a row; initials ("J. P. de Wit") and rows of signs ("a b c") with fewer are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import TEXT, Imported

RULES = ("characters/spaced_letters",)
SPACED = regex.compile(r"(?<![\p{L}\p{N}.'’-])(?:\p{L} ){3,}+\p{L}(?![\p{L}\p{N}.'’-])")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a row of letters."""
    found = list(wished(article, RULES, "The letters of a word stand apart.", shown=options["shown"]))
    yield from found
    seen = [(f.start or 0, f.end or 0) for f in found]
    for match in SPACED.finditer(article.text or ""):
        letters = match.group().split()
        in_rank = all(ord(b.lower()) - ord(a.lower()) == 1 for a, b in pairwise(letters))
        if not in_rank and not any(a < match.end() and match.start() < b for a, b in seen):
            yield article.at(TEXT, match.start(), match.end(), "The letters of a word stand apart.")


CHECK = Check(
    title="letters with blanks between them",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed", "damage/fake_bold"),
    options={"shown": 10},
    finds=(Case("a word set wide", clean="Het o n d e r w i j s van vandaag vraagt om geduld.\n"),),
    passes=(Case("initials and a row of letters", clean="J. P. de Wit koos a b c d e en klas 3 A.\n"),),
)
