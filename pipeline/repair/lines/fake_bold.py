"""Text drawn several times to look bold: "CContontainainmenmenment" for "Containment".

A program without a bold font draws a heading, a caption or a name two to five times with a small offset, in
runs of a few characters. Who extracts the text by position gets each run as often as it was drawn, or the
passes among each other. The damaged stretch is read as a noisy channel: which words, drawn how, give these
characters? (See `pipeline/language/overprint`.)

A stretch is only looked at when repeats abound in it, far more than in sound Dutch, and words in it are
unknown. "Nothing was drawn twice" competes as a reading, so "gegevens" and "Bonbon" keep what is theirs.
When two readings come near each other the repair is only listed. Numbers alone cannot be decided and are
left ("1010"); a line of nothing but doubled digits is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, takewhile

import regex

from pipeline.language.overprint import Reading, decode, suspects
from pipeline.records import Edit, Example, Safety
from pipeline.repair.rule import Repair, View

# log10 of the odds against the next best reading. Of 1,600 headings made of the treebanks' training part
# (scripts/damage), 30 had 0.3 to 1.2, and 25 of them were right. Left undone they are no text at all.
SURE = 0.3
DAMAGED = 4.0  # log10 of the odds against "not damaged": here sound text is at stake
TORN = 2.0  # log10 of the odds against lines of their own
MOST_TORN = 6  # lines
NUMBERS = regex.compile(r"\s*+(?:(\d)\1++[.,/:\s-]*+){2,}+")  # "1199", "22001199"
SINGLE_AT_END = regex.compile(r"(?:^|(.)(?!\1))\S$")


def find(view: View) -> Iterator[Edit]:
    """One edit a stretch."""
    lines = view.string.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    done = 0
    for at, line in enumerate(lines):
        if NUMBERS.fullmatch(line):
            yield Edit(
                starts[at], starts[at] + len(line), "", why="numbers_doubled",
                safety=Safety.REPORT, confidence=0.0,
            )  # fmt: skip
            continue
        found = suspects(line) if at >= done else ()
        if len(found) == 1 and (joined := _torn(lines, at, view)):
            done, reading = joined
            yield _edit(starts[at], view.string[starts[at] : starts[done] - 1], reading)
            continue
        for start, end in found:
            reading = decode(line[start:end], view.lexicon)
            if reading.damaged:
                yield _edit(starts[at] + start, line[start:end], reading)


def _torn(lines: list[str], at: int, view: View) -> tuple[int, Reading] | None:
    """A line read together with those after it, where a line end came between copies: "ccoom", "mppuutteerr".

    The number of the first line that is no part of it, and what it says; None where none is torn.
    """
    end = at + 1
    while end < min(len(lines), at + MOST_TORN) and SINGLE_AT_END.search(lines[end - 1]):
        if not lines[end].startswith(lines[end - 1][-1]):
            break
        end += 1
    apart = [max(0.0, decode(line, view.lexicon).gain) for line in lines[at:end]] if end > at + 1 else []
    for last in range(end, at + 1, -1):
        joined = decode("".join(lines[at:last]), view.lexicon)
        if joined.gain > sum(apart[: last - at]) + TORN:
            return last, joined
    return None


def _edit(start: int, stretch: str, reading: Reading) -> Edit:
    """The words that change; those before and after them are no part of the edit."""
    before = _shared_words(stretch, reading.text)
    after = _shared_words(stretch[before:][::-1], reading.text[before:][::-1])
    return Edit(
        start + before,
        start + len(stretch) - after,
        reading.text[before : len(reading.text) - after],
        why="drawn_several_times",
        safety=Safety.SAFE if reading.margin >= SURE and reading.gain >= DAMAGED else Safety.DOUBTFUL,
        confidence=round(1 - 10 ** -min(reading.margin, reading.gain, 4.0), 4),
        evidence={"margin": round(reading.margin, 2), "gain": round(reading.gain, 2)},
    )


def _shared_words(a: str, b: str) -> int:
    """The length of the words both begin with, the space after them included."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return a[:shared].rfind(" ") + 1


RULE = Repair(
    find=find,
    title="text that was drawn several times",
    repairs=(
        Example("SpeSpelen len lereren\n", "Spelen leren\n"),
        Example("WaWatt kikindndererenen nonodidig g hehebbbbenen\n", "Wat kinderen nodig hebben\n"),
        Example("SpelenSpelen enen lerenleren\n", "Spelen en leren\n", note="words drawn twice"),
        Example(
            "Volgens JorJoris is is VerVerVerVerbeek helpt dat.\n",
            "Volgens Joris Verbeek helpt dat.\n",
            note="a name",
        ),
        Example("G Gr ro oe ei ie en n\n", "Groeien\n", note="copies set apart by spaces"),
        Example("SSppeelleenn e enn l elererenn\n", "Spelen en leren\n", note="two passes among each other"),
        Example("22001199\n", "22001199\n", note="reported, never read"),
        Example("LLeess rruulleess dduu jjeeuu\n", "Les rules du jeu\n", note="in any language"),
    ),
    leaves=(
        Example("Gegevens over bonbons\n"),
        Example("Hotel Bonbon\n"),
        Example("1010\n", note="numbers cannot be decided"),
        Example("Aan zee en in de sneeuw\n"),
        Example("Ze had had moeten komen, zei ze, en dat dat niet kon.\n"),
        Example("Mississippi, www.voorraad.nl en Lodewijk XVIII\n"),
    ),
)
