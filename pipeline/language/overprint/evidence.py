"""Which stretches of a line look as if they were drawn several times. Cheap: a sound line ends here.

Two signs are looked for. Runs that stand there twice at once, weighed by how rare they are in sound Dutch:
the stretch with the highest sum counts (Kadane). And words no list has, where two passes of a text could
give just these characters among each other. In both, some words must be unknown: runs hardly ever end
where words do ("nee, nee, nee", "een keeper").
"""

from __future__ import annotations

import re
from functools import lru_cache

import regex

from pipeline.language.lexicon import lexicon

Range = tuple[int, int]

LONGEST = 800  # characters of a stretch that is decoded; it takes time with the length
SHORTEST = 4  # characters of a line

# log10 of how much more often a sign stands in damaged than in sound text. Sound: per 1000 characters of
# the treebanks' training part there are 32 double vowels, 9 double consonants, 0.6 repeats of two
# characters ("gegevens"), 1.0 of three ("mensen en"), 0.1 of more, 0.08 double consonants that open a word.
DOUBLE_VOWEL, DOUBLE_CONSONANT, DOUBLE_DIGIT, OTHER_DOUBLE = 0.2, 0.6, 0.6, 1.5
TRIPLE = 2.0
WITHIN_WORDS = (0.0, 1.5, 2.5, 3.0)  # a run of two characters, of three, of more
ACROSS_WORDS = (0.0, 1.5, 1.5, 2.5)
ALL_OF_IT, SHORT = 1.5, 20  # three quarters of the line or more; or a line of so many characters
SENTENCE_END, PHRASE = 10.0, 4.0  # "rust.rust."; "in huisin huis"
NOTHING = -0.12  # a character in no repeat
ENOUGH = 4.0  # each of two unknown words counts as one
ENOUGH_BY_ITSELF = 10.0
CONTEXT = 80  # characters decoded on both sides of what looks damaged; runs drawn once look sound
FARTHEST = 6  # characters one of two passes runs ahead of the other
SHORTEST_OF_PASSES = 8  # as printed
LONGEST_BIT, RARE_BIT = 3, -5.5  # letters; log10

REPEAT = re.compile(r"(.{2,60}?)\1+|(.)\2+")  # re: no classes needed, and twice as fast here
APART = re.compile(r"(?:(\S{1,3})(?: \1){1,4} ?){3,}")
GLUED_END = re.compile(r"[^\W\d]\S{2,}[.,;:!?)]")
GLUED_PHRASE = re.compile(r"(?=.{7})[^\W\d].* .*[^\W\d]")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*+")
TOKEN = re.compile(r"\S+")
VOWELS = frozenset("aeouAEOU")


@lru_cache(maxsize=4096)
def suspect(line: str) -> bool:
    """Whether most of `line` looks as if it was drawn several times."""
    line = line.strip()
    return sum(end - start for start, end in suspects(line)) * 2 > len(line)


@lru_cache(maxsize=4096)
def suspects(line: str) -> tuple[Range, ...]:
    """Stretches of whole words that look as if they were drawn several times."""
    if len(line) < SHORTEST:
        return ()
    found: list[Range] = []
    for start, end in sorted([*_repeated(line), *_apart(line), *_interleaved(line)]):
        start, end = _to_words(line, start - CONTEXT, end + CONTEXT)
        if found and start <= found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return tuple(found)


def _apart(line: str) -> list[Range]:
    """Stretches of characters that stand there again after a space: "N Na am me e: :"."""
    return [match.span() for match in APART.finditer(line)]


def _interleaved(line: str) -> list[Range]:
    """Stretches that two passes of one text could give, one character of the one or the other at a time."""
    found: list[Range] = []
    tokens = list(TOKEN.finditer(line))
    odd = [any(map(_is_odd, WORD.findall(token.group()))) for token in tokens]
    tried = 0
    for token, *is_odd in zip(tokens, odd, [*odd[1:], False], strict=True):
        if token.start() < tried or not any(is_odd):
            continue
        start = token.start()
        end = _end_of_passes(line, start)
        if end - start >= SHORTEST_OF_PASSES:
            tried = end
            words = _odd_words(line, start, end)
            if sum(words) * 3 >= len(words):
                found.append((start, end))
    return found


