"""Where a text says what a term means: families of Dutch definition patterns, by name.

Each family is a function that looks at one sentence (and knows its neighbours) and yields the words that
are named, with the sentences that define them. The families follow the inventory of Westerhout and
Monachesi (*is*, verb, punctuation, pronoun), widened by naming, stipulation, classification and translation:

    naming          "Het afbouwen van hulp wordt ook wel scaffolding genoemd."
    alias           "co-regulatie, ook wel gezamenlijke regulatie genoemd, ..."
    stipulation     "Onder speelruimte versta ik ..."; "de term ‘X’ verwijst naar ..."
    copula          "Executieve functies zijn vaardigheden die ..."; "Metacognitie houdt in dat ..."
    anaphora        "We noemen dit X." after the sentence that says what it is
    punctuation     "X (Y)", "X – Y –", "...: X.", "X, oftewel Y"
    classification  "drie vormen: de a, de b en de c hechting"
    translation     "X (Engels: Y)"

Left alone on purpose: things named as an example or a cause ("wordt als oorzaak genoemd"), things named
before ("de zojuist genoemde regels"), sources and pages in brackets, evaluations ("is een uitdaging").
A pattern within one sentence misses most definitions of an essay; `anaphora` reaches back one sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.records import Range
from pipeline.spans.terms.candidates import is_foreign, is_noun_like, may_be_term
from pipeline.spans.terms.ranking import general
from pipeline.spans.terms.words import (
    DETERMINERS,
    STOP_WORDS,
    Word,
    is_adjective,
    is_evaluative,
    plain,
    ranges_of,
    words,
)

RARE = 3.3  # zipf below which a word is taken for a term where only punctuation says so
QUOTE = r"[‘“'\"]"
UNQUOTE = r"[’”'\"]"
QUOTED_AFTER = regex.compile(rf"\s*(?:(?:de|het|een)\s)?{QUOTE}([^‘’“”\"\n]{{2,60}}?){UNQUOTE}(?!\p{{L}})")
QUOTED_BEFORE = regex.compile(rf"(?<!\p{{L}}){QUOTE}([^‘’“”\"\n]{{2,60}}){UNQUOTE}\s*\Z")
ARTICLE = regex.compile(r"(?:de|het|een)\s+", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that is defined, the sentences that do it, and what it is said to equal.

    Attributes:
        name: the range of the term, without its article or quotes.
        sentences: in order of the text.
        family: the name of the pattern's family.
        equivalents: aliases, extensions and translations, as printed.

    """

    name: Range
    sentences: tuple[Range, ...]
    family: str
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in its text, with its words and its neighbours in the same paragraph or the one before."""

    text: str
    span: Range
    words: tuple[Word, ...]
    before: Range | None
    after: Range | None

    def search(self, pattern: regex.Pattern[str]) -> Iterator[regex.Match[str]]:
        """The matches inside this sentence; offsets are those of the text."""
        matches: Iterator[regex.Match[str]] = pattern.finditer(self.text, *self.span)
        return matches

    def words_from(self, offset: int) -> tuple[Word, ...]:
        """The next words from `offset` on; as many as a name may need, determiners included."""
        first = bisect_left(self.words, offset, key=lambda word: word.start)
        return self.words[first : first + 12]

    @property
    def with_before(self) -> tuple[Range, ...]:
        """The sentence and the one it refers back to."""
        return (self.before, self.span) if self.before else (self.span,)


def find_definitions(
    text: str, sentences: Sequence[Range], *, excluded: Sequence[Range] = ()
) -> tuple[Definition, ...]:
    """All definitions of a text, in the order of their sentences.

    Args:
        text: the clean text.
        sentences: those of running text; headings and references left out by the caller.
        excluded: citations and names; nothing inside them is a term.

    """
    found: dict[tuple[Range, str], Definition] = {}
    for number, span in enumerate(sentences):
        before = sentences[number - 1] if number else None
        after = sentences[number + 1] if number + 1 < len(sentences) else None
        place = Place(text, span, words(text, span), before, after)
        for family in FAMILIES:
            for definition in family(place):
                start, end = definition.name
                if not any(start < shut_end and shut_start < end for shut_start, shut_end in excluded):
                    found.setdefault((definition.name, definition.family), definition)
    return tuple(sorted(found.values(), key=lambda each: (each.sentences[-1], each.name, each.family)))


# --- reading a name next to a cue --------------------------------------------------------------


def name_after(place: Place, offset: int) -> Range | None:
    """The term that begins at or just behind `offset`: quoted words, or a noun with its adjectives."""
    quoted = QUOTED_AFTER.match(place.text, offset, place.span[1])
    if quoted:
        return _without_article(place.text, quoted.span(1))
    following = place.words_from(offset)
    if not following or place.text[offset : following[0].start].strip():
        return None
    return _noun_group(_skip_determiners(following))


def _skip_determiners(found: Sequence[Word]) -> Sequence[Word]:
    place = 0
    while place < len(found) and found[place].low in DETERMINERS | {"ook", "wel", "vaak"}:
        place += 1
    return found[place:]


def _noun_group(found: Sequence[Word]) -> Range | None:
    """Adjectives and the noun they belong to, from the first word on; English words stay together."""
    group: list[Word] = []
    for word in found[:5]:
        if (group and not word.joined) or word.low in STOP_WORDS:
            break
        if group and not _goes_with(group[-1].low, word.low):
            break
        group.append(word)
    if not group or not (is_noun_like(group[-1].low) or is_foreign(group[-1].low)):
        return None
    return ranges_of(group)


def _goes_with(previous: str, word: str) -> bool:
    return is_adjective(previous) or is_evaluative(previous) or (is_foreign(previous) and is_foreign(word))


def name_before(place: Place, offset: int) -> Range | None:
    """The term that ends at `offset` or one space or quote before it: a noun and the adjectives before it."""
    quoted = QUOTED_BEFORE.search(place.text, place.span[0], offset)
    if quoted:
        return _without_article(place.text, quoted.span(1))
    preceding = place.words[: bisect_right(place.words, offset, key=lambda word: word.end)]
    if not preceding or place.text[preceding[-1].end : offset].strip():
        return None
    last = preceding[-1]
    if last.low in STOP_WORDS or not (may_be_term(last.low) or is_foreign(last.low)):
        return None
    group = [last]
    for word in reversed(preceding[-6:-1]):
        fits = is_adjective(word.low) or (is_foreign(word.low) and is_foreign(group[0].low))
        if not group[0].joined or not fits or word.low in STOP_WORDS or is_evaluative(word.low):
            break
        group.insert(0, word)
    return ranges_of(group)


def _without_article(text: str, span: Range) -> Range | None:
    article = ARTICLE.match(text, *span)
    start = article.end() if article else span[0]
    return (start, span[1]) if span[1] - start > 2 else None


def _subject(place: Place, offset: int) -> Range | None:
    """The term, when the sentence up to `offset` is nothing but that term and its article."""
    name = name_before(place, offset)
    if name is None:
        return None
    opening = place.text[place.span[0] : name[0]].strip(" ‘“'\"")
    return name if opening.lower() in ("", "de", "het", "een") else None


def _rare(text: str, span: Range) -> bool:
    """Whether the rarest word of a name is rare enough to be a term without further cue."""
    found = [word.low for word in words(text, span) if word.low not in STOP_WORDS]
    return bool(found) and min(general(word) for word in found) < RARE


def _define(place: Place, name: Range | None, family: str, *, back: bool = False) -> Iterator[Definition]:
    if name is not None:
        yield Definition(name, place.with_before if back else (place.span,), family)


# --- A. naming -----------------------------------------------------------------------------------

NAMED = regex.compile(
    r"""
    \b (?: wordt | worden | werd | werden ) \b   # the passive, then what stands between ...
    (?P<between> [^.;:?!\n]{0,140}? )
    \s (?P<cue> genoemd | geheten | gedoopt ) \b # ... and the participle right behind the name
    """,
    regex.VERBOSE,
)
NAMED_LAST = regex.compile(
    r"""
    \b (?: dat | die | wat | hetgeen ) \b (?P<between> [^.;:?!,\n]{1,60}? )
    \s (?: (?:genoemd|geheten) \s (?:wordt|worden|werd) | (?:wordt|worden|werd) \s genoemd | heet
        | heten | heette ) \b
    """,
    regex.VERBOSE,
)
NO_NAMING = regex.compile(
    r"""
    \b (?: als | zojuist | net | boven | hierboven | eerder | reeds | apart | afzonderlijk | bij\snaam | naar
         | moet | moeten | kan | kunnen | mag | ook\snog | expliciet | met\sname | vaakst | meest
             | onder\sandere ) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
