"""Text decoded in the wrong encoding: "gedesoriÃ«nteerd", "â€˜veiligâ€™".

Bytes of UTF-8 were once read as Windows-1252, perhaps more than once. ftfy recognises such sequences,
which hardly occur in sound text, and turns them back.

It leaves alone whatever is not mojibake: curly quotes („Het kind”, ’s-Gravenhage), ligatures, full-width
and accented letters, which ftfy's other fixers would unify. Sequences where a byte is gone are not guessed
at, but for the closing quotation mark, which alone leaves such a one. Lines without suspicious characters
are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import ftfy
import ftfy.badness
import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

MOJIBAKE_ONLY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=True,
    fix_c1_controls=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=True,
)


# A closing quotation mark has a byte that Windows-1252 lacks; what is left of it can be nothing else.
LOST_QUOTE = regex.compile("\u00e2\u20ac\ufffd")
QUOTE = "\u00e2\u20ac\x9d"


def find(view: View) -> Iterator[Edit]:
    """One edit a word, so that the ledger shows what was meant by what."""
    start = 0
    for line in view.string.split("\n"):
        if not line.isascii() and ftfy.badness.is_bad(line):
            whole = LOST_QUOTE.sub(QUOTE, line)
            for at, before, after, steps in _fixed(whole) or _fixed_by_word(whole):
                evidence = {"ftfy": steps}
                place = start + at
                yield Edit(
                    place, place + len(before), after, why="mojibake", evidence=evidence, confidence=0.99
                )
        start += len(line) + 1


def _fixed(text: str) -> list[tuple[int, str, str, list[str]]]:
    """Place, before, after and ftfy's steps for each word that differs; [] when something would be lost."""
    fixed, steps = ftfy.fix_and_explain(text, MOJIBAKE_ONLY)
    if LOST_QUOTE.search(fixed):  # a layer below
        fixed, _ = ftfy.fix_and_explain(LOST_QUOTE.sub(QUOTE, fixed), MOJIBAKE_ONLY)
    if fixed == text or "\ufffd" in fixed:
        return []
    told = [f"{s.action} {s.parameter}" for s in steps or []]
    return [(at, old, new, told) for at, old, new in _words(text, fixed)]


def _fixed_by_word(line: str) -> list[tuple[int, str, str, list[str]]]:
    """The same for a line of which some words are past repair."""
    found = []
    at = 0
    for word in line.split(" "):
        if not word.isascii() and ftfy.badness.is_bad(word):
            found += [(at + place, old, new, told) for place, old, new, told in _fixed(word)]
        at += len(word) + 1
    return found


def _words(line: str, fixed: str) -> list[tuple[int, str, str]]:
    """Place, before and after of each word that differs; the whole line when words do not pair."""
    before, after = line.split(" "), fixed.split(" ")
    if len(before) != len(after):
        return [(0, line, fixed)]
    places = []
    at = 0
    for old, new in zip(before, after, strict=True):
        if old != new:
            places.append((at, old, new))
        at += len(old) + 1
    return places


RULE = Repair(
    find=find,
    title="text decoded in the wrong encoding",
    repairs=(
        Example("een gedesoriÃ«nteerd kind\n", "een gedesoriënteerd kind\n"),
        Example("zij noemt het â€œveiligâ€\ufffd\n", "zij noemt het “veilig”\n", note="a byte was lost"),
        Example("zij noemt dit â€˜veiligâ€™ gedrag\n", "zij noemt dit ‘veilig’ gedrag\n"),
    ),
    leaves=(
        Example("’s-Gravenhage en „Het kind” en ’t Hooge Nest\n", note="quotes as printed"),
        Example("de façade van één Finse crèche\n"),
        Example("ﬁets en ﬂat\n", note="ligatures have a rule of their own"),
    ),
)
