"""The way back: the bytes of the input, from the clean text and its ledger.

Of a PDF or a file of OCR it is the text that was extracted from it, in UTF-8. Of an input that holds several
articles each has a clean text and a ledger of its own; it takes all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import TextDoesNotMatchLedger, UnreadableInput
from pipeline.ingest.text import encode_text
from pipeline.repair import ledger

ENDING = ".repairs.jsonl"


def beside(clean: Path) -> Path:
    """Where the ledger of a clean text stands."""
    return clean.with_name(clean.name.removesuffix(".txt") + ENDING)


def load(path: Path) -> list[dict[str, Any]]:
    """The lines of a ledger file.

    Raises:
        UnreadableInput: it is not there, or no ledger.
    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines[0]["source"]["sha256"]
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableInput(f"{path}: not a ledger ({error}).") from error
    return lines


def read(clean: Path) -> str:
    """The clean text in a file.

    Raises:
        UnreadableInput: it is not there, or no text.
    """
    try:
        return clean.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{clean}: {error}.") from error


def input_of(clean: Path) -> bytes:
    """The input that the clean text at `clean` was made of, byte for byte.

    Raises:
        UnreadableInput: a text or a ledger is not there; the message names what is missing.
        TextDoesNotMatchLedger: text and ledger do not belong together.
    """
    lines = load(beside(clean))
    source = lines[0]["source"]
    if not source["part"]:
        return input_bytes(read(clean), lines)
    ending = f".{source['part']}.txt"
    if not clean.name.endswith(ending):
        raise UnreadableInput(f"{clean}: part {source['part']} of an input is not called NAME{ending}.")
    stem = clean.name.removesuffix(ending)
    try:
        paths = [clean.with_name(f"{stem}.{part}.txt") for part in source["parts"]]
    except (KeyError, TypeError, ValueError) as error:
        raise TextDoesNotMatchLedger(f"The first line of the ledger is broken ({error!r}).") from error
    missing = [p.name for path in paths for p in (path, beside(path)) if not p.is_file()]
    if missing:
        raise UnreadableInput(f"{clean} is one part of its input; missing beside it: {', '.join(missing)}.")
    return joined_bytes([(read(path), load(beside(path))) for path in paths])


def input_bytes(clean: str, lines: Sequence[Mapping[str, Any]]) -> bytes:
    """Clean - ledger = the input, byte for byte.

    Raises:
        TextDoesNotMatchLedger: text and ledger do not belong together.
    """
    return joined_bytes([(clean, lines)])


def joined_bytes(parts: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> bytes:
    """The input, from the clean texts and the ledgers of all its articles.

    Raises:
        TextDoesNotMatchLedger: they do not belong together.
    """
    source = parts[0][1][0]["source"]
    pieces: list[tuple[int, str]] = []
    for clean, lines in parts:
        if hashlib.sha256(clean.encode()).hexdigest() != lines[0]["source"]["clean_sha256"]:
            raise TextDoesNotMatchLedger("The clean text is not the one the ledger was made for.")
        try:
            pieces += ledger.undo_part(clean, lines)
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise TextDoesNotMatchLedger(f"The first line of the ledger is broken ({error!r}).") from error
    raw = "".join(piece for _, piece in sorted(pieces))
    data = encode_text(raw, encoding=source["encoding"], bom=source["bom"])
    if hashlib.sha256(data).hexdigest() != source.get("extracted_sha256", source["sha256"]):
        raise TextDoesNotMatchLedger("What the ledger leads back to is not the input it names.")
    return data