ANAPHOR = regex.compile(r"\s*(?:Dit|Dat|Deze|Die|Zo['’]n|Hiervoor|Daarvoor|Zoiets)\b")


def naming(place: Place) -> Iterator[Definition]:
    """‘Y wordt ook wel X genoemd’; ‘een proces dat X genoemd wordt | heet’."""
    for match in place.search(NAMED):
        if NO_NAMING.search(match["between"]) is None:
            back = ANAPHOR.match(place.text, place.span[0]) is not None
            yield from _define(place, name_before(place, match.start("cue")), "naming", back=back)
    for match in place.search(NAMED_LAST):
        if NO_NAMING.search(match["between"]) is None:
            yield from _define(place, name_before(place, match.end("between")), "naming")


WE_NAME = regex.compile(
    r"""
    \b (?: noem (?:en|t|de|den)? \s (?:ik|we|wij|men|hij|zij)
         | (?:staat|staan) \s (?:ook\s)? bekend \s (?:als|onder\sde\snaam)
         | (?:wordt|worden) \s (?:ook\s|wel\s|vaak\s)* aangeduid \s (?:als|met)
         | zogeheten | zogenaamde
             | zogenoemde ) \b (?! \s (?: dit|dat|deze|het|hem|haar|ze ) \b (?! \s \p{L}+ing ) )
    """,
    regex.VERBOSE,
)


