"""Articles to make rows of: read from a folder that helder wrote, or made on the way from raw files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import batch
from pipeline.decisions import Decisions
from pipeline.errors import HelderError, UnreadableInput
from pipeline.ingest import files
from pipeline.records import Structure
from pipeline.sections import structure
from pipeline.settings import Settings
from pipeline.spans.terms.extract import Input, Ranked, rank
from pipeline.summary.models import Summary


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a collection: its summary, its clean text and how that is built up."""

    summary: Summary
    text: str
    structure: Structure


def members(
    paths: Sequence[Path], settings: Settings, decisions: dict[str, Decisions], *, failed: list[str]
) -> Iterator[Member]:
    """The articles at `paths`: raw files, folders of them, or folders that helder wrote.

    A file that cannot be done is told of in `failed`; the others go on.
    """
    written = [p for p in paths if p.is_dir() and files.is_written_by_helder(p)]
    for folder in written:
        for path, line in sorted(batch.read_manifest(folder).items()):
            stem = files.Input(folder / path, path).stem
            if line["outcome"] == "record":
                try:
                    yield _read(folder, stem)
                except HelderError as error:
                    failed.append(str(error))
    others = [p for p in paths if p not in written]
    job = batch.Job(settings, decisions)
    for file in files.find(others).inputs if others else ():
        outcome = batch.do(file, job)
        if outcome.failed:
            failed.append(outcome.error)
        elif outcome.cleaned:
            yield Member(outcome.summary, outcome.cleaned.text.string, outcome.cleaned.structure)


def _read(folder: Path, stem: str) -> Member:
    try:
        summary = Summary.model_validate_json((folder / f"{stem}.json").read_bytes())
        text = (folder / f"{stem}.txt").read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{folder / stem}: {error}. Run helder on the raw file again.") from error
    if hashlib.sha256(text.encode()).hexdigest() != summary.source.text_sha256:
        raise UnreadableInput(f"{folder / stem}.json is of another text. Run helder on the raw file again.")
    return Member(summary, text, structure.of_clean(text))


def terms(members: Sequence[Member]) -> tuple[Ranked, ...]:
    """The terms of all articles counted together, best first."""
    return rank(
        [
            Input(
                m.text,
                structure=m.structure,
                excluded=[(s.start, s.end) for s in (*m.summary.citations, *m.summary.mentions)],
            )
            for m in members
        ]
    )
