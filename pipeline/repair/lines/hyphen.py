r"""A word broken by a hyphen at the line end: "ont-\nwikkeling".

The hyphen is the printer's and goes (ontwikkeling), or it is the word's own and stays (ouder-\nkindrelatie),
or it stands for a part left out and keeps its space (taal-\nen rekenonderwijs).

What decides, in this order: a conjunction after it; a capital, a digit or a single letter beside it; the
two forms in the article itself; the list of words with hyphens (of 6,859 such forms only 67 also exist
without); the list of words without; a name before a common word, two adjectives, prefixes and abbreviations
that take a hyphen, and vowels that would run together; a split into known compound parts; how much the
joined letters look like a word. A compound that the press writes with a hyphen and the list without
("politie-agent") loses it: at a line end nothing tells the two apart.

It leaves hyphens within a line and dashes between spaces. It leaves the hyphen in place when neither form
can be shown to exist, and lists the join as doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.language.compounds import ENDINGS, leading_price
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

# A hyphen between letters or digits, the line end after it (PDFium leaves none), and what stands around.
# Both sides are bounded, so that a line of a megabyte costs no more per character than a short one.
BREAK = regex.compile(
    r"(?<=[\p{L}\p{M}\p{N})])[-\u00AD\u2010\u2011¬\uFFFE](?:[ ]?\n|(?<=\uFFFE))(?=[(‘']?[\p{L}\p{N}])"
)
LONGEST = 60  # letters of a word that are looked at
LEFT = regex.compile(r"[\p{L}\p{N}(][\p{L}\p{M}\p{N}'’()/-]*+\Z")
RIGHT = regex.compile(
    rf"[(‘']?[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’]{{0,{LONGEST}}}+(?:-[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’]{{0,{LONGEST}}}+){{0,5}}+"
)
CONJUNCTIONS = frozenset(
    """
    en of noch tot als maar dan en/of respectievelijk resp c.q
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
# Prefixes that take a hyphen of their own (Woordenlijst Nederlandse Taal, rules 6.G and 8.2).
PREFIXES = frozenset(
    """
    ex oud niet non adjunct aspirant interim kandidaat loco stagiair substituut
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
CLASHES = frozenset(
    """
    aa ae ai au ee ei eu ie ij ii oe oi oo ou uu ui éé
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
LINKS = frozenset(
    """
    en of op in aan voor tot na om bij van te and or to in by
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)  # "kat-en-muisspel"
FIRST_ADJECTIVE = regex.compile(r"(?:isch|aal|eel|ief|iek|air|lijk)\Z")
SECOND_ADJECTIVE = regex.compile(r"(?:ische?|aal|ale|eel|ele|ief|ieve|iek|ieke|aire?|lijke?)\Z")
TREMA = str.maketrans("eiou", "ëïöü")
TREMA_LEFT_OUT = 1.0  # log10: lists of frequencies hold slovenly forms ("financiele") as well
SEGMENT = regex.compile(r"[-()/]")
PRINTERS_ONLY = "\u00ad¬"  # signs that a typesetting program or an OCR engine puts at a break only
COMMON = (
    3.5  # Zipf frequency of a word that may follow a name ("Wimbledon-winnaar"); parts of names are rarer
)
SCORE_FLOOR = 1.0  # log10: joined letters against two words with a hyphen


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to put in place of hyphen and line end: "" (join), "-" (keep) or "- " (suspended).

    `first`: the first letter after it, when its trema went with the break ("ge-", "isoleerd").
    """

    between: str
    evidence: str
    confidence: float
    doubtful: bool = False
    first: str = ""


def find(view: View) -> Iterator[Edit]:
    """One edit a break."""
    string = view.string
    read, goes_on = "", -1  # the word so far, when its next piece is broken as well
    for match in BREAK.finditer(string):
        left = read if match.start() == goes_on and len(read) < LONGEST else _before(string, match.start())
        right, goes_on = _after(string, match.end())
        verdict = decide(left, match.group()[0], _with_next_piece(left, right, goes_on, view), view)
        read = left + verdict.between + verdict.first + right[len(verdict.first) :]
        start, end = match.start(), match.end() + len(verdict.first)
        evidence = {"by": verdict.evidence, "word": read}
        if verdict.doubtful:  # the hyphen stays, the line end goes; the join is listed
            yield Edit(start, end, "-", why="hyphen_undecided", confidence=0.6, evidence=evidence)
            yield Edit(start, end, "", why="hyphen_joined", safety=Safety.DOUBTFUL,
                       confidence=verdict.confidence, evidence={"by": verdict.evidence})  # fmt: skip
        else:
            why = {"": "hyphen_joined", "-": "hyphen_kept", "- ": "hyphen_suspended"}[verdict.between]
            after = verdict.between + verdict.first
            yield Edit(start, end, after, why=why, confidence=verdict.confidence, evidence=evidence)


def _before(string: str, place: int) -> str:
    """The piece of a word that ends at `place`."""
    match = LEFT.search(string, max(0, place - LONGEST), place)
    return match.group() if match else string[place - 1 : place]


def _after(string: str, place: int) -> tuple[str, int]:
    """The piece of a word that begins at `place`, and where it ends."""
    match = RIGHT.match(string, place)
    return (match.group().rstrip("'’"), match.end()) if match else ("", place)


def _with_next_piece(left: str, right: str, end: int, view: View) -> str:
    """`right`, and what follows where it is broken in its turn, if that makes a known word."""
    again = BREAK.match(view.string, end)
    if again is None:
        return right
    whole = right + _after(view.string, again.end())[0]
    return whole if view.lexicon.known(left.lstrip("(") + whole) else right


def decide(left: str, mark: str, right: str, view: View) -> Verdict:
    """Join, keep or suspend, with the evidence that decided."""
    words = view.lexicon
    opened = left.lstrip("(")
    joined, kept = opened + right, f"{opened}-{right}"
    if right.casefold() in CONJUNCTIONS and not _is_tail(opened, right, view):
        return Verdict("- ", "conjunction", 0.97)
    if opened.endswith(")"):  # "(zelf)-\nverantwoordelijke": the bracket is part of the word
        return Verdict("", "bracket", 0.9)
    if right[0].isdigit() or opened[-1].isdigit():
        return Verdict("-", "digit", 0.97)
    if right[0] in "(‘'":
        return Verdict("-", "bracket", 0.9)
    if len(opened) == 1 or (opened[-2] == "-" and "-" not in right):  # no printer leaves one letter behind
        return Verdict("-", "single_letter", 0.95)
    capitals = opened.isupper() and opened != "IJ"
    if right[0].isupper() and not (capitals and right.isupper()):
        return Verdict("-", "capital", 0.95)
    if not right.isupper() and (capitals or (opened[-1].isupper() and not opened.endswith("IJ"))):
        return Verdict("-", "abbreviation", 0.95)
    here, there = view.words[joined], view.words[kept]
    if here != there and (not here or not there):
        return Verdict("" if here else "-", "article", 0.97)
    if mark in PRINTERS_ONLY:
        return Verdict("", "printers_sign", 0.97)
    if words.listed_hyphenated(kept):
        return Verdict("-", "listed_with_hyphen", 0.97)
    trema = right[0].translate(TREMA)
    spelled = opened + trema + right[1:]
    if (
        trema != right[0]
        and words.known(spelled)
        and words.score(spelled) > words.score(joined) - TREMA_LEFT_OUT
    ):
        return Verdict("", "trema", 0.95, first=trema)
    if words.known(joined):
        return Verdict("", "listed", 0.97)
    return _unlisted(opened, right, view)


def _is_tail(left: str, right: str, view: View) -> bool:
    r"""Whether the conjunction is the rest of the broken word: "zo-\nmaar"."""
    word = view.lexicon.known(left + right)
    return word and (right.casefold() not in ("en", "of") or not view.lexicon.known(left))


def _unlisted(left: str, right: str, view: View) -> Verdict:
    r"""Neither form is listed: a hyphen of its own by rule, a compound, a likely word, or undecided."""
    words = view.lexicon
    joined = left + right
    last = SEGMENT.split(left)[-1]
    first = right.split("-", 1)[0]
    if "-" in left:  # a chain: "heen-en-\nweer", or a compound whose last part is broken: "taal-onder-\nwijs"
        chain = not (words.known(last + first) or words.split(last + first)) and words.known(first)
        return Verdict("-" if chain else "", "chain", 0.85)
    if left.casefold() in PREFIXES and words.known(first):
        return Verdict("-", "prefix", 0.93)
    if first.casefold() in LINKS and first != right and words.known(left):  # "stap-\nvoor-stap"
        return Verdict("-", "chain", 0.9)
    if _is_name(left, view) and len(first) > 3 and words.zipf(first) >= COMMON:
        return Verdict("-", "name", 0.85)
    both = words.known(left) and words.known(first)
    if both and FIRST_ADJECTIVE.search(left) and SECOND_ADJECTIVE.search(first):
        return Verdict("-", "adjectives", 0.85)
    if both and (left[-1] + first[0]).casefold() in CLASHES:
        return Verdict("-", "vowels", 0.93)
    if "-" in right and words.known(last + first):
        return Verdict("", "listed", 0.93)
    if words.split(last + first):
        return Verdict("", "compound", 0.93)
    if first in ENDINGS:
        return Verdict("", "ending", 0.9)
    if not any(c in "aeiouyáéíóúàèëïöü" for c in left.casefold()) and words.known(first):
        return Verdict("-", "abbreviation", 0.9)
    margin = words.score(joined) - (words.score(left) + words.score(first))
    if both and len(left) > 2 and margin < SCORE_FLOOR:
        return Verdict("-", "two_words", 0.5, doubtful=True)
    return Verdict("", "letters", round(min(0.95, 0.8 + max(margin, 0) / 40), 3))


def _is_name(word: str, view: View) -> bool:
    """Whether it is known with a capital and leads no Dutch compound: "Wimbledon", not "Kinder"."""
    if not word[0].isupper() or len(word) < 3 or not view.lexicon.known(word):
        return False
    return not view.lexicon.split(word) and leading_price(word.lower(), lambda _: False) is None


RULE = Repair(
    find=find,
    title="a word broken at the line end",
    repairs=(
        Example("de ont-\nwikkeling\n", "de ontwikkeling\n"),
        Example("taal-\nen rekenonderwijs\n", "taal- en rekenonderwijs\n", note="a part left out"),
        Example("hij deed zo-\nmaar wat\n", "hij deed zomaar wat\n", note="no conjunction"),
        Example(
            "sociaal-\nemotionele groei\n", "sociaal-emotionele groei\n", note="the hyphen is the word's own"
        ),
        Example("de ont-\nwikke-\nling\n", "de ontwikkeling\n", note="broken twice, in a narrow column"),
        Example("in Noord-\nHolland\n", "in Noord-Holland\n"),
        Example("een 12-\njarige\n", "een 12-jarige\n"),
        Example("van 1960-\n1970\n", "van 1960-1970\n", note="a range"),
        Example("de mede-\neigenaar\n", "de mede-eigenaar\n"),
        Example("een (zelf)-\nverantwoordelijk kind\n", "een (zelf)verantwoordelijk kind\n"),
        Example("het onder\u00ad\nwijs\n", "het onderwijs\n", note="a soft hyphen"),
        Example("het voor\ufffelezen\n", "het voorlezen\n", note="what PDFium makes of hyphen and line end"),
        Example(
            "een geva-\nrieerd aanbod van ge-\nisoleerde taken\n",
            "een gevarieerd aanbod van geïsoleerde taken\n",
            note="the trema went with the break",
        ),
        Example("de Wimbledon-\nwinnaar\n", "de Wimbledon-winnaar\n", note="a name before a common word"),
        Example("ONTWIK-\nKELING\n", "ONTWIKKELING\n"),
        Example("een ADHD-\ndiagnose\n", "een ADHD-diagnose\n"),
    ),
    leaves=(
        Example("vracht- en verzendkosten\n"),
        Example("de ouder-kindrelatie\n"),
        Example("Hij kwam - en ging.\n"),
    ),
    after=("lines/fake_bold", "lines/drop_cap"),
)
