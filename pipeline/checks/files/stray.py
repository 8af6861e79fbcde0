"""A file in the folder of the clean texts that no line of the manifest names.

An output of an input that was renamed or taken away, or a file put there by hand. Nothing checks it and
nothing keeps it up to date. Delete it, or put the raw file back and run helder.

Hidden files, the manifest, `runs.jsonl` and what helder makes beside the outputs (an index, a report) are no
strays; only texts, ledgers and summaries are.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Case, Check, Finding, Options, Severity
from pipeline.checks.collection import Collection
from pipeline.checks.imported import LEDGER, TEXT


def in_collection(collection: Collection, options: Options) -> Iterator[tuple[str | None, Finding]]:
    """One finding a file."""
    if collection.folder is None or not collection.everything or not collection.records:
        return
    known = {name for record in collection.records.values() for name in record.get("outputs", ())}
    for path in sorted(collection.folder.rglob("*")):
        name = path.relative_to(collection.folder).as_posix()
        stem = next((name.removesuffix(e) for e in (LEDGER, TEXT, ".json") if name.endswith(e)), None)
        hidden = any(part.startswith(".") for part in name.split("/"))
        if stem is None or hidden or name in known or not path.is_file():
            continue
        if name.endswith(".json") and not (path.with_name(path.name[:-5] + TEXT)).is_file():
            continue
        yield None, Finding("No line of the manifest names this file.", collection.shown + name)


CHECK = Check(
    title="a file that belongs to no input",
    severity=Severity.WARNING,
    in_collection=in_collection,
    finds=(Case("a copy by hand", edits=(("clean/kopie.txt", "", "Kinderen spelen graag buiten.\n"),)),),
    passes=(Case("notes of one's own", edits=(("clean/notities.md", "", "Nog na te kijken.\n"),)),),
)
