"""Sound text with a share of its characters damaged: taken for others that look like them, lost, or put in.

Two makers that share nothing, so that what is calibrated on the one can be tried on the other. `look_alikes`
knows which letters look alike; `any_character` is blind and hits every character but line ends.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Dice = random.Random
Maker = Callable[[str, float, Dice], str]

# As they are taken for one another in print of the last century; several are of two characters.
ALIKE = {
    "a": "os", "b": "hk", "c": "eo", "d": "cl", "e": "co", "f": "ft", "g": "q9", "h": "bk", "i": "l1j!",
    "j": "i;", "k": "hl", "l": "1iI", "m": ("rn", "nn", "in"), "n": ("u", "ri", "m"), "o": "ec0", "p": "gq",
    "q": "g", "r": "nt", "s": "a5", "t": "lfr", "u": ("n", "ii", "v"), "v": "vyr", "w": ("vv", "iv"),
    "x": "k", "y": "v", "z": "s2", "B": "8E", "C": "GO", "D": "OI", "E": "FB", "G": "C6", "H": "lI",
    "I": "l1", "O": "0Q", "S": "5", "T": "IF", ".": ", ", ",": ".'", "-": "_~", " ": ("", "'", ". "),
}  # fmt: skip
LOST, PUT_IN = 0.1, 0.08  # share of the damage; the rest is taken for something else
SPECKS = ".,'^~|;"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def look_alikes(text: str, share: float, dice: Dice) -> str:
    """`share` of the characters misread, those without a look-alike left as they are."""
    done = []
    for character in text:
        if dice.random() >= share or character == "\n":
            done.append(character)
            continue
        kind = dice.random()
        if kind < LOST:
            continue
        if kind < LOST + PUT_IN:
            done.append(character + dice.choice(SPECKS))
        else:
            done.append(dice.choice(ALIKE.get(character) or ALIKE.get(character.lower()) or [character]))
    return "".join(done)


def any_character(text: str, share: float, dice: Dice) -> str:
    """Exactly `share` of the characters replaced by another letter (half), left out or doubled."""
    characters = list(text)
    places = [at for at, character in enumerate(characters) if character != "\n"]
    for at in dice.sample(places, round(share * len(places))):
        character = characters[at]
        others = [letter for letter in LETTERS if letter != character.lower()]
        characters[at] = dice.choice((dice.choice(others), dice.choice(others), "", character * 2))
    return "".join(characters)


KINDS: dict[str, Maker] = {"look-alikes": look_alikes, "any character": any_character}
