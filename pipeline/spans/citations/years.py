"""What stands behind the names of a citation: its year or what replaces one, and its locator.

A year is kept as printed and read apart, as scans print it ("l969", "2O08", "19 69"). What looks like a year
but is part of a range, a code or a school year is none: life dates (1859-1916), office years (1996 - 2004),
"2014-SE-04", 2017/2018.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

EARLIEST, LATEST = 1450, 2049
# An old text and a new edition lie further apart than the two halves of a school year.
SHORTEST_REPRINT = 2

# A digit as recognition may print it; a blank inside a number is met once at most.
YEAR = r"(?:[1lI]\ ?[4-9OoI]\ ?[\dOolI]\ ?[\dOolI]|2\ ?[0Oo]\ ?[0-4OolI]\ ?[\dOolI])"
UNDATED = r"""(?:
      [zZ]\.\ ?[djDJ]\.? | z[dj] | [nN]\.\ ?d\.? | o\.\ ?[JD]\.? | s\.\ ?d\.      # z.d. z.j. n.d. o.J. s.d.
    | zonder\ (?:datum|jaar(?:tal)?) | niet\ gedateerd | ongedateerd
    | in\s(?:druk|press|voorbereiding|prep\.?|Druck|Vorbereitung) | im\ (?:Druck|Erscheinen)
    | ter\ perse | te\ verschijnen | forthcoming | ongepubliceerd | niet\ gepubliceerd | unpublished
)"""

ANCHOR = regex.compile(
    rf"""
    (?<![\p{{L}}\d][-–]) (?<![\p{{L}}\d/.:]) (?<!\d\s?[-–]\s)           # not the end of a range or a code
    (?: (?:ca?\.|circa)\s? )?
    (?:
        (?P<first>{YEAR}) (?: \s?/\s?(?P<second>{YEAR}) | \s?\[(?P<original>{YEAR})\] )
      | \[(?P<older>{YEAR})\]\s?/?\s?(?P<newer>{YEAR})
      | (?P<plain>{YEAR})
      | (?P<undated>{UNDATED}(?:-[a-z]\b)?)
    )
    (?P<letter>[a-z](?:-?[a-z])?)?
    (?![\p{{L}}\d]) (?!\s?[-–/]\s?['’]?\d) (?!-\p{{L}}) (?!\s?[-–]\s?(?:heden|nu|\.\.|…))
    """,
    regex.VERBOSE,
)

_NUMBER = r"(?:\d+(?:\.\d+)*[a-e]?|[IVXLC]+)"
_NUMBERS = rf"""{_NUMBER} (?:\s?[-–—]\s?{_NUMBER})? (?:\s?ff?\b\.? | \s?(?:e\.?v\.?|v\.v\.))?
    (?: \s?(?:,|en|&|and|und)\s?(?!{YEAR}\b)\d{{1,4}}(?:\s?[-–—]\s?\d+)?(?![\p{{L}}\d]) )*"""
_LABEL = r"""(?:
      pp?\.? | pag\.? | pagina(?:'s|’s)? | blz\.? | bladz\.? | bladzijden? | S\. | Seiten?
    | hfst\.? | hoofdstuk(?:ken)? | h\. | ch\. | chap\. | chapters? | Kap\. | Kapitel
    | par\. | paras?\. | paragraaf | §{1,2} | alinea | al\. | regels? | kol\. | slide | dia
    | dl\. | deel | vol\. | Bd\. | Band
    | tabel | table | tab\. | noot | nt\. | n\. | figuur | figure | fig\. | bijlage | art\. | artikel | vers
)"""
LOCATOR = regex.compile(
    rf"""
    \s*[,:;]?\s*(?P<locator>{_LABEL}\s?{_NUMBERS}(?:,?\s{_LABEL}\s?{_NUMBERS})?)   # , p. 12-14 noot 3
  | \s?:\s?(?P<locator>{_NUMBERS})                                     # : 175   :260ff
  | ,\s?(?P<locator>(?!{YEAR}\b)\d{{1,4}}(?:\s?[-–]\s?\d+)?(?:\s?ff?\b\.?|\s?e\.?v\.)?)
      (?!\s?\p{{L}}|\d)                                                  # , 23
  | \s(?P<locator>ff?\.)
    """,
    regex.VERBOSE,
)
_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)"
)
# The day of a web page or newspaper stands behind its year: (Kok, 2018, 14 maart).
DAY = regex.compile(rf",\s(?:\d{{1,2}}\.?\s{_MONTH}|{_MONTH}(?:\s\d{{1,2}})?)(?![\p{{L}}\d])")
# In the order of speech: (Kok, 15 april 2015).
DATE_BEFORE = regex.compile(rf",\s(?:\d{{1,2}}\.?\s)?{_MONTH}\.?\s*$")
# A further work of the same year gives only its letter: (Kok, 2008a, b).
LETTER = regex.compile(r"\s?(?:,|en|&|and)\s?(?P<letter>[a-z])(?![\p{L}\d.’'])")

_LOOK_ALIKES = str.maketrans("OolI", "0011", " ")


@dataclass(frozen=True, slots=True)
class Year:
    """A year at `[start, end)`: as printed, and the year of the edition that was read (None: undated)."""

    start: int
    end: int
    printed: str
    issued: str | None


def find_year(text: str, start: int, end: int) -> Year | None:
    """The first year, or word for none, within `[start, end)`.

    >>> find_year("(Freud, 1905/1953)", 0, 18)
    Year(start=8, end=17, printed='1905/1953', issued='1953')
    >>> find_year("(2017/2018), (1859-1916), (2014-SE-04)", 0, 38) is None
    True
    """
    for match in ANCHOR.finditer(text, start, end):
        year = _read(match)
        if year:
            return year
    return None


def year_at(text: str, start: int, end: int) -> Year | None:
    """The year that begins exactly at `start`."""
    match = ANCHOR.match(text, start, end)
    return _read(match) if match else None


def _read(match: regex.Match[str]) -> Year | None:
    printed = match.group()
    if match["undated"]:
        return Year(match.start(), match.end(), printed, None)
    read = {
        name: read_year(value)
        for name in ("first", "second", "original", "older", "newer", "plain")
        if (value := match[name]) is not None
    }
    if not all(EARLIEST <= number <= LATEST for number in read.values()):
        return None
    if "second" in read and abs(read["second"] - read["first"]) < SHORTEST_REPRINT:
        return None
    # A reprint gives the old year first; with the old one in square brackets the other is the edition.
    issued = read.get("second") or read.get("newer") or read.get("plain") or read["first"]
    return Year(match.start(), match.end(), printed, str(issued))


def read_year(printed: str) -> int:
    """The number of a year as recognition printed it: 1969 of "l969"."""
    return int(printed.translate(_LOOK_ALIKES).replace(" ", ""))
