"""How well text that was drawn several times is read, by kind of drawing and by place.

    HELDER_CORPUS=FOLDER python -m scripts.measure_overprint [PART ...] [--errors N] [--count N] [--file NAME]

Parts (all when none is named):

    headings    lines of their own, each kind of drawing (`scripts/damage/overprint.py`); the same ones sound
    places      in running text: a whole line, part of a line, two lines, a caption, a name in a sentence
    letters     sentences with letters doubled at random
    seen        strings seen in the wild, and sound ones beside them; strings without a letter do not count
    calls       how many sound lines are decoded at all

Exact: cleaning gives the words that it gives for the same text undamaged. Sound Dutch is the raw text of
treebank sentences; without HELDER_CORPUS that of the sample articles. Tune on dev and train only.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Sequence

import regex

from pipeline.language import overprint
from scripts import measure_repair
from scripts.damage import overprint as damage
from scripts.measure_repair import CORPUS, HERE, Report, clean, fill, paragraphs

SEED = 20240607
PLAIN_WORD = regex.compile(r"[\p{L}\p{N}'’-]++[,:?!]?")
NAME = regex.compile(r"(?<=\p{Ll} )\p{Lu}\p{Ll}++(?: (?:van|de|der|den))*+ \p{Lu}\p{Ll}++(?= \p{Ll})")
COLUMN = 60  # characters


def sentences(name: str) -> list[str]:
    """Sound sentences: of a treebank file, else of the sample articles."""
    if CORPUS.name:
        return measure_repair.sentences(name)
    texts = [file.read_text(encoding="utf-8") for file in sorted((HERE / "samples" / "sound").glob("*.txt"))]
    return [s for text in texts for s in regex.findall(r"\p{Lu}[^.\n]++\.", text) if len(s.split()) >= 4]


def heading(sentence: str, dice: random.Random) -> str:
    """Two to seven words of a sentence, a capital in front: as long as headings are, 8 letters at least."""
    words = [word for word in sentence.split() if PLAIN_WORD.fullmatch(word)]
    size = dice.randint(2, 7)
    start = dice.randrange(max(1, len(words) - size))
    text = " ".join(words[start : start + size]).rstrip(",:")
    return text[0].upper() + text[1:] if len(text) >= 8 else heading(sentence + " en nog meer", dice)


def headings(name: str, count: int) -> Report:
    report = Report()
    texts = [s for s in sentences(name) if len(s.split()) >= 8]
    for kind, make in damage.KINDS.items():
        dice = random.Random(SEED)
        sound = [heading(dice.choice(texts), dice) for _ in range(count)]
        _score(kind, [(make(text, dice) + "\n", text + "\n") for text in sound], report)
    dice = random.Random(SEED)
    _untouched("sound headings", [heading(dice.choice(texts), dice) for _ in range(10 * count)], report)
    return report


def places(name: str, count: int) -> Report:
    """Each kind of drawing at each place within sound text."""
    report = Report()
    texts = [s for s in sentences(name) if 8 <= len(s.split()) <= 30]
    for place, put in PLACES.items():
        for kind, make in damage.KINDS.items():
            dice = random.Random(SEED)
            pairs = [put(make, texts, dice) for _ in range(count)]
            _score(f"{place}, {kind}", pairs, report)
    return report


Put = Callable[[damage.Maker, Sequence[str], random.Random], tuple[str, str]]


def _in_lines(choose: Callable[[list[str], random.Random], list[tuple[int, int, int]]]) -> Put:
    """Damage some stretches (line, start, end) of a paragraph set in a column."""

    def put(make: damage.Maker, texts: Sequence[str], dice: random.Random) -> tuple[str, str]:
        while True:
            lines = fill(" ".join(dice.sample(texts, 3)), COLUMN, hyphens=False).split("\n")
            if stretches := choose(lines, dice):
                break
        drawn = list(lines)
        for line, start, end in stretches:
            text = lines[line]
            drawn[line] = text[:start] + make(text[start:end], dice) + text[end:]
        return "\n".join(drawn) + "\n", "\n".join(lines) + "\n"

    return put


def _a_line(lines: list[str], dice: random.Random) -> list[tuple[int, int, int]]:
    at = dice.randrange(len(lines))
    return [(at, 0, len(lines[at]))]


def _two_lines(lines: list[str], dice: random.Random) -> list[tuple[int, int, int]]:
    at = dice.randrange(len(lines) - 1)
    return [(i, 0, len(lines[i])) for i in (at, at + 1)]


def _part_of_a_line(lines: list[str], dice: random.Random) -> list[tuple[int, int, int]]:
    at = dice.randrange(len(lines))
    borders = [0, *(m.end() for m in regex.finditer(" ", lines[at])), len(lines[at]) + 1]
    if len(borders) < 6:
        return []
    first = dice.randrange(len(borders) - 3)
    last = dice.randint(first + 2, len(borders) - 1)
    return [(at, borders[first], borders[last] - 1)] if borders[last] - borders[first] > 8 else []


def _a_name(lines: list[str], dice: random.Random) -> list[tuple[int, int, int]]:
    found = [(i, m.start(), m.end()) for i, line in enumerate(lines) for m in NAME.finditer(line)]
    return [dice.choice(found)] if found else []


def _a_caption(make: damage.Maker, texts: Sequence[str], dice: random.Random) -> tuple[str, str]:
    body = [fill(" ".join(dice.sample(texts, 3)), COLUMN, hyphens=False) for _ in range(2)]
    caption = f"Foto {dice.randint(1, 9)}: {heading(dice.choice(texts), dice)}"
    return "\n\n".join([body[0], make(caption, dice), body[1], ""]), "\n\n".join(
        [body[0], caption, body[1], ""]
    )


PLACES: dict[str, Put] = {
    "a line": _in_lines(_a_line),
    "part of a line": _in_lines(_part_of_a_line),
    "two lines": _in_lines(_two_lines),
    "a caption": _a_caption,
    "a name": _in_lines(_a_name),
}


def letters(name: str, count: int) -> Report:
    report = Report()
    dice = random.Random(SEED)
    texts = [s for s in sentences(name) if 6 <= len(s.split()) <= 25]
    sound = [dice.choice(texts) for _ in range(3 * count)]
    pairs = [(damage.doubled_letters(text, dice) + "\n", text + "\n") for text in sound]
    _score("sentences, letters doubled at random", pairs, report)
    return report


def seen(name: str, count: int) -> Report:
    """Strings seen in the wild, of many languages. A repair outside the doubling is no error."""
    report = Report()
    file = CORPUS / "cases" / "fakebold_seen.jsonl"
    cases = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    cases = [case for case in cases if any(map(str.isalpha, case["observed"]))]
    damaged = [(c["observed"] + "\n", c["clean"] + "\n") for c in cases if c["kind"] != "negative"]
    _score("seen in the wild", damaged, report)
    _untouched("sound, seen in the wild", [c["observed"] for c in cases if c["kind"] == "negative"], report)
    return report


def calls(name: str, count: int) -> Report:
    report = Report()
    lines = [
        line for text in paragraphs(sentences(name)) for line in fill(text, 38, hyphens=True).split("\n")
    ]
    found = [line for line in lines if overprint.suspects(line)]
    report.add("sound lines decoded", f"{len(found)} of {len(lines)}")
    report.errors += found
    return report


def _score(name: str, pairs: Sequence[tuple[str, str]], report: Report) -> None:
    exact, spent = 0, 0.0
    for damaged, sound in pairs:
        wanted = clean(sound).split()
        start = time.perf_counter()
        have = clean(damaged).split()
        spent += time.perf_counter() - start
        if have == wanted:
            exact += 1
        else:
            old = next(iter(measure_repair.differences(wanted, have)))
            want, has = " ".join(old[1]), " ".join(old[2])
            report.errors.append(f"{name}: want {want!r} have {has!r} of {_differing(damaged, sound)!r}")
    if pairs:
        report.add(
            name,
            f"exact {exact} of {len(pairs)} = {100 * exact / len(pairs):.1f} %   "
            f"{1000 * spent / len(pairs):.0f} ms each",
        )


def _differing(damaged: str, sound: str) -> str:
    """The line of `damaged` that is not in `sound`."""
    return next((line for line in damaged.split("\n") if line not in sound.split("\n")), damaged)


def _untouched(name: str, texts: Sequence[str], report: Report) -> None:
    changed = [text for text in texts if clean(text + "\n").split() != text.split()]
    report.add(name, f"exact {len(texts) - len(changed)} of {len(texts)}")
    report.errors += [f"{name}: {text!r} became {clean(text + chr(10))!r}" for text in changed]


PARTS: dict[str, Callable[[str, int], Report]] = {
    "headings": headings,
    "places": places,
    "letters": letters,
    "seen": seen,
    "calls": calls,
}


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--errors", type=int, default=0, help="list this many errors of each part")
    parser.add_argument("--count", type=int, default=100, help="texts of each kind")
    parser.add_argument("--file", default="dev.conllu.gz", help="a treebank file of HELDER_CORPUS")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    for name in options.parts or PARTS:
        report = PARTS[name](options.file, options.count)
        print(f"\n{name}")
        for row, figure in report.rows:
            print(f"  {row:42} {figure}")
        for error in report.errors[: options.errors]:
            print(f"    {error}")


if __name__ == "__main__":
    main()
