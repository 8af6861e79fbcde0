"""Too many words that nobody knows: the text was misread.

Sound Dutch has some two in a hundred words that no list, no rule for compounds and no old spelling
explains, most of them names, which are not counted here. A page of which one character in a hundred is
misread has five. The share at which this warns is `share`, that at which it is an error `error`; the words
are shown. Terms of a subject can be made known with `words` and `vocabulary` in `helder.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported
from pipeline.quality.features import Features, features

FEWEST = 50  # words
PARAGRAPH = regex.compile(r"[^\n]+")
DAMAGED = (
    "De kindcren en de oudcrs in de klassc leerdcn samcn over huizcn, tafcls en lettcrs. Wie spcclt, leert "
    "zondcr het te mcrken, zegt de mcester van groep drie. Ook thuis wordt er gespccld met blokken, poppen "
    "en autootjes, en soms lezen vader of moeder een verhaal voor voor het slapen gaan in het warme bed.\n"
)
SOUND = (
    "Wie speelt, leert zonder het te merken, zegt de meester van groep drie. Ook thuis wordt er gespeeld met "
    "blokken, poppen en autootjes, en soms lezen vader of moeder een verhaal voor voor het slapen gaan in "
    "het warme bed. Annelies Terpoorten, Gijsbrecht Wouwerman en Truida Klaverdijk van de Zee knikken.\n"
)


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the paragraph that has most of them."""
    text = article.text
    if not text:
        return
    counted = [(match, features(match.group(), article.lexicon)) for match in PARAGRAPH.finditer(text)]
    words = sum(found.words for _, found in counted)
    unknown = sum(_unknown(found) for _, found in counted)
    if words >= FEWEST and unknown > options["share"] * words:
        severity = Severity.ERROR if unknown > options["error"] * words else None
        worst, found = max(counted, key=lambda pair: _unknown(pair[1]))
        told = (
            f"{unknown / words:.1%} of the words are unknown; {_unknown(found):.0f} stand in this paragraph."
        )
        yield article.at(TEXT, worst.start(), worst.end(), told, severity=severity)


def _unknown(found: Features) -> float:
    return found.unknown + found.odd + found.alone + found.stray


CHECK = Check(
    title="many unknown words",
    severity=Severity.WARNING,
    find=find,
    follows=("text/changed", "raw/encoding", "damage/mojibake", "damage/fake_bold", "article/language"),
    options={"share": 0.03, "error": 0.06},
    finds=(Case("every fifth word misread", clean=DAMAGED),),
    passes=(Case("sound text with names", clean=SOUND),),
)
