"""In-text citations by author and year: "(Kok & Mol, 2009, p. 12)" and "Van der Ploeg (1990)".

How one is found: every citation has a bracket with a year (or "z.d.", "in druk") in it. If the year opens the
bracket, the names stand before it, in the sentence; else they stand in the bracket before the year, which
may hold several citations. So we go from bracket to year to names (`names.read_names`, from right to left)
and on to the locator, and keep what reads as a citation to its end.

What is left alone: anything without a name that can be an author (dates, places, ages, groups, sums), years
that are ranges or codes (`years`), legal sources (`legal`), titles of works, running heads of journals,
credits of photographs, and all that stands in the list of literature.

What one bracket does not tell is added at the end: "ibid." and the like (`whole_text`), numbers that lead to
notes (`numbered`).

Seen, read and meant are kept apart: `start`, `end`, `authors` and `year` are as printed; `issued` is the year
that was meant. Which work it is, is another stage's question.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.lexicon import Kind, lexicon
from pipeline.records import Citation, Range
from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.legal import find_legal
from pipeline.spans.citations.names import POSSESSIVE, Names, Token, is_organisation, read_names, tokenize
from pipeline.spans.citations.numbered import find_numbered
from pipeline.spans.citations.organisations import is_linked, organisation_before, organisation_within, whole
from pipeline.spans.citations.whole_text import same_works, whole_surnames, years_in_prose
from pipeline.spans.citations.years import DATE_BEFORE, DAY, LETTER, LOCATOR, Year, find_year, year_at
from pipeline.spans.components import put
from pipeline.spans.references.lists import find_lists, without_lists

KEY = "helder_citations"

OLDEST_OF_AN_ORGANISATION = "1946"
SHORTEST_COMPOUND = 10  # letters; shorter ones are surnames too often
LONGEST_UNCLOSED = 120  # characters of a bracket whose end recognition lost
LONGEST_BRACKET = 900  # characters; a long group of citations has some 400
FARTHEST_NAME = 140  # characters that are read back from a bracket; five authors take some 60

SENTENCE_END = regex.compile(r"(?<=\d[a-z]?)\.(?=\s+\p{Lu}|\s*$)")
BRACKET_OR_PARAGRAPH = regex.compile(r"[(){}\[\]]|\n[ \t]*\n")  # recognition takes a "(" for a "{"
PARAGRAPH_END = regex.compile(r"\n[ \t]*\n")
GOES_ON = regex.compile(
    r"(?:[,&]|\b(?:en|and|und|van|de|der|den|ter|ten))\s*$", regex.IGNORECASE
)  # no paragraph ends so

# --- around the names ---

# Before a year that opens its bracket nothing but these may stand: "Kok (zie 2010)", "Kok (red., 1999)".
SIGNAL_IN_BRACKET = regex.compile(
    r"\s*(?:(?:zie|vgl\.|cf\.|see|red\.,|eds?\.,)\s(?:ook\s|also\s)?)?", regex.IGNORECASE
)
# Before the names in a bracket. Particles at its end are given back to the name ("de Vries").
SIGNALS = regex.compile(
    r"""
    (?:(?: zie | vergelijk | vgl\.? | cf\.? | bijv(?:oorbeeld)?\.? | bv\.? | b\.v\. | o\.a\. | m\.n\.
      | onder\s(?:andere|meer|anderen) | met\sname | zoals | aldus | naar | volgens
      | bewerkt\snaar | ontleend\saan | vertaald\svan
      | bron(?:nen)? | uit | in | door | van | e\.g\.,? | i\.e\.,? | see | from | etwa | hierzu | dazu
      | z\.\s?B\. | siehe | auch | ook | also | en | and | und | eerder | recent | laatst | de | het | the
    )\b?\s*:?\s+)+
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Between the name and its year: "Kok & Mol (red.), 1999", "Nederlands Jeugdinstituut [NJi], 2015".
EDITORS = regex.compile(r",?\s\(?(?:red|reds|eds?|hrsg|hg)\.?\)?[\s,]*$", regex.IGNORECASE)
SHORT_FORM = regex.compile(r"\s?[(\[]\p{Lu}[\p{L}\d-]{1,9}[)\]]\s*,?\s*$")
COMMA = regex.compile(r"\s*,")
FULL_STOP = regex.compile(r"\p{Ll}{3}\.$")
QUOTED_TITLE = regex.compile(r"[\"“”„‘'](?P<title>[^\"“”„‘]{3,120}?),?[\"”’']$")
OPENING_QUOTES = frozenset("\"“„«‘'")
CLOSING_QUOTES = frozenset("\"”“»’'")
# "Volgens Leven met verlies (2015)", "Leven met verlies (2015) stelt": read only where no names are.
SPOKEN_TITLE = regex.compile(
    r"""(?: (?P<signal>[Vv]olgens|[Aa]ldus|(?:web)?site\svan|rapport\svan|platform|organisatie)\s
      | (?<![^.?!\n]\s)(?<!\S) )
    (?P<name>(?P<first>\p{Lu}\p{Ll}{2,}(?<!s|se))(?:\s\p{Ll}+){0,3}\s(?P<last>\p{Ll}+))\s?$""",
    regex.VERBOSE,
)
REPORTING = regex.compile(
    r"\s(?:stelt|schrijft|noemt|meldt|beschrijft|zegt|adviseert|geeft\saan|laat\szien|definieert|vindt)\b"
)
# "(foto: Jan Kok, 2011)"
CREDIT = regex.compile(
    r"\b(?:" + "|".join(regex.escape(word) for word in sorted(words.CREDITS)) + r")\b|©", regex.IGNORECASE
)

