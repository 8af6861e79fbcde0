"""Bytes to text and back: encodings, what is refused, pages, and which files are read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import (
    HelderError,
    InputFault,
    NoInput,
    OutputClash,
    TooLarge,
    UndecodableInput,
    UnknownType,
    UnreadableInput,
)
from pipeline.ingest import files, text
from pipeline.places import Places
from pipeline.records import Source
from pipeline.settings import Settings


def read(data: bytes, **options: object) -> Source:
    return text.read(data, path="map/stuk.txt", settings=Settings(**options))  # type: ignore[arg-type]


SENTENCE = "Eén kind vraagt: ‘Waarom?’ – €5"

# name: bytes, encoding asked for; the text, encoding and byte-order mark that come out
DECODED: dict[str, tuple[bytes, str | None, str, str, bool]] = {
    "UTF-8": (SENTENCE.encode(), None, SENTENCE, "utf-8", False),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + SENTENCE.encode(), None, SENTENCE, "utf-8", True),
    "a second mark is text": (codecs.BOM_UTF8 * 2 + b"Kind", None, "\ufeffKind", "utf-8", True),
    "Windows-1252": (SENTENCE.encode("cp1252"), None, SENTENCE, "cp1252", False),
    "a mark before no UTF-8": (codecs.BOM_UTF8 + b"\xe9\xe9n kind", None, "ï»¿één kind", "cp1252", False),
    "UTF-16, low byte first": (
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        None,
        SENTENCE,
        "utf-16-le",
        True,
    ),
    "UTF-16, high byte first": (
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        None,
        SENTENCE,
        "utf-16-be",
        True,
    ),
    "asked: over the guess": ("één".encode(), "cp1252", "Ã©Ã©n", "cp1252", False),
    "asked: another name": ("één".encode("cp1252"), "Windows-1252", "één", "cp1252", False),
    "asked: its mark goes": (codecs.BOM_UTF8 + "één".encode(), "UTF8", "één", "utf-8", True),
    "asked: with or without a mark": (b"kind", "utf-8-sig", "kind", "utf-8", False),
    "asked: UTF-16 of either kind": (
        codecs.BOM_UTF16_BE + "één".encode("utf-16-be"),
        "utf-16",
        "één",
        "utf-16-be",
        True,
    ),
    "asked: UTF-16 without a mark": ("één".encode("utf-16-le"), "utf-16-le", "één", "utf-16-le", False),
    "asked: old DOS": (b"\x82\x82n", "cp850", "één", "cp850", False),
}


@pytest.mark.parametrize(("data", "asked", "expected", "encoding", "bom"), DECODED.values(), ids=DECODED)
def test_decoding(data: bytes, asked: str | None, expected: str, encoding: str, bom: bool) -> None:
    source = read(data, encoding=asked)
    assert (source.text, source.encoding, source.bom) == (expected, encoding, bom)
    assert text.encode(source) == data


def test_undefined_bytes_are_kept_and_reported() -> None:
    source = read(b"E\xe9n kind\x81 speelt\x9d.")
    assert source.text == "Eén kind\x81 speelt\x9d."
    assert source.undecodable == ((8, 0x81), (16, 0x9D))
    assert text.encode(source) == b"E\xe9n kind\x81 speelt\x9d."
    assert read("Eén kind\x81.".encode()).undecodable == ()  # that is what UTF-8 says there


# name: bytes, settings; the error and a part of its message
REFUSED: dict[str, tuple[bytes, dict[str, object], type[HelderError], str]] = {
    "empty": (b"", {}, UnreadableInput, "empty"),
    "white space": (b" \r\n\t\f", {}, UnreadableInput, "empty"),
    "nothing but a mark": (codecs.BOM_UTF8, {}, UnreadableInput, "empty"),
    "a PDF": (b"%PDF-1.7\nKind", {}, UnreadableInput, "a PDF"),
    "a ZIP": (b"PK\x03\x04....", {}, UnreadableInput, "ZIP"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\n", {}, UnreadableInput, "Git LFS"),
    "binary": (bytes(range(256)) * 4, {}, UnreadableInput, "control characters"),
    "UTF-32": (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), {}, UnreadableInput, "control characters"),
    "too large": (b"kind" * 3, {"max_bytes": 11}, TooLarge, "12 bytes, the limit max_bytes is 11"),
    "not what was asked for": (b"\xe9\xe9n", {"encoding": "utf-8"}, UndecodableInput, "not utf-8"),
    "half a character": ("één".encode()[:-2], {"encoding": "utf-8"}, UndecodableInput, "not utf-8"),
    "a lone surrogate": (b"kind\xed\xa0\x80", {"encoding": "utf-8"}, UndecodableInput, "not utf-8"),
    "a lone surrogate let through": (b"+2AA-", {"encoding": "utf-7"}, UndecodableInput, "utf-7"),
    "no such encoding": (b"kind", {"encoding": "klinkklaar"}, UndecodableInput, "no encoding 'klinkklaar'"),
    "an encoding of bytes": (b"6b696e64", {"encoding": "hex"}, UndecodableInput, "not hex"),
    "no way back": (b"+AGs-ind", {"encoding": "utf-7"}, UndecodableInput, "turned back"),
}


@pytest.mark.parametrize(("data", "options", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, options: dict[str, object], error: type[HelderError], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        read(data, **options)
    assert "map/stuk.txt" in str(caught.value)


def test_a_nul_in_a_text_is_text() -> None:
    assert read(b"Een kind\x00 speelt.").text == "Een kind\x00 speelt."


@given(
    st.binary(max_size=60) | st.text(max_size=40).map(str.encode),
    st.sampled_from([None, None, "cp1252", "utf-16", "utf-7"]),
)
def test_what_is_accepted_goes_back_byte_for_byte(data: bytes, asked: str | None) -> None:
    try:
        source = read(data, encoding=asked)
    except InputFault:
        return
    assert text.encode(source) == data
    source.text.encode("utf-8")  # no lone surrogates
    assert (
        "\ufffd" not in source.text
        or "\ufffd".encode() in data
        or asked == "utf-7"
        or source.encoding.startswith("utf-16")
    )
    assert source.pages[0].start == 0
    assert all(a.end == b.start for a, b in zip(source.pages, source.pages[1:], strict=False))
    assert source.pages[-1].end == len(source.text)


@pytest.mark.parametrize(
    ("string", "pages", "newlines"),
    [
        ("een", [(0, 3)], "none"),
        ("een\ntwee\n", [(0, 9)], "lf"),
        ("een\r\n\ftwee\r\n\f", [(0, 6), (6, 13)], "crlf"),
        ("\feen\r\ftwee", [(0, 1), (1, 6), (6, 10)], "cr"),
        ("een\r\ntwee\n", [(0, 10)], "mixed"),
    ],
)
def test_pages_and_line_ends(string: str, pages: list[tuple[int, int]], newlines: str) -> None:
    source = read(string.encode())
    assert [(page.start, page.end) for page in source.pages] == pages
    assert [page.number for page in source.pages] == list(range(1, len(pages) + 1))
    assert source.newlines == newlines


def test_places_count_from_one() -> None:
    places = Places(read(b"een\r\ntwee\rdrie\n\fvier"))
    assert [places.line(at) for at in (0, 4, 5, 9, 10, 14, 15, 16)] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert places.of(14) == {"page": 1, "line": 3}
    assert places.of(16) == {"page": 2, "line": 4}
    assert places.of(20) == {"page": 2, "line": 4}  # the very end


# --- files -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what may lie among articles."""
    for name in ("b.txt", "a.txt", "jaar/c.txt", "jaar/D.TXT", ".verborgen.txt", "uit/e.txt", "foto.xyz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Een kind.\n", encoding="utf-8")
    (tmp_path / "uit" / files.MANIFEST).write_text("", encoding="utf-8")
    (tmp_path / "koppeling.txt").symlink_to(tmp_path / "a.txt")
    return tmp_path


