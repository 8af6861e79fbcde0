"""Organisations as authors: names of several words that no grammar of surnames reads.

They are known by a word of theirs (Inspectie, -instituut, -raad) or by an acronym. A name may hold "&", "en"
and "van" itself; it is one name when its first part, before such a connector, has several words already:
"Centrum Kind & Gezin" is one author, "SCP & WODC" are two.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.names import Names, Token, is_no_name, is_organisation, tokenize

MOST_WORDS = 12  # in a name; the long form of a ministry has some ten
# Words in lower case inside a name: "Save the Children", "Artsen zonder Grenzen".
LINK_WORDS = words.word_set(
    "van voor het de der den en & of met in op tot zonder the for of and und für des zur"
)
# Of these "van" and the like are as likely prepositions before somebody's name: "Model van Kok, 2010".
LOOSE_LINKS = words.word_set("van in de en & op")
# Their fields are a list with commas: "Ministerie van Onderwijs, Cultuur en Wetenschap".
WITH_FIELDS = words.word_set("ministerie departement department ministry ministerium")
ADJECTIVES = ("aal", "eel", "isch", "ief", "air", "lijk", "ale", "ele", "ische", "ieve")
FROM_ABROAD = words.word_set(
    "amerikaanse britse engelse duitse franse canadese australische zweedse belgische"
)
MARKS = frozenset("&,-/.'’!+")


def organisation_before(text: str, start: int, end: int) -> Names | None:
    """An organisation of several words that ends at `end` in running text: "de Raad voor het Kind (2018)"."""
    tokens = tokenize(text, start, end)
    first = len(tokens)
    while first > 0 and len(tokens) - first < MOST_WORDS and _may_be_inside(tokens[first - 1]):
        first -= 1
    for at in range(first, len(tokens) - 1):
        opener, stretch = tokens[at], tokens[at:]
        if not opener.text[0].isupper() or opener.lower in words.FUNCTION_WORDS | words.PARTICLES:
            continue
        # "het Sociaal en Cultureel Planbureau": no person has an article before the name.
        article = at > 0 and tokens[at - 1].lower in words.ARTICLES
        one = _is_one(stretch)
        opens = (one and (is_organisation(opener.text) or (article and opener.lower not in FROM_ABROAD))) or (
            (one or article) and opener.lower.endswith(ADJECTIVES) and is_organisation(stretch[-1].text)
        )
        closes = is_organisation(stretch[-1].text) and all(token.text[0].isupper() for token in stretch)
        if (opens or closes) and stretch[-1].text[0].isupper():
            return _names(text, opener.start, stretch[-1].end)
    return None


def organisation_within(text: str, start: int, end: int) -> Names | None:
    """An organisation of several words that fills `[start, end)` of a bracket."""
    tokens = tokenize(text, start, end)
    if len(tokens) < 2 or any(token.kind == "initials" for token in tokens):
        return None
    if tokens[0].lower in WITH_FIELDS or ("," not in text[start:end] and _is_one(tokens)):
        return whole(text, start, end)
    return None


def is_linked(before: Sequence[Token]) -> bool:
    """Whether the tokens before a name belong to it by a link word: "Save the" Children."""
    if len(before) < 2 or not before[0].text[0].isupper() or before[0].lower in words.FUNCTION_WORDS:
        return False
    last = before[-1].lower
    return (
        last in LINK_WORDS
        and last not in LOOSE_LINKS
        and all(token.lower in LINK_WORDS or token.text[0].isupper() for token in before)
    )


def whole(text: str, start: int, end: int, *, comma: bool = True) -> Names | None:
    """All of `[start, end)` as one name, if it can be one: a capital first, no sentence, no code, no date.

    Args:
        text: the whole text.
        start: first character of the name.
        end: one past its last.
        comma: whether a comma parts the name from its year; without one a number at its end is no part of it.
    """
    tokens = tokenize(text, start, end)
    if not tokens or len(tokens) > MOST_WORDS:
        return None
    first, last = tokens[0], tokens[-1]
    if not first.text[0].isupper() or is_no_name(first.lower) or first.lower in words.CREDITS:
        return None
    if len(tokens) == 1 and first.lower in words.SCHOOL_TYPES:
        return None
    if first.lower in words.METALS or " ".join(token.lower for token in tokens) in words.LONG_PLACES:
        return None  # "(Gouden Griffel 2009)", "(New York, 1989)"
    if len(first.text) < 2 or (len(first.text) < 4 and first.text[-1].isdigit()):  # "P1 2017"
        return None
    if last.lower in LINK_WORDS or last.lower in words.MONTHS or last.lower in {"uit", "anno"}:
        return None
    if any(token.kind == "mark" and token.text not in MARKS for token in tokens):
        return None
    if last.kind == "number" and not comma:
        return None
    return _names(text, first.start, last.end)


def _may_be_inside(token: Token) -> bool:
    if token.text == "&":
        return True
    return token.kind in {"word", "domain"} and (token.text[0].isupper() or token.lower in LINK_WORDS)


def _is_one(tokens: Sequence[Token]) -> bool:
    """Whether an organisation's word is in the first part, and the parts do not look like several authors."""
    lead: list[Token] = []
    for token in tokens:
        if token.lower in words.CONNECTORS:
            break
        lead.append(token)
    return (len(lead) > 1 or len(lead) == len(tokens)) and any(is_organisation(token.text) for token in lead)


def _names(text: str, start: int, end: int) -> Names:
    return Names(start, start, end, (" ".join(text[start:end].split()),))
