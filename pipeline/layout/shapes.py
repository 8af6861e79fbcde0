"""What the wording of a line or a block tells of its kind: byline, caption, bullet, entry of a list."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.layout.lines import Line

PARTICLES = r"van|de|der|den|des|ten|ter|te|het|'t|’t|in|op|aan|von|la|le|du|di|el|al"
NAME = rf"\p{{Lu}}[\p{{L}}.'’-]*+(?:\s+(?:(?:{PARTICLES})\b|[d'’]*\p{{Lu}}[\p{{L}}.'’-]*+))*+"
NAMES = rf"{NAME}(?:\s*(?:,|&|\ben\b)\s*{NAME})*+"
FULL_NAME = rf"\p{{Lu}}[\p{{L}}.'’-]*+(?:\s+(?:(?:{PARTICLES})\b|[d'’]*\p{{Lu}}[\p{{L}}.'’-]*+))++"

# "door Marit Hoogerwerf", "Tekst: H. Terpstra en R. Okkers", "Tekst en beeld Jan Vos, fotograaf"
BYLINE = regex.compile(
    rf"""(?: (?i:door) \s*:?\s+ {FULL_NAME}(?:\s*(?:,|&|\ben\b)\s*{NAME})*+
           | (?i: tekst (?:\s+(?:en|&)\s+(?:beeld|foto['’]?s))? | auteurs? | geschreven\ door )
             \s*(?::\s*|\s) {NAMES} )
        (?: ,\s [^.!?]{{1,60}} )?+ \Z""",
    regex.VERBOSE,
)
# the same, stuck to the last sentence of another block: "...jongeren.door Marit Hoogerwerf"
GLUED_BYLINE = regex.compile(rf"(?<=\p{{Ll}}[.!?]['’”]?)(?:door|[Tt]ekst:?)\s+{FULL_NAME}\Z")
# "Foto: Jan Vos", "Figuur 2. Spelende kinderen", "Tabel 1 Overzicht"; not "Figuur 2 toont de resultaten"
CAPTION = regex.compile(
    r"(?i:foto(?:['’]s|grafie)?|figuur|afbeelding|tabel|illustraties?|beeld|grafiek|schema)\b"
    r"\s*+(?:\d++[a-z]?\s*+(?:[:.–-]|\p{Lu}|\Z)|[:(]|\p{Lu}\p{L}++\s)"
)
NAMED_LITERATURE = regex.compile(
    r"(?:\p{L}+ )?(?:literatuur(?:lijst|verwijzingen)?|bronnen(?:lijst)?|bronvermelding|referenties"
    r"|referentielijst|noten|noten en literatuur|verder lezen|references|literatur|literaturverzeichnis)\W*",
    regex.IGNORECASE,
)
# "Hilbrand, C. (2008).", "Van der Meulen, S., ...", "Steunpunt Jonge Jaren. (2014)."
ENTRY = regex.compile(
    rf"(?:(?:{PARTICLES}|\p{{Lu}}\p{{L}}*+['’]?)\s)*+\p{{Lu}}[\p{{L}}'’-]++,\s(?:\p{{Lu}}\.[\s-]?)++"
    r"|\p{Lu}[^.()\n]{2,70}+\.?\s\((?:\d{4}|z\.\s?d\.|in druk)",
)
# "Lees verder op pagina 12", "(vervolg van blz. 5)", "wordt vervolgd op de volgende pagina", "» vervolg p. 3"
JUMP = regex.compile(
    r"""[(>→▶►»\s]*+ (?:
            (?: lees\s(?:(?:ook|hier)\s)?(?:verder|door) | ga\s(?:verder|door)
              | (?:lees\s(?:het|ons)\s)?vervolg | wordt\svervolgd )
          | (?P<weak> zie\s(?:ook|verder) )
        ) \s (?:(?:op|van|naar|vanaf)\s)?+
        (?: (?:pag(?:ina|\.)?|p\.|blz\.?|bladzijde)\s*\d++
          | de\s(?:volgende|vorige|andere)\s(?:pagina|bladzijde|blz\.) )
        [\s)>→▶►».…]*+""",
    regex.IGNORECASE | regex.VERBOSE,
)
KNOWN_BULLETS = frozenset("•·▪■□●○◦‣⁃►▶➢➤✓✔❖◆◇❑❒➔→*¤§¨\uf0b7\uf0a7\uf0d8\uf076\uf02d·")
DASHES = frozenset("-–—")
NO_MARKS = frozenset(
    ".,;:?!…‚%&/\\@+=<§°#"
)  # open a quotation (",,"), leave words out ("...") or stand for words
MARK = regex.compile(
    r"(?:(\(cid:\d+\))|([^\p{L}\p{N}\s(\[{'\"‘’“”„]{1,3}+)|(\p{L}))\s+(?=\S)|(\])\]?\s*(?=\S)"
)
# The sign that closes a box or an article, after its last full stop: "na. B", "na.’ ◆". A letter is one only
# after a word, where it is no initial ("Bos, F. A"), no word by itself and no answer ("Welke is goed? B").
END_MARK = regex.compile(
    r"""(?: (?<=[.?!…]['’”»)]?) \s++ [\p{So}\p{Co}\p{Cn}▷◁•▪·]
          | (?<=\p{Ll}{2}[.!…]['’”»)]?)
            (?<!\b(?:art|bijv|blz|dr|drs|ds|ed|enz|ing|mevr|mr|nr|pag|prof|resp|st|vgl)\.) \s++
            (?![UOAÀI])\p{L} ) \Z""",
    regex.VERBOSE,
)
TELLING = frozenset("°©®™№✓✔✗✘☐☑☒★☆♀♂♥❤☺☹")  # signs that say something
EMOJI = ("\U0001f000", "\U0001ffff")  # so do these
OPENING = {"’": "‘‚", "”": "“„", "»": "«", "'": "'", '"': '"'}  # what each closing mark answers


def is_byline(text: str) -> bool:
    """Whether `text`, a whole line or block, names the authors of the article."""
    return BYLINE.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether `text` opens as a caption or a credit does."""
    return CAPTION.match(text) is not None


def is_entry(text: str) -> bool:
    """Whether `text` opens as an entry in a list of literature does."""
    return ENTRY.match(text) is not None


def is_literature(text: str) -> bool:
    """Whether `text` is the heading of a list of literature."""
    return NAMED_LITERATURE.fullmatch(text.strip()) is not None


def bullet_mark(text: str, marks: frozenset[str]) -> str:
    """The bullet glyph that `text` opens with, white space after it included; "" when there is none.

    Args:
        text: a line.
        marks: what serves as a bullet in this text, as `bullet_marks` found it.
    """
    match = MARK.match(text)
    if match is None or match.group().strip() not in marks:
        return ""
    mark: str = match.group()
    return mark


def bullet_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The glyphs that open list items in this text.

    Known bullets count wherever they open a line. Another sign (a letter of a dingbat font, "]]"),
    counts when it opens at least two lines, each after a line that ends a clause, and no other lines. A
    dash must do the same, since it may just as well open an aside within a sentence.
    """
    after_clause: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    known = set()
    for i, line in enumerate(lines):
        match = MARK.match(line.text)
        if match is None:
            continue
        mark = match.group().strip()
        if mark in KNOWN_BULLETS:
            known.add(mark)
        elif i and (lines[i - 1].ends_clause or lines[i - 1].ends_sentence):
            after_clause[mark] += 1
        else:
            elsewhere[mark] += 1
    found = {m for m, n in after_clause.items() if n >= 2 and not elsewhere[m] and _could_be_mark(m)}
    return frozenset(known | found)


def _could_be_mark(mark: str) -> bool:
    if mark.isalpha():  # dingbats come out as letters; a one-letter word ("u", "o") may open a sentence
        return mark not in ("u", "U", "O", "à", "A", "I")
    if NO_MARKS.intersection(mark) and not mark.startswith("(cid:"):
        return False
    return mark in DASHES or unicodedata.category(mark[0])[0] in "SPC"


def closes_quote(text: str, mark: str) -> bool:
    """Whether `mark`, quotation marks on a line of their own, closes a quotation that `text` opens."""
    opening = OPENING.get(mark[0])
    if opening is None or set(mark) != {mark[0]}:
        return False
    if mark[0] in opening:  # a straight one; among apostrophes there is no counting
        return True
    return sum(map(text.count, opening)) > text.count(mark[0])


def end_mark(text: str) -> str:
    """The sign that closes a box or an article at the end of `text`, with the blanks before it; else ""."""
    match = END_MARK.search(text)
    return "" if match is None or _tells(match.group()[-1]) else str(match.group())


def is_ornament(text: str) -> bool:
    """Whether a line is nothing but a quotation mark or a geometric sign, drawn for its looks."""
    signs = text.replace(" ", "")
    return len(signs) <= 3 and all(
        s in "\"'‘’“”„«»‹›|¦" or (unicodedata.category(s) in ("So", "Co", "Cn") and not _tells(s))
        for s in signs
    )


def _tells(sign: str) -> bool:
    return sign in TELLING or EMOJI[0] <= sign <= EMOJI[1]
