"""Lemmas as people write them, from the lemmas of the treebanks.

Alpino's lemmas mark the joints of a word and leave out what joins it: "verzekering_maatschappij" for
"verzekeringsmaatschappijen", "ex_Joegoslavisch", "aan_sluiten". `rebuilt` puts back the linking letters and
hyphens that the word itself shows.
"""

from __future__ import annotations

import unicodedata

JOINT = "_"
# Between the parts of a verb, not between those of a noun: "uit-ge-voerd", "op-te-tellen".
INSIDE_VERBS = frozenset({"ge", "te"})


def rebuilt(form: str, lemma: str) -> str:
    """The lemma in one piece, with the linking letters and hyphens of the word.

    Where the parts do not stand in the word ("maakte ... uit", "opgenomen") they are simply joined.

    >>> rebuilt("verzekeringsmaatschappijen", "verzekering_maatschappij")
    'verzekeringsmaatschappij'
    >>> rebuilt("G8-toppen", "G8_top"), rebuilt("uitgevoerd", "uit_voeren"), rebuilt("maakte", "uit_maken")
    ('G8-top', 'uitvoeren', 'uitmaken')
    """
    parts = lemma.split(JOINT)
    if len(parts) == 1 or not all(parts):
        return lemma
    if (start := _start_of_last(form, parts)) is None:
        return "".join(parts)
    leading = form[:start]
    if "".join(parts).islower():
        leading = leading.lower()
    return leading + parts[-1]


def base(form: str, lemma: str) -> str:
    """What the word alone tells of its lemma: "maken" of "maakte", when "uit" stands elsewhere.

    >>> base("maakte", "uit_maken"), base("uitgemaakt", "uit_maken")
    ('maken', 'uitmaken')
    """
    parts = lemma.split(JOINT)
    if len(parts) == 1 or not all(parts) or _common(_plain(form), _plain(parts[0])) == len(parts[0]):
        return rebuilt(form, lemma)
    return parts[-1] if _start_of_last(form, parts) is None else rebuilt(form, lemma)


def _start_of_last(form: str, parts: list[str]) -> int | None:
    """Where the last part begins in the word; None when the parts do not follow one another there."""
    word = _plain(form)
    at = 0
    for number, part in enumerate(map(_plain, parts)):
        start = at if not number else _find(word, part, at)
        if start is None or (number and word[at:start] in INSIDE_VERBS):
            return None
        length = _common(word[start:], part)
        if length < min(2, len(part)):
            return None
        if number == len(parts) - 1:
            return start
        at = start + length
    return None


def _find(word: str, part: str, at: int) -> int | None:
    """Where most of a part stands, from `at` on: its inflection may have changed its end."""
    for length in range(len(part), min(2, len(part)) - 1, -1):
        if (start := word.find(part[:length], at)) >= 0:
            return start
    return None


def _common(one: str, other: str) -> int:
    """How many characters two strings have in common from the left."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _plain(string: str) -> str:
    """Small letters without accents; as long as the string."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in string.lower())
