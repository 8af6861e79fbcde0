"""What a page has around its text: running heads, page numbers, "lees verder op pagina 12".

A line counts as furniture only at the edge of a page, and only by its form (a number, "maart 2019") or
because it comes back at the edges of other pages. One page alone proves little, so there only the form
counts, and what is not certain is said to be so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

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
IN_A_SENTENCE = r"(?<!\b(?:in|op|sinds|vanaf|tot|van|eind|begin|medio|en|\d{1,2})\s)"  # "van 4 maart 2016"
ISSUE = regex.compile(
    rf"\b(?:jaargang|jrg\.?)\s*\d+|\b(?:nummer|nr\.?)\s*\d+|{IN_A_SENTENCE}\b{MONTH}\s+(?:19|20)\d\d\b",
    regex.IGNORECASE,
)
# "Het jonge kind – mei 2016": a name, a sign, a date or a number of the issue
BESIDE_SIGN = regex.compile(
    rf"[^.?!]{{2,45}}\s[–—|·•-]\s{MONTH}\s+(?:19|20)\d\d|{MONTH}\s+(?:19|20)\d\d\s[–—|·•-]\s[^.?!]{{2,45}}",
    regex.IGNORECASE,
)
NUMBERS_OF_ISSUE = {
    "volume": regex.compile(r"\b(?:jaargang|jrg\.?|jg\.?)\s*(\d{1,3})\b", regex.IGNORECASE),
    "issue": regex.compile(r"\b(?:nummer|nr\.?)\s*(\d{1,3})\b", regex.IGNORECASE),
}
DATE = regex.compile(rf"({MONTH})\s+((?:19|20)\d\d)\b", regex.IGNORECASE)
MONTHS = "janfebmaaaprmeijunjulaugsepoktnovdec"
SEASONS = frozenset({"lente", "voorjaar", "zomer", "herfst", "najaar", "winter"})
SEPARATORS = regex.compile(r"[–—|·•,/-]++(?=\s|\Z)|(?<=\s)[–—|·•,/-]++")
MOST_WORDS = 6  # beside the issue
SMALL_IN_NAMES = frozenset(
    """
    de het een en van voor over in op om met & jaargang nummer nr jrg jg pagina blz
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
MONTHS_OF_ALL = regex.compile(rf"\b{MONTH}(?!\p{{L}})")
WORD = regex.compile(r"\p{L}{2,}")
PAGE_IN_LINE = regex.compile(
    r"^\s*(\d{1,4})(?=\s|\p{Lu})|(?<=\s)(\d{1,4})\s*$|(?<=\s)(\d{1,4})(?=\p{Lu}\p{Ll})"
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line `[start, end)` that belongs to the page and not to the article.

    Attributes:
        kind: `running_head`, `page_number` or `jump_line`.
        certain: whether it may go without asking.
        page: on which it stands; `label`: the page number printed in it.
        returns: whether it stands at the edge of other pages as well, its numbers and dates aside.
    """

    start: int
    end: int
    kind: str
    certain: bool
    page: int
    label: str | None = None
    returns: bool = False


def find_furniture(lines: Sequence[Line]) -> list[Furniture]:
    """The lines that are furniture, in order."""
    edges = set(_edges(lines))
    pages = lines[-1].page - lines[0].page + 1 if lines else 0
    on_pages = Counter(key for _, key in {(lines[at].page, _key(lines[at].text)) for at in edges} if key)
    found: dict[int, Furniture] = {}
    for at, line in enumerate(lines):
        comes_back = at in edges and on_pages[_key(line.text)] > 1
        item = _by_form(at, lines, edge=at in edges, pages=pages)
        head = comes_back and _short(line) and not (line.starts_small or line.ends_sentence)
        if head and (item is None or item.kind == "running_head"):
            item = _furniture(line, "running_head", label=_label(line.text))
        if item is not None:
            found[at] = replace(item, returns=comes_back)
    found.update(_neighbours(found, lines))
    if len(found) == len(lines):  # nothing would be left, so it is no furniture
        return []
    return [item for _, item in sorted(found.items())]


def _furniture(line: Line, kind: str, *, certain: bool = True, label: str | None = None) -> Furniture:
    return Furniture(line.start, line.end, kind, certain, line.page, label)


def _by_form(at: int, lines: Sequence[Line], *, edge: bool, pages: int) -> Furniture | None:
    """What its form gives away: a jump line; at an edge or alone a number, or volume, issue and date."""
    line = lines[at]
    jump = JUMP.fullmatch(line.text)
    if jump and (not jump["weak"] or edge or _alone(at, lines)):
        return _furniture(line, "jump_line")
    number = NUMBER.fullmatch(line.text) if edge or _in_a_word(at, lines) else None
    if number:
        certain = pages > 1 and (line.first or line.last or _alone(at, lines) or _in_a_word(at, lines))
        return _furniture(line, "page_number", certain=certain, label=number[1])
    if len(line.text) > 60 or line.ends_sentence or line.must_go_on or not (edge or _alone(at, lines)):
        return None
    if ISSUE.search(line.text) and (_mostly_issue(line.text) or (edge and _numbered_head(line.text))):
        certain = at == 0 or _alone(at, lines) or (pages > 1 and (line.first or line.last))
        return _furniture(line, "running_head", certain=certain, label=_label(line.text))
    return None


def _in_a_word(at: int, lines: Sequence[Line]) -> bool:
    """Whether it stands at the end of a page between the halves of a word, broken by a hyphen."""
    inside = 0 < at < len(lines) - 1 and (lines[at].first or lines[at].last)
    return inside and lines[at - 1].ends_hyphen and lines[at + 1].starts_small


def _neighbours(found: Mapping[int, Furniture], lines: Sequence[Line]) -> dict[int, Furniture]:
    """What stands beside furniture: a number by itself, a short line that a sentence runs on around."""
    sure = {at for at, item in found.items() if item.certain}
    more = {}
    for at in {n for place in sure for n in (place - 1, place + 1) if 0 <= n < len(lines)} - sure:
        number = NUMBER.fullmatch(lines[at].text)
        if number:
            more[at] = _furniture(lines[at], "page_number", label=number[1])
        elif _interrupts(at, lines, sure):
            more[at] = _furniture(lines[at], "running_head")
    return more


def _interrupts(at: int, lines: Sequence[Line], sure: set[int]) -> bool:
    """Whether a name ("Kind & Woord") stands in the middle of a sentence that goes on after it.

    The first line of a quote or an article may stand there as well, so all its words but the smallest must
    have a capital.
    """
    line = lines[at]
    words = WORD.findall(line.text)
    capitals = sum(w[0].isupper() for w in words)
    if (
        capitals < 2
        or not all(w[0].isupper() or w in SMALL_IN_NAMES for w in words)
        or not words[-1][0].isupper()
    ):
        return False
    if not line.starts_capital or line.ends_clause or len(line.text) > 40 or line.overprinted:
        return False
    before = next((lines[i] for i in range(at - 1, -1, -1) if i not in sure), None)
    after = next((lines[i] for i in range(at + 1, len(lines)) if i not in sure), None)
    return before is not None and after is not None and not before.ends_sentence and after.starts_small


def _edges(lines: Sequence[Line]) -> Iterator[int]:
    """The places of the lines near the top or the foot of a page, where it has more lines than edges."""
    for _, places in groupby(range(len(lines)), key=lambda at: lines[at].page):
        own = list(places)
        if len(own) > EDGE:
            yield from takewhile(lambda at: _short(lines[at]), own[:EDGE])
            yield from takewhile(lambda at: _short(lines[at]), reversed(own[max(EDGE, len(own) - EDGE) :]))


def _short(line: Line) -> bool:
    return len(line.text) <= 80


def _alone(at: int, lines: Sequence[Line]) -> bool:
    """Whether it stands between blank lines or the ends of its page."""
    return lines[at].gap > 0 and (at + 1 == len(lines) or lines[at + 1].gap > 0 or lines[at + 1].first)


def _key(text: str) -> str:
    """What stays the same from page to page: the words, without numbers, months and signs."""
    return " ".join(WORD.findall(MONTHS_OF_ALL.sub(" ", text.casefold())))


def _mostly_issue(text: str) -> bool:
    """Whether little but names is left beside volume, issue, date and page number."""
    if BESIDE_SIGN.fullmatch(text):
        return True
    rest = PAGE_IN_LINE.sub(" ", ISSUE.sub(" ", text))
    words = WORD.findall(rest)
    return len(words) <= 6 and all(w[0].isupper() or w in SMALL_IN_NAMES for w in words)


def _numbered_head(text: str) -> bool:
    """Whether a page number and the issue stand beside a few words: "12 Het jonge kind maart 2019"."""
    return _label(text) is not None and len(WORD.findall(ISSUE.sub(" ", text))) <= MOST_WORDS


def issue_of(text: str, *, named: bool = False) -> dict[str, str]:
    """What a running head tells of the magazine, by the names CSL has for it; {} when it tells nothing.

    `issued` is a year and a month ("2019-03"), or a year alone where a season is named. `named`: its words
    are a name also where it tells nothing else, as those of a head that comes back are.
    """
    found = {name: match[1] for name, form in NUMBERS_OF_ISSUE.items() if (match := form.search(text))}
    if date := DATE.search(text):
        month = MONTHS.find(date[1][:3].casefold()) // 3 + 1
        found["issued"] = f"{date[2]}-{month:02}" if month and date[1].casefold() not in SEASONS else date[2]
    rest = SEPARATORS.sub(" ", PAGE_IN_LINE.sub(" ", DATE.sub(" ", ISSUE.sub(" ", text)))).strip()
    if (found or named) and rest[:1].isupper() and WORD.search(rest):
        found["container-title"] = " ".join(rest.split())
    return found


def _label(text: str) -> str | None:
    rest = ISSUE.sub(lambda m: "\0" * len(m.group()), text)
    match = PAGE_IN_LINE.search(rest)
    return next((g for g in match.groups() if g), None) if match else None
