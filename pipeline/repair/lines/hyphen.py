r"""A word broken by a hyphen at the line end: "ont-\nwikkeling".

The hyphen is the printer's and goes (ontwikkeling), or it is the word's own and stays (ouder-\nkindrelatie),
or it stands for a part left out and keeps its space (taal-\nen rekenonderwijs).

What decides, in this order: a conjunction after it; a capital, a digit or a single letter beside it; the
two forms in the article itself and in the collection; the list of words with hyphens (of 6,859 such forms
only 67 also exist without); the list of words without, where the word is frequent or its pieces are no words;
the spelling of old; prefixes and abbreviations that take a hyphen, two adjectives, and vowels that would run
together; then the odds of what is left (`pipeline/language/hyphens.py`): how much the letters look like one
word or like two, and whether the press writes other words with these pieces apart or joined ("vice-").

Those odds are weighed against the habit of the printer: where he breaks many words, a hyphen between two
words is most likely his; where no other break shows that he does, it is more likely the word's own.

It leaves hyphens within a line and dashes between spaces. Where the odds are nearly even the hyphen stays,
and the join is listed as doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.language.compounds import ENDINGS, PARTICLES
from pipeline.language.hyphens import SEGMENT, clash, is_name, own_hyphen, settled
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

# A hyphen between letters or digits, the line end after it (PDFium leaves none), and what stands around.
# Both sides are bounded, so that a line of a megabyte costs no more per character than a short one.
BREAK = regex.compile(
    r"(?<=[\p{L}\p{M}\p{N})])(?:[-\u00AD\u2010\u2011¬\uFFFE]|(?<=\p{Ll})[=\u2E17–—](?=[ ]?\n\p{Ll}))"
    r"(?:[ ]?\n|(?<=\uFFFE))(?=[(‘']?[\p{L}\p{N}])"
)
BARE_BREAK = regex.compile(r"\p{L}\n\p{Ll}")
SOFT = "\u00ad"  # never stands for a part left out
LONGEST = 60  # letters of a word that are looked at
LEFT = regex.compile(r"[\p{L}\p{N}(][\p{L}\p{M}\p{N}'’()/-]*+\Z")
RIGHT = regex.compile(
    rf"[(‘']?[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’]{{0,{LONGEST}}}+(?:-[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’]{{0,{LONGEST}}}+){{0,5}}+"
)
CONJUNCTIONS = frozenset(
    """
    en én of óf noch tot als maar dan en/of respectievelijk resp c.q naar versus
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
ALWAYS = frozenset({"en", "én", "of", "óf", "en/of", "noch"})  # after any piece; the others after a word only
# Prefixes that take a hyphen of their own (Woordenlijst Nederlandse Taal, rules 6.G and 8.2).
PREFIXES = frozenset(
    """
    ex oud niet non adjunct aspirant interim kandidaat loco stagiair substituut collega
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)
# Prefixes that are written solid, unless vowels would run together, and that nobody sets apart (rule 8.1).
SOLID_PREFIXES = frozenset({"be", "de", "dis", "ge", "her", "on", "ont", "re", "ver"})
# Short for kinds of schools and tests: read as words, and in print nearly always with a hyphen after them.
SCHOOLS = frozenset({"havo", "mavo", "vavo", "pabo", "mulo", "cito", "pisa", "entree"})
LINKS = frozenset(
    """
    en of op in aan voor tot na om bij van te and or to in by
    """.split()  # noqa: SIM905 - quoted one by one they would hide the words
)  # "kat-en-muisspel"
FIRST_ADJECTIVE = regex.compile(r"(?:isch|aal|eel|ief|iek|air|lijk)\Z")
SECOND_ADJECTIVE = regex.compile(r"(?:ische?|aal|ale|eel|ele|ief|ieve|iek|ieke|aire?|lijke?)\Z")
TREMA = str.maketrans("eiou", "ëïöü")
TREMA_LEFT_OUT = 1.0  # log10: lists of frequencies hold slovenly forms ("financiele") as well
PRINTERS_ONLY = "\u00ad¬"  # signs that a typesetting program or an OCR engine puts at a break only
DOUBLE = "=\u2e17"  # hyphens of old print; or the sign of a sum
DASHES = "–—"  # misread hyphens; far more often signs of their own
MAJORITY = 3  # times as often in the collection
ONE_WORD = 2.0  # log10
FREQUENT = 3.0  # Zipf; a name with a capital inside ("YouTube") is believed from here
# Log10 of the odds from which the hyphen stays: where the printer breaks words, and where nothing shows it.
# In dev's sentences one by one, -0.75 keeps 95.0 % of the own hyphens and 0.4 % of the printer's; in columns
# full of the printer's hyphens it would leave three times as many words with a hyphen too many as 0 does.
KEEP, KEEP_WHERE_FEW = 0.0, -0.75
PRINTERS = 2  # words that are surely written without one, from which it is the printer's habit
NAME = 0.15  # log10; after a name a hyphen kept in error hurts less ("Thialf-stadion")
HABIT = 1.0  # log10; the article has other words of this piece and a hyphen
NEAR = 0.5  # log10; kept by less than this, the other way is listed


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
    yield from _without_sign(view)
    read, goes_on = "", -1  # the word so far, when its next piece is broken as well
    keep = KEEP if _breaks_words(view) else KEEP_WHERE_FEW
    for match in BREAK.finditer(string):
        left = read if match.start() == goes_on and len(read) < LONGEST else _before(string, match.start())
        right, goes_on = _after(string, match.end())
        verdict = decide(left, match.group()[0], _with_next_piece(left, right, goes_on, view), view, keep)
        if verdict is None:
            continue
        read = left + verdict.between + verdict.first + right[len(verdict.first) :]
        start, end = match.start(), match.end() + len(verdict.first)
        evidence = {"by": verdict.evidence, "word": read}
        if verdict.doubtful:  # the hyphen stays, the line end goes; the join is listed
            yield Edit(
                start, end, "-", why="hyphen_undecided", confidence=verdict.confidence, evidence=evidence
            )
            yield Edit(start, end, "", why="hyphen_joined", safety=Safety.DOUBTFUL, confidence=0.4,
                       evidence={"by": verdict.evidence})  # fmt: skip
        else:
            why = {"": "hyphen_joined", "-": "hyphen_kept", "- ": "hyphen_suspended"}[verdict.between]
            after = verdict.between + verdict.first
            yield Edit(start, end, after, why=why, confidence=verdict.confidence, evidence=evidence)


def _without_sign(view: View) -> Iterator[Edit]:
    """Line ends within a word where no hyphen stands, by what the input tells (ALTO)."""
    for place in sorted(view.layout.joined):
        at = view.text.from_base(place)
        if BARE_BREAK.match(view.string, max(0, at - 1)):
            evidence = {"by": "stated"}
            yield Edit(at, at + 1, "", why="hyphen_joined", confidence=0.97, evidence=evidence)


def _breaks_words(view: View) -> bool:
    """Whether the printer of this article breaks words at line ends, and not only at their own hyphens."""
    printers = 0
    for match in BREAK.finditer(view.string):
        last = SEGMENT.split(_before(view.string, match.start()))[-1]
        first = SEGMENT.split(_after(view.string, match.end())[0])[0]
        printers += settled(last, first, view.lexicon)
        if printers == PRINTERS:
            return True
    return False


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


def decide(left: str, mark: str, right: str, view: View, keep: float = KEEP_WHERE_FEW) -> Verdict | None:
    """Join, keep or suspend, with the evidence that decided; None where the sign may be no hyphen."""
    words = view.lexicon
    opened = left.lstrip("(")
    joined, kept = opened + right, f"{opened}-{right}"
    if mark in DASHES:
        return Verdict("", "listed", 0.9) if _one_word_only(opened, right, view) else None
    if mark in DOUBLE and not (words.known(joined) or words.split(joined) or words.listed_hyphenated(kept)):
        return None
    if right.casefold() in CONJUNCTIONS and mark != SOFT and not _is_tail(opened, right, view):
        return Verdict("- ", "conjunction", 0.97)
    if opened.endswith(")"):  # "(zelf)-\nverantwoordelijke": the bracket is part of the word
        return Verdict("", "bracket", 0.9)
    if right[0].isdigit() or opened[-1].isdigit():
        return Verdict("-", "digit", 0.97)
    if right[0] in "(‘'":
        return Verdict("-", "bracket", 0.9)
    if 1 in (len(SEGMENT.split(opened)[-1]), len(right.split("-")[0])):  # no printer leaves one letter behind
        return Verdict("-", "single_letter", 0.95)
    if sign := _of_capitals(opened, right, view):
        return sign
    here, there = view.words[joined], view.words[kept]
    if here != there and (not here or not there):
        return Verdict("" if here else "-", "article", 0.97)
    here, there = words.in_collection(joined).times, words.in_collection(kept).times
    if max(here, there) >= MAJORITY * max(1, min(here, there)):
        return Verdict("" if here > there else "-", "collection", 0.95)
    if mark in PRINTERS_ONLY:
        return Verdict("", "printers_sign", 0.97)
    if words.listed_hyphenated(kept):
        return Verdict("-", "listed_with_hyphen", 0.97)
    if opened.casefold() in SCHOOLS and len(right) > 3 and words.known(right):
        return Verdict("-", "abbreviation", 0.9)
    trema = right[0].translate(TREMA)
    spelled = opened + trema + right[1:]
    if (
        trema != right[0]
        and words.known(spelled)
        and words.score(spelled) > words.score(joined) - TREMA_LEFT_OUT
    ):
        return Verdict("", "trema", 0.95, first=trema)
    if settled(opened, right, words):
        return Verdict("", "listed", 0.97)
    if words.known(joined):
        return _likelier(opened, right, view, keep)
    if words.variant(joined) and not is_name(opened):
        return Verdict("", "old_spelling", 0.9)
    return _unlisted(opened, right, view, keep)


def _one_word_only(left: str, right: str, view: View) -> bool:
    """Whether both together are a word, and far likelier than the one beside the other."""
    words = view.lexicon
    margin = words.score(left + right) - words.score(left) - words.score(right)
    return words.known(left + right) and margin > ONE_WORD


def _is_tail(left: str, right: str, view: View) -> bool:
    r"""Whether the conjunction is the rest of the broken word: "zo-\nmaar"."""
    words = view.lexicon
    if words.known(left + right):
        return right.casefold() not in ALWAYS or not words.known(left)
    return right.casefold() not in ALWAYS and not (words.known(left) or words.split(left))


def _of_capitals(left: str, right: str, view: View) -> Verdict | None:
    """What a capital beside the break tells: "Noord-Holland", "ADHD-diagnose", but "YouTube"."""
    capitals = left.isupper() and left != "IJ"
    before_capital = right[0].isupper() and not (capitals and right.isupper())
    ends_in_capital = left[-1].isupper() and not left.endswith("IJ")
    if not before_capital and (right.isupper() or not (capitals or ends_in_capital)):
        return None
    words = view.lexicon
    listed = words.listed_hyphenated(f"{left}-{right}")
    if not listed and not capitals and words.known(left + right) and words.zipf(left + right) >= FREQUENT:
        return Verdict("", "listed", 0.9)
    if before_capital:
        return Verdict("-", "capital", 0.95)
    if capitals or left[-2].isupper() or words.known(left):
        return Verdict("-", "abbreviation", 0.95)
    return None


def _unlisted(left: str, right: str, view: View, keep: float) -> Verdict:
    r"""Neither form is listed: a hyphen of its own by rule, an ending, or whatever is likelier."""
    words = view.lexicon
    last, first = SEGMENT.split(left)[-1], SEGMENT.split(right)[0]
    chain = last != left or first != right
    linked = last != left and last.casefold() in LINKS and not words.known(last + first)
    if linked or (first != right and first.casefold() in LINKS):
        return Verdict("-", "chain", 0.9)  # "kat-en-\nmuisspel", "stap-\nvoor-stap"
    if chain and words.listed_hyphenated(f"{last}-{first}"):  # "zwart-\nwit-tinten"
        return Verdict("-", "listed_with_hyphen", 0.93)
    if chain and words.known(last + first):  # "taal-onder-\nwijs"
        return Verdict("", "listed", 0.93)
    if left.casefold() in PREFIXES and words.known(first):
        return Verdict("-", "prefix", 0.93)
    if last.casefold() in SOLID_PREFIXES and first[0].islower() and not clash(last, first):
        return Verdict("", "prefix", 0.9)
    if first in ENDINGS:
        return Verdict("", "ending", 0.9)
    both = words.known(last) and words.known(first)
    if both and FIRST_ADJECTIVE.search(last) and SECOND_ADJECTIVE.search(first):
        return Verdict("-", "adjectives", 0.85)
    if both and clash(last, first) and words.split(last + first):
        return Verdict("-", "vowels", 0.93)
    if not any(c in "aeiouyáéíóúàèëïöü" for c in last.casefold()) and words.known(first):
        return Verdict("-", "abbreviation", 0.9)
    return _likelier(left, right, view, keep)


def _likelier(left: str, right: str, view: View, keep: float) -> Verdict:
    """What the odds say; near even, the other way is listed."""
    words = view.lexicon
    last, first = SEGMENT.split(left)[-1], SEGMENT.split(right)[0]
    if left.casefold() in PARTICLES and not clash(left, right):  # "mee-\ngesprongen"
        return Verdict("", "compound", 0.93)
    odds = own_hyphen(left, right, words) + HABIT * (left in view.before_hyphens)
    name = is_name(last) and words.known(first)
    margin = odds + NAME * name - keep
    confidence = round(0.97 - 0.47 * 10 ** -abs(margin), 3)
    if margin < 0:
        made = "compound" if words.split(last + first) else "letters"
        return Verdict("", "listed" if words.known(last + first) else made, confidence)
    return Verdict("-", "name" if name else "odds", confidence, doubtful=margin < NEAR)


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
        Example("de opvoe=\nding\n", "de opvoeding\n", note="a double hyphen, as old print has"),
        Example("een ADHD-\ndiagnose\n", "een ADHD-diagnose\n"),
    ),
    leaves=(
        Example("vracht- en verzendkosten\n"),
        Example("de ouder-kindrelatie\n"),
        Example("Hij kwam - en ging.\n"),
        Example("zij kwam–\nhij ging\n", note="a dash"),
    ),
    after=("lines/fake_bold", "lines/drop_cap"),
)
