"""The vocabulary of a collection, counted from its articles: what `helder vocabulary` does.

Nothing is taken from an earlier vocabulary while articles are cleaned for it, so that the same articles give
the same file however often it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import extracting, flow
from pipeline.decisions import Decisions
from pipeline.errors import HelderError, InputFault
from pipeline.ingest import files
from pipeline.language import vocabulary
from pipeline.language.lexicon import lexicon
from pipeline.language.vocabulary import Vocabulary
from pipeline.repair import restore
from pipeline.settings import Settings


def gather(
    paths: Sequence[Path],
    settings: Settings,
    decisions: Mapping[str, Decisions],
    *,
    before: Vocabulary = vocabulary.NONE,
    failed: list[str],
) -> Vocabulary:
    """The vocabulary of the articles at `paths`, on top of the one counted before.

    Paths are raw files, folders of them, or folders that helder wrote. A file that cannot be done is told of
    in `failed`; the others go on.
    """
    settings = replace(settings, vocabulary=None)
    return vocabulary.gather(_articles(paths, settings, decisions, failed), before)


def _articles(
    paths: Sequence[Path], settings: Settings, decisions: Mapping[str, Decisions], failed: list[str]
) -> Iterator[Counter[str]]:
    """The forms of each article."""
    words = lexicon(settings.words)
    as_written = replace(settings, encoding="utf-8")  # by helder, whatever the raw files were
    written = [path for path in paths if path.is_dir() and files.is_written_by_helder(path)]
    for clean in extracting.find(written) if written else ():
        try:
            text = files.read(files.Input(clean.path, clean.relative), as_written).text
            edits = restore.load(restore.beside(clean.path))[1:]
            yield vocabulary.sound_words(text, words.is_word, without=_doubtful(edits))
        except HelderError as error:
            failed.append(str(error))
    others = [path for path in paths if path not in written]
    for raw in files.find(others).inputs if others else ():
        try:
            source = flow.read(raw, settings)
            for cleaned in flow.articles(source, settings, decisions.get(source.sha256, flow.NONE)):
                without = _doubtful(cleaned.edits)
                yield vocabulary.sound_words(cleaned.text.string, words.is_word, without=without)
        except InputFault as error:
            failed.append(str(error))


def _doubtful(edits: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """The places in the clean text where an edit was wished and not made."""
    return ((edit["clean"]["start"], edit["clean"]["end"]) for edit in edits if not edit["applied"])