def naming_by_us(place: Place) -> Iterator[Definition]:
    """‘Y noemen we X’, ‘Y staat bekend als X’, ‘de zogeheten X’."""
    back = ANAPHOR.match(place.text, place.span[0]) is not None
    for match in place.search(WE_NAME):
        yield from _define(place, name_after(place, match.end()), "naming", back=back)


ALIAS = regex.compile(
    r"""
      ,? \s \(? (?:ook|soms|meestal|vaak|in\sde\sliteratuur) (?:\swel)? \s (?P<alias>[^,;:.()\n]{2,60}?)
        \s (?:genoemd|geheten) \b
      | ,? \s \(? (?:ook\swel|beter)\s bekend \s (?:als|onder\sde\snaam) \s (?P<alias2>[^,;:.()\n]{2,60})
    """,
    regex.VERBOSE,
)


def alias(place: Place) -> Iterator[Definition]:
    """‘X, ook wel Y genoemd’: both are defined, each by the other."""
    for match in place.search(ALIAS):
        group = "alias" if match["alias"] is not None else "alias2"
        other = name_after(place, match.start(group))
        own = name_before(place, match.start())
        if other and own:
            yield Definition(own, (place.span,), "alias", (place.text[slice(*other)],))
            yield Definition(other, (place.span,), "alias", (place.text[slice(*own)],))


# --- B. stipulation --------------------------------------------------------------------------------

