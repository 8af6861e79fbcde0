"""What the training config names and the finished pipeline does not need: damage to learn from."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

# What scanners mistake, both ways.
CONFUSIONS = (
    ("rn", "m"), ("li", "h"), ("l", "1"), ("I", "l"), ("O", "0"), ("c", "e"), ("ij", "y"), ("é", "e"),
    ("ë", "e"), ("n", "u"), ("t", "f"), ("in", "m"), ("a", "o"), ("h", "b"),
)  # fmt: skip
TOLD = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"]
QUOTES = {"'": "‘’", '"': "“”", ",,": "„", "''": "”", "``": "“"}


@registry.augmenters("helder.Print.v1")
def print_augmenter(
    capitals: float, small: float, titles: float, noise: float, quotes: float, stops: float
) -> Callable[[Language, Example], Iterator[Example]]:
    """Sentences as magazines print and scanners read them; each share is that of the sentences changed.

    Args:
        capitals: set all in capitals, as headings are.
        small: all in small letters.
        titles: a capital for each longer word.
        noise: one word in ten with a letter mistaken.
        quotes: the other kinds of quotes.
        stops: without the full stop at the end, as headings and captions are.
    """

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        words = [token.text for token in example.reference]
        drop_stop = random.random() < stops and len(words) > 2 and words[-1] == "."
        chance = random.random()
        if chance < capitals:
            words = [word.upper() for word in words]
        elif chance < capitals + small:
            words = [word.lower() for word in words]
        elif chance < capitals + small + titles:
            words = [word[:1].upper() + word[1:] if len(word) > 3 else word for word in words]
        elif chance < capitals + small + titles + noise:
            words = [_mistaken(word) if random.random() < 0.1 else word for word in words]
        if random.random() < quotes:
            words = [random.choice(QUOTES[word]) if word in QUOTES else word for word in words]
        yield _with_words(nlp, example, words, len(words) - drop_stop)

    return augment


def _mistaken(word: str) -> str:
    pairs = [pair for one, other in CONFUSIONS for pair in ((one, other), (other, one)) if pair[0] in word]
    if not pairs or len(word) < 3:
        return word
    before, after = random.choice(pairs)
    places = [at for at in range(len(word)) if word.startswith(before, at)]
    at = random.choice(places)
    return word[:at] + after + word[at + len(before) :]


def _with_words(nlp: Language, example: Example, words: list[str], size: int) -> Example:
    """The example with other words in the same places, the first `size` of them.

    Copied as an array: by way of `Example.to_dict` a tag that is not told would be learnt as having none.
    """
    reference = example.reference[:size].as_doc() if size < len(words) else example.reference
    spaces = [bool(token.whitespace_) for token in reference]
    changed = Doc(nlp.vocab, words=words[:size], spaces=spaces)
    changed.from_array(TOLD, reference.to_array(TOLD))
    return Example(Doc(nlp.vocab, words=words[:size], spaces=spaces), changed)
