"""A raw file that was read in an encoding it hardly was written in.

UTF-8 is certain; Windows-1252 is what is left when a file is not UTF-8, and any bytes are text in it. Signs
of another encoding are bytes that have no meaning in it, and signs between letters where Dutch has accented
ones: MS-DOS (code page 437 or 850) writes é as the byte that Windows-1252 shows as a low quotation mark,
Mac OS Roman as Ž. Name the right encoding with `--encoding` or `encoding` in `helder.toml` and run helder
again.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.imported import RAW, Imported
from pipeline.language.lexicon import lexicon

# What é, è, ë, ê, ï, ö, ü, ó, á of MS-DOS and of Mac OS Roman look like in Windows-1252.
MS_DOS = dict(zip("‚Š‰ˆ‹”¢\xa0\x81“", "éèëêïöóáüô", strict=True))
MAC_OS = dict(zip("Ž\x8f‘•š—‡\x9f™", "éèëïöóáüô", strict=True))
INSIDE = regex.compile(r"\p{L}++[‚Š‰ˆ‹”¢\xa0\x81“Ž\x8f‘•š—‡\x9f™](?:\p{L}++|(?=[\s.,;:]))")
FEWEST = 2


def find(article: Imported, options: Options) -> Iterator[Finding]:
    """The first byte without meaning, or the first word that is one in another encoding."""
    source = article.source
    if source is None or source.encoding != "cp1252":
        return
    for at, byte in source.undecodable[:1]:
        told = f"The byte 0x{byte:02X} has no meaning in Windows-1252; the file is in another encoding."
        yield article.at(RAW, at, at + 1, told)
        return
    for name, table in (("MS-DOS (cp850)", MS_DOS), ("Mac OS Roman (mac_roman)", MAC_OS)):
        words = [m for m in INSIDE.finditer(source.text) if _is_word(m.group(), table)]
        if len({m.group() for m in words}) >= FEWEST:
            first = words[0]
            told = f"{first.group()!r} is a word in {name}, not in Windows-1252; {len(words)} such words."
            yield article.at(RAW, first.start(), first.end(), told)
            return


def _is_word(word: str, table: dict[str, str]) -> bool:
    other = "".join(table.get(c, c) for c in word)
    return other != word and other.isalpha() and lexicon().known(other) and not lexicon().known(word)


CHECK = Check(
    title="a raw file read in the wrong encoding",
    severity=Severity.ERROR,
    find=find,
    once=True,
    follows=("raw/changed", "raw/readable"),
    finds=(
        Case(
            "written in MS-DOS",
            edits=((RAW, "*cp850", "De oriëntatie van één leerling: ideeën en efficiënt werk.\n"),),
        ),
        Case(
            "a byte without meaning",
            edits=((RAW, "*latin-1", "Het caf\x81 waar ouders en één kind zaten.\n"),),
        ),
    ),
    passes=(
        Case(
            "written in Windows-1252",
            edits=((RAW, "*cp1252", "De oriëntatie van één leerling: ideeën, 5 ‰.\n"),),
        ),
    ),
)