# --- around the year ---

# "de film Amadeus", "liedjes als Yesterday", "de single Tears in Heaven", up to the last word.
WORK_BEFORE = regex.compile(
    r"\b(?P<noun>\p{L}[\p{L}-]+)\s(?:(?:zo)?als\s)?(?:\p{Lu}[\p{L}'’-]*\s(?:in|of|the|to|on|and|de|het|een)\s)?$"
)
# "In de film Het spoor (Anna Mol, 2002)"
SHOWN = regex.compile(
    r"\b(?:\p{Ll}*film|documentaire|tv-serie|televisieserie|musical|schilderij|album)\s[^.?!;]*$"
)
MEMBER_END = regex.compile(r";(?!\.)")  # "et a;." is a slip of the pen
ONLY_SEPARATOR = regex.compile(r"[\s,;:/]*(?:(?:en|and|und|&)\s)?(?:ook\s)?\s*")
# What may follow a citation in its bracket: nothing, a separator, or another source that quotes it.
AFTER = regex.compile(
    r"\s*(?:$|[,;:.]|(?:en|and|und|in|als|as|zoals|geciteerd|aangehaald|cited|zit|met|with|versus|voor|for)\b|[&)\]–—/])"
)
REMARK = regex.compile(r"\s*[,;]\s*\p{Ll}[^\d]*$")  # "Kok (2008, eigen vertaling)"
# Behind the bracket of a running head stand its volume and pages: "(2009) 18:499", "(1992), nr. 3".
VOLUME = regex.compile(r",?\s*(?:\d+\s?[:(,]|nrs?\.|no\.|(?:jrg|jaargang|vol)\b)")
# "(Sneek, 1806 – Leiden, 1871)": where a life ended, if what stands before is no citation.
DEATH = regex.compile(r"\s*[-–—]\s?\p{Lu}")
LIFE_GOES_ON = regex.compile(r"\d{4}\s?[-–—]")
# What people do of whom the year of birth is given: "Els Mol (1970) is leerkracht".
LIFE = regex.compile(
    r"""\s(?: werkte? | studeerde | promoveerde | groeide | woont | woonde | doceert | geeft\sles
      | staat\svoor
      | (?:is|was)\s(?:\p{Ll}+\s){0,2}?\p{Ll}*
        (?: leraar | lerares | leerkracht | docente? | directeur | rector | pedago | psycho | onderwijz
          | journalist | onderzoek(?:er|ster) | moeder | vader | hoogleraar | schrijver | schrijfster | auteur
          | redact | adviseur | coach | begeleid(?:er|ster) ))""",
    regex.VERBOSE,
)
# The source that was read follows: "(Bowlby, 1969, in Van der Horst, 2008)".
SECONDARY = regex.compile(
    r"""
    [\s,;]*(?:(?:zoals|as)\s)?
    (?: (?:geciteerd|aangehaald|besproken|beschreven|genoemd|vermeld|weergegeven|geparafraseerd)
        \s(?:in|door|bij)
      | (?:cited|quoted|discussed)\s(?:in|by) | zit(?:iert)?\.?\s(?:n\.|nach|in) | (?<=[(,;.\d]\s{0,2})in
    )\s?:?\s
    """,
    regex.VERBOSE,
)
BESIDE_YEAR = regex.compile(r"^\d{4}\s?\[|\]\s?/?\s?\d{4}(?!\d)")
# The same authors, another work.
SAME_AUTHORS = regex.compile(
    r"(?<!\p{L})(?:(?:de|die)zelfde\s(?:auteurs?|onderzoekers?|schrijvers?|schrijfster)|ders\.|dies\.|idem|id\.)$",
    regex.IGNORECASE,
)
LETTERED_YEAR = regex.compile(r"(?P<year>[\dOolI ]{4,6})[a-z]$")
# "een studie van Kok uit 2020": without a bracket a year counts only behind a word for somebody's work.
YEAR_OF_WORK = regex.compile(r"\suit\s(?=\d{4}\b)")
# "Zie Stoffers 1999b, p. 3, maar ook Kok 2004": without a bracket only behind a word that refers.
BARE_SOURCE = regex.compile(
    r"""(?<!\p{L})
    (?: (?:[Zz]ie|[Vv]gl\.|[Vv]ergelijk|[Cc]f\.|[Ss]iehe|[Ss]ee|[Aa]ldus|[Vv]olgens|Dazu|Hierzu)
        (?:\s(?:ook|verder|auch|also))?:?\s
      | (?:In|Uit|Naar|Quelle|Source|(?P<any>Bron(?:nen)?)):\s
      | (?:[Oo]vergenomen|[Oo]ntleend|[Aa]angepast|[Bb]ewerkt|Adapted|Reprinted)\b
        [^\n]{0,160}?,\s(?:door|by)\s )
    (?P<sources>[^()\n]{7,200})""",
    regex.VERBOSE,
)
WORKS = words.word_set("""
    studie studies onderzoek onderzoeken artikel artikelen boek rapport werk overzicht proefschrift experiment
    die dat meta-analyse metastudie overzichtsstudie publicatie essay analyse theorie
""")


