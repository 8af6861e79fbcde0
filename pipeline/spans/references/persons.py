"""Names in lists of literature, as printed, to names as CSL-JSON has them.

Three orders are met, also mixed in one entry: "Ploeg, J. van der", "Van der Ploeg J" and "J. van der Ploeg".
Dutch particles are kept apart from the family name and in lower case, wherever they were printed, so that
"Ploeg, J. van der" and "Van der Ploeg, J." give the same name. What reads as no person is an organisation
(`literal`).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.language.lexicon import lexicon
from pipeline.spans.citations import wordlists as words

Name = dict[str, str]

_PARTICLE = (
    r"(?:(?i:van|de[nrs]?|te[nr]?|von|vom|zu[mr]?|vande[nr]?|vander|op|in|uit|aan|bij|onder|over|tot|la|le|du"
    r"|el|al|da|dos?|di|del|della|het)\s|['’][tsn]\s|(?i:l|d)['’](?=\p{Lu}))"
)
_HEAD = r"(?:['’][st]-|O['’])?\p{Lu}[\p{L}\p{M}]*[\p{Ll}\p{M}][\p{L}\p{M}]*"
_BARREL = rf"(?:\s?[-‐–]\s?(?:{_PARTICLE}){{0,3}}{_HEAD})"
# Two words: "Boscardin Vaughn". Two capitals and no more, since a title may follow.
FAMILY = rf"(?:{_PARTICLE}){{0,4}}{_HEAD}{_BARREL}{{0,2}}(?:['’]\p{{Lu}}\p{{Ll}}+)?(?:\s{_HEAD}{_BARREL}?)?"
INITIALS = r"(?:(?:IJ|Th|Ch|Chr|Fr|Ph|Joh|Jos|Wm|St|Yu|\p{Lu})\.\s?-?){1,6}"
_LAST_PARTICLE = r"(?:van|de[nrs]?|te[nr]?|von|zu[mr]?|op|in|uit|aan|la|le|du|el|d['’]|['’][ts])(?![\p{L}'’])"
_LAST_PARTICLES = rf"(?:,?\s?{_LAST_PARTICLE}){{1,4}}"
_GIVEN = r"\p{Lu}[\p{Ll}\p{M}]+(?:-\p{Lu}\p{Ll}+)?"
_JUNIOR = r"(?:,?\s(?:Jr|Sr|jr|sr)\.|\s(?:III?)\b)?"

INVERTED = regex.compile(
    rf"(?P<family>{FAMILY}|(?:{_PARTICLE}){{0,3}}\p{{Lu}}{{3,}}(?:-\p{{Lu}}{{2,}})?){_JUNIOR}\s?,\s?(?P<given>(?:{_GIVEN}\s)?{INITIALS}|{_GIVEN}(?:\s{_GIVEN})?(?=\s?(?:[,;&(/.]|$|en\s|and\s)))"
    rf"(?P<particles>{_LAST_PARTICLES})?{_JUNIOR}"
)
DIRECT = regex.compile(
    rf"(?P<given>{INITIALS}|{_GIVEN}(?:\s{_GIVEN})?(?:\s{INITIALS})?)\s?"
    rf"(?P<family>(?:{_PARTICLE}){{0,4}}{_HEAD}{_BARREL}{{0,2}}(?:\s{_HEAD}(?=\s?[(,&:]))?)"
)
BARE = regex.compile(rf"(?P<family>{FAMILY})\s(?P<given>(?-i:\p{{Lu}}{{1,4}}))(?=[,.;:&\s]|$)")
CONNECTOR = regex.compile(r"\s?(?:[,;]\s?)?(?:(?:&|/|;|,|…)\s?(?:&\s|en\s|and\s)?|(?:en|and|und)\s)")
ET_AL = regex.compile(
    r",?\s?(?:&\s|en\s|and\s)?(?:e\.\s?a\.?|et\.?\s?al\.?|c\.\s?s\.?|u\.\s?a\.|en\s(?:anderen|collega['’]?s)|and\sothers)(?!\p{L})"
)
ROLE = regex.compile(
    r",?\s?[(\[]\s?(?P<role>reds?|redactie|eindred|eds?|editors?|hrsg|hg|samenst|samensteller|vert|vertaler|trans)"
    r"\.?\s?[)\]]\.?|,?\s(?P<role>reds?|eds?|hrsg|hg)\.(?=[\s,:)]|$)",
    regex.IGNORECASE,
)
PARTICLES = regex.compile(rf"(?:{_PARTICLE})+")
AFTER_NAME = regex.compile(r"\s?(?:[,:;(&./]|en\s|and\s|und\s|e\.a\.|$)")
YEAR_FOLLOWS = regex.compile(r"\s?(?:\(|,\s?)(?:1[5-9]|20)\d\d")
EDITING = frozenset({"red", "reds", "redactie", "eindred", "ed", "eds", "editor", "editors", "hrsg", "hg"})


@dataclass(frozen=True, slots=True)
class People:
    """Names read from the start of a string, up to `end`.

    Attributes:
        role: `author`, `editor` or `translator`.
        inverted: each has its family name in front, as only a list has it.
    """

    names: tuple[Name, ...]
    end: int
    role: str = "author"
    inverted: bool = True


def read_people(text: str, start: int = 0) -> People | None:
    """The names that `text` has at `start`, as far as they go; None when there is no person.

    >>> people = read_people("Ploeg, J. van der & Kok, A. (red.) (2003). Titel.")
    >>> people.names[0]
    {'family': 'Ploeg', 'given': 'J.', 'non-dropping-particle': 'van der'}
    >>> people.role
    'editor'
    """
    names: list[Name] = []
    at = end = start
    inverted = True
    while one := _person(text, at, first=not names):
        name, end, in_front = one
        inverted = inverted and in_front
        names.append(name)
        if others := ET_AL.match(text, end):
            end = others.end()
            break
        connector = CONNECTOR.match(text, end)
        if connector is None:
            break
        at = connector.end()
    if not names:
        return None
    role = ROLE.match(text, end)
    if role:
        return People(tuple(names), role.end(), _role(role), inverted)
    return People(tuple(names), end, inverted=inverted)


def _role(match: regex.Match[str]) -> str:
    word = match["role"].lower()
    return "editor" if word in EDITING or word.startswith("samenst") else "translator"


def _person(text: str, at: int, *, first: bool) -> tuple[Name, int, bool] | None:
    """One person at `at`: the name, where it ends, and whether the family name stands in front."""
    match = INVERTED.match(text, at)
    if match and (
        _is_given(match["given"]) or (YEAR_FOLLOWS.match(text, match.end()) and _is_unknown(match))
    ):
        return (
            person(match["family"], match["given"], (match["particles"] or "").strip(" ,")),
            match.end(),
            True,
        )
    match = BARE.match(text, at)
    if match and match["family"].lower() not in words.FUNCTION_WORDS:
        return person(match["family"], match["given"]), match.end(), True
    match = DIRECT.match(text, at)
    if match and _is_given(match["given"]) and (not first or _may_open(match)):
        return person(match["family"], match["given"]), match.end(), False
    return None


def _is_unknown(match: regex.Match[str]) -> bool:
    """Whether the words of a name are no nouns: "Kaufmann, Ulrike (1995)", not "Welzijn, Sport (2010)"."""
    return not any(
        form.upos == "NOUN"
        for word in (*match["family"].split(), *match["given"].split())
        for form in lexicon().analyses(word.lower())
    )


def _is_given(given: str) -> bool:
    """Initials, or a word known as a given name: "Onderwijs, Cultuur" is no person."""
    first = given.split()[0]
    initials = "." in first or ("." in given and first.lower() not in words.FUNCTION_WORDS)
    return initials or first.lower() in words.GIVEN_NAMES


def _may_open(match: regex.Match[str]) -> bool:
    """Whether a name in the order of speech may open an entry: a comma, colon, bracket or "en" follows."""
    return AFTER_NAME.match(match.string, match.end()) is not None


def person(family: str, given: str = "", particles: str = "") -> Name:
    """A CSL name; particles before the family name and after the given name are put together.

    >>> person("Van 't Hooft", "S.")
    {'family': 'Hooft', 'given': 'S.', 'non-dropping-particle': "van 't"}
    """
    family = " ".join(family.replace("’", "'").split())
    family = regex.sub(r"\s?[-‐–]\s?", "-", family)
    if family.isupper() and len(family) > 2 and given:  # "DRAAISMA, I."
        family = regex.sub(r"(?<=\p{L})\p{L}+", lambda match: match.group().lower(), family)
    front = PARTICLES.match(family)
    if front and front.end() < len(family):
        particles = f"{particles} {front.group().strip()}".strip()
        family = family[front.end() :]
    name = {"family": family}
    if given:
        name["given"] = " ".join(given.split())
    if particles:
        name["non-dropping-particle"] = " ".join(particles.replace("’", "'").lower().split())
    return name


def organisation(text: str) -> Name:
    """The name of an organisation, or of whoever reads as no person."""
    return {"literal": " ".join(text.strip(" .,:;").split())}


def read_names(text: str) -> tuple[list[Name], str]:
    """All of `text` as names, persons and organisations mixed; with their role.

    >>> read_names("CBS, Kok, R., & Van Beek, J.")[0][0]
    {'literal': 'CBS'}
    """
    text = text.strip()
    role = "author"
    if ending := regex.search(rf"(?:{ROLE.pattern})$", text, regex.IGNORECASE):
        role = _role(ending)
        text = text[: ending.start()].strip()
    people = read_people(text)
    if people and not text[people.end :].strip(" .,:;"):
        return list(people.names), role
    # An organisation first, and persons behind a comma.
    for comma in regex.finditer(r"[,;]\s", text):
        after = read_people(text, comma.end())
        if after and not text[after.end :].strip(" .,:;") and after.inverted:
            return [organisation(text[: comma.start()]), *after.names], role
    if people and regex.match(r"\s?(?:,|&|en\s|and\s)", text[people.end :]):
        return [
            *people.names,
            organisation(regex.sub(r"^\s?(?:,\s?)?(?:&|en|and)?\s", "", text[people.end :])),
        ], role
    return ([organisation(text)] if text.strip(" .,:;") else []), role
