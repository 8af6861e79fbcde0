"""Files appear whole or not at all: written beside their place, then moved there."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputUnwritable

TEMPORARY = ".helder-"


def write_whole(path: Path, data: bytes, *, tag: str = "") -> None:
    """Put `data` at `path`: a reader sees the old file or the new one, never half of one.

    Args:
        path: of the file; folders are made.
        data: all of it.
        tag: goes into the name of the temporary file, for `sweep`.

    Raises:
        OutputUnwritable: it cannot be written; what stood there stands there still.
    """
    write_all(path.parent, {path.name: data}, tag=tag)


def write_all(folder: Path, files: Mapping[str, bytes], *, tag: str = "") -> None:
    """Put files, by their path below `folder`, in place one after the other, and make that last.

    Raises:
        OutputUnwritable: one cannot be written; those before it are new, it and the rest are old.
    """
    path = folder
    try:
        for name, data in files.items():
            path = folder / name
            _make(path.parent)
            _put(path, data, tag)
        for parent in sorted({(folder / name).parent for name in files}):
            _sync(parent)
    except OSError as error:
        raise OutputUnwritable(f"{path} cannot be written: {error.strerror or error}.") from error


def sweep(folder: Path, *, tag: str) -> None:
    """Remove what a killed process with this tag left half-written in `folder`."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{TEMPORARY}{tag}*"):
            left.unlink()


def _make(folder: Path) -> None:
    """The folder with all above it, which may be more than Python's own way there has stack for."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)


def _put(path: Path, data: bytes, tag: str) -> None:
    temporary = path.parent / f"{TEMPORARY}{tag}{secrets.token_hex(6)}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sync(folder: Path) -> None:
    """Make the names in `folder` last; some systems cannot open folders, and see to it themselves."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems
    finally:
        os.close(handle)