UNDER = regex.compile(
    r"\b(?:[Oo]nder|[Mm]et) (?P<name>[^,;:.\n]{2,60}?) (?:versta|verstaan|verstaat|bedoel|bedoelen|"
    r"bedoelt|doel|doelen|wordt|worden)\b(?P<rest>[^.;\n]{0,80})"
)
WE_MEAN = regex.compile(
    r"(?:versta|verstaan|verstaat|bedoel|bedoelen|bedoelt|doel|doelen) (?:ik|we|wij|men|hij|zij|wij)|"
    r"(?:wordt|worden)\b.*\b(?:verstaan|bedoeld)"
)
TERM_IN_USE = regex.compile(
    rf"\b(?:term|begrip|concept|woord|benaming|naam|aanduiding) (?P<name>{QUOTE}[^‘’“”\"\n]{{2,60}}{UNQUOTE})"
)
STIPULATES = regex.compile(
    r"\b(?:gebruik|gebruiken|hanteer|hanteren|hanteert|introduceer|introduceerde|introduceert|kies|"
    r"kiezen|duid|duiden)\b"
)
GOES_ON = regex.compile(
    r"\s*(?:Hieronder|Daaronder|Hiermee|Daarmee) (?:versta|verstaan|verstaat|bedoel|bedoelen|bedoelt|"
    r"doel|doelen|wordt)\b"
)
DEFINED_AS = regex.compile(
    r"""
    \s (?: (?:definieer|definiëren|definieert|omschrijf|omschrijven|omschrijft) \s
        (?:ik|we|wij|men|hij|zij|\p{Lu}\p{L}+) (?:\s\([^)\n]{4,40}\))? \s als
         | (?:wordt|worden|is|zijn) \s (?:[\p{Ll}]+\s){0,2}? (?:gedefinieerd|omschreven) \s als
         | (?:verwijst|verwijzen) \s naar | (?:slaat|slaan) \s op | (?:staat|staan) \s voor
         | (?:duidt|duiden) \s op ) \b
    """,
    regex.VERBOSE,
)


def stipulation(place: Place) -> Iterator[Definition]:
    """‘Onder X versta ik Y’; ‘ik gebruik de term ‘X’. Hieronder versta ik Y’; ‘X verwijst naar Y’."""
    for match in place.search(UNDER):
        if WE_MEAN.search(place.text, match.end("name"), match.end()):
            yield from _define(place, name_after(place, match.start("name")), "stipulation")
    for match in place.search(TERM_IN_USE):
        continued = place.after and GOES_ON.match(place.text, place.after[0])
        if continued or STIPULATES.search(place.text, *place.span):
            name = _without_article(place.text, (match.start("name") + 1, match.end("name") - 1))
            if name:
                spans = (place.span, place.after) if continued and place.after else (place.span,)
                yield Definition(name, spans, "stipulation")
    for match in place.search(DEFINED_AS):
        yield from _define(place, _named_subject(place, match.start()), "stipulation")


NAMED_SUBJECT = regex.compile(rf"\s*{QUOTE}?(?:De|Het) (?:term|begrip|concept|woord|uitdrukking) ")


def _named_subject(place: Place, offset: int) -> Range | None:
    opening = NAMED_SUBJECT.match(place.text, place.span[0])
    return name_after(place, opening.end()) if opening and opening.end() < offset else _subject(place, offset)


# --- C. copula -------------------------------------------------------------------------------------

