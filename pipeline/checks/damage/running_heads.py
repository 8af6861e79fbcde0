"""A running head or a page number stands in the running text.

It broke a sentence in two, and tables of terms count it. Counted is a line that a rule would still take away,
and a line of the clean text that the ledger shows to have been taken away as a running head elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import TEXT, Imported

if TYPE_CHECKING:
    from pipeline.summary.models import Span

RULES = ("blocks/running_head", "blocks/page_number", "blocks/jump_line")
LINE = regex.compile(r"[^\n]+")
NUMBERS = regex.compile(r"\d+")
LONGEST = 80


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a line."""
    told = "A running head or page number stands in the text."
    yield from wished(article, RULES, told, shown=options["shown"])
    edits = (article.ledger or ())[1:]
    heads = {
        _key(e["before"]) for e in edits if e["applied"] and e["rule"] == RULES[0] and not e["after"].strip()
    }
    heads = {head for head in heads if len(head) > 3}
    titles = {_key(span.text) for span in _titles(article)}
    for match in LINE.finditer(article.text or "") if heads else ():
        if len(match.group()) <= LONGEST and _key(match.group()) in heads - titles:
            yield article.at(TEXT, match.start(), match.end(), told)


def _titles(article: Imported) -> Iterator[Span]:
    if article.summary:
        yield from (s.heading for s in article.summary.sections if s.heading)
        yield from (s for s in (article.summary.title,) if s)


def _key(text: str) -> str:
    key: str = NUMBERS.sub("#", " ".join(text.casefold().split()))
    return key


CHECK = Check(
    title="a running head in the text",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed",),
    options={"shown": 10},
    finds=(
        Case("a page number and a head between sentences",
             clean="Kinderen spelen graag buiten en leren zo van\n\nHet jonge kind – maart 2019\n\n"
             "elkaar, zegt zij. Dat is wat wij elke dag zien.\n"),
    ),
    passes=(Case("a heading", clean="Spelen in de klas\n\nKinderen spelen graag buiten in maart 2019.\n"),),
)  # fmt: skip