def _end_of_passes(line: str, start: int) -> int:
    """How far two passes that begin at `start` could reach; `start` when they cannot end with a word.

    What one pass has drawn and the other not yet is all there is to remember. Sound text leaves no
    possibility after a few characters.
    """
    owed, reached = {""}, start
    for at in range(start, min(len(line), start + LONGEST)):
        character = line[at]
        following = {due + character for due in owed if len(due) < FARTHEST}
        following |= {due[1:] for due in owed if due.startswith(character)}
        if character == " ":  # the spaces of both passes, read as one, or one that readers put there
            following |= owed | {due[1:] + " " for due in owed if due.startswith(" ")}
        owed = {due for due in following if _can_be_paid(due, line, at + 1)}
        if not owed:
            break
        if (at + 1 == len(line) or line[at + 1] == " ") and owed & {"", " "}:
            reached = at + 1
    return reached


def _can_be_paid(due: str, line: str, at: int) -> bool:
    """Whether what one pass owes comes soon, in this order."""
    end = at + FARTHEST
    for character in due:
        at = line.find(character, at, end) + 1
        if not at:
            return False
    return True


def _repeated(line: str) -> list[Range]:
    """Stretches in which repeats abound: of the running sum of signs, each rise that is high enough."""
    found: list[Range] = []

    def keep() -> None:
        odd = _odd_words(line, start, end)
        most = ALL_OF_IT if (end - start) * 4 >= len(line) * 3 or len(line) <= SHORT else 0.0
        if best + most >= (ENOUGH - min(sum(odd), 2) if any(odd) else ENOUGH_BY_ITSELF):
            found.append((start, end))

    total, best, start, end, at = 0.0, 0.0, 0, 0, 0
    for match in REPEAT.finditer(line):
        total += NOTHING * (match.start() - at)
        at = match.end()
        if total <= 0:
            keep()
            total, best, start = 0.0, 0.0, match.start()
        total += _weight(line, match)
        if total > best:
            best, end = total, match.end()
    keep()
    return found


def _weight(line: str, match: re.Match[str]) -> float:
    run = match.group(1) or match.group(2)
    copies = len(match.group()) // len(run)
    if run.isspace():
        return 0.0
    if len(run) > 1:
        if not any(map(str.isalpha, run)):
            return 0.0
        if GLUED_END.fullmatch(run):
            return SENTENCE_END
        if GLUED_PHRASE.fullmatch(run):
            return PHRASE
        weights = ACROSS_WORDS if " " in run else WITHIN_WORDS
        return weights[min(len(run), len(weights)) - 1] * min(copies - 1, 2)
    if run.isdigit():
        return DOUBLE_DIGIT * (copies - 1)
    if copies > 2:
        return TRIPLE if run.isalpha() and match.group() != "www" else 0.0
    if run in VOWELS:
        return DOUBLE_VOWEL
    opens_word = not line[match.start() - 1 : match.start()].isalpha()
    return DOUBLE_CONSONANT if run.isalpha() and run not in "ijyqhIJYQH" and not opens_word else OTHER_DOUBLE


def _to_words(line: str, start: int, end: int) -> Range:
    """The stretch, with the words that its ends cut through."""
    start, end = max(0, start), min(len(line), end)
    while start > 0 and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def _odd_words(line: str, start: int, end: int) -> list[bool]:
    start, end = _to_words(line, start, end)
    return [_is_odd(match.group()) for match in WORD.finditer(line, start, end)]


@lru_cache(maxsize=1 << 14)
def _is_odd(word: str) -> bool:
    """No list has the word, or it is one of the bits that lists have ("dt", "vn")."""
    return not lexicon().known(word) or (len(word) <= LONGEST_BIT and lexicon().score(word) < RARE_BIT)
