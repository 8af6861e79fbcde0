"""Ornaments that came out as text: the "B" or "◆" that closes a box, a lone closing quotation mark.

Magazines close an article or a box with a small sign, often from a font of ornaments, and set large
quotation marks beside a pull quote. What is left in the text is a single character after the last full
stop of a paragraph, or a line with nothing but a quotation mark.

It leaves a letter that may be the torn-off capital of the next paragraph, signs within a sentence, and
rows of asterisks, which divide.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.layout.shapes import END_MARK, is_ornament
from pipeline.records import Edit, Example, Kind
from pipeline.repair.rule import Repair, View


def find(view: View) -> Iterator[Edit]:
    """One edit an ornament."""
    string = view.string
    paragraphs = list(view.paragraphs())
    for number, (start, end) in enumerate(paragraphs):
        text = string[start:end].rstrip()
        last = start + len(text)
        following = string[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        if is_ornament(text.strip()) and text.strip():
            to = paragraphs[number + 1][0] if following else len(string)
            yield Edit(start, to, "", why="ornament", confidence=0.95)
            continue
        mark = END_MARK.search(string, start, last)
        if mark and view.kind(start) is not Kind.REFERENCE and not _is_drop_cap(mark[1], following, view):
            yield Edit(mark.start(), last, "", why="end_mark", confidence=0.9 if mark[1].isalpha() else 0.95)


def _is_drop_cap(letter: str, following: str, view: View) -> bool:
    word = regex.match(r"\p{Ll}+", following)
    return word is not None and letter.isupper() and view.lexicon.known(letter.lower() + word.group())


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
        Example("Eerste deel.\n\n* * *\n\nTweede deel.\n"),
        Example("Zij zei: ‘Kom maar.’\n"),
    ),
)
