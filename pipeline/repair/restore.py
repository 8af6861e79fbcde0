"""The way back: the bytes of the input, from the clean text and its ledger."""

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


def input_bytes(clean: str, lines: Sequence[Mapping[str, Any]]) -> bytes:
    """Clean - ledger = the input, byte for byte.

    Raises:
        TextDoesNotMatchLedger: text and ledger do not belong together.
    """
    source = lines[0]["source"]
    if hashlib.sha256(clean.encode()).hexdigest() != source["clean_sha256"]:
        raise TextDoesNotMatchLedger("The clean text is not the one the ledger was made for.")
    raw = ledger.undo(clean, lines[1:])
    data = encode_text(raw, encoding=source["encoding"], bom=source["bom"])
    if hashlib.sha256(data).hexdigest() != source["sha256"]:
        raise TextDoesNotMatchLedger("What the ledger leads back to is not the input it names.")
    return data
