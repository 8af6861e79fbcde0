"""Where the list of literature begins.

What stands in the list looks like citations ("Kok, J. (2010)") and is none, so the finders of citations and
mentions stop there. The list is known by its heading on a line of its own; without one by its shape: at the
end of the text, line upon line that opens with a surname and initials.
"""

from __future__ import annotations

import regex

HEADING = regex.compile(
    r"""
    ^[ \t]*(?:[#*_]+[ \t]*)?(?:\d+\.?[ \t]+)?
    (?: (?:(?:geraadpleegde|gebruikte|aanbevolen|verwante|overige)\s)?
        (?: literatuur(?:lijst|verwijzingen|opgave|overzicht|referenties)? | bronnen(?:lijst|opgave)?
          | bronvermelding(?:en)? | referenties | referentielijst )
      | literatuur\sen\s(?:noten|bronnen|websites)
      | (?:noten|bronnen)\sen\s(?:literatuur|referenties|noten) | noten
      | verder\slezen | meer\slezen | lees\sverder | bibliografie
      | references | further\sreading | bibliography | works\scited
      | literatur(?:verzeichnis)? | anmerkungen | quellen(?:verzeichnis)?
    )
    [ \t]*[:.]?[ \t]*[*_]*[ \t]*$
    """,
    regex.VERBOSE | regex.IGNORECASE | regex.MULTILINE,
)
# "Vries, A. de (1995)", "• Van der Ploeg, J.D. & ...", "[3] Kok J, Mol P."
ENTRY = regex.compile(
    r"""
    ^[ \t]*(?:[•*–-][ \t]*|\[?\d{1,3}[\].]?[ \t]+)?
    (?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[rn]?|[Vv]on|['’]t|[Hh]et|[Ll]a|[Ll]e|[Ii]n|[Oo]p|[Zz]u)\s){0,3}
    \p{Lu}[\p{L}\p{M}'’-]+(?:[ -](?:(?:van|de|den|der|ter|ten)[ -]){0,2}\p{Lu}[\p{L}\p{M}'’-]+)?
    ,\s?(?:(?:\p{Lu}|IJ|Th|Ch|Chr|Fr|Ph)\.[ ]?-?)+
    """,
    regex.VERBOSE | regex.MULTILINE,
)
FEWEST_ENTRIES = 3  # two lines that open with a surname may be a signature
LONGEST_ENTRY = 600  # characters between one entry's start and the next, or the end of the text
# A heading of a list has little behind it but entries, or stands late.
LATE = 0.5


def reference_list_start(text: str) -> int | None:
    r"""The offset where the list of literature begins, its heading included; None when there is none.

    >>> text = "Spelen is leren.\n\nLiteratuur\n\nKok, J. (2010). Spel. Gent: Uilenboek."
    >>> text[reference_list_start(text):].split()[0]
    'Literatuur'
    """
    starts: list[int] = [match.start() for match in ENTRY.finditer(text)]
    headings: list[int] = [match.start() for match in HEADING.finditer(text)]
    for heading in headings:
        if heading >= LATE * len(text) or _is_run(text, [start for start in starts if start > heading]):
            return heading
    run = _last_run(text, starts)
    return run[0] if len(run) >= FEWEST_ENTRIES else None


def _last_run(text: str, starts: list[int]) -> list[int]:
    """The entries at the end of the text that follow closely on each other."""
    run: list[int] = []
    following = len(text.rstrip())
    for start in reversed(starts):
        if following - start > LONGEST_ENTRY:
            break
        run.insert(0, start)
        following = start
    return run


def _is_run(text: str, starts: list[int]) -> bool:
    """Whether these entries reach to the end of the text."""
    return bool(starts) and len(_last_run(text, starts)) == len(starts)
