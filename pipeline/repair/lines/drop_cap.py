r"""A drop cap that is torn off, stuck elsewhere, or missing: "E\nen kind", "en kind".

The first letter of an article is often drawn large beside the first lines. In the text it then stands by
itself before the rest of its word, beside or between the next lines, at the end of the block before, or
not at all.

A letter that stands there is joined to the word when that makes a word. A missing letter is put back only
where an article or a section begins, and only when one letter is clearly the best; it is safe when the
first word is no word without it, or the first lines are narrower, as beside a large letter. Otherwise it
is listed.

It leaves "U" and other words of one letter alone unless what follows is no word by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from statistics import median

import regex

from pipeline.language.languages import is_dutch_word
from pipeline.records import Edit, Example, Kind, Safety
from pipeline.repair.rule import Repair, View

TORN = regex.compile(
    r"(?P<quote>['‘“\"]?)(?P<cap>\p{Lu})(?P<gap>\s{1,2})(?P<rest>\p{Ll}[\p{L}'’-]*+|\p{Lu}++(?=[ ]\p{Lu}{2}))"
)
SMALL = regex.compile(r"['‘“\"]?(?P<word>\p{Ll}\p{L}*+)(?=[\s,])")
# At the start of a line, on a line of its own, or at the end of one.
STUCK = regex.compile(r"(?m)^(?P<cap>\p{Lu})(?:[ ](?=\p{L}{2})|\n)|(?<=[\p{L},][ ])(?P<cap>\p{Lu})$")
AT_END = regex.compile(r"(?<=[\p{L}.!?’”][ ])(?P<cap>\p{Lu})(?=\s*+\Z)")
OPENING = (Kind.TITLE, Kind.BYLINE, Kind.LEAD, Kind.HEADING)
WORDS_OF_ONE = frozenset("UOA")
STUCK_WITHIN = 4  # lines from the top of the paragraph
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWZÉ"
CLEARLY = 0.7  # log10 of frequency between the best letter and the next
NARROW = 0.88  # of the later lines: the width of lines beside a large letter
WIDEST = 100  # characters of a line in a column
COMMON = 4.0  # Zipf frequency from which a first word counts as plausible at all


def find(view: View) -> Iterator[Edit]:
    """Edits at the start of paragraphs."""
    before = 0
    for number, (start, end) in enumerate(view.paragraphs):
        torn = TORN.match(view.string, start, end)
        if torn and (_is_initial(torn, view) or _one_word(torn["cap"], torn["rest"], view)):
            yield Edit(torn.start("gap"), torn.end("gap"), "", why="torn_off", confidence=0.95,
                       evidence={"word": torn["cap"] + torn["rest"]})  # fmt: skip
        elif small := SMALL.match(view.string, start, end):
            opens = number == 0 or view.kind(before) in OPENING
            if opens and view.kind(start) in (Kind.BODY, None):
                yield from chain(_stuck(small, before, end, view) or _missing(small, end, view))
        before = start


def _is_initial(torn: regex.Match[str], view: View) -> bool:
    """Whether the page shows the letter large beside its line; "U leest" may be two words all the same."""
    shown = view.text.base_of(torn.end("cap") - 1) + 1 in view.layout.initials
    return shown and (torn["cap"] not in WORDS_OF_ONE or not view.lexicon.known(torn["rest"]))


def _one_word(cap: str, rest: str, view: View) -> bool:
    whole = (cap + rest).lower()
    if not (view.lexicon.known(whole) or view.lexicon.known(cap + rest)):
        return False
    apart = view.lexicon.zipf(rest)
    return not apart or (cap not in WORDS_OF_ONE and view.lexicon.zipf(whole) > apart - 2)


def _stuck(small: regex.Match[str], before: int, end: int, view: View) -> list[Edit]:
    """The letter stands beside or between the next lines, or at the end of the paragraph before: it moves."""
    string = view.string
    border = string.find("\n", small.end(), end)
    for _ in range(STUCK_WITHIN - 1):
        border = string.find("\n", border + 1, end) if border >= 0 else -1
    upto = border if border >= 0 else end
    places = [*STUCK.finditer(string, small.end(), upto), *AT_END.finditer(string, before, small.start())]
    for stuck in places:
        if is_dutch_word(stuck["cap"].lower() + small["word"], view.lexicon):
            at = stuck.start("cap")
            gap = (at + 1, at + 2) if string[at - 1] == "\n" else (at - 1, at)
            why = "stuck_elsewhere"
            move = Edit(at, at + 1, "", why=why, confidence=0.9, to=small.start("word"))
            return [move, Edit(*gap, "", why=why, confidence=0.9)]
    return []


def _missing(small: regex.Match[str], end: int, view: View) -> list[Edit]:
    """The letter is nowhere: the best of all capitals, if one is clearly best."""
    rest = small["word"]
    ranked = sorted(((view.lexicon.zipf(c.lower() + rest), c) for c in CAPITALS), key=lambda r: (-r[0], r[1]))
    (best, letter), (second, _) = ranked[:2]
    if best < COMMON or best - second < CLEARLY or not is_dutch_word(letter.lower() + rest, view.lexicon):
        return []
    no_word = not view.lexicon.known(rest)
    beside = _beside_large_letter(view.string[small.start() : end])
    place = small.start("word")
    evidence = {"word": letter + rest, "zipf": best, "next_zipf": second, "narrow_lines": beside}
    return [
        Edit(
            place, place, letter, why="missing", evidence=evidence,
            safety=Safety.SAFE if no_word or beside else Safety.DOUBTFUL,
            confidence=round(min(0.95, 0.5 + (best - second) / 4), 3),
        )
    ]  # fmt: skip


def _beside_large_letter(paragraph: str) -> bool:
    widths = [len(line) for line in paragraph.split("\n")[:-1]]
    return len(widths) >= 5 and median(widths[:3]) < NARROW * median(widths[3:]) <= NARROW * WIDEST


RULE = Repair(
    find=find,
    title="a drop cap that is torn off or missing",
    repairs=(
        Example("Spelen\n\nE\nen kind dat speelt, leert.\n", "Spelen\n\nEen kind dat speelt, leert.\n"),
        Example("W ie leest, leert.\n", "Wie leest, leert.\n"),
        Example(
            "Naar school\n\nind augustus gaan de kinderen\nE weer naar school. Dat is\nelk jaar spannend.\n",
            "Naar school\n\nEind augustus gaan de kinderen\nweer naar school. Dat is\nelk jaar spannend.\n",
            note="the letter stood at the start of the next line",
        ),
        Example(
            "Naar school\n\ndoor Marit Hoogerwerf E\n\nind augustus gaan de kinderen weer naar school.\n",
            "Naar school\n\ndoor Marit Hoogerwerf\n\nEind augustus gaan de kinderen weer naar school.\n",
        ),
        Example("D E KLAS is stil.\n", "DE KLAS is stil.\n"),
        Example(
            "Naar school\n\ninderen gaan graag naar school.\n",
            "Naar school\n\nKinderen gaan graag naar school.\n",
        ),
    ),
    leaves=(
        Example("U leest dit met plezier.\n"),
        Example("Groep A en groep B\n"),
        Example("Kinderen spelen.\n\nen toen ging het licht uit.\n", note="not at the start of an article"),
    ),
)
