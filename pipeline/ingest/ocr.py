"""Pages without text read by Tesseract, which is a program of its own and need not be there.

It is given pictures of the pages as PDFium draws them, and gives hOCR: words with boxes and confidences.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from pipeline.errors import MissingReader, TooLarge, UnreadableInput
from pipeline.settings import Settings

PROGRAM = "tesseract"
DPI = 300  # what Tesseract's models were trained for
LANGUAGES = {"nl": "nld", "fy": "fry", "af": "afr", "de": "deu", "en": "eng", "fr": "fra"}
ADVICE = (
    "Reading a scan needs Tesseract with its Dutch model: apt-get install tesseract-ocr tesseract-ocr-nld"
)


def version() -> str:
    """The name and version of the engine that would read.

    Raises:
        MissingReader: it is not installed.
    """
    if shutil.which(PROGRAM) is None:
        raise MissingReader(f"{ADVICE}.")
    told = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=False)
    return " ".join((told.stdout or told.stderr).split("\n", 1)[0].split())


def hocr(picture: bytes, *, path: str, settings: Settings) -> bytes:
    """What Tesseract reads in a picture (PGM, `DPI` dots an inch), as hOCR.

    Raises:
        MissingReader: Tesseract or its model of the language is not installed.
        TooLarge: it takes longer than `settings.max_seconds`.
        UnreadableInput: it fails.
    """
    language = LANGUAGES.get(settings.language.split("-")[0], "nld")
    command = [PROGRAM, "stdin", "stdout", "-l", language, "--dpi", str(DPI), "hocr"]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several are slower, and disagree
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=settings.max_seconds,
            check=False,
            env=one_thread,
        )
    except FileNotFoundError:
        raise MissingReader(f"{ADVICE}.") from None
    except subprocess.TimeoutExpired:
        raise TooLarge(f"{path}: Tesseract took more than {settings.max_seconds} s (max_seconds).") from None
    told = done.stderr.decode("utf-8", "replace").strip()
    if "Failed loading language" in told:
        raise MissingReader(f"{ADVICE.replace('nld', language)}.")
    if done.returncode:
        raise UnreadableInput(f"{path}: Tesseract cannot read it ({told[-200:]}).")
    return done.stdout
