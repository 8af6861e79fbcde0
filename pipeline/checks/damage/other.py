"""Damage of another kind that a rule is sure of and that is still in the clean text.

Each rule of `helder rules` that no other check looks after: misread, split and joined words, torn-off
initials, captions and bylines stuck to other text. It is left where the rule was skipped, is newer than the
text, or where the text was never cleaned. `helder run` repairs it. Rules for white space and the order of
blocks are left out, since in clean text nothing of the page is left to tell by.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.damage import fake_bold, glyphs, hyphens, running_heads, spaced_letters
from pipeline.checks.damage.leftover import wished
from pipeline.checks.imported import Imported
from pipeline.repair.ledger import WHITE_SPACE
from pipeline.repair.rules import rules

ELSEWHERE = (*fake_bold.RULES, *glyphs.RULES, *hyphens.RULES, *running_heads.RULES, *spaced_letters.RULES)
SPLIT = "De ont wikkeling van kinderen vraagt veel ge duld, en ook het onder wijs heeft tijd no dig.\n"
FORM = ("characters/typography",)  # only on request


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding a place."""
    for name, rule in rules().items():
        if name not in (*ELSEWHERE, *FORM, *WHITE_SPACE):
            yield from wished(
                article, (name,), f"Damage that {name} repairs: {rule.title}.", shown=options["shown"]
            )


CHECK = Check(
    title="other damage that helder repairs",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed", "text/encoding", "damage/fake_bold", "damage/mojibake", "damage/hyphens"),
    options={"shown": 3},
    finds=(Case("words with a blank inside", clean=SPLIT),),
    passes=(Case("clean text"),),
)
