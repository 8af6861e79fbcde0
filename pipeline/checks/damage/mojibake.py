"""Text that was decoded in the wrong encoding: "Ã©Ã©n" for "één", "geÃ¯nteresseerd".

UTF-8 that was read as Windows-1252, once or twice. helder repairs what it is sure of; what is left, or came
into a clean text by hand, is found here.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import TEXT, Imported

# The first byte of a character of two or three, with those that may follow it, as Windows-1252 shows them.
TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
MOJIBAKE = regex.compile(rf"(?:[ÂÃÄÅ][{TRAIL}]|â[€‚„][{TRAIL}]|ï»¿)(?<![ÂÃ][’”…–—])")


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """One finding, at the first place, with how many there are."""
    places = [m.span() for m in MOJIBAKE.finditer(article.text or "")]
    if places:
        start, end = places[0]
        told = f"This was decoded in the wrong encoding; {len(places)} places in all."
        yield article.at(TEXT, start, end, told)


CHECK = Check(
    title="text that was decoded in the wrong encoding",
    severity=Severity.ERROR,
    find=find,
    follows=("text/changed", "raw/encoding"),
    finds=(Case("UTF-8 read as Windows-1252", clean="Ã‰Ã©n kind was geÃ¯nteresseerd in ideeÃ«n.\n"),),
    passes=(Case("accents", clean="Één kind uit Ålesund was geïnteresseerd, zei Ânder. Âge is 3.\n"),),
)
