"""Which files there are to read, and reading one by its kind."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from pipeline.errors import InputFault, NoInput, OutputClash, TooLarge, UnknownType, UnreadableInput
from pipeline.ingest import documents, readers
from pipeline.records import Source
from pipeline.settings import Settings

MANIFEST = "manifest.jsonl"
JOURNAL = ".journal.jsonl"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; `relative` is its path below the input root, with `/`, NFC."""

    path: Path
    relative: str
    members: tuple[Path, ...] = ()  # the files of a document that is kept in several

    @property
    def stem(self) -> str:
        """What the names of its outputs begin with: `.txt` goes, any other ending stays."""
        return self.relative.removesuffix(".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to read.

    Attributes:
        inputs: sorted by relative path.
        skipped: how many files were of no known type.
        links: how many links and special files were not followed.
        unread: what is wrong with paths named outright, and with folders that cannot be read.
        roots: the folders that relative paths start from.
    """

    inputs: tuple[Input, ...]
    skipped: int = 0
    links: int = 0
    unread: tuple[InputFault, ...] = ()
    roots: tuple[Path, ...] = ()


def is_written_by_helder(folder: Path) -> bool:
    """Whether `folder` holds a manifest or a journal, so is an output and never an input of cleaning."""
    try:
        return any(_is_of_helder(path.name) for path in folder.iterdir())
    except OSError:
        return False


def _is_of_helder(name: str) -> bool:
    """Whether a file of that name makes its folder an output."""
    return name == MANIFEST or (name.startswith(".journal.") and name.endswith(".jsonl"))


def find(
    paths: Sequence[Path], *, outputs: Path | None = None, tolerant: bool = False, prefer: str = "ocr"
) -> Found:
    """The files below `paths`, which are files or folders.

    Links and special files are not followed; hidden files, folders that helder wrote and `outputs` are
    left out. Files of one document are one input (`documents`); of a PDF and files of OCR the `prefer`red are
    read. A file named outright must exist and be of a known type. A `tolerant` caller looks at `unread`.

    Raises:
        NoInput, UnreadableInput, UnknownType, OutputClash: the folder is an output; a path that is not
            there; a named file that no reader takes; two files with one output.
    """
    walk = _Walk(outputs)
    inputs: list[Input] = []
    skipped = 0
    for path in paths:
        if path.is_dir():
            if is_written_by_helder(path):
                raise NoInput(f"{path} was written by helder and is no input.")
            walked: list[tuple[Path, str]] = []
            for file in walk.files(path):
                if readers.takes(file) or _is_empty_page(file):
                    walked.append((file, _relative(file, path)))
                else:
                    skipped += 1
            inputs += [Input(*found) for found in documents.gather(walked, prefer=prefer)]
        elif fault := _fault(path):
            walk.unread.append(fault)
        else:
            found = documents.gather([(path, _relative(path, path.parent))], prefer=prefer)
            inputs += [Input(*one) for one in found]
    if walk.unread and not tolerant:
        raise walk.unread[0]
    unique = {os.path.realpath(i.path): i for i in inputs}
    inputs = sorted(unique.values(), key=lambda i: i.relative)
    by_stem: dict[str, Input] = {}
    for one in inputs:
        other = by_stem.setdefault(one.stem, one)
        if other is not one:
            raise OutputClash(f"{other.path} and {one.path} would both be written to {one.stem}.*")
    roots = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    return Found(tuple(inputs), skipped, walk.links, tuple(walk.unread), tuple(roots))


def _is_empty_page(file: Path) -> bool:
    """Whether a file without content was to be XML: its fault is told, since a page may be lost."""
    try:
        return file.suffix.casefold() == ".xml" and not file.stat().st_size
    except OSError:
        return False


def _fault(path: Path) -> InputFault | None:
    """What is wrong with a file that was named outright."""
    if path.is_symlink():
        return UnreadableInput(f"{path}: a link; name the file it leads to.")
    if not os.path.lexists(path):
        return UnreadableInput(f"{path}: there is no such file or folder.")
    if not path.is_file():
        return UnreadableInput(f"{path}: not a regular file.")
    if not readers.takes(path) and path.stat().st_size:
        return UnknownType(f"{path}: no reader takes files of this type.")
    return None


def read(file: Input, settings: Settings) -> Source:
    """The source in a file.

    Raises:
        InputFault: it cannot be read, each cause with a class of its own.
    """

    def fetch(path: Path) -> bytes:
        return _content(path, settings)

    if file.path in file.members:  # numbered pages, without a list
        return documents.read_pages(file.members, path=file.relative, settings=settings, fetch=fetch)
    data = fetch(file.path)
    return readers.read(data, path=file.relative, file=file.path, settings=settings, fetch=fetch)


def _content(path: Path, settings: Settings) -> bytes:
    try:
        with _open(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > settings.max_bytes:  # before it fills the memory
                raise TooLarge(f"{path}: {size:,} bytes, the limit max_bytes is {settings.max_bytes:,}.")
            return stream.read()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}.") from error


def sha256(file: Input) -> str:
    """The hash of what is in the file, of a document in several files that over the hashes of all of them.

    Raises:
        UnreadableInput: it cannot be read.
    """
    paths = dict.fromkeys((file.path, *file.members))
    digests = []
    for path in paths:
        try:
            with _open(path) as stream:
                digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
        except OSError as error:
            if path == file.path:
                raise UnreadableInput(f"{path}: {error.strerror or error}.") from error
            digests.append("missing")
    return documents.sha256(digests)


def _open(path: Path) -> BufferedReader:
    """The only way an input is opened: for reading, no link, no pipe that waits for a writer, no device."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    stream = os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise UnreadableInput(f"{path}: not a regular file.")
    return stream


class _Walk:
    """Walks folders and counts what it does not follow; `outputs` is left out."""

    def __init__(self, outputs: Path | None) -> None:
        self._outputs = outputs.stat() if outputs and outputs.is_dir() else None
        self.links = 0
        self.unread: list[InputFault] = []

    def files(self, root: Path) -> Iterator[Path]:
        """The regular files below `root`, in any order."""
        folders = [root]
        while folders:  # no recursion: folders may lie deeper than Python's stack
            folder = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    names = {entry.name: entry for entry in entries}
                found = [entry for name, entry in names.items() if not name.startswith(".")]
            except OSError as error:
                self.unread.append(UnreadableInput(f"{folder}: {error.strerror or error}."))
                continue
            if folder != root and any(map(_is_of_helder, names)):
                continue
            for entry in found:
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)
                elif not entry.is_dir(follow_symlinks=False):
                    self.links += 1
                elif not (self._outputs and os.path.samestat(entry.stat(), self._outputs)):
                    folders.append(Path(entry.path))


def _relative(file: Path, root: Path) -> str:
    """Below `root`, with `/`, NFC; bytes that are not UTF-8 are written out, as hexadecimal escapes."""
    name = os.fsencode(file.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", name)
