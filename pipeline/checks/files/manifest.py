"""The manifest is missing, or a line of it cannot be read.

`manifest.jsonl` has one line per input, with the hashes of all files; without it nothing tells which files
belong together or whether one was changed. It is written by `helder run`; a conflict of a merge that was
committed by mistake shows here too. Run helder again to make it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.collection import Collection
from pipeline.checks.imported import POINTER

NAME = "manifest.jsonl"


def in_collection(collection: Collection, options: Options) -> Iterator[tuple[str | None, Finding]]:
    """One finding a line, or one for the whole."""
    if collection.folder is None:
        return
    path = collection.shown + NAME
    if not (collection.folder / NAME).is_file():
        yield None, Finding("There is no manifest; nothing tells which files belong together.", path)
    elif (collection.folder / NAME).read_bytes().startswith(POINTER):
        told = "This is a pointer of Git LFS, not the file. Fetch it: git lfs pull"
        yield None, Finding(told, path, line=1)
        return
    for number in collection.broken:
        yield None, Finding("This line of the manifest cannot be read.", path, line=number)


CHECK = Check(
    title="a manifest that is missing or broken",
    severity=Severity.ERROR,
    in_collection=in_collection,
    finds=(
        Case("a line cut off", edits=(("manifest", '"outcome"', '"outco\n'),)),
        Case("no manifest", gone=("manifest",)),
        Case("a pointer of Git LFS", edits=(("manifest", "*", f"{POINTER.decode()}v1\nsize 9\n"),)),
    ),
    passes=(Case("as it was written"),),
)
