"""Words or whole lines that stand there several times over: "De De kleine kleine stappen stappen".

A heading drawn two or three times in whole words, or in one piece, comes out as words each followed by their
copies, or as the line and the line again, with a space between, or none, or on a line of its own. All of it
is there as often as the rest; no single word gives that away, the row of them does.

A line is repaired when it falls into two or more stretches that all stand there equally often, or when all
of it does. Within a line it takes three words in a row, each with its copies, or two of a name or with a long
one among them (else they are only listed: "heen heen weer weer"), or a phrase that is there again at once:
of four words, or a name, or without a space before its copy, or one nobody would say twice, since it breaks
off in the middle ("klap in het klap in het") or a sentence ends in it ("aan het licht. het licht."). Of three
words that could be said twice the repair is listed. The word that opens a heading may be alone with its copy
("Praten Praten over").

A word that stands there twice by itself is left alone ("dat dat", "Baden Baden"), and a line that is
repeated among others, as in a song.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import regex

from pipeline.layout.lines import GOES_ON
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

MOST_COPIES = 5
LONGEST_LINE = 1000  # characters; a longer one is no heading, only its parts are looked at
LONGEST_HEADING = 60
LONGEST_BLOCK = 12  # words that are copied as one
ENOUGH_IN_A_ROW = 3
LONG_WORD = 6  # letters; the words of a rhyme are shorter
LETTER = regex.compile(r"\p{L}")
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]")
OPENS = regex.compile(r"[\p{Lu}\p{N}]")
TOKEN = regex.compile(r"\S+")
OPENING_TWICE = regex.compile(r"(\p{Lu}\p{Ll}{4,}+) \1(?= \p{Ll})")
CLOSED = regex.compile(r"[.,;:!?]$")
SENTENCE_END = regex.compile(r"\p{L}[.!?]\W?$")
SHORTEST_GLUED, LONGEST_GLUED = 8, 200  # characters
OPENS_NAMING = frozenset({"de", "het", "een", "die", "dat", "heel", "zo"})  # "een fatsoenlijke vrouw"
CLOSING = frozenset(["", *".,;:!?)’”'\""])


def find(view: View) -> Iterator[Edit]:
    """One edit a line or a row of words."""
    start = 0
    for line in view.string.split("\n"):
        yield from _in_line(line, start, view)
        start += len(line) + 1
    yield from _lines(view)


def _in_line(line: str, start: int, view: View) -> Iterator[Edit]:
    found = list(TOKEN.finditer(line))
    tokens = [match.group() for match in found]
    whole = None
    if len(line) <= LONGEST_LINE:
        whole = _whole_line(line.strip()) or _blocks(tokens)
    if whole is not None:
        yield _edit(start + found[0].start(), start + found[-1].end(), whole)
        return
    if opening := OPENING_TWICE.match(line):
        word = opening.group(1)
        if len(line) <= LONGEST_HEADING and view.lexicon.is_word(word.lower()) and not CLOSED.search(line):
            yield _edit(start + opening.start(), start + opening.end(), word)
    for first, last, once, sure in _rows(tokens) if len(set(tokens)) < len(tokens) else ():
        yield _edit(start + found[first].start(), start + found[last - 1].end(), " ".join(once), sure=sure)
    for first, last, text in _glued(line, [match.start() for match in found]):
        yield _edit(start + first, start + last, text)


def _sure(once: list[str]) -> bool:
    """Whether what stands there several times cannot be a figure of speech or a rhyme."""
    return (
        sum(map(_is_word, once)) >= ENOUGH_IN_A_ROW
        or all(OPENS.match(word) for word in (once[0], once[-1]))
        or max(map(len, once)) >= LONG_WORD
    )


def _edit(start: int, end: int, after: str, *, sure: bool = True) -> Edit:
    return Edit(
        start, end, after, why="printed_twice",
        safety=Safety.SAFE if sure else Safety.DOUBTFUL, confidence=0.99 if sure else 0.5,
    )  # fmt: skip


def _whole_line(text: str) -> str | None:
    """The line that `text` is, two to five times over."""
    if text.find(text[:3], 1) < 0:  # nearly always
        return None
    for copies in range(2, MOST_COPIES + 1):
        for between in (" ", ""):
            length, rest = divmod(len(text) - len(between) * (copies - 1), copies)
            once = text[:length]
            if rest or between.join([once] * copies) != text or not LETTER.search(once):
                continue
            words = len(once.split())
            if words > 2 or (words == 2 and OPENS.match(once)) or (words == 1 and copies > 2 and between):
                return once
    return None


def _blocks(tokens: list[str]) -> str | None:
    """The line whose stretches, two at least, all stand there equally often; None where there is none."""
    if not _at_once(tokens):
        return None
    for copies in range(2, MOST_COPIES + 1):
        if len(tokens) % copies:
            continue
        reached: dict[int, tuple[str, ...]] = {0: ()}  # where stretches may end, with what they say
        for at in range(len(tokens)):
            if at not in reached:
                continue
            for size in range(1, min(LONGEST_BLOCK, (len(tokens) - at) // copies) + 1):
                block = tokens[at : at + size]
                if tokens[at : at + copies * size] == block * copies:
                    reached.setdefault(at + copies * size, (*reached[at], " ".join(block)))
        found = reached.get(len(tokens), ())
        once = " ".join(found)
        if len(found) > 1 and WORD.search(once):  # letters by themselves are lines/fake_bold's
            return once
    return None


def _at_once(tokens: list[str]) -> bool:
    """Whether a word is there again at once."""
    return any(map(str.__eq__, tokens, tokens[1:]))


def _rows(tokens: list[str]) -> Iterator[tuple[int, int, list[str], bool]]:
    """Stretches of copies within a line: from which token to which, the words they stand for, and if sure.

    Either two or more words that each stand there equally often, or a phrase and the phrase again.
    """
    runs: list[tuple[int, int]] = []  # where a word begins, and how often it stands there
    at = 0
    for _, group in groupby(tokens) if _at_once(tokens) else ():
        runs.append((at, len(list(group))))
        at += runs[-1][1]
    for copies, row in groupby(runs, key=lambda run: run[1]):
        starts = [at for at, _ in row]
        if (
            1 < copies <= MOST_COPIES
            and len(starts) > 1
            and sum(map(_is_word, once := tokens[starts[0] :: copies][: len(starts)])) > 1
        ):
            yield starts[0], starts[-1] + copies, once, _sure(once)
    again = {token for token, times in Counter(tokens).items() if times > 1}
    at = 0
    while at < len(tokens):
        size, copies = _phrase(tokens, at) if tokens[at] in again else (0, 0)
        if copies > 1:
            phrase = tokens[at : at + size]
            yield at, at + copies * size, phrase, _never_twice(phrase, copies)
        at += max(1, size * copies)


def _phrase(tokens: list[str], at: int) -> tuple[int, int]:
    """The length of the phrase that begins at `at` and stands there again at once, and how often; else 0, 0.

    Of three words or more, or a name, or two that end a sentence; one long word that does. Shorter ones are
    said twice: "dit of dat of dat", "heel goed heel goed".
    """
    for size in range(min(LONGEST_BLOCK, (len(tokens) - at) // 2), 0, -1):
        if tokens[at] != tokens[at + size]:
            continue
        phrase = tokens[at : at + size]
        if phrase != tokens[at + size : at + 2 * size] or (size > 1 and len(set(phrase)) == 1):
            continue
        copies = 2
        while copies < MOST_COPIES and tokens[at + copies * size : at + (copies + 1) * size] == phrase:
            copies += 1
        cut = copies > 2 and phrase[-1].casefold() in GOES_ON
        enough = size >= (2 if cut else ENOUGH_IN_A_ROW) and sum(map(_is_word, phrase)) > 1
        if enough or _is_name(phrase) or _cut_off(phrase):
            return size, copies
    return 0, 0


def _never_twice(phrase: list[str], copies: int) -> bool:
    """Whether nobody would say this twice: it is long, there three times, or no phrase by itself."""
    return (
        len(phrase) > ENOUGH_IN_A_ROW
        or copies > 2
        or _is_name(phrase)
        or _cut_off(phrase)
        or phrase[-1].casefold() in GOES_ON
        or (phrase[0].islower() and phrase[0] not in OPENS_NAMING)
    )


def _is_name(phrase: list[str]) -> bool:
    return len(phrase) > 1 and all(OPENS.match(word) and _is_word(word) for word in (phrase[0], phrase[-1]))


def _cut_off(phrase: list[str]) -> bool:
    """Whether it is the end of a sentence that was begun before: the copy would need a capital."""
    long = len(phrase) > 1 or len(phrase[0]) > LONG_WORD
    return long and phrase[0][0].islower() and SENTENCE_END.search(phrase[-1]) is not None


def _glued(line: str, starts: list[int]) -> Iterator[tuple[int, int, str]]:
    """Phrases whose copy follows without a space ("geslagen,door de klap geslagen,"): place and phrase."""
    done = 0
    for start in starts:
        opening = line[start : start + SHORTEST_GLUED]
        again = line.find(opening, start + SHORTEST_GLUED, start + LONGEST_GLUED) if start >= done else -1
        phrase = line[start:again]
        if again < 0 or phrase[-1].isspace() or " " not in phrase or len(opening) < SHORTEST_GLUED:
            continue
        end = again
        while line.startswith(phrase, end):
            end += len(phrase)
        if end > again and line[end : end + 1].strip() in CLOSING and LETTER.search(phrase):
            yield start, end, phrase
            done = end


def _is_word(token: str) -> bool:
    return LETTER.search(token) is not None


def _lines(view: View) -> Iterator[Edit]:
    """A paragraph that is one line, over and over: a heading. In a song other lines come before or after."""
    for start, end in view.paragraphs:
        text = view.string[start:end].rstrip()
        lines = [line.strip() for line in text.split("\n", MOST_COPIES)]
        once = lines[0]
        heading = len(once.split()) > 1 and LETTER.search(once) and not CLOSED.search(once)
        if heading and 1 < len(lines) <= MOST_COPIES and set(lines) == {once}:
            yield _edit(start + text.find("\n"), start + len(text), "")


RULE = Repair(
    find=find,
    title="words or lines printed twice",
    repairs=(
        Example("De De kleine kleine stappen stappen\n", "De kleine stappen\n"),
        Example("Samen de klas inSamen de klas in\n", "Samen de klas in\n", note="the line, twice"),
        Example("Rust in huis Rust in huis\n", "Rust in huis\n"),
        Example("Rust in huis\nRust in huis\n", "Rust in huis\n"),
        Example(
            "Daarna sprak Mirjam Mirjam Kuipers Kuipers over rust.\n",
            "Daarna sprak Mirjam Kuipers over rust.\n",
        ),
        Example("Praten Praten over het boek\n", "Praten over het boek\n"),
        Example("12 12 Wat nu Wat nu\n", "12 Wat nu\n"),
        Example(
            "Zij kwam door de klap ten valdoor de klap ten val en stond op.\n",
            "Zij kwam door de klap ten val en stond op.\n",
        ),
        Example(
            "Dat brengt het aan het licht. het licht. Toch blijft\n",
            "Dat brengt het aan het licht. Toch blijft\n",
        ),
        Example(
            "In 1987 aangekocht door 1987 aangekocht door de stad\n", "In 1987 aangekocht door de stad\n"
        ),
    ),
    leaves=(
        Example("Hij zei dat dat zo was, en dat zij had had moeten zeggen.\n"),
        Example("Wij gingen naar Baden Baden\n"),
        Example("Nee, nee, nee\n"),
        Example("Een wijze vrouw een wijze vrouw, riep hij.\n", note="listed only"),
        Example("1 1 2 2\n", note="numbers cannot be decided"),
        Example("Klap klap draai draai, zingen de kleuters.\n", note="listed only"),
        Example("Slaap kindje\nSlaap kindje\nDaar buiten loopt een schaap\n", note="a song"),
    ),
)
