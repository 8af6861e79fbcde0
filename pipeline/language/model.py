"""The spaCy pipeline in use: the one that ships, or any that is installed.

`load` gives a pipeline that is safe on hostile text: spaCy's tokenizer takes time that grows with the
square of a row of punctuation (8,000 underscores: 7 s), so such rows are cut before it sees them, and the
length limit, meant for parsers on one giant document, is lifted (ours cuts endless sentences).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.language.sentences  # noqa: F401  registers the component
from pipeline.errors import MissingModel

SHIPPED = Path(__file__).parent / "nl_helder_core"
# A stretch without a space that holds a long row of signs, or is longer than any word.
ENDLESS = regex.compile(r"[^\s\w]{40,}+|_{40,}+|\S{400,}+")
PIECE = 100  # characters of such a stretch that make a token
SENTENCES = "helder_sentences"
# What extraction does not ask for; it needs sentences and parts of speech. Other pipelines than the shipped
# one may need their tagger for the latter and their parser for the former.
UNNEEDED = ("lemmatizer", "trainable_lemmatizer", "ner", "entity_linker", "textcat")
UNNEEDED_OF_SHIPPED = (*UNNEEDED, "senter", "tagger", "parser")


@lru_cache(maxsize=4)
def load(name: str | None = None, *, whole: bool = True) -> Language:
    """The pipeline called `name` (installed, or a folder); None: the one that ships.

    Sentence ends come from the pipeline's own parser or sentence component, else from ours.

    Args:
        name: an installed pipeline, or the path of one.
        whole: with all its components, or only with those that extraction uses.

    Raises:
        MissingModel: it is not installed or cannot be loaded.
    """
    unneeded = () if whole else UNNEEDED if name else UNNEEDED_OF_SHIPPED
    try:
        nlp = spacy.load(name or SHIPPED, exclude=list(unneeded))
    except (OSError, ValueError) as error:
        raise MissingModel(f"The spaCy pipeline {name or SHIPPED.name} cannot be loaded: {error}.") from error
    nlp.tokenizer = GuardedTokenizer(nlp.tokenizer)
    nlp.max_length = 1_000_000_000
    if not any(has in nlp.pipe_names for has in ("parser", "senter", "sentencizer", SENTENCES)):
        nlp.add_pipe(SENTENCES, first=True)
    return nlp


def has_tags(nlp: Language) -> bool:
    """Whether the pipeline tells parts of speech; without, extraction works, poorer."""
    return any(name in nlp.pipe_names for name in ("tagger", "morphologizer"))


def meta(name: str | None = None) -> dict[str, Any]:
    """What there is to say of the pipeline: name, version, licence, description, scores, folder."""
    nlp = load(name)
    path = Path(nlp.path) if getattr(nlp, "path", None) else SHIPPED
    found: dict[str, Any] = dict(nlp.meta)
    card = path / "meta.json"
    if card.is_file():
        found |= json.loads(card.read_text(encoding="utf-8"))
    return {
        "name": f"{found['lang']}_{found['name']}",
        "version": found["version"],
        "licence": found.get("license", ""),
        "description": found.get("description", ""),
        "components": list(nlp.pipe_names),
        "tags": has_tags(nlp),
        "scores": found.get("performance", {}),
        "path": str(path),
    }


class GuardedTokenizer:
    """A tokenizer that takes endless rows of signs apart before the real one meets them."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.inner = tokenizer

    def __getattr__(self, name: str) -> Any:
        if name == "inner":  # not there yet while unpickling
            raise AttributeError(name)
        return getattr(self.inner, name)

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`; a row of signs comes out in pieces."""
        if ENDLESS.search(text) is None:
            return self.inner(text)
        vocab = self.inner.vocab  # type: ignore[attr-defined]
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for match in [*ENDLESS.finditer(text), None]:
            to = match.start() if match else len(text)
            doc = self.inner(text[at:to])
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
            if match:
                row = match.group()
                pieces = [row[i : i + PIECE] for i in range(0, len(row), PIECE)]
                words += pieces
                spaces += [False] * len(pieces)
                at = match.end()
        return Doc(vocab, words=words, spaces=spaces)