# Within a bracket: a year, also as an end of a range.
DATED = regex.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


NO_TITLES = WORKS | words.COMMON_NOUNS


@dataclass(frozen=True, slots=True)
class Original:
    """Somebody who was read in another's work: "Bowlby" in "(Bowlby, 1969, in Van der Horst, 2008)".

    `read_in` is where the citation of that other begins.
    """

    start: int
    end: int
    name: str
    read_in: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """All that one reading of a text gives: the citations, and the names cited at second hand."""

    citations: tuple[Citation, ...]
    originals: tuple[Original, ...]


def find_citations(text: str) -> tuple[Citation, ...]:
    """The in-text citations of `text`, in order; offsets are of `text`, spans do not overlap.

    >>> found = find_citations("Mol (2001) en (zie: Kok e.a., 2004, p. 3)")
    >>> [(one.authors, one.year, one.style) for one in found]
    [(('Mol',), '2001', 'narrative'), (('Kok',), '2004', 'parenthetical')]
    """
    return read_citations(text).citations


@lru_cache(maxsize=2)  # the finders of citations and of mentions ask for the same text
def read_citations(text: str) -> Found:
    """As `find_citations`, with the originals of citations at second hand."""
    lists = find_lists(text)
    body = without_lists(text, lists)
    reading = _Reading(body, find_legal(body))
    for bracket in _brackets(body):
        reading.read_bracket(bracket)
    for match in YEAR_OF_WORK.finditer(body):
        reading.read_year_of_work(match)
    for match in BARE_SOURCE.finditer(body):
        reading.read_bare(match)
    found = reading.found()
    citations = list(whole_surnames(body, found.citations))
    citations += years_in_prose(body, citations, text, lists)
    citations += same_works(body, _in_order(citations))
    citations += find_numbered(text, body, lists, lambda note: _Reading(note, ()).read_all())
    return Found(_in_order(citations), found.originals)


def _brackets(text: str) -> list[Range]:
    """Pairs of brackets, each with its contents, inner before outer; none reaches over a paragraph's end."""
    pairs: list[Range] = []
    open_at: list[int] = []
    for match in BRACKET_OR_PARAGRAPH.finditer(text):
        mark = match.group()
        if mark in "([{":
            open_at.append(match.start())
        elif mark not in ")]}":
            if open_at and GOES_ON.search(
                text, max(open_at[-1], match.start() - FARTHEST_NAME), match.start()
            ):
                continue  # a column or page ended within the bracket
            pairs += _unclosed(text, open_at, match.start())
            open_at.clear()
        elif open_at:
            start = open_at.pop()
            if match.end() - start <= LONGEST_BRACKET:
                pairs.append((start, match.end()))
    return pairs + _unclosed(text, open_at, len(text))


def _unclosed(text: str, open_at: Sequence[int], end: int) -> list[Range]:
    """The last bracket that a paragraph leaves open: recognition lost its end, which is the sentence's."""
    if not open_at:
        return []
    start = open_at[-1]
    stop = SENTENCE_END.search(text, start, min(end, start + LONGEST_UNCLOSED))
    if not stop and end - start >= LONGEST_UNCLOSED:
        return []
    last = stop.start() if stop else start + len(text[start:end].rstrip())
    return [(start, last + 1)]  # callers take off both brackets, so it goes one past what is left of this one