_GENUS = """
    vermogen proces vorm soort type fenomeen verschijnsel manier wijze toestand stoornis theorie methode
    methodiek gevoel houding patroon vaardigheid vaardigheden volwassene relatie begrip term benaming
    verzamelnaam aanpak strategie techniek model systeem stelsel geheel kenmerk eigenschap aandoening
    ontwikkeling fase periode programma instrument middel werkwijze opvatting stroming benadering neiging
    capaciteit functie functies kennis persoon iemand kind mechanisme overtuiging competentie maat mate
    verzameling reeks denkwijze situatie reactie activiteit principe kwaliteit uiting verband interventie
    oefening groep ruimte plek plaats
"""
GENUS = frozenset(_GENUS.split())
IS_A = regex.compile(
    r"""
    \s (?: is | zijn | was ) \s (?: een | de | het | iedere | elke )? \s* (?: [\p{Ll}-]{3,}e \s ){0,2}?
    (?P<genus> \p{Ll}{4,} ) \s (?: die | dat | waarbij | waarin | waarmee | waardoor | waarvan | om
        | van | voor | tussen | met | wie ) \b
    """,
    regex.VERBOSE,
)
MEANS = regex.compile(
    r"""
    \s (?: (?:houdt|houden) \s (?:\p{Ll}+\s)? in \s dat
        | (?:betekent|betekenen) \s (?:letterlijk|hier|dat|zoveel\sals)
         | (?:kenmerkt|kenmerken) \s zich \s door ) \b
    """,
    regex.VERBOSE,
)
SPOKEN_OF = regex.compile(
    r"\b(?:[Ee]r is sprake van|(?:[Ww]e|[Mm]en) (?:spreken|spreekt) (?:van|"
    r"over)) (?P<name>[^,;:.\n]{3,60}?),? (?:als|wanneer|zodra|indien)\b"
)


def copula(place: Place) -> Iterator[Definition]:
    """‘X is een vermogen dat ...’, ‘X houdt in dat ...’, ‘er is sprake van X als ...’."""
    for match in place.search(IS_A):
        if match["genus"] in GENUS or match["genus"].endswith(
            ("vermogen", "proces", "theorie", "methode", "vorm", "stoornis")
        ):
            yield from _define(place, _named_subject(place, match.start()), "copula")
    for match in place.search(MEANS):
        yield from _define(place, _named_subject(place, match.start()), "copula")
    for match in place.search(SPOKEN_OF):
        yield from _define(place, name_after(place, match.start("name")), "copula")


# --- E. anaphora -----------------------------------------------------------------------------------

THIS_IS_NAMED = regex.compile(
    r"""
    \b (?: [Nn]oem (?:en|t|de|den)? (?: \s (?:we|wij|ik|men|hij|zij|\p{Lu}[\p{L}-]+)
        (?:\s\([^)\n]{4,40}\))? )?
           \s (?: dit | dat | deze \s \p{Ll}+ | het ) (?: \s (?:ook|wel|vaak|daarom))*
         | (?: wat | hetgeen ) \s (?:we|wij|men|ik|\p{Lu}[\p{L}-]+) (?:\s(?:ook|wel|vaak))* \s
             (?:noem|noemen|noemt|noemde)
         | (?: [Ss]preek | [Ss]preken
             | [Ss]preekt ) \s (?:we|wij|men|ik) (?:\s(?:ook|wel|dan))* \s (?:van|over)
         | [Dd]it \s heet | [Dd]at \s heet ) \s
    """,
    regex.VERBOSE,
)
SECOND_NAME = regex.compile(r"[’”'\"]?\s(?:of|en)\s")


def anaphora(place: Place) -> Iterator[Definition]:
    """‘We noemen dit X (of X2)’: the sentence before says what it is."""
    for match in place.search(THIS_IS_NAMED):
        name = name_after(place, match.end())
        yield from _define(place, name, "anaphora", back=True)
        second = name and SECOND_NAME.match(place.text, name[1])
        if second:
            yield from _define(place, name_after(place, second.end()), "anaphora", back=True)


# --- D. punctuation --------------------------------------------------------------------------------

