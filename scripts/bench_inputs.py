"""What reading costs: a PDF page beside pypdfium2's own boxes, and words of ALTO a second.

    python scripts/bench_inputs.py [FILE ...]

Without files, a dense page is typeset and an ALTO page of 18,000 words is made. What counts is the time of
the processor, and the fastest of `ROUNDS`, since whatever else the machine does only makes one slower. The
goals: a page of a PDF costs at most twice what `get_charbox` over all its characters does; 100,000 words of
ALTO a second. The process that a PDF is read in is started once a file and not part of its pages; what it
costs is printed beside.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.ingest import alto, pdf, pdfium
from pipeline.settings import Settings

ROUNDS = 7
WORDS = 18_000
SETTINGS = Settings()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    slow = 0
    for data in [f.read_bytes() for f in files if f.suffix == ".pdf"] or (
        [dense_page()] if not files else []
    ):
        slow += of_pdf(data)
    for data in [f.read_bytes() for f in files if f.suffix != ".pdf"] or ([alto_page()] if not files else []):
        slow += of_alto(data)
    return int(slow > 0)


def of_pdf(data: bytes) -> bool:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    own, ours, characters = 0.0, 0.0, 0
    for number in range(len(document)):
        page = document[number]

        def boxes(page: Any = page) -> int:
            textpage = page.get_textpage()
            count = int(textpage.count_chars())
            for at in range(count):
                textpage.get_charbox(at)
            return count

        characters += boxes()
        own += fastest(boxes)
        ours += fastest(lambda page=page: pdfium.Page(page).read())
    pages = len(document)
    whole = fastest(
        lambda: pdf.read(data, path="x.pdf", settings=SETTINGS), rounds=3, clock=time.perf_counter
    )
    print(
        f"PDF   {characters / pages:7.0f} characters a page: {1000 * ours / pages:6.1f} ms a page, "
        f"get_charbox {1000 * own / pages:6.1f} ms, ratio {ours / own:.2f}; "
        f"the whole file {1000 * whole:.0f} ms"
    )
    return ours > 2 * own


def of_alto(data: bytes) -> bool:
    source = alto.read(data, path="x.xml", settings=SETTINGS)
    words = len(source.text.split())
    took = fastest(lambda: alto.read(data, path="x.xml", settings=SETTINGS))
    print(
        f"ALTO  {words:7} words, {len(data):9,} bytes: {1000 * took:6.1f} ms, "
        f"{words / took:,.0f} words a second"
    )
    return words / took < 100_000


def fastest(
    what: Callable[[], object], *, rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> float:
    """Seconds of the fastest round."""
    best = float("inf")
    for _ in range(rounds):
        start = clock()
        what()
        best = min(best, clock() - start)
    return best


def dense_page() -> bytes:
    """A page of about 8,000 characters in three columns."""
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setFont("Times-Roman", 7)
    for column in range(3):
        for row in range(80):
            canvas.drawString(
                40 + column * 180, 800 - row * 9.5, "kinderen leren lezen door te spelen"[: 35 - row % 4]
            )
    canvas.save()
    return target.getvalue()


def alto_page() -> bytes:
    """A page as OCR engines write it, of `WORDS` words."""
    lines = []
    for row in range(WORDS // 10):
        words = "".join(
            f'<String ID="s{row}_{n}" HPOS="{100 + n * 90}" VPOS="{20 + row * 3}" WIDTH="80" HEIGHT="30" '
            f'CONTENT="kinderen" WC="0.93" CC="00000000"/>'
            f'<SP WIDTH="10" HPOS="{180 + n * 90}" VPOS="{20 + row * 3}"/>'
            for n in range(10)
        )
        lines.append(f'<TextLine HPOS="100" VPOS="{20 + row * 3}" WIDTH="900" HEIGHT="30">{words}</TextLine>')
    blocks = [
        f'<TextBlock ID="b{n}" HPOS="100" VPOS="{20 + n * 120}" WIDTH="900" HEIGHT="120">'
        f"{''.join(lines[n : n + 40])}</TextBlock>"
        for n in range(0, len(lines), 40)
    ]
    return (
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page WIDTH="1100" HEIGHT="6000">'
        f"<PrintSpace>{''.join(blocks)}</PrintSpace></Page></Layout></alto>"
    ).encode()


if __name__ == "__main__":
    sys.exit(main())
