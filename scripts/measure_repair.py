"""How well cleaning repairs, and what harm it does to sound text.

    HELDER_CORPUS=FOLDER python scripts/measure_repair.py [PART ...] [--errors N] [--file NAME]

Parts (all when none is named):

    articles    character error rate of cleaned articles against sound text, and the words that differ
    harm        words and paragraphs changed in sound text: Dutch of today (as it stands, in columns, in
                broken columns), Dutch of 1930, English, German, and newspapers of the nineteenth century
    fake_bold   strings seen in the wild, sound strings beside them, and headings drawn in runs of three
    hyphens     words broken at the line end: the printer's hyphen, the word's own, one for a part left out
    misread     letters taken for others that look alike, in one word of 20, of 100 and of 500

Sound Dutch is the raw text of treebank sentences, five to a paragraph. Tune on dev and train only.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import itertools
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyphen
import regex

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline import flow
from pipeline.decisions import Decisions
from pipeline.ingest import text as ingest
from pipeline.language.lexicon import lexicon
from pipeline.layout.lay_out import Layout
from pipeline.records import Safety
from pipeline.repair import engine
from pipeline.repair.lines import hyphen
from pipeline.repair.rule import View
from pipeline.settings import Settings
from pipeline.text import Text
from scripts.damage import misreading

HERE = Path(__file__).resolve().parent
CORPUS = Path(os.environ.get("HELDER_CORPUS", ""))
COLUMN = 38  # characters; what a magazine of three columns has
A_PARAGRAPH = 5  # sentences
AN_ARTICLE = 6  # paragraphs
OLD_WORDS = 20_000
CLOSING_GAP, OPENING_GAP = regex.compile(r" ([.,;:?!)])"), regex.compile(r"\( ")
SEED = 20240607
HYPHENS = pyphen.Pyphen(lang="nl_NL", left=2, right=3)
WORD = regex.compile(r"\p{L}+")
WHOLE = regex.compile(r"['‘“\"„,(]*\s?[\p{Lu}\d].*[.?!…]\s?['’”\")]*")
TREMA = str.maketrans("ëïöüä", "eioua")
CONJUNCTIONS = ("en", "of")
CORE = regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?")
OWN_ONLY = "own, in no list without"  # the rest are words the lists spell without, such as "olie-tanker"

Errors = list[str]


@dataclass
class Report:
    """Rows to print, and examples of what went wrong."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    errors: Errors = field(default_factory=list)

    def add(self, name: str, figure: str) -> None:
        self.rows.append((name, figure))


def clean(raw: str) -> str:
    """The clean text of `raw`."""
    return engine.run(raw, settings=Settings(), lexicon=lexicon(), decisions=Decisions()).text.string


# --- articles ----------------------------------------------------------------------------------


def articles() -> Report:
    """The real article and the samples, against sound text."""
    report = Report()
    real = CORPUS / "articles" / "een-helder-tegenover"
    pairs = [(real / "raw.txt", real / "clean.txt")] if CORPUS.name else []
    pairs += [
        (HERE.parent / "data" / "raw" / sound.name, sound)
        for sound in sorted((HERE / "samples" / "sound").glob("*.txt"))
    ]
    for raw, sound in pairs:
        source = ingest.read(raw.read_bytes(), path=raw.name, settings=Settings())
        start = time.perf_counter()
        have = flow.clean(source, Settings()).text.string
        seconds = time.perf_counter() - start
        again = clean(have)
        want = sound.read_text(encoding="utf-8")
        edits = distance(" ".join(have.split()), " ".join(want.split()))
        missing = Counter(want.split()) - Counter(have.split())
        extra = Counter(have.split()) - Counter(want.split())
        borders = Counter(have.split("\n\n")) - Counter(want.split("\n\n"))
        name = real.name if raw.name == "raw.txt" else raw.stem
        report.add(
            name,
            f"CER {edits / len(want):.4f}  words missing {missing.total():3} extra {extra.total():3}  "
            f"paragraphs that differ {borders.total():3}  again {'stays' if again == have else 'CHANGES'}  "
            f"{seconds:.2f} s",
        )
        report.errors += (
            [f"{name}: missing {' '.join(missing)} | extra {' '.join(extra)}"] if missing or extra else []
        )
        report.errors += [
            f"{name}: {line}"
            for line in difflib.unified_diff(want.split("\n\n"), have.split("\n\n"), n=0, lineterm="")
        ][2:]
    return report


