"""Which surface forms are one term: number, ending of the adjective, article, hyphens, -heid beside -ing.

Only forms that occur are joined, so a wrong guess of a singular joins nothing. Synonyms are not joined:
they are `equivalents`, and only where the text says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import regex

from pipeline.language.lexicon import lexicon
from pipeline.spans.terms.words import base_of_adjective, singulars

ARTICLE = regex.compile(r"\A(?:de|het|een)\s+")
QUALITY = regex.compile(r"ge(?P<stem>.{3,}[td])heid")


def group(forms: Iterable[str]) -> dict[str, list[str]]:
    """Forms by the key they share; the order of the forms is kept."""
    known = list(forms)
    vocabulary = frozenset(word for form in known for word in form.split())
    groups: dict[str, list[str]] = {}
    for form in known:
        groups.setdefault(key(form, vocabulary), []).append(form)
    return groups


def key(form: str, vocabulary: Collection[str]) -> str:
    """What all forms of a term have in common.

    >>> vocabulary = {"hechtingsstijl", "hechtingsstijlen", "veilige", "hechting"}
    >>> key("veilige hechtingsstijlen", vocabulary) == key("veilige hechtingsstijl", vocabulary)
    True
    """
    *modifiers, head = ARTICLE.sub("", form).split() or [form]
    return " ".join([base_of_adjective(word) for word in modifiers] + [_head(head, vocabulary)]).replace(
        "-", ""
    )


def _head(word: str, vocabulary: Collection[str]) -> str:
    singular = next((each for each in singulars(word) if each in vocabulary), word)
    quality = QUALITY.fullmatch(singular)
    if quality:  # "gehechtheid" beside "hechting"
        nouns = (quality["stem"] + "ing", quality["stem"][:-1] + "ing")  # "gehecht", "gevormd"
        return next((each for each in nouns if each in vocabulary), singular)
    return singular


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
