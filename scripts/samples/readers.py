"""Readers that turn a PDF into raw text. None knows how the page was made; each fails in its own way.

Every reader takes the bytes of a PDF and gives its text with a form feed between pages.
"""

from __future__ import annotations

import io
import random
import subprocess

import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from PIL import Image, ImageChops, ImageFilter

DPI = 200


def pdfminer(pdf: bytes) -> str:
    """pdfminer.six as it comes."""
    return extract_text(io.BytesIO(pdf), laparams=LAParams())


def pdfminer_wide(pdf: bytes) -> str:
    """pdfminer.six that bridges wider gaps in a line and parts paragraphs at smaller ones."""
    laparams = LAParams(boxes_flow=0.0, char_margin=3.0, line_margin=0.35, word_margin=0.12)
    return extract_text(io.BytesIO(pdf), laparams=laparams)


def pdfium(pdf: bytes) -> str:
    """The text page of PDFium, in the order in which the page was drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\f".join(page.get_textpage().get_text_range() for page in document)


def tesseract(pdf: bytes, *, seed: int) -> str:
    """Print, scan and read with Tesseract (Dutch)."""
    dice = random.Random(seed)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]
    return "".join(_tesseract_page(scan(page, dice=dice)) for page in pages)


def tesseract_version() -> str:
    """First line of `tesseract --version`, such as `tesseract 5.3.0`."""
    done = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]


def scan(page: Image.Image, *, dice: random.Random) -> Image.Image:
    """What a photocopy of a page looks like: askew, a little blurred, thin in the ink, grainy."""
    page = page.rotate(dice.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(0.9))
    page = page.point(lambda grey: 30 + grey * 200 // 255)
    for _ in range(3):  # three even noises added up are about a normal one
        grain = Image.frombytes("L", page.size, dice.randbytes(page.width * page.height))
        page = ImageChops.add(page, grain.point(lambda grey: grey // 4), offset=-32)
    return page.filter(ImageFilter.GaussianBlur(0.5))


def _tesseract_page(page: Image.Image) -> str:
    image = io.BytesIO()
    page.save(image, format="PNG", dpi=(DPI, DPI))
    command = ["tesseract", "stdin", "stdout", "-l", "nld", "--dpi", str(DPI)]
    return subprocess.run(command, input=image.getvalue(), capture_output=True, check=True).stdout.decode(
        "utf-8"
    )