def distance(a: str, b: str) -> int:
    """Levenshtein's distance: Myers' bit-vector algorithm in Hyyrö's form, all rows in one integer."""
    if not a:
        return len(b)
    places: dict[str, int] = {}
    for i, character in enumerate(a):
        places[character] = places.get(character, 0) | 1 << i
    mask, last = (1 << len(a)) - 1, 1 << len(a) - 1
    up, down, found = mask, 0, len(a)
    for character in b:
        equal = places.get(character, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        more, less = down | ~(diagonal | up) & mask, up & diagonal
        found += bool(more & last) - bool(less & last)
        more, less = (more << 1 | 1) & mask, less << 1 & mask
        up, down = less | ~(diagonal | more) & mask, more & diagonal
    return found


# --- harm --------------------------------------------------------------------------------------


def sentences(name: str) -> list[str]:
    """The raw text of the whole sentences of a treebank file: from a capital to a full stop."""
    prefix = "# text = "
    with gzip.open(CORPUS / "treebank" / name, "rt", encoding="utf-8") as lines:
        texts = [" ".join(line[len(prefix) :].split()) for line in lines if line.startswith(prefix)]
    return [text for text in texts if WHOLE.fullmatch(text) and len(text.split()) >= 4]


def paragraphs(texts: Sequence[str]) -> list[str]:
    """Five sentences each."""
    return [" ".join(texts[i : i + A_PARAGRAPH]) for i in range(0, len(texts), A_PARAGRAPH)]


def fill(text: str, width: int, *, hyphens: bool) -> str:
    """`text` in lines of at most `width` characters, words broken where Dutch breaks them or not at all."""
    lines: list[str] = []
    line = ""
    words = text.split(" ")
    while words:
        longer = f"{line} {words[0]}" if line else words[0]
        if len(longer) <= width:
            line = longer
            words.pop(0)
            continue
        room = width - len(line) - bool(line)
        for head, tail in breaks(words[0]) if hyphens else ():
            if len(head) <= room:
                line = f"{line} {head}" if line else head
                words[0] = tail
                break
        if not line:  # longer than the column
            line = words.pop(0)
        lines.append(line)
        line = ""
    return "\n".join([*lines, line] if line else lines)


def breaks(word: str) -> Iterator[tuple[str, str]]:
    """Ways to break a word, longest head first."""
    letters = max(WORD.findall(word), key=len, default="")
    start = word.find(letters)
    for at in reversed(HYPHENS.positions(letters)) if len(letters) > 4 else ():
        cut = start + at
        yield f"{word[:cut]}-", word[cut].translate(TREMA) + word[cut + 1 :]
    own = word.rfind("-", 1, -1)
    if own > 0 and word[own - 1].isalpha() and word[own + 1].isalpha():
        yield word[: own + 1], word[own + 1 :]


def harm(name: str) -> Report:
    """What cleaning changes in sound text: Dutch of today in five forms, other languages in two."""
    report = Report()
    today = paragraphs(sentences(name))
    as_it_stands, narrow, broken = (
        lambda p: p,
        lambda p: fill(p, COLUMN, hyphens=False),
        lambda p: fill(p, COLUMN, hyphens=True),
    )
    _harm("as it stands", today, as_it_stands, "\n\n", report)
    _harm("columns, blank lines", today, narrow, "\n\n", report)
    _harm("columns, no blank lines", today, narrow, "\n", report)
    _harm("broken columns, blank lines", today, broken, "\n\n", report)
    _harm("broken columns, no blank lines", today, broken, "\n", report)
    for path in sorted((HERE / "sound").glob("*.txt")):
        own = path.read_text(encoding="utf-8").strip().split("\n\n")
        _harm(f"{path.stem}, as it stands", own, as_it_stands, "\n\n", report)
        _harm(f"{path.stem}, columns", own, narrow, "\n\n", report)
    if (CORPUS / "entities").is_dir():
        _harm("newspapers of 1870, read by OCR", newspapers(), as_it_stands, "\n\n", report)
    return report


def _harm(kind: str, texts: Sequence[str], form: Callable[[str], str], between: str, report: Report) -> None:
    """One row: `texts` set in a `form`, six paragraphs to an article, and what cleaning makes of them."""
    words = changed = split = joined = unstable = 0
    start = time.perf_counter()
    for i in range(0, len(texts), AN_ARTICLE):
        sound = texts[i : i + AN_ARTICLE]
        have = clean(between.join(map(form, sound)) + "\n")
        found = list(differences(" ".join(sound).split(), have.split()))
        words += len(" ".join(sound).split())
        changed += sum(max(len(old), len(new)) for _, old, new, _ in found)
        report.errors += [f"{kind}: {b} [{' '.join(old)} -> {' '.join(new)}] {a}" for b, old, new, a in found]
        more, less = borders(have.strip().split("\n\n"), sound)
        split, joined = split + len(more), joined + len(less)
        report.errors += [f"{kind}: split {at}" for at in more] + [f"{kind}: joined {at}" for at in less]
        if between == "\n\n" and clean(have) != have:
            unstable += 1
            report.errors.append(f"{kind}: cleaning again changes {have[:60]!r}")
    seconds = time.perf_counter() - start
    report.add(
        kind,
        f"words changed {changed:4} = {10_000 * changed / words:5.2f} in 10,000   "
        f"paragraphs {len(texts)}: "
        f"split {split}, joined {joined}   articles changed again {unstable}   "
        f"{seconds / words * 1e4:.1f} s in 10,000",
    )


def newspapers() -> list[str]:
    """Dutch newspapers of the nineteenth century as a machine read them, in stretches of fifty words.

    What changes here is looked at by hand (--errors): much of it was misread, so that a repair is no harm.
    """
    with gzip.open(CORPUS / "entities" / "enp_NL.kb.bio.gz", "rt", encoding="utf-8") as lines:
        tokens = [line.split()[0] for line in lines if line.strip()]
    text = OPENING_GAP.sub("(", CLOSING_GAP.sub(r"\1", " ".join(tokens[:OLD_WORDS])))
    words = text.split(" ")
    return [" ".join(words[i : i + 50]) for i in range(0, len(words), 50)]


def differences(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str], str]]:
    """Stretches of words that differ, with what stands around them."""
    if list(old) == list(new):
        return
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(old[max(0, a - 3) : a]), old[a:b], new[c:d], " ".join(old[b : b + 3])