BRACKETED = regex.compile(r"(?<=[\p{L}’”'\"])\s\((?P<inner>\p{L}[^()\d:;\n]{1,60})\)")
NO_GLOSS = regex.compile(
    r"^(?:zie|vgl|bijv|bv|zoals|o\.a|onder|dus|en|of|met|in|van|voor|door|uit|als|al|ook|met name|"
    r"kortom|red|cf|vrij naar|mijn|niet|wel|cursivering)\b",
    regex.IGNORECASE,
)
DASHED = regex.compile(
    r"(?P<before>[\p{L}’”'\"])\s[–—-]\s(?P<inner>(?:de|het|een|dat wil zeggen|oftewel|"
    r"ofwel)\s[^–—\n]{8,200}?)\s[–—-]\s"
)
THAT_IS = regex.compile(
    r",?\s(?:oftewel|ofwel|dat wil zeggen|d\.w\.z\.|met andere woorden|m\.a\.w\.|i\.e\.),?\s"
)
COLON_LAST = regex.compile(r":\s(?P<name>[^:,;.()\n]{3,50})\.?$")


def brackets(place: Place) -> Iterator[Definition]:
    """‘X (Y)’: the rarer of the two is the term; an abbreviation and its long form are one term."""
    for match in place.search(BRACKETED):
        if NO_GLOSS.match(match["inner"]):
            continue
        before, inside = name_before(place, match.start()), name_after(place, match.start("inner"))
        if before is None:
            continue
        gloss = match["inner"].strip()
        named = before[0] > place.span[0] and place.text[before[0]].isupper()
        if is_abbreviation(gloss, place.text[: before[1]]):
            if not named:  # "Organisatie voor X (OXY)" is a name, not a term
                yield Definition(before, (place.span,), "brackets", (gloss,))
        elif named or gloss.isupper():
            continue
        elif inside and inside[1] >= match.end("inner") and _rarer(place.text, inside, before):
            yield Definition(inside, (place.span,), "brackets")
        elif _rare(place.text, before) and len(gloss.split()) > 1:
            yield Definition(before, (place.span,), "brackets")


def _rarer(text: str, span: Range, other: Range) -> bool:
    mine, theirs = words(text, span), words(text, other)
    return _rare(text, span) and min(general(w.low) for w in mine) <= min(general(w.low) for w in theirs)


