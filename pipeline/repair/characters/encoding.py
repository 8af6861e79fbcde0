"""Text decoded in the wrong encoding: "gedesoriÃ«nteerd", "â€˜veiligâ€™".

Bytes of UTF-8 were once read as Windows-1252, perhaps more than once. ftfy recognises such sequences,
which hardly occur in sound text, and turns them back.

It leaves alone whatever is not mojibake: curly quotes („Het kind”, ’s-Gravenhage), ligatures, full-width
and accented letters, which ftfy's other fixers would unify. Lossy sequences, where a byte is gone, are
not guessed at. Lines without suspicious characters are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import ftfy
import ftfy.badness

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


def find(view: View) -> Iterator[Edit]:
    """One edit a word, so that the ledger shows what was meant by what."""
    start = 0
    for line in view.string.split("\n"):
        if not line.isascii() and ftfy.badness.is_bad(line):
            fixed, steps = ftfy.fix_and_explain(line, MOJIBAKE_ONLY)
            if fixed != line and "\ufffd" not in fixed:
                evidence = {"ftfy": [f"{s.action} {s.parameter}" for s in steps or []]}
                for at, before, after in _words(line, fixed):
                    place = start + at
                    yield Edit(
                        place, place + len(before), after, why="mojibake", evidence=evidence, confidence=0.99
                    )
        start += len(line) + 1


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
        Example("zij noemt dit â€˜veiligâ€™ gedrag\n", "zij noemt dit ‘veilig’ gedrag\n"),
    ),
    leaves=(
        Example("’s-Gravenhage en „Het kind” en ’t Hooge Nest\n", note="quotes as printed"),
        Example("de façade van één Finse crèche\n"),
        Example("ﬁets en ﬂat\n", note="ligatures have a rule of their own"),
    ),
)
