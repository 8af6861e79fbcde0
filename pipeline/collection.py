"""Articles to make rows of: read from a folder that helder wrote, or made on the way from raw files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import batch
from pipeline.batch.folder import read_known
from pipeline.decisions import Decisions
from pipeline.errors import HelderError, UnreadableInput
from pipeline.flow import EXTRACTORS, with_extractors
from pipeline.ingest import files
from pipeline.language import model
from pipeline.language.sentences import ranges_of
from pipeline.records import Structure
from pipeline.sections import structure
from pipeline.settings import Settings
from pipeline.spans import components
from pipeline.spans.terms.extract import Input, Ranked, rank
from pipeline.spans.terms.tags import tags_of
from pipeline.summary.models import Summary

UNRANKED = ("helder_legal_sources", "helder_definitions", "helder_terms", "helder_claims")  # not asked for


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a collection: its summary, its clean text and how that is built up."""

    summary: Summary
    text: str
    structure: Structure


@dataclass(frozen=True, slots=True)
class Written:
    """An article in a folder that helder wrote; `name` is what rows call it."""

    folder: Path
    stem: str
    name: str

    def sums(self) -> tuple[str, str]:
        """SHA-256 of its summary and of its clean text.

        Raises:
            UnreadableInput: one of them is not there.
        """
        try:
            summary, text = (
                hashlib.sha256((self.folder / f"{self.stem}{ending}").read_bytes()).hexdigest()
                for ending in (".json", ".txt")
            )
        except OSError as error:
            raise UnreadableInput(f"{error}. Run helder on the raw file again.") from error
        return summary, text

    def read(self) -> tuple[Summary, str]:
        """Its summary and clean text.

        Raises:
            UnreadableInput: one of them is not there, or the summary is of another text.
        """
        at = self.folder / self.stem
        try:
            summary = Summary.model_validate_json((self.folder / f"{self.stem}.json").read_bytes())
            text = (self.folder / f"{self.stem}.txt").read_bytes().decode("utf-8")
        except (OSError, ValueError) as error:
            raise UnreadableInput(f"{at}: {error}. Run helder on the raw file again.") from error
        if hashlib.sha256(text.encode()).hexdigest() != summary.source.text_sha256:
            raise UnreadableInput(f"{at}.json is of another text. Run helder on the raw file again.")
        return summary, text


def written(folder: Path) -> Iterator[Written]:
    """The articles in a folder that helder wrote, each once, sorted by input and part."""
    for path, line in sorted(read_known(folder).items()):
        whole = files.Input(folder / path, path).stem
        texts = [name for name in sorted(line.get("outputs", ())) if name.endswith(".txt")]
        for stem in (name.removesuffix(".txt") for name in texts if line["outcome"] == "record"):
            part = stem.removeprefix(whole).removeprefix(".")
            yield Written(folder, stem, f"{path}#{part}" if part else path)


def members(
    paths: Sequence[Path], settings: Settings, decisions: dict[str, Decisions], *, failed: list[str]
) -> Iterator[Member]:
    """The articles at `paths`: raw files, folders of them, or folders that helder wrote.

    A file that cannot be done is told of in `failed`; the others go on.
    """
    for text, build, summary in _articles(paths, batch.Job(settings, decisions), failed):
        assert summary  # the job asks for summaries
        yield Member(summary, text, build)


def _articles(
    paths: Sequence[Path], job: batch.Job, failed: list[str]
) -> Iterator[tuple[str, Structure, Summary | None]]:
    """Clean text and structure of each article, with its summary where one was written or is asked for."""
    folders = [p for p in paths if p.is_dir() and files.is_written_by_helder(p)]
    for folder in folders:
        for article in written(folder):
            try:
                summary, text = article.read()
            except HelderError as error:
                failed.append(str(error))
            else:
                yield text, structure.of_clean(text), summary
    others = [p for p in paths if p not in folders]
    for file in files.find(others).inputs if others else ():
        outcome = batch.do(file, job)
        if outcome.failed:
            failed.append(outcome.error)
        for _, cleaned, made in outcome.articles:
            yield cleaned.text.string, cleaned.structure, made


def texts(
    paths: Sequence[Path], settings: Settings, decisions: dict[str, Decisions], *, failed: list[str]
) -> Iterator[Input]:
    """The articles at `paths` as ranking takes them: tagged, citations and names told apart, and no more.

    Raises:
        MissingModel: the spaCy pipeline of the settings is not there.
    """
    nlp = model.load(settings.model, whole=False)
    with_extractors(nlp, settings)
    for text, build, summary in _articles(paths, batch.Job(settings, decisions, summaries=False), failed):
        with nlp.select_pipes(disable=EXTRACTORS if summary else UNRANKED):
            doc = nlp.make_doc(text)
            doc._.helder_structure = build
            doc = nlp(doc)
        names = (
            [(span.start, span.end) for span in (*summary.citations, *summary.mentions)]
            if summary
            else components.names(doc)
        )
        yield Input(text, ranges_of(doc), build, names, tags_of(doc))


def terms(found: Sequence[Input]) -> tuple[Ranked, ...]:
    """The terms of all articles counted together, best first."""
    return rank(found)