def borders(have: Sequence[str], want: Sequence[str]) -> tuple[Errors, Errors]:
    """Paragraph borders that are too many and those that lack, by the words before and after them."""

    def around(texts: Sequence[str]) -> dict[str, str]:
        found = {}
        for a, b in itertools.pairwise(texts):
            found["".join(a.split())[-14:] + "".join(b.split())[:14]] = f"{a[-40:]} || {b[:40]}"
        return found

    ours, theirs = around(have), around(want)
    return [t for k, t in ours.items() if k not in theirs], [t for k, t in theirs.items() if k not in ours]


# --- fake bold ---------------------------------------------------------------------------------


def fake_bold(name: str) -> Report:
    """Exact readings of damaged strings, and sound ones that stay."""
    report = Report()
    seen = CORPUS / "cases" / "fakebold_seen.jsonl"
    cases = (
        [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()] if seen.exists() else []
    )
    cases = [case for case in cases if any(map(str.isalpha, case["observed"]))]
    negative = [(c["observed"], c["observed"]) for c in cases if c["kind"] == "negative"]
    positive = [(c["observed"], c["clean"]) for c in cases if c["kind"] != "negative"]
    _score("seen in the wild", positive, report)
    _score("sound, seen in the wild", negative, report)
    chance = random.Random(SEED)
    texts = [s for s in sentences(name) if len(s.split()) >= 8]
    headings = [_heading(chance.choice(texts), chance) for _ in range(300)]
    _score("made headings, runs of three", [(draw(h, chance), h) for h in headings], report)
    _score("the same headings, sound", [(h, h) for h in headings], report)
    return report


def _heading(sentence: str, chance: random.Random) -> str:
    words = [w for w in sentence.split() if regex.fullmatch(r"[\p{L}'’-]+", w)]
    size = chance.randint(1, 6)
    start = chance.randrange(max(1, len(words) - size))
    text = " ".join(words[start : start + size])
    return text[0].upper() + text[1:] if len(text) > 4 else "De " + text


def draw(text: str, chance: random.Random) -> str:
    """`text` as a printer draws it in runs of three, the first one shorter, each one to four times."""
    first = chance.randint(1, 3)
    pieces = [text[:first], *(text[i : i + 3] for i in range(first, len(text), 3))]
    while (drawn := "".join(piece * chance.randint(1, 4) for piece in pieces)) == text:
        continue
    return drawn


def _score(name: str, pairs: Sequence[tuple[str, str]], report: Report) -> None:
    exact = 0
    slowest = 0.0
    for observed, wanted in pairs:
        start = time.perf_counter()
        have = clean(observed + "\n").strip()
        slowest = max(slowest, time.perf_counter() - start)
        if "".join(have.split()) == "".join(wanted.split()) and len(have.split()) == len(wanted.split()):
            exact += 1
        else:
            report.errors.append(f"{name}: {observed!r} -> {have!r}, not {wanted!r}")
    if pairs:
        report.add(
            name,
            f"exact {exact} of {len(pairs)} = {100 * exact / len(pairs):.1f} %   slowest {slowest:.2f} s",
        )


