"""Ornaments that came out as text: the "B" or "◆" that closes a box, a lone closing quotation mark.

Magazines close an article or a box with a small sign, often from a font of ornaments, and set large
quotation marks beside a pull quote. What is left in the text is a single character after the last full
stop of a paragraph, or a line with nothing but a quotation mark.

It leaves a letter that may be the torn-off capital of the next paragraph or an initial, any sign where text
goes on with a small letter, signs that say something ("&", "%", "✓", "©", "*" of a note), and rows of
asterisks, which divide.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layout.lines import SMALL_START
from pipeline.layout.shapes import end_mark, is_ornament
from pipeline.records import Edit, Example, Kind
from pipeline.repair.rule import Repair, View


def find(view: View) -> Iterator[Edit]:
    """One edit an ornament."""
    string = view.string
    paragraphs = view.paragraphs
    for number, (start, end) in enumerate(paragraphs):
        text = string[start:end].rstrip()
        following = string[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        if is_ornament(text.strip()) and text.strip():
            to = paragraphs[number + 1][0] if following else len(string)
            yield Edit(start, to, "", why="ornament", confidence=0.95)
            continue
        mark = end_mark(text)
        if mark and not SMALL_START.match(following) and view.kind(start) is not Kind.REFERENCE:
            last = start + len(text)
            confidence = 0.9 if mark[-1].isalpha() else 0.95
            yield Edit(last - len(mark), last, "", why="end_mark", confidence=confidence)


RULE = Repair(
    find=find,
    title="an ornament that came out as text",
    repairs=(
        Example("Zijn moeder haalt hem op. B\n", "Zijn moeder haalt hem op.\n"),
        Example("‘Hoe zou dat komen?’ Hij denkt lang na. ◆\n", "‘Hoe zou dat komen?’ Hij denkt lang na.\n"),
        Example(
            "Zo leert een kind.\n\n”\n\nDaarna gaat het verder.\n",
            "Zo leert een kind.\n\nDaarna gaat het verder.\n",
        ),
    ),
    leaves=(
        Example("Hij kreeg vitamine B\n"),
        Example("Zo leert een kind. E\n\nen moeder weet dat ook.\n", note="a drop cap of what follows"),
        Example("Volgens Spierings, F. &\nWijnen-Sponselee, M. is dat zo.\n", note="it joins two names"),
        Example("Dit schreef Bos, F. A\n", note="an initial"),
        Example("Dat weet ik niet. U\n\nweet het wel.\n", note="a word"),
        Example("Welke letter is goed? B\n"),
        Example("Hij leest. *\n\nZij leest. ✓\n", note="signs that say something"),
        Example("Eerste deel.\n\n* * *\n\nTweede deel.\n"),
        Example("Zij zei: ‘Kom maar.’\n"),
    ),
)