def test_finding_files(folder: Path) -> None:
    found = files.find([folder])
    assert [file.relative for file in found.inputs] == ["a.txt", "b.txt", "jaar/D.TXT", "jaar/c.txt"]
    assert [file.stem for file in found.inputs] == ["a", "b", "jaar/D.TXT", "jaar/c"]
    assert found.skipped == 1
    assert [file.relative for file in files.find([folder], outputs=folder / "jaar").inputs] == [
        "a.txt",
        "b.txt",
    ]
    assert len(files.find([folder / "a.txt", folder / "a.txt"]).inputs) == 1


def test_files_that_cannot_be_inputs(folder: Path) -> None:
    with pytest.raises(NoInput, match="written by helder"):
        files.find([folder / "uit"])
    with pytest.raises(UnreadableInput, match="no such file"):
        files.find([folder / "niets.txt"])
    with pytest.raises(UnknownType, match="foto"):
        files.find([folder / "foto.xyz"])
    (folder / "jaar" / "a.txt").write_text("Een ander kind.\n", encoding="utf-8")
    with pytest.raises(OutputClash, match="both be written to a"):
        files.find([folder / "a.txt", folder / "jaar" / "a.txt"])


def test_reading_a_file(folder: Path) -> None:
    [file] = files.find([folder / "a.txt"]).inputs
    assert files.read(file, Settings()).text == "Een kind.\n"
    with pytest.raises(TooLarge, match="10 bytes, the limit max_bytes is 9"):
        files.read(file, Settings(max_bytes=9))
    file.path.unlink()
    with pytest.raises(UnreadableInput, match="No such file"):
        files.read(file, Settings())
