"""Words of a text with their places, and what their form says about them.

There are no tags here. Dutch shows enough by form and by neighbours: an adjective in -e before a
word makes that word a noun, "te" makes it a verb, a determiner right before it a noun.
The lists are closed classes and common words of Dutch, written for this project.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.language.lexicon import lexicon
from pipeline.records import Range

WORD = regex.compile(
    r"""
    \p{L}[\p{L}\p{M}\p{N}]*                      # "hechting", "vwo4"
    (?: [-‐‑'’&] [\p{L}\p{N}][\p{L}\p{M}\p{N}]* )*   # "ouder-kindrelatie", "foto's"
    """,
    regex.VERBOSE,
)

HYPHENS = frozenset("-‐‑")

_DETERMINERS = """
    de het een 't 'n deze dit die dat geen elk elke ieder iedere welk welke mijn jouw je uw zijn haar ons
    onze hun alle beide enkele sommige vele veel meer meerdere minder weinig twee drie vier vijf zes zeven
    acht negen tien enige verschillende diverse
"""
DETERMINERS = frozenset(_DETERMINERS.split())

_FUNCTION_WORDS = """
    aan aangaande aangezien achter achteraf af al aldus alhoewel alleen alles als alsmede alsof alvorens
    althans ander andere anderen anders behalve beneden bij bijna binnen binnenkort boven bovendien buiten
    daar daaraan daarachter daarbij daardoor daarentegen daarheen daarin daarmee daarna daarnaast daarom
    daaronder daarop daarover daartegen daartoe daaruit daarvan daarvoor dan degene degenen des desondanks
    dus door doordat doorgaans echter eens elders elkaar en er eraan erbij erdoor ergens erin ermee ernaar
    erom eronder erop erover ertoe eruit ervan ervoor evenals evenmin eveneens even gedurende gelijk gewoon
    haast hem hen henzelf her hier hieraan hierachter hierbij hierbinnen hierboven hierdoor hierin hiermee
    hierna hiernaast hierom hieronder hierop hierover hiertegen hiertoe hieruit hiervan hiervoor hij hijzelf
    hoe hoewel hoeveel iedereen iemand iets ik immers in inderdaad indien ingeval inzake jegens jij jijzelf
    jullie juist kortom krachtens langs later latere maar mede mee men met mij mijzelf mits na naar naarmate
    naast namelijk net niemand niet niets noch nog nogal nooit nu of ofschoon oftewel ofwel om omdat omtrent
    onder ondanks ondertussen onlangs ons onszelf ook op opdat opnieuw over overal pas per reeds rond rondom
    samen sinds slechts soms staat steeds te tegen tegenover telkens ten tenslotte tenzij ter terug terwijl
    tevens tijdens toch toen tot totdat tussen uit uiteindelijk uiteraard uitsluitend vaak van vanaf vandaag
    vandaar vanuit vanwege vervolgens via volgens voor vooral voordat voorts vooruit waar waaraan waarbij
    waardoor waarin waarmee waarna waarnaar waarnaast waarom waaronder waarop waarover waartegen waartoe
    waaruit waarvan waarvoor wanneer want wat we wel wie wiens wier wij wijzelf wél zelf zelfs zeer zich
    zichzelf zij zo zoals zodat zodra zonder zowel zulk zulke u uzelf ze hè ja nee jawel dankzij namens
    omwille qua plus versus circa zogenaamd zogenaamde zogeheten meest meeste minst minste altijd misschien
    wellicht mogelijk waarschijnlijk nauwelijks vrijwel helemaal geheel volledig voldoende genoeg extra
    eerst eerste tweede derde vierde vijfde laatste volgende vorige huidige eigen aldaar niettemin
    desalniettemin bijgevolg enerzijds anderzijds allerlei allerhande dergelijk dergelijke dezelfde
    hetzelfde zodanig zodanige enzovoort bijvoorbeeld onderling onderlinge thans voortaan tegelijk
    tegelijkertijd ongeveer weer ooit mogelijke bepaalde nieuwe nieuw goed goede grote groot kleine klein
    hele andermans erg
"""
_VERBS = """
    ben bent is was waren geweest wezen zijnde word wordt worden werd werden geworden heb hebt heeft hebben
    had hadden gehad kan kun kunt kunnen kon konden zal zult zullen zou zouden moet moeten moest moesten mag
    mogen mocht mochten wil wilt willen wilde wilden wou gewild laat laten liet lieten gelaten doe doet doen
    deed deden gedaan ga gaat gaan ging gingen gegaan kom komt komen kwam kwamen gekomen blijf blijft
    blijven bleef bleven gebleven blijk blijkt blijken bleek bleken gebleken lijk lijkt lijken leek leken
    geleken schijnt schijnen dien dient dienen diende hoeft hoeven hoefde zie ziet zien zag zagen gezien
    geef geeft geven gaf gaven gegeven neem neemt nemen nam namen genomen maak maakt maken maakte maakten
    gemaakt zeg zegt zeggen zei zeiden gezegd vind vindt vinden vond vonden gevonden weet weten wist wisten
    geweten houd houdt houden hield hielden gehouden sta staan stond stonden gestaan zit zitten zat zaten
    gezeten ligt liggen lag lagen gelegen breng brengt brengen bracht brachten gebracht krijg krijgt krijgen
    kreeg kregen gekregen stelt stellen stelde stelden gesteld gebruik gebruikt gebruiken gebruikte heet
    heten noem noemt noemen noemde noemden genoemd betekent betekenen vraagt vragen leidt leiden leidde
    bestaat bestaan bestond geldt gelden wijst wijzen toont tonen bied biedt bieden speelt spelen vormt
    vormen helpt helpen hielp begint beginnen begon begonnen volgt volgen volgde denk denkt denken dacht
    wordende hebbende
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
VERBS = frozenset(_VERBS.split())
STOP_WORDS = DETERMINERS | FUNCTION_WORDS | VERBS

# Adjectives that say how much, which or how good: they make no term with the noun behind them.
_EVALUATIVE = """
    belangrijk noodzakelijk nodig bijzonder speciaal specifiek algemeen totaal voornaam concreet duidelijk
    juist fout mooi slecht beter best hoog hoger hoogst laag lager laagst lang langer kort korter recent
    vroeg jong jonger jongst oud ouder oudst enorm gering aanzienlijk beperkt uitgebreid interessant
    moeilijk makkelijk gemakkelijk eenvoudig bekend onbekend wezenlijk wenselijk passend geschikt relevant
    significant toenemend voortdurend gewoon normaal betreffend genoemd bovengenoemd bestaand vermeld
    onderhavig aanwezig nader uiteenlopend talrijk talloos afgelopen komend tijdelijk blijvend zwaar licht
    groeiend sterk zwak vast dicht breed smal snel ver groter grootst kleiner kleinst nieuwst echt waar
    werkelijk feitelijk zeker onzeker exact precies vol leeg volgend voorgaand overig rest centraal cruciaal
    essentieel optimaal ideaal twintig dertig veertig vijftig zestig zeventig tachtig negentig
"""
EVALUATIVE = frozenset(_EVALUATIVE.split())

# Short Dutch adjectives that no ending gives away.
_ADJECTIVES = """
       actief passief sociaal mentaal vitaal veilig onveilig vrij zacht hard warm koud open gesloten dood
    rijk    arm diep fijn stil rustig bang boos blij ziek gezond wild zuiver droog nat rood blauw groen wit
    zwart    grijs jong oud mondig rond recht krom scherp stabiel labiel formeel informeel primair
    secundair tertiair    digitaal groot klein hoog laag sterk zwak nieuw jeugdig dom slim helder vroeg
    laat privaat publiek bruto    netto continu divers intern extern direct indirect naast modern intiem
    integer expliciet impliciet abstract    concreet gericht neutraal
"""
ADJECTIVES = frozenset(_ADJECTIVES.split())
ADJECTIVE_FORM = regex.compile(
    r"""
    .{2,} (?: ig | lijk | isch | baar | loos | zaam | achtig | ief | eel | aal | air | ant | ent | eus | iaal
            | gericht | matig | vormig | arm | vrij | rijk | vol | waardig | bewust )
    | .{3,} (?: end | eerd )
    | (?: ge | be | ver | ont | her | on(?:ge|be|ver|ont) | over | onder ) .{2,} [dt]
    """,
    regex.VERBOSE,
)
# Nouns whose ending looks like an adjective's.
_NOUNS = """
    student docent patiënt cliënt assistent element moment talent document instrument argument agent
    president percent procent accent event kwaliteit gedrag vorm materiaal signaal kanaal verhaal schaal
    taal getal onderdeel deel voordeel nadeel oordeel aandeel middel artikel stelsel kapitaal niveau
    continent consument parlement management departement testament experiment temperament fundament segment
    accountant restaurant variant participant consulent tiental aantal geval geweld gezicht gebied gevecht
    geluid gebed verband verbod bestand besluit belang verstand geschenk gebod gelaat gewicht gericht
    bericht beleid verdriet verlangen onderwijs overleg overheid onderhoud onderzoek bedrijf verloop
    verschil vriend vijand eind avond hoofd maand stand strand wand land hand rand brand band mond grond
    vond hond jaargang journaal personeel hormoon ritueel avontuur onderscheid gebrek
"""
NOUNS = frozenset(_NOUNS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place.

    Attributes:
        joined: exactly one space parts it from the word before it.
        cut: a hyphen stands where a part of it was left out ("taal-", "-onderwijs").
    """

    text: str
    start: int
    end: int
    joined: bool
    cut: bool = False

    @property
    def low(self) -> str:
        """The word as it is compared: lower case, one kind of quote and hyphen."""
        return plain(self.text)


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """Lower case, with one kind of quote and hyphen."""
    return word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")


def words(text: str, span: Range) -> tuple[Word, ...]:
    """The words of one sentence, in order."""
    found: list[Word] = []
    for match in WORD.finditer(text, *span):
        joined = bool(found) and text[found[-1].end : match.start()] in (" ", "\u00a0")
        start, end = match.span()
        cut = text[end : end + 1] in HYPHENS or text[max(0, start - 1) : start] in HYPHENS
        found.append(Word(match.group(), start, end, joined, cut))
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def base_of_adjective(word: str) -> str:
    """The form without the ending -e, the spelling put right: "veilige" veilig, "sociale" sociaal.

    Gives the word itself when it has no such ending.
    """
    if not word.endswith("e") or len(word) < 4:
        return word
    return next(
        (form for form in _without_ending(word[:-1]) if form in ADJECTIVES or _adjectival(form)), word
    )


@lru_cache(maxsize=1 << 16)
def is_adjective(word: str) -> bool:
    """Whether a lower-case word has the form of an adjective, inflected or not."""
    base = base_of_adjective(word)
    return base in ADJECTIVES or base in EVALUATIVE or _adjectival(base)


def _adjectival(form: str) -> bool:
    return form not in NOUNS and not form.endswith(("heid", "schap")) and bool(ADJECTIVE_FORM.fullmatch(form))


@lru_cache(maxsize=1 << 16)
def is_evaluative(word: str) -> bool:
    """Whether an adjective only says how much, which or how good."""
    return word in EVALUATIVE or any(form in EVALUATIVE for form in _without_ending(word.removesuffix("e")))


@lru_cache(maxsize=1 << 16)
def singulars(word: str) -> tuple[str, ...]:
    """What the singular of a noun may be, the likeliest first; nothing is looked up."""
    found: list[str] = []
    if word.endswith("heden"):
        found.append(word[:-5] + "heid")
    elif word.endswith("'s"):
        found.append(word[:-2])
    elif word.endswith("ën"):
        found += [word[:-2], word[:-3] + "e"] if word.endswith("eeën") else [word[:-2]]
    elif word.endswith("en") and len(word) > 4:
        found += _without_ending(word[:-2])
        found.append(word[:-1])
    elif word.endswith("s") and len(word) > 4 and word[-2] not in "s":
        found.append(word[:-1])
    return tuple(found)


def _without_ending(stem: str) -> tuple[str, ...]:
    """Spellings of a stem once -e or -en is gone: double consonants, long vowels, v and z."""
    forms = [stem]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        forms.insert(0, stem[:-1])
    elif len(stem) > 2 and stem[-1] not in "aeiouwx" and stem[-2] in "aeou" and stem[-3] not in "aeou":
        forms.insert(0, stem[:-1] + stem[-2] + stem[-1])
    hard = {"v": "f", "z": "s"}
    return tuple(form[:-1] + hard[form[-1]] if form[-1:] in hard else form for form in forms)


@lru_cache(maxsize=1 << 16)
def looks_like_verb(word: str) -> bool:
    """Whether a word is a verb form by its family: "vertoont", "gewerkt", with "vertonen", "werken" known."""
    if word in VERBS:
        return True
    if not word.endswith(("t", "d", "te", "de", "ten", "den")) or word.endswith(
        ("heid", "iteit", "teit", "schap")
    ):
        return False
    stem = regex.sub(r"(?:[td]en?|[td])$", "", word)
    stem = stem.replace("ge", "", 1) if stem.startswith("ge") else stem
    infinitives = {
        stem + "en",
        stem + stem[-1:] + "en",
        regex.sub(r"([aeou])\1(\P{L}*[^aeiou])$", r"\1\2", stem) + "en",
    }
    if stem.endswith(("f", "s")):
        infinitives.add(stem[:-1] + {"f": "v", "s": "z"}[stem[-1]] + "en")
    return len(stem) > 2 and any(lexicon().known(form) for form in infinitives)


def ranges_of(found: Iterable[Word]) -> Range:
    """From the first to the last of some words."""
    kept = tuple(found)
    return kept[0].start, kept[-1].end
