"""Make the sample articles: typeset each source, read the pages back, write data/raw/ and sound/.

python scripts/samples/make.py            write all but the scanned article
python scripts/samples/make.py --ocr      write the scanned one too
python scripts/samples/make.py --check    write nothing; exit 1 when a file on disk differs
python scripts/samples/make.py --keep DIR also leave the PDFs there
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import readers
from article import Article, load, sound_text
from press import print_article

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
SOUND = HERE / "sound"
RAW = HERE.parent.parent / "data" / "raw"

READERS: dict[str, Callable[[bytes], str]] = {
    "pdfminer": readers.pdfminer,
    "pdfminer-wide": readers.pdfminer_wide,
    "pdfium": readers.pdfium,
}


def main() -> int:
    options = _options()
    differ = []
    for source in sorted(SOURCES.glob("*.txt")):
        article = load(source)
        for path, content in _outputs(article, with_ocr=options.ocr, keep=options.keep):
            if options.check:
                if not path.exists() or path.read_bytes() != content:
                    differ.append(path)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    if options.ocr:
        print(readers.tesseract_version(), file=sys.stderr)
    for path in differ:
        print(f"differs: {path.relative_to(RAW.parent.parent)}", file=sys.stderr)
    return 1 if differ else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make the sample articles.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--ocr", action="store_true", help="also the article that Tesseract reads")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    return parser.parse_args()


def _outputs(article: Article, *, with_ocr: bool, keep: Path | None) -> list[tuple[Path, bytes]]:
    """Paths and contents of the files that come from one article."""
    pdf = print_article(article)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{article.name}.pdf").write_bytes(pdf)
    outputs = [(SOUND / f"{article.name}.txt", sound_text(article).encode("utf-8"))]
    if article.settings["reader"] != "tesseract":
        outputs.append(
            (RAW / f"{article.name}.txt", _encoded(article, READERS[article.settings["reader"]](pdf)))
        )
    elif with_ocr:
        raw = readers.tesseract(pdf, seed=int(article.settings["scan_seed"]))
        outputs.append((RAW / f"{article.name}.txt", _encoded(article, raw)))
    return outputs


def _encoded(article: Article, text: str) -> bytes:
    """The bytes of the archive: its encoding and line ends."""
    newline = {"lf": "\n", "crlf": "\r\n"}[article.settings["newline"]]
    return text.replace("\r\n", "\n").replace("\n", newline).encode(article.settings["encoding"])


if __name__ == "__main__":
    sys.exit(main())
