"""Summaries of text that is clean already and is left as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import batch, flow, metadata
from pipeline.atomic import write_whole
from pipeline.cleaned import Cleaned
from pipeline.collection import written
from pipeline.decisions import Decisions
from pipeline.errors import NoInput, OutputClash
from pipeline.ingest import files, text
from pipeline.records import Source
from pipeline.repair import restore
from pipeline.settings import Settings
from pipeline.summary.models import Summary

DEFAULT_FOLDER = Path("data/clean")


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A clean text; `home` is the folder helder wrote it to, if it did."""

    path: Path
    relative: str
    home: Path | None


def find(paths: Sequence[Path]) -> list[CleanFile]:
    """The clean texts at `paths`, sorted; of a folder that helder wrote, its articles.

    Raises:
        NoInput, UnreadableInput, UnknownType: as for raw files.
    """
    found: list[CleanFile] = []
    for path in paths:
        if path.is_dir() and files.is_written_by_helder(path):
            for article in written(path):
                found.append(CleanFile(path / f"{article.stem}.txt", f"{article.stem}.txt", path))
        else:
            home = path.parent if path.is_file() and files.is_written_by_helder(path.parent) else None
            found += [CleanFile(f.path, f.relative, home) for f in files.find([path]).inputs]
    if not found:
        raise NoInput("There is no clean text at the paths named.")
    return found


def from_bytes(data: bytes, settings: Settings) -> Summary:
    """The summary of a clean text that comes with nothing else."""
    return flow.extract(flow.of_clean(text.read(data, path="-", settings=settings)), settings)


def page(data: bytes, settings: Settings) -> str:
    """The same as a page to read."""
    from pipeline.writers.page import render

    source = text.read(data, path="-", settings=settings)
    return render(source.text, flow.extract(flow.of_clean(source), settings))


def write(
    file: CleanFile,
    settings: Settings,
    decided: Mapping[str, Decisions],
    folder: Path | None,
    *,
    html: bool = False,
) -> Path:
    """Summarise one clean text and write NAME.json, beside it when helder wrote it; gives its path.

    With `html` also NAME.html, the page to read.

    Raises:
        InputFault: it cannot be read.
        TextDoesNotMatchLedger: the ledger beside it was made for another text.
    """
    read = files.Input(file.path, file.relative)
    source = files.read(read, settings)
    beside = restore.beside(file.path)
    if beside.is_file():
        cleaned = _with_ledger(source, beside)
    else:
        told = [row for row in metadata.rows_of(read, settings) if not row.pages]
        cleaned = flow.of_clean(metadata.announce(source, told))
    summary = flow.extract(cleaned, settings, decided.get(cleaned.source.sha256, flow.NONE))
    target = (folder or file.home or DEFAULT_FOLDER) / (file.relative.removesuffix(".txt") + ".json")
    _refuse_strangers(target, summary)
    write_whole(target, (summary.model_dump_json(indent=1) + "\n").encode())
    if html:
        from pipeline.writers.page import render

        write_whole(target.with_suffix(".html"), render(cleaned.text.string, summary).encode())
    if file.home and folder in (None, file.home):
        _note_in_manifest(file.home, target)
    return target


def _with_ledger(clean: Source, path: Path) -> Cleaned:
    """The cleaned article as it was, its raw text won back from text and ledger; what a PDF or a file of OCR
    told of places on the page is not there any more.
    """
    lines = restore.load(path)
    head = lines[0]["source"]
    data = restore.input_of(path.with_name(path.name.removesuffix(restore.ENDING) + ".txt"))
    name = head.get("path", clean.path)  # ledgers of version 0.1 do not have it
    raw = text.read(data, path=name, settings=Settings(encoding=None if head["bom"] else head["encoding"]))
    told = {key: head[key] for key in ("sha256", "encoding", "media_type", "reader") if key in head}
    return flow.of_ledger(clean, lines, replace(raw, **told, extracted="extracted_sha256" in head))


def _refuse_strangers(target: Path, summary: Summary) -> None:
    """A file that is there already must be a summary of the same input."""
    if not target.exists():
        return
    try:
        if json.loads(target.read_bytes())["source"]["path"] == summary.source.path:
            return
    except (OSError, ValueError, LookupError, TypeError):
        pass
    raise OutputClash(f"{target} is there already and is no summary of {summary.source.path}.")


def _note_in_manifest(home: Path, target: Path) -> None:
    """The hash of the summary that was made anew, beside that of its text."""
    name = target.relative_to(home).as_posix()
    lines = batch.read_manifest(home)
    for line in lines.values():
        if name.removesuffix(".json") + ".txt" in line.get("outputs", {}):
            line["outputs"][name] = hashlib.sha256(target.read_bytes()).hexdigest()
            line.get("keys", {}).pop("extract", None)  # perhaps by other settings: to be made again
    data = "".join(json.dumps(lines[p], ensure_ascii=False, sort_keys=True) + "\n" for p in sorted(lines))
    write_whole(home / files.MANIFEST, data.encode())
