"""From a citation to its entry in the list of literature; pure functions of records.

Names are compared without case, accents, hyphens and particles, so that "Van der Ploeg (1990)" finds both
"Ploeg, J. van der (1990)" and "Van der Ploeg, J. (1990)"; the particles decide only between two that fit.
One entry that fits is the reference; of several nothing is chosen, and all are candidates.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from pipeline.records import Citation, Reference
from pipeline.spans.citations import wordlists as words
from pipeline.spans.citations.names import is_organisation
from pipeline.spans.references.persons import Name, organisation, person

UNDATED = regex.compile(r"[znso]\.\s?[djy]\.?|zonder", regex.IGNORECASE)
FORTHCOMING = regex.compile(r"in\s|im\s|ter\s|te\s|forthcoming", regex.IGNORECASE)
LETTER = regex.compile(r"(?<=[\dOlI.])[a-z]$")
SHORT_FORM = regex.compile(r"\s?[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation refers to, as places in the list of references.

    Attributes:
        reference: the one entry that fits; None when none does, or several do.
        candidates: the entries it may refer to, when it is not resolved: those that fit equally well; if none
            has the year, those of the same authors with another year.
    """

    reference: int | None = None
    candidates: tuple[int, ...] = ()


def resolve(citations: Sequence[Citation], references: Sequence[Reference]) -> tuple[Resolution, ...]:
    """The entry of each citation, in the order of the citations.

    >>> entry = Reference(0, 9, {"author": [{"family": "Ploeg", "non-dropping-particle": "van der"}],
    ...                          "issued": {"date-parts": [[1990]]}})
    >>> resolve([Citation(0, 9, "narrative", ("Van der Ploeg",), "1990", "1990")], [entry])
    (Resolution(reference=0, candidates=()),)
    """
    first: dict[str, list[int]] = {}
    for number, reference in enumerate(references):
        for key in _first_keys(reference.csl):
            first.setdefault(key, []).append(number)
    return tuple(_resolve(citation, references, first) for citation in citations)


def uncited(resolutions: Sequence[Resolution], references: Sequence[Reference]) -> tuple[int, ...]:
    """The entries that no citation refers to, nor may refer to."""
    cited = {number for one in resolutions for number in (one.reference, *one.candidates)}
    return tuple(number for number in range(len(references)) if number not in cited)


def without_entry(resolutions: Sequence[Resolution]) -> tuple[int, ...]:
    """The citations that no entry fits, not even as a candidate."""
    return tuple(n for n, one in enumerate(resolutions) if one.reference is None and not one.candidates)


def as_name(author: str) -> Name:
    """A cited author as a CSL name: "Van der Ploeg" a person, "Inspectie van het Onderwijs" a literal."""
    name = person(author)
    own = name["family"].split()
    if len(own) > 2 or any(is_organisation(word) or not word[0].isalpha() for word in own) or "." in author:
        return organisation(author)
    return name


def author_key(name: Name) -> str:
    """One key for one author across a collection: surname, particles in front, then the first initial.

    >>> author_key({"family": "Ploeg", "given": "J.D.", "non-dropping-particle": "van der"})
    'van-der-ploeg-j'
    """
    whole = name.get("literal") or f"{name.get('non-dropping-particle', '')} {name['family']}"
    initial = name.get("given", "")[:1]
    return "-".join(regex.findall(r"[a-z\d]+", plain(f"{whole} {initial}")))


