"""Which surface forms are one term: number, ending of the adjective, article, hyphens and spaces in
compounds, -heid and verb beside the noun, participle beside the noun phrase ("veilig gehecht", "veilige
hechting").

Only forms that occur are joined, so a wrong guess of a singular joins nothing. Synonyms are not joined:
they are `equivalents`, and only where the text says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import regex

from pipeline.language.lexicon import lexicon
from pipeline.records import Range
from pipeline.spans.terms.words import base_of_adjective, plain, singulars

NO_ALIASES: Mapping[str, str] = MappingProxyType({})
ARTICLE = regex.compile(r"\A(?:de|het|een)\s+")
PARTICIPLE = regex.compile(r"\b(?P<how>\p{L}{4,30}) ge(?P<stem>\p{Ll}{3,30}[td])e?\b")
QUALITY = regex.compile(r"ge(?P<stem>.{3,}[td])heid")


def group(forms: Iterable[str], aliases: Mapping[str, str] = NO_ALIASES) -> dict[str, list[str]]:
    """Forms by the key they share; the order of the forms is kept.

    `aliases` are forms that stand for another: an abbreviation for its long form.
    """
    known = list(forms)
    vocabulary = frozenset(word for form in known for word in form.split())
    groups: dict[str, list[str]] = {}
    for form in known:
        groups.setdefault(key(aliases.get(form, form), vocabulary), []).append(form)
    return groups


def key(form: str, vocabulary: Collection[str]) -> str:
    """What all forms of a term have in common.

    >>> vocabulary = {"hechtingsstijl", "hechtingsstijlen", "veilige", "hechting"}
    >>> key("veilige hechtingsstijlen", vocabulary) == key("veilige hechtingsstijl", vocabulary)
    True
    """
    words = ARTICLE.sub("", form).split() or [form]
    closed = "".join(words)
    *modifiers, head = [closed] if closed in vocabulary else words  # "groeps norm" beside "groepsnorm"
    return " ".join([base_of_adjective(word) for word in modifiers] + [_head(head, vocabulary)]).replace(
        "-", ""
    )


def _head(word: str, vocabulary: Collection[str]) -> str:
    base = base_of_adjective(word)
    bases = singulars(word) if base == word else (base, *singulars(word))
    singular = next((each for each in bases if each in vocabulary), word)
    return next((each for each in nouns_beside(singular) if each in vocabulary), singular)


def nouns_beside(word: str) -> tuple[str, ...]:
    """The nouns that a word in -heid or an infinitive may stand beside; nothing is looked up.

    >>> nouns_beside("gehechtheid")[0], nouns_beside("reguleren")[-1]
    ('hechting', 'regulatie')
    """
    quality = QUALITY.fullmatch(word)
    if quality:  # "gehecht", "gevormd"
        return (quality["stem"] + "ing", quality["stem"][:-1] + "ing")
    if word.endswith("en") and len(word) > 5:
        nouns = (word[:-2] + "ing", word[:-2] + "ment")
        return (*nouns, word[:-4] + "atie") if word.endswith("eren") else nouns
    return ()


def participles(text: str) -> Iterator[tuple[str, Range]]:
    """Places like "veilig gehechte", with the noun phrase each may be a form of: "veilig hechting"."""
    for match in PARTICIPLE.finditer(text):
        for noun in (match["stem"] + "ing", match["stem"][:-1] + "ing"):
            yield f"{plain(match['how'])} {plain(noun)}", match.span()


def lemma(form: str) -> str:
    """The canonical form: no article, the head in the singular where Dutch knows one."""
    *modifiers, head = ARTICLE.sub("", form).split() or [form]
    plural = head.endswith(("en", "s", "ën")) and not head.endswith(("is", "us")) and not _is_infinitive(head)
    known = [each for each in singulars(head) if lexicon().known(each)] if plural else []
    better = [
        each for each in known if each.endswith("heid") or lexicon().zipf(each) > lexicon().zipf(head) - 1
    ]
    return " ".join([*modifiers, better[0] if better else head])


def _is_infinitive(word: str) -> bool:
    """‘leren’ beside ‘geleerd’: such a word is left as it is, at the price of plurals like "boeken"."""
    stems = singulars(word) if word.endswith("en") else ()
    return any(lexicon().known(f"ge{stem}{ending}") for stem in stems for ending in ("d", "t"))