def _in_order(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Sorted by place; of two that overlap the first is kept."""
    kept: list[Citation] = []
    for one in sorted(citations, key=lambda one: (one.start, one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation on its way.

    Attributes:
        year_at: where its year stands; no year is used twice.
        secondary: the source that was really read follows.
    """

    citation: Citation
    names: Names
    year_at: int
    secondary: bool = False


@dataclass(slots=True)
class _Reading:
    """One pass over a text, and what it found so far."""

    text: str
    legal: tuple[Range, ...]
    cited: list[Citation] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    used_years: set[int] = field(default_factory=set)

    def found(self) -> Found:
        citations = _in_order(self.cited)
        starts = [one.start for one in citations]
        originals = []
        for one in sorted(self.originals, key=lambda one: one.start):
            at = bisect_right(starts, one.start)
            originals.append(replace(one, read_in=starts[at] if at < len(starts) else None))
        return Found(citations, tuple(originals))

    def read_all(self) -> tuple[Citation, ...]:
        """The citations of a text without lists: a note."""
        for bracket in _brackets(self.text):
            self.read_bracket(bracket)
        return self.found().citations

    def read_bracket(self, bracket: Range) -> None:
        """Add the citations of one bracket, and of the names before it."""
        start, end = bracket[0] + 1, bracket[1] - 1
        if find_year(self.text, start, end) is None or self._is_older_year(bracket):
            return
        opening = SIGNAL_IN_BRACKET.match(self.text, start, end)
        year = year_at(self.text, opening.end(), end) if opening else None
        if year:
            self._keep(self._narrative(bracket, year))
        else:
            self._keep(list(self._members(start, end, None, style="parenthetical")))

    def _is_older_year(self, bracket: Range) -> bool:
        """Whether this is the year in square brackets of "1967 [1657]" or "[1657] 1967"."""
        start, end = bracket
        alone = self.text[start] == "[" and self.text[start + 1 : end - 1].strip().isdecimal()
        return alone and BESIDE_YEAR.search(self.text[max(0, start - 5) : end + 6]) is not None

    def read_year_of_work(self, match: regex.Match[str]) -> None:
        """Add "Kok uit 2020", where a word for his work stands before the name."""
        year = year_at(self.text, match.end(), match.end() + len("2020a"))
        window = self._window(match.start())
        names = read_names(self.text, window, match.start(), bracketed=False)
        if year is None or names is None:
            return
        before = tokenize(self.text, window, names.outer)
        if len(before) > 1 and before[-1].lower in {"van", "door"} and before[-2].lower in WORKS:
            self._keep([self._with_tail(names, year, year.end, style="narrative")])

    def read_bare(self, match: regex.Match[str]) -> None:
        """Add the citations of "Zie Stoffers 1999b, p. 3; Kok 2004", when a surname comes at once."""
        start, end = match.span("sources")
        chain = list(self._members(start, end, None, style="parenthetical"))
        first = chain[0].names if chain else None
        if first and first.outer == match.start("sources"):
            self._keep([one for one in chain if match["any"] or _is_surname(one.names.authors[0])])

    def _keep(self, chain: list[_Cited]) -> None:
        """Add what a bracket gave; of a citation at second hand only the source that was read."""
        for number, cited in enumerate(chain):
            if cited.year_at in self.used_years:
                continue
            self.used_years.add(cited.year_at)
            if cited.secondary and number + 1 < len(chain):
                self._note_original(cited.names)
            elif not self._is_legal(min(cited.names.start, cited.citation.start), cited.citation.end):
                self.cited.append(cited.citation)

    def _is_legal(self, start: int, end: int) -> bool:
        return any(start < legal_end and legal_start < end for legal_start, legal_end in self.legal)

    # --- the names stand before the bracket ---

    def _narrative(self, bracket: Range, year: Year) -> list[_Cited]:
        """The citations of a bracket that opens with `year`; its names stand before it."""
        end = bracket[1] - 1
        names = self._names_before(bracket[0])
        if names is None or VOLUME.match(self.text, bracket[1]):
            return []
        if names.outer < names.start and LIFE.match(self.text, bracket[1]):
            return []  # a full name, with the year of birth
        if (year.issued or "2000") < OLDEST_OF_AN_ORGANISATION and any(
            is_organisation(word) for word in names.authors[0].split()
        ):
            return []  # of its foundation
        first = self._with_tail(names, year, end, style="narrative")
        rest_at = first.citation.end
        rest = list(self._members(rest_at, end, names, style="narrative"))
        if rest:
            return [first, *rest]
        if self.text[rest_at:end].strip() and not REMARK.fullmatch(self.text, rest_at, end):
            return []
        closed = self.text[bracket[1] - 1 : bracket[1]] in (")", "]", "}")
        return [replace(first, citation=replace(first.citation, end=bracket[1]))] if closed else [first]

    def _names_before(self, bracket: int) -> Names | None:
        """The names that end before the bracket at `bracket`, if they can be authors there."""
        window = self._window(bracket)
        if same := self._same_authors(window, bracket):
            return same
        extra = EDITORS.search(self.text, window, bracket)
        names_end = extra.start() if extra else bracket
        short = SHORT_FORM.search(self.text, window, bracket)  # "Nederlands Jeugdinstituut [NJi] (2015)"
        organisation = organisation_before(self.text, window, short.start() if short else names_end)
        names = organisation or read_names(self.text, window, names_end, bracketed=False)
        names = names or self._spoken_title(window, bracket)
        if names is None or _is_founded(names):
            return None
        before = tokenize(self.text, window, names.outer)
        if names.outer == names.start and _opens_with_noun(before):
            start = before[-2].start
            return Names(start, start, names.end, (" ".join(self.text[start : names.end].split()),))
        if before and (_is_somebody(before[-1].lower) or self._is_quoted_title(before[-1], bracket, names)):
            return None
        if self._is_compound(names) or (before and before[-1].lower == "na"):  # "Na Columbine (1999)"
            return None
        work = WORK_BEFORE.search(self.text, window, names.outer)
        if (work and _names_a_work(work["noun"].lower())) or self._is_sibling_of_none(before):
            return None
        given = self.text[names.outer : names.start].lower().split()[:1]
        if given and (_names_a_work(given[0]) or _is_somebody(given[0])):  # "Prinses Amalia (2003)"
            return None
        if self._is_title(before, names):
            return None
        if self._is_thing(before, names):
            return None
        if len(before) > 1 and before[-1].lower == "van":
            # "het kinderwetje van Van Houten (1874)", "de finale van Anderlecht (2013)"
            of = before[-2].lower
            if of.endswith(words.OF_POLITICIANS) or of in words.EVENTS | words.HONORIFICS:
                return None
        # "Tekst Jan Mol (2019)", "Foto's: Jan Mol (2019)", "Foto's door Jan Mol (2019)"
        credit = before[:-1] if before and before[-1].lower in {":", "door"} else before
        if credit and credit[-1].lower in words.CREDITS:
            return None
        return None if self._in_quotes(window, names.start) or _is_given_name(names) else names

    def _is_quoted_title(self, before: Token, bracket: int, names: Names) -> bool:
        """Whether quotation marks hold a lone word and its year: "Amadeus (1984)" is a film."""
        if before.text not in OPENING_QUOTES or len(names.authors) > 1 or names.outer < names.start:
            return False
        end = self.text.find(")", bracket)
        return self.text[end + 1 : end + 2] in CLOSING_QUOTES

    def _is_title(self, before: Sequence[Token], names: Names) -> bool:
        """Whether a lone name is a work's title: "Bomans' Erik", "In Toy Story", "Blauwe Maandag" (1985)."""
        if len(names.authors) > 1 or names.et_al:
            return False
        given = self.text[names.outer : names.start].strip()
        owner = given or (before[-1].text if before else "")
        if owner[:1].isupper() and POSSESSIVE.search(owner):  # no surname behind "collega's"
            return True
        if not given.isalpha() or given.lower() in words.GIVEN_NAMES or " " in names.authors[0]:
            return False
        if before and before[-1].text == "In":  # small, it may be "lees in Farouk Smid (2019)"
            return True
        adjective = any(form.upos == "ADJ" for form in lexicon().analyses(given.lower()))
        return (
            adjective and _is_noun(names.authors[0].lower()) and not given.lower().endswith(words.NATIONALS)
        )

    def _spoken_title(self, window: int, bracket: int) -> Names | None:
        """An organisation or site with words in small letters: "Volgens Leven met verlies (2015)"."""
        match = SPOKEN_TITLE.search(self.text, window, bracket)
        if match is None or match["first"].lower() in words.FUNCTION_WORDS or match["last"] in NO_TITLES:
            return None
        if not match["signal"] and not REPORTING.match(self.text, self.text.find(")", bracket) + 1):
            return None
        name = " ".join(match["name"].split())
        return Names(match.start("name"), match.start("name"), bracket, (name,))

    def _is_sibling_of_none(self, before: Sequence[Token]) -> bool:
        """Whether what stands beside it in a series is no citation: "Ajax (2003-2005), Feyenoord (2006)"."""
        if (
            len(before) < 2
            or before[-2].text != ")"
            or before[-1].lower not in {",", "en", "and", "und", "&", "naar"}
        ):
            return False
        end = before[-2].start
        start = self.text.rfind("(", max(0, end - 30), end)
        dated = DATED.search(self.text, start, end) if start >= 0 else None
        return dated is not None and not any(start < one.end <= end + 1 for one in self.cited[-5:])

    def _is_thing(self, before: Sequence[Token], names: Names) -> bool:
        """Whether an article makes a thing of a lone word: "de val van de Muur (1989)".

        Not where somebody's work is spoken of ("het boek van de Vries (1990)"), nor of a name that no
        dictionary has, which may be a council or a project.
        """
        name = names.authors[0]
        if (
            not before
            or before[-1].lower not in {"de", "het", "een"}
            or len(names.authors) > 1
            or names.et_al
        ):
            return False
        if any(is_organisation(word) for word in name.split()):
            return False
        if names.outer < names.start:  # "de Opel Kadett (1979)", but "de Brit Bowlby (1969)"
            given = self.text[names.outer : names.start].lower().split()[0]
            told = "." in given or given in words.GIVEN_NAMES or given.endswith(words.NATIONALS)
            return before[-1].lower != "de" or not told
        of_somebody = [token.lower for token in before[-3:-1]]
        if before[-1].lower == "de" and len(of_somebody) > 1 and of_somebody[1] in {"van", "door"}:
            return of_somebody[0] not in WORKS
        return before[-1].lower != "de" or _is_noun(name.lower()) or name.endswith(words.STREETS)

    def _is_compound(self, names: Names) -> bool:
        """Whether one long word is put together of two, as few surnames are: "De Deltawerken (1997)"."""
        *more, name = names.authors[0].lower().split()
        alone = len(names.authors) == 1 and not names.et_al and names.outer == names.start
        if not alone or len(name) < SHORTEST_COMPOUND or any(word not in words.PARTICLES for word in more):
            return False
        if is_organisation(name) or name.endswith(words.SURNAME_ENDINGS) or "-" in name:
            return False
        parts = lexicon().split(name)
        return bool(parts) and all(_is_noun(part) for part in parts)

    def _same_authors(self, start: int, end: int) -> Names | None:
        """Of "Dezelfde auteurs (2012)" the authors of the citation before."""
        end = start + len(self.text[start:end].rstrip())
        match = SAME_AUTHORS.search(self.text, start, end)
        before = [one for one in self.cited if one.end <= match.start()] if match else []
        if not match or not before:
            return None
        last = max(before, key=lambda one: one.end)
        return Names(match.start(), match.start(), end, last.authors, last.et_al)

    def _window(self, end: int) -> int:
        """From where names that end at `end` may be read: the paragraph's start, but not too far back."""
        window = max(0, end - FARTHEST_NAME)
        for paragraph in PARAGRAPH_END.finditer(self.text, window, end):
            if not GOES_ON.search(self.text, window, paragraph.start()):
                window = paragraph.end()
        while 0 < window < end and not self.text[window - 1].isspace():
            window += 1  # no half word
        return window

    def _in_quotes(self, start: int, at: int) -> bool:
        """Whether a quotation mark opened shortly before `at` is still open: the name is part of a title."""
        before = self.text[start:at]
        return before.rfind("“") > before.rfind("”") or before.rfind("«") > before.rfind("»")

    # --- the names stand in the bracket ---

    def _members(self, start: int, end: int, names: Names | None, *, style: str) -> Iterator[_Cited]:
        """The citations within `[start, end)`; a year without names has those of the one before."""
        cursor = start
        while year := find_year(self.text, cursor, end):
            letters = list(self._letters(cursor, year.start, names, style)) if names else []
            if letters:
                yield from letters
                cursor = letters[-1].citation.end
                continue
            if names is None and cursor > start and DEATH.match(self.text, cursor, year.start):
                cursor = year.end
                continue
            repeated = (
                names is not None and ONLY_SEPARATOR.fullmatch(self.text, cursor, year.start) is not None
            )
            here = (
                names if repeated else self._names_within(self._member_start(cursor, year.start), year.start)
            )
            if here is None:
                cursor = year.end
                continue
            if not repeated:
                style = "parenthetical"  # names of its own, in the bracket
            cited = self._with_tail(here, year, end, style=style, repeated=repeated)
            cursor = cited.citation.end
            if AFTER.match(self.text, cursor, end):
                yield cited
                names = here
        if names:
            yield from self._letters(cursor, end, names, style)

    def _member_start(self, cursor: int, year: int) -> int:
        """Behind the last semicolon before the year, unless it parts name and year: "(Kok; 2002)"."""
        ends = [match.end() for match in MEMBER_END.finditer(self.text, cursor, year)]
        return next((end for end in reversed(ends) if self.text[end:year].strip()), cursor)

    def _letters(self, start: int, end: int, names: Names, style: str) -> Iterator[_Cited]:
        """Further works of the same year that give only their letter: "2008a, b"."""
        previous = LETTERED_YEAR.search(self.text[max(0, start - 7) : start])
        while previous and (match := LETTER.match(self.text, start, end)):
            at, start = match.span("letter")
            year = previous["year"].strip()
            issued = year if year.isdecimal() else None
            citation = Citation(
                at, start, style, names.authors, year + match["letter"], issued, et_al=names.et_al
            )
            yield _Cited(citation, names, at)

    def _names_within(self, start: int, end: int) -> Names | None:
        """The names in `[start, end)` of a bracket, before the year at `end`."""
        start = self._behind_original(start, end)
        start = self._behind_signals(start, end)
        dated = DATE_BEFORE.search(self.text, start, end)  # "Kok, 15 april 2015"
        if dated and LIFE_GOES_ON.match(self.text, end):  # "(Sneek, 3 mei 1806 - 4 april 1871)"
            return None
        end = dated.start() if dated else end
        end = start + len(self.text[start:end].rstrip().rstrip(",:;(").rstrip())
        if FULL_STOP.search(self.text, start, end):  # "Kok. 2012", a comma that was badly read
            end -= 1
        if start >= end or CREDIT.search(self.text, start, end):
            return None
        if same := self._same_authors(start, end):
            return same
        comma = COMMA.match(self.text, end) is not None
        if dated:
            names = read_names(self.text, start, end, bracketed=True)
            if names is None or tokenize(self.text, start, names.outer) or self._is_apposition(start, names):
                return None
            name = names.authors[-1].lower().split()[-1]
            return None if name in words.NEWSPAPERS or name.endswith(words.PERIODICAL_ENDINGS) else names
        if title := QUOTED_TITLE.search(self.text, start, end):
            return Names(title.start(), title.start(), end, (title["title"],)) if comma else None
        extra = SHORT_FORM.search(self.text, start, end) or EDITORS.search(self.text, start, end)
        last = extra.start() if extra else end
        names = self._author_within(start, last, comma=comma)
        return replace(names, end=end) if names else None

    def _author_within(self, start: int, end: int, *, comma: bool) -> Names | None:
        """Persons, an organisation, or the title that stands in for them, at the end of `[start, end)`."""
        if organisation := organisation_within(self.text, start, end):
            return organisation
        names = read_names(self.text, start, end, bracketed=True)
        if names is None:
            # "(Leven met dementie, 2015)": words of any kind, if a comma parts them from the year.
            return whole(self.text, start, end) if comma else None
        before = tokenize(self.text, start, names.outer)
        if not before:
            return None if self._is_apposition(start, names) else names
        if before[-1].lower in words.INDEFINITE:  # "(een Gazelle, 1962)"
            return None
        if len(before) == 2 and before[-1].text == ":" and before[-2].lower in words.PLACES:
            return None  # "(Amsterdam: Poortman, 2003)", but not "(voor Vlaanderen: Claes, 2003)"
        if before[-1].lower in words.PLACES and len(before) > 1 and before[-2].lower in {"voor", "in"}:
            return names  # "voor Vlaanderen Claes, 2003"
        opens = before[-1].kind == "word" and before[-1].text[0].isupper()
        if is_linked(before) or (opens and before[-1].lower not in words.FUNCTION_WORDS):
            return whole(self.text, start, end, comma=comma)
        return names

    def _is_apposition(self, start: int, names: Names) -> bool:
        """No author: the birthplace in "Anna Mol (Sneek, 1923)", a film's maker, an instrument's letters."""
        if self.text[start - 1 : start] not in ("(", "[") or len(names.authors) > 1 or names.et_al:
            return False
        window = self._window(start - 1)
        if names.outer < names.start and SHOWN.search(self.text, window, start - 1):
            return True
        if names.authors[0].lower() in words.PUBLISHERS:
            return True
        if is_organisation(names.authors[0]):
            behind = tokenize(self.text, window, start - 1)[-1:]  # "de vragenlijst (SDQ, 2005)"
            return bool(behind) and behind[0].lower.endswith(words.INSTRUMENTS)
        if " " in names.authors[0]:
            return False
        before = [token.lower for token in tokenize(self.text, window, start - 1)[-2:]]
        if before[:1] == ["mijn"] and before[-1] in words.HONORIFICS:  # "mijn moeder (Wilp, 1951)"
            return True
        person = read_names(self.text, window, start - 1, bracketed=False)
        if person is None or "." in self.text[person.outer : person.start]:
            return False
        if person.outer == person.start:
            return _is_given_name(person)
        given = self.text[person.outer : person.start].split()[0].lower()
        # "Anna Mol (Maanlicht, 1998)": her book
        return given in words.GIVEN_NAMES or _is_ordinary_word(names.authors[0])

    def _behind_original(self, start: int, end: int) -> int:
        """Behind "Bowlby, geciteerd in"; Bowlby is noted."""
        markers = [match for match in SECONDARY.finditer(self.text, start, end) if match.end() < end]
        if not markers:
            return start
        marker = markers[-1]
        if self.text[start : marker.start()].strip(" ,;("):
            original = read_names(self.text, start, marker.start(), bracketed=True)
        else:
            original = self._names_before(max(0, self.text.rfind("(", 0, start + 1)))
        if original:
            self._note_original(original)
        return int(marker.end())

    def _behind_signals(self, start: int, end: int) -> int:
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:"):
            start += 1
        match = SIGNALS.match(self.text, start, end)
        if not match:
            return start
        taken = tokenize(self.text, start, match.end())
        while taken and taken[-1].lower in words.PARTICLES and taken[-1].lower not in {"in", "uit"}:
            if len(taken) > 1 and taken[-2].lower in {"vertaald", "ontleend"}:
                break
            taken.pop()
        following = tokenize(self.text, match.end(), end)[:1]
        if (
            taken
            and taken[-1].text in {"In", "Uit"}
            and following
            and following[0].lower in words.NAME_ONLY_PARTICLES
        ):
            taken.pop()  # "Uit den Bogaard"
        return taken[-1].end if taken else start

    # --- both ---

    def _with_tail(
        self, names: Names, year: Year, limit: int, *, style: str, repeated: bool = False
    ) -> _Cited:
        """The citation of these names and year, with its locator or day."""
        end, locator = year.end, None
        if day := DAY.match(self.text, end, limit):
            end = day.end()
        if match := LOCATOR.match(self.text, end, limit):
            end, locator = match.end("locator"), match["locator"]
        start = year.start if repeated else names.start
        citation = Citation(start, end, style, names.authors, year.printed, year.issued, locator, names.et_al)
        return _Cited(citation, names, year.start, SECONDARY.match(self.text, end, limit) is not None)

    def _note_original(self, names: Names) -> None:
        """Keep each of the names that were cited at second hand."""
        at = names.start
        for author in names.authors:
            at = self.text.find(author, at, names.end)
            if at < 0:  # broken over a line; not worth a guess
                return
            self.originals.append(Original(at, at + len(author), author))
            at += len(author)


def _names_a_work(word: str) -> bool:
    """Whether a name behind `word` is a work's or a firm's: "de film Amadeus", "drukkerij Kwak"."""
    return word in words.TITLE_NOUNS or (
        len(word) > 4 and word.endswith((*words.TITLE_ENDINGS, *words.ENTERPRISES))
    )


def _is_noun(word: str) -> bool:
    return any(form.upos == "NOUN" for form in lexicon().analyses(word))


def _is_ordinary_word(word: str) -> bool:
    """Whether `word`, in capitals or not, is one of the dictionary and has no shape of a surname."""
    surname = len(word) < 6 or word.lower().endswith(("er", "ers", *words.SURNAME_ENDINGS))
    return not surname and lexicon().kind(word) == Kind.WORD


def _opens_with_noun(before: Sequence[Token]) -> bool:
    """Whether a name goes on with a noun in a capital: "van Kind en" Gezin."""
    if len(before) < 3 or before[-1].lower not in words.CONNECTORS:
        return False
    return before[-2].text[0].isupper() and before[-2].lower in words.COMMON_NOUNS


def _is_somebody(word: str) -> bool:
    """Whether `word` makes the name behind it one of the story or the news: "meester", "zangeres"."""
    return word in words.HONORIFICS or word.endswith(words.ARTISTS)


def _is_founded(names: Names) -> bool:
    """Whether a year behind a name is that of its foundation: "Het Pierson College (1963)"."""
    first, *more = names.authors[0].lower().split()
    if not more:
        return first in words.FOUNDED or first in {"academie", "hogeschool"}
    return more[-1] in words.FOUNDED or (first.endswith(words.SCHOOLS) and not first.endswith("hogeschool"))


def _is_surname(author: str) -> bool:
    """One word, particles apart, that does not look like an organisation's."""
    own = [word for word in author.split() if word.lower() not in words.PARTICLES]
    return len(own) == 1 and not is_organisation(own[0])


def _is_given_name(names: Names) -> bool:
    """Whether a given name stands alone: "Bram (2003)" is a child and its year of birth."""
    first = names.authors[0].lower()
    alone = len(names.authors) == 1 and names.start == names.outer and not names.et_al
    return alone and first in words.GIVEN_NAMES and first not in words.SURNAMES_TOO


class CitationFinder:
    """Puts the citations of a document in `doc.spans["helder_citations"]`, labelled with their style."""

    def __call__(self, doc: Doc) -> Doc:
        """Find them in `doc.text`; the document is changed in place and returned."""
        put(doc, KEY, find_citations(doc.text))
        return doc


@Language.factory("helder_citations", assigns=["doc.spans"])
def create_helder_citations(nlp: Language, name: str) -> CitationFinder:
    """Make the component; it asks nothing of the components before it."""
    return CitationFinder()
