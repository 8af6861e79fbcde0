"""The lines of a text and what can be seen of each one alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.geometry import Box
from pipeline.language.overprint import suspect

# U+FFFE is what PDFium puts in place of a hyphen and the line end after it.
LINE_END = regex.compile(r"\r\n|[\n\r\f\v\u2028\u2029]|(?<=\uFFFE)(?!\r|\n)")
SENTENCE_END = regex.compile(r"[.?!…](?:\s?['\"’”»)\]])*+\d{0,2}\Z")
CLAUSE_END = regex.compile(r"[.?!…:;]['\"’”»)\]]*+\d{0,2}\Z")
SMALL_START = regex.compile(r"['\"‘’“„(\[]*+\p{Ll}")
CAPITAL_START = regex.compile(r"['\"‘’“„«(\[]*+(?:\p{Lu}|\d)")
HYPHEN_END = regex.compile(r"\p{L}\)?[-\u00AD\u2010¬\uFFFE]\Z")
TAIL = 40  # characters at the end of a line that tell how it ends
# Words after which no sentence ends; a line that ends in one goes on.
GOES_ON = frozenset(
    """
    de het een en of van in op aan met voor door bij te om dat die als dan is zijn tot uit over naar
    maar ook niet geen der den ten ter deze dit hun haar ons zich er wordt worden kan kunnen
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `[start, end)` without the white space around it.

    Attributes:
        text: what stands there.
        indent: columns of white space before it.
        trailing: whether white space stands between it and the line end.
        gap: blank lines between it and the line before; 0 when that follows at once.
        page: counted from 1; form feeds end pages.
        first, last: whether it opens or closes its page.
        apart: whether it is part of a printed line that holds two columns.

    What only a page tells, and a text leaves as it is here:
        box: on its page, set straight.
        measured: its width in characters of the usual width; 0: not measured.
        height: of its page.
        size: of the type; exact: whether it is the type's own and not what OCR measured; bold, italic: its
        form. stands_out: whether its type is larger or heavier than that of the body; None: not known.
        small: whether it is smaller.
        border: whether type, frame or region part it for certain from the line before.
        type: what the input calls its region, by PAGE-XML's name.
        by_picture: whether it stands right under, over or beside a picture.
        frame: number of the frame around it on its page, 0 for none.
        stated: whether its place in the order is stated by the input.
        over: whether the line before it stands in another column or on another page.
        initial: whether it is the large letter that opens the next line.
        region: one number for all lines of a region of the input; alone: whether it is the only one there.
    """

    start: int
    end: int
    text: str
    indent: int
    trailing: bool
    gap: int
    page: int
    first: bool = False
    last: bool = False
    apart: bool = False
    box: Box | None = None
    measured: int = 0
    height: float = 0.0
    size: float = 0.0
    exact: bool = False
    bold: bool = False
    italic: bool = False
    stands_out: bool | None = None
    small: bool = False
    border: bool = False
    type: str = ""
    by_picture: bool = False
    frame: int = 0
    stated: bool = False
    over: bool = False
    initial: bool = False
    region: int = 0
    alone: bool = False

    @property
    def width(self) -> int:
        """In characters."""
        return self.measured or self.end - self.start

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a full stop or the like."""
        return _ends(SENTENCE_END, self.text)

    @property
    def ends_clause(self) -> bool:
        """The same, colon and semicolon included."""
        return _ends(CLAUSE_END, self.text)

    @property
    def ends_hyphen(self) -> bool:
        """Whether a word may go on in the next line."""
        return _ends(HYPHEN_END, self.text)

    @property
    def must_go_on(self) -> bool:
        """Whether no sentence can end here: a hyphen, a comma, an article, a preposition."""
        last = self.text.rsplit(None, 1)[-1]
        return self.ends_hyphen or last.endswith((",", "(", "–")) or last.casefold() in GOES_ON

    @property
    def starts_small(self) -> bool:
        """Whether it opens with a small letter."""
        return SMALL_START.match(self.text) is not None

    @property
    def starts_capital(self) -> bool:
        """Whether it opens with a capital or a digit."""
        return CAPITAL_START.match(self.text) is not None

    @property
    def first_word(self) -> str:
        """Up to the first blank."""
        return self.text.split(None, 1)[0]

    @property
    def overprinted(self) -> bool:
        """Whether it looks as if it was drawn several times."""
        return suspect(self.text)


@lru_cache(maxsize=1 << 13)
def _ends(form: regex.Pattern[str], text: str) -> bool:
    """Whether the end of a line has this form; the layout asks this of a line some ten times."""
    return form.search(text, max(0, len(text) - TAIL)) is not None


def read_lines(string: str) -> list[Line]:
    """The lines of `string` that are not blank."""
    lines: list[Line] = []
    gap = page = start = 0
    page = 1
    for match in [*LINE_END.finditer(string), None]:
        end = match.start() if match else len(string)
        whole = string[start:end]
        text = whole.strip()
        if text:
            left = len(whole) - len(whole.lstrip())
            indent = len(whole[:left].expandtabs())
            lines.append(
                Line(start + left, start + left + len(text), text, indent,
                     trailing=left + len(text) < len(whole), gap=gap if lines else 0, page=page)
            )  # fmt: skip
            gap = 0
        else:
            gap += 1
        if match and match.group() == "\f":
            page += 1
            if text:
                gap = 0
        start = match.end() if match else end
    return _with_page_borders(lines)


def _with_page_borders(lines: list[Line]) -> list[Line]:
    for i, line in enumerate(lines):
        first = i == 0 or lines[i - 1].page != line.page
        last = i + 1 == len(lines) or lines[i + 1].page != line.page
        if first or last:
            lines[i] = replace(line, first=first, last=last)
    return lines
