"""What a page has around its text: running heads, page numbers, "lees verder op pagina 12".

A line counts as furniture only at the edge of a page, and only by its form (a number, "maart 2019") or
because it comes back at the edges of other pages. One page alone proves little, so there only the form
counts, and what is not certain is said to be so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.layout.lines import Line
from pipeline.layout.shapes import JUMP

EDGE = 3  # lines at either end of a page that may be furniture
MONTH = (
    r"(?:jan(?:uari|\.)?|feb(?:ruari|\.)?|maart|april|mei|juni|juli|aug(?:ustus|\.)?|sept?(?:ember|\.)?"
    r"|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|lente|voorjaar|zomer|herfst|najaar|winter)"
)
NUMBER = regex.compile(r"(?:(?:pag(?:ina|\.)|p\.|blz\.)\s*)?[-–—|·\s]*(\d{1,4})[-–—|·\s]*", regex.IGNORECASE)
# "jaargang 12, nummer 3", "jrg. 12 nr. 3", "maart 2019", with a page number or the magazine's name about it
ISSUE = regex.compile(
    rf"\b(?:jaargang|jrg\.?)\s*\d+|\b(?:nummer|nr\.?)\s*\d+|(?<!\b(?:in|op|sinds|vanaf|tot|van|eind|begin|medio|en|\d)\s)\b{MONTH}\s+(?:19|20)\d\d\b", regex.IGNORECASE
)
# "Het jonge kind – mei 2016": a name, a sign, a date or a number of the issue
BESIDE_SIGN = regex.compile(rf"[^.?!]{{2,45}}\s[–—|·•-]\s{MONTH}\s+(?:19|20)\d\d|{MONTH}\s+(?:19|20)\d\d\s[–—|·•-]\s[^.?!]{{2,45}}", regex.IGNORECASE)
SMALL_IN_NAMES = frozenset("de het een en van voor over in op om met & jaargang nummer nr jrg jg pagina blz".split())
PAGE_IN_LINE = regex.compile(r"^\s*(\d{1,4})(?=\s|\p{Lu})|(?<=\s)(\d{1,4})\s*$|(?<=\s)(\d{1,4})(?=\p{Lu}\p{Ll})")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line `[start, end)` that belongs to the page and not to the article.

    Attributes:
        kind: `running_head`, `page_number` or `jump_line`.
        certain: whether it may go without asking.
        page: on which it stands; `label`: the page number printed in it.
    """

    start: int
    end: int
    kind: str
    certain: bool
    page: int
    label: str | None = None


def find_furniture(lines: Sequence[Line]) -> list[Furniture]:
    """The lines that are furniture, in order."""
    edges = _edges(lines)
    pages = len({line.page for line in lines})
    seen = Counter(key for key in {(line.page, _key(line.text)) for line in edges} for key in [key[1]])
    found = []
    for line in edges:
        number = NUMBER.fullmatch(line.text)
        alone = _alone(line, lines)
        if JUMP.fullmatch(line.text):
            found.append(Furniture(line.start, line.end, "jump_line", True, line.page))
        elif number:
            certain = pages > 1 and (line.first or line.last or alone)
            found.append(Furniture(line.start, line.end, "page_number", certain, line.page, number[1]))
        elif seen[_key(line.text)] > 1 and len(line.text) <= 80 and not line.starts_small:
            found.append(Furniture(line.start, line.end, "running_head", True, line.page, _label(line.text)))
    taken = {f.start for f in found}
    for at, line in enumerate(lines):
        if line.start not in taken:
            found += _by_form(at, lines)
    return sorted(_with_neighbours(found, lines), key=lambda f: f.start)


def _by_form(at: int, lines: Sequence[Line]) -> list[Furniture]:
    """What is furniture wherever it stands: a jump line, a line of volume, issue, date and page number."""
    line = lines[at]
    if JUMP.fullmatch(line.text):
        return [Furniture(line.start, line.end, "jump_line", True, line.page)]
    if len(line.text) <= 60 and not line.ends_sentence and ISSUE.search(line.text) and _mostly_issue(line.text):
        if line in _edges(lines) or _alone(line, lines):
            return [Furniture(line.start, line.end, "running_head", True, line.page, _label(line.text))]
    return []


def _with_neighbours(found: list[Furniture], lines: Sequence[Line]) -> list[Furniture]:
    """And what stands beside furniture: a number by itself, a short line the sentence runs on around."""
    sure = {f.start for f in found if f.certain}
    more = {f.start: f for f in found}
    for at, line in enumerate(lines):
        beside = [n for n in lines[max(0, at - 1) : at] + lines[at + 1 : at + 2] if n.start in sure]
        if not beside or line.start in sure:
            continue
        number = NUMBER.fullmatch(line.text)
        if number:
            more[line.start] = Furniture(line.start, line.end, "page_number", True, line.page, number[1])
        elif _interrupts(at, lines, sure):
            more[line.start] = Furniture(line.start, line.end, "running_head", True, line.page)
    return list(more.values())


def _interrupts(at: int, lines: Sequence[Line], sure: set[int]) -> bool:
    """Whether a short line in capitals' style stands in the middle of a sentence that goes on after it."""
    line = lines[at]
    if not line.starts_capital or line.ends_clause or len(line.text) > 40 or line.overprinted:
        return False
    before = next((other for other in reversed(lines[:at]) if other.start not in sure), None)
    after = next((other for other in lines[at + 1 :] if other.start not in sure), None)
    return before is not None and after is not None and not before.ends_sentence and after.starts_small


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The lines near the top or the foot of a page, where it has more of them than edges."""
    found = []
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for own in by_page.values():
        if len(own) > EDGE:
            top, foot = own[:EDGE], own[max(EDGE, len(own) - EDGE) :]
            found += [line for i, line in enumerate(top) if all(_short(o) for o in top[: i + 1])]
            found += [line for i, line in enumerate(foot) if all(_short(o) for o in foot[i:])]
    return found


def _short(line: Line) -> bool:
    return len(line.text) <= 80


def _alone(line: Line, lines: Sequence[Line]) -> bool:
    at = lines.index(line)
    return line.gap > 0 and (at + 1 == len(lines) or lines[at + 1].gap > 0 or lines[at + 1].first)


def _key(text: str) -> str:
    return regex.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _mostly_issue(text: str) -> bool:
    """Whether little but names is left beside volume, issue, date and page number."""
    if BESIDE_SIGN.fullmatch(text):
        return True
    rest = PAGE_IN_LINE.sub(" ", ISSUE.sub(" ", text))
    words = regex.findall(r"\p{L}{2,}", rest)
    return len(words) <= 6 and all(w[0].isupper() or w in SMALL_IN_NAMES for w in words)


def _label(text: str) -> str | None:
    rest = ISSUE.sub(lambda m: "\0" * len(m.group()), text)
    match = PAGE_IN_LINE.search(rest)
    return next((g for g in match.groups() if g), None) if match else None
