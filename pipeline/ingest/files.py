"""Which files there are to read, and reading one by its kind."""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline import discover
from pipeline.errors import NoInput, OutputClash, TooLarge, UnknownType, UnreadableInput
from pipeline.records import Source
from pipeline.settings import Settings

MANIFEST = "manifest.jsonl"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; `relative` is its path below the input root, with `/`, NFC."""

    path: Path
    relative: str

    @property
    def stem(self) -> str:
        """What the names of its outputs begin with: `.txt` goes, any other ending stays."""
        return self.relative.removesuffix(".txt")


@dataclass(frozen=True, slots=True)
class Found:
    """The inputs, sorted by relative path, and how many files were of no known type."""

    inputs: tuple[Input, ...]
    skipped: int


def is_written_by_helder(folder: Path) -> bool:
    """Whether `folder` holds a manifest, so is an output and never an input of cleaning."""
    return (folder / MANIFEST).is_file()


def find(paths: Sequence[Path], *, outputs: Path | None = None) -> Found:
    """The files below `paths`, which are files or folders.

    Links and special files are not followed; hidden files, folders that helder wrote and `outputs` are
    left out. A file named outright must exist and be of a known type.

    Raises:
        NoInput, UnreadableInput, UnknownType, OutputClash: nothing there; a path that is not there; a
            named file that no reader takes; two files with one output.
    """
    inputs: list[Input] = []
    skipped = 0
    for path in paths:
        if path.is_dir():
            if is_written_by_helder(path):
                raise NoInput(f"{path} was written by helder and is no input.")
            for file in _walk(path, outputs.resolve() if outputs else None):
                if file.suffix.casefold() in suffixes():
                    inputs.append(Input(file, _relative(file, path)))
                else:
                    skipped += 1
        elif not path.exists():
            raise UnreadableInput(f"{path}: there is no such file or folder.")
        elif path.suffix.casefold() not in suffixes():
            raise UnknownType(f"{path}: no reader takes files of this type.")
        else:
            inputs.append(Input(path, _relative(path, path.parent)))
    unique = {i.path.resolve(): i for i in inputs}
    inputs = sorted(unique.values(), key=lambda i: i.relative)
    for one, other in pairwise(inputs):
        if one.relative == other.relative:
            raise OutputClash(f"{one.path} and {other.path} would both be written to {one.stem}.*")
    return Found(tuple(inputs), skipped)


def suffixes() -> frozenset[str]:
    """The endings that some reader takes."""
    readers = discover.modules("pipeline.ingest", "SUFFIXES").values()
    return frozenset(suffix for reader in readers for suffix in reader.SUFFIXES)


def read(file: Input, settings: Settings) -> Source:
    """The source in a file.

    Raises:
        InputFault: it cannot be read, each cause with a class of its own.
    """
    try:
        status = file.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput(f"{file.path}: not a regular file.")
        if status.st_size > settings.max_bytes:  # before it fills the memory
            raise TooLarge(
                f"{file.path}: {status.st_size:,} bytes, the limit max_bytes is {settings.max_bytes:,}."
            )
        data = file.path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{file.path}: {error.strerror or error}.") from error
    for reader in discover.modules("pipeline.ingest", "SUFFIXES").values():
        if file.path.suffix.casefold() in reader.SUFFIXES:
            source: Source = reader.read(data, path=file.relative, settings=settings)
            return source
    raise UnknownType(f"{file.path}: no reader takes files of this type.")


def _walk(folder: Path, outputs: Path | None) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_symlink() or entry.name.startswith("."):
            continue
        if entry.is_dir():
            if entry.resolve() != outputs and not is_written_by_helder(entry):
                yield from _walk(entry, outputs)
        elif entry.is_file():
            yield entry


def _relative(file: Path, root: Path) -> str:
    return unicodedata.normalize("NFC", file.relative_to(root).as_posix())
