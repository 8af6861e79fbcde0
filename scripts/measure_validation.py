"""What `helder validate` says of sound imports, of imports damaged on purpose, and how long it takes.

    HELDER_CORPUS=FOLDER python -m scripts.measure_validation [PART ...] [--count N] [--keep FOLDER]

Parts (all when none is named):

    sound     articles typeset from sound text (treebank sentences) in layouts drawn at random, read back by
              PDFium or pdfminer and imported: how many errors and warnings there are, and which
    damage    each kind of damage done to the sample articles: exit code, first finding, consequences
    speed     a thousand articles (the imported ones under other names): seconds, and whether spaCy is loaded

Typesetting takes a second an article; with --keep the folder is used again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from scripts.damage import imports
from scripts.measure_repair import HERE, sentences

sys.path.insert(0, str(HERE / "samples"))

import readers
from article import Article, Block
from press import print_article

SEED = 20250611
NAMES = (
    "Marit Hoogerwerf",
    "Joost van Rhijn",
    "H. Terpstra",
    "Els Brinkhorst",
    "Wim de Zeeuw",
    "Noor Lamers",
)
TITLES = (
    "Spelen in de regen", "Een brief aan de meester", "Wat ouders willen weten", "Rekenen met knikkers",
    "De eerste schooldag", "Grenzen stellen zonder ruzie", "Samen lezen aan de keukentafel", "Huilen mag",
    "Waarom pesten zo moeilijk stopt", "Het buitenlokaal", "Slapen gaan met een verhaal", "Taal begint thuis",
    "Nieuwe leraren, oude vragen", "Kinderen en hun schermen", "Tussen wieg en kleuterklas", "Zingen helpt",
    "Naar een veilige klas", "De kracht van herhaling", "Opgroeien in twee talen", "Te veel huiswerk",
)  # fmt: skip
HEADINGS = (
    "Vertrouwen", "In de praktijk", "Een goed begin", "Wat werkt", "De rol van ouders", "Twijfels",
    "Meer dan toetsen", "Op eigen benen", "Aan de slag", "Tijd en aandacht", "Lastige vragen", "Conclusie",
    "Verschillen tussen kinderen", "Wat onderzoek laat zien", "Een dag in groep vier", "Tot slot",
    "Structuur en vrijheid", "Van elkaar leren",
)  # fmt: skip
FACES = (
    ("Times-Roman", "Times-Bold", "Times-Italic"),
    ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
)
READERS = {"pdfium": readers.pdfium, "pdfminer": readers.pdfminer, "pdfminer-wide": readers.pdfminer_wide}
ROOT = HERE.parent


def article(number: int, texts: list[str], *, bold: bool, seed: int) -> Article:
    """An article of these sentences in a layout of its own."""
    dice = random.Random(f"{seed} {number}")
    body, titles = dice.choice(FACES), dice.choice(FACES)
    size = round(dice.uniform(8.6, 11.4), 1)
    columns = dice.choice((1, 2, 2, 2, 3, 3))  # as magazines have them
    runs = "2 3 3 4" if bold else "99"
    settings = {
        "magazine": dice.choice(("Kleuterblad", "Opvoeden Nu", "De Lesbrief", "Groot en Klein")),
        "rubric": dice.choice(("In de klas", "Thuis", "Onderzoek", "Op school")),
        "volume": str(dice.randint(3, 60)),
        "issue": str(dice.randint(1, 11)),
        "date": f"{dice.choice(('januari', 'april', 'juni', 'oktober'))} {dice.randint(1988, 2022)}",
        "first_page": str(dice.randint(3, 60)),
        "page_size": f"{dice.randint(430, 600)} {dice.randint(640, 842)}",
        "columns": str(columns),
        "justify": dice.choice(("yes", "no")),
        "space_at_line_end": dice.choice(("yes", "no")),
        "title_font": f"{titles[1]} {dice.randint(20, 32)}",
        "lead_font": f"{dice.choice(titles)} {dice.uniform(10.5, 13):.1f}",
        "body_font": f"{body[0]} {size}",
        "head_font": f"{titles[0] if bold else titles[1]} {size + dice.uniform(1, 4):.1f}",
        "box_font": f"{dice.choice(FACES)[0]} {max(8.0, size - 1):.1f}",
        "bullet": dice.choice(("ZapfDingbats ■", "ZapfDingbats ●", "ZapfDingbats ▲", "Helvetica •")),
        "end_mark": dice.choice(("ZapfDingbats ■", "ZapfDingbats ◆")),
        "bold_seed": str(number),
        "bold_runs": runs,
        "bold_copies": "2 2 3 4" if bold else "1",
        "bold_offset": f"{dice.uniform(0.25, 0.5):.2f}",
        "bold_cut_again": "no",
        "reader": dice.choice(("pdfium", "pdfium", "pdfium", "pdfminer", "pdfminer-wide")),
    }
    return Article(f"artikel-{number:03}", settings, tuple(_blocks(texts, dice)))


def _blocks(texts: list[str], dice: random.Random) -> list[Block]:
    left, headings = list(texts), dice.sample(HEADINGS, len(HEADINGS))

    def some(least: int, most: int) -> str:
        return " ".join(left.pop() for _ in range(min(len(left), dice.randint(least, most))))

    blocks = [
        Block("title", dice.choice(TITLES)),
        Block("byline", f"door {dice.choice(NAMES)}"),
        Block("lead", some(2, 3)),
        Block("paragraph", some(3, 6)),
    ]
    while len(left) > 6:
        if dice.random() < 0.45:
            blocks.append(Block("heading", headings.pop()))
        blocks += [Block("paragraph", some(3, 6)) for _ in range(dice.randint(1, 3)) if left]
        if dice.random() < 0.15 and len(left) > 3:
            blocks += [Block("bullet", left.pop()) for _ in range(3)]
            blocks += [Block("paragraph", some(2, 4))] if left else []
    return blocks


def make(folder: Path, count: int, name: str, seed: int) -> None:
    """Typeset, read back and import; half of the headings are drawn several times."""
    dice = random.Random(seed)
    texts = [" ".join(text.split()) for text in sentences(name) if _can_be_set(text)]
    (folder / "raw").mkdir(parents=True)
    for number in range(count):
        own = dice.sample(texts, dice.randint(25, 45))
        made = article(number, own, bold=bool(number % 2), seed=seed)
        pdf = print_article(made)
        text = READERS[made.settings["reader"]](pdf).replace("\r\n", "\n")
        (folder / "raw" / f"{made.name}.txt").write_bytes(text.encode("utf-8"))
    run("run", folder / "raw", "-o", folder / "clean", "-q")


def _can_be_set(text: str) -> bool:
    """Sentences of plain running text in the letters that the faces have."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    plain = text.endswith(".") and text[0].isupper() and ",," not in text
    plain = plain and not set("\"';:()/–").intersection(text)
    return plain and 5 <= len(text.split()) <= 40 and max(map(len, text.split())) < 24


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The command, as its users give it."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


