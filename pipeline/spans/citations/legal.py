"""Legal sources named in the text: acts, treaties, official papers and judgments.

They look like citations (a name, a year) and are none: they have no author and no place in the list of
literature. What is found: parliamentary papers (Kamerstukken II 2023/24, 31066), official journals
(Staatscourant 2019, 64418), acts by their name (Leerplichtwet 1969, Wet op het primair onderwijs), articles
of acts (artikel 3 IVRK), European rules, judgments by ECLI.

An act without a capital ("de leerplichtwet") is an ordinary word here and is left.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.records import Range
from pipeline.spans.components import put

KEY = "helder_legal_sources"

_PAPERS = r"""
    (?: Kamerstuk(?:ken)? | Handelingen | Aanhangsel(?:\ Handelingen)? | Parl\.\ St\. )
    (?: \s+(?:Tweede\ Kamer|Eerste\ Kamer|TK|EK|II|I|Vl\.\ Parl\.) )?
    (?: [\s,]+ (?: \d{4}\s?[/-]\s?\d{2,4} | \d{2}\s?\d{3} | \d{4,5} | [IVX]+\b
      | nrs?\.\s?\d+ | p\.\s?\d+ ) (?:-\d+)* )+
"""
_JOURNALS = r"""
    (?: (?:Belgisch\ )?Staatsblad | Staatscourant | Tractatenblad | Stb\. | Stcrt\. | Trb\. | B\.S\.
      | Publicatieblad | PbEU | BGBl\. )
    \s?,?\s* (?: (?:L|C|van)\s )? \d{1,4}(?:[/.-]\d{1,4})* (?: ,?\s*(?:nr\.\s?)?\d{1,6} )?
"""
# "Wet op de jeugdzorg": the name ends with its first noun; adjectives before it end in -e, -air or -gezet.
_ACT = r"""
    (?: (?:\p{Lu}\p{Ll}{2,}|Mammoet)wet(?:boek)? | Grondwet | (?:Kinderrechten|Vrouwen|Vluchtelingen)verdrag
      | \bWet\s(?:op\s(?:de|het)|tot|voor\s(?:de|het))\s
        (?:(?:primair|voortgezet|hoger|speciaal|bijzonder|\p{Ll}+e)\s)?\p{Ll}+
        (?:\sen\s(?:wetenschappelijk\s)?(?:onderzoek|beroepsonderwijs))?
      | \bWet\s(?:passend\sonderwijs|maatschappelijke\sondersteuning|kinderopvang|langdurige\szorg
        |educatie\sen\sberoepsonderwijs|medezeggenschap\sop\sscholen|verplichte\s(?:meldcode|ggz)|publieke\sgezondheid)
      | \bWET\b | \bWet\svan\s(?=\d)
      | \bVerdrag\s(?:van|inzake)\s(?:de\s|het\s)?[\p{L}-]+(?:\svan\shet\s[Kk]ind)?
      | \bBurgerlijk\sWetboek | \bWetboek\svan\s\p{Lu}?\p{L}+
    )
    (?: \s* (?: \(\d{4}\) | \d{1,2}/\d{1,2}/\d{4} | \d{1,2}\s\p{Ll}+\s\d{4} | (?:uit\s|van\s)?\d{4}(?!\d) ) )?
"""
_ARTICLE = r"""
    \b(?:[Aa]rt(?:ikel(?:en)?)?\.?|§)\s\d+[a-z]?(?:[:.]\d+[a-z]?)*(?:,?\s(?:eerste|tweede|derde|\d+e|lid\s\d+)(?:\slid)?)?,?\s
    (?:van\s(?:de|het)\s)?
    (?: IVRK | EVRM | AVG | BW | Sr | Sv | Awb | WPO | WVO | WEC | WHW | WEB | Gw | Wmo | GG
      | (?:\p{Lu}\p{Ll}{2,}|\b[Jj]eugd|\b[Ll]eerplicht)wet | [Gg]rondwet | (?:Kinderrechten)verdrag )\b
"""
_EUROPEAN = r"""
    (?:Verordening|Richtlijn|Besluit|Kaderbesluit)\s(?:\((?:EU|EG|EEG)\)\s)?(?:nr\.\s)?\d{2,4}/\d{1,4}(?:/(?:EU|EG|EEG|JBZ))?
"""
_JUDGMENT = r"ECLI:[A-Z]{2}:[A-Z]+:\d{4}:[A-Z0-9.]+"

LEGAL = regex.compile(
    "|".join(f"(?:{part})" for part in (_PAPERS, _JOURNALS, _ARTICLE, _ACT, _EUROPEAN, _JUDGMENT)),
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class LegalSource:
    """A legal source named at `[start, end)`."""

    start: int
    end: int


def find_legal(text: str) -> tuple[Range, ...]:
    """The places of legal sources in `text`, in order.

    >>> text = "Dat staat in de Leerplichtwet 1969 (Stb. 1968, 303)."
    >>> [text[start:end] for start, end in find_legal(text)]
    ['Leerplichtwet 1969', 'Stb. 1968, 303']
    """
    return tuple((match.start(), match.end()) for match in LEGAL.finditer(text))


@Language.factory("helder_legal_sources", assigns=["doc.spans"])
def create_helder_legal_sources(nlp: Language, name: str) -> LegalSources:
    """Make the component; it asks nothing of the components before it."""
    return LegalSources()


class LegalSources:
    """Puts the legal sources of a document in `doc.spans["helder_legal_sources"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find them in `doc.text`; the document is changed in place and returned."""
        put(doc, KEY, (LegalSource(start, end) for start, end in find_legal(doc.text)))
        return doc
