"""What is never a key claim, whatever words it holds.

Questions, stories about one child, text about the text itself, examples, fragments without a verb, and every
sentence outside running text (headings, captions, bullets, pull quotes, references).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.records import Kind
from pipeline.spans.placing import Placed

SHORTEST = 5  # words

QUESTION = regex.compile(r"\?[\s'\"’”)\]]*$|\?\s*$")
ASKED = regex.compile(
    r"\b(?:de (?:centrale |belangrijkste )?(?:hoofd)?vraag (?:is|luidt|blijft|rijst)|(?:ik|"
    r"we) vra(?:ag|gen) (?:me|ons) af)\b",
    regex.IGNORECASE,
)
ABOUT_TEXT = regex.compile(
    r"""
    \b (?: in | van ) \s (?: dit | deze | het \s volgende | de \s volgende | onderstaande?
        | het \s vorige | de \s vorige )
       \s (?: artikel | bijdrage | hoofdstuk | paragraaf | tekst | essay | stuk | nummer | themanummer
           | deel | kader ) \b
    | \b (?: hierboven | hieronder | boven ) \s (?: is | zijn | werd | werden | beschreven | beschreef
        | genoemd | staat | volgt | vindt ) \b
    | \b tot \s zover \b | \b zie \s (?: ook | figuur | tabel | kader | pagina ) \b
        | \b zoals \s (?:gezegd|eerder|hierboven) \b
    | ^ \W* (?: eerst | vervolgens | daarna | ten \s slotte
        | tot \s slot ) \b [^.]{0,40} \b (?: bespreek | bespreken | beschrijf | beschrijven | ga \s ik
        | gaan \s we | behandel | behandelen ) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
EXAMPLE = regex.compile(
    r"^\W*(?:voorbeelden (?:zijn|hiervan|daarvan)|een voorbeeld|bijvoorbeeld|"
    r"denk (?:bijvoorbeeld )?aan|zo (?:vertelt|vertelde|zei))\b",
    regex.IGNORECASE,
)
STIPULATION = regex.compile(
    r"\b(?:term|begrip|versta|verstaan|bedoel|bedoelen|definiëren|noem|noemen)\b", regex.IGNORECASE
)

THEY = regex.compile(r"\b(?:hij|zij|ze|hem|haar|zijn)\b", regex.IGNORECASE)
OPENS_WITH_PERSON = regex.compile(
    r"\W*(?:Hij|Zij|Ze|Ik)\s\p{Ll}|\W*\p{Lu}\p{Ll}+ \(\d{1,2}( jaar)?\)|"
    r"\W*\p{Lu}\p{Ll}+ is (?:een (?:jongen|meisje)|\p{L}+ jaar)"
)
SCENE = regex.compile(
    r"""
    \b (?: groep \s \d | klas | juf | meester | mentor | schoolplein | gymles | thuis | moeder | vader
        | zusje | broertje
         | gisteren | vanochtend | op \s een \s (?:dag|ochtend|middag) | jaar \s oud ) \b
             | \b \d{1,2} \s jaar \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
FINITE = regex.compile(
    r"""
    \b (?: is | zijn | was | waren | wordt | worden | werd | werden | heeft | hebben | had | hadden
        | kan | kunnen | kon
         | zal | zullen | zou | zouden | moet | moeten | mag | mogen | wil | willen | gaat | gaan
             | doet | doen | komt | komen
         | blijft | blijven | blijkt | lijkt | maakt | maken | geeft | geven | laat | laten | staat
             | staan | ligt | liggen
         | krijgt | krijgen | vraagt | vragen | hoeft | hoeven | ik \s \p{Ll}{2,} ) \b
             | \b \p{Ll}{3,}(?:t|en|de|te|den|ten) \b
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def excluded(
    text: str, sentence: Placed, *, vignettes: frozenset[int], defines: bool, led_in: bool = False
) -> bool:
    """Whether a sentence can be no claim.

    `defines` keeps a stipulation ("in dit artikel versta ik ..."), `led_in` a list item with its lead-in.
    """
    words = text[sentence.start : sentence.end]
    return (
        not (sentence.kind is Kind.BODY or (led_in and sentence.kind is Kind.BULLET))
        or sentence.paragraph in vignettes
        or QUESTION.search(words) is not None
        or ASKED.search(words) is not None
        or EXAMPLE.match(words) is not None
        or len(words.split()) < SHORTEST
        or FINITE.search(words) is None
        or (ABOUT_TEXT.search(words) is not None and not (defines and STIPULATION.search(words)))
    )


def vignette_paragraphs(text: str, sentences: Sequence[Placed]) -> frozenset[int]:
    """Numbers of paragraphs that tell of one person: they open with one, and keep to that person in a scene.

    A paragraph of theory may say "hij" of an author named before; it names no scene, or does not open so.
    """
    by_paragraph: dict[int, list[str]] = {}
    for each in sentences:
        if each.kind is Kind.BODY:
            by_paragraph.setdefault(each.paragraph, []).append(text[each.start : each.end])
    return frozenset(number for number, told in by_paragraph.items() if _tells_a_story(told))


def _tells_a_story(told: Sequence[str]) -> bool:
    personal = sum(THEY.search(sentence) is not None for sentence in told)
    opens = OPENS_WITH_PERSON.match(told[0]) is not None
    scenes = sum(SCENE.search(sentence) is not None for sentence in told)
    return opens and len(told) > 1 and 2 * personal >= len(told) and scenes > 0
