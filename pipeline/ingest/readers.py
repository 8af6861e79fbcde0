"""Which reader takes a file: the one that knows its first bytes; by name only where no reader does.

A reader is a module with `read(data, *, path, settings)`, `recognises(head)` and `SUFFIXES`, the endings of
files that are its own even when their content is broken, so that the fault is told. Plain text has no sign to
know it by, so it is known by name alone. Files packed with gzip are unpacked first.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from pipeline import discover
from pipeline.errors import TooLarge, UnknownType, UnreadableInput
from pipeline.ingest import documents
from pipeline.ingest.xml import HEAD, root
from pipeline.records import Source
from pipeline.settings import Settings

GZIP = b"\x1f\x8b"


def readers() -> dict[str, ModuleType]:
    """All readers by name."""
    return discover.modules("pipeline.ingest", "SUFFIXES")


def reader_of(head: bytes, name: str) -> ModuleType | None:
    """The reader for a file that begins with `head` and is called `name`; None when there is none."""
    packed = head.startswith(GZIP)
    head = _unpacked(head, HEAD)[0] if packed else head
    found = (r for r in readers().values() if hasattr(r, "recognises") and r.recognises(head))
    by_name = (r for r in readers().values() if name.casefold().endswith(r.SUFFIXES))
    return next(found, None) or (None if packed else next(by_name, None))


def takes(file: Path) -> ModuleType | None:
    """The reader for `file`, by its first bytes; None when there is none.

    One that cannot be opened is known by its name, so that reading it tells what is wrong.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError:
        head = b""
    return reader_of(head, file.name)


def read(data: bytes, *, path: str, file: Path, settings: Settings, fetch: Callable[[Path], bytes]) -> Source:
    """The source in `data`, the content of `file`; `fetch` gives the content of files that it lists.

    Raises:
        UnknownType: no reader takes it.
        InputFault: it cannot be read, each cause with a class of its own.
    """
    if not data:
        raise UnreadableInput(f"{path}: the file is empty.")
    reader = reader_of(data[:HEAD], file.name)
    if reader is None:
        name = root(data)
        raise UnknownType(f"{path}: no reader takes {f'XML of the kind <{name}>' if name else 'such files'}.")
    content = unpacked(data, path=path, settings=settings)
    if hasattr(reader, "listed"):
        return documents.read_listed(
            reader.listed(content, path=path, settings=settings),
            content,
            path=path,
            folder=file.parent,
            settings=settings,
            fetch=fetch,
        )
    source: Source = reader.read(content, path=path, settings=settings)
    return source if content is data else replace(source, sha256=hashlib.sha256(data).hexdigest())


def unpacked(data: bytes, *, path: str, settings: Settings) -> bytes:
    """What is packed in `data` with gzip; `data` itself when it is not packed.

    Raises:
        TooLarge, UnreadableInput: more than `settings.max_bytes` in it; broken.
    """
    if not data.startswith(GZIP):
        return data
    content, whole = _unpacked(data, settings.max_bytes)
    if len(content) >= settings.max_bytes:
        raise TooLarge(f"{path}: more than {settings.max_bytes:,} bytes once unpacked (max_bytes).")
    if not whole:
        raise UnreadableInput(f"{path}: the gzip file is broken.")
    return content


def _unpacked(data: bytes, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of what is packed in `data`, and whether that is all and sound."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, limit)
    except zlib.error:
        return b"", False
    return found, unpacker.eof