def folded(text: str) -> str:
    """Lower case without accents."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold().replace("’", "'")


def plain(text: str) -> str:
    """As names are compared: folded; "lJ", as recognition has it, is "IJ", and so is "Y"."""
    text = regex.sub(r"\bl(?=J)|\bl(?=j\p{Ll})", "I", text)
    return folded(text).replace("ij", "y").replace("˘ ", "")


# --- how well they fit ---


def _resolve(
    citation: Citation, references: Sequence[Reference], first: Mapping[str, Sequence[int]]
) -> Resolution:
    if citation.number is not None:
        numbered = [n for n, r in enumerate(references) if r.csl.get("citation-number") == citation.number]
        if len(numbered) == 1:
            return Resolution(numbered[0])
    keys = {_squeezed(_head(citation.authors[0])), _squeezed(citation.authors[0])}
    near = sorted({n for key in keys for n in first.get(key, ())})
    if not near and _is_acronym(citation.authors[0]):
        near = [n for n, r in enumerate(references) if _abbreviates(citation.authors[0], r.csl)]
    fits = {n: _fit(citation, references[n].csl) for n in near}
    dated = [n for n in near if fits[n] and _same_year(citation, references[n].csl)]
    best = max((fits[n] for n in dated), default=0)
    chosen = tuple(n for n in dated if fits[n] == best)
    if len(chosen) == 1:
        return Resolution(chosen[0])
    return Resolution(None, chosen or tuple(n for n in near if fits[n] > _WEAK))


_WEAK, _FIRST_ONLY = 1, 2


def _fit(citation: Citation, item: Mapping[str, Any]) -> int:
    """How well the authors fit: 0 not at all, more is better."""
    names = _names(item)
    cited = [_squeezed(_head(author)) for author in citation.authors]
    listed = [_squeezed(_head(_shown(name))) for name in names]
    if not names or len(cited) > max(1, len(listed)):
        return 0
    if len(cited) > 1 and cited[1:] != listed[1 : len(cited)]:
        return 0
    if citation.et_al:
        fit = 4 if len(listed) > len(cited) else _WEAK
    elif len(cited) == len(listed):
        fit = 5
    else:
        fit = _FIRST_ONLY if len(cited) == 1 else 3
    whole = [plain(" ".join(author.split())) for author in citation.authors]
    exact = whole == [plain(_shown(name)) for name in names[: len(whole)]]
    return 2 * fit + exact  # the particles decide between two that fit else


def _same_year(citation: Citation, item: Mapping[str, Any]) -> bool:
    issued = item.get("issued", {})
    letter = LETTER.search(citation.year)
    suffix = item.get("year-suffix")
    if letter and suffix and letter.group() != suffix:
        return False
    if citation.issued is None:
        printed = str(issued.get("literal", "z.d." if not issued else ""))
        return any(bool(p.match(printed)) and bool(p.match(citation.year)) for p in (UNDATED, FORTHCOMING))
    years = [
        str(item[key]["date-parts"][0][0])
        for key in ("issued", "original-date")
        if "date-parts" in item.get(key, {})
    ]
    return citation.issued in years


def _names(item: Mapping[str, Any]) -> list[Name]:
    """Who stands in front of an entry; a title stands in for nobody."""
    names: list[Name] = item.get("author") or item.get("editor") or []
    return names or ([{"literal": item["title"]}] if "title" in item else [])


def _first_keys(item: Mapping[str, Any]) -> set[str]:
    names = _names(item)
    if not names:
        return set()
    shown = _shown(names[0])
    return {_squeezed(_head(shown)), _squeezed(shown), _squeezed(SHORT_FORM.sub("", shown))} | {
        _squeezed(short) for short in regex.findall(r"[(\[]([^()\[\]]{2,12})[)\]]", shown)
    }


def _shown(name: Name) -> str:
    return name.get("literal") or f"{name.get('non-dropping-particle', '')} {name['family']}".strip()


def _head(author: str) -> str:
    """The surname without particles; a name of particles alone is left whole."""
    parts = author.replace("’", "'").split()
    while len(parts) > 1 and parts[0].lower() in words.PARTICLES:
        parts.pop(0)
    return str(regex.sub(r"^[dDlL]'(?=\p{Lu})", "", " ".join(parts)))


def _squeezed(name: str) -> str:
    return str(regex.sub(r"[^\p{L}\d]", "", plain(name)))


def _is_acronym(author: str) -> bool:
    return " " not in author and sum(character.isupper() for character in author) > 1


def _abbreviates(short: str, item: Mapping[str, Any]) -> bool:
    """Whether `short` has the initials of an organisation, also of a compound's parts: NJi, SCP, OCW."""
    literal = next((name["literal"] for name in _names(item)[:1] if "literal" in name), None)
    if literal is None or literal == item.get("title"):
        return False
    rest = iter(_squeezed(literal))
    letters = _squeezed(short)
    initials = {word[0] for word in plain(literal).split()}
    capitals = [plain(character) for character in short if character.isupper()]
    return (
        letters[:1] in initials
        and all(letter in rest for letter in letters)
        and sum(capital in initials for capital in capitals) * 2 >= len(capitals)
    )
