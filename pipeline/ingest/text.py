"""Plain text: bytes to a `Source`, with all the way back needs.

UTF-8 is tried strictly, and Windows-1252 after it: no text of some length in Windows-1252 happens to be
valid UTF-8, and guessing libraries do worse (charset-normalizer finds the exact text of Dutch
Windows-1252 files in 11 to 85 % of cases). The five bytes that Windows-1252 leaves undefined are read as
browsers read them, as C1 control characters, and reported. No replacement character is ever invented.
"""

from __future__ import annotations

import codecs
import hashlib
import unicodedata

import regex

from pipeline.errors import TooLarge, UndecodableInput, UnreadableInput
from pipeline.records import Page, Source
from pipeline.settings import Settings

SUFFIXES = (".txt",)
UNDEFINED_IN_CP1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = {  # what is often named .txt and is none
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or DOCX file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"version https://git-lfs.github.com/spec/": "a pointer of Git LFS (run: git lfs pull)",
}
CONTROL = regex.compile(r"[\x00-\x08\x0B\x0E-\x1F\x7F]")
NEWLINE = regex.compile(r"\r\n|\r|\n")
NEWLINE_NAMES = {"\n": "lf", "\r\n": "crlf", "\r": "cr"}


def read(data: bytes, *, path: str, settings: Settings) -> Source:
    """Decode `data`, the bytes of the file at `path` (relative to the input root).

    Raises:
        UnreadableInput: nothing in it, or not text.
        TooLarge: more than `settings.max_bytes`.
        UndecodableInput: not in the encoding that the settings name.
    """
    if len(data) > settings.max_bytes:
        raise TooLarge(f"{path}: {len(data):,} bytes, the limit max_bytes is {settings.max_bytes:,}.")
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise UnreadableInput(f"{path}: this is {name}, not text.")
    text, encoding, bom = _decode(data, path=path, asked=settings.encoding)
    if not text.strip():
        raise UnreadableInput(f"{path}: the file is empty.")
    controls = sum(1 for _ in CONTROL.finditer(text))
    if controls > 3 and controls > len(text) // 50:
        raise UnreadableInput(f"{path}: not text ({controls:,} control characters in {len(text):,}).")
    source = Source(
        path=unicodedata.normalize("NFC", path),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        text=text,
        bom=bom,
        newlines=_newlines(text),
        undecodable=_undecodable(text) if encoding == "cp1252" else (),
        pages=_pages(text),
    )
    if not _turns_back(source, data):  # a stateful or lossy codec
        raise UndecodableInput(f"{path}: cannot be turned back from {encoding} byte for byte.")
    return source


def encode(source: Source) -> bytes:
    """The way back: the bytes of the input, from its raw text."""
    return encode_text(source.text, encoding=source.encoding, bom=source.bom)


def encode_text(text: str, *, encoding: str, bom: bool) -> bytes:
    """`text` in `encoding`, with a byte-order mark if there was one."""
    mark = next((m for m, name in BYTE_ORDER_MARKS if name == encoding), b"") if bom else b""
    if encoding != "cp1252":
        return mark + text.encode(encoding)
    return b"".join(bytes([ord(c)]) if ord(c) in UNDEFINED_IN_CP1252 else c.encode("cp1252") for c in text)


def _turns_back(source: Source, data: bytes) -> bool:
    try:
        return encode(source) == data
    except UnicodeEncodeError:
        return False


def _decode(data: bytes, *, path: str, asked: str | None) -> tuple[str, str, bool]:
    codec = _codec(asked, path) if asked is not None else None
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark) and (codec is None or name.startswith(codec)):  # "utf-16" is either
            try:
                return data[len(mark) :].decode(name), name, True
            except UnicodeDecodeError:
                break
    if codec is not None:
        try:
            text = data.decode(codec) if codec != "cp1252" else _decode_cp1252(data)
            text.encode("utf-8")  # some codecs let lone surrogates through
        except (UnicodeError, LookupError) as error:
            raise UndecodableInput(f"{path}: not {asked}: {error}.") from error
        return text, codec, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _decode_cp1252(data), "cp1252", False


def _codec(asked: str, path: str) -> str:
    """Python's own name of an encoding that may be asked for by several ("Windows-1252", "UTF8")."""
    try:
        return codecs.lookup(asked).name.removesuffix("-sig")  # a mark is seen to apart
    except (LookupError, ValueError) as error:
        raise UndecodableInput(f"{path}: there is no encoding {asked!r}.") from error


def _decode_cp1252(data: bytes) -> str:
    return data.decode("cp1252", errors="helder_as_browsers")


def _as_browsers(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("helder_as_browsers", _as_browsers)


def _undecodable(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((i, ord(c)) for i, c in enumerate(text) if ord(c) in UNDEFINED_IN_CP1252)


def _newlines(text: str) -> str:
    kinds = {NEWLINE_NAMES[m.group()] for m in NEWLINE.finditer(text)}
    return "none" if not kinds else kinds.pop() if len(kinds) == 1 else "mixed"


def _pages(text: str) -> tuple[Page, ...]:
    """Form feeds end pages; one at the very end opens no further page."""
    ends = [m.end() for m in regex.finditer("\f", text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(
        Page(number, start, end)
        for number, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True), start=1)
    )
