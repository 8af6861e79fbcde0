"""Quotation marks, dashes and ellipses of several makes, made one: „Kom”, "Kom" and ,,Kom'' become “Kom”.

Old type, typewriters and programs each have signs of their own; who compares articles may want one. This is
a choice and no repair, so it works only when asked for (`typography = true` in the settings, `--typography`).
Double marks stay double and single ones single; apostrophes are curly; a dash between spaces is –; three
full stops are …

It leaves hyphens, ranges ("12-14"), the marks of feet and inches, and a lone mark that opens or closes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.records import Edit, Example
from pipeline.repair.rule import Repair, View

APOSTROPHE = regex.compile(
    r"(?<=\p{L})'(?=\p{L})|(?<![\p{L}\p{N}'])'(?=[nst]\b|s-)(?<!\p{L}')|(?<=\p{L}s)'(?= )"
)
DASH = regex.compile(r"(?<=\S )(?:--?|—)(?= \S)")
ELLIPSIS = regex.compile(r"(?<!\.)\.{3}(?!\.)")
BEFORE, AFTER = r"(?<![\p{L}\p{N}.,])", r"(?![\p{L}\p{N}])"
DOUBLE = regex.compile(
    rf"{BEFORE}(?P<opening>[\"„«]|,,|'')(?=[\p{{L}}\p{{N}}‘'(\[])[^\"“”„«»\n]{{1,1000}}?"
    rf"(?<=[\p{{L}}\p{{N}}.,!?…)\]’'])(?P<closing>[\"”“»]|''){AFTER}"
)
SINGLE = regex.compile(
    rf"{BEFORE}(?P<opening>[‚'])(?=\p{{L}}[^‘'’\n]{{2,300}}(?<=[\p{{L}}.,!?])(?P<closing>['’]){AFTER})"
)


def find(view: View) -> Iterator[Edit]:
    """One edit a sign."""
    if not view.settings.typography:
        return
    string = view.string
    done: set[int] = set()
    for form, opening, closing in ((DOUBLE, "“", "”"), (SINGLE, "‘", "’")):
        for match in form.finditer(string):
            done |= {match.start("opening"), match.start("closing")}
            yield _edit(match.span("opening"), opening, string)
            yield _edit(match.span("closing"), closing, string)
    for form, sign in ((APOSTROPHE, "’"), (DASH, "–"), (ELLIPSIS, "…")):
        for match in form.finditer(string):
            if match.start() not in done:
                yield _edit(match.span(), sign, string)


def _edit(place: tuple[int, int], after: str, string: str) -> Edit:
    return Edit(*place, after, why="typography", evidence={"sign": string[slice(*place)]})


RULE = Repair(
    find=find,
    title="quotation marks, dashes and ellipses of several makes (only when asked for)",
    repairs=(
        Example('Zij zei: "Kom maar" - en hij kwam...\n', "Zij zei: “Kom maar” – en hij kwam…\n"),
        Example(
            "„Lees 'Nijntje' voor,” zei de juf over oma's boek.\n",
            "“Lees ‘Nijntje’ voor,” zei de juf over oma’s boek.\n",
        ),
    ),
    leaves=(
        Example("‘Kom maar’ – en hij kwam… Op blz. 12-14 staat ’s morgens nog iets.\n"),
        Example('een plank van 5" en een haak van 3"\n'),
    ),
    after=("characters/encoding", "characters/space"),
)
