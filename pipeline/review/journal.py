"""The file of decisions as it grows: read on from where one was, written to at its end, by one at a time."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from pipeline import decisions, settings
from pipeline.atomic import write_whole
from pipeline.decisions import Decision
from pipeline.errors import OutputUnwritable

Row = tuple[Mapping[str, Any], str, Decision]


class Journal:
    """`decisions.jsonl`: what this and other programs wrote to it, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: list[Row] = []
        self._read = 0  # bytes
        self._here = threading.RLock()
        self.refresh()

    def refresh(self) -> list[Row]:
        """What was written since the last look.

        Raises:
            WrongSettings: the file cannot be read, or a line is no decision.
        """
        with self._here:
            size = self.path.stat().st_size if self.path.is_file() else 0
            if size == self._read:
                return []
            if size < self._read:  # another file, or lines taken out by hand
                self.rows, self._read = [], 0
            whole, cut_off = decisions.read(self.path, start=self._read)
            found = decisions.parsed(whole, where=str(self.path), first=len(self.rows) + 1)
            first = len(self.rows) + 1
            new = [(e, source, replace(d, number=n)) for n, (e, source, d) in enumerate(found, start=first)]
            self._read = size - len(cut_off)
            self.rows += new
            return new

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile, in this program or another; a killed one leaves nothing locked.

        Raises:
            OutputUnwritable: the file cannot be written to.
        """
        with self._here:
            try:
                file = self.path.open("ab")
            except OSError as error:
                raise self._unwritable(error) from error
            with file:
                _lock(file)
                yield

    def append(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Write decisions at the end, and see to it that they are on the disk. Call it `alone`.

        A line that was cut off by a crash goes: it was never acknowledged.

        Raises:
            OutputUnwritable: they cannot be written.
        """
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        self.refresh()  # what is behind it now is a line that was cut off
        if settings.find(self.path.parent) is None:  # decisions count where there are settings
            write_whole(self.path.with_name(settings.FILE), b"")
        try:
            with self.path.open("ab") as file:
                if file.tell() > self._read:
                    file.truncate(self._read)
                elif self._read and not self._ends_in_line():
                    data = b"\n" + data
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error
        self.refresh()

    def _ends_in_line(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _unwritable(self, error: OSError) -> OutputUnwritable:
        return OutputUnwritable(f"{self.path} cannot be written: {error.strerror or error}.")


def _lock(file: BinaryIO) -> None:
    """Wait for the file; closing it, or the end of the program, lets it go."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(2**40)  # far beyond its end: there what is locked can still be read
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