def report(folder: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON report of an import."""
    done = run("validate", folder / "raw", folder / "clean", "--format", "json", *options)
    return done.returncode, json.loads(done.stdout or b'{"findings": [], "counts": {}, "checked": 0}')


def sound(folder: Path) -> None:
    """What is said of articles that nothing is wrong with."""
    code, told = report(folder)
    print(f"{told['checked']} sound articles, exit {code}: {told['counts']}")
    by_check = Counter(f"{f['severity']} {f['check']}" for f in told["findings"])
    for check, times in by_check.most_common():
        first = next(f for f in told["findings"] if f"{f['severity']} {f['check']}" == check)
        where = f"{first['path']}:{first['line']}"
        print(f"  {times:4} {check}: {where} {first['message'][:100]} {first['text'][:60]!r}")


def damage(folder: Path) -> None:
    """What is said of each kind of damage."""
    name = "spel-en-executieve-functies"
    base = folder / "samples"
    shutil.copytree(ROOT / "data" / "raw", base / "raw")
    run("run", base / "raw", "-o", base / "clean", "-q")
    print(f"sound: exit {report(base)[0]}")
    for kind, maker in imports.KINDS.items():
        own = folder / "damaged"
        shutil.copytree(base, own)
        cause = maker(own, name)
        code, told = report(own, *(["--strict"] if kind == "stale model" else []))
        nothing = {"check": "-", "path": "", "line": 0, "consequences": ()}
        first = next(iter(told["findings"]), nothing)
        right = first["check"] == cause.check and first["path"].endswith(cause.path)
        right = right and (not cause.line or first["line"] == cause.line)
        also = [f["check"] for f in first["consequences"]]
        where = f"{Path(first['path']).name}:{first['line'] or ''}"
        verdict = "right" if right else "WRONG"
        print(f"{kind:32} exit {code}  {verdict}  {first['check']} {where}  therefore {also}")
        shutil.rmtree(own)
    left = folder / "left"
    shutil.copytree(base / "raw", left / "raw")
    run("clean", left / "raw", "-o", left / "clean", "-q", "--skip", "lines/fake_bold")
    code, told = report(left)
    print(f"{'damage left in':32} exit {code}  {told['findings'][0]['check']}  {told['counts']}")


def speed(folder: Path, count: int = 1000) -> None:
    """Seconds for a thousand articles."""
    target = folder / "many"
    (target / "raw").mkdir(parents=True)
    (target / "clean").mkdir()
    records = [
        json.loads(line) for line in (folder / "clean" / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    lines = []
    for number in range(count):
        record = records[number % len(records)]
        again = f"{number:04}-{record['path']}"
        shutil.copy(folder / "raw" / record["path"], target / "raw" / again)
        outputs = {}
        for output in record["outputs"]:
            data = (folder / "clean" / output).read_bytes()
            (target / "clean" / f"{number:04}-{output}").write_bytes(data)
            outputs[f"{number:04}-{output}"] = hashlib.sha256(data).hexdigest()
        lines.append(json.dumps({**record, "path": again, "outputs": outputs}, sort_keys=True) + "\n")
    (target / "clean" / "manifest.jsonl").write_text("".join(lines), encoding="utf-8")
    before, start = os.times(), time.perf_counter()
    run("validate", target / "raw", target / "clean", "--jobs", "2", "--format", "json")
    after, seconds = os.times(), time.perf_counter() - start
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{count} articles: {seconds:.1f} s on two processes, {cpu:.1f} s of processor time")
    probe = "import sys; from helder.commands import cli; cli(sys.argv[1:], standalone_mode=False); "
    probe += "sys.exit('spacy' in sys.modules)"
    command = [
        sys.executable,
        "-c",
        probe,
        "validate",
        str(folder / "raw"),
        str(folder / "clean"),
        "--jobs",
        "1",
    ]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    print(f"spaCy loaded: {'yes' if done.returncode else 'no'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="sound, damage, speed")
    parser.add_argument("--count", type=int, default=300, help="articles to typeset")
    parser.add_argument("--keep", type=Path, help="folder of the articles, made if it is not there")
    parser.add_argument("--file", default="train.conllu.gz", help="a treebank file")
    parser.add_argument("--seed", type=int, default=SEED, help="other layouts, other sentences")
    options = parser.parse_args()
    parts = options.parts or ["sound", "damage", "speed"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary) / "typeset"
        if {"sound", "speed"} & set(parts) and not (folder / "clean").is_dir():
            make(folder, options.count, options.file, options.seed)
        if "sound" in parts:
            sound(folder)
        if "damage" in parts:
            damage(Path(temporary))
        if "speed" in parts:
            work = Path(temporary) / "speed"
            shutil.copytree(folder, work)
            speed(work)


if __name__ == "__main__":
    main()