# --- hyphens -----------------------------------------------------------------------------------


def hyphens(name: str) -> Report:
    """Words broken at a line end, each by itself within its sentence."""
    report = Report()
    chance = random.Random(SEED)
    kinds: dict[str, list[tuple[str, str]]] = {"printer's": [], "own": [], OWN_ONLY: [], "part left out": []}
    for sentence in sentences(name):
        words = sentence.split()
        for i, word in enumerate(words):
            before, after = " ".join(words[:i]), " ".join(words[i + 1 :])
            suspended = (
                word.endswith("-") and len(word) > 2 and words[i + 1 : i + 2] and words[i + 1] in CONJUNCTIONS
            )
            if suspended:
                kinds["part left out"].append((f"{before} {word}\n{after}\n", f"{before} {word} {after}\n"))
                continue
            own = [m.start() for m in regex.finditer(r"(?<=[\p{L}\p{N})])-(?=[\p{L}\p{N}])", word)]
            at = chance.choice(own) if own else None
            if at is not None:
                broken = f"{word[: at + 1]}\n{word[at + 1 :]}"
                kinds["own"].append((f"{before} {broken} {after}\n", f"{before} {word} {after}\n"))
                if not lexicon().known(CORE.findall(word)[0].replace("-", "")):
                    kinds[OWN_ONLY].append(kinds["own"][-1])
            elif "-" not in word and (ways := list(breaks(word))):
                head, tail = chance.choice(ways)
                if head[:-1] + tail != word:
                    continue  # a trema that went cannot come back by joining alone
                kinds["printer's"].append(
                    (f"{before} {head}\n{tail} {after}\n", f"{before} {word} {after}\n")
                )
    for kind, pairs in kinds.items():
        right = 0
        for broken, whole in pairs:
            have, whole = _joined(broken), whole.strip()
            if have == whole:
                right += 1
            else:
                old, new = next(((o, n) for _, o, n, _ in differences(whole.split(), have.split())), ([], []))
                report.errors.append(f"{kind}: [{' '.join(old)} -> {' '.join(new)}]")
        report.add(
            f"hyphen, {kind}", f"right {right} of {len(pairs)} = {100 * right / max(1, len(pairs)):.2f} %"
        )
    return report


def _joined(broken: str) -> str:
    """`broken` after the rule for hyphens alone, line ends that are left as spaces."""
    text = Text.of(broken)
    view = View(text, Layout(()), lexicon(), Settings())
    safe = [edit for edit in hyphen.find(view) if edit.safety is Safety.SAFE]
    return " ".join(engine.apply(text, enumerate(safe)).string.split())


# --- misread letters ---------------------------------------------------------------------------


def misread(name: str) -> Report:
    """How many misread words of articles come right, and how many of the repairs that are made are right."""
    report = Report()
    texts = paragraphs(sentences(name))
    for share in (0.05, 0.01, 0.002):
        chance = random.Random(SEED)
        damaged = repaired = wrong = 0
        for i in range(0, len(texts), AN_ARTICLE):
            sound = "\n\n".join(texts[i : i + AN_ARTICLE]) + "\n"
            read, times = misreading.misread(sound, share, chance)
            damaged += times
            have = clean(read)
            left = sum(max(len(a), len(b)) for _, a, b, _ in differences(sound.split(), have.split()))
            for _, before, after, _ in differences(read.split(), have.split()):
                right = " ".join(after) in sound
                repaired += right * len(after)
                wrong += (not right) * len(after)
                report.errors += [] if right else [f"{share}: [{' '.join(before)} -> {' '.join(after)}]"]
            report.errors += [
                f"{share}: left {b}" for _, a, b, _ in differences(sound.split(), have.split()) if left
            ]
        report.add(
            f"misread, {share:.1%} of the words",
            f"repaired {repaired} of {damaged} = {100 * repaired / max(1, damaged):.1f} %   wrong {wrong}",
        )
    return report


PARTS: dict[str, Callable[[str], Report]] = {
    "articles": lambda name: articles(),
    "harm": harm,
    "fake_bold": fake_bold,
    "hyphens": hyphens,
    "misread": misread,
}


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--errors", type=int, default=0, help="list this many errors of each part")
    parser.add_argument("--file", default="dev.conllu.gz", help="a treebank file of HELDER_CORPUS")
    options = parser.parse_args(arguments)
    for name in options.parts or PARTS:
        report = PARTS[name](options.file)
        print(f"\n{name}")
        for row, figure in report.rows:
            print(f"  {row:42} {figure}")
        for error in report.errors[: options.errors]:
            print(f"    {error}")


if __name__ == "__main__":
    main()
