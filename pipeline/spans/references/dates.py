"""Dates as lists of literature print them, to CSL dates."""

from __future__ import annotations

from typing import Any

import regex

from pipeline.spans.citations.years import UNDATED, YEAR, read_year

_MONTHS = (
    "januari january januar jan",
    "februari february februar feb",
    "maart march märz mrt mar",
    "april apr",
    "mei may mai",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dezember dec dez",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|e)?"
# "3 mei 2016", "May 3, 2016", "2016, 3 mei", "03-05-2016", "2016-05-03", "mei 2016".
FULL_DATE = (
    rf"(?:{_DAY}\s{MONTH},?\s\d{{4}}|{MONTH}\s{_DAY},?\s\d{{4}}|\d{{4}},\s(?:{_DAY}\s{MONTH}|{MONTH}(?:\s{_DAY})?)"
    rf"|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|{MONTH}\s\d{{4}})"
)
# What dates a work, in brackets or behind the names: a year with its letter, and a day or month or season.
WORK_DATE = regex.compile(
    rf"""
    (?:c(?:irca|a)?\.?\s)?
    (?: (?P<full>{FULL_DATE})
      | (?P<first>{YEAR})\s?/\s?(?P<year>{YEAR})
      | (?P<year>{YEAR})(?!\d)(?:\s?[-–/]\s?(?:\d{{2}}|{YEAR})(?!\d))?(?P<letter>[a-z](?![\p{{L}}]))?
        (?: ,\s(?P<day>{_DAY}\s{MONTH}|{MONTH}(?:\s{_DAY})?(?:[-–]\d+)?|\d{{1,2}}/\d{{1,2}}
          | lente|zomer|herfst|winter|voorjaar|najaar) )?
        (?: \s\[(?P<first>{YEAR})\] )?
      | (?P<undated>{UNDATED})(?:-?(?P<letter>[a-z]))?
    )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)

Date = dict[str, Any]


def read_date(printed: str) -> Date:
    """A full date, or month and year, as a CSL date; a literal when it cannot be read.

    >>> read_date("3 mei 2016"), read_date("03-05-2016"), read_date("2016, May 3")
    ({'date-parts': [[2016, 5, 3]]}, {'date-parts': [[2016, 5, 3]]}, {'date-parts': [[2016, 5, 3]]})
    """
    numbers = [int(n) for n in regex.findall(r"\d+", printed)]
    month = next((MONTHS[w] for w in regex.findall(r"\p{L}+", printed.lower()) if w in MONTHS), None)
    year = next((n for n in numbers if n > 31), None)
    if year is None:
        return {"literal": printed}
    rest = [n for n in numbers if n != year]
    if month is None and len(rest) == 2:  # day before month, or a date in ISO order
        rest, month = ([rest[1]], rest[0]) if numbers[0] == year else ([rest[0]], rest[1])
    if month is None or not 1 <= month <= 12:
        return {"date-parts": [[year]]}
    day = rest[:1] if rest and 1 <= rest[0] <= 31 else []
    return {"date-parts": [[year, month, *day]]}


def date_fields(match: regex.Match[str]) -> dict[str, Any]:
    """The CSL fields of a match of `WORK_DATE`: issued, year-suffix, original-date."""
    if match["undated"]:
        fields: dict[str, Any] = {"issued": {"literal": match["undated"]}}
    elif match["full"]:
        fields = {"issued": read_date(match["full"])}
    else:
        year = read_year(match["year"])
        fields = {
            "issued": read_date(f"{year}, {match['day']}") if match["day"] else {"date-parts": [[year]]}
        }
    if match["letter"]:
        fields["year-suffix"] = match["letter"].lower()
    if match["first"]:
        fields["original-date"] = {"date-parts": [[read_year(match["first"])]]}
    return fields
