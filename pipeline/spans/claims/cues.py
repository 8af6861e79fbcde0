"""What kind of claim a sentence makes, by cue words; and how firmly, and on what ground.

Cues *type* a sentence, they do not choose it: on texts with gold, cue words say nothing about how central a
sentence is (see `extract`). Causal cues are those that mark cause well in Dutch corpora ("doordat",
"waardoor", "omdat", "daardoor"); bare "door" marks it in one case of seven and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

FLAGS = regex.VERBOSE | regex.IGNORECASE

CLASSIFICATION = regex.compile(
    r"""
    \b (?: twee | drie | vier | vijf | zes | zeven | verschillende ) \s (?:\p{L}+e\s)?
       (?: vormen | soorten | categorieën | typen | types | stijlen | fasen | fases | pijlers | niveaus
           | groepen
         | dimensies | componenten | functies | principes | mogelijkheden | kenmerken
             | [\p{L}]+(?:stijlen|vormen|typen|fasen) ) \b
    | \b te \s onderscheiden \b | \b onderscheid (?:en|t)? \s (?:we|wij|men|ik|hij|zij|\p{L}+\s\(\d{4})
        | \b bestaa(?:t|n) \s uit \b
    | \b val(?:t|len) \s uiteen \s in \b | \b (?:is|zijn|wordt|worden) \s onder(?:verdeeld|scheiden) \b
    """,
    FLAGS,
)
FINDING = regex.compile(
    r"""
    \b (?: onderzoek(?:en|ers)? | studies? | meta-analyses? | resultaten | bevindingen ) \b [^.;]{0,60}?
       \b (?: blijk(?:t|en)? | bleek | bleken | toon(?:t|den|de)? \s aan | tonen \s aan
           | laa?t(?:en)? \s zien | wij(?:st|zen) \s uit
            | aangetoond | bevestig(?:t|en) | suggere(?:ert|ren) | gevonden | vonden | vond | leert
                | leren ) \b
    | \b uit \s (?:\p{L}+\s){0,4}? (?: onderzoek | studies? | gegevens | cijfers | analyse ) \b
    | \b (?: blijkt | bleek | gebleken | aangetoond | is \s gevonden | is \s vastgesteld ) \b
    | \b h(?:angt|angen) \b [^.;]{0,60} \b samen \s met \b | \b samenhang(?:t|en)? \b
        | \b samenval(?:t|len) \b | \b verbonden \s met \b
    | \b voorspel(?:t|len|lers?) \b | \b correl(?:eert|atie) \b
    | \b (?:vaker|minder\s vaak|meer|minder|hoger|lager|beter) \b [^.;]{0,50} \b dan \b
    | \b \d+ (?:,\d+)? \s? (?:%|procent) | \b significant(?:e)? \b
    | \b (?i:volgens) \s (?:\p{Lu}[\p{L}-]+|onderzoek|(?:de|het|een)\s)
    | \b (?i: \d+ | een | één | twee | drie | vier | zes ) \s op \s de \s (?:\p{L}+|\d+) \b
    | \b \d+ (?:[.,]\d+)? \s (?: miljoen | weken | maanden | keer ) \b | \b helft \b
    | \b (?: verdubbel | (?:ge)?halvee?r ) (?:t|d|de|den|en)? \b
    | \b (?: stijg(?:t|en) | ste(?:eg|gen) | daal(?:t|de|den) | dalen ) \b
    | \b stel(?:t|de|den|len) \s (?:\p{L}+\s){0,3}? vast \b
    """,
    regex.VERBOSE,
)
CAUSAL = regex.compile(
    r"""
    \b (?: omdat | doordat | waardoor | daardoor | hierdoor | zodat | aangezien ) \b
    | \b leid(?:t|en|de|den) \b [^.;]{0,50} \b tot \b
        | \b zorg(?:t|en|de|den) \b [^.;]{0,30} \b (?:voor|ervoor) \b
    | \b veroorza(?:akt|ken|akte) \b | \b resulte(?:ert|ren) \s in \b | \b (?:als|tot) \s gevolg \b
    | \b kom(?:t|en) \s (?:\p{L}+\s){0,2}? voort \s uit \b | \b voortkom(?:t|en|end|ende) \s uit \b
        | \b ontsta(?:at|an) \s (?:\p{L}+\s){0,3}? (?:uit|door|wanneer|als) \b
    | \b groei(?:t|en) \s (?:\p{L}+\s){0,3}? uit \s tot \b | \b invloed \s op \b
        | \b beïnvloed(?:t|en)? \b | \b dra(?:agt|gen) \b [^.;]{0,40} \b bij \s aan \b
        | \b bijdra(?:agt|gen) \b
    | \b (?: belemmer | bevorder | beperk | verstoor | versterk | verminder | vergroot | verklein
        | stimuleer ) (?:t|en|d)? \b | \b (?:vergroten|verstoren|stimuleren) \b
    | ^ \W* (?:wanneer|als|indien|zodra) \b [^.?]{8,300} ,
    | \b hoe \s (?:meer|minder|vaker|groter|sterker|beter|eerder|\p{L}+er) \b [^.;]{2,120} \b
        (?:hoe|des\ste) \s
    """,
    FLAGS,
)
NORMATIVE = regex.compile(
    r"""
    \b (?: moet(?:en)? | dien(?:t|en) \b [^.;]{0,80} \b te | beho(?:ort|ren) ) \b | \b nodig \b
        | \b noodzakelijk(?:e)? \b
    | \b van \s (?:\p{L}+\s)? belang \b
        | \b (?:belangrijk|essentieel|cruciaal|onmisbaar|wezenlijk|vereist|onontbeerlijk)(?:e|ele|iële)?
        \b | \b essentiële \b | \b cruciale \b
    | \b voorwaarde(?:n)? \b | \b (?:opdracht|taak|uitdaging|verantwoordelijkheid) \b
        | \b vra(?:agt|gen) \s (?:\p{L}+\s){0,2}? om \b | \b mag \s (?:\p{L}+\s)? niet \b
    | \b verdien(?:t|en) \b
    """,
    FLAGS,
)
ADVICE = regex.compile(
    r"""
    \b kun(?:t|nen)? \s (?:je|u|leraren|leerkrachten|ouders|docenten|opvoeders|we) \b
        | \b kan \s de \s (?:leraar|leerkracht|docent|opvoeder|ouder|school) \b
    | ^ \W* (?: probeer | zorg | neem | bied | geef | laat | maak | vraag | begin | gebruik | stel
        | let | ga | kies ) \b (?! [^.]* \? )
    | \b helpt \s (?:\p{L}+\s){0,3}? om \b | \b raadzaam \b | \b aan \s te \s raden \b | \b adviseer \b
        | \b advies \b | \b tips? \b
    | \b (?:is|zijn|wordt) \b [^.;]{0,30} \b mogelijk \s (?:via|door|met) \b
        | \b ka?n(?:nen)? \s (?:\p{L}+\s){0,3}?
        (?:gestopt|voorkomen|versterkt|doorbroken|verminderd|bevorderd|geholpen|hersteld) \s worden \b
    | \b ka?n(?:nen)? \s worden \s
        (?:gestopt|voorkomen|versterkt|doorbroken|verminderd|bevorderd|geholpen|hersteld) \b
    """,
    FLAGS,
)
THESIS = regex.compile(
    r"""
    \b (?: betoog \s ik | mijn \s stelling | de \s kern | in \s essentie | het \s gaat \s er(?:om)?
        | waar \s het \s om \s gaat
         | in \s wezen | uitgangspunt | centraal \s staat | staat \s centraal | pleit (?:en)? ) \b
    | \b is \s (?:een|het) \s (?:\p{L}+\s)? (?: fenomeen | verschijnsel | kenmerk | wezen | kern ) \b
    """,
    FLAGS,
)
CONCLUSION = regex.compile(
    r"\b(?:kortom|concluderend|al met al|samenvattend|we kunnen concluderen|daaruit volgt|tot slot|"
    r"dit alles)\b|^\W*(?:dus|daarom)\b",
    FLAGS & ~regex.VERBOSE,
)
CLOSING_HEADING = regex.compile(
    r"\W*(?:conclusies?|tot slot|slot|slotwoord|slotbeschouwing|nabeschouwing|besluit|samenvatting|"
    r"ten slotte|tot besluit|afsluiting|conclusie en .{3,30})\W*",
    regex.IGNORECASE,
)

TYPES: Mapping[str, regex.Pattern[str]] = {
    "classification": CLASSIFICATION,
    "finding": FINDING,
    "causal": CAUSAL,
    "normative": NORMATIVE,
    "advice": ADVICE,
    "thesis": THESIS,
    "conclusion": CONCLUSION,
}

BOOST = regex.compile(
    r"\b(?:altijd|nooit|juist|onlosmakelijk|wezenlijk|uitsluitend|zeker|ongetwijfeld|onmiskenbaar|"
    r"duidelijk|cruciaal|absoluut|vooral|alle|geen enkele?)\b",
    regex.IGNORECASE,
)
HEDGE = regex.compile(
    r"\b(?:kan|kunnen|zou|zouden|mogelijk|misschien|wellicht|waarschijnlijk|vermoedelijk|lijkt|lijken|"
    r"schijnt|vaak|meestal|soms|doorgaans|veelal|enigszins|in principe|neigt)\b",
    regex.IGNORECASE,
)
NEGATION = regex.compile(
    r"\b(?:geen|niet(?! (?:alleen|slechts|zozeer|enkel))|nooit|nauwelijks|evenmin|noch|zelden)\b",
    regex.IGNORECASE,
)
APPEAL = regex.compile(
    r"\b(?:onderzoek(?:en|ers?|sters?)?|studies|wetenschap(?:pers)?|deskundigen|experts|literatuur|"
    r"meta-analyses?|rapport|peiling|enquête|hoogleraar|(?:jaar)?cijfers van)\b",
    regex.IGNORECASE,
)


def types_of(sentence: str) -> tuple[str, ...]:
    """The types whose cues a sentence has, in a fixed order. Definitions are found by `spans.terms`.

    >>> types_of("Kinderen lezen minder doordat zij weinig boeken om zich heen zien.")
    ('causal',)
    """
    return tuple(name for name, pattern in TYPES.items() if pattern.search(sentence))


def strength_of(sentence: str) -> str:
    """`boosted`, `hedged` or `plain`; a sentence with both is hedged, for the hedge limits the whole."""
    if HEDGE.search(sentence):
        return "hedged"
    return "boosted" if BOOST.search(sentence) else "plain"


def polarity_of(sentence: str) -> str:
    """`negative` when something is denied."""
    return "negative" if NEGATION.search(sentence) else "positive"