def is_abbreviation(short: str, text_before: str) -> bool:
    """Whether capitals in brackets are the initials of the words or word parts before them."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if not 2 <= len(letters) <= 6 or sum(letter.isupper() for letter in short) < 2:
        return False
    long = text_before[-60:].lower()
    place = len(long)
    for letter in reversed(letters):
        place = long.rfind(letter, 0, place)
        if place < 0:
            return False
    return place == 0 or not long[place - 1].isalpha()


def dashes(place: Place) -> Iterator[Definition]:
    """‘X – het vermogen om ... –’."""
    for match in place.search(DASHED):
        name = name_before(place, match.end("before"))
        if name and _rare(place.text, name):
            yield Definition(name, (place.span,), "dashes")


def that_is(place: Place) -> Iterator[Definition]:
    """‘X, oftewel Y’."""
    for match in place.search(THAT_IS):
        name = name_before(place, match.start())
        if name and _rare(place.text, name):
            yield Definition(name, (place.span,), "that_is")


def colon(place: Place) -> Iterator[Definition]:
    """‘Wanneer ... ontbreekt, ontstaat er iets nieuws: aangeleerde hulpeloosheid.’."""
    for match in place.search(COLON_LAST):
        name = name_after(place, match.start("name"))
        whole = name is not None and name[1] == match.end("name")
        if (
            name
            and whole
            and match.start() - place.span[0] > 40
            and len(words(place.text, name)) > 1
            and _rare(place.text, name)
        ):
            yield Definition(name, (place.span,), "colon")


APPOSITION = regex.compile(r",\s(?P<other>(?:de|het|een)\s[^,;:.()\n]{3,60})(?=[,.])")


def apposition(place: Place) -> Iterator[Definition]:
    """‘De growth mindset, de groeigerichte houding, ...’: only behind an English term."""
    for match in place.search(APPOSITION):
        name = name_before(place, match.start())
        other = name_after(place, match.start("other"))
        if name and other and all(is_foreign(word.low) for word in words(place.text, name)):
            yield Definition(name, (place.span,), "apposition", (place.text[slice(*other)],))
            if other[1] == match.end("other"):
                yield Definition(other, (place.span,), "apposition", (place.text[slice(*name)],))


# --- G. classification -------------------------------------------------------------------------------

KINDS = regex.compile(
    r"""
    \b (?: twee | drie | vier | vijf | zes | zeven | verschillende ) \s (?:\p{Ll}+e\s)?
    (?: vormen | soorten | categorieën | typen | types | stijlen | fasen | fases | pijlers | niveaus
        | varianten
      | [\p{Ll}]+(?:stijlen|vormen|typen|fasen|strategieën|functies) ) \b
    [^:.;\n]{0,80} : \s (?P<members> [^:;.()\n]{8,200} )
    """,
    regex.VERBOSE,
)
MEMBER = regex.compile(
    r"(?:^|,\s|\ben\s|\bof\s)(?P<member>(?:(?:de|het|een)\s)?[^,\n]+?)(?=,\s|\sen\s|\sof\s|$)"
)


def classification(place: Place) -> Iterator[Definition]:
    """‘drie stijlen: de autoritaire, de toegeeflijke en de gezaghebbende opvoeding’."""
    for match in place.search(KINDS):
        start, end = match.span("members")
        for member in MEMBER.finditer(match["members"]):
            offset = start + member.start("member")
            name = _elided(place, offset) or name_after(place, offset)
            if name and name[1] <= end:
                yield Definition(name, (place.span,), "classification")


def _elided(place: Place, offset: int) -> Range | None:
    """‘de autoritaire,’ stands for the adjective with the noun at the end of the list."""
    following = _skip_determiners(place.words_from(offset))
    if not following or not is_adjective(following[0].low):
        return None
    alone = place.text[following[0].end : following[0].end + 4].lstrip().startswith((",", "en ", "of "))
    return (following[0].start, following[0].end) if alone else None


# --- H. translation --------------------------------------------------------------------------------

TRANSLATED = regex.compile(
    r"""
    \s \( (?: in\shet\s )? (?: Engels | Duits | Frans | Latijn | Grieks | Italiaans
        | letterlijk ) (?:e\sterm)? \s? [:,]? \s?
      (?P<other> [^()\n]{3,60} ) \)
    | ,? \s in \s het \s (?: Engels | Duits | Frans | Latijn | Grieks ) \s (?P<other2> [^,;:.()\n]{3,40} )
    """,
    regex.VERBOSE,
)


def translation(place: Place) -> Iterator[Definition]:
    """‘aangeleerde hulpeloosheid (Engels: learned helplessness)’."""
    for match in place.search(TRANSLATED):
        name = name_before(place, match.start())
        other = (match["other"] or match["other2"]).strip(" ‘’“”'\"")
        if name:
            yield Definition(name, (place.span,), "translation", (other,))


FAMILIES: tuple[Callable[[Place], Iterator[Definition]], ...] = (
    naming,
    naming_by_us,
    alias,
    stipulation,
    copula,
    anaphora,
    brackets,
    dashes,
    that_is,
    colon,
    apposition,
    classification,
    translation,
)


def described(text: str, sentences: Sequence[Range], names: Collection[str]) -> Iterator[Definition]:
    """‘de X, die ...’ for lower-case names known to be terms: the clause says what X is."""
    for span in sentences:
        for match in RELATIVE.finditer(text, *span):
            if plain(match["name"]) in names and _rare(text, match.span("name")):
                yield Definition(match.span("name"), (span,), "relative")


RELATIVE = regex.compile(
    r"\b(?:de|het|een)\s(?P<name>(?:\p{L}+e\s)?[\p{L}-]{4,}),\s(?:die|dat|waar|waarin|waarmee|waarbij)\s"
)
