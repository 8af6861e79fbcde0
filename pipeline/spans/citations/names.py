"""The grammar of names before a year, read from right to left.

A citation shows itself by its year; the names stand to the left of it and have no mark where they begin. So
the words before the year are cut into tokens and read backwards: one name, then as long as a connector
stands before it one more. What a name may hold, from right to left:

    [particles] [barrel-] Head ['s]           van der Ploeg      Ten Have-de Labije      d'Ancona
    preceded by initials or a given name      A. de Vries, Maria Montessori: skipped, they are no surname

Whether "van" is part of the name or a preposition is decided by what stands before it ("het werk van Kok",
"volgens van Dam", "Kok & van Dam"); see `_opening`. An organisation has no such shape. It is known by its
words ("-instituut", "Inspectie"), by capitals, or by filling a bracket whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.language.lexicon import Kind, lexicon
from pipeline.spans.citations import wordlists as words

TOKEN = regex.compile(
    r"""
      (?P<domain>\p{L}[\p{L}\d-]*\.(?:nl|be|com|org|net|eu|info|de)\b)                  # Leraar24.nl
    | (?P<initials>(?:(?:\p{Lu}|IJ|Th|Ch|Chr|Fr|Ph|Joh|Jos|Wm|St)\.\s?-?)+(?![\p{Ll}]))  # J.H.  Chr. M.-L.
    | (?P<word>
        ['’]s-\p{Lu}\p{L}+                                                              # 's-Gravesande
      | ['’][ts](?=\s)                                                                  # in 't Veld
      | \p{L}[\p{L}\p{M}\d]*
        (?: [˘¨´ˇ˚¸]\s?\p{L}+ | ['’\-‐‑](?=\p{L}|\d) [\p{L}\p{M}\d]+ )*               # d'Ancona, Zeytinog˘ lu
        (?: (?<=[sxzSXZ])['’](?!\p{L}) )?                                               # Marx'
        [-‐‑]?                                                                          # Have-\nde Labije
      )
    | (?P<number>\d+)
    | (?P<mark>[^\s\p{L}\d])
    """,
    regex.VERBOSE,
)
NAME = regex.compile(
    r"(?:['’]s-)?\p{Lu}[\p{L}\p{M}'’\-‐‑˘¨´ˇ˚¸\s]+|[lI]J\p{Ll}+|\p{Ll}{2,3}\p{Lu}\p{Ll}{2,}|[dDlLO]['’]\p{Lu}[\p{L}\p{M}\-]+"
)
ACRONYM = regex.compile(r"(?=(?:.*\p{Lu}){2})[\p{Lu}\d][\p{L}\d]*(?:[-/][\p{L}\d]+)*")
BARREL = regex.compile(r"\p{L}+-(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Vv]on|[Ee]l|[Ll]a|[Oo]p|[Uu]it|[Ii]n|[Aa]an)")
ACRONYM_COMPOUND = regex.compile(r"[\p{Lu}\d]{2,}-(?:\p{Ll}{3}|(?:[IVX]+|R)$)")  # PISA-resultaten, WISC-III
ROMAN = regex.compile(r"[IVX]+")
POSSESSIVE = regex.compile(r"(?<=\p{L})['’]s$|(?<=[sxzSXZ])['’]$")

# Behind the last name: "Kok e.a.", "Kok et al.", "Kok en haar collega's uit Gent". With slips of the pen.
ET_AL = regex.compile(
    r"""
    (?:,\s*)?\s(?:
        et\.?\s?al(?:ii)?\s?(?:[.,;]|a;)*\.? | etal\.? | et\sa;?\.?
      | e\.\s?a\.? | c\.\s?s\.? | cum\ssuis | u\.\s?a\.? | ea\.
      | (?:en|&|and|und)\s(?:(?:zijn|haar|hun|his|her|their|diens)\s)?(?:vele\s)?
        (?: collega['’]?s | medewerkers | anderen | team | onderzoeksgroep | (?:mede|co-?)?auteurs
          | colleagues | others | coworkers | co-workers | Kollegen | Mitarbeiter | andere )
        (?: \s(?:uit|van|in|te|from|at|aus)\s(?:de\s|het\s)?\p{Lu}[\p{L}-]+ )?
    )\s*,?\s*$
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at `[start, end)`; `kind`: domain, initials, word, number or mark."""

    text: str
    start: int
    end: int
    kind: str

    @property
    def lower(self) -> str:
        """For look-ups in the word lists."""
        return self.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a citation. They begin at `start`; initials and given names before it are left out.

    Attributes:
        outer: where the names begin with initials and given names counted in.
        end: one past the last name, or past "e.a.".
    """

    start: int
    outer: int
    end: int
    authors: tuple[str, ...]
    et_al: bool = False


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Cut `[start, end)` into tokens; white space is left out."""
    return [
        Token(
            match.group().rstrip(),
            match.start(),
            match.start() + len(match.group().rstrip()),
            match.lastgroup,
        )
        for match in TOKEN.finditer(text, start, end)
    ]


def read_names(text: str, start: int, end: int, *, bracketed: bool) -> Names | None:
    """Read the names that end at `end`, looking no further back than `start`.

    Args:
        text: the whole text; all offsets count in it.
        start: where the sentence or the bracket's member begins.
        end: where the names must end: at the year, its bracket, or the comma before it.
        bracketed: the names stand inside the bracket, where commas part names ("Kok, Mol 2004") and nothing
            but the names need to be there.
    """
    end = _without_comma(text, start, end)
    et_al = ET_AL.search(text, start, end)
    names_end = _without_comma(text, start, et_al.start()) if et_al else end
    reader = _Reader(
        text, tokenize(text, start, names_end), bracketed=bracketed, in_list=bracketed or et_al is not None
    )
    found = reader.read(lower_case_head=et_al is not None)
    if not found:
        return None
    return Names(found[0].start, found[0].outer, end, tuple(one.author for one in found), et_al is not None)


@dataclass(frozen=True, slots=True)
class _Name:
    """One name: its first token's number in the list, and where it begins without and with given names."""

    author: str
    first: int
    start: int
    outer: int


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: Sequence[Token]
    bracketed: bool
    in_list: bool

    def read(self, *, lower_case_head: bool = False) -> list[_Name]:
        """All names up to the end of the tokens, in reading order; empty when the last token is no name."""
        name = self._name(len(self.tokens), lower_case_head=lower_case_head)
        found: list[_Name] = []
        while name:
            found.insert(0, name)
            before = self._before_connector(name.first)
            name = self._name(before, connector=self.tokens[before].text) if before is not None else None
        return self._with_double_surnames(found)

    def _with_double_surnames(self, found: list[_Name]) -> list[_Name]:
        """Both words of "Kok en Goldin Meadow (2003)", as the first name has no given name before it."""
        if self.bracketed or len(found) < 2 or found[0].outer < found[0].start:
            return found
        return [
            replace(name, author=f"{word} {name.author}", start=name.outer)
            if name.outer < name.start
            and (word := " ".join(self.text[name.outer : name.start].split())).isalpha()
            and len(word) > 1
            and word.lower() not in words.GIVEN_NAMES
            and lexicon().kind(word) != Kind.WORD
            else name
            for name in found
        ]

    def _before_connector(self, first: int) -> int | None:
        """How many tokens stand before the connector that ends at token `first`; None when there is none."""
        token = self._token(first - 1)
        if token is None:
            return None
        if token.lower in words.CONNECTORS:
            self.in_list = True  # "Kok, Mol en Vos": from here on commas part names
            comma = self._token(first - 2)
            return first - 2 if comma and comma.text == "," else first - 1
        if token.text == "/" and (
            self.bracketed
            or self.text[token.start - 1 : token.end + 1].strip()
            == self.text[token.start - 1 : token.end + 1]
        ):
            return first - 1  # "Kok/Mol (2004)"
        if token.text == "," and self.in_list:
            return first - 1
        return None

    def _name(self, stop: int, *, connector: str = "", lower_case_head: bool = False) -> _Name | None:
        """The name whose last token is number `stop - 1`."""
        stop = self._skip_inverted_initials(stop)
        head = self._token(stop - 1)
        if head is None or not (
            self._is_head(head)
            or (lower_case_head and self._is_lower_case_surname(head))
            or self._is_broken(stop - 1)
            or self._is_place_with_particle(stop - 1)
        ):
            return None
        first = self._barrel(stop - 1)
        first = self._particles(first)
        if (saint := self._token(first - 1)) and saint.text == "St.":
            first -= 1
        outer = self._given_names(first)
        if connector and not self._may_continue(first, outer, connector):
            return None
        author = _joined(self.text[self.tokens[first].start : head.end])
        if author.lower() in words.LONG_PLACES:
            return None
        return _Name(author, outer, self.tokens[first].start, self.tokens[outer].start)

    def _skip_inverted_initials(self, stop: int) -> int:
        """In "(Kok, J., 2009)" the initials follow the surname; "stop" then moves before them."""
        last, comma = self._token(stop - 1), self._token(stop - 2)
        if last and comma and last.kind == "initials":
            if comma.text == ",":
                return stop - 2
            if self.bracketed and comma.kind == "word":  # "(Kok J., 2009)"
                return stop - 1
        return stop

    def _is_head(self, token: Token) -> bool:
        if token.kind == "domain":
            return token.text[0].isupper()
        if token.kind != "word" or ROMAN.fullmatch(token.text) or token.lower in words.SCHOOL_TYPES:
            return False
        if self.bracketed and ACRONYM.fullmatch(token.text):  # also with a digit: "DSM-5"
            return token.lower not in words.COMMON_NOUNS | words.MONTHS
        if not NAME.fullmatch(token.text) or ACRONYM_COMPOUND.match(token.text):
            return False
        base = POSSESSIVE.sub("", token.lower)
        if token.text.isupper():  # "WHO" is no "who", "SLO" no word at all
            return len(base) > 1 and base not in words.COMMON_NOUNS | words.MONTHS
        return len(base) > 1 and not is_no_name(base)

    @staticmethod
    def _is_lower_case_surname(token: Token) -> bool:
        """Some people write themselves so; believed only before "et al."."""
        known = words.FUNCTION_WORDS | words.COMMON_NOUNS | words.MONTHS | words.CREDITS
        return (
            token.kind == "word" and token.text.islower() and len(token.text) > 3 and token.lower not in known
        )

    def _is_broken(self, at: int) -> bool:
        """The second half of a name that a line end broke: "Hou-" and "tman"."""
        half, rest = self._token(at - 1), self.tokens[at]
        return bool(
            half
            and half.text[-1] in "-‐‑"
            and half.text[0].isupper()
            and rest.kind == "word"
            and rest.text[0].islower()
        )

    def _is_place_with_particle(self, at: int) -> bool:
        """Whether a particle makes a surname of a place or season: "De Winter (2011)", "Van Breda (2001)"."""
        head, before = self.tokens[at], self._token(at - 1)
        if not (before and head.text[0].isupper() and before.lower in words.BEFORE_PLACES):
            return False
        if head.lower in words.FUNCTION_WORDS:  # "Van der Pas", "De Kort": no such word has a capital there
            return before.text[0].isupper() or before.lower in words.NAME_ONLY_PARTICLES
        if head.lower not in words.PLACES and head.lower not in words.SEASONS_AND_DAYS:
            return False
        if before.lower in words.NAME_ONLY_PARTICLES:  # "Ter Horst", "Van der Horst"
            return True
        if before.text[0].isupper() or self.bracketed:
            return before.text[0].isupper() or self._expects_name(at - 1)
        given = self._token(at - 2)  # "Micha de Winter", but "de Jaarbeurs van Gent"
        return given is not None and (
            given.kind == "initials"
            or given.lower in words.NAME_SIGNALS
            or (given.text[0].isupper() and given.lower in words.GIVEN_NAMES)
        )

    def _barrel(self, first: int) -> int:
        """Step over the earlier barrels of a double surname: "Have-de" Labije, "Have-" de Labije."""
        while (before := self._token(first - 1)) is not None:
            open_end = before.text[-1] in "-‐‑" and len(before.text) > 2
            if before.kind == "word" and (open_end or BARREL.fullmatch(before.text)):
                first -= 1
            elif (
                before.lower in words.PARTICLES
                and (half := self._token(first - 2))
                and (half.text[-1] in "-‐‑" or BARREL.fullmatch(half.text))
            ):
                first -= 2  # "Have-" de Labije, "Roelofs-van" der Meulen
            else:
                break
        return first

    def _particles(self, first: int) -> int:
        """Step over the particles before token `first` that belong to the name."""
        reach = first
        capital = False
        while (before := self._token(reach - 1)) is not None and before.lower in words.PARTICLES:
            if capital and not before.text[0].isupper():
                break  # "van Van der Ploeg": the first is a preposition
            if not capital and reach < first and before.lower == "van" and self.tokens[reach].lower == "van":
                break
            capital = capital or before.text[0].isupper()
            reach -= 1
        return self._opening(reach, first)

    def _opening(self, reach: int, head: int) -> int:
        """Where in the chain `[reach, head)` of particles the surname begins."""
        while reach < head:
            chain = [token.lower for token in self.tokens[reach:head]]
            if self._opens_a_name(chain, reach, self.tokens[head]):
                return reach
            reach += 1
        return head

    def _opens_a_name(self, chain: list[str], at: int, head: Token) -> bool:
        before = self._token(at - 1)
        starts_sentence = before is None or before.text in ".?!:;•"
        opener = self.tokens[at]
        if chain[0] in {"het", "des", "la", "le"} and opener.text.islower():
            return False
        if all(particle in words.ARTICLES or particle == "van" for particle in chain) and is_organisation(
            head.text
        ):
            return False
        if chain[0] == "het":
            return False
        if chain[0] in words.PREPOSITION_PARTICLES and (len(chain) == 1 or chain[1] == "het"):
            return False
        if chain[0] == "al" and starts_sentence and not self.bracketed:
            return False
        if opener.text[0].isupper():
            # "In de Monitor (2015)": at the head of a sentence a preposition, unless the chain is a name's.
            loose = chain[0] in words.PREPOSITION_PARTICLES and not words.NAME_ONLY_PARTICLES & set(chain)
            return not (loose and starts_sentence and not self.bracketed)
        if chain[0] == "von" and not any(token.lower in words.GERMAN for token in self.tokens):
            return True
        if words.NAME_ONLY_PARTICLES & set(chain):
            return chain[0] not in words.PREPOSITION_PARTICLES or chain[1] in words.NAME_ONLY_PARTICLES
        return (self.bracketed or chain[0] not in words.PREPOSITION_PARTICLES) and self._expects_name(at)

    def _expects_name(self, at: int) -> bool:
        """Whether the lower-case "van" or "de" at token `at` opens a name, by what stands before it."""
        before = self._token(at - 1)
        if before is None:
            return self.bracketed
        if before.kind == "initials" or is_initial(before):
            return True
        if before.lower in words.NAME_SIGNALS:
            return True
        earlier = self._token(at - 2)
        cited_before = earlier is not None and earlier.text == ")"
        in_series = cited_before or (earlier is not None and earlier.text[0].isupper())
        if before.lower in words.CONNECTORS:  # "Kok en van Dam", but "geprägt und von Beck"
            return self.bracketed or in_series
        if before.text in {",", ":", "/", "("}:  # "van Dam (2003), de Jong (1999)"
            return self.bracketed or self.in_list or cited_before
        if before.text[0].isupper() and before.lower in words.GIVEN_NAMES:
            return True
        if before.lower in words.PREPOSITIONS and self.tokens[at].lower == "van":
            return True  # "het werk van van Dam", "lees in van Dam"
        return self._may_be_given_name(at - 1)

    def _may_be_given_name(self, at: int) -> bool:
        """A capital within the sentence that no article makes a thing: "volgens Marinus van Dam"."""
        token, before = self.tokens[at], self._token(at - 1)
        if before is None or before.kind != "word" or before.text[0].isupper() or token.kind != "word":
            return False
        if before.lower in words.ARTICLES or before.lower in words.DETERMINERS:
            return False
        return self._is_head(token) and not is_organisation(token.text)

    def _given_names(self, first: int) -> int:
        """Step over initials, given names and "dr." before the surname."""
        at = first
        while at > 0 and first - at < 4:
            before = self.tokens[at - 1]
            given = before.lower in words.GIVEN_NAMES and before.text[0].isupper()
            if before.kind == "initials" or is_initial(before) or given:
                at -= 1
            elif before.text == "." and at > 1 and self.tokens[at - 2].lower in words.TITLES:
                at -= 2
            else:
                break
        if at == first and not self.bracketed:
            # "Farouk Smid (2019)": any capitalised word may be a given name. Nothing depends on it but where
            # a connector further left is looked for.
            word = self._token(first - 1)
            if word and self._is_head(word) and word.kind == "word" and not word.text.isupper():
                return first - 1
        return at

    def _may_continue(self, first: int, outer: int, connector: str) -> bool:
        """Whether a further name left of a connector is one: no place after "in", no string of capitals."""
        before = self._token(outer - 1)
        if before is None:
            return True
        if self.bracketed and before.kind == "word" and before.text[0].isupper() and first - outer < 1:
            return before.lower in words.FUNCTION_WORDS
        return not (connector == "," and before.lower in {"in", "te", "uit", "naar"} and first == outer)

    def _token(self, number: int) -> Token | None:
        return self.tokens[number] if 0 <= number < len(self.tokens) else None


def is_no_name(word: str) -> bool:
    """Whether the lower-cased `word`, met with a capital, is a place, a month or an ordinary word."""
    return (
        word in words.FUNCTION_WORDS
        or word in words.MONTHS
        or word in words.SEASONS_AND_DAYS
        or word in words.PLACES
        or word in words.COMMON_NOUNS
        or word in words.JOURNAL_WORDS
        or word in words.NOUN_ENDINGS
        or (len(word) > 5 and word.endswith(words.NOUN_ENDINGS) and lexicon().is_word(word))
    )


def is_initial(token: Token) -> bool:
    """A single capital, with its full stop or, as in "L Winters", without."""
    return token.kind == "word" and len(token.text) == 1 and token.text.isupper()


def is_organisation(word: str) -> bool:
    """Whether `word` looks like (part of) an organisation's name: an acronym or an ending such as -raad."""
    if ROMAN.fullmatch(word):
        return False
    if ACRONYM.fullmatch(word) and (word.isupper() or regex.search(r"\p{Lu}{2}|\p{Ll}\p{Lu}$", word)):
        return not word.startswith("IJ")
    return any(part.endswith(words.ORGANISATION_ENDINGS) for part in word.lower().split("-"))


def _joined(printed: str) -> str:
    """A name in one piece: without the line end in it and without the 's of a possessive."""
    name = regex.sub(r"(?<=\p{L})[-‐‑]\s+(?=\p{Ll})(?!(?:van|de|den|der|ter|ten|von)\s)", "", printed)
    name = regex.sub(r"(?<=[-‐‑])\s+", "", name)
    return str(POSSESSIVE.sub("", " ".join(name.split())))


def _without_comma(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip().rstrip(",:").rstrip())
