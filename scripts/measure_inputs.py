"""How well the readers do: one article as PDF, as OCR and as text; overprinted PDFs; newspaper pages read
whole.

    HELDER_CORPUS=FOLDER python scripts/measure_inputs.py [PART ...] [--differences]

Parts (all when none is named):

    articles    each sample article typeset as a PDF; the same pages scanned and read by Tesseract (hOCR,
    ALTO);
                character error rate of the clean text against the author's, and whether title, headings,
                paragraphs in order and citations are the same as from the author's text. Needs Tesseract
    overprint   lines drawn over themselves in every way that samples/overprint.py knows, with doubles of
    their
                own; and the PDFs of $HELDER_CORPUS/pdf, whose words must stand there once
    scans       the pages of $HELDER_CORPUS/scans: every word of the file is in the raw text, in its order,
    and
                stated groups are kept in the clean text

Exit code 1 where a limit is passed: 0.5 % for PDF, 2 % for OCR, and no fault elsewhere.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import regex

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "samples"))
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

from measure_repair import distance  # noqa: E402

from pipeline import flow  # noqa: E402
from pipeline.cleaned import Cleaned  # noqa: E402
from pipeline.ingest import documents, pdf, text  # noqa: E402
from pipeline.ingest import files as ingest  # noqa: E402
from pipeline.records import Kind, Source  # noqa: E402
from pipeline.settings import Settings  # noqa: E402

CORPUS = Path(os.environ.get("HELDER_CORPUS", ""))
LIMITS = {"PDF": 0.005, "hOCR": 0.02, "ALTO": 0.02}
DPI = 300
SEED = 7
DOUBLES = (
    "Een efficient controller, warranty",
    "Bijzondere bessen en bonbons",
    "Mississippi en parallelle lessen",
    "In 1100 en 2255 om 11.22 uur",
)
SETTINGS = Settings()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--differences", action="store_true", help="print the paragraphs that differ")
    options = parser.parse_args()
    parts = {"articles": articles, "overprint": overprint, "scans": scans}
    faults = 0
    for name in options.parts or parts:
        print(f"\n{name}")
        for line, fault in parts[name](options.differences):
            print(f"  {line}" + ("   <- over the limit" if fault else ""))
            faults += fault
    return int(faults > 0)


# --- articles ----------------------------------------------------------------------------------------


def articles(differences: bool) -> Iterator[tuple[str, bool]]:
    from article import load, sound_text
    from press import print_article

    for path in sorted((HERE / "samples" / "sources").glob("*.txt")):
        article = load(path)
        wanted = text.read(sound_text(article).encode(), path=f"{article.name}.txt", settings=SETTINGS)
        printed = print_article(article)
        yield f"{article.name}", False
        want = flow.clean(wanted, SETTINGS)
        for form, source in forms(printed, article.name):
            have = flow.clean(source, SETTINGS)
            rate = distance(want.text.string, have.text.string) / len(want.text.string)
            told = compare(want, have)
            yield f"  {form:6}{rate:9.2%}  {told}", rate > LIMITS[form]
            if differences:
                a, b = (c.text.string.split("\n\n") for c in (want, have))
                yield from ((f"    {line[:400]}", False) for line in [*difflib.unified_diff(a, b, n=0)][2:])


def forms(printed: bytes, name: str) -> Iterator[tuple[str, Source]]:
    """The article as each kind of input."""
    yield "PDF", pdf.read(printed, path=f"{name}.pdf", settings=SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        for number, picture in enumerate(scanned(printed), start=1):
            page = Path(folder) / f"page_{number:03}"
            command = ["tesseract", "stdin", str(page), "-l", "nld", "--dpi", str(DPI), "hocr", "alto"]
            subprocess.run(command, input=picture, capture_output=True, check=True)
        for form, ending in (("hOCR", ".hocr"), ("ALTO", ".xml")):
            pages = sorted(Path(folder).glob(f"*{ending}"))
            made = documents.read_pages(pages, path=name, settings=SETTINGS, fetch=Path.read_bytes)
            yield form, made


def scanned(printed: bytes) -> Iterator[bytes]:
    """The pages as photocopied, each as PNG."""
    import pypdfium2
    from readers import scan

    dice = random.Random(SEED)
    with pypdfium2.PdfDocument(printed) as document:
        for page in document:
            picture = BytesIO()
            copy = scan(page.render(scale=DPI / 72).to_pil().convert("L"), dice=dice)
            copy.save(picture, format="PNG", dpi=(DPI, DPI))
            yield picture.getvalue()


def compare(want: Cleaned, have: Cleaned) -> str:
    """Which parts of the structure are the same; of those that are not, how many are."""
    from pipeline.language import model

    nlp = model.load(None, whole=False)
    flow.with_extractors(nlp, SETTINGS)
    report = []
    for name, kinds in (
        ("title", {Kind.TITLE}),
        ("headings", {Kind.HEADING}),
        ("lead", {Kind.LEAD}),
        ("asides", {Kind.VIGNETTE, Kind.PULL_QUOTE}),
    ):
        a, b = (
            [c.text.string[p.start : p.end] for p in c.structure.paragraphs if p.kind in kinds]
            for c in (want, have)
        )
        report.append(f"{name} {same(a, b)}/{len(a)}")
    a, b = (c.text.string.split("\n\n") for c in (want, have))
    report.append(f"paragraphs {same(a, b)}/{len(a)}")
    summaries = [flow.extract(c, SETTINGS) for c in (want, have)]
    a, b = ([f"{c.authors} {c.year}" for c in s.citations] for s in summaries)
    report.append(f"citations {same(a, b)}/{len(a)}")
    return ", ".join(report)


def same(a: list[str], b: list[str]) -> int:
    """How many items of `a` are in `b`, in the same order, but for a few letters misread."""
    found = at = 0
    for item in a:
        for place in range(at, len(b)):
            if distance(item, b[place]) <= 0.04 * len(item):
                found, at = found + 1, place + 1
                break
    return found


# --- overprint ---------------------------------------------------------------------------------------


def overprint(_differences: bool) -> Iterator[tuple[str, bool]]:
    from overprint import KINDS
    from overprint import pdf as draw

    for name, kind in KINDS.items():
        source = pdf.read(draw(kind, list(DOUBLES)), path=f"{name}.pdf", settings=SETTINGS)
        lines = source.text.split("\n")[:-1]
        assert source.geometry is not None
        copies = len(source.geometry.sheets[0].drawn_again)
        wrong = sum(a != b for a, b in zip(lines, DOUBLES, strict=False)) + abs(len(lines) - len(DOUBLES))
        yield (
            f"{name:34}{len(DOUBLES) - wrong} of {len(DOUBLES)} lines clean, {copies} copies listed",
            wrong > 0,
        )
    for path in sorted((CORPUS / "pdf").glob("*.pdf")) if os.environ.get("HELDER_CORPUS") else ():
        source = pdf.read(path.read_bytes(), path=path.name, settings=SETTINGS)
        twice = [m.group() for m in regex.finditer(r"(\p{L}{2,}) ?\1", source.text) if m[1].isascii()]
        assert source.geometry is not None
        copies = sum(len(sheet.drawn_again) for sheet in source.geometry.sheets)
        yield (
            f"{path.name:34}{len(source.text)} characters, {copies} copies listed, twice: {twice}",
            bool(twice),
        )


# --- scans -------------------------------------------------------------------------------------------


def scans(_differences: bool) -> Iterator[tuple[str, bool]]:
    if not os.environ.get("HELDER_CORPUS"):
        yield "HELDER_CORPUS is not set", False
        return
    for path in sorted((CORPUS / "scans").rglob("*.xml*")):
        source = ingest.read(ingest.Input(path, path.name), SETTINGS)
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        words = printed_words(data)
        have = source.text.split()
        lost = sum(a != b for a, b in zip(words, have, strict=False)) + abs(len(words) - len(have))
        cleaned = flow.clean(source, SETTINGS)
        broken = groups_broken(source, cleaned)
        yield (
            f"{path.name:28}{len(words):6} words in the file, {lost} wrong in the raw text; "
            f"{broken} places where a stated order is not kept",
            bool(lost or broken),
        )


def printed_words(data: bytes) -> list[str]:
    """The words of a file, found without the readers: strings of ALTO, texts of PAGE."""
    from lxml import etree

    root = etree.fromstring(data)
    words: list[str] = []
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == "String":
            words += element.get("CONTENT", "").split()
        elif name == "HYP" and words and words[-1][-1] not in "-¬\u00ad":  # some write it twice
            words[-1] += element.get("CONTENT", "")
        elif name == "Unicode" and element.text:
            words += element.text.split()
    return words


def groups_broken(source: Source, cleaned: Cleaned) -> int:
    """How often a region stands before one that the stated order puts before it."""
    assert source.geometry is not None
    groups: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for sheet in source.geometry.sheets:
        for region in sheet.regions:
            letters = any(map(str.isalpha, source.text[region.start : region.end]))  # an ornament may be gone
            if region.order is not None and letters:
                place = cleaned.text.from_base(region.start)
                groups.setdefault((sheet.number, region.group), []).append((region.order, place))
    return sum(a[1] > b[1] for members in groups.values() for a, b in pairwise(sorted(members)))


if __name__ == "__main__":
    sys.exit(main())
