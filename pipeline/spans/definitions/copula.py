"""‘X is een vermogen dat ...’, ‘X houdt in dat ...’, ‘er is sprake van X als ...’.

Left alone: evaluations ("huiswerk is een last die ..."), which are claims.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Definition
from pipeline.spans.definitions.reading import Place, define, is_rare, name_after, subject
from pipeline.spans.terms.tags import NOUNS
from pipeline.spans.terms.words import is_evaluative

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
GENUS_ENDS = ("vermogen", "proces", "theorie", "methode", "vorm", "stoornis")
# What a judgement calls its subject; a rare subject does not make it a definition.
_JUDGEMENTS = """
    aanrader aanslag bedreiging beloning bewijs drama feest fout gemis gevaar gevolg geluk hindernis illusie
    impuls mogelijkheid noodzaak poging
    kans keuze kwestie last luxe misverstand must obstakel oorzaak opdracht optie plicht prioriteit probleem
    ramp recht reden risico schande sprookje stap struikelblok succes taak teken troef uitdaging uitkomst
    valkuil verademing verantwoordelijkheid verrijking verschil voorbeeld voordeel voorwaarde vraag vraagstuk
    vloek winst zegen zorg
"""
JUDGEMENTS = frozenset(_JUDGEMENTS.split())
_PRAISE = "uitstekende prachtige geweldige mooie leuke vreselijke nuttige waardevolle prima"
PRAISE = frozenset(_PRAISE.split())
IS_A = regex.compile(
    r"""
    \s (?: is | zijn | was ) \s (?P<article> een | de | het | iedere | elke )? \s*
    (?P<how> (?: [\p{Ll}-]{3,}e \s ){0,2}? )
    (?P<genus> \p{Ll}{4,} ) \s (?: die | dat | waarbij | waarin | waarmee | waardoor | waarvan | waarop | om
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
    r"over)) (?!een\s|geen\s)(?P<name>[^,;:.\n]{3,60}?),? (?:als|wanneer|zodra|indien)\b"
    r"|\bdan (?:is er sprake|spreken (?:we|wij)|spreekt men) (?:van|over) (?P<name2>[^,;:.\n]{3,60})"
)


def find(place: Place) -> Iterator[Definition]:
    """The definitions of this family in one sentence."""
    for match in place.search(IS_A):
        name = subject(place, match.start())
        if name and (_is_genus(match["genus"]) or _is_rare_kind(place, name, match)):
            yield from define(place, name, "copula")
    for match in place.search(MEANS):
        yield from define(place, subject(place, match.start()), "copula")
    for match in place.search(SPOKEN_OF):
        group = "name" if match["name"] is not None else "name2"
        yield from define(place, name_after(place, match.start(group)), "copula")


def _is_genus(word: str) -> bool:
    return word in GENUS or word.endswith(GENUS_ENDS)


def _is_rare_kind(place: Place, name: tuple[int, int], match: regex.Match[str]) -> bool:
    """‘Schooltaal is de taal van ...’: a rare word that opens the sentence, whatever noun says what it is."""
    judged = match["genus"] in JUDGEMENTS or any(
        is_evaluative(word) or word.endswith("ste") or word in PRAISE for word in match["how"].split()
    )
    noun = place.tags.get(place.words_to(name[1])[-1].start, "NOUN") in NOUNS
    return match["article"] is not None and noun and not judged and is_rare(place.text, name)
